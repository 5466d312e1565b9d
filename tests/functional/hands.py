"""Two ways to use a page: with a pointer, or with the keys of the keyboard and nothing else."""

from __future__ import annotations

from typing import Protocol

from playwright.sync_api import ElementHandle, Locator, Page

MOST_TABS = 400

ONLY_KEYS = "addEventListener('pointerdown', () => console.error('a pointer was used'), true)"
"""Put into every page of someone who has only keys: what a pointer presses there is a fault of the test."""

IS_FOCUSED = "element => element === document.activeElement"
IS_FOCUSED_GROUP = "element => document.activeElement.type === 'radio' && document.activeElement.name === element.name"
IS_IN_SIGHT = """() => {
    const here = document.activeElement, label = here.labels?.[0] ?? here
    const way = document.querySelector('.govuk-exit-this-page__button')?.getBoundingClientRect()
    const box = label.getBoundingClientRect()
    const covered = way && box.left < way.right && box.right > way.left && box.top < way.bottom && box.bottom > way.top
    return box.bottom > 0 && box.top < innerHeight && !covered
}"""


class Hands(Protocol):
    """What can be done to one thing on a page."""

    def press(self, thing: Locator) -> None: ...

    def pick(self, radio: Locator) -> None: ...

    def tick(self, box: Locator) -> None: ...

    def type(self, box: Locator, text: str) -> None: ...


class Pointer:
    """A mouse, or a finger."""

    def press(self, thing: Locator) -> None:
        thing.click()

    def pick(self, radio: Locator) -> None:
        radio.check()

    def tick(self, box: Locator) -> None:
        box.check()

    def type(self, box: Locator, text: str) -> None:
        box.fill(text)


class Keys:
    """Tab, Enter, Space and the arrows. Whatever they are on has to be in sight."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, thing: Locator) -> None:
        self._tab_to(thing, IS_FOCUSED)
        self.page.keyboard.press("Enter")

    def pick(self, radio: Locator) -> None:
        wanted = self._tab_to(radio, IS_FOCUSED_GROUP)
        for _ in range(MOST_TABS):
            if wanted.evaluate(IS_FOCUSED):
                self.page.keyboard.press("Space")
                assert wanted.is_checked()
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError("the arrows never reached it")

    def tick(self, box: Locator) -> None:
        wanted = self._tab_to(box, IS_FOCUSED)
        if not wanted.is_checked():
            self.page.keyboard.press("Space")

    def type(self, box: Locator, text: str) -> None:
        self._tab_to(box, IS_FOCUSED)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(text)

    def _tab_to(self, thing: Locator, is_there: str) -> ElementHandle:
        wanted = thing.element_handle()
        for _ in range(MOST_TABS):
            if wanted.evaluate(is_there):
                assert self.page.evaluate(IS_IN_SIGHT), f"the keyboard is on something out of sight: {thing}"
                return wanted
            self.page.keyboard.press("Tab")
        raise AssertionError(f"the keyboard never reached {thing}")
