"""Other answers, tried out apart from those that are kept."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from handrail.records.models import AnonymousRoute, Beside
from handrail.use_cases import keeping_answers
from handrail.use_cases.kept_contents import Answer, Contents
from tests.integration.forms import change, text_of

pytestmark = pytest.mark.django_db

AT = "/route/what-if"
FIRST_HOME: dict[str, object] = {
    "purchase.nation": "england",
    "purchase.price": 280000,
    "purchase.needs_mortgage": True,
    "purchase.completion_date": f"{timezone.localdate().year + 1}-03-12",
    "purchase.other_buyers": [],
    "you.have_owned_a_home": False,
    "partner.exists": False,
    "purchase.is_main_home": True,
    "you.own_other_homes": False,
    "you.is_uk_resident": True,
}
TRY_PRICE = f"{AT}/try/purchase.price"
DEARER = {"answer": "exact", "exact": "520,000"}
BUYER = {"has_owned_a_home_answer": "is:yes", "owns_other_homes_answer": "is:no", "is_uk_resident_answer": "is:yes"}


@pytest.fixture
def first_home(client: Client, settings: Any) -> Client:
    settings.RATE_LIMIT = 1_000_000
    return with_answers(client, FIRST_HOME)


def with_answers(client: Client, answers: dict[str, object]) -> Client:
    """Someone who is buying a home and has told this."""
    on = timezone.localdate()
    told = tuple(Answer(fact, value, on=on) for fact, value in answers.items())
    kept = keeping_answers.begin(on=on, contents=Contents(told, life_events=("buying_a_home",)))
    client.cookies["handrail_route"] = kept.secret
    return client


def stored() -> list[tuple[object, ...]]:
    """Every byte of what is kept of a person."""
    return [
        tuple(bytes(v) if isinstance(v, memoryview) else v for v in row) for row in AnonymousRoute.objects.values_list()
    ]


def tries() -> list[Beside]:
    """The rows of what is tried: all that expire before the answers do."""
    return list(Beside.objects.filter(expires_on__lt=timezone.localdate() + timedelta(days=3)))


def tried_out(client: Client) -> str:
    return text_of(client.get(AT))


def test_another_answer_is_tried_beside_the_one_that_stands(first_home: Client):
    response = first_home.post(TRY_PRICE, DEARER)

    assert (response.status_code, response.headers["Location"]) == (303, AT)
    page = tried_out(first_home)
    assert "How much is the home? £520,000 Your answer: £280,000" in page
    assert "How much tax will you pay on the purchase? £0 £16,000, if what you supposed is right" in page
    assert re.search(r"If this were so: 1 step goes, [^.]*you would pay", page)
    assert "Use your Lifetime ISA Maybe to do" in page
    assert "Because the price would be £520,000." in page
    assert "£280,000" in text_of(first_home.get("/route/answers"))
    assert "How much tax will you pay on the purchase? £0" in text_of(first_home.get("/route"))


def test_trying_looking_and_leaving_leave_every_stored_byte_as_it_was(first_home: Client):
    before = stored()

    first_home.post(TRY_PRICE, DEARER)
    first_home.post(f"{AT}/try/partner.exists", {"answer": "is:yes"})
    first_home.post(f"{AT}/try/purchase.other-buyers", {"answer": "more"})
    first_home.post(f"{AT}/try/purchase.other-buyers/1", BUYER)
    for page in (AT, TRY_PRICE, "/route", "/route/answers", f"{AT}/try/purchase.other-buyers"):
        assert first_home.get(page).status_code == 200, page
    first_home.post(f"{AT}/try/purchase.other-buyers/1/remove")
    first_home.post(f"{AT}/try/partner.exists/drop")
    assert len(tries()) == 1
    assert stored() == before

    assert first_home.post(f"{AT}/leave").headers["Location"] == "/route"

    assert stored() == before
    assert not tries()
    assert "Your answer:" not in tried_out(first_home)


def test_what_was_told_all_the_same_is_not_tried(first_home: Client):
    first_home.post(TRY_PRICE, DEARER)

    first_home.post(TRY_PRICE, {"answer": "exact", "exact": "280,000"})

    assert not tries()


def test_not_knowing_can_be_tried_too(first_home: Client):
    first_home.post(TRY_PRICE, {"answer": "unsure"})

    page = tried_out(first_home)
    assert "You do not know Your answer: £280,000" in page
    assert "Because we would no longer know the price." in page


def test_what_does_not_fit_is_said_and_the_route_stands(first_home: Client):
    day = {"answer": "exact", "exact_day": "1", "exact_month": "6", "exact_year": "2099"}

    first_home.post(f"{AT}/try/purchase.offer-accepted-date", day)

    assert "The completion date cannot be before the day the offer was accepted" in tried_out(first_home)
    assert "Do this next" in text_of(first_home.get("/route"))


def test_a_wrong_answer_is_explained_and_nothing_is_tried(first_home: Client):
    response = first_home.post(TRY_PRICE, {"answer": "exact", "exact": "lots"})

    assert response.status_code == 422
    assert 'value="lots"' in response.content.decode()
    assert not tries()


def test_a_change_of_an_answer_meanwhile_is_no_bar(first_home: Client):
    first_home.post(TRY_PRICE, DEARER)

    change(first_home, "purchase.price", answer="exact", exact="300,000")

    assert "£520,000 Your answer: £300,000" in tried_out(first_home)


def test_what_is_tried_is_sealed_has_a_row_of_its_own_and_ends_with_the_next_day(first_home: Client):
    today = timezone.localdate()
    first_home.post(TRY_PRICE, DEARER)
    [row] = tries()

    assert row.pk != AnonymousRoute.objects.get().pk
    assert b"520" not in bytes(row.ciphertext)
    assert row.expires_on == today + timedelta(days=2)
    keeping_answers.erase_expired(on=today + timedelta(days=1))
    assert tries()
    keeping_answers.erase_expired(on=today + timedelta(days=2))
    assert not tries()
    assert AnonymousRoute.objects.exists()


def test_whoever_erases_everything_erases_what_was_tried(first_home: Client):
    first_home.post(TRY_PRICE, DEARER)

    first_home.post("/erase")

    assert not tries()


def test_what_was_damaged_is_as_if_nothing_was_tried(first_home: Client):
    first_home.post(TRY_PRICE, DEARER)
    Beside.objects.update(ciphertext=b"no more")

    assert "What would you like to try?" in tried_out(first_home)


def test_with_nothing_answered_there_is_nothing_to_try(client: Client):
    assert "Answer a question first" in tried_out(with_answers(client, {}))


# --- How an amount changes --------------------------------------------------------------------------------------------

CHART = f"{AT}/property-transaction-tax/by/purchase.price"


def rows(page: Any) -> dict[str, str]:
    """The table of a chart: amount by value, without remarks."""
    found = re.findall(
        r"<tr[^>]*>\s*<th[^>]*>(.*?)</th>\s*<td[^>]*>(.*?)</td>",
        page.content.decode().partition("<tbody")[2],
        re.DOTALL,
    )
    return {re.sub(r"<span.*", "", value, flags=re.DOTALL).strip(): amount for value, amount in found}


def test_the_tax_of_a_first_time_buyer_bends_where_the_law_says(first_home: Client):
    """Finance Act 2003, Schedule 6ZA: nothing up to £300,000, then 5%; above £500,000 there is no relief (section 55: £15,000)."""
    change(first_home, "purchase.price", answer="exact", exact="400,000")

    page = first_home.get(CHART)

    assert rows(page) == {
        "£1": "£0",
        "£300,000": "£0",
        "£400,000": "£5,000",
        "Up to £500,000": "£10,000",
        "Just above £500,000": "£15,000",
        "£800,000": "£30,000",
    }
    assert f'href="{CHART}"' in first_home.get(AT).content.decode()
    svg = page.content.decode().partition('<svg class="hr-chart hr-drawing--wide"')[2].partition("</svg>")[0]
    assert svg.count("hr-chart__bend") == 2
    assert "£400,000: £5,000 (your answer)" in svg


def test_looking_at_a_chart_changes_nothing_and_what_hangs_on_nothing_has_none(first_home: Client):
    before = stored()

    assert first_home.get(CHART).status_code == 200
    assert first_home.get(f"{AT}/property-transaction-tax/by/you.savings").status_code == 404
    assert first_home.get(f"{AT}/no-such-goal/by/purchase.price").status_code == 404

    assert stored() == before
    assert not tries()


def test_while_something_else_is_not_known_the_amount_is_a_band(first_home: Client):
    change(first_home, "you.have-owned-a-home", answer="unsure")

    page = first_home.get(CHART)

    assert "It lies somewhere in the shaded part. It depends on whether you" in text_of(page)
    assert "hr-chart__band" in page.content.decode()
