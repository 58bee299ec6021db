# SPDX-License-Identifier: Apache-2.0
"""A clock that is wrong: no event bears a time before the last one's, and people are told."""

import json

import pytest
import requests

from faults import Clock
from program import Folder, Up, hidden_fields, sign_in, wait_until
from test_api import assert_problem, headers, new_case

DAY = 86_400


@pytest.fixture
def clock(program, tmp_path):
    return Clock(tmp_path)


@pytest.fixture
def folder(clock, tmp_path):
    return Folder(tmp_path / "data", clock.prefix)


@pytest.fixture
def desk(folder):
    up = Up(folder)
    up.token = folder.token()
    yield up
    up.stop()


def post(up, key=True):
    return requests.post(up.address + "/api/v1/cases", json=new_case(), timeout=30,
                         headers=headers(up.token, key))


def times(folder):
    return [json.loads(line)["time"] for line in folder.events()]


@pytest.mark.parametrize("seconds", [-3600, 2 * DAY], ids=["set back", "leapt ahead"])
def test_a_clock_set_while_work_goes_on(desk, clock, seconds):
    opened = post(desk).json()
    browser = sign_in(desk.link)
    wait_until(lambda: browser.get(f"{desk.address}/cases/{opened['reference']}",
                                   timeout=10).status_code == 200, 10, "the case's page")
    note = f"{desk.address}/cases/{opened['reference']}/note"
    form = hidden_fields(browser.get(note, timeout=10).text)
    before = times(desk.folder)
    clock.set(seconds)
    refused = post(desk, key="at-a-wrong-time")
    assert_problem(refused, 503)
    assert "clock" in refused.json()["detail"] and "Nothing was saved" in refused.json()["detail"]
    if seconds < 0:  # A session of yesterday would be over on the day after tomorrow.
        page = browser.post(note, data=form | {"text": "Typed with much care"}, timeout=10)
        assert page.status_code == 503 and "Typed with much care" in page.text
    assert times(desk.folder) == before
    clock.set(0)
    assert post(desk, key="at-a-wrong-time").status_code == 201, "and without a restart"
    after = times(desk.folder)
    assert len(after) > len(before) and after == sorted(after)
    desk.folder.run("verify")


def test_a_clock_that_is_behind_by_little_does_not_stop_work(desk, clock):
    assert post(desk).status_code == 201
    clock.set(-3)
    assert post(desk).status_code == 201
    assert times(desk.folder) == sorted(times(desk.folder))


def test_a_ledger_from_a_machine_whose_clock_was_ahead(folder, clock, tmp_path):
    """The last event is in the future: told when the program starts, by `status`, and to people."""
    clock.set(10 * DAY)
    folder.run("user", "add", "--name", "From the future")
    clock.set(0)
    events = folder.events()
    told = json.loads(folder.run("status", "--json").stdout)
    assert "ahead of this machine's clock" in told["clock"]
    assert "clock:" in folder.run("status").stdout.decode()
    run = folder.run("user", "add", "--name", "A", code=3)
    assert b"clock" in run.stderr and len(run.stderr.splitlines()) == 1
    up = Up(folder)
    try:
        up.token = folder.token()
        assert "ahead of this machine's clock" in "".join(up.lines)
        assert_problem(post(up), 503)
        assert sign_in(up.link).get(up.address + "/queue", timeout=10).status_code == 200
        clock.set(10 * DAY + 60)  # The clock has come there.
        up.stop()
        up = Up(folder)
        up.token = folder.token()
        assert post(up).status_code == 201
    finally:
        up.stop()
    assert folder.events()[:len(events)] == events and folder.run("verify")


def test_a_clock_that_is_ahead_before_the_start_is_asked_about(folder, clock):
    assert json.loads(folder.run("status", "--json").stdout).get("clock") is None
    clock.set(400 * DAY)
    assert "400 days ago" in json.loads(folder.run("status", "--json").stdout)["clock"]
    up = Up(folder)
    try:
        assert "set the clock right first" in "".join(up.lines)
    finally:
        up.stop()
