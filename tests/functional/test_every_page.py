"""What holds for every page, whoever opens it and however."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urljoin, urlsplit

import pytest

from tests.functional.visits import Visit

PAGES = [
    "/",
    "/know",
    "/accessibility",
    "/privacy",
    "/privacy/shared-device",
    "/library-mode",
    "/library-mode/finish",
    "/library-mode/closed",
    "/about/sources",
    "/account/sign-in",
    "/account/signed-out",
    "/account/erased",
    "/there-is-no-such-page",
]
HUNDRED_KB = 100_000
MOST_PAGES = 60

Start = Callable[..., Visit]


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing_wrong(visit: Start, path: str, width: int):
    page = visit(width=width).open(path)

    assert page.accessibility_problems() == []


@pytest.mark.parametrize("path", PAGES)
def test_nothing_scrolls_sideways_on_the_narrowest_screen(visit: Start, path: str):
    page = visit(width=320).open(path)

    assert not page.scrolls_sideways()


@pytest.mark.parametrize("path", PAGES)
def test_a_page_weighs_less_than_a_hundred_kilobytes(visit: Start, path: str):
    page = visit().open(path)

    assert 1_000 < page.bytes_received() < HUNDRED_KB


@pytest.mark.parametrize("path", PAGES)
def test_a_page_says_what_it_is_without_javascript(visit: Start, path: str):
    page = visit(javascript=False).open(path).page

    assert page.get_by_role("heading", level=1).count() == 1
    assert page.get_by_role("main").inner_text().strip()
    assert page.title().endswith(" – Handrail")


def test_links_work_without_javascript(visit: Start):
    page = visit(javascript=False).open("/").page

    page.get_by_role("link", name="Accessibility statement").click()

    assert urlsplit(page.url).path == "/accessibility"


def test_the_first_press_of_tab_offers_to_skip_to_the_content(visit: Start):
    here = visit().open("/accessibility")

    here.page.keyboard.press("Tab")
    offered = here.focused("href")
    box = here.page.get_by_role("link", name="Skip to main content").bounding_box()
    here.page.keyboard.press("Enter")

    assert offered == "#main-content"
    assert box is not None
    assert box["height"] > 20
    assert here.focused("id") == "main-content"


def test_the_keyboard_reaches_every_link_in_the_order_it_is_read(visit: Start):
    here = visit().open("/privacy")
    links = here.page.locator("a[href], button").evaluate_all("all => all.map(one => one.textContent.trim())")

    reached = []
    for _ in links:
        here.page.keyboard.press("Tab")
        reached.append(here.page.evaluate("document.activeElement.textContent.trim()"))

    assert reached == links


@pytest.mark.parametrize("path", PAGES)
def test_a_page_keeps_its_shape_in_forced_colours(visit: Start, path: str):
    here = visit(forced_colors=True).open(path)
    link = here.page.get_by_role("link", name="Privacy").first

    assert here.page.evaluate("matchMedia('(forced-colors: active)').matches")
    assert here.accessibility_problems() == []
    assert "underline" in link.evaluate("link => getComputedStyle(link).textDecorationLine")


def test_every_link_from_the_start_leads_to_a_page_without_accessibility_problems(visit: Start):
    here = visit(width=360)
    to_see, seen = ["/"], set[str]()
    wrong: dict[str, list[str]] = {}

    while to_see and len(seen) < MOST_PAGES:
        path = to_see.pop(0)
        seen.add(path)
        here.open(path)
        if problems := here.accessibility_problems():
            wrong[path] = problems
        to_see += [link for link in own_links(here) if link not in seen and link not in to_see]

    assert len(seen) >= len(PAGES) - 1
    assert wrong == {}


def own_links(here: Visit) -> list[str]:
    """Addresses of this site that the page links to, without the part after the hash.

    What says that nobody is to follow it on their own account leads away from here: see `test_leaving`.
    """
    found = here.page.locator("a[href]:not([rel~=nofollow])").evaluate_all(
        "all => all.map(one => one.getAttribute('href'))"
    )
    whole = [urlsplit(urljoin(here.page.url, link)) for link in found]
    ours = [link for link in whole if link.netloc == urlsplit(here.site).netloc]
    return list(dict.fromkeys(link._replace(scheme="", netloc="", fragment="").geturl() for link in ours))
