"""A true certificate is accepted and a false one is not, by a checker that shares nothing with the engine."""

import hashlib
import importlib.util
import itertools
import operator
from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from handrail import independent_checker
from handrail.independent_checker import check_certificate

ON = "2026-11-20"
LEAF = {"leaf": True}
NATIONS = [{"value": nation, "label": nation} for nation in ("england", "wales", "scotland", "northern_ireland")]
FACTS: dict[str, Any] = {
    "you.have_owned_a_home": {"type": "yes_no"},
    "you.is_employed": {"type": "yes_no"},
    "you.birth_date": {"type": "date"},
    "you.paid_until": {"type": "month"},
    "you.nickname": {"type": "text"},
    "partner.exists": {"type": "yes_no"},
    "partner.is_buying": {"type": "yes_no", "only_when": "partner.exists"},
    "partner.has_owned_a_home": {"type": "yes_no", "only_when": "partner.exists and partner.is_buying"},
    "purchase.nation": {"type": "choice", "choices": NATIONS},
    "purchase.price": {"type": "money", "min": 1},
    "purchase.deposit": {"type": "money"},
    "purchase.gain": {"type": "money", "min": -1000, "max": 1000},
    "purchase.rooms": {"type": "whole_number", "min": 1, "max": 20},
    "purchase.lenders": {"type": "whole_number"},
    "purchase.offer_accepted_date": {"type": "date"},
    "purchase.completion_date": {"type": "date", "min": "2020-01-01", "max": "2030-12-31"},
    "purchase.other_buyers": {
        "type": "collection",
        "item": "buyer",
        "fields": {
            "has_owned_a_home": {"type": "yes_no"},
            "share": {"type": "money"},
            "debt": {"type": "money", "min": -100, "max": 0},
            "gain": {"type": "money", "min": -100, "max": 100},
        },
    },
}
CONSTRAINTS: dict[str, Any] = {
    "completion_after_offer": {"holds": "purchase.completion_date >= purchase.offer_accepted_date", "says": "…"},
    "deposit_within_price": {"holds": "purchase.deposit <= purchase.price", "says": "…"},
}
PARAMETERS: dict[str, Any] = {
    "standard_bands": {
        "type": "table",
        "of": "rate",
        "unit": "pounds",
        "values": [
            {
                "from": "2022-09-23",
                "to": "2025-03-31",
                "bands": [
                    {"above": 0, "rate": "0"},
                    {"above": 250000, "rate": "0.05"},
                ],
            },
            {
                "from": "2025-04-01",
                "bands": [
                    {"above": 0, "rate": "0"},
                    {"above": 125000, "rate": "0.02"},
                    {"above": 250000, "rate": "0.05"},
                ],
            },
        ],
    },
    "fees": {
        "type": "table",
        "of": "money",
        "unit": "pounds",
        "values": [
            {
                "from": "2024-12-09",
                "bands": [
                    {"above": 0, "money": 20},
                    {"above": 80000, "money": 40},
                    {"above": 100000, "money": 100},
                ],
            }
        ],
    },
    "odd_bands": {
        "type": "table",
        "of": "rate",
        "values": [{"from": "2020-01-01", "bands": [{"above": 0, "rate": "0.1"}, {"above": 100, "rate": "-0.1"}]}],
    },
    "credit": {
        "type": "money",
        "values": [
            {"from": "2024-04-06", "to": "2025-04-05", "value": 10},
            {"from": "2025-04-06", "to": "2026-04-05", "value": 12},
        ],
    },
    "level": {"type": "rate", "values": [{"from": "2020-01-01", "value": "0.05"}]},
    "filing_days": {
        "type": "whole_number",
        "values": [{"from": "2019-03-01", "value": 14}, {"from": "2026-01-01", "value": 30}],
    },
    "survey_cost": {"type": "money", "values": [{"from": "2020-01-01", "low": 400, "high": 1500}]},
    "office": {
        "type": "choice",
        "values": [{"from": "2020-01-01", "value": "north"}, {"from": "2026-01-01", "value": "south"}],
    },
    "gappy": {
        "type": "money",
        "values": [{"from": "2020-01-01", "to": "2020-12-31", "value": 5}, {"from": "2022-01-01", "value": 5}],
    },
}
RULES: dict[str, Any] = {
    "first_time_buyer": {
        "type": "yes_no",
        "goal": True,
        "when": "not you.have_owned_a_home and not (partner.exists and partner.is_buying and partner.has_owned_a_home)",
    },
    "tax": {
        "type": "money",
        "goal": True,
        "as_at": "purchase.completion_date",
        "cases": [
            {"when": "first_time_buyer and purchase.price <= £300_000", "value": "£0"},
            {"otherwise": "round_down(bands(purchase.price, stamp.standard_bands), 1p)"},
        ],
    },
    "working": {"type": "yes_no", "when": "you.is_employed or not you.is_employed"},
    "cheap": {"type": "yes_no", "when": "purchase.price <= £300_000"},
    "before_june": {"type": "yes_no", "when": "purchase.completion_date < date('2026-06-01')"},
    "few_rooms": {"type": "yes_no", "when": "purchase.rooms < 5"},
    "where": {
        "type": "choice",
        "cases": [
            {"when": "purchase.nation in ('england', 'wales')", "value": "'england_and_wales'"},
            {"when": "purchase.nation == 'scotland'", "value": "'scotland'"},
            {"when": "purchase.nation == 'northern_ireland'", "value": "'northern_ireland'"},
        ],
    },
    "late": {"type": "yes_no", "when": "purchase.completion_date >= purchase.offer_accepted_date"},
    "calculated": {"type": "money", "value": "weekly_pay(price=purchase.price, rooms=purchase.rooms)"},
}
CALCULATORS: dict[str, Any] = {
    "weekly_pay": {
        "arguments": {"price": "money", "rooms": "whole_number"},
        "result": "money",
        "monotone": {"price": "rises"},
    },
    "later_day": {
        "arguments": {"nation": ["wales", "england"], "is_employed": "yes_no", "day": "date"},
        "result": "date",
    },
    "careless": {"arguments": {"rooms": "whole_number"}, "result": "money"},
}
PAY = """\
from datetime import date, timedelta


def weekly_pay(price: int, rooms: int) -> int:
    return price // 52 + rooms % 3


def later_day(nation: str, is_employed: bool, day: date) -> date:
    assert type(is_employed) is bool
    return day + timedelta(days={"wales": 1, "england": 2}.get(nation, 5) + (10 if is_employed else 0))


def careless(rooms: int) -> int:
    return rooms / 1
"""


def as_yaml(content: Mapping[str, Any]) -> str:
    return yaml.dump(content, Dumper=getattr(yaml, "CSafeDumper", yaml.SafeDumper), allow_unicode=True, sort_keys=False)


ALWAYS = {
    "pack.yaml": as_yaml({"id": "toy", "version": "2026.11.1", "title": "A toy", "languages": ["en"]}),
    "facts/people.yaml": as_yaml({"facts": FACTS, "constraints": CONSTRAINTS}),
    "parameters/hmrc/stamp.yaml": as_yaml(PARAMETERS),
    "rules/buying.yaml": as_yaml(RULES),
    "calculators/pay.yaml": as_yaml(CALCULATORS),
    "calculators/pay.py": PAY,
}


class Pack:
    """A tiny pack on disk, with one more rule if a test needs it."""

    def __init__(self, folder: Path, rule: Mapping[str, Any] | None = None) -> None:
        self.folder = folder
        for path, text in ALWAYS.items():
            self.write(path, text)
        if rule:
            self.write("rules/asked.yaml", as_yaml({"asked": rule}))

    def write(self, path: str, text: str) -> None:
        (self.folder / path).parent.mkdir(parents=True, exist_ok=True)
        (self.folder / path).write_text(text, encoding="utf-8")

    @property
    def release(self) -> str:
        files = sorted(path.relative_to(self.folder).as_posix() for path in self.folder.rglob("*.*"))
        every_byte = b"".join(name.encode() + b"\0" + (self.folder / name).read_bytes() + b"\0" for name in files)
        return f"toy-2026.11.1+{hashlib.sha256(every_byte).hexdigest()[:12]}"

    def reasons(
        self,
        goal: str,
        outcome: Mapping[str, Any],
        supplied: Mapping[str, Any],
        tree: Any = LEAF,
        **otherwise: Any,
    ) -> list[str]:
        """What the checker says of a certificate that differs from a well-made one as a test asks."""
        certificate = {
            "goal": goal,
            "on": ON,
            "release": self.release,
            "outcome": outcome,
            "facts": supplied,
            "tree": tree,
        }
        return check_certificate(self.folder, supplied, {**certificate, **otherwise})


@pytest.fixture
def pack(tmp_path):
    return Pack(tmp_path)


