"""The calendar that keeps itself up to date: days behind a secret address, and nothing that says what they are."""

from __future__ import annotations

import logging
import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from icalendar import Calendar

from handrail.packs.installed import installed_pack
from handrail.records.models import Beside
from handrail.use_cases import feeding, keeping_answers
from tests.integration.forms import change, hidden_in
from tests.integration.test_guide import FIRST_HOME, NEEDS, answer, answer_all, begin

pytestmark = pytest.mark.django_db
ADDRESS = re.compile(r"http://testserver(/calendar/[0-9A-Z-]+\.ics)")


@pytest.fixture(autouse=True)
def no_one_is_slowed_down(settings: Any) -> None:
    cache.clear()
    settings.RATE_LIMIT = 1_000_000


@pytest.fixture
def first_home(client: Client) -> Client:
    return answer_all(begin(client), NEEDS, FIRST_HOME)


def address_on(client: Client) -> str:
    """The address that the page shows; nothing while the feed is off."""
    found = ADDRESS.search(client.get("/route/dates/feed").content.decode())
    return found[1] if found else ""


def switched_on(client: Client) -> str:
    assert client.post("/route/dates/feed/on").status_code == 303
    return address_on(client)


def events(address: str) -> dict[str, Any]:
    """What a calendar that knows only the address is given, by name."""
    response = Client().get(address)
    assert response.status_code == 200
    return {str(each["uid"]): each for each in Calendar.from_ical(response.content).walk("VEVENT")}


def days(address: str) -> list[date]:
    return sorted(each["dtstart"].dt for each in events(address).values() if each["status"] == "CONFIRMED")


def move_completion(client: Client, day: int) -> None:
    answered = {**NEEDS["purchase.completion-date"], "exact_day": str(day)}
    assert change(client, "purchase.completion-date", **answered).status_code == 200


def test_it_is_off_until_the_person_switches_it_on(first_home: Client):
    page = first_home.get("/route/dates/feed").content.decode()

    assert address_on(first_home) == ""
    assert "Switch it on" in page
    assert "Google, Apple or Microsoft" in page
    assert first_home.get("/route/dates/feed/on").status_code == 405
    assert 'href="/route/dates/feed"' in first_home.get("/route/dates").content.decode()


def test_the_days_are_those_of_the_route_and_no_word_says_what_they_are(first_home: Client):
    spring = timezone.localdate().year + 1

    address = switched_on(first_home)
    given = Client().get(address).content.decode()

    # Completion on 12 March; the return is due 14 days after, in England.
    assert {date(spring, 3, 12), date(spring, 3, 26)} <= set(days(address))
    words = {
        line.partition(":")[2]
        for line in given.replace("\r\n ", "").splitlines()
        if re.match("SUMMARY|DESC|X-WR", line)
    }
    assert words <= {
        "Handrail",
        "Handrail: a date on your route",
        "Open your own route to see what this is.",
        "Open your own route to see what this is. This day may change.",
    }
    titles = [page.title for page in installed_pack().events.pages.values()]
    assert [title for title in titles if title.lower() in given.lower()] == []
    told = re.sub(r"(?m)^UID:.*$", "", given.replace("\r\n ", ""))  # chance may write anything there
    assert not re.search(r"£|home|tax|england|280", told, re.IGNORECASE)


def test_no_name_in_it_can_be_worked_out_from_a_step(client: Client):
    """The same step of two people, and of one person's next feed, has names that have nothing in common."""
    seen: list[set[str]] = []
    for someone in (Client(), Client()):
        answer_all(begin(someone), NEEDS, FIRST_HOME)
        seen.append(set(events(switched_on(someone))))
    someone.post("/route/dates/feed/off")
    seen.append(set(events(switched_on(someone))))

    assert all(len(each) == len(seen[0]) > 2 for each in seen)
    assert len(set.union(*seen)) == sum(map(len, seen))


