# SPDX-License-Identifier: Apache-2.0
"""A person at a browser: Debian's Chromium, driven by Playwright."""

import re
import shutil
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

CHROMIUM = next(filter(None, map(shutil.which, (
    "chromium", "chromium-browser", "google-chrome"))), None)
DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}
NARROW = {"width": 320, "height": 640}

# What is wrong with a page, whatever it shows.
AUDIT = """() => {
  const wrong = [];
  const controls = [...document.querySelectorAll('input, select, textarea')];
  for (const c of controls.filter(c => c.type !== 'hidden')) {
    const named = c.labels && c.labels.length || c.getAttribute('aria-label')
      || c.getAttribute('aria-labelledby');
    if (!named) wrong.push('no label: ' + c.name);
  }
  const ids = [...document.querySelectorAll('[id]')].map(e => e.id);
  for (const id of ids) if (ids.indexOf(id) !== ids.lastIndexOf(id)) wrong.push('id twice: ' + id);
  for (const attribute of ['aria-describedby', 'aria-labelledby', 'for'])
    for (const e of document.querySelectorAll(`[${attribute}]`))
      for (const id of e.getAttribute(attribute).split(/\\s+/))
        if (!document.getElementById(id)) wrong.push(`${attribute} leads nowhere: ${id}`);
  const headings = document.querySelectorAll('h1').length;
  if (headings !== 1) wrong.push(headings + ' h1');
  if (!document.title.trim()) wrong.push('no title');
  if (!document.documentElement.lang) wrong.push('no lang');
  if (!document.querySelector('main')) wrong.push('no main');
  if (document.querySelector('script, [style], [onclick]')) wrong.push('script or inline style');
  for (const i of document.querySelectorAll('img:not([alt])')) wrong.push('img without alt');
  for (const b of document.querySelectorAll('a, button'))
    if (!b.textContent.trim() && !b.getAttribute('aria-label')) wrong.push('a link without words');
  const over = document.documentElement.scrollWidth - window.innerWidth;
  if (over > 0) wrong.push(over + ' px too wide for ' + window.innerWidth);
  return wrong;
}"""


class Desk:
    """One signed-in browser window."""

    def __init__(self, context, up):
        self.context = context
        self.up = up
        self.console = []
        self.page = self.window()

    def window(self):
        page = self.context.new_page()
        page.on("console", self._heard)
        page.on("pageerror", lambda error: self.console.append(str(error)))
        return page

    def _heard(self, message):
        # The browser says so whenever a page itself has a status such as 404: that is no fault.
        own_status = (message.text.startswith("Failed to load resource")
                      and message.location.get("url") == message.page.url)
        if message.type in ("error", "warning") and not own_status:
            self.console.append(message.text)

    def sign_in(self, link=None):
        self.page.goto(link or self.up.new_link())
        self.page.get_by_role("button", name="Sign in").click()
        expect(self.page.get_by_role("heading", level=1)).to_have_text("Queue")
        return self

    def menu(self, name):
        self.page.goto(self.up.address + "/")
        self.page.get_by_role("navigation", name="Main").get_by_role("link", name=name).click()
        return self.page

    def record_contact(self, subject, text="The bins were not emptied.", name="Ann Other"):
        """Records a contact by the form and ends on the page of its case; returns its reference."""
        page = self.menu("New contact")
        fill_contact(page, subject, text, name)
        page.get_by_role("button", name="Save").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text(subject)
        return urlsplit(page.url).path.split("/")[2]

    def open_case(self, reference):
        self.page.goto(f"{self.up.address}/cases/{reference}")
        return self.page

    def act(self, name):
        """Follows one of the actions of the case's page."""
        self.page.get_by_role("list", name="Actions").get_by_role(
            "link", name=re.compile(name, re.I)).click()
        return self.page

    def audit(self):
        assert self.page.evaluate(AUDIT) == []
        assert self.console == []


def fill_contact(page, subject, text, name):
    page.get_by_role("radio", name="Phone").check()
    kind = page.get_by_label("Type of case")
    kind.select_option(index=1)
    page.get_by_role("textbox", name="Name (optional)", exact=True).fill(name)
    page.get_by_role("textbox", name="Subject").fill(subject)
    page.get_by_label("What was said or written").fill(text)


def form_of(page):
    """(address, fields) that the page's form would send now."""
    form = page.locator("main form[method=post]")
    return form.evaluate("f => [f.action, Object.fromEntries(new FormData(f))]")


def need_chromium():
    if CHROMIUM is None:
        pytest.skip("no Chromium: install the package chromium")
    return CHROMIUM
