"""Taxes and benefits of households: through our worker, and by PolicyEngine's own class, the same outputs in the same run.

PolicyEngine's household API is measured in bench/household_api.py: it brings an older model, so it is asked for less.
"""

from __future__ import annotations

import json
import statistics
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
POPULATION, STOCK = 10_000, 5
SECONDS_TO_START = 600
"""Ten, where nothing else is running."""
STOCK_PROGRAM = environment.ROOT / "tests" / "contract" / "engines" / "stock.py"


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
            where_it_goes="About 1,200 formulas on arrays of one to six values, and 4,000 questions that they ask of each other:"
            " nearly all of it is the fixed cost of a call, which is why 256 worlds take little longer than one.",
        )  # fmt: skip
        worlds = timed(
            f"256 worlds of a household, {len(OUTPUTS)} outputs, through the worker", 300,
            lambda number: ask(asked, [ours[number % len(ours)]] * 256, OUTPUTS), times=times, warm=2,
        )  # fmt: skip
        return [one, worlds, screening(asked, ours), against_stock(asked, ours)]


@contextmanager
def worker() -> Iterator[PolicyEngine]:
    """Started for this run alone."""
    with TemporaryDirectory(prefix="handrail-") as name:
        folder = Path(name)
        supervisor = Supervisor(worker_command(environment.python_of(engine.FOLDER), folder), folder)
        thread = threading.Thread(target=supervisor.run)
        thread.start()
        try:
            if not supervisor.is_ready(within=SECONDS_TO_START):
                raise TimeoutError(f"the worker did not start within {SECONDS_TO_START} seconds")
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
        where_it_goes="Two thirds are formulas on arrays, the rest is laying the households out, and words of JSON both ways.",
    )  # fmt: skip


def against_stock(asked: PolicyEngine, ours: Sequence[Household]) -> Row:
    """How many times as long their own class takes over a household: in turns, so that what else the machine does falls on both."""
    command = [str(environment.python_of(engine.FOLDER)), "-I", str(STOCK_PROGRAM), "--one-by-one"]
    times, theirs = [], []
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as stock:
        assert stock.stdin is not None
        assert stock.stdout is not None
        for number, each in enumerate(ours[: STOCK + 1]):
            start = time.perf_counter()
            ask(asked, [each], OUTPUTS)
            taken = time.perf_counter() - start
            line = {"year": YEAR, "situations": [each.situation(YEAR)], "outputs": OUTPUTS}
            print(json.dumps(line), file=stock.stdin, flush=True)
            found = float(stock.stdout.readline())
            if number:  # the first is not counted
                times.append(found / taken)
                theirs.append(1000 * found)
        stock.stdin.close()
    times.sort()
    middle = statistics.median(times)
    what = (
        f"PolicyEngine's own class at the same (median {statistics.median(theirs):,.0f} ms), times ours, {STOCK} pairs"
    )
    return Row(what, 20, middle, times[0], times[-1], "×", "median")
