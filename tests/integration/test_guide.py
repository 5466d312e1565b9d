"""From "what is happening?" to a route, as a browser without JavaScript goes through it."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.utils import timezone
from icalendar import Calendar

from handrail.packs.installed import installed_pack
from handrail.records.models import AnonymousRoute
from handrail.use_cases import keeping_answers
from handrail.use_cases.keeping_answers import erase, open_kept
from handrail.use_cases.kept_contents import Contents
from tests.integration.forms import change, hidden_in, text_of

pytestmark = pytest.mark.django_db

NEEDS = {
    "purchase.nation": {"answer": "is:england"},
    "purchase.price": {"answer": "exact", "exact": "280,000"},
    "purchase.needs-mortgage": {"answer": "is:yes"},
    "purchase.completion-date": {"answer": "exact", "exact_day": "12", "exact_month": "3", "exact_year": str(timezone.localdate().year + 1)},
}  # fmt: skip
FIRST_HOME = {
    "purchase.other-buyers": {"answer": "none"},
    "you.have-owned-a-home": {"answer": "is:no"},
    "partner.exists": {"answer": "is:no"},
    "purchase.is-main-home": {"answer": "is:yes"},
    "you.own-other-homes": {"answer": "is:no"},
    "you.is-uk-resident": {"answer": "is:yes"},
}


@pytest.fixture(autouse=True)
def no_one_is_slowed_down(settings: Any) -> None:
    settings.RATE_LIMIT = 1_000_000


def begin(client: Client) -> Client:
    client.post("/buying-a-home/start")
    return client


def answer(client: Client, fact: str, **given: str) -> Any:
    return client.post(f"/route/question/{fact}", given)


def answer_all(client: Client, *several: dict[str, dict[str, str]]) -> Client:
    for answers in several:
        for fact, given in answers.items():
            assert answer(client, fact, **given).status_code == 303, fact
    client.post("/route/where-are-you", {"done": []})
    return client


def contents(client: Client) -> Contents:
    kept = open_kept(secret=client.cookies["handrail_route"].value, on=timezone.localdate())
    assert kept is not None
    return kept.contents


@pytest.fixture
def started(client: Client) -> Client:
    return begin(client)


@pytest.fixture
def first_home(client: Client) -> Client:
    return answer_all(begin(client), NEEDS, FIRST_HOME)


# --- The start --------------------------------------------------------------------------------------------------------


def test_what_cannot_wait_comes_before_any_question(client: Client):
    page = client.get("/").content.decode()

    assert page.index("If it cannot wait") < page.index('id="what-is-happening"')
    for number in ("999", "0808 2000 247", "0808 208 2138", "0808 800 4444", "116 123"):
        assert f'href="tel:{number.replace(" ", "")}"' in page


def test_who_answers_when_it_cannot_wait_is_told_for_each_nation(client: Client):
    page = text_of(client.get("/help"))

    assert "In Scotland ring 0800 027 1234." in page
    assert "Stop a payment to a thief" in page or "Your bank, on 159" in page


def test_nothing_that_cannot_wait_leads_only_to_people_already_named(client: Client):
    page = client.get("/help").content.decode()
    first, *of_events = [part.partition("</ul>")[0] for part in page.split('<ul class="hr-urgent__list')[1:]]
    everyone = numbers_in(first, set())

    assert {"999", "08082000247", "08082082138", "08088004444", "116123"} <= everyone
    for of_event in of_events:
        everyone |= numbers_in(of_event, numbers_in(first, set()))
    assert {"159", "111"} <= everyone
    assert page.count("Nowhere to live tonight") == 1


def numbers_in(urgent: str, named: set[str]) -> set[str]:
    """Whom these dangers lead to. Each leads to someone who is not among those named."""
    for danger in urgent.split("<li>")[1:]:
        calls = set(re.findall(r'href="(?:tel:)?([^"]+)"', danger))
        assert calls - named, danger
        named = named | calls
    return named


def test_help_is_found_by_what_is_happening(client: Client):
    page = client.get("/help").content.decode()
    renting = page.partition('id="renting_a_home"')[2].partition("</details>")[0]

    assert page.count("<details") == len(installed_pack().events.journeys)
    assert renting.index("locked out") < renting.index('class="hr-contacts"')
    assert ">In Scotland<" in renting
    assert renting.count('hr-contact__name">Shelter Scotland') == 1


@pytest.mark.parametrize("words", ["my first home", "buying a flat", "STAMP DUTY", "morgage", "first time buyer"])
def test_own_words_find_the_life_event(client: Client, words: str):
    page = client.post("/find", {"words": words})

    assert "This is what fits" in text_of(page)
    assert '"/buying-a-home/start"' in page.content.decode()


def test_words_that_fit_nothing_lead_to_people_who_help(client: Client):
    page = text_of(client.post("/find", {"words": "my bicycle has a puncture"}))

    assert "We found nothing for that" in page
    assert "Citizens Advice" in page


def test_own_words_travel_in_no_address(client: Client):
    assert client.get("/find", {"words": "a secret"}).status_code == 405


def test_the_start_sets_no_cookie_and_beginning_sets_one(client: Client):
    assert not client.get("/").cookies

    response = client.post("/buying-a-home/start")

    assert response.status_code == 303
    assert response.cookies["handrail_route"]["httponly"]


def test_beginning_needs_the_form_of_this_site():
    assert Client(enforce_csrf_checks=True).post("/buying-a-home/start").status_code == 403


def test_beginning_again_goes_on_with_what_there_is(started: Client):
    answer(started, "purchase.nation", answer="is:wales")

    started.post("/buying-a-home/start")

    assert [told.value for told in contents(started).answers] == ["wales"]
    assert AnonymousRoute.objects.count() == 1


def test_there_is_no_life_event_by_that_name(client: Client):
    assert client.get("/winning-the-lottery/start").status_code == 404


# --- The questions ----------------------------------------------------------------------------------------------------


def next_question(client: Client) -> str:
    response: Any = client.get("/route/question", follow=True)
    return str(response.redirect_chain[-1][0] if response.redirect_chain else "/route/question")


def test_the_journeys_own_questions_come_first_and_what_is_done_after_the_first(started: Client):
    assert next_question(started) == "/route/question/purchase.nation"
    answer(started, "purchase.nation", answer="is:england")
    assert next_question(started) == "/route/where-are-you"
    started.post("/route/where-are-you", {})
    assert next_question(started) == "/route/question/purchase.price"


def test_the_questions_come_to_an_end_when_the_tax_and_the_steps_are_certain(first_home: Client):
    asked = []
    while (page := next_question(first_home)) != "/route/question":
        asked.append(page.rsplit("/", 1)[1])
        assert len(asked) < 30
        answer(first_home, asked[-1], answer="unsure")

    assert len(asked) == len(set(asked))
    end = text_of(first_home.get("/route/question"))
    assert "We have asked all we need to" in end
    assert "Is it a brand new home" in end


def test_nobody_who_never_owned_a_home_is_asked_when_they_sell_it(first_home: Client):
    asked = []
    while (page := next_question(first_home)) != "/route/question":
        asked.append(page.rsplit("/", 1)[1])
        answer(first_home, asked[-1], answer="unsure")

    assert "purchase.old-home-sold-later" not in asked


def test_every_question_says_why_and_offers_not_to_answer(started: Client):
    page = text_of(started.get("/route/question/you.have-owned-a-home"))

    assert "Why do you ask?" in page
    assert "How much tax will you pay" in page
    assert "I don’t know" in page
    assert "I’d rather not say" in page


def test_id_rather_not_say_blocks_nothing_and_is_not_asked_again(started: Client):
    answer(started, "purchase.nation", answer="declined")
    started.post("/route/where-are-you", {})

    assert next_question(started) == "/route/question/purchase.price"
    assert started.get("/route").status_code == 200
    assert contents(started).answers[0].value == "declined"


def test_who_knows_the_month_is_not_asked_for_the_day_as_well(started: Client):
    answer_all(
        started,
        NEEDS | {"purchase.completion-date": {"answer": "month", "month_month": "3", "month_year": "2027"}},
        FIRST_HOME,
    )

    assert next_question(started) != "/route/question/purchase.completion-date"


def test_who_has_no_day_for_it_yet_can_say_so_and_is_not_asked_again(started: Client):
    answer(started, "purchase.nation", answer="is:england")
    page = started.get("/route/question/purchase.completion-date").content.decode()
    assert "It has not happened yet, and I do not know when it will" in page

    answer(started, "purchase.completion-date", answer="ahead")

    assert "or later" in started.get("/route/answers").content.decode()
    assert 'value="ahead" checked' in started.get("/route/answers/purchase.completion-date").content.decode()
    assert "or later" in started.get("/route").content.decode()


def test_a_wrong_answer_is_explained_and_nothing_typed_is_lost(started: Client):
    response = answer(started, "purchase.price", answer="between", between_low="a lot", between_high="300,000")

    page = response.content.decode()
    assert response.status_code == 422
    assert "<title>Error: A question" in page
    assert 'value="a lot"' in page
    assert 'value="300,000"' in page
    assert 'href="#between_low"' in page
    assert contents(started).answers == ()


def test_an_unlikely_price_is_asked_about_once(started: Client):
    first = answer(started, "purchase.price", answer="exact", exact="280")
    assert "Did you mean £280,000?" in text_of(first)
    assert 'name="sure" value="280"' in first.content.decode()

    assert answer(started, "purchase.price", answer="exact", exact="280", sure="280").status_code == 303


def test_a_nation_that_was_said_before_is_offered_and_taken_with_one_press_never_for_granted(started: Client):
    asked = "/route/question/you.nation"
    assert "as you said before" not in text_of(started.get(asked))
    answer(started, "purchase.nation", answer="is:wales")

    page = started.get(asked).content.decode()

    [button] = re.findall(r"<button[^>]*form=.said-before.[^>]*>(.*?)</button>", page, re.DOTALL)
    assert "Wales, as you said before" in button
    assert "Where is the home you are buying?" in button
    assert not re.search(r"<input[^>]* checked", page)
    assert started.post(asked, {}).status_code == 422
    assert started.post(asked, {"answer": "is:wales"}).status_code == 303
    assert "as you said before" not in text_of(started.get(asked))


def test_the_back_link_leads_through_what_was_answered(first_home: Client):
    page = first_home.get("/route/question/purchase.needs-mortgage").content.decode()

    assert 'href="/route/question/purchase.price" class="govuk-back-link"' in page


def test_there_is_no_such_question(started: Client):
    assert started.get("/route/question/purchase.colour").status_code == 404


# --- A list, one by one -----------------------------------------------------------------------------------------------

BUYER = {"has_owned_a_home_answer": "is:yes", "owns_other_homes_answer": "is:no", "is_uk_resident_answer": "unsure"}


def test_other_buyers_are_told_one_by_one(started: Client):
    assert (
        answer(started, "purchase.other-buyers", answer="more").headers["Location"]
        == "/route/question/purchase.other-buyers/1"
    )
    response = started.post("/route/question/purchase.other-buyers/1", BUYER)
    assert response.headers["Location"] == "/route/question/purchase.other-buyers"
    assert contents(started).answers[0].value == {
        "items": [{"has_owned_a_home": True, "owns_other_homes": False}], "complete": "unknown",
    }  # fmt: skip

    answer(started, "purchase.other-buyers", answer="all")

    assert contents(started).answers[0].value == [{"has_owned_a_home": True, "owns_other_homes": False}]


def test_a_buyer_left_blank_is_asked_about_field_by_field(started: Client):
    response = started.post("/route/answers/purchase.other-buyers/1", {"has_owned_a_home_answer": "is:yes"})

    assert response.status_code == 422
    assert text_of(response).count("Choose one of the answers") >= 2
    assert re.search(r'value="is:yes" checked', response.content.decode())


def test_a_buyer_can_be_changed_and_taken_off_again(started: Client):
    started.post("/route/answers/purchase.other-buyers/1", BUYER)
    started.post("/route/answers/purchase.other-buyers/2", BUYER)
    started.post("/route/answers/purchase.other-buyers/1", BUYER | {"owns_other_homes_answer": "is:yes"})

    started.post("/route/answers/purchase.other-buyers/2/remove")

    assert contents(started).answers[0].value == {
        "items": [{"has_owned_a_home": True, "owns_other_homes": True}], "complete": "unknown",
    }  # fmt: skip


def test_whoever_changes_a_list_comes_back_to_what_the_change_did(started: Client):
    at = "/route/answers/purchase.other-buyers"

    led = [
        started.post(at, {"answer": "more"}).headers["Location"],
        started.post(f"{at}/1", BUYER).headers["Location"],
        started.post(f"{at}/2", BUYER).headers["Location"],
        started.post(f"{at}/2/remove").headers["Location"],
        started.post(at, {"answer": "all"}).headers["Location"],
    ]

    assert led == [f"{at}/1", at, at, at, "/route/changes"]
    assert f'href="{at}/1"' in started.get(at).content.decode()
    assert f'href="{at}"' in started.get(f"{at}/1").content.decode()


def test_no_buyer_is_skipped(started: Client):
    assert started.get("/route/answers/purchase.other-buyers/2").status_code == 404
    assert started.get("/route/answers/purchase.price/1").status_code == 404


# --- What is done already -----------------------------------------------------------------------------------------------


def test_what_is_ticked_is_done_and_asks_only_for_days_that_matter(started: Client):
    answer(started, "purchase.nation", answer="is:england")

    response = started.post("/route/where-are-you", {"done": ["set_your_budget", "get_an_offer_accepted"]})

    assert response.headers["Location"] == "/route/when"
    page = text_of(started.get("/route/when"))
    assert "Make an offer and get a yes" in page
    assert "Work out what you can afford" not in page


def test_a_day_may_be_left_empty_and_may_not_lie_ahead(started: Client):
    started.post("/route/where-are-you", {"done": ["get_an_offer_accepted"]})
    ahead = timezone.localdate() + timedelta(days=3)
    given = {f"get_an_offer_accepted_exact_{part}": str(getattr(ahead, part)) for part in ("day", "month", "year")}

    wrong = started.post("/route/when", given)
    empty = started.post("/route/when", {})

    assert wrong.status_code == 422
    assert "must be today" in text_of(wrong)
    assert empty.status_code == 303
    assert contents(started).marks["steps"] == {"get_an_offer_accepted": {"done_on": None}}


def test_what_is_unticked_is_to_do_again(started: Client):
    started.post("/route/where-are-you", {"done": ["set_your_budget"]})
    started.post("/route/where-are-you", {"done": ["work_out_the_tax"]})

    assert contents(started).marks["steps"] == {"work_out_the_tax": {"done_on": None}}


def test_a_done_step_says_when_and_can_be_taken_back(first_home: Client):
    day = timezone.localdate() - timedelta(days=2)
    given = {f"exact_{part}": str(getattr(day, part)) for part in ("day", "month", "year")}

    response = first_home.post("/route/steps/set-your-budget/mark", {"mark": "done", **given})

    assert response.headers["Location"] == "/route/changes"
    assert "Done" in text_of(first_home.get("/route/changes"))
    assert "You did this on" in text_of(first_home.get("/route/steps/set-your-budget"))
    first_home.post("/route/steps/set-your-budget/mark", {"mark": "undo"})
    assert contents(first_home).marks["steps"] == {}


def test_a_step_can_be_left_out_and_put_back(first_home: Client):
    at = "/route/steps/get-a-survey/mark"
    first_home.post(at, hidden_in(first_home.post(at, {"mark": "skip"})))
    assert "You left this out" in text_of(first_home.get("/route/steps/get-a-survey"))
    assert "Left out by you" in text_of(first_home.get("/route"))

    first_home.post("/route/steps/get-a-survey/mark", {"mark": "undo"})
    assert "Left out by you" not in text_of(first_home.get("/route"))


def test_a_choice_is_kept_priced_and_taken_back(first_home: Client):
    first_home.post("/route/steps/get-a-survey/choose", {"alternative": "no_survey"})
    assert contents(first_home).marks["chosen"] == {"survey_level": "no_survey"}
    assert (
        "The surveyor"
        not in text_of(first_home.get("/route")).split("What you pay")[1].split("What you need in all")[0]
    )

    first_home.post("/route/steps/get-a-survey/choose", {"alternative": "a_palace"})
    first_home.post("/route/steps/get-a-survey/choose", {"alternative": ""})
    assert contents(first_home).marks["chosen"] == {}


def test_what_another_choice_would_do_is_shown_before_it_counts_and_what_it_did_after(first_home: Client):
    at = "/route/steps/get-a-survey"
    first_home.post(f"{at}/choose", {"alternative": "no_survey"})
    assert "You changed your choice. See what that did to your route" in text_of(first_home.get(at))

    asked = first_home.post(f"{at}/choose", {"alternative": "level_3"})

    page = text_of(asked)
    assert "Your choice now No survey of your own You would choose" in page
    assert "If you choose this: " in page
    assert "Because you would choose another way." in page
    assert contents(first_home).marks["chosen"] == {"survey_level": "no_survey"}
    done = first_home.post(f"{at}/choose", hidden_in(asked))
    assert done.headers["Location"] == f"{at}#choice"
    assert contents(first_home).marks["chosen"] == {"survey_level": "level_3"}
    assert "Because you made another choice." in text_of(first_home.get("/route/changes"))


# --- The route --------------------------------------------------------------------------------------------------------


def test_the_route_is_there_before_the_first_answer(started: Client):
    page = text_of(started.get("/route"))

    assert "How much tax will you pay on the purchase? Not known yet" in page
    assert "Do this next Work out what you can afford" in page


def test_the_tax_and_the_next_step_are_at_the_top(first_home: Client):
    page = text_of(first_home.get("/route"))

    assert "How much tax will you pay on the purchase? £0 This is certain" in page
    assert page.index("£0") < page.index("Do this next") < page.index("Your deadlines on a time line")


def test_a_range_is_shown_as_a_range_with_what_it_depends_on(started: Client):
    answer_all(started, NEEDS)

    page = text_of(started.get("/route"))

    assert re.search(r"Between £0 and £[\d,]+ Not certain yet. It depends on", page)
    assert "At most" in page


def test_every_step_of_the_route_opens(first_home: Client):
    links = set(re.findall(r'href="(/route/steps/[^"#]+)"', first_home.get("/route").content.decode()))

    assert len(links) > 30
    for link in links:
        page = text_of(first_home.get(link))
        for heading in ("What it is", "Why", "How to do it", "If you are stuck"):
            assert heading in page, link


def test_a_step_that_is_not_needed_says_why(first_home: Client):
    assert "The home is not in Scotland" in text_of(first_home.get("/route/steps/note-your-interest"))


def test_a_step_that_may_apply_links_to_what_it_hangs_on(first_home: Client):
    assert (
        'href="/route/answers/purchase.is-new-build"'
        in first_home.get("/route/steps/check-a-new-build").content.decode()
    )


def test_what_is_late_stands_at_the_top(started: Client):
    past = timezone.localdate() - timedelta(days=60)
    answer_all(started, NEEDS | {"purchase.completion-date": {"answer": "unsure"}})
    started.post("/route/where-are-you", {"done": ["complete_the_purchase"]})
    started.post(
        "/route/when",
        {f"complete_the_purchase_exact_{part}": str(getattr(past, part)) for part in ("day", "month", "year")},
    )

    page = text_of(started.get("/route"))

    assert page.index("Do not wait with this") < page.index("How much tax will you pay")
    assert "There is a penalty of £100 at first" in page


def test_what_is_late_does_not_say_what_comes_if_it_is_missed(started: Client):
    page = text_of(in_the_past(started).get("/route/dates"))

    assert "If you miss it: There is a penalty of £100" not in page
    assert "There is a penalty of £100 at first" in page


def test_whoever_looks_for_help_finds_the_way_back_to_their_route(client: Client):
    before = text_of(client.get("/help"))
    after = text_of(begin(client).get("/help"))

    assert ("Back to the start" in before, "Your answers" in before) == (True, False)
    assert ("Back to your route" in after, "Your answers" in after) == (True, True)


def in_the_past(started: Client) -> Client:
    """The day they gave for getting the keys is two months ago, and they have ticked nothing."""
    past = timezone.localdate() - timedelta(days=60)
    day = {f"exact_{part}": str(getattr(past, part)) for part in ("day", "month", "year")}
    return answer_all(started, NEEDS | {"purchase.completion-date": {"answer": "exact", **day}}, FIRST_HOME)


def test_when_what_is_late_waits_for_steps_that_are_not_ticked_the_next_thing_is_to_tick_them(started: Client):
    page = text_of(in_the_past(started).get("/route"))

    assert "Do this next Tick what you have done A day you gave is past." in page
    assert "Have you done nothing yet? Then begin with “ Work out what you can afford ”." in page


def test_once_they_are_ticked_the_next_thing_is_what_is_late(started: Client):
    in_the_past(started).post("/route/where-are-you", {"done": ["complete_the_purchase"]})

    page = text_of(started.get("/route"))

    assert "Tick what you have done A day you gave is past." not in page
    assert "Do this next Send the tax return and pay the tax" in page


def test_a_route_on_which_all_is_done_says_so(first_home: Client):
    steps = set(
        re.findall(
            r'name="done" type="checkbox" value="([^"]+)"', first_home.get("/route/where-are-you").content.decode()
        )
    )
    first_home.post("/route/where-are-you", {"done": sorted(steps)})

    page = text_of(first_home.get("/route"))

    assert "You have done it all" in page


def test_what_a_person_wants_to_know_first_is_asked_first(started: Client):
    answer_all(started, NEEDS)
    started.post("/route/know-first", {"goal": "lifetime_isa_can_be_used"})

    assert contents(started).goals == ("lifetime_isa_can_be_used",)
    assert next_question(started) == "/route/question/you.has-lifetime-isa"


# --- Answers and changes ----------------------------------------------------------------------------------------------


def test_every_answer_can_be_checked_and_changed(first_home: Client):
    page = first_home.get("/route/answers").content.decode()

    for fact in (*NEEDS, *FIRST_HOME):
        assert f'href="/route/answers/{fact}"' in page
    assert "£280,000" in page


def test_a_change_shows_at_once_what_it_did(first_home: Client):
    response = change(first_home, "purchase.price", answer="exact", exact="520000")

    page = text_of(response)
    assert response.redirect_chain == [("/route/changes", 303)]
    assert "How much tax will you pay on the purchase? £16,000 Before: £0" in page
    assert "Because you said the price is £520,000." in page


def test_a_change_that_changes_nothing_says_so(first_home: Client):
    first_home.post("/route/answers/purchase.is-leasehold", {"answer": "unsure"})

    assert "made no difference" in text_of(first_home.get("/route/changes"))


PRICE = "/route/answers/purchase.price"
DEARER = {"answer": "exact", "exact": "520,000"}


def test_before_an_answer_is_changed_the_differences_are_shown_and_nothing_is_kept(first_home: Client):
    before = stored()

    weighed = first_home.post(PRICE, DEARER)

    page = text_of(weighed)
    assert stored() == before
    assert "Your answer now £280,000 You would change it to £520,000" in page
    assert re.search(r"If you change this: 1 step goes, you would pay £[\d,]+ to £[\d,]+ instead of £[\d,]+ to £", page)
    assert "How much tax will you pay on the purchase? £16,000 Now: £0" in page
    assert "Because the price would be £520,000." in page
    assert "you said the price" not in page
    assert page.index("Change it") < page.index("Keep my answer") < page.index("What would be different")


def test_whoever_keeps_their_answer_keeps_everything(first_home: Client):
    before = stored()
    weighed = first_home.post(PRICE, DEARER).content.decode()

    [stay] = re.findall(r'href="([^"]+)"[^>]*>\s*Keep my answer', weighed)
    page = text_of(first_home.get(stay))

    assert stored() == before
    assert "£280,000" in page


def test_a_form_sent_twice_changes_once_and_says_so(first_home: Client):
    form = hidden_in(first_home.post(PRICE, DEARER))
    first = first_home.post(PRICE, form)
    kept = stored()

    second = first_home.post(PRICE, form)

    assert (first.status_code, second.status_code) == (303, 200)
    assert stored() == kept
    assert "It was not changed a second time." in text_of(second)


def test_a_form_from_before_another_change_shows_what_it_would_do_now(first_home: Client):
    form = hidden_in(first_home.post(PRICE, DEARER))
    change(first_home, "you.have-owned-a-home", answer="is:yes")
    kept = stored()

    late = first_home.post(PRICE, form)

    assert stored() == kept
    assert "Something else has changed since you saw this page" in text_of(late)
    assert first_home.post(PRICE, hidden_in(late)).status_code == 303
    assert "£520,000" in text_of(first_home.get("/route/answers"))


def test_a_change_that_would_not_fit_is_told_before_it_is_made(first_home: Client):
    fact = "purchase.offer-accepted-date"
    answer(first_home, fact, answer="exact", exact_day="1", exact_month="6", exact_year="2020")

    page = text_of(
        first_home.post(
            f"/route/answers/{fact}", {"answer": "exact", "exact_day": "1", "exact_month": "6", "exact_year": "2099"}
        )
    )

    assert "The completion date cannot be before the day the offer was accepted" in page
    assert "Change it" in page
    assert "Do this next" in text_of(first_home.get("/route"))


def test_answers_that_would_rest_and_come_back_are_named(first_home: Client):
    change(first_home, "partner.exists", answer="is:yes")
    answer(first_home, "partner.has-owned-a-home", answer="is:yes")

    rest = text_of(first_home.post("/route/answers/partner.exists", {"answer": "is:no"}))
    change(first_home, "partner.exists", answer="is:no")
    back = text_of(first_home.post("/route/answers/partner.exists", {"answer": "is:yes"}))

    assert "Answers that would not count for now (1) We keep them." in rest
    assert "Answers that would count again (1)" in back


def test_one_of_a_list_that_is_complete_is_weighed_before_it_is_changed_or_taken_off(first_home: Client):
    at = "/route/answers/purchase.other-buyers"
    first_home.post(f"{at}/1", BUYER | {"has_owned_a_home_answer": "is:no"})
    change(first_home, "purchase.other-buyers", answer="all")
    before = stored()

    for place, given in ((f"{at}/1", BUYER), (f"{at}/1/remove", {})):
        weighed = first_home.post(place, given)
        assert "If you change this answer" in text_of(weighed)
        assert stored() == before

    assert first_home.post(f"{at}/1", hidden_in(first_home.post(f"{at}/1", BUYER))).status_code == 303
    [buyers] = [held.value for held in contents(first_home).answers if held.fact == "purchase.other_buyers"]
    assert buyers == [{"has_owned_a_home": True, "owns_other_homes": False}]


def test_what_is_new_or_no_longer_unsure_is_kept_at_once(first_home: Client):
    answer(first_home, "purchase.is-leasehold", answer="unsure")

    assert answer(first_home, "purchase.is-leasehold", answer="is:yes").status_code == 303


def stored() -> list[tuple[Any, ...]]:
    """Every column of every row, byte by byte."""
    return [
        tuple(bytes(v) if isinstance(v, memoryview) else v for v in row) for row in AnonymousRoute.objects.values_list()
    ]


def test_an_answer_that_no_longer_matters_is_kept_and_said_to_be_unused(first_home: Client):
    answer(first_home, "partner.exists", answer="is:yes")
    answer(first_home, "partner.has-owned-a-home", answer="is:yes")

    change(first_home, "partner.exists", answer="is:no")

    assert "Not used just now" in text_of(first_home.get("/route/answers"))
    assert "How much tax will you pay on the purchase? £0" in text_of(first_home.get("/route"))


# --- Answers that do not fit ------------------------------------------------------------------------------------------


@pytest.fixture
def clashing(first_home: Client) -> Client:
    answer(
        first_home, "purchase.offer-accepted-date", answer="exact", exact_day="1", exact_month="6", exact_year="2099"
    )
    return first_home


@pytest.mark.parametrize(
    "page",
    [
        "/route",
        "/route/question",
        "/route/changes",
        "/route/steps/get-a-survey",
        "/route/print",
        "/route/dates",
        "/route/months",
    ],
)
def test_a_clash_names_both_answers_and_lets_the_person_change_either(clashing: Client, page: str):
    response: Any = clashing.get(page, follow=True)

    shown = response.content.decode()
    assert "The completion date cannot be before the day the offer was accepted" in shown
    assert 'href="/route/answers/purchase.completion-date"' in shown
    assert 'href="/route/answers/purchase.offer-accepted-date"' in shown


def test_a_clash_is_put_right_from_either_side_and_nothing_is_lost(clashing: Client):
    assert len(contents(clashing).answers) == len(NEEDS) + len(FIRST_HOME) + 1
    assert clashing.get("/route/answers/purchase.completion-date").status_code == 200

    clashing.post("/route/answers/purchase.offer-accepted-date", {"answer": "unsure"})

    assert "Do this next" in text_of(clashing.get("/route"))


def test_a_clash_with_a_day_that_was_ticked_leads_to_that_day(first_home: Client):
    change(first_home, "purchase.completion-date", answer="exact", exact_day="1", exact_month="1", exact_year="2025")
    first_home.post("/route/where-are-you", {"done": ["get_an_offer_accepted"]})
    today = timezone.localdate()
    given = {f"get_an_offer_accepted_exact_{part}": str(getattr(today, part)) for part in ("day", "month", "year")}
    first_home.post("/route/when", given)

    page = first_home.get("/route").content.decode()

    assert "do not fit together" in page
    assert 'href="/route/when"' in page
    assert first_home.get("/route/when").status_code == 200
    assert first_home.get("/route/where-are-you").status_code == 200
    first_home.post("/route/where-are-you", {})
    assert "Do this next" in text_of(first_home.get("/route"))


def test_every_question_can_be_opened_whatever_else_is_wrong(clashing: Client):
    answer(clashing, "purchase.deposit", answer="exact", exact="900000")

    for fact in ("purchase.deposit", "purchase.completion-date", "you.is-uk-resident"):
        assert clashing.get(f"/route/answers/{fact}").status_code == 200


# --- To take along ----------------------------------------------------------------------------------------------------


def test_the_calendar_holds_days_and_no_answers(first_home: Client):
    response = first_home.get("/route/dates.ics")

    calendar = Calendar.from_ical(response.content)
    titles = {str(event["summary"]) for event in calendar.walk("VEVENT")}
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert any("Send the tax return" in title for title in titles)
    assert "280" not in response.content.decode()


def test_a_calendar_without_names_gives_nothing_away(first_home: Client):
    shown = first_home.get("/route/my-dates.ics").content.decode().lower()

    assert "something on your list" in shown
    assert not re.search(r"tax|home|buy|mortgage|contract", shown)


def test_no_name_of_a_day_can_be_worked_out_from_a_step(first_home: Client):
    """Two people with the same answers have no name in common; one person's stay the same."""
    other = answer_all(begin(Client()), NEEDS, FIRST_HOME)

    mine, again, theirs = (
        re.findall(r"UID:(\S+)", client.get("/route/my-dates.ics").content.decode())
        for client in (first_home, first_home, other)
    )

    assert mine == again
    assert len(mine) == len(theirs) > 2
    assert not set(mine) & set(theirs)


