# SPDX-License-Identifier: Apache-2.0
"""Tables of another system: what is refused, and what forms are read."""

import json

import pytest

from tables import CASES, HEADER, counted, row, table, told


# What is refused.

def test_every_wrong_row_is_named_and_none_comes_in(folder, load):
    before = folder.events()
    rows = [row(), row(Ref="A2", Opened="4.3.2024", Kind="SECRET-KIND"),
            row(Ref="", Title="x\ny"), row(Ref="A4", Opened="31/02/2024"),
            row(Ref="A5", Pages="SECRET"), row(Ref="A6", Title="x" * 501),
            row(Ref="A7", Ward="a\tb"), row(Ref="A8", Email="y" * 201)]
    result = load(table(*rows), code=1)
    refused, = result["refused"]
    assert [(m["line"], m["row"], m["column"]) for m in refused["listed"]] == [
        (3, 2, "Opened"), (3, 2, "Kind"), (4, 3, "Ref"), (6, 4, "Opened"), (7, 5, "Pages"),
        (8, 6, "Title"), (9, 7, "Ward"), (10, 8, "Email")]
    assert refused["mistakes"] == 8 and result["files"] == []
    assert "SECRET" not in result["said"] + json.dumps(refused)
    assert "line 3, column `Opened`: it is not of the form DD/MM/YYYY." in result["said"]
    assert folder.events() == before


@pytest.mark.parametrize("content, said", [
    (b"", "it is empty"), (b"Ref,Kind\nA1,CPT\n", "there is no column `State` (line 5 of the map), `Opened`"),
    (table(row(), header=[*HEADER, "Ward "]).replace(b"Ward ", b"Ward"),
     "columns 9 and 13 have the same name"),
    (table(row()).replace(b"Spare", b""), "the name of column 12 is empty"),
    (table(row()) + b"A2,CPT,O\n", "line 3: it has 3 fields, the header 12."),
    (table(row()) + b'A2,"CPT,O\n', "line 3: field 2: the quoted field that begins here is never"),
    (table(row(Title="Caf\xe9"), encoding="latin1"), "or say encoding: latin1"),
    (table(row(), encoding="utf-16"), "the file is UTF-16"),
], ids=["empty", "column", "twice", "nameless", "short", "quote", "latin1", "utf16"])
def test_a_table_of_another_form_is_refused(folder, load, content, said):
    before = folder.events()
    assert said in load(content, code=1)["said"]
    assert folder.events() == before


def test_delimiters_and_latin_1_are_read_where_the_map_says_so(folder, load):
    mapping = CASES + 'delimiter: ";"\nencoding: latin1\n'
    load(table(row(Title="Caf\xe9; late"), delimiter=";", encoding="latin1"), mapping)
    assert "Café; late" not in b"\n".join(folder.events()).decode()
    counted(load(b"\xef\xbb\xbf" + table(row(Ref="A9")).replace(b"\r\n", b"\n")))


def test_a_wrong_map_is_a_wrong_use_with_its_line(folder, load):
    assert "map.yaml, line 6: `form` says a day" in load(
        table(row()), CASES.replace("DD/MM/YYYY", "DD/MM/YY", 1), code=2)["said"]
    assert "no mapping file" in folder.run(
        "import", "csv", "--map", "none.yaml", "x.csv", code=2).stderr.decode()


# JSON.

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
