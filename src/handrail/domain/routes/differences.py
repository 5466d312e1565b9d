"""What made a step change: the facts, rules and marks that differ between the circumstances of two routes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property

from handrail.domain.routes.basis import Basis
from handrail.domain.routes.once import once
from handrail.domain.routes.route import Route, RouteStep
from handrail.domain.rules.determination import Determination, Reason

BACKWARD = frozenset({"latest_finish", "start_by"})
"""The dates that hang on what comes after a step; the others hang on what comes before it."""

Reasons = tuple[Reason, ...]


class Differences:
    """The differences between two routes, looked at from any step. What has a cause of its own is not blamed on others."""

    def __init__(self, before: Route, after: Route) -> None:
        self.before, self.after = before, after
        self._rules = dict(_rules_that_differ(before.circumstances.determinations, after.circumstances.determinations))
        self._facts_that_differ = _keys_that_differ(before.circumstances.facts, after.circumstances.facts)
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
        own = once(
            (
                *self._facts(name),
                *self._of_rules(name, lambda basis: basis.dates),
                *self._longer(name),
                *self._put_off(name),
            )
        )
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
            parts = (
                self._event(name),
                self._mark(name),
                self._choice(name),
                self._facts(name),
                self._put_off(name),
                rules,
            )
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

    def _put_off(self, name: str) -> Reasons:
        """The person put it off, or no longer does."""
        days = {step.put_off_to for step in self._both(name) if step.is_to_do}
        return (Reason("put_off", name, ""),) if len(days) > 1 else ()

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
        """The facts the step looks at that are known otherwise."""
        if not self._facts_that_differ:
            return ()
        named = once(fact for step in self._both(name) for fact in step.basis.facts)
        return tuple(Reason("fact", fact, "") for fact in named if fact in self._facts_that_differ)

    def _of_rules(self, name: str, part: Callable[[Basis], Iterable[str]]) -> Reasons:
        """Why rules of the step come to something else."""
        if not self._rules:
            return ()
        rules = (rule for step in self._both(name) for rule in part(step.basis) if rule in self._rules)
        return once(reason for rule in once(rules) for reason in self._rules[rule])

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


def _keys_that_differ(was: Mapping[str, object], now: Mapping[str, object]) -> frozenset[str]:
    return frozenset(name for name in (*was, *now) if was.get(name) != now.get(name))


def _rules_that_differ(
    was: Mapping[str, Determination], now: Mapping[str, Determination]
) -> Iterator[tuple[str, Reasons]]:
    """Each rule that comes to something else, and why."""
    for rule in dict.fromkeys((*was, *now)):
        then, since = was.get(rule), now.get(rule)
        if then is None or since is None:
            yield rule, (Reason("rule", rule, ""),)
        elif then.possible != since.possible or then.status != since.status:
            yield rule, _fresh(then.because, since.because) or (Reason("rule", rule, ""),)


def _fresh(was: Reasons, now: Reasons) -> Reasons:
    """What is new; failing that, what is gone."""
    return tuple(reason for reason in now if reason not in was) or tuple(reason for reason in was if reason not in now)
