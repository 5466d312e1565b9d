"""Read what a journey says of coming a second time: `again: {called, facts, once}`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fnmatch import fnmatchcase

from handrail.domain.routes.journey import Step
from handrail.domain.routes.occurrences import Again
from handrail.packs.entries import check_keys, list_of, text_of
from handrail.packs.names import Names
from handrail.packs.yaml_lines import Lines

_EXPECTED = "{called: person who died, facts: [deceased.*], once: [steps that are one for all of them]}"


def read_again(content: Lines, steps: Sequence[Step], names: Names) -> Again | None:
    """What is new each time, or None where the event comes to a person once."""
    entry = content.get("again")
    if entry is None:
        return None
    if not isinstance(entry, Lines):
        names.report.add(content.place("again"), "what is new the second time cannot be read", _EXPECTED)
        return None
    check_keys(entry, ("called", "facts", "once"), names.report)
    called = text_of(entry, "called", names.report)
    if not called:
        names.report.add(entry.place(), "it does not say what there can be several of", _EXPECTED)
    facts = tuple(dict.fromkeys(_facts(entry, names)))
    _check_guards(facts, entry, names)
    ids = {step.id: step for step in steps}
    once = (names.one_of(step, ids, entry.place("once"), "step") for step in list_of(entry, "once", names.report))
    return Again(called, facts, tuple(once))


def _facts(entry: Lines, names: Names) -> Iterator[str]:
    """The facts that are named, or that a pattern such as `deceased.*` takes in."""
    for pattern in list_of(entry, "facts", names.report):
        found = [name for name in names.vocabulary.facts if fnmatchcase(name, str(pattern))]
        if not found:
            names.one_of(pattern, names.vocabulary.facts, entry.place("facts"), "fact")
        yield from found


def _check_guards(facts: Sequence[str], entry: Lines, names: Names) -> None:
    """A fact that is only asked because of one of these is asked for each of them too."""
    for name, declaration in names.vocabulary.facts.items():
        hangs_on = next((fact for fact in facts if f"{fact} " in f"{declaration.only_when} "), None)
        if hangs_on and name not in facts:
            names.report.add(
                entry.place("facts"), f"'{name}' is only asked because of '{hangs_on}'", f"'{name}' among them too"
            )
