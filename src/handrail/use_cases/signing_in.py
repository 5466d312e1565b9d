"""Sign in, or make an account: the same steps for both, so that nobody can find out who has one.

An attempt is sealed under a secret that only the browser has, like a route without an account. It says nothing of anyone
until the code that was sent to the address comes back.
"""

from __future__ import annotations

import hmac
import json
import secrets
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime, timedelta
from uuid import UUID

from handrail.records import persons, sign_ins, under_code
from handrail.records.holders import SignedIn
from handrail.records.policy import Actor, Purpose
from handrail.records.return_codes import ALPHABET, LOOKS_LIKE, ReturnCode, new_code, read_code
from handrail.records.sign_ins import Device as Device
from handrail.use_cases.ways_in import WaysIn, new_app_secret, new_recovery_codes, read_ways_in, step_of, write_ways_in

WHAT = "sign-in"
GOOD_FOR = timedelta(minutes=15)
CODE_LETTERS = 8
TRIES = 5
CONFIRMED_FOR = timedelta(minutes=10)

EMAIL, SECOND, NEW, PASSKEY = "email", "second", "new", "passkey"


class WrongCode(Exception):
    """Not the code. It may be tried again."""


class TooManyTries(Exception):
    """Nobody may try another for a while."""


class StartAgain(Exception):
    """The attempt is over: it took too long, was used, or had too many wrong codes."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """How far someone has come."""

    token: str = field(repr=False)
    email: str = field(repr=False)
    code: str = field(repr=False)
    began_at: str
    stage: str = EMAIL
    tries: int = 0
    app_secret: str = field(default="", repr=False)
    challenge: str = field(default="", repr=False)
    recovery: tuple[str, ...] = field(default=(), repr=False)


# -- the address -----------------------------------------------------------------------------------------------------


def begin(*, email: str, at: datetime) -> Attempt:
    """Start with an address. Whether anybody has an account under it is not looked at."""
    code = "".join(secrets.choice(ALPHABET) for _ in range(CODE_LETTERS))
    attempt = Attempt(new_code(), email.strip().lower(), code, at.isoformat())
    _keep(attempt, at)
    return attempt


def begin_with_passkey(*, challenge: str, at: datetime) -> Attempt:
    """Start without an address: the passkey says whose it is."""
    attempt = Attempt(new_code(), "", "", at.isoformat(), stage=PASSKEY, challenge=challenge)
    _keep(attempt, at)
    return attempt


def written(code: str) -> str:
    """As the e-mail shows it."""
    return f"{code[:4]}-{code[4:]}"


def attempt_of(*, token: str, at: datetime) -> Attempt:
    """How far this browser has come."""
    code = read_code(token)
    kept = under_code.read_beside(code=code, what=WHAT, on=at.date()) if code else None
    if kept is None:
        raise StartAgain
    read = json.loads(kept)
    attempt = Attempt(**{**read, "token": token, "recovery": tuple(read["recovery"])})
    if at >= datetime.fromisoformat(attempt.began_at) + GOOD_FOR:
        end(token=token)
        raise StartAgain
    return attempt


def prove_address(*, token: str, typed: str, at: datetime) -> Attempt:
    """The code from the e-mail. From here on it counts whether there is an account; only whoever reads that mailbox learns it."""
    attempt = attempt_of(token=token, at=at)
    letters = "".join(LOOKS_LIKE.get(letter, letter) for letter in typed.upper() if letter.isalnum())
    if attempt.stage != EMAIL or not hmac.compare_digest(letters.encode(), attempt.code.encode()):
        _count_wrong(attempt, at)
        raise WrongCode
    found = persons.find_person(kind=persons.EMAIL, value=attempt.email)
    proven = replace(attempt, code="", tries=0, stage=SECOND if found else NEW)
    if not found:
        proven = replace(proven, app_secret=new_app_secret())
    _keep(proven, at)
    return proven


def _count_wrong(attempt: Attempt, at: datetime) -> None:
    if attempt.tries + 1 >= TRIES:
        end(token=attempt.token)
        raise StartAgain
    _keep(replace(attempt, tries=attempt.tries + 1), at)


def _keep(attempt: Attempt, at: datetime) -> None:
    contents = json.dumps({name: value for name, value in asdict(attempt).items() if name != "token"}).encode()
    under_code.keep_beside(
        code=ReturnCode(attempt.token), what=WHAT, contents=contents, until=at.date() + timedelta(days=2)
    )


def end(*, token: str) -> None:
    """Forget an attempt."""
    code = read_code(token)
    if code:
        under_code.drop_beside(code=code, what=WHAT)


# -- the second sign -------------------------------------------------------------------------------------------------


def prove_second(*, token: str, typed: str, device: str, at: datetime) -> ReturnCode:
    """A code from the app, or a recovery code: the token of a device that is signed in now."""
    attempt = attempt_of(token=token, at=at)
    person = persons.find_person(kind=persons.EMAIL, value=attempt.email)
    if attempt.stage != SECOND or person is None:
        raise StartAgain
    use_code(person=person, typed=typed, by=Actor.SIGNING_IN, purpose=Purpose.SIGN_IN, at=at)
    end(token=token)
    return let_in(person=person, device=device, at=at)


def use_code(*, person: UUID, typed: str, by: Actor, purpose: Purpose, at: datetime) -> None:
    """Check a code and use it up. Nothing else may use it meanwhile."""
    opened = persons.read_ways_in(person=person, by=by, purpose=purpose, holder=SignedIn(person, at))
    ways = read_ways_in(opened.contents)
    if ways.is_waiting(at):
        raise TooManyTries
    after = ways.after(typed, at)
    is_kept = keep_ways_in(person=person, ways=after or ways.missed(at), revision=opened.revision)
    if after is None or not is_kept:
        raise WrongCode


def keep_ways_in(*, person: UUID, ways: WaysIn, revision: int) -> bool:
    """False when another change came first, as when one code is sent twice at the same moment."""
    return persons.replace_part(person=person, what=persons.WAYS_IN, contents=write_ways_in(ways), revision=revision)


def let_in(*, person: UUID, device: str, at: datetime) -> ReturnCode:
    persons.keep_longer(person=person, on=at.date())
    return sign_ins.begin_sign_in(person=person, device=device, at=at)


# -- a new account ---------------------------------------------------------------------------------------------------


def make_account(*, token: str, typed: str, device: str, at: datetime) -> tuple[ReturnCode, tuple[str, ...]]:
    """The app shows the right code: the account is made. The token of this device, and the recovery codes, shown once."""
    attempt = attempt_of(token=token, at=at)
    if attempt.stage != NEW:
        raise StartAgain
    step = step_of(attempt.app_secret, "".join(letter for letter in typed if letter.isdecimal()), at)
    if step is None:
        _count_wrong(attempt, at)
        raise WrongCode
    return _made(attempt, WaysIn(attempt.email, attempt.app_secret, step), device, at)


def _made(attempt: Attempt, ways: WaysIn, device: str, at: datetime) -> tuple[ReturnCode, tuple[str, ...]]:
    codes, kept = new_recovery_codes()
    end(token=attempt.token)
    person = persons.begin_person(
        email=attempt.email, ways_in=write_ways_in(replace(ways, recovery=kept)), on=at.date()
    )
    return let_in(person=person, device=device, at=at), codes


# -- signed in -------------------------------------------------------------------------------------------------------


def device_of(*, token: str, at: datetime) -> Device | None:
    """The device that has this token; None when nobody is signed in on it."""
    code = read_code(token)
    return sign_ins.find_sign_in(token=code, at=at) if code else None


def is_confirmed(device: Device, at: datetime) -> bool:
    """Whether the person showed on this device, not long ago, that it is them. Ask before anything that cannot be taken back."""
    return device.confirmed_at is not None and at < device.confirmed_at + CONFIRMED_FOR


def confirm(*, device: Device, typed: str, at: datetime) -> None:
    """Show again that it is them."""
    use_code(person=device.person, typed=typed, by=Actor.OWNER, purpose=Purpose.CONFIRM, at=at)
    sign_ins.confirm_sign_in(device=device.id, at=at)
