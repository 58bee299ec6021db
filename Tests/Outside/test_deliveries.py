# SPDX-License-Identifier: Apache-2.0
"""How checkpoints leave the machine: a folder and a webhook, each away, full, slow or of another
history. Witnesses are for test_witness.py."""

import base64
import hashlib
import hmac
import json
import os
import secrets
import shutil
import socket
import time

import pytest

from checkpoints import Note, Receiver, status
from faults import Disk, fill
from program import Folder, wait_until


def files(path):
    return sorted(file.name for file in path.iterdir())


# A folder.

def test_each_checkpoint_is_a_file_of_the_folder(serving, tmp_path):
    there = tmp_path / "there"
    there.mkdir()
    serve = serving(folder=there)
    position = serve.open_case()
    text = serve.get("/checkpoint").text if serve.released(position) else ""
    assert files(there)[-1] == f"{position:020}.checkpoint"
    file = there / files(there)[-1]
    assert file.read_text() == text and file.stat().st_mode & 0o777 == 0o644
    place = status(serve.folder, folder=there)["places"][0]
    assert (place["kind"], place["place"], place["size"]) == ("folder", str(there), position)
    assert not place["contradicted"] and "problem" not in place


def test_a_folder_that_is_not_there_is_not_made_and_is_used_when_it_is(serving, tmp_path):
    there = tmp_path / "mounted later"
    serve = serving(folder=there)
    labels = {"kind": "folder", "place": str(there)}
    position = serve.open_case()
    serve.released(position)
    wait_until(lambda: serve.metric(
        "checkpoint_deliveries_total", outcome="failed", **labels) >= 2, 10, "two attempts")
    assert not there.exists() and len(serve.logged("is it mounted?")) == 1
    assert "is it mounted?" in status(serve.folder, folder=there)["places"][0]["problem"]
    there.mkdir()
    wait_until(lambda: files(there) == [f"{position:020}.checkpoint"], 10, "the file")
    wait_until(lambda: serve.metric("checkpoint_delivered_events", **labels) == position, 10, "it")


def test_a_full_folder_is_said_and_gets_the_newest_when_there_is_room(serving, tmp_path):
    (tmp_path / "disk").mkdir()
    disk = Disk(f"mount -t tmpfs -o size=1m none '{tmp_path}/disk'")
    try:
        fill(disk.inside(tmp_path / "disk") / "ballast")
        serve = serving(Folder(tmp_path / "own", disk.prefix), folder=tmp_path / "disk")
        position = serve.open_case()
        serve.released(position)
        wait_until(lambda: serve.logged("the folder has no room left"), 10, "a warning")
        (disk.inside(tmp_path / "disk") / "ballast").unlink()
        path = disk.inside(tmp_path / "disk") / f"{position:020}.checkpoint"
        wait_until(path.exists, 10, "the file")
        assert Note(path.read_text()).size == position
    finally:
        disk.close()


def test_another_checkpoint_of_that_size_is_left_as_it_is(serving, tmp_path):
    there = tmp_path / "there"
    there.mkdir()
    serve = serving(folder=there)
    serve.released(1)
    wait_until(lambda: files(there), 10, "the first file")
    position = serve.metric("ledger_position")
    other = there / f"{int(position) + 2:020}.checkpoint"
    other.write_text("somebody else's\n")
    serve.open_case()
    wait_until(lambda: serve.logged("another history of this ledger"), 10, "an alarm")
    assert other.read_text() == "somebody else's\n"
    assert serve.metric("checkpoint_contradicted", kind="folder") == 1


def test_the_folder_tells_of_a_ledger_that_was_put_back(serving, folder, tmp_path):
    there, copy = tmp_path / "there", tmp_path / "copy"
    there.mkdir()
    shutil.copytree(folder.path, copy)
    serve = serving(folder=there)
    serve.released(serve.open_case())
    serve.stop()
    before = files(there)
    rewound = serving(Folder(copy, make=False), folder=there)
    wait_until(lambda: rewound.logged("put back to an earlier state"), 10, "an alarm")
    # Grown again to as many events: others than there were.
    rewound.open_case()
    rewound.released(rewound.open_case())
    wait_until(lambda: rewound.logged("are not those of the checkpoint"), 10, "an alarm")
    assert files(there) == before
    place = status(rewound.folder, folder=there)["places"][0]
    assert place["contradicted"] and place["size"] == 0


def spoilt_newest(there):
    [*_, newest] = sorted(there.iterdir())
    newest.write_bytes(b"")


def forged(there):
    [*_, newest] = sorted(there.iterdir())
    note = Note(newest.read_text())
    (there / f"{900:020}.checkpoint").write_text(
        newest.read_text().replace(f"\n{note.size}\n", "\n900\n"))


SILENCERS = {
    "rubbish of a larger number": lambda there: (there / f"{10**19}.checkpoint").write_text("x"),
    "an empty newest": spoilt_newest, "an unsigned one of a larger number": forged,
    "a folder of such a name": lambda there: (there / f"{901:020}.checkpoint").mkdir(),
    "nothing": lambda there: None}


