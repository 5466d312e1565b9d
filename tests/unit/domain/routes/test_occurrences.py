"""What a life event that comes more than once is called, and what its journey reads then."""

from __future__ import annotations

from dataclasses import replace

import pytest

from handrail.domain.routes.choices import ByChoice
from handrail.domain.routes.journey import (
    Alternative,
    Anchor,
    CostEntry,
    Deadline,
    Decision,
    DocumentNeed,
    Phase,
    Risk,
    Urgent,
    said_of,
)
from handrail.domain.routes.occurrences import Again, counted, name_of, numbered
from handrail.domain.routes.renaming import first_of_several, gone_again
from handrail.domain.rules.renaming import renamed_in
from tests.unit.domain.routes.small_journey import a_deadline, a_journey, a_service, a_step  # noqa: F401

NAMES = {name: f"{name}_2" for name in ("job.ended_on", "job.nation", "is_owed", "pay", "due", "opens")}


def by_nation(**values):
    return ByChoice(values, "job.nation")


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        ("losing_a_job", ("losing_a_job", 1)),
        ("losing_a_job_2", ("losing_a_job", 2)),
        ("losing_a_job_4", ("losing_a_job", 4)),
        ("losing_a_job_1", ("losing_a_job_1", 1)),
        ("losing_a_job_5", ("losing_a_job_5", 1)),
    ],
)
def test_a_number_says_which_time_it_is(event, expected):
    assert numbered(event) == expected


def test_the_first_carries_no_number():
    assert [name_of("losing_a_job", number) for number in (1, 2)] == ["losing_a_job", "losing_a_job_2"]


def test_events_named_again_are_counted():
    assert counted(["a", "b", "a", "a_3", "a"]) == ("a", "b", "a_2", "a_3", "a_4")


def test_more_than_can_be_on_a_route_are_left_out():
    assert counted(["a"] * 6) == ("a", "a_2", "a_3", "a_4")


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("job.ended_on < due", "job.ended_on_2 < due_2"),
        ("job.nation == 'job.nation'", "job.nation_2 == 'job.nation'"),
        ('due if pay > 3 else "due"', 'due_2 if pay_2 > 3 else "due"'),
        ("job.ended_on.year + other.pay + repay", "job.ended_on.year + other.pay + repay"),
    ],
)
def test_an_expression_reads_the_others_and_keeps_its_values(written, read):
    assert renamed_in(written, NAMES) == read


def a_full_step():
    return replace(
        a_step("claim", service="tell_the_council"),
        owner=by_nation(wales="council"),
        service=by_nation(wales="tell_the_council"),
        only_if=("is_owed",),
        unless=("other",),
        after=by_nation(wales=("first",)),
        happens_on=Anchor("job.ended_on", True),
        not_before="opens",
        deadline=Deadline("due"),
        documents=(DocumentNeed("letter", by_nation(wales="employer")),),
        costs=(CostEntry("pay", due="due"),),
        gains=(CostEntry("pay"),),
        decision=Decision("how", (Alternative("by_post", "By post", cost="pay"), Alternative("online", "Online"))),
        risks=(Risk("late", "Late", time_limit=by_nation(wales="a week"), cost=by_nation(wales="free"), helps_free=by_nation(wales="acas")),),
        asserts={"job.ended_on": "done_on"},
        works_out=("pay", "other"),
    )  # fmt: skip


def the_journey(*steps, once=()):
    again = Again("job", ("job.ended_on", "job.nation"), once)
    return replace(
        a_journey(*steps, name="losing_a_job"),
        nation="job.nation",
        needs=("job.nation", "you.age"),
        goals=("pay",),
        in_words=("due", "other"),
        urgent=(Urgent("Ring", by_nation(wales="acas")),),
        again=again,
    )


def test_everything_a_step_names_is_the_second_one():
    (step,) = gone_again(the_journey(a_full_step()), 2, NAMES).steps

    assert (step.only_if, step.unless) == (("is_owed_2",), ("other",))
    choices = [step.owner, step.service, step.after, step.documents[0].comes_from]
    choices += [step.risks[0].time_limit, step.risks[0].cost, step.risks[0].helps_free]
    assert {choice.by for choice in choices if choice} == {"job.nation_2"}
    assert (step.happens_on, step.not_before) == (Anchor("job.ended_on_2", True), "opens_2")
    assert step.deadline == Deadline("due_2")
    assert step.costs == (CostEntry("pay_2", due="due_2"),)
    assert step.gains == (CostEntry("pay_2"),)
    assert step.decision
    assert step.decision.id == "how_2"
    assert [way.cost for way in step.decision.alternatives] == ["pay_2", None]
    assert step.asserts == {"job.ended_on_2": "done_on"}
    assert step.works_out == ("pay_2", "other")
    assert (step.id, step.subject) == ("claim", "you_2")


def test_a_step_with_nothing_of_its_own_stays_as_it_is():
    (step,) = gone_again(the_journey(a_step("rest")), 2, NAMES).steps

    assert replace(step, subject="you") == a_step("rest")


def test_the_journey_says_which_it_is():
    first, second = (made for made in (first_of_several(the_journey()), gone_again(the_journey(), 2, NAMES)))

    assert (first.id, second.id) == ("losing_a_job", "losing_a_job_2")
    assert (first.called, second.called) == ("the first job", "the second job")
    assert (second.nation, second.needs, second.goals) == ("job.nation_2", ("job.nation_2", "you.age"), ("pay_2",))
    assert second.in_words == ("due_2", "other")
    assert second.urgent[0].call.by == "job.nation_2"
    assert second.phases == (Phase("all", "all (second)"),)
    assert said_of("Claim", second) == "Claim (the second job)"
    assert said_of("Claim", first, second) == said_of("Claim", a_journey()) == "Claim"


@pytest.mark.parametrize(
    ("step", "trigger"),
    [
        (a_step("rest"), "rest"),
        (replace(a_step("claim", service="tell_the_council"), deadline=Deadline("due")), "due"),
        (replace(a_step("claim"), trigger="a_letter"), "a_letter"),
        (a_step("claim", service="tell_the_council"), ""),
    ],
)
def test_what_is_one_for_all_keeps_whom_it_is_for_and_what_sets_it_off(step, trigger):
    (again,) = gone_again(the_journey(step, once=(step.id,)), 2, NAMES).steps

    assert (again.subject, again.trigger) == ("you", trigger)
