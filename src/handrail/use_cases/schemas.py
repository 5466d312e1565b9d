"""The shapes of the outside contract as JSON Schemas (2020-12). The published files in docs/reference are written from here."""

from __future__ import annotations

from typing import Any

from handrail.domain.rules.rulebook import PERIODS

Schema = dict[str, Any]

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def _object(
    properties: Schema, *, required: list[str] | None = None, optional: tuple[str, ...] = (), extra: bool = False
) -> Schema:
    """An object with these properties, all of them required unless said otherwise."""
    return {
        "type": "object",
        "properties": properties,
        "required": [name for name in properties if name not in optional] if required is None else required,
        "additionalProperties": extra,
    }


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _or_null(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}


TEXT: Schema = {"type": "string"}
TEXTS = _list(TEXT)
DAY: Schema = {"type": "string", "format": "date"}
AMOUNT: Schema = {"type": "number"}
PLAIN: Schema = {"type": ["string", "number", "boolean"]}

KNOWN: Schema = {
    "description": "What is known of one fact. A key that is absent is not known.",
    "anyOf": [
        {"type": ["string", "number", "boolean"], "description": "This value; or the word declined"},
        _object({"between": {"type": "array", "items": _or_null(PLAIN), "minItems": 2, "maxItems": 2}}),
        _object({"one_of": {"type": "array", "items": PLAIN, "minItems": 1}}),
        _object({"assume": {}}),
        _list({"type": "object"}),
        _object({"items": _list({"type": "object"}), "complete": {"enum": [True, False, "unknown"]}}),
    ],
}
FACTS: Schema = {
    "description": "One person. Keys are fact names; GET /api/v1/facts lists them.",
    "type": "object",
    "additionalProperties": KNOWN,
}
MARK: Schema = {
    "anyOf": [
        _object({"done_on": _or_null(DAY)}),
        _object({"skipped": {"const": True}}),
        _object({"assigned_to": TEXT}),
        _object({"done_on": _or_null(DAY), "assigned_to": TEXT}),
        _object({"first": {"const": True}, "assigned_to": TEXT}, optional=("assigned_to",)),
        _object({"not_before": DAY, "assigned_to": TEXT}, optional=("assigned_to",)),
    ]
}
MARKS: Schema = {
    "description": "What the person has done with their route, and the order they want.",
    "type": "object",
    "properties": {
        "steps": {"type": "object", "additionalProperties": MARK},
        "chosen": {"type": "object", "additionalProperties": TEXT},
    },
    "additionalProperties": False,
}
SOURCE = _object(
    {
        "title": TEXT,
        "provision": TEXT,
        "url": TEXT,
        "seen": {"enum": ["text", "secondary", "notes"]},
        "checked": _or_null(DAY),
    }
)
REASON_KINDS = ("fact", "parameter", "rule", "calculator")
REASON: Schema = {
    "type": "object",
    "properties": {
        **dict.fromkeys(REASON_KINDS, TEXT),
        "says": TEXT,
        "source": _or_null(SOURCE),
    },
    "required": ["says", "source"],
    "oneOf": [{"required": [kind]} for kind in REASON_KINDS],
    "additionalProperties": False,
}
ERROR = _object({"fact": TEXT, "got": {}, "expected": TEXT, "nearest": _or_null(TEXT)})
PERIOD: Schema = {"enum": list(PERIODS), "description": "How often an amount is paid"}
ANSWER = _object(
    {
        "type": {"enum": ["yes_no", "choice", "whole_number", "number", "money", "rate", "date", "month"]},
        "status": {"enum": ["settled", "open", "estimate", "not_known_yet", "not_covered"]},
        "value": _or_null(PLAIN),
        "low": _or_null({"type": ["number", "string"]}),
        "high": _or_null({"type": ["number", "string"]}),
        "possible": _or_null(_list(PLAIN)),
        "needs": TEXTS,
        "assumes": TEXTS,
        "because": _list(REASON),
        "scope": TEXT,
        "sources": _list(SOURCE),
        "check": {
            "type": "boolean",
            "description": "Shown with 'check this with …': not all of it was read at the source",
        },
        "certificate": _or_null({"type": "object"}),
        "period": PERIOD,
    },
    optional=("period",),
)


def _row(properties: Schema) -> Schema:
    """One row of output: which, when, by which release, and what was wrong."""
    first = {"row": {"type": "integer", "minimum": 1}, "on": DAY, "release": TEXT}
    return _object({**first, **properties, "errors": _list(ERROR), "warnings": TEXTS})


