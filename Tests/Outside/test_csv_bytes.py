# SPDX-License-Identifier: Apache-2.0
"""The bytes of a table: its encoding; and what looks the same and differs in bytes is two."""

import pytest

from tables import CASES, counted, loader, row, table, told

COMPOSED, DECOMPOSED = "caf\u00e9", "cafe\u0301"
ACTIVITIES = """source: old
rows: activities
key: Id
case: Ref
activity: {plain: Action}
happened: {column: When, form: DD/MM/YYYY}
performer: Who
rest: sealed
"""


@pytest.fixture
def load(folder, tmp_path):
    return loader(folder, tmp_path)


def test_keys_that_differ_in_bytes_are_two_keys(folder, load):
    rows = table(row(Ref=COMPOSED), row(Ref=DECOMPOSED, Title="Another"))
    one = counted(load(rows))
    assert one["cases"] == 2 and one["contradictions"] == {}
    before = folder.events()
    assert counted(load(rows))["present"] == 2 and folder.events() == before
    for name in (COMPOSED, DECOMPOSED):
        changed = counted(load(table(row(Ref=name, Title="Changed"))))
        assert changed["changed"] == [2], name
    folder.run("verify")


def test_again_adds_nothing_where_only_one_of_them_is_shared(folder, load):
    rows = table(row(Ref=COMPOSED), row(Ref=COMPOSED, Title="Second"),
                 row(Ref=DECOMPOSED), row(Ref=DECOMPOSED, Title="Second"))
    one = counted(load(rows))
    assert one["cases"] == 4 and one["contradictions"] == {"duplicate-key": 4}
    again = counted(load(rows))
    assert (again["cases"], again["present"]) == (0, 4)


def test_who_did_it_keeps_the_bytes_of_the_name(folder, load):
    load(table(row()))
    action = dict(Id="1", Ref="A1", Action="Rang", When="05/07/2024", Who=COMPOSED)
    rows = [action, action | dict(Id="2", Who=DECOMPOSED), action | dict(Id="3", Who=COMPOSED)]
    load(table(*rows, header=list(action)), ACTIVITIES)
    assert len(told(folder, "resource.registered")) == 2
    exported = folder.run("export", "xes").stdout.decode()
    assert f'"{COMPOSED}"' in exported and f'"{DECOMPOSED}"' in exported


def test_people_are_told_apart_by_bytes(folder, load):
    load(table(row(Name=COMPOSED), row(Ref="A2", Name=DECOMPOSED), row(Ref="A3", Name=COMPOSED)))
    assert len(told(folder, "person.registered")) == 2


def test_members_and_traces_are_told_apart_by_bytes(folder, load, tmp_path):
    mapping = f"""source: city
rows: cases
format: json
key: id
type: request
opened: {{column: at, form: YYYY-MM-DD}}
columns: {{{DECOMPOSED}: code}}
rest: sealed
"""
    content = f'[{{"id":"1","at":"2024-05-01","{COMPOSED}":"one","{DECOMPOSED}":"two"}}]'.encode()
    assert counted(load(content, mapping))["cases"] == 1
    opened, = told(folder, "case.opened")
    assert {a["key"]: a.get("value") for a in opened["data"]["attributes"]} == {
        DECOMPOSED: "two", "rest": None}
    exported = folder.run("export", "xes").stdout.decode()
    assert f"&quot;{COMPOSED}&quot;:&quot;one&quot;" in exported
    traces = "".join(f'<trace><string key="concept:name" value="{name}"/></trace>'
                     for name in (COMPOSED, DECOMPOSED))
    log = tmp_path / "log.xes"
    log.write_text('<log xes.version="1.0" xmlns="http://www.xes-standard.org/">'
                   f"{traces}</log>", encoding="utf-8")
    folder.run("import", "xes", log)
    assert len(told(folder, "case.opened")) == 3


def test_delimiters_and_latin_1_are_read_where_the_map_says_so(folder, load):
    mapping = CASES + 'delimiter: ";"\nencoding: latin1\n'
    load(table(row(Title="Caf\xe9; late"), delimiter=";", encoding="latin1"), mapping)
    assert "Café; late" not in b"\n".join(folder.events()).decode()
    counted(load(b"\xef\xbb\xbf" + table(row(Ref="A9")).replace(b"\r\n", b"\n")))


def test_a_mark_of_utf_8_is_no_text_of_the_map_and_contradicts_another_encoding(folder, load):
    content = table(row())
    counted(load(content, "\ufeff" + CASES))
    for encoding in ["latin1", "windows-1252"]:
        said = load(b"\xef\xbb\xbf" + content, CASES + f"encoding: {encoding}\n", code=1)["said"]
        assert "line 1: field 1: the file says that it is UTF-8; leave `encoding` out" in said


def test_what_windows_wrote_is_not_taken_for_latin_1(folder, load):
    content = table(row(Title="\u20ac5 \u2013 \u201clate\u201d"), encoding="cp1252")
    said = load(content, CASES + "encoding: latin1\n", code=1)["said"]
    assert "no letter of Latin-1; say encoding: windows-1252" in said
    counted(load(content, CASES + "encoding: windows-1252\n"))
