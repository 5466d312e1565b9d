"""What is stored. Nothing in these tables says anything of a person in plain words but dates, counts and names of parts."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Self, TypeVar

from django.db import models, transaction

from handrail.records import keys
from handrail.records.return_codes import ReturnCode
from handrail.records.sealed import Sealed
from handrail.records.write_ahead_log import empty_write_ahead_log

Row = TypeVar("Row", bound=models.Model)


class KeptForAWhile(models.QuerySet[Row]):
    """Questions about rows that end on a day, and their end."""

    def kept(self, on: date) -> Self:
        """Those whose time has not run out."""
        return self.filter(expires_on__gt=on)

    def expired(self, on: date) -> Self:
        """Those whose time has run out: `expires_on` is the first day on which they are gone."""
        return self.filter(expires_on__lte=on)

    def erase(self) -> int:
        """Delete the rows and what the database would keep of them; how many there were."""
        count, _ = self.delete()
        if count:
            transaction.on_commit(lambda: empty_write_ahead_log(self.db), using=self.db)
        return count


class AnonymousRouteQuerySet(KeptForAWhile["AnonymousRoute"]):
    """Questions about many rows."""

    def under(self, code: ReturnCode) -> Self:
        """The one row a code leads to, or none."""
        return self.filter(pk=keys.row_id(code))


class BesideQuerySet(KeptForAWhile["Beside"]):
    """Questions about many rows."""

    def under(self, code: ReturnCode, what: str) -> Self:
        """The one row that a code leads to for something, or none."""
        return self.filter(pk=keys.beside_id(code, what))


class AnonymousRoute(models.Model):
    """The answers of one person without an account, sealed under their return code.

    Only the person holds the code. With the database alone nobody can tell whose row this is, or read it.
    """

    id = models.CharField(primary_key=True, max_length=64)
    format = models.PositiveSmallIntegerField()
    salt = models.BinaryField(max_length=keys.SALT_BYTES)
    nonce = models.BinaryField(max_length=12)
    ciphertext = models.BinaryField()
    revision = models.PositiveIntegerField()
    created_on = models.DateField()
    expires_on = models.DateField(db_index=True)

    objects = AnonymousRouteQuerySet.as_manager()

    def __str__(self) -> str:
        return f"A route without an account, kept until {self.expires_on}"


class Beside(models.Model):
    """What is no part of someone's answers: what they are only trying out, or what their route was when they last saw it.

    It is sealed under the same return code with another key. Nobody can see what it is, or whose answers it belongs to.
    """

    id = models.CharField(primary_key=True, max_length=64)
    format = models.PositiveSmallIntegerField()
    salt = models.BinaryField(max_length=keys.SALT_BYTES)
    nonce = models.BinaryField(max_length=12)
    ciphertext = models.BinaryField()
    expires_on = models.DateField(db_index=True)

    objects = BesideQuerySet.as_manager()

    def __str__(self) -> str:
        return f"Something beside a route, kept until {self.expires_on}"


# -- people with an account ------------------------------------------------------------------------------------------


class PersonQuerySet(KeptForAWhile["Person"]):
    """Questions about many people."""

    def locked(self, person: uuid.UUID) -> Person | None:
        """One person, whom nobody else changes or erases until the transaction ends."""
        return self.select_for_update().filter(pk=person).first()


class Person(models.Model):
    """Someone with an account. Who they are is in no column."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    created_on = models.DateField()
    expires_on = models.DateField(db_index=True)

    objects = PersonQuerySet.as_manager()

    def __str__(self) -> str:
        return f"A person with an account, kept until {self.expires_on}"


class Identifier(models.Model):
    """A way to find a person by what only they bring: an e-mail address or a passkey. Neither can be told from it."""

    blind = models.CharField(primary_key=True, max_length=64)
    person = models.ForeignKey(Person, on_delete=models.CASCADE)

    def __str__(self) -> str:
        return "A way to find a person"


class ForPerson(models.Model):
    """Something sealed under a person's own keys. The gate alone opens it."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE)
    format = models.PositiveSmallIntegerField(default=1)
    nonce = models.BinaryField(max_length=12)
    ciphertext = models.BinaryField()

    class Meta:
        abstract = True

    @property
    def sealed(self) -> Sealed:
        return Sealed(bytes(self.nonce), bytes(self.ciphertext))

    def hold(self, sealed: Sealed) -> None:
        self.nonce, self.ciphertext = sealed.nonce, sealed.ciphertext


class Part(ForPerson):
    """One part of a person's record, such as their answers."""

    what = models.CharField(max_length=16)
    revision = models.PositiveIntegerField(default=1)
    expires_on = models.DateField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "what"], name="one_row_for_each_part")]

    def __str__(self) -> str:
        return f"A part of someone's record, {self.what}"

    @property
    def bound_to(self) -> bytes:
        """What else must be as it was for it to open: no row stands in for another, or for a newer one."""
        return f"{self.person_id}|{self.what}|{self.format}|{self.revision}".encode()


class HistoryEntry(ForPerson):
    """One entry of the access log, in words that only the person may read. `index` is its leaf in the tree."""

    number = models.PositiveIntegerField()
    index = models.PositiveBigIntegerField(unique=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "number"], name="no_number_twice")]

    def __str__(self) -> str:
        return f"Entry {self.index} of the access log"

    @property
    def bound_to(self) -> bytes:
        return f"{self.person_id}|history|{self.format}|{self.number}|{self.index}".encode()


class LogHead(models.Model):
    """How many entries the access log has: one row."""

    size = models.PositiveBigIntegerField()

    def __str__(self) -> str:
        return f"The access log, {self.size} entries"


class LogNode(models.Model):
    """The hash of one full subtree of the access log. It never changes, and is in nobody's record."""

    level = models.PositiveSmallIntegerField()
    place = models.PositiveBigIntegerField()
    value = models.BinaryField(max_length=32)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["level", "place"], name="one_hash_for_each_subtree")]

    def __str__(self) -> str:
        return f"Subtree {self.place} at level {self.level}"


class SignIn(models.Model):
    """A device on which someone is signed in. The row is found by the hash of a token that only the device has."""

    token_hash = models.CharField(primary_key=True, max_length=64)
    person = models.ForeignKey(Person, on_delete=models.CASCADE)
    device = models.CharField(max_length=40)
    """Such as "Firefox on Windows". It is not enough to tell one device from another."""
    began_at = models.DateTimeField()
    last_used_on = models.DateField()
    confirmed_at = models.DateTimeField(null=True)
    """When the person last showed, on this device, that it is them."""

    def __str__(self) -> str:
        return "Someone is signed in"
