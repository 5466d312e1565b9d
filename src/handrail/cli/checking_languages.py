"""What `handrail check --language` shows: the strings without words or review, and the content that is in English only."""

from __future__ import annotations

import json
from collections.abc import Iterable

import typer

from handrail.cli.checking import Detail
from handrail.domain.content.saying import say_counted
from handrail.languages.catalogue import Entry, catalogue_of, languages
from handrail.packs.pack import Pack
from handrail.use_cases.checking_language import LanguageCheck, check_language


def check_translations(pack: Pack, language: str, *, how: Detail) -> bool:
    """Show what is missing in a language. True where nothing in it is broken: what is missing is said in English."""
    if language not in languages():
        known = ", ".join(languages()) or "none"
        raise typer.BadParameter(f"there is no catalogue of '{language}'. There is: {known}", param_hint="--language")
    found = check_language(pack, catalogue_of(language))
    if how == "json":
        typer.echo(json.dumps(_write(pack, found), ensure_ascii=False))
    else:
        if how == "whole":
            _show_each(found)
        _show_outcome(pack, found)
    return not found.unfit


def _write(pack: Pack, found: LanguageCheck) -> dict[str, object]:
    return {
        "language": found.language,
        "strings": found.strings,
        "reviewed": found.reviewed,
        "untranslated": [entry.message for entry in found.untranslated],
        "unreviewed": [entry.message for entry in found.unreviewed],
        "mistakes": [entry.message for entry in found.unfit],
        "release": pack.release,
        "pack_in_english": dict(found.pack),
    }


def _show_each(found: LanguageCheck) -> None:
    for what, lines in (
        ("Without words, so said in English", _messages(found.untranslated)),
        ("Not reviewed", (f"{entry.message} = {entry.forms[-1]}" for entry in found.unreviewed)),
        ("Content of the pack in English only", (f"{file}: {count}" for file, count in found.pack.items())),
    ):
        listed = list(lines)
        if listed:
            typer.echo(f"{what}:")
            typer.echo("\n".join(f"  {line}" for line in listed))


def _show_outcome(pack: Pack, found: LanguageCheck) -> None:
    for message in _messages(found.unfit):
        typer.echo(f"A place or a tag is missing, or is one too many: {message}", err=True)
    typer.echo(
        f"{found.name}: {say_counted(found.strings, 'string')} of the interface, {len(found.untranslated):,} without words, "
        f"{len(found.unreviewed):,} not reviewed, {found.reviewed:,} reviewed. "
        f"{pack.release}: {say_counted(sum(found.pack.values()), 'string')} in English only."
    )


def _messages(entries: Iterable[Entry]) -> Iterable[str]:
    return (entry.message for entry in entries)