@pytest.fixture
def read(tmp_path):
    """Ask whether an expression, read where only these facts are known, has exactly this outcome."""

    def asked(expression: Any, outcome: Mapping[str, Any], facts: Mapping[str, Any] | None = None) -> list[str]:
        rule = {"as_at": "today", **(expression if isinstance(expression, dict) else {"value": expression})}
        return Pack(tmp_path, rule).reasons("asked", outcome, facts or {})

    return asked


def pounds(amount: str) -> dict[str, int]:
    return {"low": int(Decimal(amount) * 100), "high": int(Decimal(amount) * 100)}


def exactly(value: Any) -> dict[str, Any]:
    return {"low": value, "high": value}


YES, NO = {"yes_no": True}, {"yes_no": False}


def split(fact: str, *branches: Mapping[str, Any]) -> dict[str, Any]:
    return {"split": fact, "branches": [{"then": LEAF, **branch} for branch in branches]}


# True certificates


def test_what_is_known_settles_the_goal_by_itself(pack):
    assert pack.reasons("first_time_buyer", NO, {"you.have_owned_a_home": True}) == []


def test_a_fact_that_may_not_be_read_settles_nothing_and_harms_nothing(pack):
    facts = {"you.have_owned_a_home": False, "partner.exists": False}

    assert pack.reasons("first_time_buyer", YES, facts) == []


def test_the_cases_of_an_unknown_fact_are_tried_one_by_one(pack):
    tree = split("you.is_employed", {"value": True}, {"value": False})

    assert pack.reasons("working", YES, {}, tree) == []


def test_splits_go_as_deep_as_they_need_to(pack):
    low = {"low": None, "high": 30_000_000, "then": split("partner.exists", {"value": True}, {"value": False})}
    tree = split("purchase.price", low, {"low": 30_000_001, "high": None})

    assert pack.reasons("cheap", YES, {"purchase.price": {"between": [1, 300_000]}}, tree) == []


def test_a_tax_is_worked_out_at_the_law_of_the_day_it_names(pack):
    facts = {"purchase.price": 295_000, "you.have_owned_a_home": True, "purchase.completion_date": "2026-05-01"}

    assert pack.reasons("tax", pounds("4750"), facts) == []
    assert pack.reasons("tax", pounds("2250"), {**facts, "purchase.completion_date": "2025-03-31"}) == []


def test_a_choice_is_settled_when_each_of_its_cases_says_the_same(pack):
    facts = {"purchase.nation": {"one_of": ["england", "wales"]}}

    assert pack.reasons("where", {"choice": ["england_and_wales"]}, facts) == []


def test_choices_are_split_into_sets(pack):
    rule = {"when": "purchase.nation == 'wales' or purchase.nation != 'wales'"}
    tree = split("purchase.nation", {"one_of": ["wales"]}, {"one_of": ["england", "scotland", "northern_ireland"]})

    assert Pack(pack.folder, rule).reasons("asked", YES, {}, tree) == []


def test_dates_are_split_into_days_that_meet(pack):
    rule = {"when": "purchase.completion_date < date('2026-06-01') or purchase.completion_date >= date('2026-06-01')"}
    tree = split("purchase.completion_date", {"low": None, "high": "2026-05-31"}, {"low": "2026-06-01", "high": None})

    assert Pack(pack.folder, rule).reasons("asked", YES, {}, tree) == []


def test_whole_numbers_and_months_are_split_too(pack):
    rule = {"when": "(purchase.rooms < 5 or purchase.rooms >= 5) and you.paid_until == you.paid_until"}
    months = split("you.paid_until", {"low": "2026-04", "high": "2026-04"}, {"low": "2026-05", "high": "2026-05"})
    tree = split("purchase.rooms", {"low": 1, "high": 4, "then": months}, {"low": 5, "high": 20, "then": months})
    facts = {"you.paid_until": {"between": ["2026-04", "2026-05"]}}

    assert Pack(pack.folder, rule).reasons("asked", YES, facts, tree) == []


def test_branches_may_overlap_and_come_in_any_order(pack):
    tree = split("purchase.price", {"low": 20_000_000, "high": None}, {"low": None, "high": 30_000_000})

    assert pack.reasons("cheap", YES, {"purchase.price": {"between": [1, 300_000]}}, tree) == []


def test_what_a_constraint_rules_out_needs_no_outcome(pack):
    facts = {"purchase.offer_accepted_date": "2026-06-01"}
    tree = split(
        "purchase.completion_date",
        {"low": None, "high": "2026-05-31", "then": {"impossible": "completion_after_offer"}},
        {"low": "2026-06-01", "high": None},
    )

    assert pack.reasons("before_june", NO, facts, tree) == []


def test_a_branch_beyond_what_is_known_needs_no_proof(pack):
    tree = split("purchase.price", {"low": None, "high": 30_000_000}, {"low": 30_000_001, "high": None, "then": LEAF})

    assert pack.reasons("cheap", YES, {"purchase.price": 250_000}, tree) == []


def test_months_choices_numbers_and_dates_are_outcomes_too(read):
    assert read("you.paid_until", exactly("2026-04"), {"you.paid_until": "2026-04"}) == []
    assert read("purchase.rooms + 1", exactly(4), {"purchase.rooms": 3}) == []
    assert read("5%", exactly("0.05")) == []
    assert read("plus_days(today, 1)", exactly("2026-11-21")) == []
    assert read("purchase.nation", {"choice": ["wales"]}, {"purchase.nation": "wales"}) == []


def test_the_release_is_the_hash_of_every_file_that_matters_and_of_no_other(tmp_path):
    files = {
        "a-b.md": b"words",
        "a/b.csv": b"1,2",
        "calculators/pay.py": b"",
        "pack.yaml": b"id: toy\nversion: 1\n",
        "rules/r.yaml": b"asked: {when: true}\n",
    }
    for name, content in {**files, "a/__pycache__/b.py": b"x", "a/b.txt": b"x"}.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(content)
    by_hand = b"a-b.md\0words\0a/b.csv\x001,2\0calculators/pay.py\0\0pack.yaml\0id: toy\nversion: 1\n\0"
    by_hand += b"rules/r.yaml\0asked: {when: true}\n\0"
    release = f"toy-1+{hashlib.sha256(by_hand).hexdigest()[:12]}"

    claim = {"goal": "asked", "on": ON, "release": release, "outcome": YES, "facts": {}, "tree": LEAF}

    assert check_certificate(tmp_path, {}, claim) == []


# False certificates: the outcome and the tree


def test_a_flipped_outcome_is_rejected(pack):
    assert pack.reasons("first_time_buyer", YES, {"you.have_owned_a_home": True}) == [
        "tree: the rules give another outcome"
    ]


def test_a_penny_is_another_outcome(pack):
    facts = {"purchase.price": 295_000, "you.have_owned_a_home": True, "purchase.completion_date": "2026-05-01"}

    assert pack.reasons("tax", pounds("4750.01"), facts) == ["tree: the rules give another outcome"]
    assert pack.reasons("tax", pounds("47.50"), facts) == ["tree: the rules give another outcome"]


def test_an_outcome_of_another_type_is_rejected(pack):
    facts = {"you.have_owned_a_home": True, "purchase.price": 1, "purchase.completion_date": "2026-05-01"}

    assert pack.reasons("first_time_buyer", {"choice": ["no"]}, facts) == ["tree: the rules give another outcome"]
    assert pack.reasons("first_time_buyer", exactly(0), facts) == [
        "it cannot be checked: a branch or the outcome is malformed"
    ]
    assert pack.reasons("tax", NO, facts) == ["tree: the rules give another outcome"]


def test_a_leaf_that_leaves_it_open_is_rejected(pack):
    assert pack.reasons("first_time_buyer", YES, {}) == ["tree: the rules leave it open"]
    assert pack.reasons("working", YES, {}) == ["tree: the rules leave it open"]
    assert pack.reasons("where", {"choice": ["scotland"]}, {}) == ["tree: the rules leave it open"]


def test_a_range_is_not_settled_however_it_is_claimed(pack):
    facts = {
        "purchase.price": {"between": [295_000, 300_000]},
        "you.have_owned_a_home": True,
        "purchase.completion_date": "2026-05-01",
    }

    for low, high in ((475_000, 475_000), (475_000, 499_999), (475_000, 500_000), (None, None)):
        assert pack.reasons("tax", {"low": low, "high": high}, facts) == ["tree: the rules leave it open"]


@pytest.mark.parametrize(
    "outcome", [{"yes_no": 1}, {"yes_no": None}, {"choice": []}, {}, {"maybe": True}, [], None, "no"]
)
def test_a_malformed_outcome_is_rejected(pack, outcome):
    (reason,) = pack.reasons("first_time_buyer", outcome, {"you.have_owned_a_home": True})

    assert reason in (
        "it cannot be checked: a branch or the outcome is malformed",
        "it cannot be checked: it is not of type yes_no",
    )


def test_a_missing_branch_is_rejected(pack):
    tree = split("you.is_employed", {"value": True})

    assert pack.reasons("working", YES, {}, tree) == ["tree: the branches of you.is_employed leave something out"]


