"""What a new release of the rules made different about a route that a person has seen, with the words of its sources."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from handrail.domain.content.about_changes import GoalChange
from handrail.domain.content.document import Citation
from handrail.domain.content.saying import NOT_KNOWN, capital, say_amount, say_days, say_outcome, sentence
from handrail.domain.content.telling import Telling, citations
from handrail.domain.routes.applying import StepStatus
from handrail.domain.routes.once import once
from handrail.domain.routes.remembered import Different, Remembered, RememberedStep, different, steps_of
from handrail.domain.routes.spans import NO_DAYS

_STATUS = {
    StepStatus.APPLIES: "to do",
    StepStatus.MAY_APPLY: "maybe to do",
    StepStatus.DONE: "done",
    StepStatus.SKIPPED: "left out by you",
}
_NOT_NEEDED = "not needed"


@dataclass(frozen=True, slots=True)
class RuleChange:
    """One step that the rules now treat otherwise, what the rules say of it, and where that was read."""

    step: str
    title: str
    is_on_route: bool
    says: tuple[str, ...]
    because: tuple[str, ...]
    sources: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class RulesTold:
    """Everything that is different though nothing was told and no day had passed."""

    goals: tuple[GoalChange, ...]
    steps: tuple[RuleChange, ...]

    @property
    def is_nothing(self) -> bool:
        return not self.goals and not self.steps


def remember(telling: Telling) -> Remembered:
    """The route as it is told today, to be compared with later."""
    route = telling.route
    steps = steps_of(route, {step.id: telling.title(step) for step in route.steps})
    return Remembered(route.on, telling.release, 0, steps, dict(_answers(telling)))


def _answers(telling: Telling) -> Iterator[tuple[str, str]]:
    goals = once(goal for journey in telling.journeys.values() for goal in journey.goals)
    return ((goal, capital(say_outcome(found))) for goal in goals if (found := telling.determination(goal)))


def about_the_rules(was: Remembered, now: Telling) -> RulesTold:
    """What is different between a route that was seen and the same person's route on the same day by the rules of now."""
    answers = dict(_answers(now))
    goals = tuple(
        GoalChange(goal, _question(goal, now), was.answers[goal], answers[goal])
        for goal in answers
        if was.answers.get(goal, answers[goal]) != answers[goal]
    )
    steps = remember(now).steps
    return RulesTold(goals, tuple(_told(each, now) for each in different(was.steps, steps)))


def _question(goal: str, telling: Telling) -> str:
    written = telling.rules[goal].written
    return written.question or written.says


def _told(each: Different, telling: Telling) -> RuleChange:
    known = each.now or each.was
    assert known is not None
    step = telling.route.by_id.get(each.step)
    found = [
        telling.determination(rule)
        for rule in (step.basis.status + step.basis.dates + step.basis.money if step else ())
    ]
    reasons = step.because if step else ()
    says = once(sentence(reason.says) for reason in reasons if reason.kind in ("rule", "deadline") and reason.says)
    sources = once(source for one in found if one for source in one.sources)
    return RuleChange(each.step, known.title, step is not None, tuple(_says(each)), says, tuple(citations(sources)))


def _says(each: Different) -> Iterator[str]:
    """What is not the same, as it is and as it was."""
    if "status" in each.parts:
        yield _now_and_before(_status(each.now), _status(each.was))
    if each.was is None or each.now is None:
        return
    if "due" in each.parts:
        yield f"Do it by: {_now_and_before(_due(each.now), _due(each.was))}"
    if "cost" in each.parts:
        yield f"Cost: {_now_and_before(say_amount(each.now.cost), say_amount(each.was.cost))}"
    if "gain" in each.parts:
        yield f"You get: {_now_and_before(say_amount(each.now.gain), say_amount(each.was.gain))}"


def _now_and_before(now: str, was: str) -> str:
    return f"{now}. Before: {was}"


def _status(step: RememberedStep | None) -> str:
    return capital(_STATUS[step.status] if step else _NOT_NEEDED)


def _due(step: RememberedStep) -> str:
    return NOT_KNOWN if step.due == NO_DAYS else say_days(step.due)
