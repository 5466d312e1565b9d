"""The worker answers one request at a time, and nothing that is sent to it, or goes wrong in it, ends up in its log."""

from __future__ import annotations

import socket
import time
from collections.abc import Sequence

import numpy as np
import pytest

from handrail.engines.policyengine import messages, worker
from handrail.engines.protocol import Answered, CannotEvaluate, Group, Result, Table, Why

ALICE = Table(2026, {"person": Group(1, {"name_of_someone": np.array([123456789])})})


def doubles(table: Table, outputs: Sequence[str]) -> Answered:
    values = table.groups["person"].columns["name_of_someone"] * 2
    return Answered({name: Result("person", values) for name in outputs}, "1.0")


def reply_to(
    request: dict[str, object], evaluate: worker.Evaluate, seconds: float = 5
) -> tuple[dict[str, object], bool]:
    """What comes back for one request, and whether the worker is fit to go on."""
    ours, theirs = socket.socketpair()
    with ours, theirs:
        messages.send(ours, request)
        is_sound = worker.serve(theirs, evaluate, seconds)
        return messages.receive(ours), is_sound


def test_a_request_is_answered():
    reply, is_sound = reply_to(messages.asked(ALICE, ["double"]), doubles)

    assert messages.answered_of(reply).results["double"].values.tolist() == [246913578]
    assert is_sound


def test_who_hangs_up_costs_the_next_one_nothing():
    ours, theirs = socket.socketpair()
    ours.close()

    with theirs:
        assert worker.serve(theirs, doubles)


def test_too_much_is_not_even_tried():
    people = {"size": messages.MOST_CELLS + 1, "columns": {}, "belongs_to": {}}
    request = {"year": 2026, "outputs": ["x"], "groups": {"person": people}}

    reply, is_sound = reply_to(request, doubles)

    assert reply == {"away": Why.TOO_MUCH}
    assert is_sound


def test_work_that_takes_too_long_is_broken_off_and_the_worker_makes_way_for_another():
    def for_ever(_table: Table, _outputs: Sequence[str]) -> Answered:
        while True:
            time.sleep(0.01)

    reply, is_sound = reply_to(messages.asked(ALICE, ["double"]), for_ever, seconds=0.1)

    assert reply == {"away": Why.TOO_SLOW}
    assert not is_sound


@pytest.mark.parametrize(
    "problem", [ValueError("123456789 is too much"), KeyError(123456789), CannotEvaluate("no output x")]
)
def test_what_goes_wrong_is_logged_without_anyone_s_answers(problem: Exception, capfd: pytest.CaptureFixture[str]):
    def fails(_table: Table, _outputs: Sequence[str]) -> Answered:
        raise problem

    reply, is_sound = reply_to(messages.asked(ALICE, ["double"]), fails)

    logged = "".join(capfd.readouterr())
    assert reply == {"away": Why.COULD_NOT}
    assert is_sound
    assert type(problem).__name__ in logged or str(problem) in logged
    assert "123456789" not in logged


def test_a_request_that_is_none_is_told_so():
    assert reply_to({"year": 2026}, doubles) == ({"away": Why.COULD_NOT}, True)
