"""From one thing to know to its answer, the way people get there: by keyboard, without JavaScript, on the narrowest screen."""

from __future__ import annotations

from collections.abc import Callable

from tests.functional.visits import Visit

HUNDRED_KB = 100_000
NO_MORE = "Nothing else you could tell us would change this."
PENSION = "When you reach State Pension age"

Start = Callable[..., Visit]


def press_on(here: Visit, wanted: str, most: int = 200) -> None:
    """Tab to what is called so, and press Enter."""
    for _ in range(most):
        here.page.keyboard.press("Tab")
        if here.page.evaluate("document.activeElement.textContent.trim()") == wanted:
            here.page.keyboard.press("Enter")
            return
    raise AssertionError(f"the keyboard never reached {wanted}")


def type_into(here: Visit, name: str, text: str) -> None:
    for _ in range(60):
        here.page.keyboard.press("Tab")
        if here.focused("name") == name:
            here.page.keyboard.type(text)
            return
    raise AssertionError(f"the keyboard never reached {name}")


def test_given_one_thing_to_know_the_keyboard_alone_leads_to_a_certain_answer(visit: Start):
    here = visit().open("/")

    type_into(here, "words", "when can i retire")
    here.page.keyboard.press("Enter")
    here.page.wait_for_url("**/find")
    press_on(here, PENSION)
    here.page.wait_for_url("**/route/know/1")
    press_on(here, "Answer it")
    here.page.wait_for_url("**/question/*")
    for box, typed in (("exact_day", "5"), ("exact_month", "5"), ("exact_year", "1961")):
        type_into(here, box, typed)
    press_on(here, "Continue")
    here.page.wait_for_url("**/route/know/1")

    assert here.page.locator(".hr-headline__says").inner_text() == "5 May 2028"
    assert here.page.get_by_text(NO_MORE).is_visible()


def test_given_no_javascript_a_topic_is_found_among_all_answered_and_changed(visit: Start):
    here = visit(javascript=False, width=360).open("/know")
    page = here.page

    page.locator("summary", has_text="Looking after someone").click()
    page.get_by_role("button", name="Carer's Allowance", exact=True).click()
    page.get_by_role("button", name="Answer it").click()
    while page.get_by_label("Scotland", exact=True).count() == 0:
        page.get_by_label("I don’t know", exact=True).check()
        page.get_by_role("button", name="Continue").click()
    page.get_by_label("Scotland", exact=True).check()
    page.get_by_role("button", name="Continue").click()
    said = page.locator(".hr-headline__says").inner_text()
    page.locator("summary", has_text="Why, and where it comes from").first.click()
    page.get_by_role("link", name="Change").first.click()
    page.get_by_label("England", exact=True).check()
    page.get_by_role("button", name="Continue").click()
    assert "Maybe Now: No" in page.locator(".hr-changes").first.inner_text()
    page.get_by_role("button", name="Change it").click()
    page.get_by_role("link", name="Back", exact=True).click()

    assert said == "No"
    assert page.locator(".hr-headline__says").inner_text() == "Maybe"


def test_in_every_state_it_is_accessible_light_and_fits_the_narrowest_screen(visit: Start):
    here = visit(width=320)
    wrong: dict[str, object] = {}

    def look(state: str) -> None:
        here.page.locator("details").evaluate_all("all => all.forEach(one => one.open = true)")
        problems: list[object] = [*here.accessibility_problems()]
        problems += ["sideways"] * here.scrolls_sideways()
        problems += ["heavy"] * (here.bytes_received() > HUNDRED_KB)
        problems += ["headings"] * (here.page.get_by_role("heading", level=1).count() != 1)
        if problems:
            wrong[state] = problems

    def press(name: str) -> None:
        here.requests.clear()
        here.page.get_by_role("button", name=name, exact=True).click()

    here.open("/know")
    look("everything there is")
    here.page.locator("#words").fill("died without a will")
    press("Find")
    look("found")
    press("Who inherits when there is no will")
    look("nothing told yet")
    press("Answer it")
    look("a question")
    press("Continue")
    look("a mistake")
    here.open("/know")
    look("one is chosen")
    press(PENSION)
    press("Answer it")
    here.page.get_by_label("I’d rather not say").check()
    press("Continue")
    look("left open")
    here.open("/know")
    press("Look at everything I could get")
    look("everything")
    here.open("/route/know")
    look("what was chosen")
    here.open("/know").page.locator("#words").fill("xylophone")
    press("Find")
    look("found nothing")

    assert wrong == {}
