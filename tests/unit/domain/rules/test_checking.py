"""What a rule's author is told: the file, the line, what is wrong, what was expected, and the nearest right name."""

from __future__ import annotations

from dataclasses import replace

import pytest

from handrail.domain.facts.held import Facts
from handrail.domain.facts.mistakes import Mistake, PackError, Place
from handrail.domain.facts.vocabulary import Constraint, Vocabulary
from handrail.domain.rules.rulebook import Calculator, Case, WrittenRule
from handrail.domain.rules.types import Kind
from tests.unit.domain.invented import (
    ON,
    PARAMETERS,
    RULES_FILE,
    VOCABULARY,
    a_rule,
    by_cases,
    calendar,
    choices,
    declared,
    determined,
    figure,
    rulebook,
    told,
    version,
)


def mistakes_in(*rules, **more):
    """What is wrong with these rules."""
    with pytest.raises(PackError) as caught:
        rulebook(*rules, **more)
    return caught.value.mistakes


def mistake_in(text, **more):
    """The one thing that is wrong with a rule."""
    (mistake,) = mistakes_in(a_rule("goal", text, **more))
    return mistake


def checked(text, **more):
    """The expression of a rule that is right."""
    return rulebook(a_rule("goal", text, **more)).rules["goal"].expression


# -- names -----------------------------------------------------------------------------------------------------------


def test_a_mistake_stands_where_its_rule_does():
    assert mistake_in("home.prise > £5") == Mistake(
        RULES_FILE,
        "goal: there is no 'home.prise'",
        "the name of a fact, a rule or a parameter",
        "home.price",
    )


@pytest.mark.parametrize(
    ("text", "nearest"),
    [("you.employd", "you.employed"), ("home.price > law.limitt", "law.limit"), ("fist", "first"), ("nonsense", None)],
)
def test_the_nearest_name_may_be_a_fact_a_parameter_or_a_rule(text, nearest):
    (mistake,) = mistakes_in(a_rule("goal", text), a_rule("first", "you.employed"))

    assert mistake.nearest == nearest


def test_every_mistake_in_every_rule_is_told_at_once():
    mistakes = mistakes_in(a_rule("one", "nonsense"), a_rule("two", "you.employed"), a_rule("three", "1 < £5"))

    assert [mistake.says.partition(":")[0] for mistake in mistakes] == ["one", "three"]


def test_a_rule_that_reads_a_mistaken_one_is_not_blamed_for_it():
    mistakes = mistakes_in(a_rule("reads_it", "mistaken and you.employed"), a_rule("mistaken", "nonsense"))

    assert [mistake.says for mistake in mistakes] == ["mistaken: there is no 'nonsense'"]


@pytest.mark.parametrize(
    ("rules", "told"),
    [
        ({"a": "a"}, ["a: the rule depends on itself: a → a"]),
        (
            {"a": "b", "b": "a"},
            ["a: the rule depends on itself: a → b → a", "b: the rule depends on itself: b → a → b"],
        ),
        ({"outside": "a", "a": "not a"}, ["a: the rule depends on itself: a → a"]),
    ],
)
def test_rules_that_go_round_in_a_circle_are_told_with_the_circle(rules, told):
    mistakes = mistakes_in(*(a_rule(name, text) for name, text in rules.items()))

    assert [mistake.says for mistake in mistakes] == told
    assert {mistake.expected for mistake in mistakes} == {"rules that do not go round in a circle"}


