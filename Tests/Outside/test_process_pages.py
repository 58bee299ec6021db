# SPDX-License-Identifier: Apache-2.0
"""A case under a process, on its pages."""

import pytest
from playwright.sync_api import expect

from browser import AUDIT
from program import ROOT, Folder, Up


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
