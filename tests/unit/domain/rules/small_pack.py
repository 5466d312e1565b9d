"""A tiny vocabulary whose every value can be tried, and expressions over it, for properties that must always hold."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import product
from math import inf

import pytest
from hypothesis import strategies as st

from handrail.domain.facts.held import Fact, Facts
from handrail.domain.facts.mistakes import Place
from handrail.domain.facts.possible import EITHER, NO, YES, Among, Items, Possible, Ranges
from handrail.domain.facts.vocabulary import Choice, Constraint, Declaration, FactType, Vocabulary
from handrail.domain.rules import tightening
from handrail.domain.rules.dates import WorkingDays
from handrail.domain.rules.determining import Rulebook
from handrail.domain.rules.parameters import Parameter, Row, Source, Version
from handrail.domain.rules.rulebook import Case, WrittenRule
from handrail.domain.rules.types import Kind

HERE = Place("small.yaml", 1)
ON = date(2026, 11, 20)
FIRST = date(2026, 4, 4).toordinal()
LAST = FIRST + 3
SOURCE = Source("An invented Act", seen="text")


def declared(name: str, kind: FactType, low: float = -inf, high: float = inf, **more: object) -> Declaration:
    """A fact of the small vocabulary."""
    return Declaration(name, kind, HERE, low=low, high=high, label=name, **more)  # type: ignore[arg-type]


KIDS = {
    "ill": declared("kids.ill", FactType.YES_NO),
    "age": declared("kids.age", FactType.WHOLE_NUMBER, 0, 2),
}
FACTS = [
    declared("a", FactType.YES_NO),
    declared("b", FactType.YES_NO),
    declared("c", FactType.YES_NO),
    declared("d", FactType.YES_NO, only_when="a"),
    declared("k", FactType.CHOICE, choices=tuple(Choice(value, value) for value in ("x", "y", "z"))),
    declared("n", FactType.WHOLE_NUMBER, 0, 4),
    declared("m", FactType.WHOLE_NUMBER, 0, 4),
    declared("pay", FactType.MONEY, 0, 4),
    declared("day", FactType.DATE, FIRST, LAST),
    declared("kids", FactType.COLLECTION, fields=KIDS, item="kid"),
]
NEVER_B_AND_C = Constraint("never_b_and_c", "not b or not c", "b and c cannot both be so", HERE)
VOCABULARY = Vocabulary({fact.name: fact for fact in FACTS})
CONSTRAINED = Vocabulary(VOCABULARY.facts, {}, {"never_b_and_c": NEVER_B_AND_C})
NEW_LAW = FIRST + 2
PARAMETERS = {
    "law.limit": Parameter(
        "law.limit",
        Kind.NUMBER,
        (
            Version(FIRST, NEW_LAW - 1, Fraction(1), Fraction(1), source=SOURCE),
            Version(NEW_LAW, inf, Fraction(3), Fraction(3), source=SOURCE),
        ),
        HERE,
    ),
    "law.rates": Parameter(
        "law.rates",
        Kind.TABLE,
        (
            Version(FIRST, NEW_LAW - 1, rows=(Row(0, Fraction(0)), Row(2, Fraction(1, 2))), source=SOURCE),
            Version(NEW_LAW, inf, rows=(Row(1, Fraction(1, 4)), Row(3, Fraction(1))), source=SOURCE),
        ),
        HERE,
        rows=Kind.RATE,
        unit="pounds",
    ),
    "law.fees": Parameter(
        "law.fees",
        Kind.TABLE,
        (Version(FIRST, inf, rows=(Row(0, Fraction(3)), Row(1, Fraction(1)), Row(3, Fraction(2))), source=SOURCE),),
        HERE,
        rows=Kind.MONEY,
        unit="pounds",
    ),
}
HOLIDAYS = frozenset({date(2026, 4, 6).toordinal()})
CALENDAR = WorkingDays(dict.fromkeys("xyz", HOLIDAYS), dict.fromkeys("xyz", date(2026, 12, 31).toordinal()))


def rulebook(rules: Mapping[str, str], vocabulary: Vocabulary = VOCABULARY) -> Rulebook:
    """Rules from their expressions, all read at `day`."""
    written = {
        name: WrittenRule(name, (Case(None, text),), HERE, as_at="day", is_goal=True, says=f"{name} holds")
        for name, text in rules.items()
    }
    return Rulebook(vocabulary, PARAMETERS, written, calendar=CALENDAR, release="small-1+000000000000")


@contextmanager
def every_case_tried() -> Iterator[None]:
    """Outcomes as tight as trying cases makes them, however many there are."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tightening, "MOST_LEAVES", sys.maxsize)
        yield


# -- expressions -----------------------------------------------------------------------------------------------

