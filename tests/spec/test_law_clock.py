"""What is said on days to come: the law that is known for them, and "nobody can know yet" where its figures are not set."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

import pytest
import yaml

from handrail.domain.content.about_a_route import about_route
from handrail.domain.rules.determination import Status
from handrail.packs.examples import load_examples
from handrail.packs.installed import installed_pack, installed_root
from handrail.use_cases.checking_pack import check_pack
from handrail.use_cases.determine import determine_goals
from handrail.use_cases.kept_contents import Answer, Contents
from handrail.use_cases.reading_people import read_person
from handrail.use_cases.trying_examples import plain
from handrail.use_cases.working_out import route_of

CLOCK = (date(2027, 1, 1), date(2027, 4, 6), date(2028, 4, 6))
PACK = installed_pack()
EXAMPLES = load_examples(installed_root())


def answer(goal: str, told: dict[str, Any], on: date) -> dict[str, Any]:
    """What an outside program is told of one goal."""
    row = determine_goals(pack=PACK, goals=[goal], facts=told, on=on)
    assert not row["errors"]
    goals: Any = row["goals"]
    found: dict[str, Any] = goals[goal]
    return found


@cache
def last_days_written() -> dict[str, date]:
    """The last day of the last version of each figure, read from the files and nothing else."""
    found = {}
    for file in (installed_root() / "parameters").rglob("*.yaml"):
        for name, figure in yaml.safe_load(file.read_text(encoding="utf-8")).items():
            last = max(figure["values"], key=lambda version: version["from"]).get("to")
            if last is not None:
                found[f"{file.stem}.{name}"] = last
    return found


@pytest.mark.parametrize("on", CLOCK, ids=str)
def test_the_check_names_every_figure_past_its_last_day_and_every_rule_past_review(on: date):
    found = check_pack(PACK, on)

    assert found.past_last_day == {name: last for name, last in last_days_written().items() if last < on}
    assert set(found.rules.past_review) == {
        rule.written.name
        for rule in PACK.rulebook.rules.values()
        if rule.written.review_by is not None and rule.written.review_by < on
    }


@pytest.mark.parametrize("on", CLOCK, ids=str)
def test_everyone_gets_an_answer_and_nothing_rests_on_a_figure_that_is_not_set(on: date):
    """An amount of this very day is not said with a figure that was over before it."""
    over = {name for name, last in last_days_written().items() if last < on}
    asked_today = {name for name, rule in PACK.rulebook.rules.items() if not rule.written.as_at}
    statuses = set()
    for example in EXAMPLES:
        sheet = read_person(PACK.rulebook, plain(example.facts), on).sheet
        if sheet is None:
            continue
        for goal in example.expect.get("goals") or ():
            found = PACK.rulebook.determine_on(goal, sheet)
            statuses.add(found.status)
            if found.status is Status.SETTLED and goal in asked_today:
                named = {reason.name for reason in found.because if reason.kind == "parameter"}
                assert not any(_is_read_today(figure, goal) for figure in named & over), (example.identifier, goal)

    assert {Status.SETTLED, Status.NOT_KNOWN_YET} <= statuses


def _is_read_today(figure: str, goal: str) -> bool:
    """The goal's own text reads it, at no other day than the one that is asked for."""
    written = PACK.rulebook.rules[goal].written
    return any(figure in f"{case.when} {case.value}" for case in written.cases)


@pytest.mark.parametrize(("last_day", "can_claim"), [("2026-12-31", False), ("2027-01-01", True)])
@pytest.mark.parametrize("on", [date(2026, 11, 22), *CLOCK], ids=str)
def test_eight_months_in_a_job_are_enough_from_the_first_day_of_2027(on: date, last_day: str, can_claim: bool):
    """Employment Rights Act 2025, section 25: six months in place of two years, whenever one asks. Notice was longer than the law's week."""
    told = {
        "job_ending.nation": "england",
        "job_ending.work_status": "employee",
        "job_ending.how": "employer_ended",
        "job_ending.start_date": "2026-05-01",
        "job_ending.notice_date": "2026-12-01",
        "job_ending.end_date": last_day,
        "job_ending.seems_unfair": True,
        "job_ending.protected_reason": False,
        "job_ending.sacked_for_misconduct": False,
    }

    found = answer("unfair_dismissal.can_claim", told, on)

    assert (found["status"], found["value"]) == ("settled", can_claim)


@pytest.mark.parametrize(
    ("on", "status", "value"),
    [
        # Child Benefit for an only child: £26.05 a week from 7 April 2025, £27.05 from 6 April 2026 (SI 2026 up-rating).
        (date(2026, 4, 5), "settled", 26.05),
        (date(2026, 4, 6), "settled", 27.05),
        (date(2027, 1, 1), "settled", 27.05),
        (date(2027, 4, 6), "not_known_yet", None),
        (date(2028, 4, 6), "not_known_yet", None),
    ],
)
def test_child_benefit_is_of_the_day_that_is_asked_for(on: date, status: str, value: float | None):
    told = {
        "birth.stage": "born",
        "birth.born_on": "2025-12-01",
        "birth.babies": 1,
        "birth.already_gets_child_benefit": False,
        "you.normally_live_in_uk": True,
        "you.can_get_public_funds": True,
    }

    found = answer("child_benefit.amount", told, on)

    assert (found["status"], found["value"]) == (status, value)


def test_the_person_reads_that_nobody_can_know_yet():
    facts = {
        "you.nation": "england",
        "birth.stage": "born",
        "birth.born_on": "2027-03-20",
        "birth.babies": 1,
        "birth.already_gets_child_benefit": False,
        "you.normally_live_in_uk": True,
        "you.can_get_public_funds": True,
    }
    contents = Contents(tuple(Answer(name, value) for name, value in facts.items()), {}, ("having_a_baby",))

    told = about_route(route_of(pack=PACK, contents=contents, on=date(2027, 4, 6)).telling)

    child_benefit = next(goal for goal in told.goals if goal.goal == "child_benefit.amount")
    assert child_benefit.says == "Nobody can know yet: the figures for that time are not set"
    assert "have not been set yet" in child_benefit.dead_end
    assert child_benefit.turn_to