def test_the_print_holds_every_step_to_do(first_home: Client):
    to_do = first_home.get("/route").content.decode()
    titles = re.findall(r"hr-step--(?:now|next|later|maybe)[^>]*>\s*<h\d[^>]*><a[^>]*>([^<]+)</a>", to_do)

    page = first_home.get("/route/print").content.decode()

    assert len(titles) > 20
    assert all(title in page for title in titles)


# --- What a page must never do ------------------------------------------------------------------------------------------

PAGES = [
    "/route", "/route/question", "/route/question/purchase.price", "/route/question/purchase.completion-date",
    "/route/question/purchase.other-buyers", "/route/question/purchase.other-buyers/1", "/route/answers/purchase.other-buyers/1", "/route/where-are-you", "/route/when",
    "/route/answers", "/route/changes", "/route/steps/get-a-survey", "/route/steps/file-the-tax-return", "/route/print", "/route/dates", "/route/dates/feed",
    "/route/months", "/route/order", "/route/order/get-a-survey/later",
]  # fmt: skip


@pytest.mark.parametrize("page", PAGES)
def test_without_a_route_there_is_a_way_to_start_and_a_way_to_come_back(client: Client, page: str):
    response = client.get(page)

    assert response.status_code == 404
    assert 'href="/return"' in response.content.decode()


