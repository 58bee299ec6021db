# SPDX-License-Identifier: Apache-2.0
"""Follows a tutorial by the letter: writes its files and runs its commands in a tree.

By itself: python3 Tests/Outside/tutorial.py TREE, which changes TREE. Prints how long each part took.
"""

import os
import pathlib
import re
import signal
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
TUTORIAL = ROOT / "docs/tutorial/add-a-projection.md"
PART = re.compile(r"^## ([^\n]*)$|^```(\S[^\n]*)\n(.*?)^```$", re.M | re.S)
FILE = re.compile(r"(?:swift|sql|markdown) (append )?(\S+)")


def is_block(info):
    """Whether the tutorial may have a block of this kind."""
    return bool(FILE.fullmatch(info)) or info in ("sh tree", "sh tree fails")


def follow(tutorial, tree):
    """Follows it, and returns [(heading, seconds)]; fails where the text and the tree disagree."""
    log = tree / ".build/tutorial.log"
    log.parent.mkdir(exist_ok=True)
    log.write_text("")
    times, printed, groups = [["Before", 0.0]], "", []
    try:
        for heading, info, content in PART.findall(tutorial.read_text()):
            start = time.monotonic()
            if heading:
                times.append([heading, 0.0])
            elif info == "text printed":
                for line in filter(None, content.splitlines()):
                    assert line in printed, f"the tutorial promises {line!r}:\n{printed[-3000:]}"
            elif FILE.fullmatch(info):
                append, name = FILE.fullmatch(info).groups()
                path = tree / name
                path.parent.mkdir(parents=True, exist_ok=True)
                with open(path, "a" if append else "w") as file:
                    file.write(content)
            elif info.startswith("sh tree"):
                code, printed = run(content, tree, log, groups)
                assert (code != 0) == (info == "sh tree fails"), f"{content}\n{printed[-3000:]}"
            else:
                assert info == "text" or info.startswith("sh not run: "), f"a block is {info!r}"
            times[-1][1] += time.monotonic() - start
    finally:
        for group in groups:
            try:
                os.killpg(group, signal.SIGKILL)  # What it left running.
            except ProcessLookupError:
                pass
    return times


def run(script, tree, log, groups):
    """Runs one block as the next of a session: what was exported before is there."""
    names = tree / ".build/tutorial.env"
    session = (f"set -eu -o pipefail; [ ! -e {names} ] || . {names}\n"
               f"{script}\nexport -p > {names}\n")
    begin = log.stat().st_size
    environment = {key: value for key, value in os.environ.items()
                   if not key.startswith("CASELEDGER")}
    with open(log, "ab") as sink:
        process = subprocess.Popen(["bash", "-c", session], cwd=tree, env=environment,
                                   stdin=subprocess.DEVNULL, stdout=sink, stderr=sink,
                                   start_new_session=True)
        groups.append(process.pid)
        code = process.wait(1800)
    return code, log.read_bytes()[begin:].decode(errors="replace")


def report(times):
    for heading, seconds in times:
        print(f"{seconds:7.1f} s  {heading}")
    print(f"{sum(seconds for _, seconds in times):7.1f} s  all of its commands")


if __name__ == "__main__":
    report(follow(TUTORIAL, pathlib.Path(sys.argv[1]).resolve()))