# -- what is not in the language ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("you.employed and", "'you.employed and' cannot be read"),
        ("you.employed you.age", "'you.employed you.age' cannot be read near column 14"),
        ("\0", "'\0' cannot be read"),
        ("lambda: you.employed", "'lambda: you.employed' is not part of the rule language"),
        ("[you.age]", "'[you.age]' is not part of the rule language"),
        ("you.age[0]", "'you.age[0]' is not part of the rule language"),
        ("f'{you.age}'", "is not part of the rule language"),
        ("home.price > £40,000", "is not part of the rule language"),
        ("you.age ** 2", "'you.age ** 2' is not part of the rule language"),
        ("you.age // 2", "'you.age // 2' is not part of the rule language"),
        ("you.age is 5", "'you.age is 5' is not part of the rule language"),
        ("1 < you.age < 5", "'1 < you.age < 5' compares more than two things"),
        ("+you.age", "'+you.age' cannot be read"),
        ("-you.age", "'-you.age' cannot be read"),
        ("~you.employed", "'~you.employed' cannot be read"),
        ("-date('2026-11-20')", "cannot be read"),
        ("None", "'None' cannot stand here"),
        ("'wales'", "'wales'' cannot stand here"),
        ("'wales' == home.nation", "'wales'' cannot stand here"),
        ("you.age < 1e400", "cannot stand here"),
        ("1j", "cannot stand here"),
        ("__import__('os')", "there is no function '__import__'"),
        ("(you.age)(5)", "there is no function 'you.age'"),
        ("[min][0](1, 2)", "there is no function ''"),
        ("open('/etc/passwd')", "there is no function 'open'"),
    ],
)
def test_python_that_is_not_in_the_language_is_refused(text, says):
    assert says in mistake_in(text).says


def test_a_function_that_does_not_exist_is_told_with_the_nearest():
    mistake = mistake_in("plus_month(you.born, 1)")

    assert mistake.says == "goal: there is no function 'plus_month'"
    assert mistake.nearest == "plus_months"


def test_arguments_have_no_names():
    mistake = mistake_in("plus_days(you.born, n=1)")

    assert mistake.says == "goal: 'plus_days(you.born, n=1)' gives an argument by name"


def test_working_days_are_counted_in_nations_whose_bank_holidays_are_known():
    (mistake,) = mistakes_in(a_rule("goal", "working_days_after(today, 5, law.office)"), days=calendar())

    assert mistake.says == "goal: 'working_days_after' knows no bank holidays of 'old'"
    assert mistake.expected == "a choice of england, northern_ireland, scotland, wales"


@pytest.mark.parametrize("name", ["home.price", "law.limit"])
def test_a_rule_has_a_name_of_its_own(name):
    (mistake,) = mistakes_in(a_rule(name, "£5"))

    assert (mistake.says, mistake.expected) == (f"{name}: a fact or a parameter has the same name", "a name of its own")


# -- types ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "says", "expected"),
    [
        ("home.price > 5", "money stands against number", "money on both sides: write £ before an amount"),
        ("5 + home.price", "number stands against money", "money on both sides: write £ before an amount"),
        ("you.born > you.age", "date stands against number", "the same kind of number or date on both sides"),
        ("you.born > you.started", "date stands against month", "the same kind of number or date on both sides"),
        ("you.employed == true", "there is no 'true'", "the name of a fact, a rule or a parameter"),
        ("you.employed == True", "yes or no stands against yes or no", "the same kind of number or date on both sides"),
        ("you.born + 5", "date stands against number", "the same kind of number or date on both sides"),
        ("you.born - you.born", "date stands against date", "the same kind of number or date on both sides"),
        ("min(you.age, £5)", "number stands against money", "money on both sides: write £ before an amount"),
        ("not you.age", "this is number", "yes or no"),
        ("you.age and you.employed", "this is number", "yes or no"),
        ("1 if you.age else 2", "this is number", "yes or no"),
        ("1 if you.employed else £2", "number stands against money", "money on both sides: write £ before an amount"),
        ("you.born if you.employed else 5", "one branch is date and the other number", "the same type in every branch"),
        (
            "home.nation if you.employed else law.office",
            "one branch is choice and the other choice",
            "the same type in every branch",
        ),
        ("home.price * home.price", "money is multiplied by money", "an amount and a number or a rate"),
        ("home.price * you.born", "money is multiplied by date", "an amount and a number or a rate"),
        ("home.price / you.age", "the divisor may be zero", "a number above zero, written out"),
        ("home.price / 0", "the divisor may be zero", "a number above zero, written out"),
        ("home.price / -2", "the divisor may be zero", "a number above zero, written out"),
        ("home.price / £2", "the divisor may be zero", "a number above zero, written out"),
        ("you.nickname == 'Bo'", "'you.nickname' is free text, which no rule may read", "a fact of another type"),
        ("children", "the value is a whole collection", "a condition, a choice, an amount or a date"),
        ("law.bands", "the value is a whole table", "a condition, a choice, an amount or a date"),
        ("children > 3", "collection stands against number", "the same kind of number or date on both sides"),
        ("home.price / 3", "the amount may hold part of a penny", "round_down(…, 1p) or another rounding around it"),
    ],
)
def test_what_does_not_go_together_is_told(text, says, expected):
    mistake = mistake_in(text)

    assert (mistake.says, mistake.expected) == (f"goal: {says}", expected)


