"""What a person without an account told us is theirs: they come back to it, change it and erase it; nobody else can."""

from __future__ import annotations

import logging
from dataclasses import fields, replace
from datetime import date, timedelta

import pytest
from django.db import connection

from handrail.records.models import AnonymousRoute
from handrail.records.return_codes import new_code
from handrail.use_cases.keeping_answers import (
    CannotBeRead,
    ChangedElsewhere,
    Kept,
    NoLongerKept,
    begin,
    erase,
    erase_expired,
    is_mistyped,
    open_kept,
    save,
)
from handrail.use_cases.kept_contents import Answer, Contents

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 22)
DAY = timedelta(days=1)
TOLD = Contents(
    answers=(Answer("partner.name", "Zebedee-Canary", on=TODAY), Answer("purchase.price", 417_293)),
    marks={"steps": {"offer_to_buy": {"assigned_to": "Aunt Marigold"}}, "chosen": {}},
    life_events=("buying_a_home",),
    goals=("property_transaction_tax",),
)
CANARIES = (b"Zebedee", b"417293", b"Marigold", b"partner.name", b"purchase", b"buying_a_home", b"property_transaction")


def a_kept_route(contents: Contents = TOLD, on: date = TODAY) -> Kept:
    return begin(on=on, contents=contents)


def row() -> AnonymousRoute:
    return AnonymousRoute.objects.get()


def test_what_was_kept_comes_back_however_the_secret_is_typed():
    kept = a_kept_route()

    back = open_kept(secret=kept.secret.lower().replace("-", " "), on=TODAY)

    assert back == kept
    assert back.contents == TOLD


def test_a_route_may_begin_with_nothing_in_it():
    assert begin(on=TODAY).contents == Contents()


def test_what_is_saved_takes_the_place_of_what_was_kept():
    kept = a_kept_route()
    more = kept.contents.plus(Answer("purchase.price", "declined", on=TODAY))

    saved = save(kept.holding(more), on=TODAY)

    assert open_kept(secret=kept.secret, on=TODAY) == saved
    assert saved.contents == more
    assert saved.revision == kept.revision + 1


def test_another_secret_finds_nothing():
    a_kept_route()

    assert open_kept(secret=new_code(), on=TODAY) is None
    assert open_kept(secret="what is my route", on=TODAY) is None
    assert open_kept(secret="", on=TODAY) is None


def test_a_mistyped_secret_is_known_for_one_without_looking():
    kept = a_kept_route()

    assert not is_mistyped(kept.secret)
    assert not is_mistyped(new_code())
    assert is_mistyped(kept.secret[:-1])


# --- 30 days ---------------------------------------------------------------------------------------------------------


def test_it_is_there_on_the_thirtieth_day_and_gone_on_the_next():
    kept = a_kept_route()

    assert kept.expires_on == TODAY + 30 * DAY
    assert open_kept(secret=kept.secret, on=TODAY + 29 * DAY) is not None
    assert open_kept(secret=kept.secret, on=TODAY + 30 * DAY) is None


def test_a_change_gives_it_another_thirty_days_and_looking_does_not():
    kept = a_kept_route()

    open_kept(secret=kept.secret, on=TODAY + 20 * DAY)
    assert row().expires_on == TODAY + 30 * DAY

    saved = save(kept, on=TODAY + 20 * DAY)
    assert row().expires_on == saved.expires_on == TODAY + 50 * DAY
    assert saved.created_on == TODAY


def test_what_is_past_its_time_is_erased_and_nothing_else():
    a_kept_route()
    younger = a_kept_route(on=TODAY + DAY)

    assert erase_expired(on=TODAY + 29 * DAY) == 0
    assert erase_expired(on=TODAY + 30 * DAY) == 1
    assert open_kept(secret=younger.secret, on=TODAY + 30 * DAY) == younger


def test_whoever_begins_sweeps_away_what_is_past_its_time():
    a_kept_route()

    a_kept_route(on=TODAY + 30 * DAY)

    assert AnonymousRoute.objects.count() == 1


def test_what_is_past_its_time_cannot_be_saved_back_to_life():
    kept = a_kept_route()

    with pytest.raises(NoLongerKept):
        save(kept, on=TODAY + 30 * DAY)


# --- Erasing ---------------------------------------------------------------------------------------------------------


def test_erasing_leaves_no_row():
    kept, other = a_kept_route(), a_kept_route()

    erase(secret=kept.secret)

    assert open_kept(secret=kept.secret, on=TODAY) is None
    assert open_kept(secret=other.secret, on=TODAY) == other
    assert AnonymousRoute.objects.count() == 1


def test_erasing_twice_or_with_a_wrong_secret_does_no_harm():
    kept = a_kept_route()

    erase(secret=new_code())
    erase(secret="nonsense")
    assert open_kept(secret=kept.secret, on=TODAY) == kept

    erase(secret=kept.secret)
    erase(secret=kept.secret)
    assert not AnonymousRoute.objects.exists()


