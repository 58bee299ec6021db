# SPDX-License-Identifier: Apache-2.0
"""A broken file is refused as a whole, with line and reason, and the ledger stays as it was."""

import gzip
import json
import os
import re
import shutil
import stat
import threading
import time

import pytest

from program import Folder

GOOD = """<?xml version="1.0" encoding="UTF-8"?>
<log xes.version="1.0" xmlns="http://www.xes-standard.org/">
  <string key="concept:name" value="counter"/>
  <trace>
    <string key="concept:name" value="case-{n}"/>
    <event>
      <string key="concept:name" value="Received"/>
      <string key="org:resource" value="Resource of {n}"/>
      <date key="time:timestamp" value="2011-10-11T13:45:40.276+02:00"/>
    </event>
  </trace>
  <trace>
    <string key="concept:name" value="case-{n}-second"/>
    <event>
      <string key="concept:name" value="Answered"/>
      <date key="time:timestamp" value="2011-10-12T08:26:25.398+02:00"/>
    </event>
  </trace>
</log>
"""
SECRET = "Nobody may read this"


def good(n=1):
    return GOOD.replace("{n}", str(n))


def bomb():
    levels = '<!ENTITY a "aaaaaaaaaa">' + "".join(
        f'<!ENTITY {name} "{f"&{previous};" * 10}">'
        for previous, name in zip("abcdefghi", "bcdefghij"))
    return good(2).replace("?>\n", f"?>\n<!DOCTYPE log [{levels}]>\n", 1).replace(
        'value="Received"', 'value="&j;"')


def external(folder):
    secret = folder / "secret.txt"
    secret.write_text(SECRET)
    return good(2).replace(
        "?>\n", f'?>\n<!DOCTYPE log [<!ENTITY x SYSTEM "file://{secret}">]>\n', 1).replace(
        'value="Received"/>', 'value="Received"/><string key="x" value="y">&x;</string>')


def with_changed_byte(compressed):
    return compressed[:-8] + bytes([compressed[-8] ^ 1]) + compressed[-7:]


# Name, file name, bytes made from the test's folder, the lines one of which the message names.
BROKEN = [
    ("cut short in a trace", "cut.xes", lambda _: good(2)[:560].encode(), range(10, 20)),
    ("cut short before the end", "cut.xes", lambda _: good(2)[:-8].encode(), range(18, 22)),
    ("empty", "empty.xes", lambda _: b"", None),
    ("not XML", "letter.xes", lambda _: b"Dear Sir or Madam,\n", range(1, 2)),
    ("another XML", "page.xes", lambda _: b"<html><body/></html>\n", range(1, 2)),
    ("a tag not closed", "tag.xes",
     lambda _: good(2).replace("</event>", "", 1).encode(), range(9, 12)),
    ("a bad date", "date.xes", lambda _: good(2).replace("10-12T", "13-12T").encode(),
     range(16, 17)),
    ("a day that is not", "date.xes",
     lambda _: good(2).replace("2011-10-12T", "2011-02-30T").encode(), range(16, 17)),
    ("a trace without a name", "name.xes", lambda _: good(2).replace(
        '    <string key="concept:name" value="case-2-second"/>\n', "").encode(), range(12, 19)),
    ("an entity bomb", "bomb.xes", lambda _: bomb().encode(), range(1, 9)),
    ("an external entity", "external.xes", lambda f: external(f).encode(), range(1, 9)),
    ("not UTF-8", "bytes.xes",
     lambda _: good(2).replace("Answered", "Answer\udcff\udcfe").encode(errors="surrogateescape"),
     range(15, 16)),
    ("a .gz cut short", "cut.xes.gz", lambda _: gzip.compress(good(2).encode())[:-12], None),
    ("a .gz with a changed byte", "changed.xes.gz",
     lambda _: with_changed_byte(gzip.compress(good(2).encode())), None),
    ("a .gz that is none", "none.xes.gz", lambda _: b"\x1f\x8b\x08garbage", None),
]


@pytest.mark.parametrize("name,file,make,lines", BROKEN, ids=[row[0] for row in BROKEN])
def test_is_refused(folder, tmp_path, name, file, make, lines):
    first = tmp_path / "first.xes"
    first.write_text(good(1))
    folder.run("import", "xes", first)
    before = folder.run("export", "jsonl").stdout
    broken = tmp_path / file
    broken.write_bytes(make(tmp_path))

    start = time.monotonic()
    plain = folder.run("import", "xes", broken, code=1, timeout=60)
    machine = folder.run("import", "xes", broken, "--json", code=1, timeout=60)
    assert time.monotonic() - start < 20, "a broken file is refused soon"

    result = json.loads(machine.stdout)
    assert (result["cases"], result["activities"], result["skipped"]) == (0, 0, 0)
    assert len(result["refused"]) == 1
    told = json.dumps(result["refused"][0])
    assert file in told, "the file that was refused is named"
    message = plain.stderr.decode() + plain.stdout.decode()
    assert file in message
    if lines is not None:
        named = {int(n) for n in re.findall(r"(?:line |\.xes:)(\d+)", message)}
        assert named & set(lines), f"no line of {lines} in: {message}"
    for words in (SECRET, "Resource of 2", "case-2"):
        assert words not in message + told, "what the file says is not repeated"
    assert folder.run("export", "jsonl").stdout == before
    folder.run("verify")


