"""Read `facts/*.yaml`: the entities, facts and constraints of a pack."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from math import inf
from pathlib import Path

from handrail.domain.facts.mistakes import Place, nearest_name
from handrail.domain.facts.possible import Among, Ranges
from handrail.domain.facts.reading import read_value
from handrail.domain.facts.vocabulary import (
    NUMBER_LIKE,
    Choice,
    Constraint,
    Declaration,
    Entity,
    FactType,
    Likely,
    Vocabulary,
)
from handrail.packs.changeable import read_ways
from handrail.packs.entries import Report, check_keys, files_in, list_of, mappings_in, text_of
from handrail.packs.yaml_lines import Lines

_FACT_KEYS = (
    "type", "min", "max", "covered_from", "question", "help", "why", "label", "says", "choices", "unit", "supplied_by", "sensitivity",
    "effort", "only_when", "fields", "item", "several", "likely", "may_be_ahead", "guarded_when", "changeable",
    "often_same_as",
)  # fmt: skip
MAY_BE_ABSENT = "none_or_one"
KINDS = ("one", MAY_BE_ABSENT, "many")
SENSITIVITIES = ("ordinary", "personal", "special")


def load_vocabulary(root: Path, report: Report) -> Vocabulary:
    """Everything under `facts/`. A name said in two files is a mistake."""
    facts: dict[str, Declaration] = {}
    entities: dict[str, Entity] = {}
    constraints: dict[str, Constraint] = {}
    places: dict[str, Lines] = {}
    for _, content in files_in(root, "facts", report):
        check_keys(content, ("entities", "facts", "constraints"), report)
        for name, entry in _section(content, "entities", report):
            entities[name] = _entity(name, entry, report)
            places[name] = entry
        for name, entry in _section(content, "facts", report):
            if name in facts:
                report.add(
                    content["facts"].place(name),
                    f"the fact '{name}' is declared twice",
                    f"it only in {facts[name].place}",
                )
            facts[name] = _declaration(name, entry, report)
        for name, entry in _section(content, "constraints", report):
            check_keys(entry, ("holds", "says", "source", "sources"), report)
            holds, says = text_of(entry, "holds", report), text_of(entry, "says", report)
            constraints[name] = Constraint(name, holds, says, entry.place("holds"))
    _check_entities(facts, entities, report)
    _check_existence(facts, entities, places, report)
    _check_often_the_same(facts, report)
    return Vocabulary(facts, entities, constraints)


def _section(content: Lines, key: str, report: Report) -> list[tuple[str, Lines]]:
    section = content.get(key)
    if section is None:
        return []
    if not isinstance(section, Lines):
        report.add(content.place(key), f"'{key}' is not a mapping", "a mapping of names")
        return []
    return list(mappings_in(section, report, "a mapping"))


def _entity(name: str, entry: Lines, report: Report) -> Entity:
    check_keys(entry, ("kind", "exists"), report)
    kind, exists = text_of(entry, "kind", report), text_of(entry, "exists", report)
    if kind not in KINDS:
        report.add(
            entry.place("kind"),
            f"'{name}' is of the kind '{kind}'",
            "one of " + ", ".join(KINDS),
            nearest_name(kind, KINDS),
        )
    elif bool(exists) is not (kind == MAY_BE_ABSENT):
        expected = "exists: a yes-or-no fact" if not exists else f"kind: {MAY_BE_ABSENT}, or no `exists`"
        report.add(entry.place("exists"), f"'{name}' is of the kind '{kind}'", expected)
    return Entity(name, kind, exists or None)


def _check_existence(
    facts: dict[str, Declaration], entities: dict[str, Entity], places: dict[str, Lines], report: Report
) -> None:
    """What says whether someone is there is a yes-or-no fact."""
    answers = [name for name, declaration in facts.items() if declaration.type is FactType.YES_NO]
    for name, entity in entities.items():
        if entity.exists and entity.exists not in answers:
            report.add(
                places[name].place("exists"),
                f"'{entity.exists}' is no yes-or-no fact",
                f"the fact that says whether '{name}' is there",
                nearest_name(entity.exists, answers),
            )


def _check_often_the_same(facts: dict[str, Declaration], report: Report) -> None:
    """Choices that are often answered alike all name one of them, which names none itself."""
    choices = [name for name, fact in facts.items() if fact.type is FactType.CHOICE and not fact.often_same_as]
    for name, fact in facts.items():
        if fact.often_same_as and fact.type is not FactType.CHOICE:
            report.add(fact.place, f"'{name}' is no choice, and has `often_same_as`", "a choice")
        elif fact.often_same_as and fact.often_same_as not in choices:
            report.add(
                fact.place,
                f"'{fact.often_same_as}' is no choice that the answer to '{name}' can often be the same as",
                "a choice without `often_same_as` of its own",
                nearest_name(fact.often_same_as, choices),
            )
        for field in fact.fields.values():
            if field.often_same_as:
                report.add(field.place, f"'{field.name}' is a field, and has `often_same_as`", "a fact of its own")


def _check_entities(facts: dict[str, Declaration], entities: dict[str, Entity], report: Report) -> None:
    for name, declaration in facts.items():
        owner = name.partition(".")[0]
        if "." in name and owner not in entities:
            report.add(
                declaration.place,
                f"'{name}' is about '{owner}', which is no entity",
                "an entity",
                nearest_name(owner, entities),
            )


def _declaration(name: str, entry: Lines, report: Report) -> Declaration:
    check_keys(entry, _FACT_KEYS, report)
    kind = _type(entry, report)
    choices = tuple(_choice(item, entry, report) for item in list_of(entry, "choices", report))
    if kind is FactType.CHOICE and len(choices) < 2:
        report.add(entry.place(), f"'{name}' is a choice without choices", "choices: [{value, label}, …]")
    sensitivity = text_of(entry, "sensitivity", report, "ordinary")
    if sensitivity not in SENSITIVITIES:
        report.add(
            entry.place("sensitivity"), f"there is no sensitivity '{sensitivity}'", "one of " + ", ".join(SENSITIVITIES)
        )
    fields = {} if "fields" not in entry else {
        field: _declaration(f"{name}.{field}", value, report) for field, value in _section(entry, "fields", report)
    }  # fmt: skip
    says = _says(entry, report)
    declaration = Declaration(
        name=name,
        type=kind,
        place=entry.place(),
        question=text_of(entry, "question", report),
        help=text_of(entry, "help", report),
        why=text_of(entry, "why", report),
        label=text_of(entry, "label", report, says.get(True, "")),
        says=says,
        choices=choices,
        unit=text_of(entry, "unit", report),
        supplied_by=tuple(str(who) for who in list_of(entry, "supplied_by", report)) or ("person",),
        sensitivity=sensitivity,
        effort=_effort(entry, report),
        only_when=text_of(entry, "only_when", report),
        low=_limit(entry, "min", kind, report),
        high=_limit(entry, "max", kind, report),
        covered_from=_limit(entry, "covered_from", kind, report),
        fields=fields,
        item=text_of(entry, "item", report),
        several=text_of(entry, "several", report),
        may_be_ahead=_may_be_ahead(entry, kind, report),
        guarded_when=_guarded_when(entry, kind, choices, report),
        often_same_as=text_of(entry, "often_same_as", report),
    )
    for field in fields.values():
        if field.guarded_when:
            report.add(
                field.place, f"'{field.name}' is a field, and has `guarded_when`", "a fact of its own that says so"
            )
        if field.only_when:
            report.add(
                entry["fields"].place(field.name.rpartition(".")[2]),
                f"'{field.name}' is a field, and has `only_when`",
                "a field that makes sense of every member",
            )
    if declaration.low > declaration.high:
        report.add(entry.place("min"), f"`min` of '{name}' is above its `max`", "min not above max")
    declaration = replace(declaration, changeable=read_ways(declaration, entry, report))
    return _with_likely(declaration, entry, report)


def _type(entry: Lines, report: Report) -> FactType:
    written = text_of(entry, "type", report)
    if written not in list(FactType):
        report.add(
            entry.place("type"),
            f"there is no type '{written}'",
            "one of " + ", ".join(FactType),
            nearest_name(written, list(FactType)),
        )
        return FactType.TEXT
    return FactType(written)


def _choice(item: object, entry: Lines, report: Report) -> Choice:
    if not isinstance(item, Lines):
        return Choice(str(item), str(item).replace("_", " ").capitalize())
    check_keys(item, ("value", "label", "help"), report)
    return Choice(text_of(item, "value", report), text_of(item, "label", report), text_of(item, "help", report))


def _says(entry: Lines, report: Report) -> dict[bool, str]:
    says = entry.get("says")
    if says is None:
        return {}
    if not isinstance(says, Lines) or set(says) - {"true", "false"}:
        report.add(entry.place("says"), "`says` cannot be read", "{true: words, false: words}")
        return {}
    return {answer == "true": text_of(says, answer, report) for answer in says}


def _effort(entry: Lines, report: Report) -> int:
    effort = entry.get("effort", 1)
    if not isinstance(effort, int) or not 1 <= effort <= 5:
        report.add(
            entry.place("effort"), f"`effort` is {effort}", "a whole number from 1 (know it at once) to 5 (ask someone)"
        )
        return 1
    return effort


def _may_be_ahead(entry: Lines, kind: FactType, report: Report) -> bool:
    """Only a date can be still to come."""
    written = entry.get("may_be_ahead", False)
    if not isinstance(written, bool) or (written and kind is not FactType.DATE):
        report.add(entry.place("may_be_ahead"), f"`may_be_ahead` is {written}", "true, for a date")
        return False
    return written


def _guarded_when(entry: Lines, kind: FactType, choices: tuple[Choice, ...], report: Report) -> tuple[str | bool, ...]:
    """Answers of a question with few of them."""
    known: list[str | bool] = [True, False] if kind is FactType.YES_NO else [choice.value for choice in choices]
    written = list_of(entry, "guarded_when", report)
    for answer in written:
        if answer not in known:
            report.add(entry.place("guarded_when"), f"'{answer}' is no answer to it", "answers of a yes_no or a choice")
    return tuple(answer for answer in written if answer in known)


def _limit(entry: Lines, key: str, kind: FactType, report: Report) -> float | int:
    """A declared end of a fact's domain. Money has none below nothing unless its author says so."""
    value = entry.get(key)
    if value is None:
        return 0 if key == "min" and kind is FactType.MONEY else (inf if key == "max" else -inf)
    if kind is FactType.DATE and isinstance(value, date):
        return value.toordinal()
    if kind is FactType.MONEY and isinstance(value, int | Decimal):
        return int(value * 100)
    if kind is FactType.WHOLE_NUMBER and isinstance(value, int):
        return value
    report.add(entry.place(key), f"'{key}' is {value}", "a limit of the fact's own type")
    return inf if key == "max" else -inf


def _with_likely(declaration: Declaration, entry: Lines, report: Report) -> Declaration:
    likely = [
        _one_likely(declaration, item, entry.place("likely"), report) for item in list_of(entry, "likely", report)
    ]
    return replace(declaration, likely=tuple(part for part in likely if part is not None))


def _one_likely(declaration: Declaration, item: object, place: Place, report: Report) -> Likely | None:
    """`{low, high, weight}` for a number or a date, `{value, weight}` for anything else."""
    if isinstance(item, Lines):
        weight = item.get("weight", 1)
        if declaration.type in NUMBER_LIKE and {"low", "high"} <= set(item):
            values = read_value(declaration, {"between": [item["low"], item["high"]]})
        else:
            values = read_value(declaration, item.get("value"))
        if isinstance(values, Among | Ranges) and isinstance(weight, int | Decimal) and weight > 0:
            return Likely(values, float(weight))
    report.add(
        place,
        f"`likely` of '{declaration.name}' cannot be read",
        "{low, high, weight} or {value, weight}, weights above 0",
    )
    return None