def test_it_follows_the_route_under_the_same_names(first_home: Client):
    spring = timezone.localdate().year + 1
    address = switched_on(first_home)
    before = events(address)

    move_completion(first_home, 19)

    after = events(address)
    assert date(spring, 4, 2) in days(address)
    assert date(spring, 3, 26) not in days(address)
    assert before.keys() <= after.keys()
    [filed] = [uid for uid, each in before.items() if each["dtstart"].dt == date(spring, 3, 26)]
    assert (int(before[filed]["sequence"]), int(after[filed]["sequence"])) == (0, 1)
    stayed = [uid for uid in before if before[uid]["dtstart"].dt == after[uid]["dtstart"].dt]
    assert all(int(after[uid]["sequence"]) == 0 for uid in stayed if after[uid]["status"] == "CONFIRMED")


def test_what_is_done_is_called_off_and_comes_back_when_it_is_not(first_home: Client):
    address = switched_on(first_home)
    spring = timezone.localdate().year + 1
    [filed] = [uid for uid, each in events(address).items() if each["dtstart"].dt == date(spring, 3, 26)]

    asked = first_home.post("/route/steps/file-the-tax-return/mark", {"mark": "skip"})
    first_home.post("/route/steps/file-the-tax-return/mark", {"mark": "skip", **hidden_in(asked)})
    skipped = events(address)[filed]
    first_home.post("/route/steps/file-the-tax-return/mark", {"mark": "undo"})
    again = events(address)[filed]

    assert (str(skipped["status"]), int(skipped["sequence"])) == ("CANCELLED", 1)
    assert (str(again["status"]), int(again["sequence"])) == ("CONFIRMED", 2)


def test_looking_again_changes_nothing_in_it(first_home: Client):
    address = switched_on(first_home)
    before = Client().get(address).content

    for path in ("/route", "/route/dates/feed", "/route/months"):
        first_home.get(path)
    first_home.post("/route/dates/feed/on")

    assert Client().get(address).content == before
    assert address_on(first_home) == address


def test_switched_off_it_is_gone_at_once_and_the_next_has_another_address(first_home: Client):
    address = switched_on(first_home)

    first_home.post("/route/dates/feed/off")

    assert Client().get(address).status_code == 404
    assert address_on(first_home) == ""
    assert switched_on(first_home) != address


def test_it_is_gone_when_the_route_is_erased(first_home: Client):
    address = switched_on(first_home)

    first_home.post("/erase")

    assert Client().get(address).status_code == 404
    assert Beside.objects.count() == 0


def test_it_is_gone_when_the_time_of_the_route_runs_out(first_home: Client):
    address = switched_on(first_home)
    secret = address.removeprefix("/calendar/").removesuffix(".ics")
    last = timezone.localdate() + timedelta(days=29)

    assert feeding.read_feed(secret=secret, on=last) is not None
    assert feeding.read_feed(secret=secret, on=last + timedelta(days=1)) is None
    keeping_answers.erase_expired(on=last + timedelta(days=1))
    assert Beside.objects.count() == 0


def test_its_secret_opens_no_answers_and_the_code_of_the_route_no_days(first_home: Client):
    address, code = switched_on(first_home), first_home.cookies["handrail_route"].value
    secret = address.removeprefix("/calendar/").removesuffix(".ics")

    assert secret != code
    assert Client().get(f"/return/{secret}").status_code == 404
    assert keeping_answers.open_kept(secret=secret, on=timezone.localdate()) is None
    assert Client().get(f"/calendar/{code}.ics").status_code == 404


def test_nothing_that_is_stored_shows_a_secret_or_whose_it_is(first_home: Client):
    secret = switched_on(first_home).removeprefix("/calendar/").removesuffix(".ics")

    stored = repr([[bytes(v) if isinstance(v, memoryview) else v for v in row] for row in Beside.objects.values_list()])

    assert secret not in stored
    assert secret.replace("-", "").lower() not in stored.lower()
    assert first_home.cookies["handrail_route"].value not in stored


# --- Never where there is a bereavement or a danger --------------------------------------------------------------------


def frightened(client: Client) -> None:
    client.post("/renting-a-home/start")
    answer(client, "tenancy.someone-frightens-you", answer="is:yes")


