"""Each life event from its start to a route that knows all that someone knows."""

from __future__ import annotations

from functools import partial

from playwright.sync_api import Page

from scripts.screenshots.person import Walk
from scripts.screenshots.tour import Take, Tour

FEW = 4
# The first is followed at length, with every question and every step. All are examples of the pack.
PEOPLE = {
    "becoming_a_carer": ("carer_employee",),
    "buying_a_home": ("amira_in_leeds", "mia"),
    "extending_a_home": ("ext_larger_dates", "ext_n_listed"),
    "having_a_baby": ("held_pregnant_with_a_job", "held_new_father", "held_stillbirth"),
    "losing_a_job": ("job_route_england", "job_hard_scotland"),
    "making_ends_meet": ("ends_northern_ireland", "ends_not_personal_independence_payment"),
    "renting_a_home": ("rent_held_settled_in", "rent_held_lodger_in_scotland"),
    "someone_has_died": ("nadia_in_leeds", "ewan_in_inverness"),
    "starting_a_business": ("market_cafe_wales", "company_missed"),
}


def walks(tour: Tour) -> dict[str, partial[None]]:
    """Each walk by its name."""
    return {
        f"{event}: {who}": partial(show, tour, event, who, at_length=number == 0)
        for event, people in PEOPLE.items()
        for number, who in enumerate(people)
    }


def show(tour: Tour, event: str, identifier: str, *, at_length: bool) -> None:
    with tour.walk(event.replace("_", " ").capitalize(), tour.example(identifier)) as (walk, take):
        if at_length:
            show_start(walk, take, event)
        walk.begin(event)
        show_questions(walk, take, at_length=at_length)
        walk.open("/route")
        take("route with many answers")
        if at_length:
            open_all(walk.page)
            take("route with all opened")
        for path, state in (
            ("/route/answers", "answers"),
            ("/route/print", "print"),
            ("/route/dates", "dates"),
            ("/route/months", "months"),
        ):
            walk.open(path)
            take(state)
        if at_length:
            show_steps(walk, take)
            show_what_to_take_along(walk, take)


def show_start(walk: Walk, take: Take, event: str) -> None:
    walk.open(f"/{event.replace('_', '-')}/start")
    take("before you begin")
    walk.send()
    walk.open("/route")
    take("route before any answer")


def show_questions(walk: Walk, take: Take, *, at_length: bool) -> None:
    for number, asked in enumerate(walk.questions()):
        if at_length:
            take(asked.removeprefix("question/"))
        if at_length and number == FEW:
            walk.open("/route")
            take("route with few answers")
            walk.open(f"/route/{asked}")
    take("no more questions")


def show_steps(walk: Walk, take: Take) -> None:
    """Every step, whether it is theirs or not."""
    walk.open("/route")
    links = walk.page.locator("main a[href^='/route/steps/']")
    for path in dict.fromkeys(links.evaluate_all("all => all.map(one => one.getAttribute('href'))")):
        walk.open(path)
        take(path.removeprefix("/route/steps/"))


def show_what_to_take_along(walk: Walk, take: Take) -> None:
    """Large print, the sheet of the first step, and someone's own words for whoever they meet."""
    walk.open("/route/print-large")
    take("large print")
    walk.open("/route")
    step = walk.page.locator("main a[href^='/route/steps/']").first.get_attribute("href")
    walk.open(f"{step}/take-along")
    take("a sheet to take along")
    walk.open(f"{step}/take-along/introduce")
    take("introduce yourself")
    walk.page.locator("#about").fill("This is all new to me, and I would like to get it right.")
    walk.page.locator("#helps").fill("you write things down for me")
    walk.send()
    take("an introduction")


def open_all(page: Page) -> None:
    page.locator("details").evaluate_all("all => all.forEach(one => one.open = true)")
