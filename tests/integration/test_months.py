"""Money and time at a glance, as a browser without JavaScript sees it."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests.integration.forms import text_of
from tests.integration.test_guide import FIRST_HOME, NEEDS, answer_all, begin

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_one_is_slowed_down(settings: Any) -> None:
    settings.RATE_LIMIT = 1_000_000


def rows(page: str) -> list[str]:
    """The months at a glance, a line each."""
    table = page[page.index("<tbody") : page.index("</tbody>")]
    return [re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", row)).strip() for row in table.split("</tr>")[:-1]]


def test_the_route_leads_to_the_months_once(client: Client):
    begin(client)

    assert client.get("/route").content.decode().count('href="/route/months"') == 1


def test_before_any_answer_nothing_unknown_is_said_to_be_nought(client: Client):
    begin(client)

    page = client.get("/route/months").content.decode()
    says = text_of(client.get("/route/months"))

    assert "amounts not known yet" in rows(page)[0]
    assert "The tax, which your conveyancer holds and pays for you Not known yet" in says
    assert "We cannot name a last day yet" in says
    assert "Most of the time is in:" in says
    assert "Deadlines without a day yet" in says
    assert "What would fix it" in says


def test_each_month_says_what_is_due_in_it_and_what_each_day_is_counted_from(client: Client):
    answer_all(begin(client), NEEDS, FIRST_HOME)
    spring = timezone.localdate().year + 1

    page = client.get("/route/months").content.decode()
    says = text_of(client.get("/route/months"))

    # Completion is on 12 March. The return is due 14 days after: 26 March.
    march = says[says.index(f"March {spring} Deadlines") :]
    assert f"Friday 26 March {spring}" in march or f"26 March {spring}" in march
    assert any(row.startswith(f"March {spring}") for row in rows(page))
    assert all("You pay" in row or "Nothing that we know of" in row for row in rows(page))
    assert says.count("Nothing that we know of") >= 1
    assert f"By {(timezone.localdate()):%A} {timezone.localdate().day} " in says


def test_what_the_council_decides_is_named_and_never_counted(client: Client):
    client.post("/making-ends-meet/start")

    says = text_of(client.get("/route/months"))

    assert "Not counted, because others work it out" in says
    assert re.search(r"Council Tax Reduction[^£]{0,80}the council decides how much", says, re.IGNORECASE)
    assert "we can estimate it" in says
    assert "Spread over a year" in says


def test_without_a_route_there_are_no_months(client: Client):
    assert client.get("/route/months").status_code == 404
