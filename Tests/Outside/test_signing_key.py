# SPDX-License-Identifier: Apache-2.0
"""The key that signs checkpoints: shown, replaced, interrupted, lost, given by environment."""

import base64
import json
import os
import shutil
import subprocess

from program import PROGRAM


def keys(folder):
    return folder.run("signing-key", "show").stdout.decode().split()


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
