"""From "what is happening?" to a route, the way people go: on a phone, by keyboard, without JavaScript, in their own colours."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from urllib.parse import urlsplit

import pytest
from django.test import RequestFactory
from playwright.sync_api import Page, Route

from handrail.web import errors
from tests.functional.visits import Visit

Start = Callable[..., Visit]
HUNDRED_KB = 100_000

FIRST_HOME = {
    "purchase.nation": "England",
    "purchase.needs-mortgage": "Yes",
    "purchase.other-buyers": "No other buyers",
    "you.have-owned-a-home": "No",
    "partner.exists": "No",
    "purchase.is-main-home": "Yes",
    "you.own-other-homes": "No",
    "you.is-uk-resident": "Yes",
}


class Journey:
    """One person's way through the site. It counts what they had to do."""

    def __init__(self, here: Visit) -> None:
        self.here, self.page, self.acts = here, here.page, 0

    @property
    def path(self) -> str:
        return urlsplit(self.page.url).path

    @property
    def question(self) -> str:
        return self.path.rpartition("/")[2]

    def begin(self) -> None:
        self.here.open("/")
        self.click("link", "Buying a home")
        self.click("button", "Begin")

    def click(self, role: str, name: str) -> None:
        self.acts += 1
        self.page.get_by_role(role, name=name, exact=True).last.click()  # type: ignore[arg-type]  # a role by its name

    def pick(self, answer: str) -> None:
        self.acts += 1
        self.page.get_by_label(answer, exact=True).check()

    def type(self, field: str, text: str) -> None:
        self.acts += 1
        self.page.locator(f"#{field}").fill(text)

    def go_on(self) -> None:
        self.click("button", "Continue")

    def answer(self) -> None:
        """The next question, as a first-time buyer in Leeds answers it."""
        match self.question:
            case "where-are-you":
                pass
            case "purchase.price":
                self.type("exact", "280,000")
            case "purchase.completion-date":
                self.pick("I know the month")
                self.type("month_month", "March")
                self.type("month_year", "2027")
            case fact if fact in FIRST_HOME:
                self.pick(FIRST_HOME[fact])
            case _:
                self.pick("I don’t know")
        self.go_on()

    def answer_until_the_tax_is_certain(self) -> None:
        for _ in range(15):
            self.answer()
            says = self.page.locator(".hr-so-far__says")
            if says.count() and says.inner_text() == "£0":
                return
        raise AssertionError("the tax was not certain after fifteen questions")


@pytest.fixture
def journey(visit: Start) -> Callable[..., Journey]:
    return lambda **how: Journey(visit(**how))


