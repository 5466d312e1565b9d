"""Pages beside the route: one thing to know, what if, what changed meanwhile, and a life event that comes a second time."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from functools import partial

from scripts.screenshots import site
from scripts.screenshots.life_events import open_all
from scripts.screenshots.person import DECLINED, UNSURE, Invented, Walk
from scripts.screenshots.tour import Take, Tour

SOMEONE = Invented("someone who wants to know one thing (invented)", "")
MOST = 30
TWICE = {
    "someone_has_died": "nadia_in_leeds", "losing_a_job": "job_route_england", "renting_a_home": "rent_held_settled_in"
}  # fmt: skip
WEEKS_AGO = 6


def walks(tour: Tour, variables: Mapping[str, str]) -> dict[str, partial[None]]:
    """Each walk by its name."""
    return {
        "know": partial(know, tour),
        "what if": partial(what_if, tour),
        "library mode": partial(library_mode, tour),
        "since last time": partial(since, tour, variables),
        **{f"twice: {event}": partial(twice, tour, event, who) for event, who in TWICE.items()},
    }


def know(tour: Tour) -> None:
    with tour.walk("One thing to know", SOMEONE) as (walk, take):
        walk.open("/know")
        take("everything there is")
        open_all(walk.page)
        take("everything there is, opened")
        walk.click("button", "When you reach State Pension age")
        walk.click("button", "Answer it")
        walk.type_date("exact", tour.today.replace(year=1961))
        walk.send()
        take("it is certain")
        change_what_was_told(walk, take)
        walk.open("/know")
        open_all(walk.page)
        walk.click("button", "Carer's Allowance")
        take("little is told yet")
        walk.click("button", "Answer it")
        open_all(walk.page)
        take("a question, and why it is asked")
        tell(walk, UNSURE)
        take("nothing is known")
        walk.open("/know")
        walk.click("button", "Look at everything I could get")
        take("everything one could get")
        open_all(walk.page)
        take("everything one could get, opened")
        walk.open("/route/know")
        take("what was chosen")
        walk.open("/route/answers")
        take("answers without a route")
        walk.open("/return")
        take("code and link without a route")
        walk.open("/know")
        take("everything there is, some chosen")


def library_mode(tour: Tour) -> None:
    with tour.walk("Library mode", SOMEONE) as (walk, take):
        walk.page.clock.install()
        walk.open("/library-mode")
        take("what it does")
        walk.click("button", "Turn on library mode")
        take("start, in library mode")
        walk.begin("having_a_baby")
        take("write down your code")
        walk.press(walk.page.get_by_role("button", name="I have it. Go on"))
        walk.page.clock.fast_forward("15:30")
        walk.page.get_by_role("button", name="Carry on").wait_for()
        take("are you still there?")
        walk.open("/route")
        take("route in library mode")
        walk.open("/library-mode/finish")
        take("finish")
        walk.click("button", "Finish, and keep my answers under the code")
        take("left")
        walk.open("/library-mode/closed")
        take("closed by itself")
        walk.open("/library-mode/finish")
        take("finish without a route")


def tell(walk: Walk, value: str) -> None:
    """The same answer to all that is asked, until nothing more is."""
    for _ in range(MOST):
        if "/question/" not in walk.path:
            return
        walk.pick(value)
        walk.send()
        more = walk.page.get_by_role("button", name="Answer it")
        if more.count():
            walk.press(more)


def change_what_was_told(walk: Walk, take: Take) -> None:
    page = walk.page
    page.locator("summary", has_text="Why, and where it comes from").first.click()
    walk.press(page.get_by_role("link", name="Change").first)
    page.locator("#exact_year").fill("1985")
    walk.send()
    take("what a change would do to a topic")
    if page.get_by_role("button", name="Change it").count():
        walk.click("button", "Change it")
    take("after a change")


def what_if(tour: Tour) -> None:
    with tour.walk("What if", tour.example("amira_in_leeds")) as (walk, take):
        walk.begin()
        walk.open("/route/what-if")
        take("nothing to try yet")
        walk.open("/route/question")
        walk.answer_all()
        walk.open("/route/what-if")
        take("nothing tried")
        for fact, value in (("purchase.price", 520_000), ("you.have_owned_a_home", True)):
            walk.open(f"/route/what-if/try/{fact.replace('_', '-')}")
            take(f"try {fact}")
            walk.give(value)
            walk.send()
            take(f"tried {fact}")
        open_all(walk.page)
        take("tried, with each reason")
        for path in chart_paths(walk):
            walk.open(path)
            take("chart " + path.removeprefix("/route/what-if/"))
        walk.open("/route/what-if/try/purchase.completion-date")
        walk.give(tour.today.replace(year=2019))
        walk.send()
        take("tried what does not fit")
        walk.open("/route/answers/purchase.price")
        walk.give(520_000)
        walk.send()
        take("what a change would do")
        walk.open("/route/answers/purchase.nation")
        walk.give("scotland")
        walk.send()
        take("what moving to Scotland would do")
        walk.open("/route/answers/purchase.price")
        walk.give(DECLINED)
        walk.send()
        take("what rather not saying would do")


def chart_paths(walk: Walk) -> list[str]:
    links = walk.page.locator("main a[href^='/route/what-if/'][href*='/by/']")
    return [str(path) for path in links.evaluate_all("all => all.map(one => one.getAttribute('href'))")]


def since(tour: Tour, variables: Mapping[str, str]) -> None:
    """Someone who comes back after weeks, under a later release of the rules."""
    with tour.walk("What changed meanwhile", tour.example("held_pregnant_with_a_job")) as (walk, take):
        walk.begin()
        walk.answer_all()
        walk.open("/route/since")
        take("nothing changed")
        site.looked_at(variables, walk.return_code(), tour.today - timedelta(weeks=WEEKS_AGO))
        walk.open("/route")
        take("route")
        walk.open("/route/since")
        open_all(walk.page)
        take("what changed")


def twice(tour: Tour, event: str, who: str) -> None:
    with tour.walk(f"Twice: {event.replace('_', ' ')}", tour.example(who)) as (walk, take):
        walk.begin()
        walk.answer_all()
        walk.open(f"/{event.replace('_', '-')}/start")
        take("before a second one")
        walk.press(walk.page.locator("button[name=again]"))
        take("the first question about the second")
        walk.answer_all()
        walk.open("/route")
        take("route")
        walk.open("/route/answers")
        take("answers")
