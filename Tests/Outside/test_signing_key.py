# SPDX-License-Identifier: Apache-2.0
"""The key that signs checkpoints: shown, replaced, interrupted, lost, given by environment."""

import base64
import json
import os
import shutil
import subprocess

import pytest

from forging import Copy
from program import PROGRAM, Folder
from proofs import verify


def keys(folder):
    return folder.run("signing-key", "show").stdout.decode().split()


XES = """<log xes.version="1849-2016" xmlns="http://www.xes-standard.org/"><trace>
<string key="concept:name" value="Permit 1"/><event><string key="concept:name" value="Received"/>
<date key="time:timestamp" value="2026-03-02T09:12:00Z"/></event></trace></log>"""


def test_a_new_ledger_has_one_in_a_file_of_its_owners(folder):
    key, = keys(folder)
    name, number, rest = key.split("+", 2)
    assert name.startswith("organisations/testshire/ledgers/") and len(number) == 8
    assert base64.b64decode(rest)[0] == 1 and len(base64.b64decode(rest)) == 33
    file = folder.path / "keys/signing.key"
    assert file.stat().st_mode & 0o777 == 0o600
    assert file.read_text().strip() not in folder.run("export", "jsonl").stdout.decode()


def test_a_replaced_key_leaves_no_trace_but_its_public_half(folder):
    old, secret = keys(folder)[0], (folder.path / "keys/signing.key").read_text()
    run = folder.run("signing-key", "replace", "--json")
    new = json.loads(run.stdout)
    assert keys(folder) == [old, new["key"]] and new["key"] != old
    assert (folder.path / "keys/signing.key").read_text() != secret
    assert not (folder.path / "keys/signing.key.next").exists()
    events = [json.loads(line) for line in folder.events()]
    assert events[new["position"] - 1]["type"] == "ledger.signingKeyAdopted"
    folder.run("user", "add", "--name", "Mererid Prys")
    folder.run("verify")


def test_an_interrupted_replacement_goes_on(folder):
    """The new key was made and adopted, and the old one is still in its place."""
    old = (folder.path / "keys/signing.key").read_bytes()
    folder.run("signing-key", "replace")
    new = (folder.path / "keys/signing.key").read_bytes()
    (folder.path / "keys/signing.key.next").write_bytes(new)
    (folder.path / "keys/signing.key").write_bytes(old)
    folder.run("user", "add", "--name", "Mererid Prys")
    assert (folder.path / "keys/signing.key").read_bytes() == new
    assert not (folder.path / "keys/signing.key.next").exists()
    assert len(keys(folder)) == 2


def test_without_it_work_goes_on_unsigned_and_says_so(folder):
    file = folder.path / "keys/signing.key"
    shutil.move(file, folder.path / "elsewhere")
    run = folder.run("user", "add", "--name", "Mererid Prys")
    assert b"Not signed yet: the key file " in run.stderr and b"not there" in run.stderr
    assert folder.run("signing-key", "replace", code=3)
    file.write_text(base64.b64encode(bytes(range(32))).decode())
    run = folder.run("user", "add", "--name", "Halina Nowak")
    assert b"is not the one that this ledger adopted; put that one back" in run.stderr
    shutil.move(folder.path / "elsewhere", file)
    assert folder.run("user", "add", "--name", "Owain Rees").stderr.count(b"signed") == 0


def test_it_may_come_from_the_environment_and_is_not_replaced_then(folder):
    file = folder.path / "keys/signing.key"
    environment = os.environ | {"CASELEDGER_SIGNING_KEY": file.read_text().strip()}
    file.unlink()

    def run(*arguments):
        return subprocess.run([str(PROGRAM), *arguments, "--data", str(folder.path)],
                              env=environment, capture_output=True, stdin=subprocess.DEVNULL)

    assert b"Not signed" not in run("user", "add", "--name", "Mererid Prys").stderr
    refused = run("signing-key", "replace")
    assert refused.returncode == 3 and b"comes from the environment" in refused.stderr
    assert len(keys(folder)) == 1


def contents(place):
    return {path.name: path.read_bytes() for path in place.iterdir()}


@pytest.mark.parametrize("there", ["none", "another ledger's", "an older one"])
def test_a_key_that_is_not_the_one_in_force_replaces_nothing(folder, tmp_path, there):
    file = folder.path / "keys/signing.key"
    old = file.read_bytes()
    if there == "an older one":
        folder.run("signing-key", "replace")
        file.write_bytes(old)
    elif there == "none":
        file.unlink()
    else:
        file.write_bytes((Folder(tmp_path / "other").path / "keys/signing.key").read_bytes())
    before, kept = folder.events(), contents(folder.path / "keys")
    run = folder.run("signing-key", "replace", code=3)
    assert (b"not there" if there == "none" else b"is not the one") in run.stderr
    assert folder.events() == before, "nothing was recorded"
    assert contents(folder.path / "keys") == kept, "and no key made"
    assert b"All is well" in folder.run("verify").stdout


@pytest.fixture
def begun(folder, tmp_path):
    """A replacement that was interrupted once the new key was recorded: no checkpoint since."""
    keys, older = folder.path / "keys", tmp_path / "older"
    shutil.copytree(keys, older)
    size = len(folder.events())
    folder.run("signing-key", "replace")
    made = Copy(folder, tmp_path / "begun")
    made.rebuild(made.log(), f"drop:{size}")
    keys = made.path / "keys"
    (keys / "signing.key").rename(keys / "signing.key.next")
    for name in ("signing.key", "signing.checkpoint"):
        shutil.copy(older / name, keys / name)
    return made


