"""What authors and people read when something is wrong."""

from __future__ import annotations

from handrail.domain.facts.mistakes import Mistake, PackError, Place, nearest_name


def test_a_mistake_says_where_what_is_expected_and_the_nearest_right_name():
    mistake = Mistake(Place("facts/a.yaml", 4), "there is no 'colour'", "a fact", "color")

    assert str(mistake) == "facts/a.yaml:4: there is no 'colour'. Expected a fact. Did you mean 'color'?"


def test_a_mistake_in_a_whole_file_has_no_line_and_says_no_more_than_it_knows():
    assert str(Mistake(Place("pack.yaml"), "the file is empty")) == "pack.yaml: the file is empty"


def test_a_pack_error_tells_every_mistake_on_a_line_of_its_own():
    mistakes = [Mistake(Place("a.yaml", 1), "this"), Mistake(Place("b.yaml", 2), "that")]

    error = PackError(iter(mistakes))

    assert error.mistakes == tuple(mistakes)
    assert str(error) == "a.yaml:1: this\nb.yaml:2: that"


def test_the_nearest_name_is_the_one_most_like_what_was_written():
    assert nearest_name("home.prise", ["home.price", "home.nation"]) == "home.price"


def test_no_name_is_offered_when_none_is_like_it():
    assert nearest_name("xyz", ["home.price", "home.nation"]) is None
