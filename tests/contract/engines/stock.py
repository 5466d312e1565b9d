"""PolicyEngine's own class, unpatched, one household at a time. Run by the Python of its environment, and by nothing else.

Standard input: [{"year": …, "situations": […], "outputs": […]}, …]. Standard output: for each situation, {output: [values]}.
With --one-by-one each line of standard input is one of these with one situation, and is answered by a line: the seconds it took.
"""

from __future__ import annotations

import json
import sys
import time
from typing import Any

import numpy as np
from policyengine_uk import Simulation

Values = dict[str, list[Any]]


def main() -> None:
    if "--one-by-one" in sys.argv:
        for line in sys.stdin:
            start = time.perf_counter()
            all_of(json.loads(line))
            print(time.perf_counter() - start, flush=True)
    else:
        json.dump([values for asked in json.load(sys.stdin) for values in all_of(asked)], sys.stdout)


def all_of(asked: dict[str, Any]) -> list[Values]:
    return [of_one(situation, asked["year"], asked["outputs"]) for situation in asked["situations"]]


def of_one(situation: dict[str, Any], year: int, outputs: list[str]) -> Values:
    simulation = Simulation(situation=situation)
    return {name: np.asarray(simulation.calculate(name, year)).tolist() for name in outputs}


if __name__ == "__main__":
    main()
