# SPDX-License-Identifier: Apache-2.0
"""The JSON API as DESIGN.md section 8 fixes it: preconditions, idempotency, problems."""

import json
import re
import uuid

import pytest
import requests

SECRET = "Ottoline Featherstonehaugh"
ACTIONS = {
    "correspondence": {"direction": "in", "channel": "letter", "occurred": "2026-11-19",
                       "subject": "The bins again", "message": "Still not emptied."},
    "assignment": {"officer": "me"},
    "notes": {"text": "She called twice."},
    "closure": {"outcome": "answered", "note": "Bins emptied."},
}


def new_case(**changes):
    return {
        "type": "enquiry", "channel": "email", "received": "2026-11-18",
        "correspondent": {"name": SECRET, "email": "ottoline@example.org",
                          "phone": "020 7946 0000", "address": "1 High Street"},
        "subject": "Bins", "message": "The bins were not emptied.",
    } | changes


def headers(token, key=True, version=None):
    """`key` True makes a new Idempotency-Key, None leaves it out; so does `version` None."""
    made = {"Authorization": f"Bearer {token}"} if token else {}
    if key:
        made["Idempotency-Key"] = str(uuid.uuid4()) if key is True else key
    if version is not None:
        made["If-Match"] = f'"{version}"'
    return made


class API:
    def __init__(self, up):
        self.up = up
        self.base = up.address + "/api/v1"
        self.token = up.folder.token()

    def get(self, path, token=True):
        token = self.token if token is True else token
        return requests.get(self.base + path, headers=headers(token, None), timeout=10)

    def post(self, path, body, token=True, **options):
        token = self.token if token is True else token
        sent = headers(token, **options) | {"Content-Type": "application/json"}
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        return requests.post(self.base + path, data=data, headers=sent, timeout=10)

    def open_case(self):
        answer = self.post("/cases", new_case())
        assert answer.status_code == 201, answer.text
        return answer.json()


@pytest.fixture(scope="module")
def api(up):
    return API(up)


def version(answer):
    return int(re.fullmatch(r'"(\d+)"', answer.headers["ETag"]).group(1))


def assert_problem(answer, status):
    assert answer.status_code == status, answer.text[:500]
    kind = answer.headers["Content-Type"].split(";")[0]
    assert kind == "application/problem+json"
    problem = answer.json()
    assert problem["status"] == status and problem["title"]
    for words in (SECRET, "ottoline", "7946", "High Street", "not emptied", "called twice"):
        assert words not in answer.text, "a problem repeats nothing that a person typed"


def test_a_case_is_opened(api):
    answer = api.post("/cases", new_case())
    assert answer.status_code == 201, answer.text
    body = answer.json()
    assert {"reference", "id", "version"} <= body.keys()
    assert answer.headers["Location"].endswith("/api/v1/cases/" + body["reference"])
    assert version(answer) == body["version"] >= 1
    assert int(answer.headers["Ledger-Position"]) >= 1

    found = api.get("/cases/" + body["reference"])
    assert found.status_code == 200 and version(found) == body["version"]
    assert found.json()["reference"] == body["reference"]
    assert SECRET in found.text, "who may read the case reads the name"


def test_the_same_key_gives_the_same_answer_and_no_new_event(api):
    key, body = str(uuid.uuid4()), new_case()
    first = api.post("/cases", body, key=key)
    count = len(api.up.folder.events())
    second = api.post("/cases", body, key=key)
    assert (second.status_code, second.json()) == (first.status_code, first.json())
    for name in ("Location", "ETag", "Ledger-Position"):
        assert first.headers[name] == second.headers[name]
    assert len(api.up.folder.events()) == count


