"""PolicyEngine's own class, unpatched, one household at a time. Run by the Python of its environment, and by nothing else.

Standard input: [{"year": …, "situations": […], "outputs": […]}, …]. Standard output: for each situation, {output: [values]}.
"""

from __future__ import annotations

import json
import sys

import numpy as np
from policyengine_uk import Simulation


def main() -> None:
    found = []
    for asked in json.load(sys.stdin):
        for situation in asked["situations"]:
            simulation = Simulation(situation=situation)
            values = {name: np.asarray(simulation.calculate(name, asked["year"])) for name in asked["outputs"]}
            found.append({name: each.tolist() for name, each in values.items()})
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main()
