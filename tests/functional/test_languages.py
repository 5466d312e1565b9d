"""Whole situations in a language that nobody speaks: every string of ours in accents, a third longer, on a wide screen and on the narrowest."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page

from handrail.languages.pseudo import Pseudo
from tests.functional.conftest import a_site
from tests.functional.visits import Visit
from tests.integration.pseudo_words import from_the_catalogue, past_the_catalogue

Start = Callable[..., Visit]
our = Pseudo().say
DUE = timezone.localdate() + timedelta(weeks=12)


@pytest.fixture(scope="module")
def environment(environment: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    var = str(tmp_path_factory.mktemp("pseudo"))
    return {**environment, "DJANGO_SETTINGS_MODULE": "tests.pseudo_settings", "HANDRAIL_VAR": var}


@pytest.fixture(scope="module")
def site(environment: dict[str, str]) -> Iterator[str]:
    with a_site(environment) as address:
        yield address


def is_ours_and_fits(here: Visit) -> None:
    """All of it comes from the catalogue, nothing runs off the side, and axe-core finds nothing."""
    page = here.page.content()
    assert from_the_catalogue(page) > 10, here.page.url
    assert past_the_catalogue(page) == [], here.page.url
    assert here.accessibility_problems() == [], here.page.url
    assert not here.scrolls_sideways(), here.page.url


def press(page: Page, role: str, message: str) -> None:
    page.get_by_role(role, name=our(message), exact=True).first.click()  # type: ignore[arg-type]  # a role by its name


def test_someone_expecting_a_baby_who_lost_a_job_goes_round_their_route_on_the_narrowest_screen(someone: Start):
    told = {"child.nation": "wales", "child.due_date": DUE.isoformat(), "partner.exists": True}
    here = someone(told, "having_a_baby", "losing_a_job", width=320, height=640)
    page = here.open("/route").page

    page.locator(".hr-fold, .govuk-details").evaluate_all("all => all.forEach(one => one.open = true)")
    is_ours_and_fits(here)
    for message in (
        "Money and time, month by month",
        "Who to tell, and dates that meet",
        "What one more answer could settle",
    ):
        press(here.open("/route").page, "link", message)
        is_ours_and_fits(here)
    here.open("/route").page.locator(".hr-step__title a").first.click()
    is_ours_and_fits(here)
    press(page, "link", "A sheet to take along, and a page to introduce yourself")
    is_ours_and_fits(here)


def test_someone_who_buys_after_a_death_answers_and_changes_an_answer(visit: Start):
    here = visit()
    page = here.open("/").page
    is_ours_and_fits(here)
    for event in ("/someone-has-died/start", "/buying-a-home/start"):
        here.open(event)
        is_ours_and_fits(here)
        page.locator("main form button[type=submit]").first.click()

    here.open("/route/question/purchase.price")
    page.get_by_label(our("I know the amount"), exact=True).check()
    page.locator("#exact").fill("a lot")
    press(page, "button", "Continue")
    assert page.get_by_role("heading", name=our("There is a problem")).is_visible()
    is_ours_and_fits(here)
    page.locator("#exact").fill("280000")
    press(page, "button", "Continue")

    here.open("/route/answers/purchase.price")
    page.get_by_label(our("It is roughly between two amounts"), exact=True).check()
    page.locator("#between_low").fill("300000")
    page.locator("#between_high").fill("320000")
    press(page, "button", "See what changes")
    is_ours_and_fits(here)
    press(page, "button", "Change it")
    is_ours_and_fits(here)
    press(page, "link", "Your answers")
    assert "300,000" in page.locator("main").inner_text()
    is_ours_and_fits(here)
