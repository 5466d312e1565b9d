"""A simple model of the gate and its log, beside the real ones: whatever anyone does, both must say the same."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from handrail.records import access_log, gate, persons, policy
from handrail.records.keyring.keeping import turn_epoch
from handrail.records.keyring.models import Epoch, PersonKey
from handrail.records.keyring.opening import times_opened
from handrail.records.keyring.wrapping import key_of
from handrail.records.models import HistoryEntry, LogNode, Part, Person
from handrail.records.policy import Actor, Asked, Purpose
from handrail.records.problems import NoSuchPerson, Refused, Unreadable
from handrail.records.sealed import Broken

BEGUN = datetime(2026, 11, 23, 9, tzinfo=UTC)
PARTS = ("ways_in", "answers", "what-if", "last-seen", "feed", "history")
# Written from issue 5 and its policy in words, not from our table: who may read which part, and what for.
MAY_READ = {
    ("signing_in", "sign_in", "ways_in"),
    ("owner", "confirm", "ways_in"),
    ("owner", "manage", "ways_in"),
    ("owner", "show_route", "answers"),
    ("owner", "try_out", "what-if"),
    ("owner", "tell_changes", "last-seen"),
    ("owner", "feed", "feed"),
    ("owner", "see_who_looked", "history"),
    ("owner", "take_log", "history"),
}


@dataclass
class Modelled:
    """What the model knows of one person."""

    id: UUID
    email: str
    parts: dict[str, bytes]
    damaged: set[str]
    log: list[tuple[str, str]]
    ends: date


class GateAndLog(RuleBasedStateMachine):
    """Two people who read, write and are read; rows that are damaged or swapped; weeks that pass; and erasing."""

    people: list[Modelled]

    def __init__(self) -> None:
        super().__init__()
        self.open = [transaction.atomic(using="keyring"), transaction.atomic()]
        for each in self.open:
            each.__enter__()
        self.now, self.people, self.erased = BEGUN, [], list[UUID]()
        self.stale_keys: list[PersonKey] = []

    def teardown(self) -> None:
        for alias, each in zip(("default", "keyring"), reversed(self.open), strict=True):
            transaction.set_rollback(True, using=alias)
            each.__exit__(None, None, None)

    @initialize()
    def two_people(self) -> None:
        for name in ("one", "other"):
            email, ways_in = f"{name}@example.org", f"ways in of {name}".encode()
            person = persons.begin_person(email=email, ways_in=ways_in, on=self.now.date())
            ends = self.now.date() + persons.KEPT_FOR
            self.people.append(Modelled(person, email, {"ways_in": ways_in}, set(), [], ends))

    # -- what anyone may try ---------------------------------------------------------------------------------------

    who = st.integers(0, 1)

    @rule(
        whose=who,
        asker=st.sampled_from([0, 1, None]),
        by=st.sampled_from(Actor),
        what_for=st.sampled_from(Purpose),
        part=st.sampled_from(PARTS),
    )
    def anyone_asks_for_anything(self, whose: int, asker: int | None, by: Actor, what_for: Purpose, part: str) -> None:
        """Anything at all: most of it must be refused."""
        self.asks(whose, asker, by, what_for, part)

    @rule(whose=who, right=st.sampled_from(sorted(MAY_READ)))
    def someone_asks_for_what_is_theirs(self, whose: int, right: tuple[str, str, str]) -> None:
        by, what_for, part = right
        self.asks(whose, whose if by == "owner" else None, Actor(by), Purpose(what_for), part)

    @rule(
        whose=who,
        right=st.sampled_from(sorted(MAY_READ)),
        other=st.sampled_from(sorted(MAY_READ)),
        which=st.integers(0, 2),
    )
    def someone_asks_for_nearly_what_is_theirs(
        self, whose: int, right: tuple[str, str, str], other: tuple[str, str, str], which: int
    ) -> None:
        """One of role, purpose and part is another's: what a dropped comparison would let through."""
        by, what_for, part = (other[at] if at == which else right[at] for at in range(3))
        self.asks(whose, whose if by == "owner" else None, Actor(by), Purpose(what_for), part)

    def asks(self, whose: int, asker: int | None, by: Actor, what_for: Purpose, part: str) -> None:
        person, asking = self.people[whose], None if asker is None else self.people[asker].id
        gone = person.id in self.erased
        own = by is Actor.SIGNING_IN or asker == whose
        may = not gone and own and (by.value, what_for.value, part) in MAY_READ and self.now.date() < person.ends
        asked = Asked(person.id, part, by, what_for, self.now, asker=asking)

        said, opened = self.outcome(lambda: gate.disclose(asked))

        if gone:
            assert said == "nobody"
            return
        person.log.append((what_for.value, "allowed" if may else "refused"))
        if not may:
            assert said == "refused"
        elif part in person.damaged:
            assert said == "unreadable"
        elif part == "history":
            assert said == "opened"
            assert [self.event(one.contents) for one in opened] == person.log
        else:
            assert said == "opened"
            assert [one.contents for one in opened] == [held for name, held in person.parts.items() if name == part]

    def outcome(self, read: Callable[[], tuple[gate.Opened, ...]]) -> tuple[str, tuple[gate.Opened, ...]]:
        try:
            return "opened", read()
        except Refused:
            return "refused", ()
        except Unreadable:
            return "unreadable", ()
        except NoSuchPerson:
            return "nobody", ()

    def event(self, contents: bytes) -> tuple[str, str]:
        event = json.loads(json.loads(contents)["event"])
        return event["purpose"], event["outcome"]

    @rule(whose=who, right=st.sampled_from(sorted(MAY_READ)))
    def the_policy_fails(self, whose: int, right: tuple[str, str, str]) -> None:
        """Whatever an error was about, it allows nothing."""
        by, what_for, part = right
        person, kept = self.people[whose], policy._ALLOWED
        asked = Asked(
            person.id, part, Actor(by), Purpose(what_for), self.now, asker=person.id if by == "owner" else None
        )
        policy.__dict__["_ALLOWED"] = None
        try:
            said, _ = self.outcome(lambda: gate.disclose(asked))
        finally:
            policy.__dict__["_ALLOWED"] = kept
        if person.id in self.erased:
            assert said == "nobody"
        else:
            assert said == "refused"
            person.log.append((what_for, "refused"))

    @rule(whose=who, part=st.sampled_from(PARTS[:-1]), contents=st.binary(max_size=40))
    def something_is_kept(self, whose: int, part: str, contents: bytes) -> None:
        person = self.people[whose]
        try:
            persons.keep_part(person=person.id, what=part, contents=contents)
        except NoSuchPerson:
            assert person.id in self.erased
            return
        assert person.id not in self.erased
        person.parts[part] = contents
        person.damaged.discard(part)

    # -- what someone with the database might try --------------------------------------------------------------------

    @rule(whose=who, part=st.sampled_from(PARTS[:-1]))
    def an_older_row_is_put_back(self, whose: int, part: str) -> None:
        person = self.people[whose]
        row = Part.objects.filter(person_id=person.id, what=part).first()
        if row is None or part in person.damaged:
            return
        self.something_is_kept(whose, part, b"newer")
        Part.objects.filter(pk=row.pk).update(nonce=row.nonce, ciphertext=row.ciphertext)
        person.damaged.add(part)
        by, what_for, _ = next(right for right in sorted(MAY_READ) if right[2] == part)
        self.asks(whose, whose if by == "owner" else None, Actor(by), Purpose(what_for), part)

    @rule(whose=who)
    def one_part_is_passed_off_as_another(self, whose: int) -> None:
        """Both are under the same key: only what they are bound to tells them apart."""
        person = self.people[whose]
        if person.id in self.erased:
            return
        for part in ("answers", "what-if"):
            self.something_is_kept(whose, part, part.encode())
        one, other = (Part.objects.get(person_id=person.id, what=part) for part in ("answers", "what-if"))
        Part.objects.filter(pk=one.pk).update(nonce=other.nonce, ciphertext=other.ciphertext, revision=other.revision)
        person.damaged.add("answers")
        self.asks(whose, whose, Actor.OWNER, Purpose.SHOW_ROUTE, "answers")

    @precondition(lambda self: not self.erased)
    @rule(part=st.sampled_from(PARTS[:-1]))
    def a_part_is_moved_to_someone_else(self, part: str) -> None:
        one, other = self.people
        if part in one.parts and part in other.parts:
            moved = Part.objects.get(person_id=one.id, what=part)
            Part.objects.filter(person_id=other.id, what=part).update(
                nonce=moved.nonce, ciphertext=moved.ciphertext, revision=moved.revision
            )
            other.damaged.add(part)

    # -- time, and the end ---------------------------------------------------------------------------------------------

    @rule(weeks=st.integers(1, 3))
    def weeks_pass(self, weeks: int) -> None:
        """Every key is sealed anew, and what was copied before opens no more."""
        before = list(PersonKey.objects.select_related("epoch"))
        self.now += timedelta(weeks=weeks)
        turn_epoch(on=self.now.date())
        self.stale_keys += before

    @precondition(lambda self: not self.erased)
    @rule(whose=who, too_late=st.booleans())
    def someone_comes_on_the_last_day(self, whose: int, too_late: bool) -> None:
        """`expires_on` is the first day on which nothing opens any more."""
        person, kept = self.people[whose], self.people[whose].ends
        person.ends = self.now.date() + timedelta(days=0 if too_late else 1)
        Person.objects.filter(pk=person.id).update(expires_on=person.ends)
        self.asks(whose, whose, Actor.OWNER, Purpose.SHOW_ROUTE, "answers")
        person.ends = kept
        Person.objects.filter(pk=person.id).update(expires_on=kept)

    @precondition(lambda self: not self.erased)
    @rule(whose=who)
    def someone_erases_their_account(self, whose: int) -> None:
        person = self.people[whose]
        rows = list(Part.objects.filter(person_id=person.id))
        keys = list(PersonKey.objects.filter(person=person.id))
        persons.erase_person(person=person.id)
        self.erased.append(person.id)
        assert rows
        assert keys
        assert not Part.objects.filter(person_id=person.id).exists()
        assert not HistoryEntry.objects.filter(person_id=person.id).exists()
        assert persons.find_person(kind=persons.EMAIL, value=person.email) is None

    # -- what holds after every step ---------------------------------------------------------------------------------

    @invariant()
    def a_key_was_taken_once_for_each_read_that_was_allowed(self) -> None:
        for person in self.people:
            if person.id not in self.erased:
                assert times_opened(person=person.id) == sum(outcome == "allowed" for _, outcome in person.log)

    @invariant()
    def nobody_who_is_gone_has_a_key(self) -> None:
        assert not PersonKey.objects.filter(person__in=self.erased).exists()

    @invariant()
    def no_nonce_serves_twice(self) -> None:
        used = [bytes(row.nonce) for model in (Part, HistoryEntry, PersonKey, Epoch) for row in model.objects.all()]
        copied = sum(len(person.damaged) for person in self.people)
        assert len(used) - len(set(used)) <= copied

    @invariant()
    def every_entry_has_a_leaf_and_every_leaf_had_an_entry(self) -> None:
        leaves = [bytes(node.value) for node in LogNode.objects.filter(level=0).order_by("place")]
        assert len(leaves) == len(set(leaves)) == sum(len(person.log) for person in self.people) == access_log.size()

    @invariant()
    def there_is_one_key_for_the_week_and_an_older_copy_of_a_key_opens_nothing(self) -> None:
        if self.stale_keys:
            assert Epoch.objects.count() <= 1
        for stale in self.stale_keys:
            now = Epoch.objects.first()
            if now is None or now.pk == stale.epoch_id:
                continue
            with_todays = PersonKey(
                **{name: getattr(stale, name) for name in ("person", "compartment", "nonce", "ciphertext")}, epoch=now
            )
            try:
                key_of(with_todays)
            except Broken:
                continue
            raise AssertionError("a key of a week that is over opens under the key of this week")