def states(walk: Journey) -> Iterator[str]:
    """Every page of the guide in every state it has. Each is named once it is open."""
    here, page = walk.here, walk.page
    here.open("/route")
    yield "no route"
    here.open("/help")
    yield "help"
    here.open("/")
    page.locator("#words").fill("my dog is ill")
    walk.click("button", "Find")
    yield "nothing found"
    page.locator("#words").fill("a first home")
    walk.click("button", "Find")
    yield "found"
    walk.begin()
    yield "a choice"
    here.open("/route")
    yield "the route before any answer"
    here.open("/route/months")
    yield "the months before any answer"
    here.open("/route/answers")
    yield "no answers"
    here.open("/route/question")
    walk.go_on()
    yield "nothing picked"
    walk.answer()
    yield "where are you?"
    page.get_by_label("Make an offer and get a yes").check()
    page.get_by_label("Work out what you can afford").check()
    walk.go_on()
    yield "when?"
    page.locator("#get_an_offer_accepted_exact_day").fill("1")
    walk.go_on()
    yield "when? with a problem"
    page.locator("#get_an_offer_accepted_exact_day").fill("")
    walk.go_on()
    yield "an amount"
    walk.type("exact", "lots")
    walk.go_on()
    yield "an amount with a problem"
    page.get_by_label("It is roughly between two amounts").check()
    walk.go_on()
    yield "a range with two problems"
    page.get_by_text("Why do you ask?").click()
    yield "why do you ask? beside two problems"
    walk.pick("I know the amount")
    walk.answer()
    walk.answer()
    yield "a date"
    page.get_by_label("It is between two days").check()
    yield "a date between two"
    page.get_by_label("I know the month").check()
    walk.go_on()
    yield "a month with a problem"
    walk.answer()
    here.open("/route")
    yield "the route half known"
    page.locator("details").evaluate_all("all => all.forEach(one => one.open = true)")
    yield "the route with all opened"
    here.open("/route/question/purchase.other-buyers")
    yield "a list"
    walk.pick("Add a buyer")
    walk.go_on()
    yield "one of a list"
    walk.click("button", "Save")
    yield "one of a list with problems"
    for field in ("has_owned_a_home", "owns_other_homes", "is_uk_resident"):
        page.locator(f"input[name={field}_answer]").last.check()
    walk.click("button", "Save")
    yield "a list with one"
    page.get_by_role("button", name="Remove").click()
    here.open("/route/question")
    while walk.path.startswith("/route/question/"):
        walk.answer()
    yield "no more questions"
    here.open("/route")
    yield "the route"
    here.open("/route/answers")
    yield "answers"
    here.open("/route/answers/purchase.price")
    walk.type("exact", "520,000")
    walk.click("button", "See what changes")
    yield "what a change would do"
    walk.click("button", "Change it")
    yield "what changed"
    for step in ("get-a-survey", "file-the-tax-return", "note-your-interest", "check-a-new-build", "set-your-budget"):
        here.open(f"/route/steps/{step}")
        page.locator("details").evaluate_all("all => all.forEach(one => one.open = true)")
        yield f"the step {step}"
    here.open("/route/steps/get-a-survey")
    page.get_by_label("No survey of your own").check()
    walk.click("button", "Save my choice")
    yield "a choice made"
    page.locator(".hr-options input").first.check()
    walk.click("button", "Save my choice")
    yield "what another choice would do"
    walk.click("button", "Keep my choice")
    walk.type("exact_day", "41")
    page.get_by_role("button", name="Mark as done").click()
    yield "a step with a problem"
    walk.click("button", "Leave this step out")
    yield "what leaving a step out would cost"
    here.open("/route/print")
    yield "print"
    here.open("/route/print-large")
    yield "large print"
    here.open("/route/steps/get-a-survey/take-along")
    yield "a sheet to take along"
    page.get_by_role("link", name="Write a few words about yourself").click()
    yield "introduce yourself"
    walk.type("about", "too long " * 100)
    walk.click("button", "Keep this")
    yield "an introduction with a problem"
    walk.type("about", "A first home, and I am nervous.")
    page.locator("input[name=tells]").first.check()
    walk.click("button", "Keep this")
    yield "an introduction"
    here.open("/route/order")
    page.locator("details").evaluate_all("all => all.forEach(one => one.open = true)")
    yield "the order"
    page.locator("[formaction$='/book-the-removal/first']").click()
    yield "what cannot come first yet"
    here.open("/route/order/book-the-removal/later")
    walk.click("button", "Continue")
    yield "a day to put it off to, with a problem"
    for part, text in (("day", "1"), ("month", "6"), ("year", "2099")):
        walk.type(f"exact_{part}", text)
    walk.click("button", "Continue")
    yield "what putting it off would cost"
    here.open("/route/several")
    yield "who to tell"
    here.open("/route/one-away")
    yield "one answer away"
    here.open("/return")
    yield "how to come back"
    here.open("/erase")
    yield "erase?"
    here.open("/route/dates")
    yield "dates"
    here.open("/route/dates/feed")
    yield "the calendar feed, off"
    walk.click("button", "Switch it on")
    yield "the calendar feed, on"
    here.open("/route/months")
    page.locator("details").evaluate_all("all => all.forEach(one => one.open = true)")
    yield "the months"
    here.open("/route/answers/purchase.offer-accepted-date")
    for part, text in (("day", "1"), ("month", "6"), ("year", "2099")):
        walk.type(f"exact_{part}", text)
    walk.click("button", "Save and see what changes")
    yield "a clash"
    here.open("/route/answers")
    yield "answers in a clash"
    here.open("/route/answers/purchase.completion-date")
    yield "a question in a clash"
    here.open("/route/answers/purchase.offer-accepted-date")
    walk.pick("I don’t know")
    walk.click("button", "See what changes")
    here.open("/route/answers/purchase.completion-date")
    walk.pick("I know the day")
    for part, text in (("day", "3"), ("month", "6"), ("year", "2019")):
        walk.type(f"exact_{part}", text)
    walk.click("button", "See what changes")
    walk.click("button", "Change it")
    here.open("/route")
    yield "a route we cannot work the tax out for"
    here.open("/erase")
    walk.click("button", "Erase everything now")
    yield "erased"


WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 320, "height": 640}


def test_every_page_in_every_state_is_accessible_and_fits(journey: Callable[..., Journey]):
    """320 pixels are also what is left of 1280 at 400 per cent."""
    walk = journey()

    for state in states(walk):
        assert problems_on(walk) == [], state
        assert walk.page.get_by_role("heading", level=1).count() == 1, state
        assert walk.page.title().endswith(" – Handrail"), state
        assert walk.page.title().startswith("Error: ") is ("problem" in state or state == "nothing picked"), state
        assert walk.page.get_by_role("link", name="If it cannot wait").first.is_visible(), state


def problems_on(walk: Journey) -> list[str]:
    """What is wrong with the open page on a wide screen, with letters twice as large, and on the narrowest screen."""
    found = walk.here.accessibility_problems()
    letters_are(walk.page, "200%")
    found += ["scrolls sideways when letters are twice as large"] if walk.here.scrolls_sideways() else []
    letters_are(walk.page, "")
    walk.page.set_viewport_size(NARROW)  # type: ignore[arg-type]  # a plain dict
    # The way out stays in sight while the page scrolls: whatever has been scrolled behind it is no smaller for that.
    walk.page.evaluate("scrollTo(0, 0)")
    found += ["scrolls sideways on the narrowest screen"] if walk.here.scrolls_sideways() else []
    found += [f"narrow: {problem}" for problem in walk.here.accessibility_problems()]
    walk.page.set_viewport_size(WIDE)  # type: ignore[arg-type]
    return found


def letters_are(page: Page, size: str) -> None:
    """As a browser does whose owner asked for larger letters."""
    page.evaluate("size => { document.documentElement.style.fontSize = size }", size)


def test_every_error_page_is_accessible_and_names_someone_to_turn_to(journey: Callable[..., Journey]):
    walk = journey()
    for name, response in error_pages():
        walk.page.route("**/an-error", partial(answer_with, response))
        walk.here.open("/an-error")

        assert problems_on(walk) == [], name
        assert walk.page.locator(".hr-contact").count() >= 3, name
        walk.page.unroute("**/an-error")


def answer_with(body: str, route: Route) -> None:
    route.fulfill(body=body, content_type="text/html")


def error_pages() -> Iterator[tuple[str, str]]:
    """Each as the site writes it. The real site cannot be made to fail."""
    request = RequestFactory().get("/")
    request.csp_nonce = "n"  # type: ignore[attr-defined]  # as the middleware sets it
    shown = {
        "400": errors.bad_request(request),
        "403": errors.forbidden(request),
        "404": errors.not_found(request),
        "csrf": errors.csrf_failure(request),
        "429": errors.too_many_requests(request, 1),
        "500": errors.server_error(request),
    }
    for name, response in shown.items():
        yield name, response.content.decode()


def test_forced_colours_keep_the_picture_readable(journey: Callable[..., Journey]):
    """What a dot means is told by its shape as well, and words take the reader's own colour."""
    walk = journey(forced_colors=True)
    walk.begin()
    walk.here.open("/route")

    looks = {place: walk.page.evaluate(LOOKS, place) for place in ("done", "now", "next", "later", "maybe")}
    words = walk.page.locator(".hr-drawing--wide text").evaluate_all(
        "all => all.map(one => getComputedStyle(one).fill === getComputedStyle(document.body).color)"
    )

    assert len({str(look) for look in looks.values()}) == len(looks), looks
    assert words
    assert all(words)
    assert walk.here.accessibility_problems() == []


LOOKS = """place => {
    const dot = document.querySelector(`.hr-key .hr-drawing__dot--${place}`), style = getComputedStyle(dot)
    return [dot.getAttribute('r'), style.strokeWidth, style.strokeDasharray, dot.parentElement.children.length,
        dot.nextElementSibling?.tagName]
}"""


