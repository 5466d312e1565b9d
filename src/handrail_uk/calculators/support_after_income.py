"""What a student can have for living, when it falls by £1 for so much income above a limit."""

PENNIES_IN_A_POUND = 100
TENTHS_IN_A_PENNY = 10


def support_after_income(most: int, least: int, free_income: int, income_for_a_pound: int, income: int) -> int:
    """Take a whole pound off for each complete sum, which the law gives to a tenth of a penny."""
    if income_for_a_pound <= 0:
        return least
    pounds_lost = max(0, income - free_income) * TENTHS_IN_A_PENNY // income_for_a_pound
    return max(least, most - pounds_lost * PENNIES_IN_A_POUND)
