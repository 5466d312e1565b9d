"""`python -m scripts.with_drafts`: the pack with the life events that are still being written, in a folder of its own."""

from __future__ import annotations

import shutil
from pathlib import Path

from scripts.environment import ROOT
from scripts.say import say

PACK, DRAFTS = ROOT / "src" / "handrail_uk", ROOT / "drafts" / "uk"
SURVIVORS, MORE_SURVIVORS = "mutation_survivors.yaml", "mutation_survivors.additions.yaml"


def build(folder: Path) -> Path:
    """Put the drafts on top of a copy of the pack. Whatever the folder held before is gone."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(PACK, folder, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(DRAFTS, folder, ignore=shutil.ignore_patterns(MORE_SURVIVORS), dirs_exist_ok=True)
    with (folder / SURVIVORS).open("a", encoding="utf-8") as survivors:
        survivors.write("\n" + (DRAFTS / MORE_SURVIVORS).read_text(encoding="utf-8"))
    return folder


def main() -> None:
    folder = build(ROOT / "var" / "with_drafts")
    say(f"The pack with drafts is in {folder.relative_to(ROOT)}: set HANDRAIL_PACK to it.")


if __name__ == "__main__":
    main()
