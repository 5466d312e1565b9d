"""Others' engines at the work that `bench.peers` puts to them. Run by the Python of `.venv-peers`, with nothing of ours beside it.

python bench/peer_work.py WORK.json        conditions and people in, times in milliseconds and answers out
"""

from __future__ import annotations

import gc
import importlib
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

Engine = Callable[[list[Any]], Callable[[dict[str, Any]], list[bool]]]
"""Conditions made ready, then what they come to for one person."""


def json_logic(conditions: list[Any]) -> Callable[[dict[str, Any]], list[bool]]:
    """JsonLogic has no form of its own for a rule made ready: the rule is data."""
    apply = importlib.import_module("json_logic").jsonLogic
    return lambda facts: [bool(apply(condition, facts)) for condition in conditions]


def cel(conditions: list[Any]) -> Callable[[dict[str, Any]], list[bool]]:
    """Programs compiled once. A person's facts are handed over once for all of them."""
    module = importlib.import_module("cel")
    programs = [module.compile(condition) for condition in conditions]

    def work(facts: dict[str, Any]) -> list[bool]:
        context = module.Context(facts)
        return [program.execute(context) for program in programs]

    return work


ENGINES: dict[str, Engine] = {"json_logic": json_logic, "cel": cel}


def measured(engine: Engine, conditions: list[Any], people: list[dict[str, Any]], times: int) -> dict[str, Any]:
    """How long all the conditions take for one person after another, and what they come to."""
    work = engine(conditions)
    answers = [work(facts) for facts in people]
    gc.collect()
    taken = []
    for number in range(times):
        start = time.perf_counter_ns()
        work(people[number % len(people)])
        taken.append((time.perf_counter_ns() - start) / 1e6)
    return {"taken": taken, "answers": answers}


def main() -> None:
    work = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    print(
        json.dumps(
            {
                name: measured(engine, work["conditions"][name], work["people"], work["times"])
                for name, engine in ENGINES.items()
            }
        )
    )


if __name__ == "__main__":
    main()
