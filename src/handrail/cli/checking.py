"""What `handrail check` shows: the state of a pack's sources, or the changes that its examples do not notice."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from functools import partial
from statistics import median
from typing import Literal

import typer
from rich.console import Console
from rich.progress import Progress

from handrail.cli.tables import show_table
from handrail.domain.content.saying import say_counted
from handrail.domain.facts.mistakes import PackError
from handrail.packs.mutants.mutant import is_hidden
from handrail.packs.pack import Pack
from handrail.use_cases.checking_pack import PackCheck, Sources, check_pack
from handrail.use_cases.mutating import Findings, NothingFits, fitting, mutate
from handrail.use_cases.trying_mutants import ExamplesFail, Fate, Verdict

Detail = Literal["whole", "brief", "json"]

_SEEN = (("text", "read itself"), ("secondary", "read elsewhere"), ("notes", "from notes"))
_FATES = (
    (Fate.KILLED, "noticed by an example"),
    (Fate.REFUSED, "refused when the pack loads"),
    (Fate.SAME, "cannot change anything"),
)


def check_sources(pack: Pack, on: date, *, how: Detail) -> bool:
    """Show what a look over the pack found. True where there is nothing to put right."""
    found = check_pack(pack, on)
    match how:
        case "json":
            typer.echo(json.dumps(_write_check(pack, found), ensure_ascii=False))
        case "brief":
            _show_outcome(pack, found)
        case "whole":
            _show_for_authors(found)
            _show_outcome(pack, found)
    return not found.mistakes


def _contents(pack: Pack) -> Mapping[str, int]:
    rulebook = pack.rulebook
    return {
        "facts": len(pack.vocabulary.facts),
        "parameters": len(rulebook.parameters),
        "rules": sum(not is_hidden(name) for name in rulebook.rules),
        "goals": len(rulebook.goals),
        "steps": sum(len(journey.steps) for journey in pack.events.journeys.values()),
    }


def _write_check(pack: Pack, found: PackCheck) -> dict[str, object]:
    return {
        "release": pack.release,
        **_contents(pack),
        "mistakes": [str(mistake) for mistake in found.mistakes],
        "sources": {"figures": dict(found.figures.seen), "rules": dict(found.rules.seen)},
        "past_review": {"figures": list(found.figures.past_review), "rules": list(found.rules.past_review)},
        "past_last_day": {name: last.isoformat() for name, last in found.past_last_day.items()},
        "unread_facts": list(found.unread_facts),
        "only_in_words": list(found.only_in_words),
        "unused": list(found.unused),
        "without_title": list(found.without_title),
        "hard_to_find": list(found.hard_to_find),
        "reading_ages": {page: round(age, 1) for page, age in found.reading_ages.items()},
    }


def _show_for_authors(found: PackCheck) -> None:
    """What its authors may want to weigh."""
    rows = [_row("figures in force", found.figures), _row("rules", found.rules)]
    show_table("Sources", ("of", "all", *(said for _, said in _SEEN), "past review"), rows)
    console = Console()
    for what, names in (
        ("Past review", (*found.figures.past_review, *found.rules.past_review)),
        ("Past the last day we know of", [f"{name} ({last})" for name, last in found.past_last_day.items()]),
        ("Warning: no rule, journey or page reads the fact", found.unread_facts),
        ("Shown in words, and read by no rule", found.only_in_words),
        ("Warning: nothing uses", found.unused),
        ("Goals in no topic with a title", found.without_title),
        ("Topics without an area, or without other words to search by", found.hard_to_find),
    ):
        if names:
            console.print(f"{what}: {', '.join(names)}", markup=False, highlight=False)
    if found.reading_ages:
        console.print(_say_reading_ages(found.reading_ages), markup=False, highlight=False, soft_wrap=True)


def _show_outcome(pack: Pack, found: PackCheck) -> None:
    """What has to be put right, and in one line what the pack holds."""
    console = Console()
    for mistake in found.mistakes:
        console.print(str(mistake), style="bold red", markup=False, highlight=False)
    contents = ", ".join(say_counted(count, what.removesuffix("s")) for what, count in _contents(pack).items())
    outcome = f"{say_counted(len(found.mistakes), 'mistake')} found." if found.mistakes else "No mistakes found."
    typer.echo(f"{pack.release}: {contents}. {outcome}")


def _say_reading_ages(ages: Mapping[str, float]) -> str:
    """How old someone must be to read the pages with ease, and the page that asks most."""
    hardest = max(ages, key=lambda page: ages[page])
    return f"Reading age of the pages: {median(ages.values()):.0f} in the middle, at most {ages[hardest]:.0f}, in {hardest}"


def _row(what: str, sources: Sources) -> tuple[str, ...]:
    counts = (str(sources.seen.get(seen, 0)) for seen, _ in _SEEN)
    return (what, str(sources.total), *counts, str(len(sources.past_review)))


# -- mutants ---------------------------------------------------------------------------------------------------


def check_examples_notice(pack: Pack, only: Sequence[str], *, as_json: bool) -> bool:
    """Change the pack in one small place after another, and show what no example notices. True where all is explained.

    `only`: patterns for the names of the changes, or for the files they are in.
    """
    began = time.monotonic()
    try:
        with _progress() as progress:
            found = mutate(pack.root, choose=partial(fitting, only) if only else None, progress=progress)
    except NothingFits as problem:
        raise typer.BadParameter(str(problem), param_hint="--only") from None
    except ExamplesFail as problem:
        typer.echo(f"The examples do not hold for the pack as it is:\n{problem}", err=True)
        return False
    except PackError as problem:
        typer.echo(str(problem), err=True)
        raise typer.Exit(2) from None
    seconds = round(time.monotonic() - began, 1)
    if as_json:
        typer.echo(json.dumps(_write_findings(found, seconds), ensure_ascii=False))
    else:
        _show_findings(found, seconds)
    return not found.unexplained


@contextmanager
def _progress() -> Iterator[Callable[[int, int], None]]:
    """A bar on standard error where someone is looking, else a line for each tenth."""
    if not sys.stderr.isatty():
        yield _Tenths()
        return
    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("mutants", total=None)
        yield lambda tried, of: bar.update(task, completed=tried, total=of)


class _Tenths:
    """Says how far it is each time another tenth is done."""

    def __init__(self) -> None:
        self.told = 0

    def __call__(self, tried: int, of: int) -> None:
        tenth = tried * 10 // of
        if tenth > self.told:
            self.told = tenth
            typer.echo(f"{tried} of {of} mutants tried", err=True)


def _write_findings(found: Findings, seconds: float) -> dict[str, object]:
    explained = [{**_write_survivor(verdict), "reason": explanation.reason} for verdict, explanation in found.explained]
    return {
        "release": found.release,
        "mutants": len(found.verdicts),
        **{fate.value: len(found.having(fate)) for fate, _ in _FATES},
        "survived": len(found.having(Fate.SURVIVED)),
        "seconds": seconds,
        "unexplained": [_write_survivor(verdict) for verdict in found.unexplained],
        "explained": explained,
        "same_because": found.same_because,
        "stale": [{"place": str(each.place), "pattern": each.pattern} for each in found.stale],
        "out_of_reach": list(found.out_of_reach),
    }


def _write_survivor(verdict: Verdict) -> dict[str, object]:
    mutant = verdict.mutant
    return {
        "id": mutant.id,
        "kind": mutant.kind.value,
        "place": str(mutant.place),
        "was": mutant.was,
        "now": mutant.now,
    }


def _show_findings(found: Findings, seconds: float) -> None:
    rows = [(said, str(len(found.having(fate)))) for fate, said in _FATES]
    rows += [("survived, and explained", str(len(found.explained))), ("survived", str(len(found.unexplained)))]
    show_table(f"{len(found.verdicts)} mutants of {found.release}", ("what became of them", "mutants"), rows)
    console = Console()
    for reason, count in found.same_because.items():
        console.print(f"{count} cannot change anything: {reason}.", markup=False, highlight=False)
    for reason, verdicts in _by_reason(found).items():
        console.print(f"Explained: {reason}", markup=False, highlight=False)
        for verdict in verdicts:
            console.print(f"    {_said(verdict)}", markup=False, highlight=False)
    for each in found.stale:
        said = f"{each.place}: '{each.pattern}' explains nothing any more. Take it out."
        console.print(said, style="yellow", markup=False, highlight=False)
    if found.out_of_reach:
        said = (
            f"{len(found.out_of_reach)} figures and rules were left alone: no goal, step or constraint asks for them."
        )
        console.print(said, markup=False, highlight=False)
    for verdict in found.unexplained:
        console.print(f"Survived: {_said(verdict)}", style="bold red", markup=False, highlight=False)
    outcome = (
        f"{len(found.unexplained)} changes go unnoticed."
        if found.unexplained
        else "Every change is noticed or explained."
    )
    typer.echo(f"{outcome} {seconds:g} seconds.")


def _by_reason(found: Findings) -> dict[str, list[Verdict]]:
    grouped: dict[str, list[Verdict]] = {}
    for verdict, explanation in found.explained:
        grouped.setdefault(explanation.reason, []).append(verdict)
    return grouped


def _said(verdict: Verdict) -> str:
    mutant = verdict.mutant
    return f"{mutant.place} {mutant.id}: {mutant.was} → {mutant.now}"
