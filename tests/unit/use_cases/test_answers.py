"""What was wrong with an input, in the shape of the outside contract."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest

from handrail.domain.facts.mistakes import InputError
from handrail.domain.rules.parameters import Source
from handrail.use_cases.answers import write_error, write_source


@pytest.mark.parametrize(
    ("got", "written"),
    [
        ("old", "old"),
        (None, None),
        (Decimal("1.234"), 1.234),
        (Decimal("1E+400"), "1E+400"),
        (Decimal("1.0000000000000000000000001"), "1.0000000000000000000000001"),
        ({"between": [Decimal("1.5"), (2, 3)]}, {"between": [1.5, [2, 3]]}),
        ([Decimal("0.5")], [0.5]),
    ],
)
def test_what_someone_wrote_is_given_back_in_the_types_of_json(got, written):
    error = write_error(InputError("home.price", got, "an amount"))

    assert json.loads(json.dumps(error)) == {
        "fact": "home.price",
        "got": written,
        "expected": "an amount",
        "nearest": None,
    }


def test_a_source_that_was_never_checked_has_no_date():
    assert write_source(Source("Act"))["checked"] is None
