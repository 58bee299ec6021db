# SPDX-License-Identifier: Apache-2.0
"""Every page in a real browser, at the widths of a desk and of a phone."""

import re

import pytest
import requests
from playwright.sync_api import expect

from browser import DESKTOP, NARROW, PHONE, Desk
from program import Folder, Up

CASES = 45


def log_of(count):
    traces = "".join(
        f'<trace><string key="concept:name" value="trace {n}"/><event>'
        '<string key="concept:name" value="Received at the counter"/>'
        f'<string key="org:resource" value="Clerk {n % 5}"/>'
        f'<date key="time:timestamp" value="2026-10-{n % 28 + 1:02}T09:30:00+01:00"/>'
        "</event></trace>" for n in range(1, count + 1))
    return ('<?xml version="1.0" encoding="UTF-8"?>\n<log xes.version="1.0">'
            f'<string key="concept:name" value="counter"/>{traces}</log>\n')


@pytest.fixture(scope="module")
def up(program, tmp_path_factory):
    """A running system with an imported log in its queue."""
    base = tmp_path_factory.mktemp("pages")
    folder = Folder(base / "data")
    (base / "log.xes").write_text(log_of(CASES))
    folder.run("import", "xes", base / "log.xes")
    running = Up(folder)
    yield running
    running.stop()


def references(page):
    return page.locator("table.cases tbody th a").all_inner_texts()


# Signing in.

def test_a_link_signs_in_once(contexts, up):
    link = up.new_link()
    Desk(contexts(), up).sign_in(link)
    other = Desk(contexts(), up)
    other.page.goto(link)
    button = other.page.get_by_role("main").get_by_role("button", name="Sign in")
    if button.count():
        button.click()
    expect(other.page.get_by_text("There is a problem")).to_be_visible()
    other.page.goto(up.address + "/record")
    expect(other.page.get_by_role("heading", level=1)).to_have_text("Sign in")


def test_up_prints_a_link_that_signs_in(contexts, up):
    Desk(contexts(), up).sign_in(up.link)


def test_every_page_needs_sign_in(one_desk, up):
    case = "/cases/" + references(one_desk.page)[0]
    contact = one_desk.menu("New contact").url.removeprefix(up.address)
    actions = [f"{case}/{name}" for name in ("correspondence", "assign", "note", "close")]
    for path in ("/record", contact, case, *actions):
        answer = requests.get(up.address + path, allow_redirects=False, timeout=10)
        assert answer.status_code in (302, 303, 307), f"{path}: {answer.status_code}"
        assert "/sign-in" in answer.headers["Location"], path
    home = requests.get(up.address + "/", timeout=10)
    assert "<h1>Sign in</h1>" in home.text and case not in home.text


def test_signing_out_ends_the_session(one_desk, up):
    cookies = {c["name"]: c["value"] for c in one_desk.context.cookies()}
    assert all(c["httpOnly"] and c["sameSite"] in ("Lax", "Strict")
               for c in one_desk.context.cookies())
    one_desk.page.get_by_role("button", name="Sign out").click()
    answer = requests.get(
        up.address + "/record", cookies=cookies, allow_redirects=False, timeout=10)
    assert answer.status_code in (302, 303, 307), "the old cookie opens nothing"


# The queue.

def test_queue_has_pages_of_twenty(desk):
    page = desk.menu("Queue")
    expect(page.locator("table.cases tbody tr")).to_have_count(20)
    first = references(page)
    page.get_by_role("link", name="Next").click()
    expect(page).to_have_title(re.compile("page 2"))
    second = references(page)
    assert len(second) == 20 and not set(first) & set(second)
    page.get_by_role("link", name="Previous").click()
    assert references(page) == first


def test_queue_is_sorted(desk):
    page = desk.menu("Queue")
    found = {}
    for order in ("Reference", "Reference, from the end"):
        page.get_by_label("Sort by").select_option(label=order)
        page.get_by_role("button", name="Apply").click()
        found[order] = references(page)
        assert page.get_by_label("Sort by").locator("option:checked").inner_text() == order
    up_, down = found.values()
    assert up_ == sorted(up_) and down == sorted(down, reverse=True) and up_ != down


def test_queue_is_filtered(desk):
    page = desk.menu("Queue")
    wanted = references(page)[3]
    page.get_by_label("Reference").fill(wanted.lower())
    page.get_by_role("button", name="Apply").click()
    assert references(page) == [wanted]
    page.get_by_role("link", name="Clear filter").click()
    expect(page.locator("table.cases tbody tr")).to_have_count(20)
    page.get_by_label("Reference").fill("no such thing")
    page.get_by_role("button", name="Apply").click()
    expect(page.get_by_text("No case matches this filter")).to_be_visible()
    assert page.get_by_label("Reference").input_value() == "no such thing"
    desk.audit()


def test_a_case_of_the_log_shows_both_times(desk):
    page = desk.menu("Queue")
    page.locator("table.cases tbody th a").first.click()
    entry = page.locator(".timeline .entry", has_text="Received at the counter")
    expect(entry).to_contain_text("Happened")
    # 09:30+01:00 on 28 October is 08:30 in London, where summer time has ended.
    expect(entry).to_contain_text("08:30")
    expect(entry).to_contain_text("Recorded")
    expect(entry).to_contain_text("Clerk")
    assert entry.locator("time[datetime]").count() == 2


# Every page.

@pytest.mark.parametrize("viewport,width", [
    (DESKTOP, "desktop"), (PHONE, "phone"), (NARROW, "narrow")], ids=["desktop", "phone", "narrow"])
def test_every_page_is_sound(contexts, up, screenshots, viewport, width):
    desk = Desk(contexts(viewport), up)
    page = desk.page
    headers = []
    page.on("response", lambda r: headers.append((r.url, r.headers))
            if r.request.is_navigation_request() and r.status not in range(300, 400) else None)

    def look(name):
        page.get_by_role("heading", level=1).wait_for()
        desk.audit()
        page.screenshot(path=screenshots / f"{name}-{width}.png", full_page=True)

    page.goto(up.address + "/sign-in")
    look("sign-in")
    page.goto(up.new_link())
    look("sign-in-confirm")
    page.get_by_role("button", name="Sign in").click()
    look("queue")
    desk.menu("New contact")
    look("new-contact")
    page.get_by_role("button", name="Save").click()
    look("new-contact-errors")
    reference = desk.record_contact("Street light out in Long-Unbreakable-Name-" + "x" * 60)
    look("case")
    for action in ("correspondence", "assign", "note", "close"):
        page.goto(f"{up.address}/cases/{reference}/{action}")
        look(action)
    desk.menu("The record")
    look("record")
    page.goto(f"{up.address}/cases/NONE-2026-000000")
    look("not-found")
    assert len(headers) >= 10
    for address, found in headers:
        policy = found.get("content-security-policy", "")
        assert "default-src" in policy and "unsafe" not in policy, address
        assert found.get("x-content-type-options") == "nosniff", address
