"""On a device that others use next, the way people go: by keyboard, without JavaScript, on a phone, and away from the screen."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, expect

from tests.functional.conftest import a_site, visits_to
from tests.functional.test_guide import NARROW, WIDE
from tests.functional.visits import Visit

Start = Callable[..., Visit]
HUNDRED_KB = 100_000


def begin(here: Visit) -> None:
    """From the start, as someone who reads what is offered there."""
    here.open("/").page.get_by_role("link", name="Use library mode").click()
    here.page.get_by_role("button", name="Turn on library mode").click()
    here.page.get_by_role("link", name="Having a baby or adopting").click()
    here.page.get_by_role("button", name="Begin").click()
    here.page.get_by_role("heading", name="Write down your code").wait_for()
    here.page.get_by_role("button", name="I have it. Go on").click()
    here.page.wait_for_url("**/route/question/**")


CLOCK = "window.skipped = 0; const now = Date.now; Date.now = () => now() + window.skipped"
"""The page's clock can be put forward. It looks at it every second."""


def later(here: Visit, minutes: int) -> None:
    here.page.evaluate("minutes => { window.skipped += minutes * 60000 }", minutes)


def path_of(here: Visit) -> str:
    return urlsplit(here.page.url).path


def is_in_order(here: Visit, state: str) -> None:
    """Accessible at both widths and with large letters, light, and no wider than the narrowest screen."""
    assert here.bytes_received() < HUNDRED_KB, state
    for size in (WIDE, NARROW):
        here.page.set_viewport_size(size)  # type: ignore[arg-type]  # a plain dict
        assert here.accessibility_problems() == [], state
        assert not here.scrolls_sideways(), state
    assert here.page.get_by_role("heading", level=1).count() == 1, state


@pytest.mark.parametrize("colours", [False, True])
def test_someone_who_looks_away_is_asked_in_time_and_loses_nothing_they_typed(visit: Start, colours: bool):
    here = visit(forced_colors=colours)
    here.page.add_init_script(CLOCK)
    begin(here)
    here.open("/route/question/birth.due-date")
    is_in_order(here, "a question in library mode")
    here.page.locator("input[name=answer][value=exact]").check()
    here.page.locator("#exact_day").fill("12")
    here.page.locator("#exact_day").focus()
    asked = here.page.get_by_role("button", name="Carry on")
    later(here, 14)
    here.page.wait_for_timeout(1_200)
    assert not asked.is_visible()

    later(here, 2)

    expect(asked).to_be_visible()
    is_in_order(here, "are you still there?")
    assert here.focused("id") == "exact_day"
    asked.click()
    expect(asked).to_be_hidden()
    assert here.page.locator("#exact_day").input_value() == "12"
    assert here.focused("id") == "exact_day"
    later(here, 14)
    here.page.wait_for_timeout(1_200)
    assert not asked.is_visible()
    is_in_order(here.open("/library-mode/finish"), "finish")
    is_in_order(here.open("/library-mode/code"), "the code")


def test_whoever_finishes_leaves_nothing_in_the_browser_and_back_shows_nothing(visit: Start):
    here = visit(javascript=False, width=360)
    begin(here)
    here.page.get_by_role("link", name="Finish here").click()
    here.page.get_by_role("button", name="Finish, and keep my answers under the code").click()

    assert path_of(here) == "/left"
    assert here.cookies() == set()
    for _ in range(3):
        here.go_back()
        assert here.page.locator(".hr-code").count() == 0


@pytest.mark.slow
def test_a_page_that_nobody_uses_closes_by_itself(browser: Browser, environment: dict[str, str]):
    """With JavaScript and without."""
    with a_site({**environment, "HANDRAIL_LIBRARY_SECONDS": "8"}) as site, visits_to(browser, site) as start:
        both = [start(javascript=javascript) for javascript in (False, True)]
        for here in both:
            begin(here)

        for here in both:
            here.page.wait_for_url("**/library-mode/closed")
            assert here.page.get_by_role("heading", name="This device has forgotten your route").is_visible()
            assert "handrail_route" not in here.cookies()
