"""A figure changes by the smallest unit it is written in, and a date by a day."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from math import inf

import pytest

from handrail.domain.facts.mistakes import Place
from handrail.domain.rules.parameters import Parameter, Row, Version
from handrail.domain.rules.types import Kind
from handrail.packs.mutants.equivalence import Same, why_same_figure
from handrail.packs.mutants.figures import mutants_of_figure
from handrail.packs.mutants.mutant import ChangeKind, Mutant

HERE = Place("fees.yaml", 7)
FIRST, SECOND = date(2020, 1, 1).toordinal(), date(2025, 4, 1).toordinal()
EVER = (-inf, inf)


def figure(kind: Kind, *values: str) -> Parameter:
    """A figure with one value from 2020, and another from April 2025 where there are two."""
    starts = (FIRST, SECOND)
    versions = [
        Version(start, inf, Fraction(value), Fraction(value)) for start, value in zip(starts, values, strict=False)
    ]
    if len(versions) == 2:
        versions[0] = Version(FIRST, SECOND - 1, versions[0].low, versions[0].high)
    return Parameter("fees.fee", kind, tuple(versions), HERE)


def table(rows: Kind, *entries: tuple[int, str]) -> Parameter:
    """A table in pounds with these rows."""
    version = Version(FIRST, inf, rows=tuple(Row(above, Fraction(value)) for above, value in entries))
    return Parameter("fees.bands", Kind.TABLE, (version,), HERE, rows=rows, unit="pounds")


def mutants(parameter: Parameter) -> list[Mutant]:
    return list(mutants_of_figure(parameter, lambda _: HERE))


def values(parameter: Parameter) -> set[Fraction]:
    """The values that the first version has in some mutant."""
    return {
        mutant.becomes.versions[0].low
        for mutant in mutants(parameter)
        if isinstance(mutant.becomes, Parameter) and mutant.kind is ChangeKind.FIGURE
    }


@pytest.mark.parametrize(
    ("kind", "value", "others"),
    [
        (Kind.MONEY, "4000000", {"4000001", "3999999"}),
        (Kind.NUMBER, "14", {"15", "13"}),
        (Kind.RATE, "0.02", {"0.021", "0.019"}),
        (Kind.RATE, "0.0125", {"0.0126", "0.0124"}),
    ],
)
def test_a_value_is_off_by_its_smallest_unit(kind: Kind, value: str, others: set[str]) -> None:
    assert values(figure(kind, value)) == {Fraction(other) for other in others}


def test_both_ends_of_a_range_are_moved() -> None:
    version = Version(FIRST, inf, Fraction(100), Fraction(200))

    found = mutants(Parameter("fees.fee", Kind.MONEY, (version,), HERE))

    assert [mutant.id.split("/")[-2:] for mutant in found][:4] == [
        ["low", "up"],
        ["low", "down"],
        ["high", "up"],
        ["high", "down"],
    ]


def test_each_edge_and_each_rate_of_a_table_is_moved() -> None:
    found = mutants(table(Kind.RATE, (0, "0"), (12_500_000, "0.02")))

    assert [f"{mutant.was} -> {mutant.now}" for mutant in found if mutant.kind is ChangeKind.FIGURE] == [
        "row 1 above £0 -> £1",
        "row 1 above £0 -> -£1",
        "row 1 rate 0% -> 0.1%",
        "row 1 rate 0% -> -0.1%",
        "row 2 above £125,000 -> £125,001",
        "row 2 above £125,000 -> £124,999",
        "row 2 rate 2% -> 2.1%",
        "row 2 rate 2% -> 1.9%",
    ]


def test_a_change_of_figures_moves_the_end_of_the_one_with_the_start_of_the_other() -> None:
    later = next(
        mutant for mutant in mutants(figure(Kind.MONEY, "20", "30")) if mutant.id.endswith("2025-04-01/from/later")
    )

    assert isinstance(later.becomes, Parameter)
    assert [(version.start, version.end) for version in later.becomes.versions] == [(FIRST, SECOND), (SECOND + 1, inf)]


def test_a_last_day_is_moved_too() -> None:
    version = Version(FIRST, SECOND, Fraction(1), Fraction(1))

    found = mutants(Parameter("fees.fee", Kind.MONEY, (version,), HERE))

    assert "fees.fee" in found[0].id
    assert [f"{mutant.was} -> {mutant.now}" for mutant in found[-2:]] == [
        "to 1 April 2025 -> 2 April 2025",
        "to 1 April 2025 -> 31 March 2025",
    ]


def reason(parameter: Parameter, ending: str, days: tuple[float, float] = EVER) -> Same | None:
    mutant = next(mutant for mutant in mutants(parameter) if mutant.id.endswith(ending))
    assert isinstance(mutant.becomes, Parameter)
    return why_same_figure(parameter, mutant.becomes, days)


def test_a_day_between_two_figures_that_are_alike_does_not_matter() -> None:
    assert reason(figure(Kind.MONEY, "20", "20"), "2025-04-01/from/later") is Same.BOTH_SIDES_ALIKE
    assert reason(figure(Kind.MONEY, "20", "30"), "2025-04-01/from/later") is None


def test_a_figure_that_was_over_before_the_law_we_cover_does_not_matter() -> None:
    covered = (SECOND, inf)

    assert reason(figure(Kind.MONEY, "20", "30"), "2020-01-01/value/up", covered) is Same.NOT_COVERED
    assert reason(figure(Kind.MONEY, "20", "30"), "2020-01-01/from/later", covered) is Same.NOT_COVERED
    assert reason(figure(Kind.MONEY, "20", "30"), "2025-04-01/from/later", covered) is None
    assert reason(figure(Kind.MONEY, "20", "30"), "2025-04-01/value/up", covered) is None


def test_the_edge_of_a_band_at_no_rate_does_not_matter() -> None:
    bands = table(Kind.RATE, (0, "0"), (12_500_000, "0.02"))

    assert reason(bands, "row-1-above/up") is Same.SAME_RATE
    assert reason(bands, "row-2-above/up") is None


def test_the_first_edge_of_a_table_of_amounts_does_not_matter() -> None:
    fees = table(Kind.MONEY, (0, "2000"), (8_000_000, "4000"))

    assert reason(fees, "row-1-above/up") is Same.EDGE_OF_NOTHING
    assert reason(fees, "row-1-amount/up") is None
    assert reason(fees, "row-2-above/down") is None
