"""Reading `facts/*.yaml`."""

from __future__ import annotations

from math import inf

import pytest

from handrail.domain.facts.mistakes import Place
from handrail.domain.facts.possible import Among, Ranges
from handrail.domain.facts.vocabulary import Choice, Constraint, Entity, FactType, Likely
from handrail.packs.entries import Report
from handrail.packs.vocabulary import load_vocabulary
from tests.unit.domain.invented import day
from tests.unit.packs.written_pack import said

WHOLE = """\
entities:
  you: {kind: one}
  partner: {kind: none_or_one, exists: partner.exists}
facts:
  partner.exists: {type: yes_no}
  partner.age:
    type: whole_number
    min: 0
    max: 120
    only_when: partner.exists
    question: How old are they?
    help: In years.
    why: It decides.
    label: their age
    unit: years
    supplied_by: [person, registrar]
    sensitivity: personal
    effort: 2
    likely: [{low: 30, high: 40, weight: 2.5}]
  you.home:
    type: choice
    choices: [{value: flat, label: A flat, help: One floor.}, town_house]
    likely: [{value: flat, weight: 3}]
  you.employed:
    type: yes_no
    says: {true: you work, false: you do not}
    likely: [{value: true}]
  you.price: {type: money, max: 1000.50}
  you.loss: {type: money, min: -5}
  you.born: {type: date, min: 2017-04-06}
  you.since: {type: month}
  you.children:
    type: collection
    item: child
    fields: {ill: {type: yes_no, question: 'Are they ill?'}, born: {type: date}}
constraints:
  grown_up: {holds: you.employed, says: You work.}
"""


def line_of(text):
    """The line of WHOLE that holds some words."""
    return next(number for number, line in enumerate(WHOLE.splitlines(), 1) if text in line)


def vocabulary(root, *texts):
    """What is read from files in `facts/`, and what is wrong with them."""
    (root / "facts").mkdir()
    for place, text in enumerate(texts):
        (root / "facts" / f"f{place}.yaml").write_text(text, encoding="utf-8")
    report = Report()
    return load_vocabulary(root, report), said(report)


def mistakes(root, fact):
    """What is wrong with one fact."""
    return vocabulary(root, f"entities: {{you: {{kind: one}}}}\nfacts:\n  you.x: {fact}\n")[1]


def test_a_fact_is_read_with_all_that_is_declared_of_it(tmp_path):
    found, wrong = vocabulary(tmp_path, WHOLE)

    assert wrong == []
    age = found.facts["partner.age"]
    assert (age.type, age.low, age.high, age.only_when, age.unit) == (
        FactType.WHOLE_NUMBER,
        0,
        120,
        "partner.exists",
        "years",
    )
    assert (age.question, age.help, age.why, age.label) == (
        "How old are they?",
        "In years.",
        "It decides.",
        "their age",
    )
    assert (age.supplied_by, age.sensitivity, age.effort) == (("person", "registrar"), "personal", 2)
    assert age.likely == (Likely(Ranges.between(30, 40), 2.5),)
    assert age.place == Place("facts/f0.yaml", line_of("partner.age") + 1)


def test_entities_and_constraints_are_read(tmp_path):
    found, _ = vocabulary(tmp_path, WHOLE)

    assert found.entities["partner"] == Entity("partner", "none_or_one", "partner.exists")
    assert found.entities["you"] == Entity("you", "one", None)
    assert found.constraints == {
        "grown_up": Constraint("grown_up", "you.employed", "You work.", Place("facts/f0.yaml", line_of("grown_up")))
    }


def test_choices_have_labels_of_their_own_or_made_from_their_value(tmp_path):
    home = vocabulary(tmp_path, WHOLE)[0].facts["you.home"]

    assert home.choices == (Choice("flat", "A flat", "One floor."), Choice("town_house", "Town house"))
    assert home.likely == (Likely(Among(frozenset({"flat"})), 3.0),)


def test_a_yes_or_no_is_said_both_ways(tmp_path):
    employed = vocabulary(tmp_path, WHOLE)[0].facts["you.employed"]

    assert employed.says == {True: "you work", False: "you do not"}
    assert employed.label == "you work"
    assert employed.likely == (Likely(Among(frozenset({True})), 1.0),)
    assert employed.supplied_by == ("person",)


