"""The examples are enough to lean on: every goal is settled by some of them, and each says where its answers come from."""

from __future__ import annotations

from handrail.packs.examples import load_examples
from handrail.packs.installed import installed_pack, installed_root

EXAMPLES = load_examples(installed_root())


def test_every_goal_is_settled_by_some_example() -> None:
    settled = {
        goal
        for example in EXAMPLES
        for goal, expected in (example.expect.get("goals") or {}).items()
        if not isinstance(expected, dict) or expected.get("status") == "settled"
    }

    assert set(installed_pack().rulebook.goals) <= settled


def test_every_example_says_where_its_expectations_come_from() -> None:
    assert [example.identifier for example in EXAMPLES if not example.sources] == []
