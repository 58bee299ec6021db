# SPDX-License-Identifier: Apache-2.0
"""tools/verify-proof for the tests: as a program, and imported, to check many bundles in one process."""

import importlib.machinery
import importlib.util
import json
import subprocess
import sys
from types import SimpleNamespace

from program import ROOT, Folder

TOOL = ROOT / "tools/verify-proof"
XES = """<log xes.version="1849-2016" xmlns="http://www.xes-standard.org/">{}</log>"""
TRACE = """<trace><string key="concept:name" value="Permit {}, Siân"/><event>
<string key="concept:name" value="Received"/>
<date key="time:timestamp" value="2026-03-0{}T09:12:00Z"/>
<string key="reason" value="Caffi, £5 a day"/></event></trace>"""


def module():
    """The tool, imported: many bundles in one process."""
    loader = importlib.machinery.SourceFileLoader("verify_proof", str(TOOL))
    tool = importlib.util.module_from_spec(importlib.util.spec_from_loader("verify_proof", loader))
    sys.dont_write_bytecode, before = True, sys.dont_write_bytecode
    loader.exec_module(tool)
    sys.dont_write_bytecode = before
    return tool


tool = module()


def refused(data, **more):
    try:
        tool.check_bundle(bytes(data), **more)
    except (ValueError, RecursionError):
        return True
    return False


def verify(*arguments, code=0):
    run = subprocess.run([sys.executable, str(TOOL), *map(str, arguments)], capture_output=True,
                         text=True, timeout=60)
    assert run.returncode == code, run.stdout + run.stderr
    return run.stdout + run.stderr


def make_place(place):
    """A ledger with three cases, the bundle of one, and what an auditor took with them before."""
    folder = Folder(place / "data")
    folder.run("export", "checkpoint", "--out", place / "old.note")
    log = place / "log.xes"
    log.write_text(XES.format("".join(TRACE.format(n, n) for n in (1, 2, 3))))
    folder.run("import", "xes", log)
    reference = next(json.loads(line)["reference"] for line in folder.events() if b"refer" in line)
    folder.run("prove", reference, "--out", place / "bundle")
    folder.run("prove", reference, "--disclose-all", "--out", place / "open")
    folder.run("export", "jsonl", "--out", place / "lines")
    folder.run("export", "checkpoint", "--out", place / "new.note")
    folder.run("prove", "--old", place / "old.note", "--new", place / "new.note",
               "--out", place / "extends")
    return SimpleNamespace(
        path=place, folder=folder, reference=reference, bundle=(place / "bundle").read_bytes(),
        open=(place / "open").read_bytes(), key=json.loads((place / "bundle").read_text())["key"])
