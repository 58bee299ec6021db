# SPDX-License-Identifier: Apache-2.0
"""What came in without a day happened on a day that nobody knows, and says so everywhere."""

import json
import re

import pytest
import requests

from program import Folder, Up, sign_in, wait_until
from tables import CASES, loader, row, table

UNKNOWN = "On a day not known"


@pytest.fixture(scope="module")
def moved(program, tmp_path_factory):
    """Running: case A closed on no day, case B opened on none, case C closed before it was
    opened."""
    tmp_path = tmp_path_factory.mktemp("moved")
    up = Up(Folder(tmp_path / "data"))
    load = loader(up.folder, tmp_path)
    taking = CASES.replace("opened: {", "opened: {empty: flag, ")
    load(table(row(Ref="A", Title="Bins", State="C"), row(Ref="B", Title="Noise", Opened=""),
               row(Ref="C", Title="Trees", State="C", Closed="01/03/2024")), taking)
    wait_until(lambda: len(listed(up.folder)) == 3, 10, "the queues")
    yield up
    up.stop()


def listed(folder):
    run = folder.run("query", "queues", "SELECT id, reference, opened FROM cases ORDER BY opened",
                     "--format", "json")
    return json.loads(run.stdout)


def case(up, subject):
    """The reference of the case of that subject."""
    for found in listed(up.folder):
        text = up.folder.run("replay", found["reference"]).stdout.decode()
        if subject in text:
            return found["reference"]
    raise AssertionError(subject)


def replay(up, subject, *options):
    reference = case(up, subject)
    told = json.loads(up.folder.run("replay", reference, *options, "--json").stdout)
    return told, " ".join(up.folder.run("replay", reference, *options).stdout.decode().split())


def test_a_replay_says_that_nobody_knows_the_day(moved):
    told, text = replay(moved, "Bins")
    assert [step["happened"] for step in told["steps"]] == ["2024-03-04", "2024-03-04", None]
    assert "happened on a day not known, recorded" in text
    told, text = replay(moved, "Noise")
    assert [step["happened"] for step in told["steps"]] == [None, None]
    assert told["case"]["received"] == {"value": "unknown", "words": UNKNOWN}
    assert f"Received {UNKNOWN}" in text


def test_as_of_leaves_it_out_until_it_came_in(moved):
    told, text = replay(moved, "Bins", "--as-of", "2024-12-31")
    assert told["case"]["stage"]["value"] == "open" and told["case"]["contradictions"]["value"] == "1"
    assert (told["notHappened"], told["notDated"], told["notRecorded"]) == (0, 1, 0)
    assert "1 event is left out: 1 of a day not known." in text
    told, _ = replay(moved, "Bins", "--as-of", "2099-12-31")
    assert told["case"]["stage"]["value"] == "closed" and told["notDated"] == 0
    told, text = replay(moved, "Noise", "--as-of", "2024-12-31")
    assert "case" not in told and told["notDated"] == 2
    assert "No opening is known by then." in text


def test_a_comparison_sets_them_apart(moved):
    reference = case(moved, "Bins")
    run = moved.folder.run("replay", reference, "--diff", "2024-12-31", "2099-12-31", "--json")
    told = json.loads(run.stdout)
    assert told["steps"] == [] and told["changes"] == []
    assert [step["kind"] for step in told["undated"]] == ["closed"]
    text = moved.folder.run("replay", reference, "--diff", "2024-12-31", "2099-12-31").stdout
    assert "1 event of a day not known came in between." in text.decode()
    run = moved.folder.run("replay", reference, "--diff", "2024-12-31", "2099-12-31", "--by",
                           "recorded", "--json")
    told = json.loads(run.stdout)
    assert told["undated"] == [] and len(told["steps"]) == 3, "they were recorded in between"


def test_a_comparison_says_what_it_leaves_out(moved):
    told, text = replay(moved, "Bins", "--diff", "2024-01-01", "2024-12-31")
    assert (told["notHappened"], told["notDated"], told["notRecorded"]) == (0, 1, 0)
    assert "1 event is left out: 1 of a day not known." in text
    told, text = replay(moved, "Bins", "--diff", "2024-01-01", "2099-12-31")
    assert told["notDated"] == 0 and "left out" not in text
    changes = {change["field"]: change["to"]["value"] for change in told["changes"]}
    assert changes["stage"] == "open" and "outcome" not in changes


