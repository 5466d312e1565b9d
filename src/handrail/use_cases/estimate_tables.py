"""Possible worlds of one person's household, and the same worlds as the table that an outside calculator reads.

A world has the person, a partner or none, and children. Facts that are known are the same in all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from math import isinf

import numpy as np
import numpy.typing as npt

from handrail.domain.facts.possible import YES, Among, Items, Possible, Ranges
from handrail.domain.facts.vocabulary import FactType, Vocabulary
from handrail.domain.rules import strata
from handrail.domain.rules.outside import Outside, OutsideInput
from handrail.engines.protocol import Column, Group, Table

Array = npt.NDArray[np.int64]
CHILDREN, _BORN = "children", "birth_date"
_MOST_CHILDREN = 3
_OLDEST_UNKNOWN, _OLDEST_CHILD = 90, 18
_HOURS = 35 * 52


@dataclass(frozen=True)
class Worlds:
    """Each fact's value in every world, and every child's day of birth: row by row, which world it is in, and the day."""

    size: int
    on: date
    columns: Mapping[str, Array]
    child_world: Array
    child_born: Array
    tried: tuple[str, ...]
    """Facts that were not known, so that their values differ from world to world."""


def worlds_of(facts: Mapping[str, Possible], vocabulary: Vocabulary, outside: Outside, on: date) -> Worlds:
    """One world where everything is known, and 256 where anything is not."""
    numbers: dict[str, tuple[int, int, Iterable[int]]] = {}
    options: dict[str, int] = {}
    known: dict[str, int] = {}
    for name, possible in facts.items():
        if isinstance(possible, Items):
            continue
        listed = _values(possible, name, vocabulary)
        if isinstance(listed, tuple):
            numbers[name] = _within_reach(name, listed, vocabulary, outside, on)
        elif len(listed) == 1:
            known[name] = listed[0]
        else:
            options[name] = len(listed)
    for name in [name for name, (low, high, _) in numbers.items() if low == high]:
        known[name] = numbers.pop(name)[0]
    children = facts.get(CHILDREN)
    assert children is None or isinstance(children, Items)
    is_open = bool(numbers or options) or (children is not None and not is_known(children))
    size = strata.WORLDS if is_open else 1
    columns = {name: np.full(size, value, dtype=np.int64) for name, value in known.items()}
    columns |= strata.spread_numbers(numbers)
    for name, chosen in strata.spread_options(options, len(numbers)).items():
        listed = _values(facts[name], name, vocabulary)
        columns[name] = np.asarray(listed)[chosen]
    child_world, child_born = _children(children, size, on)
    tried = (*numbers, *options, *((CHILDREN,) if children is not None and not is_known(children) else ()))
    return Worlds(size, on, columns, child_world, child_born, tried)


def is_known(possible: Possible) -> bool:
    """Nothing is left to be told. Of children, only how many there are and when each was born is asked for."""
    if isinstance(possible, Items):
        return possible.complete == YES and all(each[_BORN].is_known for each in possible.items)
    return possible.is_known


def _values(possible: Possible, name: str, vocabulary: Vocabulary) -> list[int] | tuple[float, float]:
    """The places of the options of a choice or of yes and no; the two ends of a number."""
    declaration = vocabulary.facts[name]
    if isinstance(possible, Ranges):
        return possible.low, possible.high
    assert isinstance(possible, Among)
    if declaration.type is FactType.YES_NO:
        return [place for place, value in enumerate((False, True)) if value in possible.values]
    return [place for place, value in enumerate(declaration.options) if value in possible.values]


def _within_reach(
    name: str, ends: tuple[float, float], vocabulary: Vocabulary, outside: Outside, on: date
) -> tuple[int, int, tuple[int, ...]]:
    """Ends that can be tried: a date of birth from 90 years ago to 16, an amount up to what the pack says."""
    low, high = ends
    if vocabulary.facts[name].type is FactType.DATE:
        first, last = on.toordinal() - _OLDEST_UNKNOWN * 365, on.toordinal() - 16 * 366
        return (int(max(low, first)), int(min(high, last)) if low <= last else int(high), ())
    spread = outside.spreads[name]
    lowest = 0 if isinf(low) else int(low)
    highest = max(lowest, spread.up_to) if isinf(high) else int(high)
    return (lowest, highest, spread.limits)


def _children(children: Items | None, size: int, on: date) -> tuple[Array, Array]:
    """The children we know of in every world; where there may be others, none to three more of every age."""
    random = np.random.default_rng(size)
    worlds: list[Array] = []
    born: list[Array] = []
    oldest = on.toordinal() - _OLDEST_CHILD * 365
    for each in children.items if children else ():
        day = each[_BORN]
        assert isinstance(day, Ranges)
        low, high = int(max(day.low, oldest)), int(min(day.high, on.toordinal()))
        worlds.append(np.arange(size))
        born.append(
            random.integers(min(low, high), high, size, endpoint=True)
            if day.low != day.high
            else np.full(size, int(day.low))
        )
    if children is not None and children.complete != YES:
        more = random.permutation(np.arange(size) % (_MOST_CHILDREN + 1))
        worlds.append(np.repeat(np.arange(size), more))
        born.append(random.integers(oldest, on.toordinal(), int(more.sum()), endpoint=True))
    nobody = np.zeros(0, dtype=np.int64)
    return np.concatenate([nobody, *worlds]), np.concatenate([nobody, *born])


@dataclass(frozen=True)
class Members:
    """The people of all worlds: first each one's self, then the partners, then the children."""

    worlds: Worlds
    is_partnered: npt.NDArray[np.bool_]

    @property
    def world(self) -> Array:
        everyone = np.arange(self.worlds.size)
        return np.concatenate([everyone, everyone[self.is_partnered], self.worlds.child_world])

    def each(self, you: Array, partner: Array, child: Array | None = None) -> Array:
        """One column over all of them. What no child has is 0."""
        children = np.zeros(len(self.worlds.child_world), dtype=np.int64) if child is None else child
        return np.concatenate([you, partner[self.is_partnered], children])


