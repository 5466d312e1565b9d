"""Coming back after days, and the same thing for a second time, the way people meet them: by keyboard, on a phone, in their own colours."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from scripts.screenshots.site import looked_at
from tests.functional.test_what_if import is_in_order
from tests.functional.visits import Visit
from tests.integration.test_what_if import FIRST_HOME

Start = Callable[..., Visit]
TODAY = timezone.localdate()
# The tax return is due 14 days after completion: it was not late when they looked, and is now.
COMPLETED, LOOKED = TODAY - timedelta(days=16), TODAY - timedelta(days=15)


def secret_of(here: Visit) -> str:
    return next(cookie["value"] for cookie in here.context.cookies() if cookie["name"] == "handrail_route")


@pytest.mark.parametrize("colours", [False, True])
def test_what_changed_meanwhile_is_told_until_it_was_seen(
    someone: Start, environment: dict[str, str], colours: bool
) -> None:
    answers = FIRST_HOME | {"purchase.completion_date": COMPLETED.isoformat()}
    here = someone(answers, "buying_a_home", forced_colors=colours)
    looked_at(environment, secret_of(here), LOOKED)

    here.open("/route").page.get_by_role("link", name="See what changed, and why").click()

    here.page.locator("details").evaluate_all("all => all.forEach(one => one.open = true)")
    assert here.page.get_by_role("heading", name="The rules changed").is_visible()
    assert here.page.get_by_role("heading", name="Late now (1)").is_visible()
    is_in_order(here, "what changed")
    here.page.get_by_role("button", name="I have seen this").press("Enter")
    here.page.wait_for_url("**/route")
    assert not here.page.get_by_role("heading", name="Since you last looked").is_visible()


def test_stairs_with_too_many_names_are_numbered_and_the_names_are_listed(someone: Start) -> None:
    here = someone({"deceased.nation": "england"}, "someone_has_died", "someone_has_died_2").open("/route")

    shown = here.page.locator("ol.hr-names li")
    assert shown.count() > 8
    assert shown.first.is_visible()
    number = here.page.locator(".hr-drawing--wide .hr-drawing__label--phase").first.text_content() or ""
    assert number.strip() == "1"
    is_in_order(here, "two deaths")
