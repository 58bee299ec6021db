# SPDX-License-Identifier: Apache-2.0
"""A read model that is not of this ledger or this program is told, not shown, and built anew."""

import json
import shutil
import sqlite3

import pytest
import requests

from program import Folder, Up, sign_in, wait_until
from tables import loader, row, table
from test_api import SECRET
from test_up import post


def model(folder):
    return json.loads(folder.run("status", "--json").stdout)["projections"]["queues"]


def file_of(folder):
    return (folder.path / "projections/queues/queues.sqlite").resolve()


class Server(Up):
    """The server alone."""
    COMMAND = ("serve", "--link")


@pytest.fixture
def worked(folder):
    """A folder with three cases, its read model up to date; nothing runs."""
    up = Up(folder)
    try:
        token = folder.token()
        for _ in range(3):
            assert post(up, token).status_code == 201
        wait_until(lambda: model(folder)["lag"] == 0, 10, "the queues")
    finally:
        up.stop()
    return folder


def put_another(folder, tmp_path):
    other = Folder(tmp_path / "other")
    other.run("project", "queues", "--once")
    file_of(folder).write_bytes(file_of(other).read_bytes())


def put_garbage(folder, tmp_path):
    file_of(folder).write_bytes(b"Dear Sir or Madam. " * 2000)