def test_a_route_that_ran_out_says_so_and_forgets_the_code(first_home: Client):
    erase(secret=first_home.cookies["handrail_route"].value)

    response = first_home.get("/route")

    assert "The route that was open here is gone" in text_of(response)
    assert response.cookies["handrail_route"].value == ""


@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_kept_by_nobody_and_carries_no_style_in_a_tag(first_home: Client, page: str):
    response = first_home.get(page, follow=True)

    assert response.headers["Cache-Control"] == "no-store"
    assert not re.search(r"<[^>]+\s(style|on\w+)=", response.content.decode())
    assert len(response.content) < 200_000


@pytest.mark.parametrize("page", PAGES)
def test_looking_changes_nothing(first_home: Client, page: str):
    before = AnonymousRoute.objects.get().revision

    first_home.get(page, follow=True)

    assert AnonymousRoute.objects.get().revision == before


def test_no_address_ever_holds_an_answer(first_home: Client):
    found = set()
    for page in PAGES:
        found |= set(re.findall(r'(?:href|action)="(/[^"]*)"', first_home.get(page, follow=True).content.decode()))

    assert not [link for link in found if urlsplit(link).query]
    assert not [link for link in found if re.search(r"280|england|2027", link)]


def test_what_is_stored_can_be_read_by_nobody_without_the_code(first_home: Client):
    [row] = AnonymousRoute.objects.all()

    assert first_home.cookies["handrail_route"].value not in str(row.pk)
    assert b"england" not in bytes(row.ciphertext)


