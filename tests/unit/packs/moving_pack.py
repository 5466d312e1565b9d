"""A pack with one goal of every type and of every standing, for those who ask packs."""

from __future__ import annotations

from pathlib import Path

from handrail.packs.pack import Pack
from tests.unit.packs.written_pack import load

FACTS = """\
entities:
  you: {kind: one}
  home: {kind: one}
  partner: {kind: none_or_one, exists: partner.exists}
facts:
  you.employed:
    type: yes_no
    question: Do you have a job?
    help: Any job.
    why: It decides.
    says: {true: you have a job, false: you have no job}
    supplied_by: [person, employer]
    sensitivity: personal
    effort: 2
  home.price: {type: money, min: 1, question: 'How much is it?', label: the price}
  home.nation:
    type: choice
    choices: [{value: england, label: England}, {value: wales, label: Wales}]
    question: Where is it?
  home.moving_date: {type: date, question: 'When do you move?'}
  home.offer_date: {type: date, question: 'When was the offer?'}
  partner.exists: {type: yes_no, question: 'Do you have a partner?'}
  partner.age: {type: whole_number, min: 0, max: 120, only_when: partner.exists, question: 'How old are they?'}
  you.since: {type: month, question: 'Since when?'}
  you.children:
    type: collection
    item: child
    question: Who are your children?
    fields: {ill: {type: yes_no, question: 'Are they ill?'}, age: {type: whole_number, min: 0, question: 'How old are they?'}}
constraints:
  moving_after_offer:
    holds: home.moving_date >= home.offer_date
    says: You cannot move before the offer.
"""
PARAMETERS = """\
limit:
  type: money
  unit: pounds
  says: The limit
  values:
    - {from: 2020-01-01, value: 300, source: {title: Home Act, seen: text, checked: 2026-11-22}}
benefit:
  type: money
  says: The benefit
  values:
    - {from: 2026-04-06, to: 2027-04-05, value: 11, source: {title: Home Order, seen: secondary, checked: 2026-11-22}}
share:
  type: rate
  says: The share
  values:
    - {from: 2020-01-01, value: '0.05', source: {title: Home Act, seen: text, checked: 2026-11-22}}
"""
RULES = """\
is_dear:
  when: home.price > home_tax.limit
  as_at: today
  says: It costs more than {home_tax.limit}
  goal: true
  question: Is it dear?
  scope: Homes
  source: {title: Home Act, provision: section 2, url: 'https://x.test', seen: text, checked: 2026-11-22}
price_and_fee: {goal: true, value: home.price + £10.50}
last_day: {goal: true, value: 'plus_days(home.moving_date, 14)'}
where: {goal: true, value: home.nation}
share: {goal: true, as_at: today, value: home_tax.share}
since: {goal: true, value: you.since}
half_age: {goal: true, value: partner.age / 2 if partner.exists else 0}
children: {goal: true, value: count(x for x in you.children)}
benefit: {goal: true, as_at: home.moving_date, value: home_tax.benefit}
any_ill: {goal: true, when: any(x.ill for x in you.children)}
private: {when: you.employed}
"""
FILES = {"facts/home.yaml": FACTS, "parameters/office/home_tax.yaml": PARAMETERS, "rules/home.yaml": RULES}


def moving_pack(root: Path) -> Pack:
    """The pack, written to a folder and loaded."""
    return load(root, FILES)