@pytest.mark.parametrize("javascript", [True, False])
def test_a_new_person_finds_their_tax_and_next_step_in_a_few_acts(journey: Callable[..., Journey], javascript: bool):
    """Two minutes are 120 seconds: at four seconds for each thing to read and do, thirty of them."""
    walk = journey(width=360, javascript=javascript)

    walk.begin()
    walk.answer_until_the_tax_is_certain()
    walk.click("link", "See your route so far")

    assert walk.page.locator(".hr-headline__says").inner_text() == "£0"
    assert walk.page.locator(".hr-headline__step").inner_text()
    assert walk.acts <= 30


def test_the_route_grows_more_certain_with_every_answer(journey: Callable[..., Journey]):
    walk = journey()
    walk.begin()
    widths: list[float] = []

    for _ in range(11):
        walk.answer()
        says = walk.page.locator(".hr-so-far__says")
        if says.count():
            widths.append(width_of(says.inner_text()))

    assert widths == sorted(widths, reverse=True)
    assert widths[0] == float("inf")
    assert widths[-1] == 0


def width_of(says: str) -> float:
    """How far apart the ends of an amount are said to be."""
    if says.startswith("Between"):
        low, high = (int(word.strip("£").replace(",", "")) for word in says.split() if word.startswith("£"))
        return high - low
    return 0 if says.startswith("£") else float("inf")


def test_the_whole_way_can_be_gone_by_keyboard(journey: Callable[..., Journey]):
    """From the start to the tax, the route and a step: no mouse, no address typed."""
    walk = journey()
    page = walk.page
    walk.here.open("/")

    enter_on(page, "Buying a home", "**/buying-a-home/start")
    enter_on(page, "Begin", "**/purchase.nation")
    for _ in range(15):
        answer_by_keyboard(walk)
        says = page.locator(".hr-so-far__says")
        if says.count() and says.inner_text() == "£0":
            break
    enter_on(page, "See your route so far", "**/route")
    assert page.locator(".hr-headline__says").inner_text() == "£0"

    tab_to(page, "Later", within="summary")
    page.keyboard.press("Enter")
    enter_on(page, "Exchange contracts", "**/exchange-contracts")
    assert page.get_by_role("heading", level=1).inner_text() == "Exchange contracts"


def answer_by_keyboard(walk: Journey) -> None:
    """The next question, as a first-time buyer in Leeds answers it."""
    page, before = walk.page, walk.page.url
    if walk.question == "purchase.price":
        tab_to(page, "exact", by="name")
        page.keyboard.type("280,000")
    elif walk.question != "where-are-you":
        pick_by_keyboard(page, KEYS.get(walk.question, "unsure"))
    tab_to(page, "Continue")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: url != before)


KEYS = {
    "purchase.nation": "is:england",
    "purchase.needs-mortgage": "is:yes",
    "purchase.completion-date": "ahead",
    "purchase.other-buyers": "none",
    "you.have-owned-a-home": "is:no",
    "partner.exists": "is:no",
    "purchase.is-main-home": "is:yes",
    "you.own-other-homes": "is:no",
    "you.is-uk-resident": "is:yes",
}


def pick_by_keyboard(page: Page, value: str) -> None:
    """To the group with Tab, into it with Space, along it with the arrows."""
    tab_to(page, "answer", by="name")
    page.keyboard.press("Space")
    for _ in range(9):
        if page.evaluate("document.activeElement.value") == value:
            assert page.evaluate("document.activeElement.checked")
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"the arrows never reached {value}")


def enter_on(page: Page, wanted: str, address: str) -> None:
    tab_to(page, wanted)
    page.keyboard.press("Enter")
    page.wait_for_url(address)


def tab_to(page: Page, wanted: str, *, by: str = "textContent", within: str = "*") -> None:
    """Press Tab until the focus is on what is called so, and see that the focus can be seen."""
    for _ in range(90):
        page.keyboard.press("Tab")
        if page.evaluate(FOUND, [wanted, by, within]):
            assert page.evaluate(SHOWS_FOCUS), wanted
            return
    raise AssertionError(f"the keyboard never reached {wanted}")


