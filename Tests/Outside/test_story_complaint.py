# SPDX-License-Identifier: Apache-2.0
"""A complaint in two stages, to the ombudsman and to its disposal, under the process that comes
with the program, over HTTP. Requirements G33 and G37; feature 5 of `anchors.md`."""

import pytest

from casework import PROCESSES, Office


@pytest.fixture(scope="module")
def office(program, tmp_path_factory):
    office = Office(tmp_path_factory.mktemp("complaint"))
    office.team("Stations")
    office.publish(PROCESSES / "complaint.yaml")
    office.person("clerk", "Ceri Noakes", "clerk")
    office.person("officer", "Olwen Price", "officer", team="Stations")
    office.person("manager", "Wiktor Brzeziński", "manager")
    office.person("reviewer", "Mererid Prys", "reviewer")
    office.person("head", "Hana Dube", "manager")
    yield office
    office.stop()


def test_a_complaint_in_two_stages(office):
    case = office.open("clerk", type="complaint", channel="phone", received="2026-09-01",
                       subject="A lift", message="It stood for a week.")
    assert case.due == "2026-09-08", "the acknowledgement comes first"
    officer, reviewer, manager = case.by("officer"), case.by("reviewer"), case.by("manager")

    case.do("clerk", "acknowledge", channel="email", day="2026-09-03")
    assert case.due == "2026-09-17", "stage 1 runs from the acknowledgement"
    case.do("clerk", "allocate", team=office.teams["Stations"])
    officer("accept")
    officer("raise-point", text="It stood for a week.")
    officer("raise-point", text="Nobody rang back.")
    officer("save-draft", text="Dear Mr Lee, we are sorry.")
    officer("find-point", point=1, finding="upheld", reason="The log says so.")
    officer("find-point", point=2, finding="not-upheld", reason="We rang twice.")
    officer("offer-remedy", kind="apology", text="For the week.")
    assert case.refused("officer", "request-sign-off", draft=1) == "process/fields-missing"
    officer("set-field", field="finding", value="upheld-in-part")
    officer("request-sign-off", draft=1)
    assert case.refused("officer", "sign-draft", 403, draft=1) == "process/not-permitted"
    manager("return-draft", draft=1, changes="Say when we rang.")
    officer("save-draft", text="Dear Mr Lee, we are sorry. We rang on 3 and 4 August.")
    officer("request-sign-off", draft=2)
    manager("sign-draft", draft=2)
    officer("send-reply", kind="final", channel="email", day="2026-09-20", draft=2)
    assert "Answer at stage 1: late" in case.told
    officer("explain-lateness", clock="stage-1", reason="absence", team=office.teams["Stations"])

    # He is not content: somebody else answers.
    officer("escalate-complaint", day="2026-09-28", reason="Nobody rang.")
    officer("acknowledge", channel="email", day="2026-09-29")
    assert case.due == "2026-10-27"
    reviewer("find-point", point=2, finding="upheld", reason="The number was wrong.")
    reviewer("offer-remedy", kind="payment", pence=5000, text="For the trouble.")
    reviewer("complete-remedy", remedy=2, day="2026-10-10")
    reviewer("record-learning", text="Numbers are read back.")
    reviewer("save-draft", text="Dear Mr Lee, you were right.")
    reviewer("request-sign-off", draft=3)
    # Whoever signed at stage 1 does not sign at stage 2.
    assert case.refused("manager", "sign-draft", draft=3) == "needs/another-person"
    case.do("head", "sign-draft", draft=3)
    assert case.refused("officer", "send-reply", kind="final", channel="email", day="2026-10-20",
                        draft=3) == "needs/another-person"
    reviewer("send-reply", kind="final", channel="email", day="2026-10-20", draft=3)
    reviewer("refer-ombudsman", day="2026-11-01", reference="LGO-1")
    reviewer("record-ombudsman-decision", finding="not-upheld", day="2026-11-20")
    officer("close", outcome="answered")
    assert "Complaint escalated" in case.told and "Answer at stage 2: in time" in case.told

    # A complaint is kept for six years.
    office.after_years(4)
    assert case.refused("manager", "dispose") == "retained"
    office.after_years(7)
    manager("dispose")
    assert case.stage == "disposed"
    assert office.folder.run("verify", code=None).returncode == 0
