# SPDX-License-Identifier: Apache-2.0
"""Casework by the forms, in a real browser: nothing typed is lost, nothing happens twice."""

import datetime
import re
import uuid

from playwright.sync_api import expect

from browser import AUDIT, fill_contact, form_of


def test_a_contact_becomes_a_case(desk):
    subject = f"Noise <b>at night</b> & \"more\" {uuid.uuid4().hex[:6]}"
    reference = desk.record_contact(subject, "Every night.\n<script>alert(1)</script>")
    page = desk.page
    timeline = page.locator(".timeline")
    expect(timeline).to_contain_text("<script>alert(1)</script>")
    expect(timeline).to_contain_text("Happened")
    expect(timeline).to_contain_text("Recorded")
    expect(page.get_by_role("main")).to_contain_text("Ann Other")
    desk.audit()
    row = desk.menu("Queue").locator("table.cases tbody tr", has_text=reference)
    expect(row).to_contain_text(subject)
    expect(row).to_contain_text("Unallocated")


def test_a_day_in_the_past_is_when_it_happened(one_desk):
    day = datetime.date.today() - datetime.timedelta(days=9)
    page = one_desk.menu("New contact")
    fill_contact(page, "A late letter", "It lay in a tray.", "Ann Other")
    for label, value in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
        page.get_by_label(label, exact=True).fill(str(value))
    page.get_by_role("button", name="Save").click()
    expect(page.locator(f'.timeline time[datetime^="{day.isoformat()}"]').first).to_be_visible()
    today = datetime.datetime.now(datetime.UTC).date().isoformat()
    expect(page.locator(f'.timeline time[datetime^="{today}"]').first).to_be_visible()


def test_mistakes_give_the_typed_text_back(desk):
    page = desk.menu("New contact")
    fill_contact(page, "", "A long story, told once.", "Ann Other")
    page.get_by_label("Month", exact=True).fill("13")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("There is a problem")).to_be_visible()
    expect(page).to_have_title(re.compile("^Error: "))
    assert page.get_by_label("What was said or written").input_value() == "A long story, told once."
    assert page.get_by_role("textbox", name="Name (optional)", exact=True).input_value() == "Ann Other"
    assert page.get_by_label("Month", exact=True).input_value() == "13"
    assert page.get_by_role("radio", name="Phone").is_checked()
    desk.audit()
    page.locator(".error-summary").get_by_role("link").first.click()
    focused = page.evaluate("document.activeElement.name || document.activeElement.id")
    assert focused, "a link of the summary leads to the field"


def test_a_case_from_first_note_to_its_end(desk):
    desk.record_contact("A whole life")
    page = desk.act("note")
    page.get_by_label("Note", exact=True).fill("She called twice.")
    page.get_by_role("button", name="Add note").click()
    expect(page.locator(".timeline")).to_contain_text("She called twice.")

    desk.act("correspondence")
    page.get_by_role("radio", name="From us").check()
    page.get_by_role("radio", name="Letter").check()
    page.get_by_label("What was said or written").fill("We are sorry about the bins.")
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".timeline")).to_contain_text("We are sorry about the bins.")

    desk.act("assign")
    page.get_by_role("radio", name=re.compile("^Me")).check()
    page.get_by_role("main").get_by_role("button", name="Assign").click()
    expect(page.locator(".case-facts")).not_to_contain_text("Unallocated")

    desk.act("close")
    page.get_by_role("radio", name="Answered").check()
    page.get_by_label(re.compile("Closing note")).fill("All is well.")
    page.get_by_role("button", name="Close case").click()
    expect(page.locator(".timeline")).to_contain_text("All is well.")
    expect(page.locator(".case-head")).to_contain_text("Closed")
    # What still comes in can be recorded; what else there is to do is a page of its own.
    actions = page.get_by_role("list", name="Actions").get_by_role("link")
    assert actions.all_inner_texts() == ["Record correspondence", "Add a note", "Attach a file", "More"]
    desk.audit()


def test_the_second_of_two_windows_gets_its_text_back(one_desk):
    reference = one_desk.record_contact("Two at once")
    address = f"{one_desk.up.address}/cases/{reference}/note"
    first, second = one_desk.window(), one_desk.window()
    for page, text in ((first, "From the first"), (second, "From the second")):
        page.goto(address)
        page.get_by_label("Note", exact=True).fill(text)
    first.get_by_role("button", name="Add note").click()
    expect(first.locator(".timeline")).to_contain_text("From the first")
    second.get_by_role("button", name="Add note").click()
    expect(second.locator(".conflict")).to_contain_text("Someone else changed this case")
    expect(second.locator(".conflict")).to_contain_text("From the first")
    assert second.get_by_label("Note", exact=True).input_value() == "From the second"
    assert second.evaluate(AUDIT) == []
    second.get_by_role("button", name="Add note").click()
    for text in ("From the first", "From the second"):
        expect(second.locator(".timeline")).to_contain_text(text)


def test_a_form_sent_twice_acts_once(one_desk, up):
    page = one_desk.menu("New contact")
    fill_contact(page, "Twice", "Sent twice.", "Ann Other")
    address, fields = form_of(page)
    first = post(one_desk, address, fields)
    count = len(up.folder.events())
    second = post(one_desk, address, fields)
    assert (first.status, second.status) == (200, 200)
    assert first.url.split("?")[0] == second.url.split("?")[0] != address
    assert len(up.folder.events()) == count


def post(desk, address, fields, **options):
    return desk.context.request.post(
        address, form=fields, headers={"Origin": desk.up.address}, **options)


def test_a_form_without_its_secret_is_refused(one_desk, up):
    page = one_desk.menu("New contact")
    fill_contact(page, "Forged", "Forged.", "Ann Other")
    address, fields = form_of(page)
    before = len(up.folder.events())
    for forged in ({**fields, "csrf": "x" * 43}, {k: v for k, v in fields.items() if k != "csrf"}):
        answer = post(one_desk, address, forged, max_redirects=0)
        assert answer.status == 403
    assert len(up.folder.events()) == before


def test_signed_out_meanwhile_the_text_is_not_lost(one_desk, up):
    page = one_desk.menu("New contact")
    fill_contact(page, "A long call", "She told it all.\nTwice.", "Ann Other")
    other = one_desk.window()
    other.goto(up.address + "/queue")
    other.get_by_role("button", name="Sign out").click()
    before = len(up.folder.events())
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your text was not saved")
    for text in ("A long call", "She told it all.\nTwice.", "Ann Other"):
        assert text in page.get_by_role("main").inner_text()
    assert page.evaluate(AUDIT) == []
    assert len(up.folder.events()) == before
