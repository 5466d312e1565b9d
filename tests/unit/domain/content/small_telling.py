"""Small routes with what they are told with: hardly a page, and the invented law about moving home."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from handrail.domain.content.telling import Telling
from handrail.domain.facts.held import Facts
from handrail.domain.routes.journey import Journey
from handrail.domain.routes.route import Route
from handrail.domain.rules.rulebook import WrittenRule
from tests.unit.domain.invented import PARAMETERS, VOCABULARY, rulebook


def telling_of(
    route: Route,
    journeys: Journey | Sequence[Journey] = (),
    *rules: WrittenRule,
    facts: Facts | None = None,
    pages: Mapping[tuple[str, str, str], Any] | None = None,
) -> Telling:
    """This route, told with these rules."""
    journeys = (journeys,) if isinstance(journeys, Journey) else journeys
    return Telling(
        route=route,
        journeys={journey.id: journey for journey in journeys},
        facts=facts or Facts(),
        vocabulary=VOCABULARY,
        parameters=PARAMETERS,
        rules=rulebook(*rules).rules,
        organisations={},
        pages=pages or {},
        release="moving-1+0123456789ab",
    )
