"""The `handrail` command."""

from handrail.cli.loading import load_commands, main

__all__ = ["load_commands", "main"]
