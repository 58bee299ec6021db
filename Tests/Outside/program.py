# SPDX-License-Identifier: Apache-2.0
"""The program as its users meet it: a command line, a supervised server, pages, an API."""

import html
import os
import pathlib
import re
import signal
import subprocess
import threading
import time
from urllib.parse import parse_qs, urljoin, urlsplit

import pytest
import requests

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = pathlib.Path(os.environ.get("CASELEDGER", ROOT / ".build/debug/caseledger")).absolute()
SHARED = pathlib.Path(os.environ.get("CASELEDGER_SHARED", ROOT.parent / "shared")).absolute()
LONG = bool(os.environ.get("CASELEDGER_LONG"))

# What the program is run with holds no setting but a test's own.
for name in [name for name in os.environ if name.startswith("CASELEDGER_")]:
    del os.environ[name]


def shared_file(name):
    """A file of the shared data; skips the test where there is none."""
    path = SHARED / "data" / name
    if not path.exists():
        pytest.skip(f"no {name} in the shared data: set CASELEDGER_SHARED")
    return path


def caseledger(*arguments, data=None, code=0, timeout=600, prefix=()):
    """Runs one command and checks its exit code; None takes any. `prefix` runs before it."""
    command = [*prefix, str(PROGRAM), *map(str, arguments)]
    if data is not None:
        command += ["--data", str(data)]
    run = subprocess.run(command, capture_output=True, timeout=timeout, stdin=subprocess.DEVNULL)
    if code is not None:
        assert run.returncode == code, (
            f"{' '.join(command[1:])} exits {run.returncode}, expected {code}:\n"
            + run.stderr.decode(errors="replace")[-2000:])
    return run


def wait_until(condition, seconds=10, what="it"):
    """The first true value of `condition`; fails when the time is up."""
    end = time.monotonic() + seconds
    while True:
        value = condition()
        if value:
            return value
        assert time.monotonic() < end, f"{what} did not happen within {seconds} s"
        time.sleep(0.05)


class Folder:
    """A data folder; `prefix` is the command that its programs run under."""

    def __init__(self, path, prefix=(), make=True):
        self.path = path
        self.prefix = prefix
        if make:
            self.run("init", "--organisation", "Testshire")

    def run(self, *arguments, **options):
        return caseledger(*arguments, data=self.path, prefix=self.prefix, **options)

    def events(self):
        """The ledger's bytes, line by line."""
        return self.run("export", "jsonl").stdout.splitlines()

    def token(self):
        return self.run("user", "token").stdout.decode().strip()


class Up:
    """`caseledger up` on a folder, on a free port; `lines` is all that it prints and logs."""
    COMMAND = ("up",)

    def __init__(self, folder, *arguments, environment=None):
        self.folder = folder
        self.lines = []
        self.process = subprocess.Popen(
            [*folder.prefix, str(PROGRAM), *self.COMMAND, "--data", str(folder.path), "--port", "0",
             *arguments],
            env=os.environ | (environment or {}), stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace")
        threading.Thread(target=self._read, daemon=True).start()
        try:
            self.address = self._said(r"Listening on (http://\S+)").rstrip("/")
            self.link = self._said(r"Sign in once: (https?://\S+)")
            wait_until(self.is_live, 20, "an answer of the server")
        except BaseException:
            self.stop()
            raise

    def _read(self):
        for line in self.process.stdout:
            self.lines.append(line)

    def _said(self, pattern):
        def found():
            match = re.search(pattern, "".join(self.lines))
            assert match or self.process.poll() is None, "up ended: " + "".join(self.lines)[-2000:]
            return match and match.group(1)
        return wait_until(found, 30, f"{pattern!r} on the output of up")

    def is_live(self):
        try:
            return requests.get(self.address + "/health/live", timeout=2).status_code == 200
        except requests.RequestException:
            return False

    def new_link(self):
        """Another link that signs in once."""
        text = self.folder.run("user", "link").stdout.decode().strip()
        return urljoin(self.address, re.sub(r"^http://[^/]+", "", text.split()[-1]))

    def children(self):
        """The processes that `up` supervises: process id to command line."""
        return children(self.process.pid)

    def child(self, word):
        """The id of the child that runs the subcommand `word`, once there is one."""
        def found():
            ids = [pid for pid, line in self.children().items() if word in line[1:]]
            return ids and ids[0]
        return wait_until(found, 10, f"a process of caseledger {word}")

    def stop(self):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()


def children(parent):
    found = {}
    for entry in pathlib.Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            fields = (entry / "stat").read_text().rpartition(")")[2].split()
            line = (entry / "cmdline").read_bytes().decode(errors="replace").split("\0")
        except OSError:
            continue  # It has just ended.
        if int(fields[1]) == parent and fields[0] != "Z":
            found[int(entry.name)] = line
    return found


def hidden_fields(page):
    """The hidden fields of a page's forms, by name; a later form's win."""
    fields = {}
    for tag in re.findall(r"<input[^>]*type=\"hidden\"[^>]*>", page):
        name, value = re.search(r'name="([^"]*)"', tag), re.search(r'value="([^"]*)"', tag)
        if name and value:
            fields[name.group(1)] = html.unescape(value.group(1))
    return fields


def sign_in(link, code=200):
    """A session of requests, signed in by a link that works once; `code` is the first page's."""
    session = requests.Session()
    page = session.get(link, timeout=10)
    assert page.status_code == 200, f"the link answers {page.status_code}"
    fields = {"token": parse_qs(urlsplit(link).query).get("token", [""])[0]}
    fields.update(hidden_fields(page.text))
    answer = session.post(urljoin(link, "/sign-in"), data=fields, timeout=10)
    assert answer.status_code == code, f"signing in answers {answer.status_code}"
    return session
