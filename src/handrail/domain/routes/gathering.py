"""Gather what a person needs along the whole route: documents, and who is involved."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from handrail.domain.facts.possible import Possible
from handrail.domain.routes.journey import DocumentNeed
from handrail.domain.routes.once import once
from handrail.domain.routes.route import Involved, RouteDocument, RouteStep


def documents_of(step: str, needs: Iterable[DocumentNeed], facts: Mapping[str, Possible]) -> tuple[RouteDocument, ...]:
    """What one step needs, and where each may come from."""
    found = (RouteDocument(need.id, need.comes_from.among(facts), {step: need.purpose}, need.called) for need in needs)
    return _by_document(found)


def all_documents(steps: Iterable[RouteStep]) -> tuple[RouteDocument, ...]:
    """Each document once, with every step that it is still needed for."""
    return _by_document(document for step in steps if step.is_to_do for document in step.documents)


def involved(steps: Iterable[RouteStep]) -> tuple[Involved, ...]:
    """Each organisation that may own something still to do, with what."""
    owned: dict[str, list[str]] = {}
    for step in steps:
        if step.is_to_do:
            for owner in step.owners:
                owned.setdefault(owner, []).append(step.id)
    return tuple(Involved(owner, tuple(names)) for owner, names in owned.items())


def _by_document(documents: Iterable[RouteDocument]) -> tuple[RouteDocument, ...]:
    found: dict[str, RouteDocument] = {}
    for each in documents:
        known = found.get(each.id)
        if known is None:
            found[each.id] = each
            continue
        needed_for = {**each.needed_for, **known.needed_for}
        found[each.id] = RouteDocument(each.id, once(known.comes_from + each.comes_from), needed_for, known.called)
    return tuple(found.values())
