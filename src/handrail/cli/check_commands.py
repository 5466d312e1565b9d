"""`handrail check`."""

from __future__ import annotations

from typing import Annotated

import typer

from handrail.cli.checking import Detail, check_examples_notice, check_sources
from handrail.cli.checking_languages import check_translations
from handrail.cli.commands import AsJson, On, app, day_or_stop, pack_or_stop


@app.command()
def check(
    mutate: Annotated[
        bool, typer.Option("--mutate", help="See whether the examples notice each small change.")
    ] = False,
    only: Annotated[
        list[str] | None,
        typer.Option(
            help="With --mutate: only the changes whose name or file fits, * for anything. May be given again."
        ),
    ] = None,
    language: Annotated[
        str, typer.Option(help="List what is missing in a language, such as cy, in place of a look over the pack.")
    ] = "",
    brief: Annotated[bool, typer.Option("--brief", help="Only what has to be put right, and how it ended.")] = False,
    on: On = "",
    as_json: AsJson = False,
) -> None:
    """Check the pack: every name, type, date and source in it. Or a language: what it has no words for."""
    pack, day = pack_or_stop(), day_or_stop(on)
    if only and not mutate:
        raise typer.BadParameter("it chooses among the changes of --mutate, which was not given", param_hint="--only")
    if language and mutate:
        raise typer.BadParameter("it cannot be given with --mutate", param_hint="--language")
    how: Detail = "json" if as_json else "brief" if brief else "whole"
    if language:
        is_right = check_translations(pack, language, how=how)
    elif mutate:
        is_right = check_examples_notice(pack, only or (), as_json=as_json)
    else:
        is_right = check_sources(pack, day, how=how)
    if not is_right:
        raise typer.Exit(1)
