# SPDX-License-Identifier: Apache-2.0
"""The command line as it is used: in a terminal, in a pipe, interrupted, completed by Tab."""

import fcntl
import json
import os
import pty
import re
import select
import shutil
import signal
import struct
import subprocess
import termios
import time
import unicodedata

import pytest

from program import PROGRAM, Folder
from test_command_line import environment
from test_files import good

TRACE = re.search(r"  <trace>.*?</trace>\n", good(1), re.S).group(0)


def log_of(count):
    """An event log of `count` traces."""
    head, tail = good(1).split(TRACE)[0], "</log>\n"
    return head + "".join(TRACE.replace("case-1", f"case-{n}") for n in range(count)) + tail


@pytest.fixture(scope="module")
def much(program, tmp_path_factory):
    """A folder with a read model, and beside it a long log that came into another folder, `full`."""
    place = tmp_path_factory.mktemp("terminal")
    (place / "long.xes").write_text(log_of(6000))
    (place / "short.xes").write_text(log_of(20))
    folder = Folder(place / "d")
    folder.run("import", "xes", place / "short.xes")
    folder.run("project", "queues", "--once")
    Folder(place / "full").run("import", "xes", place / "long.xes")
    return place


class Terminal:
    """A program whose standard output and error are a terminal of some width."""

    def __init__(self, *arguments, cwd, columns=80):
        self.master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
        variables = environment()
        del variables["COLUMNS"]
        self.process = subprocess.Popen(
            [str(PROGRAM), *arguments], cwd=cwd, env=variables, stdin=subprocess.DEVNULL,
            stdout=slave, stderr=slave, start_new_session=True)
        os.close(slave)
        self.text = ""

    def read(self, until=None, seconds=60):
        """What it has printed when it ends, or when `until` matches."""
        end = time.monotonic() + seconds
        while not (until and re.search(until, self.text)):
            assert time.monotonic() < end, f"not within {seconds} s: {self.text[-500:]!r}"
            if select.select([self.master], [], [], 0.2)[0]:
                try:
                    part = os.read(self.master, 65536)
                except OSError:
                    part = b""  # The terminal's other side is closed.
                if not part:
                    break
                self.text += part.decode(errors="replace")
        return self.text

    def end(self):
        self.read()
        os.close(self.master)
        return self.process.wait(30)


# Progress and tables.

def test_progress_is_shown_in_a_terminal_and_gone_at_the_end(much):
    terminal = Terminal("verify", "--data", "full", cwd=much)
    assert terminal.end() == 0
    assert re.search(r"\rVerifying  [█░]{30} \d+ %", terminal.text)
    assert terminal.text.rpartition("\x1b[2K")[2].startswith("All is well"), terminal.text[-200:]


@pytest.mark.parametrize("columns", [20, 40])
def test_progress_keeps_to_one_line(much, columns):
    terminal = Terminal("verify", "--data", "full", cwd=much, columns=columns)
    assert terminal.end() == 0
    for line in re.findall(r"\r([^\r\n\x1b]+)", terminal.text.rpartition("\x1b[2K")[0]):
        assert len(line) < columns, f"{line!r} wraps"


def test_elsewhere_there_is_no_progress(much):
    run = subprocess.run([str(PROGRAM), "verify", "--data", "full"], cwd=much, capture_output=True,
                         env=environment(), stdin=subprocess.DEVNULL, timeout=120)
    assert run.returncode == 0 and run.stderr == b""


