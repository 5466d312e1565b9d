"""Which inputs PolicyEngine really reads for each output, found by tracing invented households. Run by the Python of its environment.

Standard input: {"outputs": [names], "declared": [names of inputs]}. Standard output: {output: [inputs]}.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

sys.path += [str(Path(__file__).parents[3]), str(Path(__file__).parents[3] / "src")]

from policyengine_core.periods import period
from policyengine_core.tracers import FullTracer

from handrail.engines.policyengine import evaluator
from tests.contract.engines.households import together
from tests.contract.engines.invented import YEARS, households

BY_POSITION = {"uc_LCWRA_element": {"uc_receives_new_claimant_health_element"}}
"""Read while a simulation is put together, past the tracer."""


def main() -> None:
    engine = evaluator.Evaluator()
    asked = json.load(sys.stdin)
    read: dict[str, set[str]] = {name: set() for name in asked["outputs"]}
    for year in YEARS:
        edges = edges_of(engine, year, list(read))
        for name, found in read.items():
            found |= leaves(engine, reached(name, edges), year, set(asked["declared"]))
    json.dump({name: sorted(found) for name, found in read.items()}, sys.stdout)


class Traced(evaluator._Simulation):
    """A simulation that notes who asks for what, from its construction on."""

    def _start_core(self) -> None:
        super()._start_core()
        self.trace = True
        self.tracer = FullTracer()


def edges_of(engine: evaluator.Evaluator, year: int, outputs: list[str]) -> dict[str, set[str]]:
    """For each variable those it asks for. What is kept from earlier is asked for without its own questions: so all are joined."""
    simulation = Traced(engine._system, together(households(60), year), engine._plain)
    for name in outputs:
        simulation.calculate(name, year)
    edges: dict[str, set[str]] = {name: set(also) for name, also in BY_POSITION.items()}
    waiting: list[Any] = list(simulation.tracer.trees)
    while waiting:
        node = waiting.pop()
        edges.setdefault(node.name, set()).update(child.name for child in node.children)
        waiting += node.children
    return edges


def reached(name: str, edges: dict[str, set[str]]) -> set[str]:
    found: set[str] = set()
    waiting = [name]
    while waiting:
        each = waiting.pop()
        if each not in found:
            found.add(each)
            waiting += edges.get(each, ())
    return found


def leaves(engine: evaluator.Evaluator, names: set[str], year: int, declared: set[str]) -> set[str]:
    """Those that nothing works out, under the names by which they are set; and those that are worked out unless a pack sets them."""
    given_as = {target: donor for donor, target in evaluator._MOVED}
    found = set()
    for name in names:
        variable = engine._system.variables[name]
        adds = getattr(variable, "adds", None) or getattr(variable, "subtracts", None)
        if name in declared or (variable.get_formula(period(year)) is None and not adds):
            found.add(given_as.get(name, name))
    return found


if __name__ == "__main__":
    main()
