# SPDX-License-Identifier: Apache-2.0
"""The commands that a case takes by their forms, over HTTP."""

import pytest

from test_api import API


@pytest.fixture(scope="module")
def api(up):
    return API(up)


class Case:
    def __init__(self, api):
        self.api = api
        opened = api.open_case()
        self.reference, self.version = opened["reference"], opened["version"]

    def do(self, command, code=200, **fields):
        answer = self.api.post(f"/cases/{self.reference}/commands/{command}", fields,
                               version=self.version)
        assert answer.status_code == code, answer.text
        body = answer.json()
        if code == 200:
            self.version = body["version"]
        return body


def test_the_list_says_what_each_takes(api):
    commands = {entry["name"]: entry["fields"] for entry in api.get("/commands").json()}
    assert len(commands) >= 35
    fields = {field["name"]: field for field in commands["request-contribution"]}
    assert fields["question"] == {"name": "question", "type": "text", "bytes": 50000, "isLong": True}
    assert fields["team"] == {"name": "team", "type": "id", "of": "team", "optional": True}
    assert api.get("/commands", token=None).status_code == 401


def test_a_case_is_drafted_signed_sent_and_reopened(api):
    case = Case(api)
    case.do("acknowledge", channel="email", day="2026-11-19")
    case.do("request-contribution", body="Thames Water", question="Whose pipe is it?")
    case.do("answer-contribution", contribution=1, text="Ours.")
    case.do("separate-part", question="What did it cost?")
    case.do("save-draft", text="Dear Ms Featherstonehaugh, it is mended.")
    refused = case.do("send-reply", code=409, kind="final", channel="email", day="2026-11-20", draft=1)
    assert "part 1 is not answered" in refused["detail"]
    case.do("answer-part", part=1, text="£120")
    case.do("send-reply", kind="final", channel="email", day="2026-11-20", draft=1)
    shown = api.get(f"/cases/{case.reference}").json()
    assert shown["history"][-1]["what"] == "Reply sent"
    case.do("record-delivery", reply=1, state="bounced")
    case.do("withdraw", reason="She rang: it is settled")
    case.do("save-draft", code=409, text="Too late")
    case.do("reopen", reason="She wrote again")
    case.do("record-time", kind="drafting", minutes=30, day="2026-11-20")
    verify = api.up.folder.run("verify", code=None)
    assert verify.returncode == 0, verify.stderr


@pytest.mark.parametrize("name, fields, code, said", [
    ("no-such", {}, 404, "lists what can be asked for"),
    ("withdraw", {"why": "x"}, 422, "no field `why`"),
    ("prioritise", {"priority": "urgent"}, 422, "`reason` is missing"),
    ("prioritise", {"priority": "most", "reason": "x"}, 422, "`priority` is not what it should be"),
    ("prioritise", {"priority": "urgent", "reason": " \n"}, 422, "`reason` is missing"),
    ("prioritise", {"priority": "urgent", "reason": "x" * 50_001}, 413, "50000 bytes"),
    ("answer-contribution", {"contribution": 1, "text": "x"}, 404, "no contribution 1"),
    ("request-contribution", {"team": "team/0198c0de-0000-7000-8000-000000000001",
                              "question": "x"}, 422, "no such team"),
    ("link-case", {"other": "case/0198c0de-0000-7000-8000-000000000001", "kind": "follows"}, 422,
     "no such other case"),
    ("record-time", {"kind": "drafting", "minutes": 0, "day": "2026-11-20"}, 422, "Give minutes")])
def test_what_is_wrong_is_said_and_changes_nothing(api, name, fields, code, said):
    case = Case(api)
    before = api.up.folder.events()
    answer = api.post(f"/cases/{case.reference}/commands/{name}", fields, version=case.version)
    assert answer.status_code == code, answer.text
    assert said in answer.json()["detail"]
    assert api.up.folder.events() == before


def test_a_body_that_is_no_object_is_refused(api):
    case = Case(api)
    for body in (b"[]", b"{", b'{"reason":"a","reason":"b"}'):
        answer = api.post(f"/cases/{case.reference}/commands/withdraw", body, version=case.version)
        assert answer.status_code == 400, answer.text


def test_the_second_of_two_gets_what_the_first_did(api):
    case = Case(api)
    first = api.post(f"/cases/{case.reference}/commands/withdraw", {}, version=case.version)
    second = api.post(f"/cases/{case.reference}/commands/prioritise",
                      {"priority": "high", "reason": "x"}, version=case.version)
    assert (first.status_code, second.status_code) == (200, 412), second.text


def test_a_case_is_merged_into_one_that_is_open_and_alike(api):
    def name(reference):
        return api.get(f"/cases/{reference}").json()["id"]

    case, other = Case(api), Case(api)
    complaint = api.post("/cases", {"type": "complaint", "channel": "email",
                                    "received": "2026-11-19", "subject": "Rude"}).json()
    refused = case.do("merge-case", code=409, into=name(complaint["reference"]), reason="Same")
    assert refused["refusal"] == "needs/same-type"
    other.do("withdraw")
    refused = case.do("merge-case", code=409, into=name(other.reference), reason="Same")
    assert refused["refusal"] == "needs/open-case"
    other.do("reopen", reason="She wrote again")
    case.do("merge-case", into=name(other.reference), reason="Same")
    refused = other.do("merge-case", code=409, into=name(case.reference), reason="Same")
    assert refused["refusal"] == "needs/open-case"
