"""Logs say what happened and where in the code, never who it happened to or what they said."""

from __future__ import annotations

import logging
import re
import traceback
from types import TracebackType
from typing import Any

ExceptionInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]

# The secret of a person without an account: in an address it may be typed in any way, elsewhere it looks like itself.
RETURN_LINK = re.compile(r"""(/(?:return|calendar)/)[^\s"'?#<>]+""", re.IGNORECASE)
RETURN_CODE = re.compile(r"(?<![0-9A-Z])[0-9A-Z]{5}(?:-?[0-9A-Z]{5}){6}(?![0-9A-Z])", re.IGNORECASE)

# Gunicorn says who sent what it could not read, and quotes it. What it was is in neither our interest nor the log's.
SENDER = re.compile(r" from ip=.*", re.DOTALL)
# A network address says who someone is. Times of day have fewer colons than these.
ADDRESS = re.compile(
    r"(?<![\w.:])(?:\d{1,3}(?:\.\d{1,3}){3}|(?:[0-9a-f]{0,4}:){3,7}[0-9a-f]{0,4})(?!\w|\.\d)", re.IGNORECASE
)


class NoPersonalData(logging.Filter):
    """Put the name of the page in place of the address asked for, and cut what follows a question mark."""

    def filter(self, record: logging.LogRecord) -> bool:
        request = getattr(record, "request", None)
        page = page_name(request)
        path = getattr(request, "path", None)
        if isinstance(record.args, tuple):
            record.args = tuple(page if argument == path else without_query(argument) for argument in record.args)
        hide_who_it_was(record)
        return True


def hide_who_it_was(record: logging.LogRecord) -> None:
    """Whatever wrote the line, and however it was put together: the record holds no return code and no network address."""
    try:
        message = record.getMessage()
    except (TypeError, ValueError, LookupError):  # logging would show its parts to complain about them
        message = "(a line of the log that could not be put together)"
    record.msg, record.args = without_addresses(without_return_codes(message)), ()
    if record.exc_info:
        # A handler of someone else's may have a formatter that shows messages of exceptions; it uses this if it is set.
        record.exc_text = PlainFormatter().formatException(record.exc_info)


def without_return_codes(text: str) -> str:
    return RETURN_CODE.sub("(return code)", RETURN_LINK.sub(r"\1(return code)", text))


def without_addresses(text: str) -> str:
    return ADDRESS.sub("(address)", SENDER.sub("", text))


def page_name(request: Any) -> str:
    """The name of the view, which is ours; the path may hold something of the person's."""
    match = getattr(request, "resolver_match", None)
    return getattr(match, "view_name", None) or "(no page)"


def without_query(argument: object) -> object:
    return argument.partition("?")[0] if isinstance(argument, str) and "?" in argument else argument


class PlainFormatter(logging.Formatter):
    """Show where an exception rose and its kind, but not its message: that may repeat what a person typed."""

    def formatException(self, ei: ExceptionInfo) -> str:  # noqa: N802  (logging's own name)
        kind, _, where = ei
        name = f"{kind.__module__}.{kind.__qualname__}" if kind else "no exception"
        return "".join(traceback.format_tb(where)) + name