def table_of(worlds: Worlds, outside: Outside, vocabulary: Vocabulary, year: int) -> Table:
    """The worlds as one table: each a household of one benefit unit."""
    exists = worlds.columns["partner.exists"] == 1
    members = Members(worlds, exists)
    columns: dict[str, dict[str, Column]] = {"person": {}, "benunit": {}, "household": {}}
    for each in outside.inputs.values():
        columns[each.group][each.name] = _TAKES[each.take](each, members, vocabulary)
    sizes = {"person": len(members.world), "benunit": worlds.size, "household": worlds.size}
    for held in outside.held:
        for group, values in held.values.items():
            for name, value in values.items():
                columns[group][name] = np.full(sizes[group], value)
    belongs_to = {"benunit": members.world, "household": members.world}
    groups = {
        "person": Group(sizes["person"], columns["person"], belongs_to),
        "benunit": Group(worlds.size, columns["benunit"]),
        "household": Group(worlds.size, columns["household"]),
    }
    return Table(year, groups)


def _age(each: OutsideInput, members: Members, _vocabulary: Vocabulary) -> Column:
    you, partner, _ = each.facts
    columns, today = members.worlds.columns, members.worlds.on
    born = members.each(columns[you], columns[partner], members.worlds.child_born)
    return np.array([_years_from(date.fromordinal(int(day)), today) for day in born])


def _years_from(born: date, on: date) -> int:
    return max(0, on.year - born.year - ((on.month, on.day) < (born.month, born.day)))


def _pounds(each: OutsideInput, members: Members, _vocabulary: Vocabulary) -> Column:
    columns = members.worlds.columns
    if each.group == "person":
        return members.each(columns[each.facts[0]], columns[each.facts[1]]) / 100
    return columns[each.facts[0]] / 100


def _yes_no(each: OutsideInput, members: Members, _vocabulary: Vocabulary) -> Column:
    return np.asarray(members.worlds.columns[each.facts[0]] == 1)


def _choice(each: OutsideInput, members: Members, vocabulary: Vocabulary) -> Column:
    fact = each.facts[0]
    theirs = np.array([each.values[option] for option in vocabulary.facts[fact].options])
    return np.asarray(theirs[members.worlds.columns[fact]])


def _region(each: OutsideInput, members: Members, vocabulary: Vocabulary) -> Column:
    in_london = each.facts[1]
    regions = _choice(each, members, vocabulary)
    is_london = (regions == each.values["england"]) & (members.worlds.columns[in_london] == 1)
    return np.where(is_london, each.values["london"], regions)


def _rents(members: Members, vocabulary: Vocabulary, tenure: str) -> npt.NDArray[np.bool_]:
    owns = [option.startswith(("own", "mortgage")) for option in vocabulary.facts[tenure].options]
    return ~np.array(owns)[members.worlds.columns[tenure]]


def _rent(each: OutsideInput, members: Members, vocabulary: Vocabulary) -> Column:
    tenure, rent = each.facts
    return np.where(_rents(members, vocabulary, tenure), members.worlds.columns[rent] * 12 / 100, 0.0)


def _housing_allowance(each: OutsideInput, members: Members, vocabulary: Vocabulary) -> Column:
    tenure, rent, allowance = each.facts
    lower = np.minimum(members.worlds.columns[rent], members.worlds.columns[allowance])
    return np.where(_rents(members, vocabulary, tenure), lower * 12 / 100, 0.0)


def _childcare(each: OutsideInput, members: Members, _vocabulary: Vocabulary) -> Column:
    worlds = members.worlds
    children = np.bincount(worlds.child_world, minlength=worlds.size)
    a_year = worlds.columns[each.facts[0]] * 12 / 100 / np.maximum(children, 1)
    nobody = np.zeros(worlds.size)
    return np.concatenate([nobody, nobody[members.is_partnered], a_year[worlds.child_world]])


def _full_time_hours(each: OutsideInput, members: Members, _vocabulary: Vocabulary) -> Column:
    columns = members.worlds.columns
    return np.where(members.each(columns[each.facts[0]], columns[each.facts[1]]) > 0, _HOURS, 0)


def _is_married(each: OutsideInput, members: Members, _vocabulary: Vocabulary) -> Column:
    exists, is_spouse = each.facts
    return np.asarray((members.worlds.columns[exists] == 1) & (members.worlds.columns[is_spouse] == 1))


_TAKES: dict[str, Callable[[OutsideInput, Members, Vocabulary], Column]] = {
    "age": _age,
    "pounds": _pounds,
    "yes_no": _yes_no,
    "choice": _choice,
    "region": _region,
    "rent": _rent,
    "housing_allowance": _housing_allowance,
    "childcare": _childcare,
    "full_time_hours": _full_time_hours,
    "is_married": _is_married,
}