def test_a_split_with_no_branches_is_rejected(pack):
    for fact in ("you.is_employed", "purchase.price", "purchase.nation"):
        assert pack.reasons("working", YES, {}, split(fact)) == [f"tree: the branches of {fact} leave something out"]


def test_a_choice_left_out_is_rejected(pack):
    rule = {"when": "purchase.nation == 'wales' or purchase.nation != 'wales'"}
    tree = split("purchase.nation", {"one_of": ["wales"]}, {"one_of": ["england", "northern_ireland"]})

    assert Pack(pack.folder, rule).reasons("asked", YES, {}, tree) == [
        "tree: the branches of purchase.nation leave something out"
    ]


@pytest.mark.parametrize(
    ("fact", "end", "start"),
    [
        ("purchase.price", 29_999_999, 30_000_001),
        ("purchase.completion_date", "2026-05-31", "2026-06-02"),
        ("purchase.rooms", 4, 6),
        ("purchase.rooms", 2.5, 3.5),
        ("you.paid_until", "2026-04", "2026-06"),
    ],
)
def test_a_gap_of_one_penny_day_or_number_is_rejected(pack, fact, end, start):
    tree = split(fact, {"low": None, "high": end}, {"low": start, "high": None})

    assert f"tree: the branches of {fact} leave something out" in pack.reasons("working", YES, {}, tree)


def test_ends_that_stop_short_of_what_is_known_are_rejected(pack):
    facts = {"purchase.price": {"between": [100, 200]}}

    for low, high in ((10_001, 20_000), (10_000, 19_999), (10_000, None), (None, 20_000)):
        tree = split("purchase.price", {"low": low, "high": high})
        short = ["tree: the branches of purchase.price leave something out"] if {10_001, 19_999} & {low, high} else []
        assert pack.reasons("cheap", YES, facts, tree) == short


def test_one_false_leaf_among_true_ones_is_rejected_and_named(pack):
    tree = split("purchase.price", {"low": None, "high": 30_000_000}, {"low": 30_000_001, "high": None})

    assert pack.reasons("cheap", YES, {}, tree) == ["tree, purchase.price [1]: the rules give another outcome"]


def test_a_branch_is_read_where_it_ends_and_not_a_penny_further(pack):
    facts = {"purchase.price": {"between": [1, 300_000.01]}}
    tree = split("purchase.price", {"low": None, "high": 30_000_001})

    assert pack.reasons("cheap", YES, facts, tree) == ["tree, purchase.price [0]: the rules leave it open"]


def test_a_leaf_called_impossible_must_break_its_constraint(pack):
    tree = split(
        "purchase.completion_date",
        {"low": None, "high": "2026-06-01", "then": {"impossible": "completion_after_offer"}},
        {"low": "2026-06-02", "high": None},
    )

    assert pack.reasons("before_june", NO, {"purchase.offer_accepted_date": "2026-06-01"}, tree) == [
        "tree, purchase.completion_date [0]: the constraint completion_after_offer is not broken"
    ]


def test_only_a_constraint_of_the_pack_makes_a_leaf_impossible(pack):
    for name in ("it_cannot_be", "first_time_buyer", "you.have_owned_a_home"):
        tree = split("partner.exists", {"value": True, "then": {"impossible": name}}, {"value": False})
        (reason,) = pack.reasons("first_time_buyer", NO, {"you.have_owned_a_home": True}, tree)
        assert reason == f"it cannot be checked: constraint {name} (not in the pack) cannot be followed"


def test_facts_that_contradict_one_another_prove_nothing(pack):
    facts = {"purchase.offer_accepted_date": "2026-06-01", "purchase.completion_date": "2026-05-01"}
    impossible = {"impossible": "completion_after_offer"}

    reasons = pack.reasons("late", YES, facts, impossible)

    assert reasons == [
        "the facts break the constraint completion_after_offer",
        "every leaf of the tree is impossible",
    ]
    assert pack.reasons("late", NO, facts) == reasons[:1]


@pytest.mark.parametrize(
    "fact", ["purchase.colour", "first_time_buyer", "stamp.level", "purchase.other_buyers", "nothing", ""]
)
def test_only_a_fact_can_be_split_and_no_collection(pack, fact):
    tree = split(fact, {"value": True}, {"value": False})

    assert pack.reasons("first_time_buyer", NO, {"you.have_owned_a_home": True}, tree) == [
        f"it cannot be checked: {fact} is not a fact that can be split"
    ]


@pytest.mark.parametrize(
    "tree",
    [
        None,
        {},
        [],
        "leaf",
        {"leaf": False},
        {"leaf": 1},
        {"leaf": True, "note": "trust me"},
        {"impossible": None},
        {"impossible": "completion_after_offer", "leaf": True},
        {"split": "you.is_employed"},
        {"split": "you.is_employed", "branches": {"value": True, "then": LEAF}},
        {"split": "you.is_employed", "branches": [], "leaf": True},
        {"split": 3, "branches": []},
    ],
)
def test_a_malformed_tree_is_rejected(pack, tree):
    assert pack.reasons("first_time_buyer", NO, {"you.have_owned_a_home": True}, tree) == [
        "tree: the tree is malformed"
    ]


@pytest.mark.parametrize(
    ("branch", "because"),
    [
        (None, "a branch or the outcome is malformed"),
        (3, "a branch or the outcome is malformed"),
        ({}, "a branch or the outcome is malformed"),
        ({"one_of": []}, "a branch or the outcome is malformed"),
        ({"low": 0}, "a branch or the outcome is malformed"),
        ({"low": 0, "high": 1}, "a branch or the outcome is malformed"),
        ({"from": 0, "to": 1}, "a branch or the outcome is malformed"),
        ({"value": 1}, "it is not of type yes_no"),
        ({"value": "yes"}, "it is not of type yes_no"),
        ({"one_of": [True, False]}, "it is not of type choice"),
        ({"one_of": ["yes", "no"]}, ""),
    ],
)
def test_a_malformed_branch_is_rejected(pack, branch, because):
    branches = [{"value": True, "then": LEAF}, {"value": False, "then": LEAF}]
    tree = {"split": "you.is_employed", "branches": [*branches, branch]}

    (reason,) = pack.reasons("first_time_buyer", NO, {"you.have_owned_a_home": True}, tree)

    assert reason.startswith(f"it cannot be checked: {because}")


def test_a_branch_that_leads_nowhere_is_rejected(pack):
    tree = {"split": "you.is_employed", "branches": [{"value": True, "then": LEAF}, {"value": False}]}

    reasons = pack.reasons("first_time_buyer", NO, {"you.have_owned_a_home": True}, tree)

    assert reasons == ["it cannot be checked: 'then'"]


@pytest.mark.parametrize(("low", "high"), [(10.5, 20), (True, 20), ("ten", None), ("2026-01-01", None)])
def test_money_in_a_branch_is_whole_pence(pack, low, high):
    tree = split("purchase.price", {"low": None, "high": None}, {"low": low, "high": high})
    reasons = pack.reasons("first_time_buyer", NO, {"you.have_owned_a_home": True}, tree)

    assert reasons == ["it cannot be checked: it is not of type whole_number"]


def test_a_tree_deeper_than_anyone_can_read_is_rejected(pack):
    tree: dict[str, Any] = LEAF
    for _ in range(5000):
        tree = split("you.is_employed", {"value": True, "then": tree}, {"value": False})

    (reason,) = pack.reasons("first_time_buyer", NO, {"you.have_owned_a_home": True}, tree)

    assert reason.startswith("it cannot be checked: maximum recursion depth exceeded")


# False certificates: the release, the goal and the facts


def test_another_release_is_rejected(pack):
    (reason,) = pack.reasons(
        "first_time_buyer", NO, {"you.have_owned_a_home": True}, release="toy-2026.11.1+000000000000"
    )

    assert reason == f"it is about another release than {pack.release}"


def test_one_changed_byte_in_the_pack_makes_another_release(pack):
    before = pack.release
    pack.write("content/en/words.md", "words")

    (reason,) = pack.reasons("first_time_buyer", NO, {"you.have_owned_a_home": True}, release=before)

    assert reason.startswith("it is about another release")


@pytest.mark.parametrize("goal", ["first_time_byer", "you.have_owned_a_home", "stamp.level", "weekly_pay", "today"])
def test_a_goal_that_is_no_rule_is_rejected(pack, goal):
    assert f"{goal} is not a rule of this pack" in pack.reasons(goal, YES, {"you.have_owned_a_home": True})


def test_the_outcome_of_one_goal_does_not_prove_another(pack):
    assert pack.reasons("working", NO, {"you.have_owned_a_home": True, "you.is_employed": True}) == [
        "tree: the rules give another outcome"
    ]