@pytest.mark.parametrize(
    ("text", "says", "expected"),
    [
        ("home.nation == 'walse'", "there is no choice 'walse'", "one of england, wales, scotland, northern_ireland"),
        (
            "home.nation in ('wales', 'ruritania')",
            "there is no choice 'ruritania'",
            "one of england, wales, scotland, northern_ireland",
        ),
        ("home.nation < 'wales'", "a choice is compared with <", "== or !=, or `in`"),
        ("home.nation == you.age", "'you.age' is not a list of choices", "choices in quotation marks"),
        ("home.nation in ('wales', 5)", "'('wales', 5)' is not a list of choices", "choices in quotation marks"),
        ("home.nation == law.office", "'law.office' is not a list of choices", "choices in quotation marks"),
        ("you.age in (1, 2)", "`in` is used with number", "a choice"),
        ("you.age not in (1, 2)", "`in` is used with number", "a choice"),
    ],
)
def test_choices_are_compared_with_their_own_values_only(text, says, expected):
    mistake = mistake_in(text)

    assert (mistake.says, mistake.expected) == (f"goal: {says}", expected)


def test_a_choice_that_is_misspelt_is_told_with_the_nearest():
    assert mistake_in("home.nation == 'walse'").nearest == "wales"


@pytest.mark.parametrize(
    ("text", "says", "expected"),
    [
        ("min(you.age)", "'min' has 1 argument", "two or more"),
        ("round_down(home.price / 3)", "'round_down' cannot be read", "an amount, and what to round it to, for example 1p or £1"),
        ("round_up(home.price, 1)", "'round_up' cannot be read", "an amount, and what to round it to, for example 1p or £1"),
        ("round_down(home.price, £0)", "'round_down' cannot be read", "an amount, and what to round it to, for example 1p or £1"),
        ("round_down(home.price, you.savings)", "'round_down' cannot be read", "an amount, and what to round it to, for example 1p or £1"),
        ("round_half_up(you.born, 1)", "'round_half_up' cannot be read", "an amount, and what to round it to, for example 1p or £1"),
        ("bands(home.price, law.limit)", "'bands' cannot be read", "bands(an amount, a table parameter)"),
        ("bands(you.born, law.bands)", "'bands' cannot be read", "bands(an amount, a table parameter)"),
        ("step(home.price)", "'step' cannot be read", "step(an amount, a table parameter)"),
        ("bands(home.price, law.fees)", "`bands` needs a table of rates", "`of: rate` in the parameter"),
        ("bands(you.age, law.bands)", "'law.bands' is not in the unit of the amount", "`unit: pounds` in a table for amounts of money"),
        ("step(home.price, law.by_room)", "'law.by_room' is not in the unit of the amount", "`unit: pounds` in a table for amounts of money"),
        ("plus_days(you.born)", "'plus_days' is called with date", "plus_days(date, number)"),
        ("plus_days(you.age, you.born)", "'plus_days' is called with number, date", "plus_days(date, number)"),
        ("plus_days(you.born, 1.5)", "'plus_days' is called with date, number", "plus_days(date, number)"),
        ("working_days_after(you.born, 5, you.age)", "'working_days_after' is called with date, number, number", "working_days_after(date, number, choice)"),
        ("date(2026)", "'date(2026)' cannot be read", "date('…')"),
        ("date('2026-02-30')", "'2026-02-30' is not a date", "for example 2026-04-06"),
        ("money('five')", "'five' is not a money", "a number"),
        ("rate('1/0')", "'1/0' is not a rate", "a number"),
    ],
)  # fmt: skip
def test_functions_are_called_with_what_they_take(text, says, expected):
    mistake = mistake_in(text)

    assert (mistake.says, mistake.expected) == (f"goal: {says}", expected)


