"""What a pack lets be suggested, and what it must never let be."""

from __future__ import annotations

from pathlib import Path

import pytest

from handrail.domain.facts.possible import Among
from handrail.domain.facts.vocabulary import Toward, Way
from tests.unit.packs.grant_pack import FILES
from tests.unit.packs.written_pack import ABOUT, FACTS, load, mistakes_in

NEVER = "never_suggest:\n  the_past: {facts: [home.moving_date], questions_begin: [Did]}\n"
MORE = """\
  home.stage:
    type: choice
    choices: [looking, found]
    question: How far are you?
    changeable: {to: found, if: you had found one, through: home_grant, unless: you.employed}
"""


def files(facts: str = FACTS, about: str = ABOUT + NEVER) -> dict[str, str]:
    return {**FILES, "facts/home.yaml": facts, "pack.yaml": about}


def with_key(line: str, *, of: str = "you.employed") -> dict[str, str]:
    """The facts, with one line more for one of them."""
    return files(FACTS.replace(f"  {of}:\n", f"  {of}:\n    {line}\n"))


def test_every_kind_of_way_is_read(tmp_path: Path) -> None:
    facts = (
        FACTS.replace("  home.price:\n", "  home.price:\n    changeable: [{to: less, if: 'it cost {value}'}]\n")
        .replace("  you.employed:\n", "  you.employed:\n    changeable: [{to: true, if: you had a job}]\n")
        .replace("constraints:\n", f"{MORE}constraints:\n")
    )

    found = load(tmp_path, files(facts)).vocabulary.facts

    assert found["home.price"].changeable == (Way(Toward.LESS, "it cost {value}"),)
    assert found["you.employed"].changeable == (Way(Among(frozenset({True})), "you had a job"),)
    assert found["home.stage"].changeable == (
        Way(Among(frozenset({"found"})), "you had found one", "home_grant", "you.employed"),
    )
    assert found["home.moving_date"].changeable == ()


@pytest.mark.parametrize(
    ("line", "of", "says"),
    [
        ("changeable: yes", "you.employed", "cannot be read"),
        ("changeable: [{to: maybe, if: you had a job}]", "you.employed", "cannot be changed to 'maybe'"),
        ("changeable: [{to: earlier, if: 'it cost {value}'}]", "home.price", "cannot be changed to 'earlier'"),
        ("changeable: [{to: true}]", "you.employed", "does not say what it is"),
        ("changeable: [{to: true, if: 'it was {value}'}]", "you.employed", "does not say what it is"),
        ("changeable: [{to: less, if: it cost less}]", "home.price", "does not say what it is"),
        ("changeable: [{to: true, if: you had a job, when: now}]", "you.employed", "no key 'when'"),
        ("changeable: [{to: true, if: you got it, through: no_grant}]", "you.employed", "no programme 'no_grant'"),
        ("changeable: [{to: true, if: you got it, unless: home.price}]", "you.employed", "is no yes-or-no fact"),
        ("changeable: [{to: later, if: 'you moved on {value}'}]", "home.moving_date", "nothing about the past"),
    ],
)
def test_a_way_that_cannot_be_is_a_mistake(tmp_path: Path, line: str, of: str, says: str) -> None:
    assert any(says in mistake for mistake in mistakes_in(tmp_path, with_key(line, of=of)))


def test_what_is_private_or_over_or_in_a_list_may_not_be_suggested(tmp_path: Path) -> None:
    way = "changeable: [{to: true, if: you had a job}]"
    special = with_key(f"{way}\n    sensitivity: special")
    over = files(FACTS.replace("Do you have a job?", f"Did you have a job?\n    {way}"))
    in_a_list = files(
        FACTS.replace(
            "constraints:",
            f"  home.rooms:\n    type: collection\n    fields: {{big: {{type: yes_no, {way}}}}}\nconstraints:",
        )
    )

    assert any("special sensitivity" in mistake for mistake in mistakes_in(tmp_path / "a", special))
    assert any("nothing about the past" in mistake for mistake in mistakes_in(tmp_path / "b", over))
    assert any("no part of a list" in mistake for mistake in mistakes_in(tmp_path / "c", in_a_list))


def test_a_pack_that_suggests_says_what_it_never_suggests(tmp_path: Path) -> None:
    files_without = {**with_key("changeable: [{to: true, if: you had a job}]"), "pack.yaml": ABOUT}

    assert any("never_suggest" in mistake for mistake in mistakes_in(tmp_path, files_without))


@pytest.mark.parametrize("written", ["never_suggest: nothing\n", "never_suggest:\n  work: {facts: [job.*]}\n"])
def test_what_is_never_suggested_has_to_be_there(tmp_path: Path, written: str) -> None:
    said = mistakes_in(tmp_path, files(about=ABOUT + written))

    assert any("cannot be read" in mistake or "there is no fact 'job.*'" in mistake for mistake in said)