@pytest.mark.parametrize(
    ("supplied", "claimed"),
    [
        ({}, {"purchase.price": 250_000}),
        ({"purchase.price": 250_000}, {}),
        ({"purchase.price": {"between": [1, 300_000]}}, {"purchase.price": {"between": [1, 299_999.99]}}),
        ({"purchase.price": {"between": [2, 300_000]}}, {"purchase.price": {"between": [1, 300_000]}}),
        ({"purchase.price": "declined"}, {"purchase.price": 250_000}),
        ({"purchase.price": {"assume": 250_000}}, {"purchase.price": 250_000}),
        ({"purchase.price": 250_000}, {"purchase.price": 250_000.01}),
    ],
)
def test_facts_narrower_or_wider_than_what_was_supplied_are_rejected(pack, supplied, claimed):
    always = {"you.have_owned_a_home": True}

    reasons = pack.reasons("first_time_buyer", NO, {**always, **supplied}, facts={**always, **claimed})

    assert reasons == ["purchase.price is not what was supplied"]


@pytest.mark.parametrize(
    ("fact", "supplied", "claimed"),
    [
        ("purchase.nation", {"one_of": ["england", "wales"]}, "wales"),
        ("purchase.completion_date", "2026-05-01", "2026-05-02"),
        ("you.paid_until", "2026-04", "2026-05"),
        ("you.is_employed", True, False),
        ("you.nickname", "Al", "Bo"),
        ("you.nickname", "Al", "declined"),
        ("purchase.other_buyers", [], {"items": [], "complete": "unknown"}),
        ("purchase.other_buyers", [{"has_owned_a_home": True}], [{"has_owned_a_home": False}]),
        ("purchase.other_buyers", [{"has_owned_a_home": True}], [{}]),
        ("purchase.other_buyers", [{}], [{}, {}]),
    ],
)
def test_facts_of_every_type_are_compared(pack, fact, supplied, claimed):
    always = {"you.have_owned_a_home": True}
    reasons = pack.reasons("first_time_buyer", NO, {**always, fact: supplied}, facts={**always, fact: claimed})

    assert reasons == [f"{fact} is not what was supplied"]


@pytest.mark.parametrize(
    ("fact", "supplied", "claimed"),
    [
        ("purchase.price", 250_000, "250000.00"),
        ("purchase.price", 250_000.0, Decimal("250000.00")),
        ("purchase.price", {"between": [1, 2]}, {"between": ["1.00", "2.00"]}),
        ("purchase.price", {"between": [0, 2]}, {"between": [1, 2]}),  # a price is at least £1
        ("purchase.nation", {"one_of": ["wales", "england"]}, {"one_of": ["england", "wales"]}),
        ("purchase.nation", "wales", {"one_of": ["wales"]}),
        ("purchase.price", "declined", {"assume": 5}),
        ("you.nickname", "Al", "Al"),
        ("purchase.other_buyers", [], {"items": [], "complete": True}),
        ("purchase.other_buyers", "declined", {"items": [], "complete": False}),
        ("purchase.other_buyers", [{"share": 5}], [{"share": "5.00", "has_owned_a_home": "declined"}]),
    ],
)
def test_facts_that_say_the_same_are_the_same_however_they_are_written(pack, fact, supplied, claimed):
    always = {"you.have_owned_a_home": True}
    reasons = pack.reasons("first_time_buyer", NO, {**always, fact: supplied}, facts={**always, fact: claimed})

    assert reasons == []


@pytest.mark.parametrize(
    ("fact", "answer"),
    [
        ("purchase.colour", "red"),
        ("purchase.price", 0.5),
        ("purchase.price", 250_000.001),
        ("purchase.price", -1),
        ("purchase.price", True),
        ("purchase.price", "lots"),
        ("purchase.price", float("nan")),
        ("purchase.price", "1e999999999"),
        ("purchase.price", None),
        ("purchase.price", {"between": [3, 2]}),
        ("purchase.price", {"between": [3]}),
        ("purchase.price", {"one_of": []}),
        ("purchase.rooms", 2.5),
        ("purchase.rooms", 21),
        ("purchase.nation", "france"),
        ("purchase.nation", {"one_of": ["france", "wales"]}),
        ("purchase.nation", {"between": ["england", "wales"]}),
        ("you.is_employed", 1),
        ("you.is_employed", "yes"),
        ("you.birth_date", "2026-02-30"),
        ("you.birth_date", 20_260_101.5),
        ("you.paid_until", "2026-13"),
        ("you.nickname", 3),
        ("purchase.other_buyers", {"items": []}),
        ("purchase.other_buyers", {"items": [], "complete": "perhaps"}),
        ("purchase.other_buyers", [{"name": "Al"}]),
        ("purchase.other_buyers", ["Al"]),
        ("purchase.other_buyers", True),
    ],
)
def test_facts_that_cannot_be_read_prove_nothing(pack, fact, answer):
    reasons = pack.reasons("first_time_buyer", NO, {"you.have_owned_a_home": True, fact: answer})

    assert len(reasons) == 1
    assert f"{fact} is not a fact of this pack, or cannot be read" in reasons[0]


def test_an_assumption_settles_nothing(pack):
    facts = {"you.have_owned_a_home": {"assume": True}}

    assert pack.reasons("first_time_buyer", NO, facts) == ["tree: the rules leave it open"]
    assert pack.reasons("first_time_buyer", NO, facts, facts={"you.have_owned_a_home": True}) == [
        "you.have_owned_a_home is not what was supplied",
        "tree: the rules leave it open",
    ]


def test_an_assumed_buyer_settles_nothing(read):
    expression = {"when": "any(b.has_owned_a_home for b in purchase.other_buyers)"}

    assert read(expression, YES, {"purchase.other_buyers": [{"has_owned_a_home": {"assume": True}}]}) != []
    assert read(expression, NO, {"purchase.other_buyers": {"assume": []}}) != []


def test_a_dormant_fact_counts_as_not_supplied(pack):
    supplied = {"you.have_owned_a_home": False, "partner.exists": False, "partner.is_buying": True}
    kept = {"you.have_owned_a_home": False, "partner.exists": False}

    assert pack.reasons("first_time_buyer", YES, supplied, facts=kept) == []
    assert pack.reasons("first_time_buyer", YES, kept, facts=supplied) == []
    assert pack.reasons("first_time_buyer", YES, {**supplied, "partner.exists": True}, facts=kept) == [
        "partner.exists is not what was supplied",
        "partner.is_buying is not what was supplied",
        "tree: the rules leave it open",
    ]


@pytest.mark.parametrize("missing", ["goal", "on", "release", "outcome", "facts", "tree"])
def test_a_certificate_with_a_part_missing_is_rejected(pack, missing):
    facts = {"you.have_owned_a_home": True}
    whole = {"goal": "first_time_buyer", "on": ON, "release": pack.release, "outcome": NO, "facts": facts, "tree": LEAF}
    del whole[missing]

    assert check_certificate(pack.folder, facts, whole) == [f"it cannot be checked: '{missing}'"]


@pytest.mark.parametrize("on", ["yesterday", None, 3])
def test_a_certificate_of_no_day_is_rejected(pack, on):
    (reason,) = pack.reasons("first_time_buyer", NO, {"you.have_owned_a_home": True}, on=on)

    assert reason.startswith("it cannot be checked: ")


def test_a_calculator_is_an_axiom_on_exact_arguments(pack):
    facts = {"purchase.price": 520, "purchase.rooms": 5}

    assert pack.reasons("calculated", exactly(1002), facts) == []
    assert pack.reasons("calculated", exactly(1003), facts) == ["tree: the rules give another outcome"]


def test_a_calculator_is_an_axiom_along_what_it_is_monotone_in_and_open_along_the_rest(read):
    dear = {"when": "weekly_pay(price=purchase.price, rooms=purchase.rooms) >= £10"}
    some_price = {"purchase.price": {"between": [519, 530]}}

    assert read(dear, YES, {"purchase.price": {"between": [520, 530]}, "purchase.rooms": 3}) == []
    assert read(dear, YES, {**some_price, "purchase.rooms": 3}) == ["tree: the rules leave it open"]
    assert read(dear, YES, {"purchase.price": 520, "purchase.rooms": {"between": [3, 4]}}) != []
    assert read(dear, YES, {"purchase.rooms": 3}) == ["tree: the rules leave it open"]
    assert (
        read(
            {"when": "weekly_pay(price=purchase.price, rooms=purchase.rooms) >= £10 or you.is_employed"},
            YES,
            {"you.is_employed": True},
        )
        == []
    )


def test_a_calculator_is_asked_about_every_choice_and_answer_that_is_possible(read):
    called = "later_day(nation=purchase.nation, is_employed=you.is_employed, day=purchase.completion_date)"
    facts = {"purchase.nation": {"one_of": ["wales", "england"]}, "purchase.completion_date": "2026-05-01"}

    assert read({"when": f"{called} <= date('2026-05-13')"}, YES, facts) == []
    assert read({"when": f"{called} <= date('2026-05-12')"}, YES, facts) == ["tree: the rules leave it open"]
    assert read({"when": f"{called} >= date('2026-05-02')"}, YES, facts) == []
    assert (
        read(
            called,
            {"low": "2026-05-03", "high": "2026-05-03"},
            {**facts, "purchase.nation": "england", "you.is_employed": False},
        )
        == []
    )


