"""The keys, each sealed under the one above it. Only the root is elsewhere."""

from __future__ import annotations

from django.db import models


class Wrapped(models.Model):
    """A key sealed under another."""

    nonce = models.BinaryField(max_length=12)
    ciphertext = models.BinaryField(max_length=64)

    class Meta:
        abstract = True


class Epoch(Wrapped):
    """A week's key, sealed under the root. Once it is destroyed, no older copy of a person's key opens."""

    week = models.PositiveIntegerField(primary_key=True)

    def __str__(self) -> str:
        return f"The key of week {self.week}"


class PersonKey(Wrapped):
    """The key to one compartment of one person, sealed under a week's key."""

    person = models.UUIDField()
    compartment = models.CharField(max_length=16)
    epoch = models.ForeignKey(Epoch, on_delete=models.PROTECT)
    opened = models.PositiveBigIntegerField(default=0)
    """How often it was taken to open something. The access log holds as many reads that were allowed."""

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "compartment"], name="one_key_for_each_compartment")]

    def __str__(self) -> str:
        return f"The key to one {self.compartment}"


class OwnKey(Wrapped):
    """A key of the installation itself, sealed under the root: for blind indexes, and for signing the access log."""

    name = models.CharField(primary_key=True, max_length=16)

    def __str__(self) -> str:
        return f"The key for {self.name}"
