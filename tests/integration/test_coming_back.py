"""A return link becomes a cookie, and from then on the code is in no address."""

from __future__ import annotations

import re
from datetime import timedelta
from http.cookies import Morsel
from typing import Any

import pytest
from django.conf import LazySettings
from django.test import Client
from django.urls import get_resolver
from django.utils import timezone

from handrail.records.models import AnonymousRoute
from handrail.records.return_codes import new_code
from handrail.use_cases.keeping_answers import Kept, begin, erase, open_kept, save
from handrail.use_cases.kept_contents import Answer, Contents

pytestmark = pytest.mark.django_db

TOLD = Contents((Answer("partner.name", "Zebedee-Canary"),), life_events=("buying_a_home",))
FORGOTTEN = '"cache", "storage"'


@pytest.fixture
def kept() -> Kept:
    return begin(on=timezone.localdate(), contents=TOLD)


def follow(client: Client, code: str, **more: Any) -> Any:
    return client.get(f"/return/{code}", **more)


def is_open(client: Client) -> bool:
    return "Your route is open" in client.get("/return").content.decode()


def cookie_of(response: Any, name: str = "handrail_route") -> Morsel[str]:
    return response.cookies[name]


# --- The link --------------------------------------------------------------------------------------------------------


def test_a_link_becomes_a_cookie_and_an_address_without_the_code(client: Client, kept: Kept):
    response = follow(client, kept.secret)

    assert response.status_code == 303
    assert response.headers["Location"] == "/route"
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert cookie_of(response).value == kept.secret
    assert is_open(client)


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites_and_ends_with_the_browser(client: Client, kept: Kept):
    cookie = cookie_of(follow(client, kept.secret))

    assert cookie["httponly"] is True
    assert cookie["samesite"] == "Lax"
    assert cookie["path"] == "/"
    assert cookie["domain"] == cookie["max-age"] == cookie["expires"] == ""


def test_over_https_the_cookie_is_for_this_host_and_this_scheme_only(
    client: Client, kept: Kept, settings: LazySettings
):
    settings.HTTPS = True

    response = client.get(f"/return/{kept.secret}", secure=True)

    assert [name for name in response.cookies if "handrail" in name] == ["__Host-handrail"]
    cookie = cookie_of(response, "__Host-handrail")
    assert cookie["secure"] is True
    assert (cookie["path"], cookie["domain"]) == ("/", "")
    assert "Your route is open" in client.get("/return", secure=True).content.decode()


def test_a_link_followed_over_plain_http_is_sent_on_whole(client: Client, kept: Kept, settings: LazySettings):
    settings.HTTPS = settings.SECURE_SSL_REDIRECT = True

    response = follow(client, kept.secret)

    assert response.headers["Location"] == f"https://testserver/return/{kept.secret}"
    assert not response.cookies


@pytest.mark.parametrize("tail", ["", "/", ".", "%20"])
def test_a_link_copied_with_a_little_too_much_still_works(client: Client, kept: Kept, tail: str):
    assert follow(client, kept.secret + tail).status_code == 303


def test_a_wrong_code_is_not_put_in_the_cookie(client: Client):
    response = client.head(f"/return/{new_code()}")

    assert response.status_code == 404
    assert "handrail_route" not in response.cookies


# --- The form --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("typed", ["{}", " {} ", "http://testserver/return/{}", "https://handrail.example/return/{}/"])
def test_the_code_can_be_typed_or_the_link_pasted(client: Client, kept: Kept, typed: str):
    response = client.post("/return", {"code": typed.format(kept.secret)})

    assert response.status_code == 303
    assert is_open(client)


def test_the_form_is_only_for_those_who_loaded_it(kept: Kept):
    response = Client(enforce_csrf_checks=True).post("/return", {"code": kept.secret})

    assert response.status_code == 403


def test_a_code_after_a_question_mark_opens_nothing(client: Client, kept: Kept):
    response = client.get("/return", {"code": kept.secret})

    assert "handrail_route" not in response.cookies
    assert kept.secret not in response.content.decode()


# --- A wrong code ----------------------------------------------------------------------------------------------------


def without_nonce(response: Any, code: str) -> str:
    """The page as it is for every code."""
    page = response.content.decode().replace(code, "CODE")
    return re.sub(r'nonce="[^"]+"|value="[\w-]{60,}"', "", page)