def test_a_calculator_that_gives_a_float_proves_nothing(read):
    (reason,) = read("careless(rooms=purchase.rooms)", exactly(3), {"purchase.rooms": 3})

    assert reason.startswith("it cannot be checked: ")


@pytest.mark.parametrize(
    "called", ["weekly_pay(price=purchase.price)", "nobody(price=purchase.price)", "weekly_pay(1, 2)"]
)
def test_a_calculator_that_is_not_called_as_declared_proves_nothing(read, called):
    (reason,) = read(called, exactly(0), {"purchase.price": 5})

    assert reason.startswith("it cannot be checked: ")


# The language, form by form, with each value worked out by hand

KNOWN = {
    "you.have_owned_a_home": False,
    "you.is_employed": True,
    "you.birth_date": "2000-02-29",
    "purchase.nation": "wales",
    "purchase.price": "295000.00",
    "purchase.rooms": 3,
    "purchase.completion_date": "2026-05-01",
}


@pytest.mark.parametrize(
    ("expression", "outcome"),
    [
        # three-valued logic, with purchase.deposit, purchase.lenders and partner.exists unknown
        ("not you.have_owned_a_home", True),
        ("you.is_employed and not you.have_owned_a_home", True),
        ("you.have_owned_a_home and partner.exists", False),
        ("partner.exists and you.have_owned_a_home", False),
        ("you.is_employed or partner.exists", True),
        ("partner.exists or you.is_employed", True),
        ("you.have_owned_a_home or you.have_owned_a_home", False),
        ("not (partner.exists and you.have_owned_a_home)", True),
        ("partner.exists and you.is_employed", None),
        ("partner.exists or you.have_owned_a_home", None),
        ("partner.exists and not partner.exists", None),  # only a split can tell
        ("partner.exists == partner.exists", None),
        ("you.is_employed == you.have_owned_a_home", False),
        ("you.is_employed != you.have_owned_a_home", True),
        ("(partner.exists and partner.is_buying) if you.have_owned_a_home else you.is_employed", True),
        ("you.is_employed if partner.exists else you.is_employed", True),
        ("you.is_employed if partner.exists else you.have_owned_a_home", None),
        # comparisons
        ("purchase.price == £295_000", True),
        ("purchase.price != £295_000", False),
        ("purchase.price < £295_000", False),
        ("purchase.price <= £295_000", True),
        ("purchase.price > £294_999.99", True),
        ("purchase.price >= £295_000.01", False),
        ("purchase.deposit >= £0", True),
        ("purchase.deposit < £0", False),
        ("purchase.deposit > £0", None),
        ("purchase.deposit == -£1", False),
        ("purchase.lenders > 0", None),
        ("purchase.gain >= -£1_000 and purchase.gain <= £1_000", True),
        ("purchase.completion_date < date('2026-05-02')", True),
        ("purchase.completion_date == date('2026-05-01')", True),
        ("purchase.offer_accepted_date < date('2999-01-01')", None),
        ("today == date('2026-11-20')", True),
        # choices
        ("purchase.nation == 'wales'", True),
        ("purchase.nation != 'wales'", False),
        ("purchase.nation in ('england', 'wales')", True),
        ("purchase.nation not in ('england', 'wales')", False),
        ("purchase.nation in ('scotland',)", False),
        # arithmetic is exact
        ("purchase.rooms + 2 == 5", True),
        ("purchase.rooms - 5 == -2", True),
        ("purchase.rooms * 0.1 == 0.3", True),
        ("purchase.rooms / 7 * 7 == 3", True),
        ("purchase.price * 5% == £14_750", True),
        ("0.05 * purchase.price == £14_750", True),
        ("purchase.price / £2 == 147_500", True),
        ("purchase.price / 3 * 3 == purchase.price", True),
        ("£1 - 1p == 99p", True),
        ("2.5% + 2.5% == 5%", True),
        ("purchase.deposit * 0 == £0", True),
        ("purchase.deposit + £1 > £0", True),
        ("purchase.price - purchase.deposit <= £295_000", True),
        ("purchase.gain * purchase.rooms <= £3_000", True),
        ("purchase.gain * purchase.lenders <= £3_000", None),
        ("£100 / (purchase.deposit + £1) <= 100", True),
        ("£100 / (purchase.deposit + £1) >= 0", True),
        ("min(purchase.rooms, 2, 9) == 2", True),
        ("max(purchase.rooms, 2, 9) == 9", True),
        ("min(purchase.deposit, £5) <= £5", True),
        ("max(purchase.deposit, £5) >= £5", True),
        ("min(purchase.deposit, £5) == £5", None),
        # rounding
        ("round_down(£1.999, 1p) == £1.99", True),
        ("round_up(£1.991, 1p) == £2", True),
        ("round_half_up(£1.995, 1p) == £2", True),
        ("round_half_up(£1.9949, 1p) == £1.99", True),
        ("round_down(£1.99, £1) == £1", True),
        ("round_up(£20, £10) == £20", True),
        ("round_down(purchase.rooms, 2) == 2", True),
        ("round_down(purchase.deposit, £1) >= £0", True),
        # dates
        ("plus_days(today, 11) == date('2026-12-01')", True),
        ("plus_days(today, -20) == date('2026-10-31')", True),
        ("plus_weeks(today, 2) == date('2026-12-04')", True),
        ("plus_months(date('2026-01-31'), 1) == date('2026-02-28')", True),
        ("plus_months(date('2027-12-31'), 2) == date('2028-02-29')", True),
        ("plus_months(date('2026-03-31'), -1) == date('2026-02-28')", True),
        ("plus_years(date('2024-02-29'), 1) == date('2025-02-28')", True),
        ("plus_years(date('2024-02-29'), -4) == date('2020-02-29')", True),
        ("plus_months(today, purchase.rooms) == date('2027-02-20')", True),
        ("plus_months(purchase.offer_accepted_date, 1) > today", None),
        ("start_of_week(date('2026-11-22')) == date('2026-11-22')", True),  # a Sunday
        ("start_of_week(date('2026-11-21')) == date('2026-11-15')", True),
        ("age_on(you.birth_date, date('2026-02-28')) == 25", True),
        ("age_on(you.birth_date, date('2026-03-01')) == 26", True),
        ("age_on(you.birth_date, date('2028-02-29')) == 28", True),
        ("age_on(you.birth_date, purchase.offer_accepted_date) >= 18", None),
        ("tax_year(date('2026-04-05')) == 2025", True),
        ("tax_year(date('2026-04-06')) == 2026", True),
        ("tax_year(purchase.offer_accepted_date) == 2026", None),
        ("days_between(date('2026-04-05'), date('2026-05-01')) == 26", True),
        ("days_between(today, plus_days(today, -3)) == -3", True),
        # other rules
        ("first_time_buyer or cheap", True),
    ],
)
def test_a_condition_is_yes_no_or_depends(read, expression, outcome):
    says_yes, says_no = read({"when": expression}, YES, KNOWN), read({"when": expression}, NO, KNOWN)

    if outcome is None:
        assert says_yes == says_no == ["tree: the rules leave it open"]
    else:
        right, wrong = (says_yes, says_no) if outcome else (says_no, says_yes)
        assert right == []
        assert wrong == ["tree: the rules give another outcome"]


@pytest.mark.parametrize(
    "expression",
    [
        "purchase.price > 40000",  # money and a number
        "purchase.price + 1",
        "purchase.price == today",
        "purchase.price * purchase.price > £5",
        "£5 if you.is_employed and partner.exists else 5",
        "1 / purchase.deposit == 3",
        "£1 / purchase.gain > 5",  # zero lies between the ends of the gain
        "purchase.price / (purchase.rooms - purchase.rooms) > £1",
        "1 < purchase.rooms < 5",
        "purchase.rooms ** 2 == 9",
        "purchase.rooms // 2 == 1",
        "purchase.rooms % 2 == 1",
        "purchase.rooms is 3",
        "purchase.nation in purchase.nation",
        "purchase.nation < 'wales'",
        "purchase.colour == 'red'",
        "you == 3",
        "nothing",
        "print('hello')",
        "().__class__",
        "purchase.price.__class__",
        "[x for x in purchase.other_buyers]",
        "lambda: True",
        "any(b.has_owned_a_home for b in purchase.other_buyers for c in purchase.other_buyers)",
        "any(b.colour for b in purchase.other_buyers)",
        "any(purchase.other_buyers)",
        "purchase.other_buyers == purchase.other_buyers",
        "count(b.has_owned_a_home for b in purchase.other_buyers) == 0",
        "round_down(purchase.price, 1) > £0",
        "you.nickname == 'Al'",
        "bands(purchase.price, stamp.nothing) > £0",
        "stamp.standard_bands",
        "None",
        "purchase.price >",
    ],
)
def test_what_is_not_in_the_language_proves_nothing(read, expression):
    facts = {**KNOWN, "purchase.other_buyers": [{}]}

    for outcome in (YES, NO):
        assert any("it cannot be checked" in reason for reason in read({"when": expression}, outcome, facts))


