# SPDX-License-Identifier: Apache-2.0
"""What checkpoints are looked at with: a tree, a server, a witness and a receiver, none of the
product's own code."""

import base64
import hashlib
import http.server
import json
import re
import socket
import subprocess
import threading

import requests

from program import PROGRAM, Up, wait_until
from test_api import headers, new_case


def root(leaves):
    """The root of RFC 6962, section 2.1."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    half = 1 << (len(leaves) - 1).bit_length() - 1
    return hashlib.sha256(b"\1" + root(leaves[:half]) + root(leaves[half:])).digest()


def leaf(entry):
    return hashlib.sha256(b"\0" + entry).digest()


class Note:
    """A signed checkpoint as text."""

    def __init__(self, text):
        self.text, _, below = text.rpartition("\n\n")
        self.origin, size, digest = self.text.split("\n")
        self.size, self.root = int(size), base64.b64decode(digest)
        self.lines = below.splitlines()
        self.signers = [line.split(" ")[1] for line in self.lines]


class Serve(Up):
    """`caseledger serve` on a folder, alone."""
    COMMAND = ("serve", "--link")

    def __init__(self, data, /, seconds=1, **settings):
        environment = {f"CASELEDGER_CHECKPOINT_{name.upper()}": str(value)
                       for name, value in settings.items()}
        super().__init__(data, environment={"CASELEDGER_CHECKPOINT_SECONDS": str(seconds),
                                              **environment})
        self.token = data.token()

    def open_case(self):
        answer = requests.post(self.address + "/api/v1/cases", json=new_case(), timeout=20,
                               headers=headers(self.token))
        assert answer.status_code == 201, answer.text
        return int(answer.headers["Ledger-Position"])

    def get(self, path, **options):
        return requests.get(self.address + path, timeout=20, **{
            "headers": {"Authorization": f"Bearer {self.token}"}, **options})

    def checkpoint(self):
        answer = self.get("/checkpoint")
        assert answer.status_code == 200, answer.text
        return Note(answer.text)

    def released(self, size):
        """The checkpoint over `size` events, once it is shown."""
        def found():
            note = self.checkpoint()
            return note if note.size >= size else None
        return wait_until(found, 20, f"a checkpoint of {size} events")

    def metric(self, name, **labels):
        """The one sample of a metric with those labels."""
        text = requests.get(self.address + "/metrics", timeout=10).text
        found = [line for line in re.findall(rf"^caseledger_{name}(?:{{.*}})? .*$", text, re.M)
                 if all(f'{label}="{value}"' in line for label, value in labels.items())]
        assert len(found) == 1, f"{len(found)} samples of {name} {labels}"
        return float(found[0].rpartition(" ")[2])

    def logged(self, text):
        return [line for line in self.lines if text in line]


def status(data, /, **settings):
    environment = [f"CASELEDGER_CHECKPOINT_{name.upper()}={value}"
                   for name, value in settings.items()]
    run = subprocess.run(
        ["env", *environment, *data.prefix, str(PROGRAM), "status", "--json", "--data",
         str(data.path)], capture_output=True, text=True, timeout=60, stdin=subprocess.DEVNULL)
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout)["checkpoint"]


def key_of(folder):
    """The ledger's signing key, as it is handed over."""
    return status(folder)["key"]


class Receiver:
    """An address that takes webhooks; `codes` are its next answers, 204 where there is none."""

    def __init__(self, port=0):
        self.codes, self.taken = [], []
        receiver = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                receiver.taken.append((dict(self.headers.items()), body))
                self.send_response(receiver.codes.pop(0) if receiver.codes else 204)
                self.send_header("Location", "/elsewhere")
                self.end_headers()

            def log_message(self, *arguments):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", port), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/hook"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self):
        self.server.shutdown()
        self.server.server_close()


def free_port():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


class Witness:
    """`caseledger witness`, on one port however often it is started."""
    NAME = "witness.example/w1"

    def __init__(self, state, *logs, name=NAME):
        self.state, self.logs, self.name = state, logs, name
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.start()

    def start(self):
        arguments = [word for log in self.logs for word in ("--log", log)]
        self.process = subprocess.Popen(
            [str(PROGRAM), "witness", "--state", str(self.state), "--name", self.name, *arguments,
             "--port", str(self.port)], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL, text=True)
        assert self.url in self.process.stdout.readline()
        self.key = self.process.stdout.readline().removeprefix("Key ").strip()

    @property
    def setting(self):
        return f"{self.url} {self.key}"

    def kill(self):
        self.process.kill()
        self.process.wait()
        self.process.stdout.close()

    def add(self, body):
        return requests.post(self.url + "/add-checkpoint", timeout=10,
                             data=body if isinstance(body, bytes) else body.encode())
