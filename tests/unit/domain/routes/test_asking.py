"""The next best question: what is asked, what is never asked, and when asking stops."""

from __future__ import annotations

from dataclasses import replace

import pytest

from handrail.domain.facts.vocabulary import Vocabulary
from handrail.domain.routes.asking import NOTHING_LEFT, ONLY_DECLINED, Question, Weighing, next_question
from tests.unit.domain.invented import ON, VOCABULARY, a_rule, calendar, rulebook, told, with_constraints


def asked(goals, facts=None, *, vocabulary=VOCABULARY, **more):
    """The question for these goals, all of them expressions."""
    rules = rulebook(*(a_rule(name, text) for name, text in goals.items()), vocabulary=vocabulary, days=calendar())
    sheet = rules.sheet(told(facts or {}, vocabulary=vocabulary), ON, with_assumptions=False)
    return next_question(rules, list(goals), sheet, **more)


def interview(text, answers, **more):
    """The facts that are asked for, in order, until asking stops."""
    facts: dict[str, object] = {}
    order = []
    while (question := asked({"goal": text}, facts, **more)).fact is not None:
        order.append(question.fact)
        facts[question.fact] = answers[question.fact]
    return order, question.stopped


# -- what is asked -----------------------------------------------------------------------------------------------------


def test_the_only_fact_that_is_needed_is_asked_with_the_goal_it_changes():
    assert asked({"goal": "you.employed"}) == Question("you.employed", ("goal",))


def test_the_fact_that_decides_most_is_asked_first():
    text = "you.employed and (partner.exists or home.nation == 'wales' or you.age == 3)"

    assert asked({"goal": text}).fact == "you.employed"


def test_the_fact_that_changes_more_goals_is_asked_first():
    goals = {
        "one": "you.employed and partner.exists",
        "two": "you.employed and home.price > £900",
        "three": "you.employed and you.age > 60",
    }

    assert asked(goals) == Question("you.employed", ("one", "two", "three"))


def test_a_question_names_only_the_goals_that_its_answer_can_change():
    goals = {"one": "you.employed", "two": "home.nation == 'wales'"}

    question = asked(goals, {"home.nation": {"one_of": ["wales", "england"]}}, first=["you.employed"])

    assert question == Question("you.employed", ("one",))


def test_of_two_that_tell_as_much_the_easier_to_answer_is_asked():
    # Telling what you have saved is declared three times the effort of telling your balance.
    text = "you.savings > £5_000 and you.balance > £5_000"

    assert asked({"goal": text}).fact == "you.balance"


def test_facts_that_are_to_come_first_do_so_when_they_matter():
    goals = {"goal": "you.employed and partner.exists and home.nation == 'wales'"}

    assert asked(goals, first=["you.age", "home.nation", "partner.exists"]).fact == "home.nation"


def test_facts_that_are_not_to_be_asked_now_are_passed_over():
    goals = {"goal": "you.employed and partner.exists"}

    assert asked(goals, not_now=frozenset({"you.employed"})).fact == "partner.exists"
    assert asked(goals, first=["you.employed"], not_now=frozenset({"you.employed"})).fact == "partner.exists"


def test_a_range_is_asked_again_while_it_decides():
    assert asked({"goal": "home.price > £500"}, {"home.price": {"between": [400, 600]}}).fact == "home.price"


def test_a_supposition_does_not_stand_for_an_answer():
    assert asked({"goal": "you.employed"}, {"you.employed": {"assume": True}}).fact == "you.employed"


def test_a_date_that_decides_which_law_holds_is_asked():
    rules = rulebook(a_rule("goal", "home.price > law.limit", as_at="home.moving_date"))

    question = next_question(rules, ["goal"], rules.sheet(told({"home.price": 1500}), ON))

    assert question.fact == "home.moving_date"


@pytest.mark.parametrize(
    "text",
    [
        "any(x.ill for x in children)",
        "any(age_on(x.born, today) < 5 for x in children)",
        "count(x for x in children if x.age > 5) > 1",
        "sum(x.costs for x in children) > £100",
        "any(x.school == 'state' for x in children)",
    ],
)
def test_a_list_is_asked_while_it_may_change_the_answer(text):
    assert asked({"goal": text}).fact == "children"
    assert asked({"goal": text}, {"children": {"items": [], "complete": "unknown"}}).fact == "children"
    assert asked({"goal": text}, {"children": []}).stopped == NOTHING_LEFT


def test_a_list_with_a_member_of_whom_something_is_missing_is_asked():
    assert asked({"goal": "any(x.ill for x in children)"}, {"children": [{"age": 5}]}).fact == "children"


def test_an_amount_is_asked_about_until_it_is_one_amount():
    order, stopped = interview(
        "round_down(bands(home.price, law.bands), 1p) if you.employed else £0",
        {"home.price": 3000, "you.employed": True},
    )

    assert set(order) == {"home.price", "you.employed"}
    assert stopped == NOTHING_LEFT


# -- what is never asked -----------------------------------------------------------------------------------------------


def test_what_can_change_nothing_is_never_asked():
    assert asked({"goal": "you.employed or partner.exists"}, {"you.employed": True}).stopped == NOTHING_LEFT
    assert asked({"goal": "you.employed or not you.employed"}).stopped == NOTHING_LEFT
    assert asked({"goal": "you.employed and (partner.exists or not partner.exists)"}).fact == "you.employed"


