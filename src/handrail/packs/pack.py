"""A country's pack, loaded and checked as a whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from handrail.domain.facts.mistakes import PackError, Place
from handrail.domain.facts.vocabulary import Vocabulary
from handrail.domain.routes.figures_in_words import journey_on, said_on
from handrail.domain.routes.journey import Journey, Urgent
from handrail.domain.routes.topic import Topics
from handrail.domain.rules.determining import Rulebook
from handrail.domain.rules.outside import Outside
from handrail.packs.calculators import load_calculators, same_calculators
from handrail.packs.changeable import check_changeable, read_never_suggested
from handrail.packs.entitlements import load_programmes, programme_rules
from handrail.packs.entries import Report, check_keys, date_of, text_of
from handrail.packs.journeys import Events, load_events, read_urgent
from handrail.packs.names import Names
from handrail.packs.outside import check_amounts, load_outside
from handrail.packs.parameters import load_parameters
from handrail.packs.release import release_of
from handrail.packs.rules import load_rules
from handrail.packs.slots import check_figures, check_slots
from handrail.packs.topics import load_topics
from handrail.packs.vocabulary import load_vocabulary
from handrail.packs.working_days import working_days
from handrail.packs.yaml_lines import Lines, load_yaml

_ABOUT = (
    "id", "version", "title", "languages", "about", "licence", "attributions", "scope", "urgent", "covered_from", "never_suggest",
)  # fmt: skip
_MOST_JOURNEYS = 256
"""How many journeys are kept as they are worded on some day."""


@dataclass(frozen=True)
class Pack:
    """Everything about one country."""

    root: Path
    identifier: str
    version: str
    title: str
    release: str
    rulebook: Rulebook
    events: Events
    urgent: tuple[Urgent, ...] = ()
    """What cannot wait, whatever is happening: it stands before any question."""
    outside: Mapping[str, Outside] = field(default_factory=dict)
    """What is asked of each outside calculator."""
    topics: Topics = field(default_factory=Topics)
    """What a person may want to know."""
    _journeys: dict[tuple[str, date], Journey] = field(default_factory=dict, init=False, repr=False, compare=False)

    def journey(self, event: str, on: date) -> Journey:
        """The journey of a life event, with the figures in its words as they are on a day."""
        if (event, on) not in self._journeys:
            if len(self._journeys) >= _MOST_JOURNEYS:
                self._journeys.clear()
            self._journeys[event, on] = journey_on(self.events.journeys[event], self.rulebook.parameters, on)
        return self._journeys[event, on]

    def urgent_on(self, on: date) -> tuple[Urgent, ...]:
        """What cannot wait, with the figures in its words as they are on a day."""
        return said_on(self.urgent, self.rulebook.parameters, on)

    @property
    def vocabulary(self) -> Vocabulary:
        return self.rulebook.vocabulary


def load_pack(root: Path, fork_of: Path | None = None) -> Pack:
    """The pack in a folder, or a `PackError` with every mistake found in it.

    A fork of another pack may differ from it in data only: nothing of its own is run.
    """
    report = Report()
    if fork_of is not None:
        same_calculators(root, fork_of, report)
        report.stop_if_any()
    about = _about(root, report)
    vocabulary = load_vocabulary(root, report)
    parameters = load_parameters(root, report)
    programmes = load_programmes(root, report)
    calculators = load_calculators(root, report)
    written = {**load_rules(root, report), **programme_rules(programmes, report)}
    identifier, version, title = (text_of(about, key, report) for key in ("id", "version", "title"))
    covered_from = date_of(about, "covered_from", report)
    check_changeable(vocabulary, read_never_suggested(about, vocabulary, report), programmes, report)
    report.stop_if_any()
    release = release_of(root, identifier, version)
    rulebook = Rulebook(vocabulary, parameters, written, calculators, working_days(), release, covered_from or date.min)
    rule_types = {name: rule.expression.type.kind.value for name, rule in rulebook.rules.items()}
    events = load_events(root, rule_types, vocabulary, programmes)
    names = Names(report, rule_types, vocabulary, events.organisations)
    urgent = tuple(read_urgent(about, names))
    goals = {name: rulebook.rules[name] for name in rulebook.goals}
    topics = load_topics(root, goals, events.entitlements, names, events.journeys)
    check_slots(events, rulebook, report)
    check_figures((each.says for each in urgent), about.place("urgent"), rulebook, report)
    outside = load_outside(root, vocabulary, report)
    check_amounts(events.entitlements.values(), outside, report)
    report.stop_if_any()
    return Pack(root, identifier, version, title, release, rulebook, events, urgent, outside, topics)


def _about(root: Path, report: Report) -> Lines:
    path = root / "pack.yaml"
    if not path.exists():
        report.add(Lines("pack.yaml", 0).place(), "the pack has no pack.yaml", "{id, version, title, languages}")
        report.stop_if_any()
    about = load_yaml(path, root)
    if not isinstance(about, Lines) or not {"id", "version", "title"} <= set(about):
        report.add(Place("pack.yaml", 1), "the pack does not say what it is", "{id, version, title, languages}")
        report.stop_if_any()
    assert isinstance(about, Lines)
    check_keys(about, _ABOUT, report)
    return about


__all__ = ["Pack", "PackError", "load_pack"]
