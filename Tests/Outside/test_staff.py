# SPDX-License-Identifier: Apache-2.0
"""Roles, teams, absence and deputies, and what they change of who may sign (requirements G37, G38;
feature 25 of `anchors.md`)."""

import datetime
import json

import pytest

from casework import Office
from program import Folder, caseledger
from test_api import new_case

TODAY = datetime.date.today()


def run(folder, *arguments, **options):
    return json.loads(folder.run(*arguments, "--json", **options).stdout)


@pytest.fixture(scope="module")
def office(program, tmp_path_factory):
    office = Office(tmp_path_factory.mktemp("staff"))
    yield office
    office.stop()


@pytest.fixture
def up(office):
    return office.up


PROCESS = """process: letters
title: Letters
type: enquiry
stages:
  - {name: open, label: Open, state: open}
  - {name: answered, label: Answered, state: answered}
  - {name: closed, label: Closed, state: closed}
  - {name: disposed, label: Disposed of, state: disposed}
moves:
  - {from: open, to: answered, on: case.replySent}
  - {from: answered, to: open, on: [case.deliveryRecorded, case.referredBack]}
  - {from: [open, answered], to: closed, on: [case.closed, case.withdrawn, case.transferred]}
  - {from: closed, to: open, on: case.reopened}
  - {from: closed, to: disposed, on: case.disposed}
rights:
  - {role: officer, may: [open, save-draft, request-sign-off, send-reply, record-delivery, close,
                          withdraw, transfer, refer-back, record-correspondence, assign]}
  - {role: director, may: [sign-draft, return-draft, bypass-sign-off]}
  - {role: manager, may: [sign-draft, reopen, dispose]}
tables:
  sign-off: {rows: [], otherwise: press}
sign-offs:
  - {name: press, model: {sequence: [{team: Press office}, {role: director}]}}
outcomes:
  - {name: answered, label: Answered, outcome: answered}
  - {name: withdrawn, label: Withdrawn, outcome: withdrawn}
  - {name: sent, label: Sent elsewhere, outcome: referred}
retention: {class: letters, years: 3, from: closing}
"""


def test_a_deputy_signs_while_the_director_is_away(office, tmp_path):
    office.team("Press office")
    (tmp_path / "letters.yaml").write_text(PROCESS)
    office.publish(tmp_path / "letters.yaml")
    office.person("officer", "Olwen Price", "officer")
    office.person("press", "Pia Ngata", "manager", team="Press office")
    office.person("director", "Dai Rhys", "director")
    office.person("deputy", "Uma Lall", "manager")
    director, deputy = office.staff["director"], office.staff["deputy"]
    # Roles count now: the administrator, who has none, opens nothing.
    assert office.api.post("/cases", new_case()).status_code == 403

    case = office.open("officer", **new_case())
    case.do("officer", "save-draft", text="Dear Ms Pike")
    case.do("officer", "request-sign-off", draft=1)
    assert case.refused("officer", "sign-draft", 403, draft=1) == "process/not-permitted"
    # First the press office, as a team; the director is not asked yet.
    for who in ("director", "deputy"):
        assert case.refused(who, "sign-draft", draft=1) == "needs/authority"
    case.do("press", "sign-draft", draft=1)
    assert case.refused("deputy", "sign-draft", draft=1) == "needs/authority"

    office.run("user", "deputy", deputy, "--for", director)
    # To be a deputy is nothing while the director is here.
    assert case.refused("deputy", "sign-draft", draft=1) == "needs/authority"
    office.run("user", "away", "--until", TODAY + datetime.timedelta(3), "--for", director)
    case.do("deputy", "sign-draft", draft=1)
    case.do("officer", "send-reply", kind="final", channel="email", day=str(TODAY), draft=1)
    signed = [json.loads(line)["data"] for line in office.folder.events()
              if json.loads(line)["type"].endswith("draftSignedOff")]
    assert [s.get("deputyOf") for s in signed] == [None, director]
    assert [s["signer"].split("/")[0] for s in signed] == ["team", "role"]

    # Back again, and the deputy is nobody's.
    office.run("user", "away", "--back", "--for", director)
    members = {m["id"]: m for m in office.run("user", "list")}
    assert members[deputy]["deputyFor"] == [director] and "awayUntil" not in members[director]
    assert members[office.staff["press"]]["team"] == "Press office"
    assert members[office.staff["officer"]]["roles"] == ["officer"]


