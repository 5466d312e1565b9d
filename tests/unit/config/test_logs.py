"""Whatever writes a line, and to wherever it goes: it holds no return code."""

from __future__ import annotations

import io
import logging
import sys

import pytest

from handrail.config.logs import NoPersonalData, without_return_codes
from handrail.records.return_codes import new_code

CODE = str(new_code())
TYPED = CODE.replace("-", "").lower()


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        (f"GET /return/{CODE} HTTP/1.1", "GET /return/(return code) HTTP/1.1"),
        (f'"GET /return/{TYPED}/?a=1"', '"GET /return/(return code)?a=1"'),
        ("GET /Return/half-a-code", "GET /Return/(return code)"),
        (f"Cookie: handrail_route={CODE}; csrf=1", "Cookie: handrail_route=(return code); csrf=1"),
        (f"{TYPED}", "(return code)"),
        ("GET /return HTTP/1.1", "GET /return HTTP/1.1"),
        (f"row {'0a' * 32} does not open", f"row {'0a' * 32} does not open"),
    ],
    ids=[
        "a link",
        "a typed code",
        "half a code",
        "a cookie",
        "a code alone",
        "the page to type one",
        "another long number",
    ],
)
def test_a_code_is_taken_out_and_the_rest_of_the_line_stays(line: str, shown: str):
    assert without_return_codes(line) == shown


def written(message: object, *arguments: object, exc_info: bool = False) -> str:
    """What a handler of someone else's, with a formatter of its own, would write."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(logging.Formatter("%(message)s"))
    record = logging.getLogger("gunicorn.access").makeRecord(
        "gunicorn.access", logging.INFO, "", 0, message, arguments, sys.exc_info() if exc_info else None
    )
    assert NoPersonalData().filter(record)
    handler.handle(record)
    return stream.getvalue()


def test_it_does_not_matter_how_the_line_is_put_together():
    assert written(f"100% of /return/{CODE}") == "100% of /return/(return code)\n"
    assert written("%s of %d: /return/%s", "one", 2, CODE) == "one of 2: /return/(return code)\n"
    assert written('"%(r)s" %(s)s', {"r": f"GET /return/{CODE} HTTP/1.1", "s": 200}) == (
        '"GET /return/(return code) HTTP/1.1" 200\n'
    )
    assert written(ValueError(f"/return/{CODE}")) == "/return/(return code)\n"


def test_a_line_that_cannot_be_put_together_is_not_shown_in_pieces(capsys: pytest.CaptureFixture[str]):
    assert "could not be put together" in written("%d of %s", CODE)
    assert CODE not in capsys.readouterr().err


def test_a_traceback_shows_where_and_what_kind_but_not_what_was_said():
    try:
        raise ValueError(": ".join((CODE, "Am" + "ira")))
    except ValueError:
        line = written("it failed", exc_info=True)

    assert "test_logs.py" in line
    assert "ValueError" in line
    assert "Amira" not in line
    assert CODE not in line
