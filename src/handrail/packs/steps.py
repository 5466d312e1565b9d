"""Read one step of a journey."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from handrail.domain.facts.mistakes import InputError, Place
from handrail.domain.facts.reading import read_value
from handrail.domain.facts.vocabulary import FactType
from handrail.domain.routes.basis import ON_FINISH, ON_START
from handrail.domain.routes.choices import ByChoice
from handrail.domain.routes.journey import (
    DONE_ON,
    Alternative,
    Anchor,
    CostEntry,
    Deadline,
    Decision,
    DocumentNeed,
    Lasts,
    Risk,
    Step,
)
from handrail.domain.rules.rulebook import PERIODS
from handrail.packs.entries import check_keys, flag, list_of, sources_of, text_of
from handrail.packs.names import Names, words
from handrail.packs.news import tells_of
from handrail.packs.organisations import ways_of
from handrail.packs.yaml_lines import Lines

STEP_KEYS = (
    "phase", "service", "owner", "only_if", "unless", "only_to_recover", "after", "lasts", "happens_on", "deadline",
    "not_before", "do_it", "documents", "cost", "gain", "works_out", "decision", "goes_wrong", "asserts", "subject",
    "trigger", "tells", "give_or_take", "source", "sources",
)  # fmt: skip
_ALTERNATIVE_KEYS = ("id", "title", "cost", "lasts", "risk", "effort", "undo", "says")
_COURSE = {"ends": "date", "sure_until": "date", "at_most": "number"}
_RISK_KEYS = ("id", "says", "remedy", "time_limit", "cost", "helps_free", "source", "sources")


def read_step(name: str, entry: Lines, phases: list[str], steps: list[str], names: Names) -> Step:
    """One step. `phases` and `steps` are those of its journey."""
    report = names.report
    check_keys(entry, STEP_KEYS, report)
    return Step(
        id=name,
        phase=names.one_of(entry.get("phase"), phases, entry.place("phase"), "phase"),
        lasts=_lasts(entry, names) or Lasts(0, 0, 0),
        place=entry.place(),
        service=names.by_choice(entry, "service", names.service) if "service" in entry else None,
        owner=names.by_choice(entry, "owner", names.organisation) if "owner" in entry else None,
        only_if=_conditions(entry, "only_if", names),
        unless=_conditions(entry, "unless", names),
        only_to_recover=flag(entry, "only_to_recover", names.report),
        after=_after(entry, steps, names),
        happens_on=_anchor(entry, names),
        not_before=names.rule(entry["not_before"], "date", entry.place("not_before"))
        if "not_before" in entry
        else None,
        deadline=_deadline(entry, steps, names),
        ways=ways_of(entry, report),
        documents=tuple(_documents(entry, names)),
        costs=_amounts(entry, "cost", names),
        gains=_amounts(entry, "gain", names),
        works_out=_goals(entry, names),
        decision=_decision(entry, names),
        risks=tuple(_risk(item, names) for item in _mappings(entry, "goes_wrong", "{id, says, remedy, …}", names)),
        asserts=_asserts(entry, names),
        subject=text_of(entry, "subject", report, "you"),
        trigger=text_of(entry, "trigger", report),
        sources=sources_of(entry, report),
        tells=tells_of(entry, names),
        give_or_take=_give_or_take(entry, names),
    )


def _mappings(entry: Lines, key: str, expected: str, names: Names) -> list[Lines]:
    """A list of mappings."""
    items = list_of(entry, key, names.report)
    for item in items:
        if not isinstance(item, Lines):
            names.report.add(entry.place(key), f"`{key}` holds '{item}'", expected)
    return [item for item in items if isinstance(item, Lines)]


def _mapping(entry: Lines, key: str, expected: str, names: Names) -> Lines | None:
    """One mapping, or None when the key is absent."""
    value = entry.get(key)
    if key in entry and not isinstance(value, Lines):
        names.report.add(entry.place(key), f"`{key}` cannot be read", expected)
    return value if isinstance(value, Lines) else None


def _conditions(entry: Lines, key: str, names: Names) -> tuple[str, ...]:
    return tuple(names.rule(rule, "yes_no", entry.place(key)) for rule in list_of(entry, key, names.report))


def _goals(entry: Lines, names: Names) -> tuple[str, ...]:
    """What the step lets people know, each a rule of any type."""
    place = entry.place("works_out")
    return tuple(names.one_of(goal, names.rules, place, "rule") for goal in list_of(entry, "works_out", names.report))


def _after(entry: Lines, steps: list[str], names: Names) -> ByChoice[tuple[str, ...]]:
    def read(value: object, place: Place) -> tuple[str, ...]:
        earlier: list[Any] = value if isinstance(value, list) else [value]
        return tuple(names.one_of(name, steps, place, "step") for name in earlier)

    return names.by_choice(entry, "after", read) if "after" in entry else ByChoice.always(())


def _lasts(entry: Lines, names: Names) -> Lasts | None:
    """Three whole numbers of days, none less than the one before."""
    expected = "lasts: {least: days, likely: days, most: days}"
    written = _mapping(entry, "lasts", expected, names)
    if written is None:
        if "lasts" not in entry:
            names.report.add(entry.place(), "the step does not say how long it takes", expected)
        return None
    check_keys(written, ("least", "likely", "most"), names.report)
    days = [written.get(key) for key in ("least", "likely", "most")]
    whole = [day for day in days if isinstance(day, int) and not isinstance(day, bool)]
    if len(whole) < len(days) or whole != sorted(whole) or whole[0] < 0:
        names.report.add(
            written.place(), "`lasts` cannot be read", "whole numbers of days, none less than the one before"
        )
        return None
    return Lasts(*whole)


def _anchor(entry: Lines, names: Names) -> Anchor | None:
    """A date fact, or a date rule."""
    name = entry.get("happens_on")
    if name is None:
        return None
    declaration = names.vocabulary.facts.get(str(name))
    if declaration or str(name) not in names.rules:
        names.fact(name, (FactType.DATE,), entry.place("happens_on"))
        return Anchor(str(name), is_fact=True)
    return Anchor(names.rule(name, "date", entry.place("happens_on")), is_fact=False)


def _give_or_take(entry: Lines, names: Names) -> int:
    """So many days round the day that it happens on."""
    days = entry.get("give_or_take", 0)
    if isinstance(days, int) and not isinstance(days, bool) and days >= 0 and ("happens_on" in entry or not days):
        return days
    names.report.add(entry.place("give_or_take"), f"`give_or_take` is {days}", "a number of days beside `happens_on`")
    return 0


def _deadline(entry: Lines, steps: list[str], names: Names) -> Deadline | None:
    written = _mapping(entry, "deadline", "{by: a date rule, if_missed: words, recover: a step}", names)
    if written is None:
        return None
    check_keys(written, ("by", "if_missed", "recover", "even_if_done"), names.report)
    by = names.rule(written.get("by"), "date", written.place("by"))
    recover = (
        names.one_of(written["recover"], steps, written.place("recover"), "step") if "recover" in written else None
    )
    even_if_done = flag(written, "even_if_done", names.report)
    if even_if_done and recover is None:
        names.report.add(written.place("even_if_done"), "nothing can be put right", "recover: a step")
    return Deadline(by, text_of(written, "if_missed", names.report), recover, even_if_done)


def _documents(entry: Lines, names: Names) -> list[DocumentNeed]:
    found: list[DocumentNeed] = []
    for item in _mappings(entry, "documents", "{id, called, from, for}", names):
        check_keys(item, ("id", "called", "from", "for"), names.report)
        if "from" not in item:
            names.report.add(item.place(), "the document does not say where it comes from", "from: who gives it")
            continue
        comes_from = names.by_choice(item, "from", words(names.report))
        purpose, called = text_of(item, "for", names.report), text_of(item, "called", names.report)
        found.append(DocumentNeed(_identifier(item, names), comes_from, purpose, called))
    return found


def _identifier(item: Lines, names: Names) -> str:
    identifier = text_of(item, "id", names.report)
    if not identifier:
        names.report.add(item.place(), "there is no id here", "id: a word")
    return identifier


def _amounts(entry: Lines, key: str, names: Names) -> tuple[CostEntry, ...]:
    return tuple(_amount(item, key, entry.place(key), names) for item in list_of(entry, key, names.report))


def _amount(item: object, key: str, place: Place, names: Names) -> CostEntry:
    """A money rule, or a mapping that says when it falls due and how long it goes on."""
    if not isinstance(item, Lines):
        return CostEntry(names.rule(item, "money", place))
    check_keys(item, ("rule", "says", "due", "every", "goes_on", *_COURSE), names.report)
    due = text_of(item, "due", names.report, ON_FINISH)
    if due not in (ON_START, ON_FINISH):
        names.rule(due, "date", item.place("due"))
    every = text_of(item, "every", names.report)
    if every:
        names.one_of(every, PERIODS[1:], item.place("every"), "period")
    if every and key == "cost":
        names.report.add(item.place("every"), "a cost is paid once", "a line for each time it is paid")
    rule = names.rule(item.get("rule"), "money", item.place("rule"))
    says = text_of(item, "says", names.report)
    return CostEntry(rule, says, due, every, flag(item, "goes_on", names.report), **_course(item, every, names))


def _course(item: Lines, every: str, names: Names) -> dict[str, str]:
    """How long what is paid every week or month goes on."""
    written = [key for key in ("goes_on", *_COURSE) if item.get(key)]
    if written and not every:
        names.report.add(item.place(written[0]), "what is paid once does not go on", "every: week, month …")
    if len(written) > 1 and "goes_on" in written:
        names.report.add(item.place("goes_on"), "what goes on has no last day", "either `goes_on` or how long")
    return {key: names.rule(item[key], kind, item.place(key)) for key, kind in _COURSE.items() if key in item}


def _decision(entry: Lines, names: Names) -> Decision | None:
    written = _mapping(entry, "decision", "{id, alternatives: […]}", names)
    if written is None:
        return None
    check_keys(written, ("id", "alternatives"), names.report)
    alternatives = tuple(
        _alternative(item, names) for item in _mappings(written, "alternatives", "{id, title, …}", names)
    )
    if len({alternative.id for alternative in alternatives}) < max(2, len(alternatives)):
        names.report.add(
            written.place("alternatives"),
            "there is nothing to decide",
            "two alternatives or more, each with its own id",
        )
    return Decision(_identifier(written, names), alternatives)


def _alternative(item: Lines, names: Names) -> Alternative:
    report = names.report
    check_keys(item, _ALTERNATIVE_KEYS, report)
    effort = item.get("effort")
    if effort is not None and effort not in range(1, 6):
        report.add(item.place("effort"), f"`effort` is '{effort}'", "a whole number from 1 to 5")
    return Alternative(
        id=_identifier(item, names),
        title=text_of(item, "title", report),
        cost=names.rule(item["cost"], "money", item.place("cost")) if "cost" in item else None,
        lasts=_lasts(item, names) if "lasts" in item else None,
        effort=effort if isinstance(effort, int) else None,
        risk=text_of(item, "risk", report),
        undo=text_of(item, "undo", report),
        says=text_of(item, "says", report),
    )


def _risk(item: Lines, names: Names) -> Risk:
    report = names.report
    check_keys(item, _RISK_KEYS, report)
    return Risk(
        id=_identifier(item, names),
        says=text_of(item, "says", report),
        remedy=text_of(item, "remedy", report),
        time_limit=names.by_choice(item, "time_limit", words(report)) if "time_limit" in item else None,
        cost=names.by_choice(item, "cost", words(report)) if "cost" in item else None,
        helps_free=names.by_choice(item, "helps_free", names.organisation) if "helps_free" in item else None,
        sources=sources_of(item, report),
    )


def _asserts(entry: Lines, names: Names) -> dict[str, object]:
    """Facts that doing the step makes true: `done_on` for a date, or a value in the form of the outside contract."""
    written = _mapping(entry, "asserts", "{fact: done_on, fact: value}", names)
    if written is None:
        return {}
    for fact, value in written.items():
        types = (FactType.DATE,) if value == DONE_ON else tuple(FactType)
        declaration = names.fact(fact, types, written.place(fact))
        read = read_value(declaration, value) if declaration and value != DONE_ON else None
        if isinstance(read, InputError):
            names.report.add(written.place(fact), f"'{fact}' cannot be {_shown(value)}", read.expected, read.nearest)
    return dict(written)


def _shown(value: object) -> str:
    return str(value).lower() if isinstance(value, bool | Decimal) else f"'{value}'"