def test_a_change_in_another_tab_is_not_written_over(first_home: Client, monkeypatch: pytest.MonkeyPatch):
    import handrail.web.guide.opening as opening

    def changes_meanwhile(kept: Any, new: Contents) -> None:
        monkeypatch.undo()
        change(first_home, "purchase.price", answer="exact", exact="300000")
        opening.keep(kept, new)

    monkeypatch.setattr("handrail.web.guide.changing.keep", changes_meanwhile)

    response = change(first_home, "purchase.price", answer="exact", exact="310000")

    assert response.status_code == 409
    assert "Your last change was not saved" in text_of(response)


def test_a_route_is_kept_for_thirty_days_from_the_last_change(first_home: Client):
    assert AnonymousRoute.objects.get().expires_on == timezone.localdate() + timedelta(days=30)


def test_help_is_named_for_every_nation(client: Client):
    page = text_of(client.get("/help"))

    for name in ("England", "Wales", "Scotland", "Northern Ireland", "Citizens Advice Scotland", "Housing Rights"):
        assert name in page


# --- Two of a kind ----------------------------------------------------------------------------------------------------


def test_two_jobs_are_one_route_and_each_question_says_which_it_is_about(client: Client) -> None:
    client.post("/losing-a-job/start")
    start = text_of(client.get("/losing-a-job/start"))
    assert "Is there another job?" in start

    client.post("/losing-a-job/start", {"again": "yes"})
    assert contents(client).life_events == ("losing_a_job", "losing_a_job_2")
    question = text_of(client.get("/route/question/job-ending.end-date-2"))
    assert "The second job:" in question
    answer(client, "job-ending.nation", answer="is:wales")
    answer(client, "job-ending.nation-2", answer="is:northern_ireland")

    route = text_of(client.get("/route"))
    assert "losing a job (the first job) and losing a job (the second job)" in route
    assert "(the second job)" in text_of(client.get("/route/steps/losing-a-job-2.check-your-notice"))
    assert "(the first job)" in text_of(client.get("/route/steps/check-your-notice"))
    assert "first job" not in text_of(client.get("/route/steps/find-work"))
    answers = text_of(client.get("/route/answers"))
    assert answers.count("Wales") == answers.count("Northern Ireland") == 1


def test_what_comes_once_cannot_be_added_again(client: Client) -> None:
    client.post("/buying-a-home/start")

    assert "Is there another" not in text_of(client.get("/buying-a-home/start"))
    client.post("/buying-a-home/start", {"again": "yes"})

    assert contents(client).life_events == ("buying_a_home",)


def test_whoever_leaves_out_every_step_sees_how_to_put_one_back_and_no_empty_picture(client: Client):
    steps = installed_pack().events.journeys["making_ends_meet"].steps
    left_out = {"steps": {step.id: {"skipped": True} for step in steps}}
    contents = Contents(marks=left_out, life_events=("making_ends_meet",))
    kept = keeping_answers.begin(on=timezone.localdate(), contents=contents)
    client.post("/return", {"code": kept.secret})

    for path in ("/route", "/route/print"):
        page = client.get(path).content.decode()
        assert "You have left out every step." in page, path
        assert "hr-picture" not in page, path
