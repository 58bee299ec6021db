# SPDX-License-Identifier: Apache-2.0
"""Logs made up here, signed by a key of the test's own: what an authority that lies could hand out."""

import base64
import hashlib
import json

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from checkpoints import leaf, root
from proofs import tool

ID = "01a20586-ec46-76d1-a76c-0f9aa9aabaff"
ORIGIN = f"organisations/testshire/ledgers/{ID}"
SIGNER = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))


def signer_of(folder):
    """What signs the checkpoints of a data folder: the key that whoever has the machine has."""
    seed = base64.b64decode((folder.path / "keys/signing.key").read_text())
    return Ed25519PrivateKey.from_private_bytes(seed)


def base64_of(data):
    return base64.b64encode(data).decode()


def key_of(origin=ORIGIN, signer=SIGNER):
    data = b"\1" + signer.public_key().public_bytes_raw()
    digest = hashlib.sha256(origin.encode() + b"\n" + data).hexdigest()[:8]
    return f"{origin}+{digest}+{base64_of(data)}"


def note(size, digest, origin=ORIGIN, signer=SIGNER):
    text = f"{origin}\n{size}\n{base64_of(digest)}\n"
    identity = bytes.fromhex(key_of(origin, signer).split("+")[1])
    return f"{text}\n\u2014 {origin} {base64_of(identity + signer.sign(text.encode()))}\n"


def included(leaves, index):
    if len(leaves) == 1:
        return []
    half = 1 << (len(leaves) - 1).bit_length() - 1
    if index < half:
        return included(leaves[:half], index) + [root(leaves[half:])]
    return included(leaves[half:], index - half) + [root(leaves[:half])]


class Log:
    def __init__(self):
        self.lines, self.versions = [], {}

    def add(self, stream, data="{}", reference=None, kind="case.opened"):
        """An event, its data as it is written; the version is the stream's next."""
        version = self.versions[stream] = self.versions.get(stream, 0) + 1
        referred = f'"reference":"{reference}",' if reference else ""
        self.lines.append(
            f'{{"specversion":"1.0","id":"e{len(self.lines)}","source":"/organisations/testshire",'
            f'"type":"{kind}","dataversion":1,"subject":"{stream}",{referred}'
            f'"time":"2026-11-22T13:04:05.{len(self.lines):03}Z","actor":"system/test",'
            f'"streamversion":{version},"data":{data}}}'.encode())
        return self

    def heads(self, size=None):
        """The streams of the first events, and the entries of their tree."""
        last = {}
        for line in self.lines[:size]:
            event = json.loads(line)
            last[event["subject"]] = f"{event['subject']} {event['streamversion']} {leaf(line).hex()}"
        return sorted(last), [leaf(last[name].encode()) for name in sorted(last)]

    def record_heads(self, size=None, data=None):
        size = len(self.lines) if size is None else size
        names, entries = self.heads(size)
        text = json.dumps({"size": size, "streams": len(names), "root": base64_of(root(entries))})
        return self.add(f"heads/{ID}", data(text) if data else text, kind="ledger.headsRecorded")

    @property
    def leaves(self):
        return [leaf(line) for line in self.lines]

    @property
    def note(self):
        return note(len(self.lines), root(self.leaves))

    @property
    def text(self):
        return b"".join(line + b"\n" for line in self.lines)

    def bundle(self, stream):
        """Of a log whose last event records the heads of all before it."""
        def item(index):
            return {"bytes": base64_of(self.lines[index]), "position": index + 1,
                    "proof": [base64_of(hash) for hash in included(self.leaves, index)]}
        names, entries = self.heads(-1)
        own = [index for index, line in enumerate(self.lines) if json.loads(line)["subject"] == stream]
        index = names.index(stream)
        value = {
            "checkpoint": self.note, "disclosed": [], "events": [item(index) for index in own],
            "format": tool.FORMAT, "key": key_of(), "keys": [], "origin": ORIGIN,
            "heads": {"event": item(len(self.lines) - 1), "index": index,
                      "proof": [base64_of(hash) for hash in included(entries, index)]},
            "reference": json.loads(self.lines[own[0]])["reference"], "stream": stream,
            "trust": tool.TRUST, "witnesses": []}
        return (json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
                + "\n").encode()
