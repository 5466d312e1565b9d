"""Find the country pack that this installation runs with."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from handrail.packs.pack import Pack, load_pack

DEFAULT = "handrail_uk"


class NoPack(Exception):
    """There is no pack where the settings say one is."""


def installed_root() -> Path:
    """The folder of the pack: a folder or the name of a Python package, in `HANDRAIL_PACK`."""
    name = os.environ.get("HANDRAIL_PACK") or DEFAULT
    if Path(name).is_dir():
        return Path(name)
    spec = find_spec(name) if name.isidentifier() else None
    if spec is None or not spec.submodule_search_locations:
        raise NoPack(
            f"HANDRAIL_PACK is '{name}'. Expected the folder of a pack, or an installed package such as {DEFAULT}."
        )
    return Path(next(iter(spec.submodule_search_locations)))


@cache
def installed_pack() -> Pack:
    """The pack of this installation, loaded once."""
    with _kept_to_the_end():
        return load_pack(installed_root())


@contextmanager
def _kept_to_the_end() -> Iterator[None]:
    """What is made meanwhile is never looked through for what can be thrown away: not now, not later, not in a copy of this process."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was_enabled:
            gc.enable()