def test_a_rule_that_reads_itself_is_rejected(read):
    assert "it cannot be checked" in read({"when": "asked"}, YES)[0]


def test_the_first_case_that_holds_gives_the_answer(read):
    cases = [
        {"when": "purchase.rooms > 5", "value": "£1"},
        {"when": "purchase.rooms > 2", "value": "£2"},
        {"otherwise": "£3"},
    ]

    assert read({"cases": cases}, pounds("2"), {"purchase.rooms": 3}) == []
    assert read({"cases": cases}, pounds("3"), {"purchase.rooms": 1}) == []
    assert read({"cases": cases}, pounds("1"), {"purchase.rooms": {"between": [6, 9]}}) == []
    assert read({"cases": cases}, pounds("2"), {"purchase.rooms": {"between": [2, 4]}}) != []
    assert read({"cases": cases[:2]}, pounds("2"), {"purchase.rooms": 1}) != []


@pytest.mark.parametrize(
    ("price", "tax"),
    [
        (0.01, "0"),
        (125_000, "0"),
        (125_050, "1"),
        (250_000, "2500"),
        (295_000, "4750"),
        (1_000_000, "40000"),
        (125_049.99, "0.9998"),
    ],
)
def test_each_slice_of_an_amount_has_its_own_rate(read, price, tax):
    claim = {"when": f"bands(purchase.deposit, stamp.standard_bands) == £{tax}"}

    assert read(claim, YES, {"purchase.deposit": price}) == []


def test_bands_over_a_range_are_read_at_its_ends(read):
    facts = {"purchase.price": {"between": [125_000, 250_000]}}
    tax = "bands(purchase.price, stamp.standard_bands)"

    assert read({"when": f"{tax} >= £0 and {tax} <= £2_500"}, YES, facts) == []
    assert read({"when": f"{tax} < £2_500"}, YES, facts) != []
    assert read({"when": f"{tax} > £0"}, YES, facts) != []
    assert read(tax, pounds("0"), {"purchase.price": {"between": [1, 125_000]}}) == []


@pytest.mark.parametrize(
    ("price", "fee"), [(1, "20"), (80_000, "20"), (80_000.01, "40"), (100_000, "40"), (9e9, "100")]
)
def test_a_step_is_the_entry_that_the_amount_exceeds(read, price, fee):
    assert read("step(purchase.price, stamp.fees)", pounds(fee), {"purchase.price": price}) == []


def test_steps_over_a_range_are_all_those_it_reaches(read):
    expression = "step(purchase.price, stamp.fees)"

    assert read(expression, pounds("40"), {"purchase.price": {"between": [80_000.01, 100_000]}}) == []
    assert read(expression, pounds("40"), {"purchase.price": {"between": [80_000, 100_000]}}) != []
    assert read(expression, pounds("40"), {"purchase.price": {"between": [80_000.01, 100_000.01]}}) != []


def test_an_amount_that_no_entry_covers_is_rejected(read):
    (reason,) = read("step(purchase.deposit, stamp.fees)", pounds("20"), {"purchase.deposit": 0})
    (negative,) = read("bands(purchase.price, stamp.odd_bands)", pounds("10"), {"purchase.price": 100})

    assert "an amount may be below its table" in reason
    assert "an entry below zero" in negative


# Collections


def of(*items: Mapping[str, Any], complete: Any = True) -> dict[str, Any]:
    return {"purchase.other_buyers": {"items": list(items), "complete": complete}}


OWNER, NEWCOMER = {"has_owned_a_home": True, "share": 100}, {"has_owned_a_home": False, "share": 50.50}


@pytest.mark.parametrize(
    ("expression", "facts", "outcome"),
    [
        ("any(b.has_owned_a_home for b in purchase.other_buyers)", of(), NO),
        ("any(b.has_owned_a_home for b in purchase.other_buyers)", of(NEWCOMER, NEWCOMER), NO),
        ("any(b.has_owned_a_home for b in purchase.other_buyers)", of(NEWCOMER, OWNER), YES),
        ("any(b.has_owned_a_home for b in purchase.other_buyers)", of({}, OWNER), YES),
        ("any(b.has_owned_a_home for b in purchase.other_buyers)", of({}, NEWCOMER), None),
        ("any(b.has_owned_a_home for b in purchase.other_buyers)", of(NEWCOMER, complete=False), None),
        ("any(b.has_owned_a_home for b in purchase.other_buyers)", of(OWNER, complete="unknown"), YES),
        ("any(b.has_owned_a_home for b in purchase.other_buyers)", {}, None),
        ("any(b.share < £0 for b in purchase.other_buyers)", of(complete=False), None),  # never no, says the language
        ("any(b.share > £60 for b in purchase.other_buyers if b.has_owned_a_home)", of(OWNER), YES),
        ("any(b.share > £40 for b in purchase.other_buyers if b.has_owned_a_home)", of(NEWCOMER), NO),
        ("all(b.has_owned_a_home for b in purchase.other_buyers)", of(), YES),
        ("all(b.has_owned_a_home for b in purchase.other_buyers)", of(OWNER, OWNER), YES),
        ("all(b.has_owned_a_home for b in purchase.other_buyers)", of(OWNER, NEWCOMER, complete=False), NO),
        ("all(b.has_owned_a_home for b in purchase.other_buyers)", of(OWNER, complete=False), None),
        ("all(b.has_owned_a_home for b in purchase.other_buyers)", of(OWNER, {}), None),
        ("all(b.share > £60 for b in purchase.other_buyers if b.has_owned_a_home)", of(OWNER, NEWCOMER), YES),
        ("all(b.share > £60 for b in purchase.other_buyers if b.has_owned_a_home)", of(OWNER, {}), None),
        ("count(b for b in purchase.other_buyers)", of(), exactly(0)),
        ("count(b for b in purchase.other_buyers)", of({}, {}), exactly(2)),
        ("count(b for b in purchase.other_buyers)", of({}, {}, complete=False), None),
        ("count(b for b in purchase.other_buyers) >= 2", of({}, {}, complete=False), YES),
        ("count(b for b in purchase.other_buyers) >= 3", of({}, {}, complete=False), None),
        ("count(b for b in purchase.other_buyers if b.has_owned_a_home)", of(OWNER, NEWCOMER), exactly(1)),
        ("count(b for b in purchase.other_buyers if b.has_owned_a_home)", of(OWNER, {}), None),
        ("count(b for b in purchase.other_buyers if b.has_owned_a_home) <= 2", of(OWNER, {}), YES),
        ("sum(b.share for b in purchase.other_buyers)", of(), pounds("0")),
        ("sum(b.share for b in purchase.other_buyers)", of(OWNER, NEWCOMER), pounds("150.50")),
        ("sum(b.share for b in purchase.other_buyers if b.has_owned_a_home)", of(OWNER, NEWCOMER), pounds("100")),
        ("sum(b.share * 2 + £1 for b in purchase.other_buyers)", of(OWNER, NEWCOMER), pounds("303")),
        ("sum(b.share for b in purchase.other_buyers) >= £100", of(OWNER, {}), YES),
        ("sum(b.share for b in purchase.other_buyers) >= £100", of(OWNER, complete=False), YES),
        ("sum(b.share for b in purchase.other_buyers) <= £100", of(OWNER, complete=False), None),
        ("sum(b.debt for b in purchase.other_buyers) <= £0", of(complete=False), YES),
        ("sum(b.debt for b in purchase.other_buyers) >= -£1", of(complete=False), None),
        ("sum(b.gain for b in purchase.other_buyers) >= -£1", of(complete=False), None),
        ("sum(b.gain for b in purchase.other_buyers) <= £1", of(complete=False), None),
        ("sum(b.gain for b in purchase.other_buyers) <= £200", of({}, {}), YES),
        ("any(b.share > purchase.price for b in purchase.other_buyers)", of(OWNER) | {"purchase.price": 99}, YES),
    ],
)
def test_a_collection_is_what_was_told_and_where_it_is_not_complete_anything_more(read, expression, facts, outcome):
    if outcome is None:
        for any_outcome in (YES, NO, exactly(0), exactly(1), exactly(2)):
            assert read(expression, any_outcome, facts) == ["tree: the rules leave it open"]
    else:
        assert read(expression, outcome, facts) == []


# Parameters by date


