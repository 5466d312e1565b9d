"""A person's route through one life event or several, worked out from their facts and marks on a day."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from handrail.domain.facts.held import Facts
from handrail.domain.facts.mistakes import InputError, nearest_name
from handrail.domain.routes.asserting import asserted_facts, with_asserted
from handrail.domain.routes.journey import Journey
from handrail.domain.routes.marks import Marks, read_marks
from handrail.domain.routes.naming import possible_facts, rules_named
from handrail.domain.routes.occurrences import numbered
from handrail.domain.routes.planning import plan
from handrail.domain.routes.route import Route
from handrail.domain.rules.determination import Determination
from handrail.packs.pack import Pack
from handrail.use_cases.reading_people import Person, person_with, read_person


class UnknownEvent(Exception):
    """Someone asked for a life event that the pack does not have, or for one a second time that comes once."""

    def __init__(self, name: str, nearest: str | None) -> None:
        self.name, self.nearest = name, nearest
        own, number = numbered(name)
        hint = f" Did you mean '{nearest}'?" if nearest else ""
        if number > 1 and own == nearest:
            hint = f" A route can hold '{own}' once."
        super().__init__(f"There is no life event '{name}'.{hint}")


@dataclass(frozen=True)
class Planned:
    """A person, their marks, and the route that follows. With errors there is no route."""

    person: Person
    marks: Marks
    journeys: tuple[Journey, ...]
    route: Route | None
    errors: tuple[InputError, ...] = ()

    @property
    def determinations(self) -> Mapping[str, Determination]:
        """What every rule of the route came to."""
        return self.route.circumstances.determinations if self.route else {}


def journeys_of(pack: Pack, events: Sequence[str]) -> tuple[Journey, ...]:
    """The journeys of these life events."""
    for name in events:
        if name not in pack.events.journeys:
            raise UnknownEvent(name, nearest_name(name, pack.events.journeys))
    return tuple(pack.events.journeys[name] for name in events)


def plan_from_written(
    *, pack: Pack, events: Sequence[str], facts: object, marks: object, on: date, with_reasons: bool = True
) -> Planned:
    """A route from facts and marks in the forms of the outside contract."""
    journeys = journeys_of(pack, events)
    person = read_person(pack.rulebook, facts, on)
    read, mark_errors = read_marks(marks, journeys, on)
    errors = person.errors + mark_errors
    if errors:
        return Planned(person, read, journeys, None, errors)
    return plan_for(pack=pack, events=events, facts=person.facts, marks=read, on=on, with_reasons=with_reasons)


def plan_for(
    *,
    pack: Pack,
    events: Sequence[str],
    facts: Facts,
    marks: Marks,
    on: date,
    with_reasons: bool = True,
    about: Collection[str] | None = None,
) -> Planned:
    """A route from facts and marks. What a done step makes true counts, with the step as its source.

    Without reasons it has the same steps, dates and money, but no word of why or of what they still hang on; it is quicker to find.
    With `about`, the answer that most people come for is told in full, and the rest only says which of these facts it hangs on.
    """
    journeys = tuple(pack.journey(journey.id, on) for journey in journeys_of(pack, events))
    known = with_asserted(facts, asserted_facts(journeys, marks, pack.vocabulary, on))
    in_full = None if about is None else [goal for journey in journeys for goal in journey.goals][:1]
    return plan_along(
        pack=pack, journeys=journeys, known=known, marks=marks, on=on,
        with_reasons=with_reasons, in_full=in_full, about=about or (),
    )  # fmt: skip


def plan_along(
    *,
    pack: Pack,
    journeys: tuple[Journey, ...],
    known: Facts,
    marks: Marks,
    on: date,
    with_reasons: bool = True,
    in_full: Collection[str] | None = None,
    about: Collection[str] = (),
) -> Planned:
    """A route along these journeys. What done steps make true is among the facts already.

    What is still open takes longest to explain: with `in_full`, only these rules say what they hang on. With `about` the others say
    only which of these facts they hang on, and nothing of why.
    """
    person = person_with(pack.rulebook, known, on)
    if person.sheet is None:
        return Planned(person, marks, journeys, None, person.errors)
    rulebook, sheet, supposing = pack.rulebook, person.sheet, person.supposing

    def determination(rule: str) -> Determination:
        if with_reasons and (in_full is None or rule in in_full):
            return rulebook.determine_on(rule, sheet, supposing)
        if about:
            return rulebook.settle_about(about, rule, sheet, supposing)
        found = rulebook.settle_on(rule, sheet, supposing)
        return rulebook.determine_on(rule, sheet, supposing) if with_reasons and found.is_settled else found

    goals = {goal for journey in journeys for goal in journey.goals}
    determinations = {rule: determination(rule) for rule in sorted(rules_named(journeys) | goals)}
    possible = possible_facts(journeys, known, pack.vocabulary)
    return Planned(person, marks, journeys, plan(journeys, determinations, possible, marks, on=on))
