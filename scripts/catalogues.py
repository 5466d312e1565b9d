"""`python -m scripts.catalogues`: bring every catalogue up to the words that the interface has now.

A message that is new stands in each without a translation; one that is gone goes. A translation is never changed. With the
code of a language, such as `gd`, that has no catalogue yet, one is begun.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import polib
from jinja2 import Environment
from jinja2.lexer import Token

from handrail.languages.catalogue import FOLDER
from handrail.web.language.sentences import messages_in
from scripts.environment import ROOT
from scripts.say import say

PACKAGE = ROOT / "src" / "handrail"
TEMPLATES = PACKAGE / "web" / "templates"
WIDTH = 120
# What is said by rule, and stands in no template.
RULES = ("and", "and (before a vowel)", "or", "or (before a vowel)", "It depends on {things}.", "Error")
_GERMANIC = "nplurals=2; plural=(n != 1);"


class Message(NamedTuple):
    """One message, with its other form where it counts, and the first file it stands in."""

    message: str
    many: str
    where: str


def messages() -> list[Message]:
    """Every message of the interface once, in the order of the files."""
    found: dict[tuple[str, str], Message] = {}
    by_rule = (Message(rule, "", "handrail/web/language/speaking.py") for rule in RULES)
    for message in (*by_rule, *in_templates(), *in_phrases()):
        found.setdefault(message[:2], message)
    return list(found.values())


def in_templates() -> Iterator[Message]:
    """Their sentences, and what they hand to `_`, `say_plainly`, `plural` and `counted`."""
    environment = Environment(trim_blocks=True, lstrip_blocks=True)  # noqa: S701  (nothing is rendered)
    for file in sorted(TEMPLATES.rglob("*.html")):
        where = f"templates/{file.relative_to(TEMPLATES)}"
        tokens = list(environment._tokenize(file.read_text(), str(file)))
        yield from (Message(message, "", where) for message in messages_in(iter(tokens)))
        yield from (Message(*pair, where) for pair in _called(tokens))


def in_phrases() -> Iterator[Message]:
    """What Python says with `phrase` and `counting`: the first words they are given."""
    for file in sorted(PACKAGE.rglob("*.py")):
        if file.name == "phrases.py":
            continue
        for node in ast.walk(ast.parse(file.read_text())):
            match node:
                case ast.Call(func=ast.Name(id="phrase"), args=[message, *_]):
                    yield Message(_literal(message, file), "", str(file.relative_to(PACKAGE.parent)))
                case ast.Call(func=ast.Name(id="counting"), args=[one, many, *_]):
                    yield Message(_literal(one, file), _literal(many, file), str(file.relative_to(PACKAGE.parent)))


def _literal(node: ast.expr, file: Path) -> str:
    assert isinstance(node, ast.Constant), f"{file}:{node.lineno}: the message has to stand there as it is"
    return str(node.value)


def _called(tokens: list[Token]) -> Iterator[tuple[str, str]]:
    for place, token in enumerate(tokens[:-4]):
        if token.type != "name" or tokens[place + 1].type != "lparen" or tokens[place + 2].type != "string":
            continue
        first, second = tokens[place + 2].value, tokens[place + 4]
        match token.value:
            case "_" | "say_plainly":
                yield first, ""
            case "counted":
                yield f"{{n}} {first}", f"{{n}} {first}s"
            case "plural":
                assert second.type == "string", f"plural() needs both its forms as they stand: {first}"
                yield first, second.value


def bring_up(file: Path) -> tuple[int, int]:
    """Bring one catalogue up to date. How many messages came, and how many went."""
    held = polib.pofile(str(file), wrapwidth=WIDTH)
    known = {(each.msgid, each.msgid_plural): each for each in held if not each.obsolete}
    forms = int(re.search(r"nplurals=(\d+)", held.metadata["Plural-Forms"])[1])  # type: ignore[index]
    fresh = polib.POFile(wrapwidth=WIDTH)
    fresh.metadata, fresh.header = held.metadata, held.header
    wanted = messages()
    for message in wanted:
        entry = known.get(message[:2]) or _empty(message, forms)
        entry.occurrences = [(message.where, "")]
        fresh.append(entry)
    fresh.save(str(file))
    keys = {message[:2] for message in wanted}
    return len(keys - known.keys()), len(known.keys() - keys)


def _empty(message: Message, forms: int) -> polib.POEntry:
    if message.many:
        plural = dict.fromkeys(range(forms), "")
        return polib.POEntry(msgid=message.message, msgid_plural=message.many, msgstr_plural=plural)
    return polib.POEntry(msgid=message.message, msgstr="")


def begin(language: str) -> None:
    """An empty catalogue. Its rule of plurals and its name are for the translator to put right."""
    catalogue = polib.POFile(wrapwidth=WIDTH)
    catalogue.metadata = {
        "Language": language,
        "X-Name": language,
        "Plural-Forms": _GERMANIC,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
    }
    catalogue.save(str(FOLDER / f"{language}.po"))


def main() -> None:
    for language in sys.argv[1:]:
        if not (FOLDER / f"{language}.po").exists():
            begin(language)
    for file in sorted(FOLDER.glob("*.po")):
        came, went = bring_up(file)
        say(f"{file.name}: {came} new, {went} gone")


if __name__ == "__main__":
    main()
