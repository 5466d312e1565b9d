"""The API answers as its own description says, whatever it is sent."""

from __future__ import annotations

import json
import os

import pytest
import schemathesis
from django.test import Client
from hypothesis import HealthCheck, settings

from handrail.config.wsgi import application
from handrail.web.api.openapi import description

EXAMPLES = int(os.environ.get("HANDRAIL_API_EXAMPLES", "25"))
pytestmark = pytest.mark.django_db
api = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)


@api.parametrize()
@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_request_gets_an_answer_that_the_description_allows(case: schemathesis.Case) -> None:
    response = case.call(headers={"Accept-Encoding": "identity"})

    assert response.status_code < 500
    case.validate_response(response)


def post(name: str, body: object) -> tuple[int, dict[str, object]]:
    response = Client().post(f"/api/v1/{name}", json.dumps(body), content_type="application/json")
    return response.status_code, response.json()


def test_the_tax_on_a_first_home_comes_with_its_certificate() -> None:
    facts = {
        "purchase.price": 350000, "purchase.nation": "england", "purchase.completion_date": "2026-12-11",
        "purchase.is_main_home": True, "purchase.other_buyers": [], "you.have_owned_a_home": False,
        "you.own_other_homes": False, "you.is_uk_resident": True, "partner.exists": False,
    }  # fmt: skip

    status, row = post("determine", {"goals": ["property_transaction_tax"], "facts": facts, "on": "2026-11-20"})

    answer = row["goals"]["property_transaction_tax"]  # type: ignore[index]
    assert status == 200
    assert (answer["status"], answer["value"]) == ("settled", 2500)  # 5% of 50,000 above 300,000
    assert answer["certificate"]["outcome"] == {"low": 250000, "high": 250000}


def test_an_unknown_goal_is_told_the_nearest_name() -> None:
    status, problem = post("determine", {"goals": ["first_time_byer"], "facts": {}})

    assert status == 404
    assert problem["nearest"] == "first_time_buyer"


def test_a_misspelt_key_is_told_the_nearest_one() -> None:
    status, problem = post("next", {"wanted": ["buying_a_home"], "fact": {}})

    assert status == 400
    assert problem["nearest"] == "facts"


@pytest.mark.parametrize("body", [" ", "[]", "{", '{"goals": NaN}', '"x"'])
def test_a_body_that_is_no_object_is_refused_in_words(body: str) -> None:
    response = Client().post("/api/v1/determine", body, content_type="application/json")

    assert response.status_code == 400
    assert response.json()["expected"]


def test_facts_are_never_taken_from_an_address() -> None:
    response = Client().get("/api/v1/determine?facts=%7B%7D&goals=first_time_buyer")

    assert response.status_code == 405


def test_the_description_names_every_address_of_the_api() -> None:
    assert set(description()["paths"]) == {
        f"/api/v1/{name}"
        for name in ("determine", "estimate", "route", "next", "facts", "goals", "journeys", "openapi.json")
    }
