"""The `handrail` command."""

from handrail.cli.commands import main

__all__ = ["main"]
