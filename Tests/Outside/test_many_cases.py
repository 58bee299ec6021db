# SPDX-License-Identifier: Apache-2.0
"""The next case, and one command on many, by the real program."""

import contextlib
import json
import os
import signal
import threading

import pytest
import requests

from program import caseledger, wait_until
from test_api import API, new_case


@pytest.fixture(scope="module")
def api(up):
    return API(up)


def cases(api, count):
    return [api.open_case()["reference"] for _ in range(count)]


def version_of(api, reference):
    return api.get(f"/cases/{reference}").json()["version"]


def ask(api, path, body, key, token=True):
    headers = {"Authorization": f"Bearer {api.token if token is True else token}",
               "Idempotency-Key": key}
    return requests.post(api.base + path, data=json.dumps(body), headers=headers, timeout=60)


# Bulk.

def test_each_case_is_reported_and_one_that_refuses_stops_no_other(api):
    first, closed, last = cases(api, 3)
    api.post(f"/cases/{closed}/commands/withdraw", {}, version=1)
    body = {"command": "prioritise", "fields": {"priority": "high", "reason": "One matter"},
            "cases": [first, closed, "NO-2026-000001", last.lower()]}
    answer = ask(api, "/bulk", body, "bulk-00001")
    assert answer.status_code == 200, answer.text
    results = answer.json()["cases"]
    assert [r["status"] for r in results] == [200, 409, 404, 200]
    assert "closed" in results[1]["detail"]
    assert [version_of(api, r) for r in (first, closed, last)] == [2, 2, 2]
    assert int(answer.headers["Ledger-Position"]) == results[3]["position"]


def test_repeated_it_does_what_was_not_done_and_nothing_twice(api):
    some = cases(api, 3)
    body = {"command": "add-note", "fields": {"text": "The lift works."}, "cases": some[:2]}
    before = ask(api, "/bulk", body, "bulk-00002").json()["cases"]
    again = ask(api, "/bulk", body | {"cases": some}, "bulk-00002").json()["cases"]
    assert again[:2] == before
    assert [version_of(api, r) for r in some] == [2, 2, 2]


@pytest.mark.parametrize("body, status, said", [
    ({"command": "no-such", "cases": ["A"]}, 404, "lists what can be asked for"),
    ({"command": "add-note", "cases": ["A"]}, 422, "`text` is missing"),
    ({"command": "add-note", "fields": {"text": "x"}}, 422, "`cases`"),
    ({"command": "add-note", "fields": {"text": "x"}, "cases": [1]}, 422, "`cases`"),
    ({"command": "add-note", "fields": {"text": "x"}, "cases": ["A"] * 1001}, 413, "1,000")])
def test_what_is_no_bulk_is_refused(api, body, status, said):
    answer = ask(api, "/bulk", body, "bulk-00003")
    assert answer.status_code == status and said in answer.json()["detail"], answer.text


def test_by_the_command_line_it_goes_on_where_it_was_stopped(api, tmp_path):
    some = cases(api, 2)
    listed = tmp_path / "refs.txt"
    line = ["case", "bulk", "add-note", "text=By line", "--command-id", "line-0001", "--cases", listed]
    listed.write_text(f"{some[0]}\nNO-2026-000009\n")
    stopped = caseledger(*line, data=api.up.folder.path, code=1)
    assert b"--command-id line-0001 does the rest" in stopped.stderr
    listed.write_text("\n".join(some))
    assert caseledger(*line, data=api.up.folder.path).stdout.count(b"done") == 2
    assert [version_of(api, r) for r in some] == [2, 2]


# The next case.

def test_the_one_that_has_waited_longest_is_given_once(api):
    answer = api.post("/cases", new_case(type="sar", received="2026-01-05"))
    oldest = answer.json()["reference"]
    api.post("/cases", new_case(type="sar", received="2026-02-05"))
    api.get(f"/cases/{oldest}")
    first = ask(api, "/next", {"type": "sar"}, "next-00001")
    again = ask(api, "/next", {"type": "sar"}, "next-00001")
    other = ask(api, "/next", {"type": "sar"}, "next-00002")
    assert first.json()["reference"] == oldest == again.json()["reference"]
    assert other.status_code == 200 and other.json()["reference"] != oldest
    none = ask(api, "/next", {"type": "sar"}, "next-00003")
    assert none.status_code == 404 and "already" in none.json()["detail"]