@pytest.mark.parametrize("action", ACTIONS)
def test_an_action_needs_the_version_and_a_key(api, action):
    case = api.open_case()
    path, body = f"/cases/{case['reference']}/{action}", ACTIONS[action]
    assert_problem(api.post(path, body), 428)
    assert_problem(api.post(path, body, key=None, version=case["version"]), 400)
    assert_problem(api.post(path, body, version=case["version"] + 7), 412)
    before = len(api.up.folder.events())
    key = str(uuid.uuid4())
    done = api.post(path, body, key=key, version=case["version"])
    assert done.status_code in (200, 201), done.text
    assert version(done) > case["version"] and int(done.headers["Ledger-Position"]) > 0
    again = api.post(path, body, key=key, version=case["version"])
    assert (again.status_code, version(again)) == (done.status_code, version(done))
    assert len(api.up.folder.events()) == before + version(done) - case["version"]
    assert_problem(api.post(path, body, version=case["version"]), 412)
    since = api.post(path, body, version=case["version"]).json()["since"]
    assert [event["version"] for event in since] == [str(case["version"] + 1)], "the first's event"
    assert since[0]["actor"].startswith("staff/") and since[0]["type"].startswith("case.")


def test_every_event_says_who(api):
    case = api.open_case()
    events = [json.loads(line) for line in api.up.folder.events()]
    mine = [e for e in events if e["subject"] == case["id"]]
    assert mine and all(e["actor"].startswith("staff/") for e in mine)
    assert mine[0]["type"] == "case.opened" and mine[0]["occurredat"] == "2026-11-18"
    text = json.dumps(events)
    for words in (SECRET, "ottoline@example.org", "High Street", "not emptied"):
        assert words not in text, "what a person types is sealed"


REFUSED = [
    ("no key", new_case(), {"key": None}, 400),
    ("not JSON", b"{\"type\":", {}, 400),
    ("an array", b"[]", {}, 400),
    ("no subject", {k: v for k, v in new_case().items() if k != "subject"}, {}, (400, 422)),
    ("an unknown type", new_case(type="levitation"), {}, 422),
    ("an unknown channel", new_case(channel="pigeon"), {}, 422),
    ("a day that is not", new_case(received="2026-02-30"), {}, 422),
    ("a day to come", new_case(received="2999-01-01"), {}, 422),
    ("no sign-in", new_case(), {"token": None}, 401),
    ("a wrong token", new_case(), {"token": "x" * 43}, 401),
    ("too large", new_case(message="x" * (5 << 20)), {}, 413),
]


@pytest.mark.parametrize("name,body,options,status", REFUSED, ids=[row[0] for row in REFUSED])
def test_is_refused(api, name, body, options, status):
    before = len(api.up.folder.events())
    answer = api.post("/cases", body, **options)
    if isinstance(status, tuple):
        assert answer.status_code in status
        status = answer.status_code
    assert_problem(answer, status)
    assert len(api.up.folder.events()) == before
    assert api.get("/cases/" + api.open_case()["reference"]).status_code == 200


def test_without_sign_in_there_is_nothing(api):
    case = api.open_case()
    answer = api.get("/cases/" + case["reference"], token=None)
    assert_problem(answer, 401)
    assert "Bearer" in answer.headers["WWW-Authenticate"]
    for action, body in ACTIONS.items():
        path = f"/cases/{case['reference']}/{action}"
        assert_problem(api.post(path, body, token=None, version=1), 401)


@pytest.mark.parametrize("reference", ["GEN-2026-999999", "x", "..%2f..%2fetc", "%00", "a" * 300])
def test_an_unknown_case_is_not_found(api, reference):
    assert_problem(api.get("/cases/" + reference), 404)
    assert_problem(api.post(f"/cases/{reference}/notes", ACTIONS["notes"], version=1), 404)


def test_a_closed_case_is_not_closed_again(api):
    case = api.open_case()
    path = f"/cases/{case['reference']}/closure"
    closed = api.post(path, ACTIONS["closure"], version=case["version"])
    assert_problem(api.post(path, ACTIONS["closure"], version=version(closed)), 409)


def test_a_member_that_a_request_does_not_have_is_refused(api):
    answer = api.post("/cases", new_case() | {"mesage": "Lost?"})
    assert answer.status_code == 422 and "`mesage`" in answer.json()["detail"]
