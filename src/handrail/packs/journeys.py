"""Read the life events of a pack: the journey of each, with the services, organisations and words it points to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from types import MappingProxyType

from handrail.domain.content.markdown import slots_in
from handrail.domain.content.pages import Page
from handrail.domain.facts.mistakes import Mistake, PackError, Place
from handrail.domain.facts.vocabulary import FactType, Vocabulary
from handrail.domain.routes.choices import ByChoice
from handrail.domain.routes.entitlement import Entitlement
from handrail.domain.routes.journey import Journey, News, Organisation, Phase, Service, Step, Urgent
from handrail.domain.routes.once import once
from handrail.packs.again import read_again
from handrail.packs.entitlements import check_moments, claim_of, claims_at, read_entitlements
from handrail.packs.entries import Report, check_keys, flag, list_of, mappings_in, text_of
from handrail.packs.names import Names
from handrail.packs.news import load_news
from handrail.packs.organisations import is_nation, load_organisations, load_services
from handrail.packs.pages import load_claim_pages, load_pages
from handrail.packs.steps import read_step
from handrail.packs.yaml_lines import Lines, load_yaml

NO_PROGRAMMES: Mapping[str, Lines] = MappingProxyType({})
_JOURNEY_KEYS = (
    "id",
    "title",
    "other_words",
    "nation",
    "needs",
    "goals",
    "scope",
    "urgent",
    "again",
    "guarded",
    "phases",
    "steps",
)


@dataclass(frozen=True)
class Events:
    """The life events of a pack. Words are found by life event, step and language."""

    journeys: Mapping[str, Journey]
    services: Mapping[str, Service]
    organisations: Mapping[str, Organisation]
    pages: Mapping[tuple[str, str, str], Page]
    entitlements: Mapping[str, Entitlement] = field(default_factory=dict)
    news: Mapping[str, News] = field(default_factory=dict)

    def without_words(self, language: str) -> tuple[Mistake, ...]:
        """The steps that cannot be shown in a language because nobody has written them."""
        return tuple(
            Mistake(step.place, f"'{step.id}' has no words in '{language}'", self._file_of_words(step.id, language))
            for journey in self.journeys.values()
            for step in journey.steps
            if (journey.id, step.id, language) not in self.pages
        )

    def _file_of_words(self, step: str, language: str) -> str:
        claimed = self.claimed_at([step])
        return f"entitlements/content/{language}/{claimed.id}.md" if claimed else f"content/{language}/{step}.md"

    def claimed_at(self, steps: Iterable[str]) -> Entitlement | None:
        """What is claimed at the first of these steps, as their journeys call them, that claims anything."""
        return next((self._by_claim[step] for step in steps if step in self._by_claim), None)

    @cached_property
    def _by_claim(self) -> Mapping[str, Entitlement]:
        return {claim_of(name): found for name, found in self.entitlements.items()}


def load_events(
    root: Path, rule_types: Mapping[str, str], vocabulary: Vocabulary, programmes: Mapping[str, Lines] = NO_PROGRAMMES
) -> Events:
    """Every life event of a pack, or a `PackError` with every mistake found. `rule_types` gives the type of each rule by name,
    and `programmes` what its authors wrote of each thing a person may be owed."""
    report = Report()
    organisations = load_organisations(root, vocabulary, report)
    news = load_news(root, report)
    services = load_services(root, Names(report, rule_types, vocabulary, organisations, news=news))
    names = Names(report, rule_types, vocabulary, organisations, services, news)
    journeys = {journey.id: journey for journey in _journeys(root, names, programmes)}
    _check_decisions(journeys, report)
    check_moments(programmes, journeys, names)
    entitlements = read_entitlements(programmes, _nations(vocabulary), names)
    pages = load_pages(root, journeys, vocabulary, report) | load_claim_pages(
        root, journeys, entitlements, vocabulary, report
    )
    report.stop_if_any()
    journeys = {event: replace(journey, in_words=_goals_on(event, pages)) for event, journey in journeys.items()}
    return Events(journeys, services, organisations, pages, entitlements, news)


def _goals_on(event: str, pages: Mapping[tuple[str, str, str], Page]) -> tuple[str, ...]:
    """The goals that the pages of a life event have slots for."""
    texts = (section.text for place, page in pages.items() if place[0] == event for section in page.sections)
    return once(name for text in texts for kind, name in slots_in(text) if kind == "goal")


def _nations(vocabulary: Vocabulary) -> tuple[str, ...]:
    """The answers to every question about a nation."""
    asked = (fact.options for name, fact in vocabulary.facts.items() if is_nation(name))
    return tuple(dict.fromkeys(option for options in asked for option in options))


def _journeys(root: Path, names: Names, programmes: Mapping[str, Lines]) -> Iterator[Journey]:
    for path in sorted(root.glob("life_events/*/journey.yaml")):
        try:
            content = load_yaml(path, root)
        except PackError as error:
            names.report.include(error)
            continue
        if isinstance(content, Lines):
            yield _journey(path.parent.name, content, names, programmes)
        else:
            names.report.add(
                Place(path.relative_to(root).as_posix(), 1), "the file holds no journey", "{id, title, phases, steps}"
            )


def _journey(event: str, content: Lines, names: Names, programmes: Mapping[str, Lines]) -> Journey:
    report = names.report
    claims = dict(claims_at(event, programmes, report))
    check_keys(content, _JOURNEY_KEYS, report)
    if text_of(content, "id", report) != event:
        report.add(content.place("id"), f"the journey is called '{content.get('id')}'", f"id: {event}, like its folder")
    phases = tuple(_phases(content, report))
    steps = tuple(_steps(content, claims, phases, names))
    _check_order(steps, report)
    _check_recoveries(steps, report)
    return Journey(
        id=event,
        title=text_of(content, "title", report),
        phases=phases,
        steps=steps,
        services=_services_of(steps, names),
        place=content.place(),
        nation=_nation(content, names),
        needs=tuple(_known_facts(content, names)),
        goals=(*_known_goals(content, names), *_goals_of(claims, names)),
        other_words=tuple(str(word) for word in list_of(content, "other_words", report)),
        scope=text_of(content, "scope", report),
        urgent=tuple(read_urgent(content, names)),
        again=read_again(content, steps, names),
        is_guarded=flag(content, "guarded", report),
    )


def _phases(content: Lines, report: Report) -> Iterator[Phase]:
    for item in list_of(content, "phases", report):
        if isinstance(item, Lines):
            check_keys(item, ("id", "title"), report)
            yield Phase(text_of(item, "id", report), text_of(item, "title", report))
        else:
            report.add(content.place("phases"), f"a phase is '{item}'", "{id, title}")


def _steps(content: Lines, claims: Mapping[str, Lines], phases: tuple[Phase, ...], names: Names) -> Iterator[Step]:
    """The steps of the journey, and those of claiming what may be owed then."""
    written = content.get("steps")
    if not isinstance(written, Lines):
        names.report.add(content.place("steps"), "the journey has no steps", "steps: a mapping of names")
        return
    ranks, all_steps = [phase.id for phase in phases], [*written, *claims]
    for name in claims.keys() & written.keys():
        names.report.add(written.place(name), f"'{name}' is the step of an entitlement too", "another id")
    for name, entry in (*mappings_in(written, names.report, "a step: {phase, lasts, …}"), *claims.items()):
        yield read_step(name, entry, ranks, all_steps, names)


def _services_of(steps: tuple[Step, ...], names: Names) -> dict[str, Service]:
    named = (service for step in steps if step.service for service in step.service.values.values())
    return {service: names.services[service] for service in named if service in names.services}


def _nation(content: Lines, names: Names) -> str:
    """The fact that says whose law it is: the one named, or the first of `needs` that asks for a nation."""
    asked = [str(need) for need in list_of(content, "needs", names.report) if is_nation(str(need))]
    nation = content.get("nation", asked[0] if asked else None)
    if nation is None:
        return ""
    names.fact(nation, (FactType.CHOICE,), content.place("nation" if "nation" in content else "needs"))
    return str(nation)


def _known_facts(content: Lines, names: Names) -> Iterator[str]:
    for need in list_of(content, "needs", names.report):
        yield names.one_of(need, names.vocabulary.facts, content.place("needs"), "fact")


def _known_goals(content: Lines, names: Names) -> Iterator[str]:
    for goal in list_of(content, "goals", names.report):
        yield names.one_of(goal, names.rules, content.place("goals"), "rule")


def _goals_of(claims: Mapping[str, Lines], names: Names) -> Iterator[str]:
    """Whether each claim is worth making, and what it brings."""
    for claim in claims.values():
        yield from claim["only_if"]
        yield from (gain["rule"] for gain in list_of(claim, "gain", names.report))


def read_urgent(content: Lines, names: Names) -> Iterator[Urgent]:
    """What cannot wait, and who to call: of a life event, or of the whole pack."""
    for item in list_of(content, "urgent", names.report):
        if isinstance(item, Lines) and set(item) == {"says", "call"}:
            yield Urgent(text_of(item, "says", names.report), names.by_choice(item, "call", names.organisation))
        else:
            names.report.add(
                content.place("urgent"), "what is urgent cannot be read", "{says: words, call: an organisation}"
            )


# -- checks on the whole ---------------------------------------------------------------------------------------


def _check_order(steps: tuple[Step, ...], report: Report) -> None:
    """No step waits for itself, whatever the person answers."""
    by_id = {step.id: step for step in steps}
    waits_for = {step.id: _all_of(step.after) & set(by_id) for step in steps}
    while ready := {name for name, earlier in waits_for.items() if not earlier}:
        waits_for = {name: earlier - ready for name, earlier in waits_for.items() if name not in ready}
    if waits_for:
        circle = _circle(waits_for)
        report.add(
            by_id[circle[0]].place,
            f"these steps wait for each other: {' → '.join(circle)}",
            "an order that can be followed",
        )


def _circle(waits_for: Mapping[str, set[str]]) -> list[str]:
    """One way round, from a step back to itself."""
    path = [next(iter(waits_for))]
    while path[-1] not in path[:-1]:
        path.append(min(waits_for[path[-1]]))
    return path[path.index(path[-1]) :]


def _all_of(after: ByChoice[tuple[str, ...]]) -> set[str]:
    return {name for names in after.values.values() for name in names}


def _check_recoveries(steps: tuple[Step, ...], report: Report) -> None:
    """A step that is only there to put a missed deadline right is named by one."""
    recovered = {step.deadline.recover for step in steps if step.deadline}
    for step in steps:
        if step.only_to_recover and step.id not in recovered:
            report.add(
                step.place,
                f"no deadline leads to '{step.id}', which is only there for one",
                f"recover: {step.id} in a deadline",
            )


def _check_decisions(journeys: Mapping[str, Journey], report: Report) -> None:
    """A decision means one thing: what a person chose is kept by its name."""
    seen: dict[str, tuple[set[str], Step]] = {}
    for journey in journeys.values():
        for step in journey.steps:
            if step.decision is None:
                continue
            options = {alternative.id for alternative in step.decision.alternatives}
            known, first = seen.setdefault(step.decision.id, (options, step))
            if known != options:
                report.add(
                    step.place,
                    f"the decision '{step.decision.id}' has other alternatives than in {first.place}",
                    "another id",
                )
