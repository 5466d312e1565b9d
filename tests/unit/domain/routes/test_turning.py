"""What would make a no a yes: the smallest change that may be suggested, tried on the rules, with what it costs elsewhere."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from handrail.domain.facts.possible import Among, Ranges
from handrail.domain.facts.vocabulary import Constraint, Toward, Vocabulary, Way
from handrail.domain.routes.turning import opens_on, turns
from tests.unit.domain.invented import FACTS_FILE, ON, VOCABULARY, a_rule, day, rulebook, told

YES, NO = Among(frozenset({True})), Among(frozenset({False}))
LESS, MORE = Toward.LESS, Toward.MORE


def changeable(**ways: Way | tuple[Way, ...]) -> Vocabulary:
    """The invented facts, some of which may be changed. Their dots are written as two lines."""
    facts = dict(VOCABULARY.facts)
    for name, way in ways.items():
        name = name.replace("__", ".")
        facts[name] = replace(facts[name], changeable=way if isinstance(way, tuple) else (way,))
    return Vocabulary(facts)


def found(text, facts, vocabulary, *, others=None, watched=(), on=ON):
    """What would make the goal a yes: each as the values of the facts that would change."""
    rules = rulebook(a_rule("goal", text), *(a_rule(*each) for each in (others or {}).items()), vocabulary=vocabulary)
    return turns(rules, "goal", rules.sheet(told(facts, vocabulary=vocabulary), on), watched)


def values(found):
    return [{change.fact: change.possible for change in turn.changes} for turn in found]


# -- what may be suggested -----------------------------------------------------------------------------------------------


def test_a_fact_that_nobody_marked_is_never_changed():
    assert found("you.employed", {"you.employed": False}, VOCABULARY) == ()


def test_an_answer_in_the_persons_own_hands_turns_it():
    vocabulary = changeable(you__employed=Way(YES, "you had a job"))

    assert values(found("you.employed", {"you.employed": False}, vocabulary)) == [{"you.employed": YES}]


def test_what_does_not_turn_it_by_itself_is_not_named():
    vocabulary = changeable(you__employed=Way(YES, "you had a job"))
    told_no = {"you.employed": False, "partner.exists": False}

    assert found("you.employed and partner.exists", told_no, vocabulary) == ()


def test_what_only_makes_it_a_maybe_is_not_named():
    vocabulary = changeable(you__employed=Way(YES, "you had a job"))

    assert found("you.employed and partner.exists", {"you.employed": False}, vocabulary) == ()


def test_what_was_never_told_is_not_changed():
    vocabulary = changeable(you__employed=Way(YES, "you had a job"), home__rooms=Way(LESS, "it had {value} rooms"))

    assert found("home.rooms < 4 and you.employed", {"home.rooms": 6}, vocabulary) == ()


def test_an_answer_that_is_already_so_is_not_a_change():
    vocabulary = changeable(you__employed=Way(YES, "you had a job"))

    assert found("not you.employed", {"you.employed": True}, vocabulary) == ()


def test_it_can_be_too_late():
    vocabulary = changeable(home__rooms=Way(LESS, "it had {value} rooms", unless="you.employed"))
    facts = {"home.rooms": 5, "you.employed": True}

    assert found("home.rooms < 4", facts, vocabulary) == ()
    assert len(found("home.rooms < 4", {**facts, "you.employed": False}, vocabulary)) == 1


def test_a_way_through_a_programme_that_is_ruled_out_is_no_way():
    vocabulary = changeable(you__employed=Way(YES, "you got the grant", through="grant"))
    others = {"grant.eligible": "home.price < £500"}
    facts = {"you.employed": False, "home.price": 900}

    assert found("you.employed", facts, vocabulary, others=others) == ()
    assert len(found("you.employed", {**facts, "home.price": 400}, vocabulary, others=others)) == 1
    assert len(found("you.employed", {"you.employed": False}, vocabulary, others=others)) == 1


def test_a_programme_is_no_way_to_itself():
    vocabulary = changeable(you__employed=Way(YES, "you got the grant", through="grant"))
    rules = rulebook(a_rule("grant.eligible", "you.employed"), vocabulary=vocabulary)

    assert turns(rules, "grant.eligible", rules.sheet(told({"you.employed": False}), ON)) == ()


def test_what_cannot_be_is_not_suggested():
    wales = Way(Among(frozenset({"wales"})), "it were in Wales")
    never = Constraint("never_wales", "home.nation != 'wales'", "It cannot be.", FACTS_FILE)
    vocabulary = replace(changeable(home__nation=wales), constraints={"never_wales": never})

    assert found("home.nation != 'england'", {"home.nation": "england"}, vocabulary) == ()


# -- the smallest change -------------------------------------------------------------------------------------------------


def test_the_nearest_value_that_turns_it_is_named():
    vocabulary = changeable(home__price=Way(LESS, "it cost {value}"))

    assert values(found("home.price <= law.limit", {"home.price": 5000}, vocabulary)) == [
        {"home.price": Ranges.exactly(200_000)}
    ]


def test_it_may_have_to_be_more():
    vocabulary = changeable(home__rooms=Way(MORE, "it had {value} rooms"))

    assert values(found("home.rooms > 3", {"home.rooms": 2}, vocabulary)) == [{"home.rooms": Ranges.exactly(4)}]


def test_a_number_is_only_named_if_going_further_does_not_turn_it_back():
    vocabulary = changeable(home__rooms=Way(LESS, "it had no more than {value} rooms"))

    assert found("home.rooms == 3", {"home.rooms": 5}, vocabulary) == ()


def test_a_day_counted_from_another_day_is_found_to_the_day():
    vocabulary = changeable(home__moving_date=Way(MORE, "you moved on {value}"))
    facts = {"home.moving_date": "2026-12-01", "home.offer_date": "2026-10-15"}

    assert values(found("home.moving_date >= plus_months(home.offer_date, 3)", facts, vocabulary)) == [
        {"home.moving_date": Ranges.exactly(day("2027-01-15"))}
    ]


def test_a_day_can_be_earlier_but_never_before_today():
    vocabulary = changeable(home__moving_date=Way(LESS, "you moved on {value}"))
    facts = {"home.moving_date": "2027-03-01", "home.offer_date": "2026-10-15"}

    assert values(found("home.moving_date < plus_months(home.offer_date, 3)", facts, vocabulary)) == [
        {"home.moving_date": Ranges.exactly(day("2027-01-14"))}
    ]
    assert found("home.moving_date < plus_months(home.offer_date, 1)", facts, vocabulary) == ()


def test_a_day_more_than_two_years_on_is_not_named():
    vocabulary = changeable(home__moving_date=Way(MORE, "you moved on {value}"))
    facts = {"home.moving_date": "2026-12-01", "home.offer_date": "2026-10-15"}

    assert found("home.moving_date >= plus_months(home.offer_date, 40)", facts, vocabulary) == ()


def test_a_day_that_has_gone_is_not_moved():
    vocabulary = changeable(home__moving_date=Way(MORE, "you moved on {value}"))

    facts = {"home.moving_date": "2026-11-01", "home.offer_date": "2026-12-01"}

    assert found("home.moving_date > home.offer_date", facts, vocabulary) == ()


def test_two_changes_are_named_where_no_single_one_is_enough():
    vocabulary = changeable(
        you__employed=Way(YES, "you had a job"),
        home__rooms=(Way(LESS, "it had {value} rooms"), Way(MORE, "it had {value} rooms")),
    )
    facts = {"you.employed": False, "home.rooms": 6}

    assert values(found("you.employed and home.rooms < 4", facts, vocabulary)) == [
        {"you.employed": YES, "home.rooms": Ranges.exactly(3)}
    ]
    assert values(found("you.employed or home.rooms < 4", facts, vocabulary)) == [
        {"you.employed": YES},
        {"home.rooms": Ranges.exactly(3)},
    ]


# -- what it costs elsewhere ---------------------------------------------------------------------------------------------


def test_what_would_be_worse_is_named_beside_it_and_nothing_else():
    vocabulary = changeable(you__employed=Way(YES, "you had a job"))
    others = {
        "lost": "not you.employed",
        "unsure": "not you.employed or partner.exists",
        "less": "£5 if you.employed else £9",
        "more": "£9 if you.employed else £5",
        "same": "home.rooms > 3",
        "better": "you.employed",
    }

    (turn,) = found("you.employed", {"you.employed": False}, vocabulary, others=others, watched=tuple(others))

    assert [shift.goal for shift in turn.worse] == ["lost", "unsure", "less"]
    assert [shift.after.is_no for shift in turn.worse if shift.goal != "less"] == [True, False]


# -- time alone ----------------------------------------------------------------------------------------------------------


def test_the_day_on_which_time_alone_turns_it_is_found_to_the_day():
    rules = rulebook(
        a_rule("soon", "today >= home.moving_date"),
        a_rule("never", "you.employed"),
        a_rule("long", "today >= plus_years(home.moving_date, 4)"),
    )
    sheet = rules.sheet(told({"you.employed": False, "home.moving_date": "2027-02-14"}), ON)

    assert opens_on(rules, ["soon", "never", "long"], sheet) == {"soon": date(2027, 2, 14)}


def test_where_all_turn_nothing_more_is_looked_for():
    rules = rulebook(a_rule("soon", "today >= home.moving_date"))

    assert opens_on(rules, ["soon"], rules.sheet(told({"home.moving_date": "2026-11-21"}), ON)) == {
        "soon": date(2026, 11, 21)
    }
