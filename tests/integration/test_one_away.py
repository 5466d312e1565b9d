"""What one more answer could settle, and what could make a no a yes: as a browser without JavaScript goes through it."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from handrail.use_cases import keeping_answers
from handrail.use_cases.kept_contents import Answer, Contents
from tests.integration.forms import text_of

pytestmark = pytest.mark.django_db
AT = "/route/one-away"
OVER_75: dict[str, object] = {
    "you.nation": "england",
    "you.birth_date": "1945-01-01",
    "partner.exists": False,
    "you.gets_pension_credit": False,
    "household.has_someone_severely_sight_impaired": False,
    "you.lives_in_a_care_home_for_good": False,
}


@pytest.fixture(autouse=True)
def no_one_is_slowed_down(settings: Any) -> None:
    settings.RATE_LIMIT = 1_000_000


def someone(client: Client, told: dict[str, object], *events: str, wants: tuple[str, ...] = ()) -> Client:
    on = timezone.localdate()
    answers = tuple(Answer(fact, value, on=on) for fact, value in told.items())
    kept = keeping_answers.begin(on=on, contents=Contents(answers, life_events=events, goals=wants))
    client.cookies["handrail_route"] = kept.secret
    return client


def questions_on(page: Any) -> list[str]:
    """Where each question of the page is asked."""
    return re.findall(rf'href="({AT}/[^"]+)"', page.content.decode())


def test_the_route_leads_to_it_once(client: Client) -> None:
    someone(client, OVER_75, "making_ends_meet")

    assert client.get("/route").content.decode().count(f'href="{AT}"') == 1


def test_each_open_thing_has_a_question_and_what_is_at_stake_and_answering_leads_back(client: Client) -> None:
    someone(client, {"you.nation": "england", "you.birth_date": "1945-01-01"}, "making_ends_meet")

    page = client.get(AT)
    shown = text_of(page)
    asked = client.get(questions_on(page)[0])

    assert "£" in shown
    assert "how much is not known yet" in shown
    assert asked.status_code == 200
    assert f'href="{AT}"' in asked.content.decode()


def test_what_was_answered_leads_back_to_the_page_with_one_question_less(client: Client) -> None:
    someone(client, {"you.nation": "england"}, wants=("free_tv_licence",))
    before = questions_on(client.get(AT))

    sent = client.post(before[0], {"answer": "declined"})

    assert sent.headers["Location"] == AT
    assert before[0] not in questions_on(client.get(AT))


def test_a_no_that_need_not_stay_one_says_how_it_could_be_a_yes_without_pressing(client: Client) -> None:
    someone(client, OVER_75, "making_ends_meet")

    shown = text_of(client.get(AT))

    assert "If you, or you and your partner together, got Pension Credit, this would be a yes." in shown
    assert "See if you can get it: Pension Credit" in shown
    assert not any(word in shown for word in (" must ", " should ", "hurry", "miss out"))


def test_a_topic_that_is_ruled_out_says_so_too(client: Client) -> None:
    someone(client, OVER_75, wants=("free_tv_licence",))

    assert "What could make it a yes If you" in text_of(client.get("/route/know/1")).replace(
        "We worked it out again as it says here, and then it was a yes. It is only for you to know. ", ""
    )


def test_where_nothing_is_open_it_says_so(client: Client) -> None:
    someone(client, {"you.birth_date": "1961-05-05"}, wants=("state_pension_age",))

    assert "There is no question that would settle more" in text_of(client.get(AT))


def test_there_is_no_such_question(client: Client) -> None:
    someone(client, OVER_75, wants=("free_tv_licence",))

    assert client.get(f"{AT}/you.shoe-size").status_code == 404
