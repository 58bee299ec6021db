# SPDX-License-Identifier: Apache-2.0
"""A witness: real ledgers ask a real witness, which cosigns what extends what it saw, and nothing
else, whatever happens to it meanwhile."""

import base64
import hashlib
import shutil
import struct
import time

import pytest
import requests

from checkpoints import Note, Serve, Witness, key_of, status
from program import PROGRAM, Folder, caseledger, wait_until

SIZE = "text/x.tlog.size"


@pytest.fixture
def copies(folder, tmp_path):
    """Copies of the folder as it is now."""
    made = []

    def copy():
        made.append(tmp_path / f"copy{len(made)}")
        shutil.copytree(folder.path, made[-1])
        return Folder(made[-1], make=False)
    return copy


@pytest.fixture
def witness(folder, tmp_path):
    witness = Witness(tmp_path / "witness", key_of(folder))
    yield witness
    witness.kill()


def serve_once(folder, cases, **settings):
    """Serves the folder while so many cases are opened; the checkpoint at the end, as a text, and
    the position."""
    serve = Serve(folder, **settings)
    try:
        position = 0
        for _ in range(cases):
            position = serve.open_case()
        if cases:
            serve.released(position)
        return serve.get("/checkpoint").text, position
    finally:
        serve.stop()


def cosignature(note, key):
    """The time of a note's line of this witness; the key id is checked."""
    name, _, public = key.split("+", 2)
    material = base64.b64decode(public)
    assert material[0] == 4 and len(material) == 33
    identity = hashlib.sha256(name.encode() + b"\n" + material).digest()[:4]
    [line] = [line for line in note.lines if line.split(" ")[1] == name]
    data = base64.b64decode(line.split(" ")[2])
    assert data[:4] == identity and len(data) == 4 + 8 + 64
    return struct.unpack(">Q", data[4:12])[0]


# A ledger and its witness.

def test_each_checkpoint_is_cosigned_before_it_is_shown(folder, witness):
    serve = Serve(folder, witnesses=witness.setting)
    try:
        for _ in range(2):
            note = serve.released(serve.open_case())
            assert note.signers == [note.origin, "witness.example/w1"]
            assert abs(cosignature(note, witness.key) - time.time()) < 60
        labels = {"kind": "witness", "place": "witness.example/w1"}
        wait_until(lambda: serve.metric(
            "checkpoint_delivered_events", **labels) == note.size, 10, "its arrival")
        assert serve.metric("checkpoint_contradicted", **labels) == 0
    finally:
        serve.stop()
    [place] = status(folder, witnesses=witness.setting)["places"]
    assert (place["kind"], place["place"], place["size"]) == (
        "witness", "witness.example/w1", note.size)


def test_a_witness_that_was_killed_goes_on_where_it_was(folder, witness):
    serve = Serve(folder, witnesses=witness.setting)
    try:
        serve.released(serve.open_case())
        witness.kill()
        position = serve.open_case()
        assert serve.released(position).signers == [serve.checkpoint().origin]
        wait_until(lambda: serve.logged("it cannot be reached"), 10, "a warning")
        first = witness.key
        witness.start()
        assert witness.key == first
        wait_until(lambda: len(serve.checkpoint().signers) == 2, 10, "its signature")
        assert serve.checkpoint().size == position
        assert serve.metric("checkpoint_contradicted", kind="witness") == 0
    finally:
        serve.stop()


def test_a_ledger_that_forgot_how_far_the_witness_was_asks_it(folder, witness):
    serve_once(folder, 2, witnesses=witness.setting)
    for file in folder.path.glob("state.sqlite*"):
        file.unlink()
    text, _ = serve_once(folder, 1, witnesses=witness.setting)
    assert len(Note(text).signers) == 2


def test_a_ledger_that_was_put_back_is_refused_and_an_alarm_goes_up(folder, witness, copies):
    copy = copies()
    _, before = serve_once(folder, 3, witnesses=witness.setting)
    serve = Serve(copy, witnesses=witness.setting)
    try:
        wait_until(lambda: serve.logged("put back to an earlier state"), 20, "an alarm")
        assert serve.metric("checkpoint_contradicted", kind="witness") == 1
        # The same number of events again, then more: another history in either case.
        while serve.open_case() < before:
            pass
        serve.released(before)
        wait_until(lambda: serve.logged("has cosigned another history"), 20, "an alarm")
        serve.released(serve.open_case())
        wait_until(lambda: serve.logged("does not extend what it saw before"), 20, "an alarm")
        assert any("error [" in line for line in serve.logged("another history of this ledger"))
        assert serve.checkpoint().signers == [serve.checkpoint().origin]
        assert serve.metric("checkpoint_deliveries_total", kind="witness",
                            outcome="contradicted") >= 3
    finally:
        serve.stop()
    [place] = status(copy, witnesses=witness.setting)["places"]
    assert place["contradicted"] and place["size"] == 0
    text = caseledger("status", data=copy.path).stdout.decode()
    assert "ALARM" not in text, "no witness is set for this command"
    kept = list((witness.state / "logs").glob("*.contradiction"))
    assert len(kept) == 1 and Note(kept[0].read_text()).size == before


