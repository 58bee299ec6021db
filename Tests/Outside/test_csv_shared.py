# SPDX-License-Identifier: Apache-2.0
"""Real tables by the maps in docs/how-to/maps: every row is accounted for, and none is mended."""

import csv
import json
import subprocess
import time
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from program import PROGRAM, ROOT, Folder
from tables import told

MAPS = ROOT / "docs/how-to/maps"


def load(folder, name, path, *options, code=0):
    return json.loads(folder.run(
        "import", "csv", "--map", MAPS / f"{name}.yaml", path, "--json", *options,
        code=code).stdout)


def instant(text):
    return datetime.fromisoformat(text.replace("Z", "+00:00"))


@pytest.fixture(scope="module")
def nyc(program, shared, tmp_path_factory):
    """New York's table, its rows, and a folder that it came into."""
    path = shared("contact-311/nyc-311-animals.csv")
    folder = Folder(tmp_path_factory.mktemp("nyc") / "data")
    folder.first = load(folder, "nyc-311", path)["files"][0]
    folder.table = path
    folder.rows = list(csv.DictReader(path.open(encoding="utf-8")))
    return folder


def new_york(text):
    local = datetime.strptime(text, "%m/%d/%Y %I:%M:%S %p")
    return local.replace(tzinfo=ZoneInfo("America/New_York"))


def test_new_york_every_row_comes_in_and_what_contradicts_itself_is_flagged(nyc):
    one = nyc.first
    assert (one["rows"], one["cases"], one["present"], one["changed"]) == (5895, 5895, 0, [])
    assert one["contradictions"] == {"closed-before-opened": 2, "open-with-closing-day": 2}
    assert (one["reconciliation"]["open"], one["reconciliation"]["closed"]) == (3433, 2462)
    flags = told(nyc, "case.contradictionFound")
    assert {f["subject"] for f in flags if f["data"]["kind"] == "closed-before-opened"} == {
        f["subject"] for f in flags if f["data"]["kind"] == "open-with-closing-day"}
    assert {f["data"]["given"] for f in flags} == {"1900-01-01T05:00:00.000Z"}


def test_new_york_times_are_right_across_its_changes_of_the_clock(nyc):
    opened = told(nyc, "case.opened")
    assert [instant(e["occurredat"]) for e in opened] == [
        new_york(row["Created Date"]) for row in nyc.rows]
    assert len({new_york(row["Created Date"]).utcoffset() for row in nyc.rows}) == 2
    closed = told(nyc, "case.closed")
    assert [instant(e["occurredat"]) for e in closed] == [
        new_york(row["Closed Date"]) for row in nyc.rows if row["Status"] == "Closed"]


def test_new_york_addresses_stay_sealed(nyc):
    text = b"\n".join(nyc.events()).decode()
    addresses = {row["Incident Address"] for row in nyc.rows} - {""}
    assert len(addresses) > 3000
    for address in sorted(addresses)[::20]:
        assert address not in text


def test_new_york_again_adds_nothing_and_the_record_is_whole(nyc):
    before = nyc.events()
    again = load(nyc, "nyc-311", nyc.table)["files"][0]
    assert (again["cases"], again["present"]) == (0, 5895) and nyc.events() == before
    nyc.run("verify")
    exported = nyc.run("export", "xes").stdout
    assert exported.count(b"<trace>") == 5895
    objects = json.loads(nyc.run("export", "ocel").stdout)["objects"]
    assert sum(o["type"] == "case" for o in objects) == 5895
    nyc.run("project", "queues", "--once")
    flagged = nyc.run("query", "queues", "SELECT contradictions, count(*) FROM cases "
                      "WHERE contradictions > 0 GROUP BY 1", "--format", "csv").stdout
    assert flagged.decode().split()[-1] == "2,2"


def test_new_york_killed_half_way_and_again_gives_the_same(nyc, tmp_path):
    folder = Folder(tmp_path / "data")
    running = subprocess.Popen(
        [PROGRAM, "import", "csv", "--map", MAPS / "nyc-311.yaml", nyc.table, "--data",
         folder.path], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    while running.poll() is None and len(folder.events()) < 1000:
        time.sleep(0.02)
    running.kill()
    running.wait()
    half = len(told(folder, "case.opened"))
    assert 0 < half < 5895, "it was killed in the middle"
    one = load(folder, "nyc-311", nyc.table)["files"][0]
    assert (one["present"], one["cases"]) == (half, 5895 - half)

    def said(folder):
        return sorted((e["type"], e.get("occurredat", "")) for e in map(json.loads, folder.events())
                      if e["type"].startswith("case."))
    assert said(folder) == said(nyc)
    folder.run("verify")


def test_chicago_requests_and_their_notes_come_in_by_two_maps(folder, shared):
    path = shared("contact-311/chicago-open311-50-requests.json")
    requests = json.loads(path.read_text())
    cases = load(folder, "chicago-open311-cases", path)["files"][0]
    assert (cases["rows"], cases["cases"], cases["contradictions"]) == (50, 50, {})
    notes = load(folder, "chicago-open311-notes", path)["files"][0]
    assert (notes["rows"], notes["activities"]) == (276, 276)
    assert [instant(e["occurredat"]) for e in told(folder, "case.activityRecorded")] == [
        datetime.fromisoformat(n["datetime"]) for r in requests for n in r["notes"]]
    for name in ("chicago-open311-cases", "chicago-open311-notes"):
        again = load(folder, name, path)["files"][0]
        assert again["present"] == again["rows"]
    folder.run("verify")


def test_requests_for_information_are_closed_on_no_day_that_anybody_knows(folder, shared):
    path = shared("foi-requests/wdtk-childrens-services-foi.csv")
    one = load(folder, "whatdotheyknow", path)["files"][0]
    assert (one["rows"], one["cases"], one["reconciliation"]["closed"]) == (2714, 2714, 1985)
    assert one["contradictions"] == {"closed-without-closing-day": 1985}
    assert (one["reconciliation"]["first"], one["reconciliation"]["last"]) == (
        "2008-09-05", "2025-03-05")
    folder.run("verify")


def test_statistics_are_no_cases_and_come_in_by_no_map(folder, shared):
    path = shared("foi-requests/cabinet-office-foi-statistics-2020.csv")
    refused = load(folder, "whatdotheyknow", path, code=1)["refused"][0]
    assert "have the same name" in refused["listed"][0]["reason"]
