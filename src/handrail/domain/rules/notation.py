"""Turn the money and percentage signs of the rule language into calls, so that what is left is Python syntax."""

from __future__ import annotations

import ast
import re

_SIGNS = (
    (re.compile(r"£\s?(\d[\d_]*(?:\.\d+)?)"), lambda found: f"money('{found[1].replace('_', '')}')"),
    (re.compile(r"(?<![\w.])(\d+)p\b"), lambda found: f"money('{int(found[1]) // 100}.{int(found[1]) % 100:02}')"),
    (re.compile(r"(?<![\w.])(\d+(?:\.\d+)?)%"), lambda found: f"rate('{found[1]}')"),
)


def parse(text: str) -> ast.expr:
    """The expression as Python's own syntax tree. It is never run."""
    for sign, call in _SIGNS:
        text = sign.sub(call, text)
    return ast.parse(" ".join(text.split()), mode="eval").body


def dotted_name(node: ast.expr) -> str | None:
    """`a.b.c` as one name, or None when the node is something else."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        owner = dotted_name(node.value)
        return f"{owner}.{node.attr}" if owner else None
    return None
