# SPDX-License-Identifier: Apache-2.0
"""Settings: where they come from, what is wrong with them, and that each takes effect."""

import base64
import json
import os
import re
import secrets
import subprocess

import pytest
import requests

from program import PROGRAM, Folder, Up, caseledger, sign_in
from tables import loader, row, table
from test_api import headers, new_case
from test_docs import help_of, reference_page


def with_settings(folder, *arguments, code=0, **environment):
    """Runs one command under variables of the environment."""
    run = subprocess.run(
        [str(PROGRAM), *map(str, arguments), "--data", str(folder.path)], capture_output=True,
        text=True, timeout=60, env=os.environ | environment, stdin=subprocess.DEVNULL)
    assert run.returncode == code, run.stderr
    return run


def shown(folder, *arguments, **environment):
    run = with_settings(folder, "status", "--settings", "--json", *arguments, **environment)
    return {setting["name"]: setting for setting in json.loads(run.stdout)["settings"]}


def test_a_new_folder_has_a_commented_file_that_sets_nothing(folder):
    text = (folder.path / "caseledger.yaml").read_text()
    names = set(re.findall(r"^#([a-z-]+):", text, re.M))
    found = shown(folder)
    assert names == set(found) - {
        "wrapping-key", "signing-key", "metrics-token", "checkpoint-webhook-secret"}
    assert {setting["source"] for setting in found.values()} == {"default"}


def test_a_flag_goes_before_the_environment_and_that_before_the_file(folder):
    (folder.path / "caseledger.yaml").write_text("# mine\nport: 8001\nlog-format: json\n")
    found = shown(folder, "--port", "8003", CASELEDGER_PORT="8002", CASELEDGER_LOG_LEVEL="error")
    assert found["port"] == {
        "name": "port", "value": "8003", "isSet": True, "source": "flag", "from": "--port"}
    assert found["log-level"]["source"] == "environment"
    assert found["log-level"]["from"] == "CASELEDGER_LOG_LEVEL"
    assert (found["log-format"]["source"], found["log-format"]["line"]) == ("file", 3)
    table = with_settings(folder, "status", "--settings", CASELEDGER_PORT="8002").stdout
    assert re.search(r"^port +8002 +environment CASELEDGER_PORT$", table, re.M)
    assert re.search(r"^log-format +json +\S*/caseledger.yaml, line 3$", table, re.M)


def test_a_secret_is_shown_to_nobody(folder):
    key = (folder.path / "keys/wrapping.key").read_text().strip()
    token = secrets.token_urlsafe(32)
    variables = {"CASELEDGER_WRAPPING_KEY": key, "CASELEDGER_METRICS_TOKEN": token}
    for arguments in (["--settings"], ["--settings", "--json"]):
        run = with_settings(folder, "status", *arguments, **variables)
        assert key not in run.stdout + run.stderr and token not in run.stdout + run.stderr
    assert shown(folder, **variables)["wrapping-key"]["isSet"]
    wrong = with_settings(folder, "status", code=2, CASELEDGER_WRAPPING_KEY=key[:-4])
    assert "CASELEDGER_WRAPPING_KEY" in wrong.stderr and key[:-4] not in wrong.stderr


@pytest.mark.parametrize("text,says", [
    ("prot: 1\n", "line 1: there is no setting “prot”"),
    ("port: x\n", "it must be a number from 0 to 65535"),
    ("port: [\n", "this is no YAML"),
    ("wrapping-key: x\n", "set CASELEDGER_WRAPPING_KEY instead"),
    ("port: 1\n---\nport: 2\n", "this is no YAML"),
    ("\udcff", "no UTF-8"), ("# " + "x" * 70_000, "at most 64 KiB")])
@pytest.mark.parametrize("command", [["status"], ["serve"], ["up"], ["verify"]])
def test_a_wrong_file_is_one_sentence_and_code_3(folder, text, says, command):
    (folder.path / "caseledger.yaml").write_bytes(text.encode(errors="surrogateescape"))
    run = with_settings(folder, *command, code=3)
    assert says in run.stderr and "caseledger.yaml" in run.stderr
    assert run.stderr.count("\n") == 1 and run.stdout == ""


@pytest.mark.parametrize("arguments,variables,says", [
    (["serve", "--port", "x"], {}, "Flag --port: port is “x”"),
    (["up", "--log-level", "loud"], {}, "debug, info, warning or error"),
    (["up", "--address", "0.0.0.0"], {}, "set public-url"),
    (["project", "queues", "--log-format", "xml"], {}, "text or json"),
    (["export", "jsonl"], {"CASELEDGER_MAP_SIZE": "1"}, "Environment CASELEDGER_MAP_SIZE")])
