"""People with an account: begin one, find one, keep the parts of their record, and erase all of it, keys first."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID, uuid4

from django.db import transaction

from handrail.records.gate import Opened, disclose
from handrail.records.holders import SignedIn
from handrail.records.keyring import own
from handrail.records.keyring.database import KEYRING
from handrail.records.keyring.keeping import destroy_keys, make_keys, people_with_keys, seal_for
from handrail.records.models import HistoryEntry, Identifier, KeptForAWhile, Part, Person, SignIn
from handrail.records.policy import PARTS, Actor, Asked, Compartment, Purpose
from handrail.records.problems import NoKey, NoSuchPerson

KEPT_FOR = timedelta(days=400)
"""Thirteen months after the person last signed in or changed something: a year comes round once before it ends."""
EMAIL, PASSKEY = "email", "passkey"
WAYS_IN = "ways_in"


# -- begin and find --------------------------------------------------------------------------------------------------


def begin_person(*, email: str, ways_in: bytes, on: date) -> UUID:
    """Someone new, whom an e-mail address leads to."""
    person = uuid4()
    make_keys(person=person, compartments=Compartment, on=on)
    with transaction.atomic():
        Person.objects.create(pk=person, created_on=on, expires_on=on + KEPT_FOR)
        lead_to(person=person, kind=EMAIL, value=email)
        keep_part(person=person, what=WAYS_IN, contents=ways_in)
    return person


def lead_to(*, person: UUID, kind: str, value: str) -> None:
    Identifier.objects.create(blind=own.blind(kind, value), person_id=person)


def lead_no_more(*, kind: str, value: str) -> None:
    Identifier.objects.filter(blind=own.blind(kind, value)).delete()


def find_person(*, kind: str, value: str) -> UUID | None:
    """Whom an e-mail address or a passkey leads to. That there is someone is all it tells."""
    return Identifier.objects.filter(blind=own.blind(kind, value)).values_list("person_id", flat=True).first()


def keep_longer(*, person: UUID, on: date) -> None:
    """They were here: their time starts anew."""
    Person.objects.filter(pk=person).update(expires_on=on + KEPT_FOR)


# -- the parts of a record -------------------------------------------------------------------------------------------


def read_part(*, holder: SignedIn, what: str, purpose: Purpose) -> Opened | None:
    """One part of the record of whoever is signed in; None when there is nothing, or not any more."""
    asked = Asked(holder.person, what, Actor.OWNER, purpose, holder.at, asker=holder.person)
    opened = next(iter(disclose(asked)), None)
    if opened is None or not isinstance(opened.row, Part):
        return None
    expires_on = opened.row.expires_on
    return opened if expires_on is None or expires_on > holder.at.date() else None


def read_ways_in(*, person: UUID, by: Actor, purpose: Purpose, holder: SignedIn) -> Opened:
    """How someone signs in, for whoever is signing in as them or has done so."""
    asker = holder.person if by is Actor.OWNER else None
    [opened] = disclose(Asked(person, WAYS_IN, by, purpose, holder.at, asker=asker))
    return opened


def keep_part(*, person: UUID, what: str, contents: bytes, until: date | None = None, first_revision: int = 1) -> None:
    """Keep a part, in place of what was there. One that comes from elsewhere goes on with the revision that it had."""
    with transaction.atomic(using=KEYRING), transaction.atomic():
        if Person.objects.locked(person) is None:
            raise NoSuchPerson
        row = Part.objects.filter(person_id=person, what=what).first()
        row = row or Part(person_id=person, what=what, revision=first_revision - 1)
        row.expires_on = until
        _fill(row, contents)
        row.save()


def replace_part(*, person: UUID, what: str, contents: bytes, revision: int) -> bool:
    """Put new contents in place of those of one revision. False when another change came first, or all is gone."""
    with transaction.atomic(using=KEYRING), transaction.atomic():
        Person.objects.locked(person)
        row = Part.objects.filter(person_id=person, what=what, revision=revision).first()
        if row is None:
            return False
        _fill(row, contents)
        row.save()
    return True


def _fill(row: Part, contents: bytes) -> None:
    row.revision += 1
    try:
        row.hold(seal_for(person=row.person_id, compartment=PARTS[row.what], contents=contents, bound_to=row.bound_to))
    except NoKey:
        raise NoSuchPerson from None


def drop_part(*, person: UUID, what: str) -> None:
    """Nothing of the kind is kept any more."""
    KeptForAWhile(Part).filter(person_id=person, what=what).erase()


def has_part(*, person: UUID, what: str) -> bool:
    """Whether something of the kind is kept. It opens nothing."""
    return Part.objects.filter(person_id=person, what=what).exists()


# -- the end ---------------------------------------------------------------------------------------------------------


def erase_person(*, person: UUID) -> None:
    """For good. The keys go first: what comes after may fail, and leaves nothing that anyone can read."""
    destroy_keys(person=person)
    with transaction.atomic():
        for model in (Part, HistoryEntry, Identifier, SignIn):
            model._default_manager.filter(person_id=person).delete()
        Person.objects.filter(pk=person).erase()


def erase_past_time(*, on: date) -> int:
    """Erase everyone whose time is over, and what is left of anyone whose keys are gone; how many there were."""
    over = set(Person.objects.expired(on).values_list("pk", flat=True))
    if Person.objects.exists():
        over |= set(Person.objects.values_list("pk", flat=True)) - people_with_keys()
    for person in over:
        erase_person(person=person)
    KeptForAWhile(Part).filter(expires_on__lte=on).erase()
    return len(over)
