"""Write the JSON Schemas of the outside contract to docs/reference/schemas, from the code that the API answers with."""

from __future__ import annotations

import json
from pathlib import Path

from handrail.use_cases.schemas import PUBLISHED, published

FOLDER = Path(__file__).parent.parent / "docs" / "reference" / "schemas"


def text_of(name: str) -> str:
    """One schema as its file holds it."""
    return json.dumps(published(name), indent=2, ensure_ascii=False) + "\n"


def main() -> None:
    """Write them all."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name in PUBLISHED:
        (FOLDER / f"{name}.schema.json").write_text(text_of(name), encoding="utf-8")


if __name__ == "__main__":
    main()
