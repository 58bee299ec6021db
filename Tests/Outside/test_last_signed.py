# SPDX-License-Identifier: Apache-2.0
"""What was signed last stands beside the key: a ledger put back or rewritten is not signed again."""

import concurrent.futures
import json
import re
import shutil

import pytest

from checkpoints import Serve
from forging import FORGERIES, Copy, forger, target
from program import Folder, caseledger, wait_until


@pytest.fixture(scope="module")
def original(program, tmp_path_factory):
    """A ledger of which more is signed since a copy was made of it."""
    place = tmp_path_factory.mktemp("signed")
    folder = Folder(place / "original", make=False)
    folder.run("simulate", "--cases", "12", "--seed", "1")
    folder.size = len(folder.events())
    folder.older = place / "older"
    shutil.copytree(folder.path, folder.older)
    for name in ("Mererid Prys", "Halina Nowak"):
        folder.run("user", "add", "--name", name)
    return folder


@pytest.fixture
def copy(original, tmp_path):
    return Copy(original, tmp_path / "copy")


def size(path):
    """Events that a checkpoint covers."""
    return int(path.read_text().splitlines()[1])


def newest(copy):
    return json.loads(copy.run("status", "--json").stdout)["checkpoint"]


def refuses_to_sign(copy):
    """An honest command records, signs nothing, and says why; `verify` goes on finding it."""
    before, signed = len(copy.events()), newest(copy)["size"]
    note = copy.last_signed.read_bytes()
    run = copy.run("user", "add", "--name", "Owain Rees")
    assert b"ALARM: " in run.stderr and b"Nothing more is signed" in run.stderr, run.stderr
    assert len(copy.events()) > before, "work goes on"
    assert newest(copy)["size"] == signed and copy.last_signed.read_bytes() == note
    assert "alarm" in newest(copy) and b"ALARM: " in copy.run("status").stdout
    code, told = copy.verify()
    assert code == 1 and "signing.checkpoint" in told, told
    return told


def test_it_is_the_newest_checkpoint_and_anybody_may_read_it(original):
    note = original.path / "keys/signing.checkpoint"
    assert note.read_bytes() == forger("checkpoint", original.path / "ledger", 0)
    assert note.stat().st_mode & 0o777 == 0o644
    assert size(note) == len(original.events())
    assert "alarm" not in newest(original)


@pytest.mark.parametrize("name", FORGERIES)
@pytest.mark.parametrize("kept", ["none", "those before it"])
def test_a_change_with_checkpoints_dropped_is_found_and_never_signed(original, copy, name, kept):
    log = copy.log()
    index = target(log, range(10, original.size - 2))
    # The checkpoints before the change still hold, so that the ledger alone shows nothing.
    copy.rebuild(FORGERIES[name](log, index), "drop:10" if kept != "none" else "drop")
    code, told = copy.verify()
    assert code == 1 and re.search(r"signing\.checkpoint (is not of these|was signed)", told), told
    refuses_to_sign(copy)


def test_an_older_copy_with_another_tail_is_found_and_never_signed(original, copy, tmp_path):
    shutil.copytree(original.older, tmp_path / "older")
    older = Folder(tmp_path / "older", make=False)
    (older.path / "keys/signing.key").unlink()
    for number in range(9):
        older.run("user", "add", "--name", f"Forged {number}")
    copy.put((older.path / "ledger/data.mdb").read_bytes())
    code, told = copy.verify()
    assert code == 1 and "signing.checkpoint is not of these events" in told, told
    refuses_to_sign(copy)


def test_an_older_copy_is_found_and_goes_on_when_its_operator_says_so(original, copy):
    copy.put((original.older / "ledger/data.mdb").read_bytes())
    whole = size(copy.last_signed)
    code, told = copy.verify()
    assert code == 1 and f"and there are {original.size}" in told, told
    refuses_to_sign(copy)
    copy.last_signed.rename(copy.path / "saved.checkpoint")
    assert b"ALARM" not in copy.run("user", "add", "--name", "Deliberate").stderr
    assert copy.verify()[0] == 0 and size(copy.last_signed) == len(copy.events())
    assert copy.verify("--checkpoint", copy.path / "saved.checkpoint")[0] == 1
    assert whole == size(copy.path / "saved.checkpoint")