def test_the_key_before_must_sign_the_first_checkpoint_of_the_new_one(begun):
    place = begun.path / "keys"
    before = contents(place)
    (place / "signing.key").rename(place / "aside")
    for name in ("signing.key.next", "signing.key"):
        if name == "signing.key":
            (place / "signing.key.next").rename(place / name)
        run = begun.run("user", "add", "--name", "Mererid Prys")
        assert b"the one before it must sign the next checkpoint as well" in run.stderr
        assert begun.run("signing-key", "replace", code=3).stderr.count(b"as well") == 1
    (place / "signing.key").rename(place / "signing.key.next")
    (place / "aside").rename(place / "signing.key")
    assert contents(place) == before
    assert begun.run("signing-key", "replace").stderr.count(b"both signatures") == 1
    assert len(keys(begun)) == 2, "the replacement went on where it stopped"
    assert (place / "signing.key").read_bytes() == before["signing.key.next"]
    assert begun.verify()[0] == 0


def test_a_lost_key_is_replaced_by_a_decision_that_stays_in_the_record(folder, tmp_path):
    (tmp_path / "log.xes").write_text(XES)
    folder.run("import", "xes", tmp_path / "log.xes")
    file = folder.path / "keys/signing.key"
    file.unlink()
    run = folder.run("signing-key", "replace", "--without-old-key", "--json")
    new = json.loads(run.stdout)
    assert json.loads(folder.events()[new["position"] - 1])["data"]["replacesLost"] is True
    assert len(keys(folder)) == 2 and file.exists()
    assert not (folder.path / "keys/signing.key.next").exists()
    told = folder.run("verify").stdout.decode()
    assert "All is well" in told and f"Warning: position {new['position']}: it replaces" in told
    warning, = json.loads(folder.run("verify", "--json").stdout)["warnings"]
    assert warning["position"] == new["position"] and new["key"] in warning["text"]
    # Work and proofs go on; a proof begins with the new key, and the next replacement is signed.
    folder.run("signing-key", "replace")
    bundle = prove(folder, tmp_path / "bundle.json")
    assert [place["key"] for place in json.loads(bundle.read_bytes())["keys"]] == [new["key"]]
    verify(bundle, "--key", keys(folder)[1])
    verify(bundle, "--key", keys(folder)[0], code=1)
    assert len(json.loads(folder.run("verify", "--json").stdout)["warnings"]) == 1


def prove(folder, bundle):
    """A proof of the case that an import brought in."""
    reference = next(json.loads(line)["reference"] for line in folder.events() if b"IMP-" in line)
    folder.run("prove", reference, "--out", bundle)
    return bundle


def test_the_key_before_may_be_lost_while_it_is_being_replaced(begun, tmp_path):
    place = begun.path / "keys"
    (place / "signing.key").unlink()
    begun.run("signing-key", "replace", "--without-old-key")
    first, new, again = keys(begun)
    assert new == again != first
    code, told = begun.verify()
    assert code == 0 and "Warning: " in told, told
    (tmp_path / "log.xes").write_text(XES)
    assert b"signed" not in begun.run("import", "xes", tmp_path / "log.xes").stderr
    bundle = prove(begun, tmp_path / "bundle.json")
    assert json.loads(bundle.read_bytes())["keys"] == []
    verify(bundle, "--key", new)


def test_it_may_be_lost_with_the_new_one_in_its_place_already(begun, tmp_path):
    place = begun.path / "keys"
    (place / "signing.key.next").replace(place / "signing.key")
    assert b"--without-old-key" in begun.run("user", "add", "--name", "A").stderr
    run = begun.run("signing-key", "replace", "--without-old-key")
    assert b"signed by the new key alone" in run.stderr, run.stderr
    first, new, again = keys(begun)
    assert new == again != first
    code, told = begun.verify()
    assert code == 0 and "Warning: " in told, told


@pytest.mark.parametrize("words", [[], ["--without-old-key"]])
def test_a_lost_keys_replacement_goes_on_and_says_who_signed(begun, words):
    """Interrupted after the decision was recorded: the newest checkpoint does not cover it."""
    size = int((begun.path / "keys/signing.checkpoint").read_text().splitlines()[1])
    older = (begun.path / "keys/signing.checkpoint").read_bytes()
    (begun.path / "keys/signing.key").unlink()
    begun.run("signing-key", "replace", "--without-old-key")
    begun.rebuild(begun.log(), f"drop:{size}")
    (begun.path / "keys/signing.checkpoint").write_bytes(older)
    (begun.path / "keys/signing.key").rename(begun.path / "keys/signing.key.next")
    run = begun.run("signing-key", "replace", *words)
    assert b"signed by the new key alone" in run.stderr, run.stderr
    assert (begun.path / "keys/signing.key").exists() and begun.verify()[0] == 0


def test_a_key_that_is_there_is_not_called_lost(folder, tmp_path):
    before, file = folder.events(), folder.path / "keys/signing.key"
    run = folder.run("signing-key", "replace", "--without-old-key", code=3)
    assert b"signing key is lost here" in run.stderr
    file.write_bytes((Folder(tmp_path / "other").path / "keys/signing.key").read_bytes())
    run = folder.run("signing-key", "replace", "--without-old-key", code=3)
    assert b"move this one away first" in run.stderr
    assert folder.events() == before and len(list((folder.path / "keys").iterdir())) == 3


def test_init_says_what_to_copy(program, tmp_path):
    run = Folder(tmp_path / "data", make=False).run("init")
    for name in ("wrapping.key", "signing.key", "signing.checkpoint"):
        assert f"{tmp_path}/data/keys/{name}".encode() in run.stdout
