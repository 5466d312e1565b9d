"""What can become of a route: problems, changes, choices, contradictions, coming back, and an end."""

from __future__ import annotations

from datetime import date, timedelta

from scripts.screenshots.person import DECLINED, UNSURE, Walk
from scripts.screenshots.tour import Take, Tour

A_CHOICE = "/route/steps/get-a-survey"
MOST_STEPS = 80
LONG_AGO = date(2019, 6, 3)
"""Before the law that the pack holds, and before anything else that was told."""


def changing(tour: Tour) -> None:
    """Two who sell and buy on one day: what they type wrong, change, choose and leave out."""
    with tour.walk("Changing a route", tour.example("ben_and_chloe")) as (walk, take):
        walk.begin()
        walk.send()
        take("error: nothing picked")
        for asked in walk.questions():
            type_it_wrong(walk, take, asked)
        change_answers(walk, take)
        choose_and_leave_out(walk, take)
        contradict(walk, take)


def type_it_wrong(walk: Walk, take: Take, asked: str) -> None:
    """Before the right answer is given."""
    page = walk.page
    if asked == "question/purchase.price":
        page.locator("#exact").fill("lots")
        walk.send()
        take("error: not an amount")
        walk.pick("between")
        walk.send()
        take("error: no range")
        page.locator("#between_low").fill("450,000")
        page.locator("#between_high").fill("400,000")
        walk.send()
        take("error: a range that ends before it begins")
    elif asked == "question/purchase.completion-date":
        walk.pick("month")
        page.locator("#month_month").fill("Smarch")
        walk.send()
        take("error: not a month")
        walk.pick("between")
        take("a date between two days")
    elif asked == "when":
        page.locator("main input[type=text]").first.fill("41")
        walk.send()
        take("error: not a day")
    else:
        return
    walk.open(f"/route/{asked}")


def change_answers(walk: Walk, take: Take) -> None:
    walk.open("/route/answers/purchase.price")
    take("change an answer")
    for value, state in (
        (520_000, "what changed"), (UNSURE, "what changed: not known any more"),
        (DECLINED, "what changed: would rather not say"), (425_000, "what changed: back again"),
    ):  # fmt: skip
        walk.change("purchase.price", value)
        take(state)
    walk.open("/route/answers")
    take("answers")


def choose_and_leave_out(walk: Walk, take: Take) -> None:
    walk.open("/route/steps/instruct-a-conveyancer")
    take("a step that is done")
    walk.open(A_CHOICE)
    take("a choice")
    walk.page.locator("input[name=alternative]").first.check()
    walk.click("button", "Save my choice")
    take("a choice made")
    walk.page.locator("#exact_day").fill("41")
    walk.click("button", "Mark as done")
    take("error: done on no day")
    walk.open(A_CHOICE)
    walk.click("button", "Leave this step out")
    take("what leaving a step out would cost")
    confirm(walk)
    take("what changed: a step left out")
    walk.open(A_CHOICE)
    take("a step left out")
    walk.open("/route")
    take("route with a step left out")


def confirm(walk: Walk) -> None:
    """Where leaving a step out costs something, that is shown first."""
    if walk.page.get_by_role("button", name="Leave it out").count():
        walk.click("button", "Leave it out")


def contradict(walk: Walk, take: Take) -> None:
    walk.change("purchase.completion_date", LONG_AGO)
    take("answers contradict each other")
    walk.open("/route/answers")
    take("answers that contradict each other")
    walk.open("/route/answers/purchase.completion-date")
    take("a question while answers contradict each other")


def coming_back(tour: Tour) -> None:
    """Leaving, coming back with the code, two routes on one device, and erasing."""
    who = tour.example("amira_in_leeds")
    with tour.walk("Coming back", who) as (walk, take):
        walk.begin()
        code = walk.return_code()
        take("code and link")
        walk.click("button", "Leave on this device")
        take("left")
        walk.begin("renting_a_home")
        walk.open(f"/return/{code}")
        take("another route is open")
        walk.click("button", "Open the new route")
        take("back")
        with tour.walk("Elsewhere", who) as (elsewhere, _):
            elsewhere.open(f"/return/{code}")
            elsewhere.open("/erase")
            elsewhere.send()
        walk.open("/route")
        take("erased elsewhere")
        walk.open("/return")
        take("come back when it was erased elsewhere")
        walk.come_back(code)
        take("come back when it is out of time")
        walk.begin()
        walk.open("/erase")
        take("erase?")
        walk.send()
        take("erased")


