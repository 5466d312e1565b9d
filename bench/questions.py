"""How many questions people are asked until they know: one programme, every programme, a whole life event.

4,000 invented people with published seeds answer whatever they are asked, until there is nothing left that they could say. It writes
bench/questions.md. Where a programme hangs on few facts that each take few values, the best order of questions there can be is worked out
too, and ours is held against it under the same chances.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from random import Random

from bench.best_order import Policies, small_enough
from bench.inventing_people import InventedPerson, Said, told_on
from handrail.domain.facts.held import Fact, Facts, Standing
from handrail.domain.facts.possible import Among
from handrail.domain.facts.vocabulary import FactType
from handrail.domain.routes.asking import Question, next_question
from handrail.domain.rules.determining import Rulebook, Sheet
from handrail.packs.installed import installed_pack
from handrail.packs.pack import Pack
from handrail.use_cases.next_best import goals_of

RESULTS = Path(__file__).parent / "questions.md"
ON, SEED, PEOPLE = date(2026, 11, 22), 20261122, 4000
BEFOREHAND = ("you.nation", "you.birth_date", "you.savings", "you.normally_live_in_uk", "you.can_get_public_funds")
MOST_QUESTIONS = 400


@dataclass(frozen=True)
class Walk:
    """One person's way: how many questions, and what the programmes came to."""

    questions: int
    outcomes: Mapping[str, str]


@dataclass
class Asker:
    """Asks what matters for these goals. The questions of people who have said the same so far are the same, and kept."""

    rulebook: Rulebook
    goals: Sequence[str]
    first: Sequence[str] = ()
    _kept: dict[Said, Question] = field(default_factory=dict)

    def next(self, sheet: Sheet) -> Question:
        told = told_on(sheet)
        if told not in self._kept:
            question = next_question(self.rulebook, self.goals, sheet, first=self.first)
            if len(told) > 4:
                return question
            self._kept[told] = question
        return self._kept[told]

    def walk(self, seed: int, known: Iterable[str]) -> Walk:
        """Ask one person until nothing is left to ask. What is known beforehand is not counted."""
        person, sheet = InventedPerson(self.rulebook, Random(seed)), self.rulebook.sheet(Facts(), ON)
        for name in known:
            if self.rulebook.is_asked(name, sheet, surely=True):
                sheet = _answered(self.rulebook, person, name, sheet)
        asked = 0
        while (question := self.next(sheet)).fact is not None and asked < MOST_QUESTIONS:
            sheet = _answered(self.rulebook, person, question.fact, sheet)
            asked += 1
        return Walk(asked, {goal: _outcome(self.rulebook, goal, sheet) for goal in self.goals})


def _answered(rulebook: Rulebook, person: InventedPerson, name: str, sheet: Sheet) -> Sheet:
    """The first answer by chance that contradicts nothing said before. Someone who finds none would rather not say."""
    answers = (rulebook.changed(sheet, person.answer(name, sheet)) for _ in range(50))
    declined = rulebook.changed(sheet, Fact(name, None, Standing.DECLINED))
    return next((after for after in answers if not rulebook.broken_constraints(after)), declined)


def _outcome(rulebook: Rulebook, goal: str, sheet: Sheet) -> str:
    found = rulebook.settle_on(goal, sheet)
    if not found.is_settled or not isinstance(found.possible, Among):
        return "settled" if found.is_settled else "open"
    return "yes" if found.is_yes else "no"


def programmes(rulebook: Rulebook) -> list[str]:
    """The condition of every programme."""
    return [goal for goal in rulebook.goals if goal.endswith(".eligible")]


def beforehand(rulebook: Rulebook) -> list[str]:
    """Home, household and income: what an organisation that knows the person could already say."""
    facts = rulebook.vocabulary.facts
    wanted = [
        name
        for name in facts
        if name in BEFOREHAND
        or name.startswith("household.")
        or name in ("partner.exists", "partner.is_spouse", "you.gets_universal_credit")
        or name.endswith(("earnings_a_year", "pension_a_year", "weekly_earnings", "higher_income"))
    ]
    return [name for name in wanted if facts[name].type is not FactType.TEXT]


# -- what was found --------------------------------------------------------------------------------------------------


def counted(walks: Sequence[Walk]) -> str:
    """Questions of those for whom their one programme came out yes, no, or cannot be settled by any answer."""
    parts = []
    for outcome in ("yes", "no", "open"):
        asked = [walk.questions for walk in walks if outcome in walk.outcomes.values()]
        parts.append(f"{statistics.mean(asked):.1f} ({len(asked):,})" if asked else "nobody")
    return " | ".join(parts)


