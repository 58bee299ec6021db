# SPDX-License-Identifier: Apache-2.0
"""Arrays of JSON objects as tables."""

import json

import pytest

from tables import counted, loader, told


@pytest.fixture
def load(folder, tmp_path):
    return loader(folder, tmp_path)


REQUESTS = """source: city
rows: cases
format: json
key: id
type: request
opened: {column: at, form: "YYYY-MM-DDTHH:mm:ssZ"}
subject: about.title
columns: {about.urgent: boolean, notes: drop}
rest: sealed
"""
NOTES = """source: city
rows: activities
format: json
each: notes
case: id
activity: {plain: notes.type}
happened: {column: notes.at, form: "YYYY-MM-DDTHH:mm:ssZ"}
columns: {notes.text: sealed}
rest: drop
"""


def test_an_array_of_objects_is_a_table(folder, load):
    def request(number, **more):
        return {"id": number, "at": "2024-05-01T10:00:00+02:00",
                "about": {"title": "Pothole", "urgent": True, "Mrs Example": {"x": [1]}},
                "notes": [{"type": "seen", "at": "2024-05-01T09:00:00Z", "text": "Deep"}]} | more
    both = json.dumps([request(1), request(2, notes=[])]).encode()
    one = counted(load(both, REQUESTS))
    assert one["cases"] == 2
    opened = told(folder, "case.opened")[0]
    assert opened["occurredat"] == "2024-05-01T08:00:00.000Z"
    assert {a["key"]: a.get("value") for a in opened["data"]["attributes"]} == {
        "about.urgent": True, "rest": None}, "a key of JSON may be anybody's name"
    assert "Mrs Example" in folder.run("export", "xes").stdout.decode()
    grown = json.dumps([request(1, notes=request(1)["notes"] * 2), request(2)]).encode()
    assert counted(load(grown, NOTES))["activities"] == 3
    assert counted(load(grown, REQUESTS))["present"] == 2, "notes are dropped"
    wrong = json.dumps([request(3, about=[1]), 4, request(5, at="today")]).encode()
    listed = load(wrong, REQUESTS, code=1)["refused"][0]["listed"]
    assert listed[0]["reason"].startswith("it is no JSON object") and listed[0]["row"] == 2
    assert "line 2" in load(b'[{"id":1},\n{"id"}]', REQUESTS, code=1)["said"]
    assert "no row has it" in load(
        both, REQUESTS.replace("about.title", "about.titel"), code=1)["said"]
    folder.run("verify")


def test_a_row_that_has_changed_is_named_by_its_number(folder, load, tmp_path):
    rows = [{"id": n, "at": "2024-05-01T10:00:00Z", "about": {"title": f"Hole {n}", "urgent": True},
             "notes": []} for n in (1, 2)]
    load(json.dumps(rows, indent=1).encode(), REQUESTS)
    rows[1]["about"]["title"] = "Another"
    again = json.dumps(rows, indent=1).encode()
    assert counted(load(again, REQUESTS))["changed"] == [2]
    text = folder.run("import", "csv", "--map", tmp_path / "map.yaml", tmp_path / "table.csv")
    assert "    in row 2\n" in text.stdout.decode()
