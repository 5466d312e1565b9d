"""Conditions over bits must say in every row what screening says, and miss the same figures."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from handrail.domain.facts.held import Fact, Facts
from handrail.domain.facts.possible import Possible
from handrail.domain.rules.bits import BitScreen, packed, unpacked
from handrail.domain.rules.determining import Rulebook
from handrail.domain.rules.screening import Screen, Table, column_of
from tests.unit.domain.rules.small_pack import (
    CONDITIONS,
    FIRST,
    ON,
    VOCABULARY,
    Known,
    exact_values,
    knowledge,
    rulebook,
)
from tests.unit.domain.rules.test_properties import completions_of, searching

FIGURES_MISSING = ["2 > 1", "n > law.limit", "pay > bands(pay, law.rates)", "working_days_after(day, n, k) > day"]


def table_of(rows: list[dict[str, Possible]], on: date = ON) -> Table:
    columns = {name: column_of(VOCABULARY.facts[name], [row[name] for row in rows]) for name in rows[0]}
    return Table(len(rows), on, columns)


def rows_of(rules: Rulebook, known: Known) -> list[dict[str, Possible]]:
    """Some rows, a few of which are alike but for one fact."""
    return completions_of(rules, known)[:40]


def a_plain_fact(rows: list[dict[str, Possible]], data: st.DataObject) -> str:
    names = [name for name in rows[0] if name != "kids"]
    assume(names)
    return data.draw(st.sampled_from(names))


def agree(rules: Rulebook, table: Table, bits: BitScreen | None = None, goal: str = "goal") -> None:
    screened, held = Screen(rules, table).rule(goal), (bits or BitScreen(Screen(rules, table))).rule(goal)

    yes, gaps = unpacked([held.yes, held.gaps], table.size).astype(bool)

    assert gaps.tolist() == screened.gaps.tolist()
    assert yes[~gaps].tolist() == screened.values[~screened.gaps].tolist()


@searching
@given(CONDITIONS, knowledge())
def test_bits_agree_with_screening_row_by_row(text: str, known: Known) -> None:
    rules = rulebook({"goal": "named or not n > 2", "named": text})

    agree(rules, table_of(rows_of(rules, known)))


@searching
@given(CONDITIONS, knowledge())
def test_bits_agree_with_determining_row_by_row(text: str, known: Known) -> None:
    rules = rulebook({"goal": text})
    rows = rows_of(rules, known)

    held = BitScreen(Screen(rules, table_of(rows))).rule("goal")

    for row, is_yes in zip(rows, unpacked([held.yes], len(rows))[0], strict=True):
        facts = Facts.of(Fact(name, value) for name, value in row.items())
        assert rules.outcome("goal", rules.sheet(facts, ON)).value == 1 + is_yes


@searching
@given(CONDITIONS, knowledge(), st.data())
def test_a_screen_with_another_column_agrees_with_one_made_afresh(text: str, known: Known, data: st.DataObject) -> None:
    rules = rulebook({"goal": "named and not a", "named": text})
    rows = rows_of(rules, known)
    before = BitScreen(Screen(rules, table_of(rows)))
    before.rule("goal")
    name = a_plain_fact(rows, data)
    values = [data.draw(st.sampled_from(list(exact_values(VOCABULARY.facts[name].domain, name)))) for _ in rows]
    other = column_of(VOCABULARY.facts[name], values)
    assert isinstance(other, np.ndarray)

    after = before.with_column(name, other)

    agree(rules, Table(len(rows), ON, {**before.screen.table.columns, name: other}), after)


@searching
@given(CONDITIONS, knowledge(), st.data())
def test_a_fact_known_once_for_all_rows_is_a_column_of_it(text: str, known: Known, data: st.DataObject) -> None:
    rules = rulebook({"goal": text})
    rows = rows_of(rules, known)
    name = a_plain_fact(rows, data)
    same = [{**row, name: rows[0][name]} for row in rows]
    table = table_of(same)
    once = Table(table.size, ON, {**table.columns, name: table.column(name)[0]})

    agree(rules, table, BitScreen(Screen(rules, once)))


@pytest.mark.parametrize("missing", FIGURES_MISSING)
@pytest.mark.parametrize(
    "text", ["{}", "not {}", "a and {}", "a or {}", "{} if a else b", "b if {} else a", "a and (b or {})"]
)
def test_the_rows_in_which_a_missing_figure_matters_are_the_same(text: str, missing: str) -> None:
    rules = rulebook({"goal": text.format(missing)})
    days = [FIRST - 400, FIRST, FIRST + 4000, FIRST + 1]
    columns = {
        "a": np.array([True, False, True, False]),
        "b": np.array([True, True, False, False]),
        "day": np.array(days),
        "n": np.array([0, 4, 2, 2]),
        "k": np.array([0, 1, 2, 0]),
        "pay": np.array([0, 4, 2, 2]),
    }

    agree(rules, Table(4, ON, columns))
    for row in range(4):
        agree(rules, Table(4, ON, {**columns, "day": np.asarray(days[row])}))


@pytest.mark.parametrize("text", ["True", "False", "today > day", "k == 'x'", "a", "k in ('x', 'y', 'z')"])
def test_what_is_the_same_for_everyone_is_so_in_every_row(text: str) -> None:
    rules = rulebook({"goal": text})
    columns = {"a": np.asarray(True), "day": np.asarray(ON.toordinal() - 1), "k": np.asarray(0)}

    held = BitScreen(Screen(rules, Table(9, ON, columns))).rule("goal")

    assert held.yes == (0 if text == "False" else 0b1_1111_1111)


@given(st.lists(st.lists(st.booleans(), min_size=13, max_size=13), min_size=1))
def test_what_is_packed_unpacks_as_it_was(rows: list[list[bool]]) -> None:
    assert unpacked([packed(np.array(row)) for row in rows], 13).astype(bool).tolist() == rows
