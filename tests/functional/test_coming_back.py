"""Coming back with a code, leaving and erasing, the way people do it: by keyboard, on a narrow screen, without JavaScript."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from urllib.parse import urlsplit

import pytest

from tests.functional.visits import Visit

Start = Callable[..., Visit]
BEGIN = """
import django; django.setup()
from django.utils import timezone
from handrail.use_cases.keeping_answers import begin
print(begin(on=timezone.localdate()).secret)
"""
OPEN = ["/return", "/erase"]
WITHOUT = ["/return", "/return/not-a-code", "/erase", "/erased", "/left"]


@pytest.fixture
def code(site: str, environment: dict[str, str]) -> str:
    """The code of a route that someone began earlier."""
    command = [sys.executable, "-c", BEGIN]
    return subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout.strip()


def with_route(here: Visit, code: str) -> Visit:
    """A browser in which the route has been opened before."""
    here.context.add_cookies([{"name": "handrail_route", "value": code, "url": here.site}])
    return here


def has_opened(here: Visit) -> bool:
    """Whether the browser arrives at the route."""
    here.page.get_by_role("heading", name="Your route is open on this device").wait_for()
    return True


def path_of(here: Visit) -> str:
    return urlsplit(here.page.url).path


def cookies_of(here: Visit) -> set[str]:
    return {cookie["name"] for cookie in here.context.cookies()}


@pytest.mark.parametrize("path", WITHOUT)
def test_every_page_without_a_route_is_accessible_and_fits(visit: Start, path: str):
    here = visit(width=320).open(path)

    assert here.accessibility_problems() == []
    assert not here.scrolls_sideways()


@pytest.mark.parametrize("path", OPEN)
def test_every_page_of_an_open_route_is_accessible_and_fits(visit: Start, code: str, path: str):
    here = with_route(visit(width=320), code).open(path)

    assert here.accessibility_problems() == []
    assert not here.scrolls_sideways()


def test_the_code_leaves_the_address_bar_and_the_history(visit: Start, code: str):
    here = visit().open("/privacy")
    here.page.wait_for_load_state("networkidle")

    here.open(f"/return/{code}")

    assert path_of(here) == "/return"
    here.go_back()
    assert path_of(here) == "/privacy"
    assert here.page.evaluate("document.cookie") == ""


def test_a_person_types_their_code_by_keyboard_without_javascript(visit: Start, code: str):
    here = visit(javascript=False).open("/return")

    here.page.get_by_label("Your return code").fill(code.lower().replace("-", " "))
    here.page.keyboard.press("Enter")

    assert has_opened(here)
    assert code not in here.page.url


def test_a_mistake_in_the_code_is_shown_beside_it_and_can_be_put_right(visit: Start, code: str):
    here = visit().open("/return")
    box = here.page.get_by_label("Your return code")

    box.fill(code[:-1])
    here.page.keyboard.press("Enter")
    here.page.get_by_role("link", name="Check the code").click()

    assert here.focused("id") == "code"
    assert here.accessibility_problems() == []
    box.fill(code)
    here.page.keyboard.press("Enter")
    assert has_opened(here)


@pytest.mark.parametrize("javascript", [True, False])
def test_after_erasing_going_back_shows_nothing(visit: Start, code: str, javascript: bool):
    here = visit(javascript=javascript).open(f"/return/{code}")
    page = here.page

    page.get_by_role("link", name="Erase everything").click()
    page.get_by_role("button", name="Erase everything now").click()
    assert (path_of(here), page.get_by_role("heading", level=1).inner_text()) == ("/erased", "Everything is erased")
    for _ in range(2):
        here.go_back()

    assert path_of(here) == "/return"
    assert code not in page.content()
    assert page.get_by_label("Your return code").is_visible()
    assert "handrail_route" not in cookies_of(here)
    page.wait_for_load_state("networkidle")
    page.goto(f"/return/{code}")
    assert page.get_by_role("heading", name="There is a problem").is_visible()


def test_after_leaving_a_shared_device_the_next_person_sees_nothing(visit: Start, code: str):
    here = visit().open(f"/return/{code}")

    here.page.get_by_role("button", name="Leave on this device").click()
    here.page.wait_for_url("**/left")
    here.go_back()
    here.page.wait_for_load_state("networkidle")

    assert code not in here.page.content()
    assert "handrail_route" not in cookies_of(here)
    here.open(f"/return/{code}")
    assert has_opened(here)
