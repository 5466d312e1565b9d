"""What is remembered from one person to the next is what would be worked out for each of them alone."""

from __future__ import annotations

import os
from datetime import date
from random import Random

import pytest

from bench.inventing_people import invent
from handrail.domain.routes.naming import facts_named, rules_named
from handrail.packs.installed import installed_pack
from handrail.use_cases.reading_people import read_person

pytestmark = pytest.mark.property
PEOPLE = max(10, int(os.environ.get("HANDRAIL_EXAMPLES", "1000")) // 50)
ON = date(2026, 11, 23)
PACK = installed_pack()
RULEBOOK = PACK.rulebook


def test_everyone_is_told_what_they_would_be_told_alone() -> None:
    """They tell little: so what one hangs on is remembered for another."""
    random = Random(20261123)
    events = sorted(PACK.events.journeys)
    for _ in range(PEOPLE):
        journeys = [PACK.events.journeys[random.choice(events)]]
        read = facts_named(journeys).union(*map(RULEBOOK.reads, rules_named(journeys)))
        names = sorted(read & set(PACK.vocabulary.facts))
        person = read_person(RULEBOOK, invent(RULEBOOK, random.sample(names, random.randint(0, 6)), ON, random), ON)
        if person.sheet is None:
            continue
        rules = random.sample(sorted(rules_named(journeys)), 15)
        found = [RULEBOOK.determine_on(rule, person.sheet) for rule in rules]
        RULEBOOK.forget()

        assert [RULEBOOK.determine_on(rule, person.sheet) for rule in rules] == found