@pytest.mark.parametrize(
    ("name", "low", "high"),
    [
        ("you.price", 0, 100_050),
        ("you.loss", -500, inf),
        ("you.born", day("2017-04-06"), inf),
        ("you.since", -inf, inf),
    ],
)
def test_money_is_never_below_nothing_unless_its_author_says_so(tmp_path, name, low, high):
    fact = vocabulary(tmp_path, WHOLE)[0].facts[name]

    assert (fact.low, fact.high) == (low, high)


def test_a_collection_has_fields_that_are_facts_of_each_member(tmp_path):
    children = vocabulary(tmp_path, WHOLE)[0].facts["you.children"]

    assert children.item == "child"
    assert {name: field.type for name, field in children.fields.items()} == {
        "ill": FactType.YES_NO,
        "born": FactType.DATE,
    }
    assert children.fields["ill"].name == "you.children.ill"


def test_facts_may_stand_in_several_files(tmp_path):
    found, wrong = vocabulary(tmp_path, WHOLE, "facts: {you.age: {type: whole_number}}")

    assert wrong == []
    assert "you.age" in found.facts


def test_a_fact_that_is_declared_twice_is_told_with_the_other_place(tmp_path):
    _, wrong = vocabulary(tmp_path, WHOLE, "facts:\n  you.price: {type: money}")

    assert wrong == [
        f"facts/f1.yaml:2: the fact 'you.price' is declared twice. Expected it only in facts/f0.yaml:{line_of('you.price')}."
    ]


@pytest.mark.parametrize(
    ("fact", "told"),
    [
        (
            "{type: mony}",
            "facts/f0.yaml:3: there is no type 'mony'. Expected one of yes_no, choice, whole_number, money, date, month, text, collection. Did you mean 'money'?",
        ),
        ("{question: 'How?'}", "facts/f0.yaml:3: there is no type ''."),
        ("{type: money, colour: red}", "facts/f0.yaml:3: there is no key 'colour' here."),
        ("{type: choice, choices: [one]}", "facts/f0.yaml:3: 'you.x' is a choice without choices."),
        ("{type: choice, choices: [{value: a, label: A, colour: red}, b]}", "there is no key 'colour' here"),
        (
            "{type: money, sensitivity: secret}",
            "there is no sensitivity 'secret'. Expected one of ordinary, personal, special.",
        ),
        ("{type: money, effort: 6}", "`effort` is 6."),
        (
            "{type: yes_no, guarded_when: [often]}",
            "'often' is no answer to it. Expected answers of a yes_no or a choice.",
        ),
        ("{type: money, guarded_when: [5]}", "'5' is no answer to it."),
        (
            "{type: collection, fields: {died: {type: yes_no, guarded_when: [true]}}}",
            "'you.x.died' is a field, and has `guarded_when`. Expected a fact of its own that says so.",
        ),
        (
            "{type: yes_no, often_same_as: you.home}",
            "'you.x' is no choice, and has `often_same_as`. Expected a choice.",
        ),
        (
            "{type: choice, choices: [a, b], often_same_as: you.x}",
            "'you.x' is no choice that the answer to 'you.x' can often be the same as. Expected a choice without `often_same_as` of its own.",
        ),
        (
            "{type: collection, fields: {at: {type: choice, choices: [a, b], often_same_as: you.x}}}",
            "'you.x.at' is a field, and has `often_same_as`. Expected a fact of its own.",
        ),
        ("{type: money, effort: hard}", "`effort` is hard."),
        ("{type: yes_no, says: yes}", "`says` cannot be read. Expected {true: words, false: words}."),
        ("{type: yes_no, says: {maybe: perhaps}}", "`says` cannot be read."),
        ("{type: money, min: 2026-11-20}", "'min' is 2026-11-20. Expected a limit of the fact's own type."),
        ("{type: whole_number, max: 1.5}", "'max' is 1.5."),
        ("{type: date, min: 5}", "'min' is 5."),
        ("{type: yes_no, max: 5}", "'max' is 5."),
        ("{type: whole_number, min: 9, max: 3}", "`min` of 'you.x' is above its `max`. Expected min not above max."),
        ("{type: money, likely: [{low: 5}]}", "`likely` of 'you.x' cannot be read."),
        ("{type: money, likely: [5]}", "`likely` of 'you.x' cannot be read."),
        ("{type: money, likely: [{low: 9, high: 5, weight: 1}]}", "`likely` of 'you.x' cannot be read."),
        ("{type: yes_no, likely: [{value: perhaps, weight: 1}]}", "`likely` of 'you.x' cannot be read."),
        ("{type: yes_no, likely: [{value: true, weight: often}]}", "`likely` of 'you.x' cannot be read."),
        ("{type: yes_no, likely: [{value: true, weight: 0}]}", "`likely` of 'you.x' cannot be read."),
        ("{type: text, likely: [{value: Bo, weight: 1}]}", "`likely` of 'you.x' cannot be read."),
        ("{type: collection, fields: [a]}", "'fields' is not a mapping."),
        ("{type: collection, fields: {a: yes_no}}", "'a' is 'yes_no'. Expected a mapping."),
        ("{type: collection, fields: {a: {type: bool}}}", "there is no type 'bool'."),
        ("money", "'you.x' is 'money'. Expected a mapping."),
    ],
)
def test_what_is_wrong_with_a_fact_is_told_with_its_line(tmp_path, fact, told):
    wrong = mistakes(tmp_path, fact)

    assert len(wrong) == 1
    assert told in wrong[0]
    assert wrong[0].startswith("facts/f0.yaml:3: ")


