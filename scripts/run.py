"""`make run`: from a fresh checkout to a site at http://127.0.0.1:8000, saying what it does on the way.

python -m scripts.run [--port 8000] [--host 127.0.0.1]
"""

from __future__ import annotations

import argparse
import os
import socket
import subprocess
from pathlib import Path

from scripts import engine, environment, front_end
from scripts.say import CannotGoOn, doing, say, stop_with


def run(host: str, port: int) -> None:
    """Each step is skipped when it was done before and nothing it depends on has changed."""
    check_port(host, port)
    environment.make_ready()
    front_end.build()
    prepare_database()
    check_pack()
    check_port(host, port)
    engine.start_beside(host, port)
    serve(host, port)


def check_port(host: str, port: int) -> None:
    """Say at once that the address is taken, not after everything else has been done."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as attempt:
        attempt.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            attempt.bind((host, port))
        except PermissionError:
            raise CannotGoOn(
                f"Port {port} may not be used by this account. Try a higher one: make run PORT=8000"
            ) from None
        except OSError as error:
            raise CannotGoOn(
                f"Port {port} on {host} is busy ({error.strerror}). "
                f"Stop what is using it, or choose another: make run PORT={another(port)}"
            ) from None


def another(port: int) -> int:
    return port + 1 if port < 65535 else 8000


def prepare_database() -> None:
    with doing("Preparing the database"):
        in_environment(environment.PYTHON, "-m", "django", "prepare_databases")
        in_environment(environment.PYTHON, "-m", "django", "erase_expired")


def check_pack() -> None:
    """Load the country pack and report every mistake in it before anyone is answered from it."""
    if not has_command_line():
        say("(No pack is checked: this checkout has no `handrail` command yet.)")
        return
    with doing("Checking the pack"):
        in_environment(environment.PYTHON.with_name("handrail"), "check", "--brief")


def has_command_line() -> bool:
    return (environment.ROOT / "src" / "handrail" / "cli").is_dir()


def in_environment(program: Path, *arguments: str) -> None:
    """Run a program of .venv, its output shown as it comes."""
    done = subprocess.run([str(program), *arguments], cwd=environment.ROOT, env=variables(), check=False)
    if done.returncode != 0:
        raise CannotGoOn("Handrail did not start: the lines above say what is wrong.")


def variables() -> dict[str, str]:
    return {"DJANGO_SETTINGS_MODULE": "handrail.config.settings", **os.environ}


def serve(host: str, port: int) -> None:
    """Become the server; it prints the address once it answers."""
    say("Starting the server …")
    address = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    gunicorn = ["-m", "gunicorn", "--config", "python:handrail.config.server", "--bind", address]
    os.chdir(environment.ROOT)
    os.execve(environment.PYTHON, [str(environment.PYTHON), *gunicorn, "handrail.config.wsgi"], variables())


def port_number(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 65535:
        raise argparse.ArgumentTypeError(f"PORT must be a number from 1 to 65535, not {text!r}")
    return int(text)


def main() -> None:
    parser = argparse.ArgumentParser(description="Start Handrail on this machine.")
    parser.add_argument("--port", type=port_number, default=8000)
    parser.add_argument("--host", default="127.0.0.1")
    given = parser.parse_args()
    try:
        run(given.host, given.port)
    except CannotGoOn as problem:
        stop_with(problem)
    except KeyboardInterrupt:
        raise SystemExit(130) from None


if __name__ == "__main__":
    main()
