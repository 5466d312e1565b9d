"""A passkey signs its own person in on this site. Nothing else does: not a copy, not another site's, not another person's."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from fido2.cose import ES256
from fido2.utils import websafe_decode, websafe_encode
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData, CollectedClientData

from handrail.records import persons
from handrail.records.holders import SignedIn
from handrail.use_cases import passkeys, signing_in
from handrail.use_cases.passkeys import NotThisPasskey, Site
from handrail.use_cases.seeing_who_looked import who_looked
from handrail.use_cases.signing_in import StartAgain
from handrail.use_cases.ways_in import WaysIn, write_ways_in

pytestmark = pytest.mark.django_db(databases=["default", "keyring"])

AT = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
SITE = Site("handrail.example", "https://handrail.example")
PRESENT, VERIFIED, HOLDS = 0x01, 0x04, 0x40


@dataclass
class Authenticator:
    """A device that holds one passkey, and does as it is told."""

    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    id: bytes = b"passkey-canary-1"
    counter: int = 0
    origin: str = SITE.origin
    name: str = SITE.name
    flags: int = PRESENT | VERIFIED

    def makes(self, options: str) -> str:
        credential = AttestedCredentialData.create(
            b"\0" * 16, self.id, ES256.from_cryptography_key(self.key.public_key())
        )
        said = self._data(self.flags | HOLDS, bytes(credential))
        response = {"attestationObject": websafe_encode(AttestationObject.create("none", said, {}))}
        return self._answer(self._client(CollectedClientData.TYPE.CREATE, options), response)

    def answers(self, options: str) -> str:
        self.counter += 1
        client, said = self._client(CollectedClientData.TYPE.GET, options), self._data(self.flags)
        signature = self.key.sign(bytes(said) + client.hash, ec.ECDSA(SHA256()))
        return self._answer(client, {"authenticatorData": websafe_encode(said), "signature": websafe_encode(signature)})

    def _client(self, kind: str, options: str) -> CollectedClientData:
        return CollectedClientData.create(kind, websafe_decode(json.loads(options)["challenge"]), self.origin)

    def _data(self, flags: int, credential: bytes = b"") -> AuthenticatorData:
        return AuthenticatorData.create(
            sha256(self.name.encode()).digest(), AuthenticatorData.FLAG(flags), self.counter, credential
        )

    def _answer(self, client: CollectedClientData, response: dict[str, str]) -> str:
        response["clientDataJSON"] = websafe_encode(client)
        one = websafe_encode(self.id)
        return json.dumps(
            {"id": one, "rawId": one, "type": "public-key", "response": response, "clientExtensionResults": {}}
        )


def someone(email: str = "zebedee-canary@example.org") -> SignedIn:
    return SignedIn(persons.begin_person(email=email, ways_in=write_ways_in(WaysIn(email)), on=AT.date()), AT)


def adds(holder: SignedIn, device: Authenticator) -> None:
    attempt = passkeys.begin_adding(site=SITE, holder=holder)
    answer = device.makes(passkeys.options_of(attempt))
    passkeys.add(site=SITE, holder=holder, token=attempt.token, answer=answer, name="Firefox on Windows")


def signs_in(device: Authenticator, at: datetime = AT) -> UUID:
    attempt = passkeys.ask(site=SITE, at=AT)
    answer = device.answers(passkeys.options_of(attempt))
    token = passkeys.sign_in(site=SITE, token=attempt.token, answer=answer, device="Firefox", at=at)
    found = signing_in.device_of(token=token, at=at)
    assert found is not None
    return found.person


def test_it_signs_its_own_person_in_and_they_see_it():
    one, other = someone(), someone("other@example.org")
    first, second = Authenticator(), Authenticator(id=b"passkey-canary-2")
    adds(one, first)
    adds(other, second)

    assert [signs_in(first), signs_in(second), signs_in(first)] == [one.person, other.person, one.person]
    assert [look.purpose for look in who_looked(holder=one)].count("sign_in") == 2


WRONG: dict[str, Callable[[Authenticator], Authenticator]] = {
    "another site asked for it": lambda device: replace(device, origin="https://handrail.example.evil.example"),
    "over plain http": lambda device: replace(device, origin="http://handrail.example"),
    "a subdomain asked for it": lambda device: replace(device, origin="https://other.handrail.example"),
    "another name": lambda device: replace(device, name="evil.example"),
    "the person did not show that it is them": lambda device: replace(device, flags=PRESENT),
    "nobody was there": lambda device: replace(device, flags=VERIFIED),
    "another key": lambda device: replace(device, key=ec.generate_private_key(ec.SECP256R1())),
    "a passkey that nobody here has": lambda device: replace(device, id=b"unknown"),
    "a copy, which counts less": lambda device: replace(device, counter=device.counter - 1),
}


@pytest.mark.parametrize("what", WRONG)
def test_nothing_else_signs_anyone_in(what: str):
    device = Authenticator()
    adds(someone(), device)
    signs_in(device)

    with pytest.raises(NotThisPasskey):
        signs_in(WRONG[what](device))


def test_an_answer_is_good_once_and_only_for_what_was_asked():
    device = Authenticator()
    adds(someone(), device)
    asked, other = passkeys.ask(site=SITE, at=AT), passkeys.ask(site=SITE, at=AT)
    answer = device.answers(passkeys.options_of(asked))

    def give(token: str, at: datetime = AT) -> Any:
        return passkeys.sign_in(site=SITE, token=token, answer=answer, device="", at=at)

    with pytest.raises(NotThisPasskey):
        give(other.token)
    with pytest.raises(StartAgain):
        give(asked.token, AT + timedelta(minutes=15))
    asked = passkeys.ask(site=SITE, at=AT)
    answer = device.answers(passkeys.options_of(asked))
    give(asked.token)
    with pytest.raises(StartAgain):
        give(asked.token)


def test_one_that_was_taken_away_or_is_someone_elses_is_not_taken():
    one, other, device = someone(), someone("other@example.org"), Authenticator()
    adds(one, device)
    with pytest.raises(NotThisPasskey):
        adds(other, device)

    [held] = passkeys.passkeys_of(holder=one)
    passkeys.take_away(holder=other, passkey=held.id)
    assert signs_in(device) == one.person
    passkeys.take_away(holder=one, passkey=held.id)
    with pytest.raises(NotThisPasskey):
        signs_in(device)


@pytest.mark.parametrize(
    "answer", ["", "null", "[]", "{}", '{"id": 1}', '{"id": "AA", "rawId": "AA", "response": {}}', "\0"]
)
def test_what_no_device_wrote_is_refused_quietly(answer: str):
    holder = someone()
    asked = passkeys.ask(site=SITE, at=AT)
    with pytest.raises(NotThisPasskey):
        passkeys.sign_in(site=SITE, token=asked.token, answer=answer, device="", at=AT)
    adding = passkeys.begin_adding(site=SITE, holder=holder)
    with pytest.raises(NotThisPasskey):
        passkeys.add(site=SITE, holder=holder, token=adding.token, answer=answer, name="")


def test_what_a_device_shows_of_a_passkey_names_nobody():
    options = passkeys.options_of(passkeys.begin_adding(site=SITE, holder=someone()))

    assert json.loads(options)["user"]["name"] == "Handrail account"
    assert "zebedee" not in options
