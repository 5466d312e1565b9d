"""Check a bundle of the access log that you took from Handrail: nothing in it was changed, and nothing in it is missing.

    python3 access_log_verifier.py bundle.json [earlier-bundle.json] [--key KEY]

It is one file, asks nobody, and needs nothing but Python 3.9 or later. It shares no code with the site. Give it an earlier bundle
too, and it also checks that nothing from then has been taken away or rewritten since. KEY is the site's public key, from a place
that you trust: without it the key in the bundle itself is believed.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import hmac
import json
import sys
from typing import Any, NamedTuple


class Wrong(Exception):
    """The bundle is not what the site signed, or something is missing from it."""


class Checkpoint(NamedTuple):
    """The head of the log: how many entries it had, and the hash over all of them."""

    size: int
    root: bytes


class Entry(NamedTuple):
    """One entry that stood the check."""

    number: int
    place: int
    written: str


# -- a bundle --------------------------------------------------------------------------------------------------------


def check(bundle: dict[str, Any], earlier: dict[str, Any] | None = None, key: str = "") -> list[dict[str, Any]]:
    """The events of a bundle, once everything about it is right. Anything that is not raises `Wrong`."""
    try:
        head = checkpoint(bundle["checkpoint"], key or bundle["key"])
        entries = [checked(entry, head) for entry in bundle["entries"]]
        in_one_line(entries)
        if earlier is not None:
            since(earlier, bundle, entries, head, key)
        return [json.loads(entry.written) for entry in entries]
    except (KeyError, TypeError, ValueError, AttributeError, IndexError) as problem:
        raise Wrong("the bundle is not written the way the site writes them") from problem


def checked(entry: dict[str, Any], head: Checkpoint) -> Entry:
    """One entry: what it says is what stands in the log, at its place."""
    written, index = str(entry["event"]), whole(entry["index"])
    leaf = hmac.new(bytes.fromhex(entry["salt"]), written.encode(), hashlib.sha256).digest()
    proof = [bytes.fromhex(each) for each in entry["proof"]]
    if not is_included(leaf_hash(leaf), index, proof, head):
        raise Wrong(f"entry {index} is not in the log as it stands here")
    return Entry(whole(json.loads(written)["number"]), index, written)


def in_one_line(entries: list[Entry]) -> None:
    """One, two, three … and each later in the log than the one before."""
    if [entry.number for entry in entries] != list(range(1, len(entries) + 1)):
        raise Wrong("an entry is missing: the numbers have a gap")
    if any(one.place >= other.place for one, other in zip(entries, entries[1:])):  # noqa: B905, RUF007  (Python 3.9 has neither)
        raise Wrong("the entries are not in the order of the log")


def since(earlier: dict[str, Any], bundle: dict[str, Any], entries: list[Entry], head: Checkpoint, key: str) -> None:
    """Nothing that stood in an earlier bundle was taken away, and the log only grew."""
    before = checkpoint(earlier["checkpoint"], key or bundle["key"])
    held = [checked(entry, before) for entry in earlier["entries"]]
    in_one_line(held)
    if held != entries[: len(held)]:
        raise Wrong("an entry of the earlier bundle is missing or different now")
    proof = [bytes.fromhex(each) for each in bundle["grew_from"].get(str(before.size), [])]
    if not is_consistent(before, head, proof):
        raise Wrong("the log was rewritten since the earlier bundle")


def whole(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise Wrong("the bundle is not written the way the site writes them")
    return value


# -- the signed head: C2SP signed-note and tlog-checkpoint ------------------------------------------------------------


def checkpoint(note: str, key: str) -> Checkpoint:
    """The head in a note that this key has signed."""
    name, key_id, public = read_key(key)
    text, blank, signatures = note.partition("\n\n")
    text += "\n"
    if not blank or not any(is_signed(text, line, name, key_id, public) for line in signatures.splitlines()):
        raise Wrong("the head of the log is not signed by this site")
    lines = text.splitlines()
    if len(lines) != 3 or lines[0] != name or not lines[1].isdecimal():
        raise Wrong("the head of the log is not that of this site")
    return Checkpoint(int(lines[1]), base64.b64decode(lines[2], validate=True))


def read_key(key: str) -> tuple[str, bytes, bytes]:
    name, key_id, encoded = key.split("+", 2)
    public = base64.b64decode(encoded, validate=True)
    if public[:1] != b"\x01" or len(public) != 33:
        raise Wrong("this is not a key of the right kind")
    expected = hashlib.sha256(name.encode() + b"\n" + public).digest()[:4]
    if bytes.fromhex(key_id) != expected:
        raise Wrong("the key does not belong to this name")
    return name, expected, public[1:]


def is_signed(text: str, line: str, name: str, key_id: bytes, public: bytes) -> bool:
    start = f"— {name} "
    if not line.startswith(start):
        return False
    signature = base64.b64decode(line[len(start) :], validate=True)
    return signature[:4] == key_id and ed25519_verify(public, text.encode(), signature[4:])


# -- the tree: RFC 9162, section 2.1 ----------------------------------------------------------------------------------


def leaf_hash(leaf: bytes) -> bytes:
    return hashlib.sha256(b"\x00" + leaf).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


def is_included(leaf: bytes, index: int, proof: list[bytes], head: Checkpoint) -> bool:
    """Section 2.1.3.2."""
    if index >= head.size:
        return False
    place, last, value = index, head.size - 1, leaf
    for each in proof:
        if last == 0:
            return False
        if place % 2 or place == last:
            value = node_hash(each, value)
            while place % 2 == 0 and place:
                place, last = place >> 1, last >> 1
        else:
            value = node_hash(value, each)
        place, last = place >> 1, last >> 1
    return last == 0 and value == head.root


def is_consistent(first: Checkpoint, second: Checkpoint, proof: list[bytes]) -> bool:
    """Section 2.1.4.2."""
    if first.size == second.size:
        return first.root == second.root and not proof
    if not 0 < first.size < second.size:
        return False
    path = [first.root, *proof] if first.size & (first.size - 1) == 0 else list(proof)
    if not path:
        return False
    place, last = first.size - 1, second.size - 1
    while place % 2:
        place, last = place >> 1, last >> 1
    one = other = path[0]
    for each in path[1:]:
        if last == 0:
            return False
        if place % 2 or place == last:
            one, other = node_hash(each, one), node_hash(each, other)
            while place % 2 == 0 and place:
                place, last = place >> 1, last >> 1
        else:
            other = node_hash(other, each)
        place, last = place >> 1, last >> 1
    return last == 0 and one == first.root and other == second.root


# -- signatures: RFC 8032, section 5.1 --------------------------------------------------------------------------------

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT_OF_MINUS_ONE = pow(2, (P - 1) // 4, P)
# X, Y, Z and T, where x = X/Z, y = Y/Z and x·y = T/Z.
Point = tuple[int, int, int, int]


def ed25519_verify(public: bytes, message: bytes, signature: bytes) -> bool:
    if len(public) != 32 or len(signature) != 64:
        return False
    key, start = decompressed(public), decompressed(signature[:32])
    scalar = int.from_bytes(signature[32:], "little")
    if key is None or start is None or scalar >= L:
        return False
    challenge = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), "little") % L
    base = decompressed((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))
    assert base is not None
    return same(times(scalar, base), plus(start, times(challenge, key)))


def plus(one: Point, other: Point) -> Point:
    a = (one[1] - one[0]) * (other[1] - other[0]) % P
    b = (one[1] + one[0]) * (other[1] + other[0]) % P
    c = 2 * one[3] * other[3] * D % P
    d = 2 * one[2] * other[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return (e * f % P, g * h % P, f * g % P, e * h % P)


def times(scalar: int, point: Point) -> Point:
    result: Point = (0, 1, 1, 0)
    while scalar:
        if scalar & 1:
            result = plus(result, point)
        point, scalar = plus(point, point), scalar >> 1
    return result


def same(one: Point, other: Point) -> bool:
    x, y = one[0] * other[2] - other[0] * one[2], one[1] * other[2] - other[1] * one[2]
    return x % P == 0 and y % P == 0


def decompressed(encoded: bytes) -> Point | None:
    number = int.from_bytes(encoded, "little")
    y, sign = number & ((1 << 255) - 1), number >> 255
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * ROOT_OF_MINUS_ONE % P
    if (x * x - square) % P or (x == 0 and sign):
        return None
    if x & 1 != sign:
        x = P - x
    return (x, y, 1, x * y % P)


# -- at the terminal --------------------------------------------------------------------------------------------------


def main() -> int:
    parser = argparse.ArgumentParser(description="Check a bundle of the access log that you took from Handrail.")
    parser.add_argument("bundle")
    parser.add_argument("earlier", nargs="?")
    parser.add_argument("--key", default="", help="the site's public key, from a place that you trust")
    given = parser.parse_args()
    try:
        events = check(read(given.bundle), read(given.earlier) if given.earlier else None, given.key)
    except Wrong as problem:
        sys.stdout.write(f"Something is wrong: {problem}.\n")
        return 1
    sys.stdout.writelines(f"{say(event)}\n" for event in events)
    sys.stdout.write(f"\nAll {len(events)} entries are as they were written, and none in between is missing.\n")
    return 0


def read(path: str) -> dict[str, Any]:
    with open(path, encoding="utf-8") as file:  # noqa: PTH123  (pathlib would say the same in more words)
        found = json.load(file)
    if not isinstance(found, dict):
        raise Wrong("the bundle is not written the way the site writes them")
    return found


def say(event: dict[str, Any]) -> str:
    """A line of the list. Whatever is in it stays text."""
    parts = ("number", "at", "by", "purpose", "part", "outcome", "because")
    return "  ".join(str(event.get(part, "")).replace("\n", " ") for part in parts).rstrip()


if __name__ == "__main__":
    raise SystemExit(main())