def wide(text):
    """Columns of a text, by Python's own tables."""
    return sum(0 if unicodedata.category(c) in ("Mn", "Me", "Cf") else
               2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


SQL = ("SELECT 'Łucja Wiśniewska, " + "Stadtallee " * 6 + "' AS name, 1234567 AS n, "
       "'日本語の名前がここに書いてあります' AS w, 'e\u0301' AS a")


@pytest.mark.parametrize("columns", [40, 60, 100])
def test_a_table_fits_the_terminal(much, columns):
    terminal = Terminal("query", "queues", SQL, "--data", "d", cwd=much, columns=columns)
    assert terminal.end() == 0
    *lines, note = terminal.text.splitlines()
    assert max(map(wide, lines)) == columns and "1234567" in terminal.text
    assert "…" in terminal.text and "cut to fit" in note


def test_a_table_of_a_pipe_takes_columns_or_80(much):
    for setting, limit in [({}, 80), ({"COLUMNS": "50"}, 50), ({"COLUMNS": "x"}, 80)]:
        variables = {k: v for k, v in environment().items() if k != "COLUMNS"} | setting
        run = subprocess.run([str(PROGRAM), "query", "queues", SQL, "--data", "d"], cwd=much,
                             env=variables, capture_output=True, text=True, timeout=30)
        assert max(map(wide, run.stdout.splitlines())) == limit


# Pipes and files that end early.

def test_a_reader_that_goes_away_is_no_error(much):
    run = subprocess.run(
        ["bash", "-c", f"'{PROGRAM}' export jsonl --data full | head -n 1"], cwd=much,
        env=environment(), capture_output=True, timeout=60)
    assert run.returncode == 0 and run.stdout.count(b"\n") == 1 and run.stderr == b""


@pytest.mark.parametrize("arguments", [
    ["status", "--data", "d"], ["export", "jsonl", "--data", "d"],
    ["query", "queues", "SELECT 1", "--data", "d"]], ids=lambda a: a[0])
def test_a_result_that_cannot_be_printed_is_an_error(much, arguments):
    with open("/dev/full", "wb") as full:
        run = subprocess.run([str(PROGRAM), *arguments], cwd=much, env=environment(), stdout=full,
                             stderr=subprocess.PIPE, text=True, timeout=30)
    assert run.returncode == 1
    assert run.stderr.startswith("Error: ") and len(run.stderr.splitlines()) == 1


# Interrupted.

@pytest.mark.parametrize("share,words", [(r" 1\d %", "came in yet"), (r" [89]\d %", "is kept")])
def test_an_interrupted_import_says_what_was_kept(much, tmp_path, share, words):
    folder = Folder(tmp_path / "data")
    terminal = Terminal("import", "xes", "long.xes", "--data", str(folder.path), cwd=much)
    terminal.read(until=share)
    os.killpg(terminal.process.pid, signal.SIGINT)
    assert terminal.end() == -signal.SIGINT
    assert terminal.text.count("Stopped") == 1 and words in terminal.text.rpartition("Stopped")[2]
    assert folder.run("verify").returncode == 0
    again = json.loads(folder.run("import", "xes", much / "long.xes", "--json").stdout)
    assert again["cases"] + again["skipped"] == 6000
    assert (again["skipped"] > 0) == (words == "is kept")


def test_an_interrupted_verify_says_that_nothing_was_changed(much):
    terminal = Terminal("verify", "--data", "full", cwd=much)
    terminal.read(until="Verifying")
    os.killpg(terminal.process.pid, signal.SIGINT)
    assert terminal.end() == -signal.SIGINT
    assert terminal.text.count("Stopped") == 1 and "Error" not in terminal.text


def test_an_interrupted_export_leaves_the_file_as_it_was(much, tmp_path):
    out = tmp_path / "out.xes"
    out.write_text("before")
    terminal = Terminal("export", "xes", "--data", "full", "--out", str(out), cwd=much)
    terminal.read(until="Exporting")
    os.killpg(terminal.process.pid, signal.SIGINT)
    assert terminal.end() == -signal.SIGINT
    assert "Stopped" in terminal.text and out.read_text() == "before"
    assert os.listdir(tmp_path) == ["out.xes"]


# Completions.

def script(shell):
    return subprocess.run([str(PROGRAM), "--generate-completion-script", shell], check=True,
                          capture_output=True, text=True, env=environment()).stdout


def completed(words, cwd):
    """What bash offers for the last of `words`."""
    quoted = " ".join("'" + word + "'" for word in words)
    line = " ".join(words)
    code = (f"source complete.bash; COMP_WORDS=({quoted}); COMP_CWORD={len(words) - 1}; "
            f"COMP_LINE='{line}'; COMP_POINT={len(line)}; "
            "f=$(complete -p caseledger | sed 's/.*-F \\([^ ]*\\).*/\\1/'); "
            f"$f caseledger '{words[-1]}' '{words[-2]}'; printf '%s\\n' \"${{COMPREPLY[@]}}\"")
    (cwd / "complete.bash").write_text(script("bash"))
    run = subprocess.run(["bash", "-c", code], cwd=cwd, env=environment(), capture_output=True,
                         text=True, timeout=30)
    return {word.strip() for word in run.stdout.split("\n")} - {""}


@pytest.mark.parametrize("line,offered", [
    ("caseledger ", {"init", "verify", "query"}), ("caseledger ver", {"verify"}),
    ("caseledger user ", {"add", "list", "link", "token"}), ("caseledger project q", {"queues"}),
    ("caseledger query q", {"queues"}), ("caseledger export ", {"jsonl", "xes", "ocel"}),
    ("caseledger init --jurisdiction s", {"scotland"}),
    ("caseledger query queues x --format ", {"table", "csv", "json"}),
    ("caseledger verify --js", {"--json"}), ("caseledger status --data fo", {"folder"}),
    ("caseledger import xes lo", {"log.xes"}),
])
def test_bash_completes(program, tmp_path, line, offered):
    (tmp_path / "folder").mkdir()
    for name in ("log.xes", "log.txt"):
        (tmp_path / name).touch()
    found = completed(line.split(" "), tmp_path)
    assert offered <= found
    assert "log.txt" not in found, "another kind of file"
    if not line.endswith(" "):
        assert found == offered


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_completion_script_is_well_formed(program, tmp_path, shell):
    if shutil.which(shell) is None:
        pytest.skip(f"no {shell}: install the package {shell}")
    path = tmp_path / "script"
    path.write_text(script(shell))
    run = subprocess.run([shell, "-n", str(path)], capture_output=True, text=True, timeout=30)
    assert run.returncode == 0 and run.stderr == ""


# Odd names.

@pytest.mark.parametrize("name", ["Siân's \"files\"", "案件", "-dash", "a\nb", "x" * 200, "$HOME"])
def test_a_folder_may_have_any_name(program, tmp_path, name):
    def run(*arguments):
        return subprocess.run([str(PROGRAM), *arguments, f"--data={name}"], cwd=tmp_path,
                              env=environment(), capture_output=True, text=True, timeout=60)
    made = run("init")
    assert made.returncode == 0, made.stderr
    told = made.stdout.partition("Next: caseledger up ")[2].strip()
    shown = subprocess.run(["bash", "-c", f"printf %s {told}"], capture_output=True, text=True)
    assert shown.stdout.replace("--data=", "--data") == "--data" + name, "a shell reads it back"
    for arguments in (["verify"], ["status", "--json"], ["project", "queues", "--once"]):
        assert run(*arguments).returncode == 0


def test_a_long_question_is_answered(much):
    sql = "SELECT " + " + ".join(["1"] * 900) + " AS n, '" + "é" * 30000 + "' AS t"
    run = subprocess.run([str(PROGRAM), "query", "queues", sql, "--data", "d"], cwd=much,
                         env=environment(), capture_output=True, text=True, timeout=60)
    assert run.returncode == 0 and max(map(wide, run.stdout.splitlines())) == 80
