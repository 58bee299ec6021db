# SPDX-License-Identifier: Apache-2.0
"""Letters and agreed lines: written, approved by another person, filled in by a case, recorded with
the draft (requirements G42, G63; features 52 and 53 of `anchors.md`)."""

import json

import pytest

from casework import Office
from test_api import new_case

LINES = """templates:
  - name: buses
    kind: line
    title: Buses at night
    topics: [transport]
    text: |
      On {{subject}} ({{reference}}): buses run all night. It came on {{received}}.
  - name: to-whom
    title: A letter to somebody
    text: "Dear {{correspondent}}, from {{officer}} of {{authority}}, {{received}}."
"""


@pytest.fixture(scope="module")
def office(program, tmp_path_factory):
    path = tmp_path_factory.mktemp("templates")
    office = Office(path)
    office.person("writer", "Olwen Price")
    office.person("approver", "Mererid Prys")
    (path / "lines.yaml").write_text(LINES)
    office.file = path / "lines.yaml"
    assert office.run("template", "add", office.file, "--as", office.staff["writer"]) \
        == {"drafted": ["buses", "to-whom"]}
    yield office
    office.stop()


def approve(office, name, who="approver", **options):
    return office.folder.run("template", "approve", name, "--as", office.staff[who], **options)


def get(office, path, code=200):
    answer = office.api.get(path, token=office.tokens["writer"])
    assert answer.status_code == code, answer.text
    return answer.json()


def test_a_line_is_approved_by_another_person_and_used(office):
    case = office.open("writer", **new_case(subject="Buses & <trams>"))
    path = f"/cases/{case.reference}/templates/buses"
    assert "not in force" in get(office, path, 409)["detail"]
    assert b"does not approve it too" in approve(office, "buses", "writer", code=1).stderr
    approve(office, "buses")
    filled = get(office, path)
    assert filled["text"].startswith(f"On Buses & <trams> ({case.reference}): buses run")
    assert (filled["template"], filled["version"]) == ("buses", 1)
    assert office.run("template", "fill", "buses", case.reference)["text"] == filled["text"]

    assert case.refused("writer", "save-draft", text="x", templates=["to-whom"]) == "needs/template"
    case.do("writer", "save-draft", text=filled["text"] + " Yours", templates=["buses", "buses"])
    saved = [json.loads(line)["data"] for line in office.folder.events()
             if json.loads(line)["type"].endswith("case.draftSaved")]
    assert saved[-1]["templates"] == [{"template": "buses", "version": 1}]
    assert "buses" in json.dumps(case.replay()["steps"][-1])

    # A place that the case has nothing for is named, and nothing is made up.
    approve(office, "to-whom")
    answer = get(office, f"/cases/{case.reference}/templates/to-whom", 409)["detail"]
    assert "officer" in answer
    case.do("writer", "assign", officer=office.staff["writer"])
    assert get(office, f"/cases/{case.reference}/templates/to-whom")["text"].startswith("Dear ")


def test_a_new_version_is_used_once_it_is_approved(office):
    office.file.write_text(LINES.replace("all night", "until two"))
    assert office.run("template", "add", office.file)["drafted"] == ["buses"]
    assert office.run("template", "add", office.file)["drafted"] == []
    case = office.open("writer", **new_case())
    path = f"/cases/{case.reference}/templates/buses"
    assert "all night" in get(office, path)["text"]
    approve(office, "buses")
    assert "until two" in get(office, path)["text"] and get(office, path)["version"] == 2
    shown = office.run("template", "show", "buses", "--version", "1")
    assert "all night" in shown["text"] and shown["standing"] == "replaced"


def test_its_last_day_passes_and_it_is_withdrawn(office):
    def standing(name):
        return {t["name"]: t["standing"] for t in get(office, "/templates")["templates"]}[name]

    body = {"name": "summer", "kind": "line", "title": "Open", "text": "Open {{today}}"}
    for path, sent, who in (("/templates", body, "writer"),
                            ("/templates/summer/approval", {"expires": "2027-06-30"}, "approver")):
        answer = office.api.post(path, sent, token=office.tokens[who])
        assert answer.status_code == 200, answer.text
    assert standing("summer") == "in-force"
    office.after_years(1)
    assert standing("summer") == "expired"
    answer = office.api.post("/templates/buses/withdrawal", {"reason": "New hours"},
                             token=office.tokens["writer"])
    assert answer.status_code == 200 and standing("buses") == "withdrawn"
    assert get(office, "/templates?about=BUSES night")["templates"][0]["name"] == "buses"
    assert get(office, "/templates?about=zeppelin")["templates"] == []
    assert office.folder.run("verify", code=None).returncode == 0


@pytest.mark.parametrize("change, status, said", [
    ({"text": "{{king}}"}, 422, "nothing that a case fills in"), ({"text": ""}, 422, "empty"),
    ({"text": "x" * 20_001}, 422, "20000"), ({"title": "\u202eX"}, 422, "cannot be published"),
    ({"name": "Über"}, 422, "is no name"), ({"kind": "song"}, 422, "letter, line"),
    ({"topics": ["a b"]}, 422, "is no name"), ({"title": None}, 422, "`title`"),
    ({"text": "tab\u0007"}, 422, "cannot be seen")])
def test_what_cannot_be_a_template_is_refused(office, change, status, said):
    before = len(office.folder.events())
    body = {"name": "new", "title": "New", "text": "x"} | change
    answer = office.api.post("/templates", body, token=office.tokens["writer"])
    assert answer.status_code == status and said in answer.json()["detail"], answer.text
    assert len(office.folder.events()) == before


def test_a_file_with_faults_changes_nothing(office, tmp_path):
    (tmp_path / "bad.yaml").write_text(LINES + "  - {name: b, title: B, text: '{{king}}'}\n")
    before = len(office.folder.events())
    answer = office.folder.run("template", "add", tmp_path / "bad.yaml", code=1)
    assert b"bad.yaml:11:" in answer.stdout and b"king" in answer.stdout
    assert len(office.folder.events()) == before


def test_a_process_names_templates_that_there_are(office, tmp_path):
    shipped = office.folder.run("process", "show", "correspondence", "--shipped").stdout.decode()
    file = tmp_path / "ours.yaml"
    file.write_text(shipped.replace("reply, referred-reply]", "reply, referred-reply, letterhead]"))
    assert b"nothing was published" in office.folder.run("process", "publish", file, code=1).stderr
    file.write_text(shipped.replace("reply, referred-reply]", "reply, referred-reply, to-whom]"))
    waiting = office.run("process", "publish", file, "--dry-run")["unapproved"]
    assert "acknowledgement" in waiting and "to-whom" not in waiting


def test_the_page_of_a_draft_begins_with_one(one_desk):
    folder = one_desk.up.folder
    folder.run("template", "add", "--shipped")
    folder.run("template", "approve", "reply")
    reference = one_desk.record_contact("A bus that never comes")
    page = one_desk.menu("Queue")
    page.goto(f"{one_desk.up.address}/cases/{reference}/do/save-draft")
    page.get_by_text("Start from a letter or an agreed line").click()
    page.get_by_role("link", name="Reply to a letter").click()
    text = page.locator("textarea[name=text]").input_value()
    assert "A bus that never comes" in text and reference in text and "{{" not in text
    page.get_by_role("button").filter(has_text="draft").last.click()
    page.get_by_role("heading", level=1).wait_for()
    saved = [json.loads(line)["data"] for line in folder.events() if b"draftSaved" in line]
    assert saved[-1]["templates"] == [{"template": "reply", "version": 1}]
