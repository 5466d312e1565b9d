"""An invented law about moving home: enough to show one thing at a time, in the form of the outside contract."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from math import inf

from handrail.domain.facts.held import Facts, Provenance
from handrail.domain.facts.mistakes import Place
from handrail.domain.facts.reading import read_facts
from handrail.domain.facts.vocabulary import Choice, Constraint, Declaration, FactType, Vocabulary
from handrail.domain.rules.dates import WorkingDays
from handrail.domain.rules.determination import Determination
from handrail.domain.rules.determining import NO_CALENDAR, Rulebook
from handrail.domain.rules.parameters import Parameter, Row, Source, Version
from handrail.domain.rules.rulebook import Calculator, Case, WrittenRule
from handrail.domain.rules.types import Kind

ON = date(2026, 11, 20)
FACTS_FILE = Place("facts/moving.yaml", 3)
RULES_FILE = Place("rules/moving.yaml", 7)
ACT = Source("Moving Act 2019", provision="section 1", seen="text", checked=date(2026, 11, 1))
GUIDE = Source("A guide to moving", seen="secondary")


def declared(name: str, kind: str, **more: object) -> Declaration:
    """A fact of the vocabulary. Limits are in pence and ordinals."""
    return Declaration(name, FactType(kind), FACTS_FILE, **more)  # type: ignore[arg-type]


def choices(*values: str) -> tuple[Choice, ...]:
    """The options of a choice, with labels such as "Northern Ireland"."""
    return tuple(Choice(value, value.replace("_", " ").title()) for value in values)


CHILD = {
    "ill": declared("children.ill", "yes_no"),
    "age": declared("children.age", "whole_number", low=0, high=20),
    "costs": declared("children.costs", "money", low=0),
    "balance": declared("children.balance", "money"),
    "born": declared("children.born", "date"),
    "school": declared("children.school", "choice", choices=choices("state", "private")),
    "name": declared("children.name", "text"),
}
FACTS = [
    declared("you.age", "whole_number", low=0, high=120, label="your age"),
    declared("you.born", "date", label="the day you were born"),
    declared("you.employed", "yes_no", says={True: "you have a job", False: "you have no job"}),
    declared("you.savings", "money", low=0, label="what you have saved", effort=3),
    declared("you.balance", "money", low=-1_000_000, high=1_000_000, label="your balance"),
    declared("you.started", "month", label="the month you started"),
    declared("you.nickname", "text"),
    declared("partner.exists", "yes_no", says={True: "you have a partner", False: "you have no partner"}),
    declared("partner.age", "whole_number", low=0, high=120, only_when="partner.exists", label="your partner's age"),
    declared("partner.employed", "yes_no", only_when="partner.exists"),
    declared("home.price", "money", low=100, label="the price"),
    declared("home.rooms", "whole_number", label="the number of rooms"),
    declared(
        "home.nation", "choice", choices=choices("england", "wales", "scotland", "northern_ireland"), label="the nation"
    ),
    declared("home.offer_date", "date", label="the day of the offer"),
    declared("home.moving_date", "date", label="the moving day"),
    declared(
        "children", "collection", fields=CHILD, item="child", several="children", label="the children you told us about"
    ),
]
VOCABULARY = Vocabulary({fact.name: fact for fact in FACTS})


def with_constraints(*constraints: tuple[str, str]) -> Vocabulary:
    """The same facts, and what cannot be otherwise: a name and what holds."""
    found = {name: Constraint(name, holds, f"It must be that {holds}.", FACTS_FILE) for name, holds in constraints}
    return Vocabulary(VOCABULARY.facts, {}, found)


# -- figures of the invented law ---------------------------------------------------------------------------------


def version(start: str, value: object = 0, *, to: str = "", **more: object) -> Version:
    """A figure from a day on; a pair is a figure that is honestly a range."""
    low, high = value if isinstance(value, tuple) else (value, value)
    end = date.fromisoformat(to).toordinal() if to else inf
    details = {"source": ACT, **more}
    return Version(date.fromisoformat(start).toordinal(), end, Fraction(low), Fraction(high), **details)  # type: ignore[arg-type]


def rows(*entries: tuple[int, str | int]) -> tuple[Row, ...]:
    """The rows of a table: above, and what holds there. Amounts are in pence."""
    return tuple(Row(above, Fraction(value)) for above, value in entries)


def figure(name: str, kind: Kind, *versions: Version, **more: object) -> Parameter:
    """A parameter with its history. One that does not say when its first value ends lasts until the next."""
    following = [*(later.start - 1 for later in versions[1:]), inf]
    closed = [
        Version(each.start, min(each.end, last), each.low, each.high, each.rows, each.source, each.review_by)
        for each, last in zip(versions, following, strict=True)
    ]
    return Parameter(name, kind, tuple(closed), Place("parameters/office/law.yaml", 1), **more)  # type: ignore[arg-type]


PARAMETERS = {
    parameter.name: parameter
    for parameter in [
        figure(
            "law.limit", Kind.MONEY, version("2020-04-06", 100_000), version("2026-04-06", 200_000), says="The limit"
        ),
        figure(
            "law.benefit",
            Kind.MONEY,
            version("2025-04-06", 1000, to="2026-04-05"),
            version("2026-04-06", 1100, to="2027-04-05"),
            says="The benefit each week",
        ),
        figure("law.cost", Kind.MONEY, version("2020-01-01", (40_000, 150_000)), says="A survey"),
        figure("law.rate", Kind.RATE, version("2020-01-01", "1/20"), says="The rate"),
        figure("law.days", Kind.NUMBER, version("2020-01-01", 14), says="Days to file"),
        figure("law.opens", Kind.DATE, version("2020-01-01", date(2026, 9, 1).toordinal()), says="The scheme opens"),
        figure("law.office", Kind.CHOICE, version("2020-01-01", 0), version("2026-04-06", 1), options=("old", "new")),
        figure(
            "law.bands",
            Kind.TABLE,
            version("2020-04-06", rows=rows((0, 0), (100_000, "1/10"), (500_000, "1/5"))),
            version("2026-04-06", rows=rows((0, "1/100"), (200_000, "1/10"))),
            rows=Kind.RATE,
            unit="pounds",
            says="The bands",
        ),
        figure(
            "law.fees",
            Kind.TABLE,
            version("2020-04-06", rows=rows((0, 2000), (100_000, 4000), (500_000, 3000))),
            rows=Kind.MONEY,
            unit="pounds",
            says="The fees",
        ),
        figure("law.by_room", Kind.TABLE, version("2020-04-06", rows=rows((0, 100), (3, 200))), rows=Kind.MONEY),
    ]
}


def calendar(*holidays: str, last: str = "2028-12-31", first: str = "2020-01-01") -> WorkingDays:
    """The same bank holidays in every nation, published between two days."""
    nations = VOCABULARY.facts["home.nation"].options
    days = frozenset(date.fromisoformat(holiday).toordinal() for holiday in holidays)
    return WorkingDays(
        dict.fromkeys(nations, days),
        dict.fromkeys(nations, date.fromisoformat(last).toordinal()),
        dict.fromkeys(nations, date.fromisoformat(first).toordinal()),
    )


# -- asking ------------------------------------------------------------------------------------------------------


def a_rule(name: str, text: str, **more: object) -> WrittenRule:
    """A rule with one expression. Figures are read today unless it says otherwise."""
    details = {"as_at": "today", "is_goal": True, **more}
    return WrittenRule(name, (Case(None, text),), RULES_FILE, **details)  # type: ignore[arg-type]


def by_cases(name: str, *cases: tuple[str | None, str], **more: object) -> WrittenRule:
    """A rule with cases: what holds, and the value then."""
    details = {"as_at": "today", "is_goal": True, **more}
    return WrittenRule(name, tuple(Case(when, value) for when, value in cases), RULES_FILE, **details)  # type: ignore[arg-type]


def rulebook(
    *rules: WrittenRule,
    vocabulary: Vocabulary = VOCABULARY,
    parameters: Mapping[str, Parameter] = PARAMETERS,
    calculators: Mapping[str, Calculator] | None = None,
    days: WorkingDays = NO_CALENDAR,
) -> Rulebook:
    """These rules over the invented vocabulary and law."""
    written = {rule.name: rule for rule in rules}
    return Rulebook(vocabulary, parameters, written, calculators, calendar=days, release="moving-1+0123456789ab")


def told(facts: Mapping[str, object], by: str = "person", vocabulary: Vocabulary = VOCABULARY) -> Facts:
    """Facts as someone tells them."""
    read, errors = read_facts(facts, vocabulary, Provenance(said_by=by))
    assert errors == ()
    return read


def determined(text: str, facts: Mapping[str, object] | None = None, on: date = ON, **more: object) -> Determination:
    """What one expression comes to."""
    return rulebook(a_rule("goal", text, **more)).determine("goal", told(facts or {}), on)


def day(text: str) -> int:
    """A date as it is kept."""
    return date.fromisoformat(text).toordinal()
