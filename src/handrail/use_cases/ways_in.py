"""How a person shows that it is them: a code from an app (RFC 6238), a recovery code that works once, or a passkey."""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
import struct
from base64 import b32encode
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from handrail.records.return_codes import ALPHABET, LOOKS_LIKE

SECRET_BYTES = 20
STEP_SECONDS, DIGITS = 30, 6
RECOVERY_CODES, RECOVERY_LETTERS = 8, 16
MOST_WRONG, WAIT = 10, timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Passkey:
    """A key that a person's device or password manager holds. What we hold of it opens nothing."""

    id: str
    credential: str
    counter: int
    name: str
    on: str


@dataclass(frozen=True, slots=True)
class WaysIn:
    """All the ways into one account. They are kept in the person's own record, sealed."""

    email: str = field(repr=False)
    app_secret: str = field(default="", repr=False)
    app_last_step: int = 0
    recovery: tuple[str, ...] = field(default=(), repr=False)
    passkeys: tuple[Passkey, ...] = field(default=(), repr=False)
    wrong: int = 0
    wrong_since: str = ""

    @property
    def has_app(self) -> bool:
        return bool(self.app_secret)

    def is_waiting(self, at: datetime) -> bool:
        """After too many wrong codes nobody may try another for an hour."""
        return self.wrong >= MOST_WRONG and at < datetime.fromisoformat(self.wrong_since) + WAIT

    def missed(self, at: datetime) -> WaysIn:
        """One more wrong code. Those of more than an hour ago are forgotten."""
        if not self.wrong or at >= datetime.fromisoformat(self.wrong_since) + WAIT:
            return replace(self, wrong=1, wrong_since=at.isoformat())
        return replace(self, wrong=self.wrong + 1)

    def after(self, typed: str, at: datetime) -> WaysIn | None:
        """As it is once this code has been used up; None when the code is not right."""
        letters = "".join(letter for letter in typed if letter.isalnum())
        if letters.isdecimal() and len(letters) == DIGITS and self.app_secret:
            step = step_of(self.app_secret, letters, at)
            if step is None or step <= self.app_last_step:
                return None
            return replace(self, app_last_step=step, wrong=0)
        used = _hash(letters)
        if not any(hmac.compare_digest(used, each) for each in self.recovery):
            return None
        return replace(self, recovery=tuple(each for each in self.recovery if each != used), wrong=0)


def write_ways_in(ways: WaysIn) -> bytes:
    return json.dumps(asdict(ways), separators=(",", ":")).encode()


def read_ways_in(written: bytes) -> WaysIn:
    read: dict[str, Any] = json.loads(written)
    passkeys = tuple(Passkey(**each) for each in read.pop("passkeys"))
    return WaysIn(**{**read, "recovery": tuple(read["recovery"]), "passkeys": passkeys})


# -- a code from an app ----------------------------------------------------------------------------------------------


def new_app_secret() -> str:
    return secrets.token_hex(SECRET_BYTES)


def typed_secret(secret: str) -> str:
    """As apps take it."""
    return b32encode(bytes.fromhex(secret)).decode()


def app_link(secret: str) -> str:
    """Opens an app on the same device. It names the site and nobody."""
    return f"otpauth://totp/Handrail?secret={typed_secret(secret)}&issuer=Handrail"


def code_at(secret: str, step: int) -> str:
    digest = hmac.new(bytes.fromhex(secret), struct.pack(">Q", step), hashlib.sha1).digest()
    start = digest[-1] & 0xF
    return f"{(struct.unpack_from('>I', digest, start)[0] & 0x7FFFFFFF) % 10**DIGITS:0{DIGITS}d}"


def step_of(secret: str, code: str, at: datetime) -> int | None:
    """Which half minute a code is of: this one, or one either side, as clocks differ."""
    now = int(at.timestamp()) // STEP_SECONDS
    fitting = [step for step in (now - 1, now, now + 1) if hmac.compare_digest(code_at(secret, step), code)]
    return fitting[-1] if fitting else None


# -- codes for when all else is lost ---------------------------------------------------------------------------------


def new_recovery_codes() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The codes to be written down, and what is kept of them."""
    codes = tuple("".join(secrets.choice(ALPHABET) for _ in range(RECOVERY_LETTERS)) for _ in range(RECOVERY_CODES))
    return tuple("-".join(code[at : at + 4] for at in range(0, len(code), 4)) for code in codes), tuple(
        map(_hash, codes)
    )


def _hash(letters: str) -> str:
    """A code has 80 random bits: nobody can try them all, so that one round is enough."""
    return hashlib.sha256("".join(LOOKS_LIKE.get(letter, letter) for letter in letters.upper()).encode()).hexdigest()
