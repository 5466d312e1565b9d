"""The ends of tax years, from which the time to apply for Carer's Credit is counted."""

from datetime import date


def end_of_a_nearby_tax_year(day: date, years: int) -> date:
    """The last day of the tax year that comes `years` after the one that holds `day`, or before it when that is negative."""
    ends_this_year = date(day.year, 4, 5)
    end = day.year if day <= ends_this_year else day.year + 1
    return date(end + years, 4, 5)
