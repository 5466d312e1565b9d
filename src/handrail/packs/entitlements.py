"""Read `entitlements/<programme>.yaml`: what a person may be owed, its rules, and the step of claiming it.

One file holds all of a programme. Its rules are called `<programme>.<rule>`. Each life event it names gets a step
`claim_<programme>`, which applies to whoever is, or may be, eligible.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from handrail.domain.facts.mistakes import PackError, Place
from handrail.domain.routes.entitlement import AMOUNT_BY, TIERS, Entitlement
from handrail.domain.rules.rulebook import WrittenRule
from handrail.packs.entries import Report, check_keys, date_of, list_of, mappings_in, sources_of, text_of
from handrail.packs.names import Names
from handrail.packs.rules import read_rule
from handrail.packs.steps import STEP_KEYS
from handrail.packs.yaml_lines import Lines, load_yaml

EXAMPLES = ".examples.yaml"
"""How the file of a programme's examples ends."""

_KEYS = (
    "id", "title", "area", "other_words", "tier", "nations", "run_by", "amount_by", "goes_on", "rules", "claim", "moments", "backdating", "affects", "leads_to",
    "source", "sources", "review_by",
)  # fmt: skip
_GOALS = {"eligible": "yes_no", "amount": "money", "claim_by": "date", "starts": "date", "ends": "date"}
_COURSE = ("ends", "sure_until", "at_most")
"""Rules that say how long what is paid every week or month goes on."""


def load_programmes(root: Path, report: Report) -> dict[str, Lines]:
    """Each programme as its author wrote it, by name."""
    found: dict[str, Lines] = {}
    for path in sorted((root / "entitlements").glob("*.yaml")):
        if path.name.endswith(EXAMPLES):
            continue
        try:
            content = load_yaml(path, root)
        except PackError as error:
            report.include(error)
            continue
        if not isinstance(content, Lines):
            report.add(Place(path.relative_to(root).as_posix(), 1), "the file holds no programme", "{id, title, rules}")
            continue
        check_keys(content, _KEYS, report)
        if text_of(content, "id", report) != path.stem:
            report.add(content.place("id"), f"the programme is called '{content.get('id')}'", f"id: {path.stem}")
        found[path.stem] = content
    return found


def programme_rules(programmes: Mapping[str, Lines], report: Report) -> dict[str, WrittenRule]:
    """The rules of every programme. Those that everyone asks for are goals."""
    found: dict[str, WrittenRule] = {}
    for programme, content in programmes.items():
        rules = _mapping(content, "rules", report)
        if "eligible" not in rules:
            report.add(
                content.place("rules"), f"'{programme}' does not say who can get it", "rules: {eligible: {when}}"
            )
        for name, entry in mappings_in(rules, report, "a rule: {when}, {value} or {cases}"):
            full_name = f"{programme}.{name}"
            found[full_name] = read_rule(full_name, entry, report, is_goal=name in _GOALS)
            if name == "amount" and not found[full_name].period:
                report.add(entry.place(), "the amount does not say how often it is paid", "period: once, week, month …")
    return found


def read_entitlements(programmes: Mapping[str, Lines], nations: Iterable[str], names: Names) -> dict[str, Entitlement]:
    """What every programme is, for those who list or show it."""
    nations = tuple(nations)
    return {name: _entitlement(name, content, programmes, nations, names) for name, content in programmes.items()}


def _entitlement(
    name: str, content: Lines, programmes: Mapping[str, Lines], nations: tuple[str, ...], names: Names
) -> Entitlement:
    report = names.report
    for goal, kind in _GOALS.items():
        if goal in _mapping(content, "rules", report):
            names.rule(f"{name}.{goal}", kind, content.place("rules"))
    return Entitlement(
        id=name,
        title=text_of(content, "title", report),
        tier=names.one_of(content.get("tier"), TIERS, content.place("tier"), "tier"),
        nations=_listed(content, "nations", nations, "nation", names),
        run_by=names.by_choice(content, "run_by", names.organisation) if "run_by" in content else None,
        amount_by=names.one_of(content.get("amount_by", "rules"), AMOUNT_BY, content.place("amount_by"), "way"),
        moments=tuple(_mapping(content, "moments", report)),
        backdating=text_of(content, "backdating", report),
        affects=text_of(content, "affects", report),
        leads_to=_listed(content, "leads_to", programmes, "programme", names),
        sources=sources_of(content, report),
        review_by=date_of(content, "review_by", report),
        area=text_of(content, "area", report),
        other_words=tuple(str(word) for word in list_of(content, "other_words", report)),
        place=content.place(),
    )


