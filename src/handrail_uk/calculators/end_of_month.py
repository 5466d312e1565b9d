"""The ends of months, from which the time limits of inheritance tax are counted."""

from calendar import monthrange
from datetime import date


def end_of_a_later_month(day: date, months: int) -> date:
    """The last day of the month that comes `months` after the month of `day`."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, monthrange(year, month + 1)[1])
