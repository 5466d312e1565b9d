"""Several things at once: dates that get in each other's way, and who has to be told what, on one page."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from handrail.use_cases import keeping_answers
from handrail.use_cases.kept_contents import Answer, Contents
from tests.integration.forms import text_of

pytestmark = pytest.mark.django_db
AT = "/route/several"
SOON = (timezone.localdate() + timedelta(days=20)).isoformat()
DIED: dict[str, object] = {
    "deceased.nation": "england",
    "deceased.died_in_uk": True,
    "deceased.death_date": (timezone.localdate() - timedelta(days=3)).isoformat(),
    "deceased.was_stillborn": False,
    "deceased.funeral_date": SOON,
}
BUYING: dict[str, object] = {
    "purchase.nation": "england",
    "purchase.completion_date": SOON,
    "purchase.is_main_home": True,
    "you.gets_universal_credit": True,
}


def someone(client: Client, told: dict[str, object], *events: str) -> Client:
    on = timezone.localdate()
    answers = tuple(Answer(fact, value, on=on) for fact, value in told.items())
    kept = keeping_answers.begin(on=on, contents=Contents(answers, life_events=events))
    client.cookies["handrail_route"] = kept.secret
    return client


@pytest.fixture(autouse=True)
def no_one_is_slowed_down(settings: Any) -> None:
    settings.RATE_LIMIT = 1_000_000


def test_a_funeral_and_the_keys_on_one_day_are_pointed_out_with_what_could_move(client: Client) -> None:
    someone(client, DIED | BUYING, "someone_has_died", "buying_a_home")

    page = client.get(AT)
    said = text_of(page)

    assert "are both on" in said
    assert "Could one of these be another day?" in said
    assert 'href="/route/what-if/try/deceased.funeral-date"' in page.content.decode()
    assert 'href="/route/what-if/try/purchase.completion-date"' in page.content.decode()
    route = client.get("/route").content.decode()
    assert "get in each other’s way" in route
    assert route.count(f'href="{AT}"') == 2


def test_dates_that_leave_each_other_room_say_nothing_on_the_route(client: Client) -> None:
    apart = (timezone.localdate() + timedelta(days=60)).isoformat()
    someone(client, DIED | BUYING | {"purchase.completion_date": apart}, "someone_has_died", "buying_a_home")

    assert "We see none among the dates that we know." in text_of(client.get(AT))
    assert "get in each other’s way" not in client.get("/route").content.decode()


def test_all_who_have_to_be_told_are_in_one_place_and_those_who_hear_twice_are_named(client: Client) -> None:
    someone(client, DIED | BUYING, "someone_has_died", "buying_a_home")

    said = text_of(client.get(AT))

    assert "That someone has died" in said
    assert "Department for Work and Pensions, HM Revenue and Customs" in said
    assert "HM Passport Office" in said
    assert "Your new address" in said
    assert "Told more than once" in said
    assert "Ask if they can take it all in one call." in said


def test_nothing_to_tell_is_said_too(client: Client) -> None:
    someone(client, {}, "losing_a_job")

    assert "Nothing on your route has to be told to more than one of them." in text_of(client.get(AT))
