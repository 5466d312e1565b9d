"""A route at the terminal is told in the words people are asked with."""

from __future__ import annotations

import re
from datetime import date

from handrail.cli.routes import route_text
from handrail.packs.installed import installed_pack
from handrail.use_cases.write_route import route_row

PACK = installed_pack()


def test_no_name_of_a_fact_is_shown_to_a_person():
    row = route_row(pack=PACK, events=["buying_a_home"], facts={}, marks=None, on=date(2026, 11, 22), row=1)

    text = route_text(row, PACK.vocabulary)

    assert "depends on whether you need a mortgage" in re.sub(r"\s+", " ", text)
    assert "Next question: Where is the home you are buying?" in text
    assert [name for name in PACK.vocabulary.facts if name in text] == []
