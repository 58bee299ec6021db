# SPDX-License-Identifier: Apache-2.0
"""The units and the container recipe, as far as they can be checked without starting either."""

import re
import shutil
import subprocess

import pytest

from program import PROGRAM, ROOT

UNITS = sorted((ROOT / "docs/how-to/systemd").glob("*.service"))
RECIPE = ROOT / "docs/how-to/container/Containerfile"


@pytest.fixture(params=UNITS, ids=lambda path: path.stem)
def unit(request, program, tmp_path):
    """A unit with the program of this build, which is all that verify misses here."""
    if shutil.which("systemd-analyze") is None:
        pytest.skip("no systemd-analyze: install the package systemd")
    path = tmp_path / request.param.name
    text = request.param.read_text()
    assert text.count("ExecStart=/usr/local/bin/caseledger ") == 1
    path.write_text(text.replace("/usr/local/bin/caseledger", str(PROGRAM)))
    return path


def test_the_unit_is_understood(unit):
    run = subprocess.run(["systemd-analyze", "verify", "--man=no", unit], capture_output=True,
                         text=True, timeout=60)
    about_it = [line for line in run.stderr.splitlines() if unit.name in line]
    assert run.returncode == 0 and about_it == [], run.stderr


def test_the_unit_leaves_little_exposed(unit):
    run = subprocess.run(
        ["systemd-analyze", "security", "--offline=yes", "--threshold=20", "--no-pager", unit],
        capture_output=True, text=True, timeout=60)
    if "unrecognized option" in run.stderr:
        pytest.skip("this systemd-analyze does not judge a unit's file")
    assert run.returncode == 0, run.stdout[-500:] + run.stderr


@pytest.mark.parametrize("path", UNITS, ids=lambda path: path.stem)
def test_a_fault_that_trying_does_not_mend_ends(path):
    """A wrong settings file is code 3, as an outcome that is unknown is: so tries are counted."""
    found = dict(re.findall(r"^(StartLimit\w+|RestartSec)=(\d+)$", path.read_text(), re.M))
    tries, interval = int(found["StartLimitBurst"]), int(found["StartLimitIntervalSec"])
    # Each try takes as long as the program needs to say what is wrong: some seconds at most.
    assert tries > 5 and tries * (int(found["RestartSec"]) + 5) < interval


@pytest.mark.parametrize("path", UNITS, ids=lambda path: path.stem)
def test_the_unit_starts_a_command_that_there_is(program, path):
    words = re.search(r"^ExecStart=\S+ (.*)$", path.read_text(), re.M).group(1).split()
    help_text = subprocess.run([str(PROGRAM), words[0], "--help"], capture_output=True, text=True)
    assert help_text.returncode == 0
    assert all(word in help_text.stdout for word in words if word.startswith("--"))


def instructions():
    """[(instruction, its words)] of the recipe, continued lines joined."""
    text = re.sub(r"^\s*#.*\n", "", RECIPE.read_text(), flags=re.M).replace("\\\n", " ")
    return [(line.split()[0], line.split()[1:]) for line in text.splitlines() if line.strip()]


def stages():
    """The instructions of each stage."""
    found = []
    for name, words in instructions():
        if name == "FROM":
            found.append([])
        if found:
            found[-1].append((name, words))
    return found


def packages(stage):
    text = " ".join(" ".join(words) for name, words in stage if name == "RUN")
    listed = re.search(r"apt-get install -y --no-install-recommends (.*?) &&", text).group(1)
    return listed.split()


def test_the_recipe_is_understood():
    known = {"ARG", "FROM", "RUN", "WORKDIR", "COPY", "USER", "ENV", "VOLUME", "EXPOSE",
             "HEALTHCHECK", "STOPSIGNAL", "ENTRYPOINT", "CMD"}
    assert {name for name, _ in instructions()} <= known
    assert len(stages()) == 2 and "AS" in stages()[0][0][1]
    for name, words in instructions():
        if name == "COPY" and not words[0].startswith("--from="):
            assert all((ROOT / source).exists() for source in words[:-1]), words
    last = dict(stages()[1])
    assert last["USER"] == ["10001:10001"] and last["VOLUME"] == ["/data"]
    assert "/health/live" in " ".join(last["HEALTHCHECK"])


def test_every_folder_that_the_manifest_names_is_copied():
    copied = {words[0] for name, words in stages()[0] if name == "COPY"}
    manifest = (ROOT / "Package.swift").read_text()
    named = {path.split("/")[0] for path in re.findall(r'path: "(\w+)', manifest)}
    assert named | {"Package.swift", "Sources", "Tests"} <= copied


def test_the_recipes_packages_exist_and_suffice(program):
    if shutil.which("apt-cache") is None or shutil.which("dpkg-query") is None:
        pytest.skip("neither Debian nor Ubuntu")
    for stage in stages():
        for package in packages(stage):
            known = subprocess.run(["apt-cache", "show", package], capture_output=True, text=True)
            if known.returncode and "No packages found" in known.stderr and not any(
                    subprocess.run(["apt-cache", "show", "curl"], capture_output=True).stdout):
                pytest.skip("no list of packages: run apt-get update")
            assert known.returncode == 0, f"there is no package {package}"
    linked = subprocess.run(["ldd", str(PROGRAM)], capture_output=True, text=True).stdout
    ours = re.findall(r"=> \S*/(lib(?:lmdb|zstd|expat|z|sqlite3)\.so\.\S+)", linked)
    assert len(ours) == 5, linked
    for library in ours:
        owner = subprocess.run(["dpkg-query", "-S", f"*/{library}"], capture_output=True,
                               text=True).stdout.split(":")[0]
        assert owner in packages(stages()[1]), f"{library} comes with {owner}"
