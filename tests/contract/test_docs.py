"""The documentation points at things that are there."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer.main

from handrail.cli import load_commands
from handrail.cli.commands import app

load_commands()

ROOT = Path(__file__).parent.parent.parent
NOT_OURS = {"node_modules", ".venv", ".venv-policyengine", ".git", "var", "frontend"}
PAGES = sorted(
    page
    for page in ROOT.rglob("*.md")
    if not NOT_OURS & set(page.relative_to(ROOT).parts)
    and "content" not in page.parts
    and ".hypothesis" not in page.parts
)
ADRS = sorted((ROOT / "docs" / "adr").glob("[0-9]*.md"))

LINK = re.compile(r"\[[^\]]*\]\((?P<to>[^)\s]+)\)")
REGISTRIES = re.compile(
    r"pypi\.org|pythonhosted\.org|npmjs\.(org|com)|registry\.yarnpkg|crates\.io|rubygems\.org|proxy\.golang\.org"
)
ON_ONE_MACHINE = re.compile(r"(?<![\w.])(?:/(?:home|root|Users|work|tmp|opt|var|usr)/|[A-Z]:\\)")


def named(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


every_page = pytest.mark.parametrize("page", PAGES, ids=[named(page) for page in PAGES])


def anchors(page: Path) -> set[str]:
    """The headings of a page, as an address names them."""
    headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def dead_links(page: Path) -> Iterator[str]:
    """The links of a page to a file or a heading that is not there."""
    for found in LINK.finditer(page.read_text(encoding="utf-8")):
        path, _, anchor = found["to"].partition("#")
        if re.match(r"\w+:", path):
            continue
        target = (page.parent / path).resolve() if path else page
        if not target.exists() or (anchor and anchor not in anchors(target)):
            yield found["to"]


@every_page
def test_every_link_leads_somewhere(page: Path) -> None:
    assert list(dead_links(page)) == []


@every_page
def test_no_page_names_a_registry_or_a_folder_of_one_machine(page: Path) -> None:
    text = page.read_text(encoding="utf-8")

    assert not REGISTRIES.search(text)
    assert not ON_ONE_MACHINE.search(text)


def words_after(command: str) -> set[str]:
    """What our pages say after a command: `make run`, `handrail check`."""
    text = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)
    return set(re.findall(rf"(?:^ +|`|\$ ){command} ([a-z][\w-]*)", text, re.MULTILINE))


def test_every_make_target_that_is_named_is_there() -> None:
    targets = set(re.findall(r"^([\w-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))

    assert words_after("make") <= targets
    assert {"run", "test"} <= words_after("make")


def test_every_command_that_is_named_is_there_and_the_readme_names_them_all() -> None:
    command = typer.main.get_command(app)
    there = set(getattr(command, "commands", {}))
    readme = (ROOT / "README.md").read_text(encoding="utf-8")

    assert words_after("handrail") <= there
    assert {name for name in there if f"`{name}`" not in readme} == set()


def test_every_script_that_is_named_is_there() -> None:
    text = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)

    for script in set(re.findall(r"python -m scripts\.(\w+)", text)):
        assert (ROOT / "scripts" / f"{script}.py").is_file(), script


def test_every_setting_is_in_the_guide_for_those_who_run_an_installation() -> None:
    guide = (ROOT / "docs" / "how-to" / "run-an-installation.md").read_text(encoding="utf-8")
    code = "\n".join(file.read_text(encoding="utf-8") for file in (ROOT / "src" / "handrail").rglob("*.py"))
    read = re.findall(r'environment\.(?:text|yes_or_no|whole_number|listed)\(\s*"([A-Z_]+)"', code)
    in_full = re.findall(r'environ\.get\(\s*"HANDRAIL_([A-Z_]+)"', code)

    assert {name for name in (*read, *in_full) if f"`HANDRAIL_{name}`" not in guide} == set()


def test_every_decision_is_listed_and_says_why_and_when() -> None:
    listed = (ROOT / "docs" / "adr" / "README.md").read_text(encoding="utf-8")

    assert [page.name[:4] for page in ADRS] == [f"{number:04}" for number in range(1, len(ADRS) + 1)]
    for page in ADRS:
        text = page.read_text(encoding="utf-8")
        assert f"]({page.name})" in listed
        assert re.match(rf"# {int(page.name[:4])}\. ", text), page.name
        assert re.search(r"^\d+ [A-Z]\w+ 20\d\d\. (Accepted|Rejected|Replaced)", text, re.MULTILINE), page.name
        assert {"## Context", "## Consequences"} <= set(text.splitlines()), page.name
        assert len(text.split()) < 700, f"{page.name} is longer than a page"


def test_what_the_glossary_says_is_there_is_there() -> None:
    for line in (ROOT / "GLOSSARY.md").read_text(encoding="utf-8").splitlines():
        if "to come" in line.lower():
            continue
        for path in re.findall(r"`([\w/]+/(?:[\w/]+\.py)?)`", line.rpartition(" | ")[2]):
            places = (ROOT / path, ROOT / "src" / "handrail" / path, ROOT / "src" / "handrail_uk" / path)
            assert any(place.exists() for place in places), path


def test_worlds_order_questions_and_never_enter_an_answer() -> None:
    """Decision 9: nothing that answers imports the possible worlds."""
    importers = {
        named(file)
        for file in (ROOT / "src" / "handrail").rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and node.module == "handrail.domain.rules.worlds"
    }

    assert "src/handrail/domain/routes/asking.py" in importers
    assert not importers & {f"src/handrail/domain/rules/{name}.py" for name in ("determining", "certifying", "cases")}
    assert all("asking" in name or "usual" in name for name in importers), importers
