# SPDX-License-Identifier: Apache-2.0
"""What `--json` prints has the keys, and the types, that docs/reference/json.md lists."""

import json
import re
import shutil
import subprocess
import time

import pytest

from program import PROGRAM, ROOT, Folder
from refusals import MAP
from test_command_line import COMMANDS, environment
from test_docs import help_of
from test_files import good

JSON_REFERENCE = ROOT / "docs/reference/json.md"


def documented():
    """{command: {key: type}} of docs/reference/json.md."""
    text = JSON_REFERENCE.read_text()
    sections = re.findall(r"^## caseledger ([a-z -]+)\n(.*?)(?=^## |\Z)", text, re.M | re.S)
    return {name.strip(): dict(re.findall(r"^\| `(\S+)` \| ([^|]+?) \|", section, re.M))
            for name, section in sections}


# What is a dictionary by name.
NAMED = {"counts", "projections", "types", "channels", "contradictions", "byChannel", "byType", "times"}


def keys(value, path=""):
    """Each key of a JSON value with the name of its type; `[]` for what is in a list."""
    if isinstance(value, dict):
        for key, inner in value.items():
            name = "NAME" if path.split(".")[-1] in NAMED else key
            yield from keys(inner, f"{path}.{name}" if path else name)
    elif isinstance(value, list):
        for inner in value:
            yield from keys(inner, path + "[]")
    else:
        yield path, {bool: "true or false", int: "number", float: "number", str: "text"}[type(value)]


JSON_RUNS = {
    "init": ["init", "--data", "new", "--organisation", "Testshire", "--json"],
    "clock explain": ["clock", "explain", "--regime", "foi", "--received", "2026-03-02", "--event",
                      "fees-notice@2026-03-10", "--event", "fee-paid@2026-03-12", "--as-of",
                      "2026-03-20", "--json"],
    "calendar import": ["calendar", "import", "--shipped", "--data", "d", "--json"],
    "calendar moved": ["calendar", "moved", "--data", "d", "--json"],
    "calendar list": ["calendar", "list", "--data", "d", "--json"],
    "calendar show": ["calendar", "show", "--data", "d", "--json"],
    "process check": ["process", "check", "letters.yaml", "--json"],
    "process list": ["process", "list", "--data", "d", "--json"],
    "process show": ["process", "show", "correspondence", "--data", "d", "--json"],
    "process publish": ["process", "publish", "letters.yaml", "--data", "d", "--json"],
    "process preview": ["process", "preview", "letters.yaml", "--data", "d", "--json"],
    "process move": ["process", "move", "correspondence", "--to", "1", "--data", "d", "--json"],
    "project": ["project", "queues", "--data", "d", "--once", "--json"],
    "import xes": ["import", "xes", "file", "--data", "d", "--json"],
    "import csv": ["import", "csv", "--map", "map.yaml", "good.csv", "bad.csv", "--data", "d",
                   "--json"],
    "case open": ["case", "open", "enquiry", "--channel", "webchat", "--subject", "Bins", "--data",
                  "d", "--json"],
    "case commands": ["case", "commands", "--data", "d", "--json"],
    "case do": ["case", "do", "IMP-2026-000001", "add-note", "text=x", "--data", "d", "--json"],
    "case attach": ["case", "attach", "IMP-2026-000001", "list", "--data", "d", "--json"],
    "case bulk": ["case", "bulk", "add-note", "text=x", "--cases", "list", "--data", "d", "--json"],
    "simulate": ["simulate", "--data", "new", "--cases", "60", "--seed", "1", "--json"],
    "export": ["export", "jsonl", "--data", "d", "--out", "out.jsonl", "--json"],
    "prove": ["prove", "IMP-2026-000001", "--data", "d", "--out", "x", "--json"],
    "prove --old --new": ["prove", "--old", "a.note", "--new", "a.note", "--data", "d", "--out", "x",
                          "--json"],
    "verify": ["verify", "--data", "d", "--json"],
    "status": ["status", "--data", "d", "--json"],
    "status --settings": ["status", "--data", "d", "--settings", "--json"],
    "signing-key show": ["signing-key", "show", "--data", "d", "--json"],
    "signing-key replace": ["signing-key", "replace", "--data", "d", "--json"],
    "user add": ["user", "add", "--name", "Siân", "--data", "d", "--json"],
    "user list": ["user", "list", "--data", "d", "--json"],
    "user role": ["user", "role", "officer", "--data", "d", "--json"],
    "user team": ["user", "team", "--none", "--data", "d", "--json"],
    "user away": ["user", "away", "--until", "2199-01-08", "--from", "2199-01-02", "--data", "d",
                  "--json"],
    "user deputy": ["user", "deputy", "STAFF", "--data", "d", "--json"],
    "template add": ["template", "add", "--shipped", "--data", "d", "--json"],
    "template list": ["template", "list", "--data", "d", "--json"],
    "template show": ["template", "show", "call-back", "--data", "d", "--json"],
    "template approve": ["template", "approve", "reply", "--data", "d", "--json"],
    "template withdraw": ["template", "withdraw", "call-back", "--reason", "x", "--data", "d",
                          "--json"],
    "template fill": ["template", "fill", "call-back", "IMP-2026-000001", "--data", "d", "--json"],
    "team add": ["team", "add", "Housing", "--data", "d", "--json"],
    "team list": ["team", "list", "--data", "d", "--json"],
    "user link": ["user", "link", "--data", "d", "--json"],
    "user token": ["user", "token", "--data", "d", "--json"],
}


