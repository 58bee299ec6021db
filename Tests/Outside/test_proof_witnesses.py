# SPDX-License-Identifier: Apache-2.0
"""A proof of a case bears the signatures of witnesses, or says whose it lacks."""

import json
import socket
import time

from checkpoints import Note, Witness, key_of
from program import Folder
from proofs import TRACE, XES, verify
from test_witness import witness  # noqa: F401


def import_one(folder, place):
    log = place / "log.xes"
    log.write_text(XES.format(TRACE.format(1, 1)))
    folder.run("import", "xes", log)
    return next(json.loads(line)["reference"] for line in folder.events() if b"refer" in line)


def prove(folder, reference, place, setting):
    bundle = place / "bundle"
    run = Folder(folder.path, ("env", f"CASELEDGER_CHECKPOINT_WITNESSES={setting}"), make=False).run(
        "prove", reference, "--out", bundle)
    return run.stdout.decode(), bundle


def test_a_proof_bears_the_signatures_of_the_witnesses(folder, witness, tmp_path):
    reference = import_one(folder, tmp_path)
    said, bundle = prove(folder, reference, tmp_path, witness.setting)
    assert "Cosigned by witness.example/w1." in said and "Not cosigned" not in said
    assert "of a witness cosigned it" in verify(bundle, "--witness", witness.key)
    # A newer checkpoint without it is passed over while one that has it does.
    covered = json.loads(bundle.read_text())["checkpoint"]
    witness.kill()
    folder.run("user", "add", "--name", "A")
    folder.run("prove", reference, "--out", tmp_path / "plain")
    assert Note(folder.run("export", "checkpoint").stdout.decode()).size > Note(covered).size
    said, bundle = prove(folder, reference, tmp_path, witness.setting)
    assert json.loads(bundle.read_text())["checkpoint"] == covered and "Not cosigned" not in said


def test_a_proof_that_no_witness_has_cosigned_says_so(folder, witness, tmp_path):
    reference = import_one(folder, tmp_path)
    witness.kill()
    said, bundle = prove(folder, reference, tmp_path, witness.setting)
    assert "Not cosigned by witness.example/w1: it cannot be reached." in said
    assert "prove again when it answers" in said
    verify(bundle)
    assert "witness" in verify(bundle, "--witness", witness.key, code=1)
    witness.start()
    assert "Cosigned by" in prove(folder, reference, tmp_path, witness.setting)[0]


def test_witnesses_are_asked_at_once(folder, tmp_path):
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen(16)
        keys = [Witness(tmp_path / f"w{n}", key_of(folder), name=f"w.example/{n}") for n in range(3)]
        for witness in keys:
            witness.kill()
        setting = " ".join(
            f"http://127.0.0.1:{silent.getsockname()[1]} {witness.key}" for witness in keys)
        reference = import_one(folder, tmp_path)
        begun = time.monotonic()
        said, _ = prove(folder, reference, tmp_path, setting)
        assert said.count("it did not answer in time") == 3
        assert time.monotonic() - begun < 9, "five seconds for all, not for each"
