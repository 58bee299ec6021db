# SPDX-License-Identifier: Apache-2.0
"""Statutory dates from outside: tables of cases, another reckoning, faults, what was known when.

The histories are of `reckoning.py`, which works the dates out by other means.
"""

import csv
import datetime
import io
import json
import random

import pytest

import reckoning
from program import LONG, caseledger, shared_file
from reckoning import COLUMNS, REGIMES, Reckoning, row


def printed(run):
    return list(csv.DictReader(io.StringIO(run.stdout.decode(), newline="")))


def computed(folder, rows, *options, code=0):
    """The program's answers to a table, row by row, as the column `computed`."""
    path = folder / "cases.csv"
    with open(path, "w", newline="") as file:
        writer = csv.DictWriter(file, [name for name in COLUMNS if name in rows[0]])
        writer.writeheader()
        writer.writerows(rows)
    answers = printed(caseledger("clock", "--cases", path, *options, code=code))
    assert [answer["id"] for answer in answers] == [row["id"] for row in rows]
    return [answer["computed"] for answer in answers]


def explain(regime, received, *events, **options):
    words = [f"--event={event}" for event in events]
    words += [f"--{name.replace('_', '-')}={value}" for name, value in options.items()]
    return json.loads(caseledger(
        "clock", "explain", "--regime", regime, "--received", received, *words, "--json").stdout)


# Tables.

def test_the_worked_cases_are_right():
    path = shared_file("clock-cases.csv")
    answers = printed(caseledger("clock", "--cases", path))
    assert len(answers) == 59
    assert [answer for answer in answers if answer["due"] != answer["computed"]] == []


# Which column of the oracle answers which regime. Its ten days are of the whole United Kingdom,
# which no regime has.
ORACLE = {"plus20_working_days_foia_uk": ["foi", "foi-review", "eir"],
          "plus40_working_days_uk": ["eir-review"],
          "plus20_working_days_foisa_scotland": ["foisa", "foisa-review", "eir-scotland"]}


def test_the_table_of_deadlines_is_right(tmp_path):
    with open(shared_file("working-days/foi-deadline-oracle.csv"), newline="") as file:
        days = list(csv.DictReader(file))
    rows = [{"id": f"{day['date_received']} {regime}", "regime": regime,
             "received": day["date_received"], "due": day[column]}
            for day in days for column, regimes in ORACLE.items() for regime in regimes]
    assert len(rows) > 10_000
    computed(tmp_path, rows)


def facts(case):
    return [tuple(event.split("@")) for event in case["events"].split(";") if event]


@pytest.mark.parametrize("seed", [1, 2])
def test_another_reckoning_comes_to_the_same_dates(seed, tmp_path):
    other = Reckoning(shared_file("bank-holidays.json"))
    chance = random.Random(seed)
    count = 2_500 if LONG else 75
    rows = [row(chance, f"{regime}-{number}", regime)
            for regime in REGIMES for number in range(count)]
    for case in rows:
        case["due"] = other.due(
            case["regime"], case["jurisdiction"], case["received"], facts(case))
    assert computed(tmp_path, rows) == [case["due"] for case in rows]
    assert sum(case["due"] == "" for case in rows) > 20, "some are on hold"
    assert sum(bool(case["events"]) for case in rows) > len(rows) / 3, "much happens"


def test_the_histories_hold_what_moves_a_date():
    """Without each kind of event, some date is another: so none is there for nothing."""
    other = Reckoning(shared_file("bank-holidays.json"))
    chance = random.Random(3)
    rows = [row(chance, number, regime) for regime in REGIMES for number in range(150)]
    moved = set()
    for case in rows:
        where = case["regime"], case["jurisdiction"], case["received"]
        for kind, _ in facts(case):
            left = [fact for fact in facts(case) if fact[0] != kind]
            if other.due(*where, left) != other.due(*where, facts(case)):
                moved.add(kind)
    assert moved == {"clarification-requested", "clarification-received", "fees-notice",
                     "fee-charged", "fee-paid", "pit-extension", "extension", "id-requested",
                     "id-received", "acknowledged", "deferred-until"}


