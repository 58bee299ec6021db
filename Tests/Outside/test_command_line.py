# SPDX-License-Identifier: Apache-2.0
"""The command line as it is read: every refusal word by word, every example run.

`golden/NAME.txt` holds what the lines of `LINES[NAME]` print, with their exit codes. Where a file is
absent it is written, and the test fails once: read it, then keep it. Help texts are kept, word by
word, in docs/reference/command-line.md.
"""

import fcntl
import json
import os
import pathlib
import re
import shlex
import shutil
import signal
import subprocess
import time

import pytest

from forging import forger
from program import PROGRAM, ROOT, Folder, caseledger, wait_until
from refusals import LINES, MAP
from test_docs import help_of
from test_files import good

LOG_KEY = "example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx\n"
GOLDEN = pathlib.Path(__file__).parent / "golden"


def commands(path=()):
    """Every command, as the words after `caseledger`."""
    text = help_of(path)
    yield path
    if "SUBCOMMANDS:" in text:
        for name in re.findall(r"^  ([a-z-]+)  ", text.split("SUBCOMMANDS:", 1)[1], re.M):
            yield from commands((*path, name))


COMMANDS = list(commands()) if PROGRAM.is_file() else []


def lock(path):
    """Holds a lock as another process would; it ends with this one."""
    handle = open(path, "ab")
    fcntl.flock(handle, fcntl.LOCK_EX)
    return handle


@pytest.fixture(scope="module")
def place(program, tmp_path_factory):
    """Where the lines run: the folders that they name."""
    place = tmp_path_factory.mktemp("lines")
    folder = Folder(place / "d")
    for name in ("bare", "keyless", "busy", "-d"):
        shutil.copytree(place / "d", place / name)
    (place / "keyless/keys/wrapping.key").unlink()
    (place / "file").write_text("Dear Sir or Madam,\n")
    (place / "map.yaml").write_text(MAP)
    (place / "empty").mkdir()
    caseledger("witness", "--state", place / "w", "--name", "w.example/1", "--show-key")
    folder.run("project", "queues", "--once")
    (place / "busy/projections/queues").mkdir(parents=True, exist_ok=True)
    locks = [lock(place / "busy" / name)
             for name in ("up.lock", "import.lock", "projections/queues/projector.lock")]
    yield place
    for held in locks:
        held.close()


@pytest.fixture(scope="module")
def taken_port():
    import socket
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        yield taken.getsockname()[1]


def environment(**more):
    kept = {k: v for k, v in os.environ.items() if not k.startswith("CASELEDGER_")}
    return kept | {"COLUMNS": "80", "PATH": f"{PROGRAM.parent}:{kept['PATH']}"} | more


def transcript(line, place, port):
    """What a line prints, each line marked with where it went, and the exit code."""
    words = [word.replace("TAKEN", str(port)) for word in shlex.split(line)]
    run = subprocess.run([str(PROGRAM), *words[1:]], cwd=place, env=environment(), text=True,
                         capture_output=True, stdin=subprocess.DEVNULL, timeout=60)
    text = f"$ {line}\n"
    text += "".join(f"| {part}\n" for part in run.stdout.splitlines())
    # What the log says, and when, is for test_logs.py.
    text += "".join(f"! {part}\n" for part in run.stderr.splitlines()
                    if not re.match(r"20\d\d-\S+Z ", part))
    text = text.replace(str(port), "TAKEN").replace(str(place), "PLACE")
    return run.returncode, f"{text}[{run.returncode}]\n"


@pytest.mark.parametrize("name", LINES)
def test_every_refusal_reads_as_it_did(name, place, taken_port):
    found = [(code, line, *transcript(line, place, taken_port)) for code, line in LINES[name]]
    wrong = [text for code, _, ended, text in found if code != ended]
    assert not wrong, "another exit code is expected of\n" + "\n".join(wrong)
    text = "\n".join(text for *_, text in found)
    path = GOLDEN / f"{name}.txt"
    if not path.exists():
        GOLDEN.mkdir(exist_ok=True)
        path.write_text(text)
        pytest.fail(f"golden/{name}.txt was absent and is written now: read it, then keep it")
    assert text == path.read_text(), f"read the change; if it is right, delete golden/{name}.txt"


@pytest.mark.parametrize("name", LINES)
def test_an_error_is_said_once_with_the_next_step(name):
    path = GOLDEN / f"{name}.txt"
    for text in path.read_text().split("\n\n") if path.exists() else []:
        code = int(re.search(r"\[(\d)\]\n?$", text).group(1))
        said = re.findall(r"^! (.*)$", text, re.M)
        printed = re.findall(r"^\| (.*)$", text, re.M)
        results = ("$ caseledger import", "$ caseledger case bulk", "$ caseledger process")
        if code and not text.startswith(results):
            assert not printed, f"only a result goes to standard output: {text}"
        if code == 2:
            assert said[0].startswith("Error: "), text
            # What a setting must be is said in the one sentence.
            assert "See 'caseledger" in said[-1] or "it must be" in said[-1], text
        elif code and "nothing of this file came in" in text:
            assert said[-1].endswith("came in."), text  # A table's mistakes, a line each.
        elif code and "--json" not in text:
            assert len(said) == 1 and said[0].startswith("Error: "), text
            assert re.search(r"[.?!`]$", said[0]), f"a sentence: {text}"