def test_the_answer_of_another_key_is_not_taken(folder, witness, tmp_path):
    other = Witness(tmp_path / "other", key_of(folder))
    try:
        setting = f"{witness.url} {other.key}"
        text, _ = serve_once(folder, 1, witnesses=setting)
        assert len(Note(text).signers) == 1
        [place] = status(folder, witnesses=setting)["places"]
        assert "not signed by the key" in place["problem"] and not place["contradicted"]
    finally:
        other.kill()


# The protocol.

@pytest.fixture
def notes(folder, copies):
    """Signed checkpoints of one ledger: [(size, text)] of one history, and one of another, of the
    size of the first history's last."""
    copy = copies()
    first, n = serve_once(folder, 1)
    second, m = serve_once(folder, 1)
    other, _ = serve_once(copy, 2)
    assert Note(other).size == m
    return (n, first), (m, second), other


def test_the_answers_are_as_the_specification_has_them(witness, notes):
    (n, first), (m, second), other = notes
    unsigned = first.split("\n\n")[0] + "\n\n" + first.split("\n\n")[1].replace(
        first.rsplit(" ", 1)[1].strip()[8:20], "A" * 12)
    proof = base64.b64encode(b"x" * 32).decode() + "\n"

    def answers(body, code, text=None, kind="text/plain; charset=utf-8"):
        answer = witness.add(body)
        assert (answer.status_code, answer.headers["Content-Type"]) == (code, kind), answer.text
        if text is not None:
            assert answer.text == text
        return answer.text

    for body in ("", "old 0", "old 0\n\n", "old 00\n\n" + first, "old x\n\n" + first, first,
                 "old 0\n" + first, f"old {m + 1}\n\n" + first, "old 0\nAA==\n\n" + first,
                 "old 0\n" + proof * 64 + "\n" + first, b"old 0\n\n\xff" + first.encode()):
        answers(body, 400)
    answers("old 0\n\n" + first.replace("ledgers", "others", 1), 404)
    answers("old 0\n\n" + unsigned, 403)
    answers("old 1\n\n" + first, 409, "0\n", SIZE)
    answers(f"old 0\n{proof}\n" + first, 422)
    line = answers("old 0\n\n" + first, 200)
    assert line.startswith("— witness.example/w1 ") and line.endswith("=\n")
    cosignature(Note(first + line), witness.key)
    answers(f"old {n}\n\n" + first, 200)
    answers("old 0\n\n" + first, 409, f"{n}\n", SIZE)
    answers(f"old {n}\n\n" + second, 422)
    answers(f"old {n}\n{proof}\n" + second, 422)
    assert witness.add("x" * 200_000).status_code == 413
    assert requests.get(witness.url + "/add-checkpoint", timeout=5).status_code in (404, 405)


def test_what_it_saw_is_durable_and_no_two_witnesses_share_it(witness, notes):
    (n, first), _, _ = notes
    assert witness.add("old 0\n\n" + first).status_code == 200
    witness.kill()
    [kept] = (witness.state / "logs").iterdir()
    assert kept.read_text() == first and kept.stat().st_mode & 0o77 == 0
    assert (witness.state / "witness.key").stat().st_mode & 0o777 == 0o600
    witness.start()
    assert witness.add("old 0\n\n" + first).text == f"{n}\n"
    twice = caseledger("witness", "--state", witness.state, "--port", "0", "--log",
                       witness.logs[0], code=1)
    assert b"is running on" in twice.stderr
    # What does not read is not taken for never seen.
    kept.write_text("spoilt\n")
    assert witness.add("old 0\n\n" + first).status_code == 500
    assert kept.read_text() == "spoilt\n"


def test_of_two_histories_the_first_is_cosigned_alone(witness, notes):
    _, (m, second), other = notes
    assert witness.add("old 0\n\n" + second).status_code == 200
    answer = witness.add(f"old {m}\n\n" + other)
    assert (answer.status_code, answer.headers["Content-Type"]) == (
        409, "text/plain; charset=utf-8")
    [kept] = (witness.state / "logs").glob("*.contradiction")
    assert kept.read_text() == other
    assert witness.add(f"old {m}\n\n" + second).status_code == 200


def test_its_key_and_its_name_stay(folder, tmp_path):
    log = tmp_path / "logs.txt"
    log.write_text(key_of(folder) + "\n")
    state = tmp_path / "state"
    show = ("witness", "--state", state, "--show-key")
    assert b"needs a name" in caseledger(*show, code=2).stderr
    key = caseledger(*show, "--name", "w.example/1").stdout
    assert key.startswith(b"w.example/1+") and (state / "witness.pub").read_bytes() == key
    assert caseledger(*show).stdout == key
    assert b"is called w.example/1" in caseledger(*show, "--name", "w.example/2", code=1).stderr
    witness = Witness(state, str(log), name="w.example/1")
    assert witness.key.encode() == key.strip()
    witness.kill()
    (state / "witness.key").unlink()
    assert b"not there" in caseledger(*show, code=3).stderr
    assert PROGRAM.is_file()