def test_working_days_are_right_after_every_day_of_the_table(tmp_path):
    """Three of them after each day of its years, in each division."""
    other = Reckoning(shared_file("bank-holidays.json"))
    first = datetime.date(2012, 1, 1)
    days = [first + datetime.timedelta(number)
            for number in range((datetime.date(2028, 12, 20) - first).days)]
    rows = [{"id": f"{day} {division}", "regime": "svc-email", "jurisdiction": division,
             "received": day.isoformat(), "due": other.after(division, day, 3).isoformat()}
            for day in days for division in reckoning.DIVISIONS]
    computed(tmp_path, rows)


def test_what_comes_later_is_never_due_earlier(tmp_path):
    first = datetime.date(2026, 6, 19)
    days = [(first + datetime.timedelta(number)).isoformat() for number in range(400)]
    for regime in REGIMES:
        rows = [{"id": day, "regime": regime, "received": f"{day}T12:00:00Z",
                 "events": f"acknowledged@{day}T13:00:00Z"} for day in days]
        # In summer and winter alike, the instants compare as their texts do within a day.
        dates = [answer[:10] for answer in computed(tmp_path, rows)]
        assert dates == sorted(dates) and all(dates), regime


# What was known when.

@pytest.mark.parametrize("regime, jurisdiction, received, before, after, due, later", [
    # The funeral of 19 September 2022, announced on the 9th.
    ("foi", "england-and-wales", "2022-09-01", "2022-09-08", "2022-09-09",
     "2022-09-29", "2022-09-30"),
    # The coronation of 8 May 2023, announced on 8 November 2022.
    ("foi", "england-and-wales", "2023-05-02", "2022-11-07", "2022-11-08",
     "2023-05-31", "2023-06-01"),
    # Scotland's day of 15 June 2026, announced on 25 February: it counts out in England too.
    ("foi", "england-and-wales", "2026-06-01", "2026-02-24", "2026-02-25",
     "2026-06-29", "2026-06-30"),
    ("foisa", "scotland", "2026-06-01", "2026-02-24", "2026-02-25", "2026-06-29", "2026-06-30"),
    ("svc-email", "scotland", "2026-06-10", "2026-02-24", "2026-02-25", "2026-06-15", "2026-06-16"),
    ("svc-email", "england-and-wales", "2026-06-10", "2026-02-24", "2026-02-25",
     "2026-06-15", "2026-06-15"),
])
def test_a_holiday_counts_from_its_announcement_on(
        regime, jurisdiction, received, before, after, due, later, tmp_path):
    rows = [{"id": "1", "regime": regime, "jurisdiction": jurisdiction, "received": received}]
    assert computed(tmp_path, rows, "--known-at", before) == [due]
    assert computed(tmp_path, rows, "--known-at", after) == [later]
    assert computed(tmp_path, rows) == [later]
    known = explain(regime, received, jurisdiction=jurisdiction, known_at=before)
    assert known["due"] == due and before in known["calendar"], "the answer names what was known"


# How a clock stands.