@pytest.mark.parametrize(
    ("text", "says", "expected"),
    [
        ("any(children)", "'any' cannot be read here", "any(x.field for x in a collection)"),
        ("any(x.ill for x in children for y in children)", "'any' cannot be read here", "any(x.field for x in a collection)"),
        ("any(x.ill for x, y in children)", "'any' cannot be read here", "any(x.field for x in a collection)"),
        ("any(x.ill for x in childern)", "'childern' is not a collection", "a fact of type collection"),
        ("any(x.ill for x in you.age)", "'you.age' is not a collection", "a fact of type collection"),
        ("any(x.ill for x in [1])", "'' is not a collection", "a fact of type collection"),
        ("any(x.sick for x in children)", "'x' has no field 'sick'", "one of ill, age, costs, balance, born, school, name"),
        ("any(x.age for x in children)", "this is number", "yes or no"),
        ("any(x.ill for x in children if x.age)", "this is number", "yes or no"),
        ("all(x.name for x in children)", "this is text", "yes or no"),
        ("sum(x.ill for x in children)", "`sum` is over yes or no", "amounts"),
        ("count(x.ill for x in children)", "'count' is over 'x.ill'", "count(x for x in children if …)"),
        (
            "any(any(y.age > x.age for y in children) for x in children)",
            "'children' is looked at inside another collection",
            "a rule of its own for what is inside",
        ),
    ],
)  # fmt: skip
def test_collections_are_looked_through_one_member_at_a_time(text, says, expected):
    mistake = mistake_in(text)

    assert (mistake.says, mistake.expected) == (f"goal: {says}", expected)


def test_a_collection_and_a_field_are_told_with_the_nearest():
    assert mistake_in("any(x.ill for x in childern)").nearest == "children"
    assert mistake_in("any(x.bor for x in children)").nearest == "born"


# -- what a rule says of itself --------------------------------------------------------------------------------------


def test_a_declared_type_is_held_against_the_value():
    mistake = mistake_in("home.price", type="date")

    assert (mistake.says, mistake.expected) == ("goal: the value is money", "date, as its `type` says")


def test_a_type_that_does_not_exist_is_told_with_the_nearest():
    mistake = mistake_in("home.price", type="mony")

    assert mistake.says == "goal: there is no type 'mony'"
    assert mistake.nearest == "money"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("you.employed", "yes_no"),
        ("home.nation", "choice"),
        ("you.age", "whole_number"),
        ("home.price", "money"),
        ("you.born", "date"),
        ("you.started", "month"),
        ("law.rate", "rate"),
        ("law.days", "duration"),
        ("you.age / 2", "number"),
    ],
)
def test_each_type_can_be_declared(text, kind):
    assert checked(text, type=kind).type.kind in (kind, "number")


@pytest.mark.parametrize("kind", ["whole_number", "duration"])
def test_a_whole_number_holds_no_part_of_a_whole(kind):
    mistake = mistake_in("you.age / 2", type=kind)

    assert mistake.says == "goal: the number may hold part of a whole"
    assert checked("round_down(you.age / 2, 1)", type=kind).type.scale == 1


def test_a_choice_that_lists_its_choices_has_those_and_no_others():
    assert determined(  # type: ignore[union-attr]
        "'flat' if you.employed else 'house'", type="choice", choices=("flat", "house")
    ).possible.values == {"flat", "house"}
    assert mistake_in("home.nation", type="choice", choices=("flat", "house")).says == "goal: the value is choice"
    assert mistake_in("'boat'", type="choice", choices=("flat", "house")).expected == "one of flat, house"


def test_a_choice_that_does_not_list_its_choices_takes_them_from_the_expression():
    assert checked("home.nation", type="choice").type.options == ("england", "wales", "scotland", "northern_ireland")
    assert mistake_in("'boat'", type="choice").expected == "`choices:` beside the `type` of the rule"


