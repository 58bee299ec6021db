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


NUMBERS = """source: city
rows: cases
format: json
key: id
type: request
opened: {column: at, form: "YYYY-MM-DD"}
columns: {level: code, size: number, spare: drop}
rest: sealed
"""


def test_a_number_is_kept_as_it_is_written(folder, load):
    content = b'''[
        {"id":1.10,"at":"2024-05-01","level":1e3,"size":1.50,"spare":0.10000000000000001,"fee":1.50},
        {"id":1.1,"at":"2024-05-01","level":-0,"size":12345678901234567000,"list":[1E+2,{"a":7.0}]},
        {"id":12345678901234567890,"at":"2024-05-01","level":1e400,"size":null}]'''
    one = counted(load(content, NUMBERS))
    assert one["cases"] == 3 and one["contradictions"] == {}, "three keys"
    kept = [{a["key"]: a.get("value") for a in event["data"]["attributes"]}
            for event in told(folder, "case.opened")]
    assert [each["level"] for each in kept] == ["1e3", "-0", "1e400"]
    assert [each.get("size") for each in kept] == [1.5, 1.2345678901234567e19, None]
    exported = folder.run("export", "xes").stdout.decode()
    for text in ('value="1.10"', 'value="1.1"', 'value="12345678901234567890"',
                 "&quot;fee&quot;:1.50", "[1E+2,{&quot;a&quot;:7.0}]"):
        assert text in exported
    assert counted(load(content, NUMBERS))["present"] == 3
    said = load(b'[{"id":1,"at":"2024-05-01","level":1,"size":0.10000000000000001,"spare":1}]',
                NUMBERS, code=1)["said"]
    assert "row 1, column `size`: it has more digits" in said
