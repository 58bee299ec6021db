# SPDX-License-Identifier: Apache-2.0
"""Process files: checked, published as events, previewed over past cases, and cases moved."""

import json

import pytest

from program import ROOT, Folder, caseledger
from test_api import API, new_case

SHIPPED = ROOT / "Sources/ProcessFiles/Processes"


def changed(tmp_path, *changes, name="correspondence"):
    """A shipped file with some texts changed."""
    text = (SHIPPED / f"{name}.yaml").read_text()
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    path = tmp_path / f"{name}.yaml"
    path.write_text(text)
    return path


def answer(folder, *words, code=0):
    return json.loads(folder.run("process", *words, "--json", code=code).stdout)


@pytest.fixture
def folder(program, tmp_path):
    return Folder(tmp_path / "d")


def test_every_fault_stands_in_its_line(folder, tmp_path):
    path = changed(tmp_path, ("state: closed", "state: shut"), ("years: 3", "years: never"),
                   ("then: urgent", "then: at-once"))
    run = caseledger("process", "check", path, code=1)
    lines = run.stdout.decode().splitlines()
    text = path.read_text().splitlines()
    places = [int(line.split(":")[1]) for line in lines]
    assert len(lines) == 3 and places == sorted(places)
    assert run.stderr.decode() == "Error: 3 faults found; mend them, then run this again.\n"
    assert [next(word for word in ("shut", "at-once", "never") if word in text[place - 1])
            for place in places] == ["shut", "at-once", "never"]
    [found] = json.loads(caseledger("process", "check", path, "--json", code=1).stdout)
    assert [fault["fault"] for fault in found["faults"]] == ["not-in-kernel", "value-misfit", "text"]


def test_a_file_with_a_fault_is_not_published(folder, tmp_path):
    before = folder.events()
    path = changed(tmp_path, ("otherwise: none", "otherwise: nobody"))
    run = folder.run("process", "publish", path, code=1)
    assert b"There is no sign-off 'nobody'" in run.stdout and b"nothing was published" in run.stderr
    lost = changed(tmp_path, ("tables:\n", "tables:\n  routing: {otherwise: No Such Team}\n"))
    caseledger("process", "check", lost)
    run = folder.run("process", "publish", lost, code=1)
    assert b"There is no team 'No Such Team'" in run.stdout
    assert folder.events() == before


def test_a_version_is_published_once(folder, tmp_path):
    path = changed(tmp_path)
    before = len(folder.events())
    dry = answer(folder, "publish", path, "--dry-run")
    assert "position" not in dry and len(folder.events()) == before
    made = answer(folder, "publish", path)
    assert made["version"] == 1 and made["digest"] == dry["digest"]
    event = json.loads(folder.events()[before])
    assert (event["type"], event["actor"]) == ("process.published", "system/process")
    run = folder.run("process", "publish", path, code=1)
    assert "is this file already, and in force" in run.stderr.decode()
    assert answer(folder, "publish", changed(tmp_path, ("years: 3", "years: 4")))["version"] == 2
    assert [entry["version"] for entry in answer(folder, "list")] == [1, 2]
    assert answer(folder, "show", "correspondence", "--number", "1")["text"] == (
        SHIPPED / "correspondence.yaml").read_text()
    other = changed(tmp_path, ("process: correspondence", "process: letters"))
    assert b"publish this as another version of it" in folder.run(
        "process", "publish", other, code=1).stderr
    folder.run("verify")


def test_a_long_file_comes_back_as_it_was(folder, tmp_path):
    notes = "".join(f"# Note {n}: what stands here is for people – \"and\" stays.\n"
                    for n in range(3_000))
    path = tmp_path / "long.yaml"
    path.write_text((SHIPPED / "foi.yaml").read_text() + notes)
    before = len(folder.events())
    answer(folder, "publish", path)
    assert len(folder.events()) - before > 8
    assert folder.run("process", "show", "foi").stdout.decode() == path.read_text()
    path.write_text(path.read_text() + notes)
    assert b"over 262144 bytes" in caseledger("process", "check", path, code=1).stdout


def test_past_cases_are_decided_anew(program, tmp_path):
    demo = tmp_path / "demo"
    caseledger("simulate", "--cases", "300", "--seed", "1", data=demo)
    path = changed(tmp_path)
    preview = json.loads(caseledger("process", "preview", path, "--json", data=demo).stdout)
    assert preview["cases"] > 100 and preview["counts"]["priority"] > 10
    assert preview["counts"]["refused"] == 0
    assert {found["what"] for entry in preview["list"] for found in entry["differences"]} == {
        "priority"}
    narrow = changed(tmp_path, ("  - {name: referred,", "  #"), ("      - assign\n", ""))
    preview = json.loads(caseledger("process", "preview", narrow, "--json", data=demo).stdout)
    refused = {(found["was"], found["now"]) for entry in preview["list"]
               for found in entry["differences"] if found["what"] == "refused"}
    assert {was for was, _ in refused} == {"assign", "close"}
    text = caseledger("process", "preview", narrow, data=demo).stdout.decode()
    assert "a command is refused" in text and "ENQ-" in text