FOI = ("foi", "2026-03-03")  # Due on 1 April: 17 March counts out. 3 and 6 April are holidays.
STATES = [
    (FOI, [], "2026-03-03", "running", "2026-04-01", 0, 20),
    (FOI, [], "2026-03-10", "running", "2026-04-01", 5, 15),
    (FOI, [], "2026-04-01", "running", "2026-04-01", 20, 0),
    (FOI, [], "2026-04-07", "late", "2026-04-01", 20, 0),
    (FOI, ["clarification-requested@2026-03-10"], "2026-03-09", "running", "2026-04-01", 4, 16),
    (FOI, ["clarification-requested@2026-03-10"], "2026-03-12", "on hold", None, 4, None),
    (FOI, ["fees-notice@2026-03-10"], "2026-06-09", "on hold", None, 4, None),
    (FOI, ["fees-notice@2026-03-10"], "2026-06-10", "lapsed", None, 4, None),
    (FOI, ["answered@2026-04-01T23:59:59+01:00"], "2026-04-20", "met", "2026-04-01", 20, 0),
    (FOI, ["answered@2026-04-02T00:00:00+01:00"], "2026-04-20", "late", "2026-04-01", 20, 0),
    (FOI, ["answered@2026-03-12"], "2026-03-11", "running", "2026-04-01", 6, 14),
    (("complaint-stage1", "2026-04-21"), [], "2026-05-30", "not begun", None, 0, None),
    (("dp-complaint", "2026-06-18"), [], "2026-07-30", "not in force", None, None, None),
    (("svc-p1", "2026-03-29T00:30:00Z"), [], "2026-03-29T02:30:00Z", "running",
     "2026-03-29T03:30:00+01:00", 7200, 0),
    (("svc-p1", "2026-03-29T00:30:00Z"), [], "2026-03-29T02:30:01Z", "late",
     "2026-03-29T03:30:00+01:00", 7200, 0),
]


@pytest.mark.parametrize("case, events, moment, state, due, used, left", STATES)
def test_a_clock_stands_as_it_stood(case, events, moment, state, due, used, left):
    answer = explain(*case, *events, as_of=moment)
    assert (answer["state"], answer.get("due")) == (state, due)
    assert (answer.get("used"), answer.get("left")) == (used, left)


def test_lateness_is_counted_in_working_days():
    assert "late by 2 working days" in explain(*FOI, as_of="2026-04-07")["sentence"]
    late = explain(*FOI, "answered@2026-04-02")
    assert "answered late, by 1 working day)" in late["sentence"]


@pytest.mark.parametrize("regime, event", [
    ("foi", "clarification-requested"), ("foi", "fees-notice"), ("sar", "id-requested"),
    ("sar", "clarification-requested")])
def test_an_answer_while_no_limit_runs_is_not_late(regime, event):
    answer = explain(regime, "2026-03-03", f"{event}@2026-03-10", "answered@2026-05-01")
    assert answer["state"] == "met"


def test_facts_of_one_day_keep_their_order_where_one_has_no_hour():
    answer = explain("foi", "2026-03-03", "clarification-requested@2026-03-10T15:00:00Z",
                     "clarification-received@2026-03-10")
    assert answer["due"] == "2026-04-10"


def test_a_holiday_that_ends_a_period_is_named_on_its_day():
    report = caseledger("clock", "explain", "--regime", "sar", "--received", "2024-11-25").stdout
    assert "Wednesday 25 December 2024: Christmas Day" in report.decode()
    assert "Thursday 26 December 2024: Boxing Day" in report.decode()


def test_the_working_adds_up_to_the_date():
    chance = random.Random(4)
    for regime in REGIMES:
        if regime in reckoning.HOURS:
            continue
        case = row(chance, 1, regime)
        answer = explain(regime, case["received"], *filter(None, case["events"].split(";")),
                         jurisdiction=case["jurisdiction"])
        days = [datetime.date.fromisoformat(day["day"]) for day in answer["days"]]
        assert all(next - day == datetime.timedelta(1) for day, next in zip(days, days[1:]))
        numbers = [day["number"] for day in answer["days"] if day["mark"] == "counted"]
        assert numbers == list(range(1, len(numbers) + 1))
        assert len(answer["events"]) == case["events"].count("@")
        if "due" in answer and regime != "gla-md-publication":
            assert answer["days"][-1]["day"] == answer["due"]


def test_a_day_beyond_the_table_is_provisional():
    assert not explain("foi", "2028-11-20")["provisional"]
    assert explain("foi", "2028-12-20")["provisional"]
    report = caseledger("clock", "explain", "--regime", "foi", "--received", "2028-12-20").stdout
    assert "Provisional: the bank holidays of that year are not published" in " ".join(
        report.decode().split())