def bereaved(client: Client) -> None:
    client.post("/someone-has-died/start")


def lost_a_baby(client: Client) -> None:
    client.post("/having-a-baby/start")
    answer(client, "birth.stage", answer="is:stillborn")


def would_rather_not_say(client: Client) -> None:
    client.post("/renting-a-home/start")
    answer(client, "tenancy.someone-frightens-you", answer="declined")


@pytest.mark.parametrize("tell", [frightened, bereaved, lost_a_baby, would_rather_not_say])
def test_it_is_never_offered_there_and_refused_with_words(client: Client, tell: Any):
    tell(client)

    page = client.get("/route/dates/feed").content.decode()
    refused = client.post("/route/dates/feed/on")

    assert "We do not offer this for your route" in page
    assert "/route/dates/feed/on" not in page
    assert 'href="/route/dates/feed"' not in client.get("/route/dates").content.decode()
    assert refused.status_code == 403
    assert "We do not offer this for your route" in refused.content.decode()
    assert address_on(client) == ""


@pytest.mark.parametrize("tell", [frightened, bereaved, lost_a_baby])
def test_one_that_is_on_ends_the_moment_the_route_comes_to_hold_it(first_home: Client, tell: Any):
    address = switched_on(first_home)

    tell(first_home)

    assert Client().get(address).status_code == 404
    assert address_on(first_home) == ""


def test_who_is_not_frightened_is_offered_it(client: Client):
    client.post("/renting-a-home/start")
    answer(client, "tenancy.someone-frightens-you", answer="is:no")

    assert switched_on(client)


def test_on_a_device_that_others_use_no_address_is_shown_and_it_can_still_be_switched_off(first_home: Client):
    address = switched_on(first_home)
    first_home.post("/library-mode/on", {"then": "home"})

    page = first_home.get("/route/dates/feed").content.decode()
    refused = first_home.post("/route/dates/feed/on")

    assert "We do not offer this on a device that others use" in page
    assert "/calendar/" not in page
    assert refused.status_code == 403
    assert Client().get(address).status_code == 200
    first_home.post("/route/dates/feed/off")
    assert Client().get(address).status_code == 404


# --- What it says to calendars, and to nobody else ----------------------------------------------------------------------


def test_nobody_else_keeps_a_copy_or_learns_where_it_was_asked_for(first_home: Client):
    response = Client().get(switched_on(first_home))

    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert response.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert not response.cookies


@pytest.mark.parametrize("address", ["/calendar/link", "/calendar/nonsense.ics", "/calendar/", "/calendar/a/b.ics"])
def test_what_was_never_there_is_not_there(client: Client, address: str):
    assert client.get(address).status_code == 404


def test_it_can_be_typed_in_small_letters_and_only_be_read(first_home: Client):
    address = switched_on(first_home)

    assert Client().get(address.lower()).status_code == 200
    assert Client().head(address).status_code == 200
    assert Client().post(address).status_code == 405


def test_one_address_cannot_ask_without_end(first_home: Client, settings: LazySettings):
    address = switched_on(first_home)
    settings.FEED_READS, settings.RATE_LIMIT_SECONDS = 3, 10**9

    answers = [Client().get(address) for _ in range(4)]

    assert [each.status_code for each in answers] == [200, 200, 200, 429]
    assert int(answers[-1].headers["Retry-After"]) > 0
    assert Client().get(address, REMOTE_ADDR="192.0.2.9").status_code == 200


def test_no_log_holds_its_secret(first_home: Client, caplog: pytest.LogCaptureFixture):
    address = switched_on(first_home)
    secret = address.removeprefix("/calendar/").removesuffix(".ics")

    with caplog.at_level(logging.DEBUG), caplog.at_level(logging.DEBUG, "django.request"):
        Client().get(address)
        Client().post(address)
        first_home.get(f"/nowhere{address}")
        first_home.get("/route/dates/feed")

    assert caplog.records
    assert secret.lower() not in caplog.text.lower()
