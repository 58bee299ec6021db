# SPDX-License-Identifier: Apache-2.0
"""`caseledger simulate` and `up --demo`: a believable authority, the same for the same seed."""

import datetime
import json
import signal
import subprocess
import time

import pytest

from program import PROGRAM, Folder, Up, caseledger, sign_in, wait_until


def simulate(path, *arguments, cases=150, seed=1, **options):
    return caseledger(
        "simulate", "--cases", cases, "--seed", seed, *arguments, data=path, **options)


def export(path):
    return caseledger("export", "jsonl", data=path).stdout


class Demo(Folder):
    """A demonstration instead of an empty folder."""

    def __init__(self, path, *arguments, **options):
        super().__init__(path, make=False)
        simulate(path, *arguments, **options)


@pytest.fixture(scope="module")
def demo(program, tmp_path_factory):
    return Demo(tmp_path_factory.mktemp("simulate") / "demo")


def test_the_same_seed_gives_the_same_bytes_and_another_does_not(demo, tmp_path):
    first = export(demo.path)
    simulate(tmp_path / "same")
    assert export(tmp_path / "same") == first
    simulate(tmp_path / "other", seed=2)
    other = export(tmp_path / "other")
    assert other != first
    ids = [{json.loads(line)["id"] for line in text.splitlines()} for text in (first, other)]
    assert not ids[0] & ids[1]


def test_the_ledger_is_whole_and_its_times_are_of_the_year_before(demo):
    demo.run("verify")
    events = list(map(json.loads, demo.events()))
    assert events[0]["data"]["demonstration"] is True
    opened = [event for event in events if event["type"] == "case.opened"]
    assert len(opened) == 150
    assert len(events) > 8 * 150
    times = [event["time"] for event in events]
    assert times == sorted(times)
    assert times[0] > "2025-10-01" and times[-1] < "2026-10-01"
    assert any(event["occurredat"] < event["time"][:10] for event in opened)
    assert {event["type"] for event in events} >= {
        "team.established", "staff.joinedTeam", "staff.deactivated", "case.allocated",
        "case.assigned", "case.noteAdded", "case.correspondenceRecorded", "case.closed"}


def test_the_counts_are_of_the_log(tmp_path):
    counts = json.loads(simulate(tmp_path / "demo", "--json", cases=400).stdout)
    events = list(map(json.loads, export(tmp_path / "demo").splitlines()))
    opened = [event for event in events if event["type"] == "case.opened"]
    closed = [event for event in events if event["type"] == "case.closed"]
    answered = [e for e in closed if e["data"]["outcome"] in ("answered", "referred")]
    assert counts["cases"] == len(opened) == 400
    assert counts["events"] == len(events)
    assert counts["open"] == len(opened) - len(closed)
    assert counts["answered"] == len(answered)
    assert 0 < counts["late"] < counts["answered"]
    for name in ("channel", "type"):
        by = counts["by" + name.capitalize()]
        assert sum(by.values()) == 400
        assert all(sum(e["data"][name] == key for e in opened) == by[key] for key in by)
    text = simulate(tmp_path / "again", cases=400).stdout.decode()
    assert "MD2180" in text and f"{counts['late']} of {counts['answered']}" in text
    assert max(map(len, text.splitlines()[:-1])) <= 80


def test_nothing_is_made_where_there_is_a_ledger(folder, demo):
    for path in (folder.path, demo.path):
        before = export(path)
        run = simulate(path, code=1)
        assert b"already" in run.stderr and run.stdout == b""
        assert export(path) == before


@pytest.mark.parametrize("arguments,code,said", [
    (["--until", (datetime.date.today() + datetime.timedelta(1)).isoformat()], 1, b"not over"),
    (["--until", datetime.date.today().isoformat()], 1, b"not over"),
    (["--until", "2009-01-01"], 1, b"bank holidays"),
    (["--until", "tomorrow"], 2, b"2026-09-30"),
    (["--organisation", ""], 2, b"1 to 200"),
])
def test_what_cannot_be_made_is_refused_with_a_sentence(tmp_path, arguments, code, said):
    run = simulate(tmp_path / "demo", *arguments, code=code)
    assert said in run.stderr.lower()
    assert not (tmp_path / "demo").exists()


def test_an_interrupted_run_says_so_and_can_be_repeated(tmp_path, demo):
    path = tmp_path / "demo"
    making = subprocess.Popen(
        # Whoever runs the tests in the background has it ignored.
        ["env", "--default-signal=INT", str(PROGRAM), "simulate", "--cases", "20000", "--seed", "1",
         "--data", str(path)])
    wait_until((path / "ledger.unfinished/data.mdb").exists, 10, "a beginning")
    time.sleep(0.3)
    making.send_signal(signal.SIGINT)
    assert making.wait(60) != 0
    run = caseledger("status", data=path, code=3)
    assert b"interrupted" in run.stderr
    simulate(path)
    assert export(path) == export(demo.path)


def test_what_is_no_demonstration_is_not_run_as_one(program, tmp_path):
    def run(*arguments):
        return subprocess.run([str(program), *arguments, "--data", "leg"], cwd=tmp_path,
                              capture_output=True, text=True, timeout=60)
    assert run("init", "--organisation", "Testshire Council").returncode == 0
    refused = run("up", "--demo", "--port", "0")
    assert refused.returncode == 1
    assert refused.stderr.startswith("Error: The ledger in leg is no demonstration: ")


def test_every_page_says_that_it_is_a_demonstration(demo):
    up = Up(demo)
    try:
        session = sign_in(up.link)
        wait_until(
            lambda: "demonstration" in session.get(up.address + "/cases").text.lower(), 10,
            "the banner")
        assert "a demonstration" in demo.run("status").stdout.decode()
    finally:
        up.stop()


def test_up_with_demo_makes_a_folder_and_runs_it_again(program, tmp_path):
    path = tmp_path / "demo"
    for _ in range(2):
        process = subprocess.Popen(
            [str(PROGRAM), "up", "--demo", "--port", "0", "--data", str(path)],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        try:
            assert "Listening on" in process.stdout.readline()
        finally:
            process.terminate()
            process.wait(10)
    status = json.loads(caseledger("status", "--json", data=path).stdout)
    assert status["demonstration"] is True
    day = (datetime.date.today() - datetime.timedelta(6)).isoformat()
    assert status["time"] > day, "it goes up to yesterday"


def test_up_with_demo_refuses_a_folder_in_which_people_work(folder):
    run = folder.run("up", "--demo", "--port", "0", code=1, timeout=20)
    assert b"no demonstration" in run.stderr


@pytest.mark.long
def test_a_million_events_are_a_year_like_any_other(program, tmp_path):
    """How fast they are made is for `tools/bench simulate` to say."""
    counts = json.loads(
        simulate(tmp_path / "demo", "--json", cases=100_000).stdout)
    assert counts["events"] >= 1_000_000
    assert 130 <= 1000 * counts["late"] / counts["answered"] <= 170
    caseledger("verify", data=tmp_path / "demo")
