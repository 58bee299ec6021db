# SPDX-License-Identifier: Apache-2.0
"""What tools/verify-proof says of logs that an authority made up: which it refuses, and why."""

import json

import pytest

from checkpoints import root
from crafted import Log, base64_of, key_of, note
from proofs import verify

ONE, TWO, THREE = (f"case/0198c0de-0000-7000-8000-00000000000{n}" for n in (1, 2, 3))


@pytest.fixture
def check(tmp_path):
    """Checks lines against a checkpoint; what is said."""
    def check(log, code=0, text=None, signed=None):
        (tmp_path / "lines").write_bytes(log.text if text is None else text)
        (tmp_path / "note").write_text(signed or log.note)
        return verify("--lines", tmp_path / "lines", "--checkpoint", tmp_path / "note",
                      "--key", key_of(), code=code)
    return check


def three(*references):
    """Three cases with those references."""
    log = Log()
    for stream, reference in zip((ONE, TWO, THREE), references):
        log.add(stream, reference=reference)
    return log.add(ONE, kind="case.closed").record_heads()


def test_a_log_in_order_is_proven(check):
    said = check(three("FOI-2026-000001", "FOI-2026-000002", "CMP-2026-000001"))
    assert "so each reference is that of one stream" in said and "Not proved" not in said


@pytest.mark.parametrize("references", [
    ("FOI-2026-000001", "FOI-2026-000001", "FOI-2026-000002"),
    ("FOI-2026-000001", "FOI-2026-1", "FOI-2026-000002"),
    ("FOI-2026-000002", "FOI-2026-000001", "FOI-2026-000003"),
    ("FOI-2026-000001", "FOI-2026-000003", "FOI-2026-000004"),
    ("FOI-2026-000000", "FOI-2026-000001", "FOI-2026-000002"),
    ("FOI-2026-+00001", "FOI-2026-000001", "FOI-2026-000002"),
    ("000001", "FOI-2026-000001", "FOI-2026-000002"), ("-000001", None, None), ("FOI", None, None)])
def test_a_reference_that_is_anothers_or_out_of_its_series_is_refused(check, references):
    assert "reference" in check(three(*references), code=1)


def test_a_reference_on_a_later_event_counts_too(check):
    log = Log().add(ONE, reference="FOI-2026-000001").add(TWO).add(TWO, reference="FOI-2026-000001")
    assert "the reference at position 3" in check(log, code=1)


def test_a_bundle_speaks_of_a_stream_and_says_what_its_reference_rests_on(tmp_path):
    """Two streams with one reference: each bundle is right of its stream, and neither says more."""
    log = three("FOI-2026-000001", "FOI-2026-000001", "FOI-2026-000002")
    for stream, count in ((ONE, 2), (TWO, 1)):
        (tmp_path / "bundle").write_bytes(log.bundle(stream))
        said = verify(tmp_path / "bundle", "--key", key_of())
        assert f"Proved: the {count} events of the stream {stream}, opened as FOI-2026-000001" in said
        assert "they are all of this stream's events" in said
        assert "whether another stream bears the reference FOI-2026-000001" in said
        assert "that no other stream bears the reference, rests on whoever" in said


# The last byte, the heads, what is no JSON.

def test_the_last_line_ends_with_a_line_feed(check):
    log = three("FOI-2026-000001", "FOI-2026-000002", "FOI-2026-000003")
    for end in (b"", b"\0", b"}", b" "):
        assert "line feed" in check(log, 1, log.text[:-1] + end)
    check(log, text=log.text + b"what comes after is not read")


@pytest.mark.parametrize("data", [
    lambda text: text.replace('"size": 4', '"size": -1'),
    lambda text: text.replace('"size": 4', '"size": 0'),
    lambda text: text.replace('"size": 4', '"size": 999, "size": 4'),
    lambda text: text.replace('"size": 4', '"size": 4.0'),
    lambda text: text.replace('"size": 4', '"size": true'),
    lambda text: text.replace('"size": 4', '"size": 5'),
    lambda text: text.replace('"streams": 3', '"streams": 3, "more": 0'),
    lambda text: text.replace('"streams": 3', '"streams": 2'),
    lambda text: text.replace('"size": 4', '"size": ' + "1" * 5000),
    lambda text: text[:-1], lambda text: '{"size": ' + "[" * 100_000 + "}", lambda text: "{\ud800}".encode(
        errors="replace").decode()])
