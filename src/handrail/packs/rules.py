"""Read `rules/*.yaml`."""

from __future__ import annotations

from pathlib import Path

from handrail.domain.rules.rulebook import Case, WrittenRule
from handrail.packs.entries import Report, check_keys, date_of, files_in, list_of, mappings_in, sources_of, text_of
from handrail.packs.yaml_lines import Lines

_KEYS = (
    "when", "value", "cases", "type", "choices", "as_at", "says", "says_no", "goal", "question", "scope", "changeable",
    "source", "sources", "review_by",
)  # fmt: skip


def load_rules(root: Path, report: Report) -> dict[str, WrittenRule]:
    """Everything under `rules/`, by name."""
    found: dict[str, WrittenRule] = {}
    for folder in ("rules", "entitlements"):
        for _, content in files_in(root, folder, report):
            for name, entry in mappings_in(content, report, "a rule: {when}, {value} or {cases}"):
                if name in found:
                    report.add(
                        content.place(name), f"the rule '{name}' is there twice", f"it only in {found[name].place}"
                    )
                found[name] = _rule(name, entry, report)
    return found


def _rule(name: str, entry: Lines, report: Report) -> WrittenRule:
    check_keys(entry, _KEYS, report)
    bodies = [key for key in ("when", "value", "cases") if key in entry]
    if len(bodies) != 1:
        report.add(
            entry.place(), f"'{name}' has {' and '.join(bodies) or 'no value'}", "exactly one of when, value and cases"
        )
    return WrittenRule(
        name=name,
        cases=_cases(entry, report),
        place=entry.place(bodies[0] if bodies else None),
        type=text_of(entry, "type", report),
        choices=tuple(str(choice) for choice in list_of(entry, "choices", report)),
        as_at=text_of(entry, "as_at", report),
        is_condition="when" in entry,
        says=text_of(entry, "says", report),
        says_no=text_of(entry, "says_no", report),
        is_goal=bool(entry.get("goal", False)),
        question=text_of(entry, "question", report),
        scope=text_of(entry, "scope", report),
        changeable=bool(entry.get("changeable", False)),
        sources=sources_of(entry, report),
        review_by=date_of(entry, "review_by", report),
    )


def _cases(entry: Lines, report: Report) -> tuple[Case, ...]:
    for key in ("when", "value"):
        if key in entry:
            return (Case(None, _expression(entry, key, report)),)
    cases = [_case(item, entry, report) for item in list_of(entry, "cases", report)]
    return tuple(cases) or (Case(None, ""),)


def _case(item: object, entry: Lines, report: Report) -> Case:
    if isinstance(item, Lines) and set(item) == {"when", "value"}:
        return Case(_expression(item, "when", report), _expression(item, "value", report))
    if isinstance(item, Lines) and set(item) == {"otherwise"}:
        return Case(None, _expression(item, "otherwise", report))
    report.add(
        entry.place("cases"), "a case cannot be read", "{when: condition, value: expression} or {otherwise: expression}"
    )
    return Case(None, "")


def _expression(entry: Lines, key: str, report: Report) -> str:
    """YAML reads `true` and `40000` for itself; here they are expressions."""
    value = entry[key]
    return str(value) if isinstance(value, bool) else text_of(entry, key, report)
