# SPDX-License-Identifier: Apache-2.0
"""The mutation campaign: whatever is changed in a data file, `verify` finds it, and never dies of it.

A change is live if what can be read of the ledger differs, or reading it fails.
"""

import concurrent.futures
import json
import queue
import random
import struct

import pytest

from forging import FORGERIES, FORGER, TABLES, Copy, event_log, forger, new_key, target
from program import LONG, Folder


@pytest.fixture(scope="module")
def original(program, tmp_path_factory):
    """A ledger with a row in every table: a demonstration and an imported log."""
    place = tmp_path_factory.mktemp("mutations")
    folder = Folder(place / "original", make=False)
    folder.run("simulate", "--cases", "12", "--seed", "1")
    folder.old = forger("checkpoint", folder.path / "ledger", 0)
    (place / "counter.xes").write_text(event_log(cases=60, events=17))
    folder.run("import", "xes", place / "counter.xes")
    folder.run("user", "add", "--name", "A")  # Finds a thousand events, and makes a dictionary.
    assert FORGER.is_file(), "swift build --build-tests makes Forger"
    assert folder.run("verify")
    return folder


@pytest.fixture
def copy(original, tmp_path):
    made = Copy(original, tmp_path / "copy")
    made.old = tmp_path / "old.checkpoint"
    made.old.write_bytes(original.old)
    return made


def is_ahead(told):
    """What `verify` says where one of the two head pages was changed, though the other is the one
    that is read: the change is found before it is live."""
    return "head pages do not follow one another" in told


class Campaign:
    """Puts spoilt files into copies of one folder, some at once, and counts what is found."""

    def __init__(self, original, place):
        self.copies = queue.SimpleQueue()
        for number in range(3):
            self.copies.put(Copy(original, place / f"copy{number}"))
        self.data = (original.path / "ledger/data.mdb").read_bytes()
        self.dump = Copy(original, place / "dump").dump()
        assert self.dump[0] == 0

    def try_one(self, change):
        """Whether the change was live, and whether `verify` found something."""
        copy = self.copies.get()
        try:
            copy.put(change(self.data))
            code, told = copy.verify()
            return copy.dump() != self.dump, code == 1, told
        finally:
            self.copies.put(copy)

    def run(self, name, changes):
        with concurrent.futures.ThreadPoolExecutor(3) as pool:
            results = list(pool.map(self.try_one, [change for _, change in changes]))
        live = [result for result in results if result[0]]
        found = [result for result in live if result[1]]
        print(f"\n{name}: tried {len(results)}, live {len(live)}, found {len(found)}")
        wrong = [(label, is_live, told) for (label, _), (is_live, is_found, told)
                 in zip(changes, results) if is_live != is_found and not is_ahead(told)]
        assert not wrong, f"{len(wrong)} are not judged right, the first: {wrong[:3]}"
        return len(live)


@pytest.fixture(scope="module")
def campaign(original, tmp_path_factory):
    return Campaign(original, tmp_path_factory.mktemp("campaign"))


