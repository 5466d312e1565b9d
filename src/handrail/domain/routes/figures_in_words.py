"""Figures of the law in the words of a journey: a slot, `{{ land_registry.search_fee }}`, says what holds on the day."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date
from typing import Any, TypeVar, cast

from handrail.domain.routes.choices import ByChoice
from handrail.domain.routes.journey import Journey
from handrail.domain.rules.explaining import say_version, version_on
from handrail.domain.rules.parameters import Parameter

T = TypeVar("T")
SLOT = re.compile(r"\{\{\s*(?P<name>[\w.]+)\s*\}\}")


def words_in(value: object) -> Iterator[str]:
    """Every string anywhere in a part of a journey."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, ByChoice):
        for part in value.values.values():
            yield from words_in(part)
    elif isinstance(value, tuple):
        for part in value:
            yield from words_in(part)
    elif is_dataclass(value):
        for field in fields(value):
            yield from words_in(getattr(value, field.name))


def journey_on(journey: Journey, parameters: Mapping[str, Parameter], on: date) -> Journey:
    """The journey as its words are on a day. One without slots is the same every day."""
    steps, urgent = said_on((journey.steps, journey.urgent), parameters, on)
    return (
        journey if (steps, urgent) == (journey.steps, journey.urgent) else replace(journey, steps=steps, urgent=urgent)
    )


def said_on(value: T, parameters: Mapping[str, Parameter], on: date) -> T:
    """Part of a journey, or of a pack, with the figures in its words as they are on a day."""

    def say(text: str) -> str:
        return SLOT.sub(lambda slot: _figure(parameters[slot["name"]], on), text)

    return _said(value, say)


def _figure(parameter: Parameter, on: date) -> str:
    return say_version(parameter, version_on(parameter, on))


def _said(value: T, say: Callable[[str], str]) -> T:
    """The same with every word said; itself where nothing in it is to be said."""
    return cast(T, _changed(value, say)) if any("{{" in words for words in words_in(value)) else value


def _changed(value: Any, say: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return say(value)
    if isinstance(value, ByChoice):
        return replace(value, values={answer: _said(part, say) for answer, part in value.values.items()})
    if isinstance(value, tuple):
        return tuple(_said(part, say) for part in value)
    return replace(value, **{field.name: _said(getattr(value, field.name), say) for field in fields(value)})
