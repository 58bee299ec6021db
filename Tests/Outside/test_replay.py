# SPDX-License-Identifier: Apache-2.0
"""A case as it stood and as it was known: at the command line and by the API."""

import json
import os
import re
import subprocess
import unicodedata

import pytest
import requests

from program import PROGRAM, ROOT, caseledger
from tables import loader, row, table
from story import story, up  # noqa: F401

# The command line.

def test_the_whole_history_is_told(story):
    text = story.replay().stdout.decode()
    for words in ("Bins in Mafeking Road", "1.   Email received, case opened",
                  "recorded by Administrator", "happened 2 Mar 2026", "│ Rang the depot.",
                  "* Items received: 1 → 2", "* Stage: Open → Closed", "Correspondent   Nia Prydderch",
                  "5 events, in the order in which they were recorded."):
        assert words in text, f"{words!r} is not in\n{text}"


def test_the_two_times_leave_out_what_they_should(story):
    before = story.recorded(3)
    assert story.versions() == [1, 2, 3, 4, 5]
    assert story.versions("--as-of", "2026-03-05") == [1, 2, 4]
    assert story.versions("--as-of", "4 March 2026") == [1, 2]
    assert story.versions("--as-of", "2026-03-05T00:00:00Z") == [1, 2, 4]
    assert story.versions("--as-of", "2026-03-04 23:58") == [1, 2]
    assert story.versions("--known-at", before) == [1, 2, 3]
    assert story.versions("--as-of", "2026-03-05", "--known-at", before) == [1, 2]
    assert story.versions("--known-at", "2026-03-05") == []
    known = story.json("--known-at", before)
    assert known["case"]["stage"] == {"value": "open", "words": "Open"}
    assert known["case"]["itemsIn"]["value"] == "1" and known["notRecorded"] == 2
    assert "There was no case yet." in story.replay("--as-of", "2026-03-01").stdout.decode()


def test_a_difference_names_what_was_late(story):
    learned = story.json("--diff", story.recorded(3), story.recorded(4), "--by", "recorded")
    assert [(s["version"], s["late"]) for s in learned["steps"]] == [(4, True)]
    assert learned["changes"] == [{"field": "itemsIn", "from": {"value": "1", "words": "1"},
                                   "to": {"value": "2", "words": "2"}}]
    text = story.replay("--diff", "2026-03-03", "2026-03-05").stdout.decode()
    assert "Items received  1 → 2" in text and "1 event between the two." in text
    assert "not known by the end of 5" in " ".join(text.split())
    held = story.json("--diff", "2026-03-03", "2026-03-05", "--known-at", story.recorded(3))
    assert held["steps"] == [] and held["changes"] == []
    assert "Nothing differs" in story.replay("--diff", "2026-03-09", "2026-03-09").stdout.decode()


@pytest.mark.parametrize("options,code,words", [
    (["--as-of", "yesterday"], 2, "--as-of is no time. Give a day (2026-03-03"),
    (["--known-at", "2026-02-30"], 2, "--known-at is no time"),
    (["--diff", "2026-03-03"], 2, "--diff takes two times"),
    (["--diff", "2026-03-03", "soon"], 2, "--diff is no time"),
    (["--diff", "2026-03-05", "2026-03-03"], 2, "Swap them"),
    (["--by", "recorded"], 2, "--by goes with --diff"),
    (["--diff", "2026-03-03", "2026-03-05", "--as-of", "2026-03-03"], 2, "say --by recorded"),
    (["--diff", "2026-03-03", "2026-03-05", "--by", "chance"], 2, "happened"),
], ids=lambda value: " ".join(value) if isinstance(value, list) else "")
def test_a_wrong_option_says_what_is_taken(story, options, code, words):
    run = story.replay(*options, code=code)
    assert words in run.stderr.decode() and not run.stdout


def test_an_unknown_case_is_refused(up):
    for reference in ("ENQ-2026-999999", "x", "a" * 600, "../x", "É"):
        run = up.folder.run("replay", reference, code=1)
        assert "There is no case" in run.stderr.decode() and not run.stdout
    run = up.folder.run("replay", "", code=2)
    assert "The reference is empty: which case?" in run.stderr.decode() and not run.stdout


def test_a_reference_in_small_letters_is_found(story):
    assert story.up.folder.run("replay", story.reference.lower()).stdout == story.replay().stdout


@pytest.mark.parametrize("width", [40, 72, 200])
def test_lines_fit_the_terminal(story, width):
    run = subprocess.run(
        [PROGRAM, "replay", story.reference, "--data", story.up.folder.path],
        env=os.environ | {"COLUMNS": str(width)}, capture_output=True, text=True, check=True)
    assert max(map(len, run.stdout.splitlines())) <= width


def test_wide_letters_fit_the_terminal(own_up):
    wide = "道路の街灯が三週間前から消えています。" * 2
    token = {"Authorization": f"Bearer {own_up.folder.token()}", "Idempotency-Key": "wide-letters"}
    answer = requests.post(own_up.address + "/api/v1/cases", headers=token, timeout=10, json={
        "type": "enquiry", "channel": "email", "received": "2026-03-02",
        "subject": " ".join(wide), "message": " ".join(wide)})
    run = subprocess.run(
        [PROGRAM, "replay", answer.json()["reference"], "--data", own_up.folder.path],
        env=os.environ | {"COLUMNS": "40"}, capture_output=True, text=True, check=True)
    columns = [sum(1 + (unicodedata.east_asian_width(c) in "WF") for c in line)
               for line in run.stdout.splitlines()]
    assert 36 < max(columns) <= 40


