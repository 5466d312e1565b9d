"""What is kept for someone, whether they have a return code or an account: one set of verbs for both."""

from __future__ import annotations

from datetime import date

from handrail.records import persons, under_code
from handrail.records.gate import Opened
from handrail.records.holders import Holder, SignedIn
from handrail.records.models import AnonymousRoute, Part, Person
from handrail.records.policy import Purpose
from handrail.records.problems import NoSuchPerson, Unreadable
from handrail.records.return_codes import ReturnCode
from handrail.records.under_code import BESIDE, FEED, LAST_SEEN, TRIED_FOR, WHAT_IF, Held

__all__ = ["BESIDE", "FEED", "LAST_SEEN", "TRIED_FOR", "WHAT_IF", "Held", "Unreadable"]

ANSWERS = "answers"
_WHAT_FOR = {WHAT_IF: Purpose.TRY_OUT, LAST_SEEN: Purpose.TELL_CHANGES, FEED: Purpose.FEED}


def begin(*, holder: Holder, contents: bytes, on: date) -> Held:
    """Keep answers where there were none."""
    match holder:
        case SignedIn(person=person):
            persons.keep_part(person=person, what=ANSWERS, contents=contents)
            return _held(Opened(contents, Part.objects.get(person_id=person, what=ANSWERS)))
        case ReturnCode():
            return under_code.begin(code=holder, contents=contents, on=on)


def move_answers(*, to: SignedIn, contents: bytes, revision: int) -> None:
    """Answers that someone had without an account, as they were."""
    persons.keep_part(person=to.person, what=ANSWERS, contents=contents, first_revision=revision)


def read(*, holder: Holder, on: date) -> Held | None:
    """The answers; None when there are none, or not any more."""
    match holder:
        case SignedIn():
            try:
                opened = persons.read_part(holder=holder, what=ANSWERS, purpose=Purpose.SHOW_ROUTE)
            except NoSuchPerson:
                return None
            return _held(opened) if opened else None
        case ReturnCode():
            return under_code.read(code=holder, on=on)


def replace(*, holder: Holder, contents: bytes, revision: int, on: date) -> bool:
    """Put new answers in place of those of one revision. False when another change came first, or all is gone."""
    match holder:
        case SignedIn(person=person):
            persons.keep_longer(person=person, on=on)
            return persons.replace_part(person=person, what=ANSWERS, contents=contents, revision=revision)
        case ReturnCode():
            return under_code.replace(code=holder, contents=contents, revision=revision, on=on)


def are_kept(*, holder: Holder, on: date) -> bool:
    """Whether there are answers. It opens nothing."""
    match holder:
        case SignedIn(person=person):
            return persons.has_part(person=person, what=ANSWERS)
        case ReturnCode():
            return AnonymousRoute.objects.under(holder).kept(on).exists()


def kept_until(*, holder: Holder, on: date) -> date:
    """The day on which they are gone if nothing changes from today on."""
    return on + (persons.KEPT_FOR if isinstance(holder, SignedIn) else under_code.KEPT_FOR)


def drop(*, holder: Holder) -> None:
    """Erase the answers at once, readable or not."""
    match holder:
        case SignedIn(person=person):
            persons.drop_part(person=person, what=ANSWERS)
        case ReturnCode():
            AnonymousRoute.objects.under(holder).erase()


def read_beside(*, holder: Holder, what: str, on: date) -> bytes | None:
    """What is kept beside the answers; None when nothing is, or not any more, or it does not open."""
    match holder:
        case SignedIn():
            try:
                opened = persons.read_part(holder=holder, what=what, purpose=_WHAT_FOR[what])
            except (NoSuchPerson, Unreadable):
                return None
            return opened.contents if opened else None
        case ReturnCode():
            return under_code.read_beside(code=holder, what=what, on=on)


def keep_beside(*, holder: Holder, what: str, contents: bytes, until: date) -> None:
    """Keep something beside the answers, in place of what was there. The answers stay as they are."""
    match holder:
        case SignedIn(person=person):
            persons.keep_part(person=person, what=what, contents=contents, until=until)
        case ReturnCode():
            under_code.keep_beside(code=holder, what=what, contents=contents, until=until)


def drop_beside(*, holder: Holder, what: str) -> None:
    """Nothing of the kind is kept any more."""
    match holder:
        case SignedIn(person=person):
            persons.drop_part(person=person, what=what)
        case ReturnCode():
            under_code.drop_beside(code=holder, what=what)


def _held(opened: Opened) -> Held:
    row = opened.row
    assert isinstance(row, Part)
    person: Person = row.person
    return Held(opened.contents, row.revision, person.created_on, person.expires_on)
