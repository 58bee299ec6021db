# SPDX-License-Identifier: Apache-2.0
"""An authority at work: people with roles and teams, who act on cases over HTTP."""

import json

import requests

from faults import Clock
from program import ROOT, Folder, Up
from test_api import API, headers

PROCESSES = ROOT / "Sources/ProcessFiles/Processes"
YEAR = 366 * 86_400


class Case:
    """A case, and who acts on it."""

    def __init__(self, office, reference, version):
        self.office, self.reference, self.version = office, reference, version

    def do(self, who, command, code=200, **fields):
        """What `who` does with the case, decided on what they saw of it last."""
        answer = self.office.api.post(
            f"/cases/{self.reference}/commands/{command}", fields,
            token=self.office.tokens[who], version=self.version)
        assert answer.status_code == code, f"{command}: {answer.text}"
        if code == 200:
            self.version = answer.json()["version"]
        return answer.json()

    def refused(self, who, command, code=409, **fields):
        """The word that programs know the refusal by."""
        return self.do(who, command, code, **fields)["refusal"]

    def by(self, who):
        """`by("officer")("accept")` is `do("officer", "accept")`."""
        return lambda command, **fields: self.do(who, command, **fields)

    def replay(self, *options):
        """Its history, as `replay` prints it for programs."""
        return json.loads(self.office.folder.run("replay", self.reference, "--json",
                                                 *options).stdout)

    @property
    def due(self):
        return self.replay()["case"].get("due", {}).get("value")

    @property
    def state(self):
        """The kernel's: open, on-hold, answered, under-review, closed, disposed."""
        return self.replay()["case"]["state"]["value"]

    @property
    def stage(self):
        """Its process's."""
        return self.replay()["case"]["stage"]["value"]

    @property
    def told(self):
        """Each step of its history, in words."""
        return [step["what"] for step in self.replay()["steps"]]


class Office:
    """A running system whose clock can be set; its people are known by what they are."""

    def __init__(self, path):
        self.clock = Clock(path)
        self.folder = Folder(path / "data", self.clock.prefix)
        self.tokens, self.staff, self.teams = {}, {}, {}
        self._start()

    def _start(self):
        self.up = Up(self.folder)
        self.api = API(self.up)

    def stop(self):
        self.up.stop()

    def after_years(self, years):
        """So many years pass while the system stands still."""
        self.stop()
        self.clock.set(years * YEAR)
        self._start()

    def run(self, *arguments):
        return json.loads(self.folder.run(*arguments, "--json").stdout)

    def team(self, name):
        self.teams[name] = self.run("team", "add", name)["id"]

    def person(self, key, name, *roles, team=None):
        """Somebody new: `key` is how a story speaks of them."""
        member = self.run("user", "add", "--name", name)["id"]
        for role in roles:
            self.run("user", "role", role, "--for", member)
        if team:
            self.run("user", "team", team, "--for", member)
        self.staff[key] = member
        self.tokens[key] = self.run("user", "token", "--for", member)["token"]

    def publish(self, file):
        self.run("process", "publish", file)

    def open(self, who, **fields):
        answer = self.api.post("/cases", fields, token=self.tokens[who])
        assert answer.status_code == 201, answer.text
        return Case(self, answer.json()["reference"], answer.json()["version"])

    def attach(self, who, case, name, content):
        answer = requests.post(
            f"{self.api.base}/cases/{case.reference}/files", params={"name": name}, data=content,
            headers=headers(self.tokens[who], version=case.version)
            | {"Content-Type": "application/octet-stream"}, timeout=30)
        assert answer.ok, answer.text
        case.version = answer.json()["version"]
