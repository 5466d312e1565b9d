"""Read `engines/<name>.yaml`: what is asked of an outside calculator, with every input accounted for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from handrail.domain.facts.mistakes import nearest_name
from handrail.domain.facts.vocabulary import FactType, Vocabulary
from handrail.domain.routes.entitlement import Entitlement
from handrail.domain.rules.outside import (
    TAKES,
    TIMES_A_YEAR,
    Coverage,
    Covered,
    Held,
    Outside,
    OutsideInput,
    OutsideOutput,
    Spread,
)
from handrail.packs.entries import Report, check_keys, list_of, mappings_in, text_of
from handrail.packs.yaml_lines import Lines, load_yaml

_KEYS = ("engine", "version", "years", "nation", "asked", "derived", "held", "worlds", "outputs")
_GROUPS = ("person", "benunit", "household")
_PENCE = 100


def load_outside(root: Path, vocabulary: Vocabulary, report: Report) -> dict[str, Outside]:
    """Every outside calculator that a pack asks, by name."""
    found = {}
    for path in sorted((root / "engines").glob("*.yaml")):
        if path.stem.endswith("_reads"):
            continue
        reads = path.with_name(f"{path.stem}_reads.yaml")
        content = load_yaml(path, root)
        if not isinstance(content, Lines) or not reads.exists():
            report.add(
                Lines(path.relative_to(root).as_posix(), 1).place(),
                "what is asked of an engine needs two files",
                f"a mapping here, and what each output reads in {reads.name}",
            )
            continue
        found[path.stem] = _Reader(content, load_yaml(reads, root), vocabulary, report).outside()
    return found


def check_amounts(entitlements: Iterable[Entitlement], outside: Mapping[str, Outside], report: Report) -> None:
    """A programme whose amount an engine works out is among the outputs that one is asked for."""
    outputs = {output for each in outside.values() for output in each.outputs}
    for programme in entitlements:
        if programme.amount_by == "engine" and programme.id not in outputs:
            says = f"no engine is asked for the amount of '{programme.id}'"
            nearest = nearest_name(programme.id, outputs)
            report.add(programme.place, says, "it among the outputs of engines/<name>.yaml", nearest)


class _Reader:
    """One engine's declarations, checked against the vocabulary and against what the engine really reads."""

    def __init__(self, content: Lines, reads: Lines, vocabulary: Vocabulary, report: Report) -> None:
        self.content, self.vocabulary, self.report = content, vocabulary, report
        self.reads = {name: frozenset(str(each) for each in names) for name, names in reads.items()}
        check_keys(content, _KEYS, report)

    def outside(self) -> Outside:
        nation = self._fact(self.content, "nation", text_of(self.content, "nation", self.report))
        inputs = {each.name: each for each in (*self._inputs("asked"), *self._inputs("derived"))}
        held = tuple(self._held())
        outputs = {each.name: each for each in self._outputs(nation)}
        self._check_all_are_declared(inputs, held, outputs)
        return Outside(
            engine=text_of(self.content, "engine", self.report),
            version=text_of(self.content, "version", self.report),
            years=tuple(int(year) for year in list_of(self.content, "years", self.report)),
            nation=nation,
            inputs=inputs,
            held=held,
            outputs=outputs,
            spreads=dict(self._spreads()),
        )

    def _part(self, key: str) -> Lines:
        part = self.content.get(key)
        return part if isinstance(part, Lines) else Lines(self.content.file, self.content.line(key))

    def _fact(self, entry: Lines, key: str, name: str) -> str:
        if name not in self.vocabulary.facts:
            nearest = nearest_name(name, self.vocabulary.facts)
            self.report.add(entry.place(key), f"there is no fact '{name}'", "a fact of the vocabulary", nearest)
        return name

    def _inputs(self, key: str) -> Iterator[OutsideInput]:
        for name, entry in mappings_in(self._part(key), self.report, "{group, take, facts}"):
            check_keys(entry, ("group", "take", "facts", "values", "reads_as"), self.report)
            take, group = text_of(entry, "take", self.report), text_of(entry, "group", self.report)
            if take not in TAKES:
                self.report.add(entry.place("take"), f"nothing is taken as '{take}'", "one of " + ", ".join(TAKES))
            self._check_group(entry, group)
            if key == "derived" and "reads_as" not in entry:
                self.report.add(entry.place(), f"'{name}' is derived without a word on how", "reads_as: a sentence")
            values = entry.get("values", {})
            yield OutsideInput(
                name=name,
                group=group,
                take=take,
                facts=tuple(self._fact(entry, "facts", str(fact)) for fact in list_of(entry, "facts", self.report)),
                is_derived=key == "derived",
                reads_as=text_of(entry, "reads_as", self.report),
                values={str(ours): str(theirs) for ours, theirs in values.items()},
            )

    def _check_group(self, entry: Lines, group: str) -> None:
        if group not in _GROUPS:
            self.report.add(entry.place("group"), f"there is no group '{group}'", "one of " + ", ".join(_GROUPS))

    def _held(self) -> Iterator[Held]:
        for entry in list_of(self.content, "held", self.report):
            if not isinstance(entry, Lines) or not entry.get("says"):
                place = entry.place() if isinstance(entry, Lines) else self.content.place("held")
                self.report.add(place, "inputs are held without a word on it", "says: a sentence the person will see")
                continue
            check_keys(entry, ("says", *_GROUPS), self.report)
            values = {group: dict(entry[group]) for group in _GROUPS if group in entry}
            yield Held(text_of(entry, "says", self.report), values)

    def _spreads(self) -> Iterator[tuple[str, Spread]]:
        for name, entry in mappings_in(self._part("worlds"), self.report, "{up_to, limits}"):
            check_keys(entry, ("up_to", "limits"), self.report)
            self._fact(entry, "up_to", name)
            limits = tuple(int(limit) * _PENCE for limit in list_of(entry, "limits", self.report))
            yield name, Spread(int(entry.get("up_to", 0)) * _PENCE, limits)

    def _outputs(self, nation: str) -> Iterator[OutsideOutput]:
        nations = self.vocabulary.facts[nation].options if nation in self.vocabulary.facts else ()
        for name, entry in mappings_in(self._part("outputs"), self.report, "{variable, label, coverage}"):
            check_keys(entry, ("variable", "label", "times_a_year", "coverage", "says"), self.report)
            variable = text_of(entry, "variable", self.report)
            if entry.get("times_a_year") not in TIMES_A_YEAR:
                expected = "one of " + ", ".join(map(str, TIMES_A_YEAR))
                self.report.add(entry.place("times_a_year"), f"how often '{name}' is paid", expected)
            coverage = {each: self._covered(name, each, entry) for each in nations}
            is_asked_anywhere = any(covered.how is not Coverage.NOT for covered in coverage.values())
            if is_asked_anywhere and variable not in self.reads:
                self.report.add(entry.place("variable"), f"nobody knows what '{variable}' reads", "it among the reads")
            yield OutsideOutput(
                name=name,
                variable=variable,
                label=text_of(entry, "label", self.report),
                times_a_year=int(entry.get("times_a_year", 1)),
                reads=self.reads.get(variable, frozenset()) if is_asked_anywhere else frozenset(),
                coverage=coverage,
            )

    def _covered(self, name: str, nation: str, entry: Lines) -> Covered:
        """Nothing is believed of a nation that the table does not name, and nothing is doubted without a word on it."""
        written, says = entry.get("coverage", {}), entry.get("says", {})
        how = written.get(nation)
        if how not in tuple(Coverage):
            expected = "one of " + ", ".join(Coverage)
            self.report.add(entry.place("coverage"), f"'{name}' is not in the table for {nation}", expected)
            return Covered(Coverage.NOT)
        if how != Coverage.MODELLED and nation not in says:
            self.report.add(entry.place("says"), f"'{name}' is {how} modelled in {nation}", "says: why, or whom to ask")
        return Covered(Coverage(how), str(says.get(nation, "")))

    def _check_all_are_declared(
        self, inputs: Mapping[str, OutsideInput], held: tuple[Held, ...], outputs: Mapping[str, OutsideOutput]
    ) -> None:
        """Every input that is read is asked, derived or held, once; and nothing is declared that is never read."""
        declared = [*inputs, *(name for each in held for name in each.names)]
        read = {name for output in outputs.values() for name in output.reads}
        place = self.content.place()
        for name in sorted({name for name in declared if declared.count(name) > 1}):
            self.report.add(place, f"the input '{name}' is declared twice", "it once: asked, derived or held")
        for name in sorted(read - set(declared)):
            self.report.add(place, f"the input '{name}' is read and not listed", "it among asked, derived or held")
        for name in sorted(set(declared) - read):
            self.report.add(place, f"the input '{name}' is listed and never read", "only what an output reads")
        for each in inputs.values():
            self._check_can_be_tried(each)

    def _check_can_be_tried(self, each: OutsideInput) -> None:
        """An amount that nobody told us is tried up to some amount, which has to be written."""
        for fact in each.facts:
            declared = self.vocabulary.facts.get(fact)
            if declared is not None and declared.type is FactType.MONEY and fact not in self._part("worlds"):
                self.report.add(self.content.place("worlds"), f"how far is '{fact}' tried", f"{fact}: {{up_to: …}}")
