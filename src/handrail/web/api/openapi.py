"""`/api/v1` as an OpenAPI 3.1 document, from the schemas that the answers are tested against."""

from __future__ import annotations

from typing import Any

from handrail.use_cases import schemas
from handrail.use_cases.schemas import Schema

PROBLEM: Schema = {
    "type": "object",
    "properties": {"error": schemas.TEXT, "expected": schemas.TEXT, "nearest": {"type": ["string", "null"]}},
    "required": ["error", "expected", "nearest"],
    "additionalProperties": False,
}


def _json(schema: Schema) -> dict[str, Any]:
    return {"application/json": {"schema": schema}}


def _problem(words: str) -> dict[str, Any]:
    return {"description": words, "content": _json(PROBLEM)}


def _post(name: str, summary: str, request: Schema, answer: Schema) -> dict[str, Any]:
    """One question with a JSON body. What cannot be used in the facts comes back in `errors`, with status 200."""
    return {
        "post": {
            "operationId": name,
            "summary": summary,
            "requestBody": {"required": True, "content": _json(request)},
            "responses": {
                "200": {"description": "The answer, or in `errors` what could not be used", "content": _json(answer)},
                "400": _problem("The request cannot be read"),
                "404": _problem("There is no goal, life event or fact of that name"),
                "413": _problem("The body is too large"),
                "415": _problem("The body is not marked as JSON"),
                "429": _problem("Too many requests; Retry-After says how long to wait"),
            },
        }
    }


def _get(name: str, summary: str, answer: Schema) -> dict[str, Any]:
    return {
        "get": {
            "operationId": name,
            "summary": summary,
            "responses": {"200": {"description": summary, "content": _json(answer)}},
        }
    }


def description() -> dict[str, Any]:
    """The whole document."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Handrail",
            "version": "1",
            "summary": "A person's own route through public services, with reasons and sources.",
            "description": "Nothing that is sent here is kept. Facts travel only in the body of a POST.",
        },
        "paths": {
            "/api/v1/determine": _post(
                "determine", "Work out goals for one person", schemas.DETERMINE_REQUEST, schemas.DETERMINE_ROW
            ),
            "/api/v1/estimate": _post(
                "estimate",
                "Estimate what a household may pay or be owed",
                schemas.ESTIMATE_REQUEST,
                schemas.ESTIMATE_ROW,
            ),
            "/api/v1/route": _post("route", "Work out a person's route", schemas.ROUTE_REQUEST, schemas.ROUTE_ROW),
            "/api/v1/next": _post("next", "The question that settles most", schemas.NEXT_REQUEST, schemas.NEXT_ROW),
            "/api/v1/facts": _get("facts", "Every fact that can be told", schemas.FACT_LIST),
            "/api/v1/goals": _get("goals", "Everything that can be worked out", schemas.GOAL_LIST),
            "/api/v1/journeys": _get("journeys", "Every life event with its steps", schemas.JOURNEY_LIST),
            "/api/v1/openapi.json": _get("openapi", "This description", {"type": "object"}),
        },
    }
