"""The tree of RFC 6962, over hashes that are looked up by level and place. A whole subtree never changes again once it is full.

`Find` gives the hash of the full subtree at a level and a place: at level 0 those are the leaves.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator

Find = Callable[[int, int], bytes]

EMPTY = hashlib.sha256(b"").digest()


def leaf_hash(leaf: bytes) -> bytes:
    return hashlib.sha256(b"\x00" + leaf).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


def nodes_for(index: int, leaf: bytes, find: Find) -> Iterator[tuple[int, int, bytes]]:
    """What a new leaf adds: itself, and every subtree that it fills, as level, place and hash."""
    level, place, value = 0, index, leaf_hash(leaf)
    yield level, place, value
    while place % 2:
        value = node_hash(find(level, place - 1), value)
        level, place = level + 1, place // 2
        yield level, place, value


def root(size: int, find: Find) -> bytes:
    """The hash of the tree as it was with so many leaves."""
    return _range(0, size, find) if size else EMPTY


def inclusion_proof(index: int, size: int, find: Find) -> list[bytes]:
    """The audit path of section 2.1.1."""
    return list(_path(index, 0, size, find))


def consistency_proof(earlier: int, size: int, find: Find) -> list[bytes]:
    """That the tree only grew: section 2.1.2."""
    return list(_subproof(earlier, 0, size, find, is_whole=True)) if earlier else []


def _split(size: int) -> int:
    """The largest power of two below a size of two or more."""
    return 1 << ((size - 1).bit_length() - 1)


def _range(start: int, end: int, find: Find) -> bytes:
    size = end - start
    if size & (size - 1) == 0:
        level = size.bit_length() - 1
        return find(level, start >> level)
    middle = start + _split(size)
    return node_hash(_range(start, middle, find), _range(middle, end, find))


def _path(index: int, start: int, end: int, find: Find) -> Iterator[bytes]:
    if end - start == 1:
        return
    middle = start + _split(end - start)
    if index < middle:
        yield from _path(index, start, middle, find)
        yield _range(middle, end, find)
    else:
        yield from _path(index, middle, end, find)
        yield _range(start, middle, find)


def _subproof(earlier: int, start: int, end: int, find: Find, *, is_whole: bool) -> Iterator[bytes]:
    if earlier == end:
        if not is_whole:
            yield _range(start, end, find)
        return
    middle = start + _split(end - start)
    if earlier <= middle:
        yield from _subproof(earlier, start, middle, find, is_whole=is_whole)
        yield _range(middle, end, find)
    else:
        yield from _subproof(earlier, middle, end, find, is_whole=False)
        yield _range(start, middle, find)