def test_a_parameter_is_read_at_the_date_the_rule_names(read):
    def at(day: str) -> dict[str, Any]:
        return {"as_at": f"date('{day}')", "value": "stamp.filing_days"}

    assert read(at("2025-12-31"), exactly(14)) == []
    assert read(at("2026-01-01"), exactly(30)) == []
    assert read(at("2026-01-01"), exactly(14)) == ["tree: the rules give another outcome"]
    assert read("stamp.level * £1", pounds("0.05")) == []


def test_a_rule_reads_its_own_date_whatever_the_rule_that_asks_it_does(tmp_path):
    pack = Pack(tmp_path, {"as_at": "date('2026-01-01')", "value": "inner + stamp.filing_days"})
    inner = {"inner": {"as_at": "date('2025-01-01')", "value": "stamp.filing_days"}}
    pack.write("rules/inner.yaml", as_yaml(inner))

    assert pack.reasons("asked", exactly(44), {}) == []


def test_a_parameter_with_no_date_to_read_it_at_is_rejected(pack):
    (reason,) = Pack(pack.folder, {"value": "stamp.filing_days"}).reasons("asked", exactly(30), {})

    assert reason == "it cannot be checked: as_at (not in the pack) cannot be followed"


def test_over_a_range_of_days_every_version_in_force_counts(read):
    rule = {"as_at": "purchase.completion_date", "value": "stamp.filing_days"}

    assert read(rule, exactly(30), {"purchase.completion_date": {"between": ["2026-01-01", "2026-02-01"]}}) == []
    assert read(rule, exactly(14), {"purchase.completion_date": {"between": ["2025-12-01", "2025-12-31"]}}) == []
    assert read(rule, exactly(14), {"purchase.completion_date": {"between": ["2025-12-01", "2026-01-01"]}}) == [
        "tree: the rules leave it open"
    ]
    office = {"as_at": "purchase.completion_date", "value": "stamp.office"}
    assert read(office, {"choice": ["north"]}, {"purchase.completion_date": "2025-01-01"}) == []
    assert read(office, {"choice": ["north"]}) == ["tree: the rules leave it open"]


def test_bands_take_every_version_in_force(read):
    rule = {"as_at": "purchase.completion_date", "value": "bands(purchase.price, stamp.standard_bands)"}
    unknown_day = {"purchase.completion_date": {"between": ["2025-03-31", "2025-04-01"]}}

    assert read(rule, pounds("0"), {"purchase.price": 125_000, **unknown_day}) == []
    assert read(rule, pounds("0"), {"purchase.price": 250_000, **unknown_day}) == ["tree: the rules leave it open"]


def test_days_before_the_first_version_do_not_count_unless_there_are_no_others(read):
    rule = {"as_at": "purchase.offer_accepted_date", "value": "stamp.level"}

    assert read(rule, exactly("0.05")) == []
    assert (
        read(rule, exactly("0.05"), {"purchase.offer_accepted_date": {"between": ["2019-01-01", "2020-01-01"]}}) == []
    )
    (reason,) = read(rule, exactly("0.05"), {"purchase.offer_accepted_date": "2019-12-31"})
    assert reason == "tree: the rules leave it open"


def test_a_figure_is_not_known_past_its_last_day(read):
    rule = {"as_at": "purchase.completion_date", "value": "stamp.credit"}

    assert read(rule, pounds("12"), {"purchase.completion_date": "2026-04-05"}) == []
    for late in ("2026-04-06", {"between": ["2026-04-05", "2026-04-06"]}):
        (reason,) = read(rule, pounds("12"), {"purchase.completion_date": late})
        assert reason == "tree: the rules leave it open"


def test_a_figure_that_is_not_known_does_not_matter_where_something_else_decides(read):
    late = {"purchase.completion_date": "2026-04-06", "partner.exists": False}
    rule = {"as_at": "purchase.completion_date", "when": "partner.exists and purchase.price > stamp.credit"}

    assert read(rule, {"yes_no": False}, late) == []
    assert read(rule, {"yes_no": True}, {**late, "partner.exists": True}) == ["tree: the rules leave it open"]
    assert read(rule, {"yes_no": False}, {**late, "partner.exists": True}) == ["tree: the rules leave it open"]


def test_a_gap_between_two_versions_is_not_known(read):
    rule = {"as_at": "purchase.completion_date", "value": "stamp.gappy"}

    assert read(rule, pounds("5"), {"purchase.completion_date": "2020-12-31"}) == []
    assert read(rule, pounds("5"), {"purchase.completion_date": "2021-06-01"}) != []
    assert read(rule, pounds("5"), {"purchase.completion_date": {"between": ["2020-12-31", "2022-01-01"]}}) != []


def test_a_date_worked_out_from_an_unknown_one_is_still_a_range(read):
    rule = {"as_at": "plus_days(purchase.offer_accepted_date, 5)", "value": "stamp.level"}

    assert read(rule, exactly("0.05")) == []


def test_what_is_not_read_need_not_be_known(read):
    rule = {"as_at": "purchase.completion_date", "value": "stamp.credit if you.is_employed else £3"}
    late = {"purchase.completion_date": "2030-01-01"}

    assert read(rule, pounds("3"), {"you.is_employed": False, **late}) == []
    assert read(rule, pounds("3"), {"you.is_employed": True, **late}) != []
    guarded = {"as_at": "purchase.completion_date", "when": "you.is_employed and stamp.credit > £5"}
    assert read(guarded, NO, {"you.is_employed": False, **late}) == []


def test_a_figure_that_is_honestly_a_range_stays_one(read):
    assert read({"when": "stamp.survey_cost >= £400 and stamp.survey_cost <= £1_500"}, YES) == []
    assert read("stamp.survey_cost", pounds("400")) == ["tree: the rules leave it open"]


# Working days


@pytest.mark.parametrize(
    ("start", "days", "nation", "end"),
    [
        ("2026-12-24", 1, "england", "2026-12-29"),  # 25 and 28 December are holidays, 26 and 27 a weekend
        ("2026-12-24", 1, "wales", "2026-12-29"),
        ("2026-11-27", 1, "england", "2026-11-30"),
        ("2026-11-27", 1, "scotland", "2026-12-01"),  # St Andrew's day
        ("2026-03-16", 1, "northern_ireland", "2026-03-18"),  # St Patrick's day
        ("2026-04-02", 2, "england", "2026-04-08"),  # Good Friday and Easter Monday
        ("2026-04-02", 2, "scotland", "2026-04-07"),  # only Good Friday
        ("2026-11-20", 30, "england", "2027-01-06"),
        ("2026-11-21", 1, "england", "2026-11-23"),  # from a Saturday
    ],
)
def test_working_days_leave_out_weekends_and_bank_holidays(read, start, days, nation, end):
    expression = f"working_days_after(date('{start}'), {days}, purchase.nation)"

    assert read(expression, exactly(end), {"purchase.nation": nation}) == []


def test_working_days_where_the_nation_is_not_known_are_those_of_each(read):
    expression = "working_days_after(date('2026-11-27'), 1, purchase.nation)"

    assert read(expression, exactly("2026-11-30"), {"purchase.nation": {"one_of": ["england", "wales"]}}) == []
    assert read(expression, exactly("2026-11-30")) == ["tree: the rules leave it open"]


@pytest.mark.parametrize("start", ["2011-06-01", "2060-01-05"])
def test_working_days_outside_the_calendar_are_a_range(read, start):
    claim = "working_days_after(date('{}'), 1, 'england')"

    assert read(claim.format(start), exactly("2060-01-06")) == ["tree: the rules leave it open"]
    assert read({"when": f"{claim.format('2060-01-05')} >= date('2060-01-06')"}, YES) == []
    assert read({"when": f"{claim.format('2060-01-05')} <= date('2061-01-06')"}, YES) == [
        "tree: the rules leave it open"
    ]


@pytest.mark.parametrize("days", ["0", "-1", "100_000", "purchase.lenders"])
def test_working_days_are_counted_forward_and_not_for_ever(read, days):
    (reason,) = read(f"working_days_after(today, {days}, 'england')", exactly(ON))

    assert "counted from 1 to 10,000" in reason


def test_without_the_calendar_working_days_are_rejected(read, monkeypatch):
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)

    (reason,) = read("working_days_after(today, 1, 'england')", exactly("2026-11-23"))

    assert "working days need the bank holiday calendar" in reason


# Whatever is accepted is true: tried against every way in which the unknown can turn out

World = tuple[bool, bool, int, int]  # employed, has owned a home, rooms, lenders
NUMBERS: list[tuple[str, Callable[[World], int]]] = [
    ("purchase.rooms", lambda world: world[2]),
    ("purchase.lenders", lambda world: world[3]),
    ("2", lambda world: 2),
    ("-1", lambda world: -1),
]
OPERATIONS: list[tuple[str, Callable[[int, int], int]]] = [
    ("({} + {})", operator.add),
    ("({} - {})", operator.sub),
    ("({} * {})", operator.mul),
    ("min({}, {})", min),
    ("max({}, {})", max),
]
COMPARISONS: list[tuple[str, Callable[[int, int], bool]]] = [
    ("{} == {}", operator.eq),
    ("{} != {}", operator.ne),
    ("{} < {}", operator.lt),
    ("{} <= {}", operator.le),
    ("{} > {}", operator.gt),
    ("{} >= {}", operator.ge),
]


