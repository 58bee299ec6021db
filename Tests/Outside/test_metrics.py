# SPDX-License-Identifier: Apache-2.0
"""Health and metrics: they tell the truth, to whom they may, and nothing about anybody."""

import os
import re
import secrets
import signal
import sqlite3
import subprocess
import time
import uuid

import pytest
import requests
from prometheus_client.parser import text_string_to_metric_families

from program import PROGRAM, ROOT, Up, sign_in, wait_until
from test_api import SECRET, headers, new_case

TOKEN = secrets.token_urlsafe(32)


def scrape(up, token=None):
    sent = {"Authorization": f"Bearer {token}"} if token else {}
    answer = requests.get(up.address + "/metrics", headers=sent, timeout=10)
    assert answer.status_code == 200, answer.text
    assert answer.headers["Content-Type"] == "text/plain; version=0.0.4; charset=utf-8"
    return answer.text


def families(text):
    return {family.name: family for family in text_string_to_metric_families(text)}


def value(found, name, **labels):
    """The one sample of that name with those labels."""
    values = [sample.value for family in found.values() for sample in family.samples
              if sample.name == name and labels.items() <= sample.labels.items()]
    assert len(values) == 1, f"{len(values)} samples of {name} {labels}"
    return values[0]


def ready(up):
    answer = requests.get(up.address + "/health/ready", timeout=10)
    assert answer.headers["Content-Type"] == "application/json"
    return answer.status_code, answer.json()


def post(up, token, **options):
    return requests.post(up.address + "/api/v1/cases", json=new_case(), timeout=10,
                         headers=headers(token, **options))


def test_metrics_count_what_was_done(own_up):
    token, key = own_up.folder.token(), str(uuid.uuid4())
    before = families(scrape(own_up))
    assert value(before, "caseledger_appends_total", outcome="appended") == 0
    first = post(own_up, token, key=key)
    assert post(own_up, token, key=key).status_code == 201
    assert requests.post(
        f"{own_up.address}/api/v1/cases/{first.json()['reference']}/notes", json={"text": "x"},
        headers=headers(token, version=99), timeout=10).status_code == 412
    found = families(scrape(own_up))
    appended = value(found, "caseledger_appends_total", outcome="appended")
    assert appended >= 1
    assert value(found, "caseledger_append_duration_seconds_count") >= appended
    events = value(found, "caseledger_appended_events_total")
    position = int(requests.get(f"{own_up.address}/health/ready", timeout=9).json()["position"])
    assert events == position - value(before, "caseledger_ledger_position") > 0
    assert value(found, "caseledger_ledger_position") == position
    assert value(found, "caseledger_http_requests_total", method="POST", route="/api/v1/cases",
                 status="2xx") == 2
    assert value(found, "caseledger_http_requests_total", status="4xx", method="POST",
                 route="/api/v1/cases/{reference}/notes") == 1
    assert value(found, "caseledger_ledger_map_size_bytes") == 1 << 40
    assert 0 < value(found, "caseledger_ledger_size_bytes") < 1 << 24
    assert 1 << 20 < value(found, "process_resident_memory_bytes") < 1 << 31
    assert abs(value(found, "process_start_time_seconds") - time.time()) < 120
    wait_until(lambda: value(families(scrape(own_up)), "caseledger_projection_position",
                             projection="queues") == position, 10, "catching up")
    assert value(families(scrape(own_up)), "caseledger_projection_lag_events") == 0


def test_every_metric_is_as_prometheus_asks_and_in_the_reference(folder):
    up = Up(folder, environment={"CASELEDGER_CHECKPOINT_FOLDER": "/no/such/folder"})
    try:
        post(up, folder.token())
        text = scrape(up)
    finally:
        up.stop()
    names = re.findall(r"^# TYPE (\S+) (\S+)$", text, re.M)
    assert names and len(set(names)) == len(names)
    helped = re.findall(r"^# HELP (\S+) (.+)$", text, re.M)
    rows = re.findall(r"^\| `(\w+)` \| (\w+) \| ([^|]*) \| (.*) \|$",
                      (ROOT / "docs/reference/metrics.md").read_text(), re.M)
    assert [(name, kind) for name, kind, _, _ in rows] == names, "documented, and in this order"
    assert [(name, words) for name, _, _, words in rows] == helped
    labels = {name: set(re.findall(r"`(\w+)`", listed)) for name, _, listed, _ in rows}
    for family in families(text).values():
        for sample in family.samples:
            base = re.sub(r"_(bucket|sum|count)$", "", sample.name) \
                if family.type == "histogram" else sample.name
            assert set(sample.labels) - {"le"} == labels[base]
    for name, kind in names:
        assert re.fullmatch(r"(caseledger|process)_[a-z_]+", name)
        assert (kind == "counter") == name.endswith("_total")
    for family in families(text).values():
        if family.type == "histogram":
            assert family.name.endswith("_seconds")


