"""Requests and answers survive the socket; anything else is refused whole."""

from __future__ import annotations

import socket
import struct

import numpy as np
import pytest

from handrail.engines.policyengine import messages
from handrail.engines.protocol import Answered, Group, Result, Table

ONE = np.zeros(1, dtype=np.int64)


def a_table() -> Table:
    person = Group(1, {"age": np.array([35]), "category": np.array(["NONE"])}, {"benunit": ONE, "household": ONE})
    return Table(2026, {"person": person, "benunit": Group(1), "household": Group(1, {"rent": np.array([0.1])})})


def test_a_request_comes_out_as_it_went_in():
    left, right = socket.socketpair()
    with left, right:
        messages.send(left, messages.asked(a_table(), ["income_tax"]))
        table, outputs = messages.table_of(messages.receive(right))

    assert outputs == ["income_tax"]
    assert table.year == 2026
    assert table.groups["household"].columns["rent"].tolist() == [0.1]
    assert table.groups["person"].columns["category"].tolist() == ["NONE"]
    assert table.groups["person"].belongs_to["benunit"].tolist() == [0]


def test_an_answer_comes_out_as_it_went_in():
    answered = Answered({"income_tax": Result("person", np.array([3486.5, 0.0]))}, "1.0")

    again = messages.answered_of(messages.answer(answered))

    assert again.version == "1.0"
    assert again.results["income_tax"].group == "person"
    assert again.results["income_tax"].values.tolist() == [3486.5, 0.0]


@pytest.mark.parametrize("value", [np.nan, np.inf])
def test_what_is_not_a_number_is_no_answer(value: float):
    with pytest.raises(messages.BrokenMessage):
        messages.answer(Answered({"income_tax": Result("person", np.array([value]))}, "1.0"))


@pytest.mark.parametrize(
    "sent",
    [
        b"",
        b"\x00\x00",
        struct.pack("!I", 10) + b"{}",
        struct.pack("!I", messages.LONGEST + 1),
        struct.pack("!I", 3) + b"{]}",
        struct.pack("!I", 2) + b"[]",
    ],
    ids=["nothing", "half a length", "cut short", "too long", "not JSON", "not an object"],
)
def test_what_is_no_message_is_refused(sent: bytes):
    left, right = socket.socketpair()
    with left:
        left.sendall(sent)

    with right, pytest.raises(messages.BrokenMessage):
        messages.receive(right)


@pytest.mark.parametrize(
    "message",
    [
        {},
        {"year": 2026, "outputs": [], "groups": {"person": {"size": 2, "columns": {"age": [1]}, "belongs_to": {}}}},
        {"year": "soon", "outputs": [], "groups": {}},
        {"year": 2026, "outputs": [], "groups": []},
    ],
)
def test_what_is_no_request_is_refused(message: dict[str, object]):
    with pytest.raises(messages.BrokenMessage):
        messages.table_of(message)


def test_there_is_a_limit_on_people_times_outputs():
    many = Table(2026, {"person": Group(10_000)})

    assert not messages.is_too_much(many, ["output"] * 100)
    assert messages.is_too_much(many, ["output"] * 101)
