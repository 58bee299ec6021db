# SPDX-License-Identifier: Apache-2.0
"""The tutorial, followed by the letter in a clean copy of the tree; and what its tool refuses."""

import shutil
import subprocess

import pytest

from program import ROOT
from tutorial import TUTORIAL, follow, report


def clean_copy(tree):
    """The tree as a clone would have it, with the packages that are fetched already."""
    listed = subprocess.run(["git", "ls-files", "-co", "--exclude-standard", "-z"], cwd=ROOT,
                            capture_output=True, text=True, check=True).stdout
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).is_file():
            (tree / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, tree / name)
    return tree


@pytest.mark.long
def test_the_tutorial_is_followed_by_the_letter(tmp_path, capsys):
    tree = clean_copy(tmp_path / "clone")
    for name in ("Package.resolved", ".build/checkouts", ".build/repositories",
                 ".build/artifacts", ".build/workspace-state.json"):
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, tree / name, symlinks=True)
        elif source.exists():
            (tree / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(source, tree / name)
    times = follow(TUTORIAL, tree)
    with capsys.disabled():
        report(times)
    later = sum(seconds for heading, seconds in times if heading != "Before")
    assert later < 30 * 60, "thirty minutes are not enough for its commands alone"


@pytest.fixture(scope="module")
def tree(tmp_path_factory):
    return clean_copy(tmp_path_factory.mktemp("tree"))


def begin(tree, *arguments):
    return subprocess.run([tree / "tools/new-projection", *arguments], capture_output=True,
                          text=True, timeout=60)


def state(tree):
    return {path: path.read_bytes() for path in tree.rglob("*") if path.is_file()}


@pytest.mark.parametrize("name,reason", [
    ("traffic", "the first a capital"), ("T", "2 to 30"), ("T" * 31, "2 to 30"),
    ("Tra-ffic", "letters and digits"), ("../Traffic", "letters and digits"),
    ("Ärger", "letters and digits"), ("", "letters and digits"),
    ("Queues", "taken"), ("Ledger", "taken"), ("GRDB", "taken"), ("Foundation", "taken"),
    ("QUEUES", "taken"), ("Cases", "table or view cases"), ("Order", "word of SQL"),
])
def test_a_name_is_refused_and_nothing_changes(tree, name, reason):
    before = state(tree)
    refused = begin(tree, name)
    assert (refused.returncode, refused.stdout) == (1, "")
    assert reason in refused.stderr and refused.stderr.count("\n") == 1
    assert state(tree) == before


def test_a_tree_that_it_does_not_understand_is_left_alone(tmp_path):
    tree = clean_copy(tmp_path)
    manifest = tree / "Package.swift"
    manifest.write_text(manifest.read_text().replace("let projections", "let folds"))
    before = state(tree)
    refused = begin(tree, "Traffic")
    assert refused.returncode == 1 and "by hand" in refused.stderr
    assert state(tree) == before


@pytest.mark.parametrize("arguments,code", [((), 2), (("A", "B"), 2), (("--help",), 0)])
def test_it_says_how_it_is_used(tree, arguments, code):
    asked = begin(tree, *arguments)
    assert asked.returncode == code
    assert "Usage: tools/new-projection NAME" in asked.stdout + asked.stderr


def test_what_it_writes_is_tidy_and_a_second_time_is_refused(tmp_path):
    tree = clean_copy(tmp_path)
    begun = begin(tree, "Traffic")
    assert begun.returncode == 0, begun.stderr
    assert "What to do next" in begun.stdout
    tidy = subprocess.run([tree / "tools/tidy"], capture_output=True, text=True, cwd=tree)
    assert tidy.returncode == 0, tidy.stdout
    assert begin(tree, "Traffic").returncode == 1
    assert begin(tree, "Letters").returncode == 0, "a third projection has its place too"
    assert '"Traffic", "Letters"]' in (tree / "Package.swift").read_text()
