"""Other engines at the same work, in the same run: `PEERS=1 make bench`.

The conditions are the plain ones, which every engine can say, and of each person everything is known: none of the others can
answer while something is not. Their answers must be ours, or the time is not worth comparing.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.conditions import ON, Clause, Condition, Joined, people, plain_rulebook
from bench.measuring import Row, row_of, timed
from bench.outside import OUR_SERVER, our_environment
from bench.serving import serving, taken
from handrail.domain.facts.held import Facts
from handrail.domain.facts.possible import Among, Items, Ranges
from handrail.domain.facts.vocabulary import Vocabulary
from handrail.domain.rules.determining import Rulebook, Sheet

ROOT = Path(__file__).resolve().parent.parent
THEIRS = ROOT / ".venv-peers" / "bin"
NAMES = {
    "json_logic": "json-logic (maykin-json-logic-py, pure Python)",
    "cel": "CEL (common-expression-language, compiled, in Rust)",
}
_HOUSEHOLD = {
    "persons": {"ada": {"birth": {"ETERNITY": "1984-05-01"}, "salary": {"2026-11": 3000}}},
    "households": {"home": {"adults": ["ada"], "disposable_income": {"2026-11": None}}},
}
_BUYER = {
    "goals": ["first_time_buyer", "property_transaction_tax"],
    "facts": {"purchase.nation": "wales", "purchase.price": 280000, "purchase.completion_date": "2026-12-11"},
    "on": "2026-11-20",
}


@dataclass(frozen=True, slots=True)
class Beside:
    """A piece of work, and how long each engine took for it. The first is ours. Without rows, why nothing was measured."""

    work: str
    rows: tuple[Row, ...]
    why_not: str = ""


def beside_others(times: int) -> list[Beside]:
    """Every comparison of this run."""
    return [conditions(times), over_http(times)]


def conditions(times: int) -> Beside:
    """1,000 plain conditions for a person of whom everything is known."""
    rules, drawn = plain_rulebook()
    known = people(rules.vocabulary, known=1, partly=0)
    sheets = [rules.sheet(facts, ON) for facts in known]
    ours = [[outcome.value == 2 for outcome in rules.outcomes(rules.goals, sheet)] for sheet in sheets]

    def work(number: int) -> object:
        return rules.outcomes(rules.goals, _afresh(rules, sheets[number % len(sheets)]))

    rows = [timed("Handrail", 1, work, times=times)]
    for name, found in _theirs(drawn, known, rules.vocabulary, times).items():
        same = statistics.mean(
            one == other
            for mine, theirs in zip(ours, found["answers"], strict=True)
            for one, other in zip(mine, theirs, strict=True)
        )
        rows.append(row_of(NAMES[name], 1, found["taken"], note=f"{same:.2%} of the answers are ours"))
    return Beside(f"{len(drawn):,} plain conditions for one person, everything known", tuple(rows))


def over_http(times: int) -> Beside:
    """One request to each server. The laws are not the same, so this compares kinds of work and not the same work."""
    body = json.dumps(_BUYER).encode()
    with serving(OUR_SERVER, our_environment()) as port:
        rows = [
            row_of("Handrail: two goals, with reasons and proofs", 200, _spent(port, "/api/v1/determine", body, times))
        ]
    command = [
        str(THEIRS / "openfisca"), "serve", "--country-package", "openfisca_country_template",
        "--bind", "127.0.0.1:{port}", "--workers", "1",
    ]  # fmt: skip
    with serving(command, os.environ, path="/variables") as port:
        spent = _spent(port, "/calculate", json.dumps(_HOUSEHOLD).encode(), times)
        rows.append(row_of("openfisca serve: one household's disposable income, no reasons", 200, spent))
    return Beside("One person over HTTP on this machine (not the same law: a kind of work)", tuple(rows))


def _spent(port: int, path: str, body: bytes, times: int) -> list[float]:
    return taken(port, "POST", path, body, times=times)


def _afresh(rules: Rulebook, sheet: Sheet) -> Sheet:
    return Sheet(sheet.on, sheet.facts, rules.layout.without_results(sheet.values), sheet.narrowing, sheet.dormant)


def _theirs(drawn: list[Condition], known: list[Facts], facts: Vocabulary, times: int) -> dict[str, dict[str, Any]]:
    work = {
        "conditions": {
            "json_logic": [in_json_logic(condition) for condition in drawn],
            "cel": [in_cel(condition) for condition in drawn],
        },
        "people": [_plain(person, facts) for person in known],
        "times": times,
    }
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "work.json"
        file.write_text(json.dumps(work), encoding="utf-8")
        command = [THEIRS / "python", Path(__file__).parent / "peer_work.py", file]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
    found: dict[str, dict[str, Any]] = json.loads(done.stdout)
    return found


def _plain(person: Facts, facts: Vocabulary) -> dict[str, object]:
    """A person as others take them: one value for each fact. What hangs on a partner they do not have is left at no."""
    told: dict[str, object] = {}
    for name, declaration in facts.facts.items():
        possible = person.possible(name, facts)
        if isinstance(possible, Items):
            continue
        if isinstance(possible, Ranges):
            told[_flat(name)] = int(possible.low)
        else:
            assert isinstance(possible, Among)
            told[_flat(name)] = next(iter(possible.values)) if possible.is_known else False
        assert possible.is_known or declaration.only_when
    return told


def _flat(name: str) -> str:
    return name.replace(".", "_")


def in_json_logic(condition: Condition) -> object:
    """A condition as JsonLogic."""
    if isinstance(condition, Joined):
        return {condition.word: [in_json_logic(part) for part in condition.parts]}
    assert isinstance(condition, Clause)
    read = {"var": _flat(condition.fact)}
    match condition.operator:
        case "is":
            said: object = {"and": [{"var": _flat(condition.guard)}, read]} if condition.guard else read
        case "in":
            said = {"in": [read, list(condition.value)]}  # type: ignore[call-overload]
        case operator:
            said = {operator: [read, condition.value]}
    return {"!": [said]} if condition.negated else said


def in_cel(condition: Condition) -> str:
    """A condition as CEL."""
    if isinstance(condition, Joined):
        word = {"and": " && ", "or": " || "}[condition.word]
        return f"({word.join(in_cel(part) for part in condition.parts)})"
    assert isinstance(condition, Clause)
    name = _flat(condition.fact)
    match condition.operator:
        case "is":
            said = f"{_flat(condition.guard)} && {name}" if condition.guard else name
        case "in":
            said = f"{name} in {json.dumps(condition.value)}"
        case operator:
            said = f"{name} {operator} {json.dumps(condition.value)}"
    return f"!({said})" if condition.negated else f"({said})"
