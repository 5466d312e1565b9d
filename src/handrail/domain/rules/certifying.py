"""Write down why nothing still unknown can change an outcome, so that someone else can check it without us.

The format is in docs/reference/rule-language.md. A certificate holds the facts it rests on: it is personal data.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import isinf

from handrail.domain.facts.reading import write_bound, write_facts
from handrail.domain.facts.vocabulary import Declaration, FactType
from handrail.domain.rules.cases import Impossible, Leaf, Piece, Tree, outcome_of
from handrail.domain.rules.determination import Outcome
from handrail.domain.rules.determining import Rulebook, Sheet
from handrail.domain.rules.narrowing import Cut
from handrail.domain.rules.types import Kind, Type


def told_facts(rulebook: Rulebook, sheet: Sheet) -> dict[str, object]:
    """The facts that any certificate for this person rests on, as it holds them."""
    told = sheet.facts
    for name in sheet.dormant:
        told = told.without(name)
    return write_facts(told, rulebook.vocabulary)


def certify(
    rulebook: Rulebook, rule: str, sheet: Sheet, told: Mapping[str, object] | None = None
) -> dict[str, object] | None:
    """A proof that the outcome is what it is, or None when it is still open. Money is in pence.

    Whoever wants several for one person can give what `told_facts` found.
    """
    tree = rulebook.tree(rule, sheet, every_leaf=True)
    outcome = outcome_of(tree)
    if outcome is None or not outcome.is_exact:
        return None
    return {
        "goal": rule,
        "on": sheet.on.isoformat(),
        "release": rulebook.release,
        "outcome": _outcome(outcome, rulebook.rules[rule].expression.type),
        "facts": told_facts(rulebook, sheet) if told is None else told,
        "tree": _narrowed(rulebook, rule, sheet, _tree(rulebook, tree)),
    }


def _outcome(outcome: Outcome, kind: Type) -> dict[str, object]:
    if isinstance(outcome.value, int):
        if kind.kind is Kind.YES_NO:
            return {"yes_no": outcome.value == 2}
        return {"choice": [option for place, option in enumerate(kind.options) if outcome.value >> place & 1]}
    low, high = outcome.value
    if kind.kind in (Kind.DATE, Kind.MONTH):
        fact_type = FactType(kind.kind.value)
        return {"low": write_bound(fact_type, low), "high": write_bound(fact_type, high)}
    if kind.scale != 1:
        return {"low": f"{low}/{kind.scale}", "high": f"{high}/{kind.scale}"}
    return {"low": low, "high": high}


def _tree(rulebook: Rulebook, tree: Tree) -> dict[str, object]:
    match tree:
        case Leaf():
            return {"leaf": True}
        case Impossible(constraint=constraint):
            return {"impossible": constraint.removeprefix("constraint ")}
    declaration = rulebook.vocabulary.facts[tree.fact]
    branches = [{**_piece(declaration, [piece]), "then": _tree(rulebook, then)} for piece, then in tree.branches]
    return {"split": tree.fact, "branches": branches}


def _narrowed(rulebook: Rulebook, rule: str, sheet: Sheet, tree: dict[str, object]) -> dict[str, object]:
    """The same tree under the splits that show what the constraints rule out, where that touches what the rule reads."""
    if not any(cut.fact in rulebook.reads(rule) for cut in sheet.narrowing):
        return tree
    for cut in reversed(sheet.narrowing):
        tree = _cut(rulebook.vocabulary.facts[cut.fact], cut, tree)
    return tree


def _cut(declaration: Declaration, cut: Cut, tree: dict[str, object]) -> dict[str, object]:
    impossible: list[dict[str, object]] = [
        {**_piece(declaration, [piece]), "then": {"impossible": constraint.removeprefix("constraint ")}}
        for piece, constraint in cut.ruled_out
    ]
    return {"split": cut.fact, "branches": [{**_piece(declaration, cut.kept), "then": tree}, *impossible]}


def _piece(declaration: Declaration, pieces: Sequence[Piece]) -> dict[str, object]:
    """One branch's values: from the first piece to the last of a range, any of the pieces of a choice."""
    if len(pieces[0]) == 2:
        return {"low": _end(declaration, pieces[0][0]), "high": _end(declaration, pieces[-1][1])}
    mask = 0
    for (part,) in pieces:
        assert isinstance(part, int)
        mask |= part
    if declaration.type is FactType.YES_NO:
        return {"value": mask == 2} if mask != 3 else {"one_of": [False, True]}
    return {"one_of": [option for place, option in enumerate(declaration.options) if mask >> place & 1]}


def _end(declaration: Declaration, value: object) -> object:
    assert isinstance(value, int | float)
    if declaration.type in (FactType.DATE, FactType.MONTH):
        return write_bound(declaration.type, value)
    return None if isinf(value) else int(value)
