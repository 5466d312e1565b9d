"""What follows for every invented person is what the law and the sources say."""

from __future__ import annotations

import pytest

from handrail.packs.examples import Example, load_examples
from handrail.packs.installed import installed_pack, installed_root
from handrail.use_cases.trying_examples import differences_in_goals

EXAMPLES = [example for example in load_examples(installed_root()) if example.expect.get("goals")]


@pytest.mark.parametrize("example", EXAMPLES, ids=[example.identifier for example in EXAMPLES])
def test_the_goals_come_out_as_expected(example: Example) -> None:
    differences = [str(difference) for difference in differences_in_goals(installed_pack().rulebook, example)]

    assert not differences, "\n".join(differences)
