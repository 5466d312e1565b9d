"""Answers as tables that people read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from rich.console import Console
from rich.table import Table

from handrail.domain.facts.wording import say_day, say_money

_STATUS = {
    "settled": "settled",
    "open": "open",
    "estimate": "an estimate",
    "not_known_yet": "not known yet",
    "not_covered": "not covered",
}

# Without a range there is no end to have a limit.
_NOTHING_SAID = ("not_covered", "not_known_yet")


def show_table(title: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """A plain table on standard output."""
    table = Table(title=title, title_justify="left", show_lines=False)
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*row)
    Console().print(table)


class AnswerTables:
    """The answers of one person after another, each as a table. What a goal covers is said the first time it comes up."""

    def __init__(self) -> None:
        self._console = Console()
        self._said: set[str] = set()

    def show(self, row: Mapping[str, Any]) -> None:
        """One person's answers, or what was wrong."""
        for error in row["errors"]:
            self._console.print(say_error(row["row"], error), style="bold red", markup=False)
        for warning in row["warnings"]:
            self._console.print(f"Row {row['row']}: {warning}", markup=False)
        if not row["goals"]:
            return
        answers = row["goals"].items()
        show_table(
            f"Row {row['row']}, on {row['on']}, {row['release']}",
            ("goal", "answer", "status", "because or needs"),
            [(goal, say_answer(answer), _STATUS[answer["status"]], _why(answer)) for goal, answer in answers],
        )
        for goal, answer in answers:
            if answer["scope"] and goal not in self._said:
                self._console.print(f"What {goal} covers: {answer['scope']}", style="dim", markup=False)
                self._said.add(goal)


def say_error(row: int, error: Mapping[str, Any]) -> str:
    """One input error in a line."""
    where = f"{error['fact']!r} is {error['got']!r}" if error["fact"] else str(error["got"])
    nearest = f" Did you mean '{error['nearest']}'?" if error["nearest"] else ""
    return f"Row {row}: {where}. Expected {error['expected'].rstrip('.')}.{nearest}"


def say_answer(answer: Mapping[str, Any]) -> str:
    """The value, or the range, or the choices that are left."""
    if answer["possible"] is not None:
        words = {True: "yes", False: "no"}
        return " or ".join(
            words.get(value, str(value)) if isinstance(value, bool) else str(value) for value in answer["possible"]
        )
    if answer.get("status") in _NOTHING_SAID and answer["low"] is answer["high"] is None:
        return "nothing can be said"
    low, high = (_say(answer["type"], end) for end in (answer["low"], answer["high"]))
    if low == high:
        return low
    return f"{low} to {high}"


def _say(kind: str, value: object) -> str:
    if value is None:
        return "no limit"
    if kind == "money":
        return say_money(round(float(str(value)) * 100))
    if kind == "date":
        return say_day(date.fromisoformat(str(value)).toordinal())
    return str(value)


def _why(answer: Mapping[str, Any]) -> str:
    """What is still needed, or each reason once, however its first letter is written."""
    if answer["needs"]:
        return "needs " + ",\n".join(answer["needs"])
    reasons = {reason["says"].casefold(): reason["says"] for reason in reversed(answer["because"])}
    return "\n".join(reversed(reasons.values()))