def test_a_good_file_beside_a_broken_one_comes_in(folder, tmp_path):
    (tmp_path / "good.xes").write_text(good(1))
    (tmp_path / "bad.xes").write_text(good(2)[:-8])
    run = folder.run(
        "import", "xes", tmp_path / "good.xes", tmp_path / "bad.xes", "--json", code=1)
    result = json.loads(run.stdout)
    assert (result["cases"], result["activities"]) == (2, 2)
    assert len(result["refused"]) == 1 and "bad.xes" in json.dumps(result["refused"])


def test_a_file_that_is_not_there_is_refused(folder, tmp_path):
    run = folder.run("import", "xes", tmp_path / "absent.xes", code=None)
    assert run.returncode in (1, 2)
    assert "absent.xes" in run.stderr.decode()
    assert b"Traceback" not in run.stderr and b"Fatal" not in run.stderr


def test_what_is_sealed_is_not_in_the_export(folder, tmp_path):
    (tmp_path / "good.xes").write_text(good(1))
    folder.run("import", "xes", tmp_path / "good.xes")
    text = folder.run("export", "jsonl").stdout
    assert b"Received" in text and b"Resource of 1" not in text and b"case-1" not in text


@pytest.mark.parametrize("name,command", [
    ("events.jsonl", ["export", "jsonl", "--out", "events.jsonl"]),
    ("queues.sqlite", ["project", "queues", "--once", "--rebuild"])])
def test_a_file_takes_the_place_of_another_in_one_step(folder, tmp_path, monkeypatch, name, command):
    if shutil.which("strace") is None:
        pytest.skip("no strace: install the package strace")
    monkeypatch.chdir(tmp_path)
    folder.run(*command)
    calls = tmp_path / "calls"
    Folder(folder.path, make=False, prefix=(
        "strace", "-f", "-o", str(calls), "-e", "trace=unlink,unlinkat,rename,renameat,renameat2",
    )).run(*command)
    done = [line for line in calls.read_text().splitlines() if line.endswith("= 0")]
    removed = [line for line in done if re.search(rf'unlink.*[/"]{name}"', line)]
    assert removed == [], "there is a moment without the file"
    assert len([line for line in done if re.search(rf'rename.*[/"]{name}"\)', line)]) == 1


def test_out_never_replaces_what_is_no_file(folder, tmp_path):
    """It is written to: a pipe, a device, a link to either; and a link to a file stays a link."""
    lines = folder.run("export", "jsonl").stdout
    pipe, read = tmp_path / "pipe", []
    os.mkfifo(pipe)
    (tmp_path / "link").symlink_to(pipe)
    for name in ("pipe", "link"):
        reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()))
        reader.start()
        folder.run("export", "jsonl", "--out", tmp_path / name)
        reader.join(10)
        assert read.pop() == lines and stat.S_ISFIFO(pipe.stat().st_mode)
    assert (tmp_path / "link").is_symlink()
    (tmp_path / "file").write_text("before")
    (tmp_path / "to file").symlink_to("file")
    folder.run("export", "jsonl", "--out", tmp_path / "to file")
    assert (tmp_path / "to file").is_symlink() and (tmp_path / "file").read_bytes() == lines
    left = {"pipe", "link", "file", "to file", "data"}
    try:
        os.mknod(tmp_path / "full", 0o600 | stat.S_IFCHR, os.makedev(1, 7))
        os.open(tmp_path / "full", os.O_WRONLY)
    except OSError:
        pass  # Not allowed here, or devices do nothing on this disk.
    else:
        run = folder.run("export", "jsonl", "--out", tmp_path / "full", code=1)
        assert b"is the disk full?" in run.stderr
        assert stat.S_ISCHR((tmp_path / "full").stat().st_mode)
    assert {file.name for file in tmp_path.iterdir()} - {"full"} == left


def test_out_to_the_output_itself_is_written_there(folder, tmp_path):
    assert folder.run("export", "jsonl", "--out", "/proc/self/fd/1").stdout.startswith(b'{"spec')
    for command in (("export", "jsonl"), ("prove", "FOI-2026-000001")):
        assert b"./-" in folder.run(*command, "--out", "-", code=2).stderr
        assert not (tmp_path / "-").exists()


def test_out_never_replaces_a_folder(folder, tmp_path):
    (tmp_path / "kept").mkdir()
    (tmp_path / "kept/letter").write_text("to be kept")
    run = folder.run("export", "jsonl", "--out", tmp_path / "kept", code=1)
    assert b"folder" in run.stderr and len(run.stderr.splitlines()) == 1
    assert (tmp_path / "kept/letter").read_text() == "to be kept"
    assert not (tmp_path / "kept.partial").exists()
