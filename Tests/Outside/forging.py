# SPDX-License-Identifier: Apache-2.0
"""What somebody, or a disk, can do to a ledger's file behind the program's back."""

import base64
import datetime
import json
import os
import re
import shutil
import subprocess

from program import PROGRAM, Folder

FORGER = PROGRAM.with_name("Forger")
TABLES = ("meta", "events", "streams", "claims", "series", "references", "tree", "checkpoints",
          "dictionaries", "keys", "values")


def forger(*arguments, text=None, code=0):
    """The standard output of the test program `Forger`, as bytes; None as code takes any."""
    run = subprocess.run([str(FORGER), *map(str, arguments)], input=text, capture_output=True,
                         timeout=120, env=os.environ | {"SWIFT_BACKTRACE": "enable=no"})
    assert code is None or run.returncode == code, run.stderr.decode(errors="replace")[-2000:]
    return run.stdout if code is not None else (run.returncode, run.stdout)


class Copy(Folder):
    """A copy of a data folder, to be spoilt."""

    def __init__(self, folder, path):
        shutil.copytree(folder.path, path)
        super().__init__(path, make=False)

    @property
    def ledger(self):
        return self.path / "ledger"

    @property
    def file(self):
        return self.ledger / "data.mdb"

    def put(self, data):
        """Puts a whole data file in place of the one that is there."""
        self.file.write_bytes(data)

    def dump(self):
        """All that can be read; nothing where reading fails."""
        try:
            return forger("dump", self.ledger, code=None)
        except subprocess.TimeoutExpired:
            return None

    def verify(self, *arguments):
        """The exit code of `verify` and what it prints: 0 or 1, never a signal."""
        run = self.run("verify", *arguments, code=None)
        assert run.returncode in (0, 1), (run.returncode, run.stdout, run.stderr)
        return run.returncode, run.stdout.decode()

    @property
    def last_signed(self):
        """What lies beside the signing key."""
        return self.path / "keys/signing.checkpoint"

    def forget(self):
        """Takes it away, as who has the signing key can."""
        self.last_signed.unlink()

    def checkpoint(self, size=0):
        """The file that an auditor keeps, of that size or the newest."""
        path = self.path.with_name(f"{self.path.name}-{size}.checkpoint")
        path.write_bytes(forger("checkpoint", self.ledger, size))
        return path

    def log(self):
        """The events, as they are handed back to `rebuild`: old position, bytes."""
        return [(place, line.decode()) for place, line in enumerate(self.events(), 1)]

    def rebuild(self, log, checkpoints):
        """Puts another log in the place of the ledger's, with all that hangs on it."""
        text = "".join(f"{place} {line}\n" for place, line in renumbered(log))
        forger("rebuild", self.ledger, checkpoints, text=text.encode())


def renumbered(log):
    """The versions of each stream count 1, 2, 3, … again."""
    versions = {}
    for place, line in log:
        subject = json.loads(line)["subject"]
        versions[subject] = versions.get(subject, 0) + 1
        yield place, re.sub(r'"streamversion":\d+', f'"streamversion":{versions[subject]}', line)


def time(line):
    return json.loads(line)["time"]


def retimed(line, moment):
    return line.replace(f'"time":"{time(line)}"', f'"time":"{moment}"', 1)


def target(log, among):
    """The index of an early event that can be moved without leaving a trace in an index: neither
    the first of its stream or of a commit that claims something, nor one that bears a reference,
    with a neighbour of the same kind in another stream and recorded later than it."""
    def plain(line):
        event = json.loads(line)
        return event["streamversion"] > 1 and "reference" not in event and (
            event["actor"].startswith("staff/") and event["subject"].startswith("case/"))
    for index in among:
        (_, before), (_, line), (_, after) = log[index - 1:index + 2]
        if plain(line) and plain(after) and time(before) < time(line) and (
                json.loads(line)["subject"] != json.loads(after)["subject"]):
            return index
    raise AssertionError("no event that this test could forge")


def drop(log, at):
    return log[:at] + log[at + 1:]


def swap(log, at):
    (one, first), (other, second) = log[at:at + 2]
    return log[:at] + [(other, retimed(second, time(first))), (one, retimed(first, time(second)))] \
        + log[at + 2:]


def repeat(log, at):
    return log[:at + 1] + [log[at]] + log[at + 1:]


def back_date(log, at):
    place, line = log[at]
    return log[:at] + [(place, retimed(line, time(log[at - 1][1])))] + log[at + 1:]


def alter(log, at):
    """Somebody else did it."""
    place, line = log[at]
    digit = re.search(r'"actor":"staff/[^"]*(.)"', line)
    other = "0" if digit.group(1) != "0" else "1"
    return log[:at] + [(place, line[:digit.start(1)] + other + line[digit.end(1):])] + log[at + 1:]


FORGERIES = {"dropped": drop, "reordered": swap, "repeated": repeat, "back-dated": back_date,
             "altered": alter}


def new_key(path):
    """A signing key that nobody adopted."""
    path.write_bytes(base64.b64encode(os.urandom(32)) + b"\n")
    return path


def event_log(cases, events):
    """An event log of so many cases with so many activities each."""
    def event(case, number):
        moment = datetime.datetime(2011, 1, 3) + datetime.timedelta(hours=case * 26 + number)
        return (f'<event><string key="concept:name" value="Step {number}"/>'
                f'<date key="time:timestamp" value="{moment.isoformat()}Z"/></event>')
    traces = "".join(
        f'<trace><string key="concept:name" value="case-{case}"/>'
        + "".join(event(case, number) for number in range(events)) + "</trace>"
        for case in range(cases))
    return f"""<?xml version="1.0" encoding="UTF-8"?>
        <log xes.version="1.0" xmlns="http://www.xes-standard.org/">{traces}</log>"""
