"""Take it with you: the route in large print and as a PDF, a sheet for one step, and a page that introduces whoever goes."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pypdf import PdfReader

from handrail.channels.pdf import writing
from handrail.channels.pdf.reading import read_page, words_of
from handrail.packs.installed import installed_pack
from handrail.records.models import AnonymousRoute
from handrail.use_cases import keeping_answers
from handrail.use_cases.kept_contents import Answer, Contents
from tests.integration.forms import text_of

pytestmark = pytest.mark.django_db

SHEET = "/route/steps/claim-universal-credit/take-along"
FORM = f"{SHEET}/introduce"
INTRODUCTION = f"{SHEET}/introduction"
SENSITIVE = "you.has_limited_capability_for_work"
HERS = {"you.nation": "wales", "you.savings": 1234.56}


@pytest.fixture(autouse=True)
def no_one_is_slowed_down(settings: Any) -> None:
    settings.RATE_LIMIT = 1_000_000


def holding(client: Client, event: str, **answers: object) -> Client:
    told = tuple(Answer(name, value) for name, value in answers.items())
    kept = keeping_answers.begin(on=timezone.localdate(), contents=Contents(told, life_events=(event,)))
    client.cookies["handrail_route"] = kept.secret
    return client


def kept_of(client: Client) -> Contents:
    kept = keeping_answers.open_kept(secret=client.cookies["handrail_route"].value, on=timezone.localdate())
    assert kept is not None
    return kept.contents


def ticked_in(response: Any) -> int:
    return len(re.findall(r"<input[^>]* checked", response.content.decode()))


def letters(text: str) -> str:
    """What is left when the signs before items, and every space, are gone."""
    return re.sub(r"\s|•|‣", "", text)


def pdf_words(content: bytes, page_said: str) -> str:
    """The words of a PDF without the foot of each page, and without the headings of a table that goes on from the page before."""
    tables = [block["rows"][0] for block in read_page(page_said) if block["block"] == "table"]
    heads = {letters("".join(run["text"] for cell in row for run in cell)) for row in tables}
    pages = [letters(page.extract_text()) for page in PdfReader(BytesIO(content)).pages]
    said = [page.removesuffix(f"Handrail{number}/{len(pages)}") for number, page in enumerate(pages, 1)]
    return said[0] + "".join(_without(heads, page) for page in said[1:])


def _without(heads: set[str], page: str) -> str:
    return next((page.removeprefix(head) for head in heads if page.startswith(head)), page)


def without_numbers(text: str) -> str:
    """Numbers before the items of a list are added on paper. They come and go with the list alone."""
    return re.sub(r"\d", "", letters(text)).replace(".", "")


# -- the whole route -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("event", ["buying_a_home", "someone_has_died"])
def test_the_pdf_holds_the_words_of_the_printed_page(client: Client, event: str):
    holding(client, event)
    page = client.get("/route/print").content.decode()

    for path in ("/route/print.pdf", "/route/print-large.pdf"):
        taken = client.get(path)

        assert taken["Content-Type"] == "application/pdf"
        assert taken["Content-Disposition"] == 'attachment; filename="to-print.pdf"'
        assert "no-store" in taken["Cache-Control"]
        assert without_numbers(pdf_words(taken.content, page)) == without_numbers(words_of(read_page(page)))


def test_large_print_says_the_same_and_each_leads_to_the_other(client: Client):
    holding(client, "buying_a_home")
    ordinary, large = (client.get(f"/route/{name}").content.decode() for name in ("print", "print-large"))

    assert words_of(read_page(ordinary)) == words_of(read_page(large))
    assert 'href="/route/print-large"' in ordinary
    assert 'href="/route/print"' in large
    assert "hr-print--large" in large


def test_before_a_file_is_taken_the_page_says_that_it_stays_on_the_device(client: Client):
    holding(client, "buying_a_home")
    page = text_of(client.get("/route/print"))

    assert page.index("A PDF stays on this device") < page.index("Take the PDF")
    assert "A PDF stays on this device" in text_of(client.get("/route/steps/get-a-survey/take-along"))


@pytest.mark.parametrize("path", ["/route/print", "/route/steps/get-a-survey/take-along"])
def test_in_library_mode_it_says_that_a_file_is_not_deleted(client: Client, path: str):
    holding(client, "buying_a_home")
    before = text_of(client.get(path))
    client.post("/library-mode/on", {"then": "route"})

    assert "It cannot delete a file" not in before
    assert "It cannot delete a file that you take" in text_of(client.get(path))


def test_where_no_file_can_be_made_the_page_can_still_be_printed(client: Client, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(writing, "MOST_LETTERS", 10)
    holding(client, "buying_a_home")

    answer = client.get("/route/print.pdf")

    assert answer.status_code == 503
    assert "print the page itself" in text_of(answer)


# -- a sheet for one step --------------------------------------------------------------------------------------------------


def bearing() -> dict[str, Any]:
    """One sensitive answer and one that is not, both of which bear on claiming Universal Credit."""
    pack = installed_pack()
    step = pack.events.journeys["making_ends_meet"].bases["claim_universal_credit"]
    reads = {name for rule in step.rules for name in pack.rulebook.reads(rule)} | set(step.facts)
    facts = [
        pack.vocabulary.facts[name]
        for name in pack.vocabulary.facts
        if name in reads and pack.vocabulary.facts[name].type == "yes_no"
    ]
    facts = [fact for fact in facts if not fact.only_when]
    special = next(fact.name for fact in facts if fact.sensitivity == "special")
    return {"you.nation": "wales", "you.savings": 1234, special: True, "deceased.nation": "wales"}


def test_the_sheet_of_a_step_holds_what_bears_on_it_and_holds_back_what_is_sensitive(client: Client):
    answers = bearing()
    special = list(answers)[2]
    facts = installed_pack().vocabulary.facts
    holding(client, "making_ends_meet", **answers)

    sheet = text_of(client.get(SHEET))

    assert "£1,234" in sheet
    assert facts[special].question not in sheet
    assert facts["deceased.nation"].question not in sheet
    assert "1 sensitive answer is left out" in sheet
    for heading in ("What it is", "What to bring", "What they may ask", "To fill in by hand"):
        assert heading in sheet


def test_a_sensitive_answer_stands_on_the_sheet_once_it_is_ticked(client: Client):
    answers = bearing()
    special = list(answers)[2]
    holding(client, "making_ends_meet", **answers)

    client.post(FORM, {"shows": [special, "deceased.nation", "you.savings"]})
    sheet = text_of(client.get(SHEET))

    assert installed_pack().vocabulary.facts[special].question in sheet
    assert kept_of(client).take_along["claim_universal_credit"]["shows"] == [special]


def test_a_sheet_can_be_taken_as_a_pdf_with_the_same_words(client: Client):
    holding(client, "making_ends_meet", **HERS)
    sheet = client.get(SHEET).content.decode()

    taken = client.get(f"{SHEET}.pdf")

    assert without_numbers(pdf_words(taken.content, sheet)) == without_numbers(words_of(read_page(sheet)))
    assert PdfReader(BytesIO(taken.content)).metadata.title == "What to take along"  # type: ignore[union-attr]


@pytest.mark.parametrize("rest", ["", ".pdf", "/introduce", "/introduction"])
def test_a_step_that_is_not_there_has_no_sheet(client: Client, rest: str):
    assert holding(client, "buying_a_home").get(f"/route/steps/no-such-step/take-along{rest}").status_code == 404


# -- introducing yourself --------------------------------------------------------------------------------------------------


def test_an_introduction_holds_what_was_written_and_ticked_and_nothing_else(client: Client):
    holding(client, "making_ends_meet", **HERS)

    to = client.post(
        FORM, {"about": "My rent <b>& debts</b>\r\nand food", "helps": "you speak slowly", "tells": ["you.nation"]}
    )
    page = client.get(INTRODUCTION).content.decode()

    assert to.status_code == 303
    assert to["Location"] == INTRODUCTION
    assert "My rent &lt;b&gt;&amp; debts&lt;/b&gt;\nand food" in page
    assert "you speak slowly" in page
    assert "Wales" in page
    assert "1,234" not in page
    assert "My rent" not in client.get("/route").content.decode()


def test_nothing_is_ticked_for_anyone(client: Client):
    holding(client, "making_ends_meet", **bearing())

    assert ticked_in(client.get(FORM)) == 0


def test_without_any_words_there_is_no_page_and_the_form_is_shown_instead(client: Client):
    holding(client, "making_ends_meet", **HERS)

    assert client.get(INTRODUCTION)["Location"] == FORM
    assert client.post(FORM, {"about": " \x00 "})["Location"] == SHEET
    assert kept_of(client).take_along == {}


def test_too_many_words_are_said_to_be_so_and_none_is_lost(client: Client):
    holding(client, "making_ends_meet", **HERS)

    answer = client.post(FORM, {"about": "a" * 601, "helps": "patience", "tells": ["you.nation"]})

    assert answer.status_code == 422
    assert "can have 600 letters. You have written 601" in text_of(answer)
    assert "a" * 601 in answer.content.decode()
    assert "patience" in answer.content.decode()
    assert ticked_in(answer) == 1
    assert kept_of(client).take_along == {}


def test_what_was_written_is_sealed_like_the_answers_and_erased_with_them(client: Client):
    holding(client, "making_ends_meet", **HERS)

    client.post(FORM, {"about": "Gwaith caled"})
    row = AnonymousRoute.objects.get()

    assert kept_of(client).take_along["claim_universal_credit"]["about"] == "Gwaith caled"
    assert b"Gwaith" not in bytes(row.ciphertext)
    client.post("/erase", {"erase": "yes"})
    assert AnonymousRoute.objects.count() == 0


def test_what_was_written_stays_when_an_answer_changes(client: Client):
    holding(client, "making_ends_meet", **HERS)
    client.post(FORM, {"about": "Gwaith caled"})

    client.post("/route/question/you.nation", {"answer": "is:england"})
    client.post(FORM, {"about": ""})

    assert kept_of(client).take_along == {}


def test_a_form_from_another_site_is_refused():
    strict = Client(enforce_csrf_checks=True)
    holding(strict, "making_ends_meet", **HERS)

    assert strict.post(FORM, {"about": "x"}).status_code == 403