@pytest.mark.parametrize("forget", [False, True])
def test_a_ledger_made_to_look_like_an_older_format_is_not_upgraded(original, copy, forget):
    log = copy.log()
    copy.rebuild(FORGERIES["altered"](log, target(log, range(10, original.size - 2))), "drop")
    forger("downgrade", copy.ledger)
    if forget:
        copy.last_signed.unlink()
    for _ in range(2):
        code, told = copy.verify()
        assert code == 1 and "the format says that nothing was ever signed" in told, told
        run = copy.run("user", "add", "--name", "Owain Rees", code=3)
        assert b"of format 2, of which nothing was ever signed" in run.stderr
    assert ("signing.checkpoint" in told) != forget


def test_one_with_no_record_of_its_keys_is_not_upgraded_either(original, copy):
    log = [(place, line.replace('"ledger.signingKeyAdopted"', '"staff.deactivated"')
            .replace(f'"ledger/', '"staff/')) for place, line in copy.log()]
    copy.rebuild(log, "drop")
    forger("downgrade", copy.ledger)
    assert copy.verify()[0] == 1
    assert b"something of it was" in copy.run("user", "add", "--name", "O", code=3).stderr


def test_a_server_goes_on_and_raises_the_alarm_everywhere(original, copy):
    copy.put((original.older / "ledger/data.mdb").read_bytes())
    serve = Serve(copy)
    try:
        wait_until(lambda: serve.metric("checkpoint_contradicted", kind="key") == 1, 10, "the alarm")
        alarms = serve.get("/health/ready").json()["alarms"]
        assert len(alarms) == 1 and "what was signed last" in alarms[0]
        assert serve.open_case() > original.size, "work goes on"
    finally:
        serve.stop()
    assert len(serve.logged("] nothing is signed")) == 1
    assert copy.verify()[0] == 1 and newest(copy)["size"] == original.size


def test_one_that_is_missing_or_older_is_made_anew(original, copy):
    older = (original.older / "keys/signing.checkpoint").read_bytes()
    whole = copy.last_signed.read_bytes()
    for content in (None, older):
        copy.last_signed.unlink(missing_ok=True)
        if content:
            copy.last_signed.write_bytes(content)
        assert copy.verify()[0] == 0, "as after a crash between the ledger and the file"
    copy.run("user", "add", "--name", "Owain Rees")
    assert size(copy.last_signed) == len(copy.events()) > size_of(whole)


def size_of(note):
    return int(note.splitlines()[1])


def test_processes_that_sign_at_once_leave_the_newest(copy):
    with concurrent.futures.ThreadPoolExecutor(6) as pool:
        runs = list(pool.map(
            lambda number: copy.run("user", "add", "--name", f"Owain {number}"), range(12)))
    assert not any(b"signed" in run.stderr or b"ALARM" in run.stderr for run in runs)
    assert size(copy.last_signed) == newest(copy)["size"] == len(copy.events())
    assert copy.verify()[0] == 0


@pytest.mark.parametrize("content, problem", [
    (b"a letter\n", "is to hold the last checkpoint"), (None, "is another ledger's"),
])
def test_one_that_is_none_or_another_ledgers_stops_signing(copy, tmp_path, content, problem):
    if content is None:
        content = (Folder(tmp_path / "other").path / "keys/signing.checkpoint").read_bytes()
    copy.last_signed.write_bytes(content)
    code, told = copy.verify()
    assert code == 1 and problem in told, told
    run = copy.run("user", "add", "--name", "Owain Rees")
    assert b"ALARM: " in run.stderr and copy.last_signed.read_bytes() == content


def test_checkpoints_that_were_taken_away_alone_are_found(copy):
    copy.rebuild(copy.log(), "drop:10")
    code, told = copy.verify()
    assert code == 1 and "is not among those that the ledger keeps" in told, told


