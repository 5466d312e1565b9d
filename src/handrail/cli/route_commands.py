"""`handrail route` and `handrail next`."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from handrail.cli.commands import AsJson, FactsFile, On, answer_rows, app, day_or_stop, pack_or_stop, stop, write_json
from handrail.cli.people import Row
from handrail.cli.routes import route_text, show_route
from handrail.cli.tables import say_error
from handrail.domain.routes.occurrences import counted
from handrail.packs.occurring import pack_for
from handrail.packs.pack import Pack
from handrail.use_cases.answers import write_error
from handrail.use_cases.determine import UnknownGoal
from handrail.use_cases.next_best import next_for
from handrail.use_cases.plan_route import UnknownEvent, journeys_of, plan_from_written
from handrail.use_cases.route_calendar import route_calendar
from handrail.use_cases.write_route import route_row

MarksFile = Annotated[
    str,
    typer.Option(
        "--marks", help="A .json file with what has been done, skipped, assigned, chosen, put first or put off."
    ),
]


@app.command()
def route(
    events: Annotated[
        list[str],
        typer.Argument(help="The life events, such as buying_a_home. One that has come twice is named twice."),
    ],
    facts: FactsFile,
    marks: MarksFile = "",
    on: On = "",
    as_json: AsJson = False,
    as_text: Annotated[bool, typer.Option("--text", help="Plain text, to print or to read aloud.")] = False,
    as_ics: Annotated[bool, typer.Option("--ics", help="A calendar file. For one person.")] = False,
) -> None:
    """Work out a person's own route: what to do, in what order, by when."""
    pack, day, events = pack_or_stop(), day_or_stop(on), list(counted(events))
    if as_json + as_text + as_ics > 1:
        stop("Expected one of --json, --text and --ics.")
    pack = pack_for(pack, events)
    try:
        journeys_of(pack, events)
    except UnknownEvent as problem:
        stop(f"{problem} There is: {', '.join(pack.events.journeys)}.")
    done = _marks(marks)

    def show(row: dict[str, Any]) -> None:
        if as_json:
            write_json(row)
        elif as_text:
            typer.echo(route_text(row, pack.vocabulary), nl=False)
        else:
            show_route(row, pack.vocabulary)

    def answer(row: Row) -> dict[str, object]:
        if as_ics:
            return _calendar(pack, events, row, done, day)
        return route_row(pack=pack, events=events, facts=row.written, marks=done, on=day, row=row.number)

    answer_rows(
        facts,
        answer=answer,
        unreadable=lambda row: _unreadable(pack, row, day, events=events, steps=[], money=None, cash=[], do_now=[], finish=None, next=None, scope=[]),
        show=_write_calendar if as_ics else show,
    )  # fmt: skip


def _marks(source: str) -> object:
    if not source:
        return None
    try:
        return json.loads(Path(source).read_text(encoding="utf-8"))
    except OSError as problem:
        stop(f"{source} cannot be read: {problem.strerror}. Expected a .json file of marks.")
    except ValueError as problem:
        stop(f"{source} is not JSON: {problem}. Expected one object with steps and chosen.")


def _calendar(pack: Pack, events: list[str], row: Row, marks: object, on: date) -> dict[str, object]:
    planned = plan_from_written(pack=pack, events=events, facts=row.written, marks=marks, on=on)
    errors = [write_error(error) for error in planned.errors]
    calendar = route_calendar(pack=pack, route=planned.route).decode() if planned.route else ""
    return {"row": row.number, "calendar": calendar, "errors": errors}


def _write_calendar(row: dict[str, Any]) -> None:
    for error in row["errors"]:
        typer.echo(say_error(row["row"], error), err=True)
    if row.get("calendar"):
        typer.echo(row["calendar"], nl=False)


def _unreadable(pack: Pack, row: Row, on: date, **rest: object) -> dict[str, object]:
    errors = [write_error(row.error)] if row.error else []
    return {"row": row.number, "on": on.isoformat(), "release": pack.release, **rest, "errors": errors, "warnings": []}


@app.command("next")
def next_question(
    wanted: Annotated[list[str], typer.Argument(help="Life events, topics or goals.")],
    facts: FactsFile,
    on: On = "",
    as_json: AsJson = False,
) -> None:
    """Find the question that would settle most."""
    pack, day = pack_or_stop(), day_or_stop(on)
    _check_wanted(pack, wanted, day)
    answer_rows(
        facts,
        answer=lambda row: next_for(pack=pack, wanted=wanted, facts=row.written, on=day, row=row.number),
        unreadable=lambda row: _unreadable(
            pack, row, day, fact=None, question=None, why=None, settles=[], stopped=None
        ),
        show=write_json if as_json else _show_next,
    )


def _check_wanted(pack: Pack, wanted: list[str], on: date) -> None:
    try:
        next_for(pack=pack, wanted=wanted, facts={"": None}, on=on)
    except UnknownGoal as problem:
        stop(str(problem))


def _show_next(row: dict[str, Any]) -> None:
    for error in row["errors"]:
        typer.echo(say_error(row["row"], error))
    if row["fact"]:
        typer.echo(
            f"{row['fact']}: {row['question']}\n  Why: {row['why']}\n  It could change: {', '.join(row['settles'])}"
        )
    elif row["stopped"]:
        typer.echo(row["stopped"])
