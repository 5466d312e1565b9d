"""What is certain where an expression is read, so that a fact with `only_when` is read only where it makes sense."""

from __future__ import annotations

from collections.abc import Callable

from handrail.domain.rules.syntax import And, Expression, Not, Or, RuleRead
from handrail.domain.rules.types import YES_NO

Certain = frozenset[Expression]


def negation(condition: Expression) -> Expression:
    """The opposite condition, without a double `not`."""
    return condition.part if isinstance(condition, Not) else Not(YES_NO, condition)


def consequences(condition: Expression, body_of: Callable[[str], Expression]) -> Certain:
    """Everything that is certain once this condition is known to hold."""
    certain: frozenset[Expression] = frozenset({condition})
    match condition:
        case And(parts=parts):
            return certain.union(*(consequences(part, body_of) for part in parts))
        case Not(part=Or(parts=parts)):
            return certain.union(*(consequences(negation(part), body_of) for part in parts))
        case RuleRead(name=name):
            return certain | consequences(body_of(name), body_of)
        case Not(part=RuleRead(name=name)):
            return certain | consequences(negation(body_of(name)), body_of)
    return certain


def is_certain(condition: Expression, certain: Certain, body_of: Callable[[str], Expression]) -> bool:
    """This condition holds wherever all of these do, whether it is among them whole or part by part."""
    if condition in certain:
        return True
    match condition:
        case And(parts=parts):
            return all(is_certain(part, certain, body_of) for part in parts)
        case Or(parts=parts):
            return any(is_certain(part, certain, body_of) for part in parts)
        case RuleRead(name=name):
            return is_certain(body_of(name), certain, body_of)
    return False