def combine(operation: Any, one: Any, other: Any) -> Any:
    return operation[0].format(one[0], other[0]), lambda world: operation[1](one[1](world), other[1](world))


def rounded(number: Any) -> Any:
    return f"round_down({number[0]}, 2)", lambda world: number[1](world) // 2 * 2


def choose(one: Any, test: Any, other: Any) -> Any:
    text = f"({one[0]} if {test[0]} else {other[0]})"
    return text, lambda world: one[1](world) if test[1](world) else other[1](world)


def negate(condition: Any) -> Any:
    return f"(not {condition[0]})", lambda world: not condition[1](world)


NUMERIC = st.recursive(
    st.sampled_from(NUMBERS),
    lambda numbers: st.builds(combine, st.sampled_from(OPERATIONS), numbers, numbers) | st.builds(rounded, numbers),
    max_leaves=4,
)
LOGIC: list[tuple[str, Callable[[bool, bool], bool]]] = [
    ("({} and {})", lambda a, b: a and b),
    ("({} or {})", lambda a, b: a or b),
]
FLAGS: list[tuple[str, Callable[[World], bool]]] = [
    ("you.is_employed", lambda world: world[0]),
    ("you.have_owned_a_home", lambda world: world[1]),
]
CONDITIONS = st.recursive(
    st.sampled_from(FLAGS) | st.builds(combine, st.sampled_from(COMPARISONS), NUMERIC, NUMERIC),
    lambda conditions: (
        st.builds(combine, st.sampled_from(LOGIC), conditions, conditions)
        | st.builds(negate, conditions)
        | st.builds(choose, conditions, conditions, conditions)
    ),
    max_leaves=4,
)


def yes_or_no(fact: str, yes: Any, no: Any) -> dict[str, Any]:
    return split(fact, {"value": True, "then": yes}, {"value": False, "then": no})


def below_and_above(fact: str, end: int, start: int, low: Any, high: Any) -> dict[str, Any]:
    return split(fact, {"low": None, "high": end, "then": low}, {"low": start, "high": None, "then": high})


TREES = st.recursive(
    st.just(LEAF),
    lambda trees: (
        st.builds(yes_or_no, st.sampled_from([flag for flag, _ in FLAGS]), trees, trees)
        | st.builds(
            below_and_above,
            st.sampled_from(["purchase.rooms", "purchase.lenders"]),
            st.integers(0, 4),
            st.integers(0, 4),
            trees,
            trees,
        )
    ),
    max_leaves=6,
)
DOMAINS: dict[str, list[Any]] = {
    "you.is_employed": [True, False],
    "you.have_owned_a_home": [True, False],
    "purchase.rooms": [1, 2, 3, 4],
    "purchase.lenders": [0, 1, 2, 3],
}


@given(
    condition=CONDITIONS,
    tree=TREES,
    known=st.fixed_dictionaries({}, optional={fact: st.sampled_from(domain) for fact, domain in DOMAINS.items()}),
)
def test_an_accepted_certificate_is_true_in_every_possible_world(tmp_path_factory, condition, tree, known):
    text, truth = condition
    pack = Pack(tmp_path_factory.mktemp("pack"), {"when": text})
    facts = {"purchase.rooms": {"between": [1, 4]}, "purchase.lenders": {"between": [0, 3]}, **known}
    worlds = itertools.product(*([known[fact]] if fact in known else domain for fact, domain in DOMAINS.items()))

    accepted = [claim for claim in (True, False) if not pack.reasons("asked", {"yes_no": claim}, facts, tree)]

    assert not accepted or {bool(truth(world)) for world in worlds} == set(accepted)


def test_the_checker_is_short_enough_to_read_in_one_sitting():
    assert len(Path(independent_checker.__file__).read_text(encoding="utf-8").splitlines()) <= 400


# Programmes


def test_the_rules_of_a_programme_carry_its_name(pack):
    pack.write("entitlements/grant.yaml", as_yaml({"id": "grant", "rules": {"eligible": {"when": "you.is_employed"}}}))
    pack.write("entitlements/grant.examples.yaml", "- {id: cleo}\n")
    pack.write("rules/more.yaml", as_yaml({"no_grant": {"when": "not grant.eligible"}}))

    for goal, outcome in (("grant.eligible", YES), ("no_grant", NO)):
        assert pack.reasons(goal, outcome, {"you.is_employed": True}) == []
        assert pack.reasons(goal, outcome, {"you.is_employed": False}) != []


# Forms that an author may write otherwise


@pytest.mark.parametrize("listed", ["('wales', 'england')", "['wales', 'england']", "{'wales', 'england'}"])
def test_choices_may_be_listed_in_any_brackets(read, listed):
    expression = {"when": f"purchase.nation in {listed}"}

    assert read(expression, YES, {"purchase.nation": {"one_of": ["wales", "england"]}}) == []
    assert read(expression, NO, {"purchase.nation": "scotland"}) == []
    assert read(expression, YES, {}) == ["tree: the rules leave it open"]
    assert read({"when": f"purchase.nation not in {listed}"}, NO, {"purchase.nation": "wales"}) == []


def test_choices_may_be_declared_as_bare_words(pack):
    bare = {"facts": {**FACTS, "purchase.nation": {"type": "choice", "choices": [n["value"] for n in NATIONS]}}}
    pack.write("facts/people.yaml", as_yaml({**bare, "constraints": CONSTRAINTS}))

    assert pack.reasons("where", {"choice": ["scotland"]}, {"purchase.nation": "scotland"}) == []
    assert pack.reasons("where", {"choice": ["scotland"]}, {}) == ["tree: the rules leave it open"]
    (reason,) = pack.reasons("where", {"choice": ["france"]}, {"purchase.nation": "france"})
    assert "purchase.nation is not a fact of this pack, or cannot be read" in reason


@pytest.mark.parametrize(
    ("expression", "outcome"),
    [
        ("stamp.level", {"low": "1/20", "high": "1/20"}),
        ("stamp.level", {"low": "0.05", "high": "0.05"}),
        ("stamp.third", {"low": "1/3", "high": "1/3"}),
        ("purchase.rooms / 3", {"low": "1/3", "high": "1/3"}),
    ],
)
def test_a_rate_may_be_a_fraction(pack, expression, outcome):
    third = {"third": {"type": "rate", "values": [{"from": "2020-01-01", "value": "1/3"}]}}
    pack.write("parameters/hmrc/stamp.yaml", as_yaml({**PARAMETERS, **third}))
    pack.write("rules/asked.yaml", as_yaml({"asked": {"value": expression, "as_at": "today"}}))

    assert pack.reasons("asked", outcome, {"purchase.rooms": 1}) == []
    assert pack.reasons("asked", {"low": "1/7", "high": "1/7"}, {"purchase.rooms": 1}) == [
        "tree: the rules give another outcome"
    ]


@pytest.mark.parametrize("fraction", ["1/0", "/2", "1/", "1/2/3", "1/2.5", "1/-2"])
def test_what_is_no_fraction_proves_nothing(read, fraction):
    (reason,) = read("stamp.level", {"low": fraction, "high": fraction})

    assert reason.startswith("it cannot be checked: ")


@pytest.mark.parametrize(
    ("rows", "entry"), [("rows", "money"), ("rows", "amount"), ("bands", "amount"), ("bands", "value")]
)
def test_the_rows_of_a_table_may_be_called_so(pack, rows, entry):
    table = [{"above": 0, entry: 20}, {"above": 80000, entry: 40}]
    fees = {"type": "table", "of": "money", "unit": "pounds", "values": [{"from": "2024-12-09", rows: table}]}
    pack.write("parameters/hmrc/stamp.yaml", as_yaml({**PARAMETERS, "fees": fees}))
    pack.write("rules/asked.yaml", as_yaml({"asked": {"value": "step(purchase.price, stamp.fees)", "as_at": "today"}}))

    assert pack.reasons("asked", exactly(4000), {"purchase.price": 80_001}) == []
    assert pack.reasons("asked", exactly(2000), {"purchase.price": 80_001}) != []


def test_a_table_of_rates_need_not_say_so(pack):
    bands = {key: value for key, value in PARAMETERS["standard_bands"].items() if key != "of"}
    pack.write("parameters/hmrc/stamp.yaml", as_yaml({**PARAMETERS, "standard_bands": bands}))

    assert pack.reasons("tax", exactly(0), {"purchase.price": 100_000, "purchase.completion_date": "2026-05-01"}) == []


def test_a_pound_may_stand_apart_from_its_sign(read):
    assert read({"when": "purchase.price <= £ 5"}, YES, {"purchase.price": 5}) == []
