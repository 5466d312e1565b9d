"""The gate and its log do what a simple model says, and each bug that we plant in them is noticed."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from handrail.records import access_log, gate, persons, policy, sealing
from handrail.records.keyring import opening, wrapping
from handrail.records.models import HistoryEntry, Part
from handrail.records.policy import Decision
from tests.integration import records_model
from tests.integration.records_model import GateAndLog

pytestmark = pytest.mark.django_db(databases=["default", "keyring"])

STEPS, TRIES = 16, 20


def try_out(tries: int = TRIES, *, phases: tuple[Phase, ...] = tuple(Phase), seed: bool = False) -> None:
    how = settings(
        max_examples=tries,
        stateful_step_count=STEPS,
        deadline=None,
        database=None,
        phases=phases,
        derandomize=seed,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(GateAndLog, settings=how)


@pytest.mark.property
def test_whatever_anyone_does_the_gate_and_the_log_agree_with_the_model():
    try_out()


Plant = Callable[[pytest.MonkeyPatch], None]


def purpose_dropped(patch: pytest.MonkeyPatch) -> None:
    actors = {what_for: (who, frozenset(policy.PARTS)) for what_for, (who, _) in policy._ALLOWED.items()}
    patch.setattr(policy, "_ALLOWED", actors)


def role_dropped(patch: pytest.MonkeyPatch) -> None:
    parts = {what_for: (frozenset(policy.Actor), what) for what_for, (_, what) in policy._ALLOWED.items()}
    patch.setattr(policy, "_ALLOWED", parts)


def owner_not_compared(patch: pytest.MonkeyPatch) -> None:
    decide = policy.decide

    def careless(asked: Any, **more: Any) -> Decision:
        decision = decide(asked, **more)
        return Decision(True, "") if decision.because == "someone else's record" else decision

    patch.setattr(policy, "decide", careless)


def last_day_taken_in(patch: pytest.MonkeyPatch) -> None:
    decide = policy.decide

    def careless(asked: Any, **more: Any) -> Decision:
        decision = decide(asked, **more)
        is_last = asked.at.date() == more["kept_until"] and decision.because == "past its time"
        return Decision(True, "") if is_last else decision

    patch.setattr(policy, "decide", careless)


def error_taken_for_yes(patch: pytest.MonkeyPatch) -> None:
    def careless(asked: Any, person: Any) -> Decision:
        with suppress(Exception):
            return policy.decide(asked, kept_until=person.expires_on)
        return Decision(True, "")

    patch.setattr(gate, "_decide", careless)


def refusals_not_logged(patch: pytest.MonkeyPatch) -> None:
    append = access_log.append
    patch.setattr(
        access_log, "append", lambda asked, decision: append(asked, decision) if decision.is_allowed else None
    )


def failed_opening_not_logged(patch: pytest.MonkeyPatch) -> None:
    """The error rises through the transaction, and takes the entry with it."""

    def careless(asked: Any) -> Any:
        rows = list(gate._rows(asked))
        opened = opening.open_all(
            person=asked.person,
            compartment=policy.PARTS[asked.part],
            sealed=[(row.sealed, row.bound_to) for row in rows],
        )
        return tuple(gate.Opened(each, row) for each, row in zip(opened, rows, strict=True))

    patch.setattr(gate, "_open", careless)


def opening_not_counted(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(opening, "F", lambda name: 0)


def associated_data_dropped(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Part, "bound_to", b"")


def revision_left_out(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Part, "bound_to", property(lambda part: f"{part.person_id}|{part.what}".encode()))


def part_left_out(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Part, "bound_to", property(lambda part: f"{part.person_id}|{part.revision}".encode()))


def nonce_reused(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(sealing, "secrets", SimpleNamespace(token_bytes=lambda size: b"\7" * size))


def epoch_ignored(patch: pytest.MonkeyPatch) -> None:
    """Every week has the same key: destroying an old one destroys nothing."""
    patch.setattr(wrapping, "key_of_epoch", lambda epoch: b"\1" * 32)
    patch.setattr(wrapping, "_bound", lambda person, compartment, week: f"{person}|{compartment}")


def old_epochs_kept(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(records_model, "turn_epoch", lambda *, on: wrapping.epoch_of(on))


def one_entry_counted_for_all(patch: pytest.MonkeyPatch) -> None:
    """Numbers run on from someone else's: a gap in one person's own line."""
    patch.setattr(HistoryEntry, "save", lambda self, **named: None)


def rows_erased_and_keys_left(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(persons, "destroy_keys", lambda *, person: None)


BUGS: list[Plant] = [
    purpose_dropped,
    role_dropped,
    owner_not_compared,
    last_day_taken_in,
    error_taken_for_yes,
    refusals_not_logged,
    failed_opening_not_logged,
    opening_not_counted,
    associated_data_dropped,
    revision_left_out,
    part_left_out,
    nonce_reused,
    epoch_ignored,
    old_epochs_kept,
    one_entry_counted_for_all,
    rows_erased_and_keys_left,
]


@pytest.mark.property
@pytest.mark.parametrize("plant", BUGS)
def test_a_bug_planted_in_the_gate_is_noticed(plant: Plant, monkeypatch: pytest.MonkeyPatch):
    plant(monkeypatch)

    with pytest.raises((AssertionError, ExceptionGroup)):
        try_out(5 * TRIES, phases=(Phase.generate,), seed=True)
