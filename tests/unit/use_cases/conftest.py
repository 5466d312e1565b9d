"""One pack for every test here: nothing in it changes."""

from __future__ import annotations

import pytest

from tests.unit.packs.moving_pack import moving_pack


@pytest.fixture(scope="session")
def pack(tmp_path_factory):
    return moving_pack(tmp_path_factory.mktemp("moving"))
