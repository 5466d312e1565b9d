"""Made-up conditions, and made-up people, of the kinds a pack holds: the same ones in every run.

A condition has three to eight clauses over sixty facts. In the mixed set a fifth of the conditions work with dates or with
bands, a tenth look through a collection, some name another rule or a figure of the law, and facts are read more than once
where chance has it so. The plain set holds only what every rules engine can say.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import inf
from random import Random

from handrail.domain.facts.held import Fact, Facts
from handrail.domain.facts.mistakes import Place
from handrail.domain.facts.possible import EITHER, YES, Among, Items, Possible, Ranges
from handrail.domain.facts.vocabulary import NUMBER_LIKE, Choice, Constraint, Declaration, FactType, Vocabulary
from handrail.domain.rules.dates import WorkingDays
from handrail.domain.rules.determining import Rulebook
from handrail.domain.rules.parameters import Parameter, Row, Source, Version
from handrail.domain.rules.rulebook import Case, WrittenRule
from handrail.domain.rules.types import Kind

ON = date(2026, 11, 20)
SEED = 20261122
CONDITIONS, PEOPLE = 1000, 50
WITH_DATES_OR_BANDS, WITH_COLLECTIONS, NAMING_A_RULE = 0.20, 0.10, 0.10
KNOWN, PARTLY_KNOWN = 0.60, 0.15

_HERE = Place("bench/conditions.py", 1)
_SOURCE = Source("An invented Act", provision="section 1", seen="text")
_TODAY = ON.toordinal()


# -- facts -----------------------------------------------------------------------------------------------------


def _declared(name: str, kind: FactType, low: float = -inf, high: float = inf, **more: object) -> Declaration:
    return Declaration(name, kind, _HERE, low=low, high=high, label=name, **more)  # type: ignore[arg-type]


def _days(first: date, last: date) -> tuple[int, int]:
    return first.toordinal(), last.toordinal()


_BORN = _days(date(1930, 1, 1), date(2008, 12, 31))
_LATELY = _days(date(2024, 1, 1), date(2028, 12, 31))

CHILD = {
    "born_on": _declared("child.born_on", FactType.DATE, *_days(date(2006, 1, 1), date(2026, 11, 1))),
    "lives_with_you": _declared("child.lives_with_you", FactType.YES_NO),
    "is_disabled": _declared("child.is_disabled", FactType.YES_NO),
}
INCOME = {
    "amount": _declared("income.amount", FactType.MONEY, 0, 5_000_000),
    "is_taxed": _declared("income.is_taxed", FactType.YES_NO),
}


def _facts() -> Iterator[Declaration]:
    yield from (_declared(f"you.yes_{place}", FactType.YES_NO) for place in range(20))
    yield _declared("partner.exists", FactType.YES_NO)
    for place in range(5):
        yield _declared(f"partner.yes_{place}", FactType.YES_NO, only_when="partner.exists")
    for place in range(10):
        choices = tuple(Choice(f"option_{value}", f"Option {value}") for value in range(3 + place % 3))
        yield _declared(f"you.choice_{place}", FactType.CHOICE, choices=choices)
    yield from (_declared(f"you.number_{place}", FactType.WHOLE_NUMBER, 0, 20 * (place + 1)) for place in range(7))
    yield from (_declared(f"you.money_{place}", FactType.MONEY, 0) for place in range(8))
    yield from (_declared(f"you.born_{place}", FactType.DATE, *_BORN) for place in range(2))
    yield from (_declared(f"you.day_{place}", FactType.DATE, *_LATELY) for place in range(5))
    yield _declared("children", FactType.COLLECTION, fields=CHILD, item="child")
    yield _declared("incomes", FactType.COLLECTION, fields=INCOME, item="income")


_CONSTRAINTS = (
    Constraint("in_order", "you.day_1 >= you.day_0", "The second day cannot come before the first.", _HERE),
    Constraint("not_both", "not (you.yes_0 and you.yes_1)", "It cannot be both.", _HERE),
    Constraint("within", "you.money_1 <= you.money_0", "The part cannot be more than the whole.", _HERE),
)


def vocabulary() -> Vocabulary:
    """Sixty facts, five of which make sense only for someone with a partner, and three things that cannot be."""
    return Vocabulary({fact.name: fact for fact in _facts()}, {}, {each.name: each for each in _CONSTRAINTS})


# -- figures ---------------------------------------------------------------------------------------------------


def parameters(random: Random) -> dict[str, Parameter]:
    """Figures of an invented law: most have changed once or twice."""
    found = [
        *(Parameter(f"law.limit_{place}", Kind.MONEY, _amounts(random), _HERE) for place in range(10)),
        *(Parameter(f"law.age_{place}", Kind.NUMBER, _ages(random), _HERE) for place in range(4)),
        *(
            Parameter(f"law.rates_{place}", Kind.TABLE, _tables(random), _HERE, rows=Kind.RATE, unit="pounds")
            for place in range(4)
        ),
    ]
    return {parameter.name: parameter for parameter in found}


def _starts(random: Random) -> list[int]:
    return sorted(random.sample([date(year, 4, 6).toordinal() for year in range(2020, 2028)], random.randint(1, 3)))


def _amounts(random: Random) -> tuple[Version, ...]:
    return _versions(random, lambda: Fraction(random.randrange(50_000, 9_000_000, 1000)))


def _ages(random: Random) -> tuple[Version, ...]:
    return _versions(random, lambda: Fraction(random.randint(16, 68)))


def _versions(random: Random, value: Callable[[], Fraction]) -> tuple[Version, ...]:
    first, *others = _starts(random)
    starts = [date(1900, 1, 1).toordinal() if not others else min(first, date(2020, 4, 6).toordinal()), *others]
    values = [value() for _ in starts]
    ends = [*(start - 1 for start in starts[1:]), inf]
    return tuple(
        Version(start, end, each, each, source=_SOURCE) for start, end, each in zip(starts, ends, values, strict=True)
    )


def _tables(random: Random) -> tuple[Version, ...]:
    starts = [date(2020, 4, 6).toordinal(), date(2025, 4, 6).toordinal()]
    ends = [starts[1] - 1, inf]
    return tuple(
        Version(start, end, rows=_rows(random), source=_SOURCE) for start, end in zip(starts, ends, strict=True)
    )


def _rows(random: Random) -> tuple[Row, ...]:
    above = sorted(random.sample(range(1_000_000, 60_000_000, 500_000), random.randint(2, 4)))
    return tuple(Row(each, Fraction(place * random.randint(1, 5), 100)) for place, each in enumerate([0, *above]))


# -- clauses ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Clause:
    """A plain clause: one fact against one value. `operator` is ==, <, <=, >, >= or in; a yes-or-no fact has `is`."""

    fact: str
    operator: str
    value: object
    negated: bool = False
    guard: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """A clause only the rule language can say."""

    text: str


@dataclass(frozen=True, slots=True)
class Joined:
    """Clauses under `and` or `or`."""

    word: str
    parts: tuple[Condition, ...]


Condition = Clause | Words | Joined


class _Writer:
    """Draws clauses from a seed."""

    def __init__(self, facts: Vocabulary, random: Random) -> None:
        self.random = random
        self.by_type: dict[FactType, list[Declaration]] = {}
        for fact in facts.facts.values():
            self.by_type.setdefault(fact.type, []).append(fact)
        self.single = [fact for fact in facts.facts.values() if fact.type not in (FactType.COLLECTION, FactType.DATE)]
        self.born = [fact.name for fact in self.by_type[FactType.DATE] if fact.name.startswith("you.born")]
        self.days = [fact.name for fact in self.by_type[FactType.DATE] if fact.name.startswith("you.day")]

    def one_of(self, kind: FactType) -> str:
        return self.random.choice(self.by_type[kind]).name

    def plain(self) -> Clause:
        """One fact against one value."""
        fact = self.random.choice(self.single)
        negated = self.random.random() < 0.25
        match fact.type:
            case FactType.YES_NO:
                return Clause(fact.name, "is", True, negated, fact.only_when)
            case FactType.CHOICE:
                if self.random.random() < 0.5:
                    return Clause(fact.name, "==", self.random.choice(fact.options), negated)
                return Clause(fact.name, "in", tuple(self.random.sample(fact.options, 2)), negated)
        value = self.random.randint(1, 99) if fact.type is FactType.MONEY else self.random.randint(1, int(fact.high))
        value *= 50_000 if fact.type is FactType.MONEY else 1
        return Clause(fact.name, self.random.choice(("<", "<=", ">", ">=")), value)

    def with_a_figure(self) -> Words:
        """An amount against a figure of the law."""
        operator = self.random.choice(("<", "<=", ">", ">="))
        return Words(f"{self.one_of(FactType.MONEY)} {operator} law.limit_{self.random.randrange(10)}")

    def with_dates(self) -> Words:
        """A function of dates, as eligibility rules and time limits have them."""
        born, day, other = self.random.choice(self.born), *self.random.sample(self.days, 2)
        nation, age = self.one_of(FactType.CHOICE), self.random.randrange(4)
        return Words(
            self.random.choice(
                (
                    f"age_on({born}, today) >= {self.random.randint(16, 68)}",
                    f"age_on({born}, {day}) < law.age_{age}",
                    f"plus_months({day}, {self.random.randint(1, 24)}) <= today",
                    f"plus_days({day}, {self.random.randint(7, 90)}) >= {other}",
                    f"days_between({day}, {other}) > {self.random.randint(14, 200)}",
                    f"tax_year({day}) >= {self.random.randint(2024, 2027)}",
                    f"working_days_after({day}, {self.random.randint(2, 14)}, {nation}) <= {other}",
                )
            )
        )

    def with_bands(self) -> Words:
        """What is due on an amount, against another."""
        table = f"law.rates_{self.random.randrange(4)}"
        return Words(f"bands({self.one_of(FactType.MONEY)}, {table}) > £{self.random.randrange(500, 20_000, 500)}")

    def with_a_collection(self) -> Words:
        """A look through children or incomes."""
        age = self.random.randint(3, 19)
        return Words(
            self.random.choice(
                (
                    "any(child.is_disabled for child in children)",
                    f"any(child.lives_with_you for child in children if age_on(child.born_on, today) < {age})",
                    f"all(age_on(child.born_on, today) >= {age} for child in children)",
                    f"count(child for child in children if child.lives_with_you) >= {self.random.randint(1, 3)}",
                    f"sum(income.amount for income in incomes) < £{self.random.randrange(1_000, 60_000, 1_000)}",
                    f"sum(income.amount for income in incomes if income.is_taxed) >= law.limit_{self.random.randrange(10)}",
                )
            )
        )

    def joined(self, clauses: Sequence[Condition]) -> Condition:
        """Clauses in groups of one to three: `and` within `or`, or the other way about."""
        outer, inner = self.random.choice((("and", "or"), ("and", "or"), ("or", "and")))
        groups: list[Condition] = []
        left = list(clauses)
        while left:
            size = min(len(left), self.random.choice((1, 1, 2, 3)))
            group, left = left[:size], left[size:]
            groups.append(group[0] if size == 1 else Joined(inner, tuple(group)))
        return groups[0] if len(groups) == 1 else Joined(outer, tuple(groups))


def plain_conditions(facts: Vocabulary, random: Random, count: int) -> list[Condition]:
    """Conditions that every engine can say: no dates, no collections, no figures, no other rules."""
    writer = _Writer(facts, random)
    return [writer.joined([writer.plain() for _ in range(random.randint(3, 8))]) for _ in range(count)]


def mixed_conditions(facts: Vocabulary, random: Random, count: int) -> list[Condition]:
    """Conditions as a pack has them."""
    writer = _Writer(facts, random)
    with_dates = set(random.sample(range(count), round(count * WITH_DATES_OR_BANDS)))
    with_collections = set(random.sample(range(count), round(count * WITH_COLLECTIONS)))
    naming = set(random.sample(range(count // 10, count), round(count * NAMING_A_RULE)))
    return [
        _mixed(writer, place, place in with_dates, place in with_collections, place in naming) for place in range(count)
    ]


def _mixed(writer: _Writer, place: int, with_dates: bool, with_collection: bool, naming: bool) -> Condition:
    random = writer.random
    clauses: list[Condition] = [
        writer.with_a_figure() if random.random() < 0.1 else writer.plain() for _ in range(random.randint(3, 8))
    ]
    if with_dates:
        clauses[0] = writer.with_bands() if random.random() < 0.25 else writer.with_dates()
    if with_collection:
        clauses[1] = writer.with_a_collection()
    if naming:
        clauses[2] = Words(name_of(random.randrange(place // 2)))
    random.shuffle(clauses)
    return writer.joined(clauses)


def name_of(place: int) -> str:
    """What a condition is called."""
    return f"condition_{place}"


def in_our_words(condition: Condition, kinds: Vocabulary) -> str:
    """A condition in the rule language."""
    match condition:
        case Joined(word=word, parts=parts):
            return f"({f' {word} '.join(in_our_words(part, kinds) for part in parts)})"
        case Words(text=text):
            return text
    text = _clause(condition, kinds)
    return f"not ({text})" if condition.negated else text


def _clause(clause: Clause, kinds: Vocabulary) -> str:
    if clause.operator == "is":
        return f"({clause.guard} and {clause.fact})" if clause.guard else clause.fact
    if clause.operator == "in" or isinstance(clause.value, str):
        return f"{clause.fact} {clause.operator} {clause.value!r}"
    pounds = kinds.facts[clause.fact].type is FactType.MONEY
    return f"{clause.fact} {clause.operator} {f'£{clause.value // 100}' if pounds else clause.value}"  # type: ignore[operator]


def rulebook(
    conditions: Sequence[Condition], facts: Vocabulary, figures: dict[str, Parameter], random: Random
) -> Rulebook:
    """The conditions, compiled. Half of the rules read figures at today's date, the others at a day the person gives."""
    written = {}
    for place, condition in enumerate(conditions):
        name = name_of(place)
        as_at = random.choice(("today", "today", "you.day_0", "you.day_1"))
        text = in_our_words(condition, facts)
        written[name] = WrittenRule(name, (Case(None, text),), _HERE, as_at=as_at, is_condition=True, is_goal=True)
    nations = [f"option_{place}" for place in range(5)]
    holidays = frozenset(date(year, 12, 25).toordinal() for year in range(2024, 2030))
    calendar = WorkingDays(dict.fromkeys(nations, holidays), dict.fromkeys(nations, date(2029, 12, 31).toordinal()))
    return Rulebook(facts, figures, written, calendar=calendar, release="bench-1+000000000000")


