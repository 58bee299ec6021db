# SPDX-License-Identifier: Apache-2.0
"""What tools/verify-proof must refuse: bundles that were changed or forged."""

import base64
import json
import random

import pytest

from proofs import make_place, refused, verify


@pytest.fixture(scope="module")
def place(program, tmp_path_factory):
    return make_place(tmp_path_factory.mktemp("proof"))


def changes(data, index, draw):
    """What a byte can become: each bit flipped, other characters, gone, twice."""
    byte = data[index]
    for other in {byte ^ 1 << bit for bit in range(8)} | {*b" 0A"} | {draw.randrange(256)}:
        if other != byte:
            yield data[:index] + bytes([other]) + data[index + 1:]
    yield data[:index] + data[index + 1:]
    yield data[:index] + data[index:index + 1] + data[index:]


@pytest.mark.parametrize("name", ["bundle", "open"])
def test_every_single_byte_change_is_refused(place, name):
    data = getattr(place, name)
    assert not refused(data)
    draw, tried = random.Random(4), 0
    for index in range(len(data)):
        for changed in changes(data, index, draw):
            if changed == data:
                continue
            tried += 1
            assert refused(changed), f"{data[max(0, index - 30):index + 30]} {index}"
    print(f"{tried} changes of {len(data)} bytes, none accepted")
    assert tried > 10 * len(data)
    # A sample by the program itself.
    for _ in range(12):
        index = draw.randrange(len(data))
        changed = place.path / "changed"
        changed.write_bytes(next(changes(data, index, draw)))
        assert "Refused: " in verify(changed, code=1)


def edited(bundle, edit):
    value = json.loads(bundle)
    edit(value)
    return (json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
            + "\n").encode()


def last_event_withheld(bundle):
    bundle["events"].pop()


def first_event_withheld(bundle):
    bundle["events"].pop(0)


def events_swapped(bundle):
    bundle["events"].reverse()


def no_events(bundle):
    bundle["events"] = []


def another_reference(bundle):
    bundle["reference"] = "FOI-2026-000001"


def another_stream(bundle):
    bundle["stream"] = "case/0198c0de-0000-7000-8000-000000000000"


def unknown_member(bundle):
    bundle["note"] = "seen by me"


def unknown_member_within(bundle):
    bundle["events"][0]["note"] = ""


def truth_for_a_number(bundle):
    bundle["heads"]["index"] = True


def the_heads_event_as_the_cases(bundle):
    bundle["events"].append(bundle["heads"]["event"])


def another_signature_below(bundle):
    bundle["checkpoint"] += "\u2014 somebody " + base64.b64encode(bytes(68)).decode() + "\n"


def a_witness_who_did_not_sign(bundle):
    bundle["witnesses"] = ["example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx"]


def another_salt(bundle):
    bundle["disclosed"][0]["salt"] = base64.b64encode(bytes(32)).decode()


def a_byte_moved_from_salt_to_value(bundle):
    one = bundle["disclosed"][0]
    salt, value = base64.b64decode(one["salt"]), base64.b64decode(one["value"])
    one["salt"] = base64.b64encode(salt[:31]).decode()
    one["value"] = base64.b64encode(salt[31:] + value).decode()


def values_out_of_order(bundle):
    bundle["disclosed"].reverse()


def a_value_twice(bundle):
    bundle["disclosed"].append(bundle["disclosed"][-1])


EDITS = [last_event_withheld, first_event_withheld, events_swapped, no_events, another_reference,
         another_stream, unknown_member, unknown_member_within, truth_for_a_number,
         the_heads_event_as_the_cases, another_signature_below, a_witness_who_did_not_sign,
         another_salt, a_byte_moved_from_salt_to_value, values_out_of_order,
         a_value_twice]


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.__name__)
def test_a_forged_bundle_is_refused(place, edit):
    assert edited(place.open, lambda bundle: None) == place.open
    assert refused(edited(place.open, edit))


def test_of_disclosed_values_some_may_be_left_out(place):
    one = edited(place.open, lambda bundle: bundle["disclosed"].pop())
    assert not refused(one)


def test_json_in_another_spelling_is_refused(place):
    value = json.loads(place.bundle)
    for text in (json.dumps(value), json.dumps(value, sort_keys=True, separators=(",", ":")) + "\n",
                 place.bundle.decode().rstrip(), place.bundle.decode() + "\n", "[" * 100_000, "",
                 "null\n", "\ufeff" + place.bundle.decode()):
        assert refused(text.encode())
    assert refused(place.bundle.decode().encode("utf-16")) and refused(b"\xff" + place.bundle)
