# SPDX-License-Identifier: Apache-2.0
"""`caseledger up`: separate processes, restarted when they die, and gone when it goes."""

import json
import os
import signal
import subprocess
import time

import pytest
import requests

from program import PROGRAM, Up, children, wait_until
from test_api import headers, new_case


def is_running(pid):
    try:
        with open(f"/proc/{pid}/stat") as file:
            return file.read().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def all_gone(pids):
    return not any(is_running(pid) for pid in pids)


def queue_position(folder):
    status = json.loads(folder.run("status", "--json").stdout)
    return status["projections"]["queues"]["position"], status["position"]


def caught_up(folder):
    shown, written = queue_position(folder)
    return written > 0 and shown == written


def post(up, token):
    return requests.post(
        up.address + "/api/v1/cases", json=new_case(), headers=headers(token), timeout=10)


def test_server_and_projector_are_processes_of_their_own(own_up):
    server, projector = own_up.child("serve"), own_up.child("project")
    assert len({server, projector, own_up.process.pid}) == 3


@pytest.mark.parametrize("word", ["project", "serve"])
def test_what_is_killed_starts_again(own_up, word):
    token = own_up.folder.token()
    assert post(own_up, token).status_code == 201
    killed = own_up.child(word)
    os.kill(killed, signal.SIGKILL)
    wait_until(
        lambda: any(word in line[1:] and pid != killed for pid, line in own_up.children().items()),
        15, "a new process")
    wait_until(own_up.is_live, 15, "an answer of the server")
    assert post(own_up, token).status_code == 201
    wait_until(lambda: caught_up(own_up.folder), 15, "catching up")
    own_up.folder.run("verify")


def test_what_dies_again_and_again_is_started_ever_more_slowly(own_up):
    seen, end = set(), time.monotonic() + 6
    while time.monotonic() < end:
        for pid, line in own_up.children().items():
            if "project" in line[1:] and pid not in seen:
                seen.add(pid)
                os.kill(pid, signal.SIGKILL)
        time.sleep(0.02)
    assert 2 <= len(seen) <= 12, f"started {len(seen)} times in 6 s"
    assert own_up.is_live(), "the server does not suffer with the projector"


def test_sigterm_ends_everything_and_keeps_what_was_acknowledged(own_up):
    token = own_up.folder.token()
    locations = [post(own_up, token).headers["Location"] for _ in range(5)]
    everything = [own_up.process.pid, *own_up.children()]
    start = time.monotonic()
    own_up.process.send_signal(signal.SIGTERM)
    code = own_up.process.wait(5)
    wait_until(lambda: all_gone(everything), 5 - (time.monotonic() - start), "the end of all")
    assert code == 0
    opened = [e for e in map(json.loads, own_up.folder.events()) if e["type"] == "case.opened"]
    assert len(opened) == len(set(locations)) == 5
    own_up.folder.run("verify")


def test_killing_up_takes_its_children_with_it(own_up):
    family = dict(own_up.children())
    for pid in list(family):
        family.update(children(pid))
    assert len(family) >= 2
    own_up.process.kill()
    own_up.process.wait(5)
    try:
        wait_until(lambda: all_gone(family), 5, "the end of the children")
    finally:
        for pid in filter(is_running, family):
            os.kill(pid, signal.SIGKILL)


def test_a_second_up_on_a_folder_is_refused(own_up):
    second = subprocess.run(
        [str(PROGRAM), "up", "--data", str(own_up.folder.path), "--port", "0"],
        capture_output=True, text=True, timeout=20)
    assert second.returncode == 1
    assert len(second.stderr.strip()) > 20 and len(second.stderr.strip().splitlines()) <= 3
    assert own_up.is_live(), "the first goes on"


def test_a_folder_can_be_started_again(own_up):
    own_up.stop()
    again = Up(own_up.folder)
    try:
        assert post(again, own_up.folder.token()).status_code == 201
    finally:
        again.stop()
