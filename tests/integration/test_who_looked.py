"""A person sees who looked within the same second, takes it away, and checks it with one file that asks nobody."""

from __future__ import annotations

import copy
import json
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.db import DatabaseError, connection, connections

from handrail import access_log_verifier as verifier
from handrail.records import access_log, gate, persons
from handrail.records.holders import SignedIn
from handrail.records.keyring.opening import times_opened
from handrail.records.models import HistoryEntry, LogNode, Part
from handrail.records.policy import Actor, Asked, Purpose
from handrail.records.problems import NoSuchPerson, Refused, Unreadable
from handrail.use_cases.seeing_who_looked import take_log, who_looked

pytestmark = pytest.mark.django_db(databases=["default", "keyring"])

AT = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
VERIFIER = Path(verifier.__file__)


def someone(email: str = "zebedee-canary@example.org") -> UUID:
    person = persons.begin_person(email=email, ways_in=b"marigold-canary", on=AT.date())
    persons.keep_part(person=person, what="answers", contents=b"purchase.price 417293")
    return person


def look(person: UUID, at: datetime = AT) -> None:
    persons.read_part(holder=SignedIn(person, at), what="answers", purpose=Purpose.SHOW_ROUTE)


def intrude(person: UUID, other: UUID) -> None:
    with pytest.raises(Refused):
        gate.disclose(Asked(person, "answers", Actor.OWNER, Purpose.SHOW_ROUTE, AT, asker=other))


def bundle_of(person: UUID) -> dict[str, Any]:
    bundle: dict[str, Any] = json.loads(take_log(holder=SignedIn(person, AT)))
    return bundle


def test_ones_own_looks_of_a_day_are_one_line_and_each_of_anyone_else_has_its_own():
    person, other = someone(), someone("other@example.org")
    for minute in range(3):
        look(person, AT + timedelta(minutes=minute))
    intrude(person, other)
    intrude(person, other)

    own_look, *tries, own_route = who_looked(holder=SignedIn(person, AT + timedelta(minutes=5)))

    assert (own_look.purpose, own_look.times) == ("see_who_looked", 1)
    assert (own_route.purpose, own_route.times, own_route.is_own) == ("show_route", 3, True)
    assert own_route.last_at - own_route.first_at == timedelta(minutes=2)
    assert [(each.by, each.is_allowed, each.because) for each in tries] == [
        ("someone_else", False, "someone else's record")
    ] * 2
    assert str(other) not in repr(tries)


def test_where_the_log_cannot_be_written_nothing_is_read(monkeypatch: pytest.MonkeyPatch):
    person = someone()

    def fails(*given: Any, **named: Any) -> None:
        raise DatabaseError("the disk is full")

    monkeypatch.setattr(HistoryEntry, "save", fails)
    with pytest.raises(DatabaseError):
        look(person)

    assert times_opened(person=person) == 0
    assert access_log.size() == 0


def test_what_is_damaged_is_logged_as_read_and_says_nothing_of_what_it_held(caplog: pytest.LogCaptureFixture):
    person = someone()
    Part.objects.filter(what="answers").update(ciphertext=b"marigold-canary" * 20)

    with pytest.raises(Unreadable) as problem:
        look(person)

    assert times_opened(person=person) == HistoryEntry.objects.count() == 1
    assert "canary" not in f"{problem.value!r} {caplog.text}"
    assert str(person) not in f"{problem.value!r} {caplog.text}"


def test_nothing_in_either_database_is_in_plain_words():
    person = someone()
    look(person)
    kept = []
    for alias in ("default", "keyring"):
        with connections[alias].cursor() as cursor:
            for table in connections[alias].introspection.table_names(cursor):
                cursor.execute(f'select * from "{table}"')  # noqa: S608  (names of our own tables)
                kept += [
                    bytes(value) if isinstance(value, (bytes, memoryview)) else str(value).encode()
                    for row in cursor.fetchall()
                    for value in row
                ]
    everything = b"\n".join(kept)

    assert str(person).replace("-", "").encode() in everything.replace(b"-", b"")
    for canary in (b"canary", b"zebedee", b"417293", b"purchase.price", b"show_route", b"2026-11-23T"):
        assert canary not in everything


def test_a_bundle_holds_every_entry_and_stands_the_check():
    person, other = someone(), someone("other@example.org")
    look(person)
    look(other)
    intrude(person, other)

    events = verifier.check(bundle_of(person))

    assert [(event["number"], event["purpose"], event["outcome"]) for event in events] == [
        (1, "show_route", "allowed"),
        (2, "show_route", "refused"),
        (3, "take_log", "allowed"),
    ]


