"""The route of every invented person is the one that the law and the sources say."""

from __future__ import annotations

import pytest

from handrail.packs.examples import Example, load_examples
from handrail.packs.installed import installed_pack, installed_root
from handrail.use_cases.trying_examples import differences_in_route

EXAMPLES = [example for example in load_examples(installed_root()) if set(example.expect) - {"goals"}]


@pytest.mark.parametrize("example", EXAMPLES, ids=[example.identifier for example in EXAMPLES])
def test_the_route_is_the_expected_one(example: Example) -> None:
    differences = [str(difference) for difference in differences_in_route(installed_pack(), example)]

    assert not differences, "\n".join(differences)


def test_there_are_examples_in_every_nation() -> None:
    nations = {str(example.facts.get("purchase.nation")) for example in EXAMPLES}

    assert nations >= {"england", "wales", "scotland", "northern_ireland"}