@pytest.mark.parametrize("silence", SILENCERS.values(), ids=SILENCERS)
def test_nothing_in_the_folder_silences_the_alarm(serving, folder, tmp_path, silence):
    there, copy = tmp_path / "there", tmp_path / "copy"
    there.mkdir()
    shutil.copytree(folder.path, copy)
    serve = serving(folder=there)
    for _ in range(2):  # Two files of a history that the copy does not have.
        position = serve.open_case()
        serve.released(position)
        wait_until(lambda: f"{position:020}.checkpoint" in files(there), 10, "the file")
    serve.stop()
    silence(there)
    before = files(there)
    rewound = serving(Folder(copy, make=False), folder=there)
    wait_until(lambda: rewound.logged("put back to an earlier state"), 10, "an alarm")
    assert rewound.metric("checkpoint_contradicted", kind="folder") == 1
    assert files(there) == before


@pytest.mark.parametrize("size,is_alarm", [(2, False), (900, True)])
def test_a_file_that_is_no_checkpoint_is_said_until_it_is_gone(serving, folder, tmp_path, size, is_alarm):
    there = tmp_path / "there"
    there.mkdir()
    other = there / f"{size:020}.checkpoint"
    other.write_text("rubbish\n")
    serve = serving(folder=there)
    position = serve.open_case()
    serve.released(position)
    wait_until(lambda: serve.logged(f"the file {other.name} there cannot be read"), 10, "a word")
    assert serve.metric("checkpoint_contradicted", kind="folder") == is_alarm
    assert (f"{position:020}.checkpoint" in files(there)) != is_alarm
    wait_until(lambda: serve.metric("checkpoint_deliveries_total", kind="folder", outcome=(
        "contradicted" if is_alarm else "failed")) >= 2, 10, "it is said again")
    other.unlink()
    wait_until(lambda: serve.metric("checkpoint_delivered_events", kind="folder") == position, 10,
               "its delivery")
    assert serve.metric("checkpoint_contradicted", kind="folder") == 0


# A webhook.

SECRET = secrets.token_bytes(32)
WRITTEN = "whsec_" + base64.b64encode(SECRET).decode()


@pytest.fixture
def receiver():
    receiver = Receiver()
    yield receiver
    receiver.close()


def test_a_webhook_is_told_by_standard_webhooks(serving, receiver):
    serve = serving(webhook=receiver.url, webhook_secret=WRITTEN)
    position = serve.open_case()
    note = serve.released(position)
    headers, body = receiver.taken[-1]
    headers = {name.lower(): value for name, value in headers.items()}
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    code = base64.b64encode(hmac.new(SECRET, signed, hashlib.sha256).digest()).decode()
    assert headers["webhook-signature"] == f"v1,{code}"
    assert headers["webhook-id"].startswith("checkpoint_")
    assert headers["content-type"] == "application/json"
    message = json.loads(body)
    assert message["type"] == "checkpoint.kept" and message["timestamp"].endswith("Z")
    assert message["data"]["size"] == position and message["data"]["origin"] == note.origin
    assert base64.b64decode(message["data"]["root"]) == note.root
    assert message["data"]["checkpoint"] == serve.get("/checkpoint").text


def test_a_webhook_is_tried_again_with_the_same_id_and_not_after_it_was_told(serving, receiver):
    receiver.codes = [500, 302]
    serve = serving(webhook=receiver.url, webhook_secret=WRITTEN)
    wait_until(lambda: len(receiver.taken) >= 3, 10, "three attempts")
    ids = [headers.get("webhook-id", headers.get("Webhook-Id")) for headers, _ in receiver.taken]
    assert len(set(ids[:3])) == 1, "one message, tried again"
    assert len(serve.logged("it answered 500")) == 1
    wait_until(lambda: serve.metric("checkpoint_deliveries_total", kind="webhook",
                                    outcome="delivered") == 1, 10, "its arrival")
    serve.stop()
    told = len(receiver.taken)
    again = serving(webhook=receiver.url, webhook_secret=WRITTEN)
    again.released(1)
    again.stop()
    assert len(receiver.taken) == told == 3, "nothing is sent again after a restart"


def test_a_webhook_that_is_away_stops_nothing_and_the_secret_is_nowhere(serving, receiver):
    serve = serving(webhook=receiver.url, webhook_secret=WRITTEN)
    receiver.close()
    position = serve.open_case()
    assert serve.released(position).size == position
    wait_until(lambda: serve.logged("it cannot be reached"), 10, "a warning")
    assert not serve.logged(WRITTEN) and not serve.logged("/hook")
    place = status(serve.folder, webhook=receiver.url, webhook_secret=WRITTEN)["places"][0]
    assert place["place"] == receiver.url.split("/")[2]
    assert place["problem"] == "it cannot be reached"
    state = (serve.folder.path / "state.sqlite").read_bytes()
    assert WRITTEN.encode() not in state and os.fsencode("/hook") not in state


def test_a_webhook_that_never_answers_holds_up_neither_work_nor_the_stop(serving):
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        url = f"http://127.0.0.1:{silent.getsockname()[1]}/"
        serve = serving(webhook=url, webhook_secret=WRITTEN)
        position = serve.open_case()
        wait_until(lambda: serve.metric("checkpoint_size_events") == position, 15, "a checkpoint")
        wait_until(lambda: serve.logged("it did not answer in time"), 15, "a warning")
        begun = time.monotonic()
        serve.process.terminate()
        assert serve.process.wait(10) == 0 and time.monotonic() - begun < 4