def test_nobody_can_tell_a_code_that_never_was_from_one_erased_or_out_of_time(client: Client, kept: Kept):
    old = begin(on=timezone.localdate() - timedelta(days=30), contents=TOLD)
    erase(secret=kept.secret)
    codes = [kept.secret, old.secret, new_code()]

    by_link = [follow(client, code) for code in codes]
    by_form = [client.post("/return", {"code": code}) for code in codes]

    for responses in (by_link, by_form):
        assert {response.status_code for response in responses} == {404}
        assert len({without_nonce(response, code) for response, code in zip(responses, codes, strict=True)}) == 1
        assert not any(response.cookies.get("handrail_route") for response in responses)


def test_a_wrong_code_says_what_may_be_the_matter(client: Client):
    page = follow(client, new_code()).content.decode()

    assert "We found no route for this code" in page
    assert "<title>Error: Come back to your route" in page
    assert 'href="#code"' in page


@pytest.mark.parametrize("mistyped", ["link", "-", "ABC", "../../etc/passwd", "<script>alert(1)</script>", "0" * 5000])
def test_a_mistyped_code_says_so_and_can_be_put_right(client: Client, mistyped: str):
    for response in (follow(client, mistyped), client.post("/return", {"code": mistyped})):
        assert response.status_code == 404
        assert "Check the code" in response.content.decode()
        assert "<script>alert" not in response.content.decode()


@pytest.mark.parametrize("right", [True, False])
def test_right_or_wrong_an_address_that_tries_too_many_must_wait(client: Client, settings, kept: Kept, right: bool):
    settings.RETURN_CODE_TRIES, settings.RATE_LIMIT_SECONDS = 3, 10**9
    for _ in range(2):
        follow(client, new_code())
    client.post("/return", {"code": new_code()})

    response = follow(client, kept.secret if right else new_code())

    assert response.status_code == 429
    assert int(response.headers["Retry-After"]) > 0
    assert follow(client, kept.secret, REMOTE_ADDR="192.0.2.9").status_code == 303


# --- While a route is open -------------------------------------------------------------------------------------------


def test_the_page_of_an_open_route_says_how_to_come_back_and_until_when(client: Client, kept: Kept):
    follow(client, kept.secret)

    page = client.get("/return")

    assert page.headers["Cache-Control"] == "no-store"
    assert f"http://testserver/return/{kept.secret}" in page.content.decode()
    assert f"{kept.expires_on.day} {kept.expires_on:%B %Y}" in page.content.decode()


def test_another_route_does_not_push_out_the_one_that_is_open_unasked(client: Client, kept: Kept):
    other = begin(on=timezone.localdate())
    follow(client, kept.secret)

    asked = follow(client, other.secret)
    assert asked.status_code == 200
    assert "Another route is open" in asked.content.decode()
    assert kept.secret in asked.content.decode()
    assert client.cookies["handrail_route"].value == kept.secret

    switched = client.post("/return", {"code": other.secret, "switch": "yes"})
    assert switched.status_code == 303
    assert cookie_of(switched).value == other.secret


def test_opening_the_same_route_again_asks_nothing(client: Client, kept: Kept):
    follow(client, kept.secret)

    assert follow(client, kept.secret).status_code == 303


def test_a_route_that_has_gone_meanwhile_stands_in_nobody_s_way(client: Client, kept: Kept):
    follow(client, kept.secret)
    erase(secret=kept.secret)

    assert "The route that was open here is gone" in client.get("/return").content.decode()
    assert follow(client, begin(on=timezone.localdate()).secret).status_code == 303


# --- Leaving and erasing ---------------------------------------------------------------------------------------------


def test_erasing_is_at_once_and_this_browser_forgets(client: Client, kept: Kept):
    follow(client, kept.secret)

    response = client.post("/erase")

    assert not AnonymousRoute.objects.exists()
    assert (response.status_code, response.headers["Location"]) == (303, "/erased")
    assert response.headers["Clear-Site-Data"] == FORGOTTEN
    assert (cookie_of(response).value, cookie_of(response)["max-age"]) == ("", 0)
    assert "Everything is erased" in client.get("/erased").content.decode()
    assert not is_open(client)


