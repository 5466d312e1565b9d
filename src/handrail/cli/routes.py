"""A route as tables and as plain text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from textwrap import wrap
from typing import Any

from rich.console import Console

from handrail.cli.tables import say_error, show_table
from handrail.domain.content.saying import say_listed, say_what_of
from handrail.domain.facts.vocabulary import Vocabulary
from handrail.domain.facts.wording import say_day, say_money

_STATUS = {
    "applies": "to do",
    "may_apply": "maybe",
    "does_not_apply": "not for you",
    "done": "done",
    "skipped": "skipped",
}


def show_route(row: Mapping[str, Any], vocabulary: Vocabulary) -> None:
    """One person's route as a table. Facts go by the words people are asked with, not by their names."""
    console = Console()
    if _errors(row, console):
        return
    rows = [
        (
            step["title"],
            _STATUS[step["status"]],
            _when(step),
            _by(step),
            say_span(step["cost"]),
            _because(step, vocabulary),
        )
        for step in row["steps"]
    ]
    title = f"Row {row['row']}: {', '.join(row['events'])}, on {row['on']}, {row['release']}"
    show_table(title, ("step", "", "not before", "by", "cost", "depends on, or why"), rows)
    for line in _summary(row, vocabulary):
        console.print(line, markup=False)


def route_text(row: Mapping[str, Any], vocabulary: Vocabulary) -> str:
    """One person's route as text that can be read aloud or printed."""
    lines = [f"Your route, worked out for {_day(row['on'])}", ""]
    lines += [say_error(row["row"], error) for error in row["errors"]]
    place = 0
    for step in row["steps"]:
        if step["status"] in ("applies", "may_apply"):
            place += 1
            lines += list(_text_of(place, step, vocabulary))
    done = [step["title"] for step in row["steps"] if step["status"] == "done"]
    if done:
        lines += ["Done", *(f"  {title}" for title in done), ""]
    return "\n".join([*lines, *_summary(row, vocabulary)]) + "\n"


def _text_of(place: int, step: Mapping[str, Any], vocabulary: Vocabulary) -> Iterator[str]:
    yield f"{place}. {step['title']}" + (" (maybe)" if step["status"] == "may_apply" else "")
    for label, words in (
        ("When", _when(step)),
        ("By", _by(step)),
        ("Cost", say_span(step["cost"])),
        ("Why", _because(step, vocabulary)),
    ):
        if words:
            yield from wrap(f"{label}: {words}", width=88, initial_indent="   ", subsequent_indent="     ")
    yield ""


def _errors(row: Mapping[str, Any], console: Console) -> bool:
    for error in row["errors"]:
        console.print(say_error(row["row"], error), style="bold red", markup=False)
    for warning in row["warnings"]:
        console.print(f"Row {row['row']}: {warning}", markup=False)
    return bool(row["errors"])


def _summary(row: Mapping[str, Any], vocabulary: Vocabulary) -> Iterator[str]:
    if row["money"] is None:
        return
    yield f"To pay: {say_span(row['money']['pay']) or 'nothing'}. To receive: {say_span(row['money']['receive']) or 'nothing'}."
    low, high = row["finish"]["low"], row["finish"]["high"]
    yield f"Finished between {_day(low)} and {_day(high)}." if high else f"Finished on {_day(low)} at the soonest."
    if row["next"]["fact"]:
        asked = vocabulary.facts[row["next"]["fact"]]
        yield f"Next question: {asked.question or asked.name}"
    else:
        yield row["next"]["stopped"]


def _when(step: Mapping[str, Any]) -> str:
    if step["done_on"]:
        return f"done on {_day(step['done_on'])}"
    return _day(step["earliest"]) if step["status"] in ("applies", "may_apply") else ""


def _by(step: Mapping[str, Any]) -> str:
    if step["status"] not in ("applies", "may_apply"):
        return ""
    if step["deadline"] and step["deadline"]["high"]:
        low, high = step["deadline"]["low"], step["deadline"]["high"]
        return _day(high) if low in (high, None) else f"{_day(low)} to {_day(high)}"
    return _day(step["latest"])


def _because(step: Mapping[str, Any], vocabulary: Vocabulary) -> str:
    if step["depends_on"]:
        return "depends on " + say_listed([say_what_of(vocabulary.facts[name]) for name in step["depends_on"]])
    reasons = [reason["says"] for reason in step["because"] if "rule" in reason]
    return "; ".join(dict.fromkeys(reasons))


def _day(day: str | None) -> str:
    return say_day(date.fromisoformat(day).toordinal()) if day else ""


def say_span(money: Mapping[str, Any]) -> str:
    """An amount or a range in words; nothing at all is empty."""
    low, high = money["low"], money["high"]
    if high is None:
        return f"{say_money(round(low * 100))} or more" if low else "not known yet"
    if low == high:
        return say_money(round(low * 100)) if low else ""
    return f"{say_money(round(low * 100))} to {say_money(round(high * 100))}"
