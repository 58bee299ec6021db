# SPDX-License-Identifier: Apache-2.0
"""Calendars in the ledger: adopted as events, and the dates of open cases that they move."""

import hashlib
import json
import re

import pytest

from program import Folder, caseledger, shared_file

MAP = """source: register
rows: cases
key: No
type: {column: Kind, values: {F: foi, S: sar, C: complaint}}
status: {column: State, values: {open: open, answered: answered}}
opened: {column: Received, form: YYYY-MM-DD}
closed: {column: Closed, form: YYYY-MM-DD}
rest: sealed
"""

# A holiday on Wednesday 17 June 2026 falls in the periods of 1, 2 and 5; 3 is a complaint, 4 is
# closed, 6 is over before it.
ROWS = """No,Kind,State,Received,Closed
1,F,open,2026-06-01,
2,F,open,2026-05-22,
3,C,open,2026-06-01,
4,F,answered,2026-06-01,2026-06-04
5,S,open,2026-05-17,
6,F,open,2026-04-01,
"""


@pytest.fixture
def folder(program, tmp_path):
    folder = Folder(tmp_path / "d")
    (tmp_path / "map.yaml").write_text(MAP)
    (tmp_path / "rows.csv").write_text(ROWS)
    folder.run("import", "csv", "--map", tmp_path / "map.yaml", tmp_path / "rows.csv")
    return folder


def shipped(folder):
    return folder.run("calendar", "show", "--table").stdout.decode()


def with_holiday(folder, name="2026-06-10", divisions="england-and-wales scotland northern-ireland"):
    """The calendar in force with a holiday on 17 June 2026, in a file beside the folder."""
    text = re.sub("^# version: .*$", f"# version: {name}", shipped(folder), flags=re.M)
    path = folder.path.parent / f"{name}.tsv"
    path.write_text(text + f"2026-06-17\t{divisions}\tA royal wedding\n")
    return path


def answer(folder, *words, **options):
    return json.loads(folder.run("calendar", *words, "--json", **options).stdout)


def test_a_new_holiday_moves_open_cases(folder):
    before = len(folder.events())
    change = answer(folder, "import", with_holiday(folder))
    assert [(holiday["day"], holiday["division"]) for holiday in change["added"]] == [
        ("2026-06-17", division) for division in ("england-and-wales", "scotland", "northern-ireland")]
    assert change["removed"] == [] and change["openCases"] == 4
    moved = {entry["received"]: (entry["regime"], entry["before"], entry["after"])
             for entry in change["moved"]}
    assert moved == {"2026-05-17": ("sar", "2026-06-17", "2026-06-18"),
                     "2026-05-22": ("foi", "2026-06-23", "2026-06-24"),
                     "2026-06-01": ("foi", "2026-06-30", "2026-07-01")}
    assert [entry["before"] for entry in change["moved"]] == sorted(
        entry["before"] for entry in change["moved"])
    event = json.loads(folder.events()[change["position"] - 1])
    assert len(folder.events()) == before + 1
    assert (event["type"], event["actor"]) == ("calendar.adopted", "system/calendar")
    assert event["data"]["version"] == "2026-06-10" and len(event["data"]["digest"]) == 64
    new = [holiday for holiday in event["data"]["holidays"] if holiday["day"] == "2026-06-17"]
    assert [holiday["announced"] for holiday in new] == [event["time"][:10]]
    folder.run("verify")


def test_the_digest_is_of_the_file_and_the_names_are_as_given(folder):
    path = with_holiday(folder)
    change = answer(folder, "import", path, "--name", "wedding", "--source", "The Gazette",
                    "--licence", "Crown copyright")["calendar"]
    assert change["digest"] == hashlib.sha256(path.read_bytes()).hexdigest()
    assert (change["version"], change["source"], change["licence"]) == (
        "wedding", "The Gazette", "Crown copyright")


def test_the_text_names_holidays_cases_and_both_dates(folder):
    text = folder.run("calendar", "import", with_holiday(folder), "--dry-run").stdout.decode()
    assert text.startswith("Would adopt the calendar 2026-06-10: 2012 to 2028")
    assert "Wednesday 17 June 2026: A royal wedding (Scotland)" in text
    assert "3 dates move, of 4 open cases with a statutory date:" in text
    assert re.search(r"FOI-\d{4}-000001 .* 2026-06-01 +2026-06-30 +2026-07-01$", text, re.M)


def test_a_dry_run_writes_nothing(folder):
    path = with_holiday(folder)
    before = folder.events()
    dry = answer(folder, "import", path, "--dry-run")
    assert "position" not in dry and len(dry["moved"]) == 3
    assert folder.events() == before
    wet = answer(folder, "import", path)
    assert {**dry, "position": wet["position"]} == wet


