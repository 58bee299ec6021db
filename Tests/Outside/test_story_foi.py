# SPDX-License-Identifier: Apache-2.0
"""A request for information from its receipt to the regulator, as an officer lives it over HTTP.

Issue 6, Shown by: clarification, fee, extension, exemption, sign-off with a return, late, review,
regulator. Read it from the top: each line is one thing that somebody did.
"""

import json

import pytest

from program import Folder, Up, caseledger
from test_api import API


class Officer:
    """Somebody who works on one case."""

    def __init__(self, api, token, story):
        self.api, self.token, self.story = api, token, story

    def do(self, command, code=200, **fields):
        answer = self.api.post(f"/cases/{self.story.reference}/commands/{command}", fields,
                               token=self.token, version=self.story.version)
        assert answer.status_code == code, f"{command}: {answer.text}"
        if code == 200:
            self.story.version = answer.json()["version"]
        return answer.json()


class Story:
    def __init__(self, api, body):
        self.api = api
        opened = api.post("/cases", body)
        assert opened.status_code == 201, opened.text
        self.reference, self.version = opened.json()["reference"], opened.json()["version"]

    def replay(self, *options):
        run = caseledger("replay", self.reference, "--json", *options, data=self.api.up.folder.path)
        return json.loads(run.stdout)

    @property
    def due(self):
        return self.replay()["case"].get("due", {}).get("value")


@pytest.fixture(scope="module")
def up(program, tmp_path_factory):
    folder = Folder(tmp_path_factory.mktemp("foi") / "data")
    running = Up(folder)
    yield running
    running.stop()


def colleague(up, name):
    """A token of somebody new."""
    folder = up.folder
    member = json.loads(folder.run("user", "add", "--name", name, "--json").stdout)["id"]
    return json.loads(folder.run("user", "token", "--for", member, "--json").stdout)["token"]


def test_a_request_for_information(up):
    api = API(up)
    story = Story(api, {"type": "foi", "channel": "email", "received": "2026-03-02",
                        "subject": "Advice on the lifts", "message": "All advice since 2024."})
    assert story.due == "2026-03-31"
    officer = Officer(api, api.token, story)
    manager = Officer(api, colleague(up, "Mererid Prys"), story)
    director = Officer(api, colleague(up, "Wiktor Brzeziński"), story)

    # It says what it wants, but not of which station: the clock stops, and starts anew.
    officer.do("acknowledge", channel="email", day="2026-03-03")
    officer.do("decide-validity")
    officer.do("ask-clarification", question="Which station?", day="2026-03-05")
    assert story.due is None
    officer.do("receive-clarification", text="Both.", day="2026-03-10")
    assert story.due == "2026-04-10"

    # Copies cost something; nothing is due until they are paid for.
    officer.do("give-fees-notice", pence=1200, basis="Copies of plans", day="2026-03-12")
    assert story.due is None
    officer.do("record-fee", pence=1200, day="2026-03-16")
    assert story.due == "2026-04-15"

    # What is held, what it costs, and what of it is withheld.
    officer.do("record-search", place="The estates archive", result="some", minutes=240)
    officer.do("decide-holding", holding="held")
    officer.do("estimate-cost", authority="other", minutes=120, basis="The index")
    refused = officer.do("extend-time", code=409, ground="public-interest", day="2026-04-10",
                         reason="Weighing")
    assert refused["refusal"] == "needs/qualified-exemption"
    officer.do("apply-exemption", section="43(2)", harm="It would show a bidder's prices.")
    officer.do("extend-time", ground="public-interest", until="2026-05-08", day="2026-04-10",
               reason="The bidder has to be heard.")
    officer.do("consult-third-party", body="Lifts Ltd", question="Would it harm you?")
    officer.do("answer-consultation", consultation=1, objects=True, text="Yes.")
    officer.do("weigh-interest", exemption=1, side="disclosure", text="Money is spent.")
    assert officer.do("conclude-interest", code=409, exemption=1, conclusion="maintain",
                      reason="x")["refusal"] == "needs/factors"
    officer.do("weigh-interest", exemption=1, side="maintaining", text="The next tender.")
    officer.do("conclude-interest", exemption=1, conclusion="maintain", reason="Prices stay.")

    # The answer, written, sent back, and written again.
    manager.do("decide-request", decision="in-part")
    officer.do("save-draft", text="Dear Ms Lee, here is what we hold.")
    officer.do("request-sign-off", draft=1)
    officer.do("save-draft", text="Dear Ms Lee, here is what we hold, without prices.")
    assert officer.do("send-reply", code=409, kind="final", channel="email", day="2026-05-12",
                      draft=2)["refusal"] == "needs/notice"
    gaps = officer.do("issue-notice", code=409, kind="refusal", channel="email", day="2026-05-12")
    assert gaps["refusal"] == "incomplete/review"
    officer.do("issue-notice", kind="refusal", channel="email", day="2026-05-12", draft=2,
               saysReview=True, saysRegulator=True)
    officer.do("send-reply", kind="final", channel="email", day="2026-05-12", draft=2)
    officer.do("decide-publication", publish=True)

    # She is not content. Whoever decided does not review it.
    officer.do("request-review", day="2026-05-20", text="The prices are public elsewhere.")
    # Monday 15 June was a holiday in Scotland, which counts for all of the kingdom.
    assert story.due == "2026-06-19"
    assert manager.do("decide-review", code=409, outcome="upheld", day="2026-06-10",
                      reason="x")["refusal"] == "needs/another-person"
    director.do("decide-review", outcome="in-part", day="2026-06-10", reason="Two prices go out.")
    officer.do("record-regulator-complaint", day="2026-07-01", reference="IC-0001")
    officer.do("record-regulator-decision", outcome="upheld", day="2026-09-01")
    officer.do("close", outcome="answered")

    told = [step["what"] for step in story.replay()["steps"]]
    for sentence in ("Clarification asked", "Fees notice given", "Time extended", "Notice issued",
                     "Review requested", "Review decided", "Regulator decided",
                     "Answer: the clock is on hold", "Answer: due 10 April 2026"):
        assert sentence in told, f"{sentence} is not in {told}"
    # As it was known then, nobody had asked for a review.
    before = story.replay("--as-of", "2026-05-13")
    assert "Review requested" not in [step["what"] for step in before["steps"]]
    assert up.folder.run("verify", code=None).returncode == 0
