"""What steps and services tell, and to whom, as a pack says it."""

from __future__ import annotations

from pathlib import Path

import pytest

from handrail.domain.routes.journey import News, Tells
from tests.unit.packs.grant_pack import FILES, JOURNEY
from tests.unit.packs.written_pack import load, mistakes_in

NEWS = "moved: {title: Your new address}\n"
SERVICE = """\
id: tell_the_office
title: Tell the office
organisation: office
tells: [{news: moved}]
"""
PACKED = "pack_boxes: {phase: before, lasts: {least: 1, likely: 1, most: 1}"


def files(more: str = "", news: str = NEWS, service: str = SERVICE) -> dict[str, str]:
    journey = JOURNEY.replace(PACKED, f"{PACKED}, service: tell_the_office{more}")
    return {
        **FILES,
        "life_events/moving/journey.yaml": journey,
        "services/tell_the_office.yaml": service,
        "news/all.yaml": news,
    }


def test_what_is_told_is_read_from_steps_and_services(tmp_path: Path) -> None:
    events = load(tmp_path, files(", tells: [{news: moved, reaches: [office], apart: Because.}]")).events

    assert events.news == {"moved": News("moved", "Your new address")}
    assert events.services["tell_the_office"].tells == (Tells("moved", ()),)
    assert events.journeys["moving"].steps[0].tells == (Tells("moved", ("office",), "Because."),)


def test_a_day_can_be_round_another(tmp_path: Path) -> None:
    step = load(tmp_path, files(", happens_on: home.moving_date, give_or_take: 3")).events.journeys["moving"].steps[0]

    assert step.give_or_take == 3


@pytest.mark.parametrize(
    ("more", "says"),
    [
        (", tells: [moved]", "`tells` holds 'moved'"),
        (", tells: [{news: mved}]", "there is no news 'mved'"),
        (", tells: [{news: moved, reaches: [ofice]}]", "there is no organisation 'ofice'"),
        (", tells: [{news: moved, covers: all}]", "no key 'covers'"),
        (", give_or_take: 3", "`give_or_take` is 3"),
        (", happens_on: home.moving_date, give_or_take: soon", "`give_or_take` is soon"),
    ],
)
def test_what_cannot_be_told_is_a_mistake(tmp_path: Path, more: str, says: str) -> None:
    assert any(says in mistake for mistake in mistakes_in(tmp_path, files(more)))


def test_news_without_a_title_is_a_mistake(tmp_path: Path) -> None:
    assert any("has no title" in mistake for mistake in mistakes_in(tmp_path, files(news="moved: {}\n")))
