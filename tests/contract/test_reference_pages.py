"""The reference pages are true to the code and to the pack."""

from __future__ import annotations

import re

import pytest

from handrail.domain.facts.vocabulary import FactType
from handrail.domain.routes.entitlement import AMOUNT_BY, TIERS
from handrail.domain.rules.dates import FUNCTIONS
from handrail.packs import entitlements, examples, journeys, organisations, pages, parameters, rules, steps, vocabulary
from handrail.packs.entries import SEEN
from scripts import render_coverage, render_examples, render_figures
from scripts.rendering import REFERENCE

RULES = (REFERENCE / "rule-language.md").read_text(encoding="utf-8")
PACK = (REFERENCE / "pack-format.md").read_text(encoding="utf-8")

KEYS = {
    "a rule": (rules._KEYS, RULES),
    "a parameter": ((*parameters._KEYS, *parameters.KINDS), RULES),
    "a value of a parameter": ([key for key in parameters._VERSION_KEYS if key != "rows"], RULES),
    "a fact": ((*vocabulary._FACT_KEYS, *FactType, *vocabulary.SENSITIVITIES), PACK),
    "an organisation": (organisations._ORGANISATION_KEYS, PACK),
    "a service": ((*organisations._SERVICE_KEYS, *organisations.HOW), PACK),
    "a journey": (journeys._JOURNEY_KEYS, PACK),
    "a step": (steps.STEP_KEYS, PACK),
    "an alternative": (steps._ALTERNATIVE_KEYS, PACK),
    "what goes wrong": (steps._RISK_KEYS, PACK),
    "a page": ((*pages._KEYS, *pages.HEADINGS), PACK),
    "an example": (examples._KEYS, PACK),
    "a programme": ((*entitlements._KEYS, *entitlements._GOALS, *TIERS, *AMOUNT_BY), PACK),
    "a source": (SEEN, PACK),
    "functions": (FUNCTIONS, RULES),
}


@pytest.mark.parametrize("what", KEYS)
def test_every_key_that_may_be_written_is_described(what: str) -> None:
    keys, text = KEYS[what]

    assert [key for key in keys if not re.search(rf"(?<![\w.]){key}(?![\w])", text)] == []


def test_the_pages_of_examples_are_those_of_the_pack() -> None:
    pages = [render_examples.INDEX, *render_examples.FOLDER.rglob("*.md")]
    committed = {page.relative_to(REFERENCE).as_posix(): page.read_text(encoding="utf-8") for page in pages}

    assert committed == render_examples.pages(), "run python -m scripts.render_examples"
    assert [path for path, text in committed.items() if len(text.encode()) > 200_000] == []


def test_the_page_of_figures_is_that_of_the_pack() -> None:
    assert render_figures.PAGE.read_text(encoding="utf-8") == render_figures.page(), (
        "run python -m scripts.render_figures"
    )


def test_the_page_of_what_is_covered_is_that_of_the_pack() -> None:
    assert render_coverage.PAGE.read_text(encoding="utf-8") == render_coverage.page(), (
        "run python -m scripts.render_coverage"
    )
