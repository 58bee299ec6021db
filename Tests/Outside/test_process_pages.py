# SPDX-License-Identifier: Apache-2.0
"""A case under a process, on its pages."""

import json

import pytest
from playwright.sync_api import expect

from browser import AUDIT
from program import ROOT, Folder, Up
from test_attachments import PDF, Case
from test_api import API


@pytest.fixture(scope="module")
def up(program, tmp_path_factory):
    folder = Folder(tmp_path_factory.mktemp("stages") / "data")
    folder.run("process", "publish", ROOT / "Sources/ProcessFiles/Processes/correspondence.yaml")
    running = Up(folder)
    yield running
    running.stop()


def test_its_stage_and_what_is_due_are_shown_and_it_is_moved_by_hand(one_desk):
    reference = one_desk.record_contact("Whose pipe is it?")
    page = one_desk.page
    facts = page.locator(".case-facts")
    expect(facts).to_contain_text("Received")
    assert page.evaluate(AUDIT) == []
    page.goto(f"{one_desk.up.address}/cases/{reference}/do/set-field")
    page.get_by_role("radio", name="What it is about").check()
    page.get_by_label("Value").fill("housing")
    page.get_by_role("main").get_by_role("button", name="Fill in a field").click()
    page.goto(f"{one_desk.up.address}/cases/{reference}/do/move-stage")
    assert page.evaluate(AUDIT) == []
    page.get_by_role("combobox").select_option(label="Being drafted")
    page.get_by_role("main").get_by_role("button", name="Move to a stage").click()
    expect(page.locator(".case-facts")).to_contain_text("Being drafted")


def test_whoever_signs_reads_what_is_signed(one_desk):
    """Feature 9: the case says whose signature it waits for, and the page shows the draft."""
    up, page = one_desk.up, one_desk.page
    api = API(up)
    writer = json.loads(up.folder.run("user", "add", "--name", "Wren Okafor", "--json").stdout)["id"]
    api.token = json.loads(up.folder.run("user", "token", "--for", writer, "--json").stdout)["token"]
    case = Case(api)
    case.attach(PDF, "plan.pdf")
    case.do("categorise", categories=["high-profile"])
    case.do("save-draft", text="Dear Ms Pike,\n\nIt is mended.", attachments=[1])
    case.do("request-sign-off", draft=1)

    page.goto(f"{up.address}/cases/{case.reference}")
    expect(page.locator(".case-facts")).to_contain_text("Waits for")
    expect(page.locator(".case-facts")).to_contain_text("Signature: Manager")
    page.get_by_role("link", name="Sign the draft").click()
    draft = page.locator(".draft")
    expect(draft).to_contain_text("By Wren Okafor")
    expect(draft).to_contain_text("Dear Ms Pike,")
    expect(draft.get_by_role("link", name="plan.pdf")).to_be_visible()
    # It is the draft that stands here: nobody is asked which.
    expect(page.get_by_role("radio")).to_have_count(0)
    assert page.evaluate(AUDIT) == []
    page.get_by_role("main").get_by_role("button", name="Sign the draft").click()
    expect(page.locator(".case-history")).to_contain_text("Draft signed off")
    # The rule asks for a director, too, and nobody signs twice.
    expect(page.locator(".case-facts")).to_contain_text("Signature: Director")


def test_nobody_is_offered_what_they_may_not_do(one_desk, program, tmp_path_factory):
    """Under a process, once roles count; the writer of a draft does not sign it."""
    up, page = one_desk.up, one_desk.page
    reference = one_desk.record_contact("Who may?")
    page.goto(f"{up.address}/cases/{reference}/do")
    offered = page.get_by_role("main").get_by_role("link").all_inner_texts()
    assert "Sign the draft" not in offered and "Save a draft" in offered
    page.goto(f"{up.address}/cases/{reference}/do/save-draft")
    page.get_by_label("Text").fill("Dear Ms Pike, it is mended.")
    page.get_by_role("main").get_by_role("button", name="Save a draft").click()
    page.goto(f"{up.address}/cases/{reference}/do/request-sign-off")
    expect(page.locator(".draft")).to_contain_text("it is mended")
    page.get_by_role("main").get_by_role("button").last.click()
    expect(page.get_by_role("link", name="Sign the draft")).to_have_count(0)

    me = json.loads(up.folder.run("user", "list", "--json").stdout)[0]["id"]
    up.folder.run("user", "role", "contributor", "--for", me)
    page.goto(f"{up.address}/cases/{reference}")
    expect(page.get_by_role("link", name="Close case")).to_have_count(0)
    page.goto(f"{up.address}/cases/{reference}/do")
    offered = page.get_by_role("main").get_by_role("link").all_inner_texts()
    assert "Add a note" in offered and "Save a draft" not in offered
