"""The `handrail` command."""

from handrail.cli import estimate_commands, new_commands, route_commands
from handrail.cli.commands import main

__all__ = ["estimate_commands", "main", "new_commands", "route_commands"]
