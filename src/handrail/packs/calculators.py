"""Read `calculators/`: what the rule language cannot say well, as reviewed Python functions with their declarations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from handrail.domain.facts.mistakes import InputError, Place, nearest_name
from handrail.domain.facts.possible import Among, Ranges
from handrail.domain.facts.reading import expected_of, read_value
from handrail.domain.facts.vocabulary import NUMBER_LIKE, Choice, Declaration, FactType
from handrail.domain.facts.wording import say_possible
from handrail.domain.rules.calculating import Asked
from handrail.domain.rules.checking import BUILT_IN
from handrail.domain.rules.rulebook import Calculator
from handrail.packs.entries import Report, check_keys, date_of, files_in, list_of, mappings_in, sources_of, text_of
from handrail.packs.functions import Functions, functions_in
from handrail.packs.yaml_lines import Lines

FOLDER = "calculators"
_KEYS = ("arguments", "result", "says", "monotone", "break_points", "examples", "source", "sources", "review_by")
_TYPES = ("yes_no", "choice", "whole_number", "money", "date")
_RESULTS = ("whole_number", "money", "date")
_WAYS = {"rises": 1, "falls": -1}
_FAULTS = (ArithmeticError, AttributeError, LookupError, NameError, RecursionError, TypeError, ValueError)


def load_calculators(root: Path, report: Report) -> dict[str, Calculator]:
    """Every calculator that is declared, and whose own worked examples come out."""
    found: dict[str, Calculator] = {}
    declared: set[Path] = set()
    for path, content in files_in(root, FOLDER, report):
        declared.add(path.with_suffix(".py"))
        functions = functions_in(path.with_suffix(".py"), root, report)
        for name, entry in mappings_in(content, report, "a calculator: {arguments, result, says, examples, source}"):
            if name in found:
                report.add(
                    content.place(name), f"the calculator '{name}' is there twice", f"it only in {found[name].place}"
                )
            elif name in BUILT_IN:
                report.add(content.place(name), f"'{name}' is a function of the rule language", "another name")
            elif functions is not None:
                calculator = _Entry(name, entry, report).calculator(functions)
                found |= {name: calculator} if calculator else {}
    _check_declared(root, declared, report)
    return found


def same_calculators(root: Path, original: Path, report: Report) -> None:
    """A fork may change data, and never what is run: its calculators are those of the pack it was made from."""
    theirs, ours = _files(original), _files(root)
    for name in sorted({*theirs, *ours}):
        if theirs.get(name) != ours.get(name):
            report.add(
                Place(name),
                "a fork has changed a calculator",
                "the calculators as they were: a fork may change data only",
            )


def _files(root: Path) -> dict[str, bytes]:
    found = (path for path in (root / FOLDER).rglob("*") if path.suffix in (".py", ".yaml"))
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in found}


def _check_declared(root: Path, declared: set[Path], report: Report) -> None:
    for path in sorted((root / FOLDER).rglob("*.py")):
        if path not in declared and path.name != "__init__.py":
            place = Place(path.relative_to(root).as_posix())
            report.add(place, "nothing declares the functions in this file", f"{path.stem}.yaml beside it")


@dataclass(frozen=True)
class _Entry:
    """The declaration of one calculator."""

    name: str
    entry: Lines
    report: Report

    def calculator(self, functions: Functions) -> Calculator | None:
        """The calculator, or None where its declaration and its function do not go together."""
        check_keys(self.entry, _KEYS, self.report)
        before = len(self.report.mistakes)
        arguments = {argument: self._argument(argument, kind) for argument, kind in self._section("arguments").items()}
        if not arguments:
            self._wrong("arguments", f"'{self.name}' has no arguments", "arguments: {name: type, …}")
        result = Declaration(
            "result", self._type("result", self.entry.get("result"), _RESULTS), self.entry.place("result")
        )
        sources, says = sources_of(self.entry, self.report), text_of(self.entry, "says", self.report)
        if not sources:
            self._wrong("source", f"'{self.name}' has no source", "source: {title, provision, seen, checked}")
        if not says:
            self._wrong("says", f"'{self.name}' does not say what it works out", "says: words")
        function = functions.named(self.name, arguments, result, self.entry.place(), self.report)
        if function is None:
            return None
        calculator = Calculator(
            name=self.name,
            arguments={argument: declaration.type.value for argument, declaration in arguments.items()},
            result=result.type.value,
            function=function,
            place=self.entry.place(),
            monotone=dict(self._monotone(arguments)),
            sources=sources,
            choices={
                argument: declaration.options for argument, declaration in arguments.items() if declaration.options
            },
            break_points=dict(self._break_points(arguments)),
            says=says,
            review_by=date_of(self.entry, "review_by", self.report),
        )
        if len(self.report.mistakes) == before:
            self._try_examples(calculator, arguments, result)
        return calculator if len(self.report.mistakes) == before else None

    def _wrong(self, key: str, says: str, expected: str, nearest: str | None = None) -> None:
        self.report.add(self.entry.place(key), says, expected, nearest)

    def _section(self, key: str) -> Lines:
        section = self.entry.get(key)
        if isinstance(section, Lines):
            return section
        if section is not None:
            self._wrong(key, f"`{key}` of '{self.name}' is not a mapping", "a mapping from names of arguments")
        return Lines(self.entry.file, self.entry.line(key))

    # -- arguments -----------------------------------------------------------------------------------------

    def _argument(self, name: str, written: object) -> Declaration:
        """A type, or the list of a choice's choices."""
        place = self._section("arguments").place(name)
        if name == "result":
            self.report.add(place, f"an argument of '{self.name}' is called 'result'", "another name")
        if isinstance(written, list):
            choices = tuple(Choice(str(choice), str(choice)) for choice in written)
            return Declaration(name, FactType.CHOICE, place, choices=choices)
        kind = self._type(name, written, _TYPES, place)
        if kind is FactType.CHOICE:
            self.report.add(place, f"'{name}' is a choice without choices", "a list of them in place of the type")
        return Declaration(name, kind, place)

    def _type(self, name: str, written: object, types: tuple[str, ...], place: Place | None = None) -> FactType:
        if written in types:
            return FactType(str(written))
        expected = "one of " + ", ".join(types) + (", or a list of choices" if types is _TYPES else "")
        said = f"`{name}`" if place is None else f"'{name}'"
        place = place or self.entry.place(name)
        self.report.add(place, f"{said} of '{self.name}' is of type '{written}'", expected, _nearest(written, types))
        return FactType.WHOLE_NUMBER

    def _monotone(self, arguments: dict[str, Declaration]) -> Iterator[tuple[str, int]]:
        section = self._section("monotone")
        for name, way in section.items():
            if not self._is_number(name, section, arguments):
                continue
            if way in _WAYS:
                yield name, _WAYS[way]
            else:
                self.report.add(section.place(name), f"`monotone` says '{way}'", "rises or falls", _nearest(way, _WAYS))

    def _break_points(self, arguments: dict[str, Declaration]) -> Iterator[tuple[str, tuple[int, ...]]]:
        section = self._section("break_points")
        for name in section:
            if self._is_number(name, section, arguments):
                points = [
                    self._number(arguments[name], value, section.place(name))
                    for value in list_of(section, name, self.report)
                ]
                yield name, tuple(sorted(points))

    def _is_number(self, name: str, section: Lines, arguments: dict[str, Declaration]) -> bool:
        numbers = [argument for argument, declaration in arguments.items() if declaration.type in NUMBER_LIKE]
        if name not in numbers:
            says = f"'{name}' is no number, amount or date that '{self.name}' is given"
            self.report.add(section.place(name), says, "one of " + ", ".join(numbers), _nearest(name, numbers))
        return name in numbers

    def _number(self, declaration: Declaration, written: object, place: Place) -> int:
        """One value as it is counted: pence, the ordinal of a day, the place of a choice, 1 for yes."""
        found = read_value(declaration, written.isoformat() if isinstance(written, date) else written)
        if isinstance(found, Ranges) and found.is_known:
            return int(found.low)
        if isinstance(found, Among) and found.is_known:
            (value,) = found.values
            return int(value) if isinstance(value, bool) else declaration.options.index(value)
        nearest = found.nearest if isinstance(found, InputError) else None
        self.report.add(place, f"'{declaration.name}' is {written}", expected_of(declaration), nearest)
        return 0

    # -- worked examples -------------------------------------------------------------------------------------

    def _try_examples(self, calculator: Calculator, arguments: dict[str, Declaration], result: Declaration) -> None:
        """What it is said to give is what it gives, and it moves the way it is said to between the values that are there."""
        wanted = {**arguments, "result": result}
        tried: list[tuple[int, ...]] = []
        for item in list_of(self.entry, "examples", self.report):
            if not isinstance(item, Lines) or set(item) != set(wanted):
                place = item.place() if isinstance(item, Lines) else self.entry.place("examples")
                self.report.add(place, "a worked example cannot be read", "{" + ", ".join(wanted) + "}")
                continue
            *given, expected = (
                self._number(declaration, item[name], item.place(name)) for name, declaration in wanted.items()
            )
            tried.append(tuple(given))
            self._try(calculator, tuple(given), expected, result, item.place())
        if not tried:
            self._wrong(
                "examples", f"'{self.name}' has no worked example", "examples: [{" + ", ".join(wanted) + "}, …]"
            )
        for position, name in enumerate(arguments):
            if name in calculator.monotone:
                self._try_ways(calculator, tried, position, name)

    def _try(
        self, calculator: Calculator, given: tuple[int, ...], expected: int, result: Declaration, place: Place
    ) -> None:
        found = self._worked_out(calculator, given, place)
        if found is not None and found != expected:
            said, instead = (say_possible(result, Ranges.exactly(value)) for value in (found, expected))
            self.report.add(place, f"'{self.name}' gives {said} for a worked example", instead)

    def _worked_out(self, calculator: Calculator, given: tuple[int, ...], place: Place) -> int | None:
        options = tuple(calculator.choices.get(name, ()) for name in calculator.arguments)
        try:
            return Asked(calculator, options).at(given)
        except _FAULTS as fault:
            self.report.add(place, f"'{self.name}' fails here: {type(fault).__name__}: {fault}", "a result")
        return None

    def _try_ways(self, calculator: Calculator, tried: list[tuple[int, ...]], position: int, name: str) -> None:
        """With all else as in one example, this argument as in each of them."""
        values = sorted({given[position] for given in tried})
        where = self._section("monotone").place(name)
        for given in tried:
            moved = [(*given[:position], value, *given[position + 1 :]) for value in values]
            found = [self._worked_out(calculator, each, where) for each in moved]
            known = [calculator.monotone[name] * each for each in found if each is not None]
            if known != sorted(known):
                way = "rise" if calculator.monotone[name] > 0 else "fall"
                self.report.add(
                    where, f"'{self.name}' does not always {way} with '{name}'", "`monotone` only where it does"
                )
                return


def _nearest(written: object, names: Iterable[str]) -> str | None:
    return nearest_name(str(written), names)
