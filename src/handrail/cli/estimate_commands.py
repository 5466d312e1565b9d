"""`handrail estimate`: what a household may pay or be owed, as an outside calculator has it."""

from __future__ import annotations

from typing import Annotated

import typer

from handrail.cli.commands import AsJson, FactsFile, On, answer_rows, app, day_or_stop, pack_or_stop, stop, write_json
from handrail.cli.tables import AnswerTables
from handrail.engines.installed import installed_engine
from handrail.use_cases.answers import write_error
from handrail.use_cases.estimating import NothingToEstimate, UnknownProgramme, check_programmes, estimate_programmes


@app.command()
def estimate(
    programmes: Annotated[list[str], typer.Argument(help="What to estimate, such as child_benefit.")],
    facts: FactsFile,
    on: On = "",
    as_json: AsJson = False,
) -> None:
    """Estimate taxes and benefits. The calculator has to be running: `make run` starts it."""
    pack, day, engine = pack_or_stop(), day_or_stop(on), installed_engine()
    try:
        check_programmes(pack, engine.name, programmes)
    except (NothingToEstimate, UnknownProgramme) as problem:
        stop(str(problem))
    answer_rows(
        facts,
        answer=lambda row: estimate_programmes(
            pack=pack, engine=engine, programmes=programmes, facts=row.written, on=day, row=row.number
        ),
        unreadable=lambda row: {
            "row": row.number, "on": day.isoformat(), "release": pack.release,
            "engine": {"name": engine.name, "version": pack.outside[engine.name].version}, "goals": {},
            "errors": [write_error(row.error)] if row.error else [], "warnings": [],
        },
        show=write_json if as_json else AnswerTables().show,
    )  # fmt: skip
