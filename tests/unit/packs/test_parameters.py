"""Reading `parameters/<organisation>/*.yaml`."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from math import inf

import pytest

from handrail.domain.facts.mistakes import Place
from handrail.domain.rules.parameters import Row, Source
from handrail.domain.rules.types import Kind
from handrail.packs.entries import Report
from handrail.packs.parameters import load_parameters
from tests.unit.domain.invented import day
from tests.unit.packs.written_pack import said

SOURCE = "source: {title: Act, seen: text}"
FILE = "parameters/office/law.yaml"


def parameters(root, text, file=FILE):
    """What is read from one file, and what is wrong with it."""
    (root / file).parent.mkdir(parents=True, exist_ok=True)
    (root / file).write_text(text, encoding="utf-8")
    report = Report()
    return load_parameters(root, report), said(report)


def parameter(root, head, *values):
    """One parameter with these values."""
    listed = "".join(f"    - {{{value}, {SOURCE}}}\n" for value in values)
    found, wrong = parameters(root, f"x:\n  {head}\n  values:\n{listed}")
    assert wrong == []
    return found["law.x"]


def mistakes(root, head, *values):
    """What is wrong with one parameter."""
    listed = "".join(f"    - {{{value}, {SOURCE}}}\n" for value in values)
    return parameters(root, f"x:\n  {head}\n  values:\n{listed}")[1]


def test_a_figure_is_known_by_its_file_and_its_name(tmp_path):
    found = parameter(tmp_path, "type: money\n  unit: pounds\n  says: The limit", "from: 2020-01-01, value: 300")

    assert (found.name, found.kind, found.unit, found.says) == ("law.x", Kind.MONEY, "pounds", "The limit")
    assert found.place == Place(FILE, 2)


def test_a_version_knows_its_days_its_source_and_when_to_look_again(tmp_path):
    (found,) = parameter(
        tmp_path, "type: money", "from: 2020-01-01, to: 2020-12-31, value: 300, review_by: 2020-06-01"
    ).versions

    assert (found.start, found.end) == (day("2020-01-01"), day("2020-12-31"))
    assert (found.source, found.review_by) == (Source("Act", seen="text"), date(2020, 6, 1))


@pytest.mark.parametrize(
    ("head", "value", "exact"),
    [
        ("type: money", "300", 30_000),
        ("type: money", "300.55", 30_055),
        ("type: money", "'300.55'", 30_055),
        ("type: rate", "'0.05'", Fraction(1, 20)),
        ("type: rate", "0.025", Fraction(1, 40)),
        ("type: rate", "'1/3'", Fraction(1, 3)),
        ("type: number", "2.5", Fraction(5, 2)),
        ("type: whole_number", "14", 14),
        ("type: duration", "28", 28),
        ("type: date", "2026-09-01", day("2026-09-01")),
        ("type: choice\n  choices: [old, new]", "new", 1),
        ("type: choice\n  choices: [1, 2]", "2", 1),
    ],
)
def test_every_value_is_exact_and_money_is_in_pence(tmp_path, head, value, exact):
    (found,) = parameter(tmp_path, head, f"from: 2020-01-01, value: {value}").versions

    assert (found.low, found.high) == (exact, exact)


def test_a_figure_may_honestly_be_a_range(tmp_path):
    (found,) = parameter(tmp_path, "type: money", "from: 2020-01-01, low: 400, high: 1500").versions

    assert (found.low, found.high) == (40_000, 150_000)


def test_a_version_ends_the_day_before_the_next_begins_whatever_their_order_in_the_file(tmp_path):
    versions = parameter(tmp_path, "type: money", "from: 2026-04-06, value: 2", "from: 2020-01-01, value: 1").versions

    assert [(version.start, version.end, int(version.low)) for version in versions] == [
        (day("2020-01-01"), day("2026-04-05"), 100),
        (day("2026-04-06"), inf, 200),
    ]


@pytest.mark.parametrize(
    ("head", "rows", "kind", "expected"),
    [
        ("type: table\n  unit: pounds", "bands: [{above: 0, rate: '0'}, {above: 125000.5, rate: '0.02'}]", Kind.RATE, (Row(0, Fraction(0)), Row(12_500_050, Fraction(1, 50)))),
        ("type: table\n  of: rate", "bands: [{above: 0, rate: 0.5}]", Kind.RATE, (Row(0, Fraction(1, 2)),)),
        ("type: table\n  of: money\n  unit: pounds", "rows: [{above: 0, money: 20}, {above: 100, amount: 40}]", Kind.MONEY, (Row(0, Fraction(2000)), Row(10_000, Fraction(4000)))),
        ("type: table\n  of: money", "rows: [{above: 3, value: 1.5}]", Kind.MONEY, (Row(3, Fraction(150)),)),
    ],
)  # fmt: skip
def test_a_table_has_rows_above_amounts_in_its_unit(tmp_path, head, rows, kind, expected):
    found = parameter(tmp_path, head, f"from: 2020-01-01, {rows}")

    assert found.rows is kind
    assert found.versions[0].rows == expected


def test_figures_of_every_organisation_are_found(tmp_path):
    parameters(tmp_path, f"x:\n  type: money\n  values: [{{from: 2020-01-01, value: 1, {SOURCE}}}]")
    found, wrong = parameters(
        tmp_path, f"y:\n  type: money\n  values: {{from: 2020-01-01, value: 1, {SOURCE}}}", "parameters/other/fees.yaml"
    )

    assert set(found) == {"law.x", "fees.y"}
    assert wrong == []


def test_a_figure_that_is_there_twice_is_told_with_the_other_place(tmp_path):
    parameters(tmp_path, f"x:\n  type: money\n  values: [{{from: 2020-01-01, value: 1, {SOURCE}}}]")
    _, wrong = parameters(
        tmp_path,
        f"x:\n  type: money\n  values: [{{from: 2020-01-01, value: 1, {SOURCE}}}]",
        "parameters/other/law.yaml",
    )

    assert wrong == [
        "parameters/other/law.yaml:1: the parameter 'law.x' is there twice. Expected it only in parameters/office/law.yaml:2."
    ]


@pytest.mark.parametrize(
    ("head", "value", "told"),
    [
        ("type: mony", "from: 2020-01-01, value: 1", "law.yaml:2: 'law.x' has the type 'mony'. Expected one of table, money, rate, number, whole_number, duration, date, choice. Did you mean 'money'?"),
        ("type: money\n  colour: red", "from: 2020-01-01, value: 1", "law.yaml:3: there is no key 'colour' here."),
        ("type: money", "from: 2020-01-01, value: 1, until: 2021-01-01", "law.yaml:4: there is no key 'until' here."),
        ("type: money", "value: 1", "law.yaml:4: the value does not say from when it holds. Expected from: YYYY-MM-DD."),
        ("type: money", "from: soon, value: 1", "law.yaml:4: 'from' is 'soon'."),
        ("type: money", "from: 2020-01-01, value: many", "law.yaml:4: 'value' is many. Expected a money."),
        ("type: money", "from: 2020-01-01, value: true", "law.yaml:4: 'value' is True. Expected a money."),
        ("type: money", "from: 2020-01-01", "law.yaml:4: 'low' is None. Expected a money."),
        ("type: money", "from: 2020-01-01, low: 5, high: 1", "law.yaml:4: the range ends before it begins. Expected low not above high."),
        ("type: rate", "from: 2020-01-01, value: 5%", "law.yaml:4: 'value' is 5%. Expected a rate."),
        ("type: rate", "from: 2020-01-01, value: 1/0", "law.yaml:4: 'value' is 1/0. Expected a rate."),
        ("type: whole_number", "from: 2020-01-01, value: 2.5", "law.yaml:4: 'value' is 2.5. Expected a whole number."),
        ("type: duration", "from: 2020-01-01, value: 0.5", "law.yaml:4: 'value' is 0.5. Expected a duration."),
        ("type: date", "from: 2020-01-01, value: 5", "law.yaml:4: 'value' is 5. Expected a date."),
        ("type: choice\n  choices: [old, new]", "from: 2020-01-01, value: 1", "law.yaml:5: 'value' is 1. Expected a choice."),
        ("type: choice\n  choices: [old, new]", "from: 2020-01-01, value: nwe", "law.yaml:5: 'value' is nwe. Expected a choice."),
        ("type: table\n  of: colour", "from: 2020-01-01, rows: [{above: 0, rate: 0}]", "law.yaml:3: the rows of 'law.x' hold 'colour'. Expected rate or money."),
        ("type: table", "from: 2020-01-01, value: 5", "law.yaml:4: the table has no rows. Expected bands: [{above, rate}, …]."),
        ("type: table", "from: 2020-01-01, bands: []", "law.yaml:4: the table has no rows."),
        ("type: table", "from: 2020-01-01, bands: [{above: 0}]", "law.yaml:4: a row of the table is {'above': 0}."),
        ("type: table", "from: 2020-01-01, bands: [{rate: 0}]", "law.yaml:4: a row of the table is {'rate': 0}."),
        ("type: table", "from: 2020-01-01, bands: [5]", "law.yaml:4: a row of the table is 5."),
        ("type: table", "from: 2020-01-01, bands: [{above: 0, rate: ''}]", "law.yaml:4: a row of the table is"),
        ("type: table", "from: 2020-01-01, bands: [{above: 0, rate: 1/0}]", "law.yaml:4: a row of the table is"),
        ("type: table", "from: 2020-01-01, bands: [{above: true, rate: 0}]", "law.yaml:4: a row of the table is"),
        ("type: table", "from: 2020-01-01, bands: [{above: 5, rate: 0}, {above: 5, rate: 0}]", "law.yaml:4: the rows of the table are not in order. Expected each `above` higher than the last."),
        ("type: table", "from: 2020-01-01, bands: [{above: 0, rate: '-0.1'}]", "law.yaml:4: a rate is below nothing. Expected rates of 0 or more."),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_figure_is_told_with_its_line(tmp_path, head, value, told):
    assert told in mistakes(tmp_path, head, value)[0]


@pytest.mark.parametrize(
    ("values", "told"),
    [
        (
            ("from: 2020-01-01, value: 1", "from: 2020-01-01, value: 2"),
            "two values of 'law.x' begin on one day. Expected one value for each day.",
        ),
        (
            ("from: 2020-01-01, to: 2020-06-30, value: 1", "from: 2021-01-01, value: 2"),
            "'law.x' has no value for some days between two others.",
        ),
    ],
)
def test_values_follow_on_from_each_other(tmp_path, values, told):
    (mistake,) = mistakes(tmp_path, "type: money", *values)

    assert told in mistake


def test_values_that_overlap_end_where_the_next_begins(tmp_path):
    versions = parameter(
        tmp_path, "type: money", "from: 2020-01-01, to: 2022-12-31, value: 1", "from: 2021-01-01, value: 2"
    ).versions

    assert versions[0].end == day("2020-12-31")


@pytest.mark.parametrize("values", ["values: []", "says: nothing", "values: [5]"])
def test_a_figure_without_values_is_a_mistake(tmp_path, values):
    found, wrong = parameters(tmp_path, f"x:\n  type: money\n  {values}\n")

    assert found == {}
    assert wrong == [f"{FILE}:2: 'law.x' has no values. Expected values: [{{from, value, source}}, …]."]


def test_a_value_without_a_source_is_a_mistake(tmp_path):
    _, wrong = parameters(tmp_path, "x:\n  type: money\n  values:\n    - {from: 2020-01-01, value: 1}\n")

    assert wrong == [f"{FILE}:4: the value has no source. Expected source: {{title, provision, seen, checked}}."]
