# SPDX-License-Identifier: Apache-2.0
"""Disks that are full or read-only, clocks that are wrong, users who may not: for real programs.

A disk lies in a mount namespace of its own: nothing outside sees it, and it goes with the process
that holds it.
"""

import pathlib
import shutil
import subprocess

import pytest


def need(command, reason):
    """Skips the test where a command that prepares it fails."""
    try:
        run = subprocess.run(command, capture_output=True, text=True, timeout=30)
    except OSError as error:
        pytest.skip(f"{reason}: {error}")
    if run.returncode != 0:
        pytest.skip(f"{reason}: {run.stderr.strip()[:200]}")


class Disk:
    """A mount that only programs under `prefix` see; `root` is the way to it for the test."""

    def __init__(self, mount):
        """Runs the shell command `mount` in a new mount namespace and keeps that open."""
        need(["unshare", "-m", "true"], "no mount namespace can be made here")
        self.holder = subprocess.Popen(
            ["unshare", "-m", "sh", "-ec", f"{mount}; echo held; exec sleep 600"],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL)
        if self.holder.stdout.readline() != b"held\n":
            pytest.skip(f"nothing can be mounted here: {self.holder.stderr.read(200)}")
        self.prefix = ("nsenter", "-m", "-t", str(self.holder.pid), "--")

    def inside(self, path):
        """The path by which a process outside reaches a file of this disk."""
        return pathlib.Path(f"/proc/{self.holder.pid}/root{path}")

    def close(self):
        self.holder.kill()
        self.holder.wait()


def fill(path, leave=0):
    """Writes a file until the disk is full but for `leave` bytes."""
    size = 0
    with open(path, "wb", buffering=0) as file:
        while True:
            try:
                size += file.write(b"x" * 4096)
            except OSError:
                break
        assert size > leave, "there was less room than is to be left"
        file.truncate(size - leave)


class Clock:
    """A clock of one's own for programs under `prefix`; `set` puts it so many seconds off."""

    def __init__(self, folder):
        source, library = pathlib.Path(__file__).with_name("clock.c"), folder / "clock.so"
        compiler = shutil.which("cc") or shutil.which("clang")
        if compiler is None:
            pytest.skip("no C compiler for a clock that can be set")
        subprocess.run([compiler, "-shared", "-fPIC", "-o", library, source, "-ldl"], check=True)
        self.offset = folder / "offset"
        self.prefix = ("env", f"LD_PRELOAD={library}", f"CLOCK_OFFSET={self.offset}")
        self.set(0)

    def set(self, seconds):
        new = self.offset.with_suffix(".new")
        new.write_text(str(seconds))
        new.replace(self.offset)
