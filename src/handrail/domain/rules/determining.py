"""A pack's rules, ready to be asked: what follows for these facts on this day, why, and with what proof."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, partial
from math import inf
from typing import cast

from handrail.domain.facts.held import Fact, Facts, Standing
from handrail.domain.facts.mistakes import Mistake, PackError, Place
from handrail.domain.facts.possible import Possible
from handrail.domain.facts.vocabulary import FactType, Vocabulary
from handrail.domain.rules import syntax
from handrail.domain.rules.cases import Machine, Tree
from handrail.domain.rules.checking import GUARD, Checker
from handrail.domain.rules.compiling import Compiler, Function, Functions, Trace, parts_in_common
from handrail.domain.rules.correlation import Cuts, Reader, Readings, cuts_of
from handrail.domain.rules.dates import WorkingDays
from handrail.domain.rules.determination import (
    Bare,
    Determination,
    Outcome,
    Reason,
    Status,
    is_exact,
    outcomes_with,
    possible_of,
    review_is_due,
)
from handrail.domain.rules.explaining import Explainer, figures_on
from handrail.domain.rules.intervals import Gaps, Pair
from handrail.domain.rules.layout import GAPS, NOTES, TODAY, Layout, Values, width, written
from handrail.domain.rules.narrowing import Narrowing, narrow
from handrail.domain.rules.needing import Needs
from handrail.domain.rules.parameters import Parameter, Source
from handrail.domain.rules.remembering import Known, Remembered
from handrail.domain.rules.rulebook import Calculator, Case, WrittenRule
from handrail.domain.rules.tightening import Tightening, Tightenings

NO_CALENDAR = WorkingDays({}, {})
CONSTRAINT = "constraint "
_MOST_BATCHES = 8192
"""How many sets of rules are kept ready."""


@dataclass(frozen=True)
class Sheet:
    """One person's facts on one day, laid out for working out rules. Whatever is worked out is kept on it.

    `early` are the dates that were told and lie before the law that the pack holds: what hangs on them is not covered.
    """

    on: date
    facts: Facts
    values: Values
    narrowing: Narrowing
    dormant: frozenset[str] = frozenset()
    with_assumptions: bool = True
    early: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Batch:
    """Rules that are worked out together: the function of each, and by their places those that have cases to try."""

    functions: tuple[Function, ...]
    with_cases: tuple[tuple[int, Tightening], ...]


class Rulebook:
    """The checked and compiled rules of one pack. It holds no one's facts.

    `covered_from` is the first day that it is made to be asked on.
    """

    def __init__(
        self,
        vocabulary: Vocabulary,
        parameters: Mapping[str, Parameter],
        written: Mapping[str, WrittenRule],
        calculators: Mapping[str, Calculator] | None = None,
        calendar: WorkingDays = NO_CALENDAR,
        release: str = "",
        covered_from: date = date.min,
    ) -> None:
        self.vocabulary, self.parameters, self.release = vocabulary, parameters, release
        self.covered_from = covered_from
        self.calculators, self.calendar = dict(calculators or {}), calendar
        everything = {**written, **_hidden_rules(vocabulary)}
        self.rules = Checker(vocabulary, parameters, everything, self.calculators, calendar.holidays.keys()).check_all()
        self._types = {name: rule.expression.type for name, rule in self.rules.items()}
        kept = {name: self._types[name] for name in self._named_by_others()}
        self.layout = Layout.of(vocabulary, kept, parts_in_common(self._everything_in(self.rules)))
        self.authored = tuple(written)
        self._case_facts: dict[str, tuple[str, ...]] = {}
        self._batches: dict[tuple[str, ...], _Batch] = {}
        self._cuts: dict[str, Mapping[str, Cuts]] = {}
        self._kept_by: dict[str, frozenset[int]] = {}
        self._reads_in: dict[int, Sequence[syntax.Expression]] = {}
        self._inside: dict[int, Sequence[syntax.Expression]] = {}
        self.reader = Reader(lambda name: self.rules[name].expression, parameters)
        self.machine = self._machine()
        self._remembered = Remembered(vocabulary, lambda: self._affecting)

    def make_ready(self) -> None:
        """Make now what is otherwise made when someone first asks for it: for a server, before anyone does."""
        for functions in (self._functions, self._traced):
            functions.make_all()
        self._batch(self.goals)

    @cached_property
    def goals(self) -> tuple[str, ...]:
        """What an outside program may ask for."""
        return tuple(name for name, rule in self.rules.items() if rule.written.is_goal)

    def _named_by_others(self) -> tuple[str, ...]:
        """The rules that other rules read: what they come to is kept, so that it is worked out once for all of them."""
        everything = self._everything_in(self.rules)
        return tuple(dict.fromkeys(part.name for part in everything if isinstance(part, syntax.RuleRead)))

    def _machine(self) -> Machine:
        compiler = Compiler(self.vocabulary, self.parameters, self.calculators, self.calendar, self.layout)
        constraints = [f"{CONSTRAINT}{name}" for name in self.vocabulary.constraints]
        facts_of_constraints = {name: frozenset(self.reads(name)) for name in constraints}
        self._check_constraints(facts_of_constraints)
        functions = self._functions = Functions(compiler, self.rules)
        cuts = cuts_of(self._everything_in(self.rules), self.parameters)
        return Machine(
            self.vocabulary,
            self.layout,
            functions,
            self._types,
            cuts,
            facts_of_constraints,
            self.cuts_of,
            self._kept_for,
        )

    def _check_constraints(self, facts: Mapping[str, frozenset[str]]) -> None:
        """One that speaks of no fact would hold for everyone or for nobody."""
        expected = "a condition on facts"
        mistakes = [
            Mistake(self.rules[name].written.place, f"the {name} speaks of no fact", expected)
            for name, read in facts.items()
            if not read
        ]
        if mistakes:
            raise PackError(mistakes)

    @cached_property
    def _traced(self) -> Functions:
        """The same functions, leaving notes. They are only made when someone asks why."""
        compiler = Compiler(
            self.vocabulary, self.parameters, self.calculators, self.calendar, self.layout, is_traced=True
        )
        return Functions(compiler, self.rules)

    # -- what a rule reads ---------------------------------------------------------------------------------

    def reads(self, rule: str) -> Readings:
        """Every fact a rule can be affected by. It can be affected by no other."""
        return self.reader.of_rule(rule)

    def affected_by(self, fact: str) -> tuple[str, ...]:
        """Every rule that can come out otherwise when a fact changes, and no fact but it is told anew."""
        return self._affected_by[fact]

    @cached_property
    def _affected_by(self) -> Mapping[str, tuple[str, ...]]:
        rules = {name: self.reads(name) for name in self.authored}
        felt = {fact: {fact, *self.felt_in(fact)} for fact in self.vocabulary.facts}
        return {
            fact: tuple(name for name, reads in rules.items() if not names.isdisjoint(reads))
            for fact, names in felt.items()
        }

    @cached_property
    def _affecting(self) -> Mapping[str, frozenset[str]]:
        """The same the other way round: for each rule every fact that it can come out otherwise by."""
        found: dict[str, set[str]] = {name: set() for name in self.authored}
        for fact, rules in self._affected_by.items():
            for rule in rules:
                found[rule].add(fact)
        return {rule: frozenset(facts) for rule, facts in found.items()}

    def felt_in(self, fact: str) -> frozenset[str]:
        """The facts that can be narrowed, or asked at all, otherwise when this one changes, directly or through others."""
        found: set[str] = set()
        waiting = [fact]
        while waiting:
            felt = self._bears_on[waiting.pop()] - found
            found |= felt
            waiting += felt
        return frozenset(found)

    @cached_property
    def _bears_on(self) -> Mapping[str, frozenset[str]]:
        """For each fact, those it shares a constraint with, and those that are asked or not by what it is."""
        found: dict[str, set[str]] = {name: set() for name in self.vocabulary.facts}
        for facts in self.machine.facts_of_constraints.values():
            for name in facts:
                found[name] |= facts
        for name, declaration in self.vocabulary.facts.items():
            for read in self.reads(f"{GUARD}{name}") if declaration.only_when else ():
                found[read].add(name)
        return {name: frozenset(felt) for name, felt in found.items()}

    def case_facts(self, rule: str) -> tuple[str, ...]:
        """The facts a rule reads in opposite ways, or that a constraint ties: choices first, then ranges, the most read first."""
        found = self._case_facts.get(rule)
        if found is None:
            found = self._case_facts[rule] = self._ordered(self.reads(rule), self._tied(rule))
        return found

    def _tied(self, rule: str) -> frozenset[str]:
        """The facts that a rule reads beside others, where a constraint says that not all their values go together."""
        tied = (facts.intersection(self.reads(rule)) for facts in self.machine.facts_of_constraints.values())
        return frozenset().union(*(facts for facts in tied if len(facts) > 1)) if " " not in rule else frozenset()

    def _ordered(self, readings: Readings, tied: frozenset[str]) -> tuple[str, ...]:
        names = [name for name, reading in readings.items() if reading.needs_cases or name in tied]
        return tuple(sorted(names, key=lambda name: (width(self.vocabulary.facts[name]), -readings[name].times, name)))

    def cuts_of(self, rule: str) -> Mapping[str, Cuts]:
        """Where the values of each fact begin to mean something else to a rule, or to a constraint on what it reads."""
        found = self._cuts.get(rule)
        if found is None:
            constraints = self.machine.facts_of_constraints.items()
            on_its_facts = (name for name, facts in constraints if not facts.isdisjoint(self.reads(rule)))
            found = self._cuts[rule] = cuts_of(self._everything_in([rule, *on_its_facts]), self.parameters)
        return found

    def everything_in(self, rule: str) -> Iterator[syntax.Expression]:
        """All that a rule is made of, and the rules it names."""
        return self._everything_in([rule])

    def _everything_in(self, rules: Iterable[str]) -> Iterator[syntax.Expression]:
        """All that these rules are made of, and the rules they name, each rule once."""
        seen: set[str] = set()
        waiting = list(rules)
        while waiting:
            name = waiting.pop()
            if name in seen:
                continue
            seen.add(name)
            for part in syntax.everything_in(self.rules[name].expression):
                if isinstance(part, syntax.RuleRead):
                    waiting.append(part.name)
                yield part

    # -- sheets --------------------------------------------------------------------------------------------

    def sheet(self, facts: Facts, on: date, *, with_assumptions: bool = True) -> Sheet:
        """Lay a person's facts out. What is dormant is left out, and what the constraints rule out is taken away."""
        values = self.nothing_known.copy()
        values[TODAY], values[GAPS] = on.toordinal(), set()
        for name in facts.by_name:
            self._put(values, name, facts.possible(name, self.vocabulary, with_assumptions=with_assumptions))
        dormant = frozenset(self._dormant(facts, values))
        values = self.layout.without_results(values)
        for name in dormant:
            self._put(values, name, self.vocabulary.facts[name].domain)
        early = frozenset(
            name for name in self._dated.intersection(facts.by_name) - dormant if self._trim(values, name)
        )
        values, narrowing = narrow(self.machine, values, set(facts.by_name) - dormant)
        return Sheet(on, facts, values, narrowing, dormant, with_assumptions, early)

    @cached_property
    def _dated(self) -> frozenset[str]:
        """The dates that the pack's law covers only from some day on."""
        return frozenset(name for name, fact in self.vocabulary.facts.items() if fact.covered_from > -inf)

    def _trim(self, values: Values, name: str) -> bool:
        """Leave only the days that are covered. True when there are none: then nothing can be said of the date."""
        place = self.layout.facts[name]
        first, (low, high) = self.vocabulary.facts[name].covered_from, cast("Pair", values[place : place + 2])
        values[place : place + 2] = (max(low, first), high) if high >= first else (-inf, inf)
        return high < first

    def changed(self, sheet: Sheet, fact: Fact) -> Sheet:
        """The sheet of someone who now says this too. What was worked out stays, but for what the fact can affect."""
        facts = sheet.facts.plus(fact)
        if self._bears_on[fact.name] or fact.name in self._dated or not self.is_asked(fact.name, sheet):
            return self.sheet(facts, sheet.on, with_assumptions=sheet.with_assumptions)
        values = sheet.values.copy()
        values[GAPS] = set(cast("Gaps", values[GAPS]))
        possible = facts.possible(fact.name, self.vocabulary, with_assumptions=sheet.with_assumptions)
        self._put(values, fact.name, possible)
        for place in self._resting_on[fact.name]:
            values[place] = None
        return replace(sheet, facts=facts, values=values)

    @cached_property
    def nothing_known(self) -> Values:
        """The values of someone who has told us nothing."""
        values: Values = [None] * self.layout.size
        for name, declaration in self.vocabulary.facts.items():
            self._put(values, name, declaration.domain)
        return values

    def _put(self, values: Values, name: str, possible: Possible) -> None:
        found = written(self.vocabulary.facts[name], possible)
        place = self.layout.facts[name]
        values[place : place + len(found)] = found

    def _dormant(self, facts: Facts, values: Values) -> Iterator[str]:
        """Facts that were given though what they hang on is no."""
        for name in facts.by_name:
            if self.vocabulary.facts[name].only_when and self.machine.work_out(f"{GUARD}{name}", values).value == 1:
                yield name

    def broken_constraints(self, sheet: Sheet) -> tuple[str, ...]:
        """The constraints that these facts contradict. They hold on every day, also before the law that the pack holds."""
        values = self.layout.without_results(sheet.values) if sheet.early else sheet.values
        for name in sheet.early:
            self._put(
                values, name, sheet.facts.possible(name, self.vocabulary, with_assumptions=sheet.with_assumptions)
            )
        return tuple(name for name, constraint in self._constraints if constraint(values) == 1)

    @cached_property
    def _constraints(self) -> Sequence[tuple[str, Function]]:
        return [(name, self.machine.functions[f"{CONSTRAINT}{name}"]) for name in self.vocabulary.constraints]

    def facts_of_constraint(self, name: str) -> tuple[str, ...]:
        """The facts a constraint speaks of."""
        return tuple(self.reads(f"{CONSTRAINT}{name}"))

    def is_asked(self, fact: str, sheet: Sheet, *, surely: bool = False) -> bool:
        """The fact makes sense for this person: what it hangs on is not known to be no; `surely`: it is known to be yes."""
        if not self.vocabulary.facts[fact].only_when:
            return True
        outcome = self.machine.work_out(f"{GUARD}{fact}", sheet.values).value
        return outcome == 2 if surely else outcome != 1

    # -- determine -----------------------------------------------------------------------------------------

    def outcome(self, rule: str, sheet: Sheet) -> Outcome:
        """What a rule comes to, as tight as trying cases makes it. No reasons are gathered."""
        return self.outcomes((rule,), sheet)[0]

    def outcomes(self, rules: Sequence[str], sheet: Sheet) -> list[Outcome]:
        """What each of these rules comes to."""
        batch = self._batch(tuple(rules))
        found: list[Bare] = [function(sheet.values) for function in batch.functions]
        is_left = [(place, tightening) for place, tightening in batch.with_cases if not is_exact(found[place])]
        values = self._on_trial(sheet.values) if is_left else sheet.values
        for place, tightening in is_left:
            found[place] = tightening.of(found[place], values)
        return outcomes_with(found, cast("Gaps", values[GAPS]))

    def _on_trial(self, values: Values) -> Values:
        """A copy in which cases can be tried. What is found missing there is not noted on the sheet."""
        copied = values.copy()
        copied[GAPS] = set(cast("Gaps", values[GAPS]))
        return copied

    def _batch(self, rules: tuple[str, ...]) -> _Batch:
        """These rules made ready. The same ones are asked for again and again."""
        found = self._batches.get(rules)
        if found is None:
            if len(self._batches) >= _MOST_BATCHES:
                self._batches.clear()
            tightenings = ((place, self._tightenings[rule]) for place, rule in enumerate(rules))
            with_cases = tuple((place, tightening) for place, tightening in tightenings if tightening)
            found = self._batches[rules] = _Batch(tuple(map(self.machine.functions.__getitem__, rules)), with_cases)
        return found

    @cached_property
    def _tightenings(self) -> Tightenings:
        """What is needed to try the cases of each rule that reads a fact in opposite ways."""
        return Tightenings(self.machine, self.case_facts)

    def _kept_for(self, rule: str, fact: str) -> frozenset[int]:
        """The places of the results that are kept while a rule is worked out, and can be affected by a fact."""
        found = self._kept_by.get(rule)
        if found is None:
            everything = list(self._everything_in([rule]))
            rules = {self.layout.rules[part.name] for part in everything if isinstance(part, syntax.RuleRead)}
            parts = {self.layout.parts[part] for part in everything if part in self.layout.parts}
            found = self._kept_by[rule] = frozenset(rules | parts)
        return found.intersection(self._resting_on[fact])

    @cached_property
    def _resting_on(self) -> Mapping[str, tuple[int, ...]]:
        """For each fact, the places of the results that are kept and can be affected by it."""
        kept = [(place, self.reads(rule)) for rule, place in self.layout.rules.items()]
        kept += [(place, self.reader.of(part)) for part, place in self.layout.parts.items()]
        return {fact: tuple(place for place, reads in kept if fact in reads) for fact in self.vocabulary.facts}

    def tree(self, rule: str, sheet: Sheet, *, every_leaf: bool = False) -> Tree:
        """The cases that were tried for a rule."""
        return self.machine.settle(rule, sheet.values, self._cases_for(rule, sheet), every_leaf=every_leaf)

    def _cases_for(self, rule: str, sheet: Sheet) -> tuple[str, ...]:
        """The facts whose cases are worth trying: what hangs on something that is no is not read by anything."""
        return tuple(fact for fact in self.case_facts(rule) if self.is_asked(fact, sheet))

    def determine(self, rule: str, facts: Facts, on: date) -> Determination:
        """What a rule comes to for these facts on this day, with its reasons and what it still needs."""
        return self.determine_on(rule, self.sheet(facts, on, with_assumptions=False), self.sheet_supposing(facts, on))

    def sheet_supposing(self, facts: Facts, on: date) -> Sheet | None:
        """The same facts with what the person supposes, or None when they suppose nothing."""
        return self.sheet(facts, on) if facts.assumed else None

    def determine_on(self, rule: str, sheet: Sheet, supposing: Sheet | None = None) -> Determination:
        """As `determine`, for facts already laid out."""
        known = None if supposing else self._known(rule, sheet)
        return self._remembered.once("told", known, lambda: self._told(rule, sheet, supposing, known))

    def forget(self) -> None:
        """Drop what is remembered from one person to the next: it will be worked out anew."""
        self._remembered.forget()

    def _known(self, rule: str, sheet: Sheet) -> Known | None:
        """What is known that bears on a rule, where it is little enough to be remembered."""
        return None if sheet.early else self._remembered.known(rule, sheet.facts, sheet.on)

    def settle_about(
        self, facts: Iterable[str], rule: str, sheet: Sheet, supposing: Sheet | None = None
    ) -> Determination:
        """As `settle_on`, with those of these facts that it still needs."""
        found = self.settle_on(rule, sheet, supposing)
        if found.status is not Status.OPEN:
            return found
        on = supposing if found.assumes and supposing else sheet
        return replace(found, needs=tuple(fact for fact in facts if self.is_needed(fact, rule, on)))

    def settle_on(self, rule: str, sheet: Sheet, supposing: Sheet | None = None) -> Determination:
        """As `determine_on`, without a word of why, of where it was read, or of what is still needed: much quicker."""
        known = None if supposing else self._known(rule, sheet)
        return self._remembered.once("settled", known, lambda: self._settled(rule, sheet, supposing))

    def _settled(self, rule: str, sheet: Sheet, supposing: Sheet | None) -> Determination:
        outcome = self.outcome(rule, sheet)
        status = Status.SETTLED if outcome.is_exact else Status.OPEN
        assumes: tuple[str, ...] = ()
        if status is Status.OPEN and supposing is not None:
            assumes = tuple(name for name in sheet.facts.assumed if name in self.reads(rule))
            if assumes:
                sheet, outcome = supposing, self.outcome(rule, supposing)
                status = Status.ESTIMATE if outcome.is_exact else Status.OPEN
        if status is Status.OPEN and (outcome.gaps or sheet.early):
            status = self._gap(rule, sheet) or status
        elif self._rests_on_an_early_day(rule, sheet.values, sheet):
            status = Status.NOT_COVERED
        possible = possible_of(outcome, self._types[rule])
        return Determination(rule, self._types[rule], status, possible, assumes=assumes)

    def _told(self, rule: str, sheet: Sheet, supposing: Sheet | None, known: Known | None) -> Determination:
        """With its reasons, where they were read, and what is still needed."""
        found = self._remembered.once("settled", known, lambda: self._settled(rule, sheet, supposing))
        on = supposing if found.assumes and supposing else sheet
        return self._with_reasons(rule, on, found, known)

    def _with_reasons(self, rule: str, sheet: Sheet, found: Determination, known: Known | None) -> Determination:
        declared = self.rules[rule].written
        because = self.because(rule, sheet)
        sources = _sources(declared.sources, because)
        due = review_is_due([declared.review_by, *self._reviews(because, sheet.on)], sheet.on)
        return replace(
            found,
            needs=self._needs(rule, sheet, known) if found.status is Status.OPEN else (),
            because=because,
            sources=sources,
            scope=figures_on(declared.scope, self.parameters, sheet.on),
            period=declared.period,
            must_check=due or any(source.seen != "text" for source in sources),
        )

    def _reviews(self, because: Iterable[Reason], on: date) -> Iterator[date | None]:
        for reason in because:
            if reason.kind == "parameter":
                for version in self.parameters[reason.name].versions:
                    if version.source == reason.source:
                        yield version.review_by
            elif reason.kind == "rule":
                yield self.rules[reason.name].written.review_by
            elif reason.kind == "calculator":
                yield self.calculators[reason.name].review_by

    def lacks_a_figure(self, rule: str, sheet: Sheet) -> bool:
        """The answer is not covered or not known yet, so that no question is worth asking for it."""
        outcome = self.outcome(rule, sheet)
        return not outcome.is_exact and bool(outcome.gaps or sheet.early) and self._gap(rule, sheet) is not None

    def _gap(self, rule: str, sheet: Sheet) -> Status | None:
        """Not covered or not known yet, when that is so whatever the person may still tell us."""
        facts = [name for name in dict.fromkeys((*self.case_facts(rule), *self.reads(rule))) if name not in sheet.early]
        gaps: set[str] = set()
        is_early = bool(sheet.early)
        # The sheet also holds what other rules found missing.
        fresh = self.layout.without_results(sheet.values)
        for leaf in self.machine.leaves(rule, fresh, facts):
            has_gaps = bool(leaf.outcome.gaps) and not leaf.outcome.is_exact
            rests_on_one = self._rests_on_an_early_day(rule, leaf.values, sheet)
            if not has_gaps and not rests_on_one:
                return None
            gaps |= {status for status, _ in leaf.outcome.gaps}
            is_early = is_early and rests_on_one
        # An early day is worked out as if it could be any: also one so late that no figure is known for it yet.
        return Status.NOT_KNOWN_YET if "not_known_yet" in gaps and not is_early else Status.NOT_COVERED

    def _rests_on_an_early_day(self, rule: str, values: Values, sheet: Sheet) -> bool:
        """An outcome was worked out from a day before the law that the pack holds, be it the same on every day that is covered:
        what the law was on that day is not known."""
        if not sheet.early:
            return False
        explained = self._explained(rule, values, sheet.on)
        return not sheet.early.isdisjoint(explained.worked_out_from(self.rules[rule].expression))

    # -- why, and what is still needed -----------------------------------------------------------------------

    def because(self, rule: str, sheet: Sheet) -> tuple[Reason, ...]:
        """What decided the outcome, or what is known of it so far."""
        return self._explained(rule, sheet.values, sheet.on).of_rule(rule)

    def _explained(self, rule: str, values: Values, on: date) -> Explainer:
        """Notes are kept with the person's own values: someone else may be asking at the same moment."""
        trace = Trace()
        fresh = self.layout.without_results(values)
        fresh[NOTES] = trace.values
        self._traced[rule](fresh)
        held = partial(self._held, values)
        return Explainer(
            self.vocabulary,
            self.parameters,
            self.rules,
            trace,
            on,
            held,
            self.calculators,
            self._reads_in,
            self._inside,
        )

    def _held(self, values: Values, fact: str) -> Values:
        place = self.layout.facts[fact]
        return values[place : place + width(self.vocabulary.facts[fact])]

    def needs(self, rule: str, sheet: Sheet) -> tuple[str, ...]:
        """The facts that can still change the outcome, in the order of the vocabulary. `needing` says what that promises."""
        return self._needs(rule, sheet, self._known(rule, sheet))

    def _needs(self, rule: str, sheet: Sheet, known: Known | None) -> tuple[str, ...]:
        return self._remembered.once("needs", known, lambda: self._all_needed(rule, sheet))

    def _all_needed(self, rule: str, sheet: Sheet) -> tuple[str, ...]:
        unknown = frozenset(name for name in self.reads(rule) if self._is_unknown(name, sheet)) - sheet.early
        needed = self._needed(rule, sheet, unknown)
        return tuple(name for name in self.vocabulary.facts if name in needed and name in unknown)

    def is_needed(self, fact: str, rule: str, sheet: Sheet) -> bool:
        """One fact can still change the outcome."""
        is_unknown = fact in self.reads(rule) and fact not in sheet.early and self._is_unknown(fact, sheet)
        return is_unknown and self._remembered.once(
            f"needs {fact}", self._known(rule, sheet), lambda: fact in self._needed(rule, sheet, frozenset({fact}))
        )

    def _is_unknown(self, fact: str, sheet: Sheet) -> bool:
        """More than one value is left, and it makes sense to ask for it. A list is left to those who look at its members."""
        return not self._is_one_value(fact, sheet) and self.is_asked(fact, sheet)

    def _is_one_value(self, fact: str, sheet: Sheet) -> bool:
        is_list = self.vocabulary.facts[fact].type is FactType.COLLECTION
        return not is_list and self.machine.is_known(fact, sheet.values)

    def _needed(self, rule: str, sheet: Sheet, wanted: frozenset[str]) -> set[str]:
        """Those of the wanted facts that are needed, and perhaps others. Where there were too many cases to try them all,
        each fact that has cases may still change the outcome."""

        open_facts = partial(self._open_facts, rule, on=sheet.on)
        needs = Needs(self.machine, rule, self._cases_for(rule, sheet), open_facts)
        needs.search(sheet.values, wanted)
        untried = [fact for fact in needs.facts if not self.machine.is_known(fact, sheet.values)]
        return needs.found.union(untried if needs.is_cut_short else ())

    def _open_facts(self, rule: str, values: Values, on: date) -> set[str]:
        return self._explained(rule, values, on).open_facts(self.rules[rule].expression)

    def declined(self, facts: Facts) -> tuple[str, ...]:
        """What the person would rather not say."""
        return tuple(name for name in facts.by_name if facts.standing(name) is Standing.DECLINED)


def _hidden_rules(vocabulary: Vocabulary) -> dict[str, WrittenRule]:
    """Constraints and `only_when` guards are conditions like any other, under names no author can write."""
    hidden: dict[str, WrittenRule] = {}
    for constraint in vocabulary.constraints.values():
        hidden[f"{CONSTRAINT}{constraint.name}"] = _condition(
            f"{CONSTRAINT}{constraint.name}", constraint.holds, constraint.place
        )
    for declaration in vocabulary.facts.values():
        if declaration.only_when:
            name = f"{GUARD}{declaration.name}"
            hidden[name] = _condition(name, declaration.only_when, declaration.place)
    return hidden


def _condition(name: str, text: str, place: Place) -> WrittenRule:
    return WrittenRule(name, (Case(None, text),), place, is_condition=True)


def _sources(first: Sequence[Source], because: Iterable[Reason]) -> tuple[Source, ...]:
    found = [*first, *(reason.source for reason in because if reason.source is not None)]
    return tuple(dict.fromkeys(found))
