"""Make the pack's list of councils from two public lists: the Government Digital Service's and mySociety's.

    python scripts/build_councils.py LOCAL_AUTHORITIES_CSV MYSOCIETY_CSV COUNCILS_CSV

Kept are the current councils that deal with council tax and planning: districts and single-tier councils. In Northern Ireland, the 11 districts.
"""

from __future__ import annotations

import argparse
import csv
from collections.abc import Iterable, Mapping
from pathlib import Path

COLUMNS = ("gss", "name", "nation", "tier", "slug", "homepage")
NATIONS = {
    "England": "england",
    "Wales": "wales",
    "Scotland": "scotland",
    "Northern Ireland": "northern_ireland",
}
Row = Mapping[str, str]


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("local_authorities", type=Path, help="local-authorities.csv of alphagov/local-links-manager")
    arguments.add_argument(
        "mysociety",
        type=Path,
        help="uk_local_authorities_current.csv of mysociety/uk_local_authority_names_and_codes",
    )
    arguments.add_argument("councils", type=Path, help="the file to write")
    given = arguments.parse_args()
    councils = councils_from(rows_of(given.local_authorities), rows_of(given.mysociety))
    with given.councils.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(councils)
    print(f"{len(councils)} councils written to {given.councils}")


def rows_of(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def councils_from(links: Iterable[Row], authorities: Iterable[Row]) -> list[dict[str, str]]:
    """Every council that a person pays council tax to or asks about planning, in the order of its code."""
    by_code = {link["gss"]: link for link in links}
    by_slug = {link["slug"]: link for link in by_code.values()}
    found = [
        council(authority, link_of(authority, by_code, by_slug)) for authority in authorities if is_kept(authority)
    ]
    return sorted(found, key=lambda row: row["gss"])


def is_kept(authority: Row) -> bool:
    return authority["current-authority"] == "True" and authority["lower-or-unitary"] == "True"


def link_of(authority: Row, by_code: Mapping[str, Row], by_slug: Mapping[str, Row]) -> Row:
    """The other list's row. A council whose code has changed is found by an old code, or by its name as it stands in web addresses."""
    codes = [authority["gss-code"], *(code.strip() for code in authority["former-gss-codes"].split(","))]
    slug = authority["gov-uk-slug"] or authority["nice-name"].lower().replace(" ", "-")
    found = next((by_code[code] for code in codes if code in by_code), None) or by_slug.get(slug)
    if found is None:
        raise SystemExit(
            f"{authority['official-name']} ({authority['gss-code']}) is not in the list of local authorities."
        )
    return found


def council(authority: Row, link: Row) -> dict[str, str]:
    return {
        "gss": authority["gss-code"],
        "name": " ".join(authority["official-name"].split()),
        "nation": NATIONS[authority["nation"]],
        "tier": "district" if authority["local-authority-type"] == "NMD" else "unitary",
        "slug": link["slug"],
        "homepage": link["homepage_url"].replace("http://", "https://", 1),
    }


if __name__ == "__main__":
    main()