def test_when_is_a_condition():
    mistake = mistake_in("home.price", is_condition=True)

    assert (mistake.says, mistake.expected) == ("goal: `when` is money", "a condition, or `value:` in place of `when:`")


def test_a_parameter_is_read_at_a_date_that_the_rule_names():
    mistake = mistake_in("home.price > law.limit", as_at="")

    assert mistake.says == "goal: 'law.limit' is read, but the rule does not say at which date"
    assert mistake.expected == "`as_at:` with a date, or `today`"


def test_as_at_is_a_date():
    assert mistake_in("home.price > law.limit", as_at="you.age").says == "goal: `as_at` is number"
    assert mistake_in("home.price > law.limit", as_at="home.moving_dat").nearest == "home.moving_date"


def test_as_at_reads_no_parameter_itself():
    assert "does not say at which date" in mistake_in("home.price > law.limit", as_at="law.opens").says


# -- cases ---------------------------------------------------------------------------------------------------------------


def test_cases_end_with_otherwise():
    (mistake,) = mistakes_in(by_cases("goal", ("you.employed", "1"), ("not you.employed", "2")))

    assert mistake.says == "goal: the cases do not cover everything"
    assert mistake.expected == "a last `otherwise`, or a case for every choice"


def test_nothing_comes_after_otherwise():
    (mistake,) = mistakes_in(by_cases("goal", ("you.employed", "1"), (None, "2"), (None, "3")))

    assert mistake.says == "goal: there are cases after `otherwise`"


def test_cases_may_cover_every_choice_of_one_fact_instead():
    rule = by_cases(
        "goal",
        ("home.nation == 'england'", "1"),
        ("home.nation in ('wales', 'scotland')", "2"),
        ("home.nation == 'northern_ireland'", "3"),
    )

    assert [
        rulebook(rule).determine("goal", told({"home.nation": nation}), ON).low
        for nation in ("england", "northern_ireland")
    ] == [1, 3]


def test_a_choice_that_no_case_covers_is_noticed():
    (mistake,) = mistakes_in(
        by_cases("goal", ("home.nation == 'england'", "1"), ("home.nation in ('wales', 'scotland')", "2"))
    )

    assert mistake.says == "goal: the cases do not cover everything"


def test_cases_over_two_facts_do_not_add_up():
    rules = by_cases("goal", ("law.office == 'old'", "1"), ("home.nation in ('wales', 'england', 'scotland')", "2"))

    assert [mistake.says for mistake in mistakes_in(rules)] == ["goal: the cases do not cover everything"]


def test_every_case_has_the_same_type():
    (mistake,) = mistakes_in(by_cases("goal", ("you.employed", "£1"), (None, "you.born")))

    assert mistake.says == "goal: money stands against date"


# -- guarded facts -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "partner.exists and partner.age > 60",
        "not partner.exists or partner.age > 60",
        "partner.age > 60 if partner.exists else you.age > 60",
        "you.age > 60 if not partner.exists else partner.age > 60",
        "not (not partner.exists or you.employed) and partner.age > 60",
        "(partner.exists and you.employed) and partner.age > 60",
        "has_partner and partner.age > 60",
        "not lives_alone and partner.age > 60",
        "any(x.age > partner.age for x in children) if partner.exists else you.employed",
        "not (partner.exists and partner.age > 60)",
    ],
)
def test_a_fact_that_hangs_on_another_is_read_where_that_is_known_to_hold(text):
    rules = rulebook(
        a_rule("goal", text), a_rule("has_partner", "partner.exists"), a_rule("lives_alone", "not partner.exists")
    )

    assert "partner.age" in rules.reads("goal")


@pytest.mark.parametrize(
    "text",
    [
        "partner.age > 60",
        "partner.age > 60 and partner.exists",
        "partner.exists or partner.age > 60",
        "not partner.exists and partner.age > 60",
        "you.age > 60 if partner.exists else partner.age > 60",
        "(partner.exists or you.employed) and partner.age > 60",
    ],
)
def test_a_fact_that_hangs_on_another_is_read_nowhere_else(text):
    mistake = mistake_in(text)

    assert mistake.says == "goal: 'partner.age' is read where 'partner.exists' may not hold"
    assert mistake.expected == "'partner.exists and …' before it"


