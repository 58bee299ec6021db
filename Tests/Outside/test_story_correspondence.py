# SPDX-License-Identifier: Apache-2.0
"""A letter from its receipt to its disposal, under the process that comes with the program, over
HTTP: two teams who each answer their part, a manager's signature, a reply that comes back.
Requirements G30, G37, G42 and G63; features 1 to 4, 22 to 25 and 38 to 41 of `anchors.md`."""

import datetime

import pytest

from casework import PROCESSES, Office


@pytest.fixture(scope="module")
def office(program, tmp_path_factory):
    office = Office(tmp_path_factory.mktemp("correspondence"))
    for team in ("Public liaison", "Housing", "Transport"):
        office.team(team)
    office.publish(PROCESSES / "correspondence.yaml")
    office.person("clerk", "Ceri Noakes", "clerk", team="Public liaison")
    office.person("officer", "Olwen Price", "officer", team="Public liaison")
    office.person("housing", "Hana Dube", "officer", team="Housing")
    office.person("transport", "Tom Okoro", "contributor", team="Transport")
    office.person("manager", "Mererid Prys", "manager")
    yield office
    office.stop()


def test_a_letter(office):
    case = office.open("clerk", type="enquiry", channel="letter", received="2026-10-05",
                       subject="A bus stop and a boiler", message="Neither works.",
                       correspondent={"name": "Nia Lee", "address": "1 Mafeking Road"})
    clerk, officer, manager = case.by("clerk"), case.by("officer"), case.by("manager")

    # Sorted, given to a team that does not want it, and to the one that does.
    clerk("categorise", categories=["transport", "housing"])
    clerk("allocate", team=office.teams["Housing"])
    case.do("housing", "reject", reason="Most of it is about buses.")
    clerk("allocate", team=office.teams["Public liaison"])
    officer("accept")
    officer("assign", officer=office.staff["officer"])
    manager("prioritise", priority="high", reason="There is a baby in the flat.")
    clerk("acknowledge", channel="letter", day="2026-10-06")

    # Two parts, which two teams answer; a call in between.
    officer("separate-part", question="When is the boiler mended?",
            team=office.teams["Housing"])
    officer("request-contribution", team=office.teams["Transport"], question="When is it mended?",
            due=str(datetime.date.today() + datetime.timedelta(7)))
    clerk("record-correspondence", direction="in", channel="phone", day="2026-10-09",
          message="She asks again.")
    officer("chase-contribution", contribution=1)
    case.do("transport", "answer-contribution", contribution=1, text="On Friday.")
    case.do("housing", "answer-part", part=1, text="A man comes on Monday.")
    officer("record-time", kind="drafting", minutes=25, day="2026-10-13")

    # Written, sent back, mended, signed.
    officer("set-field", field="topic", value="transport")
    officer("save-draft", text="Dear Ms Lee, on Friday.")
    officer("request-sign-off", draft=1)
    manager("return-draft", draft=1, changes="And the boiler?")
    officer("save-draft", text="Dear Ms Lee, on Friday, and on Monday.")
    officer("request-sign-off", draft=2)
    manager("sign-draft", draft=2)
    officer("send-reply", kind="final", channel="letter", day="2026-10-14", draft=2)
    assert (case.state, case.stage) == ("answered", "answered")

    # The letter comes back: it is not answered after all, until it is sent again.
    officer("record-delivery", reply=1, state="bounced")
    assert (case.state, case.stage) == ("open", "drafting")
    officer("send-reply", kind="final", channel="email", day="2026-10-19", draft=2)
    officer("close", outcome="answered", note="Both are mended.")
    assert "Closed: answered" in case.told
    officer("record-satisfaction", score="satisfied", channel="phone", day="2026-10-26",
            text="It was quick.")

    # She writes again; then it rests for three years.
    manager("reopen", reason="The boiler failed again.")
    officer("close", outcome="no-reply-needed")
    assert case.refused("manager", "dispose") == "retained", case.told
    office.after_years(4)
    manager("dispose")
    assert case.stage == "disposed"
    assert office.folder.run("verify", code=None).returncode == 0
