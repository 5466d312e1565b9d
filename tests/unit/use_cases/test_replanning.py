"""However someone came to what they have told and done, their route is the one that follows from it; and a what-if leaves no trace."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handrail.domain.facts.held import Facts
from handrail.domain.routes.changes import changes
from handrail.domain.rules.determination import Status
from handrail.packs.pack import Pack
from handrail.use_cases import answering, marking_steps
from handrail.use_cases.kept_contents import Answer, Contents, read_contents, write_contents
from handrail.use_cases.trying_out import as_if_told, supposing, tried_in
from handrail.use_cases.working_out import WorkedOut, work_out
from tests.unit.domain.rules.test_properties import searching
from tests.unit.packs.grant_pack import FILES
from tests.unit.packs.written_pack import load

pytestmark = pytest.mark.property
ON = date(2026, 11, 22)
STEPS = ("pack_boxes", "claim_home_grant")
WISHES: dict[str, dict[str, object]] = {"first": {"first": True}, "later": {"not_before": "2026-12-24"}, "as usual": {}}
ANSWERS: dict[str, st.SearchStrategy[object]] = {
    "home.price": st.sampled_from([None, "declined", 200, 299, 300, 900, {"between": [100, 400]}]),
    "you.employed": st.sampled_from([None, "declined", True, False]),
    "home.moving_date": st.sampled_from(
        [None, *((ON + timedelta(days)).isoformat() for days in (-40, -1, 0, 30)), {"between": [ON.isoformat(), None]}]
    ),
}


@cache
def pack() -> Pack:
    with TemporaryDirectory() as folder:
        return load(Path(folder), FILES)


answers = st.sampled_from(sorted(ANSWERS)).flatmap(lambda fact: st.tuples(st.just(fact), ANSWERS[fact]))
marks = st.tuples(st.sampled_from(STEPS), st.sampled_from(["done", "done today", "skip", "undo", *WISHES]))
acts = st.lists(st.one_of(answers, marks), min_size=1, max_size=8)


def after(contents: Contents, act: tuple[str, Any]) -> Contents:
    """What is kept once someone has said or done this."""
    name, what = act
    if name in ANSWERS:
        return answering.keeping(contents, name, what, ON)
    if what in WISHES:
        return marking_steps.want(contents=contents, step=name, wish=WISHES[what])
    day = {f"exact_{part}": str(getattr(ON, part)) for part in ("day", "month", "year")} if "today" in what else {}
    given = {"mark": what.removesuffix(" today"), **day}
    return marking_steps.mark(contents=contents, step=name, given=given, on=ON).contents


def worked(contents: Contents) -> WorkedOut:
    return work_out(pack=pack(), contents=contents, on=ON)


@searching
@given(acts, st.randoms())
def test_planning_again_is_planning_from_scratch_in_any_order(done: list[tuple[str, Any]], random: Any) -> None:
    contents = Contents(life_events=("moving",))
    for act in done:
        contents = after(contents, act)
    told, steps = list(contents.answers), list(dict(contents.marks.get("steps", {})).items())  # type: ignore[call-overload]
    random.shuffle(told)
    random.shuffle(steps)
    from_scratch = Contents(tuple(told), {"steps": dict(steps)}, ("moving",))

    one, other = worked(read_contents(write_contents(contents))), worked(from_scratch)

    assert [clash.says for clash in one.clashes] == [clash.says for clash in other.clashes]
    if not one.clashes:
        assert one.route == other.route
        assert changes(one.route, other.route) == ()


@searching
@given(acts, st.lists(answers, min_size=1, max_size=3))
def test_a_what_if_writes_nothing_and_settles_nothing(
    done: list[tuple[str, Any]], tries: list[tuple[str, object]]
) -> None:
    contents = Contents(life_events=("moving",))
    for act in done:
        contents = after(contents, act)
    before = write_contents(contents)
    tried: tuple[Answer, ...] = ()
    for fact, value in tries:
        tried = tried_in(contents, answering.keeping(as_if_told(contents, tried), fact, value, ON), tried, fact)

    supposed = worked(supposing(contents, tried))

    assert write_contents(contents) == before
    if not supposed.clashes:
        only_told = Facts(
            {name: held for name, held in supposed.facts.by_name.items() if name not in supposed.facts.assumed}
        )
        for goal, found in supposed.planned.determinations.items():
            if found.status is Status.SETTLED:
                assert replace(found, because=(), sources=()) == replace(
                    pack().rulebook.determine(goal, only_told, ON), because=(), sources=()
                )