def mixed_rulebook(count: int = CONDITIONS) -> Rulebook:
    """The mixed conditions of every run."""
    random, facts = Random(SEED), vocabulary()
    figures = parameters(random)
    return rulebook(mixed_conditions(facts, random, count), facts, figures, random)


def plain_rulebook(count: int = CONDITIONS) -> tuple[Rulebook, list[Condition]]:
    """The plain conditions of every run, compiled and as they were drawn."""
    random, facts = Random(SEED + 1), vocabulary()
    conditions = plain_conditions(facts, random, count)
    return rulebook(conditions, facts, {}, random), conditions


# -- people ----------------------------------------------------------------------------------------------------


def people(
    facts: Vocabulary, count: int = PEOPLE, *, known: float = KNOWN, partly: float = PARTLY_KNOWN
) -> list[Facts]:
    """Invented people, of whom so much is known. What is said of each agrees with the constraints."""
    random = Random(SEED + 2)
    return [_person(facts, random, known, partly) for _ in range(count)]


def _person(facts: Vocabulary, random: Random, known: float, partly: float) -> Facts:
    truth = {name: _value(declaration, random) for name, declaration in facts.facts.items()}
    _agree(truth)
    said: list[Fact] = []
    for name, declaration in facts.facts.items():
        if declaration.only_when and not _is_yes(truth[declaration.only_when]):
            continue
        chance = random.random()
        if chance < known:
            said.append(Fact(name, truth[name]))
        elif chance < known + partly and declaration.type is not FactType.YES_NO:
            said.append(Fact(name, _blurred(declaration, truth[name], random)))
    return Facts.of(said)


