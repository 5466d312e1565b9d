"""The tree of the access log, and the file that checks it: known hashes, every proof of small trees, and every change to one."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from handrail import access_log_verifier as verifier
from handrail.access_log_verifier import Checkpoint
from handrail.records import merkle

LARGEST = 33
# The test vectors of Certificate Transparency's own reference implementation.
CT_LEAVES = [
    bytes.fromhex(each)
    for each in ("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")
]
CT_ROOTS = {
    0: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    1: "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    2: "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    3: "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    8: "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
}


class Tree:
    """The stored tree, in memory."""

    def __init__(self, leaves: list[bytes]) -> None:
        self.nodes: dict[tuple[int, int], bytes] = {}
        for index, leaf in enumerate(leaves):
            for level, place, value in merkle.nodes_for(index, leaf, self.find):
                self.nodes[level, place] = value

    def find(self, level: int, place: int) -> bytes:
        return self.nodes[level, place]


def by_definition(leaves: list[bytes]) -> bytes:
    """Section 2.1 of RFC 6962, word for word."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return hashlib.sha256(b"\x00" + leaves[0]).digest()
    half = 1
    while half * 2 < len(leaves):
        half *= 2
    return hashlib.sha256(b"\x01" + by_definition(leaves[:half]) + by_definition(leaves[half:])).digest()


LEAVES = [f"leaf {number}".encode() for number in range(LARGEST)]
TREE = Tree(LEAVES)
HEADS = [Checkpoint(size, merkle.root(size, TREE.find)) for size in range(LARGEST + 1)]


@pytest.mark.parametrize("size", CT_ROOTS)
def test_the_roots_are_those_that_others_publish(size: int):
    assert merkle.root(size, Tree(CT_LEAVES).find).hex() == CT_ROOTS[size]


def test_each_root_is_what_the_definition_says():
    assert [head.root for head in HEADS] == [by_definition(LEAVES[:size]) for size in range(LARGEST + 1)]


def inclusions() -> Iterator[tuple[int, Checkpoint, list[bytes]]]:
    for head in HEADS:
        for index in range(head.size):
            yield index, head, merkle.inclusion_proof(index, head.size, TREE.find)


def changed(proof: list[bytes]) -> Iterator[list[bytes]]:
    """Each hash with one bit turned, left out or doubled, two swapped, and one too many."""
    for at, value in enumerate(proof):
        turned = bytes([value[0] ^ 1]) + value[1:]
        yield [*proof[:at], turned, *proof[at + 1 :]]
        yield [*proof[:at], *proof[at + 1 :]]
        yield [*proof[:at], value, *proof[at:]]
        if at and proof[at - 1] != value:
            yield [*proof[: at - 1], value, proof[at - 1], *proof[at + 1 :]]
    yield [*proof, b"\0" * 32]


def test_every_entry_is_found_in_every_later_tree_and_every_changed_proof_is_refused():
    refused = 0
    for index, head, proof in inclusions():
        leaf = merkle.leaf_hash(LEAVES[index])
        assert verifier.is_included(leaf, index, proof, head)
        for wrong in changed(proof):
            assert not verifier.is_included(leaf, index, wrong, head)
            refused += 1
        for elsewhere in {index - 1, index + 1, head.size} - {-1}:
            assert not verifier.is_included(leaf, elsewhere, proof, head)
        assert not verifier.is_included(merkle.leaf_hash(b"another"), index, proof, head)
    assert refused > 5_000


def test_every_tree_is_consistent_with_every_earlier_one_and_every_changed_proof_is_refused():
    refused = 0
    for later in HEADS[1:]:
        for earlier in HEADS[1 : later.size + 1]:
            proof = merkle.consistency_proof(earlier.size, later.size, TREE.find)
            assert verifier.is_consistent(earlier, later, proof)
            for wrong in changed(proof):
                assert not verifier.is_consistent(earlier, later, wrong)
                refused += 1
            rewritten = earlier._replace(root=b"\1" * 32)
            assert not verifier.is_consistent(rewritten, later, proof)
    assert refused > 5_000


@settings(max_examples=25)
@given(st.binary(max_size=200), st.binary(min_size=32, max_size=32), st.integers(0, 511))
def test_a_signature_is_judged_as_the_reference_library_judges_it(message: bytes, seed: bytes, bit: int):
    key = Ed25519PrivateKey.from_private_bytes(seed)
    public, signature = key.public_key().public_bytes_raw(), key.sign(message)
    turned = bytearray(signature)
    turned[bit // 8] ^= 1 << bit % 8

    assert verifier.ed25519_verify(public, message, signature)
    assert not verifier.ed25519_verify(public, message, bytes(turned))
    assert not verifier.ed25519_verify(public, message + b"x", signature)


def test_a_signature_of_rfc_8032_is_right_and_one_with_a_number_too_large_is_not():
    public = bytes.fromhex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a")
    signature = bytes.fromhex(
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"
    )
    too_large = int.from_bytes(signature[32:], "little") + verifier.L

    assert verifier.ed25519_verify(public, b"", signature)
    assert not verifier.ed25519_verify(public, b"", signature[:32] + too_large.to_bytes(32, "little"))


def test_a_head_signed_with_the_example_key_of_the_format_is_read():
    """The key and the note of golang.org/x/mod/sumdb/note, which C2SP's signed-note took over."""
    key = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
    note = (
        "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n\n"
        "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
    )
    name, key_id, public = verifier.read_key(key)
    text, _, line = note.partition("\n\n")

    assert verifier.is_signed(f"{text}\n", line.strip(), name, key_id, public)
    assert not verifier.is_signed(f"{text}!\n", line.strip(), name, key_id, public)


def test_nothing_that_is_no_bundle_is_taken_for_one():
    for odd in ({}, {"checkpoint": "", "key": "", "entries": []}, {"checkpoint": 7, "key": "a+b+c", "entries": None}):
        with pytest.raises(verifier.Wrong):
            verifier.check(odd)