def test_a_fact_that_cancels_out_is_never_asked():
    order, _ = interview(
        "(you.employed and home.nation == 'wales') or (not you.employed and home.nation == 'wales')",
        {"home.nation": "wales"},
    )

    assert order == ["home.nation"]


def test_what_the_person_would_rather_not_say_is_not_asked_again():
    goals = {"goal": "you.employed and partner.exists"}

    assert asked(goals, {"you.employed": "declined"}).fact == "partner.exists"
    assert asked(goals, {"you.employed": "declined", "partner.exists": True}) == Question(None, stopped=ONLY_DECLINED)


def test_a_guard_is_asked_before_what_hangs_on_it():
    order, stopped = interview("partner.exists and partner.age > 60", {"partner.exists": True, "partner.age": 70})

    assert order == ["partner.exists", "partner.age"]
    assert stopped == NOTHING_LEFT


def test_what_hangs_on_a_guard_that_is_no_is_never_asked():
    order, stopped = interview(
        "you.employed if not partner.exists else partner.employed", {"partner.exists": False, "you.employed": True}
    )

    assert sorted(order) == ["partner.exists", "you.employed"]
    assert stopped == NOTHING_LEFT


def test_what_hangs_on_a_guard_that_was_declined_is_not_asked():
    assert (
        asked({"goal": "partner.exists and partner.age > 60"}, {"partner.exists": "declined"}).stopped == ONLY_DECLINED
    )


def test_what_the_constraints_imply_is_never_asked():
    vocabulary = with_constraints(("never_both", "not (you.employed and partner.exists)"))
    goals = {"goal": "partner.exists or home.nation == 'wales'"}

    assert asked(goals, {"you.employed": True}, vocabulary=vocabulary).fact == "home.nation"
    assert asked({"goal": "partner.exists"}, {"you.employed": True}, vocabulary=vocabulary).stopped == NOTHING_LEFT


def test_a_fact_that_comes_first_is_passed_over_when_it_changes_nothing():
    goals = {"goal": "you.employed and (partner.exists or not partner.exists)"}

    assert asked(goals, first=["partner.exists"]).fact == "you.employed"


# -- when asking stops -------------------------------------------------------------------------------------------------


def test_asking_stops_when_every_goal_is_settled():
    goals = {"one": "you.employed", "two": "partner.exists"}

    assert asked(goals, {"you.employed": True, "partner.exists": False}) == Question(None, stopped=NOTHING_LEFT)
    assert asked({}) == Question(None, stopped=NOTHING_LEFT)


def test_asking_stops_when_what_is_left_is_known_by_nobody():
    assert asked({"goal": "law.cost > £500"}) == Question(None, stopped=ONLY_DECLINED)


def test_a_figure_that_nobody_knows_yet_makes_no_question_matter():
    rules = rulebook(a_rule("goal", "you.employed and home.price > law.benefit"))

    question = next_question(rules, ["goal"], rules.sheet(told({"you.employed": True}), ON.replace(year=2030)))

    assert question == Question(None, stopped=ONLY_DECLINED)


def test_a_figure_that_nobody_knows_yet_is_no_reason_not_to_ask_what_may_make_it_unimportant():
    rules = rulebook(a_rule("goal", "you.employed and home.price > law.benefit"), a_rule("other", "partner.exists"))
    sheet = rules.sheet(told({}), ON.replace(year=2030))

    assert next_question(rules, ["goal"], sheet).fact == "you.employed"
    assert next_question(
        rules, ["goal", "other"], rules.sheet(told({"you.employed": True}), ON.replace(year=2030))
    ) == Question("partner.exists", ("other",))


def test_all_facts_passed_over_is_an_end_too():
    assert asked({"goal": "you.employed"}, not_now=frozenset({"you.employed"})).stopped == ONLY_DECLINED


# -- weighing ----------------------------------------------------------------------------------------------------------


def weighing(text, facts=None, vocabulary=VOCABULARY):
    rules = rulebook(a_rule("goal", text), vocabulary=vocabulary)
    return Weighing.of(rules, ["goal"], rules.sheet(told(facts or {}, vocabulary=vocabulary), ON))


def test_only_what_is_not_known_and_is_read_is_weighed():
    assert weighing("you.employed and partner.exists", {"you.employed": True}).unknown == ("partner.exists",)


def test_a_fact_matters_when_two_worlds_differ_in_nothing_else():
    weighed = weighing("you.employed and home.nation == 'wales'")

    assert weighed.matters("you.employed", "goal")
    assert not weighed.matters("you.age", "goal")


def test_a_fact_that_matters_too_rarely_for_any_world_still_matters():
    weighed = weighing(
        "you.employed and you.age == 3 and home.rooms == 7 and home.nation == 'wales' and you.balance == £17 and you.savings == £12"
    )

    assert weighed.matters("you.employed", "goal")


def test_the_easiest_of_equals_is_ranked_first():
    effort = replace(VOCABULARY.facts["you.employed"], effort=5)
    vocabulary = Vocabulary({**VOCABULARY.facts, "you.employed": effort})

    assert weighing("you.employed and partner.exists").ranked()[0] == "you.employed"
    assert weighing("you.employed and partner.exists", vocabulary=vocabulary).ranked()[0] == "partner.exists"


def test_nothing_unknown_ranks_nothing():
    assert weighing("law.cost > £500").ranked() == []


def test_the_same_facts_lead_to_the_same_question():
    goals = {"goal": "home.price > £900 and you.age > 60 or you.employed"}

    assert len({asked(goals).fact for _ in range(3)}) == 1
