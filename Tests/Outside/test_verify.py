# SPDX-License-Identifier: Apache-2.0
"""`verify`: what it prints, and what a checkpoint that an auditor kept proves of today's ledger."""

import base64
import hashlib
import json
import re
import struct
import tarfile

import pytest

from forging import FORGERIES, Copy, event_log, forger, new_key, target, time
from program import Folder
from test_released import RELEASED


def root(lines):
    """RFC 6962, section 2.1, over the lines of an export."""
    if len(lines) < 2:
        return hashlib.sha256(b"\0" + lines[0] if lines else b"").digest()
    half = 1 << (len(lines) - 1).bit_length() - 1
    return hashlib.sha256(b"\1" + root(lines[:half]) + root(lines[half:])).digest()


@pytest.fixture(scope="module")
def original(program, tmp_path_factory):
    """A demonstration whose newest checkpoint an auditor keeps, and a thousand events after it."""
    place = tmp_path_factory.mktemp("verify")
    folder = Folder(place / "original", make=False)
    folder.run("simulate", "--cases", "20", "--seed", "1")
    folder.old = place / "old.checkpoint"
    folder.old.write_bytes(forger("checkpoint", folder.path / "ledger", 0))
    folder.size = int(folder.old.read_text().splitlines()[1])
    (place / "log.xes").write_text(event_log(cases=60, events=17))
    folder.run("import", "xes", place / "log.xes")
    assert len(folder.events()) > folder.size + 1000
    return folder


@pytest.fixture
def copy(original, tmp_path):
    return Copy(original, tmp_path / "copy")


def test_what_it_prints_is_what_an_outsider_works_out(original):
    lines = original.events()
    known = base64.b64encode(root(lines)).decode()
    found = json.loads(original.run("verify", "--json").stdout)
    assert (found["ok"], found["size"], found["root"]) == (True, len(lines), known)
    assert (found["keys"], found["newest"]["size"]) == (1, len(lines))
    assert found["checkpoints"] >= 2
    text = original.run("verify").stdout.decode()
    assert known in text and f"the newest of {len(lines)} events" in text
    assert base64.b64encode(root(lines[:original.size])).decode() in original.old.read_text()


def test_an_old_checkpoint_holds_after_a_thousand_more_events(original):
    size = len(original.events())
    told = original.run("verify", "--checkpoint", original.old).stdout.decode()
    assert f"Today's {size} events begin with the {original.size} of your checkpoint." in told
    key = told.split()[-1]
    assert key.startswith(original.old.read_text().splitlines()[0] + "+")
    told = original.run("verify", "--checkpoint", original.old, "--key", key).stdout.decode()
    assert "signed by the key that you gave" in told
    found = json.loads(
        original.run("verify", "--checkpoint", original.old, "--json").stdout)["checkpoint"]
    assert found["ok"] and f"begin with the {original.size}" in found["text"]


def refused(folder, file, *arguments):
    """What is said of a checkpoint that does not hold."""
    code, told = folder.verify("--checkpoint", file, *arguments)
    assert code == 1 and "does not bear out your checkpoint" in told, told
    found = json.loads(folder.verify("--checkpoint", file, *arguments, "--json")[1])
    assert not found["ok"] and found["checkpoint"]["text"] in told
    return told


@pytest.mark.parametrize("spoil", [
    lambda data: b"", lambda data: b"x" * len(data), lambda data: data[:4096 * 2], lambda data: data[:4096 * 4]])
def test_a_file_that_does_not_open_is_a_finding_in_json_too(copy, spoil):
    copy.put(spoil(copy.file.read_bytes()))
    run = copy.run("verify", "--json", code=1)
    found = json.loads(run.stdout)
    assert not found["ok"] and found["findings"][0]["text"]


def overfull(data):
    """The data file with a page that says it has more rows than it can, a file for each page."""
    for page in range(len(data) - 4096, 8192, -4096):
        number, _, flags, lower, upper = struct.unpack_from("<QHHHH", data, page)
        if number == page // 4096 and flags == 2 and lower <= upper <= 4096:
            spoilt = bytearray(data)
            struct.pack_into("<H", spoilt, page + 12, lower ^ 4096)
            yield spoilt


def test_damage_that_kills_its_reader_is_told_at_once(copy, tmp_path, monkeypatch):
    """Swift's own reporter of crashes can hang over damaged memory, and is not waited for."""
    reporter = tmp_path / "reporter"
    reporter.write_text("#!/bin/sh\nsleep 300\n")
    reporter.chmod(0o755)
    monkeypatch.setenv("SWIFT_BACKTRACE", f"enable=yes,swift-backtrace={reporter}")
    told = []
    for spoilt in overfull(copy.file.read_bytes()):
        copy.put(spoilt)
        run = copy.run("verify", code=None, timeout=60)
        told.append(run.stderr.decode())
        if "ended the process that judges" in told[-1]:
            break
    assert run.returncode == 1 and "ended the process that judges" in told[-1], told


def test_a_checkpoint_as_an_editor_leaves_it_is_taken(original, tmp_path):
    kept = tmp_path / "kept.txt"
    for text in (original.old.read_text().replace("\n", "\r\n"), "\n" + original.old.read_text().rstrip()):
        kept.write_bytes(text.encode())
        assert b"begin with" in original.run("verify", "--checkpoint", kept).stdout


