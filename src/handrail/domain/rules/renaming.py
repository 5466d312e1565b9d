"""The same law under other names: for a second person who died, a rule reads the facts about the second person."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from handrail.domain.rules.rulebook import Case, WrittenRule

Names = Mapping[str, str]
"""What each fact, rule and entity is called instead."""

_NAME_OR_QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"|(?<![\w.])[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*")


def renamed_in(expression: str, names: Names) -> str:
    """An expression of the rule language that reads the others. What stands in quotes is a value and stays."""
    return _NAME_OR_QUOTED.sub(lambda found: names.get(found[0], found[0]), expression)


def renamed_rule(written: WrittenRule, names: Names) -> WrittenRule:
    """A rule under its other name, reading facts and rules under theirs."""
    return replace(
        written,
        name=names[written.name],
        cases=tuple(
            Case(None if case.when is None else renamed_in(case.when, names), renamed_in(case.value, names))
            for case in written.cases
        ),
        as_at=renamed_in(written.as_at, names),
    )
