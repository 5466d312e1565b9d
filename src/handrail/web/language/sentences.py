"""Find the sentences in a template, and put those of another language in their place while it is compiled.

Templates are written in English and in nothing else. A sentence is what stands between two tags that begin something new, or
between two `{% … %}`: its words, with a name for each `{{ value }}` and each tag inside it. So no string can be forgotten, and
a page in another language takes no longer than one in English: nothing is looked up when it is shown.

What a value says is in English as well, unless it says otherwise (see `said`); it is marked as such.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from enum import Enum

from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream

from handrail.languages.message import Mark, parts_of

INLINE = {
    "a",
    "abbr",
    "b",
    "bdi",
    "br",
    "cite",
    "code",
    "em",
    "i",
    "kbd",
    "small",
    "span",
    "strong",
    "sub",
    "sup",
    "time",
}
_NAMES = {"Handrail"}
_LETTERS = re.compile(r"[^\W\d_]")
_SPACE = re.compile(r"\s+")


class Kind(Enum):
    """What a piece of a template is."""

    WORDS = "words"
    VALUE = "value"
    OPENS = "opens"
    CLOSES = "closes"
    OTHER = "other"
    """A tag that begins something new, a component, a `{% … %}`, or what stands in a script."""


@dataclass(slots=True)
class Piece:
    """A piece of a template: the tokens it is made of, and for words what they are."""

    kind: Kind
    tokens: list[Token]
    text: str = ""
    is_plain: bool = False
    """Within the title of a page or in a drawing, where none of our tags may stand."""


@dataclass(slots=True)
class Sentence:
    """Words that are said as one, with what fills their places and what their tags are."""

    message: str
    places: dict[str, Piece] = field(default_factory=dict)
    tags: dict[str, tuple[Piece, Piece | None]] = field(default_factory=dict)


class Sentences(Extension):
    """For a template environment of one language. `environment.words` says its messages."""

    def filter_stream(self, stream: TokenStream) -> Iterable[Token]:
        words = getattr(self.environment, "words", None)
        if words is None:
            return stream
        return _rewritten(stream, words.say)


def messages_in(stream: Iterable[Token]) -> Iterator[str]:
    """The messages that stand in a template as sentences, in order."""
    for run in _runs(_pieces(stream)):
        if isinstance(run, list):
            for part in _parted(run):
                if isinstance(part, Sentence):
                    yield part.message


def _rewritten(stream: Iterable[Token], say: Callable[[str], str | None]) -> Iterator[Token]:
    for run in _runs(_pieces(stream)):
        if isinstance(run, Piece):
            yield from run.tokens
            continue
        is_plain = any(piece.is_plain for piece in run)
        for part in _parted(run):
            if isinstance(part, Piece):
                yield from _valued(part, is_plain)
            else:
                yield from _said(part, say(part.message), is_plain)


def _said(sentence: Sentence, translation: str | None, is_plain: bool) -> Iterator[Token]:
    """A sentence in the language, or in English and marked so."""
    anywhere = next(iter((*sentence.places.values(), *(pair[0] for pair in sentence.tags.values()))), None)
    line = anywhere.tokens[0].lineno if anywhere else 1
    is_english = translation is None and not is_plain
    if is_english:
        yield Token(line, "data", '<span lang="en">')
    for mark, name in parts_of(translation or sentence.message):
        match mark:
            case Mark.WORDS:
                yield Token(line, "data", name.replace("<", "&lt;"))
            case Mark.PLACE:
                yield from _valued(sentence.places[name], is_plain)
            case Mark.OPENS:
                yield from sentence.tags[name][0].tokens
            case Mark.CLOSES:
                closes = sentence.tags[name][1]
                yield from closes.tokens if closes else ()
    if is_english:
        yield Token(line, "data", "</span>")


def _valued(piece: Piece, is_plain: bool) -> Iterator[Token]:
    """`{{ value }}` becomes `{{ said(value) }}`, in the title `{{ said_plainly(value) }}`."""
    if piece.kind is not Kind.VALUE:
        yield from piece.tokens
        return
    begin, *inside, end = piece.tokens
    line = begin.lineno
    yield begin
    yield Token(line, "name", "said_plainly" if is_plain else "said")
    yield Token(line, "lparen", "(")
    yield from inside
    yield Token(line, "rparen", ")")
    yield end


# -- from tokens to pieces -----------------------------------------------------------------------------------------


class _Reader:
    """Follows the tags of a template, so that a value in a tag is known from one among words."""

    def __init__(self) -> None:
        self.tag: list[Token] | None = None
        self.quote = ""
        self.silent = ""
        self.plain: set[str] = set()

    def read(self, stream: Iterable[Token]) -> Iterator[Piece]:
        gathered: list[Token] = []
        for token in stream:
            if token.type == "data":
                yield from self.data(token)
                continue
            gathered.append(token)
            if token.type in ("variable_end", "block_end"):
                yield from self.code(gathered)
                gathered = []
        yield from (Piece(Kind.OTHER, [token]) for token in gathered)

    def code(self, tokens: list[Token]) -> Iterator[Piece]:
        if self.tag is not None:
            self.tag.extend(plainly(tokens))
        elif tokens[0].type == "variable_begin" and not self.silent and not tokens[1].value.startswith("govuk"):
            yield Piece(Kind.VALUE, list(tokens), is_plain=bool(self.plain))
        else:
            self.note_title(tokens)
            yield Piece(Kind.OTHER, list(tokens))

    def note_title(self, tokens: list[Token]) -> None:
        words = [token.value for token in tokens[1:3]]
        if words == ["block", "title"]:
            self.plain.add("block")
        elif words[0] == "endblock":
            self.plain.discard("block")

    def data(self, token: Token) -> Iterator[Piece]:
        text = token.value
        while text:
            if self.tag is not None:
                taken = self.in_tag(text)
                self.tag.append(Token(token.lineno, "data", text[:taken]))
                if self.quote == "" and text[taken - 1] == ">":
                    yield self.whole_tag()
            elif self.silent:
                end = text.find(f"</{self.silent}")
                taken = end if end >= 0 else len(text)
                if taken:
                    yield Piece(Kind.OTHER, [Token(token.lineno, "data", text[:taken])])
                if end >= 0:
                    self.silent, self.tag = "", []
            else:
                start = text.find("<")
                taken = start if start >= 0 else len(text)
                if taken:
                    words = Token(token.lineno, "data", text[:taken])
                    yield Piece(Kind.WORDS, [words], text[:taken], bool(self.plain))
                if start >= 0:
                    self.tag = []
            text = text[taken:]

    def in_tag(self, text: str) -> int:
        """How much of the text belongs to the tag that is open."""
        for place, letter in enumerate(text):
            if self.quote:
                self.quote = "" if letter == self.quote else self.quote
            elif letter in "\"'":
                self.quote = letter
            elif letter == ">":
                return place + 1
        return len(text)

    def whole_tag(self) -> Piece:
        assert self.tag is not None
        tokens, self.tag = self.tag, None
        found = re.match(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)", tokens[0].value)
        name = found[2].lower() if found else ""
        opens = found is not None and not found[1]
        if opens and name in ("script", "style"):
            self.silent = name
        if name in ("title", "svg"):
            (self.plain.add if opens else self.plain.discard)(name)
        if name not in INLINE:
            return Piece(Kind.OTHER, tokens)
        return Piece(Kind.OPENS if opens else Kind.CLOSES, tokens, name)


def plainly(tokens: list[Token]) -> Iterator[Token]:
    """Within a tag: what is said there can hold no tag of its own."""
    for token in tokens:
        if token.type == "name" and token.value in ("_", "counted"):
            yield Token(token.lineno, "name", {"_": "say_plainly", "counted": "counted_plainly"}[token.value])
        else:
            yield token


def _pieces(stream: Iterable[Token]) -> Iterator[Piece]:
    return _Reader().read(stream)


# -- from pieces to sentences --------------------------------------------------------------------------------------


def _runs(pieces: Iterable[Piece]) -> Iterator[Piece | list[Piece]]:
    """Pieces that stand in one line of words together, and the others one by one."""
    run: list[Piece] = []
    for piece in pieces:
        if piece.kind is not Kind.OTHER:
            run.append(piece)
            continue
        if run:
            yield run
            run = []
        yield piece
    if run:
        yield run


def _parted(run: list[Piece]) -> Iterator[Piece | Sentence]:
    """A run as the sentences in it and what stands around them. A tag without its other half parts it."""
    pairs = _pairs(run)
    start = 0
    for place, piece in enumerate(run):
        if piece.kind in (Kind.OPENS, Kind.CLOSES) and place not in pairs:
            yield from _within(run, start, place, pairs)
            yield piece
            start = place + 1
    yield from _within(run, start, len(run), pairs)


def _pairs(run: list[Piece]) -> dict[int, int]:
    """Where each tag has its other half, both ways. A `br` is its own."""
    pairs: dict[int, int] = {}
    opened: list[int] = []
    for place, piece in enumerate(run):
        if piece.text == "br" and piece.kind is Kind.OPENS:
            pairs[place] = place
        elif piece.kind is Kind.OPENS:
            opened.append(place)
        elif piece.kind is Kind.CLOSES and opened and run[opened[-1]].text == piece.text:
            begin = opened.pop()
            pairs[begin], pairs[place] = place, begin
    return pairs


def _within(run: list[Piece], start: int, end: int, pairs: dict[int, int]) -> Iterator[Piece | Sentence]:
    """The sentence between two places; tags and spaces around all of it stay outside."""
    before: list[Piece] = []
    after: list[Piece] = []
    while start < end:
        first, last = run[start], run[end - 1]
        if _is_space(first):
            before.append(first)
            start += 1
        elif _is_space(last):
            after.append(last)
            end -= 1
        elif first.kind is Kind.OPENS and pairs[start] == end - 1 and end - 1 > start:
            before.append(first)
            after.append(last)
            start, end = start + 1, end - 1
        elif pairs.get(start) == start:
            before.append(first)
            start += 1
        elif pairs.get(end - 1) == end - 1:
            after.append(last)
            end -= 1
        else:
            break
    yield from before
    if _has_words(run[start:end]):
        yield from _sentence(run[start:end], start, pairs)
    else:
        yield from run[start:end]
    yield from reversed(after)


def _is_space(piece: Piece) -> bool:
    return piece.kind is Kind.WORDS and not piece.text.strip()


def _has_words(pieces: list[Piece]) -> bool:
    words = " ".join(piece.text for piece in pieces if piece.kind is Kind.WORDS)
    for name in _NAMES:
        words = words.replace(name, "")
    return _LETTERS.search(re.sub(r"&\w+;", "", words)) is not None


def _sentence(pieces: list[Piece], offset: int, pairs: dict[int, int]) -> Iterator[Piece | Sentence]:
    """The message, with the spaces at its ends kept outside."""
    sentence = Sentence("")
    tags: dict[int, str] = {}
    text = ""
    for place, piece in enumerate(pieces, offset):
        match piece.kind:
            case Kind.WORDS:
                text += piece.text
            case Kind.VALUE:
                name = _own_name(sentence.places, _name_of(piece), piece)
                sentence.places[name] = piece
                text += f"{{{name}}}"
            case Kind.OPENS:
                name = _unused(sentence.tags, piece.text)
                tags[pairs[place]] = name
                sentence.tags[name] = (piece, None if pairs[place] == place else pieces[pairs[place] - offset])
                text += f"<{name}>"
            case Kind.CLOSES:
                text += f"</{tags[place]}>"
    line = pieces[0].tokens[0].lineno
    sentence.message = _SPACE.sub(" ", text).strip()
    if text[:1].isspace():
        yield Piece(Kind.OTHER, [Token(line, "data", " ")])
    yield sentence
    if text[-1:].isspace():
        yield Piece(Kind.OTHER, [Token(line, "data", " ")])


def _name_of(piece: Piece) -> str:
    """What a value is called in a message: `told.money.total | upper` is a {total}, and `link(step)` a {link}."""
    name = ""
    for token in piece.tokens[1:-1]:
        if token.type == "name":
            name = token.value
        elif token.type != "dot":
            break
    return name if name not in ("", "_", "plural") else "words"


def _own_name(places: dict[str, Piece], name: str, piece: Piece) -> str:
    held = places.get(name)
    if held is not None and _code(held) == _code(piece):
        return name
    return _unused(places, name)


def _code(piece: Piece) -> list[tuple[str, str]]:
    return [(token.type, str(token.value)) for token in piece.tokens]


def _unused(taken: Iterable[str], name: str) -> str:
    if name not in taken:
        return name
    return next(f"{name}{count}" for count in range(2, 99) if f"{name}{count}" not in taken)
