"""A country in which someone who moves may get a grant that an outside calculator works out, and that calculator, invented.

The grant is £400 a month, less a penny for each pound saved. It listens at a real socket, where the site
looks for PolicyEngine, and speaks as the real worker does.
"""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from handrail.engines.policyengine import messages, places, worker
from handrail.engines.protocol import Answered, Result, Table, Why
from tests.unit.packs.written_pack import write_pack

FACTS = """\
entities:
  partner: {kind: none_or_one, exists: partner.exists}
  children: {kind: many}
  household: {kind: one}
facts:
  you.nation:
    type: choice
    choices: [{value: north, label: North}, {value: south, label: South}, {value: east, label: East}]
    question: Where do you live?
    label: the land you live in
  you.savings:
    type: money
    min: 0
    question: How much have you saved?
    label: your savings
  partner.exists:
    type: yes_no
    question: Do you have a partner?
    label: you have a partner
    says: {true: you have a partner, false: you have no partner}
  partner.is_spouse:
    type: yes_no
    only_when: partner.exists
    question: Are you married?
    label: you are married
  household.childcare_a_month:
    type: money
    min: 0
    question: What do you pay for childcare in a month?
    label: what you pay for childcare
  children:
    type: collection
    item: child
    several: children
    question: Which children live with you?
    label: the children who live with you
    fields:
      birth_date: {type: date, min: 1990-01-01, question: 'When was this child born?', label: the day of birth}
"""
ENGINE = """\
engine: policyengine
version: '1.0'
years: [2025, 2026, 2027, 2028, 2029]
nation: you.nation
asked:
  savings: {group: household, take: pounds, facts: [you.savings]}
derived:
  is_married: {group: benunit, take: is_married, facts: [partner.exists, partner.is_spouse], reads_as: You are married if you say so}
  childcare: {group: person, take: childcare, facts: [household.childcare_a_month, children], reads_as: Childcare is shared by your children}
held:
  - says: Nobody in your home is ill.
    household: {is_ill: false}
worlds:
  you.savings: {up_to: 50000}
  household.childcare_a_month: {up_to: 2000}
outputs:
  home_grant:
    variable: home_grant
    label: Home grant
    times_a_year: 12
    coverage: {north: modelled, south: not, east: partly}
    says:
      south: We cannot work this out in the South. Ask the office.
      east: Some extra payments in the East are left out.
"""
READS = """\
home_grant: [savings, is_married, childcare, is_ill]
"""
GRANT = """\
id: home_grant
title: Home grant
tier: a
nations: []
run_by: office
amount_by: engine
rules:
  eligible:
    when: home.price < home_tax.limit
    as_at: today
    says: The home costs less than the limit
    source: {title: Home Act, seen: text, checked: 2026-11-22}
claim:
  lasts: {least: 1, likely: 2, most: 3}
moments:
  moving: {phase: after}
source: {title: Home Act, seen: text, checked: 2026-11-22}
review_by: 2030-04-06
"""
JOURNEY = """\
id: moving
title: Moving
nation: you.nation
needs: [home.price]
goals: [is_dear]
phases: [{id: before, title: Before}, {id: after, title: After}]
steps:
  pack_boxes:
    phase: before
    lasts: {least: 1, likely: 1, most: 1}
    goes_wrong:
      - {id: lost, says: A box is lost., remedy: Ask the helpers., helps_free: helpers}
"""
PAGE = """\
---
title: {title}
summary: {summary}
---
## What
{summary}
"""
ORGANISATIONS = """\
office: {name: The office, phone: '0300 111', what_for: It pays the grant}
helpers: {name: The helpers, phone: '0800 222', what_for: Free advice, free: true, nations: [north, south, east]}
"""
FILES = {
    "facts/household.yaml": FACTS,
    "engines/policyengine.yaml": ENGINE,
    "engines/policyengine_reads.yaml": READS,
    "entitlements/home_grant.yaml": GRANT,
    "entitlements/content/en/home_grant.md": PAGE.format(title="Claim the home grant", summary="Money for movers."),
    "life_events/moving/journey.yaml": JOURNEY,
    "life_events/moving/content/en/pack_boxes.md": PAGE.format(title="Pack your boxes", summary="Put things in boxes."),
    "organisations/all.yaml": ORGANISATIONS,
}


def write_estimated_pack(root: Path) -> Path:
    """The pack, in a folder."""
    return write_pack(root, FILES)


def grant(table: Table, outputs: Sequence[str]) -> Answered:
    """A year's grant of each household."""
    savings = np.asarray(table.groups["household"].columns["savings"], dtype=float)
    a_year = 12 * np.maximum(0, 400 - savings / 100)
    return Answered({name: Result("household", a_year) for name in outputs}, "1.0")


def answers_with(evaluate: worker.Evaluate) -> Callable[[socket.socket], None]:
    """As the worker serves a request. (Its own limit of time needs a process of its own.)"""

    def serve(connection: socket.socket) -> None:
        table, outputs = messages.table_of(messages.receive(connection))
        messages.send(connection, messages.answer(evaluate(table, outputs)))

    return serve


@contextmanager
def a_worker(folder: Path, evaluate: worker.Evaluate = grant) -> Iterator[None]:
    """A worker in that folder, which ends with the block."""
    with serving(folder, answers_with(evaluate)):
        yield


def says_it_is(why: Why) -> Callable[[socket.socket], None]:
    """A worker that reads a request and gives no answer."""

    def serve(connection: socket.socket) -> None:
        messages.receive(connection)
        messages.send(connection, {"away": why})

    return serve


@contextmanager
def serving(folder: Path, serve: Callable[..., object]) -> Iterator[None]:
    """Something that listens where the worker would, and does with each connection as it is told."""
    places.make(folder)
    listener = worker.listen(places.socket_in(folder))
    ended = threading.Event()

    def listen() -> None:
        while not ended.is_set():
            connection, _ = listener.accept()
            with connection:
                if not ended.is_set():
                    serve(connection)

    thread = threading.Thread(target=listen, daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        wake(folder)
        thread.join(timeout=10)
        listener.close()
        places.socket_in(folder).unlink(missing_ok=True)


def wake(folder: Path) -> None:
    """Let who waits for a connection look round."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as last:
        last.connect(str(places.socket_in(folder)))
