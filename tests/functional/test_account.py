"""The pages of an account, from asking for a code to erasing it all, as people see them."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser

from handrail.use_cases import ways_in
from tests.functional.conftest import visits_to
from tests.functional.visits import Visit

BEGIN = """
import json, sys, django; django.setup()
from django.utils import timezone
from handrail.records.return_codes import new_code
from handrail.use_cases import signing_in, ways_in
at = timezone.localtime()
def proven(email):
    attempt = signing_in.begin(email=email, at=at)
    return signing_in.prove_address(token=attempt.token, typed=attempt.code, at=at)
def code(attempt):
    return ways_in.code_at(attempt.app_secret, int(at.timestamp()) // ways_in.STEP_SECONDS)
email = f"{new_code().lower()}@example.org"
begun = proven(email)
token, _ = signing_in.make_account(token=begun.token, typed=code(begun), device="Firefox on Windows", at=at)
print(json.dumps({"account": token, "new": proven("other-" + email).token, "second": proven(email).token, "in": proven(email).token, "secret": begun.app_secret}))
"""
Start = Callable[..., Visit]
SIGNED_IN = ["/account", "/account/who-looked", "/account/devices", "/account/recovery-codes", "/account/erase"]
WIDTHS = [1280, 320]


@pytest.fixture(scope="session")
def tokens(environment: dict[str, str], site: str) -> dict[str, str]:
    """Someone with an account, someone about to make one, and someone about to show the second sign."""
    ran = subprocess.run([sys.executable, "-c", BEGIN], env=environment, check=True, capture_output=True, text=True)
    found: dict[str, str] = json.loads(ran.stdout)
    return found


def with_cookie(visit: Visit, name: str, value: str) -> Visit:
    visit.context.add_cookies([{"name": name, "value": value, "url": visit.site}])
    return visit


def looks_right(here: Visit, path: str) -> None:
    here.open(path)
    assert here.page.get_by_role("heading", level=1).count() == 1, path
    assert here.accessibility_problems() == [], path
    assert not here.scrolls_sideways(), path
    assert 1_000 < here.bytes_received() < 100_000, path


@pytest.mark.parametrize("width", WIDTHS)
def test_the_pages_of_someone_who_is_signed_in(visit: Start, tokens: dict[str, str], width: int):
    here = with_cookie(visit(width=width), "handrail_account", tokens["account"])

    for path in SIGNED_IN:
        looks_right(here, path)
        assert here.page.url.endswith(path)


@pytest.mark.parametrize("width", WIDTHS)
def test_the_pages_of_someone_who_is_signing_in(visit: Start, tokens: dict[str, str], width: int):
    for path, attempt in {"/account/new": "new", "/account/second": "second"}.items():
        here = with_cookie(visit(width=width), "handrail_attempt", tokens[attempt])
        looks_right(here, path)


def test_asking_for_a_code_works_without_javascript(visit: Start):
    here = visit(javascript=False, width=320).open("/account/sign-in")
    here.page.get_by_label("Your e-mail address").fill("someone@example.org")
    here.page.get_by_role("button", name="Send me a code").click()

    here.page.get_by_label("Code").fill("AAAA-AAAA")
    here.page.get_by_role("button", name="Go on").click()

    assert "This is not the code" in here.page.get_by_role("alert").inner_text()
    assert here.page.title().startswith("Error: ")


def test_a_code_from_the_app_lets_someone_in_without_javascript(visit: Start, tokens: dict[str, str]):
    here = with_cookie(visit(javascript=False, width=320), "handrail_attempt", tokens["in"]).open("/account/second")
    step = int(time.time()) // ways_in.STEP_SECONDS

    here.page.get_by_label("Code").fill(ways_in.code_at(tokens["secret"], step + 1))
    here.page.get_by_role("button", name="Sign in").click()

    assert here.page.get_by_role("heading", level=1).inner_text() == "Your account"
    assert not here.scrolls_sideways()
    here.page.get_by_role("link", name="Who has looked").click()
    assert (
        "Someone signing in as you looked at how you sign in, to sign in." in here.page.get_by_role("main").inner_text()
    )


@pytest.fixture
def by_name(browser: Browser, site: str) -> Iterator[Start]:
    """Visits by the name of the machine: browsers bind a passkey to a name, never to a number."""
    with visits_to(browser, site.replace("127.0.0.1", "localhost")) as start:
        yield start


def test_a_passkey_is_added_and_signs_in_on_its_own(by_name: Start, tokens: dict[str, str]):
    here = with_cookie(by_name(width=320), "handrail_account", tokens["account"])
    devtools = here.context.new_cdp_session(here.page)
    devtools.send("WebAuthn.enable")
    internal = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    quiet = {"isUserVerified": True, "automaticPresenceSimulation": True}
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": {**internal, **quiet}})
    looks_right(here, "/account/passkeys")
    here.page.get_by_role("button", name="Add a passkey").click()
    here.page.get_by_role("term").filter(has_text="Made with Chrome").wait_for()
    assert here.accessibility_problems() == []

    here.open("/account").page.get_by_role("button", name="Sign out").click()
    here.open("/account/sign-in").page.get_by_role("button", name="Use a passkey instead").click()
    here.page.get_by_role("button", name="Ask my device").wait_for()
    assert here.accessibility_problems() == []
    here.page.get_by_role("button", name="Ask my device").click()

    here.page.get_by_role("heading", name="Your account").wait_for()
    assert not here.scrolls_sideways()
