"""Routes of 100 invented steps with their differences: after rules have come out otherwise, and after an answer was changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from random import Random

from bench.conditions import SEED
from handrail.domain.facts.held import Fact, Facts
from handrail.domain.facts.mistakes import Place
from handrail.domain.facts.possible import Among, Possible, Ranges
from handrail.domain.routes.basis import ON_START
from handrail.domain.routes.changes import changes
from handrail.domain.routes.choices import ByChoice
from handrail.domain.routes.journey import (
    Alternative,
    CostEntry,
    Deadline,
    Decision,
    Journey,
    Lasts,
    Phase,
    Service,
    Step,
)
from handrail.domain.routes.marks import Marks
from handrail.domain.routes.naming import rules_named
from handrail.domain.routes.planning import plan
from handrail.domain.rules.determination import Determination, Reason, Status
from handrail.domain.rules.determining import Rulebook, Sheet
from handrail.domain.rules.types import DATE, MONEY, YES_NO

ON = date(2026, 11, 20)
STEPS = 100
_HERE = Place("bench/routes.py", 1)
_PHASES = 7


def route_work() -> Callable[[int], object]:
    """Plan a person's route after a change, and list what is different from the one before. Each number is another person."""
    journey = _journey(Random(1))
    facts: dict[str, Possible] = {"day": Ranges.exactly(ON.toordinal() + 120)}
    people = []
    for seed in range(40):
        before, after, marks = _person(journey, seed)
        people.append((plan([journey], before, facts, marks, on=ON), after, marks))

    def work(number: int) -> object:
        before, after, marks = people[number % len(people)]
        return changes(before, plan([journey], after, facts, marks, on=ON))

    return work


def changed_answer_work(
    rules: Rulebook, known: Sequence[Facts], answer: Callable[[int], Fact]
) -> Callable[[int], object]:
    """From a changed answer to the new route through three life events, with what is different and why.

    A step applies when a rule of the 1,000 mixed conditions says so. What the answer can affect is determined again with its
    reasons; all 100 steps are planned again; both routes are compared.
    """
    journeys = _three_journeys(rules)
    named = sorted(rules_named(journeys))
    possible: dict[str, Possible] = {"day": Ranges.exactly(ON.toordinal() + 120)}
    people = [_told(rules, facts, named) for facts in known]
    routes = [plan(journeys, determinations, possible, on=ON) for _, determinations in people]

    def work(number: int) -> object:
        sheet, determinations = people[number % len(people)]
        before = routes[number % len(people)]
        fact = answer(number)
        now = rules.changed(sheet, fact)
        affected = set(rules.affected_by(fact.name))
        fresh = {rule: rules.determine_on(rule, now) if rule in affected else determinations[rule] for rule in named}
        return changes(before, plan(journeys, fresh, possible, on=ON))

    return work


def _told(rules: Rulebook, facts: Facts, named: Sequence[str]) -> tuple[Sheet, dict[str, Determination]]:
    sheet, random = rules.sheet(facts, ON), Random(SEED)
    found = {
        rule: rules.determine_on(rule, sheet) if rule in rules.rules else _determined(rule, random) for rule in named
    }
    return sheet, found


def _three_journeys(rules: Rulebook) -> tuple[Journey, ...]:
    """Three life events with 100 steps between them, in each the usual deadlines, costs and decisions."""
    whole = _journey(Random(2))
    conditions = [name for name, rule in rules.rules.items() if rule.expression.type == YES_NO and " " not in name]
    steps = [
        replace(step, only_if=(conditions[place * 7 % len(conditions)],)) for place, step in enumerate(whole.steps)
    ]
    return tuple(
        replace(whole, id=f"event{event}", steps=tuple(_own_order(steps[event::3], event))) for event in range(3)
    )


def _own_order(steps: Sequence[Step], event: int) -> Iterator[Step]:
    """Each step after the one before it in its own journey."""
    for place, step in enumerate(steps):
        yield replace(
            step, id=f"e{event}_{step.id}", after=ByChoice.always((f"e{event}_{steps[place - 1].id}",) if place else ())
        )


def _journey(random: Random) -> Journey:
    services = {
        f"s{place}": Service(f"s{place}", f"Service {place}", f"o{place % 20}", _HERE) for place in range(STEPS)
    }
    steps = tuple(_step(random, place) for place in range(STEPS))
    phases = tuple(Phase(f"p{place}", f"Phase {place}") for place in range(_PHASES))
    return Journey("big", "A big journey", phases, steps, services, _HERE)


def _step(random: Random, place: int) -> Step:
    earlier = range(max(0, place - 12), place)
    after = tuple(f"step{before}" for before in random.sample(earlier, min(place, random.choice((1, 2, 3)))))
    return Step(
        f"step{place}",
        f"p{place * _PHASES // STEPS}",
        Lasts(1, random.randint(1, 10), 20),
        _HERE,
        service=ByChoice.always(f"s{place}"),
        only_if=(f"if{place % 40}",) if place % 2 else (),
        after=ByChoice.always(after),
        deadline=Deadline(f"date{place % 20}", "There is a fine.") if place % 5 == 0 else None,
        costs=(CostEntry(f"money{place % 30}", "A fee", ON_START),) if place % 3 == 1 else (),
        decision=_decision(place) if place % 10 == 3 else None,
    )


def _decision(place: int) -> Decision:
    return Decision(
        f"d{place}",
        tuple(
            Alternative(
                f"a{each}", f"Way {each}", cost=f"money{(place + each) % 30}", lasts=Lasts(1, 2 + each, 9 + each)
            )
            for each in range(3)
        ),
    )


def _person(journey: Journey, seed: int) -> tuple[dict[str, Determination], dict[str, Determination], Marks]:
    random = Random(seed)
    before = {rule: _determined(rule, random) for rule in sorted(rules_named([journey]))}
    after = dict(before)
    for rule in random.sample(sorted(before), 5):
        after[rule] = _determined(rule, random)
    return before, after, Marks({f"step{place}": ON for place in range(seed % 30)})


def _determined(rule: str, random: Random) -> Determination:
    first = ON.toordinal() + random.randint(-20, 300)
    if rule.startswith("date"):
        return Determination(rule, DATE, Status.SETTLED, Ranges.between(first, first + random.choice((0, 0, 30))))
    if rule.startswith("money"):
        pence = random.randint(0, 100_000)
        return Determination(rule, MONEY, Status.OPEN, Ranges.between(pence, pence + random.choice((0, 1000))))
    values: frozenset[str | bool] = random.choice((frozenset({True}), frozenset({False}), frozenset({True, False})))
    is_known = len(values) == 1
    because = (Reason("rule", rule, "A rule"), Reason("fact", "a_fact", "a fact"))
    status = Status.SETTLED if is_known else Status.OPEN
    return Determination(rule, YES_NO, status, Among(values), needs=() if is_known else ("a_fact",), because=because)