def test_a_case_goes_through_its_stages_and_to_another_version(up, tmp_path):
    api, folder = API(up), up.folder
    path = changed(tmp_path)
    old = api.post("/cases", {**new_case(), "type": "enquiry"}).json()["reference"]
    folder.run("process", "publish", path)
    assert answer(folder, "move", "correspondence", "--to", "1")["cases"] == []
    begun = answer(folder, "move", "correspondence", "--to", "1", "--unhandled")
    assert begun["cases"] == [{"reference": old}]
    assert json.loads(folder.events()[-1])["data"]["stage"] == "received"
    opened = api.post("/cases", {**new_case(), "type": "enquiry"}).json()
    reference, case = opened["reference"], {"version": opened["version"]}

    def do(command, code=200, **fields):
        made = api.post(f"/cases/{reference}/commands/{command}", fields, version=case["version"])
        assert made.status_code == code, made.text
        if code == 200:
            case["version"] = made.json()["version"]
        return made.json()

    def events():
        lines = [json.loads(line) for line in folder.events()]
        stream = next(line["subject"] for line in lines if line.get("reference") == reference)
        return [(line["type"], line["data"]) for line in lines if line["subject"] == stream]

    kinds = [kind for kind, _ in events()]
    assert kinds[:2] == ["case.opened", "case.processAdopted"]
    do("save-draft", text="Dear Ms Featherstonehaugh")
    kind, data = events()[-1]
    assert (kind, data["to"], data["on"]) == ("case.stageMoved", "drafting", "case.draftSaved")
    refused = do("send-reply", code=409, kind="final", channel="email", day="2026-11-20", draft=1)
    assert "'topic'" in refused["detail"]
    assert "cannot hold this" in do("set-field", code=422, field="topic", value="weather")["detail"]
    do("set-field", field="topic", value="housing")
    assert events()[-1] == ("case.fieldSet", {"field": "topic", "value": "housing"})
    do("set-field", field="call-back", value="2026-11-23")
    assert set(events()[-1][1]) == {"field", "sealed"}, "a day is sealed unless it is published"
    assert "does not let you" in do("move-stage", code=409, to="received")["detail"]
    do("send-reply", kind="final", channel="email", day="2026-11-20", draft=1)
    moved = [data for kind, data in events() if kind == "case.stageMoved"]
    assert moved[-1]["to"] == "answered"
    # The promise for emails was kept, and that is recorded too.
    assert events()[-1][0] == "clock.computed" and events()[-1][1]["regime"] == "svc-email"

    renamed = changed(
        tmp_path, ("name: answered, label: Answered, state", "name: replied, label: Replied, state"),
        ("to: answered", "to: replied"), ("from: answered", "from: replied"),
        ("from: answered", "from: replied"), ("clearance, answered]", "clearance, replied]"))
    folder.run("process", "publish", renamed)
    stuck = answer(folder, "move", "correspondence", "--to", "2", "--case", reference, code=1)
    assert stuck["refused"] == 1 and "no stage for 'answered'" in stuck["cases"][0]["refusal"]
    moved = answer(folder, "move", "correspondence", "--to", "2", "--map", "answered=replied")
    assert moved["moved"] >= 1 and moved["refused"] == 0
    kind, data = events()[-1]
    assert (kind, data["from"], data["stage"]) == ("case.processMoved", "answered", "replied")
    assert answer(folder, "move", "correspondence", "--to", "2")["cases"] == []
    folder.run("verify")


def test_each_channel_has_the_target_that_the_process_gives_it(own_up):
    """The GLA's three hours for a post run from its moment; one working day for a call is the
    process's own (requirement G33)."""
    folder, api = own_up.folder, API(own_up)
    folder.run("process", "publish", SHIPPED / "correspondence.yaml")

    def due(channel, received):
        opened = api.post("/cases", new_case(channel=channel, received=received)).json()
        clocks = [e["data"] for e in map(json.loads, folder.events())
                  if e["subject"] == opened["id"] and e["type"].endswith("clock.computed")]
        return [(c["regime"], c.get("due")) for c in clocks]

    assert due("letter", "2026-11-16") == [("svc-letter", "2026-11-30")]
    assert due("phone", "2026-11-20") == [("svc-own", "2026-11-23")]
    assert due("social", "2026-11-20T09:15:00Z") == [("svc-social", "2026-11-20T12:15:00.000Z")]
    # Of a post whose hour nobody knows, no limit in hours can be told.
    assert due("social", "2026-11-20") == []
    future = api.post("/cases", new_case(channel="social", received="2199-01-01T00:00:00Z"))
    assert future.status_code == 422
    assert api.post("/cases", new_case(received="2026-11-20T25:00:00Z")).status_code == 422
