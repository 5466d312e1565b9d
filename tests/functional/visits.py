"""One person's visit in a browser, and what can be measured of the page they are on."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, ConsoleMessage, Error, Page, Request

AXE = Path(__file__).parent.parent.parent / "node_modules" / "axe-core" / "axe.min.js"
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# What the browser says of a file it no longer wants, because the next page was asked for while this one was loading.
MOVED_ON = "net::ERR_ABORTED"
# The browser itself remarks on every page that answers "not found"; the test that asks for one expects it.
EXPECTED = "Failed to load resource: the server responded with a status of 4"


class Visit:
    """A browser window of one size, and all that went wrong in it. Only whoever `leaves_for` another page may ask for it."""

    def __init__(
        self, browser: Browser, site: str, *, width: int = 1280, height: int = 900,
        javascript: bool = True, forced_colors: bool = False, leaves_for: str = "",
    ) -> None:  # fmt: skip
        self.site, self.leaves_for, self.javascript = site, leaves_for, javascript
        self.browser = browser
        self._copy: Page | None = None
        self.problems: list[str] = []
        self.requests: list[Request] = []
        self.context = browser.new_context(
            base_url=site,
            viewport={"width": width, "height": height},
            java_script_enabled=javascript,
            forced_colors="active" if forced_colors else None,
            locale="en-GB",
        )
        self.context.set_default_timeout(15_000)
        self.page = self.context.new_page()
        self.page.on("request", self._keep_to_our_own_address)
        self.page.on("requestfailed", self._did_not_load)
        self.page.on("console", self._listen)
        self.page.on("pageerror", lambda error: self.problems.append(f"script error: {error}"))

    def open(self, path: str) -> Visit:
        self.requests.clear()
        self.page.goto(path, wait_until="load")
        return self

    def go_back(self) -> None:
        """Press "back" once the page has arrived. While the browser still puts it in place, it knows of nowhere to go back to."""
        self.page.wait_for_load_state("networkidle")
        try:
            self.page.go_back()
        except Error as problem:
            if "Not attached to an active page" not in problem.message:
                raise
            self.page.wait_for_timeout(500)
            self.page.go_back()

    def close(self) -> None:
        self.context.close()
        if self._copy is not None:
            self._copy.context.close()

    def _keep_to_our_own_address(self, request: Request) -> None:
        self.requests.append(request)
        if self.leaves_for == request.url and request.is_navigation_request():
            return
        if urlsplit(request.url).netloc != urlsplit(self.site).netloc:
            self.problems.append(f"asked someone else for {request.url}")

    def _did_not_load(self, request: Request) -> None:
        if request.failure != MOVED_ON:
            self.problems.append(f"did not load: {request.url} ({request.failure})")

    def _listen(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and not message.text.startswith(EXPECTED):
            self.problems.append(f"console {message.type}: {message.text}")

    def accessibility_problems(self) -> list[str]:
        """What axe-core finds on the page as it stands, one line each."""
        if not self.javascript:
            return self._problems_of_a_copy()
        return _axe(self.page)

    def _problems_of_a_copy(self) -> list[str]:
        """axe-core is JavaScript: where there is none, it looks at the same page in a window that runs no script of ours."""
        address, html = self.page.url, self.page.content()
        if self._copy is None:
            context = self.browser.new_context(viewport=self.page.viewport_size, locale="en-GB")
            self._copy = context.new_page()
        without_scripts = {"Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": "script-src 'none'"}
        self._copy.route(address, lambda route: route.fulfill(body=html, headers=without_scripts), times=1)
        self._copy.goto(address, wait_until="load")
        return _axe(self._copy)

    def scrolls_sideways(self) -> bool:
        return bool(self.page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"))

    def cookies(self) -> set[str]:
        """The names of the cookies that this browser keeps, whoever set them."""
        return {cookie.get("name", "") for cookie in self.context.cookies()}

    def bytes_received(self) -> int:
        """What the open page took over the wire, headers and compression included."""
        sizes = [request.sizes() for request in self.requests if request.failure is None]
        return sum(size["responseBodySize"] + size["responseHeadersSize"] for size in sizes)

    def focused(self, attribute: str) -> str | None:
        """An attribute of the element the keyboard is on."""
        value: str | None = self.page.evaluate("name => document.activeElement.getAttribute(name)", attribute)
        return value


def _axe(page: Page) -> list[str]:
    page.wait_for_load_state()  # a page on its way has nothing to look at
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text())
    options = json.dumps({"runOnly": STANDARDS, "resultTypes": ["violations"]})
    found: dict[str, Any] = page.evaluate(f"axe.run(document, {options})")
    return [
        f"{violation['id']}: {violation['help']}: {node['html'][:200]}"
        for violation in found["violations"]
        for node in violation["nodes"]
    ]
