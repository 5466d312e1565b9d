"""The months ahead, and a calendar that keeps itself up to date, on a phone and without JavaScript."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from tests.functional.visits import Visit

ADDRESS = re.compile(r"/calendar/[0-9A-Z-]+\.ics")


@pytest.mark.parametrize("javascript", [True, False])
def test_someone_sees_what_lies_ahead_and_gives_their_calendar_the_days(visit: Callable[..., Visit], javascript: bool):
    # Given someone who rents, on a phone
    here = visit(width=360, javascript=javascript).open("/renting-a-home/start")
    page = here.page
    page.get_by_role("button", name="Begin").click()
    here.open("/route")

    # When they look at their months, and on to their dates
    page.get_by_role("link", name="Money and time, month by month").click()
    table = page.get_by_role("table", name="What you pay and get in each month, and what you need in all by its end")
    rows = table.get_by_role("row").all_inner_texts()
    page.get_by_role("link", name="Put the dates in your calendar").click()
    page.get_by_role("link", name="let your calendar keep itself up to date").click()
    page.get_by_role("button", name="Switch it on").click()
    [address] = ADDRESS.findall(page.get_by_role("main").inner_text())

    # Then a calendar that knows nothing but the address has the days, until they switch it off
    calendar = page.request.get(address)
    page.get_by_role("button", name="Switch it off now").click()
    assert "Not known yet" in rows[1]
    assert calendar.text().startswith("BEGIN:VCALENDAR")
    assert page.request.get(address).status == 404
    assert page.get_by_role("button", name="Switch it on").is_visible()
