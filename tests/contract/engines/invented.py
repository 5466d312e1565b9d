"""Invented households of every kind, the same ones in every run: what our worker and PolicyEngine's own class are both asked about."""

from __future__ import annotations

from random import Random
from typing import Any

from tests.contract.engines.households import Household

YEARS = (2025, 2026)

OUTPUTS = (
    "income_tax", "personal_allowance", "savings_income_tax", "dividend_income_tax", "marriage_allowance", "CB_HITC",
    "capital_gains_tax", "national_insurance", "ni_class_4", "student_loan_repayment", "lifetime_isa_bonus",
    "vehicle_excise_duty", "stamp_duty_land_tax", "land_and_buildings_transaction_tax", "land_transaction_tax",
    "child_benefit", "universal_childcare_entitlement", "extended_childcare_entitlement",
    "targeted_childcare_entitlement", "tax_free_childcare", "scottish_child_payment", "wales_childcare_offer",
    "universal_credit", "uc_standard_allowance", "uc_child_element", "uc_housing_costs_element",
    "uc_childcare_element", "uc_carer_element", "uc_LCWRA_element", "uc_disability_elements", "uc_tariff_income",
    "benefit_cap_reduction", "BRMA_LHA_rate", "LHA_cap", "pip", "pip_dl", "pip_m", "dla", "attendance_allowance",
    "carers_allowance", "carer_support_payment", "pension_credit", "guarantee_credit", "savings_credit",
    "winter_fuel_allowance", "winter_fuel_payment", "pension_age_winter_heating_payment", "warm_home_discount",
    "tv_licence", "housing_benefit", "state_pension_age", "state_pension", "minimum_wage", "adjusted_net_income",
    "council_tax_reduction", "council_tax", "income_support", "household_benefits", "household_tax",
    "household_net_income",
)  # fmt: skip
assert len(set(OUTPUTS)) == 60

REGIONS = (
    "NORTH_EAST", "NORTH_WEST", "YORKSHIRE", "EAST_MIDLANDS", "WEST_MIDLANDS", "EAST_OF_ENGLAND", "LONDON",
    "SOUTH_EAST", "SOUTH_WEST", "WALES", "SCOTLAND", "NORTHERN_IRELAND",
)  # fmt: skip
TENURES = ("RENT_FROM_COUNCIL", "RENT_FROM_HA", "RENT_PRIVATELY", "OWNED_OUTRIGHT", "OWNED_WITH_MORTGAGE")


def households(how_many: int) -> list[Household]:
    """The first so many of them."""
    random = Random(20261122)
    return [household(random) for _ in range(how_many)]


def household(random: Random) -> Household:
    """One or two adults of an age to work or not, up to four children; everything that can be stated is."""
    is_old = random.random() < 0.3
    adults = [adult(random, is_old) for _ in range(random.choice((1, 2)))]
    children = [] if is_old else [child(random) for _ in range(random.choice((0, 0, 1, 2, 3, 4)))]
    return Household([*adults, *children], benefit_unit(random, len(adults) == 2), home(random))


def adult(random: Random, is_old: bool) -> dict[str, Any]:
    earns = random.random() < (0.1 if is_old else 0.7)
    return {
        "age": random.randint(66, 95) if is_old else random.randint(18, 65),
        "gender": random.choice(("MALE", "FEMALE")),
        "employment_income": money(random, 160_000) if earns else 0.0,
        "self_employment_income": sometimes(random, 0.15, 60_000),
        "private_pension_income": sometimes(random, 0.6 if is_old else 0.05, 40_000),
        "state_pension_reported": money(random, 12_000) if is_old else 0.0,
        "savings_interest_income": sometimes(random, 0.3, 5_000),
        "dividend_income": sometimes(random, 0.15, 30_000),
        "property_income": sometimes(random, 0.1, 20_000),
        "capital_gains": sometimes(random, 0.1, 60_000),
        "employee_pension_contributions": sometimes(random, 0.3, 5_000),
        "hours_worked": random.choice((0.0, 832.0, 1664.0, 1950.0)) if earns else 0.0,
        "care_hours": random.choice((0.0, 0.0, 0.0, 20.0, 35.0, 50.0)),
        "childcare_expenses": 0.0,
        "pip_dl_category": "NONE" if is_old else random.choice(("NONE", "NONE", "NONE", "STANDARD", "ENHANCED")),
        "pip_m_category": "NONE" if is_old else random.choice(("NONE", "NONE", "NONE", "STANDARD", "ENHANCED")),
        "aa_category": random.choice(("NONE", "NONE", "LOWER", "HIGHER")) if is_old else "NONE",
        "uc_limited_capability_for_WRA": not is_old and random.random() < 0.15,
        "student_loan_plan": random.choice(("NONE", "NONE", "NONE", "PLAN_1", "PLAN_2", "PLAN_5")),
        "student_loan_balance": 30_000.0,
        "lifetime_isa_payments": sometimes(random, 0.1, 4_000),
    }


def child(random: Random) -> dict[str, Any]:
    nothing = {name: 0.0 for name, value in adult(Random(1), is_old=False).items() if isinstance(value, float)}
    return {
        **nothing,
        "age": random.randint(0, 17),
        "gender": random.choice(("MALE", "FEMALE")),
        "childcare_expenses": sometimes(random, 0.3, 9_000),
        "pip_dl_category": "NONE",
        "pip_m_category": "NONE",
        "aa_category": "NONE",
        "uc_limited_capability_for_WRA": False,
        "student_loan_plan": "NONE",
    }


def benefit_unit(random: Random, is_couple: bool) -> dict[str, Any]:
    return {
        "is_married": is_couple and random.random() < 0.6,
        "uc_receives_new_claimant_health_element": random.random() < 0.5,
    }


def home(random: Random) -> dict[str, Any]:
    tenure = random.choice(TENURES)
    return {
        "region": random.choice(REGIONS),
        "tenure_type": tenure,
        "rent": money(random, 18_000) if tenure.startswith("RENT") else 0.0,
        "council_tax": money(random, 3_500),
        "savings": random.choice((0.0, money(random, 6_000), money(random, 16_000), money(random, 60_000))),
        "main_residential_property_purchased": sometimes(random, 0.3, 900_000),
        "main_residential_property_purchased_is_first_home": random.random() < 0.5,
        "additional_residential_property_purchased": sometimes(random, 0.1, 500_000),
    }


def money(random: Random, most: float) -> float:
    """In whole pennies."""
    return round(random.uniform(0, most), 2)


def sometimes(random: Random, how_often: float, most: float) -> float:
    return money(random, most) if random.random() < how_often else 0.0
