"""A page of ours as a PDF: the same words, in the right letters, tagged, and nothing of anybody's beside them."""

from __future__ import annotations

import re
import subprocess
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from handrail.channels.pdf import writing
from handrail.channels.pdf.reading import read_page, words_of
from handrail.channels.pdf.writing import CannotBeWritten, Kind, write_pdf

PAGE = """
<html><body><nav>Menu</nav><main>
  <h1>Tŷ Gŵyl &amp; café – £1,250.50</h1>
  <p class="govuk-body">It’s <strong>due</strong> by <a href="https://example.org/x">example.org</a>.
    <span class="govuk-visually-hidden">Only heard</span></p>
  <p class="hr-not-printed">Print this page</p>
  <h3>Steps</h3>
  <ol><li><p>One</p><p>and more</p></li><li>Two #emph[not run] $x$ \\ *not bold*</li></ol>
  <ul><li>Bread</li></ul>
  <form><p>Answer</p><button>Send</button></form>
  <table><caption>Costs</caption><tr><th>What</th><th>How much</th></tr><tr><th>Fee</th><td><span aria-hidden="true">How much: </span>£20</td></tr></table>
  <dl><dt>Who</dt><dd>Siân</dd></dl>
  <p class="hr-take__line">Your reference</p>
  <h4><span class="hr-print__box" aria-hidden="true"></span>Last</h4>
</main></body></html>
"""
SAID = (
    "Tŷ Gŵyl & café – £1,250.50 It’s due by example.org. Steps One and more Two #emph[not run] $x$ \\ *not bold* Bread "
    "Costs What How much Fee £20 Who Siân Your reference Last"
)


def read(pdf: bytes) -> PdfReader:
    return PdfReader(BytesIO(pdf))


def words_in(reader: PdfReader, footer: str = "Handrail") -> str:
    """All words of a PDF, without the foot of each page. A sign before an item is not a word."""
    pages = [" ".join(page.extract_text().split()) for page in reader.pages]
    feet = [f"{footer} {number} / {len(pages)}" for number in range(1, len(pages) + 1)]
    return " ".join(page.removesuffix(foot).strip() for page, foot in zip(pages, feet, strict=True))


def letters(text: str) -> str:
    return "".join(text.split())


def test_a_page_is_read_without_what_is_only_for_the_screen():
    assert words_of(read_page(PAGE)) == SAID


def test_an_item_of_several_lines_stays_one_item_and_lists_do_not_run_together():
    items = [block for block in read_page(PAGE) if block["block"] == "item"]

    assert [len(item["words"]) for item in items] == [2, 1, 1]
    assert [item["kind"] for item in items] == ["ordered", "ordered", "plain"]


@pytest.mark.parametrize("kind", list(Kind))
def test_a_pdf_says_the_same_in_the_right_letters_and_runs_nothing(kind: Kind):
    said = words_in(read(write_pdf(PAGE, title="Your route", footer="Handrail", kind=kind)))

    assert letters(said.replace("•", "").replace("1. One", "One").replace("2. Two", "Two")) == letters(SAID)


def test_a_pdf_is_tagged_and_names_its_language_and_title_and_nobody():
    reader = read(write_pdf(PAGE, title="Your route", footer="Handrail"))
    root: Any = reader.root_object
    outline: Any = reader.outline

    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en-GB"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.xmp_metadata is not None
    assert b"pdfuaid" in reader.xmp_metadata.stream.get_data()
    assert set(reader.metadata or {}) <= {"/Title", "/Creator"}
    assert reader.metadata is not None
    assert reader.metadata.title == "Your route"
    assert [each["/Title"] for each in outline if isinstance(each, dict)] == ["Tŷ Gŵyl & café – £1,250.50"]


def test_large_print_is_eighteen_points_or_more_on_a4():
    sizes: set[float] = set()
    page = read(write_pdf(PAGE, title="Your route", kind=Kind.LARGE)).pages[0]

    page.extract_text(visitor_text=lambda text, _, at, __, size: sizes.add(size * at[0]) if text.strip() else None)

    assert min(sizes) >= 17.99
    assert [round(float(side)) for side in page.mediabox[2:]] == [595, 842]


def test_one_that_takes_too_long_is_stopped(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(writing, "MOST_SECONDS", 0.01)

    with pytest.raises(CannotBeWritten):
        write_pdf(PAGE, title="Your route")


def test_one_that_fails_says_nothing_of_what_was_in_it(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    def fails(command: object, **_: object) -> None:
        raise subprocess.CalledProcessError(1, "handrail", stderr=b"Gwen owes 7")

    monkeypatch.setattr(subprocess, "run", fails)

    with pytest.raises(CannotBeWritten):
        write_pdf(PAGE, title="Your route")
    assert "Gwen" not in caplog.text


def test_while_others_are_being_written_it_waits_no_longer_than_one_takes(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(writing, "MOST_SECONDS", 0.01)
    taken = [writing._AT_ONCE.acquire() for _ in range(2)]
    try:
        with pytest.raises(CannotBeWritten):
            write_pdf(PAGE, title="Your route")
    finally:
        for _ in taken:
            writing._AT_ONCE.release()


def test_more_than_any_page_holds_is_refused():
    with pytest.raises(CannotBeWritten):
        write_pdf("x" * (writing.MOST_LETTERS + 1), title="Your route")


def test_what_sets_the_pages_reads_and_fetches_nothing():
    """Of Typst's ways to bring something in, only the data that it is handed is used."""
    paper = Path(str(files("handrail.channels.pdf"))).joinpath("paper.typ").read_text()

    assert not re.search(r"#?(import|include|read|eval|plugin|image)\b\s*[(\"@]", paper)
