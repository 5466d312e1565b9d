"""Signs for money and percentages, and the names of things."""

from __future__ import annotations

import ast

import pytest

from handrail.domain.rules.notation import dotted_name, parse


@pytest.mark.parametrize(
    ("written", "python"),
    [
        ("£40_000", "money('40000')"),
        ("£1", "money('1')"),
        ("£ 12.50", "money('12.50')"),
        ("1p", "money('0.01')"),
        ("99p", "money('0.99')"),
        ("150p", "money('1.50')"),
        ("5%", "rate('5')"),
        ("2.5%", "rate('2.5')"),
        ("max(£0, a)", "max(money('0'), a)"),
        ("min(£1,£2)", "min(money('1'), money('2'))"),
        ("a.b > £5 and c < 10%", "a.b > money('5') and c < rate('10')"),
        ("step1p", "step1p"),
        ("a.b1p", "a.b1p"),
        ("40000", "40000"),
    ],
)
def test_signs_become_calls_and_the_rest_stays(written, python):
    assert ast.unparse(parse(written)) == python


def test_an_expression_may_run_over_several_lines():
    assert ast.unparse(parse("a\n  and b\n")) == "a and b"


@pytest.mark.parametrize("written", ["", "a and", "a = b", "10 % of a", "£", "a; b"])
def test_what_is_not_one_expression_is_refused(written):
    with pytest.raises(SyntaxError):
        parse(written)


@pytest.mark.parametrize(
    ("written", "name"), [("a", "a"), ("a.b", "a.b"), ("a.b.c", "a.b.c"), ("f(x).b", None), ("5", None), ("a[0]", None)]
)
def test_names_joined_by_dots_are_one_name(written, name):
    assert dotted_name(parse(written)) == name
