"""What made a step change: the facts, rules and marks that differ between the circumstances of two routes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property

from handrail.domain.routes.once import once
from handrail.domain.routes.route import Basis, Route, RouteStep
from handrail.domain.rules.determination import Determination, Reason

BACKWARD = frozenset({"latest_finish", "start_by"})
"""The dates that hang on what comes after a step; the others hang on what comes before it."""

Reasons = tuple[Reason, ...]


class Differences:
    """The differences between two routes, looked at from any step. What has a cause of its own is not blamed on others."""

    def __init__(self, before: Route, after: Route) -> None:
        self.before, self.after = before, after
        self._rules: dict[str, Reasons] = {}
        self._own: dict[str, Reasons] = {}

    # -- why a step changed --------------------------------------------------------------------------------

    def in_status(self, name: str) -> Reasons:
        """Why a step applies, or does not, or is done."""
        return (
            self._event(name)
            or self._mark(name)
            or self._because(name)
            or self._of_itself(name)
            or self._otherwise(name)
        )

    def in_dates(self, name: str, moved: Iterable[str]) -> Reasons:
        """Why a step has other dates: for a reason of its own, or because something before or after it changed."""
        moved = frozenset(moved)
        own = once((*self._facts(name), *self._of_rules(name, lambda basis: basis.dates), *self._longer(name)))
        ahead = self._inherited(name, self._earlier) if "start" in moved or (not own and moved - BACKWARD) else ()
        behind = self._inherited(name, self._later) if not own and moved & BACKWARD else ()
        return once((*own, *ahead, *behind, *self._day())) or self.in_money(name)

    def in_money(self, name: str) -> Reasons:
        """Why a step has another price."""
        own = once((*self._of_rules(name, lambda basis: basis.money), *self._choice(name)))
        return own or self._of_itself(name) or self._inherited(name, self._around) or self._otherwise(name)

    # -- its own reasons -----------------------------------------------------------------------------------

    def _of_itself(self, name: str) -> Reasons:
        """Everything about a step that differs by itself."""
        if name not in self._own:
            rules = self._of_rules(name, lambda basis: (*basis.status, *basis.dates, *basis.money))
            parts = (self._event(name), self._mark(name), self._choice(name), self._facts(name), rules)
            self._own[name] = once(reason for part in parts for reason in part)
        return self._own[name]

    def _event(self, name: str) -> Reasons:
        """A life event came or went, and the step with it."""
        was, now = self._events_of(self.before, name), self._events_of(self.after, name)
        return tuple(Reason("event", event, "") for event in sorted(was ^ now))

    def _events_of(self, route: Route, name: str) -> frozenset[str]:
        step = route.by_id.get(name)
        return frozenset(step.events) if step else frozenset()

    def _mark(self, name: str) -> Reasons:
        """The person said that it is done, or skipped it, or took that back."""
        was, now = self.before.circumstances.marks, self.after.circumstances.marks
        same = was.done.get(name, ...) == now.done.get(name, ...) and (name in was.skipped) == (name in now.skipped)
        return () if same else (Reason("mark", name, ""),)

    def _choice(self, name: str) -> Reasons:
        """The person chose another way."""
        was, now = self.before.circumstances.marks.chosen, self.after.circumstances.marks.chosen
        decisions = once(step.decision.id for step in self._both(name) if step.decision)
        return tuple(Reason("decision", each, "") for each in decisions if was.get(each) != now.get(each))

    def _longer(self, name: str) -> Reasons:
        """The way they chose takes another time."""
        return self._choice(name) if len({step.lasts for step in self._both(name)}) > 1 else ()

    def _because(self, name: str) -> Reasons:
        """What decides it now and did not before; failing that, what did before and does no longer."""
        was, now = self.before.by_id.get(name), self.after.by_id.get(name)
        return _fresh(was.because if was else (), now.because if now else ())

    def _facts(self, name: str) -> Reasons:
        was, now = self.before.circumstances.facts, self.after.circumstances.facts
        named = once(fact for step in self._both(name) for fact in step.basis.facts)
        return tuple(Reason("fact", fact, "") for fact in named if was.get(fact) != now.get(fact))

    def _of_rules(self, name: str, part: Callable[[Basis], Iterable[str]]) -> Reasons:
        rules = once(rule for step in self._both(name) for rule in part(step.basis))
        return once(reason for rule in rules for reason in self._rule(rule))

    def _rule(self, rule: str) -> Reasons:
        """Why a rule comes to something else, if it does."""
        if rule not in self._rules:
            was, now = (route.circumstances.determinations.get(rule) for route in (self.before, self.after))
            self._rules[rule] = _why(rule, was, now)
        return self._rules[rule]

    # -- reasons from elsewhere ----------------------------------------------------------------------------

    def _inherited(self, name: str, towards: Callable[[str], Iterable[str]]) -> Reasons:
        """The own reasons of the nearest steps that have any."""
        seen, nearest = {name}, [name]
        while nearest:
            next_to = once(other for each in nearest for other in towards(each))
            nearest = [other for other in next_to if other not in seen]
            seen.update(nearest)
            found = once(reason for other in nearest for reason in self._of_itself(other))
            if found:
                return found
        return ()

    def _earlier(self, name: str) -> Iterator[str]:
        for step in self._both(name):
            yield from step.after

    def _later(self, name: str) -> Iterable[str]:
        return self._followers.get(name, ())

    def _around(self, name: str) -> Iterator[str]:
        yield from self._earlier(name)
        yield from self._later(name)

    @cached_property
    def _followers(self) -> dict[str, list[str]]:
        followers: dict[str, list[str]] = {}
        for route in (self.before, self.after):
            for step in route.steps:
                for earlier in step.after:
                    followers.setdefault(earlier, []).append(step.id)
        return followers

    def _day(self) -> Reasons:
        """Time has passed."""
        return () if self.before.on == self.after.on else (Reason("day", self.after.on.isoformat(), ""),)

    def _otherwise(self, name: str) -> Reasons:
        """Nothing about the person differs but the day; if that neither, their journey was written anew."""
        events = once(event for step in self._both(name) for event in step.events)
        return self._day() or tuple(Reason("journey", event, "") for event in events)

    def _both(self, name: str) -> tuple[RouteStep, ...]:
        """The step as it was and as it is."""
        return tuple(route.by_id[name] for route in (self.before, self.after) if name in route.by_id)


def _why(rule: str, was: Determination | None, now: Determination | None) -> Reasons:
    """What decides a rule now and did not before; the rule itself when that cannot be told apart."""
    if was is None or now is None:
        return () if was is now else (Reason("rule", rule, ""),)
    if was.possible == now.possible and was.status == now.status:
        return ()
    return _fresh(was.because, now.because) or (Reason("rule", rule, ""),)


def _fresh(was: Reasons, now: Reasons) -> Reasons:
    """What is new; failing that, what is gone."""
    return tuple(reason for reason in now if reason not in was) or tuple(reason for reason in was if reason not in now)
