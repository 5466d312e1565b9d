"""What is stored. A person without an account has one row, which holds nothing in plain words but dates and counts."""

from __future__ import annotations

from datetime import date
from typing import Self, TypeVar

from django.db import models, transaction

from handrail.records import keys
from handrail.records.return_codes import ReturnCode
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
