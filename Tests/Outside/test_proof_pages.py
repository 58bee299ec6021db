# SPDX-License-Identifier: Apache-2.0
"""The proof of the record, on pages: the newest checkpoint, one that somebody kept, a case's file."""

import pytest
import requests
from playwright.sync_api import expect

from browser import DESKTOP, NARROW, PHONE, Desk
from checkpoints import Note
from crafted import base64_of, note as signed, signer_of
from proofs import verify
from story import story, up  # noqa: F401


UNSIGNED = "it is not this record's, or it was changed"


@pytest.fixture
def desk(chromium, up):
    context = chromium.new_context(viewport=DESKTOP, java_script_enabled=False)
    context.set_default_timeout(8000)
    yield Desk(context, up).sign_in()
    context.close()


def check(page, text):
    page.get_by_label("The whole of it, with its signatures").fill(text)
    page.get_by_role("button", name="Check it").click()
    return page.locator(".verdict").inner_text()


def test_a_checkpoint_that_was_kept_is_checked(desk, story, up):
    page = desk.page
    page.goto(f"{up.address}/record")
    page.get_by_role("link", name="Checkpoints, keys and proof").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Proof")
    desk.audit()
    shown = page.get_by_label("The signed note").inner_text()
    with page.expect_download() as started:
        page.get_by_role("link", name="Download the checkpoint", exact=True).click()
    kept = started.value.path().read_text()
    assert kept.strip() == shown.strip()
    note = Note(kept)
    assert started.value.suggested_filename == f"checkpoint-{note.size}.txt"
    said = check(page, kept)
    assert "It holds" in said and up.folder.run("signing-key", "show").stdout.decode().strip() in said
    desk.audit()
    # One that is short of a character, of another record, or of more than there is.
    key = note.origin
    for text, words in [
            (kept[:-7], "This is no checkpoint"), (kept[:-9], UNSIGNED), ("", "This is no checkpoint"),
            (kept.replace(key, "example.org/log"), "of another record, named example.org/log"),
            (kept.replace(f"\n{note.size}\n", f"\n{note.size + 9999}\n"), UNSIGNED),
            (kept.replace(f"\n{note.size}\n", f"\n{note.size - 1}\n"), UNSIGNED),
            (kept.replace(base64_of(note.root), base64_of(bytes(32))), UNSIGNED)]:
        said = check(page, text)
        assert "It does not hold" in said and words in said and "proves" not in said, text
        expect(page.get_by_label("The whole of it, with its signatures")).to_have_value(text)


def test_a_signed_checkpoint_that_the_record_contradicts_proves_it(desk, story, up):
    page, signer = desk.page, signer_of(up.folder)
    page.goto(f"{up.address}/record/proof")
    note = Note(page.get_by_label("The signed note").inner_text())
    for size, words in ((note.size + 9999, "the last were cut off"),
                        (note.size, "are not those that were signed")):
        said = check(page, signed(size, bytes(32), note.origin, signer))
        assert words in said and "Keep your checkpoint: it proves that." in said


def test_a_case_is_proven_by_a_file(desk, story, up, tmp_path):
    page = desk.open_case(story.reference)
    with page.expect_download() as started:
        page.get_by_role("button", name="Download proof").click()
    assert started.value.suggested_filename == f"{story.reference}.proof.json"
    started.value.save_as(tmp_path / "bundle")
    key = up.folder.run("signing-key", "show").stdout.decode().strip()
    said = verify(tmp_path / "bundle", "--key", key)
    assert "Proved: the 5 events of" in said and f"opened as {story.reference} " in said and "Not proved" not in said
    # Again nothing more is recorded: the heads are as new as the case.
    before = len(up.folder.events())
    with page.expect_download():
        page.get_by_role("button", name="Download proof").click()
    assert len(up.folder.events()) == before
    page.get_by_role("link", name="What a proof shows").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What a proof shows")
    desk.audit()


@pytest.mark.parametrize("size", [PHONE, NARROW], ids=["phone", "narrow"])
def test_on_a_small_screen(desk, size, up):
    desk.page.set_viewport_size(size)
    for path in ("/record/proof", "/record/proof/about"):
        desk.page.goto(up.address + path)
        desk.audit()
    numbers = desk.page.locator(".prose ol").evaluate("e => parseFloat(getComputedStyle(e).paddingLeft)")
    assert numbers >= 20, "room for the numbers of the list"


def test_the_api_gives_the_same_file(story, up, tmp_path):
    answer = requests.post(f"{up.address}/api/v1/cases/{story.reference}/proof",
                           headers=story.token, timeout=10)
    assert answer.status_code == 200 and answer.headers["Content-Type"] == "application/json"
    (tmp_path / "bundle").write_bytes(answer.content)
    verify(tmp_path / "bundle")


def test_nobody_gets_it_who_is_not_signed_in(up, story):
    for path in ("/record/proof/checkpoints/3", "/record/proof", "/record/proof/about"):
        answer = requests.get(up.address + path, timeout=10, allow_redirects=False)
        assert answer.status_code in (303, 401), path
    for path in (f"/cases/{story.reference}/proof", f"/api/v1/cases/{story.reference}/proof"):
        answer = requests.post(up.address + path, timeout=10, allow_redirects=False)
        assert answer.status_code in (303, 401, 403), path