def test_every_command_with_json_is_documented():
    found = {" ".join(path) for path in COMMANDS if re.search(r"^  --json  ", help_of(path), re.M)}
    assert {name.partition(" --")[0] for name in documented()} == found
    # Where another page lists the members, the section only leads there.
    assert {name for name, known in documented().items() if known} == set(JSON_RUNS)


@pytest.mark.parametrize("name", JSON_RUNS)
def test_json_has_the_documented_keys(name, program, tmp_path):
    (tmp_path / "file").write_text("Dear Sir or Madam,\n")
    (tmp_path / "map.yaml").write_text(MAP)
    (tmp_path / "list").write_text(time.strftime("IMP-%Y-000001\nNO-1\n", time.gmtime()))
    (tmp_path / "good.csv").write_text("No,Received\nC-1,04/03/2024\n")
    (tmp_path / "bad.csv").write_text("No,Received\nC-1,4 March\n")
    letters = tmp_path / "letters.yaml"
    shutil.copy(ROOT / "Sources/ProcessFiles/Processes/correspondence.yaml", letters)
    if "d" in JSON_RUNS[name]:
        folder = Folder(tmp_path / "d")
        folder.run("project", "queues", "--once")
        if name == "calendar moved":
            folder.run("calendar", "import", "--shipped")
        if name.startswith("template ") and name != "template add":
            folder.run("template", "add", "--shipped")
            folder.run("template", "approve", "call-back", "--expires",
                       time.strftime("%Y-12-31", time.gmtime()))
        if name == "team list":
            folder.run("team", "add", "Housing")
        if name == "user deputy":
            bo = json.loads(folder.run("user", "add", "--name", "Bo", "--json").stdout)["id"]
        if name in ("process list", "process show", "process move"):
            folder.run("process", "publish", letters)
        (tmp_path / "one.xes").write_text(good(1))
        folder.run("import", "xes", tmp_path / "one.xes")
        folder.run("export", "checkpoint", "--out", tmp_path / "a.note")
    words = [re.sub(r"-20\d\d-(\d{6})", time.strftime(r"-%Y-\1", time.gmtime()), word)
             for word in JSON_RUNS[name]]
    words = [bo if word == "STAFF" else word for word in words]
    run = subprocess.run([str(PROGRAM), *words], cwd=tmp_path, env=environment(CASELEDGER_CHECKPOINT_FOLDER=str(tmp_path)),
                         capture_output=True, stdin=subprocess.DEVNULL, timeout=60)
    assert run.stderr == b"" and run.stdout.count(b"\n") == 1, "one line, and nothing beside it"
    known = documented()[name]
    printed = dict(keys(json.loads(run.stdout)))
    for key, kind in printed.items():
        assert key in known, f"{key} is not documented"
        assert kind in known[key], f"{key} is {kind}, documented as {known[key]}"
    needed = {key for key, kind in known.items() if "absent" not in kind}
    assert needed <= set(printed), f"documented, not printed: {needed - set(printed)}"
