"""A day that has no date yet, in words: "14 days after the completion date". Read from the rule itself, so that the two never differ."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from handrail.domain.content.saying import say_listed
from handrail.domain.facts.possible import Among, Possible, Ranges
from handrail.domain.facts.vocabulary import Vocabulary
from handrail.domain.routes.once import once
from handrail.domain.rules import syntax
from handrail.domain.rules.explaining import say_version, version_on
from handrail.domain.rules.parameters import Parameter, Version
from handrail.domain.rules.rulebook import Rule
from handrail.domain.rules.syntax import Expression

_MOST_WAYS = 2
"""More ways than this to come to a day are not told: what it depends on says it better."""

_UNITS = {
    "plus_days": "day",
    "plus_weeks": "week",
    "plus_months": "month",
    "plus_years": "year",
    "working_days_after": "working day",
}
_THE_LAST_OF = {"max": "the later of", "min": "the earlier of"}


def say_due(counted: str) -> str:
    """Due 14 days after the completion date; due by the completion date."""
    return f"Due {counted}" if counted[:1].isdigit() else f"Due by {counted}"


class _CannotSay(Exception):
    """A part of the rule that has no words here."""


@dataclass(frozen=True, slots=True)
class When:
    """What the words are read from: the rules and figures, and what each fact may be for this person."""

    vocabulary: Vocabulary
    parameters: Mapping[str, Parameter]
    rules: Mapping[str, Rule]
    possible: Callable[[str], Possible]
    on: date

    def say(self, rule: str) -> str:
        """The day a rule comes to, counted from what it is counted from. Nothing where that cannot be said in a few words."""
        try:
            ways = once(self._ways(self.rules[rule].expression))
        except _CannotSay:
            return ""
        return say_listed(ways, "or") if len(ways) <= _MOST_WAYS else ""

    def _ways(self, expression: Expression) -> Iterator[str]:
        """Each way in which it may still be worked out."""
        match expression:
            case syntax.FactRead(name=name):
                yield self.vocabulary.facts[name].label or name
            case syntax.RuleRead(name=name):
                yield from self._ways(self.rules[name].expression)
            case syntax.IfElse(condition=condition, yes=yes, no=no):
                holds = self._may_hold(condition)
                for may, branch in ((True in holds, yes), (False in holds, no)):
                    if may:
                        yield from self._ways(branch)
            case syntax.DateFunction(function=function, arguments=(day, count, *_)) if function in _UNITS:
                for start in once(self._starts(day)):
                    yield from (f"{length} after {start}" for length in self._lengths(_UNITS[function], count))
            case syntax.Extreme(function=function, parts=parts):
                each = [once(self._ways(part)) for part in parts]
                if any(len(ways) != 1 for ways in each):
                    raise _CannotSay
                yield f"{_THE_LAST_OF[function]} {say_listed([ways[0] for ways in each])}"
            case _:
                raise _CannotSay

    def _starts(self, day: Expression) -> Iterator[str]:
        """What is counted from. A day that has a rule of its own goes by the rule's words: one thing after another is enough."""
        says = self.rules[day.name].written.says if isinstance(day, syntax.RuleRead) else ""
        if says:
            yield says[:1].lower() + says[1:]
        else:
            yield from self._ways(day)

    def _lengths(self, unit: str, count: Expression) -> Iterator[str]:
        """14 days; 1 month; 90 to 180 days."""
        match count:
            case syntax.ParameterRead(name=name, as_at=as_at):
                said = once(say_version(self.parameters[name], each) for each in self._versions(name, as_at))
            case syntax.Constant(value=value) if value > 0:
                said = (str(value),)
            case _:
                raise _CannotSay
        yield from (f"{number} {unit}" + ("" if number == "1" else "s") for number in said)

    def _versions(self, name: str, as_at: Expression) -> tuple[Version, ...]:
        """Every figure that may be in force on the day the rule names; today's where that day is read from nothing we hold."""
        parameter = self.parameters[name]
        if isinstance(as_at, syntax.FactRead):
            possible = self.possible(as_at.name)
            assert isinstance(possible, Ranges)
            found, _ = parameter.in_force(possible.low, possible.high)
            if found:
                return tuple(found)
        return (version_on(parameter, self.on),)

    def _may_hold(self, condition: Expression) -> frozenset[bool]:
        """Whether a condition may be true, and whether it may be false. What is not read here may be either."""
        both = frozenset({True, False})
        match condition:
            case syntax.FactRead(name=name):
                possible = self.possible(name)
                assert isinstance(possible, Among)
                return frozenset(bool(value) for value in possible.values)
            case syntax.OneOf(choice=syntax.FactRead(name=name), mask=mask):
                possible, options = self.possible(name), self.vocabulary.facts[name].options
                assert isinstance(possible, Among)
                return frozenset(bool(mask >> options.index(str(value)) & 1) for value in possible.values)
            case syntax.Not(part=part):
                return frozenset(not value for value in self._may_hold(part))
            case syntax.And(parts=parts):
                each = [self._may_hold(part) for part in parts]
                return frozenset({False} if any(ways == {False} for ways in each) else both) & (
                    frozenset({True}) if all(ways == {True} for ways in each) else both
                )
            case _:
                return both
