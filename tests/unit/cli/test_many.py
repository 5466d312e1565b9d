"""Many people on several processors: the same answers, in the same order."""

from __future__ import annotations

import json
import os
from datetime import date
from random import Random

import pytest

from handrail.cli.commands import json_line
from handrail.cli.many import CHUNK, CutShort, answers
from handrail.cli.people import Row, read_row
from handrail.use_cases.determine import determine_goals

# Tests have threads of their own, and Python 3.12 and later warn of copying a process that has any.
pytestmark = pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")

PEOPLE = 7 * CHUNK + 13
ON = date(2026, 11, 20)


@pytest.fixture
def people():
    """Rows as they stand in a file. Of some nothing is known, and some cannot be read."""
    random = Random(20261122)
    said = [{"home.price": random.randrange(1000)}, {"home.price": {"between": [1, 900]}}, {}, {"home.prise": 5}]
    return [Row(number, line=json.dumps(random.choice(said)).encode()) for number in range(1, PEOPLE + 1)]


def test_several_processes_answer_as_one_does_in_the_same_order(moving, people):
    def answer(row):
        row = read_row(row)
        return json_line(determine_goals(pack=moving, goals=["is_dear"], facts=row.written, on=ON, row=row.number))

    alone = list(answers(people, answer, processes=1))

    assert list(answers(people, answer, processes=3)) == alone
    assert [json.loads(line)["row"] for line in alone] == [row.number for row in people]


def test_a_few_people_are_answered_in_this_process(people):
    few = people[: 2 * CHUNK - 1]

    assert set(answers(few, lambda _row: os.getpid(), processes=3)) == {os.getpid()}


def test_many_people_are_answered_in_others_which_are_never_far_ahead(people):
    coming = iter(people)

    found = answers(coming, lambda _row: os.getpid(), processes=2)

    assert next(found) != os.getpid()
    assert next(coming, None) is not None
    assert len(list(found)) == PEOPLE - 2


def test_a_process_that_is_ended_is_told_and_how_many_were_answered(people):
    def answer(row):
        if row.number == 2 * CHUNK:
            os._exit(1)
        return row.number

    found = answers(people, answer, processes=2)

    with pytest.raises(CutShort, match=r"was ended from outside.* The first \d+ people were answered"):
        list(found)


def test_an_answer_that_fails_fails_the_command_as_it_would_alone(people):
    with pytest.raises(ZeroDivisionError):
        list(answers(people, lambda row: 1 // (row.number - 3 * CHUNK), processes=2))
