"""Load the command that is asked for and no other: whoever asks for one need not wait for what the others stand on."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module

from handrail.cli.commands import app

_ELSEWHERE = {
    "check": "check_commands",
    "estimate": "estimate_commands",
    "new": "new_commands",
    "next": "route_commands",
    "route": "route_commands",
}
"""Where each command is that does not stand with the first ones."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    load_commands(given[0] if given else "")
    app(args=given)


def load_commands(wanted: str = "") -> None:
    """The command of this name. Where there is none, all of them: for the list of commands, or the name that was meant."""
    there = {command.name or getattr(command.callback, "__name__", "") for command in app.registered_commands}
    if wanted in there:
        return
    for module in [_ELSEWHERE[wanted]] if wanted in _ELSEWHERE else dict.fromkeys(_ELSEWHERE.values()):
        import_module(f"handrail.cli.{module}")