def test_what_was_closed_before_it_was_opened_is_no_case_before(moved):
    told, text = replay(moved, "Trees", "--as-of", "2024-03-02")
    assert "case" not in told and [s["kind"] for s in told["steps"]] == ["closed"]
    assert "There was no case yet." in text and "Stage" not in text
    told, _ = replay(moved, "Trees", "--as-of", "2024-03-04")
    assert [step["kind"] for step in told["steps"]] == ["opened", "flag", "closed"]
    assert told["case"]["contradictions"]["value"] == "1"


def test_the_queues_do_not_take_the_day_of_the_import(moved):
    rows = listed(moved.folder)
    assert [row["opened"] for row in rows] == [None, "2024-03-04", "2024-03-04"]
    session = sign_in(moved.link)
    page = session.get(f"{moved.address}/queue?state=all&sort=opened-desc", timeout=10).text
    assert page.count("Day not known") == 1
    assert page.count("Not known") == 2, "neither its age nor its last activity"
    assert page.index("Day not known") > page.rindex("4 Mar 2024"), "it stands last"
    page = session.get(f"{moved.address}/queue?state=all&sort=opened-asc", timeout=10).text
    assert page.index("Day not known") < page.index("4 Mar 2024"), "it stands first"
    for order in ("activity-asc", "activity-desc"):
        page = session.get(f"{moved.address}/queue?state=all&sort={order}", timeout=10).text
        cells = re.findall(r'data-label="Last activity">(.*?)</td>', page)
        assert [cell == "Not known" for cell in cells] == [False, False, True], order


def test_pages_say_that_nobody_knows_the_day(moved):
    session = sign_in(moved.new_link())
    address = f"{moved.address}/cases/{case(moved, 'Noise')}"
    page = session.get(address, timeout=10).text
    assert f"<h3 class=\"day\">{UNKNOWN}</h3>" in page
    assert page.split("<dt>Received</dt>")[1].split("</dd>")[0].count(UNKNOWN) == 1
    assert "Happened on a day not known" in page and "<dt>Opened</dt>" not in page
    history = session.get(address + "/history", timeout=10).text
    assert "Happened on a day not known" in history
    assert "Not on the line “As it happened”: 2 events of a day not known." in history
    assert 'cy="36"' not in history and 'cy="106"' in history
    before = session.get(address + "/history?as-of=2024-12-31", timeout=10).text
    assert "No opening is known by then." in before and "2 of a day not known" in before
    address = f"{moved.address}/cases/{case(moved, 'Bins')}/history"
    between = session.get(address + "/compare?from=2024-01-01&to=2099-12-31", timeout=10).text
    made, apart = between.split("Came in between, of a day not known")
    assert "Closed:" in apart and "Closed:" not in made
    before = session.get(address + "/compare?from=2024-01-01&to=2024-12-31", timeout=10).text
    assert "1 of a day not known" in before and "Came in between" not in before


def test_a_closing_known_by_its_day_shows_no_hour(moved):
    session = sign_in(moved.new_link())
    page = session.get(f"{moved.address}/cases/{case(moved, 'Trees')}", timeout=10).text
    closed = page.split("<dt>Closed</dt>")[1].split("</dd>")[0]
    assert "1 Mar 2024" in closed and "00:00" not in closed and "ago" in closed
    assert "closed on 1 March 2024." in page


def test_the_api_has_null_for_it(moved):
    headers = {"Authorization": f"Bearer {moved.folder.token()}"}
    address = f"{moved.address}/api/v1/cases/{case(moved, 'Noise')}"
    answer = requests.get(address, headers=headers, timeout=10).json()
    assert answer["opened"] is None and answer["history"][0]["happened"] is None
    answer = requests.get(address + "/history", headers=headers, timeout=10).json()
    assert [step["happened"] for step in answer["steps"]] == [None, None]
