"""Read the Python of a pack's calculators, and run it only when it is what it has to be: plain, pure functions."""

from __future__ import annotations

import ast
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from types import ModuleType

from handrail.domain.facts.mistakes import Place, nearest_name
from handrail.domain.facts.vocabulary import Declaration, FactType
from handrail.packs.entries import Report

MAY_IMPORT = (
    "__future__", "bisect", "calendar", "collections", "dataclasses", "datetime", "decimal", "enum", "fractions",
    "functools", "handrail.domain", "itertools", "math", "operator", "typing",
)  # fmt: skip
"""What a calculator may import: such of the standard library as knows no clock, no files and no network, and our values."""

_NOT_PURE = frozenset(
    [
        "breakpoint",
        "compile",
        "delattr",
        "eval",
        "exec",
        "float",
        "getattr",
        "globals",
        "input",
        "locals",
        "open",
        "print",
        "setattr",
        "vars",
    ]
)
_CLOCKS = frozenset({"now", "today", "utcnow", "fromtimestamp", "utcfromtimestamp"})
_TYPES = {
    FactType.YES_NO: "bool",
    FactType.CHOICE: "str",
    FactType.WHOLE_NUMBER: "int",
    FactType.MONEY: "int",
    FactType.DATE: "date",
}


@dataclass(frozen=True)
class Functions:
    """The functions of one file, after it was run."""

    file: str
    written: Mapping[str, ast.FunctionDef]
    run: Mapping[str, object]

    def named(
        self, name: str, arguments: Mapping[str, Declaration], result: Declaration, place: Place, report: Report
    ) -> Callable[..., int | date] | None:
        """The function of a calculator, which takes what the declaration says and gives what it says; None if there is none."""
        function = self.written.get(name)
        if function is None:
            report.add(
                place,
                f"{self.file} has no function '{name}'",
                "a function of that name",
                nearest_name(name, self.written),
            )
            return None
        wanted = ", ".join(f"{argument}: {_TYPES[declaration.type]}" for argument, declaration in arguments.items())
        expected = f"def {name}({wanted}) -> {_TYPES[result.type]}"
        found = (
            f"def {name}({ast.unparse(function.args)}) -> {ast.unparse(function.returns) if function.returns else '…'}"
        )
        if found != expected:
            report.add(
                Place(self.file, function.lineno),
                f"the function is written '{found}'",
                f"'{expected}', as it is declared",
            )
        return self.run[name]  # type: ignore[return-value]


def functions_in(path: Path, root: Path, report: Report) -> Functions | None:
    """The functions in a file, or None when it may not be run."""
    file = path.relative_to(root).as_posix()
    try:
        source = path.read_text(encoding="utf-8")
        tree = ast.parse(source)
    except FileNotFoundError:
        report.add(Place(file), "there is no such file", f"the functions that {path.stem}.yaml declares")
        return None
    except (SyntaxError, ValueError) as problem:
        line = problem.lineno or 0 if isinstance(problem, SyntaxError) else 0
        report.add(Place(file, line), "this is not Python", "plain functions")
        return None
    wrong = dict(_not_pure(tree))
    for line, says in wrong.items():
        report.add(
            Place(file, line),
            says,
            "a pure function: the same result for the same arguments, from " + ", ".join(MAY_IMPORT),
        )
    if wrong:
        return None
    written = {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}
    return Functions(file, written, _run(tree, source, file))


def _run(tree: ast.Module, source: str, file: str) -> Mapping[str, object]:
    """Under a name of its own, since its dataclasses look for their module."""
    module = ModuleType(f"handrail_calculators_{sha256((file + source).encode()).hexdigest()[:12]}")
    sys.modules[module.__name__] = module
    exec(compile(tree, file, "exec"), module.__dict__)  # noqa: S102 - reviewed code of the pack, found pure above
    return vars(module)


def _not_pure(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """What a calculator may not do, by line. A review has to find the rest."""
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=names):
                yield from ((node.lineno, f"it imports '{name.name}'") for name in names if not _may_import(name.name))
            case ast.ImportFrom(module=module, level=level) if level or not _may_import(module or ""):
                yield node.lineno, f"it imports '{'.' * level}{module or ''}'"
            case ast.Name(id=name) if name in _NOT_PURE or name.startswith("__"):
                yield node.lineno, f"it uses '{name}'"
            case ast.Attribute(attr=name) if name in _CLOCKS or name.startswith("__"):
                yield node.lineno, f"it uses '{name}'"
            case ast.Constant(value=float() | complex()):
                yield node.lineno, f"it holds the inexact number {ast.unparse(node)}"
            case ast.Global() | ast.Nonlocal():
                yield node.lineno, "it keeps something from one call to the next"


def _may_import(module: str) -> bool:
    return any(module == allowed or module.startswith(f"{allowed}.") for allowed in MAY_IMPORT)
