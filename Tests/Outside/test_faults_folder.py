# SPDX-License-Identifier: Apache-2.0
"""A folder or a key that is not what it should be: one sentence, exit code 3, nothing changed."""

import base64
import os
import pathlib
import re
import socket
import struct
import subprocess
import tempfile

import pytest

from faults import need
from program import PROGRAM, Folder

# Commands that read the log alone, that open what is sealed, and that write.
PLAIN = [["export", "jsonl"], ["status"], ["status", "--json"], ["project", "queues", "--once"]]
OPENING = [["verify"], ["export", "xes"], ["export", "ocel"]]
WRITING = [["user", "add", "--name", "A"], ["user", "link"], ["user", "token"],
           ["import", "xes", "absent.xes"], ["serve", "--port", "0"], ["up", "--port", "0"]]


def refused(folder, command, code=3):
    run = folder.run(*command, code=code, timeout=30)
    # `up` logs its start and its end besides.
    told = "".join(line for line in run.stderr.decode().splitlines(True)
                   if not re.match(r"\S+Z info ", line))
    assert run.stdout == b"" and 1 <= len(told.splitlines()) <= 2 and len(told) > 20, told
    return told


def everything(path):
    return {file.relative_to(path): (file.read_bytes(), file.stat().st_mode)
            for file in sorted(path.rglob("*")) if file.is_file()
            and file.suffix not in (".lock", ".mdb-lock") and file.name not in ("lock.mdb", "wake")}


@pytest.mark.parametrize("command", PLAIN + OPENING + WRITING, ids=" ".join)
@pytest.mark.parametrize("path", ["absent", "empty", "a file"])
def test_no_data_folder(program, tmp_path, command, path):
    (tmp_path / "empty").mkdir()
    (tmp_path / "a file").write_text("a letter")
    told = refused(Folder(tmp_path / path, make=False), command)
    assert "caseledger init" in told or "data folder" in told
    assert (tmp_path / "a file").read_text() == "a letter"
    assert not (tmp_path / "absent").exists() and not list((tmp_path / "empty").iterdir())


def wrong_version(data):
    """LMDB's format version, in both of its meta pages, as a later LMDB might write it."""
    for page in (0, 4096):
        data[page + 20:page + 24] = struct.pack("<I", 2)


def newer_format(data):
    assert data.count(b"format3") >= 1, "the ledger's format is where this test looks for it"
    data[:] = data.replace(b"format3", b"format9")


DAMAGE = {
    "no ledger file": (None, "caseledger init"),
    "an empty ledger file": (lambda data: data.clear(), "backup"),
    "garbage": (lambda data: data.__setitem__(slice(None), b"Dear Sir or Madam. " * 9000), "backup"),
    "another LMDB": (wrong_version, "liblmdb 0.9"),
    "a later program": (newer_format, "later"),
}


@pytest.mark.parametrize("command", PLAIN + OPENING + WRITING, ids=" ".join)
@pytest.mark.parametrize("name", DAMAGE)
def test_a_ledger_that_is_none_or_of_another_program(folder, command, name):
    change, advice = DAMAGE[name]
    file = folder.path / "ledger/data.mdb"
    if change is None:
        file.unlink()
    else:
        data = bytearray(file.read_bytes())
        change(data)
        file.write_bytes(data)
    before = everything(folder.path)
    # That a file cannot be read is what `verify` is there to find.
    judged = command == ["verify"] and change is not None
    assert advice in refused(folder, command, code=1 if judged else 3)
    assert everything(folder.path) == before, "nothing was changed"


WRONG_KEYS = {
    "another ledger's": (lambda key: base64.b64encode(os.urandom(32)), "belongs to this ledger"),
    "missing": (None, "put it back"),
    "no Base64": (lambda key: b"not base64 at all\n", "Base64"),
    "too short": (lambda key: base64.b64encode(os.urandom(31)), "32 bytes"),
    "no text": (lambda key: bytes(range(256)), "key"),
}


@pytest.mark.parametrize("name", WRONG_KEYS)
def test_a_wrong_key_is_told_and_the_rest_works(folder, name):
    change, advice = WRONG_KEYS[name]
    key = folder.path / "keys/wrapping.key"
    right = key.read_bytes()
    if change is None:
        key.unlink()
    else:
        key.write_bytes(change(right))
    events = folder.events()
    for command in PLAIN:
        assert folder.run(*command).stderr == b""
    for command in OPENING + WRITING:
        told = refused(folder, command)
        assert advice in told and right.decode().strip() not in told
    key.write_bytes(right)
    assert folder.events() == events and folder.run("verify")


def test_a_key_that_others_can_read_is_told_each_time(folder):
    key = folder.path / "keys/wrapping.key"
    key.chmod(0o640)
    for command in (["verify"], ["user", "add", "--name", "A", "--json"]):
        told = folder.run(*command).stderr.decode()
        assert "chmod 600" in told and told.count("chmod 600") == 1, told
    key.chmod(0o600)
    assert folder.run("verify").stderr == b""


@pytest.mark.parametrize("command", ["serve", "up"])
def test_a_port_that_is_taken(folder, command):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])
        told = refused(folder, [command, "--port", port], code=1)
    assert port in told and "--port" in told


def test_a_folder_of_another_user(program):
    """As root one may do everything; so the commands run as somebody else."""
    if os.geteuid() != 0:
        pytest.skip("only root can run a command as another user")
    stranger = ("setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups")
    need([*stranger, str(PROGRAM), "--version"], "another user cannot run the program here")
    with tempfile.TemporaryDirectory() as place:
        os.chmod(place, 0o711)
        folder = Folder(pathlib.Path(place) / "data")
        other = Folder(folder.path, prefix=stranger, make=False)
        for command in PLAIN + OPENING + WRITING:
            assert "not yours to read" in refused(other, command)
        assert folder.run("verify")


def test_the_program_is_asked_without_a_folder(program):
    environment = {key: value for key, value in os.environ.items() if key != "CASELEDGER_DATA"}
    run = subprocess.run([str(PROGRAM), "status"], env=environment, capture_output=True, text=True)
    assert run.returncode == 2 and "CASELEDGER_DATA" in run.stderr