FOUND = """([wanted, by, within]) => {
    const here = document.activeElement, said = (here[by] || '').trim()
    return here.matches(within) && (said === wanted || (within === 'summary' && said.startsWith(wanted)))
}"""
# GOV.UK Frontend shows it by an outline, a ground of its own colour, or a ring round a radio's label.
SHOWS_FOCUS = """() => {
    const here = document.activeElement
    const looks = [here, here.nextElementSibling].filter(Boolean).flatMap(one => ['', '::before'].map(part => {
        const style = getComputedStyle(one, part || null)
        return [style.outlineStyle, style.outlineWidth, style.backgroundColor, style.boxShadow, style.borderWidth].join()
    }))
    here.blur()
    const without = [here, here.nextElementSibling].filter(Boolean).flatMap(one => ['', '::before'].map(part => {
        const style = getComputedStyle(one, part || null)
        return [style.outlineStyle, style.outlineWidth, style.backgroundColor, style.boxShadow, style.borderWidth].join()
    }))
    here.focus()
    return looks.join() !== without.join()
}"""


@pytest.mark.parametrize("javascript", [True, False])
def test_boxes_that_belong_to_an_answer_are_there_when_it_is_picked(journey: Callable[..., Journey], javascript: bool):
    walk = journey(javascript=javascript)
    walk.begin()
    walk.here.open("/route/question/purchase.completion-date")
    day, month = walk.page.locator("#exact_day"), walk.page.locator("#month_month")

    assert (day.is_visible(), month.is_visible()) == (True, False)
    walk.pick("I know the month")
    assert (day.is_visible(), month.is_visible()) == (False, True)


def test_one_picture_is_shown_on_a_wide_screen_and_another_on_a_narrow_one(journey: Callable[..., Journey]):
    for width, shown in ((1280, "stairs"), (360, "rail")):
        walk = journey(width=width)
        walk.begin()
        walk.here.open("/route")
        pictures = walk.page.get_by_role("img")

        names = pictures.evaluate_all(
            "all => all.filter(one => one.checkVisibility()).map(one => one.querySelector('title').id)"
        )

        assert f"{shown}-title" in names
        assert len([name for name in names if name in ("stairs-title", "rail-title")]) == 1


def test_words_in_the_picture_are_large_enough_to_read_on_a_phone(journey: Callable[..., Journey]):
    walk = journey(width=360)
    walk.begin()
    walk.here.open("/route")

    heights = walk.page.locator(".hr-drawing--narrow text").evaluate_all(
        "all => all.map(one => one.getBoundingClientRect().height)"
    )

    assert heights
    assert min(heights) >= 13


def test_on_paper_there_are_no_menus_and_no_ways_back(journey: Callable[..., Journey]):
    walk = journey()
    walk.begin()
    walk.here.open("/route/print")

    walk.page.emulate_media(media="print")

    assert not walk.page.locator(".govuk-back-link").is_visible()
    assert walk.page.get_by_role("heading", level=1).is_visible()


def test_the_calendar_file_is_taken_by_a_link(journey: Callable[..., Journey]):
    walk = journey()
    walk.begin()
    walk.here.open("/route/dates")

    link = walk.page.get_by_role("button", name="Take the file without names").get_attribute("href")
    taken = walk.page.request.get(str(link))

    assert taken.headers["content-disposition"] == 'attachment; filename="dates.ics"'
    assert taken.text().startswith("BEGIN:VCALENDAR")


def test_every_page_of_the_guide_weighs_less_than_a_hundred_kilobytes(journey: Callable[..., Journey]):
    walk = journey()
    walk.begin()
    walk.answer_until_the_tax_is_certain()

    for path in (
        "/route",
        "/route/months",
        "/route/order",
        "/route/order/get-a-survey/later",
        "/route/dates/feed",
        "/route/print",
        "/route/print-large",
        "/route/answers",
        "/route/changes",
        "/route/steps/get-a-survey",
        "/route/steps/get-a-survey/take-along",
    ):
        walk.here.open(path)
        assert walk.here.bytes_received() < HUNDRED_KB, path