def test_a_terminal_is_not_commanded(up):
    text = up.folder.run("replay", up.imported, "--as-of", "2026-01-02").stdout.decode()
    assert "red \\u{9B}31m text" in text and "\x9b" not in text


def test_what_turns_the_direction_of_a_text_is_shown(folder, tmp_path):
    loader(folder, tmp_path)(table(row(Title="paid \u202eton\u202c \u2066x\u2069 \x1b[2J", Name="")))
    reference = next(event["reference"] for event in map(json.loads, folder.events())
                     if event["type"] == "case.opened")
    text = folder.run("replay", reference).stdout.decode()
    assert r"paid \u{202E}ton\u{202C} \u{2066}x\u{2069} ␛[2J" in text
    assert not set(text) & set("\u202e\u202c\u2066\u2069\x1b")


def test_the_lines_of_a_text_stay_lines(folder, tmp_path):
    loader(folder, tmp_path)(table(row(Title="Dear Sir\r\n\r\nThe bins\nagain", Name="")))
    reference = next(event["reference"] for event in map(json.loads, folder.events())
                     if event["type"] == "case.opened")
    lines = [line.strip() for line in folder.run("replay", reference).stdout.decode().splitlines()]
    assert "The bins" in lines and "again" in lines and not any("␍" in line for line in lines)


def test_without_the_wrapping_key_names_and_texts_stay_sealed(story, tmp_path):
    copy = tmp_path / "data"
    subprocess.run(["cp", "-r", story.up.folder.path, copy], check=True)
    (copy / "keys/wrapping.key").unlink()
    run = caseledger("replay", story.reference, data=copy)
    text = run.stdout.decode()
    assert "Names and texts are not opened" in run.stderr.decode()
    assert text.count("[sealed]") >= 5 and "Email received, case opened" in text
    for words in ("Nia", "Administrator", "Mafeking", "depot"):
        assert words not in text


def test_the_json_has_the_members_that_are_documented(story):
    text = (ROOT / "docs/reference/api.md").read_text()
    section = text.split("### GET /api/v1/cases/REFERENCE/history\n")[1].split("### GET /health")[0]
    documented = set(re.findall(r"`(\w+)`", section))
    found = set()

    def gather(value):
        if isinstance(value, dict):
            found.update(value)
            for member in value.values():
                gather(member)
        elif isinstance(value, list):
            for member in value:
                gather(member)
    gather(story.json())
    gather(story.json("--as-of", "2026-03-05", "--known-at", "2099-01-01"))
    gather(story.json("--diff", "2026-03-03", "2026-03-05", "--known-at", "2099-01-01"))
    assert found <= documented, found - documented


# The API.

def test_the_api_answers_as_the_command_line_does(story):
    time_ = story.recorded(3)
    answer = story.get(**{"as-of": "2026-03-05", "known-at": time_})
    assert answer.status_code == 200 and answer.headers["ETag"] == '"5"'
    assert answer.json() == story.json("--as-of", "2026-03-05", "--known-at", time_)
    assert story.get().json() == story.json()
    found = story.get("/diff", **{"from": "2026-03-03", "to": "2026-03-05"})
    assert found.json() == story.json("--diff", "2026-03-03", "2026-03-05")
    found = story.get("/diff", **{"from": "2026-03-03", "to": time_, "by": "recorded",
                                  "as-of": "2026-03-05"})
    assert found.json() == story.json("--diff", "2026-03-03", time_, "--by", "recorded",
                                      "--as-of", "2026-03-05")


@pytest.mark.parametrize("path,query,words", [
    ("", {"asof": "2026-03-03"}, "`as-of`, `known-at`, and no other"),
    ("", {"as-of": ["2026-03-03", "2026-03-05"]}, "one each of"),
    ("", {"as-of": ""}, "`as-of`"), ("", {"known-at": ""}, "`known-at`"),
    ("", {"as-of": "yesterday"}, "`as-of`"), ("", {"known-at": "2026-02-30"}, "`known-at`"),
    ("/diff", {"from": "2026-03-03"}, "Both"), ("/diff", {"from": "x", "to": "y"}, "`from`"),
    ("/diff", {"from": "2026-03-05", "to": "2026-03-03"}, "Swap"),
    ("/diff", {"from": "2026-03-03", "to": "2026-03-05", "by": "chance"}, "`by`"),
    ("/diff", {"from": "2026-03-03", "to": "2026-03-05", "as-of": "2026-03-05"}, "`as-of`"),
], ids=str)
def test_a_wrong_parameter_is_a_problem(story, path, query, words):
    answer = story.get(path, **query)
    assert answer.status_code == 422 and words in answer.json()["detail"]
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert "yesterday" not in answer.text


def test_history_needs_sign_in_and_a_case(story):
    for path in ("/history", "/history/diff"):
        address = f"{story.base}/cases/{story.reference}{path}"
        assert requests.get(address, timeout=10).status_code == 401
        for reference in ("NONE-2026-000001", "a" * 600, "%00"):
            answer = requests.get(f"{story.base}/cases/{reference}{path}", headers=story.token,
                                  timeout=10)
            assert answer.status_code == 404
    for path in ("", "/compare"):
        answer = requests.get(story.page(path), allow_redirects=False, timeout=10)
        assert answer.status_code == 303 and answer.headers["Location"] == "/sign-in"