def test_every_command_has_its_refusals():
    for path in COMMANDS:
        if path and path not in [("import",), ("user",)]:
            codes = {code for lines in LINES.values() for code, line in lines
                     if shlex.split(line)[1:1 + len(path)] == list(path)}
            # What works dates out, or looks at files, needs no data folder.
            needed = {2} if path[0] == "clock" or path == ("process", "check") else {2, 3}
            assert needed <= codes, f"{' '.join(path)} is tried with codes {codes} alone"


def test_no_line_changed_the_folder(place):
    events = caseledger("export", "jsonl", data=place / "d").stdout.splitlines()
    assert len(events) == 3 and not (place / "new").exists()


# Examples.

def examples(path):
    return re.findall(r"^ +((?:echo .* )?caseledger .*)$", help_of(path).split("USAGE:")[0], re.M)


@pytest.mark.parametrize("path", COMMANDS, ids=" ".join)
def test_an_example_runs(path, program, tmp_path):
    lines = examples(path)
    assert lines, "every help text has an example"
    for n, name in enumerate(("receipt", "jan", "feb"), 1):
        (tmp_path / f"{name}.xes").write_text(good(n))
    subprocess.run(["gzip", "-k", "receipt.xes"], cwd=tmp_path, check=True)
    (tmp_path / "cases.yaml").write_text(MAP)
    (tmp_path / "cases.csv").write_text(
        "id,regime,received\nC-1,foi,2026-03-03\n" if path[:1] == ("clock",)
        else "No,Received\nC-1,04/03/2024\n")
    (tmp_path / "logs.txt").write_text(LOG_KEY)
    (tmp_path / "refs.txt").write_text(time.strftime("IMP-%Y-000001\n", time.gmtime()))
    if path[:1] == ("calendar",):
        (tmp_path / "bank-holidays.json").write_text(published_holidays())
    if path[:1] == ("process",):
        for name in ("correspondence", "foi"):
            shutil.copy(ROOT / f"Sources/ProcessFiles/Processes/{name}.yaml", tmp_path)
    if path and path != ("init",):
        prepared = Folder(tmp_path / ".data")
        prepared.run("export", "checkpoint", "--out", tmp_path / "old.note")
        prepared.run("import", "xes", tmp_path / "jan.xes")
        prepared.run("project", "queues", "--once")
        if path == ("calendar", "moved"):
            prepared.run("calendar", "import", "--shipped")
        if path[0] == "template":
            prepared.run("template", "add", "--shipped")
            (tmp_path / "templates.yaml").write_text(
                "templates:\n- {name: hours, kind: line, title: Hours, text: From nine to five}\n")
        if path in (("template", "withdraw"), ("template", "fill")):
            prepared.run("template", "approve", "call-back")
        if path == ("process", "move"):
            prepared.run("process", "publish", tmp_path / "correspondence.yaml")
            prepared.run("process", "publish", tmp_path / "foi.yaml")
        (tmp_path / "last-year.txt").write_bytes(
            forger("checkpoint", prepared.path / "ledger", 0))
    for line in lines:
        if path == ("init",):
            shutil.rmtree(tmp_path / ".data", ignore_errors=True)
        if path == ("simulate",):
            shutil.rmtree(tmp_path / "demo", ignore_errors=True)
        assert len(line) <= 76, f"wrapped in a terminal of 80 columns: {line}"
        line = re.sub(r"-20\d\d-(\d{6})", time.strftime(r"-%Y-\1", time.gmtime()), line)
        run_example(line, tmp_path)


def published_holidays():
    """The shipped bank holidays in the form that gov.uk publishes."""
    table = (ROOT / "Sources/WorkingTime/Calendar/bank-holidays.tsv").read_text()
    divisions = {name: {"division": name, "events": []}
                 for name in ("england-and-wales", "scotland", "northern-ireland")}
    for line in table.splitlines():
        if not line.startswith("#"):
            day, names, title, *note = line.split("\t")
            for name in names.split():
                divisions[name]["events"].append(
                    {"title": title, "date": day, "notes": note[0] if note else "", "bunting": True})
    return json.dumps(divisions)


def run_example(line, folder):
    words = line.split()
    if words[0] == "caseledger" and (
            words[1] in ("up", "serve") or words[1] == "project" and "--once" not in words
            or words[1] == "witness" and "--log" in words):
        return run_service(words, folder)
    run = subprocess.run(
        ["bash", "-eu", "-o", "pipefail", "-c", line], cwd=folder,
        env=environment(CASELEDGER_DATA=".data"), stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=300)
    assert run.returncode == 0, f"{line} exits {run.returncode}: {run.stdout}"


def run_service(words, folder):
    """Starts what runs until it is stopped, sees it work, and stops it in either way."""
    works = "caught up" if words[1] == "project" else "Listening on http://"
    port = [] if words[1] == "project" else ["--port", "0"]
    for number in (signal.SIGTERM, signal.SIGINT):
        output = folder / "output"
        with output.open("wb") as file:
            run = subprocess.Popen(
                [str(PROGRAM), *words[1:], *port], cwd=folder, env=environment(),
                stdin=subprocess.DEVNULL, stdout=file, stderr=subprocess.STDOUT)
        try:
            wait_until(lambda: works in output.read_text() or run.poll() is not None,
                       300 if "--demo" in words else 30, works)
            assert run.poll() is None, f"it ended: {output.read_text()}"
            run.send_signal(number)
            assert run.wait(15) == 0, output.read_text()
        finally:
            if run.poll() is None:
                run.kill()
                run.wait()
