"""Read a program's request, and say plainly what is wrong with it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from handrail.domain.facts.mistakes import nearest_name

LARGEST = 256 * 1024
"""Bytes. One person's facts are a few thousand."""


class BadRequest(Exception):
    """The request cannot be answered: what was wrong, what was expected, and the nearest right name."""

    def __init__(self, says: str, expected: str, nearest: str | None = None, status: int = 400) -> None:
        super().__init__(says)
        self.says, self.expected, self.nearest, self.status = says, expected, nearest, status


Answer = Mapping[str, Any]
View = Callable[[HttpRequest], HttpResponse]


def answers_post(view: Callable[[dict[str, Any]], Answer]) -> View:
    """A view that takes one JSON object in the body and gives one back. No cookie counts, so no token is needed."""

    def respond(request: HttpRequest) -> HttpResponse:
        try:
            return JsonResponse(view(_body(request)))
        except BadRequest as problem:
            described = {"error": problem.says, "expected": problem.expected, "nearest": problem.nearest}
            return JsonResponse(described, status=problem.status)

    return csrf_exempt(require_POST(respond))


def _body(request: HttpRequest) -> dict[str, Any]:
    if request.content_type != "application/json":
        raise BadRequest("The body is not marked as JSON.", "Content-Type: application/json", status=415)
    length = request.headers.get("Content-Length", "0")
    if length.isdigit() and int(length) > LARGEST:
        raise BadRequest("The body is too large.", f"at most {LARGEST} bytes", status=413)
    try:
        body = json.loads(request.body.decode(), parse_float=Decimal, parse_constant=_refuse)
    except (ValueError, RecursionError) as problem:
        raise BadRequest("The body is not JSON.", "one JSON object") from problem
    if not isinstance(body, dict):
        raise BadRequest("The body is not an object.", "one JSON object")
    return body


def _refuse(constant: str) -> object:
    raise ValueError(f"{constant} is not a number")


def only(body: Mapping[str, Any], required: tuple[str, ...], optional: tuple[str, ...]) -> None:
    """Every key is known, and none is missing."""
    for key in body:
        if key not in (*required, *optional):
            known = (*required, *optional)
            raise BadRequest(f"There is no key '{key}'.", "only " + ", ".join(known), nearest_name(key, known))
    for key in required:
        if key not in body:
            raise BadRequest(f"'{key}' is missing.", "all of " + ", ".join(required))


def names(body: Mapping[str, Any], key: str) -> list[str]:
    """A list of names."""
    value = body[key]
    if not isinstance(value, list) or not 1 <= len(value) <= 50 or not all(isinstance(name, str) for name in value):
        raise BadRequest(f"'{key}' cannot be read.", "a list of 1 to 50 names")
    return value


def day(body: Mapping[str, Any]) -> date:
    """The day to answer for; today when it is left out."""
    written = body.get("on")
    if written is None:
        return datetime.now().astimezone().date()
    try:
        if not isinstance(written, str) or len(written) != 10:
            raise ValueError
        return date.fromisoformat(written)
    except ValueError:
        raise BadRequest("'on' cannot be read.", "a date as YYYY-MM-DD") from None


def obj(body: Mapping[str, Any], key: str) -> dict[str, Any]:
    """A JSON object; empty when it is left out."""
    value = body.get(key, {})
    if not isinstance(value, dict):
        raise BadRequest(f"'{key}' is not an object.", "one JSON object")
    return value
