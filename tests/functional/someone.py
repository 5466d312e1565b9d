"""An invented person at a browser, in words that someone who makes policy can read.

They find their way by what stands on the page: they open the start of the site, and from there follow links and press buttons.
Every page they come to is looked at with axe-core, in the state in which they see it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Locator, Page

from tests.functional.hands import ONLY_KEYS, Hands, Keys, Pointer
from tests.functional.visits import Visit

UNSURE, DECLINED = "I don’t know", "I’d rather not say"
AS_BEFORE = "as I said before"
NOBODY = "nobody"
MOST_QUESTIONS = 60
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
A_DAY = re.compile(r"(\d{1,2}) (\w+) (\d{4})")
A_MONTH = re.compile(rf"({'|'.join(MONTHS)}) (\d{{4}})")
A_NUMBER = re.compile(r"£?[\d,]+(\.\d\d)?")

Member = Mapping[str, str]
Answer = str | Sequence[Member]
"""In words, as it stands beside the button; or a day, a month, a number; or for a list its members, each by their questions."""


@dataclass(frozen=True, slots=True)
class StepSeen:
    """A step as the route tells of it."""

    place: str
    says: str


class Someone:
    """What they do, and what they see."""

    def __init__(self, start: Callable[..., Visit], today: Path, *, keys_only: bool, **how: object) -> None:
        self._start, self._today, self._keys_only, self._how = start, today, keys_only, how
        self._sit_down()

    def _sit_down(self) -> None:
        """At a device that knows nothing of them."""
        self.here = self._start(**self._how)
        self.page: Page = self.here.page
        self.hands: Hands = Keys(self.page) if self._keys_only else Pointer()
        if self._keys_only:
            self.page.add_init_script(ONLY_KEYS)

    # -- Given ---------------------------------------------------------------------------------------------------------

    def it_is(self, day: str) -> None:
        """From now on the site takes it to be this day: `23 November 2026`."""
        self._today.write_text(_date(day).isoformat())

    def begins(self, *events: str) -> None:
        """From the start of the site, one life event after another. What comes a second time is `another`."""
        self.here.open("/")
        self._arrived()
        for number, event in enumerate(events):
            if number:
                self.follows("Handrail")
            again = event.startswith("another: ")
            self.follows(event.removeprefix("another: "))
            self.presses(self.page.locator("main form button").last if again else "Begin")

    # -- When ----------------------------------------------------------------------------------------------------------

    def answers(self, given: Mapping[str, Answer], *, done: Sequence[str] = ()) -> None:
        """Answer what is asked until all of this is told. To what they have no answer for, they do not know one.

        `done` is what they have done already, which is asked once.
        """
        left = dict(given)
        for _ in range(MOST_QUESTIONS):
            if not left:
                return
            if self.path.endswith("/where-are-you"):
                for step in done:
                    self.hands.tick(self.page.get_by_label(step, exact=True))
                self.presses("Continue")
            elif "/route/question/" in self.path or self.path.endswith("/when"):
                self._answer(left.pop(self.title, UNSURE))
            else:
                break
        assert not left, f"nobody asked: {', '.join(left)}"

    def answers_now(self, answer: Answer) -> None:
        """The one question that is open."""
        self._answer(answer)

    def changes(self, question: str, answer: Answer) -> None:
        """From their answers; it counts once they have seen what it does, and press."""
        self.goes_to("Your answers")
        row = self.page.locator(".govuk-summary-list__row").filter(has_text=question).first
        self._go(row.locator("a", has_text="Change"))
        self._answer(answer, button="See what changes")

    def follows(self, link: str, *, within: str = "body") -> None:
        self._go(self.page.locator(within).get_by_role("link", name=link, exact=True).first)

    def goes_to(self, place: str) -> None:
        """One of the places of an open route. On a phone they are behind a button."""
        link = self.page.locator(".hr-nav").get_by_role("link", name=place, exact=True)
        if not link.is_visible():
            self.hands.press(self.page.locator(".hr-nav").get_by_role("button", name="Menu"))
        self._go(link)

    def presses(self, button: str | Locator) -> None:
        named = self.page.get_by_role("button", name=button, exact=True).last if isinstance(button, str) else button
        self._go(named)

    def opens(self, title: str) -> None:
        """What is folded together on the page, by what stands on it."""
        self.hands.press(self.page.locator("summary", has_text=title).first)

    def looks_at_the_route(self) -> None:
        self.goes_to("Your route")

    def wants_to_know_first(self, question: str) -> None:
        """From the route. The next questions are those that it hangs on."""
        asked = self.page.locator(".hr-goal").filter(has_text=question).first
        button = asked.locator("button", has_text="Make this certain first")
        self._unfold(button)
        self._go(button)

    def tells_more_for(self, step: str, what: str, answer: Answer) -> None:
        """From what the route says that a step hangs on, to the question and back to what it changed."""
        self.looks_at_the_route()
        told = self.page.locator(".hr-step, .hr-deadline").filter(has=self.page.locator(f'a:text-is("{step}")'))
        link = told.locator(f'a:text-is("{what}")').first
        self._unfold(link)
        self._go(link)
        self._answer(answer, button="Save and see what changes")

    def opens_step(self, title: str) -> None:
        """From the route. A step that is folded away is unfolded first."""
        if self.path != "/route":
            self.looks_at_the_route()
        link = self.page.locator(".hr-step__title a, #not-needed a").get_by_text(title, exact=True).first
        self._unfold(link)
        self._go(link)

    def marks_as_done(self, step: str, on: str = "") -> None:
        self.opens_step(step)
        if on:
            self._type_day("exact", _date(on))
        self.presses("Mark as done")

    def leaves_out(self, step: str) -> None:
        """Where it costs something, that is shown first, and this person means it."""
        self.opens_step(step)
        self.presses("Leave this step out")

    def chooses(self, step: str, way: str) -> None:
        """One of the ways to do a step."""
        self.opens_step(step)
        self.hands.pick(self.page.get_by_label(way, exact=True))
        self.presses("Save my choice")

    def notes_the_code(self) -> str:
        self.goes_to("Come back later")
        return self.page.locator(".govuk-summary-list__value").first.inner_text().strip()

    def comes_back_on_another_device(self, code: str) -> None:
        self._sit_down()
        self.here.open("/")
        self._arrived()
        self.follows("Come back with your code")
        self.hands.type(self.page.get_by_label("Your return code"), code)
        self.presses("Open my route")

    # -- Then ----------------------------------------------------------------------------------------------------------

    @property
    def path(self) -> str:
        return urlsplit(self.page.url).path

    @property
    def title(self) -> str:
        return self.page.get_by_role("heading", level=1).inner_text().strip()

    def step(self, title: str) -> StepSeen:
        """A step as the route tells of it, wherever on the route it stands."""
        assert self.path == "/route", f"the route is not open, but {self.path}"
        lines = self.page.locator(".hr-step").filter(has=self.page.locator(f'.hr-step__title a:text-is("{title}")'))
        if lines.count():
            look = (lines.first.get_attribute("class") or "").split()[1].removeprefix("hr-step--")
            return StepSeen(look, _plain(lines.first.text_content()))
        not_needed = self.page.locator("#not-needed li").filter(has=self.page.locator(f'a:text-is("{title}")'))
        return (
            StepSeen("not needed", _plain(not_needed.first.text_content())) if not_needed.count() else StepSeen("", "")
        )

    def must(self, step: str, *says: str) -> None:
        """It is surely to do, and the route says this of it."""
        seen = self.step(step)
        assert seen.place in ("now", "next", "later"), (step, seen)
        assert [each for each in says if each not in seen.says] == [], (step, seen)

    def may_have_to(self, step: str, *says: str) -> None:
        """It cannot be told yet whether it is theirs."""
        seen = self.step(step)
        assert seen.place == "maybe", (step, seen)
        assert [each for each in says if each not in seen.says] == [], (step, seen)

    def need_not(self, *steps: str) -> None:
        """Each is known to the site, and is not theirs."""
        for step in steps:
            assert self.step(step).place == "not needed", (step, self.step(step))

    def has_done(self, step: str, *says: str) -> None:
        seen = self.step(step)
        assert seen.place == "done", (step, seen)
        assert [each for each in says if each not in seen.says] == [], (step, seen)

    def is_told(self, question: str, says: str) -> None:
        """The answer to something they came to know."""
        asked = self.page.locator(".hr-headline__answer, .hr-goal").filter(has_text=question).first
        answered = asked.locator(".hr-headline__says, .hr-goal__says")
        assert _plain(answered.text_content()) == says, (question, answered.text_content())

    def reads(self, *words: str) -> None:
        """These words stand on the page, each where it can be seen."""
        seen = _plain(self.page.get_by_role("main").inner_text())
        assert [each for each in words if each not in seen] == [], seen

    def does_not_read(self, *words: str) -> None:
        seen = _plain(self.page.get_by_role("main").text_content())
        assert [each for each in words if each in seen] == []

    # -- how it is done --------------------------------------------------------------------------------------------------

    def _answer(self, answer: Answer, button: str = "Continue") -> None:
        if not isinstance(answer, str):
            return self._tell_members(answer)
        if answer == AS_BEFORE:
            return self.presses(self.page.locator(".hr-said-before").first)
        if self.path.endswith("/when"):
            return self.presses("Continue")
        self._fill("", answer)
        return self.presses(button)

    def _fill(self, prefix: str, answer: str) -> None:
        """One answer, among the fields whose names begin so."""
        if day := A_DAY.fullmatch(answer):
            self._pick_value(f"{prefix}answer", "exact")
            self._type_day(f"{prefix}exact", _date(day[0]))
        elif month := A_MONTH.fullmatch(answer):
            self._pick_value(f"{prefix}answer", "month")
            self.hands.type(self.page.locator(f"#{prefix}month_month"), str(MONTHS.index(month[1]) + 1))
            self.hands.type(self.page.locator(f"#{prefix}month_year"), month[2])
        elif A_NUMBER.fullmatch(answer):
            self._pick_value(f"{prefix}answer", "exact")
            self.hands.type(self.page.locator(f"#{prefix}exact"), answer.removeprefix("£"))
        else:
            group = self.page.locator("fieldset").filter(has=self.page.locator(f'input[name="{prefix}answer"]')).last
            self.hands.pick(group.get_by_label(answer, exact=True))

    def _tell_members(self, members: Sequence[Member]) -> None:
        """A list: one after another, and then that these are all."""
        if not members:
            self._pick_value("answer", "none")
            return self.presses("Continue")
        for member in members:
            self._pick_value("answer", "more")
            self.presses("Continue")
            for question, answer in member.items():
                group = self.page.locator("fieldset").filter(has_text=question).last
                name = group.locator("input[type=radio]").first.get_attribute("name") or ""
                self._fill(name.removesuffix("answer"), answer)
            self.presses("Save")
        self._pick_value("answer", "all")
        return self.presses("Continue")

    def _pick_value(self, name: str, value: str) -> None:
        radio = self.page.locator(f'input[name="{name}"][value="{value}"]')
        if not radio.is_checked():
            self.hands.pick(radio)

    def _type_day(self, name: str, day: date) -> None:
        for part in ("day", "month", "year"):
            self.hands.type(self.page.locator(f"#{name}_{part}"), str(getattr(day, part)))

    def _unfold(self, thing: Locator) -> None:
        """Open what it is folded into."""
        for folded in thing.locator("xpath=ancestor::details[not(@open)]").all():
            self.hands.press(folded.locator("> summary"))

    def _go(self, thing: Locator) -> None:
        with self.page.expect_navigation(wait_until="load"):
            self.hands.press(thing)
        self._arrived()

    def _arrived(self) -> None:
        """Every page in every state is one that everyone can use."""
        assert self.here.accessibility_problems() == [], f"{self.path}: {self.title}"
        assert not self.here.scrolls_sideways(), self.path


def _date(day: str) -> date:
    found = A_DAY.fullmatch(day)
    assert found, f"'{day}' is no day"
    return date(int(found[3]), MONTHS.index(found[2]) + 1, int(found[1]))


def _plain(words: str | None) -> str:
    return re.sub(r"\s+", " ", words or "").strip()