def test_what_was_erased_in_one_tab_does_not_come_back_from_another():
    kept = a_kept_route()
    erase(secret=kept.secret)

    with pytest.raises(NoLongerKept):
        save(kept, on=TODAY)

    assert not AnonymousRoute.objects.exists()


# --- Two tabs --------------------------------------------------------------------------------------------------------


def test_the_second_of_two_tabs_is_told_and_overwrites_nothing():
    kept = a_kept_route()
    first, second = (open_kept(secret=kept.secret, on=TODAY) for _ in range(2))
    assert first is not None
    assert second is not None

    saved = save(first.holding(TOLD.without("partner.name")), on=TODAY)
    with pytest.raises(ChangedElsewhere) as refused:
        save(second.holding(TOLD.without("purchase.price")), on=TODAY)

    assert not isinstance(refused.value, NoLongerKept)
    assert open_kept(secret=kept.secret, on=TODAY) == saved


def test_whoever_opens_it_again_can_go_on():
    kept = a_kept_route()
    save(kept, on=TODAY)

    again = open_kept(secret=kept.secret, on=TODAY)
    assert again is not None

    assert save(again, on=TODAY).revision == 3


# --- What the database knows -----------------------------------------------------------------------------------------


def test_the_database_holds_neither_the_answers_nor_the_secret():
    kept = a_kept_route()
    save(kept, on=TODAY)

    dump = "\n".join(connection.connection.iterdump()).encode()
    stored = dump + b"".join(bytes(getattr(row(), name)) for name in ("salt", "nonce", "ciphertext"))

    secret = kept.secret.encode()
    assert row().pk.encode() in dump
    assert not [canary for canary in (*CANARIES, secret, secret.replace(b"-", b"")) if canary in stored]


def test_the_row_has_no_column_for_anything_about_the_person():
    assert {column.name for column in AnonymousRoute._meta.get_fields()} == {
        "id", "format", "salt", "nonce", "ciphertext", "revision", "created_on", "expires_on",
    }  # fmt: skip


def test_how_much_was_told_does_not_show():
    a_kept_route()
    a_kept_route(Contents())

    assert len({len(one.ciphertext) for one in AnonymousRoute.objects.all()}) == 1


def test_each_save_has_a_salt_and_a_nonce_of_its_own():
    kept = a_kept_route()
    seen = set()

    for _ in range(5):
        kept = save(kept, on=TODAY)
        seen.add((bytes(row().salt), bytes(row().nonce)))

    assert len({salt for salt, _ in seen}) == len({nonce for _, nonce in seen}) == 5


# --- Damage ----------------------------------------------------------------------------------------------------------


def flipped(stored: bytes) -> bytes:
    return bytes([stored[0] ^ 1]) + stored[1:]


@pytest.mark.parametrize(
    "damage",
    [
        lambda row: {"ciphertext": flipped(row.ciphertext)},
        lambda row: {"ciphertext": b""},
        lambda row: {"nonce": flipped(row.nonce)},
        lambda row: {"salt": flipped(row.salt)},
        lambda row: {"format": 2},
        lambda row: {"revision": row.revision + 1},
    ],
)
def test_what_was_tampered_with_is_refused_and_the_log_says_so_without_its_contents(damage, caplog):
    kept = a_kept_route()
    AnonymousRoute.objects.update(**damage(row()))

    with caplog.at_level(logging.DEBUG), pytest.raises(CannotBeRead) as refused:
        open_kept(secret=kept.secret, on=TODAY)

    [line] = caplog.messages
    assert row().pk in line
    told = (caplog.text + repr(refused.value) + repr(refused.value.__cause__)).encode()
    assert not [canary for canary in (*CANARIES, kept.secret.encode()) if canary in told]


def test_one_person_s_contents_do_not_open_in_another_s_row():
    theirs = a_kept_route()
    taken = row()
    mine = a_kept_route()

    AnonymousRoute.objects.exclude(pk=taken.pk).update(
        salt=taken.salt, nonce=taken.nonce, ciphertext=taken.ciphertext, revision=taken.revision
    )

    with pytest.raises(CannotBeRead):
        open_kept(secret=mine.secret, on=TODAY)
    assert open_kept(secret=theirs.secret, on=TODAY) == theirs


def test_what_cannot_be_read_can_still_be_erased():
    kept = a_kept_route()
    AnonymousRoute.objects.update(ciphertext=b"")

    erase(secret=kept.secret)

    assert not AnonymousRoute.objects.exists()


# --- Values ----------------------------------------------------------------------------------------------------------


def test_what_is_kept_does_not_show_itself():
    kept = a_kept_route()

    assert not [canary for canary in (*CANARIES, kept.secret.encode()) if canary in repr(kept).encode()]


def test_what_is_kept_is_a_value_that_nobody_can_change():
    kept = a_kept_route()

    with pytest.raises(AttributeError):
        kept.revision = 7  # type: ignore[misc]
    assert {field.name for field in fields(kept)} == {"holder", "revision", "contents", "created_on", "expires_on"}
    assert replace(kept, revision=7) != kept
