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
from bench.crowd import crowd
from bench.estimates import estimates
from bench.household_api import beside_household_api
from bench.measuring import Row, timed
from bench.outside import command_line, pages
from bench.peers import Beside, beside_others
from bench.routes import changed_answer_work, route_work
from handrail.domain.facts.held import Fact, Facts
from handrail.domain.routes.asking import next_question
from handrail.domain.rules.determining import Rulebook, Sheet

RESULTS = Path(__file__).parent / "results.md"
NO_PEERS = Beside(
    "Other engines at the same work", (), "Not measured in this run. `PEERS=1 make bench` measures them too."
)


def main() -> None:
    """Measure everything, say it, and write it down."""
    parser = argparse.ArgumentParser(description="Measure Handrail against the figures it means to beat.")
    parser.add_argument("--times", type=int, default=200, help="how often each piece of work is done")
    parser.add_argument("--results", type=Path, default=RESULTS)
    parser.add_argument("--peers", action="store_true", help="measure other engines too, from .venv-peers")
    parser.add_argument("--household-api", action="store_true", help="measure PolicyEngine's household API too")
    given = parser.parse_args()
    rows = []
    for row in measures(given.times):
        print(line_of(row), flush=True)
        rows.append(row)
    others = beside_others(given.times) if given.peers else [NO_PEERS]
    others.append(beside_household_api(given.household_api))
    for compared in others:
        print("\n".join(beside_lines(compared)), flush=True)
    given.results.write_text(page_of(rows, others), encoding="utf-8")


def measures(times: int) -> list[Row]:
    """Every row of the table."""
    rules = mixed_rulebook()
    # As a server does before it answers anyone.
    rules.make_ready()
    known = people(rules.vocabulary)
    return [
        determined(rules, known, times),
        touched(rules, known, times),
        asked(rules, known, max(10, times // 4)),
        timed("a 100-step route with its differences", 20, route_work(), times=times),
        changed(rules, known, times),
        *pages(),
        crowd(),
        command_line(),
        *estimates(max(20, 3 * times // 10)),
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

    where = (
        "People of whom everything is known are within it (the plain conditions below). What is not known is tried case by case"
        " in each condition that reads it in two ways, and the slowest people are those of whom least is known."
    )
    return timed("determine 1,000 mixed conditions", 1, work, times=times, where_it_goes=where)


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
    where = (
        f"Each of about {usual} conditions is worked out anew, so the target leaves {100 / usual:.1f} microseconds for one;"
        " a fact that constraints tie to others touches many more of them, and those make the p95."
    )
    what = f"the conditions that one changed fact touches, {usual} of them for the median fact"
    return timed(what, 0.1, work, times=times, where_it_goes=where)


def asked(rules: Rulebook, known: list[Facts], times: int) -> Row:
    """The next best question over all of them."""
    sheets = [rules.sheet(facts, ON) for facts in known]

    def work(number: int) -> object:
        return next_question(rules, rules.goals, sheets[number % len(sheets)])

    where = (
        "1,000 conditions in 512 worlds are half a million outcomes for each person, and once more for the other answers to the"
        " question that looks best. Conditions take next to nothing (one bit a world); dates, bands and sums over lists do not."
    )
    what = "next best question, 1,000 conditions × 512 worlds"
    return timed(what, 15, work, times=times, warm=2, where_it_goes=where)


def changed(rules: Rulebook, known: list[Facts], times: int) -> Row:
    """One answer changed: what it touches is determined anew, with reasons, and the whole route planned and compared."""
    random = Random(SEED)
    answers = [Fact(name, an_answer(declaration, random)) for name, declaration in rules.vocabulary.facts.items()]
    work = changed_answer_work(rules, known[:20], lambda number: answers[number % len(answers)])
    what = "from a changed answer to the new route with its differences, 100 steps, three life events"
    return timed(what, 50, work, times=times)


def verdict_on(row: Row) -> str:
    """Met, or missed by how much."""
    return "met" if row.is_met else f"missed by {abs(row.figure / row.target - 1):.0%}"


def line_of(row: Row) -> str:
    """One row in words."""
    return (
        f"{row.what}: median {row.median:,.2f} {row.unit}, p95 {row.p95:,.2f}, target {row.target:g} "
        f"({row.counts}): {verdict_on(row)}"
    )


def missed_lines(rows: list[Row]) -> list[str]:
    """What was missed, and where the time goes."""
    missed = [f"- {row.what}: {row.where_it_goes}" for row in rows if not row.is_met and row.where_it_goes]
    return ["Where the time goes in what was missed:", "", *missed, ""] if missed else []


def page_of(rows: list[Row], others: list[Beside]) -> str:
    """The results as a page."""
    table = [
        f"| {row.what} | {row.median:,.2f} | {row.p95:,.2f} | {row.least:,.2f} | {row.unit} "
        f"| {row.target:g} ({row.counts}) | {row.figure / row.target:.2f} | {verdict_on(row)} |"
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
            *missed_lines(rows),
            *(line for compared in others for line in beside_lines(compared)),
        ]
    )


def beside_lines(compared: Beside) -> list[str]:
    """One comparison as a table. None of the others says what is still needed, or gives reasons."""
    if not compared.rows:
        return [f"## {compared.work}", "", compared.why_not, ""]
    ours = compared.rows[0].median
    return [
        f"## {compared.work}",
        "",
        "| engine | median ms | p95 ms | median over ours | |",
        "|---|---|---|---|---|",
        *(
            f"| {row.what} | {row.median:,.2f} | {row.p95:,.2f} | {row.median / ours:.2f} | {row.note} |"
            for row in compared.rows
        ),
        "",
    ]


def machine() -> str:
    """What this was measured on, without names or paths."""
    return f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"


if __name__ == "__main__":
    main()