def _agree(truth: dict[str, Possible]) -> None:
    """Put right by hand what the constraints rule out."""
    first, second = truth["you.day_0"], truth["you.day_1"]
    whole, part = truth["you.money_0"], truth["you.money_1"]
    assert isinstance(first, Ranges)
    assert isinstance(second, Ranges)
    assert isinstance(whole, Ranges)
    assert isinstance(part, Ranges)
    truth["you.day_1"] = Ranges.exactly(int(max(first.low, second.low)))
    truth["you.money_1"] = Ranges.exactly(int(min(whole.low, part.low)))
    if _is_yes(truth["you.yes_0"]):
        truth["you.yes_1"] = Among(frozenset({False}))


def _is_yes(possible: Possible) -> bool:
    return possible == Among(frozenset({True}))


def _value(declaration: Declaration, random: Random) -> Possible:
    match declaration.type:
        case FactType.YES_NO:
            return Among(frozenset({random.random() < 0.5}))
        case FactType.CHOICE:
            return Among(frozenset({random.choice(declaration.options)}))
        case FactType.COLLECTION:
            members = range(random.randint(0, 3))
            fields = declaration.fields.items()
            return Items(tuple({name: _value(field, random) for name, field in fields} for _ in members), YES)
        case FactType.MONEY:
            return Ranges.exactly(random.randrange(0, 6_000_000))
    return Ranges.exactly(random.randint(int(declaration.low), int(declaration.high)))


def _blurred(declaration: Declaration, truth: Possible, random: Random) -> Possible:
    """The truth among other values, as someone says it who is not sure."""
    if isinstance(truth, Items):
        return Items(truth.items, EITHER)
    if isinstance(truth, Among):
        return truth.union(Among(frozenset({random.choice(declaration.options)})))
    assert isinstance(truth, Ranges)
    assert declaration.type in NUMBER_LIKE
    about = {FactType.MONEY: 500_000, FactType.DATE: 60}.get(declaration.type, 5)
    blurred = Ranges.between(truth.low - random.randint(1, about), truth.high + random.randint(1, about))
    kept = blurred.within(declaration.low, declaration.high)
    assert kept is not None
    return kept


def an_answer(declaration: Declaration, random: Random) -> Possible:
    """An answer to a question."""
    return _value(declaration, random)
