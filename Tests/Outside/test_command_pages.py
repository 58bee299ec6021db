# SPDX-License-Identifier: Apache-2.0
"""The plain pages of every command on a case, in a real browser."""

import re

import pytest
from playwright.sync_api import expect

from browser import AUDIT, PHONE


def listed(page):
    return page.locator(".command-list a").all_inner_texts()


def do(desk, reference, name):
    desk.page.goto(f"{desk.up.address}/cases/{reference}/do/{name}")
    return desk.page


def press(page, name):
    page.get_by_role("main").get_by_role("button", name=name).click()


@pytest.fixture
def case(one_desk):
    return one_desk, one_desk.record_contact("Whose pipe is it?")


def test_what_can_be_done_is_listed_and_leads_to_a_form(case):
    desk, reference = case
    desk.page.get_by_role("link", name="More", exact=True).click()
    titles = listed(desk.page)
    assert "Ask for a contribution" in titles and "Withdraw" in titles
    # What cannot be done now is not offered.
    assert not {"Accept", "Reopen", "Sign the draft", "Release a legal hold"} & set(titles)
    desk.audit()
    for title in titles:
        desk.page.goto(f"{desk.up.address}/cases/{reference}/do")
        desk.page.get_by_role("main").get_by_role("link", name=title, exact=True).click()
        expect(desk.page.get_by_role("heading", level=1)).to_have_text(title)
        assert desk.page.evaluate(AUDIT) == [], title


def test_an_answer_is_made_of_what_others_know(case):
    desk, reference = case
    page = do(desk, reference, "request-contribution")
    page.get_by_label("A body outside").fill("Thames Water")
    page.get_by_label("The question").fill("Whose pipe is it?")
    press(page, "Ask for a contribution")
    expect(page.locator(".timeline")).to_contain_text("Thames Water")

    page = do(desk, reference, "answer-contribution")
    page.get_by_role("radio", name="Contribution 1").check()
    page.get_by_label("Text").fill("Ours.")
    press(page, "Record a contribution")
    expect(page.locator(".timeline")).to_contain_text("Contribution answered")

    page = do(desk, reference, "save-draft")
    page.get_by_label("Text").fill("Dear Ms Other, the pipe belongs to Thames Water.")
    press(page, "Save a draft")
    page = do(desk, reference, "send-reply")
    page.get_by_role("radio", name="Final").check()
    page.get_by_label("Channel").select_option(label="Letter")
    page.get_by_role("radio", name="Draft 1").check()
    press(page, "Send a reply")
    expect(page.locator(".timeline")).to_contain_text("Reply sent")
    desk.audit()


def test_what_is_wrong_is_said_at_its_field_and_nothing_typed_is_lost(case):
    desk, reference = case
    page = do(desk, reference, "request-contribution")
    page.get_by_label("A body outside").fill("Thames Water")
    page.get_by_label("Day", exact=True).fill("31")
    page.get_by_label("Month", exact=True).fill("2")
    page.get_by_label("Year", exact=True).fill("2026")
    press(page, "Ask for a contribution")
    expect(page.get_by_text("There is a problem")).to_be_visible()
    assert page.get_by_label("A body outside").input_value() == "Thames Water"
    assert page.get_by_label("Day", exact=True).input_value() == "31"
    assert page.evaluate(AUDIT) == []

    page.get_by_label("The question").fill("Whose?")
    for box in ("Day", "Month", "Year"):
        page.get_by_label(box, exact=True).fill("")
    page.get_by_label("A body outside").fill("")
    press(page, "Ask for a contribution")
    # Neither a team nor a body: a refusal of the rules, on the same form.
    expect(page.get_by_text("There is a problem")).to_be_visible()
    assert page.get_by_label("The question").input_value() == "Whose?"


def test_another_case_is_named_by_its_reference(case):
    desk, reference = case
    other = desk.record_contact("The same again")
    page = do(desk, reference, "link-case")
    page.get_by_label("The other case").fill(other.lower())
    page.get_by_role("radio", name="Duplicate").check()
    press(page, "Link a case")
    expect(page.locator(".timeline")).to_contain_text("Linked")
    expect(page.locator(".timeline")).to_contain_text(other)
    page = do(desk, reference, "merge-case")
    page.get_by_label("The other case").fill("ENQ-1999-000001")
    page.get_by_label("Reason").fill("One matter")
    press(page, "Merge into another case")
    expect(page.get_by_text("There is a problem")).to_be_visible()
    assert page.get_by_label("The other case").input_value() == "ENQ-1999-000001"


def test_hostile_text_is_shown_as_text(case):
    desk, reference = case
    hostile = "\u202eevil\u202c <b onclick=x>\u0000\u200b {{csrf}} \U000e0041"
    page = do(desk, reference, "withdraw")
    page.get_by_label("Reason").fill(hostile)
    press(page, "Withdraw")
    expect(page.locator(".timeline")).to_contain_text("<b onclick=x>")
    expect(page.locator(".timeline")).to_contain_text("{{csrf}}")
    desk.audit()
    page = do(desk, reference, "reopen")
    page.get_by_label("Reason").fill("It goes on")
    press(page, "Reopen")
    expect(page.locator(".case-head")).to_contain_text("Open")


def test_on_a_phone(case):
    desk, reference = case
    desk.page.set_viewport_size(PHONE)
    for path in ("do", "do/send-reply", "do/request-contribution"):
        desk.page.goto(f"{desk.up.address}/cases/{reference}/{path}")
        assert desk.page.evaluate(AUDIT) == [], path


def test_an_unknown_command_is_not_found(case):
    desk, reference = case
    answer = desk.page.goto(f"{desk.up.address}/cases/{reference}/do/no-such")
    assert answer.status == 404
    expect(desk.page.get_by_role("heading", level=1)).to_have_text(re.compile("."))
