# SPDX-License-Identifier: Apache-2.0
"""What the documents say is so: sessions run, references are complete, links lead somewhere.

Run by itself, it writes docs/reference/{command-line,settings,metrics,case-events,commands,process-files}.md
anew, as the program prints them.
"""

import json
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys

import pytest

import read_models
from program import PROGRAM, ROOT, Folder
from tutorial import TUTORIAL, is_block

DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
PRINTED = ["settings", "metrics", "case-events", "commands", "process-files", "processes"]
COMMAND_LINE = ROOT / "docs/reference/command-line.md"
FENCE = re.compile(r"^```(\S[^\n]*)?\n(.*?)^```$", re.M | re.S)
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")


def name(path):
    return str(path.relative_to(ROOT))


def blocks(path):
    """(info string, content) of each fenced block."""
    return FENCE.findall(path.read_text())


def marked(info):
    return [path for path in DOCUMENTS if any(block[0] == info for block in blocks(path))]


# Blocks that run.

def test_every_block_says_whether_it_runs():
    for path in DOCUMENTS:
        for info, _ in blocks(path):
            assert info in ("sh run", "python run", "text", "text printed", "json",
                            "yaml") or re.match(r"sh not run: \w", info) or (
                    path == TUTORIAL and is_block(info)), f"{name(path)}: a block is marked {info!r}"
    assert marked("sh run") and marked("python run"), "there are sessions to run"


@pytest.mark.parametrize("path", marked("sh run"), ids=name)
def test_a_session_runs(path, program, tmp_path):
    script = "\n".join(content for info, content in blocks(path) if info == "sh run")
    if "curl " in script and shutil.which("curl") is None:
        pytest.skip("no curl: install the package curl")
    environment = {key: value for key, value in os.environ.items() if key != "CASELEDGER_DATA"}
    # `python3` is the one that runs this test, with the packages of requirements.txt.
    python = pathlib.Path(sys.executable).parent
    environment["PATH"] = f"{program.parent}:{python}:{environment['PATH']}"
    output = tmp_path.parent / f"{tmp_path.name}.output"
    with open(output, "wb") as sink:
        run = subprocess.Popen(
            ["bash", "-eu", "-o", "pipefail", "-c", script], cwd=tmp_path, env=environment,
            stdin=subprocess.DEVNULL, stdout=sink, stderr=sink, start_new_session=True)
    try:
        code = run.wait(120)
    finally:
        try:
            os.killpg(run.pid, signal.SIGKILL)  # What the session left behind.
        except ProcessLookupError:
            pass
    printed = output.read_text()
    assert code == 0, printed[-3000:]
    for info, content in blocks(path):
        if info == "text printed":
            for line in filter(None, without_years(content).splitlines()):
                assert line in without_years(printed), f"the session does not print {line!r}"


def without_years(text):
    """References bear the year of their recording."""
    return re.sub(r"-20\d\d-(\d{6})", r"-\1", text)


@pytest.mark.parametrize("path", marked("python run"), ids=name)
def test_an_example_runs(path):
    for info, content in blocks(path):
        if info == "python run":
            run = subprocess.run([sys.executable, "-I", "-c", content], capture_output=True,
                                 text=True, timeout=60)
            assert run.returncode == 0, run.stderr
            assert run.stdout, "an example says what it found"


# References.

def help_of(command):
    run = subprocess.run([str(PROGRAM), *command, "--help"], capture_output=True, text=True,
                         env=os.environ | {"COLUMNS": "80"}, stdin=subprocess.DEVNULL)
    assert run.returncode == 0 and run.stderr == "", run.stderr
    return run.stdout.strip()


def reference(command=()):
    """The command-line reference, made of what each command prints."""
    text = help_of(command)
    title = " ".join(["caseledger", *command])
    pages = [f"## {title}\n\n```text\n{text}\n```\n"]
    if "SUBCOMMANDS:" in text:
        for found in re.findall(r"^  ([a-z-]+)  ", text.split("SUBCOMMANDS:")[1], re.M):
            pages.append(reference((*command, found)))
    return "\n".join(pages)


HEAD = """# The command line

Each command's own help, as the program prints it. Results go to standard output, progress and errors
to standard error. Exit codes: 0 done, 1 the check failed or the command was refused, 2 usage, 3 the
data folder is unusable; what a signal ends, ends by that signal. What `--json` prints is described
[here](json.md), and how the Tab key completes commands [here](../how-to/completions.md). This page is written by `Tests/Outside/test_docs.py`.

"""


def test_the_command_line_reference_is_fresh(program):
    assert COMMAND_LINE.read_text() == HEAD + reference(), (
        "run python3 Tests/Outside/test_docs.py, and look at what changed")