def test_heads_of_another_form_are_refused_in_plain_words(check, data):
    log = Log()
    for number, stream in enumerate((ONE, TWO, THREE), 1):
        log.add(stream, reference=f"FOI-2026-00000{number}")
    log.add(ONE).record_heads(data=data)
    assert plain(check(log, code=1))


def test_heads_of_no_events_are_refused(check):
    log = Log().add(ONE).record_heads(size=0)
    assert plain(check(log, code=1))


def plain(said):
    """One sentence, and none of Python's own."""
    assert said.startswith("Refused: ") and said.count("\n") == 1, said
    assert not any(word in said for word in (
        "Traceback", "codec", "char ", "delimiter", "recursion", "digits", "Expecting", "padding",
        "unpack", "base64", "NoneType")), said
    return said


@pytest.mark.parametrize("sealed", ["5", "null", "{}", "[5]", '"x"', "[[]]", "true", '[{"owner":"a"}]'])
def test_commitments_of_another_form_are_refused_in_plain_words(tmp_path, sealed):
    log = Log().add(ONE, f'{{"sealed":{sealed}}}', "FOI-2026-000001").record_heads()
    (tmp_path / "bundle").write_bytes(log.bundle(ONE))
    assert "a commitment has another form" in plain(verify(tmp_path / "bundle", code=1))


@pytest.mark.parametrize("content", [
    b"", b"{", b"\xff", b"[" * 100_000, b"1" * 5000, b"null\n", b'{"a":1,"a":1}\n', b"\xef\xbb\xbf{}"])
def test_what_is_no_bundle_is_refused_in_plain_words(tmp_path, content):
    (tmp_path / "bundle").write_bytes(content)
    plain(verify(tmp_path / "bundle", code=1))


# Two checkpoints.

@pytest.fixture
def extends(tmp_path):
    def extends(old, new, proof=b"", code=1):
        for name, content in (("old", old.encode()), ("new", new.encode()), ("proof", proof)):
            (tmp_path / name).write_bytes(content)
        said = verify("--old", tmp_path / "old", "--new", tmp_path / "new", "--proof",
                      tmp_path / "proof", code=code)
        return plain(said) if code else said
    return extends


def test_what_is_wrong_with_two_checkpoints_is_said(extends):
    log = three("FOI-2026-000001", "FOI-2026-000002", "FOI-2026-000003")
    old, new = note(4, root(log.leaves[:4])), log.note
    proof = base64_of(log.leaves[4]).encode()
    assert "begins with the 4" in extends(old, new, proof + b"\n", code=0)
    other = "organisations/testshire/ledgers/01a20586-0000-7000-8000-000000000000"
    for pair in ((note(4, root(log.leaves[:4]), other), new), (old, note(5, root(log.leaves), other))):
        assert "of two ledgers" in extends(*pair, proof + b"\n")
    assert "swap them" in extends(new, old, proof + b"\n")
    assert "does not begin with" in extends(note(4, bytes(32)), new, proof + b"\n")
    for end in (b"", b"\r\n", b"\v", b"\f", b"\r", b"\x1c", b"\x1e", "\u2028".encode(), b"\n\n"):
        extends(old, new, proof + end)


def test_only_line_feeds_end_a_line_of_the_proof(extends):
    log = Log()
    for number in range(8):
        log.add(f"case/{number}")
    old, new = note(4, root(log.leaves[:4])), note(6, root(log.leaves[:6]))
    lines = [base64_of(root(log.leaves[4:6]))]
    assert "Proved" in extends(old, new, (lines[0] + "\n").encode(), code=0)
    old, lines = note(5, root(log.leaves[:5])), [base64_of(h) for h in (
        log.leaves[4], log.leaves[5], root(log.leaves[:4]))]
    assert "Proved" in extends(old, new, "".join(line + "\n" for line in lines).encode(), code=0)
    for end in "\v\f\r\x1c\x1d\x1e\x85\u2028":
        extends(old, new, (end.join(lines) + "\n").encode())


def test_a_note_has_lines_by_line_feeds_alone(check):
    log = three("FOI-2026-000001", "FOI-2026-000002", "FOI-2026-000003")
    more = f"\u2014 a\u2028b {json.dumps(0)}AAAAAAA\n"
    plain(check(log, 1, signed=log.note + more))
    plain(check(log, 1, signed=log.note + "\u2014 a !\n"))
