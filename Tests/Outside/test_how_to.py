# SPDX-License-Identifier: Apache-2.0
"""What a how-to calls by its words on the screen is on the screen, by those words."""

import html
import re

import pytest

from program import ROOT, hidden_fields, sign_in

GUIDE = ROOT / "docs/how-to/work-on-cases.md"
# These pages come of somebody else, or of a session's end; test_forms and test_pages meet them.
RARE = {"Someone else changed this case while you were writing": "Templates/form.mustache",
        "Your text was not saved": "KeptPage.swift"}


def words(page):
    page = re.sub(r"<span class=\"hidden\">.*?</span>", "", page)
    return [" ".join(html.unescape(text).split()) for text in re.findall(r">([^<]+)<", page)]


@pytest.fixture(scope="module")
def screen(up):
    """Every text on the pages that the guide leads through, a case recorded on the way."""
    link = up.new_link()
    session = sign_in(link)
    base = up.address
    pages = [session.get(f"{base}/new-contact", timeout=10).text]
    fields = hidden_fields(pages[0]) | {
        "channel": "phone", "type": "enquiry", "name": "Eirlys Bowen", "subject": "A street lamp",
        "text": "It is dark outside number 7.", "received-day": "7", "received-month": "3",
        "received-year": "2025"}
    saved = session.post(f"{base}/new-contact", data=fields, timeout=10)
    assert saved.status_code == 200 and "/cases/ENQ-" in saved.url, saved.url
    case = saved.url.split("?")[0]
    pages.append(saved.text)
    for path in ("/correspondence", "/assign", "/note", "/close"):
        pages.append(session.get(case + path, timeout=10).text)
    pages.append(session.get(f"{base}/queue", timeout=10).text)
    pages.append(session.get(up.new_link(), timeout=10).text)
    return {text for page in pages for text in words(page)}


def test_each_word_in_bold_is_on_the_screen(screen):
    named = {" ".join(word.split()) for word in re.findall(r"\*\*([^*]+)\*\*", GUIDE.read_text())}
    assert len(named) > 30
    for word, place in RARE.items():
        assert word in named and word in (ROOT / "Sources/Pages" / place).read_text()
    # Not a label: what the guide says of its own bold type.
    missing = {word for word in named - set(RARE) - {"bold"}
               if not any(text == word or text.startswith(word + " (") for text in screen)}
    assert missing == set()
