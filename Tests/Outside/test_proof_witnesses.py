# SPDX-License-Identifier: Apache-2.0
"""A proof of a case bears the signatures of witnesses, or says whose it lacks."""

import http.server
import json
import socket
import threading
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


def test_a_witness_that_saw_a_newer_one_meanwhile_raises_no_alarm(folder, tmp_path):
    """Two proofs are asked for at once: the other one's checkpoint gets there first."""
    reference = import_one(folder, tmp_path)
    offered = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["content-length"])).decode()
            offered.append(int(body.partition("\n\n")[2].splitlines()[1]))
            folder.run("user", "add", "--name", "A")  # Another process signs a newer one.
            seen = f"{offered[-1] + 1 if len(offered) == 1 else 10_000}\n".encode()
            self.send_response(409)
            self.send_header("content-type", "text/x.tlog.size")
            self.send_header("content-length", str(len(seen)))
            self.end_headers()
            self.wfile.write(seen)

        def log_message(self, *arguments):
            pass
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        key = Witness(tmp_path / "w", key_of(folder))
        key.kill()
        setting = f"http://127.0.0.1:{server.server_address[1]} {key.key}"
        said, _ = prove(folder, reference, tmp_path, setting)
        assert "given a newer checkpoint meanwhile" in said and "put back" not in said, said
        said, _ = prove(folder, reference, tmp_path, setting)
        assert "it was put back to an earlier state" in said, said
    finally:
        server.shutdown()


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
        assert time.monotonic() - begun < 9, "six seconds for all, not for each"
