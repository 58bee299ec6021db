# SPDX-License-Identifier: Apache-2.0
"""Real tables of three systems, by the maps of docs/how-to/maps."""

import json
import os
import signal
import subprocess
import time

from program import PROGRAM, ROOT
from tables import counted, told

MAPS = ROOT / "docs/how-to/maps"


def load(folder, name, path):
    return counted(json.loads(folder.run(
        "import", "csv", "--map", MAPS / f"{name}.yaml", path, "--json").stdout))


def twice(folder, name, path):
    first = load(folder, name, path)
    before = folder.events()
    again = load(folder, name, path)
    assert folder.events() == before, "the second import adds nothing"
    assert again["present"] + again["repeated"] == again["rows"] == first["rows"]
    assert again["contradictions"] == first["contradictions"]
    assert again["reconciliation"] == first["reconciliation"]
    return first


def test_a_citys_requests_come_in_and_four_of_them_are_flagged(folder, shared):
    one = twice(folder, "nyc-311", shared("contact-311/nyc-311-animals.csv"))
    assert one["rows"] == one["cases"] + one["repeated"] == 5895
    assert one["contradictions"]["closed-before-opened"] == 2
    assert one["contradictions"]["open-with-closing-day"] == 2
    flags = told(folder, "case.contradictionFound")
    assert len(flags) == sum(one["contradictions"].values())
    folder.run("project", "queues", "--once")
    counts = folder.run("query", "queues", "SELECT count(*), sum(contradictions) FROM cases",
                        "--format", "csv").stdout.decode().split()[-1]
    assert counts == f"5895,{len(flags)}"
    folder.run("verify")


def test_an_open311_answer_comes_in_with_its_notes(folder, shared):
    path = shared("contact-311/chicago-open311-50-requests.json")
    assert twice(folder, "chicago-open311-cases", path)["cases"] == 50
    notes = sum(len(request["notes"]) for request in json.loads(path.read_bytes()))
    assert twice(folder, "chicago-open311-notes", path)["activities"] == notes > 50
    folder.run("verify")


def test_requests_for_information_come_in(folder, shared):
    twice(folder, "whatdotheyknow", shared("foi-requests/wdtk-childrens-services-foi.csv"))
    folder.run("verify")


def test_an_import_that_is_killed_goes_on_where_it_stopped(folder, shared):
    path = shared("contact-311/nyc-311-animals.csv")
    command = [PROGRAM, "import", "csv", "--map", MAPS / "nyc-311.yaml", path, "--data",
               folder.path]
    began = int(json.loads(folder.run("status", "--json").stdout)["position"])
    process = subprocess.Popen(list(map(str, command)), stdout=subprocess.DEVNULL,
                               stderr=subprocess.DEVNULL)
    try:
        deadline = time.monotonic() + 60
        while process.poll() is None and time.monotonic() < deadline:
            if int(json.loads(folder.run("status", "--json").stdout)["position"]) > began + 1000:
                break
        assert process.poll() is None, "it was to be killed in the middle"
        os.kill(process.pid, signal.SIGKILL)
    finally:
        process.kill()
        process.wait()
    folder.run("verify")
    one = load(folder, "nyc-311", path)
    assert 0 < one["present"] < 5895 and one["cases"] + one["present"] == 5895
    assert one["contradictions"]["closed-before-opened"] == 2
    folder.run("verify")
