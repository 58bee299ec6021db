# SPDX-License-Identifier: Apache-2.0
"""A complaint in two stages, under the process that comes with the program, over HTTP."""

import json

import pytest

from program import ROOT, Folder, Up
from test_api import API
from test_story_foi import Officer, Story, colleague


@pytest.fixture(scope="module")
def up(program, tmp_path_factory):
    folder = Folder(tmp_path_factory.mktemp("complaint") / "data")
    folder.run("process", "publish", ROOT / "Sources/ProcessFiles/Processes/complaint.yaml")
    running = Up(folder)
    yield running
    running.stop()


def test_a_complaint_in_two_stages(up):
    api = API(up)
    story = Story(api, {"type": "complaint", "channel": "phone", "received": "2026-09-01",
                        "subject": "A lift", "message": "It stood for a week."})
    officer = Officer(api, api.token, story)
    reviewer = Officer(api, colleague(up, "Mererid Prys"), story)
    manager = Officer(api, colleague(up, "Wiktor Brzeziński"), story)
    assert story.due == "2026-09-08", "the acknowledgement comes first"

    officer.do("acknowledge", channel="email", day="2026-09-03")
    assert story.due == "2026-09-17", "stage 1 runs from the acknowledgement"
    officer.do("raise-point", text="It stood for a week.")
    officer.do("raise-point", text="Nobody rang back.")
    officer.do("save-draft", text="Dear Mr Lee, we are sorry.")
    officer.do("find-point", point=1, finding="upheld", reason="The log says so.")
    officer.do("find-point", point=2, finding="not-upheld", reason="We rang twice.")
    officer.do("offer-remedy", kind="apology", text="For the week.")
    refused = officer.do("request-sign-off", code=409, draft=1)
    assert refused["refusal"] == "process/fields-missing"
    officer.do("set-field", field="finding", value="upheld-in-part")
    officer.do("request-sign-off", draft=1)
    assert officer.do("sign-draft", code=409, draft=1)["refusal"] == "needs/another-person"
    manager.do("return-draft", draft=1, changes="Say when we rang.")
    officer.do("save-draft", text="Dear Mr Lee, we are sorry. We rang on 3 and 4 August.")
    officer.do("request-sign-off", draft=2)
    manager.do("sign-draft", draft=2)
    officer.do("send-reply", kind="final", channel="email", day="2026-09-20", draft=2)
    late = [step["what"] for step in story.replay()["steps"]]
    assert "Answer at stage 1: late" in late
    team = json.loads(up.folder.run("team", "list", "--json", code=None).stdout or b"[]")
    assert team == [] or officer.do("explain-lateness", clock="stage-1", reason="absence",
                                    team=team[0]["id"])

    # He is not content: somebody else answers.
    officer.do("escalate-complaint", day="2026-09-28", reason="Nobody rang.")
    officer.do("acknowledge", channel="email", day="2026-09-29")
    assert story.due == "2026-10-27"
    assert officer.do("send-reply", code=409, kind="final", channel="email", day="2026-10-20",
                      text="We looked again.")["refusal"] in ("needs/another-person", "needs/draft")
    reviewer.do("find-point", point=2, finding="upheld", reason="The number was wrong.")
    reviewer.do("offer-remedy", kind="payment", pence=5000, text="For the trouble.")
    reviewer.do("complete-remedy", remedy=2, day="2026-10-10")
    reviewer.do("record-learning", text="Numbers are read back.")
    reviewer.do("save-draft", text="Dear Mr Lee, you were right.")
    reviewer.do("request-sign-off", draft=3)
    manager.do("sign-draft", draft=3)
    reviewer.do("send-reply", kind="final", channel="email", day="2026-10-20", draft=3)
    reviewer.do("refer-ombudsman", day="2026-11-01", reference="LGO-1")
    reviewer.do("record-ombudsman-decision", finding="not-upheld", day="2026-11-20")
    reviewer.do("close", outcome="answered")
    told = [step["what"] for step in story.replay()["steps"]]
    assert "Complaint escalated" in told and "Answer at stage 2: in time" in told
    assert up.folder.run("verify", code=None).returncode == 0
