"""The day someone reaches State Pension age, by the day they were born."""

from calendar import monthrange
from datetime import date

# Everyone born in one of these stretches, each from a 6th to a 5th, reaches it on one day; the days are two months apart.
FROM_65_TO_66 = date(1953, 12, 6)
FIRST_DAY_TO_66 = date(2019, 3, 6)
AT_66 = date(1954, 10, 6)
# Here the age itself rises by a month for each stretch.
FROM_66_TO_67 = date(1960, 4, 6)
AT_67 = date(1961, 3, 6)
FROM_67_TO_68 = date(1977, 4, 6)
FIRST_DAY_TO_68 = date(2044, 5, 6)
AT_68 = date(1978, 4, 6)


def _later(day: date, months: int) -> date:
    """So many months on, or the last day of a month that is too short."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _stretch(born: date, first: date) -> int:
    """In which stretch from a 6th to a 5th someone was born, from 0 for the one that starts on `first`."""
    return (born.year - first.year) * 12 + born.month - first.month - (born.day < first.day)


def day_of_state_pension_age(born: date) -> date:
    """The day the Acts name. Women born before 6 December 1953 reached it earlier than is said here."""
    if born < FROM_65_TO_66:
        return _later(born, 65 * 12)
    if born < AT_66:
        return _later(FIRST_DAY_TO_66, 2 * _stretch(born, FROM_65_TO_66))
    if born < FROM_66_TO_67:
        return _later(born, 66 * 12)
    if born < AT_67:
        return _later(born, 66 * 12 + 1 + _stretch(born, FROM_66_TO_67))
    if born < FROM_67_TO_68:
        return _later(born, 67 * 12)
    if born < AT_68:
        return _later(FIRST_DAY_TO_68, 2 * _stretch(born, FROM_67_TO_68))
    return _later(born, 68 * 12)