def test_a_wrong_flag_or_variable_is_one_sentence_and_code_2(folder, arguments, variables, says):
    run = with_settings(folder, *arguments, code=2, **variables)
    assert says in run.stderr and run.stderr.count("\n") == 1 and run.stdout == ""


def test_a_variable_that_is_no_setting_is_named_but_not_its_value(folder):
    run = with_settings(folder, "status", "--settings", CASELEDGER_PROT="planted")
    assert "CASELEDGER_PROT" in run.stderr and "planted" not in run.stderr


# That they take effect.

def test_the_map_size_bounds_the_ledger(folder, tmp_path):
    (folder.path / "caseledger.yaml").write_text("map-size: 1 MiB\n")
    up = Up(folder)
    try:
        token, answer = folder.token(), None
        for _ in range(2000):
            answer = requests.post(up.address + "/api/v1/cases", json=new_case(
                message=secrets.token_hex(8000)), headers=headers(token), timeout=10)
            if answer.status_code != 201:
                break
        assert answer.status_code == 503 and answer.json()["title"] == "No room left"
        assert "`map-size`" in answer.json()["detail"]
    finally:
        up.stop()
    full = loader(folder, tmp_path)(
        table(*[row(Ref=f"A{n}", Officer=secrets.token_hex(30000)) for n in range(20)]), code=3)
    assert "Error: The ledger has reached its map-size of 1 MiB: " in full["said"]
    assert "raise `map-size` in caseledger.yaml, or CASELEDGER_MAP_SIZE where it is set" in full["said"]
    assert "disk" not in full["said"] and "nothing was written" not in full["said"]
    assert "what came in of table.csv is kept" in full["said"].replace(f"{tmp_path}/", "")
    (folder.path / "caseledger.yaml").write_text("map-size: 64 MiB\n")
    folder.run("user", "add", "--name", "Room again")


def test_the_wrapping_key_may_come_from_elsewhere(tmp_path):
    key = base64.b64encode(secrets.token_bytes(32)).decode()
    file = tmp_path / "elsewhere.key"
    file.write_text(key + "\n")
    folder = Folder.__new__(Folder)
    folder.path = tmp_path / "data"
    with_settings(folder, "init", CASELEDGER_WRAPPING_KEY=key)
    assert not (folder.path / "keys/wrapping.key").exists()
    with_settings(folder, "verify", CASELEDGER_WRAPPING_KEY=key)
    with_settings(folder, "verify", CASELEDGER_WRAPPING_KEY_FILE=str(file))
    with_settings(folder, "verify", code=3)
    other = base64.b64encode(secrets.token_bytes(32)).decode()
    wrong = with_settings(folder, "verify", code=3, CASELEDGER_WRAPPING_KEY=other)
    assert other not in wrong.stderr


def test_a_key_file_elsewhere_is_made_by_init_and_used(tmp_path):
    folder = Folder.__new__(Folder)
    folder.path = tmp_path / "data"
    file = tmp_path / "my.key"
    run = with_settings(folder, "init", CASELEDGER_WRAPPING_KEY_FILE=str(file))
    assert str(file) in run.stdout and file.stat().st_mode & 0o777 == 0o600
    assert not (folder.path / "keys/wrapping.key").exists()
    (folder.path / "caseledger.yaml").write_text(f"wrapping-key-file: {file}\n")
    caseledger("verify", data=folder.path)


def test_an_address_a_public_url_and_the_length_of_a_session(folder):
    (folder.path / "caseledger.yaml").write_text("public-url: https://casework.example/\n")
    up = Up(folder, "--address", "127.0.0.2", environment={"CASELEDGER_SESSION_HOURS": "3"})
    try:
        assert up.address.startswith("http://127.0.0.2:")
        assert up.link.startswith("https://casework.example/sign-in?token=")
        link = folder.run("user", "link").stdout.decode()
        assert link.startswith("https://casework.example/sign-in?token=")
        token = link.strip().split("token=")[1]
        answer = requests.post(up.address + "/sign-in", data={"token": token}, timeout=10,
                               allow_redirects=False)
        cookie = answer.headers["Set-Cookie"]
        assert "; Secure" in cookie and "; Max-Age=10800" in cookie
        with pytest.raises(requests.ConnectionError):
            requests.get(up.address.replace("127.0.0.2", "127.0.0.1"), timeout=5)
    finally:
        up.stop()


def test_without_a_public_url_the_cookie_works_without_tls(own_up):
    assert sign_in(own_up.link).get(own_up.address + "/queue", timeout=10).status_code == 200


def test_every_flag_of_the_list_is_a_flag(program):
    listed = set(re.findall(r"flag `(--[a-z-]+)`", reference_page("settings")))
    assert len(listed) == 6
    for command in (["up"], ["serve"]):
        assert listed <= set(re.findall(r"^  (--[a-z-]+) ", help_of(command), re.M))