@pytest.mark.parametrize("name", FORGERIES)
def test_an_early_event_changed_without_the_key_is_told_with_since_when(original, copy, name):
    log = copy.log()
    index = target(log, range(10, original.size - 10))
    dump = copy.dump()[1].decode()
    rows = re.search(r"^checkpoints\n(.*?)^dictionaries\n", dump, re.M | re.S).group(1)
    kept = [int(row.split()[0], 16) for row in rows.splitlines()]
    sound, wrong = max(n for n in kept if n <= index), min(n for n in kept if n > index + 1)
    copy.rebuild(FORGERIES[name](log, index), "keep")
    told = refused(copy, original.old)
    assert f"Something in events {sound + 1} to {wrong}, recorded up to " in told
    assert f"those up to {sound} are as they were signed 20" in told
    assert f"those up to {wrong} are not as they were signed 20" in told


def test_an_early_event_changed_with_the_key_is_told_as_far_as_it_can_be_proven(original, copy):
    log = copy.log()
    index = target(log, range(10, original.size - 10))
    copy.rebuild(FORGERIES["altered"](log, index), copy.path / "keys/signing.key")
    copy.forget()
    assert copy.verify()[0] == 0
    told = refused(copy, original.old)
    last = time(log[original.size - 1][1])
    assert f"Something in events 1 to {original.size}, recorded up to {last}, was changed" in told
    assert "signed two histories" in told


def test_a_checkpoint_of_another_ledger_or_of_more_events_is_refused(original, copy, tmp_path):
    other = Folder(tmp_path / "other")
    note = tmp_path / "other.checkpoint"
    note.write_bytes(forger("checkpoint", other.path / "ledger", 0))
    assert "another ledger" in refused(copy, note)
    newest = copy.checkpoint()
    size = len(copy.events())
    copy.rebuild(copy.log()[:original.size], copy.path / "keys/signing.key")
    copy.forget()
    assert copy.verify()[0] == 0, "a ledger that was cut off is whole as of then"
    told = refused(copy, newest)
    assert f"the last {size - original.size} were cut off" in told


def test_a_signature_that_is_not_the_ledgers_is_refused(copy, original, tmp_path):
    text = original.old.read_text()
    body, line = text.rsplit("\n\n", 1)
    dash, name, signature = line.split()
    spoilt = bytearray(base64.b64decode(signature))
    spoilt[40] ^= 1
    forged = tmp_path / "forged.checkpoint"
    other_root = body.replace(body.split("\n")[2], base64.b64encode(bytes(32)).decode())
    other_size = body.replace(f"\n{original.size}\n", f"\n{original.size + 999}\n")
    for text in (f"{body}\n\n{dash} {name} {base64.b64encode(spoilt).decode()}\n",
                 f"{other_root}\n\n{line}", f"{other_size}\n\n{line}"):
        forged.write_text(text)
        told = refused(copy, forged)
        assert "by no key that this ledger adopted" in told and "or it was changed" in told
        assert not any(word in told for word in ("proves", "histories", "cut off", "since"))
    # A key of somebody else's, and one that signed a ledger whose record of keys was changed.
    told = original.run("verify", "--checkpoint", original.old).stdout.decode()
    other = Folder(tmp_path / "other")
    mine = forger("checkpoint", other.path / "ledger", 0)
    (tmp_path / "mine").write_bytes(mine)
    foreign = other.run("verify", "--checkpoint", tmp_path / "mine").stdout.decode().split()[-1]
    assert "not signed by the key that you gave" in refused(copy, original.old, "--key", foreign)
    log = [(place, line.replace('"ledger.signingKeyAdopted"', '"staff.deactivated"'))
           for place, line in copy.log()]
    copy.rebuild(log, "drop")
    key = told.split()[-1]
    assert "so it is this ledger that was changed" in refused(copy, original.old, "--key", key)


@pytest.mark.parametrize("content, problem", [
    (None, "not there"), ("", "no signed note"), ("a letter\n", "no signed note"),
    ("one\ntwo\n\n\u2014 name AAAAAAAA\n", "no checkpoint"),
])
def test_a_file_that_is_no_checkpoint_is_a_usage_error(original, tmp_path, content, problem):
    file = tmp_path / "file"
    if content is not None:
        file.write_text(content)
    run = original.run("verify", "--checkpoint", file, code=2)
    assert problem in run.stderr.decode() and run.stdout == b""


def test_keys_that_are_none_are_usage_errors(original):
    assert b"both" in original.run("verify", "--key", "x", code=2).stderr
    run = original.run("verify", "--checkpoint", original.old, "--key", "x+1+2", code=2)
    assert b"NAME+ID+BASE64" in run.stderr


def test_a_ledger_of_an_older_format_has_no_tree_yet(program, tmp_path):
    with tarfile.open(RELEASED / "0.1.0.tar.xz") as archive:
        archive.extractall(tmp_path, filter="data")
    folder = Folder(tmp_path / "data", make=False)
    told = folder.run("verify").stdout.decode()
    assert "older format: it has no tree" in told
    assert json.loads(folder.run("verify", "--json").stdout)["checkpoints"] == 0
    folder.run("user", "add", "--name", "A")
    assert "1 checkpoint by 1 key" in folder.run("verify").stdout.decode()