def _listed(content: Lines, key: str, known: Iterable[str], what: str, names: Names) -> tuple[str, ...]:
    known = tuple(known)
    return tuple(names.one_of(one, known, content.place(key), what) for one in list_of(content, key, names.report))


def check_moments(programmes: Mapping[str, Lines], events: Iterable[str], names: Names) -> None:
    """Every moment is a life event of the pack."""
    events = tuple(events)
    for content in programmes.values():
        moments = _mapping(content, "moments", names.report)
        for event in moments:
            names.one_of(event, events, moments.place(event), "life event")


# -- the step of claiming it ---------------------------------------------------------------------------------------------


def claim_of(programme: str) -> str:
    """What the step of claiming a programme is called."""
    return f"claim_{programme}"


def claims_at(event: str, programmes: Mapping[str, Lines], report: Report) -> Iterator[tuple[str, Lines]]:
    """The steps of claiming what may be owed at a life event, as a journey would write them."""
    for programme, content in programmes.items():
        moments = _mapping(content, "moments", report)
        if event in moments:
            own = moments[event] if isinstance(moments[event], Lines) else Lines(moments.file, moments.line(event))
            yield claim_of(programme), _claim(programme, content, own, report)


def _claim(programme: str, content: Lines, own: Lines, report: Report) -> Lines:
    """What every claim of it has in common, what is so at this life event, and what follows from its rules."""
    common, rules = _mapping(content, "claim", report), _mapping(content, "rules", report)
    allowed = [key for key in (*STEP_KEYS, "if_missed") if key != "only_if"]
    step = Lines(own.file, own.first)
    for part in (common, own):
        check_keys(part, allowed, report)
        for key, value in part.items():
            step[key], step.lines[key] = value, part.line(key)
    if_missed = step.pop("if_missed", None)
    put = _putter(step, content)
    put("only_if", [f"{programme}.eligible"])
    if "trigger" not in step:
        put("trigger", programme)
    if "amount" in rules and text_of(content, "amount_by", report, "rules") == "rules":
        paid = {
            "rule": f"{programme}.amount",
            **_every(rules["amount"]),
            **_goes_on(content),
            **_course(programme, rules),
        }
        put("gain", [_lines(rules, paid), *list_of(step, "gain", report)])
    if "claim_by" in rules and "deadline" not in step:
        put(
            "deadline", _lines(rules, {"by": f"{programme}.claim_by"} | ({"if_missed": if_missed} if if_missed else {}))
        )
    if "owner" not in step and "service" not in step and "run_by" in content:
        put("owner", content["run_by"])
    if "sources" not in step and "source" not in step:
        put("sources", [*list_of(content, "source", report), *list_of(content, "sources", report)])
    return step


def _putter(step: Lines, content: Lines) -> Callable[[str, Any], None]:
    def put(key: str, value: Any) -> None:
        step[key], step.lines[key] = value, content.line("rules")

    return put


def _every(amount: object) -> dict[str, Any]:
    period = amount.get("period", "once") if isinstance(amount, Lines) else "once"
    return {} if period == "once" else {"every": period}


def _goes_on(content: Lines) -> dict[str, Any]:
    return {"goes_on": content["goes_on"]} if "goes_on" in content else {}


def _course(programme: str, rules: Lines) -> dict[str, Any]:
    """When what has a last day begins and ends."""
    if not _every(rules["amount"]):
        return {}
    named = {key: f"{programme}.{key}" for key in _COURSE if key in rules}
    return {"due": f"{programme}.starts", **named} if named and "starts" in rules else named


def _lines(at: Lines, values: Mapping[str, Any]) -> Lines:
    found = Lines(at.file, at.first)
    found.update(values)
    return found


def _mapping(content: Lines, key: str, report: Report) -> Lines:
    """A mapping of the programme; an empty one when it is not there."""
    value = content.get(key)
    if isinstance(value, Lines):
        return value
    if value is not None:
        report.add(content.place(key), f"`{key}` cannot be read", "a mapping of names")
    return Lines(content.file, content.first)
