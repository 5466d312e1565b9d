"""We look like ourselves: nothing of GOV.UK's own identity, and every pair of colours can be read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

ROOT = Path(__file__).parent.parent.parent
PAGES = ["/", "/accessibility", "/privacy", "/about/sources", "/there-is-no-such-page"]

# Colours of words, and what they stand on.
PAIRS = [
    ("ink", "white"), ("ink", "paper"), ("ink", "mist"), ("ink", "focus"), ("ink-soft", "white"), ("ink-soft", "mist"),
    ("white", "pine"), ("white", "pine-deep"), ("pine-pale", "pine"), ("brass", "pine"), ("brass-deep", "white"),
    ("teal", "white"), ("teal", "mist"), ("teal", "paper"), ("plum", "white"), ("error", "white"), ("success", "white"),
    ("success", "mist"),
]  # fmt: skip


def built(kind: str) -> str:
    """Every served file of one kind, as one text."""
    files = sorted(Path(settings.STATIC_ROOT).glob(f"*.{kind}"))
    assert files, "the front end is not built: python -m scripts.front_end"
    return "\n".join(file.read_text() for file in files)


def colours() -> dict[str, str]:
    source = (ROOT / "frontend" / "styles" / "_brand.scss").read_text()
    return dict(re.findall(r"^\$([\w-]+): (#[0-9a-f]{6});", source, re.MULTILINE))


def test_the_styles_hold_no_typeface_or_emblem_of_the_state():
    styles = built("css").lower()

    assert "gds transport" not in styles
    assert "@font-face" not in styles
    assert not re.search(r"crown|crest|govuk-header|govuk-footer__", styles)


def test_the_styles_and_scripts_load_nothing_from_elsewhere():
    assert not re.search(r"url\(\s*['\"]?(https?:)?//", built("css"))
    assert not re.search(r"(from|import)\s*\(?['\"]https?:", built("js"))


@pytest.mark.parametrize("path", PAGES)
def test_no_page_carries_a_logo_of_the_state_or_looks_for_its_pictures(client: Client, path: str):
    tags = " ".join(re.findall(r"<[^>]*>", client.get(path).content.decode())).lower()

    assert not re.search(r"crown|crest|govuk-logo|govuk-header|/assets/|manifest\.json", tags)


@pytest.mark.parametrize("path", PAGES)
def test_every_page_says_that_it_is_not_the_government(client: Client, path: str):
    assert "This is not a government website." in client.get(path).content.decode()


def test_the_folder_that_is_served_holds_only_what_we_built():
    kinds = {file.suffix for file in Path(settings.STATIC_ROOT).iterdir()}

    assert kinds <= {".css", ".js", ".svg", ".gz", ".json"}


@pytest.mark.parametrize(("words", "ground"), PAIRS)
def test_words_stand_out_from_what_they_stand_on(words: str, ground: str):
    ours = colours()

    assert contrast(ours[words], ours[ground]) >= 4.5


def contrast(one: str, other: str) -> float:
    """The ratio as WCAG defines it."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