def later_release(tour: Tour, later_site: str) -> None:
    """Someone comes back, and a question has changed since."""
    with tour.walk("A question has changed since", tour.example("amira_in_leeds")) as (walk, take):
        walk.begin()
        walk.answer_all()
        code = walk.return_code()
        # A browser keeps cookies by host, and both sites are on this machine.
        walk.page.context.clear_cookies()
        later = Walk(walk.page, later_site, walk.who)
        later.open("/return")
        later.come_back(code)
        take("back")
        later.open("/route/answers")
        take("answers")


def two_life_events(tour: Tour) -> None:
    with tour.walk("Two life events", tour.example("held_pregnant_with_a_job")) as (walk, take):
        walk.begin()
        walk.answer_all()
        walk.open("/losing-a-job/start")
        take("a second life event, before you begin")
        walk.send()
        walk.answer_all()
        walk.open("/route")
        take("route")
        walk.open("/route/several")
        take("who to tell, and dates that meet")
        walk.open("/route/one-away")
        take("what one more answer could settle")
        walk.open("/route/months")
        take("months")
        walk.open("/route/dates/feed")
        take("calendar feed, off")
        walk.click("button", "Switch it on")
        take("calendar feed, on")
        walk.open("/someone-has-died/start")
        walk.send()
        walk.open("/route/dates/feed")
        take("calendar feed, not offered")
        walk.open("/")
        take("start with a route open")
        walk.open("/help")
        take("help with a route open")


def late(tour: Tour) -> None:
    """Someone whose days have all gone by."""
    who = tour.example("amira_in_leeds")
    with tour.walk("Everything is late", who) as (walk, take):
        walk.begin()
        walk.answer_all()
        walk.change("purchase.contract_date", tour.today - timedelta(days=90))
        walk.change("purchase.completion_date", tour.today - timedelta(days=60))
        walk.open("/route")
        take("route")
        walk.open("/route/steps/file-the-tax-return")
        take("a step that is late")
        walk.open("/route/dates")
        take("dates")
        walk.change("purchase.contract_date", UNSURE)
        walk.change("purchase.completion_date", LONG_AGO)
        walk.open("/route")
        take("we cannot work this out")


def all_done(tour: Tour) -> None:
    with tour.walk("Everything is done", tour.example("ends_northern_ireland")) as (walk, take):
        walk.begin()
        walk.answer_all()
        walk.open("/route/where-are-you")
        for box in walk.page.locator("input[name=done]").all():
            box.check()
        walk.send()
        while walk.path == "/route/when":
            walk.send()
        for path, state in (("/route", "route"), ("/route/print", "print"), ("/route/dates", "dates")):
            walk.open(path)
            take(state)


def nothing_left(tour: Tour) -> None:
    """Someone who leaves out every step, one by one."""
    with tour.walk("Nothing is left", tour.example("ends_not_personal_independence_payment")) as (walk, take):
        walk.begin()
        walk.answer_all()
        for _ in range(MOST_STEPS):
            walk.open("/route")
            steps = walk.page.locator(".hr-step:not(.hr-step--skipped, .hr-step--done) .hr-step__title a")
            if not steps.count():
                break
            walk.open(steps.first.get_attribute("href") or "")
            walk.click("button", "Leave this step out")
            confirm(walk)
        for path, state in (("/route", "route"), ("/route/print", "print"), ("/route/dates", "dates")):
            walk.open(path)
            take(state)


def estimates(tour: Tour, is_on: bool) -> None:
    name = "Estimates" if is_on else "The engine is away"
    with tour.walk(name, tour.example("job_route_england")) as (walk, take):
        walk.begin()
        walk.open("/route/steps/claim-universal-credit/estimate")
        take("nothing is known")
        walk.open("/route/question")
        walk.answer_all()
        walk.open("/route/steps/claim-universal-credit/estimate")
        take("much is known")
        for _ in range(12):
            more = walk.page.get_by_role("button", name="Answer this question")
            if not more.count():
                break
            walk.press(more)
            take("a question for an estimate")
            walk.give(walk.who.facts.get(walk.path.rpartition("/")[2].replace("-", "_"), UNSURE))
            walk.send()
        take("after more questions")
