"""Declared facts."""

from __future__ import annotations

from handrail.domain.facts.possible import Ranges
from tests.unit.domain.invented import VOCABULARY, declared


def test_the_options_of_a_choice_stay_in_the_order_in_which_they_are_asked():
    assert VOCABULARY.facts["home.nation"].options == ("england", "wales", "scotland", "northern_ireland")


def test_a_choice_is_named_by_its_label():
    assert VOCABULARY.facts["home.nation"].label_of("northern_ireland") == "Northern Ireland"


def test_a_choice_that_is_not_declared_is_named_as_it_is_written():
    assert VOCABULARY.facts["home.nation"].label_of("ruritania") == "ruritania"


def test_declared_limits_are_the_ends_of_the_domain():
    assert declared("you.age", "whole_number", low=18, high=64).domain == Ranges.between(18, 64)