def flipped(bit):
    def change(data):
        spoilt = bytearray(data)
        spoilt[bit // 8] ^= 1 << bit % 8
        return spoilt
    return change


def test_every_live_bit_that_flips_is_found(campaign):
    source = random.Random(4)
    bits = [source.randrange(len(campaign.data) * 8) for _ in range(2000 if LONG else 60)]
    assert campaign.run("bit flips", [(bit, flipped(bit)) for bit in bits]) > len(bits) / 3


def test_every_live_bit_of_the_head_pages_is_found(campaign):
    """The first 160 bytes of the two pages that say where everything is."""
    bits = [page * 8 + bit for page in (0, 4096) for bit in range(160 * 8)]
    if not LONG:
        bits = random.Random(5).sample(bits, 12)
    campaign.run("bit flips in the head pages", [(bit, flipped(bit)) for bit in bits])


def branch_bits(data):
    """The bits that are in use in the pages that lead to others, as `mdb.c` of LMDB 0.9 has them."""
    for page in range(0, len(data), 4096):
        number, _, flags, lower, upper = struct.unpack_from("<QHHHH", data, page)
        if number == page // 4096 and flags == 1 and lower <= upper <= 4096:
            for byte in [*range(lower), *range(upper, 4096)]:
                yield from range((page + byte) * 8, (page + byte + 1) * 8)


def test_every_live_bit_of_the_pages_that_lead_to_others_is_found(campaign):
    """A key in them that is another hides what lies below from whoever looks it up."""
    bits = random.Random(7).sample([*branch_bits(campaign.data)], 1500 if LONG else 12)
    campaign.run("bit flips in branch pages", [(bit, flipped(bit)) for bit in bits])


def test_every_live_bit_of_a_pages_header_is_found(campaign):
    """Its number, its kind and its bounds: what reading it goes by."""
    source = random.Random(8)
    pages = len(campaign.data) // 4096
    bits = [(page * 4096) * 8 + source.randrange(16 * 8) for page in range(pages) for _ in range(3)]
    bits += [page * 4096 * 8 + bit for page in range(2, 12) for bit in range(80, 96)]  # The kind.
    campaign.run("bit flips in page headers", [
        (bit, flipped(bit)) for bit in (bits if LONG else source.sample(bits, 40))])


def test_every_truncation_that_loses_something_is_found(campaign):
    size = len(campaign.data)
    lengths = [4096, 8192, size // 2, size - size // 8, size - 4096, size - 1]
    if LONG:
        lengths += range(0, size, 65_536)
    campaign.run("truncations", [
        (length, lambda data, length=length: data[:length]) for length in lengths])


def test_a_bit_of_every_table_is_found_where_it_lies(copy):
    source = random.Random(6)
    spare, before = copy.file.read_bytes(), copy.dump()
    for table in TABLES:
        rows = int(forger("rows", copy.ledger, table))
        assert rows > 0, f"the ledger of this test has nothing in {table}"
        for part in ("key", "value"):
            for _ in range(6 if LONG else 1):
                bit = source.randrange(64 if part == "key" else 512)
                if table == "events" and part == "value":
                    bit = 32 + source.randrange(200, 400)  # Beyond what compressed data ignore.
                forger("flip", copy.ledger, table, source.randrange(rows), part, bit)
                code, told = copy.verify()
                assert (code == 1) == (copy.dump() != before), (table, part, bit, told)
                copy.put(spare)


# Who lacks the signing key keeps the checkpoints, drops them, or signs them with a key of their own.
@pytest.mark.parametrize("checkpoints", ["keep", "drop", "own key"])
@pytest.mark.parametrize("name", FORGERIES)
def test_a_forger_without_the_signing_key_is_found(copy, tmp_path, name, checkpoints):
    log = copy.log()
    key = new_key(tmp_path / "own.key") if checkpoints == "own key" else checkpoints
    copy.rebuild(FORGERIES[name](log, target(log, range(40, len(log)))), key)
    code, told = copy.verify()
    assert code == 1, told
    word = {"keep": "was changed since", "drop": "no checkpoint is kept",
            "own key": "not signed by the key in force"}[checkpoints]
    assert word in told, told


@pytest.mark.parametrize("name", FORGERIES)
def test_a_forger_with_the_signing_key_is_found_by_an_old_checkpoint(copy, name):
    log = copy.log()
    at = target(log, range(40, len(log)))
    copy.rebuild(FORGERIES[name](log, at), copy.path / "keys/signing.key")
    assert copy.verify()[0] == 1, "what was signed last shows it, until that is taken away"
    copy.forget()
    code, told = copy.verify()
    assert code == 0, f"nothing within the ledger shows it, and yet: {told}"
    code, told = copy.verify("--checkpoint", copy.old)
    assert code == 1 and "are not those that were signed" in told, told


def test_what_the_forger_makes_of_the_same_events_is_sound(copy):
    """So what the other tests find is the forgery, and not the forger's clumsiness."""
    copy.rebuild(copy.log(), "keep")
    assert copy.verify("--checkpoint", copy.old)[0] == 0


def test_a_key_put_in_the_place_of_the_one_adopted_is_found_by_an_old_checkpoint(copy, tmp_path):
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    import base64
    key = new_key(tmp_path / "own.key")
    seed = Ed25519PrivateKey.from_private_bytes(base64.b64decode(key.read_text()))
    log = copy.log()
    for index, (place, line) in enumerate(log):
        event = json.loads(line)
        if event["type"] == "ledger.signingKeyAdopted":
            public = base64.b64encode(seed.public_key().public_bytes_raw()).decode()
            log[index] = (place, line.replace(event["data"]["key"], public))
    copy.rebuild(log, key)
    copy.forget()
    assert copy.verify()[0] == 0
    code, told = copy.verify("--checkpoint", copy.old)
    assert code == 1 and "by no key that this ledger adopted" in told, told
