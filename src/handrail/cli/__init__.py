"""The `handrail` command."""

from handrail.cli import new_commands, route_commands
from handrail.cli.commands import main

__all__ = ["main", "new_commands", "route_commands"]