_ATOMS = st.sampled_from(["a", "b", "c", "(a and d)", "not a", "k == 'x'", "k != 'y'", "k in ('x', 'z')"])
_NUMBERS = st.sampled_from(
    ["n", "m", "0", "1", "2", "law.limit", "n + m", "n - m", "2 * n", "n / 2", "count(x for x in kids)"]
)
_MONEY = st.sampled_from(
    ["pay", "0p", "2p", "bands(pay, law.rates)", "step(pay, law.fees)", "pay * 50%", "max(pay, 2p)"]
)
_DATES = st.sampled_from(
    ["day", "date('2026-04-05')", "plus_days(day, n)", "start_of_week(day)", "working_days_after(day, 1, k)"]
)
_OPERATORS = st.sampled_from(["<", "<=", "==", "!=", ">", ">="])
_OVER_KIDS = st.sampled_from(
    [
        "any(x.ill for x in kids)",
        "all(x.ill for x in kids)",
        "any(x.ill for x in kids if x.age > 0)",
        "all(x.age < n for x in kids)",
        "sum(x.age for x in kids if x.ill) > n",
        "count(x for x in kids if not x.ill) == 1",
    ]
)


def _compared(sides: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.builds("({} {} {})".format, sides, _OPERATORS, sides)


def _chosen(sides: st.SearchStrategy[str], conditions: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return sides | st.builds("({} if {} else {})".format, sides, conditions, sides)


_SIMPLE = _ATOMS | _OVER_KIDS | _compared(_NUMBERS) | _compared(_MONEY) | _compared(_DATES)
CONDITIONS = st.recursive(
    _SIMPLE,
    lambda inner: st.one_of(
        st.builds("({} and {})".format, inner, inner),
        st.builds("({} or {})".format, inner, inner),
        st.builds("(not {})".format, inner),
        _compared(_chosen(_NUMBERS, inner)),
    ),
    max_leaves=5,
)
AMOUNTS = st.builds(
    "({} if {} else {})".format,
    st.builds("round_down({}, 1p)".format, _MONEY),
    CONDITIONS,
    st.builds("round_up({} + pay, 1p)".format, _MONEY),
)
DAYS = _chosen(_DATES, CONDITIONS)


# -- facts -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Known:
    """What is known of everything, and the ways it can be completed."""

    facts: Facts

    def completions(self, names: list[str]) -> Iterator[dict[str, Possible]]:
        """Every complete set of values that agrees with what is known. A list that may be longer gets up to one more."""
        choices = [list(exact_values(self.facts.possible(name, VOCABULARY), name)) for name in names]
        for values in product(*choices):
            yield dict(zip(names, values, strict=True))


def exact_values(possible: Possible, name: str) -> Iterator[Possible]:
    """Each single value in a set."""
    match possible:
        case Among(values=values):
            yield from (Among(frozenset({value})) for value in sorted(values, key=str))
        case Ranges(ranges=ranges):
            yield from (Ranges.exactly(value) for low, high in ranges for value in range(int(low), int(high) + 1))
        case Items():
            yield from _exact_lists(possible)
        case _:
            raise AssertionError(name)


def _exact_lists(possible: Items) -> Iterator[Possible]:
    members = [list(_exact_members(item)) for item in possible.items]
    for known in product(*members):
        if possible.complete != NO:
            yield Items(tuple(known), YES)
        if possible.complete != YES:
            for other in _exact_members({name: kind.domain for name, kind in KIDS.items()}):
                yield Items((*known, other), YES)


def _exact_members(item: Mapping[str, Possible]) -> Iterator[dict[str, Possible]]:
    for values in product(*(list(exact_values(value, name)) for name, value in item.items())):
        yield dict(zip(item, values, strict=True))


def _some_of(declaration: Declaration) -> st.SearchStrategy[Possible]:
    """Part of a fact's domain: often one value, sometimes more."""
    domain = declaration.domain
    if isinstance(domain, Among):
        return st.sets(st.sampled_from(sorted(domain.values, key=str)), min_size=1).map(
            lambda values: Among(frozenset(values))
        )
    assert isinstance(domain, Ranges)
    ends = st.integers(int(domain.low), int(domain.high))
    return st.tuples(ends, ends).map(lambda pair: Ranges.between(min(pair), max(pair)))


_A_KID = st.fixed_dictionaries({name: _some_of(kind) for name, kind in KIDS.items()})
_A_LIST: st.SearchStrategy[Possible] = st.builds(
    lambda members, complete: Items(tuple(members), complete),
    st.lists(_A_KID, max_size=1),
    st.sampled_from([YES, NO, EITHER]),
)
_TOLD = st.sets(st.sampled_from([fact.name for fact in FACTS]))
# Made once: most of the time of a search would go into making the same strategies again.
_ABOUT = {fact.name: _A_LIST if fact.name == "kids" else _some_of(fact) for fact in FACTS}


@st.composite
def knowledge(draw: st.DrawFn) -> Known:
    """What someone may have told us: nothing, something or everything about each fact."""
    return Known(Facts.of(Fact(name, draw(_ABOUT[name])) for name in sorted(draw(_TOLD))))
