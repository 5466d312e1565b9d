"""Read `organisations/*.yaml` and `services/*.yaml`: who does things, and what is done with them."""

from __future__ import annotations

from pathlib import Path

from handrail.domain.facts.mistakes import Place, nearest_name
from handrail.domain.facts.vocabulary import FactType, Vocabulary
from handrail.domain.routes.journey import Organisation, Service, Way
from handrail.packs.entries import (
    SEEN,
    Report,
    check_keys,
    date_of,
    files_in,
    list_of,
    mappings_in,
    sources_of,
    text_of,
)
from handrail.packs.names import Names
from handrail.packs.news import tells_of
from handrail.packs.yaml_lines import Lines

HOW = ("online", "phone", "post", "in_person", "ask")
_ORGANISATION_KEYS = ("name", "nations", "phone", "url", "what_for", "free", "source", "sources")
_SERVICE_KEYS = ("id", "title", "organisation", "nations", "do_it", "tells", "source", "sources")


def load_organisations(root: Path, vocabulary: Vocabulary, report: Report) -> dict[str, Organisation]:
    """Everything under `organisations/`, by id."""
    found: dict[str, Organisation] = {}
    for _, content in files_in(root, "organisations", report):
        for name, entry in mappings_in(
            content, report, "an organisation: {name, nations, phone, url, what_for, free, source}"
        ):
            if name in found:
                report.add(
                    content.place(name), f"the organisation '{name}' is there twice", f"it only in {found[name].place}"
                )
            found[name] = _organisation(name, entry, vocabulary, report)
    return found


def _organisation(name: str, entry: Lines, vocabulary: Vocabulary, report: Report) -> Organisation:
    check_keys(entry, _ORGANISATION_KEYS, report)
    free = entry.get("free")
    if free is not None and not isinstance(free, bool):
        report.add(entry.place("free"), f"`free` is '{free}'", "true or false")
    if not text_of(entry, "name", report):
        report.add(entry.place(), f"the organisation '{name}' has no name", "name: what people call it")
    return Organisation(
        id=name,
        name=text_of(entry, "name", report),
        place=entry.place(),
        nations=nations_of(entry, vocabulary, report),
        phone=text_of(entry, "phone", report),
        url=text_of(entry, "url", report),
        what_for=text_of(entry, "what_for", report),
        free=free if isinstance(free, bool) else None,
        sources=sources_of(entry, report),
    )


def load_services(root: Path, names: Names) -> dict[str, Service]:
    """Everything under `services/`, by id. A file is called what its service is."""
    found: dict[str, Service] = {}
    for path, content in files_in(root, "services", names.report):
        identifier = text_of(content, "id", names.report)
        if identifier != path.stem:
            names.report.add(
                content.place("id"), f"the service in {path.name} is called '{identifier}'", f"id: {path.stem}"
            )
        found[path.stem] = _service(path.stem, content, names)
    return found


def _service(identifier: str, entry: Lines, names: Names) -> Service:
    report = names.report
    check_keys(entry, _SERVICE_KEYS, report)
    if not text_of(entry, "title", report):
        report.add(
            entry.place(), f"the service '{identifier}' has no title", "title: what it does, in a person's words"
        )
    return Service(
        id=identifier,
        title=text_of(entry, "title", report),
        organisation=names.organisation(entry.get("organisation"), entry.place("organisation")),
        place=entry.place(),
        nations=nations_of(entry, names.vocabulary, report),
        ways=ways_of(entry, report),
        sources=sources_of(entry, report),
        tells=tells_of(entry, names),
    )


def ways_of(entry: Lines, report: Report) -> tuple[Way, ...]:
    """What `do_it` says."""
    return tuple(_way(item, entry.place("do_it"), report) for item in list_of(entry, "do_it", report))


def _way(item: object, place: Place, report: Report) -> Way:
    if not isinstance(item, Lines):
        report.add(place, f"a way to do it is '{item}'", "{how, where, checked, seen}")
        return Way("ask", str(item))
    check_keys(item, ("how", "where", "checked", "seen"), report)
    how, seen = text_of(item, "how", report), text_of(item, "seen", report, "notes")
    if how not in HOW:
        report.add(item.place("how"), f"`how` is '{how}'", "one of " + ", ".join(HOW), nearest_name(how, HOW))
    if seen not in SEEN:
        report.add(item.place("seen"), f"`seen` is '{seen}'", "one of " + ", ".join(SEEN), nearest_name(seen, SEEN))
    return Way(how, text_of(item, "where", report), date_of(item, "checked", report), seen)


def nations_of(entry: Lines, vocabulary: Vocabulary, report: Report) -> frozenset[str]:
    """The nations that something is there for, each an answer to some fact that asks for one."""
    asked = [fact for fact in vocabulary.facts.values() if is_nation(fact.name) and fact.type is FactType.CHOICE]
    known = [option for fact in asked for option in fact.options]
    written = [str(nation) for nation in list_of(entry, "nations", report)]
    for nation in written:
        if known and nation not in known:
            report.add(
                entry.place("nations"),
                f"there is no nation '{nation}'",
                "the name of a nation",
                nearest_name(nation, known),
            )
    return frozenset(written)


def is_nation(fact: str) -> bool:
    """A fact that says in which nation something is."""
    return fact.rpartition(".")[2] == "nation"
