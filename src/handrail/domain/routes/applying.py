"""Whether a step applies to this person, why, and what that still hangs on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from handrail.domain.facts.possible import EITHER, NO, YES
from handrail.domain.routes.choices import ByChoice, answers_left
from handrail.domain.routes.circumstances import Circumstances
from handrail.domain.routes.journey import Journey, Service, Step
from handrail.domain.routes.once import once
from handrail.domain.rules.determination import Reason


class StepStatus(StrEnum):
    """Where a step stands on a person's route."""

    APPLIES = "applies"
    MAY_APPLY = "may_apply"
    DOES_NOT_APPLY = "does_not_apply"
    DONE = "done"
    SKIPPED = "skipped"

    @property
    def is_to_do(self) -> bool:
        """It is, or may be, still to be done."""
        return self in (StepStatus.APPLIES, StepStatus.MAY_APPLY)


@dataclass(frozen=True, slots=True)
class Applicability:
    """Yes, no or either: what it hangs on when it is open, and the reasons."""

    answer: int
    hangs_on: tuple[str, ...] = ()
    because: tuple[Reason, ...] = ()

    @property
    def status(self) -> StepStatus:
        return {YES: StepStatus.APPLIES, NO: StepStatus.DOES_NOT_APPLY, EITHER: StepStatus.MAY_APPLY}[self.answer]

    def opposite(self) -> Applicability:
        """Yes where this is no."""
        return Applicability({YES: NO, NO: YES, EITHER: EITHER}[self.answer], self.hangs_on, self.because)

    def and_also(self, other: Applicability) -> Applicability:
        """Both must hold."""
        if NO in (self.answer, other.answer):
            return self if self.answer == NO else other
        answer = YES if self.answer == other.answer == YES else EITHER
        return Applicability(answer, once(self.hangs_on + other.hangs_on), once(self.because + other.because))

    def either_way(self, other: Applicability) -> Applicability:
        """Two life events ask for the same step: one of them is enough."""
        if YES in (self.answer, other.answer) and self.answer != other.answer:
            return self if self.answer == YES else other
        answer = self.answer if self.answer == other.answer else EITHER
        return Applicability(answer, once(self.hangs_on + other.hangs_on), once(self.because + other.because))


def applicability(step: Step, journey: Journey, known: Circumstances) -> Applicability:
    """All of a step's conditions must hold: its rules, a service for the person's answers, and one in their nation."""
    conditions = tuple(_conditions(step, journey, known))
    against = tuple(condition for condition in conditions if condition.answer == NO)
    because = _with_words(reason for condition in against or conditions for reason in condition.because)
    if against:
        return Applicability(NO, (), because)
    hangs_on = once(fact for condition in conditions for fact in condition.hangs_on)
    is_open = any(condition.answer == EITHER for condition in conditions)
    return Applicability(EITHER, hangs_on, because) if is_open else Applicability(YES, (), because)


def _with_words(reasons: Iterable[Reason]) -> tuple[Reason, ...]:
    """Each reason once. A fact that a rule gives in words needs no second mention without."""
    found = once(reasons)
    told = {(reason.kind, reason.name) for reason in found if reason.says}
    return tuple(reason for reason in found if reason.says or (reason.kind, reason.name) not in told)


def _conditions(step: Step, journey: Journey, known: Circumstances) -> Iterator[Applicability]:
    yield from (_rule(rule, known) for rule in step.only_if)
    yield from (_rule(rule, known).opposite() for rule in step.unless)
    if step.service:
        yield _choice(step.service, known)
        yield _nation(step.service, journey, known)


def _rule(rule: str, known: Circumstances) -> Applicability:
    return Applicability(known.answer(rule), known.hangs_on(rule), known.determinations[rule].because)


def _choice(service: ByChoice[str], known: Circumstances) -> Applicability:
    """There is a service for what the person answered."""
    return _by_fact(service.covers(known.facts), service.by)


def _nation(service: ByChoice[str], journey: Journey, known: Circumstances) -> Applicability:
    """One of the services that are possible is there in the person's nation."""
    possible = [journey.services[name] for name in service.among(known.facts)]
    if not journey.nation or _is_by_nation(service, journey) or not any(one.nations for one in possible):
        return Applicability(YES)
    left = answers_left(journey.nation, known.facts)
    found = {_serves(one, left) for one in possible}
    if len(found) == 1:
        return _by_fact(found.pop(), journey.nation)
    return _by_fact(EITHER, service.by if left and len(left) == 1 else journey.nation)


def _is_by_nation(service: ByChoice[str], journey: Journey) -> bool:
    """What the service is chosen by is itself a nation, where the person lives, say. Where else the journey is about cannot
    rule it out then."""
    return bool(service.by) and all(answer in journey.services[name].nations for answer, name in service.values.items())


def _serves(one: Service, left: frozenset[str] | None) -> int:
    """A service is there in the nations that are left. One that names none is there in all."""
    if not one.nations:
        return YES
    if left is None:
        return EITHER
    return YES if left <= one.nations else EITHER if left & one.nations else NO


def _by_fact(answer: int, fact: str) -> Applicability:
    """What one fact decides. The words for it are the fact's own."""
    reasons = (Reason("fact", fact, ""),) if answer == NO else ()
    return Applicability(answer, (fact,) if answer == EITHER else (), reasons)