DETERMINE_ROW = _row({"goals": {"type": "object", "additionalProperties": ANSWER}})
ESTIMATE_ROW = _row(
    {
        "engine": _object({"name": TEXT, "version": TEXT}),
        "goals": {"type": "object", "additionalProperties": ANSWER},
    }
)
MONEY_SPAN = _object({"low": AMOUNT, "high": _or_null(AMOUNT)})
DAY_SPAN = _object({"low": _or_null(DAY), "high": _or_null(DAY)})
DEADLINE = _object(
    {
        "low": _or_null(DAY),
        "high": _or_null(DAY),
        "by": TEXT,
        "if_missed": TEXT,
        "recover": _or_null(TEXT),
        "depends_on": TEXTS,
        "because": _list(REASON),
    }
)
WAY = _object({"how": TEXT, "where": TEXT, "checked": _or_null(DAY), "seen": TEXT})
ALTERNATIVE = _object(
    {
        "id": TEXT,
        "title": TEXT,
        "cost": _or_null(MONEY_SPAN),
        "lasts": _object({"least": AMOUNT, "likely": AMOUNT, "most": AMOUNT}),
        "risk": TEXT,
        "effort": _or_null({"type": "integer"}),
        "undo": TEXT,
        "chosen": {"type": "boolean"},
    }
)
STEP = _object(
    {
        "id": TEXT,
        "service": _or_null(TEXT),
        "title": TEXT,
        "phase": TEXT,
        "status": {"enum": ["applies", "may_apply", "does_not_apply", "done", "skipped"]},
        "depends_on": TEXTS,
        "because": _list(REASON),
        "after": TEXTS,
        "earliest": _or_null(DAY),
        "latest": _or_null(DAY),
        "finish": _or_null(DAY_SPAN),
        "deadline": _or_null(DEADLINE),
        "done_on": _or_null(DAY),
        "assigned_to": _or_null(TEXT),
        "owner": _or_null(TEXT),
        "owners": TEXTS,
        "do_it": _list(WAY),
        "needs_documents": _list(_object({"id": TEXT, "from": TEXTS, "for": TEXTS})),
        "cost": MONEY_SPAN,
        "gain": MONEY_SPAN,
        "regular_gain": _list(
            _object(
                {
                    "rule": TEXT,
                    "amount": MONEY_SPAN,
                    "every": {"enum": list(PERIODS)},
                    "from": DAY_SPAN,
                    "until": _or_null(DAY_SPAN),
                }
            )
        ),
        "works_out": {"type": "object", "additionalProperties": ANSWER},
        "decision": _or_null(TEXT),
        "alternatives": _list(ALTERNATIVE),
        "decide_by": _or_null(DAY_SPAN),
        "goes_wrong": _list(_object({"id": TEXT, "says": TEXT, "remedy": TEXT})),
        "critical": {"type": "boolean"},
        "overdue": {"type": "boolean"},
        "sources": _list(SOURCE),
    }
)
CASH_LINE = _object(
    {"step": TEXT, "rule": TEXT, "says": TEXT, "amount": MONEY_SPAN, "due": DAY_SPAN, "paid": {"type": "boolean"}}
)
_ROUTE_PARTS: Schema = {
    "events": TEXTS,
    "steps": _list(STEP),
    "money": _or_null(_object({"pay": MONEY_SPAN, "receive": MONEY_SPAN})),
    "cash": _list(CASH_LINE),
    "do_now": TEXTS,
    "finish": _or_null(DAY_SPAN),
    "next": _or_null(_object({"fact": _or_null(TEXT), "why": TEXTS, "stopped": _or_null(TEXT)})),
    "scope": TEXTS,
}
ROUTE_ROW = _row(_ROUTE_PARTS)
NEXT_ROW = _row(
    {
        "fact": _or_null(TEXT),
        "question": _or_null(TEXT),
        "why": _or_null(TEXT),
        "settles": TEXTS,
        "stopped": _or_null(TEXT),
    }
)
NAMES: Schema = {"type": "array", "items": TEXT, "minItems": 1, "maxItems": 50}
DETERMINE_REQUEST = _object({"goals": NAMES, "facts": FACTS, "on": DAY}, required=["goals", "facts"])
ESTIMATE_REQUEST = _object({"programmes": NAMES, "facts": FACTS, "on": DAY}, required=["programmes", "facts"])
ROUTE_REQUEST = _object({"events": NAMES, "facts": FACTS, "marks": MARKS, "on": DAY}, required=["events", "facts"])
NEXT_REQUEST = _object({"wanted": NAMES, "facts": FACTS, "on": DAY}, required=["wanted", "facts"])
_FACT: Schema = {
    "fact": TEXT,
    "type": TEXT,
    "question": TEXT,
    "help": TEXT,
    "why": TEXT,
    "expected": TEXT,
    "only_when": _or_null(TEXT),
    "supplied_by": TEXTS,
    "sensitivity": {"enum": ["ordinary", "personal", "special"]},
    "effort": {"type": "integer", "minimum": 1, "maximum": 5},
    "choices": _list(_object({"value": TEXT, "label": TEXT})),
    "often_same_as": TEXT,
    "fields": _list({"type": "object"}),
    "min": _or_null({"type": ["number", "string"]}),
    "max": _or_null({"type": ["number", "string"]}),
}
_OPTIONAL = ("choices", "often_same_as", "fields", "min", "max")
FACT_LIST = _list(_object(_FACT, required=[name for name in _FACT if name not in _OPTIONAL]))
GOAL_LIST = _list(
    _object(
        {
            "goal": TEXT,
            "type": TEXT,
            "question": TEXT,
            "topic": TEXT,
            "says": TEXT,
            "reads": TEXTS,
            "scope": TEXT,
            "sources": _list(SOURCE),
            "period": PERIOD,
        },
        optional=("period",),
    )
)
JOURNEY_LIST = _list(
    _object(
        {
            "event": TEXT,
            "title": TEXT,
            "scope": TEXT,
            "may_come_again": {"type": "boolean"},
            "needs": TEXTS,
            "goals": TEXTS,
            "steps": _list(_object({"id": TEXT, "title": TEXT, "phase": TEXT, "decision": _or_null(TEXT)})),
        }
    )
)

PUBLISHED: dict[str, Schema] = {
    "facts-in": FACTS,
    "marks-in": MARKS,
    "determine-row": DETERMINE_ROW,
    "estimate-row": ESTIMATE_ROW,
    "route-row": ROUTE_ROW,
    "next-row": NEXT_ROW,
    "fact-list": FACT_LIST,
    "goal-list": GOAL_LIST,
    "journey-list": JOURNEY_LIST,
}
"""Every schema that docs/reference publishes, by file name."""


def published(name: str) -> Schema:
    """One schema as it is published, with its dialect and title."""
    return {"$schema": _DIALECT, "title": name.replace("-", " ").capitalize(), **PUBLISHED[name]}
