"""The one way to a person's record: every read passes `disclose`, which decides, writes it down, and only then opens.

What someone without an account keeps is sealed under their return code, to which we have no key: see `under_code`.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db import transaction

from handrail.records import access_log, policy
from handrail.records.keyring.database import KEYRING
from handrail.records.keyring.opening import open_all
from handrail.records.models import HistoryEntry, Part, Person
from handrail.records.policy import PARTS, Asked, Decision
from handrail.records.problems import NoKey, NoSuchPerson, Refused, Unreadable
from handrail.records.sealed import Broken

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Opened:
    """What one row held."""

    contents: bytes = field(repr=False)
    row: Part | HistoryEntry = field(repr=False)

    @property
    def revision(self) -> int:
        """Which state of a part this was; an entry of the log has one only."""
        return self.row.revision if isinstance(self.row, Part) else 1


def disclose(asked: Asked) -> tuple[Opened, ...]:
    """Decide, write down what was decided, and open. One transaction: where one of the three fails, nothing is read.

    The keyring's transaction is the outer one. What it counts as opened is therefore never more than the log holds.
    """
    try:
        with transaction.atomic(using=KEYRING), transaction.atomic():
            decision, opened = _disclosed(asked)
    except NoKey:
        raise NoSuchPerson from None
    except Broken:
        raise Unreadable("the log could not be written, so nothing was read") from None
    if not decision.is_allowed:
        raise Refused(decision.because)
    if opened is None:
        raise Unreadable(f"a part of a record does not open: {asked.part}")
    return opened


def _disclosed(asked: Asked) -> tuple[Decision, tuple[Opened, ...] | None]:
    person = Person.objects.locked(asked.person)
    if person is None:
        raise NoSuchPerson
    decision = _decide(asked, person)
    access_log.append(asked, decision)
    return decision, _open(asked) if decision.is_allowed else ()


def _decide(asked: Asked, person: Person) -> Decision:
    """An error of the policy is a no, and is written down like any other."""
    try:
        return policy.decide(asked, kept_until=person.expires_on)
    except Exception as error:  # noqa: BLE001  (whatever went wrong, nobody may read because of it)
        logger.error("The policy could not decide: %s", type(error).__name__)
        return Decision(False, "the policy could not decide")


def _open(asked: Asked) -> tuple[Opened, ...] | None:
    """What the part holds; None where it does not open. That it was tried stays written down."""
    rows = _rows(asked)
    sealed = [(row.sealed, row.bound_to) for row in rows]
    try:
        contents = open_all(person=asked.person, compartment=PARTS[asked.part], sealed=sealed)
    except Broken:
        return None
    return tuple(Opened(each, row) for each, row in zip(contents, rows, strict=True))


def _rows(asked: Asked) -> Sequence[Part | HistoryEntry]:
    if asked.part == "history":
        return list(HistoryEntry.objects.filter(person_id=asked.person).order_by("number"))
    return list(Part.objects.filter(person_id=asked.person, what=asked.part))
