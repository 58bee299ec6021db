# SPDX-License-Identifier: Apache-2.0
"""Logs: a line an event, and in none of them what a person typed, is, or signs in by."""

import json
import os
import re
import signal

import pytest
import requests

from program import Up, hidden_fields, sign_in, wait_until
from test_api import SECRET, headers, new_case

TEXT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z (debug|info|warning|error) "
                  r"\[(up|serve|project \w+)\] [a-z][^=\"]*( [\w.]+=(\"[^\"]*\"|[^ \"=]+))*")
SAID = ("Listening on ", "Sign in once: ")


def logged(up):
    """What was logged, apart from what `up` says on standard output."""
    return [line.rstrip("\n") for line in up.lines if not line.startswith(SAID)]


def work(up):
    """What people do, with planted words; returns what must be in no log."""
    token, session = up.folder.token(), sign_in(up.link)
    planted = {SECRET, *SECRET.split(), "ottoline", "High Street", "7946", "Zanzibar", token,
               up.link.split("token=")[1], *session.cookies.values()}
    answer = requests.post(up.address + "/api/v1/cases", timeout=10, headers=headers(token),
                           json=new_case(subject="Zanzibar", message="Zanzibar"))
    reference = answer.json()["reference"]
    session.get(f"{up.address}/cases/{reference}?after={answer.headers['Ledger-Position']}")
    session.get(f"{up.address}/queue?q=Zanzibar&officer=nobody")
    form = session.get(f"{up.address}/cases/{reference}/note").text
    planted.add(hidden_fields(form)["csrf"])
    session.post(f"{up.address}/cases/{reference}/note",
                 data=hidden_fields(form) | {"text": "Zanzibar"})
    session.post(f"{up.address}/cases/{reference}/note", data={"text": "Zanzibar"})
    session.post(up.address + "/queue/Zanzibar", data="%%%Zanzibar")
    session.get(up.address + "/sign-in", params={"token": "Zanzibar"})
    session.get(up.address + "/Zanzibar/" + SECRET)
    requests.post(up.address + "/api/v1/cases", data="{Zanzibar", headers=headers(token))
    requests.post(up.address + "/api/v1/cases", headers=headers("Zanzibar"), json=new_case())
    requests.get(up.address + "/health/ready")
    return planted | {reference}


@pytest.mark.parametrize("form", ["text", "json"])
def test_no_log_holds_what_a_person_typed_or_signs_in_by(folder, form):
    up = Up(folder, "--log-level=debug", environment={"CASELEDGER_LOG_FORMAT": form})
    try:
        planted = work(up)
        os.kill(up.child("project"), signal.SIGKILL)
        wait_until(lambda: any("starts again" in line for line in logged(up)), 10, "a log of it")
    finally:
        up.stop()
    lines = logged(up)
    assert sum("/cases/{reference}" in line for line in lines) >= 4, "there was something to log"
    assert sum("route=none" in line or '"route":"none"' in line for line in lines) >= 2
    for line in lines:
        for word in planted:
            assert word not in line
        if form == "text":
            assert TEXT.fullmatch(line), line
        else:
            event = json.loads(line)
            assert list(event)[:4] == ["time", "level", "component", "event"]
            assert event["component"] in ("up", "serve", "project queues")


def test_a_request_is_logged_with_its_pattern_and_the_id_that_its_answer_has(own_up):
    session = sign_in(own_up.link)
    answer = session.get(own_up.address + "/cases/ENQ-2026-999999?x=1", timeout=10)
    name = answer.headers["Request-Id"]
    line = wait_until(lambda: [line for line in logged(own_up) if f"request={name}" in line], 5)[0]
    fields = dict(re.findall(r"(\w+)=(\S+)", line))
    assert fields.pop("request") == name and float(fields.pop("milliseconds")) >= 0
    assert fields == {"method": "GET", "route": "/cases/{reference}",
                      "status": str(answer.status_code)}
    assert " info [serve] request " in line
    assert not any("route=/health/" in line for line in logged(own_up)), "those are for debug"


def test_up_logs_what_it_starts_and_lets_its_childrens_logs_through(own_up):
    own_up.stop()
    events = [re.search(r"\[([^]]+)\] ([a-z ]+?)(?= \w+=|$)", line).groups()
              for line in logged(own_up)]
    assert events[:2] == [("up", "a child started")] * 2
    assert {("serve", "listening"), ("project queues", "caught up"), ("serve", "stopped"),
            ("project queues", "stopped")} <= set(events)
    assert events[-1] == ("up", "stopped")


def test_the_level_bounds_what_is_logged(folder):
    up = Up(folder, "--log-level", "error")
    try:
        sign_in(up.link)
    finally:
        up.stop()
    assert logged(up) == []


def test_a_variable_that_is_no_setting_is_logged_without_its_value(folder):
    up = Up(folder, environment={"CASELEDGER_PROT": "planted"})
    up.stop()
    assert sum("variable=CASELEDGER_PROT" in line for line in logged(up)) == 1
    assert not any("planted" in line for line in up.lines)
