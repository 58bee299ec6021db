# SPDX-License-Identifier: Apache-2.0
"""Keeps a data folder of a release, for every later program to open.

Run once at each release, with that release's program:
    CASELEDGER=.build/release/caseledger python3 Tests/Outside/released/make.py
It writes VERSION.tar.xz, the folder as the program left it, and VERSION.json, what must be found
in it. Neither is ever written again.
"""

import datetime
import hashlib
import json
import pathlib
import sys
import tarfile
import tempfile

import requests

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
from program import PROGRAM, Folder, Up, caseledger  # noqa: E402  (in the folder above)

# Type, channel, who wrote, the subject.
CASES = [
    ("enquiry", "phone", "Ottoline Featherstonehaugh", "When are the bins emptied?"),
    ("request", "web", "Siân Ó Briain", "A broken street lamp in Heol y Frenhines"),
    ("complaint", "letter", "Katarzyna Wójcik", "Nobody called back"),
    ("foi", "email", "আনিকা রহমান", "Spending on consultants since April 2024"),
    ("sar", "counter", "ليلى حداد", "All that you hold about me"),
    ("petition", "social", "", "Keep the library open"),
    ("campaign", "email", "Bob Smith", "Stop the new road"),
]


def event_log():
    """An event log of 40 cases with 26 activities each: the ledger makes its first dictionary."""
    def event(case, number):
        time = datetime.datetime(2011, 1, 3) + datetime.timedelta(hours=case * 26 + number)
        return f"""<event><string key="concept:name" value="Step {number}"/>
          <string key="org:resource" value="Resource {(case + number) % 7}"/>
          <date key="time:timestamp" value="{time.isoformat()}Z"/></event>"""
    traces = "".join(
        f'<trace><string key="concept:name" value="case-{case}"/>'
        + "".join(event(case, number) for number in range(26)) + "</trace>"
        for case in range(40))
    return f"""<?xml version="1.0" encoding="UTF-8"?>
        <log xes.version="1.0" xmlns="http://www.xes-standard.org/">
        <string key="concept:name" value="counter"/>{traces}</log>"""


def make(path):
    """A small authority in the new folder `path`; returns what must be found in it later."""
    folder = Folder(path)
    staff = [folder.run("user", "add", "--name", name).stdout.decode().strip()
             for name in ("Gwen Llewellyn", "Mohammed Aziz", "Ines Ferreira")]
    tokens = [folder.run("user", "token", "--for", who).stdout.decode().strip() for who in staff]
    log = path.parent / "counter.xes"
    log.write_text(event_log())
    folder.run("import", "xes", log)
    up = Up(folder)
    try:
        references = [work(up, tokens, staff, n, *case) for n, case in enumerate(CASES)]
    finally:
        up.stop()
    events = folder.run("export", "jsonl").stdout
    return {
        "events": events.count(b"\n"), "sha256": hashlib.sha256(events).hexdigest(),
        "token": tokens[0],
        "staff": ["Gwen Llewellyn", "Mohammed Aziz", "Ines Ferreira"],
        "cases": {reference: {"type": kind, "correspondent": name, "subject": subject}
                  for reference, (kind, _, name, subject) in zip(references, CASES)},
    }


def work(up, tokens, staff, number, kind, channel, name, subject):
    """Opens one case and carries it as far as its number says; returns its reference."""
    version = 0

    def post(path, body):
        nonlocal version
        headers = {"Authorization": f"Bearer {tokens[number % 3]}",
                   "Idempotency-Key": f"kept-{number}-{version}"}
        if version:
            headers["If-Match"] = f'"{version}"'
        answer = requests.post(up.address + "/api/v1/cases" + path, json=body, headers=headers,
                               timeout=30)
        assert answer.status_code in (200, 201), answer.text
        version = answer.json()["version"]
        return answer

    correspondent = {"name": name, "email": f"writer{number}@example.org"} if name else {}
    opened = post("", {
        "type": kind, "channel": channel, "received": "2026-11-18", "subject": subject,
        "message": f"{subject}. Please answer.", "correspondent": correspondent})
    reference = opened.json()["reference"]
    requests.get(f"{up.address}/api/v1/cases/{reference}",
                 params={"after": opened.headers["Ledger-Position"]}, timeout=30,
                 headers={"Authorization": f"Bearer {tokens[0]}"}).raise_for_status()
    later = [
        ("assignment", {"officer": staff[number % 3]}),
        ("correspondence", {"direction": "out", "channel": "email", "occurred": "2026-11-19",
                            "subject": f"Re: {subject}", "message": "We are looking into it."}),
        ("notes", {"text": f"Note on {subject}"}),
        ("assignment", {"officer": None}),
        ("closure", {"outcome": "answered", "note": "Answered by letter."}),
        ("notes", {"text": "They rang to say thank you."}),
    ]
    for path, body in later[:number]:
        post(f"/{reference}/{path}", body)
    return reference


def pack(folder, archive):
    with tarfile.open(archive, "w:xz", preset=9) as tar:
        tar.add(folder, "data")


def main():
    version = caseledger("--version").stdout.decode().strip()
    archive = HERE / f"{version}.tar.xz"
    if archive.exists():
        sys.exit(f"{archive.name} is there already: a release's folder is kept once")
    with tempfile.TemporaryDirectory() as scratch:
        path = pathlib.Path(scratch) / "data"
        expected = make(path)
        pack(path, archive)
    (HERE / f"{version}.json").write_text(
        json.dumps(expected, ensure_ascii=False, indent=2) + "\n")
    print(f"{PROGRAM} {version}: {expected['events']} events, {archive.stat().st_size} bytes")


if __name__ == "__main__":
    main()
