"""Read what an installation may change about Handrail: `HANDRAIL_…` variables, and the secret key on disk."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

ROOT_KEY_BYTES = 32
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
    return text("SECRET_KEY") or _kept_in(folder / "secret_key", secrets.token_urlsafe(50))


def root_key(folder: Path) -> bytes:
    """The key above all keys of people's records: 32 bytes in hexadecimal, given or made on the first start."""
    given = text("ROOT_KEY") or _kept_in(folder / "root_key", secrets.token_hex(32))
    try:
        key = bytes.fromhex(given)
    except ValueError:
        key = b""
    if len(key) != ROOT_KEY_BYTES:
        raise ImproperlyConfigured("HANDRAIL_ROOT_KEY must be 64 hexadecimal digits.")
    return key


def _kept_in(file: Path, new: str) -> str:
    if not file.exists():
        write_once(file, new)
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


def database(folder: Path, file: str = "handrail", named: str = "DB") -> dict[str, object]:
    """SQLite in one file, unless HANDRAIL_DB_NAME, or the same for another one, says which PostgreSQL database to use."""
    if text(f"{named}_NAME"):
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": text(f"{named}_NAME"),
            "USER": text(f"{named}_USER"),
            "PASSWORD": text(f"{named}_PASSWORD"),
            "HOST": text(f"{named}_HOST"),
            "PORT": text(f"{named}_PORT"),
            "CONN_MAX_AGE": 60,
            "CONN_HEALTH_CHECKS": True,
        }
    folder.mkdir(parents=True, exist_ok=True)
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": folder / f"{file}.sqlite3",
        # Writers queue from the start of a transaction, so that none is refused halfway through. What is deleted is
        # overwritten, not only forgotten.
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON;",
        },
    }
