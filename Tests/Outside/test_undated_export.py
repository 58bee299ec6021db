# SPDX-License-Identifier: Apache-2.0
"""Exports write no day that nobody said, and keep the days that somebody did."""

import json
import xml.etree.ElementTree as ElementTree

import pytest

from program import Folder
from tables import CASES, loader, row, table

ACTIVITIES = """source: old
rows: activities
case: Ref
activity: {plain: What}
happened: {column: On, form: DD/MM/YYYY, empty: flag}
rest: sealed
"""
NOBODY = "case.contradictionFound"


@pytest.fixture(scope="module")
def moved(program, tmp_path_factory):
    """Case A was closed on no day, case B opened on none, case C did something on a day."""
    tmp_path = tmp_path_factory.mktemp("moved")
    folder = Folder(tmp_path / "data")
    load = loader(folder, tmp_path)
    taking = CASES.replace("opened: {", "opened: {empty: flag, ")
    load(table(row(Ref="A", Title="Bins", State="C"), row(Ref="B", Title="Noise", Opened=""),
               row(Ref="C", Title="Trees")), taking)
    load(b"Ref,What,On\nC,rang,03/06/2019\nC,wrote,\n", ACTIVITIES, name="activities.csv")
    return folder


def events(log):
    """Name to time and the other attributes, of each event of an XES log, trace by trace."""
    found = []
    for trace in ElementTree.fromstring(log).iter():
        if trace.tag.split("}")[-1] != "trace":
            continue
        found.append([{child.get("key"): child.get("value") for child in event}
                      for event in trace if event.tag.split("}")[-1] == "event"])
    return found


def test_an_xes_export_has_no_time_where_nobody_knows_it(moved):
    bins, noise, trees = events(moved.run("export", "xes").stdout)
    times = [(event["concept:name"], event.get("time:timestamp")) for event in bins]
    assert [name for name, _ in times] == ["case.opened", NOBODY, "case.closed"]
    assert times[0][1].startswith("2024-03-04T00:00:00")
    assert times[1][1] == times[0][1], "what is said of a case is dated as its opening"
    assert times[2][1] is None
    assert bins[1]["caseledger:kind"] == "closed-without-closing-day"
    assert noise and all("time:timestamp" not in event for event in noise)
    rang, wrote = [event for event in trees if event["concept:name"] in ("rang", "wrote")]
    assert rang["time:timestamp"].startswith("2019-06-02T23:00:00")
    assert rang["caseledger:occurredat"] == "2019-06-03"
    assert "time:timestamp" not in wrote


def test_ocel_has_a_time_and_says_that_it_is_none(moved):
    log = json.loads(moved.run("export", "ocel").stdout)
    undated = [event["type"] for event in log["events"]
               if any(one["name"] == "caseledger:undated" for one in event["attributes"])]
    assert "case.closed" in undated and "wrote" in undated and "rang" not in undated
    declared = {kind["name"]: [one["name"] for one in kind["attributes"]]
                for kind in log["eventTypes"]}
    assert "caseledger:undated" in declared["case.closed"]


def test_what_comes_back_has_no_day_that_nobody_said(moved, tmp_path):
    log = tmp_path / "moved.xes"
    log.write_bytes(moved.run("export", "xes").stdout)
    other = Folder(tmp_path / "other")
    other.run("import", "xes", log)
    told = json.loads(other.run("replay", "IMP-2026-000003", "--json").stdout)
    assert "2019-06-03" in [step["happened"] for step in told["steps"]], "a day stays a day"
    bins = json.loads(other.run("replay", "IMP-2026-000001", "--json").stdout)
    assert bins["steps"][-1]["happened"] is None, bins["steps"][-1]
