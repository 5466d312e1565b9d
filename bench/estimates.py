"""Taxes and benefits of households: through our worker, and by PolicyEngine's own class, the same outputs in the same run.

The household API of PolicyEngine is not measured here: it brings an older model, which answers another question.
"""

from __future__ import annotations

import json
import subprocess
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.measuring import Row, timed
from handrail.engines.policyengine.client import PolicyEngine
from handrail.engines.policyengine.supervisor import Supervisor, worker_command
from handrail.engines.protocol import Answered
from scripts import engine, environment
from tests.contract.engines.households import Household, together
from tests.contract.engines.invented import OUTPUTS, households

YEAR = 2026
SCREENED = (
    "universal_credit", "income_tax", "national_insurance", "child_benefit", "pension_credit", "housing_benefit",
    "winter_fuel_allowance",
)  # fmt: skip
POPULATION, STOCK = 10_000, 3
STOCK_PROGRAM = Path(engine.ROOT) / "tests" / "contract" / "engines" / "stock.py"


def estimates(times: int) -> list[Row]:
    """Nothing where PolicyEngine is not installed."""
    if not engine.is_installed():
        print("PolicyEngine is not installed (make engine): taxes and benefits are not measured.", flush=True)
        return []
    ours = households(60)
    with worker() as asked:
        one = timed(
            f"all taxes and benefits of a household, {len(OUTPUTS)} outputs, through the worker", 200,
            lambda number: ask(asked, [ours[number % len(ours)]], OUTPUTS), times=times, warm=5,
        )  # fmt: skip
        worlds = timed(
            f"256 worlds of a household, {len(OUTPUTS)} outputs, through the worker", 300,
            lambda number: ask(asked, [ours[number % len(ours)]] * 256, OUTPUTS), times=times, warm=2,
        )  # fmt: skip
        return [one, worlds, screening(asked, ours), against_stock(one, ours)]


@contextmanager
def worker() -> Iterator[PolicyEngine]:
    """Started for this run alone."""
    with TemporaryDirectory(prefix="handrail-") as name:
        folder = Path(name)
        supervisor = Supervisor(worker_command(environment.python_of(engine.FOLDER), folder), folder)
        thread = threading.Thread(target=supervisor.run)
        thread.start()
        try:
            if not supervisor.is_ready(within=180):
                raise TimeoutError("the worker did not start within three minutes")
            yield PolicyEngine(folder, seconds=60)
        finally:
            supervisor.stop()
            thread.join(timeout=10)


def ask(asked: PolicyEngine, ours: Sequence[Household], outputs: Sequence[str]) -> Answered:
    """An answer, or no figure at all."""
    answered = asked.evaluate(together(ours, YEAR), outputs)
    if not isinstance(answered, Answered):
        raise TypeError(f"the worker is away: {answered.why}")
    return answered


def screening(asked: PolicyEngine, ours: Sequence[Household]) -> Row:
    """Households a second, of ten thousand in one call; laying them out and sending them is counted."""
    many = [ours[place % len(ours)] for place in range(POPULATION)]
    rates = []
    for _ in range(3):
        start = time.perf_counter()
        ask(asked, many, SCREENED)
        rates.append(POPULATION / (time.perf_counter() - start))
    rates.sort()
    return Row(
        f"screening {POPULATION:,} households for {len(SCREENED)} outputs, households a second", 8000,
        rates[1], rates[0], rates[2], "/s", "median",
    )  # fmt: skip


def against_stock(one: Row, ours: Sequence[Household]) -> Row:
    """How many times as long their own class takes over a household, after a first that is not counted."""
    asked = [{"year": YEAR, "situations": [each.situation(YEAR)], "outputs": OUTPUTS} for each in ours[: STOCK + 1]]
    process = subprocess.run(
        [environment.python_of(engine.FOLDER), "-I", STOCK_PROGRAM, "--times"],
        input=json.dumps(asked), capture_output=True, text=True, check=True,
    )  # fmt: skip
    taken = sorted(1000 * each for each in json.loads(process.stderr.splitlines()[-1])[1:])
    theirs = taken[len(taken) // 2]
    return Row(
        f"PolicyEngine's own class at the same (median {theirs:,.0f} ms), times ours", 20,
        theirs / one.median, taken[0] / one.p95, taken[-1] / one.least, "×", "median",
    )  # fmt: skip
