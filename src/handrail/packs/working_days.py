"""The bank holidays that the Ministry of Justice's package carries with it. Nothing is fetched."""

from __future__ import annotations

from functools import cache

from govuk_bank_holidays.bank_holidays import BankHolidays

from handrail.domain.rules.dates import WorkingDays

_DIVISIONS = {
    "england": BankHolidays.ENGLAND_AND_WALES,
    "wales": BankHolidays.ENGLAND_AND_WALES,
    "scotland": BankHolidays.SCOTLAND,
    "northern_ireland": BankHolidays.NORTHERN_IRELAND,
}


@cache
def working_days() -> WorkingDays:
    """Bank holidays by nation, from the first that is published to the last."""
    calendar = BankHolidays(use_cached_holidays=True)
    days = {
        nation: frozenset(holiday["date"].toordinal() for holiday in calendar.get_holidays(division=division))
        for nation, division in _DIVISIONS.items()
    }
    return WorkingDays(
        days,
        published_to={nation: max(found) for nation, found in days.items()},
        published_from={nation: min(found) for nation, found in days.items()},
    )
