"""Passkeys (WebAuthn): a person's device shows that it is them, for this site and no other. Nothing is typed that could be given away."""

from __future__ import annotations

import json
import struct
from base64 import b64decode, b64encode
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from fido2.server import Fido2Server
from fido2.webauthn import (
    AttestedCredentialData,
    AuthenticationResponse,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialUserEntity,
    RegistrationResponse,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from handrail.records import persons
from handrail.records.holders import SignedIn
from handrail.records.policy import Actor, Purpose
from handrail.records.return_codes import ReturnCode
from handrail.use_cases import signing_in
from handrail.use_cases.signing_in import PASSKEY, Attempt, StartAgain
from handrail.use_cases.ways_in import Passkey, WaysIn, read_ways_in

MOST = 10
# What reading bytes that no device of ours wrote may raise.
_NOT_WRITTEN_SO = (ValueError, LookupError, TypeError, AttributeError, AssertionError, struct.error)


class NotThisPasskey(Exception):
    """It belongs to another site, to nobody here, or was not used by the person themselves."""


@dataclass(frozen=True, slots=True)
class Site:
    """What a passkey is bound to: the name of the site, and the whole of its address."""

    name: str
    origin: str

    @property
    def server(self) -> Fido2Server:
        mine = PublicKeyCredentialRpEntity(name="Handrail", id=self.name)
        return Fido2Server(mine, verify_origin=lambda origin: origin == self.origin)


# -- sign in ---------------------------------------------------------------------------------------------------------


def ask(*, site: Site, at: datetime) -> Attempt:
    """What to ask a device, kept for when it answers. It names nobody."""
    options, state = site.server.authenticate_begin(user_verification=UserVerificationRequirement.REQUIRED)
    return signing_in.begin_with_passkey(challenge=_written(options, state), at=at)


def options_of(attempt: Attempt) -> str:
    """What the page hands to the browser."""
    if attempt.stage != PASSKEY:
        raise StartAgain
    return str(json.loads(attempt.challenge)["options"])


def sign_in(*, site: Site, token: str, answer: str, device: str, at: datetime) -> ReturnCode:
    """Check what the device says: the token of a device that is signed in now."""
    attempt = signing_in.attempt_of(token=token, at=at)
    if attempt.stage != PASSKEY:
        raise StartAgain
    signing_in.end(token=token)
    said = _read(AuthenticationResponse, answer)
    person = persons.find_person(kind=persons.PASSKEY, value=said.id)
    if person is None:
        raise NotThisPasskey
    opened = persons.read_ways_in(
        person=person, by=Actor.SIGNING_IN, purpose=Purpose.SIGN_IN, holder=SignedIn(person, at)
    )
    ways = read_ways_in(opened.contents)
    used = _used(site, attempt, said, ways)
    others = tuple(each for each in ways.passkeys if each.id != used.id)
    if not signing_in.keep_ways_in(
        person=person, ways=replace(ways, passkeys=(*others, used)), revision=opened.revision
    ):
        raise StartAgain
    return signing_in.let_in(person=person, device=device, at=at)


def _used(site: Site, attempt: Attempt, said: AuthenticationResponse, ways: WaysIn) -> Passkey:
    """The passkey that answered. A counter that did not go up is that of a copy."""
    passkey = next((each for each in ways.passkeys if each.id == said.id), None)
    if passkey is None:
        raise NotThisPasskey
    known = AttestedCredentialData(b64decode(passkey.credential))
    try:
        site.server.authenticate_complete(json.loads(attempt.challenge)["state"], [known], said)
    except _NOT_WRITTEN_SO:
        raise NotThisPasskey from None
    counter = said.response.authenticator_data.counter
    if counter <= passkey.counter and (counter or passkey.counter):
        raise NotThisPasskey
    return replace(passkey, counter=counter)


# -- add and take away -----------------------------------------------------------------------------------------------


def passkeys_of(*, holder: SignedIn) -> tuple[Passkey, ...]:
    return _ways(holder)[0].passkeys


def begin_adding(*, site: Site, holder: SignedIn) -> Attempt:
    """What to ask a device that is to make a passkey."""
    ways, _ = _ways(holder)
    known = [AttestedCredentialData(b64decode(each.credential)) for each in ways.passkeys]
    # The device shows this name to whoever holds it, so it is nobody's.
    user = PublicKeyCredentialUserEntity(
        name="Handrail account", id=holder.person.bytes, display_name="Handrail account"
    )
    options, state = site.server.register_begin(
        user,
        known,
        resident_key_requirement=ResidentKeyRequirement.REQUIRED,
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    return signing_in.begin_with_passkey(challenge=_written(options, state), at=holder.at)


def add(*, site: Site, holder: SignedIn, token: str, answer: str, name: str) -> None:
    """Take in a passkey that a device has just made."""
    attempt = signing_in.attempt_of(token=token, at=holder.at)
    if attempt.stage != PASSKEY:
        raise StartAgain
    signing_in.end(token=token)
    said = _read(RegistrationResponse, answer)
    try:
        made = site.server.register_complete(json.loads(attempt.challenge)["state"], said)
    except _NOT_WRITTEN_SO:
        raise NotThisPasskey from None
    credential = made.credential_data
    ways, revision = _ways(holder)
    if credential is None or len(ways.passkeys) >= MOST or persons.find_person(kind=persons.PASSKEY, value=said.id):
        raise NotThisPasskey
    kept = b64encode(credential).decode()
    new = Passkey(said.id, kept, made.counter, name[:40], holder.at.date().isoformat())
    _keep(holder, replace(ways, passkeys=(*ways.passkeys, new)), revision)
    persons.lead_to(person=holder.person, kind=persons.PASSKEY, value=new.id)


def take_away(*, holder: SignedIn, passkey: str) -> None:
    """It signs nobody in any more."""
    ways, revision = _ways(holder)
    if passkey not in {each.id for each in ways.passkeys}:
        return
    _keep(holder, replace(ways, passkeys=tuple(each for each in ways.passkeys if each.id != passkey)), revision)
    persons.lead_no_more(kind=persons.PASSKEY, value=passkey)


def _ways(holder: SignedIn) -> tuple[WaysIn, int]:
    opened = persons.read_ways_in(person=holder.person, by=Actor.OWNER, purpose=Purpose.MANAGE, holder=holder)
    return read_ways_in(opened.contents), opened.revision


def _keep(holder: SignedIn, ways: WaysIn, revision: int) -> None:
    if not signing_in.keep_ways_in(person=holder.person, ways=ways, revision=revision):
        raise StartAgain


def _written(options: Any, state: Any) -> str:
    return json.dumps({"options": json.dumps(dict(options)["publicKey"]), "state": state})


def _read(kind: Any, answer: str) -> Any:
    try:
        found = kind.from_dict(json.loads(answer))
    except _NOT_WRITTEN_SO:
        raise NotThisPasskey from None
    if found is None:
        raise NotThisPasskey
    return found