def test_a_case_is_certain_of_the_case_it_stands_in_and_that_those_before_did_not_hold():
    rule = by_cases(
        "goal", ("not partner.exists", "you.age"), ("you.employed", "partner.age"), (None, "partner.age + 1")
    )

    assert "partner.age" in rulebook(rule).reads("goal")


def guarded(guard, name="partner.pension"):
    facts = {**VOCABULARY.facts, name: declared(name, "yes_no", only_when=guard)}
    return Vocabulary(facts)


def test_a_mistake_in_what_a_fact_hangs_on_stands_where_the_fact_is_declared():
    (mistake,) = mistakes_in(a_rule("goal", "partner.exists and partner.pension"), vocabulary=guarded("partner.exist"))

    assert mistake.place == Place("facts/moving.yaml", 3)
    assert mistake.says == "only_when partner.pension: there is no 'partner.exist'"
    assert mistake.nearest == "partner.exists"


def test_what_a_fact_hangs_on_is_a_condition():
    (mistake,) = mistakes_in(vocabulary=guarded("you.age"))

    assert mistake.says == "only_when partner.pension: `when` is number"


def test_a_fact_does_not_hang_on_itself():
    (mistake,) = mistakes_in(vocabulary=guarded("partner.pension"))

    assert "the rule depends on itself" in mistake.says


@pytest.mark.parametrize(
    ("guard", "text"),
    [
        ("partner.exists and partner.employed", "partner.exists and partner.employed and partner.pension"),
        ("partner.exists and partner.employed", "(partner.exists and partner.employed) and partner.pension"),
        (
            "partner.exists and partner.employed",
            "partner.exists and you.employed and partner.employed and partner.pension",
        ),
        ("partner.exists or you.employed", "partner.exists and partner.pension"),
        ("has_partner", "partner.exists and partner.pension"),
        ("has_partner", "has_partner and partner.pension"),
    ],
)
def test_a_guard_is_known_to_hold_however_it_is_put_together(guard, text):
    rules = rulebook(a_rule("goal", text), a_rule("has_partner", "partner.exists"), vocabulary=guarded(guard))

    assert "partner.pension" in rules.reads("goal")


@pytest.mark.parametrize(
    ("guard", "text"),
    [
        ("partner.exists and partner.employed", "partner.exists and partner.pension"),
        ("partner.exists or you.employed", "partner.exists or partner.pension"),
        ("not partner.exists", "partner.exists and partner.pension"),
    ],
)
def test_part_of_a_guard_is_not_enough(guard, text):
    (mistake,) = mistakes_in(a_rule("goal", text), vocabulary=guarded(guard))

    assert mistake.says == f"goal: 'partner.pension' is read where '{guard}' may not hold"


def test_a_mistake_in_a_constraint_stands_where_it_is_written():
    constraint = Constraint("odd", "home.prise > £5", "It is odd.", Place("facts/moving.yaml", 44))

    (mistake,) = mistakes_in(vocabulary=Vocabulary(VOCABULARY.facts, {}, {"odd": constraint}))

    assert mistake.place == Place("facts/moving.yaml", 44)
    assert mistake.nearest == "home.price"


def test_a_constraint_is_a_condition():
    constraint = Constraint("odd", "home.price", "It is odd.", Place("facts/moving.yaml", 44))

    (mistake,) = mistakes_in(vocabulary=Vocabulary(VOCABULARY.facts, {}, {"odd": constraint}))

    assert mistake.says == "constraint odd: `when` is money"


# -- calculators ---------------------------------------------------------------------------------------------------------

SHARE = Calculator(
    "share_of",
    {"amount": "money", "people": "whole_number"},
    "money",
    lambda amount, people: amount // people,
    RULES_FILE,
)