def test_buckets_rise_to_the_count(own_up):
    post(own_up, own_up.folder.token())
    for family in families(scrape(own_up)).values():
        if family.type != "histogram":
            continue
        series = {}
        for sample in family.samples:
            labels = tuple(sorted((k, v) for k, v in sample.labels.items() if k != "le"))
            if sample.name.endswith("_bucket"):
                series.setdefault(labels, []).append((float(sample.labels["le"]), sample.value))
        for labels, buckets in series.items():
            counts = [count for _, count in sorted(buckets)]
            assert counts == sorted(counts)
            assert counts[-1] == value({0: family}, family.name + "_count", **dict(labels))


def test_labels_hold_no_path_and_no_name(own_up):
    token = own_up.folder.token()
    reference = post(own_up, token).json()["reference"]
    session = sign_in(own_up.link)
    for path in (f"/cases/{reference}?q=planted", "/planted/path", f"/queue?q={SECRET}"):
        session.get(own_up.address + path, timeout=10)
    session.request("PLANTED", own_up.address + "/queue", timeout=10)
    session.request("DELETE", own_up.address + "/queue", timeout=10)
    text = scrape(own_up)
    assert 'route="/cases/{reference}"' in text and 'route="none"' in text
    for planted in (reference, "planted", "PLANTED", "DELETE", SECRET.split()[0], token):
        assert planted not in text


@pytest.mark.parametrize("settings,sent,code", [
    ({}, None, 200), ({}, "anything", 200),
    ({"CASELEDGER_METRICS_TOKEN": TOKEN}, TOKEN, 200),
    ({"CASELEDGER_METRICS_TOKEN": TOKEN}, None, 401),
    ({"CASELEDGER_METRICS_TOKEN": TOKEN}, TOKEN[:-1], 401),
    ({"CASELEDGER_PUBLIC_URL": "https://a.example"}, None, 403),
    ({"CASELEDGER_PUBLIC_URL": "https://a.example", "CASELEDGER_METRICS_TOKEN": TOKEN}, TOKEN,
     200)])
def test_who_may_read_metrics(folder, settings, sent, code):
    up = Up(folder, environment=settings)
    try:
        answer = requests.get(up.address + "/metrics", timeout=10,
                              headers={"Authorization": f"Bearer {sent}"} if sent else {})
        assert answer.status_code == code
        assert ("caseledger_ledger_position" in answer.text) == (code == 200)
        if code == 401:
            assert answer.headers["WWW-Authenticate"] == "Bearer"
    finally:
        up.stop()


def test_live_and_ready_without_a_session(own_up):
    answer = requests.get(own_up.address + "/health/live", timeout=5)
    assert (answer.status_code, answer.json()) == (200, {"status": "live"})
    wait_until(lambda: ready(own_up)[0] == 200, 10, "being ready")
    code, health = ready(own_up)
    assert health["status"] == "ready" and health["problems"] == []
    model = health["projections"]["queues"]
    assert model["state"] == "live" and model["position"] == health["position"] >= 2


def test_a_projection_that_falls_behind_makes_the_server_not_ready(own_up):
    wait_until(lambda: ready(own_up)[0] == 200, 10, "being ready")
    os.kill(own_up.child("project"), signal.SIGSTOP)
    token = own_up.folder.token()
    assert post(own_up, token).status_code == 201
    assert ready(own_up)[0] == 200, "a lag of a moment is no fault"
    code, health = wait_until(
        lambda: (lambda found: found[0] == 503 and found)(ready(own_up)), 20, "not being ready")
    assert health["status"] == "not ready"
    assert re.fullmatch(r"queues is \d+ events behind, the first of them by 1\d s",
                        health["problems"][0])
    found = families(scrape(own_up))
    assert value(found, "caseledger_projection_lag_seconds", projection="queues") > 10
    assert value(found, "caseledger_projection_lag_events", projection="queues") > 0
    assert own_up.is_live()
    os.kill(own_up.child("project"), signal.SIGCONT)
    wait_until(lambda: ready(own_up)[0] == 200, 10, "being ready again")


def test_a_projection_that_stopped_or_is_not_built_makes_the_server_not_ready(own_up):
    wait_until(lambda: ready(own_up)[0] == 200, 10, "being ready")
    os.kill(own_up.child("project"), signal.SIGSTOP)
    model = own_up.folder.path / "projections/queues/queues.sqlite"
    with sqlite3.connect(model) as database:
        database.execute("UPDATE bookmark SET state = 'stopped', reason = 'planted words'")
    code, health = ready(own_up)
    assert code == 503 and "queues has stopped" in health["problems"][0]
    assert "planted" not in str(health)
    found = families(scrape(own_up))
    assert value(found, "caseledger_projection_state", state="stopped") == 1
    assert value(found, "caseledger_projection_state", state="live") == 0
    assert own_up.is_live()


def test_a_server_without_its_projector_says_so(folder):
    up = Up(folder)
    up.stop()
    for file in (folder.path / "projections/queues").iterdir():
        file.unlink()
    server = subprocess.Popen([str(PROGRAM), "serve", "--data", str(folder.path), "--port", "0"],
                              stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                              stderr=subprocess.DEVNULL, text=True)
    try:
        address = re.search(r"http://\S+", server.stdout.readline()).group()
        answer = requests.get(address + "/health/ready", timeout=10)
        assert answer.status_code == 503
        assert answer.json()["problems"] == ["queues is not built yet"]
    finally:
        server.terminate()
        server.wait(10)
        server.stdout.close()