def test_the_same_calendar_again_adds_nothing(folder):
    path = with_holiday(folder)
    answer(folder, "import", path)
    before = folder.events()
    again = folder.run("calendar", "import", path).stdout.decode()
    assert again.startswith("Nothing in it is new: 2026-06-10 stays in force.")
    assert folder.events() == before


def test_dates_are_worked_out_with_the_calendar_of_the_ledger(folder):
    def explain(*words):
        return json.loads(caseledger("clock", "explain", "--regime", "foi", "--received",
                                     "2026-06-01", "--json", *words).stdout)
    folder.run("calendar", "import", with_holiday(folder))
    assert (explain()["due"], explain()["calendar"]) == ("2026-06-30", "2026-02-25")
    adopted = explain("--data", folder.path)
    assert (adopted["due"], adopted["calendar"]) == ("2026-07-01", "2026-06-10")
    # It was not known the day before it was adopted.
    assert explain("--data", folder.path, "--known-at", "2026-06-01")["due"] == "2026-06-30"


def test_a_holiday_of_one_division_moves_what_counts_it(program, tmp_path):
    folder = Folder(tmp_path / "scotland", make=False)
    folder.run("init", "--organisation", "Testshire", "--jurisdiction", "scotland")
    (tmp_path / "map.yaml").write_text(MAP)
    (tmp_path / "rows.csv").write_text(ROWS)
    folder.run("import", "csv", "--map", tmp_path / "map.yaml", tmp_path / "rows.csv")
    ireland = with_holiday(folder, "ireland", "northern-ireland")
    assert answer(folder, "import", ireland, "--dry-run")["moved"] == []
    own = answer(folder, "import", with_holiday(folder, "own", "scotland"))
    assert {entry["regime"] for entry in own["moved"]} == {"foisa", "sar"}


def test_calendars_are_listed_and_shown(folder):
    (only,) = answer(folder, "list")
    assert only["version"] == "2026-02-25" and "adopted" not in only
    answer(folder, "import", "--shipped")
    answer(folder, "import", with_holiday(folder))
    known = answer(folder, "list")
    assert [entry["version"] for entry in known] == ["2026-02-25", "2026-06-10"]
    assert known[0]["position"] < known[1]["position"]
    year = answer(folder, "show", "--year", "2026")
    assert any(holiday["day"] == "2026-06-17" for holiday in year)
    assert all(holiday["day"][:4] == "2026" for holiday in year)
    old = answer(folder, "show", "--year", "2026", "--name", "2026-02-25")
    assert len(old) == len(year) - 1
    text = folder.run("calendar", "show", "--year", "2026").stdout.decode()
    assert "Wednesday 17 June 2026" in text and "everywhere" in text


def test_what_gov_uk_publishes_is_adopted(folder):
    path = shared_file("bank-holidays.json")
    change = answer(folder, "import", path, "--name", "published")
    assert change["added"] == change["removed"] == change["moved"] == []
    assert change["calendar"]["digest"].startswith("befcb3100d9a")
    assert "position" in change, "it was not adopted before: the program's own was in force"
    # What it says nothing of is kept: when a holiday was announced.
    funeral = [holiday for holiday in answer(folder, "show", "--year", "2022")
               if holiday["day"] == "2022-09-19"]
    assert [holiday["announced"] for holiday in funeral] == ["2022-09-09"]


@pytest.mark.parametrize("change, reason", [
    (lambda text: text.replace("# source", "# origin"), "is missing"), (lambda text: text + "2026-13-01\tscotland\tX\n", "line"),
    (lambda text: text + "2030-01-01\tscotland\tX\n", "outside the years"),
    (lambda text: re.sub("^2028.*\n", "", text, flags=re.M), "2028 has 0 holidays"),
    (lambda text: text + "2026-12-25\tscotland\tX\n", "stands twice"),
    (lambda text: '{"scotland": ' + text, "no JSON")])
def test_a_file_that_is_no_calendar_changes_nothing(folder, change, reason):
    path = folder.path.parent / "bad.tsv"
    path.write_text(change(shipped(folder)))
    before = folder.events()
    run = folder.run("calendar", "import", path, code=1)
    assert reason in run.stderr.decode() and "nothing was changed" in run.stderr.decode()
    assert run.stdout == b"" and folder.events() == before


def test_two_calendars_do_not_share_a_name(folder):
    path = with_holiday(folder)
    answer(folder, "import", path)
    path.write_text(path.read_text().replace("A royal wedding", "A coronation"))
    before = folder.events()
    run = folder.run("calendar", "import", path, code=1)
    assert "There is another calendar 2026-06-10 already" in run.stderr.decode()
    assert folder.events() == before


