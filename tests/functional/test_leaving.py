"""Leaving in a hurry, the way people do it: by mouse, by Shift three times, by screen reader, without JavaScript."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Error

from tests.functional.elsewhere import Elsewhere
from tests.functional.visits import MOVED_ON, Visit

Start = Callable[..., Visit]
STEP = "/route/steps/see-a-midwife"
EVERYWHERE = [
    "/",
    "/help",
    "/privacy",
    "/privacy/shared-device",
    "/having-a-baby/start",
    "/return",
    "/there-is-no-such-page",
]
OF_A_ROUTE = ["/route", "/route/question", "/route/answers", "/route/print", STEP]


@pytest.fixture
def on_a_step(visit: Start, elsewhere: Elsewhere) -> Start:
    """Someone who has begun a route, has looked at it, and has one of its steps open."""

    def start(**how: object) -> Visit:
        here = visit(leaves_for=elsewhere.address, **how)
        here.open("/having-a-baby/start").page.get_by_role("button", name="Begin").click()
        return here.open("/route").open(STEP)

    return start


def press_the_button(here: Visit) -> None:
    here.page.get_by_role("button", name="Emergency Exit this page").click()


def press_shift_three_times(here: Visit) -> None:
    for _ in range(3):
        here.page.keyboard.press("Shift")


def follow_the_second_link(here: Visit) -> None:
    here.page.keyboard.press("Tab")
    here.page.keyboard.press("Tab")
    assert here.page.evaluate("document.activeElement.textContent.trim()") == "Exit this page"
    here.page.keyboard.press("Enter")


WAYS = [
    (press_the_button, True),
    (press_the_button, False),
    (press_shift_three_times, True),
    (follow_the_second_link, True),
    (follow_the_second_link, False),
]


def is_gone(here: Visit, elsewhere: Elsewhere) -> bool:
    try:
        here.page.wait_for_url(f"{elsewhere.address}**")
    except Error as problem:
        # The way there is begun a second time when the first is cut off: what counts is where it ends.
        if MOVED_ON not in problem.message:
            raise
        here.page.wait_for_url(f"{elsewhere.address}**")
    return here.page.get_by_role("heading", name="Sunny spells").is_visible()


def path_of(here: Visit) -> str:
    return urlsplit(here.page.url).path


@pytest.mark.parametrize(("leave", "javascript"), WAYS)
def test_every_way_out_leads_to_the_other_site_and_leaves_no_cookie(
    on_a_step: Start, elsewhere: Elsewhere, leave: Callable[[Visit], None], javascript: bool
):
    here = on_a_step(javascript=javascript)
    assert "handrail_route" in here.cookies()

    leave(here)

    assert is_gone(here, elsewhere)
    assert here.cookies() == set()


@pytest.mark.parametrize(("leave", "javascript"), WAYS)
def test_going_back_never_shows_the_route(
    on_a_step: Start, elsewhere: Elsewhere, leave: Callable[[Visit], None], javascript: bool
):
    here = on_a_step(javascript=javascript)
    leave(here)
    assert is_gone(here, elsewhere)

    seen = []
    for _ in range(2):
        here.go_back()
        here.page.wait_for_load_state("load")
        seen.append((path_of(here), here.page.get_by_role("heading", level=1).inner_text()))

    # With JavaScript the step has given up its place in the history as well.
    assert seen[0][0] == ("/route" if javascript else STEP)
    assert {heading for _, heading in seen} == {"No route is open on this device"}


def test_the_other_site_is_not_told_where_the_person_comes_from(on_a_step: Start, elsewhere: Elsewhere):
    here = on_a_step()
    assert elsewhere.asked == []

    press_the_button(here)

    assert is_gone(here, elsewhere)
    assert elsewhere.asked
    assert all("Referer" not in headers and "handrail" not in str(headers).lower() for headers in elsewhere.asked)


def test_the_page_is_hidden_before_the_other_one_has_come(on_a_step: Start, elsewhere: Elsewhere):
    here = on_a_step()
    here.page.route("**/exit", lambda route: route.fulfill(status=204))  # nothing comes, and the page stays

    press_shift_three_times(here)

    assert not here.page.get_by_role("heading", level=1).is_visible()
    assert here.page.locator(".govuk-exit-this-page-overlay").bounding_box() == {
        "x": 0,
        "y": 0,
        "width": 1280,
        "height": 900,
    }


def test_capital_letters_and_going_back_by_tab_lead_nowhere(on_a_step: Start, elsewhere: Elsewhere):
    here = on_a_step()

    for keys in (
        "Shift+A",
        "Shift+B",
        "Shift+C",
        "Shift+Tab",
        "Shift+Tab",
        "Shift+Tab",
        "Shift",
        "Shift",
        "a",
        "Shift",
    ):
        here.page.keyboard.press(keys)

    assert path_of(here) == STEP
    assert elsewhere.asked == []


@pytest.mark.parametrize("javascript", [True, False])
def test_the_way_out_is_in_sight_on_every_page_however_far_down(on_a_step: Start, javascript: bool):
    here = on_a_step(width=320, height=640, javascript=javascript)

    for path in (*EVERYWHERE, *OF_A_ROUTE):
        here.open(path).page.mouse.wheel(0, 900)
        here.page.wait_for_timeout(100)
        box = here.page.locator(".govuk-exit-this-page__button").bounding_box()
        assert box is not None, path
        assert box["y"] >= 0, path
        assert box["y"] + box["height"] <= 640, path


def test_the_way_out_covers_nothing_that_the_keyboard_is_on(visit: Start):
    here = visit(width=320, height=640).open("/help")
    links = here.page.locator("main a[href]:visible, main summary:visible")
    links.last.focus()

    for _ in range(links.count() - 1):
        here.page.keyboard.press("Shift+Tab")
        assert here.page.evaluate(IS_CLEAR), here.page.evaluate("document.activeElement.outerHTML")


IS_CLEAR = """() => {
    const way = document.querySelector('.govuk-exit-this-page__button').getBoundingClientRect()
    return document.activeElement.getBoundingClientRect().top >= way.bottom
}"""


def test_nothing_that_is_printed_speaks_of_it(on_a_step: Start):
    here = on_a_step().open("/route/print")

    here.page.emulate_media(media="print")

    assert not here.page.locator(".govuk-exit-this-page").is_visible()
