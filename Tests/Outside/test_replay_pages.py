# SPDX-License-Identifier: Apache-2.0
"""A case at any moment, on pages, without JavaScript."""

import re

import pytest
from playwright.sync_api import expect

from browser import DESKTOP, NARROW, PHONE, Desk
from story import story, up  # noqa: F401


@pytest.fixture
def desk(chromium, up):
    context = chromium.new_context(viewport=DESKTOP, java_script_enabled=False)
    context.set_default_timeout(8000)
    yield Desk(context, up).sign_in()
    context.close()


def told(page):
    return page.locator(".timeline .entry-sentence").all_inner_texts()


def test_a_person_moves_along_both_times(desk, story):
    page = desk.open_case(story.reference)
    page.get_by_role("link", name="replay it at any moment").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("History")
    assert len(told(page)) == 5 and told(page)[0] == "Closed: answered"
    desk.audit()
    # Along the recording, one event earlier and one more: the photograph was not known yet.
    known = page.get_by_role("list", name="As it was known")
    known.get_by_role("link", name="Earlier").click()
    assert told(page)[0] == "Letter received"
    known.get_by_role("link", name="Earlier").click()
    assert told(page) == ["Note added", "Letter sent", "Email received, case opened"]
    expect(page.locator(".summary")).to_contain_text("Open")
    expect(page.get_by_text("2 events are left out: 2 had not been recorded yet.")).to_be_visible()
    # The mark of the photograph on the other line leaves what was known as it is.
    page.get_by_role("link", name=re.compile("Letter received, happened by")).click()
    assert told(page) == ["Letter sent", "Email received, case opened"]
    known.get_by_role("link", name="All").click()
    assert told(page) == ["Letter received", "Letter sent", "Email received, case opened"]
    chosen = page.locator(".entry-chosen")
    expect(chosen).to_have_count(1)
    expect(chosen).to_contain_text("A photograph")
    expect(chosen).to_contain_text(re.compile("Items received\\s*1.*2"))
    page.get_by_role("link", name="Show the whole history").click()
    assert len(told(page)) == 5


def test_the_scale_is_used_by_keyboard(desk, story):
    page = desk.page
    page.goto(story.page())
    mark = page.get_by_role("link", name=re.compile("Letter sent, happened by"))
    mark.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("as-of=2026-03-03"))
    assert told(page) == ["Letter sent", "Email received, case opened"]
    expect(page.get_by_role("link", name=re.compile("Letter sent, happened by"))).to_have_attribute(
        "aria-current", "true")


def test_any_two_times_are_shown_and_compared(desk, story):
    page = desk.page
    page.goto(story.page())
    page.get_by_label("What had happened by").fill("3 March 2026")
    page.get_by_label("As it was known at").fill(story.recorded(4))
    page.get_by_role("button", name="Show").click()
    assert told(page) == ["Letter sent", "Email received, case opened"]
    page.get_by_text("Compare two moments").click()
    page.get_by_label("Compare", exact=True).select_option("recorded")
    page.get_by_label("From", exact=True).fill(story.recorded(3))
    page.get_by_label("To", exact=True).fill(story.recorded(4))
    page.get_by_role("button", name="Compare").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Compare two moments")
    assert told(page) == ["Letter received"]
    expect(page.locator(".late")).to_contain_text("Had happened by")
    expect(page.locator(".changes-card")).to_contain_text("Items received")
    desk.audit()


def test_a_comparison_is_by_happening_unless_said(desk, story):
    page = desk.page
    page.goto(story.page())
    page.get_by_text("Compare two moments").click()
    expect(page.get_by_label("Compare", exact=True)).to_have_value("happened")
    form = page.locator("form", has=page.get_by_role("button", name="Compare"))
    expect(form).to_contain_text("Only the last box may be empty.")
    assert "Leave a box empty" not in form.inner_text()
    page.get_by_role("button", name="Compare").click()
    expect(page.locator(".case-head")).to_contain_text("What happened after")
    answer = page.goto(story.page("/compare", **{"from": "2026-03-02", "to": "2026-03-05"}))
    assert answer.status == 200 and told(page) == ["Letter sent", "Letter received"]
    answer = page.goto(story.page(
        "/compare", **{"from": "2026-03-02", "to": "2026-03-05", "by": "chance"}))
    assert answer.status == 422
    expect(page.locator(".error-summary")).to_contain_text("Choose one of the two times")
    desk.audit()


@pytest.mark.parametrize("path,query", [
    ("", {"as_of": "yesterday"}), ("/compare", {"from": "2026-03-03", "to": ""}),
    ("/compare", {"from": "2026-03-05", "to": "2026-03-03"}),
    ("/compare", {"from": "2026-03-03", "to": "2026-03-05", "held": "<b>"})], ids=str)
def test_a_wrong_time_is_said_at_its_box_and_kept(desk, story, path, query):
    answer = desk.page.goto(story.page(path, **query))
    assert answer.status == 422
    link = desk.page.locator(".error-summary a")
    field = desk.page.locator(link.first.get_attribute("href"))
    assert field.get_attribute("aria-invalid") == "true"
    assert field.input_value() in query.values()
    desk.audit()


@pytest.mark.parametrize("viewport,width", [
    (DESKTOP, "desktop"), (PHONE, "phone"), (NARROW, "narrow")], ids=["desktop", "phone", "narrow"])
def test_long_and_short_histories_are_sound(chromium, story, screenshots, viewport, width):
    context = chromium.new_context(viewport=viewport)
    desk = Desk(context, story.up).sign_in()
    for name, address in [
            ("history", story.page()), ("history-moment", story.page(as_of="2026-03-05")),
            ("history-none", story.page(known_at="2026-01-01")),
            ("compare", story.page("/compare", **{"from": "2026-03-03", "to": "2026-12-01"}))]:
        desk.page.goto(address)
        desk.audit()
        desk.page.screenshot(path=screenshots / f"{name}-{width}.png", full_page=True)
    desk.page.goto(f"{story.up.address}/cases/{story.up.imported}/history?as-of=2026-03-09")
    desk.audit()
    marks = desk.page.locator(".scale a")
    assert 10 < marks.count() < 60 and desk.page.locator(".entry").count() == 50
    first = told(desk.page)
    desk.page.get_by_role("link", name="Next").click()
    assert desk.page.locator(".entry").count() == 50 and "as-of=2026-03-09" in desk.page.url
    assert told(desk.page) != first
    context.close()


def test_a_long_word_makes_no_page_wide(chromium, up):
    desk = Desk(chromium.new_context(viewport=NARROW), up).sign_in()
    reference = desk.record_contact("Light out in " + "x" * 90)
    assert desk.page.locator(".entry").count() == 1 and desk.page.locator(".changes").count() == 0
    for path in ("", "/compare?from=2026-01-01&to=2099-01-01"):
        desk.page.goto(f"{up.address}/cases/{reference}/history{path}")
        expect(desk.page.locator(".entry .changes")).to_contain_text("xxx")
        desk.audit()
    desk.context.close()