def test_the_list_of_moved_dates_can_be_had_again(folder):
    path = with_holiday(folder)
    change = answer(folder, "import", path)
    later = folder.path.parent / "later.csv"
    later.write_text("No,Kind,State,Received,Closed\n7,F,open,2026-06-02,\n")
    folder.run("import", "csv", "--map", folder.path.parent / "map.yaml", later)
    # As the cases stood then.
    assert answer(folder, "moved") == change
    answer(folder, "import", "--shipped", "--name", "back")
    assert answer(folder, "moved", "2026-06-10") == change
    assert answer(folder, "moved", "back")["moved"][0]["after"] == change["moved"][0]["before"]
    run = folder.run("calendar", "moved", "no-such", code=1)
    assert "No calendar no-such was adopted" in run.stderr.decode()


def test_no_calendar_was_adopted_that_could_move_a_date(folder):
    run = folder.run("calendar", "moved", code=1)
    assert "No calendar was adopted yet" in run.stderr.decode()


def test_an_adoption_whose_list_cannot_be_printed_is_told(folder):
    path = with_holiday(folder)
    run = caseledger("calendar", "import", path, data=folder.path, code=1,
                     prefix=("sh", "-c", 'exec "$@" >/dev/full', "sh"))
    assert "The calendar is adopted;" in run.stderr.decode()
    assert len(answer(folder, "moved")["moved"]) == 3


def test_a_name_is_of_one_table_and_a_table_may_come_back(folder):
    path = with_holiday(folder, "2026-02-25")
    for words in (["--dry-run"], []):
        run = folder.run("calendar", "import", path, *words, code=1)
        assert "There is another calendar 2026-02-25 already" in run.stderr.decode()
    answer(folder, "import", "--shipped")
    answer(folder, "import", with_holiday(folder))
    assert "position" not in answer(folder, "import", "--shipped", "--dry-run")
    answer(folder, "import", "--shipped")
    assert [entry["version"] for entry in answer(folder, "list")] == [
        "2026-02-25", "2026-06-10", "2026-02-25"]


def test_names_that_were_asked_for_are_not_passed_over(folder):
    path = with_holiday(folder)
    answer(folder, "import", path)
    right = answer(folder, "import", path, "--name", "right", "--source", "The Gazette")
    assert right["calendar"]["source"] == "The Gazette" and "position" in right
    assert right["added"] == right["moved"] == []


def test_too_many_holidays_for_one_event_are_refused_dry_or_not(folder):
    lines = shipped(folder).splitlines()
    year = [line for line in lines if line.startswith("2027-")]
    more = [line.replace("2027-", f"{number}-", 1) for number in range(2029, 2100) for line in year]
    path = folder.path.parent / "long.tsv"
    path.write_text("\n".join(lines + more).replace("2012-2028", "2012-2099") + "\n")
    for words in (["--dry-run"], []):
        run = folder.run("calendar", "import", path, "--name", "long", *words, code=1)
        assert "more than one event can hold" in run.stderr.decode()


def test_a_large_file_is_not_read_whole(folder):
    path = folder.path.parent / "sparse.json"
    with open(path, "wb") as file:
        file.truncate(3 << 30)
    run = folder.run("calendar", "import", path, code=1)
    assert "it is over 1 MiB" in run.stderr.decode()


def test_known_at_is_what_an_officer_saw(folder):
    def due(*words, received="2026-06-01"):
        found = json.loads(caseledger("clock", "explain", "--regime", "foi", "--received", received,
                                      "--data", folder.path, "--json", *words).stdout)
        return found["due"]
    # A holiday that is withdrawn: 15 June 2026 in Scotland.
    text = "".join(line + "\n" for line in shipped(folder).splitlines()
                   if not line.startswith("2026-06-15"))
    path = folder.path.parent / "withdrawn.tsv"
    path.write_text(text)
    answer(folder, "import", path, "--name", "withdrawn")
    assert (due(), due("--known-at", "2026-06-10")) == ("2026-06-29", "2026-06-30")
    # The mistake is put right: it was announced when it was.
    answer(folder, "import", "--shipped")
    world_cup = [holiday for holiday in answer(folder, "show", "--year", "2026")
                 if holiday["day"] == "2026-06-15"]
    assert [holiday["announced"] for holiday in world_cup] == ["2026-02-25"]
    assert (due(), due("--known-at", "2026-06-10")) == ("2026-06-30", "2026-06-30")
    assert due("--known-at", "2026-02-20") == "2026-06-29"
