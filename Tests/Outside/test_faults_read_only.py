# SPDX-License-Identifier: Apache-2.0
"""On a folder that cannot be written, what only reads works, and what writes says why not."""

import json

import pytest

from faults import Disk
from program import Folder, Up, wait_until
from test_up import caught_up, post

READING = [
    ["export", "jsonl"], ["export", "xes"], ["export", "ocel"], ["verify"], ["verify", "--json"],
    ["status"], ["status", "--json"], ["replay", "ENQ-2026-000001"],
    ["query", "queues", "SELECT reference, stage FROM cases ORDER BY 1", "--format", "csv"]]
WRITING = [
    ["user", "add", "--name", "A"], ["user", "link"], ["user", "token"], ["project", "queues"],
    ["project", "queues", "--once"], ["import", "xes", "absent.xes"], ["serve", "--port", "0"],
    ["up", "--port", "0"]]


@pytest.fixture(params=["stopped", "killed"])
def read_only(request, folder):
    """A folder with two cases on a read-only disk, and its like that can be written."""
    up = Up(folder)
    try:
        token = folder.token()
        assert [post(up, token).status_code for _ in range(2)] == [201, 201]
        wait_until(lambda: caught_up(folder), 10, "the queues")
        if request.param == "killed":  # It leaves its locks and its write-ahead logs behind.
            up.process.kill()
            up.process.wait()
            wait_until(lambda: not up.is_live(), 10, "the server's end")
    finally:
        up.stop()
    disk = Disk(f"mount --bind '{folder.path}' '{folder.path}'; "
                f"mount -o remount,ro,bind '{folder.path}'")
    yield Folder(folder.path, disk.prefix, make=False), folder
    disk.close()


def test_a_read_only_disk(read_only):
    locked, writable = read_only
    for command in READING:
        read = locked.run(*command)
        assert read.stderr == b"", command
        assert read.stdout == writable.run(*command).stdout, command
    assert json.loads(locked.run("status", "--json").stdout)["projections"]["queues"]["lag"] == 0
    for command in WRITING:
        told = locked.run(*command, code=3, timeout=30).stderr.decode()
        assert 1 <= len(told.splitlines()) <= 2, told
        assert "yours" in told, f"{command}: {told}"
    out = locked.run("export", "jsonl", "--out", locked.path / "events.jsonl", code=1)
    assert b"cannot be written" in out.stderr
    assert Folder(locked.path / "new", locked.prefix, make=False).run("init", code=3).stderr
