# SPDX-License-Identifier: Apache-2.0
"""tools/tidy and tools/totals: what they let pass, and that each rule can fail."""

import subprocess
import sys

import pytest

from program import ROOT

HEAD = "// SPDX-License-Identifier: Apache-2.0\n"
CLEAN = {
    "Package.swift": HEAD + 'library("A"),\ntests("ATests", ["A"]),\nlet projections = ["P"]\n',
    "Sources/A/A.swift": HEAD + 'let a = "unsafe try! fatalError()" // unsafe, fatalError, try!\n'
    + "/* unsafe /* nested */ try! */\nlet b = #\"\\(unsafe)\"#\n",
    "Sources/LMDB/L.swift": HEAD + "let c = unsafe d()\n",
    "Sources/caseledger/Verify.swift": HEAD + "struct Verify {}\nstruct UpCommand {}\n",
    "Tests/ATests/T.swift": HEAD + "func `the word unsafe in a name`() {}\n",
    "Projections/P/README.md": "P answers.\n",
    "Projections/P/schema.sql": "-- SPDX-License-Identifier: Apache-2.0\n",
    "docs/a.md": "See [b](b.md#part), [root](/README.md) and `caseledger up`.\n",
    "docs/b.md": "# Part\n```\ncaseledger verify --data DIR\n[no](link.md)\n```\n",
    "README.md": "![picture](docs/b.md) [out](https://example.org/x)\n",
}
CLEAN["Package.swift"] += 'library("LMDB"),\n.executableTarget(\n    name: "caseledger"),\n'
LONG_BODY = "func f() {\n" + "    a()\n" * 59 + "}\n"

# What is written where, the rule that notices, and its line.
TABLE = [
    ("Sources/A/B.swift", HEAD + "let a = 1\n" * 300, "file-length", 301),
    ("Sources/A/B.swift", HEAD + "\n" + LONG_BODY, "function-length", 3),
    ("Sources/A/B.swift", HEAD + "protocol P { init(a: Int) }\n" + LONG_BODY, "function-length", 3),
    ("Sources/A/B.swift", "let a = 1\n", "licence", 1),
    ("tools/x", "#!/usr/bin/env bash\n", "licence", 1),
    ("Sources/A/B.swift", HEAD + "let a = unsafe b()\n", "unsafe", 2),
    ("Sources/A/B.swift", HEAD + 'let a = "\\(unsafe b(")"))"\n', "unsafe", 2),
    ("Tests/ATests/B.swift", HEAD + "nonisolated(unsafe) var b = 1\n", "unsafe", 2),
    ("Sources/A/B.swift", HEAD + 'let u = "//"; fatalError("x")\n', "no-fatal-error", 2),
    ("Sources/A/B.swift", HEAD + 'let u = """\n "" \\""" "\n """; try! b()\n', "no-try", 4),
    ("Sources/A/B.swift", HEAD + "// TO" + "DO: later\n", "leftover", 2),
    ("tools/x.py", "# " + HEAD[3:] + "# FIX" + "ME\n", "leftover", 2),
    ("docs/c.md", "\nIn /wo" + "rk/main it lies.\n", "machine-path", 2),
    ("docs/c.md", "From py" + "pi.org.\n", "registry-host", 1),
    ("docs/c.txt", "x" * ((1 << 20) + 1), "file-size", 1),
    ("Sources/A/B.swift", HEAD + "// " + "x" * 98 + "\n", "line-length", 2),
    ("Package.swift", CLEAN["Package.swift"] + 'library("Gone"),\n', "target-folder", 8),
    ("Sources/B/B.swift", HEAD, "folder-target", 1),
    ("Projections/Q/schema.sql", "-- " + HEAD[3:], "folder-target", 1),
    ("Projections/Q/schema.sql", "-- " + HEAD[3:], "projection-readme", 1),
    ("Projections/P/README.md", "line\n" * 13, "projection-readme", 13),
    ("Projections/Q/README.md", "Q.\n", "projection-schema", 1),
    ("docs/c.md", "See\n[gone](gone.md).\n", "broken-link", 2),
    ("docs/c.md", "Run `caseledger levitate`.\n", "unknown-command", 1),
    ("README.md", "```\n$ caseledger levitate\n```\n", "unknown-command", 2),
]


def write(root, files):
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def run(tool, *arguments):
    return subprocess.run(
        [sys.executable, str(ROOT / "tools" / tool), *map(str, arguments)],
        capture_output=True, text=True, timeout=60)


def test_a_tidy_tree_passes(tmp_path):
    write(tmp_path, CLEAN)
    result = run("tidy", tmp_path)
    assert (result.returncode, result.stdout) == (0, "")


@pytest.mark.parametrize("name,text,rule,line", TABLE, ids=[f"{r[2]}-{r[0]}" for r in TABLE])
def test_tidy_finds(tmp_path, name, text, rule, line):
    write(tmp_path, CLEAN | {name: text})
    result = run("tidy", tmp_path)
    place = name.rsplit("/", 1)[0] if rule.startswith("folder") or line == 1 and (
        rule.startswith("projection")) else name
    assert result.returncode == 1
    assert f"{place}:{line}: {rule}: " in result.stdout


def test_a_function_of_sixty_lines_passes(tmp_path):
    write(tmp_path, CLEAN | {"Sources/A/B.swift": HEAD + LONG_BODY.replace("    a()\n", "", 1)})
    assert run("tidy", tmp_path).returncode == 0


def suite(*cases):
    return "<testsuites><testsuite>" + "".join(
        f'<testcase classname="C" name="{name}">{inside}</testcase>' for name, inside in cases
    ) + "</testsuite></testsuites>"


PASS, FAIL = ("a", ""), ("b", '<failure message="x"/><failure message="y"/>')
SKIP = ("c", "<skipped>needs a moon</skipped>")


@pytest.mark.parametrize("files,arguments,code,last", [
    ({"a.xml": suite(PASS, SKIP), "b.xml": suite(PASS)}, [], 0, "2 passed, 0 failed, 1 skipped"),
    ({"a.xml": suite(PASS, FAIL)}, [], 1, "1 passed, 1 failed, 0 skipped"),
    ({"a.xml": suite(PASS)}, ["--failed", "Check"], 1, "1 passed, 1 failed, 0 skipped"),
    ({"a.xml": suite(PASS)[:-30]}, [], 1, "0 passed, 1 failed, 0 skipped"),
    ({"a.xml": suite(SKIP)}, [], 1, "0 passed, 0 failed, 1 skipped"),
    ({}, [], 1, "0 passed, 0 failed, 0 skipped"),
])
def test_totals(tmp_path, files, arguments, code, last):
    write(tmp_path, files)
    result = run("totals", tmp_path, *arguments)
    assert (result.returncode, result.stdout.splitlines()[-1]) == (code, last)
    assert ("needs a moon" in result.stdout) == any(SKIP[1] in text for text in files.values())
