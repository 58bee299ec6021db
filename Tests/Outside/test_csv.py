# SPDX-License-Identifier: Apache-2.0
"""Tables of another system: what comes in, what is refused, and that nothing is mended."""

import json
import os

import pytest

from program import sign_in, wait_until
from tables import CASES, HEADER, counted, loader, row, table, told


@pytest.fixture
def load(folder, tmp_path):
    return loader(folder, tmp_path)


# What comes in.

def test_a_row_becomes_a_case_and_only_what_is_named_is_plain(folder, load):
    one = counted(load(table(row(), row(Ref="A2", Kind="FOI", State="C", Closed="11/03/2024"))))
    assert one["cases"] == 2 and one["contradictions"] == {}
    assert one["reconciliation"] == {
        "open": 1, "closed": 1, "types": {"complaint": 1, "foi": 1}, "channels": {"none": 2},
        "first": "2024-03-04", "last": "2024-03-04"}
    first, second = told(folder, "case.opened")
    assert first["type"] == "case.opened" and first["occurredat"] == "2024-03-04"
    assert first["data"]["type"] == "complaint" and second["data"]["type"] == "foi"
    assert first["actor"].startswith("import/")
    kept = {a["key"]: a.get("value") for a in first["data"]["attributes"]}
    assert kept == {"Kind": "CPT", "State": None, "Ward": "Castle", "Pages": 12, "Officer": None}
    closed, = told(folder, "case.closed")
    assert closed["occurredat"] == "2024-03-11" and closed["data"] == {"outcome": "answered"}
    lines = b"\n".join(folder.events()).decode()
    for word in ("Mererid", "example.org", "Wiktor", '"A1"', "noise"):
        assert word not in lines, "sealed or dropped"
    exported = folder.run("export", "xes").stdout.decode()
    for word in ("A1", "Wiktor", "2024-03-04", "Castle"):
        assert word in exported
    json.loads(folder.run("export", "ocel").stdout)
    folder.run("verify")


def test_the_same_details_are_the_same_person(folder, load):
    load(table(row(), row(Ref="A2"), row(Ref="A3", Email="other@example.org"),
               row(Ref="A4", Email=""), row(Ref="A5", Email=""), row(Ref="A6", Name="", Email="")))
    assert len(told(folder, "person.registered")) == 4, "a name alone tells nobody apart"
    people = [event["data"].get("correspondent") for event in told(folder, "case.opened")]
    assert people[0] == people[1] and people[5] is None and len(set(people)) == 5
    folder.run("verify")


ACTIVITIES = """source: old
rows: activities
case: Ref
activity: {plain: Action}
happened: {column: When, form: "DD/MM/YYYY HH:mm", zone: Europe/London}
performer: Who
rest: sealed
"""
LETTERS = """source: old
rows: correspondence
key: Id
case: Ref
direction: {column: Way, values: {in: in, out: out}}
channel: letter
happened: {column: When, form: DD/MM/YYYY, empty: flag}
subject: Title
message: Text
rest: sealed
"""


def test_activities_and_correspondence_find_their_cases(folder, load):
    action = dict(Ref="A1", Action="Visited", When="05/07/2024 10:00", Who="Halina", Note="Gate 4")
    actions = table(action, action, action | dict(Action="Rang"),
                    header=["Ref", "Action", "When", "Who", "Note"])
    letter = dict(Id="7", Ref="A1", Way="in", When="06/07/2024", Title="", Text="Thank you",
                  Ext="pdf")
    header = list(letter)
    letters = table(letter, letter | dict(Id="8", Text="", When=""), header=header)
    assert "import its cases first" in load(actions, ACTIVITIES, code=1)["said"]
    load(table(row()))
    lost = load(table(action | dict(Ref="B1"), action, action | dict(Ref="B2"),
                      header=list(action)), ACTIVITIES, code=1)
    assert [m["line"] for m in lost["refused"][0]["listed"]] == [2, 4]
    assert counted(load(actions, ACTIVITIES))["activities"] == 3, "two of them say the same"
    again = counted(load(actions, ACTIVITIES))
    assert (again["activities"], again["present"]) == (0, 3)
    one = counted(load(letters, LETTERS))
    assert one["correspondence"] == 2
    assert one["contradictions"] == {"without-day": 1, "without-text": 1}
    changed = counted(load(table(letter | dict(Text="Thanks"), header=header), LETTERS))
    assert changed["changed"] == [2] and changed["correspondence"] == 0
    recorded = told(folder, "case.activityRecorded")
    assert recorded[0]["occurredat"] == "2024-07-05T09:00:00.000Z"
    assert recorded[0]["data"]["offset"] == 60
    assert recorded[0]["data"]["performer"].startswith("resource/")
    assert len({event["subject"] for event in recorded}) == 1
    assert "Halina" in folder.run("export", "xes").stdout.decode()
    folder.run("verify")


