# SPDX-License-Identifier: Apache-2.0
"""Checkpoints: signed each tick and at the stop, and served with the tiles that they cover."""

import pytest
import requests

from checkpoints import leaf, root, status
from program import Folder, caseledger, sign_in, wait_until


# Signing.

def test_what_is_recorded_is_signed_at_the_next_tick(serving):
    serve = serving(seconds=1)
    for _ in range(2):
        position = serve.open_case()
        note = serve.released(position)
        assert note.size == position and note.signers == [note.origin]
        assert serve.metric("checkpoint_size_events") == position
        assert serve.metric("checkpoint_unsigned_events") == 0
    assert serve.logged("checkpoint kept") and not serve.logged("error [")


def test_what_was_recorded_last_is_signed_at_the_stop(serving, folder):
    serve = serving(seconds=3600)
    before = serve.checkpoint().size
    position = serve.open_case()
    assert serve.metric("checkpoint_unsigned_events") == position - before
    found = status(folder)
    assert (found["size"], found["unsigned"]) == (before, position - before)
    serve.stop()
    found = status(folder)
    assert (found["size"], found["unsigned"], found["places"]) == (position, 0, [])
    assert found["key"].startswith("organisations/testshire/ledgers/")


def test_without_the_signing_key_nothing_is_signed_and_work_goes_on(serving, folder):
    key = folder.path / "keys/signing.key"
    serve = serving(seconds=1)
    kept = key.read_text()
    key.unlink()
    position = serve.open_case()
    wait_until(lambda: serve.metric("checkpoint_failures_total") >= 2, 10, "a failure")
    assert serve.metric("checkpoint_unsigned_events") > 0
    assert len(serve.logged("nothing is signed")) == 1, "said once, not at every tick"
    key.write_text(kept)
    assert serve.released(position).size == position


# The log as verifiers read it.

LOG = ["/checkpoint", "/checkpoint/", "/tile/0/000.p/1", "/tile/entries/000.p/1"]


@pytest.mark.parametrize("path", LOG)
def test_who_may_read_the_log(serving, path):
    serve = serving()
    for sent in ({}, {"Authorization": "Bearer nonsense"}, {"Cookie": "caseledger=nonsense"}):
        answer = serve.get(path, headers=sent, allow_redirects=False)
        assert answer.status_code == 401
        assert answer.headers["Content-Type"] == "application/problem+json"
        assert answer.headers["WWW-Authenticate"] == "Bearer"
    assert serve.get(path).status_code == 200
    assert sign_in(serve.link).get(serve.address + path, timeout=10).status_code == 200


@pytest.mark.parametrize("path", [
    "/tile/", "/tile/0", "/tile/0/0", "/tile/00/000", "/tile/64/000", "/tile/0/000.p/0",
    "/tile/0/000.p/256", "/tile/0/x000/001", "/tile/0/%30%30%30", "/tile/0/000/", "/tile/8/000.p/1",
    "/tile/entries/000", "/tile/0/000.p/255", "/tile/1/000.p/1", "/tile/63/000.p/1",
    "/tile/0/x999/x999/x999/x999/x999/999", "/tile/entries/x999/x999/x999/x999/x999/x999/999",
    "/tile/../checkpoint", "/tile"])
def test_what_is_no_tile_of_the_log_is_not_there(serving, path):
    serve = serving()
    request = requests.Request("GET", serve.address, headers={
        "Authorization": f"Bearer {serve.token}"}).prepare()
    request.url = serve.address + path
    answer = requests.Session().send(request, allow_redirects=False, timeout=10)
    assert answer.status_code == 404, answer.text


def test_the_tiles_give_the_root_of_the_checkpoint(serving, tmp_path):
    """More than 65,536 leaves would be needed for level 2; level 1 is what a year fills."""
    data = tmp_path / "simulated"
    caseledger("simulate", "--cases", "150", "--seed", "7", data=data)
    folder = Folder(data, make=False)
    serve = serving(folder)
    position = serve.open_case()
    note = serve.released(position)
    assert note.size > 512

    entries, hashes = [], []
    for index in range(0, (note.size + 255) // 256):
        width = min(256, note.size - index * 256)
        name = f"{index:03}" + (f".p/{width}" if width < 256 else "")
        bundle = serve.get(f"/tile/entries/{name}")
        tile = serve.get(f"/tile/0/{name}")
        cached = "private, max-age=31536000, immutable" if width == 256 else "no-store"
        for answer in (bundle, tile):
            assert answer.headers["Content-Type"] == "application/octet-stream"
            assert answer.headers["Cache-Control"] == cached
        rest = bundle.content
        while rest:
            length = int.from_bytes(rest[:2], "big")
            entries.append(rest[2:2 + length])
            rest = rest[2 + length:]
        hashes += [tile.content[at:at + 32] for at in range(0, len(tile.content), 32)]
    assert entries == folder.events()[:note.size]
    assert hashes == [leaf(entry) for entry in entries]
    assert root(hashes) == note.root
    full = note.size // 256
    upper = serve.get(f"/tile/1/000.p/{full}").content
    assert upper == b"".join(root(hashes[at * 256:at * 256 + 256]) for at in range(full))


def test_nothing_is_shown_that_no_checkpoint_covers(serving):
    serve = serving(seconds=3600)
    size = serve.checkpoint().size
    assert serve.open_case() > size
    for kind in ("0", "entries"):
        assert serve.get(f"/tile/{kind}/000.p/{size}").status_code == 200
        assert serve.get(f"/tile/{kind}/000.p/{size + 1}").status_code == 404
