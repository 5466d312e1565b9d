"""Which numbers can never be below zero, whatever the facts."""

from __future__ import annotations

from handrail.domain.facts.vocabulary import Vocabulary
from handrail.domain.rules import syntax


def is_never_negative(expression: syntax.Expression, vocabulary: Vocabulary) -> bool:
    """True only when it is certain from declared limits; False says nothing."""
    match expression:
        case syntax.Constant(value=value):
            return value >= 0
        case syntax.FactRead(name=name):
            return vocabulary.facts[name].low >= 0
        case syntax.FieldRead(collection=collection, field=field):
            return vocabulary.facts[collection].fields[field].low >= 0
        case syntax.Bands():
            return True
        case syntax.Add(left=left, right=right) | syntax.Multiply(left=left, right=right):
            return is_never_negative(left, vocabulary) and is_never_negative(right, vocabulary)
        case syntax.Rescale(part=part) | syntax.Round(part=part):
            return is_never_negative(part, vocabulary)
        case syntax.IfElse(yes=yes, no=no):
            return is_never_negative(yes, vocabulary) and is_never_negative(no, vocabulary)
    return False
