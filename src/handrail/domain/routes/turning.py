"""What would make a no a yes: the smallest change that is in the person's own hands, tried out on the rules themselves.

Only facts that the pack marks as changeable are changed, and only in the ways that it names. Nothing is said that was not worked out
again with the change made; and what else would then be worse is said beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations, islice

from handrail.domain.facts.held import Fact, Facts
from handrail.domain.facts.possible import NO, YES, Among, Possible, Ranges
from handrail.domain.facts.vocabulary import Declaration, FactType, Toward, Way
from handrail.domain.rules.curve import Along
from handrail.domain.rules.dates import months_later, plus_months
from handrail.domain.rules.determination import Determination
from handrail.domain.rules.determining import Rulebook, Sheet
from handrail.domain.rules.types import Kind

MONTHS_AHEAD = 24
"""How far ahead a date is looked for."""

_MOST_TRIED, _MOST_IN_PAIRS = 200, 16
"""How many values of a pair of facts are tried, and among how many ways pairs are looked for."""


@dataclass(frozen=True, slots=True)
class Change:
    """One fact made otherwise, and the way in which a person could do that."""

    fact: str
    way: Way
    possible: Possible


@dataclass(frozen=True, slots=True)
class Shift:
    """Another goal that comes out otherwise under the change."""

    goal: str
    before: Determination
    after: Determination


@dataclass(frozen=True, slots=True)
class Turn:
    """With these changes a no is surely a yes. `worse` is what they would cost elsewhere."""

    goal: str
    changes: tuple[Change, ...]
    worse: tuple[Shift, ...] = ()


def turns(rulebook: Rulebook, goal: str, sheet: Sheet, watched: Sequence[str] = ()) -> tuple[Turn, ...]:
    """Every single change that makes it a yes; where there is none, the pairs that do. `watched` are the goals of which more is better.
    Of a way through a programme that is ruled out nothing is said."""
    ways = tuple(_ways(rulebook, goal, sheet))
    if not ways or not _can_turn(rulebook, goal, sheet, ways):
        return ()
    single = _found(rulebook, goal, sheet, [(each,) for each in ways])
    found = single or _found(rulebook, goal, sheet, _pairs(ways))
    return tuple(Turn(goal, changes, worse_with(rulebook, sheet, changes, watched)) for changes in found)


def with_changes(rulebook: Rulebook, sheet: Sheet, changes: Sequence[Change]) -> Sheet:
    """The sheet of the same person for whom these are so."""
    facts = sheet.facts
    for change in changes:
        facts = _with(facts, change)
    return rulebook.sheet(facts, sheet.on, with_assumptions=sheet.with_assumptions)


def worse_with(
    rulebook: Rulebook, sheet: Sheet, changes: Sequence[Change], watched: Sequence[str]
) -> tuple[Shift, ...]:
    """Of the watched goals, those that would surely or perhaps be less than they are or may be."""
    changed = with_changes(rulebook, sheet, changes)
    affected = {rule for change in changes for rule in rulebook.affected_by(change.fact)}
    shifts = (
        Shift(goal, rulebook.settle_on(goal, sheet), rulebook.settle_on(goal, changed))
        for goal in watched
        if goal in affected
    )
    return tuple(shift for shift in shifts if _is_worse(shift.before, shift.after))


def opens_on(rulebook: Rulebook, goals: Sequence[str], sheet: Sheet) -> dict[str, date]:
    """The first day on which each no is surely a yes if nothing changes but the day; those without one soon are left out.

    It is looked for month by month, and then day by day in the month in which it turns. What is a yes for less than a month in
    between can be missed: then nothing is said.
    """
    found: dict[str, date] = {}
    start = sheet.on
    for months in range(1, MONTHS_AHEAD + 1):
        left = [goal for goal in goals if goal not in found]
        if not left:
            break
        end = months_later(sheet.on, months)
        then = _as_of(rulebook, sheet, end)
        for goal in left:
            if _is_yes(rulebook, goal, then):
                found[goal] = _first_day(rulebook, goal, sheet, start, end)
        start = end
    return found


# -- which ways there are --------------------------------------------------------------------------------------------------


def _ways(rulebook: Rulebook, goal: str, sheet: Sheet) -> Iterator[tuple[str, Way]]:
    """The ways of changing what is known of this person and what the goal reads."""
    programme = goal.rpartition(".")[0]
    for name in rulebook.reads(goal):
        for way in rulebook.vocabulary.facts[name].changeable:
            if (not way.through or way.through != programme) and _is_open(rulebook, name, way, sheet):
                yield name, way


def _is_open(rulebook: Rulebook, name: str, way: Way, sheet: Sheet) -> bool:
    """It was told, it is not too late for it, and the programme that it comes about through is not ruled out."""
    if name not in sheet.facts or name in sheet.dormant or not rulebook.machine.is_known(name, sheet.values):
        return False
    if way.unless and sheet.facts.possible(way.unless, rulebook.vocabulary) == Among(frozenset({True})):
        return False
    return not way.through or rulebook.outcome(f"{way.through}.eligible", sheet).value != NO


def _pairs(ways: Sequence[tuple[str, Way]]) -> Iterator[tuple[tuple[str, Way], ...]]:
    """Two facts at once. It is not looked for where there are very many."""
    return (pair for pair in combinations(ways[:_MOST_IN_PAIRS], 2) if pair[0][0] != pair[1][0])


def _can_turn(rulebook: Rulebook, goal: str, sheet: Sheet, ways: Iterable[tuple[str, Way]]) -> bool:
    """It need not be a no whatever these facts are. Where it must, no value of theirs is worth trying."""
    facts = sheet.facts
    for name, _ in ways:
        facts = facts.without(name)
    freed = rulebook.sheet(facts, sheet.on, with_assumptions=sheet.with_assumptions)
    return rulebook.outcome(goal, freed).value != NO


# -- trying them -----------------------------------------------------------------------------------------------------------


def _found(
    rulebook: Rulebook, goal: str, sheet: Sheet, tried: Iterable[tuple[tuple[str, Way], ...]]
) -> list[tuple[Change, ...]]:
    found = (_flipped(rulebook, goal, sheet, ways) for ways in tried if _can_turn(rulebook, goal, sheet, ways))
    return [changes for changes in found if changes]


def _flipped(rulebook: Rulebook, goal: str, sheet: Sheet, ways: Sequence[tuple[str, Way]]) -> tuple[Change, ...]:
    """The least that has to be changed in these ways to make it a yes; nothing where that does not."""
    tried = islice(_combined(rulebook, goal, sheet, ways), _MOST_TRIED)
    return next((changes for changes in tried if _makes_it_a_yes(rulebook, goal, sheet, changes)), ())


def _combined(
    rulebook: Rulebook, goal: str, sheet: Sheet, ways: Sequence[tuple[str, Way]]
) -> Iterator[tuple[Change, ...]]:
    """The values to try, the nearest first."""
    (name, way), *others = ways
    for possible in _values(rulebook, goal, sheet, name, way):
        change = Change(name, way, possible)
        if not others:
            yield (change,)
            continue
        changed = with_changes(rulebook, sheet, (change,))
        yield from ((change, *rest) for rest in _combined(rulebook, goal, changed, others))


def _makes_it_a_yes(rulebook: Rulebook, goal: str, sheet: Sheet, changes: Sequence[Change]) -> bool:
    """With exactly these values, and with any that go further the same way: "no higher than 4 metres" must hold for 3 too."""
    further = [replace(change, possible=_further(rulebook.vocabulary.facts[change.fact], change)) for change in changes]
    return _is_yes_with(rulebook, goal, sheet, changes) and _is_yes_with(rulebook, goal, sheet, further)


def _further(declaration: Declaration, change: Change) -> Possible:
    """All values from this one on, but for days: what is said of a day is said of that day."""
    if not isinstance(change.possible, Ranges) or declaration.type is FactType.DATE:
        return change.possible
    value = change.possible.low
    less = change.way.to is Toward.LESS
    return Ranges.between(declaration.low, value) if less else Ranges.between(value, declaration.high)


def _is_yes_with(rulebook: Rulebook, goal: str, sheet: Sheet, changes: Sequence[Change]) -> bool:
    changed = with_changes(rulebook, sheet, changes)
    if any(change.fact in changed.dormant for change in changes) or rulebook.broken_constraints(changed):
        return False
    return _is_yes(rulebook, goal, changed)


def _values(rulebook: Rulebook, goal: str, sheet: Sheet, name: str, way: Way) -> Iterator[Possible]:
    declaration = rulebook.vocabulary.facts[name]
    now = sheet.facts.possible(name, rulebook.vocabulary, with_assumptions=sheet.with_assumptions)
    if isinstance(way.to, Among):
        if now != way.to:
            yield way.to
        return
    assert isinstance(now, Ranges)
    yield from (Ranges.exactly(value) for value in _numbers(rulebook, goal, sheet, declaration, int(now.low), way.to))


def _numbers(
    rulebook: Rulebook, goal: str, sheet: Sheet, declaration: Declaration, now: int, toward: Toward
) -> Iterator[int]:
    """Where the rule begins to treat the value otherwise, from what it is now on. A day that has gone cannot be moved, nor to one."""
    is_day = declaration.type is FactType.DATE
    first = max(declaration.low, sheet.on.toordinal()) if is_day else declaration.low
    if now < first:
        return
    cuts = Along(rulebook, sheet, declaration.name).break_points(goal)
    values = {*cuts, *(value - 1 for value in cuts)}
    if is_day:
        values |= set(_days_ahead(rulebook, goal, sheet, declaration.name, now, toward))
    if toward is Toward.LESS:
        yield from sorted((value for value in values if first <= value < now), reverse=True)
    else:
        yield from sorted(value for value in values if now < value <= declaration.high)


def _days_ahead(rulebook: Rulebook, goal: str, sheet: Sheet, name: str, now: int, toward: Toward) -> Iterator[int]:
    """The first day, towards one side, on which it turns: days are often counted from other days, so that no figure names it."""
    before = now
    for months in range(1, MONTHS_AHEAD + 1):
        after = int(plus_months(now, months if toward is Toward.MORE else -months))
        if _on_day(rulebook, goal, sheet, name, after):
            while abs(after - before) > 1:
                middle = (before + after) // 2
                if _on_day(rulebook, goal, sheet, name, middle):
                    after = middle
                else:
                    before = middle
            yield after
            return
        before = after


def _on_day(rulebook: Rulebook, goal: str, sheet: Sheet, name: str, day: int) -> bool:
    changed = rulebook.changed(sheet, Fact(name, Ranges.exactly(day)))
    return _is_yes(rulebook, goal, changed)


def _with(facts: Facts, change: Change) -> Facts:
    """It is so, whoever said otherwise."""
    return facts.without(change.fact).plus(Fact(change.fact, change.possible))


# -- what came of it -------------------------------------------------------------------------------------------------------


def _is_yes(rulebook: Rulebook, goal: str, sheet: Sheet) -> bool:
    if rulebook.outcome(goal, sheet).value != YES:
        return False
    found = rulebook.settle_on(goal, sheet)
    return found.is_settled and found.is_yes


def _is_worse(before: Determination, after: Determination) -> bool:
    if before.type.kind is Kind.YES_NO:
        return (before.is_yes and not after.is_yes) or (after.is_no and not before.is_no)
    return after.low < before.low or after.high < before.high


def _as_of(rulebook: Rulebook, sheet: Sheet, day: date) -> Sheet:
    return rulebook.sheet(sheet.facts, day, with_assumptions=sheet.with_assumptions)


def _first_day(rulebook: Rulebook, goal: str, sheet: Sheet, before: date, after: date) -> date:
    """The day on which it turns, between one on which it is not yet so and one on which it is."""
    while (after - before).days > 1:
        middle = date.fromordinal((before.toordinal() + after.toordinal()) // 2)
        if _is_yes(rulebook, goal, _as_of(rulebook, sheet, middle)):
            after = middle
        else:
            before = middle
    return after
