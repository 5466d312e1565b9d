"""What one more answer could settle, who to tell and dates that meet: light, accessible, without JavaScript and by keyboard."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable

import pytest

from tests.functional.test_topics import press_on
from tests.functional.visits import Visit
from tests.integration.test_one_away import OVER_75
from tests.integration.test_several import BUYING, DIED

Start = Callable[..., Visit]
HUNDRED_KB = 100_000
EVENTS = ("someone_has_died", "buying_a_home", "making_ends_meet")
BEGIN = f"""
import django; django.setup()
from django.utils import timezone
from handrail.use_cases import keeping_answers
from handrail.use_cases.kept_contents import Answer, Contents
on = timezone.localdate()
told = tuple(Answer(fact, value, on=on) for fact, value in {OVER_75 | DIED | BUYING!r}.items())
print(keeping_answers.begin(on=on, contents=Contents(told, life_events={EVENTS!r})).secret)
"""


@pytest.fixture
def three_at_once(visit: Start, site: str, environment: dict[str, str]) -> Callable[..., Visit]:
    """Someone over 75 who buys a home while somebody has died."""

    def opened(**how: object) -> Visit:
        command = [sys.executable, "-c", BEGIN]
        code = subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout.strip()
        here = visit(**how)
        here.context.add_cookies([{"name": "handrail_route", "value": code, "url": here.site}])
        return here

    return opened


@pytest.mark.parametrize("path", ["/route/one-away", "/route/several"])
def test_the_page_is_accessible_light_and_fits(three_at_once: Callable[..., Visit], path: str):
    here = three_at_once(javascript=True).open(path)

    assert here.accessibility_problems() == []
    assert here.page.get_by_role("heading", level=1).count() == 1
    assert here.bytes_received() < HUNDRED_KB
    here.page.set_viewport_size({"width": 320, "height": 640})
    assert not here.scrolls_sideways()
    assert here.accessibility_problems() == []
    if shots := os.environ.get("SHOTS"):
        for width in (360, 1280):
            here.page.set_viewport_size({"width": width, "height": 900})
            here.page.screenshot(path=f"{shots}/{path.rpartition('/')[2]}_{width}.png", full_page=True)


def test_a_question_one_away_is_answered_by_keyboard_and_leads_back(three_at_once: Callable[..., Visit]):
    here = three_at_once(width=360).open("/route")
    page = here.page

    press_on(here, "What one more answer could settle")
    page.wait_for_url("**/route/one-away")
    asked = page.locator("h3 a").first.inner_text()
    press_on(here, asked)
    page.wait_for_url("**/route/one-away/*")
    page.get_by_label("I’d rather not say", exact=True).check()
    page.get_by_role("button", name="Continue").click()
    page.wait_for_url("**/route/one-away")

    assert asked not in page.locator("h3 a").all_inner_texts()


def test_without_javascript_dates_that_meet_lead_to_trying_another_day(three_at_once: Callable[..., Visit]):
    here = three_at_once(javascript=False).open("/route")
    page = here.page

    page.get_by_role("link", name="See which, and what could give").click()
    page.get_by_role("link", name="Try another").first.click()

    assert page.get_by_role("heading", level=1).count() == 1
    assert "/route/what-if/try/" in page.url
