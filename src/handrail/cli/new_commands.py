"""`handrail new`: the files of a new programme, life event or service, which load at once."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated

import typer

from handrail.cli.commands import app, day_or_stop, pack_or_stop, stop
from handrail.domain.facts.mistakes import nearest_name
from handrail.packs.pack import Pack
from handrail.packs.starting_points import KINDS, starting_point

_NAME = re.compile(r"[a-z][a-z0-9_]*")


@app.command()
def new(
    kind: Annotated[str, typer.Argument(help="entitlement, life-event or service.")],
    name: Annotated[str, typer.Argument(help="Its name in small letters, as in winter_heating_payment.")],
    organisation: Annotated[str, typer.Option("--organisation", help="Who runs a service.")] = "",
) -> None:
    """Start a programme, a life event or a service with files that pass `handrail check`."""
    if kind not in KINDS:
        stop(f"There is no kind '{kind}'.{_hint(kind, list(KINDS))} Expected one of {', '.join(KINDS)}.")
    if not _NAME.fullmatch(name):
        stop(f"'{name}' cannot be a name. Expected small letters, digits and _, starting with a letter.")
    pack = pack_or_stop()
    if kind == "service":
        _check_organisation(pack, organisation)
    files = starting_point(kind, name, on=day_or_stop(""), organisation=organisation)
    _write(pack.root, files)
    typer.echo("Find each TODO in these files, then run `handrail check`.")


def _check_organisation(pack: Pack, organisation: str) -> None:
    known = pack.events.organisations
    if organisation not in known:
        told = (
            f"There is no organisation '{organisation}'." if organisation else "A service belongs to an organisation."
        )
        stop(
            f"{told}{_hint(organisation, list(known))} Expected --organisation with one of those under organisations/."
        )


def _hint(name: str, names: list[str]) -> str:
    nearest = nearest_name(name, names)
    return f" Did you mean '{nearest}'?" if nearest else ""


def _write(root: Path, files: dict[str, str]) -> None:
    """All of them or none: what an author has written is never written over."""
    there = [path for path in files if (root / path).exists()]
    if there:
        stop(f"Nothing was written: {', '.join(there)} is there already. Expected another name.")
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
        typer.echo(f"Wrote {path}")
