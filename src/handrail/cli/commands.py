"""`handrail facts`, `goals` and `determine`, and what every command does: read what was asked, ask once, show the answer."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from datetime import date, datetime
from typing import Annotated, Any, NoReturn

import typer

from handrail.cli.many import CutShort, answers
from handrail.cli.people import Row, Unusable, count_rows, read_row, rows_of, with_progress
from handrail.cli.tables import AnswerTables, show_table
from handrail.domain.facts.mistakes import PackError
from handrail.packs.installed import NoPack, installed_pack
from handrail.packs.pack import Pack
from handrail.use_cases.answers import write_error
from handrail.use_cases.determine import UnknownGoal, check_goals, determine_goals
from handrail.use_cases.listing import list_facts, list_goals

app = typer.Typer(help="Your own route through public services.", no_args_is_help=True, add_completion=False)

AsJson = Annotated[bool, typer.Option("--json", help="One JSON object a line, in place of tables.")]
On = Annotated[str, typer.Option("--on", help="The day to answer for, as YYYY-MM-DD. Today when left out.")]
FactsFile = Annotated[
    str, typer.Option("--facts", help="A .json file (one person), a .jsonl file, or - (one person a line).")
]


def stop(message: str) -> NoReturn:
    """Say what is wrong, and end with the exit status for a request that cannot be used."""
    typer.echo(message, err=True)
    raise typer.Exit(2)


def pack_or_stop() -> Pack:
    """The installed pack, or every mistake in it."""
    try:
        return installed_pack()
    except (PackError, NoPack) as problem:
        stop(str(problem))


def day_or_stop(written: str) -> date:
    """The day to answer for."""
    if not written:
        return datetime.now().astimezone().date()
    try:
        day = date.fromisoformat(written)
    except ValueError:
        day = None
    # Python would also take a week and its day.
    if day is None or day.isoformat() != written:
        stop(f"--on is '{written}'. Expected a date as YYYY-MM-DD.")
    return day


@app.command("facts")
def show_facts(as_json: AsJson = False) -> None:
    """List every fact that can be told."""
    facts = list_facts(pack_or_stop())
    if as_json:
        typer.echo(json.dumps(facts, ensure_ascii=False))
        return
    show_table(
        "Facts",
        ("fact", "question", "expected"),
        [(str(f["fact"]), str(f["question"]), str(f["expected"])) for f in facts],
    )


@app.command("goals")
def show_goals(as_json: AsJson = False) -> None:
    """List everything that can be worked out."""
    goals = list_goals(pack_or_stop())
    if as_json:
        typer.echo(json.dumps(goals, ensure_ascii=False))
        return
    show_table(
        "Goals", ("goal", "type", "question"), [(str(g["goal"]), str(g["type"]), str(g["question"])) for g in goals]
    )


@app.command()
def determine(
    goals: Annotated[list[str], typer.Argument(help="The goals to work out. `handrail goals` lists them.")],
    facts: FactsFile,
    on: On = "",
    as_json: AsJson = False,
) -> None:
    """Work out goals for one person or for many."""
    pack, day = pack_or_stop(), day_or_stop(on)
    try:
        check_goals(pack, goals)
    except UnknownGoal as problem:
        stop(str(problem))
    answer_rows(
        facts,
        answer=lambda row: determine_goals(pack=pack, goals=goals, facts=row.written, on=day, row=row.number),
        unreadable=lambda row: {
            "row": row.number, "on": day.isoformat(), "release": pack.release, "goals": {},
            "errors": [write_error(row.error)] if row.error else [], "warnings": [],
        },
        show=write_json if as_json else AnswerTables().show,
    )  # fmt: skip


def answer_rows(
    source: str,
    *,
    answer: Callable[[Row], dict[str, object]],
    unreadable: Callable[[Row], dict[str, object]],
    show: Callable[[dict[str, Any]], None],
) -> None:
    """Answer every row in order. One that is broken is told so, and the exit status is 1 at the end."""
    broken = 0

    def one(row: Row) -> tuple[bool, Any]:
        row = read_row(row)
        result = unreadable(row) if row.error else answer(row)
        return bool(result["errors"]), json_line(result) if show is write_json else result

    def tell(answered: tuple[bool, Any]) -> None:
        nonlocal broken
        is_broken, result = answered
        broken += is_broken
        if show is write_json:
            sys.stdout.write(result)
        else:
            show(result)

    try:
        with_progress(answers(rows_of(source), one), tell, total=count_rows(source))
    except (CutShort, Unusable) as problem:
        stop(str(problem))
    except BrokenPipeError:
        sys.stderr.close()
    if broken:
        raise typer.Exit(1)


def json_line(result: dict[str, Any]) -> str:
    """One line of JSON. Half a character, which JSON can hold and UTF-8 cannot, stays as JSON writes it: \\ud800."""
    line = json.dumps(result, ensure_ascii=False).encode("utf-8", "backslashreplace").decode("utf-8")
    return line + "\n"


def write_json(result: dict[str, Any]) -> None:
    """The answer as one line of JSON on standard output."""
    sys.stdout.write(json_line(result))