def cut(folder, tmp_path):
    data = file_of(folder).read_bytes()
    file_of(folder).write_bytes(data[:len(data) // 2])


def put_newer(folder, tmp_path):
    """As a later program leaves it to an earlier one: another version, and other columns."""
    with sqlite3.connect(file_of(folder)) as database:
        database.executescript(
            "UPDATE bookmark SET version = 999; ALTER TABLE case_rows ADD COLUMN later TEXT;"
            "DROP VIEW cases; CREATE VIEW cases AS SELECT id FROM case_rows")


def restore_older(folder, tmp_path):
    shutil.rmtree(folder.path / "ledger")
    shutil.copytree(tmp_path / "older", folder.path / "ledger")


CASES = [
    (put_another, "another ledger"), (put_garbage, "damaged"), (cut, None),
    (put_newer, "version 999"), (restore_older, "older copy"),
]


@pytest.mark.parametrize("spoil,reason", CASES, ids=[case[0].__name__ for case in CASES])
def test_is_told_and_built_anew(folder, tmp_path, request, spoil, reason):
    shutil.copytree(folder.path / "ledger", tmp_path / "older")
    worked = request.getfixturevalue("worked")
    events = worked.events()
    spoil(worked, tmp_path)
    if reason:
        found = model(worked)
        assert found["state"] == "unfit" and reason in found["reason"]
        assert reason in worked.run("status").stdout.decode()
    up = Up(worked)
    try:
        if reason:
            wait_until(lambda: reason in "".join(up.lines), 10, "the projector's sentence")
        wait_until(lambda: (model(worked)["state"], model(worked)["lag"]) == ("live", 0), 15,
                   "the rebuilt model")
        left = worked.events()
        assert left == events or spoil is restore_older
        assert post(up, worked.token()).status_code == 201
        count = sum(json.loads(line)["type"] == "case.opened" for line in left) + 1
        wait_until(lambda: shown(worked) == count, 10, f"{count} cases in the queues")
        page = sign_in(up.new_link()).get(up.address + "/queue", timeout=10)
        assert page.status_code == 200 and SECRET not in "".join(up.lines)
    finally:
        up.stop()
    if spoil is restore_older:
        # What was signed last says more than the older copy: who put it back takes that away.
        assert "older copy" in worked.run("verify", code=1).stdout.decode()
        (worked.path / "keys/signing.checkpoint").unlink()
    worked.run("verify")


def shown(folder):
    run = folder.run("query", "queues", "SELECT count(*) AS n FROM cases", "--format", "json")
    return json.loads(run.stdout)[0]["n"]


def test_a_query_on_a_spoilt_file_says_where_to_look(worked, tmp_path):
    put_garbage(worked, tmp_path)
    run = worked.run("query", "queues", "SELECT 1", code=3)
    assert b"caseledger status" in run.stderr and len(run.stderr.splitlines()) == 1


def test_pages_of_a_model_of_another_form_say_that_it_is_being_built(worked, tmp_path):
    """No projector runs here, so that the moment before it has built lasts."""
    up = Server(worked)
    try:
        browser = sign_in(up.link)
        put_newer(worked, tmp_path)
        with sqlite3.connect(file_of(worked)) as database:
            database.execute("ALTER TABLE case_rows RENAME COLUMN stage TO phase")
        page = browser.get(up.address + "/queue", timeout=10)
        assert page.status_code == 503 and "being built" in page.text
    finally:
        up.stop()


OTHER = "it was made from another ledger; `caseledger up` and `caseledger project` build it anew"


def test_another_ledgers_figures_are_not_printed(worked, tmp_path):
    put_another(worked, tmp_path)
    run = worked.run("query", "queues", "SELECT count(*) FROM cases", code=1)
    assert OTHER in run.stderr.decode() and not run.stdout
    worked.run("project", "queues", "--once")
    assert shown(worked) == 3


def test_a_query_on_what_the_ledger_no_longer_has_is_refused(folder, tmp_path, request):
    shutil.copytree(folder.path / "ledger", tmp_path / "older")
    worked = request.getfixturevalue("worked")
    restore_older(worked, tmp_path)
    run = worked.run("query", "queues", "SELECT count(*) FROM cases", code=1)
    assert b"older copy" in run.stderr and not run.stdout


def refused_by_the_server(up, reason):
    """No projector runs, so nothing mends it: nothing of the read model is shown anywhere."""
    browser = sign_in(up.link, code=503)
    page = browser.get(up.address + "/queue", timeout=10)
    assert page.status_code == 503 and reason in page.text and "CMP-" not in page.text
    answer = requests.get(up.address + "/health/ready", timeout=10)
    found = answer.json()
    assert answer.status_code == 503 and found["projections"]["queues"]["state"] == "none"
    assert any(reason in problem for problem in found["problems"])
    metrics = requests.get(up.address + "/metrics", timeout=10).text
    assert 'caseledger_projection_state{projection="queues",state="live"} 0' in metrics
    assert 'caseledger_projection_position{projection="queues"} 0' in metrics
    record = browser.get(up.address + "/record", timeout=10).text
    assert "Not built yet" in record and reason in record
    return browser


def add_cases(folder, tmp_path, prefix, count):
    rows = [row(Ref=f"{prefix}{n}") for n in range(count)]
    loader(folder, tmp_path)(table(*rows))


@pytest.mark.parametrize("meanwhile,reason", [(0, "as after a restore from an older copy"),
                                              (9, "the ledger has another event at its position")])
def test_the_server_shows_nothing_that_its_ledger_does_not_have(
        folder, tmp_path, meanwhile, reason):
    add_cases(folder, tmp_path, "A", 2)
    shutil.copytree(folder.path / "ledger", tmp_path / "older")
    add_cases(folder, tmp_path, "B", 2)
    folder.run("project", "queues", "--once")
    lost = json.loads(folder.run("query", "queues", "SELECT reference FROM cases",
                                 "--format", "json").stdout)[-1]["reference"]
    token = folder.token()
    restore_older(folder, tmp_path)
    if meanwhile:
        add_cases(folder, tmp_path, "C", meanwhile)
    up = Server(folder)
    try:
        refused_by_the_server(up, reason)
        answer = requests.get(f"{up.address}/api/v1/cases/{lost}", timeout=10,
                              headers={"Authorization": f"Bearer {token}"})
        # A case is read from the ledger itself: none of that reference, or the one it has by now.
        if meanwhile:
            ids = {json.loads(event)["subject"] for event in folder.events()}
            assert answer.status_code == 200 and answer.json()["id"] in ids
        else:
            assert answer.status_code == 404
        folder.run("project", "queues", "--once")
        page = sign_in(up.new_link()).get(up.address + "/queue", timeout=10)
        assert page.status_code == 200 and "CMP-" in page.text
        assert requests.get(up.address + "/health/ready", timeout=10).json()["projections"][
            "queues"]["state"] == "live"
    finally:
        up.stop()


def test_the_server_takes_another_ledgers_read_model_for_none(worked, tmp_path):
    """No projector runs here, so nothing mends it."""
    other = Folder(tmp_path / "other")
    busy = Up(other)
    try:
        assert post(busy, other.token()).status_code == 201
        wait_until(lambda: model(other)["lag"] == 0, 10, "the other's queues")
    finally:
        busy.stop()
    file_of(worked).write_bytes(file_of(other).read_bytes())
    theirs = json.loads(other.run("query", "queues", "SELECT reference FROM cases",
                                  "--format", "json").stdout)[0]["reference"]
    up = Server(worked)
    try:
        browser = refused_by_the_server(up, OTHER)
        assert f"/cases/{theirs}" not in browser.get(up.address + "/queue", timeout=10).text
    finally:
        up.stop()
