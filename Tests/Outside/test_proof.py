# SPDX-License-Identifier: Apache-2.0
"""tools/verify-proof, which shares no code with the program: what it proves, and of what."""

import base64
import hashlib
import json
import sys

import pytest

from program import Folder, shared_file
from proofs import TOOL, make_place, tool, verify


@pytest.fixture(scope="module")
def place(program, tmp_path_factory):
    return make_place(tmp_path_factory.mktemp("proof"))


def test_the_tool_is_short_and_stands_alone():
    text = TOOL.read_text()
    assert text.count("\n") < 300
    known = set(sys.stdlib_module_names) | {"cryptography"}
    for line in text.splitlines():
        words = line.split()
        if words[:1] in (["import"], ["from"]):
            assert words[1].split(".")[0] in known


def test_a_bundle_proves_in_plain_words(place):
    said = verify(place.path / "bundle")
    assert f", opened as {place.reference} " in said and "Proved: the 2 events of" in said
    assert "Not proved: whose key it is" in said and "Rests on: " in said
    assert "Not shown: 2 sealed values" in said
    said = verify(place.path / "bundle", "--key", place.key)
    assert "Not proved" not in said and "Siân" not in said
    said = verify(place.path / "open", "--key", place.key)
    assert "Siân" in said and "Not shown: 0 sealed values" in said


def test_its_events_are_the_exported_lines(place):
    lines = place.folder.events()
    for item in json.loads(place.bundle)["events"]:
        assert base64.b64decode(item["bytes"]) == lines[item["position"] - 1]


def test_a_key_that_signed_something_else_is_refused(place, tmp_path):
    other = Folder(tmp_path / "other")
    other.run("export", "checkpoint", "--out", tmp_path / "note")
    key = "example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx"
    assert "no key that you trust" in verify(place.path / "bundle", "--key", key, code=1)
    assert "Not proved" not in verify(place.path / "bundle", "--key", key, "--key", place.key)
    assert "witness" in verify(place.path / "bundle", "--witness", key, code=1)


def test_lines_give_the_root_of_a_checkpoint(place):
    for note, size in (("old.note", 3), ("new.note", None)):
        said = verify("--lines", place.path / "lines", "--checkpoint", place.path / note,
                      "--key", place.key)
        assert "Proved: a key that you trust" in said
    assert "heads, 1 times" in said
    said = verify("--lines", place.path / "lines", "--checkpoint", place.path / "new.note")
    assert "Not proved: who signed this" in said


def test_other_lines_are_refused(place):
    lines = (place.path / "lines").read_bytes().splitlines(keepends=True)
    changed = place.path / "changed.jsonl"
    for other in (lines[1:], lines[:-1], lines[:3] + lines[2:], lines[:-1] + [lines[-1][:-1]],
                  [*lines[:-1], lines[-1].replace(b'"streams":', b'"streams":1')],
                  [lines[0].replace(b"system/init", b"system/evil"), *lines[1:]]):
        changed.write_bytes(b"".join(other))
        verify("--lines", changed, "--checkpoint", place.path / "new.note", code=1)


def test_a_newer_log_extends_an_older_one(place):
    arguments = ("--old", place.path / "old.note", "--new", place.path / "new.note")
    said = verify(*arguments, "--proof", place.path / "extends", "--key", place.key)
    assert "begins with the 3 of the older" in said and "Not proved" not in said
    lines = (place.path / "extends").read_text().splitlines(keepends=True)
    changed = place.path / "changed.proof"
    for other in (lines[1:], lines[:-1], lines[::-1], [*lines, lines[0]], ["x\n", *lines[1:]],
                  [lines[0].replace("=", ""), *lines[1:]]):
        changed.write_text("".join(other))
        verify(*arguments, "--proof", changed, code=1)
    verify("--old", place.path / "new.note", "--new", place.path / "old.note",
           "--proof", place.path / "extends", code=1)
    (place.path / "none").write_text("")
    verify("--old", place.path / "new.note", "--new", place.path / "new.note",
           "--proof", place.path / "none")


def test_the_program_refuses_checkpoints_that_are_not_its_own(place, tmp_path):
    other = Folder(tmp_path / "other")
    other.run("export", "checkpoint", "--out", tmp_path / "other.note")
    new = ("--new", place.path / "new.note", "--out", tmp_path / "out")
    run = place.folder.run("prove", "--old", tmp_path / "other.note", *new, code=1)
    assert b"of another ledger" in run.stderr
    note = (place.path / "old.note").read_text().splitlines(keepends=True)
    note[2] = base64.b64encode(bytes(32)).decode() + "\n"
    (tmp_path / "forged.note").write_text("".join(note))
    run = place.folder.run("prove", "--old", tmp_path / "forged.note", *new, code=1)
    assert b"does not begin with the 3 events" in run.stderr
    assert not (tmp_path / "out").exists()


def test_usage_is_told_apart_from_refusal(place):
    verify(code=2)
    verify("--old", place.path / "old.note", code=2)
    verify(place.path / "gone", code=2)
    verify(place.path / "bundle", "--key", "no key", code=2)
    verify("--help")


def test_one_rule_accepts_signatures():
    """The same as the product's (Tests/MerkleTreeTests/Ed25519Tests.swift)."""
    file = shared_file("transparency-log/ed25519-edge-cases.json")
    accepted = 0
    for vector in json.loads(file.read_text()):
        is_right = not {"low_order_A", "non_canonical_A", "non_canonical_R",
                        "low_order_residue"} & set(vector["flags"] or [])
        key, signature = bytes.fromhex(vector["key"]), bytes.fromhex(vector["sig"])
        assert tool.is_signature(signature, vector["msg"].encode(), key) == is_right, vector
        accepted += is_right
    assert accepted == 86


def holds(kind, vector):
    """Whether a proof as transparency-dev/merkle writes it down leads where it should."""
    def number(name):
        return vector.get(name) or 0

    def hash(name):
        found = base64.b64decode(vector[name] or "")
        tool.need(found, "no hash")
        # Some have bytes that are no hash, and the formats hold no such: another stands for them.
        return found if len(found) == 32 else hashlib.sha256(found).digest()
    proof = vector.get("proof") or []
    if kind == "inclusion":
        found = tool.inclusion(hash("leafHash"), number("leafIdx"), number("treeSize"), proof)
        return found == hash("root")
    roots = hash("root1"), hash("root2")
    return tool.consistency(number("size1"), number("size2"), roots[0], proof) == roots


@pytest.mark.parametrize("kind", ["inclusion", "consistency"])
def test_public_proofs_hold_and_the_corrupt_do_not(kind):
    tried = 0
    for file in shared_file(f"transparency-log/merkle-proofs/{kind}").rglob("*.json"):
        vector = json.loads(file.read_text())
        try:
            found = holds(kind, vector)
        except ValueError:
            found = False
        assert found == (not vector["wantErr"]), file.name
        tried += 1
    assert tried > 40
