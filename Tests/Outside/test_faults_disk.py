# SPDX-License-Identifier: Apache-2.0
"""A full disk: it is said, nothing acknowledged is lost, and work goes on when there is room."""

import json
import os
import re

import pytest
import requests

from faults import Disk, fill
from program import Folder, Up, hidden_fields, shared_file, sign_in, wait_until
from test_api import SECRET, assert_problem, headers, new_case

MIB = 1 << 20
RESERVE = 16 * MIB


@pytest.fixture
def disk(program, tmp_path):
    """A disk of 40 MiB at tmp_path/disk."""
    (tmp_path / "disk").mkdir()
    disk = Disk(f"mount -t tmpfs -o size=40m none '{tmp_path}/disk'")
    disk.path = tmp_path / "disk"
    disk.ballast = disk.inside(disk.path) / "ballast"
    yield disk
    disk.close()


@pytest.fixture
def folder(disk):
    return Folder(disk.path / "data", disk.prefix)


@pytest.fixture
def desk(folder):
    """`up` on the folder, a token, and one case."""
    up = Up(folder)
    up.token = folder.token()
    up.case = post(up).json()["reference"]
    wait_until(lambda: caught_up(folder), 10, "the queues' first case")
    yield up
    up.stop()


def post(up, key=True, **changes):
    return requests.post(up.address + "/api/v1/cases", json=new_case(**changes), timeout=30,
                         headers=headers(up.token, key))


def caught_up(folder):
    status = json.loads(folder.run("status", "--json").stdout)
    return status["projections"]["queues"]["position"] == status["position"]


def opened(folder):
    return [event["subject"] for event in map(json.loads, folder.events())
            if event["type"] == "case.opened"]


def test_work_stops_with_a_sentence_and_goes_on_when_there_is_room(desk, disk):
    browser = sign_in(desk.link)
    note = f"{desk.address}/cases/{desk.case}/note"
    form = hidden_fields(browser.get(note, timeout=10).text)
    acknowledged = [case["id"] for case in (post(desk).json() for _ in range(5))]
    fill(disk.ballast, leave=RESERVE - MIB)

    refused = post(desk, key="full-disk-first")
    assert_problem(refused, 503)
    assert "make room" in refused.json()["detail"] and refused.headers["Retry-After"]
    page = browser.post(note, data=form | {"text": "Typed with much care"}, timeout=10)
    assert page.status_code == 503
    assert "Typed with much care" in page.text and "make room" in page.text
    # What is left of the disk is there for these.
    assert sign_in(desk.new_link()).get(desk.address + "/queue", timeout=10).status_code == 200
    assert len(opened(desk.folder)) == 6 and desk.folder.run("verify")

    disk.ballast.unlink()
    assert post(desk, key="full-disk-first").status_code == 201, "at once, and without a restart"
    saved = browser.post(note, data=form | {"text": "Typed with much care"}, timeout=10)
    assert saved.status_code == 200 and "Typed with much care" in saved.text
    wait_until(lambda: caught_up(desk.folder), 10, "catching up")
    kept = opened(desk.folder)
    assert len(kept) == len(set(kept)) == 7 and set(acknowledged) <= set(kept)
    desk.folder.run("verify")
    assert len(desk.children()) == 2 and "ended" not in "".join(desk.lines)


def test_not_one_byte_is_left_and_nobody_dies(desk, disk):
    link = desk.new_link()
    browser = sign_in(desk.new_link())
    # The last events reach the ledger and not the read model.
    fill(disk.ballast, leave=RESERVE + MIB)
    before = desk.children()
    os.kill(desk.child("project"), 19)
    acknowledged = post(desk, message="x" * 50_000).json()["id"]
    fill(disk.ballast.with_name("rest"))
    os.kill(desk.child("project"), 18)
    wait_until(lambda: "there is no room left for the read model" in "".join(desk.lines), 10,
               "the projector's sentence")
    for _ in range(3):
        assert_problem(post(desk), 503)
    page = requests.post(desk.address + "/sign-in", timeout=10,
                         data={"token": re.search("token=(.*)", link).group(1)})
    assert page.status_code == 503 and "make room" in page.text
    assert browser.get(f"{desk.address}/cases/{desk.case}", timeout=10).status_code == 200

    disk.ballast.with_name("rest").unlink()
    disk.ballast.unlink()
    assert post(desk).status_code == 201
    wait_until(lambda: caught_up(desk.folder), 10, "catching up")
    assert "there is room again" in "".join(desk.lines)
    assert acknowledged in opened(desk.folder)
    assert sign_in(link), "the link was not used up"
    assert desk.children() == before, "no process was started anew"
    desk.folder.run("verify")


def test_commands_on_a_full_disk_say_so_and_leave_nothing_behind(folder, disk, tmp_path):
    log = tmp_path / "log.xes"
    log.write_text((shared_file("case-logs/roadtraffic100traces.xes")).read_text())
    before = folder.events()
    fill(disk.ballast)
    for command in (["import", "xes", log], ["user", "add", "--name", SECRET], ["user", "link"],
                    ["project", "queues", "--once"]):
        run = folder.run(*command, code=3)
        told = run.stderr.decode()
        assert "make room" in told and len(told.splitlines()) == 1, told
        assert SECRET not in told and run.stdout == b""
        if command[1] == "add":
            assert "nothing was written: make room and try again" in told
    whole = disk.path / "events.jsonl"
    run = folder.run("export", "jsonl", "--out", whole, code=1)
    assert b"full" in run.stderr
    assert not disk.inside(whole).exists() and not list(disk.inside(disk.path).glob("*.partial"))
    run = Folder(disk.path / "second", disk.prefix, make=False).run("init", code=3)
    assert b"room" in run.stderr
    assert folder.events() == before and folder.run("verify")

    disk.ballast.unlink()
    assert json.loads(folder.run("import", "xes", log, "--json").stdout)["cases"] == 100
    Folder(disk.path / "second", disk.prefix)
    folder.run("verify")


def test_an_import_that_met_the_end_of_the_disk_is_repeated(folder, disk, tmp_path):
    """The disk ends in the middle of a file; the same command, given room, brings in the rest."""
    events = "".join(
        f'<event><string key="concept:name" value="Step {n}"/>'
        f'<string key="note" value="{os.urandom(500).hex()}"/></event>' for n in range(20))
    log = tmp_path / "log.xes"
    log.write_text('<log xes.version="1.0" xmlns="http://www.xes-standard.org/">' + "".join(
        f'<trace><string key="concept:name" value="case {n}"/>{events}</trace>'
        for n in range(600)) + "</log>")
    fill(disk.ballast, leave=RESERVE + 4 * MIB)
    run = folder.run("import", "xes", log, code=3)
    said = run.stderr.decode()
    assert "nothing was written" not in said and len(said.splitlines()) == 1
    assert (f"make room and import again: what came in of {log} is kept, and the rest comes in, "
            "nothing twice.") in said
    folder.run("verify")
    there = len(folder.events())
    assert there > 100, "a part came in before the end"
    disk.ballast.unlink()
    again = json.loads(folder.run("import", "xes", log, "--json").stdout)
    assert 0 < again["skipped"] < 600 and again["cases"] + again["skipped"] == 600
    names = folder.run("export", "xes").stdout.count(b"<trace>")
    assert names == 600, "each trace once"
    folder.run("verify")
