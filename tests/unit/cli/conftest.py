"""The command, run on a pack of its own."""

from __future__ import annotations

import pytest

from handrail.cli import load_commands
from tests.unit.packs.moving_pack import moving_pack

load_commands()


@pytest.fixture(scope="session")
def moving(tmp_path_factory):
    """The pack that the commands answer from. Nothing in it changes."""
    return moving_pack(tmp_path_factory.mktemp("moving"))
