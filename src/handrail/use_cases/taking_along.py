"""Take a step along: a sheet for whoever goes, and a page that introduces them in their own words.

What they write and tick is kept with their answers, sealed as they are, and is erased with them. It is never sent.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from handrail.domain.content.about_taking_along import AnswerToTake, TakenAlong, take_along
from handrail.domain.content.document import Contact
from handrail.domain.content.saying import say_date
from handrail.domain.routes.route import RouteStep
from handrail.packs.pack import Pack
from handrail.use_cases.answering import DECLINED, Problem
from handrail.use_cases.kept_contents import Contents
from handrail.use_cases.marking_steps import NoSuchStep
from handrail.use_cases.working_out import WorkedOut, route_of

MOST_LETTERS = 600


@dataclass(frozen=True, slots=True)
class Introduction:
    """What someone wrote and ticked for one step. Nothing is ticked unless they tick it."""

    about: str = field(default="", repr=False)
    helps: str = field(default="", repr=False)
    tells: tuple[str, ...] = ()
    shows: tuple[str, ...] = ()
    """Sensitive answers that may stand on the sheet."""

    @property
    def is_written(self) -> bool:
        return bool(self.about or self.helps or self.tells)


@dataclass(frozen=True, slots=True)
class SheetShown:
    """The sheet of one step, with what was written for it."""

    taken: TakenAlong
    introduction: Introduction
    who: tuple[Contact, ...]
    on: str

    @property
    def answers(self) -> tuple[AnswerToTake, ...]:
        """Those that stand on the sheet."""
        return tuple(answer for answer in self.taken.answers if answer.is_shown(self.introduction.shows))

    @property
    def held_back(self) -> int:
        return len(self.taken.answers) - len(self.answers)

    @property
    def told(self) -> tuple[AnswerToTake, ...]:
        """What the introduction tells."""
        return tuple(answer for answer in self.taken.answers if answer.fact in self.introduction.tells)

    @property
    def sensitive(self) -> tuple[AnswerToTake, ...]:
        return tuple(answer for answer in self.taken.answers if answer.is_sensitive)


@dataclass(frozen=True, slots=True)
class Written:
    """What someone wrote, and all that is kept of them with it."""

    shown: SheetShown
    contents: Contents = field(repr=False)
    problems: tuple[Problem, ...] = ()


def show_sheet(*, pack: Pack, contents: Contents, step: str, on: date) -> SheetShown:
    """What to take along to one step."""
    worked = route_of(pack=pack, contents=contents, on=on)
    found = worked.route.by_id.get(step)
    if found is None:
        raise NoSuchStep(step)
    taken = take_along(found, worked.telling, _bears_on(found, worked), _told(worked))
    return SheetShown(
        taken,
        introduction_of(contents, step),
        tuple(worked.telling.contact(each) for each in worked.telling.helpers_at(found)[:1]),
        say_date(on),
    )


def _bears_on(step: RouteStep, worked: WorkedOut) -> tuple[str, ...]:
    """The facts that the step looks at, or its rules do, in the order in which people are asked for them."""
    reads = set(step.basis.facts).union(*(worked.pack.rulebook.reads(rule) for rule in step.basis.rules))
    dormant = worked.sheet.dormant
    return tuple(name for name in worked.pack.vocabulary.facts if name in reads and name not in dormant)


def _told(worked: WorkedOut) -> frozenset[str]:
    """What the person said themselves, and still says."""
    return frozenset(
        answer.fact
        for answer in worked.contents.answers
        if answer.value not in (None, DECLINED) and answer.fact in worked.facts
    )


# -- what is written for it ------------------------------------------------------------------------------------------------


def introduction_of(contents: Contents, step: str) -> Introduction:
    """What was written and ticked for this step."""
    written = contents.take_along.get(step)
    return _read(written) if written else Introduction()


def write_introduction(
    *,
    pack: Pack,
    contents: Contents,
    step: str,
    given: Mapping[str, str],
    ticked: Mapping[str, Iterable[str]],
    on: date,
) -> Written:
    """Take in what was written and ticked. With problems nothing is changed."""
    shown = show_sheet(pack=pack, contents=contents, step=step, on=on)
    told, showed = set(ticked.get("tells", ())), set(ticked.get("shows", ()))
    introduction = Introduction(
        _plain(given.get("about", "")),
        _plain(given.get("helps", "")),
        tuple(answer.fact for answer in shown.taken.answers if answer.fact in told),
        tuple(answer.fact for answer in shown.sensitive if answer.fact in showed),
    )
    problems = tuple(_too_long(introduction))
    if problems:
        return Written(replace(shown, introduction=introduction), contents, problems)
    others = {name: one for name, one in contents.take_along.items() if name != step}
    own = {step: _write(introduction)} if introduction != Introduction() else {}
    return Written(replace(shown, introduction=introduction), replace(contents, take_along={**others, **own}))


def _too_long(introduction: Introduction) -> Iterator[Problem]:
    for name, says, text in (
        ("about", "Why you are here", introduction.about),
        ("helps", "What helps you", introduction.helps),
    ):
        if len(text) > MOST_LETTERS:
            yield Problem(name, f"“{says}” can have {MOST_LETTERS} letters. You have written {len(text)}")


def _plain(text: str) -> str:
    """Words as they were typed, without what cannot be seen. A line that ends stays a line."""
    lines = re.sub(r"\r\n?", "\n", text).split("\n")
    kept = ("".join(letter for letter in line if letter.isprintable()).strip() for line in lines)
    return re.sub(r"\n{3,}", "\n\n", "\n".join(kept)).strip()


def _write(introduction: Introduction) -> dict[str, object]:
    return {
        "about": introduction.about,
        "helps": introduction.helps,
        "tells": list(introduction.tells),
        "shows": list(introduction.shows),
    }


def _read(written: Mapping[str, Any]) -> Introduction:
    return Introduction(written["about"], written["helps"], tuple(written["tells"]), tuple(written["shows"]))
