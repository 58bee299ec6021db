# SPDX-License-Identifier: Apache-2.0
"""Files of a case: laid down sealed, given out whole, bound to the draft that they go with."""

import base64
import hashlib
import json
import pathlib

import pytest
import requests
from playwright.sync_api import expect

from program import Up
from test_api import API

PDF = b"%PDF-1.7\n" + bytes(range(256)) * 300
SECRET = "Plan for Ottoline \u202e.pdf"


@pytest.fixture(scope="module")
def api(up):
    return API(up)


class Case:
    def __init__(self, api):
        opened = api.open_case()
        self.api, self.version, self.reference = api, opened["version"], opened["reference"]

    def attach(self, data, name="plan.pdf", code=201, key=None):
        answer = requests.post(
            f"{self.api.base}/cases/{self.reference}/files", params={"name": name}, data=data,
            timeout=60, headers={
                "Authorization": f"Bearer {self.api.token}", "If-Match": f'"{self.version}"',
                "Idempotency-Key": key or f"file-{hashlib.sha256(data).hexdigest()[:20]}"})
        assert answer.status_code == code, answer.text
        if code == 201:
            self.version = answer.json()["version"]
        return answer.json()

    def get(self, number, code=200):
        answer = requests.get(f"{self.api.base}/cases/{self.reference}/files/{number}",
                              headers={"Authorization": f"Bearer {self.api.token}"}, timeout=60)
        assert answer.status_code == code, answer.text
        return answer

    def do(self, command, code=200, **fields):
        answer = self.api.post(f"/cases/{self.reference}/commands/{command}", fields,
                               version=self.version)
        assert answer.status_code == code, answer.text
        if code == 200:
            self.version = answer.json()["version"]
        return answer.json()

    def event(self, kind):
        """The last event of a type that this case has."""
        stream = self.api.get(f"/cases/{self.reference}").json()["id"]
        events = map(json.loads, self.api.up.folder.events())
        return [e for e in events if e["type"] == kind and e["subject"] == stream][-1]


def stored(api):
    return [p for p in (pathlib.Path(api.up.folder.path) / "files").rglob("*") if p.is_file()]


def test_a_file_comes_back_as_it_was_and_lies_sealed(api):
    case = Case(api)
    case.attach(PDF, SECRET)
    got = case.get(1)
    assert got.content == PDF
    assert got.headers["Content-Disposition"].startswith("attachment; filename*=UTF-8''Plan")
    assert got.headers["Content-Type"] == "application/octet-stream"
    data = case.event("case.fileAdded")["data"]
    assert data["kind"] == "pdf" and data["size"] == len(PDF)
    digest = base64.b64decode(data["digest"])
    [place] = [p for p in stored(api) if p.name == digest.hex()]
    # What lies there is sealed, proves itself, and only its owner may read it.
    assert hashlib.sha256(place.read_bytes()).digest() == digest
    assert b"PDF" not in place.read_bytes() and place.stat().st_mode & 0o077 == 0
    assert "Ottoline" not in str(data)


def test_a_draft_is_bound_to_what_goes_with_it(api):
    case = Case(api)
    case.attach(PDF)
    case.do("save-draft", text="See the plan.", attachments=[1])
    saved = case.event("case.draftSaved")["data"]
    assert saved["attachments"] == [case.event("case.fileAdded")["data"]["digest"]]
    assert "no file 2" in case.do("save-draft", code=404, text="x", attachments=[2])["detail"]
    case.do("withdraw-file", file=1, reason="Another case's")
    assert "withdrawn" in case.do("save-draft", code=409, text="x", attachments=[1])["detail"]


def test_the_same_upload_twice_is_one_file(api):
    case = Case(api)
    first = case.attach(PDF, key="upload-00001")
    before = len(stored(api))
    case.version = 1
    assert case.attach(PDF, key="upload-00001") == first
    assert len(stored(api)) == before
    case.get(2, code=404)


@pytest.mark.parametrize("data, name, code, said", [
    (b"", "a.txt", 422, "not empty"), (b"MZ\x90\x00" + bytes(99), "a.pdf", 409, "program"),
    (b"#!/bin/sh\n", "a.txt", 409, "program"), (b"x", " ", 422, "name"),
    (b"x" * (25 * 2**20 + 1), "a.txt", 422, "25 MiB")])
def test_what_is_no_file_for_a_case_is_refused_and_leaves_nothing(api, data, name, code, said):
    case = Case(api)
    before = (api.up.folder.events(), len(stored(api)))
    assert said in case.attach(data, name, code=code)["detail"]
    assert (api.up.folder.events(), len(stored(api))) == before


def test_an_upload_that_comes_too_late_leaves_nothing(api):
    case = Case(api)
    case.attach(PDF + b"first")
    before = (api.up.folder.events(), len(stored(api)))
    case.version = 1
    assert case.attach(PDF + b"second", code=412)["version"] == 2
    assert (api.up.folder.events(), len(stored(api))) == before


def test_verify_finds_a_file_that_is_gone_or_changed(folder):
    """Its own folder: what is damaged here is damaged for everybody."""
    up = Up(folder)
    try:
        case = Case(API(up))
        case.attach(PDF)
    finally:
        up.stop()
    folder.run("verify")
    [place] = [p for p in (pathlib.Path(folder.path) / "files").rglob("*") if p.is_file()]
    whole = place.read_bytes()
    place.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    assert b"its file was changed" in folder.run("verify", code=1).stdout
    place.unlink()
    assert b"its file is not where files lie" in folder.run("verify", code=1).stdout
    place.write_bytes(whole)
    folder.run("verify")


def test_a_file_that_was_changed_is_not_given_out(api):
    case = Case(api)
    case.attach(PDF + b"changed")
    digest = base64.b64decode(case.event("case.fileAdded")["data"]["digest"]).hex()
    [place] = [p for p in stored(api) if p.name == digest]
    whole = place.read_bytes()
    place.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    assert "changed since it was sealed" in case.get(1, code=500).json()["detail"]
    place.write_bytes(whole)
    assert case.get(1).content == PDF + b"changed"


def test_by_the_pages(one_desk, tmp_path):
    reference = one_desk.record_contact("With a plan")
    page = one_desk.page
    page.get_by_role("link", name="Attach a file").click()
    page.get_by_role("main").get_by_role("button", name="Attach").click()
    expect(page.get_by_text("There is a problem")).to_be_visible()
    one_desk.audit()
    path = tmp_path / "Plan “A” \"ä\".pdf"
    path.write_bytes(PDF)
    page.get_by_label("The file").set_input_files(path)
    page.get_by_role("main").get_by_role("button", name="Attach").click()
    expect(page.locator(".files")).to_contain_text("Plan “A”")
    expect(page.locator(".timeline")).to_contain_text("File 1 attached")
    one_desk.audit()
    with page.expect_download() as download:
        page.locator(".files a").click()
    assert pathlib.Path(download.value.path()).read_bytes() == PDF
    assert reference
