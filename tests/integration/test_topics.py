"""What do you want to know? One thing is chosen, asked about and answered, as a browser without JavaScript goes through it."""

from __future__ import annotations

import logging
import re
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from handrail.records.models import AnonymousRoute
from handrail.use_cases.keeping_answers import open_kept
from handrail.use_cases.kept_contents import Contents
from tests.integration.forms import hidden_in

pytestmark = pytest.mark.django_db

NO_MORE = "Nothing else you could tell us would change this."
BORN = {"answer": "exact", "exact_day": "5", "exact_month": "5", "exact_year": "1961"}


@pytest.fixture(autouse=True)
def no_one_is_slowed_down(settings: Any) -> None:
    settings.RATE_LIMIT = 1_000_000


def choose(client: Client, topic: str) -> Any:
    response = client.post("/know/choose", {"topic": topic})
    assert response.status_code == 303, topic
    return response


def answer(client: Client, place: int, fact: str, **given: str) -> Any:
    response = client.post(f"/route/know/{place}/question/{fact}", given)
    assert response.status_code == 303, fact
    return response


def contents(client: Client) -> Contents:
    kept = open_kept(secret=client.cookies["handrail_route"].value, on=timezone.localdate())
    assert kept is not None
    return kept.contents


def text_of(response: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


# --- Choosing ---------------------------------------------------------------------------------------------------------


def test_everything_there_is_to_know_is_on_one_page_and_looking_at_it_keeps_nothing(client: Client):
    page = client.get("/know")

    assert "When you reach State Pension age" in text_of(page)
    assert 'value="carers_allowance"' in page.content.decode()
    assert '"/someone-has-died/start"' in page.content.decode()
    assert not AnonymousRoute.objects.exists()


def test_choosing_begins_something_to_keep_and_no_address_says_what_was_chosen(client: Client):
    leads_to = choose(client, "carers_allowance").headers["Location"]
    page = client.get(leads_to)

    assert leads_to == "/route/know/1"
    assert contents(client).goals == ("carers_allowance",)
    assert "<h1" in page.content.decode()
    assert "Carer's Allowance" in text_of(page).replace("&#39;", "'")
    assert page.content.decode().count("<title>What is known so far") == 1


def test_a_second_choice_stands_beside_the_first_and_the_same_one_is_not_kept_twice(client: Client):
    choose(client, "state_pension_age")
    choose(client, "who_inherits")

    assert choose(client, "state_pension_age").headers["Location"] == "/route/know/1"
    assert contents(client).goals == ("state_pension_age", "who_inherits")
    listed = text_of(client.get("/route/know"))
    assert "Who inherits when there is no will" in listed
    assert "On what day do you reach State Pension age? Not known yet" in listed


def test_what_is_taken_off_the_list_leaves_the_answers(client: Client):
    choose(client, "state_pension_age")
    answer(client, 1, "you.birth-date", **BORN)

    assert client.post("/route/know/drop", {"topic": "state_pension_age"}).headers["Location"] == "/know"
    assert contents(client).goals == ()
    assert [each.fact for each in contents(client).answers] == ["you.birth_date"]


def test_what_nobody_can_choose_is_not_found(client: Client):
    assert client.post("/know/choose", {"topic": "free_ponies"}).status_code == 404
    assert client.get("/route/know/1").status_code == 404
    choose(client, "state_pension_age")
    assert client.get("/route/know/2").status_code == 404
    assert client.get("/route/know/0/question").status_code == 404
    assert client.get("/route/know/1/question/you.shoe-size").status_code == 404


def test_whoever_has_only_chosen_something_has_no_route_and_is_led_to_what_they_chose(client: Client):
    choose(client, "state_pension_age")

    for page in ("/route", "/route/print", "/route/dates", "/route/question", "/route/changes"):
        assert client.get(page).headers["Location"] == "/route/know"
    assert client.get("/route/answers").status_code == 200


def test_a_route_and_what_someone_wants_to_know_are_kept_together(client: Client):
    client.post("/buying-a-home/start")
    choose(client, "state_pension_age")
    client.post("/route/know-first", {"goal": "first_time_buyer"})

    assert contents(client).life_events == ("buying_a_home",)
    assert contents(client).goals == ("first_time_buyer", "state_pension_age")
    assert client.get("/route").status_code == 200
    assert "The tax when you buy a home" in text_of(client.get("/route/know"))


def test_a_step_offers_what_else_can_be_worked_out_there_and_does_not_ask_for_it(client: Client):
    client.post("/losing-a-job/start")
    step = "/route/steps/get-your-last-pay-and-p45"

    offered = client.get(step).content.decode()
    leads_to = choose(client, "minimum_wage").headers["Location"]

    assert 'value="minimum_wage"' in offered
    assert "The minimum wage, and if you were paid it chosen" in text_of(client.get(step))
    assert "The minimum wage" in text_of(client.get(leads_to))
    assert 'value="minimum_wage"' not in client.get("/route/steps/check-your-notice").content.decode()


# --- Asking, and stopping ---------------------------------------------------------------------------------------------


def test_asking_stops_when_it_is_certain_and_the_page_says_so(client: Client):
    choose(client, "state_pension_age")
    first = client.get("/route/know/1/question").headers["Location"]

    after = answer(client, 1, "you.birth-date", **BORN).headers["Location"]
    page = client.get(client.get(after).headers["Location"])

    assert first == "/route/know/1/question/you.birth-date"
    assert client.get(after).headers["Location"] == "/route/know/1"
    assert "On what day do you reach State Pension age? 5 May 2028" in text_of(page)
    assert NO_MORE in text_of(page)


def test_what_is_not_known_or_not_said_is_not_asked_again_and_can_be_answered_later(client: Client):
    choose(client, "state_pension_age")
    answer(client, 1, "you.birth-date", answer="declined")

    page = client.get("/route/know/1")

    assert client.get("/route/know/1/question").headers["Location"] == "/route/know/1"
    assert NO_MORE not in text_of(page)
    assert "We have asked all we need to" in text_of(page)
    assert '"/route/know/1/question/you.birth-date"' in page.content.decode()


def test_of_what_someone_cannot_get_no_amount_is_asked_for_or_shown(client: Client):
    choose(client, "carers_allowance")
    answer(client, 1, "you.nation", answer="is:scotland")

    page = text_of(client.get("/route/know/1"))

    assert "Can you get Carer&#39;s Allowance? No" in page
    assert NO_MORE in page
    assert "How much Carer&#39;s Allowance is paid a week?" not in page
    assert "You can always claim all the same" in page


def test_a_changed_answer_leads_back_to_what_it_was_asked_for(client: Client):
    choose(client, "carers_allowance")
    answer(client, 1, "you.nation", answer="is:scotland")

    assert '"/route/know/1/question/you.nation"' in client.get("/route/know/1").content.decode()
    at = "/route/know/1/question/you.nation"
    after = client.post(at, hidden_in(client.post(at, {"answer": "is:england"})))

    assert client.get(after.headers["Location"]).headers["Location"] == "/route/know/1/question/you.normally-live-in-uk"
    assert "Can you get Carer&#39;s Allowance? Maybe" in text_of(client.get("/route/know/1"))


@pytest.mark.parametrize("at", ["/route/know/1/question/you.nation", "/route/answers/you.nation"])
def test_what_a_change_does_to_a_topic_is_shown_before_it_counts(client: Client, at: str):
    choose(client, "carers_allowance")
    choose(client, "state_pension_age")
    answer(client, 1, "you.nation", answer="is:scotland")

    weighed = text_of(client.post(at, {"answer": "is:england"}))

    assert "Your answer now Scotland You would change it to England" in weighed
    assert "Can you get Carer&#39;s Allowance? Maybe Now: No" in weighed
    assert "State Pension age" not in weighed
    assert [each.value for each in contents(client).answers] == ["scotland"]


@pytest.mark.parametrize("topic", ["everything", "carers_allowance"])
def test_every_question_of_a_topic_says_what_it_can_change_also_once_it_is_answered(client: Client, topic: str):
    choose(client, topic)
    asked = []
    for _ in range(4):
        asked.append(client.get("/route/know/1/question").headers["Location"])
        page = client.get(asked[-1])
        client.post(
            asked[-1], {"answer": "unsure"} if 'value="unsure"' in page.content.decode() else {"answer": "declined"}
        )
        for shown in (page, client.get(asked[-1])):
            assert "It can change the answer to:" in text_of(shown), asked[-1]
            assert "changes nothing" not in text_of(shown), asked[-1]
            assert "/route/steps/" not in shown.content.decode(), asked[-1]

    assert len(set(asked)) == 4


def test_a_question_that_a_topic_does_not_hang_on_says_that_it_changes_nothing_there(client: Client):
    choose(client, "state_pension_age")

    page = text_of(client.get("/route/know/1/question/purchase.price"))

    assert "Just now it changes nothing here. You can leave it out." in page


def test_on_a_route_an_answered_question_still_says_what_it_changes(client: Client):
    client.post("/buying-a-home/start")
    client.post("/route/question/purchase.nation", {"answer": "is:england"})

    assert "changes nothing" not in text_of(client.get("/route/answers/purchase.nation"))


def test_whoever_has_only_chosen_something_meets_no_dead_end(client: Client):
    for topic in ("carers_allowance", "who_inherits", "everything"):
        choose(client, topic)
    answer(client, 1, "you.nation", answer="is:england")
    to_see, seen = ["/route/know"], set[str]()

    while to_see:
        path = to_see.pop()
        seen.add(path)
        page = client.get(path, follow=True)
        assert page.status_code == 200, path
        links = re.findall(r'href="(/route[^"#]*)"', page.content.decode())
        to_see += {link for link in links if link not in seen and link not in to_see}

    assert len(seen) > 15


def test_a_question_says_what_it_is_for_and_why_it_is_asked(client: Client):
    choose(client, "who_inherits")
    page = text_of(client.get("/route/know/1/question/deceased.had-spouse"))

    assert "Who inherits when there is no will" in page
    assert "Does the husband, wife or civil partner inherit everything?" in page
    assert "Just now it changes nothing" not in page
    assert "on your route" not in page


def test_an_amount_is_a_range_until_it_is_certain_and_says_how_often_it_is_paid(client: Client):
    choose(client, "carers_allowance")

    assert re.search(
        r"How much Carer&#39;s Allowance is paid a week\? Up to £[\d.]+ a week", text_of(client.get("/route/know/1"))
    )


def test_what_is_paid_for_each_child_is_said_for_one_until_their_number_is_told(client: Client):
    # 22.95 a week for each child in 2026-27. Twenty children are the most that can be typed in, and no limit of the law.
    choose(client, "guardians_allowance")

    assert "Up to £22.95 a week if the number of their children you bring up is 1" in text_of(
        client.get("/route/know/1")
    )


def test_how_to_claim_and_who_runs_it_stand_with_the_answer(client: Client):
    choose(client, "carers_allowance")
    page = text_of(client.get("/route/know/1"))

    assert "Claim Carer&#39;s Allowance" in page
    assert "Department for Work and Pensions" in page
    assert "How far back it can go" in page


# --- Everything at once -----------------------------------------------------------------------------------------------


def test_nobody_is_asked_about_a_pregnancy_who_told_of_none(client: Client):
    choose(client, "everything")
    before = client.get("/route/know/1")
    client.post("/having-a-baby/start")
    after = client.get("/route/know/1")

    def left_out(page: Any) -> str:
        return text_of(page).partition("Only at certain times")[2]

    assert "Statutory Maternity Pay" in left_out(before)
    assert "Statutory Maternity Pay" not in left_out(after)
    assert "Statutory Maternity Pay" in text_of(after)


def test_everything_is_sorted_by_what_is_known_of_it(client: Client):
    choose(client, "everything")
    answer(client, 1, "you.nation", answer="is:scotland")
    page = text_of(client.get("/route/know/1"))
    ruled_out = page.partition("Not for you, and why")[2].partition("Only at certain times")[0]

    assert "Warm Home Discount" in page.partition("Still open")[2].partition("Not for you, and why")[0]
    assert "Childcare Offer for Wales" in ruled_out
    assert "It is for" in ruled_out


# --- Own words --------------------------------------------------------------------------------------------------------


def test_own_words_find_topics_and_life_events_side_by_side(client: Client):
    page = client.post("/find", {"words": "died without a will"}).content.decode()

    assert 'value="who_inherits"' in page
    assert '"/someone-has-died/start"' in page


def test_what_was_typed_is_in_no_log_no_cookie_and_no_record(client: Client, caplog: pytest.LogCaptureFixture):
    with caplog.at_level(logging.DEBUG):
        found = client.post("/find", {"words": "zanzibar died without a will"})
        choose(client, "who_inherits")

    assert "zanzibar" in found.content.decode()
    assert "zanzibar" not in caplog.text
    assert "zanzibar" not in str(client.cookies)
    assert "zanzibar" not in str(contents(client))
    assert client.get("/find", {"words": "zanzibar"}).status_code == 405


@pytest.mark.parametrize("words", ["", "   ", "?!", "x" * 5000, "\x00", "ﷺ 🙂"])
def test_words_that_say_nothing_get_an_answer_all_the_same(client: Client, words: str):
    assert client.post("/find", {"words": words}).status_code == 200


# --- An amount that an outside calculator works out ------------------------------------------------------------------


def test_of_what_an_outside_calculator_works_out_a_rough_amount_is_one_link_away(client: Client):
    choose(client, "universal_credit")
    page = client.get("/route/know/1").content.decode()
    estimate = client.get("/route/know/1/estimate")

    assert '"/route/know/1/estimate"' in page
    assert estimate.status_code == 200
    assert "Roughly how much you could get" in text_of(estimate)
    assert '"/route/know/1"' in estimate.content.decode()
    assert "/route/know/1/question/" in estimate.content.decode()
    assert "/route/steps/" not in estimate.content.decode().partition("<main")[2].partition("</main>")[0]


def test_of_what_our_own_rules_work_out_there_is_no_estimate(client: Client):
    choose(client, "state_pension_age")

    assert client.get("/route/know/1/estimate").status_code == 404
