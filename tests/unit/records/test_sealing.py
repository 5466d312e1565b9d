"""What is sealed opens for its own key in its own place, and for nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handrail.records.keys import KEY_BYTES, key, row_id
from handrail.records.return_codes import new_code
from handrail.records.sealed import Broken, Sealed
from handrail.records.sealing import NONCE_BYTES, STEP, seal, unseal

KEY = bytes(range(KEY_BYTES))
HERE = b"row|1|1"


@given(st.binary(max_size=3 * STEP))
def test_what_was_sealed_comes_back(contents: bytes):
    assert unseal(seal(contents, KEY, HERE), KEY, HERE) == contents


def test_the_length_does_not_tell_how_much_was_said():
    short, longer = seal(b"", KEY, HERE), seal(b"x" * (STEP - 1), KEY, HERE)

    assert len(short.ciphertext) == len(longer.ciphertext)


def test_the_same_contents_never_look_the_same_twice():
    sealed = [seal(b"the same", KEY, HERE) for _ in range(100)]

    assert len({one.nonce for one in sealed}) == len({one.ciphertext for one in sealed}) == 100
    assert {len(one.nonce) for one in sealed} == {NONCE_BYTES}


@given(st.data())
def test_any_changed_bit_is_noticed(data: st.DataObject):
    sealed = seal(b"an answer", KEY, HERE)
    changed = bytearray(sealed.nonce + sealed.ciphertext)
    bit = data.draw(st.integers(0, len(changed) * 8 - 1))
    changed[bit // 8] ^= 1 << bit % 8

    with pytest.raises(Broken):
        unseal(Sealed(bytes(changed[:NONCE_BYTES]), bytes(changed[NONCE_BYTES:])), KEY, HERE)


@pytest.mark.parametrize("elsewhere", [b"another|1|1", b"row|2|1", b"row|1|2"])
def test_another_row_format_or_revision_does_not_open_it(elsewhere: bytes):
    with pytest.raises(Broken):
        unseal(seal(b"an answer", KEY, HERE), KEY, elsewhere)


@pytest.mark.parametrize("left", [Sealed(b"", b""), Sealed(bytes(12), b""), Sealed(bytes(12), bytes(15))])
def test_what_was_cut_short_is_noticed(left: Sealed):
    with pytest.raises(Broken):
        unseal(left, KEY, HERE)


def test_another_key_does_not_open_it():
    with pytest.raises(Broken):
        unseal(seal(b"an answer", KEY, HERE), bytes(KEY_BYTES), HERE)


def test_the_id_of_the_row_is_no_part_of_its_key_and_each_salt_gives_another_key():
    code = new_code()

    keys = {key(code, b"one salt"), key(code, b"another salt"), key(new_code(), b"one salt")}

    assert len(keys) == 3
    assert bytes.fromhex(row_id(code)) not in keys
    assert row_id(code) == row_id(code) != row_id(new_code())
