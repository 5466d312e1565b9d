"""Changing an answer after seeing what that does, and trying one out, the way people go: by keyboard, without JavaScript, on a phone."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial

import pytest
from playwright.sync_api import Page

from tests.functional.visits import Visit
from tests.integration.test_what_if import FIRST_HOME

Start = Callable[..., Visit]
HUNDRED_KB = 100_000


@pytest.fixture
def first_home(someone: Start) -> Start:
    """Someone who has told all that is asked of them."""
    return partial(someone, FIRST_HOME, "buying_a_home")


def press(page: Page, name: str, role: str = "button") -> None:
    page.get_by_role(role, name=name, exact=True).click()  # type: ignore[arg-type]  # a role by its name


def fill_in(page: Page, amount: str) -> None:
    page.locator("#exact").fill(amount)


def is_in_order(here: Visit, state: str) -> None:
    """Accessible, not too heavy, and no wider than the narrowest screen."""
    assert here.accessibility_problems() == [], state
    assert here.page.get_by_role("heading", level=1).count() == 1, state
    assert here.bytes_received() < HUNDRED_KB, state
    here.page.set_viewport_size({"width": 320, "height": 640})
    assert not here.scrolls_sideways(), state
    assert here.accessibility_problems() == [], state
    here.page.set_viewport_size({"width": 1280, "height": 900})


def test_every_state_is_accessible_light_and_fits(first_home: Callable[..., Visit]):
    here = first_home()
    page = here.page
    here.open("/route/answers/purchase.price")
    fill_in(page, "520,000")
    here.requests.clear()
    press(page, "See what changes")
    is_in_order(here, "what a change would do")
    here.open("/route/what-if")
    is_in_order(here, "nothing tried")
    press(page, "How much is the home?", "link")
    is_in_order(here, "a question to try")
    fill_in(page, "520,000")
    here.requests.clear()
    press(page, "Try this")
    is_in_order(here, "one thing tried")
    here.open("/route/what-if/property-transaction-tax/by/purchase.price")
    is_in_order(here, "a chart")
    if shots := os.environ.get("SHOTS"):
        for width in (360, 1280):
            page.set_viewport_size({"width": width, "height": 900})
            page.screenshot(path=f"{shots}/chart_{width}.png", full_page=True)


@pytest.mark.parametrize("javascript", [True, False])
def test_an_answer_is_tried_kept_and_changed_by_keyboard(first_home: Callable[..., Visit], javascript: bool):
    here = first_home(javascript=javascript, width=360)
    page = here.page
    here.open("/route/what-if")
    by_keyboard(page, "How much is the home?", "link")
    type_in(page, "520000")
    by_keyboard(page, "Try this")
    assert "£16,000, if what you supposed is right" in page.get_by_role("main").inner_text()
    by_keyboard(page, "Stop trying and go back to my route")

    here.open("/route/answers/purchase.price")
    type_in(page, "520000")
    by_keyboard(page, "See what changes")
    by_keyboard(page, "Keep my answer")
    assert "£280,000" in page.get_by_role("main").inner_text()

    here.open("/route/answers/purchase.price")
    type_in(page, "520000")
    by_keyboard(page, "See what changes")
    by_keyboard(page, "Change it")
    page.get_by_role("heading", name="What changed").wait_for()
    assert "£520,000" in page.get_by_role("main").inner_text()


def by_keyboard(page: Page, name: str, role: str = "button") -> None:
    """Press Tab until it is reached, then Enter."""
    wanted = page.get_by_role(role, name=name, exact=True)  # type: ignore[arg-type]  # a role by its name
    wanted.wait_for()
    for _ in range(80):
        if wanted.evaluate("one => one === document.activeElement"):
            with page.expect_navigation():
                page.keyboard.press("Enter")
            page.wait_for_load_state()
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"the keyboard did not reach {name}")


def type_in(page: Page, amount: str) -> None:
    """Reach the box, and type over what it holds."""
    box = page.locator("#exact")
    for _ in range(80):
        if box.evaluate("one => one === document.activeElement"):
            page.keyboard.press("Control+A")
            page.keyboard.type(amount)
            return
        page.keyboard.press("Tab")
    raise AssertionError("the keyboard did not reach the box")
