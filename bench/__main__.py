"""`make bench`: measure in one run on one machine, against the figures we mean to beat, and write bench/results.md."""

from __future__ import annotations

import argparse
import os
import platform
import statistics
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from random import Random

from bench.conditions import ON, SEED, an_answer, mixed_rulebook, people
from bench.measuring import Row, timed
from bench.outside import command_line, page
from bench.routes import route_work
from handrail.domain.facts.held import Fact, Facts
from handrail.domain.routes.asking import next_question
from handrail.domain.rules.determining import Rulebook, Sheet

RESULTS = Path(__file__).parent / "results.md"


def main() -> None:
    """Measure everything, say it, and write it down."""
    parser = argparse.ArgumentParser(description="Measure Handrail against the figures it means to beat.")
    parser.add_argument("--times", type=int, default=200, help="how often each piece of work is done")
    parser.add_argument("--results", type=Path, default=RESULTS)
    given = parser.parse_args()
    rows = []
    for row in measures(given.times):
        print(line_of(row), flush=True)
        rows.append(row)
    given.results.write_text(page_of(rows), encoding="utf-8")


def measures(times: int) -> list[Row]:
    """Every row of the table."""
    rules = mixed_rulebook()
    known = people(rules.vocabulary)
    start, size = page()
    return [
        determined(rules, known, times),
        touched(rules, known, times),
        asked(rules, known, max(10, times // 4)),
        timed("a 100-step route with its differences", 20, route_work(), times=times),
        start,
        Row("the start page, kilobytes sent", 100, size / 1000, size / 1000, size / 1000, "kB"),
        command_line(),
    ]


def afresh(rules: Rulebook, sheet: Sheet) -> Sheet:
    """The same facts, with nothing worked out from them yet."""
    return replace(sheet, values=rules.layout.without_results(sheet.values))


def determined(rules: Rulebook, known: list[Facts], times: int) -> Row:
    """All 1,000 conditions for a person whose facts are laid out."""
    sheets = [rules.sheet(facts, ON) for facts in known]

    def work(number: int) -> object:
        sheet = sheets[number % len(sheets)]
        return rules.outcomes(rules.goals, afresh(rules, sheet))

    return timed("determine 1,000 mixed conditions", 1, work, times=times)


def touched(rules: Rulebook, known: list[Facts], times: int) -> Row:
    """Only the conditions that one changed fact touches, for one fact after another; laying out the change is counted."""
    random = Random(SEED)
    changes = [(name, an_answer(declaration, random)) for name, declaration in rules.vocabulary.facts.items()]
    sheets = [rules.sheet(facts, ON) for facts in known]
    for sheet in sheets:
        rules.outcomes(rules.goals, sheet)

    def work(number: int) -> object:
        name, possible = changes[number % len(changes)]
        changed = rules.changed(sheets[number % len(sheets)], Fact(name, possible))
        return rules.outcomes(rules.affected_by(name), changed)

    usual = int(statistics.median(len(rules.affected_by(name)) for name in rules.vocabulary.facts))
    return timed(
        f"the conditions that one changed fact touches, {usual} of them for the median fact", 0.1, work, times=times
    )


def asked(rules: Rulebook, known: list[Facts], times: int) -> Row:
    """The next best question over all of them."""
    sheets = [rules.sheet(facts, ON) for facts in known]

    def work(number: int) -> object:
        return next_question(rules, rules.goals, sheets[number % len(sheets)])

    return timed("next best question, 1,000 conditions × 512 worlds", 15, work, times=times, warm=2)


def line_of(row: Row) -> str:
    """One row in words."""
    verdict = "met" if row.is_met else f"missed: {row.figure / row.target:.1f} × the target"
    return (
        f"{row.what}: median {row.median:,.2f} {row.unit}, p95 {row.p95:,.2f}, target {row.target:g} "
        f"({row.counts}): {verdict}"
    )


def page_of(rows: list[Row]) -> str:
    """The results as a page."""
    table = [
        f"| {row.what} | {row.median:,.2f} | {row.p95:,.2f} | {row.least:,.2f} | {row.unit} "
        f"| {row.target:g} ({row.counts}) | {row.figure / row.target:.2f} | {'met' if row.is_met else 'missed'} |"
        for row in rows
    ]
    return "\n".join(
        [
            "# Measured",
            "",
            f"{datetime.now().astimezone():%Y-%m-%d %H:%M}, {machine()}.",
            "Written by `make bench` in one run. The ratio is our figure over the target: for times below 1 is better, for rates",
            "above 1. Times move with whatever else the machine is doing; compare rows of one run, not of two.",
            "",
            "| what | median | p95 | best | unit | target | ratio | |",
            "|---|---|---|---|---|---|---|---|",
            *table,
            "",
            "The same work put to other engines (json-logic, a CEL binding, `openfisca serve`): not measured in this run.",
            "",
        ]
    )


def machine() -> str:
    """What this was measured on, without names or paths."""
    return f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"


if __name__ == "__main__":
    main()