def test_a_fact_is_about_an_entity_that_exists(tmp_path):
    _, wrong = vocabulary(
        tmp_path, "entities: {partner: {kind: one}}\nfacts:\n  partnr.age: {type: money}\n  age: {type: money}\n"
    )

    assert wrong == [
        "facts/f0.yaml:3: 'partnr.age' is about 'partnr', which is no entity. Expected an entity. Did you mean 'partner'?"
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "fact: {}",
            "facts/f0.yaml:1: there is no key 'fact' here. Expected one of entities, facts, constraints. Did you mean 'facts'?",
        ),
        ("facts: [a]", "facts/f0.yaml:1: 'facts' is not a mapping. Expected a mapping of names."),
        ("entities: {you: {sort: one}}", "there is no key 'sort' here"),
        ("constraints: {a: {hold: b}}", "there is no key 'hold' here"),
    ],
)
def test_what_is_wrong_with_a_file_is_told(tmp_path, text, told):
    assert told in vocabulary(tmp_path, text)[1][0]


def test_a_section_may_be_empty(tmp_path):
    found, wrong = vocabulary(tmp_path, "facts:\nentities:\n")

    assert (dict(found.facts), wrong) == ({}, [])


@pytest.mark.parametrize(
    ("entity", "says"),
    [
        ("{kind: ones}", "facts/f0.yaml:1: 'you' is of the kind 'ones'. Expected one of one, none_or_one, many. Did you mean 'one'?"),
        ("{}", "facts/f0.yaml:1: 'you' is of the kind ''. Expected one of one, none_or_one, many."),
        ("{kind: none_or_one}", "facts/f0.yaml:1: 'you' is of the kind 'none_or_one'. Expected exists: a yes-or-no fact."),
        ("{kind: one, exists: you.there}", "facts/f0.yaml:1: 'you' is of the kind 'one'. Expected kind: none_or_one, or no `exists`."),
        ("{kind: none_or_one, exists: you.their}", "facts/f0.yaml:1: 'you.their' is no yes-or-no fact. Expected the fact that says whether 'you' is there. Did you mean 'you.there'?"),
        ("{kind: none_or_one, exists: you.age}", "facts/f0.yaml:1: 'you.age' is no yes-or-no fact. Expected the fact that says whether 'you' is there. Did you mean 'you.there'?"),
    ],
)  # fmt: skip
def test_an_entity_that_may_be_absent_has_a_fact_that_says_so_and_no_other_has(tmp_path, entity, says):
    facts = "facts: {you.there: {type: yes_no}, you.age: {type: whole_number}}"

    assert vocabulary(tmp_path, f"entities: {{you: {entity}}}\n{facts}\n")[1] == [says]


def test_a_field_of_a_collection_makes_sense_of_every_member(tmp_path):
    field = "{type: yes_no, only_when: you.there}"
    (says,) = mistakes(tmp_path, f"{{type: collection, fields: {{ill: {field}}}}}")

    assert says == (
        "facts/f0.yaml:3: 'you.x.ill' is a field, and has `only_when`. "
        "Expected a field that makes sense of every member."
    )