def spread(walks: Sequence[Walk]) -> str:
    asked = sorted(walk.questions for walk in walks)
    return f"{statistics.median(asked):.0f} | {asked[int(0.9 * len(asked))]} | {asked[-1]}"


def one_by_one(rulebook: Rulebook, people: int) -> Iterator[str]:
    """Each person asks about one programme, the programmes in turn."""
    goals = programmes(rulebook)
    for label, known in (("nothing", []), ("home, household and income", beforehand(rulebook))):
        everyone: list[Walk] = []
        for place, goal in enumerate(goals):
            asker = Asker(rulebook, [goal])
            everyone += [asker.walk(SEED + seed, known) for seed in range(place, people, len(goals))]
        yield f"| {label} | {len(everyone):,} | {spread(everyone)} | {counted(everyone)} |"


def all_at_once(rulebook: Rulebook, goals: Sequence[str], first: Sequence[str], seconds: float) -> Iterator[str]:
    """As many people as there is time for, each asked about all of it."""
    for label, known in (("nothing", []), ("home, household and income", beforehand(rulebook))):
        asker = Asker(rulebook, goals, first)
        walks = list(_within(seconds / 2, (asker.walk(SEED + seed, known) for seed in range(PEOPLE))))
        settled = statistics.mean(
            sum(outcome != "open" for outcome in walk.outcomes.values()) / len(goals) for walk in walks
        )
        yield f"| {label} | {len(walks):,} | {spread(walks)} | {settled:.0%} |"


def _within(seconds: float, walks: Iterator[Walk]) -> Iterator[Walk]:
    end = time.monotonic() + seconds
    yield next(walks)
    for walk in walks:
        yield walk
        if time.monotonic() > end:
            return


def beside_the_best(rulebook: Rulebook) -> Iterator[str]:
    """Our order of questions and the best there can be, where that can be worked out."""
    for goal in programmes(rulebook):
        if small_enough(rulebook, goal):
            policies = Policies(rulebook, goal)
            nothing_said = rulebook.sheet(Facts(), ON)
            ours, best = policies.ours(nothing_said), policies.best(nothing_said)
            yield f"| {goal} | {ours:.2f} | {best:.2f} | {ours / best - 1 if best else 0:.0%} |"


def page(pack: Pack, people: int, seconds: float) -> Iterator[str]:
    """The page, line by line."""
    rulebook = pack.rulebook
    goals = programmes(rulebook)
    yield from (
        "# Questions until you know",
        "",
        f"{datetime.now().astimezone():%Y-%m-%d %H:%M}, pack {pack.release}. Written by `make bench`; people are invented, seeds {SEED:,} and on.",
        "Each answers by chance, often near where the rules make a difference. So these are harder people than most.",
        "",
        f"## One programme ({len(goals)} of them, each asked by its share of the people)",
        "",
        "| known beforehand | people | median | 9 in 10 at most | most | mean if yes (people) | mean if no | mean if no answer can settle it |",
        "|---|---|---|---|---|---|---|---|",
        *one_by_one(rulebook, people),
        "",
        "## Every programme at once",
        "",
        f"As many of the {PEOPLE:,} people as {seconds:.0f} seconds allow.",
        "",
        "| known beforehand | people | median | 9 in 10 at most | most | programmes settled |",
        "|---|---|---|---|---|---|",
        *all_at_once(rulebook, goals, (), seconds),
    )
    for journey in pack.events.journeys.values():
        wanted, first = goals_of(pack, [journey], None)
        yield from (
            "",
            f"## {journey.title}",
            "",
            f"Everything that the route hangs on: {len(wanted)} conditions, amounts and dates.",
            "",
            "| known beforehand | people | median | 9 in 10 at most | most | settled |",
            "|---|---|---|---|---|---|",
            *all_at_once(rulebook, wanted, first, seconds),
        )
    yield from (
        "",
        "## Beside the best order there can be",
        "",
        "Where a programme hangs on few facts of few values, and each answer that is still possible is as likely as another.",
        "",
        "| programme | ours, mean | best, mean | more than the best |",
        "|---|---|---|---|",
        *beside_the_best(rulebook),
        "",
    )


def main() -> None:
    """Walk everyone, say it line by line, and write it down."""
    parser = argparse.ArgumentParser(description="Count the questions that people are asked until they know.")
    parser.add_argument("--people", type=int, default=PEOPLE, help="how many ask about one programme")
    parser.add_argument(
        "--seconds", type=float, default=60, help="for every programme at once, and for each life event"
    )
    given = parser.parse_args()
    lines = []
    for line in page(installed_pack(), given.people, given.seconds):
        print(line, flush=True)
        lines.append(line)
    RESULTS.write_text("\n".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
