# SPDX-License-Identifier: Apache-2.0
"""A request for information from its receipt to its disposal, as those who work on it live it over
HTTP: clarification, fee, extension, exemption, three teams' sign-off with a return, an answer that
is late, review, regulator and tribunal. Read it from the top: each line is what somebody did.

Issue 6, Shown by; features 9 to 23, 25 and 38 to 43 of `anchors.md`, requirements G30, G33, G37.
"""

import pytest

from casework import PROCESSES, Office


@pytest.fixture(scope="module")
def office(program, tmp_path_factory):
    """An authority whose Disclosure, Press and Private offices clear what is of high profile."""
    path = tmp_path_factory.mktemp("foi")
    office = Office(path)
    for team in ("Disclosure", "Press office", "Private office", "Estates", "Finance"):
        office.team(team)
    shipped = (PROCESSES / "foi.yaml").read_text()
    ours = """  - name: three-offices
    model: {sequence: [{team: Disclosure}, {team: Press office}, {team: Private office}]}

"""
    start, end = shipped.index("  - name: three-offices"), shipped.index("# The limit itself")
    (path / "foi.yaml").write_text(shipped[:start] + ours + shipped[end:])
    office.publish(path / "foi.yaml")
    office.person("clerk", "Ceri Noakes", "clerk")
    office.person("officer", "Olwen Price", "officer", team="Disclosure")
    office.person("estates", "Esme Hart", "contributor", team="Estates")
    office.person("head", "Mererid Prys", "manager", team="Disclosure")
    office.person("press", "Pia Ngata", "approver", team="Press office")
    office.person("private", "Wiktor Brzeziński", "approver", team="Private office")
    office.person("reviewer", "Rhun Ito", "reviewer")
    yield office
    office.stop()


