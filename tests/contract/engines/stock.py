"""PolicyEngine's own class, unpatched, one household at a time. Run by the Python of its environment, and by nothing else.

Standard input: [{"year": …, "situations": […], "outputs": […]}, …]. Standard output: for each situation, {output: [values]}.
With --times, the last line of standard error has the seconds that each took.
"""

from __future__ import annotations

import json
import sys
import time

import numpy as np
from policyengine_uk import Simulation


def main() -> None:
    found, seconds = [], []
    for asked in json.load(sys.stdin):
        for situation in asked["situations"]:
            start = time.perf_counter()
            simulation = Simulation(situation=situation)
            values = {name: np.asarray(simulation.calculate(name, asked["year"])) for name in asked["outputs"]}
            seconds.append(time.perf_counter() - start)
            found.append({name: each.tolist() for name, each in values.items()})
    json.dump(found, sys.stdout)
    if "--times" in sys.argv:
        print(f"\n{json.dumps(seconds)}", file=sys.stderr)


if __name__ == "__main__":
    main()
