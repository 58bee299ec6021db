# SPDX-License-Identifier: Apache-2.0
"""A folder that any released program made is opened by this one, and nothing of it is lost."""

import hashlib
import json
import pathlib
import sys
import tarfile

import pytest
import requests

from program import Folder, Up, wait_until
from test_api import headers, new_case

RELEASED = pathlib.Path(__file__).parent / "released"
sys.path.insert(0, str(RELEASED))
from make import make, pack  # noqa: E402  (in the folder below)

VERSIONS = sorted(path.stem for path in RELEASED.glob("*.json"))


@pytest.fixture(params=[*VERSIONS, "today"])
def kept(request, program, tmp_path):
    """A folder, unpacked, and what must be in it. That of today shows that `make` still works."""
    if request.param == "today":
        expected = make(tmp_path / "made")
        pack(tmp_path / "made", tmp_path / "today.tar.xz")
        archive = tmp_path / "today.tar.xz"
    else:
        expected = json.loads((RELEASED / f"{request.param}.json").read_text())
        archive = RELEASED / f"{request.param}.tar.xz"
    assert archive.stat().st_size < 300_000, "what is kept for ever is kept small"
    with tarfile.open(archive) as tar:
        tar.extractall(tmp_path, filter="data")
    return Folder(tmp_path / "data", make=False), expected


def digest(lines):
    return hashlib.sha256(b"".join(line + b"\n" for line in lines)).hexdigest()


def test_a_folder_of_a_release_is_opened(kept):
    folder, expected = kept
    assert digest(folder.events()) == expected["sha256"], "the log's bytes are the same for ever"
    assert json.loads(folder.run("verify", "--json").stdout)["ok"]
    up = Up(folder)
    try:
        # A ledger that never signed anything adopts its first key then.
        wait_until(lambda: queues(folder) in [(expected["events"] + new, "live")
                                              for new in (0, 1)], 20, "the queues")
        people = set()
        for reference, case in expected["cases"].items():
            answer = requests.get(
                f"{up.address}/api/v1/cases/{reference}", headers=headers(expected["token"], None),
                params={"after": expected["events"]}, timeout=30)
            assert answer.status_code == 200, answer.text
            found = answer.json()
            assert {key: found.get(key, "") for key in case} == case
            people |= {entry["who"] for entry in found["history"]}
        assert people == set(expected["staff"]), "who did it is still known by name"
        answer = requests.post(up.address + "/api/v1/cases", json=new_case(), timeout=30,
                               headers=headers(expected["token"]))
        assert answer.status_code == 201, answer.text
        assert answer.json()["reference"] not in expected["cases"], "the series goes on"
        position = answer.json()["position"]
        wait_until(lambda: queues(folder) == (position, "live"), 20, "the queues' catching up")
    finally:
        up.stop()
    count = json.loads(folder.run(
        "query", "queues", "SELECT count(*) AS cases FROM cases WHERE type <> 'imported'",
        "--format", "json").stdout)
    assert count == [{"cases": len(expected["cases"]) + 1}]
    events = folder.events()
    assert digest(events[:expected["events"]]) == expected["sha256"]
    kinds = [json.loads(line)["type"] for line in events[expected["events"]:]]
    assert [kind for kind in kinds if kind.startswith("ledger.")] in (
        [], ["ledger.signingKeyAdopted"])
    assert json.loads(folder.run("verify", "--json").stdout)["ok"]


def queues(folder):
    model = json.loads(folder.run("status", "--json").stdout)["projections"]["queues"]
    return model["position"], model["state"]
