"""The `handrail` command."""

from handrail.cli import route_commands
from handrail.cli.commands import main

__all__ = ["main", "route_commands"]