def test_again_adds_nothing_and_a_changed_row_is_left_out_and_named(folder, load):
    load(table(row(), row(Ref="A2")))
    before = folder.events()
    again = counted(load(table(row(), row(Ref="A2"))))
    assert (again["cases"], again["present"]) == (0, 2) and folder.events() == before
    more = counted(load(table(row(), row(Ref="A2", Title="Changed"), row(Ref="A3"))))
    assert (more["cases"], more["present"], more["changed"]) == (1, 1, [3])
    spare = counted(load(table(row(Spare="other noise"))))
    assert spare["present"] == 1, "what is dropped makes no other row"


def test_a_check_writes_nothing(folder, load):
    before = folder.events()
    one = counted(load(table(row(), row(Ref="A2")), CASES, "--check"))
    assert one["cases"] == 2 and folder.events() == before
    assert load(table(row(Opened="x")), CASES, "--check", code=1)["refused"]


def test_an_import_is_recorded_with_its_map_and_its_counts(folder, load):
    load(table(row(), row(Ref="A2")))
    recorded, = told(folder, "log.tableImported")
    assert {key: recorded["data"][key] for key in ("rows", "cases", "activities")} == {
        "rows": 2, "cases": 2, "activities": 0}
    load(table(row(), row(Ref="A2"), row(Ref="A3")))
    assert [event["data"]["cases"] for event in told(folder, "log.tableImported")] == [2, 1]


# What contradicts itself.

def test_contradictions_are_recorded_as_they_are_and_flagged(folder, load):
    rows = [row(Ref="1", State="C", Closed="03/03/2024"), row(Ref="2", Closed="05/03/2024"),
            row(Ref="3", State="W", Closed="N/A"), row(Ref="4", Opened="01/01/2999"),
            row(Ref="5"), row(Ref="5", Title="Another"), row(Ref="5"), row(Ref="6")]
    one = counted(load(table(*rows)))
    assert (one["cases"], one["repeated"]) == (7, 1)
    assert one["contradictions"] == {
        "closed-before-opened": 1, "open-with-closing-day": 1, "closed-without-closing-day": 1,
        "future-day": 1, "duplicate-key": 2}
    again = counted(load(table(*rows)))
    assert (again["cases"], again["present"], again["repeated"]) == (0, 7, 1)
    flags = told(folder, "case.contradictionFound")
    assert flags[0]["data"] == {
        "kind": "closed-before-opened", "given": "2024-03-03", "against": "2024-03-04"}
    closed = told(folder, "case.closed")
    assert closed[0]["occurredat"] == "2024-03-03", "the closing stays as it was given"
    assert "occurredat" not in closed[1] and len(closed) == 2
    folder.run("project", "queues", "--once")
    listed = folder.run(
        "query", "queues", "SELECT count(*), sum(contradictions) FROM cases WHERE contradictions",
        "--format", "csv").stdout.decode().split()
    assert listed[-1] == "6,6"
    unknown = folder.run(
        "query", "queues", "SELECT stage, outcome, closed_at IS NULL AS never FROM cases "
        "WHERE outcome = 'withdrawn'", "--format", "csv").stdout.decode().split()
    assert unknown[-1] == "closed,withdrawn,1"
    folder.run("verify")


def test_a_case_shows_its_flags_in_its_history(own_up, tmp_path):
    run = loader(own_up.folder, tmp_path)
    run(table(row(State="C", Closed="03/03/2024"), row(Ref="A2", State="C")))
    session = sign_in(own_up.link)

    def shown(number, sentence):
        page = session.get(f"{own_up.address}/cases/CMP-{year}-00000{number}", timeout=10).text
        return sentence in page and page
    year = told(own_up.folder, "case.opened")[0]["time"][:4]
    page = wait_until(lambda: shown(1, "Bins of Mererid"), 10, "the case's page")
    for words in ("The imported record contradicts itself", "Closed before it was opened",
                  "3 Mar 2024; against 4 Mar 2024", "Case imported from another system",
                  "This case was closed on 3 March 2024", "Outcome</dt>", "Its key there"):
        assert words in page, words
    page = shown(2, "Closed, without a day of closing")
    assert "On a day not known" in page and "Close case" not in page


def test_a_day_that_is_missing_is_refused_unless_the_map_takes_it(folder, load):
    refused = load(table(row(Opened="")), code=1)["refused"][0]["listed"]
    assert [(m["line"], m["column"]) for m in refused] == [(2, "Opened")]
    taking = CASES.replace("opened: {", "opened: {empty: flag, ")
    one = counted(load(table(row(Opened="")), taking))
    assert one["contradictions"] == {"without-day": 1}


