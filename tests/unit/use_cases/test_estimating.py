"""An estimate is a range, says what it rests on, and is never a “no”; where there is none, the answer says why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import jsonschema
import numpy as np
import pytest

from handrail.domain.rules.outside import Coverage
from handrail.engines.protocol import Answered, Away, Result, Table, Why
from handrail.packs.installed import installed_pack
from handrail.use_cases.estimating import AWAY, NOTHING, UnknownProgramme, estimate_programmes
from handrail.use_cases.schemas import ESTIMATE_ROW

ON = date(2026, 11, 22)
NATIONS = ("england", "wales", "scotland", "northern_ireland")
ALONE = {"partner.exists": False, "children": []}


@dataclass
class Doubles:
    """A calculator that gives each household twice its savings, and keeps what it was asked."""

    name: str = "policyengine"
    is_away: Away | None = None
    asked: list[tuple[Table, tuple[str, ...]]] = field(default_factory=list)

    def evaluate(self, table: Table, outputs: Sequence[str]) -> Answered | Away:
        self.asked.append((table, tuple(outputs)))
        values = np.asarray(table.groups["household"].columns["savings"], dtype=float) * 2
        return self.is_away or Answered({name: Result("household", values) for name in outputs}, "1.0")

    def away(self) -> Away | None:
        return self.is_away


def estimate(
    facts: Mapping[str, object], *programmes: str, engine: Doubles | None = None, on: date = ON
) -> dict[str, Any]:
    row = estimate_programmes(
        pack=installed_pack(), engine=engine or Doubles(), programmes=programmes, facts=facts, on=on
    )
    assert row["errors"] == []
    jsonschema.validate(row, ESTIMATE_ROW)
    found = row["goals"]
    assert isinstance(found, dict)
    return found


def test_what_is_not_known_is_varied_and_the_answer_is_a_range():
    engine = Doubles()

    answer = estimate({**ALONE, "you.nation": "wales"}, "universal_credit", engine=engine)["universal_credit.amount"]

    assert (answer["low"], answer["high"]) == (0, 30000 * 2 / 12)
    assert "you.savings" in answer["needs"]
    ((table, _),) = engine.asked
    assert table.groups["household"].size == 256


def test_what_is_said_to_lie_between_is_tried_between():
    facts = {**ALONE, "you.nation": "wales", "you.savings": {"between": [6000, 9000]}}

    answer = estimate(facts, "universal_credit")["universal_credit.amount"]

    assert (answer["low"], answer["high"]) == (1000, 1500)


def test_an_estimate_is_never_settled():
    answer = estimate({**ALONE, "you.nation": "wales", "you.savings": 6000}, "universal_credit")[
        "universal_credit.amount"
    ]

    assert answer["status"] == "estimate"
    assert answer["value"] is None
    assert answer["certificate"] is None


def test_nothing_is_not_a_no():
    answer = estimate({**ALONE, "you.nation": "wales", "you.savings": 0}, "universal_credit")["universal_credit.amount"]

    assert (answer["low"], answer["high"], answer["status"]) == (0, 0, "estimate")
    assert NOTHING in answer["scope"]


def test_all_that_was_taken_to_be_so_is_said():
    outside = installed_pack().outside["policyengine"]

    answer = estimate({"you.nation": "wales"}, "universal_credit")["universal_credit.amount"]

    assert {held.says for held in outside.held} <= set(answer["assumes"])


def test_every_input_that_is_read_is_in_the_table():
    engine = Doubles()
    outside = installed_pack().outside["policyengine"]

    estimate({}, "child_benefit", engine=engine)

    ((table, _),) = engine.asked
    given = {name for group in table.groups.values() for name in group.columns}
    assert outside.outputs["universal_credit"].reads <= given


def test_people_of_one_world_stand_together():
    engine = Doubles()
    facts = {
        "partner.exists": True,
        "you.nation": "wales",
        "children": [{"birth_date": "2020-01-01"}, {"birth_date": "2022-01-01"}],
    }

    estimate(facts, "child_benefit", engine=engine)

    ((table, _),) = engine.asked
    assert np.bincount(table.groups["person"].belongs_to["household"]).tolist() == [4] * 256
    assert sorted(set(table.groups["person"].columns["age"][-512:].tolist())) == [4, 6]


def test_who_is_away_is_said_to_be_and_nothing_is_concluded():
    answer = estimate({"you.nation": "wales"}, "universal_credit", engine=Doubles(is_away=Away(Why.STARTING)))[
        "universal_credit.amount"
    ]

    assert (answer["status"], answer["low"], answer["high"]) == ("open", None, None)
    assert answer["scope"] == AWAY


def test_what_differs_by_nation_asks_for_the_nation_first():
    engine = Doubles()

    answer = estimate({}, "scottish_child_payment", engine=engine)["scottish_child_payment.amount"]

    assert (answer["status"], answer["needs"], engine.asked) == ("open", ["you.nation"], [])


@pytest.mark.parametrize("nation", NATIONS)
@pytest.mark.parametrize("programme", list(installed_pack().outside["policyengine"].outputs))
def test_what_is_not_modelled_is_not_asked_and_no_amount_is_shown(programme: str, nation: str):
    engine = Doubles()
    covered = installed_pack().outside["policyengine"].outputs[programme].coverage[nation]

    answer = estimate({"you.nation": nation}, programme, engine=engine)[f"{programme}.amount"]

    if covered.how is Coverage.NOT:
        assert (answer["status"], answer["low"], answer["high"], engine.asked) == ("not_covered", None, None, [])
        assert answer["scope"] == covered.says != ""
    else:
        assert (answer["status"], len(engine.asked)) == ("estimate", 1)
        assert covered.says in answer["scope"]


@pytest.mark.parametrize(
    ("on", "year", "status"),
    [
        (date(2026, 4, 5), 2025, "estimate"),
        (date(2026, 4, 6), 2026, "estimate"),
        (date(2027, 4, 5), 2026, "estimate"),
        (date(2027, 4, 6), None, "not_known_yet"),
        (date(2025, 4, 5), None, "not_covered"),
    ],
)
def test_the_tax_year_is_the_one_of_the_day(on: date, year: int | None, status: str):
    engine = Doubles()

    answer = estimate({"you.nation": "wales"}, "child_benefit", engine=engine, on=on)["child_benefit.amount"]

    assert answer["status"] == status
    assert [table.year for table, _ in engine.asked] == ([year] if year else [])


def test_what_someone_would_rather_not_say_is_not_asked_again():
    answer = estimate({"you.nation": "wales", "you.savings": "declined"}, "universal_credit")["universal_credit.amount"]

    assert "you.savings" not in answer["needs"]
    assert answer["high"] > 0


def test_a_name_that_is_none_is_told_the_nearest():
    with pytest.raises(UnknownProgramme, match="child_benefit"):
        estimate({}, "child_benefits")


def test_whether_there_is_a_partner_is_asked_wherever_a_household_is_counted():
    answer = estimate({"you.nation": "wales"}, "child_benefit")["child_benefit.amount"]

    assert "partner.exists" in answer["needs"]