def test_it_lies_beside_a_key_elsewhere_or_with_the_folders_own(original, copy, tmp_path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (copy.path / "keys/signing.key").rename(elsewhere / "ours.key")
    copy.last_signed.unlink()
    with open(copy.path / "caseledger.yaml", "a") as settings:
        settings.write(f"signing-key-file: {elsewhere}/ours.key\n")
    copy.run("user", "add", "--name", "A")
    assert size(elsewhere / "ours.checkpoint") == len(copy.events())
    assert not copy.last_signed.exists()
    (elsewhere / "ours.checkpoint").unlink()
    (elsewhere / "ours.checkpoint.partial").mkdir()  # It cannot be written there.
    copy.run("user", "add", "--name", "B")
    assert size(copy.last_signed) == len(copy.events())
    assert copy.verify()[0] == 0


@pytest.mark.parametrize("is_linked", [False, True])
def test_a_file_more_does_not_outvote_the_one_beside_the_key(original, copy, tmp_path, is_linked):
    """Who can write the data folder, and not that of the key, puts a larger one with its keys."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (copy.path / "keys/signing.key").rename(elsewhere / "ours.key")
    copy.last_signed.rename(elsewhere / "ours.checkpoint")
    key = elsewhere / "ours.key"
    if is_linked:
        key = copy.path / "linked.key"
        key.symlink_to(elsewhere / "ours.key")
    with open(copy.path / "caseledger.yaml", "a") as settings:
        settings.write(f"signing-key-file: {key}\n")
    shutil.copytree(original.older, tmp_path / "older")
    older = Folder(tmp_path / "older", make=False)
    for number in range(9):
        older.run("user", "add", "--name", f"Forged {number}")
    copy.put((older.path / "ledger/data.mdb").read_bytes())
    note = (older.path / "keys/signing.checkpoint").read_text()
    text, _, signatures = note.partition("\n\n")
    assert int(text.splitlines()[1]) > original.size
    # Nobody signed it, and it agrees with the forgery to the last event.
    signatures = re.sub("[A-Za-z]{20}", "A" * 20, signatures)
    for place in [copy.last_signed, copy.path / "linked.checkpoint"]:
        place.write_text(text + "\n\n" + signatures)
    kept = (elsewhere / "ours.checkpoint").read_bytes()
    run = copy.run("user", "add", "--name", "Owain Rees")
    assert b"ALARM: " in run.stderr and b"Nothing more is signed" in run.stderr, run.stderr
    assert (elsewhere / "ours.checkpoint").read_bytes() == kept
    code, told = copy.verify()
    assert code == 1 and "ours.checkpoint is not of these events" in told, told


def test_without_a_folder_for_keys_one_is_made_for_it(copy, tmp_path):
    key = tmp_path / "key"
    (copy.path / "keys/signing.key").rename(key)
    (copy.path / "keys/wrapping.key").rename(tmp_path / "wrapping.key")
    shutil.rmtree(copy.path / "keys")
    copy.prefix = ("env", f"CASELEDGER_SIGNING_KEY={key.read_text().strip()}",
                   f"CASELEDGER_WRAPPING_KEY={(tmp_path / 'wrapping.key').read_text().strip()}")
    assert copy.run("user", "add", "--name", "A").stderr.count(b"igned") == 0
    assert size(copy.last_signed) == len(copy.events())


def test_where_it_cannot_be_written_the_rest_is_done_and_said(copy):
    (copy.last_signed.with_name("signing.checkpoint.partial")).mkdir()
    copy.last_signed.unlink()
    before = newest(copy)["size"]
    run = copy.run("user", "add", "--name", "A")
    assert b"Signed, and kept in the ledger alone: " in run.stderr, run.stderr
    assert newest(copy)["size"] > before


def test_a_new_ledger_is_not_made_beside_it(copy):
    shutil.rmtree(copy.ledger)
    run = caseledger("init", data=copy.path, code=3)
    assert b"the last checkpoint of another ledger" in run.stderr
