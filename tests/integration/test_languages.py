"""Pages in another language: nothing of the interface is left out, and what is in English says so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import resolve
from pypdf import PdfReader

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
        assert "&lt;span" not in page, path
        assert not [drawing for drawing in re.findall(r"<svg.*?</svg>", page, re.DOTALL) if "<span" in drawing], path
        if past := past_the_catalogue(page):
            wrong[path] = past

    assert not wrong, str(wrong)[:3000]
    assert seen >= 28


# -- Welsh ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def with_welsh(settings: Any) -> None:
    settings.OTHER_LANGUAGES, settings.UNREVIEWED_WORDS = ["cy"], True


def in_welsh(client: Client) -> Client:
    assert client.post("/language", {"language": "cy", "then": "/route"}).headers["Location"] == "/route"
    return client


def test_welsh_that_nobody_reviewed_is_not_offered(client: Client, settings: Any):
    settings.OTHER_LANGUAGES = ["cy"]

    client.post("/language", {"language": "cy", "then": "/"})
    page = client.get("/").content.decode()

    assert "Cymraeg" not in page
    assert '<html lang="en"' in page


def test_a_language_is_chosen_where_one_is_offered_and_left_again(client: Client, with_welsh: None):
    before = client.get("/privacy").content.decode()
    chosen = client.post("/language", {"language": "cy", "then": "/privacy"}, follow=True).content.decode()
    client.post("/language", {"language": "en", "then": "/privacy"})
    after = client.get("/privacy").content.decode()

    assert (
        '<button class="hr-languages__one" type="submit" name="language" value="cy" lang="cy">Cymraeg</button>'
        in before
    )
    assert '<html lang="cy"' in chosen
    assert "<title>Preifatrwydd – Handrail</title>" in chosen
    assert 'value="en" lang="en">English</button>' in chosen
    assert before == after.replace(_nonce(after), _nonce(before))


def _nonce(page: str) -> str:
    return re.findall(r'nonce="([^"]+)"', page)[0]


def test_a_page_in_welsh_says_what_is_in_english_and_that_nobody_reviewed_the_rest(client: Client, with_welsh: None):
    answer_all(begin(client), NEEDS, FIRST_HOME)

    page = in_welsh(client).get("/route").content.decode()

    assert '<h1 class="govuk-heading-l">Eich llwybr: <span lang="en">buying a home</span></h1>' in page
    assert "Mae rhywfaint o hyn yn Saesneg hyd yma." in page
    assert "Nid oes neb wedi adolygu’r gweddill eto." in page
    assert re.search(r'hr-step__title"><a [^>]+><span lang="en">Exchange contracts</span></a>', page)


def test_every_page_opens_in_welsh_without_a_broken_place(client: Client, with_welsh: None):
    answer_all(begin(client), NEEDS, FIRST_HOME)

    pages = dict(pages_from(in_welsh(client), "/", "/route"))

    assert len(pages) >= 28
    for path, page in pages.items():
        assert '<html lang="cy"' in page, path
        assert not re.search(r"&lt;span|\{[a-z_]+\}", page), path


@pytest.mark.parametrize("then", ["//elsewhere.example/", "https://elsewhere.example/", "javascript:alert(1)", ""])
def test_choosing_a_language_leads_to_no_other_site(client: Client, with_welsh: None, then: str):
    assert client.post("/language", {"language": "cy", "then": then}).headers["Location"] == "/"


def test_a_page_that_browsers_keep_is_kept_for_its_language(client: Client, with_welsh: None):
    assert "Cookie" in client.get("/privacy").headers["Vary"]


@pytest.mark.parametrize("given", ["fr", "en-XA", "../cy", ""])
def test_a_language_that_is_not_offered_changes_nothing(client: Client, with_welsh: None, given: str):
    client.post("/language", {"language": given, "then": "/"})
    client.cookies["language"] = given

    assert '<html lang="en"' in client.get("/").content.decode()


def test_a_pdf_in_welsh_says_which_of_its_words_are_english(client: Client, with_welsh: None):
    answer_all(begin(client), NEEDS, FIRST_HOME)

    made = PdfReader(BytesIO(in_welsh(client).get("/route/print.pdf").content))

    assert str(made.root_object["/Lang"]) == "cy-GB"
    assert "Eich llwybr: buying a home" in made.pages[0].extract_text()
    assert "/Lang (en-GB)" in _structure(made)


def _structure(made: PdfReader) -> str:
    return " ".join(
        f"/Lang ({each['/Lang']})" for each in _tags(made.root_object["/StructTreeRoot"]) if "/Lang" in each
    )


def _tags(element: Any) -> Iterator[Any]:
    element = element.get_object()
    if isinstance(element, dict):
        yield element
        element = [element["/K"]] if "/K" in element else []
    if isinstance(element, list):
        for each in element:
            yield from _tags(each)
