# SPDX-License-Identifier: Apache-2.0
"""What an operator and a report reader meet: verify beside work, queries, ports, exit codes."""

import concurrent.futures
import json
import uuid

import pytest
import requests

from program import caseledger


def open_case(up, token, subject="Beside an audit"):
    return requests.post(
        up.address + "/api/v1/cases", timeout=30,
        headers={"Authorization": f"Bearer {token}", "Idempotency-Key": str(uuid.uuid4())},
        json={"type": "enquiry", "channel": "phone", "received": "2026-01-05", "subject": subject})


def test_verify_beside_work_finds_nothing_wrong(own_up):
    token = own_up.folder.token()
    stop = False

    def work():
        count = 0
        while not stop:
            assert open_case(own_up, token).status_code == 201
            count += 1
        return count

    with concurrent.futures.ThreadPoolExecutor() as pool:
        workers = [pool.submit(work) for _ in range(4)]
        try:
            for _ in range(4):
                found = json.loads(own_up.folder.run("verify", "--json").stdout)
                assert found["ok"] and found["findings"] == []
        finally:
            stop = True
        assert sum(worker.result() for worker in workers) > 4


def test_texts_lose_what_nobody_typed(own_up):
    token = own_up.folder.token()
    assert open_case(own_up, token, "\u200b \u200d").status_code == 422
    answer = open_case(own_up, token, "A\u0000B\u001b[31m red\tC")
    case = requests.get(
        f"{own_up.address}/api/v1/cases/{answer.json()['reference']}", timeout=30,
        params={"after": answer.headers["Ledger-Position"]},
        headers={"Authorization": f"Bearer {token}"}).json()
    assert case["subject"] == "AB[31m red\tC"


@pytest.fixture
def queues(folder):
    folder.run("project", "queues", "--once")
    return folder


def test_csv_quotes_what_must_be(queues):
    sql = "SELECT 'a' || char(13) || char(10) || 'b' AS x, 'q\"' || char(769) AS y, x'0001ff' AS z"
    printed = queues.run("query", "queues", sql, "--format", "csv").stdout.decode()
    assert printed == 'x,y,z\n"a\r\nb","q""\u0301",0001ff\n'


@pytest.mark.parametrize("sql", [
    "DELETE FROM case_rows", "ATTACH DATABASE 'x' AS y", "PRAGMA journal_mode = DELETE",
    "SELECT load_extension('x')", "VACUUM INTO 'x'", "SELECT 1; SELECT 2", "CREATE TABLE t (x)"])
def test_a_query_reads_and_no_more(queues, sql):
    run = queues.run("query", "queues", sql, code=1)
    assert run.stdout == b"" and len(run.stderr.decode().splitlines()) == 1


def test_a_result_has_its_limit(queues):
    sql = ("WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) "
           "SELECT hex(zeroblob(100000)) AS x FROM c LIMIT 100000")
    run = queues.run("query", "queues", sql, "--format", "csv")
    assert len(run.stdout) < 80 << 20 and b"Only the first" in run.stderr


@pytest.mark.parametrize("port", ["-5", "65536", "99999", "80x"])
@pytest.mark.parametrize("command", ["serve", "up"])
def test_a_port_is_a_port(folder, command, port):
    caseledger(command, "--data", folder.path, f"--port={port}", code=2, timeout=20)


def test_up_says_what_is_wrong_with_the_folder(folder):
    (folder.path / "keys/wrapping.key").unlink()
    run = caseledger("up", "--data", folder.path, "--port", "0", code=3, timeout=30)
    assert b"wrapping.key" in run.stderr
