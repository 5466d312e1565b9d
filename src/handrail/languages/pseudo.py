"""A language that nobody speaks, for tests: every letter has an accent, vowels come twice, and each message stands in brackets.

What reaches a page past the catalogue is plain to see in it, and so is a page that breaks under longer words.
"""

from __future__ import annotations

from handrail.languages.message import Mark, parts_of

PSEUDO = "en-XA"
_PLAIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
_ACCENTED = "áƀçđéƒǥĥíĵķĺɱñóƥɋŕšţúṽŵẋýžÁƁÇĐÉƑǤĤÍĴĶĹṀÑÓƤɊŔŠŢÚṼŴẊÝŽ"
_ACCENTS = str.maketrans(
    {plain: accented * (1 + (plain in "aeiou")) for plain, accented in zip(_PLAIN, _ACCENTED, strict=True)}
)


class Pseudo:
    """Says every message, so that what is left in plain letters came from elsewhere."""

    language = PSEUDO

    def say(self, message: str) -> str:
        return f"[{''.join(_accented(*part) for part in parts_of(message))}]"

    def say_counted(self, one: str, many: str, count: int) -> str:
        return self.say(one if count == 1 else many)


def _accented(mark: Mark, text: str) -> str:
    match mark:
        case Mark.PLACE:
            return f"{{{text}}}"
        case Mark.OPENS:
            return f"<{text}>"
        case Mark.CLOSES:
            return f"</{text}>"
    return text.translate(_ACCENTS)
