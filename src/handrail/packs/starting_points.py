"""The files an author starts from: a new programme, life event or service that loads at once and claims nothing.

What is not known yet is asked: a new programme is open until the person says that they can have it, and its first example says
so. The marks `TODO` show what an author has to find in law or official guidance.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

ENTITLEMENT = {
    "facts/{name}.yaml": """\
# What only this programme asks. What several ask belongs in a file of its own.
facts:
  you.told_of_{name}:
    type: yes_no
    question: Have you been told that you can get {words}?
    help: "TODO: how a person can know. Put the conditions of the law in place of this question."
    why: It decides whether you can get {words}.
    says: {{true: 'you have been told that you can get {words}', false: 'you have been told that you cannot get {words}'}}
    supplied_by: [person]
    sensitivity: personal
    effort: 2
""",
    "entitlements/{name}.yaml": """\
id: {name}
title: {title}
other_words: []               # TODO: what people call it; and `area`, one of topics/
tier: c                       # TODO: a, once condition and amount are worked out; b, once the condition is
amount_by: nobody             # TODO: rules, with an amount below; or engine, or council
rules:
  eligible:
    when: you.told_of_{name}  # TODO: the conditions of the law
    says: You can get {words}
    question: Can you get {words}?
    source: {{title: 'TODO: the Act, order or page', seen: notes, checked: {today}}}
claim:
  lasts: {{least: 1, likely: 14, most: 60}}      # TODO: days from claim to answer
moments: {{}}                 # TODO: the life events at which to claim, such as losing_a_job: {{phase: …}}
""",
    "entitlements/{name}.examples.yaml": """\
# Invented people on both sides of every threshold. Work out what must come out from the law, before you run anything.
- person: Someone who has not said anything yet (invented)
  id: {name}_nothing_known
  "on": {today}
  facts: {{}}
  expect: {{goals: {{{name}.eligible: {{status: open, needs: [you.told_of_{name}]}}}}}}
  because: Nothing is taken for granted.
""",
    "entitlements/content/en/{name}.md": """\
---
title: Claim {words}
summary: "TODO: what it does for the person, in one short sentence."
---
## What
TODO: what it is.
## How
TODO: how to claim it.
""",
}
LIFE_EVENT = {
    "life_events/{name}/journey.yaml": """\
id: {name}
title: {title}
other_words: []               # TODO: what people call it
phases: [{{id: now, title: Now}}]
steps:
  find_free_advice:
    phase: now
    lasts: {{least: 1, likely: 7, most: 30}}
    sources: [{{title: 'TODO: the Act, order or page', seen: notes, checked: {today}}}]
""",
    "life_events/{name}/content/en/find_free_advice.md": """\
---
title: Find free advice
summary: Someone can go through it with you.
---
## What
TODO: who gives it.
""",
    "life_events/{name}/examples.yaml": """\
# Invented people in each nation. Work out what must come out from the law, before you run anything.
- person: Someone who has not said anything yet (invented)
  id: {name}_nothing_known
  "on": {today}
  facts: {{}}
  expect: {{steps: {{find_free_advice: applies}}}}
  because: Advice is there for everyone.
""",
}
SERVICE = {
    "services/{name}.yaml": """\
id: {name}
title: {title}
organisation: {organisation}
do_it: []                     # TODO: - {{how: online, where: 'https://…', checked: {today}, seen: text}}
source: {{title: 'TODO: the page of the service', seen: notes, checked: {today}}}
""",
}
KINDS: Mapping[str, Mapping[str, str]] = {"entitlement": ENTITLEMENT, "life-event": LIFE_EVENT, "service": SERVICE}


def starting_point(kind: str, name: str, *, on: date, organisation: str = "") -> dict[str, str]:
    """The files of a new `entitlement`, `life-event` or `service`, by their paths in the pack.

    Raises `KeyError` for any other kind.
    """
    words = name.replace("_", " ")
    filling = {
        "name": name, "words": words, "title": words.capitalize(), "today": on.isoformat(), "organisation": organisation,
    }  # fmt: skip
    return {path.format(**filling): text.format(**filling) for path, text in KINDS[kind].items()}
