"""What is owed today to someone who was paid too little for an hour."""


def arrears_at_the_rate_of_today(owed: int, rate: int, rate_today: int) -> int:
    """What was owed, put up in proportion when the rate has risen since, and rounded up to the penny."""
    return -(-owed * max(rate, rate_today) // rate) if rate > 0 else owed