def test_the_file_alone_checks_it_without_the_site(tmp_path: Path):
    person = someone()
    look(person)
    (tmp_path / "verifier.py").write_bytes(VERIFIER.read_bytes())
    (tmp_path / "bundle.json").write_bytes(take_log(holder=SignedIn(person, AT)))
    alone = [sys.executable, "-I", "-S", "verifier.py", "bundle.json"]

    right = subprocess.run(alone, cwd=tmp_path, capture_output=True, text=True, check=False)
    forged = (tmp_path / "bundle.json").read_text().replace("show_route", "show_rouse")
    (tmp_path / "bundle.json").write_text(forged)
    wrong = subprocess.run(alone, cwd=tmp_path, capture_output=True, text=True, check=False)

    assert (right.returncode, right.stderr) == (0, "")
    assert "All 2 entries are as they were written" in right.stdout
    assert (wrong.returncode, wrong.stderr) == (1, "")
    assert "entry 0 is not in the log" in wrong.stdout


Change = Callable[[dict[str, Any]], object]
CHANGES: dict[str, Change] = {
    "an event says something else": lambda one: one["entries"][1].update(
        event=one["entries"][1]["event"].replace("allowed", "refused")
    ),
    "another salt": lambda one: one["entries"][1].update(salt="00" * 32),
    "an entry left out": lambda one: one["entries"].pop(1),
    "the first left out": lambda one: one["entries"].pop(0),
    "an entry twice": lambda one: one["entries"].insert(1, one["entries"][1]),
    "two swapped": lambda one: one["entries"].reverse(),
    "another place": lambda one: one["entries"][1].update(index=one["entries"][1]["index"] + 1),
    "a proof cut short": lambda one: one["entries"][1]["proof"].pop(),
    "another size": lambda one: one.update(checkpoint=one["checkpoint"].replace("\n5\n", "\n6\n")),
    "no signature": lambda one: one.update(checkpoint=one["checkpoint"].partition("— ")[0]),
    "a number that is no number": lambda one: one["entries"][2].update(index=True),
    "no entries": lambda one: one.pop("entries"),
    "another name": lambda one: one.update(key=one["key"].replace("handrail", "elsewhere")),
}


@pytest.mark.parametrize("what", CHANGES)
def test_every_change_to_a_bundle_is_noticed(what: str):
    person = someone()
    for _ in range(4):
        look(person)
    bundle = bundle_of(person)
    before = copy.deepcopy(bundle)

    CHANGES[what](bundle)

    assert bundle != before
    assert len(verifier.check(before)) == 5
    with pytest.raises(verifier.Wrong):
        verifier.check(bundle)


def test_a_row_of_the_tree_that_was_changed_gives_no_proof_that_stands():
    person = someone()
    for _ in range(6):
        look(person)
    noticed = 0
    for node in LogNode.objects.filter(level=0):
        LogNode.objects.filter(pk=node.pk).update(value=b"\1" * 32)
        try:
            verifier.check(bundle_of(person))
        except verifier.Wrong:
            noticed += 1
        LogNode.objects.filter(pk=node.pk).update(value=node.value)

    assert noticed == 6


def test_a_log_that_was_rewritten_does_not_fit_an_earlier_bundle():
    person = someone()
    look(person)
    earlier = bundle_of(person)
    look(person)
    later = bundle_of(person)
    assert len(verifier.check(later, earlier)) == 4

    # Someone with both databases and all keys writes the history anew, one look fewer.
    for model in (LogNode, HistoryEntry):
        model._default_manager.all().delete()
    with connection.cursor() as cursor:
        cursor.execute("delete from records_loghead")
    for _ in range(2):
        look(person)
    rewritten = bundle_of(person)

    assert len(verifier.check(rewritten)) == 3
    with pytest.raises(verifier.Wrong, match="earlier bundle"):
        verifier.check(rewritten, earlier)


def test_a_key_from_elsewhere_is_believed_before_the_one_in_the_bundle():
    person = someone()
    bundle = bundle_of(person)
    other = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"

    assert verifier.check(bundle, key=bundle["key"])
    with pytest.raises(verifier.Wrong, match="not signed by this site"):
        verifier.check(bundle, key=other)


def test_when_someone_erases_their_account_the_tree_stays_and_nobody_can_tell_what_it_said():
    person, other = someone(), someone("other@example.org")
    look(person)
    look(other)
    nodes = list(LogNode.objects.values_list("level", "place", "value"))

    persons.erase_person(person=person)

    assert list(LogNode.objects.values_list("level", "place", "value")) == nodes
    assert not HistoryEntry.objects.filter(person_id=person).exists()
    with pytest.raises(NoSuchPerson):
        look(person)
    assert verifier.check(bundle_of(other))