def test_only_authority_lets_a_draft_go_unsigned(office):
    case = office.open("officer", **new_case())
    case.do("officer", "save-draft", text="Dear Mr Pike")
    case.do("officer", "request-sign-off", draft=1)
    assert case.refused("officer", "bypass-sign-off", 403, draft=1, reason="Late") \
        == "process/not-permitted"
    case.do("director", "bypass-sign-off", 422, draft=1, reason="")
    case.do("director", "bypass-sign-off", draft=1, reason="Late")


def test_nobody_has_a_case_who_has_no_role(office):
    office.person("passer-by", "Noor Haddad")
    case = office.open("officer", **new_case())
    answer = office.api.post(f"/cases/{case.reference}/assignment",
                             {"officer": office.staff["passer-by"]},
                             token=office.tokens["officer"], version=case.version)
    assert (answer.status_code, answer.json()["refusal"]) == (422, "staff/no-role"), answer.text


def test_until_a_role_is_given_everybody_has_all(program, tmp_path):
    folder = Folder(tmp_path / "d")
    first = run(folder, "user", "role", "manager")
    again = run(folder, "user", "role", "manager")
    assert (first["changed"], again["changed"]) == (True, False) and "position" not in again
    given = [json.loads(e)["data"] for e in folder.events() if "roleGiven" in e.decode()]
    assert given == [{"role": "manager", "first": True}]
    other = run(folder, "user", "add", "--name", "Ben Ito")["id"]
    run(folder, "user", "role", "clerk", "--for", other)
    run(folder, "user", "role", "clerk", "--take", "--for", other)
    given = [json.loads(e)["data"] for e in folder.events() if "roleGiven" in e.decode()]
    assert given[1:] == [{"role": "clerk"}]
    # The claim that says that roles count belongs to the event that made it.
    assert folder.run("verify", code=None).returncode == 0


@pytest.mark.parametrize("line, said", [
    (["role", "king"], b"There is no such role"),
    (["role", "clerk", "--take"], b"do not have this role"),
    (["away", "--back"], b"not away"),
    (["away", "--until", "2020-01-01"], b"before its first"),
    (["team", "Nowhere"], b"no team of that name"),
    (["team", "--none", "--for", "staff/0198c0de-0000-7000-8000-000000000000"], b"no member"),
])
def test_what_cannot_be_is_said_and_changes_nothing(up, line, said):
    before = len(up.folder.events())
    answer = up.folder.run("user", *line, code=1)
    assert said in answer.stderr and len(up.folder.events()) == before


def test_a_team_has_one_name(up):
    up.folder.run("team", "add", "Waste")
    assert b"already" in up.folder.run("team", "add", "Waste", code=1).stderr
    assert [t["name"] for t in run(up.folder, "team", "list")].count("Waste") == 1
    caseledger("team", "add", "Two\nlines", data=up.folder.path, code=2)


def test_templates_are_for_those_who_have_a_role(office):
    """Whoever has a role drafts; those who sign letters off approve and withdraw."""
    office.person("nobody", "Nan Lee")
    office.person("clerk", "Ceri Noakes", "clerk")
    body = {"name": "hours", "title": "Hours", "text": "From nine to five."}

    def post(who, path, sent):
        return office.api.post(path, sent, token=office.tokens[who]).status_code

    assert post("nobody", "/templates", body) == 403
    assert post("clerk", "/templates", body) == 200
    assert post("officer", "/templates/hours/approval", {}) == 403
    assert post("director", "/templates/hours/approval", {}) == 200
    assert post("clerk", "/templates/hours/withdrawal", {"reason": "x"}) == 403
