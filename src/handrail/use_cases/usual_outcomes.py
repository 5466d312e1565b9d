"""What comes out for the people of a pack's examples when nothing is changed, kept bare so that it is quick to compare with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from handrail.domain.rules.determination import Outcome
from handrail.domain.rules.determining import Rulebook, Sheet
from handrail.packs.examples import Example
from handrail.packs.pack import Pack
from handrail.use_cases.plan_route import Planned, plan_from_written
from handrail.use_cases.reading_people import Person, read_person
from handrail.use_cases.trying_examples import plain


@dataclass(frozen=True, slots=True)
class Usual:
    """One person's facts laid out, and what some rules come to for them."""

    sheet: Sheet
    outcomes: Mapping[str, Outcome]

    def differs(self, changed: Rulebook, rules: Iterable[str]) -> bool:
        """One of these rules comes to something else under changed rules. The facts themselves are taken to be as they were."""
        sheet = replace(self.sheet, values=changed.layout.without_results(self.sheet.values))
        return any(changed.outcome(rule, sheet) != self.outcomes[rule] for rule in rules)


def usual_goals(pack: Pack, examples: Iterable[Example]) -> dict[str, Usual]:
    """Of each example, what is expected of its goals. One in which something is only supposed is left out."""
    found: dict[str, Usual] = {}
    for example in examples:
        person = read_person(pack.rulebook, plain(example.facts), example.on)
        usual = _usual(pack.rulebook, person, example.expect.get("goals") or ())
        if usual:
            found[example.identifier] = usual
    return found


def bare_route(pack: Pack, example: Example) -> tuple[object, ...] | None:
    """The steps, dates and money of an example's route, without a reason; None where its facts or marks cannot be read."""
    route = _planned(pack, example).route
    if route is None:
        return None
    steps = tuple((step.id, step.status, step.deadline and step.deadline.days) for step in route.steps)
    return steps, route.cash, route.money, route.finish


def usual_route(pack: Pack, example: Example, rules: Iterable[str]) -> Usual | None:
    """What these rules come to for an example's route, with what its done steps make true, unless something is only supposed."""
    return _usual(pack.rulebook, _planned(pack, example).person, rules)


def _planned(pack: Pack, example: Example) -> Planned:
    return plan_from_written(
        pack=pack,
        events=[example.event],
        facts=plain(example.facts),
        marks=plain(example.marks) or None,
        on=example.on,
        with_reasons=False,
    )


def _usual(rulebook: Rulebook, person: Person, rules: Iterable[str]) -> Usual | None:
    if person.sheet is None or person.supposing is not None:
        return None
    return Usual(person.sheet, {rule: rulebook.outcome(rule, person.sheet) for rule in rules})
