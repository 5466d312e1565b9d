"""Read what an installation may change about Handrail: `HANDRAIL_…` variables, and the secret key on disk."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

YES, NO = {"1", "true", "yes", "on"}, {"", "0", "false", "no", "off"}


def text(name: str, default: str = "") -> str:
    return os.environ.get(f"HANDRAIL_{name}", default)


def yes_or_no(name: str, default: bool = False) -> bool:
    """A switch; anything that is neither yes nor no stops the start rather than being taken for one of them."""
    given = text(name, "yes" if default else "no").strip().lower()
    if given not in YES | NO:
        raise ImproperlyConfigured(f"HANDRAIL_{name} must be yes or no.")
    return given in YES


def whole_number(name: str, default: int) -> int:
    given = text(name, str(default))
    if not given.isdecimal():
        raise ImproperlyConfigured(f"HANDRAIL_{name} must be a whole number.")
    return int(given)


def listed(name: str, default: str = "") -> list[str]:
    """Values separated by commas."""
    return [item.strip() for item in text(name, default).split(",") if item.strip()]


def secret_key(folder: Path) -> str:
    """The key given, or one made on the first start and kept in a file only its owner can read."""
    given = text("SECRET_KEY")
    if given:
        return given
    file = folder / "secret_key"
    if not file.exists():
        write_once(file, secrets.token_urlsafe(50))
    return file.read_text().strip()


def write_once(file: Path, value: str) -> None:
    """Of two processes that start together, one writes the file whole and the other finds it there."""
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_name(f"{file.name}.{os.getpid()}")
    draft.touch(mode=0o600)
    draft.write_text(value)
    try:
        os.link(draft, file)
    except FileExistsError:
        pass  # another process was first
    finally:
        draft.unlink()


def database(folder: Path) -> dict[str, object]:
    """SQLite in one file, unless HANDRAIL_DB_NAME says which PostgreSQL database to use."""
    if text("DB_NAME"):
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": text("DB_NAME"),
            "USER": text("DB_USER"),
            "PASSWORD": text("DB_PASSWORD"),
            "HOST": text("DB_HOST"),
            "PORT": text("DB_PORT"),
            "CONN_MAX_AGE": 60,
            "CONN_HEALTH_CHECKS": True,
        }
    folder.mkdir(parents=True, exist_ok=True)
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": folder / "handrail.sqlite3",
        # Writers queue from the start of a transaction, so that none is refused halfway through. What is deleted is
        # overwritten, not only forgotten.
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON;",
        },
    }