def test_a_closing_that_is_missing_is_flagged_unless_the_map_refuses_it(folder, load):
    refusing = CASES.replace("closed: {", "closed: {empty: refuse, ")
    rows = [row(), row(Ref="A2", State="C")]
    refused = load(table(*rows), refusing, code=1)["refused"][0]["listed"]
    assert [(m["line"], m["column"]) for m in refused] == [(3, "Closed")]
    assert counted(load(table(rows[0]), refusing))["contradictions"] == {}, "it is open"
    one = counted(load(table(*rows)))
    assert one["contradictions"] == {"closed-without-closing-day": 1}


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
    (table(row(Title="Caf\xe9"), encoding="latin1"), "say encoding: windows-1252 or latin1"),
    (table(row(), encoding="utf-16"), "the file is UTF-16"),
], ids=["empty", "column", "twice", "nameless", "short", "quote", "latin1", "utf16"])
def test_a_table_of_another_form_is_refused(folder, load, content, said):
    before = folder.events()
    assert said in load(content, code=1)["said"]
    assert folder.events() == before


def test_a_wrong_map_is_a_wrong_use_with_its_line(folder, load):
    assert "map.yaml, line 6: `form` says a day" in load(
        table(row()), CASES.replace("DD/MM/YYYY", "DD/MM/YY", 1), code=2)["said"]
    for wrong in ["values: {}}", "values: {}, otherwise: open}", "otherwise: open}"]:
        assert "line 5: `status` names a column and no `values`; where one word is to be said" in load(
            table(row()), CASES.replace("values: {C: answered, W: withdrawn, O: open}}", wrong),
            code=2)["said"]
    assert "`correspondent` names no column" in load(
        table(row()), CASES.replace("{name: Name, email: Email}", "{}"), code=2)["said"]
    assert "map.yaml: it is empty; `docs/how-to/migrate.md` has maps" in load(
        table(row()), "# to do\n", code=2)["said"]
    assert "no mapping file" in folder.run(
        "import", "csv", "--map", "none.yaml", "x.csv", code=2).stderr.decode()


def test_a_number_is_kept_as_it_is_written_or_refused(folder, load):
    for text in ["007", "+7", "0x1A", "1.0"]:
        said = load(table(row(Pages=text)), code=1)["said"]
        assert "column `Pages`: it is no whole number as digits alone; `code` keeps" in said, text
    counted(load(table(row(Pages="-7"))))
    mapping = CASES.replace("Pages: integer", "Pages: number")
    for text in ["0x1A", "+1.5", "00501", "1,5", "nan"]:
        said = load(table(row(Ref="A2", Pages=text)), mapping, code=1)["said"]
        assert "column `Pages`: it is no decimal number; `code` keeps" in said, text
    for text, reason in [
            (" 7", "a space or a line's end stands before or after it"),
            ("7\n", "a space or a line's end stands before or after it"),
            ("-0", "it is minus zero"), ("-0.00", "it is minus zero"),
            ("0.10000000000000001", "it has more digits, or is larger or smaller, than"),
            ("1e400", "it has more digits, or is larger or smaller, than"),
            ("9007199254740993", "it has more digits, or is larger or smaller, than")]:
        said = load(table(row(Ref="A2", Pages=text)), mapping, code=1)["said"]
        assert f"column `Pages`: {reason}" in said, text
    counted(load(table(row(Ref="A2", Pages="-1.5e3")), mapping))


def test_a_letter_whose_key_several_cases_have_is_put_with_the_first_and_flagged(folder, load):
    one = counted(load(table(row(), row(Title="Another"), row(Ref="A2"))))
    assert one["cases"] == 3 and one["contradictions"] == {"duplicate-key": 2}
    letter = dict(Id="7", Ref="A1", Way="in", When="06/07/2024", Title="", Text="Thanks")
    one = counted(load(table(letter, letter | dict(Id="8", Ref="A2"), header=list(letter)), LETTERS))
    assert one["contradictions"] == {"several-cases": 1}
    replay = folder.run("replay", told(folder, "case.opened")[0]["reference"]).stdout.decode()
    assert "Its case's key is that of several cases" in replay
    assert "Import from old" in replay, "the source's name, as the operator gave it"


def test_a_pipe_is_refused_with_what_to_do(folder, tmp_path):
    (tmp_path / "cases.yaml").write_text(CASES)
    os.mkfifo(tmp_path / "pipe")
    before = folder.events()
    for kind in [["csv", "--map", tmp_path / "cases.yaml"], ["xes"]]:
        said = folder.run("import", *kind, tmp_path / "pipe", code=1).stderr.decode()
        assert "it can be read only once, and is read twice; save it to a file first." in said
    assert folder.events() == before
