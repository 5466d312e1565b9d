"""The pictures that the documentation shows: few, small, and of someone who does not exist."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from scripts.environment import ROOT
from scripts.say import CannotGoOn
from scripts.screenshots.person import Invented
from scripts.screenshots.smaller import smaller
from scripts.screenshots.tour import Tour

IMAGES = ROOT / "docs" / "images"
LARGEST = 120_000

AMIRA = Invented(
    "Amira, 29, who buys her first home, alone, in Leeds (invented)",
    "buying_a_home",
    {
        "purchase.nation": "england",
        "purchase.price": 325_000,
        "purchase.needs_mortgage": True,
        "purchase.completion_date": date(2027, 3, 12),
        "purchase.deposit": 42_000,
        "purchase.is_main_home": True,
        "purchase.other_buyers": [],
        "purchase.is_leasehold": False,
        "purchase.is_new_build": False,
        "purchase.is_registered": True,
        "you.has_licence_or_vehicle": True,
        "you.has_lifetime_isa": False,
        "you.have_owned_a_home": False,
        "you.own_other_homes": False,
        "you.is_uk_resident": True,
        "you.gets_universal_credit": False,
        "partner.exists": False,
    },
    dict.fromkeys(("set_your_budget", "get_an_agreement_in_principle", "work_out_the_tax", "view_and_check_the_home")),
)


def take(tour: Tour) -> None:
    """Her route on a desk and on a phone."""
    with tour.walk("For the documentation", AMIRA) as (walk, _):
        walk.begin()
        walk.answer_all()
        walk.open("/route")
        for name, width, height in (("route", 1280, 1400), ("route-on-a-phone", 360, 1400)):
            walk.page.set_viewport_size({"width": width, "height": height})
            keep(walk.page.screenshot(), IMAGES / f"{name}.png")


def keep(picture: bytes, file: Path) -> None:
    small = smaller(picture)
    if len(small) > LARGEST:
        raise CannotGoOn(f"{file.name} has {len(small):,} bytes. Expected at most {LARGEST:,}.")
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(small)