def reference_page(page):
    """A page of the reference that the program prints itself, as settings."""
    run = subprocess.run([str(PROGRAM), "reference", page], capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    return run.stdout


@pytest.mark.parametrize("page", PRINTED)
def test_a_page_that_the_program_prints_is_fresh(program, page):
    assert (ROOT / f"docs/reference/{page}.md").read_text() == reference_page(page), (
        "run python3 Tests/Outside/test_docs.py, and look at what changed")


def test_the_reference_of_read_models_is_fresh():
    page = read_models.page()
    assert read_models.READ_MODELS.read_text() == page, "run python3 Tests/Outside/read_models.py"
    for line in page.splitlines():
        assert not line.endswith("| – |"), f"schema.sql says nothing of {line}"


def written_fields():
    """{type: {field: class}} of what the codec writes, read from its source."""
    types, fields = {}, {}
    call = re.compile(r'fields\.(plain|published|sealed|flag)\(\s*"(\w+)"|fields\.(attributes)\('
                      r'|return "([a-z]+\.[a-zA-Z]+)"')
    for source in sorted((ROOT / "Sources/EventCodec").glob("*.swift")):
        fields = {}
        for kind, field, attributes, event in call.findall(source.read_text()):
            if event:
                types[event], fields = fields, {}
            elif attributes:
                fields |= {"attributes": "plain", "texts": "sealed"}
            else:
                fields[field] = {"flag": "plain"}.get(kind, kind)
    # Those that have a form say it themselves.
    for line in reference_page("fields").splitlines():
        event, *field = line.split()
        types.setdefault(event, {}).update([field] if field else [])
    return types


def listed_fields(page):
    text = (ROOT / f"docs/reference/{page}.md").read_text()
    return {heading: dict(re.findall(r"^\| `(\w+)` \| (\w+) \|", section, re.M)) for heading, section
            in re.findall(r"^## (\w+\.\w+)\n(.*?)(?=^## |\Z)", text, re.M | re.S)}


def test_the_event_reference_is_complete():
    listed, by_hand = listed_fields("case-events"), listed_fields("events")
    both = listed.keys() & by_hand.keys()
    assert {event: listed[event] for event in both} == {event: by_hand[event] for event in both}
    listed |= by_hand
    written = written_fields()
    assert len(written) >= 12 and "case.opened" in written, "the codec's source is understood"
    assert listed == written


def test_the_envelope_is_as_documented(program, tmp_path):
    text = (ROOT / "docs/design/ledger-format.md").read_text()
    section = text.split("### The envelope")[1].split("###")[0]
    order = re.findall(r"^\| `(\w+)` \|", section, re.M)
    always = re.findall(r"^\| `(\w+)` \| always \|", section, re.M)
    lines = Folder(tmp_path / "data").events()
    assert lines and order[-1] == "data"
    for line in lines:
        members = list(json.loads(line))
        assert members == [member for member in order if member in members]
        assert set(always) <= set(members)
        again = json.dumps(json.loads(line), ensure_ascii=False, separators=(",", ":"))
        assert again.encode() == line, "no white space, no needless escape"


# Links.

def anchors(path):
    """The headings of a document, as links name them."""
    prose = FENCE.sub("", path.read_text())
    return {re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-")
            for heading in re.findall(r"^#+ (.*)$", prose, re.M)}


@pytest.mark.parametrize("path", DOCUMENTS, ids=name)
def test_links_lead_somewhere(path):
    for target in LINK.findall(FENCE.sub("", path.read_text())):
        if re.match(r"[a-z]+:", target):
            continue
        file, _, anchor = target.partition("#")
        found = (path.parent / file).resolve() if file else path
        assert found.exists(), f"{target} leads nowhere"
        if anchor:
            assert anchor in anchors(found), f"{target} names no heading"


def test_every_document_is_linked():
    linked = {(path.parent / target.partition("#")[0]).resolve() for path in DOCUMENTS
              for target in LINK.findall(path.read_text()) if ":" not in target}
    for path in DOCUMENTS[1:]:
        assert path in linked or path.parent in linked, f"nothing leads to {name(path)}"


def test_decisions_are_numbered_and_short():
    decisions = sorted((ROOT / "docs/design/decisions").glob("*.md"))
    for number, path in enumerate(decisions, 1):
        text = path.read_text()
        assert path.name.startswith(f"{number:04}-"), f"{path.name} is not number {number}"
        assert text.startswith(f"# {number:04}: ") and text.count("\n") < 40
        assert [part for part in ("Context", "Decision", "Consequence")
                if f"\n**{part}.** " not in text] == []


if __name__ == "__main__":
    COMMAND_LINE.write_text(HEAD + reference())
    for name in PRINTED:
        (ROOT / f"docs/reference/{name}.md").write_text(reference_page(name))


def test_the_changelog_is_of_the_programs_version(program):
    version = subprocess.run([program, "--version"], capture_output=True, text=True).stdout.strip()
    first = re.search(r"^## (\S+?),? ?(not released yet)?$", (ROOT / "CHANGELOG.md").read_text(), re.M)
    assert first and first.group(1) == version
