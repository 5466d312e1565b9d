"""A pack whose town gives towards a move, as a calculator works it out."""

DECLARED = """\
help_with_moving:
  arguments:
    price: money
    moving_on: date
    with_job: yes_no
  result: money
  says: What the town gives towards the move
  monotone: {price: falls}
  break_points: {moving_on: [2026-07-01]}
  examples:
    - {price: 100, moving_on: 2026-06-30, with_job: false, result: 450}
    - {price: 100, moving_on: 2026-07-01, with_job: false, result: 350}
    - {price: 1200, moving_on: 2026-07-01, with_job: true, result: 0}
  source: {title: Town council, provision: Decision 12, seen: text, checked: 2026-11-22}
  review_by: 2027-07-01
"""
WRITTEN = '''\
"""What the town gives to those who move."""

from datetime import date

MOST = 500_00


def help_with_moving(price: int, moving_on: date, with_job: bool) -> int:
    """Half the price less than the most, and £100 less from July on."""
    later = 100_00 if moving_on >= date(2026, 7, 1) else 0
    return 0 if with_job else max(0, MOST - price // 2 - later)
'''
RULE = """\
help:
  value: help_with_moving(price=home.price, moving_on=home.moving_date, with_job=you.employed)
  goal: true
  question: What does the town give?
  source: {title: Town council, seen: text, checked: 2026-11-22}
"""
FILES = {"calculators/moving.yaml": DECLARED, "calculators/moving.py": WRITTEN, "rules/help.yaml": RULE}
