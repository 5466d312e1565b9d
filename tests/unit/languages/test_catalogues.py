"""Catalogues hold every message of the interface, and nothing that would break a page."""

from __future__ import annotations

from pathlib import Path

import pytest

from handrail.languages.catalogue import FOLDER, catalogue_of, languages, read
from handrail.languages.message import fits, fits_counted
from handrail.languages.pseudo import Pseudo
from scripts.catalogues import messages


@pytest.mark.parametrize("language", languages())
def test_a_catalogue_holds_every_message_of_the_interface_and_no_other(language: str):
    held = set(catalogue_of(language).entries)

    assert held == {message[:2] for message in messages()}, "run python -m scripts.catalogues"


@pytest.mark.parametrize("language", languages())
def test_every_translation_has_the_places_and_tags_of_its_message(language: str):
    assert [entry.message for entry in catalogue_of(language).unfit] == []


# The numbers are those of the Unicode CLDR's rule for Welsh: zero, one, two, few (3), many (6), other.
@pytest.mark.parametrize(("count", "form"), [(0, 0), (1, 1), (2, 2), (3, 3), (4, 5), (6, 4), (7, 5), (21, 5)])
def test_welsh_counts_in_six_ways(count: int, form: int):
    assert catalogue_of("cy").form_for(count) == form


@pytest.mark.parametrize(
    ("message", "translation", "does"),
    [
        ("Pay {much} by {day}.", "Erbyn {day}, talwch {much}.", True),
        ("Pay {much} by {day}.", "Talwch {much}.", False),
        ("<a>Go on</a> or <a2>stop</a2>.", "<a2>Aros</a2> neu <a>mynd ymlaen</a>.", True),
        ("<a>Go on</a>.", "<a>Ymlaen.", False),
        ("<a>Go <strong>on</strong></a>.", "<a><strong>Ymlaen</a></strong>.", False),
    ],
)
def test_a_translation_may_move_places_and_tags_but_not_lose_them(message: str, translation: str, does: bool):
    assert fits(message, translation) is does


def test_a_form_for_one_number_may_leave_the_number_out():
    assert fits_counted("{n} step", "{n} steps", "dau gam")
    assert not fits_counted("{n} of {all} steps", "{n} of {all} steps", "{n} cam")


def test_the_pseudo_locale_is_longer_and_keeps_places_and_tags():
    said = Pseudo().say("Have you done it? <a>Tick {what}</a>.")

    assert said == "[Ĥááṽéé ýóóúú đóóñéé ííţ? <a>Ţííçķ {what}</a>.]"


def test_the_pseudo_locale_is_a_third_longer():
    said = [(len(message.message), len(Pseudo().say(message.message))) for message in messages()]

    assert 1.30 < sum(long for _, long in said) / sum(short for short, _ in said) < 1.40


def test_a_string_that_nobody_reviewed_is_not_shown_unless_it_is_asked_for(tmp_path: Path):
    header = (FOLDER / "cy.po").read_text().partition("\n#: ")[0]
    (tmp_path / "cy.po").write_text(
        f'{header}\nmsgid "Yes"\nmsgstr "Ie"\n\n#, fuzzy\nmsgid "No"\nmsgstr "Na"\n\nmsgid "Maybe"\nmsgstr ""\n'
    )

    catalogue = read(tmp_path / "cy.po")

    assert catalogue.shown(unreviewed=False).say("Yes") == "Ie"
    assert catalogue.shown(unreviewed=False).say("No") is None
    assert catalogue.shown(unreviewed=True).say("No") == "Na"
    assert [entry.message for entry in catalogue.unreviewed] == ["No"]
    assert [entry.message for entry in catalogue.untranslated] == ["Maybe"]
