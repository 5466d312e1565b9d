"""Determinations in the shapes of the outside contract."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from math import isinf

from handrail.domain.facts.mistakes import InputError
from handrail.domain.facts.possible import Among, Ranges
from handrail.domain.facts.reading import write_bound
from handrail.domain.facts.vocabulary import FactType
from handrail.domain.rules.determination import Determination, Reason
from handrail.domain.rules.parameters import Source
from handrail.domain.rules.types import Kind, Type

_FACT_TYPES = {Kind.MONEY: FactType.MONEY, Kind.DATE: FactType.DATE, Kind.MONTH: FactType.MONTH}


def goal_type(kind: Type) -> str:
    """The type of a goal as outside programs know it."""
    return "whole_number" if kind.kind is Kind.NUMBER and kind.scale == 1 else kind.kind.value


def write_determination(determination: Determination, certificate: Mapping[str, object] | None) -> dict[str, object]:
    """One goal's answer."""
    low, high, possible, value = _values(determination)
    return {
        "type": goal_type(determination.type),
        "status": determination.status.value,
        "value": value if determination.is_settled else None,
        "low": low,
        "high": high,
        "possible": possible,
        "needs": list(determination.needs),
        "assumes": list(determination.assumes),
        "because": [write_reason(reason) for reason in determination.because],
        "scope": determination.scope,
        "sources": [write_source(source) for source in determination.sources],
        "check": determination.must_check,
        "certificate": certificate,
        **({"period": determination.period} if determination.period else {}),
    }


def _values(determination: Determination) -> tuple[object, object, list[object] | None, object]:
    """Low, high, possible and value. Ends that are unbounded are null."""
    possible = determination.possible
    if isinstance(possible, Among):
        listed: list[object] = sorted(possible.values, key=str)
        return None, None, listed, listed[0] if len(listed) == 1 else None
    assert isinstance(possible, Ranges)
    low, high = (_bound(determination.type, end) for end in (possible.low, possible.high))
    return low, high, None, low


def _bound(kind: Type, end: float | int) -> object:
    if isinf(end):
        return None
    fact_type = _FACT_TYPES.get(kind.kind)
    if fact_type is not None:
        return write_bound(fact_type, end)
    return int(end) if kind.scale == 1 else int(end) / kind.scale


def write_reason(reason: Reason) -> dict[str, object]:
    """`{"fact"|"parameter"|"rule": name, "says", "source"}`."""
    source = write_source(reason.source) if reason.source else None
    return {reason.kind: reason.name, "says": reason.says, "source": source}


def write_source(source: Source) -> dict[str, object]:
    """A citation, with how it was seen and when."""
    return {
        "title": source.title,
        "provision": source.provision,
        "url": source.url,
        "seen": source.seen,
        "checked": source.checked.isoformat() if isinstance(source.checked, date) else None,
    }


def write_error(error: InputError) -> dict[str, object]:
    """What could not be used, and what was expected."""
    return {"fact": error.fact, "got": _as_written(error.got), "expected": error.expected, "nearest": error.nearest}


def _as_written(value: object) -> object:
    """What someone wrote, in the types of JSON. A number that is finer or larger than those hold is shown as its digits."""
    if isinstance(value, Mapping):
        return {str(key): _as_written(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_as_written(part) for part in value]
    if isinstance(value, Decimal):
        number = float(value)
        return number if Decimal(str(number)) == value else str(value)
    return value
