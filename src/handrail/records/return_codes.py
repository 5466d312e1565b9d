"""The code of a return link: too long to guess, in letters that can be copied by hand or read out over the telephone."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from functools import reduce

# Crockford's base 32. I, L, O and U are left out: the first three look like digits, the last makes words.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LOOKS_LIKE = {"I": "1", "L": "1", "O": "0"}
BITS = 170
LETTERS = BITS // 5
GROUP = 5
LONGEST_TYPED = 200


class ReturnCode(str):
    """A well-formed code. It does not show itself in a traceback, a log line or a test report."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "ReturnCode(hidden)"


def new_code() -> ReturnCode:
    """A code that nobody has had before."""
    values = [secrets.randbelow(len(ALPHABET)) for _ in range(LETTERS)]
    return _written([*values, _check(values)])


def read_code(typed: str) -> ReturnCode | None:
    """The code someone typed: spaces, dashes and small letters do not matter. None when it cannot be a code."""
    if len(typed) > LONGEST_TYPED:
        return None
    letters = [LOOKS_LIKE.get(letter, letter) for letter in typed.upper() if letter.isalnum()]
    if len(letters) != LETTERS + 1 or not set(letters) <= set(ALPHABET):
        return None
    *values, check = (ALPHABET.index(letter) for letter in letters)
    return _written([*values, check]) if check == _check(values) else None


def _written(values: Sequence[int]) -> ReturnCode:
    letters = "".join(ALPHABET[value] for value in values)
    return ReturnCode("-".join(letters[start : start + GROUP] for start in range(0, len(letters), GROUP)))


def _check(values: Sequence[int]) -> int:
    """A last letter that any one wrong letter, or any two neighbours swapped, would make a different one."""
    return _times_x(reduce(lambda sum_so_far, value: _times_x(sum_so_far) ^ value, values, 0))


def _times_x(value: int) -> int:
    """Multiplication by x among the 32 polynomials modulo x⁵ + x² + 1, where no power of x below the 31st is 1."""
    return (value << 1) ^ (0b100101 if value & 0b10000 else 0)
