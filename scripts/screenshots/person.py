"""An invented person at a browser, who answers what the pages ask."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Locator, Page

from handrail.packs.examples import load_examples
from scripts.say import CannotGoOn
from scripts.screenshots.site import PACK

UNSURE, DECLINED = "unsure", "declined"
MOST_QUESTIONS = 150


@dataclass(frozen=True, slots=True)
class Invented:
    """Who it is, what they know, and what they have done. What they do not know, they say they do not know."""

    says: str
    event: str
    facts: Mapping[str, Any] = field(default_factory=dict)
    done: Mapping[str, date | None] = field(default_factory=dict)


def from_example(identifier: str, today: date) -> Invented:
    """Someone of the pack's own examples, with every day moved by as much as it takes for theirs to be today."""
    found = next((each for each in load_examples(PACK) if each.identifier == identifier), None)
    if found is None:
        raise CannotGoOn(f"The pack has no example '{identifier}' any more. Name another in scripts/screenshots.")
    later = today - found.on
    steps = found.marks.get("steps") or {}
    done = {step: _moved(mark["done_on"], later) for step, mark in steps.items() if "done_on" in mark}
    return Invented(found.person, found.event, _moved(found.facts, later), done)


def _moved(value: Any, later: timedelta) -> Any:
    if isinstance(value, date):
        return value + later
    if isinstance(value, list):
        return [_moved(each, later) for each in value]
    if isinstance(value, Mapping):
        return {name: _moved(each, later) for name, each in value.items()}
    return value


@dataclass(frozen=True, slots=True)
class Walk:
    """One person's way through the site in one window."""

    page: Page
    site: str
    who: Invented

    @property
    def path(self) -> str:
        return urlsplit(self.page.url).path

    def open(self, path: str) -> None:
        self.page.goto(f"{self.site}{path}", wait_until="load")

    def begin(self, event: str = "") -> None:
        self.open(f"/{(event or self.who.event).replace('_', '-')}/start")
        self.send()

    def send(self) -> None:
        """Press the last button of the form, as someone does who has read to the end."""
        self.press(self.page.locator("main form button[type=submit], main form button:not([type])").last)

    def click(self, role: Any, name: str) -> None:
        self.press(self.page.get_by_role(role, name=name, exact=True).last)

    def press(self, button: Locator) -> None:
        with self.page.expect_navigation(wait_until="load"):
            button.click()

    def answer_all(self) -> None:
        for _ in self.questions():
            pass

    def questions(self) -> Iterator[str]:
        """Answer them until they end. Each is named while its page is open and not yet answered."""
        for _ in range(MOST_QUESTIONS):
            asked = self.path.removeprefix("/route/")
            if asked not in ("where-are-you", "when") and not asked.startswith("question/"):
                return
            yield asked
            self.answer(asked)
        raise CannotGoOn(f"The questions of {self.who.event} did not end.")

    def answer(self, asked: str) -> None:
        fact, _, place = asked.removeprefix("question/").replace("-", "_").partition("/")
        if asked == "where-are-you":
            self.tick(self.who.done)
        elif asked == "when":
            self.type_days()
        elif place:
            self.give_item(fact, int(place))
        else:
            self.give(self.who.facts.get(fact, UNSURE))
        self.send()

    def tick(self, done: Collection[str]) -> None:
        for step in done:
            for box in self.page.locator(f"input[name=done][value={step}]").all():
                box.check()

    def type_days(self) -> None:
        for step, day in self.who.done.items():
            if day:
                self.type_date(f"{step}_exact", day)

    def give(self, value: Any, prefix: str = "") -> None:
        """Pick or type one answer on the page that asks for it."""
        if isinstance(value, list):
            told = self.page.locator(".govuk-summary-list__row").count()
            self.pick("none" if not value else "more" if told < len(value) else "all")
        elif isinstance(value, bool):
            self.pick(f"is:{'yes' if value else 'no'}", prefix)
        elif value in (UNSURE, DECLINED):
            self.pick(value, prefix)
        elif self.radio(f"is:{value}", prefix).count():
            self.pick(f"is:{value}", prefix)
        elif isinstance(value, date):
            self.pick("exact", prefix)
            self.type_date(f"{prefix}exact", value)
        elif isinstance(value, Mapping):
            self.pick(UNSURE, prefix)  # what an example knows in part
        else:
            self.pick("exact", prefix)
            self.page.locator(f"#{prefix}exact").fill(str(value))

    def give_item(self, fact: str, place: int) -> None:
        """One item of a list, field by field."""
        items = self.who.facts.get(fact) or []
        item = items[place - 1] if place <= len(items) else {}
        names = self.page.locator("main input[type=radio]").evaluate_all("all => all.map(one => one.name)")
        for field_name in dict.fromkeys(name.removesuffix("_answer") for name in names):
            self.give(item.get(field_name, UNSURE), f"{field_name}_")

    def pick(self, value: str, prefix: str = "") -> None:
        self.radio(value, prefix).check()

    def radio(self, value: str, prefix: str) -> Locator:
        return self.page.locator(f"input[name='{prefix}answer'][value='{value}']")

    def type_date(self, name: str, day: date) -> None:
        for part in ("day", "month", "year"):
            for box in self.page.locator(f"#{name}_{part}").all():
                box.fill(str(getattr(day, part)))

    def change(self, fact: str, value: Any) -> None:
        """Answer one question anew."""
        self.open(f"/route/answers/{fact.replace('_', '-')}")
        self.give(value)
        self.send()

    def return_code(self) -> str:
        self.open("/return")
        return self.page.locator(".govuk-summary-list__value").first.inner_text().strip()

    def come_back(self, code: str) -> None:
        self.page.locator("#code").fill(code)
        self.send()
