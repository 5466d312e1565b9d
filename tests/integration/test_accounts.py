"""Someone makes an account, signs in, brings their route along, sees who looked, and erases it all: on our own pages."""

from __future__ import annotations

import base64
import re
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from handrail import web
from handrail.records import policy
from handrail.records.keyring.models import PersonKey
from handrail.records.models import AnonymousRoute, Beside, HistoryEntry, Part, Person, SignIn
from handrail.use_cases import accounts, keeping_answers, trying_out, ways_in
from handrail.use_cases.kept_contents import Answer, Contents

pytestmark = pytest.mark.django_db(databases=["default", "keyring"])

# A row for the attempt, put in place in one transaction.
ALL_THAT_BEGINNING_TAKES = 6
ADDRESS = "zebedee-canary@example.org"
TOLD = Contents((Answer("purchase.price", 417_293),), life_events=("buying_a_home",), marks={"steps": {}, "chosen": {}})


class Clock:
    """Moves by half a minute where a code from the app must be a new one."""

    def __init__(self) -> None:
        self.now = timezone.localtime()

    def __call__(self, *given: object) -> datetime:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(timezone, "localtime", clock)
    return clock


class Visitor:
    """Someone with a mailbox and an app."""

    def __init__(self, client: Client, clock: Clock, address: str = ADDRESS) -> None:
        self.client, self.clock, self.address, self.key = client, clock, address, ""
        self.recovery: list[str] = []

    def code_from_mail(self) -> str:
        [code] = re.findall(r"Your code is (\S+)", str(mail.outbox[-1].body))
        return code

    def code_from_app(self) -> str:
        self.clock.now += timedelta(seconds=ways_in.STEP_SECONDS)
        return ways_in.code_at(self.key, int(self.clock.now.timestamp()) // ways_in.STEP_SECONDS)

    def proves_address(self) -> str:
        assert self.client.post("/account/sign-in", {"email": self.address}).headers["Location"] == "/account/code"
        return self.client.post("/account/code", {"code": self.code_from_mail().lower()}).headers["Location"]

    def makes_account(self) -> None:
        assert self.proves_address() == "/account/new"
        page = self.client.get("/account/new").content.decode()
        [typed] = re.findall(r'<strong class="hr-code">([A-Z2-7 ]+)</strong>', page)
        self.key = base64.b32decode(typed.replace(" ", "")).hex()
        done = self.client.post("/account/new", {"code": self.code_from_app()}).content.decode()
        self.recovery = re.findall(r"<li>([0-9A-Z-]{19})</li>", done)
        assert len(self.recovery) == 8

    def signs_in(self, code: str = "") -> str:
        assert self.proves_address() == "/account/second"
        response = self.client.post("/account/second", {"code": code or self.code_from_app()})
        return response.headers.get("Location", str(response.status_code))


@pytest.fixture
def person(client: Client, clock: Clock) -> Visitor:
    person = Visitor(client, clock)
    person.makes_account()
    return person


def test_nothing_needs_an_account(client: Client):
    assert client.get("/").status_code == 200
    assert client.post("/buying-a-home/start").headers["Location"] == "/route/question"
    assert AnonymousRoute.objects.count() == 1
    assert Person.objects.count() == PersonKey.objects.count() == 0


def test_the_answer_and_the_e_mail_are_the_same_for_someone_who_has_an_account_and_someone_who_has_none(
    person: Visitor, django_assert_num_queries
):
    answers = []
    for address in (ADDRESS, "nobody@example.org"):
        browser = Client()
        with django_assert_num_queries(0, using="keyring"):
            sent = browser.post("/account/sign-in", {"email": address})
        page = browser.get("/account/code").content
        wrong = browser.post("/account/code", {"code": "AAAA-AAAA"})
        text = re.sub(r"[0-9A-Z]{4}-[0-9A-Z]{4}", "", f"{mail.outbox[-1].subject}{mail.outbox[-1].body}")
        hidden = [re.sub(rb'(nonce|value)="[^"]*"', b"", each) for each in (page, wrong.content)]
        answers.append((sent.status_code, sent.headers["Location"], sent.content, text, wrong.status_code, *hidden))

    assert answers[0] == answers[1]
    assert "zebedee" not in str(answers)


def test_the_same_work_is_done_for_both(person: Visitor, django_assert_num_queries):
    """Timing follows from the work: the address is looked up nowhere before the code came back."""
    for address in (ADDRESS, "nobody@example.org"):
        with django_assert_num_queries(ALL_THAT_BEGINNING_TAKES):
            Client().post("/account/sign-in", {"email": address})


def test_a_second_sign_is_needed_and_each_code_works_once(person: Visitor):
    person.client.post("/account/sign-out")
    first = person.code_from_app()

    assert person.signs_in("000000") == "422"
    assert person.client.cookies["handrail_attempt"].value
    assert person.client.get("/account").headers["Location"] == "/account/sign-in"
    let_in = person.client.post("/account/second", {"code": first})
    assert let_in.headers["Location"] == "/account"
    assert let_in.cookies["handrail_account"]["max-age"] == ""
    assert let_in.cookies["handrail_attempt"]["max-age"] == 0
    person.client.post("/account/sign-out")
    assert person.signs_in(first) == "422"
    assert person.client.post("/account/second", {"code": person.recovery[0]}).headers["Location"] == "/account"
    person.client.post("/account/sign-out")
    assert person.signs_in(person.recovery[0]) == "422"


def test_after_ten_wrong_codes_nobody_may_try_for_an_hour(person: Visitor):
    person.client.post("/account/sign-out")
    assert person.signs_in("000000") == "422"
    for _ in range(9):
        person.client.post("/account/second", {"code": "000000"})

    assert person.client.post("/account/second", {"code": person.code_from_app()}).status_code == 429
    person.clock.now += timedelta(hours=1)
    assert person.signs_in() == "/account"


def test_a_code_from_the_mail_works_five_times_wrong_or_fifteen_minutes_at_most(client: Client, clock: Clock):
    person = Visitor(client, clock)
    client.post("/account/sign-in", {"email": ADDRESS})
    right = person.code_from_mail()
    wrong = [client.post("/account/code", {"code": "AAAA-AAAA"}).status_code for _ in range(5)]
    assert wrong == [422, 422, 422, 422, 410]
    assert client.post("/account/code", {"code": right}).status_code == 410

    client.post("/account/sign-in", {"email": ADDRESS})
    clock.now += timedelta(minutes=15)
    assert client.post("/account/code", {"code": person.code_from_mail()}).status_code == 410


def test_a_code_from_the_mail_works_only_in_the_browser_that_asked_for_it(client: Client, clock: Clock):
    client.post("/account/sign-in", {"email": ADDRESS})
    code = Visitor(client, clock).code_from_mail()

    assert Client().post("/account/code", {"code": code}).status_code == 410


def test_a_route_moves_into_an_account_whole_and_its_old_code_leads_nowhere(person: Visitor, client: Client):
    today = timezone.localdate()
    kept = keeping_answers.begin(on=today, contents=TOLD)
    client.cookies["handrail_route"] = kept.secret
    client.post("/route/dates/feed/on")
    trying_out.try_out(kept, (Answer("purchase.price", 300_000),), on=today)
    shown = client.get("/route").content.decode()
    tried = client.get("/route/what-if").content.decode()
    feed = re.findall(r"/calendar/([0-9A-Z-]+)\.ics", client.get("/route/dates/feed").content.decode())[0]
    days = client.get(f"/calendar/{feed}.ics").content

    assert "Bring it into my account" in client.get("/account").content.decode()
    assert client.post("/account/move-in").headers["Location"] == "/route"

    assert client.cookies["handrail_route"].value == ""
    assert AnonymousRoute.objects.count() == 0
    assert keeping_answers.open_kept(secret=kept.secret, on=today) is None
    assert without_tokens(client.get("/route").content.decode()) == without_tokens(shown)
    assert "300,000" in tried
    assert "300,000" in client.get("/route/what-if").content.decode()
    assert client.get(f"/calendar/{feed}.ics").content == days
    assert [row.pk for row in Beside.objects.all()] == [Beside.objects.get().pk]
    assert set(Part.objects.values_list("what", flat=True)) == {"ways_in", "answers", "what-if", "last-seen", "feed"}
    assert Client().get(f"/return/{kept.secret}").status_code == 404


def without_tokens(page: str) -> str:
    return re.sub(r'(nonce|value)="[^"]*"', "", page)


def test_an_account_that_has_a_route_keeps_it_and_the_other_stays_under_its_code(person: Visitor, client: Client):
    today = timezone.localdate()
    client.post("/having-a-baby/start")
    kept = keeping_answers.begin(on=today, contents=TOLD)
    client.cookies["handrail_route"] = kept.secret

    page = client.get("/account").content.decode()
    client.post("/account/move-in")
    client.post("/account/leave-under-code")

    assert "Bring it into my account" not in page
    assert kept.secret in page
    assert keeping_answers.open_kept(secret=kept.secret, on=today) == kept
    assert Part.objects.filter(what="answers").count() == 1


def test_what_is_told_while_signed_in_is_kept_in_the_account_and_in_no_cookie(person: Visitor, client: Client):
    client.post("/buying-a-home/start")

    assert AnonymousRoute.objects.count() == 0
    assert "handrail_route" not in client.cookies
    assert client.get("/return").headers["Location"] == "/account"
    elsewhere = Visitor(Client(), person.clock)
    elsewhere.key = person.key
    assert elsewhere.signs_in() == "/account"
    assert elsewhere.client.get("/route").status_code in {200, 303}
    assert "Go on with your route" in elsewhere.client.get("/").content.decode()


def test_they_see_who_looked_at_once_in_words(person: Visitor, client: Client):
    client.post("/buying-a-home/start")
    client.get("/route")

    page = " ".join(client.get("/account/who-looked").content.decode().split())

    assert "Someone signing in as you" not in page
    assert "You looked at your answers, to show your route" in page
    assert "You looked at this list, to see who has looked." in page
    taken = client.post("/account/who-looked/take")
    assert taken.headers["Content-Disposition"] == 'attachment; filename="who-looked.json"'
    assert taken.json()["entries"]
    assert b"zebedee" not in taken.content
    assert client.get("/account/who-looked/verifier").content.startswith(b'"""Check a bundle')


def test_every_purpose_part_and_role_is_said_in_words():
    page = (Path(web.__path__[0]) / "templates/account/who_looked.html").read_text()
    names = {*policy.Purpose, *policy.PARTS, *policy.Actor, "someone_else"}
    assert [name for name in names if f'"{name}": _("' not in page] == []


def test_they_see_where_they_are_signed_in_and_end_it_there(person: Visitor, client: Client):
    other = Visitor(Client(headers={"user-agent": "Mozilla/5.0 (Windows NT 10.0) Firefox/140.0"}), person.clock)
    other.key = person.key
    other.signs_in()
    page = client.get("/account/devices").content.decode()
    [ended] = re.findall(r'name="device" value="([0-9a-f]+)"', page)

    client.post("/account/devices", {"device": ended})

    assert "Firefox on Windows" in page
    assert other.client.get("/account").headers["Location"] == "/account/sign-in"
    assert client.get("/account").status_code == 200


def test_one_person_cannot_sign_another_out(person: Visitor, client: Client):
    other = Visitor(Client(), person.clock, "other@example.org")
    other.makes_account()
    theirs = SignIn.objects.exclude(person_id=SignIn.objects.order_by("began_at")[0].person_id).get()

    client.post("/account/devices", {"device": theirs.pk})

    assert other.client.get("/account").status_code == 200


def test_a_device_that_nobody_used_for_a_day_is_signed_out(person: Visitor, client: Client):
    person.clock.now += timedelta(days=1)
    assert client.get("/account").status_code == 200
    person.clock.now += timedelta(days=2)
    assert client.get("/account").headers["Location"] == "/account/sign-in"


def test_erasing_asks_who_they_are_and_leaves_nothing_that_anyone_could_read(person: Visitor, client: Client):
    client.post("/buying-a-home/start")
    person.clock.now += timedelta(minutes=10)
    assert client.get("/account/erase").headers["Location"] == "/account/confirm/erase-account"
    assert client.post("/account/erase").headers["Location"] == "/account/confirm/erase-account"
    assert Person.objects.count() == 1
    assert client.post("/account/confirm/erase-account", {"code": "000000"}).status_code == 422
    confirmed = client.post("/account/confirm/erase-account", {"code": person.code_from_app()})
    assert confirmed.headers["Location"] == "/account/erase"

    assert client.get("/erase").headers["Location"] == "/account/erase"
    page = client.get("/account/erase").content.decode()
    erased = client.post("/account/erase")

    assert "Nobody can bring them back" in page
    assert erased.headers["Location"] == "/account/erased"
    for model in (Person, Part, HistoryEntry, SignIn, PersonKey):
        assert model._default_manager.count() == 0, model
    assert client.get("/account").headers["Location"] == "/account/sign-in"
    assert person.proves_address() == "/account/new"


def test_exit_and_leave_forget_the_account_on_this_device(person: Visitor, client: Client):
    client.post("/leave")
    assert SignIn.objects.count() == 0
    assert person.signs_in() == "/account"
    assert client.get("/exit").cookies["handrail_account"].value == ""
    assert client.get("/account").headers["Location"] == "/account/sign-in"


def test_no_page_of_an_account_is_kept_by_the_browser_or_holds_a_script_of_its_own(person: Visitor, client: Client):
    for path in ("/account", "/account/who-looked", "/account/devices", "/account/erase", "/account/recovery-codes"):
        page = client.get(path)
        assert page.headers["Cache-Control"] == "no-store", path
        assert not re.search(r"<[^>]+\s(style|on\w+)=", page.content.decode()), path


def test_an_address_that_is_none_is_asked_for_again(client: Client):
    for typed in ("", "nobody", "a@b\r\nBcc: c@example.org", "x" * 300 + "@example.org"):
        response = client.post("/account/sign-in", {"email": typed})
        assert response.status_code == 422
    assert mail.outbox == []


def test_nothing_about_anyone_is_in_the_log_of_the_site(
    person: Visitor, client: Client, caplog: pytest.LogCaptureFixture
):
    client.post("/buying-a-home/start")
    client.get("/route")
    client.post("/account/confirm/erase-account", {"code": "000000"})

    assert "zebedee" not in caplog.text
    assert str(Person.objects.get().pk) not in caplog.text


def test_thirteen_months_after_the_last_visit_an_account_is_erased(person: Visitor):
    today = timezone.localdate()
    assert accounts.erase_past_time(on=today + timedelta(days=399)) == 0
    assert accounts.erase_past_time(on=today + timedelta(days=400)) == 1
    assert Person.objects.count() == PersonKey.objects.count() == 0


def test_passkeys_are_added_only_by_someone_who_has_just_shown_that_it_is_them(person: Visitor, client: Client):
    person.clock.now += timedelta(minutes=10)

    assert client.get("/account/passkeys").headers["Location"] == "/account/confirm/passkeys"
    assert client.post("/account/passkeys", {"answer": "{}"}).headers["Location"] == "/account/confirm/passkeys"


def test_passkeys_are_offered_where_browsers_allow_them(client: Client):
    offered = "Use a passkey instead"

    assert offered in client.get("/account/sign-in", headers={"host": "localhost:8000"}).content.decode()
    assert offered not in client.get("/account/sign-in", headers={"host": "127.0.0.1:8000"}).content.decode()
    assert client.get("/account/passkey").status_code == 410
