"""What must hold for every journey and everything a person may have told us or done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from math import inf
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handrail.domain.facts.possible import Among, Possible, Ranges
from handrail.domain.routes.applying import StepStatus
from handrail.domain.routes.changes import ChangeKind, changes
from handrail.domain.routes.choices import ByChoice
from handrail.domain.routes.journey import Alternative, Anchor, CostEntry, Deadline, Decision, Journey, Lasts, Step
from handrail.domain.routes.marks import NO_MARKS, Marks
from handrail.domain.routes.planning import plan
from handrail.domain.routes.route import Route, RouteStep
from handrail.domain.routes.spans import Money
from handrail.domain.rules.determination import Determination, Reason, Status
from handrail.domain.rules.types import DATE, MONEY, YES_NO, Type
from tests.unit.domain.routes.small_journey import HERE, NATIONS, ON, a_journey, a_service
from tests.unit.domain.rules.test_properties import searching

pytestmark = pytest.mark.property
CONDITIONS = ("c0", "c1", "c2", "c3")
DAYS = ("d0", "d1", "d2")
PRICES = ("p0", "p1")
TODAY = ON.toordinal()
SERVICES = [
    a_service("anywhere"),
    a_service("scotland_only", "scotland"),
    a_service("great_britain", "england", "wales", "scotland"),
]


@dataclass(frozen=True)
class Person:
    """What is known of somebody: each rule stands for one fact, and each fact for itself."""

    facts: Mapping[str, Possible]
    marks: Marks = NO_MARKS
    on: date = ON

    def route(self, journeys: Sequence[Journey]) -> Route:
        determinations = {name: determined(name, self.facts[name]) for name in (*CONDITIONS, *DAYS, *PRICES)}
        return plan(journeys, determinations, self.facts, self.marks, on=self.on)


def determined(name: str, possible: Possible) -> Determination:
    """A rule that is the fact of the same name."""
    kind: Type = {"c": YES_NO, "d": DATE, "p": MONEY}[name[0]]
    known = possible.is_known
    because = (Reason("fact", f"fact of {name}", str(possible)),) if known else ()
    needs = () if known else (f"fact of {name}",)
    return Determination(name, kind, Status.SETTLED if known else Status.OPEN, possible, needs, because=because)


# -- journeys and people -----------------------------------------------------------------------------------------


@cache
def one_of(*values: Any) -> st.SearchStrategy[Any]:
    """Made once: most of the time of these tests would go into making the same strategy again."""
    return st.sampled_from(values)


LASTING = st.lists(st.integers(0, 40), min_size=3, max_size=3).map(lambda days: Lasts(*sorted(days)))


@cache
def some(*names: str) -> st.SearchStrategy[tuple[str, ...]]:
    """Two of these at most."""
    if not names:
        return st.just(())
    return st.lists(one_of(*names), max_size=2, unique=True).map(tuple)


@st.composite
def steps(draw: st.DrawFn, name: str, earlier: Sequence[str], everyone: Sequence[str], simple: bool) -> Step:
    after = ByChoice.always(draw(some(*earlier)))
    if draw(one_of(False, True)) and earlier:
        after = ByChoice({nation: draw(some(*earlier)) for nation in ("england", "scotland")}, "home.nation")
    service = draw(one_of(None, *(service.id for service in SERVICES)))
    recover = None if simple else draw(one_of(*everyone))
    ways = [
        Alternative("a", "A", cost="p0", lasts=draw(LASTING)),
        Alternative("b", "B", effort=1, risk=draw(one_of("", "x"))),
    ]
    return Step(
        id=name,
        phase=draw(one_of("first", "last")),
        lasts=draw(LASTING),
        place=HERE,
        service=ByChoice.always(service) if service else None,
        only_if=draw(some(*CONDITIONS)),
        unless=draw(some(*CONDITIONS[:1])),
        only_to_recover=not simple and draw(one_of(False, False, False, True)),
        after=after,
        happens_on=None if simple else draw(one_of(None, None, Anchor("d2", True))),
        not_before=draw(one_of(None, None, "d1")),
        deadline=draw(one_of(None, Deadline("d0", "missed", recover), Deadline("d1"))),
        costs=draw(one_of((), (CostEntry("p0", "", "on_start"),), (CostEntry("p1", "", "d0"),))),
        gains=draw(one_of((), (CostEntry("p1"),))),
        decision=Decision(f"decide_{name}", tuple(ways)) if draw(one_of(False, False, True)) else None,
    )


@st.composite
def journeys(draw: st.DrawFn, name: str = "moving", *, simple: bool = False) -> Journey:
    """A simple journey has no fixed days and no recoveries."""
    names = [f"s{number}" for number in range(draw(st.integers(1, 7)))]
    written = [draw(steps(each, names[:place], names, simple)) for place, each in enumerate(names)]
    return a_journey(*draw(st.permutations(written)), name=name, services=SERVICES, phases=("first", "last"))


NOT_OF_STATUS = (ChangeKind.REORDERED, ChangeKind.REDATED, ChangeKind.REPRICED)
CONDITION = one_of(Among(frozenset({True})), Among(frozenset({False})), Among(frozenset({True, False})))


@cache
def ranges(low: int, high: int) -> st.SearchStrategy[Ranges]:
    two = st.tuples(st.integers(low, high), st.integers(low, high)).map(sorted)
    return st.one_of(two.map(lambda ends: Ranges.between(*ends)), two.map(lambda ends: Ranges.exactly(ends[0])))


DAY = st.one_of(st.just(Ranges.between(-inf, inf)), ranges(TODAY - 30, TODAY + 90))
NATION = st.lists(one_of(*sorted(NATIONS)), min_size=1, unique=True).map(lambda names: Among(frozenset(names)))
STEPS = tuple(f"s{number}" for number in range(7))
DONE = st.dictionaries(one_of(*STEPS), one_of(None, ON, ON - timedelta(days=20)), max_size=3)
SKIPPED = st.frozensets(one_of(*STEPS), max_size=2)
WISHES = st.tuples(SKIPPED, st.dictionaries(one_of(*STEPS), one_of(ON, ON + timedelta(days=25)), max_size=2))
CHOSEN = st.dictionaries(one_of(*(f"decide_{name}" for name in STEPS)), one_of("a", "b"), max_size=3)


@st.composite
def marks(draw: st.DrawFn) -> Marks:
    done = draw(DONE)
    return Marks(done, draw(SKIPPED) - set(done), {}, draw(CHOSEN), *draw(WISHES))


MARKS = marks()


@st.composite
def people(draw: st.DrawFn) -> Person:
    facts: dict[str, Possible] = {name: draw(CONDITION) for name in CONDITIONS}
    facts |= {name: draw(DAY) for name in DAYS}
    facts |= {name: draw(ranges(0, 900)) for name in PRICES}
    facts["home.nation"] = draw(NATION)
    return Person(facts, draw(MARKS))


@cache
def fewer(*values: object) -> st.SearchStrategy[Possible]:
    return st.lists(one_of(*values), min_size=1, unique=True).map(lambda left: Among(frozenset(left)))


def narrower(possible: Possible) -> st.SearchStrategy[Possible]:
    """Everything that more knowledge could make of it."""
    if isinstance(possible, Among):
        return fewer(*sorted(possible.values, key=str))
    assert isinstance(possible, Ranges)
    low, high = max(possible.low, TODAY - 30 if possible.low == -inf else possible.low), possible.high
    last = TODAY + 90 if high == inf else high
    return st.one_of(st.just(possible), ranges(int(low), int(last)))


@st.composite
def narrowed(draw: st.DrawFn, person: Person) -> Person:
    return Person({name: draw(narrower(possible)) for name, possible in person.facts.items()}, person.marks, person.on)


# -- what must hold ----------------------------------------------------------------------------------------------


def comes_late_enough(step: RouteStep, earlier: RouteStep, journey: Journey) -> bool:
    """The first day a step can start is not before the first day on which what comes before can be finished."""
    assert step.start.low is not None
    assert earlier.finish.low is not None
    return step.start.low >= earlier.finish.low


def awaited(route: Route) -> list[RouteStep]:
    """The steps that are to do, and that nothing done has overtaken."""
    return [step for step in route.to_do if not step.overtaken]


@searching
@given(journeys(), people())
def test_every_route_can_be_followed(journey: Journey, person: Person):
    """One search for all that holds of a single route."""
    route = person.route([journey])

    no_step_comes_before_what_it_depends_on(route, journey, person)
    every_range_of_days_is_in_order_and_nothing_is_to_do_before_today(route)
    there_is_always_something_to_do_now_or_a_day_to_wait_for(route, person)
    in_wales = replace(person, facts={**person.facts, "home.nation": Among(frozenset({"wales"}))})
    something_is_critical_while_something_is_certain(in_wales.route([journey]))


def no_step_comes_before_what_it_depends_on(route: Route, journey: Journey, person: Person) -> None:
    place = {step.id: number for number, step in enumerate(route.steps)}
    certain = person.facts["home.nation"].is_known
    assert len(place) == len(journey.steps)
    for step in route.steps:
        for name in step.after:
            earlier = route.by_id[name]
            assert place[name] < place[step.id]
            assert earlier.is_to_do or earlier.status is StepStatus.DONE
            surely = certain and earlier.status is StepStatus.APPLIES and not earlier.overtaken
            if step in awaited(route) and surely:
                assert comes_late_enough(step, earlier, journey)


def every_range_of_days_is_in_order_and_nothing_is_to_do_before_today(route: Route) -> None:
    for step in awaited(route):
        assert step.start.low is not None
        assert step.finish.low is not None
        assert ON <= step.start.low <= step.finish.low
        assert step.start.high is None or step.start.low <= step.start.high
        assert step.finish.high is None or step.finish.low <= step.finish.high
        assert step.expected is None or step.finish.low <= step.expected
        assert step.expected is None or step.finish.high is None or step.expected <= step.finish.high


def there_is_always_something_to_do_now_or_a_day_to_wait_for(route: Route, person: Person) -> None:
    can_start = {step.id for step in awaited(route) if step.start.low == ON and not step.after}
    assert can_start <= set(route.do_now) <= {step.id for step in awaited(route)}
    if all(step.status is StepStatus.APPLIES for step in awaited(route)) and person.facts["home.nation"].is_known:
        assert route.do_now or all(step.start.low and step.start.low > ON for step in awaited(route))


def something_is_critical_while_something_is_certain(route: Route) -> None:
    certain = [step for step in awaited(route) if step.status is StepStatus.APPLIES]
    assert not certain or any(step.is_critical for step in awaited(route))
    assert not certain or route.expected_finish == max(step.expected for step in certain if step.expected)


@searching
@given(journeys(), people(), st.randoms())
def test_the_order_in_which_things_were_told_or_done_does_not_matter(journey: Journey, person: Person, random):
    def shuffled(mapping):
        items = list(mapping.items())
        random.shuffle(items)
        return dict(items)

    done, chosen, not_before = map(shuffled, (person.marks.done, person.marks.chosen, person.marks.not_before))
    marks = replace(person.marks, done=done, chosen=chosen, not_before=not_before)
    other = Person(shuffled(person.facts), marks)

    assert other.route([journey]) == person.route([journey])
    assert changes(other.route([journey]), person.route([journey])) == ()


@searching
@given(st.data(), journeys(), people())
def test_knowing_more_never_brings_back_a_step_or_puts_one_in_doubt(
    data: st.DataObject, journey: Journey, person: Person
):
    knows_more = data.draw(narrowed(person))

    before, after = person.route([journey]), knows_more.route([journey])

    settled = (StepStatus.APPLIES, StepStatus.DOES_NOT_APPLY)
    for step in before.steps:
        now = after.by_id[step.id]
        assert step.status not in settled or now.status is step.status or step.reopened or now.reopened


@searching
@given(st.data(), journeys(simple=True), people())
def test_knowing_more_never_widens_a_date_or_an_amount(data: st.DataObject, journey: Journey, person: Person):
    knows_more = data.draw(narrowed(person))

    before, after = person.route([journey]), knows_more.route([journey])

    assert within(after.money.pay, before.money.pay)
    assert within(after.money.receive, before.money.receive)
    for step in awaited(after):
        was = before.by_id[step.id]
        assert was.finish.low is not None
        assert step.finish.low is not None
        assert was.finish.low <= step.finish.low
        assert was.finish.high is None or (step.finish.high is not None and step.finish.high <= was.finish.high)
        assert within(step.cost, was.cost)


def within(inner: Money, outer: Money) -> bool:
    fits = outer.high is None or (inner.high is not None and inner.high <= outer.high)
    return outer.low <= inner.low and fits


@searching
@given(st.data(), journeys(), people())
def test_every_change_of_status_is_told_once_and_every_change_has_a_reason(
    data: st.DataObject, journey: Journey, person: Person
):
    other = Person(
        data.draw(narrowed(person)).facts, data.draw(marks()), ON + timedelta(days=data.draw(st.integers(0, 2)))
    )

    before, after = person.route([journey]), other.route([journey])

    found = changes(before, after)
    of_status = [change for change in found if change.kind not in NOT_OF_STATUS]
    differing = {step.id for step in after.steps if before.by_id[step.id].status is not step.status}
    assert sorted(change.step for change in of_status) == sorted(differing)
    assert all(change.because for change in found)
    for step in after.to_do:
        was = before.by_id[step.id]
        moved = was.is_to_do and (was.start, was.finish) != (step.start, step.finish)
        assert not moved or any(change.step == step.id and change.kind is ChangeKind.REDATED for change in found)


@searching
@given(journeys(), people(), st.frozensets(one_of(*STEPS), min_size=1, max_size=3))
def test_whatever_is_put_first_no_day_moves_and_only_what_must_come_before_it_comes_sooner(
    journey: Journey, person: Person, wanted: frozenset[str]
):
    usual = replace(person, marks=replace(person.marks, first=frozenset())).route([journey])
    wished = replace(person, marks=replace(person.marks, first=wanted)).route([journey])

    as_usual = {step.id: replace(step, is_first=False) for step in wished.steps}
    assert as_usual == usual.by_id
    assert (wished.money, wished.finish, set(wished.cash)) == (usual.money, usual.finish, set(usual.cash))
    assert sorted(wished.do_now) == sorted(usual.do_now)
    placed: set[str] = set()
    for step in wished.steps:
        assert placed.issuperset(step.after)
        placed.add(step.id)
    forward = ahead_of({step.id for step in wished.steps if step.is_first}, journey, person)
    in_front = [step.id for step in wished.steps if step.id in forward]
    assert [step.id for step in wished.steps][: len(in_front)] == in_front


def ahead_of(wanted: set[str], journey: Journey, person: Person) -> set[str]:
    """These steps and all that may have to come before them."""
    written = {step.id: step for step in journey.steps}
    while more := {
        name
        for each in wanted
        for names in written[each].after.among(person.facts)
        for name in names
        if name not in wanted
    }:
        wanted = wanted | more
    return wanted


@searching
@given(journeys("birth"), journeys("move"), people())
def test_two_life_events_still_make_one_order_that_can_be_followed(first: Journey, second: Journey, person: Person):
    route = person.route([first, second])

    seen: set[str] = set()
    for step in route.steps:
        assert seen.issuperset(step.after)
        seen.add(step.id)
    assert sorted(part for step in route.steps for part in step.parts) == sorted(
        (journey.id, step.id) for journey in (first, second) for step in journey.steps
    )