def test_two_at_once_get_two_cases(api):
    opened = [api.post("/cases", new_case(type="petition")).json()["reference"] for _ in range(6)]
    api.get(f"/cases/{opened[-1]}")
    got = []

    def take(n):
        got.append(ask(api, "/next", {"type": "petition"}, f"both-0000{n}").json()["reference"])

    threads = [threading.Thread(target=take, args=(n,)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(got) == sorted(opened)


def test_the_queue_has_a_button_for_it(one_desk):
    reference = one_desk.record_contact("Mine to do")
    page = one_desk.menu("Queue")
    page.goto(one_desk.up.address + "/queue?type=enquiry")
    page.get_by_role("button", name="Take the next case").click()
    page.get_by_role("heading", level=1).wait_for()
    assert "/cases/ENQ-" in page.url and reference.startswith("ENQ-")
    assert page.locator(".case-facts").get_by_text("Administrator").count() == 1


def test_what_was_taken_is_proved_like_all_else(api):
    """The claim that gives one case to one person is known to the check of the whole record."""
    api.get(f"/cases/{api.post('/cases', new_case(type='sar')).json()['reference']}")
    assert ask(api, "/next", {"type": "sar"}, "next-00004").status_code == 200
    assert caseledger("verify", data=api.up.folder.path, code=None).returncode == 0


def test_several_cases_at_once_by_page(one_desk):
    """From the queue's list to one command on each of them, and what became of each."""
    some = [one_desk.record_contact(f"Bins {n}") for n in range(3)]
    page = one_desk.menu("Queue")
    page.get_by_role("link", name="Do one thing with the").click()
    page.get_by_role("link", name="Add a note").click()
    box = page.locator("textarea[name=cases]")
    assert set(some) <= set(box.input_value().split())
    box.fill(f"{some[0]}\n{some[1].lower()}, {some[0]}\nENQ-2026-999999")
    page.get_by_role("button", name="Add a note").click()
    assert page.get_by_text("Enter or choose").count() > 0
    page.locator("textarea[name=text]").fill("The depot is closed on Friday.")
    page.get_by_role("button", name="Add a note").click()
    page.get_by_role("heading", name="Add a note: 2 done, 1 refused").wait_for()
    assert page.get_by_role("row").count() == 4
    page.get_by_role("link", name="Try those that were refused again").click()
    assert page.locator("textarea[name=cases]").input_value() == "ENQ-2026-999999"
    page.goto(f"{one_desk.up.address}/queue/many/dispose")
    assert "several cases" in page.content()


def test_the_page_of_several_cases_has_its_limits(one_desk):
    page = one_desk.menu("Queue")
    page.goto(f"{one_desk.up.address}/queue/many/add-note")
    page.locator("textarea[name=text]").fill("x")
    page.get_by_role("button", name="Add a note").click()
    assert page.get_by_text("Enter a reference on each line").count() > 0
    page.locator("textarea[name=cases]").fill("\n".join(f"ENQ-2026-{n:06}" for n in range(201)))
    page.get_by_role("button", name="Add a note").click()
    assert page.get_by_text("at most 200").count() > 0
    assert page.locator("textarea[name=text]").input_value() == "x"


def test_a_bulk_command_goes_on_after_the_server_was_killed(own_up):
    """Resumable (feature 23): with the same id it does what was not done, and nothing twice."""
    api = API(own_up)
    some = cases(api, 80)
    body = {"command": "add-note", "fields": {"text": "x"}, "cases": some}

    def send():
        with contextlib.suppress(requests.RequestException):
            ask(api, "/bulk", body, "bulk-killed")

    killed = threading.Thread(target=send)

    def notes():
        return sum(b"case.noteAdded" in line for line in own_up.folder.events())

    serve = own_up.child("serve")
    killed.start()
    wait_until(lambda: notes() > 3, 20, "some notes")
    os.kill(serve, signal.SIGKILL)
    killed.join()
    wait_until(own_up.is_live, 20, "a server again")
    answer = ask(api, "/bulk", body, "bulk-killed")
    assert {case["status"] for case in answer.json()["cases"]} == {200}
    assert notes() == len(some)
    assert own_up.folder.run("verify", code=None).returncode == 0