def test_a_request_for_information(office):
    case = office.open("clerk", type="foi", channel="email", received="2026-03-02",
                       subject="Advice on the lifts", message="All advice since 2024.")
    assert case.due == "2026-03-31"
    clerk, officer = case.by("clerk"), case.by("officer")

    # It comes to Disclosure, who take it on.
    clerk("acknowledge", channel="email", day="2026-03-03")
    clerk("categorise", categories=["lifts", "high-profile"])
    clerk("allocate", team=office.teams["Disclosure"])
    assert case.refused("clerk", "accept", 403) == "process/not-permitted"
    officer("accept")
    officer("assign", officer=office.staff["officer"])

    # It says what it wants, but not of which station: the clock stops, and starts anew.
    officer("decide-validity")
    officer("ask-clarification", question="Which station?", day="2026-03-05")
    assert (case.state, case.stage, case.due) == ("on-hold", "clarification", None)
    officer("receive-clarification", text="Both.", day="2026-03-10")
    assert case.due == "2026-04-10"

    # Copies cost something; nothing is due until they are paid for.
    officer("give-fees-notice", pence=1200, basis="Copies of plans", day="2026-03-12")
    assert case.due is None
    officer("record-fee", pence=1200, day="2026-03-16")
    assert case.due == "2026-04-15"

    # What is held, and what it costs to find: two teams are asked, and one has to be chased.
    officer("request-contribution", team=office.teams["Estates"], question="What do you hold?")
    officer("request-contribution", team=office.teams["Finance"], question="What was paid?")
    officer("chase-contribution", contribution=2)
    case.do("estates", "answer-contribution", contribution=1, text="Two letters and a plan.")
    officer("withdraw-contribution", contribution=2, reason="Estates had the invoices.")
    officer("record-search", place="The estates archive", result="some", minutes=240)
    officer("record-time", kind="extracting", minutes=60, day="2026-03-20")
    officer("decide-holding", holding="held")
    officer("estimate-cost", authority="other", minutes=120, basis="The index")

    # What of it is withheld, and why. The time is extended to weigh the public interest.
    assert case.refused("officer", "extend-time", ground="public-interest", day="2026-04-10",
                        reason="Weighing") == "needs/qualified-exemption"
    officer("apply-exemption", section="43(2)", harm="It would show a bidder's prices.")
    officer("extend-time", ground="public-interest", until="2026-05-08", day="2026-04-10",
            reason="The bidder has to be heard.")
    # The law asks for a reasonable time: by the guidance, forty working days at most.
    assert case.due == "2026-05-14"
    officer("consult-third-party", body="Lifts Ltd", question="Would it harm you?")
    officer("answer-consultation", consultation=1, objects=True, text="Yes.")
    officer("weigh-interest", exemption=1, side="disclosure", text="Money is spent.")
    assert case.refused("officer", "conclude-interest", exemption=1, conclusion="maintain",
                        reason="x") == "needs/factors"
    officer("weigh-interest", exemption=1, side="maintaining", text="The next tender.")
    officer("conclude-interest", exemption=1, conclusion="maintain", reason="Prices stay.")
    office.attach("officer", case, "plan.txt", b"Lift A: 12,000. Lift B: 13,000.")
    officer("record-redaction", file=1, page=1, exemption=1, marks=2)
    case.do("head", "decide-request", decision="in-part")

    # Three teams clear the answer, one after another; the press office sends it back.
    officer("save-draft", text="Dear Ms Lee, here is what we hold.", attachments=[1])
    assert case.refused("officer", "request-sign-off", draft=1) == "process/fields-missing"
    officer("set-field", field="publish", value="in-part")
    officer("request-sign-off", draft=1)
    assert case.refused("press", "sign-draft", draft=1) == "needs/authority"
    case.do("head", "sign-draft", draft=1)
    case.do("press", "return-draft", draft=1, changes="Say that prices are withheld.")
    officer("save-draft", text="Dear Ms Lee, here is what we hold, without prices.",
            attachments=[1])
    assert case.refused("head", "sign-draft", draft=1) == "already/overtaken"
    officer("request-sign-off", draft=2)
    for who in ("head", "press"):
        case.do(who, "sign-draft", draft=2)

    # It goes out late, with the notice that the law asks for, and somebody says why.
    sent = {"kind": "final", "channel": "email", "day": "2026-05-18", "draft": 2}

    assert case.refused("officer", "send-reply", **sent) == "needs/notice"
    assert case.refused("officer", "issue-notice", kind="refusal", channel="email",
                        day="2026-05-18") == "incomplete/review"
    officer("issue-notice", kind="refusal", channel="email", day="2026-05-18", draft=2,
            saysReview=True, saysRegulator=True)
    assert case.refused("officer", "send-reply", **sent) == "needs/sign-off"
    case.do("private", "sign-draft", draft=2)
    officer("send-reply", **sent)
    officer("explain-lateness", clock="answer", reason="clearance",
            team=office.teams["Press office"], text="It went back once.")
    officer("decide-publication", publish=True)

    # She is not content. Whoever decided does not review it.
    officer("request-review", day="2026-05-20", text="The prices are public elsewhere.")
    assert case.state == "under-review"
    # Monday 15 June was a holiday in Scotland, which counts for all of the kingdom.
    assert case.due == "2026-06-19"
    assert case.refused("head", "decide-review", outcome="upheld", day="2026-06-10",
                        reason="x") == "needs/another-person"
    case.do("reviewer", "decide-review", outcome="in-part", day="2026-06-10",
            reason="Two prices go out.")
    officer("record-regulator-complaint", day="2026-07-01", reference="IC-0001")
    officer("record-regulator-decision", outcome="upheld", day="2026-09-01")
    officer("record-appeal", by="requester", day="2026-09-20", reference="EA/2026/0001")
    officer("record-tribunal-decision", outcome="upheld", day="2026-11-02")
    officer("close", outcome="answered")

    assert_story_is_told(case)
    disposed(office, case)


