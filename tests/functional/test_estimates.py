"""About how much a step pays, the way people get to it: by a link, without JavaScript, on the narrowest screen, by keyboard."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.estimated_pack import a_worker, write_estimated_pack
from tests.functional.conftest import a_site, visits_to
from tests.functional.visits import Visit

STEP = "/route/steps/claim-home-grant"
LINK, TRY_AGAIN, ANSWER = "Work out roughly how much", "Try again", "Answer this question"
HUNDRED_KB = 100_000

Start = Callable[..., Visit]


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    """Where the worker is found. A socket's address has to be short."""
    made = Path(tempfile.mkdtemp(prefix="hr-"))
    yield made
    shutil.rmtree(made)


@pytest.fixture(scope="module")
def estimating_site(
    folder: Path, tmp_path_factory: pytest.TempPathFactory, environment: dict[str, str]
) -> Iterator[str]:
    """The site for a country in which an outside calculator works a grant out."""
    pack = write_estimated_pack(tmp_path_factory.mktemp("country"))
    var = tmp_path_factory.mktemp("var")
    own = {"HANDRAIL_PACK": str(pack), "HANDRAIL_ENGINES": str(folder), "HANDRAIL_VAR": str(var)}
    with a_site({**environment, **own}) as address:
        yield address


@pytest.fixture
def go(browser: Browser, estimating_site: str) -> Iterator[Start]:
    """Someone at the step of claiming the grant, who has told nothing yet."""
    with visits_to(browser, estimating_site) as visit:

        def start(**how: object) -> Visit:
            here = visit(**how)
            here.open("/moving/start").page.get_by_role("button", name="Begin").click()
            return here.open(STEP)

        yield start


def follow(here: Visit, role: str, name: str) -> None:
    here.page.get_by_role(role, name=name, exact=True).click()  # type: ignore[arg-type]  # a role by its name


def say(here: Visit, answer: str) -> None:
    """Answer the question that would make it more certain."""
    follow(here, "button", ANSWER)
    here.page.get_by_label(answer, exact=True).check()
    follow(here, "button", "Save and work it out")


def says(here: Visit) -> str:
    return here.page.locator(".hr-estimate__says").inner_text()


@pytest.mark.parametrize("javascript", [True, False])
def test_from_the_step_to_an_estimate_that_grows_more_certain(go: Start, folder: Path, javascript: bool):
    here = go(javascript=javascript)

    with a_worker(folder):
        follow(here, "link", LINK)
        say(here, "North")
        say(here, "No")
        wide = says(here)
        follow(here, "button", ANSWER)
        here.page.locator("#exact").fill("10,000")
        follow(here, "button", "Save and work it out")
        narrow = says(here)
    follow(here, "link", "Back to this step")

    assert wide == "Up to about £400 a month"
    assert narrow == "About £300 a month"
    assert here.page.get_by_role("heading", level=1).inner_text() == "Claim the home grant"


def test_trying_again_once_it_is_there(go: Start, folder: Path):
    here = go(javascript=False)
    follow(here, "link", LINK)
    say(here, "North")
    say(here, "No")

    before = here.page.locator(".hr-estimate").inner_text()
    with a_worker(folder):
        follow(here, "button", TRY_AGAIN)
        after = says(here)

    assert "is not switched on" in before
    assert after == "Up to about £400 a month"


@pytest.mark.parametrize("how", [{"width": 1280}, {"width": 320}, {"width": 320, "forced_colors": True}])
def test_in_every_state_it_is_accessible_and_fits(go: Start, folder: Path, how: dict[str, object]):
    here = go(**how)
    wrong: dict[str, object] = {}

    def look(state: str) -> None:
        here.page.locator("details").evaluate_all("all => all.forEach(one => one.open = true)")
        problems = here.accessibility_problems()
        if problems or here.scrolls_sideways() or here.page.get_by_role("heading", level=1).count() != 1:
            wrong[state] = problems or "its shape"

    look("the step")
    follow(here, "link", LINK)
    look("the nation is not known")
    say(here, "North")
    follow(here, "button", ANSWER)
    look("a question for it")
    here.page.get_by_label("No", exact=True).check()
    follow(here, "button", "Save and work it out")
    look("away")
    with a_worker(folder):
        follow(here, "button", TRY_AGAIN)
        look("a range")
        here.open(f"{STEP}/estimate/children")
        here.page.get_by_label("Add a child").check()
        follow(here, "button", "Save and work it out")
        look("one of a list")
        here.open(f"{STEP}/estimate/you.nation").page.get_by_label("South", exact=True).check()
        follow(here, "button", "Save and work it out")
        look("not covered")

    assert wrong == {}


def test_the_keyboard_alone_leads_to_it(go: Start, folder: Path):
    here = go()

    with a_worker(folder):
        press_on(here, LINK)
        here.page.wait_for_url("**/estimate")
        press_on(here, ANSWER)
        here.page.wait_for_url("**/estimate/*")
        for _ in range(20):
            here.page.keyboard.press("Tab")
            if here.focused("name") == "answer":
                break
        here.page.keyboard.press("Space")
        press_on(here, "Save and work it out")
        here.page.wait_for_url("**/estimate")

    assert here.page.get_by_role("heading", level=1).inner_text() == "Roughly how much you could get"


def press_on(here: Visit, wanted: str) -> None:
    """Tab to what is called so, and press Enter."""
    for _ in range(60):
        here.page.keyboard.press("Tab")
        if here.page.evaluate("document.activeElement.textContent.trim()") == wanted:
            here.page.keyboard.press("Enter")
            return
    raise AssertionError(f"the keyboard never reached {wanted}")


def test_its_page_weighs_less_than_a_hundred_kilobytes(go: Start, folder: Path):
    here = go()

    with a_worker(folder):
        here.open(f"{STEP}/estimate")

    assert 1_000 < here.bytes_received() < HUNDRED_KB