@pytest.mark.parametrize(
    ("text", "says", "expected"),
    [
        ("share_of(home.price, 2)", "'share_of' is not called with its arguments", "amount=…, people=…"),
        ("share_of(amount=home.price)", "'share_of' is not called with its arguments", "amount=…, people=…"),
        (
            "share_of(amount=home.price, people=2, more=3)",
            "'share_of' is not called with its arguments",
            "amount=…, people=…",
        ),
        ("share_of(amount=2, people=2)", "'amount' of 'share_of' is number", "money"),
        ("share_of(amount=home.price, people=1.5)", "'people' of 'share_of' is number", "whole_number"),
    ],
)
def test_a_calculator_is_called_with_its_arguments_by_name(text, says, expected):
    (mistake,) = mistakes_in(a_rule("goal", text), calculators={"share_of": SHARE})

    assert (mistake.says, mistake.expected) == (f"goal: {says}", expected)


def test_a_calculator_that_is_misspelt_is_told_with_the_nearest():
    (mistake,) = mistakes_in(a_rule("goal", "shares_of(home.price)"), calculators={"share_of": SHARE})

    assert mistake.nearest == "share_of"


def test_a_calculator_gives_its_declared_type():
    rules = rulebook(
        a_rule("goal", "share_of(amount=home.price, people=2)", type="money"), calculators={"share_of": SHARE}
    )

    assert rules.determine("goal", told({"home.price": 7}), ON).low == 350


# -- scales: numbers stay exact ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("you.age / 3 * 3 == 40", True),
        ("you.age / 3 == 40 / 3", True),
        ("0.1 + 0.2 == 0.3", True),
        ("you.age * 5% == 200%", True),
        ("50% * 50% == 25%", True),
        ("law.rate == 5%", True),
        ("you.age / 5% == 800", True),
        ("-5 < 0", True),
        ("--5 == 5", True),
        ("£0.01 == 1p", True),
        ("sum(x.costs for x in children) == £0", True),
        ("home.price * 0.5 == £500.005", True),
        ("max(you.age / 3, 14, 12.5) == 14", True),
        ("(you.age / 3 if you.employed else 1) == 40 / 3", True),
        ("True and not False", True),
        ("not not True", True),
        ("1 != 2", True),
        ("2 >= 3", False),
        ("home.nation in ('wales', 'wales')", True),
        ("home.nation in 'wales'", True),
        ("home.nation in ()", False),
        ("home.nation not in ('wales', 'england')", False),
    ],
)
def test_numbers_stay_exact_however_they_are_divided(text, value):
    facts = {"you.age": 40, "home.price": 1000.01, "you.employed": True, "home.nation": "wales", "children": []}

    assert determined(text, facts).possible.values == {value}  # type: ignore[union-attr]


def test_a_parameter_is_held_at_a_scale_that_fits_every_version():
    parameters = {
        **PARAMETERS,
        "law.share": figure("law.share", Kind.RATE, version("2020-01-01", "1/3"), version("2026-01-01", "1/4")),
    }

    rules = rulebook(a_rule("goal", "round_down(£12 * law.share, 1p)"), parameters=parameters)

    assert rules.determine("goal", Facts(), ON).low == 300
    assert rules.determine("goal", Facts(), ON.replace(year=2025)).low == 400


def test_a_table_of_other_things_than_rates_or_money_gives_money():
    fees = replace(PARAMETERS["law.fees"], rows=None)

    assert (
        rulebook(a_rule("goal", "step(home.price, law.fees)"), parameters={"law.fees": fees})
        .rules["goal"]
        .expression.type.kind
        is Kind.MONEY
    )


def test_a_choice_of_another_fact_is_not_mistaken_for_the_one_that_is_covered():
    vocabulary = Vocabulary(
        {**VOCABULARY.facts, "old.nation": declared("old.nation", "choice", choices=choices("england", "wales"))}
    )
    rule = WrittenRule(
        "goal",
        (Case("home.nation == 'england'", "1"), Case("old.nation == 'wales'", "2")),
        RULES_FILE,
    )

    (mistake,) = mistakes_in(rule, vocabulary=vocabulary)

    assert mistake.says == "goal: the cases do not cover everything"
