"""A pack with one programme that someone who moves may be owed, for those who read programmes and those who plan them."""

from __future__ import annotations

GRANT = """\
id: home_grant
title: Home grant
tier: a
nations: []
run_by: office
rules:
  eligible:
    when: home.price < home_tax.limit
    as_at: today
    says: The home costs less than the limit
    source: {title: Home Act, seen: text}
  amount: {value: £20, period: week}
  claim_by: {value: 'plus_days(home.moving_date, 14)'}
  is_small: {when: home.price < £30}
claim:
  lasts: {least: 1, likely: 2, most: 3}
  if_missed: It is lost.
moments:
  moving: {phase: after, after: [pack_boxes]}
backdating: Not at all.
affects: Nothing.
leads_to: [home_grant]
source: {title: Home Act, seen: text}
review_by: 2027-04-06
"""
JOURNEY = """\
id: moving
title: Moving
needs: [home.price]
goals: [is_dear]
phases: [{id: before, title: Before}, {id: after, title: After}]
steps:
  pack_boxes: {phase: before, lasts: {least: 1, likely: 1, most: 1}}
"""
PAGE = """\
---
title: Claim the grant
summary: Money for movers.
---
## What
Ask for it.
"""
FILES = {
    "entitlements/home_grant.yaml": GRANT,
    "entitlements/home_grant.examples.yaml": "- {person: nobody}\n",
    "entitlements/content/en/home_grant.md": PAGE,
    "life_events/moving/journey.yaml": JOURNEY,
    "life_events/moving/content/en/pack_boxes.md": PAGE,
    "organisations/all.yaml": "office: {name: The office}\n",
}