def test_erasing_asks_first_and_a_look_at_the_question_erases_nothing(client: Client, kept: Kept):
    follow(client, kept.secret)

    page = client.get("/erase")

    assert "Erase everything now" in page.content.decode()
    assert "Clear-Site-Data" not in page.headers
    assert is_open(client)


def test_erasing_with_nothing_open_does_no_harm(client: Client, kept: Kept):
    assert "No route is open" in client.get("/erase").content.decode()
    assert client.post("/erase").status_code == 303
    assert open_kept(secret=kept.secret, on=timezone.localdate()) == kept


def test_leaving_forgets_here_and_keeps_the_answers(client: Client, kept: Kept):
    follow(client, kept.secret)

    response = client.post("/leave")

    assert (response.status_code, response.headers["Location"]) == (303, "/left")
    assert response.headers["Clear-Site-Data"] == FORGOTTEN
    assert not is_open(client)
    assert open_kept(secret=kept.secret, on=timezone.localdate()) == kept
    assert "You have left your route" in client.get("/left").content.decode()


def test_over_https_the_cookie_can_be_taken_back(client: Client, kept: Kept, settings: LazySettings):
    settings.HTTPS = True
    client.get(f"/return/{kept.secret}", secure=True)

    cookie = cookie_of(client.post("/leave", secure=True), "__Host-handrail")

    assert (cookie.value, cookie["max-age"], cookie["secure"]) == ("", 0, True)


@pytest.mark.parametrize("path", ["/erase", "/leave"])
def test_another_site_cannot_erase_or_leave_for_a_person(kept: Kept, path: str):
    browser = Client(enforce_csrf_checks=True)
    browser.cookies["handrail_route"] = kept.secret

    assert browser.post(path).status_code == 403
    assert open_kept(secret=kept.secret, on=timezone.localdate()) == kept


def test_a_link_cannot_make_anyone_leave(client: Client, kept: Kept):
    follow(client, kept.secret)

    assert client.get("/leave").status_code == 405
    for page in ("/erased", "/left"):
        response = client.get(page)
        assert "Clear-Site-Data" not in response.headers
        assert not response.cookies
    assert is_open(client)


# --- What can go wrong -----------------------------------------------------------------------------------------------


def test_damaged_answers_are_our_fault_and_can_be_erased(client: Client, kept: Kept):
    client.raise_request_exception = False
    AnonymousRoute.objects.update(ciphertext=b"")

    response = follow(client, kept.secret)

    assert response.status_code == 500
    assert "Sorry, we cannot read your answers" in response.content.decode()


@pytest.mark.urls("tests.integration.kept_urls")
def test_a_change_made_elsewhere_meanwhile_is_not_overwritten_and_the_person_is_told(client: Client, kept: Kept):
    follow(client, kept.secret)

    response = client.post("/saves", {"revision": "0"})

    assert response.status_code == 409
    assert "Your last change was not saved" in response.content.decode()


@pytest.mark.urls("tests.integration.kept_urls")
def test_saving_what_was_erased_meanwhile_brings_nothing_back(client: Client, kept: Kept):
    follow(client, kept.secret)

    response = client.post("/saves", {"erase_first": "yes"})

    assert response.status_code == 410
    assert "This route is gone" in response.content.decode()
    assert cookie_of(response).value == ""
    assert not AnonymousRoute.objects.exists()


def test_every_view_opens_the_newest(client: Client, kept: Kept):
    follow(client, kept.secret)
    save(kept, on=timezone.localdate())

    assert is_open(client)


# --- Addresses -------------------------------------------------------------------------------------------------------


def test_no_address_of_these_pages_has_room_for_anything_about_a_person():
    routes = [str(one.pattern) for part in get_resolver().url_patterns for one in getattr(part, "url_patterns", [part])]

    assert {"return", "return/link", "erase", "leave"} <= set(routes)
    assert not [route for route in routes if route.startswith(("return", "erase", "leave", "left")) and "<" in route]


def test_every_form_of_these_pages_sends_what_it_holds_in_the_body(client: Client, kept: Kept):
    pages: list[Any] = [client.get("/return"), follow(client, new_code())]
    follow(client, kept.secret)
    pages += [client.get("/return"), client.get("/erase"), follow(client, begin(on=timezone.localdate()).secret)]

    forms = [form for page in pages for form in re.findall(r"<form[^>]*>", page.content.decode())]

    assert len(forms) >= 5
    assert all('method="post"' in form for form in forms)
