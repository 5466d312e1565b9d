"""Follow a page of the documentation as its reader would: write the files it shows, run the commands, compare what is printed.

A fence of ```…title=PATH``` is a file to write; `more` after the path adds to it, and a `diff` changes it. A ```console``` fence holds
commands after `$ ` and what they print. `…` stands for anything.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

FENCE = re.compile(
    r"^```(?P<kind>\w+)(?: title=(?P<path>\S+)(?P<more> more)?)?\n(?P<body>.*?)^```$", re.DOTALL | re.MULTILINE
)
ANYTHING = "…"


@dataclass(frozen=True)
class Fence:
    """One fenced block of a page, and the line it begins on."""

    kind: str
    path: str
    adds: bool
    body: str
    line: int


def fences(page: Path) -> Iterator[Fence]:
    """The blocks of a page that a reader acts on."""
    text = page.read_text(encoding="utf-8")
    for found in FENCE.finditer(text):
        line = text.count("\n", 0, found.start()) + 1
        yield Fence(found["kind"], found["path"] or "", bool(found["more"]), found["body"], line)


class Walkthrough:
    """A reader in a folder of their own."""

    def __init__(self, folder: Path, **settings: str) -> None:
        self.folder = folder
        kept = {name: value for name, value in os.environ.items() if not name.startswith("HANDRAIL_")}
        commands = f"{Path(sys.executable).parent}{os.pathsep}{kept['PATH']}"
        self.environment = {**kept, "PATH": commands, "COLUMNS": "80", "PYTHONWARNINGS": "", **settings}

    def follow(self, page: Path) -> int:
        """Do all that a page says; how many commands it had."""
        commands = 0
        for fence in fences(page):
            where = f"{page.name}, line {fence.line}"
            if fence.kind == "console":
                commands += self.run_all(fence.body, where)
            elif fence.path and fence.kind == "diff":
                self.change(fence, where)
            elif fence.path:
                self.write(fence)
        return commands

    def write(self, fence: Fence) -> None:
        file = self.folder / fence.path
        before = file.read_text(encoding="utf-8") if fence.adds else ""
        file.write_text(before + fence.body, encoding="utf-8")

    def change(self, fence: Fence, where: str) -> None:
        """Put the lines with a plus where those with a minus were."""
        file, lines = self.folder / fence.path, fence.body.splitlines(keepends=True)
        old = "".join(line[1:] for line in lines if line[0] in " -")
        new = "".join(line[1:] for line in lines if line[0] in " +")
        text = file.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{where}: what is to be changed is not there once:\n{old}"
        file.write_text(text.replace(old, new), encoding="utf-8")

    def run_all(self, body: str, where: str) -> int:
        """Each command, and what the page says it prints."""
        commands = re.split(r"^\$ ", body, flags=re.MULTILINE)[1:]
        for command, _, printed in (each.partition("\n") for each in commands):
            said, complaints = self.run(command, where, may_fail=bool(printed.strip()))
            if printed.strip():
                assert any(matches(printed, text) for text in (said, complaints, said + complaints)), (
                    f"{where}: `{command}` printed\n{said}{complaints}\nand the page has\n{printed}"
                )
        return len(commands)

    def run(self, command: str, where: str, *, may_fail: bool) -> tuple[str, str]:
        """What a command prints, and what it complains of."""
        if setting := re.fullmatch(r"export (\w+)=(\S+)", command):
            self.environment[setting[1]] = setting[2]
            return "", ""
        done = subprocess.run(
            ["/bin/sh", "-c", command], cwd=self.folder, env=self.environment, capture_output=True, text=True, timeout=120, check=False
        )  # fmt: skip
        assert may_fail or done.returncode == 0, f"{where}: `{command}` failed:\n{done.stdout}{done.stderr}"
        return done.stdout, done.stderr


def matches(expected: str, printed: str) -> bool:
    """The same words in the same order, with `…` for anything. How lines are broken and tables drawn does not count."""
    parts = [re.escape(part) for part in _even(expected).split(ANYTHING)]
    return re.fullmatch(".*".join(parts), _even(printed)) is not None


def _even(text: str) -> str:
    return re.sub(r"\s+", " ", text.strip())
