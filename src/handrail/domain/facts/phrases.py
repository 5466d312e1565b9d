"""Words that remember what they were made from, so that whoever shows them can say them in another language.

    phrase("By {day}", day=say_weekday(day))

is an ordinary string, in English. Joined to others it is an ordinary string again, and stays in English.
"""

from __future__ import annotations

from typing import Any


class Phrase(str):
    """A string with its message and what fills the message's places. Where it counts, also the message for other numbers."""

    __slots__ = ("is_capital", "many", "message", "number", "parts")

    message: str
    parts: dict[str, object]
    many: str
    number: int
    is_capital: bool

    def __reduce__(self) -> tuple[Any, ...]:
        return str, (str(self),)

    def capital(self) -> Phrase:
        """The same with a capital at the start."""
        return _phrase(self[:1].upper() + self[1:], self.message, self.parts, self.many, self.number, True)


def phrase(message: str, /, **parts: object) -> Phrase:
    """A message with its places filled."""
    return _phrase(message.format(**parts) if parts else message, message, parts)


def counting(one: str, many: str, count: int, /, **parts: object) -> Phrase:
    """A message for one, or the other for any other number. `{n}` is the number."""
    filled = {"n": f"{count:,}", **parts}
    return _phrase((one if count == 1 else many).format(**filled), one, filled, many, count)


def _phrase(
    said: str, message: str, parts: dict[str, object], many: str = "", count: int = 0, is_capital: bool = False
) -> Phrase:
    made = Phrase(said)
    made.message, made.parts, made.many, made.number, made.is_capital = message, parts, many, count, is_capital
    return made