def assert_story_is_told(case):
    for sentence in ("Clarification asked", "Fees notice given", "Time extended", "Notice issued",
                     "Draft returned", "Lateness explained", "Review requested", "Review decided",
                     "Regulator decided", "Tribunal decided", "Answer: the clock is on hold",
                     "Answer: due 10 April 2026", "Answer: late"):
        assert sentence in case.told, f"{sentence} is not in {case.told}"
    # As it was known then, nobody had asked for a review.
    before = case.replay("--as-of", "2026-05-13")
    assert "Review requested" not in [step["what"] for step in before["steps"]]


def disposed(office, case):
    """It is kept for three years from its closing, and longer while a hold stands."""
    case.do("head", "place-hold", reason="A claim is threatened.")
    assert case.refused("head", "dispose") == "needs/no-hold"
    case.do("head", "release-hold", hold=1, reason="It came to nothing.")
    assert case.refused("head", "dispose") == "retained"
    office.after_years(4)
    case.do("head", "dispose", reason="Its time is over.")
    assert case.stage == "disposed" and "Disposed" in case.told
    assert case.refused("clerk", "add-note", text="More") == "already/disposed"
    assert office.folder.run("verify", code=None).returncode == 0


def test_the_shipped_process_as_it_is(program, tmp_path):
    """Section 36 asks for the qualified person's opinion and for a director; high profile asks for
    two of three offices, and then a director."""
    office = Office(tmp_path)
    try:
        office.publish(PROCESSES / "foi.yaml")
        for role in ("clerk", "officer", "manager", "approver", "director", "reviewer"):
            office.person(role, f"{role.title()} Example", role)
        opinion(office)
        high_profile(office)
    finally:
        office.stop()


def opened(office, subject):
    case = office.open("clerk", type="foi", channel="web", received="2026-11-02",
                       subject=subject, message="All of it.")
    case.do("officer", "decide-validity")
    return case


def opinion(office):
    case = opened(office, "Candid advice")
    officer = case.by("officer")
    officer("apply-exemption", section="36(2)(b)", limb="qualified", harm="Candour would suffer.")
    for side in ("disclosure", "maintaining"):
        officer("weigh-interest", exemption=1, side=side, text="It weighs.")
    officer("conclude-interest", exemption=1, conclusion="maintain", reason="Candour.")
    assert case.refused("officer", "decide-request", decision="refused") == "incomplete/opinion"
    case.do("director", "record-opinion", exemption=1, text="It would be likely to.")
    officer("decide-request", decision="refused")
    officer("save-draft", text="Dear Mr Pike, we withhold it.")
    officer("set-field", field="publish", value="no")
    officer("request-sign-off", draft=1)
    assert case.refused("director", "sign-draft", draft=1) == "needs/authority", "not yet"
    case.do("manager", "sign-draft", draft=1)
    case.do("director", "sign-draft", draft=1)
    officer("issue-notice", kind="refusal", channel="email", day="2026-11-20", draft=1,
            saysReview=True, saysRegulator=True)
    officer("send-reply", kind="final", channel="email", day="2026-11-20", draft=1)
    officer("close", outcome="answered")
    assert (case.state, case.stage) == ("closed", "closed")


def high_profile(office):
    case = opened(office, "The Mayor's diary")
    officer = case.by("officer")
    officer("categorise", categories=["high-profile"])
    officer("decide-request", decision="disclosed")
    officer("save-draft", text="Dear Ms Pike, here it is.")
    officer("set-field", field="publish", value="whole")
    officer("request-sign-off", draft=1)
    # Any two of the three, in any order.
    case.do("reviewer", "sign-draft", draft=1)
    assert case.refused("director", "sign-draft", draft=1) == "needs/authority", "not yet"
    case.do("approver", "sign-draft", draft=1)
    assert case.refused("manager", "sign-draft", draft=1) == "needs/authority", "two are enough"
    case.do("director", "sign-draft", draft=1)
    officer("send-reply", kind="final", channel="email", day="2026-11-20", draft=1)
    assert case.state == "answered"
