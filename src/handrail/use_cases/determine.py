"""What follows for one person: the answer to each goal they ask for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from handrail.domain.facts.mistakes import nearest_name
from handrail.domain.rules.certifying import certify, told_facts
from handrail.domain.rules.determining import Rulebook, Sheet
from handrail.packs.pack import Pack
from handrail.use_cases.answers import write_determination, write_error
from handrail.use_cases.reading_people import read_person


class UnknownGoal(Exception):
    """Someone asked for a goal that the pack does not have."""

    def __init__(self, name: str, nearest: str | None) -> None:
        self.name, self.nearest = name, nearest
        hint = f" Did you mean '{nearest}'?" if nearest else ""
        super().__init__(f"There is no goal '{name}'.{hint} `handrail goals` lists them all.")


def check_goals(pack: Pack, goals: Sequence[str]) -> None:
    """Every name is a goal of the pack."""
    known = pack.rulebook.goals
    for name in goals:
        if name not in known:
            raise UnknownGoal(name, nearest_name(name, known))


def determine_goals(*, pack: Pack, goals: Sequence[str], facts: object, on: date, row: int = 1) -> dict[str, object]:
    """One row of `handrail determine`."""
    person = read_person(pack.rulebook, facts, on)
    answers = _answers(pack.rulebook, goals, person.sheet, person.supposing) if person.sheet else {}
    return {
        "row": row,
        "on": on.isoformat(),
        "release": pack.release,
        "goals": answers,
        "errors": [write_error(error) for error in person.errors],
        "warnings": list(person.warnings),
    }


def _answers(rulebook: Rulebook, goals: Sequence[str], sheet: Sheet, supposing: Sheet | None) -> dict[str, object]:
    """Each goal with its reasons and its proof."""
    told = told_facts(rulebook, sheet)
    found: dict[str, object] = {}
    for goal in goals:
        determination = rulebook.determine_on(goal, sheet, supposing)
        certificate = certify(rulebook, goal, sheet, told) if determination.is_settled else None
        found[goal] = write_determination(determination, certificate)
    return found
