"""Pages in another language: nothing of the interface is left out, and what is in English says so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import resolve

from tests.integration.pseudo_words import from_the_catalogue, past_the_catalogue
from tests.integration.test_guide import FIRST_HOME, NEEDS, answer_all, begin

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_one_is_slowed_down(settings: Any) -> None:
    settings.RATE_LIMIT = 1_000_000


@pytest.fixture
def in_pseudo(settings: Any) -> None:
    settings.ALWAYS_IN = "en-XA"


def pages_from(client: Client, *starts: str) -> Iterator[tuple[str, str]]:
    """Every kind of page that links lead to, once each."""
    to_see, kinds, seen = list(starts), set[str | None](), set[str]()
    while to_see:
        path = to_see.pop(0)
        kind = resolve(path).url_name
        if path in seen or kind in kinds or kind in ("exit", "pdf", "large_pdf", "calendar", "neutral_calendar"):
            continue
        seen.add(path)
        response = client.get(path)
        if response.status_code != 200 or "html" not in response.headers["Content-Type"]:
            continue
        kinds.add(kind)
        page = response.content.decode()
        yield path, page
        to_see += [urlsplit(link).path for link in re.findall(r'href="(/[^"#?]*)', page) if "/static/" not in link]


def test_no_string_of_the_interface_is_missing_from_the_catalogue(client: Client, in_pseudo: None):
    answer_all(begin(client), NEEDS, FIRST_HOME)
    wrong, seen = {}, 0

    for path, page in pages_from(client, "/", "/route"):
        seen += 1
        assert from_the_catalogue(page) > 10, path
        if past := past_the_catalogue(page):
            wrong[path] = past

    assert not wrong, str(wrong)[:3000]
    assert seen >= 28
