# SPDX-License-Identifier: Apache-2.0
"""A case about bins that has both times, and an imported one that is long."""

import json
import time
import uuid
from urllib.parse import quote

import pytest
import requests

from program import Folder, Up

ACTIVITIES = 1000


class Story:
    """A case about bins whose photograph came on 5 March 2026 and was found after the note."""

    def __init__(self, up):
        self.up = up
        self.base = up.address + "/api/v1"
        self.token = {"Authorization": f"Bearer {up.folder.token()}"}
        self.version = None
        case = self.post("/cases", {
            "type": "enquiry", "channel": "email", "received": "2026-03-02",
            "subject": "Bins in Mafeking Road", "message": "They were not emptied.",
            "correspondent": {"name": "Nia Prydderch"}})
        self.reference = case["reference"]
        self.act("correspondence", direction="out", channel="letter", occurred="2026-03-03",
                 message="We will look.")
        self.act("notes", text="Rang the depot.")
        self.act("correspondence", direction="in", channel="letter", occurred="2026-03-05",
                 subject="A photograph", message="It was in another file.")
        self.act("closure", outcome="answered")
        self.events = [event for event in map(json.loads, up.folder.events())
                       if event["subject"] == case["id"]]

    def post(self, path, body):
        headers = self.token | {"Idempotency-Key": str(uuid.uuid4())}
        if self.version:
            headers["If-Match"] = f'"{self.version}"'
        answer = requests.post(self.base + path, json=body, headers=headers, timeout=10)
        assert answer.ok, answer.text
        self.version = answer.json()["version"]
        time.sleep(0.01)  # Each command in a millisecond of its own.
        return answer.json()

    def act(self, name, **body):
        self.post(f"/cases/{self.reference}/{name}", body)

    def recorded(self, version):
        return self.events[version - 1]["time"]

    def replay(self, *options, **rest):
        return self.up.folder.run("replay", self.reference, *options, **rest)

    def json(self, *options):
        return json.loads(self.replay(*options, "--json").stdout)

    def versions(self, *options):
        return [step["version"] for step in self.json(*options)["steps"]]

    def get(self, path="", **query):
        return requests.get(f"{self.base}/cases/{self.reference}/history{path}", params=query,
                            headers=self.token, timeout=10)

    def page(self, path="", **query):
        pairs = "&".join(f"{name.replace('_', '-')}={quote(value)}"
                         for name, value in query.items())
        return f"{self.up.address}/cases/{self.reference}/history{path}?{pairs}"


@pytest.fixture(scope="module")
def up(program, tmp_path_factory):
    """A running system with a long imported case."""
    base = tmp_path_factory.mktemp("replay")
    folder = Folder(base / "data")
    events = "".join(
        f'<event><string key="concept:name" value="Step {n % 7}"/>'
        '<string key="said" value="red &#x9b;31m text"/>'
        f'<date key="time:timestamp" value="2026-0{n // 200 + 1}-{n % 28 + 1:02}T'
        f'{n % 24:02}:{n % 60:02}:00Z"/></event>' for n in range(ACTIVITIES))
    (base / "log.xes").write_text(
        '<log><trace><string key="concept:name" value="Long one"/>' + events + "</trace></log>")
    folder.run("import", "xes", base / "log.xes")
    running = Up(folder)
    running.imported = json.loads(folder.events()[-ACTIVITIES - 1])["reference"]
    yield running
    running.stop()


@pytest.fixture(scope="module")
def story(up):
    return Story(up)
