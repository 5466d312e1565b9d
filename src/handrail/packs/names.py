"""Everything a journey may name, and the mistake to report when it names something that is not there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from handrail.domain.facts.mistakes import Place, nearest_name
from handrail.domain.facts.vocabulary import Declaration, FactType, Vocabulary
from handrail.domain.routes.choices import ByChoice
from handrail.domain.routes.journey import News, Organisation, Service
from handrail.packs.entries import Report
from handrail.packs.yaml_lines import Lines

T = TypeVar("T")


@dataclass(frozen=True)
class Names:
    """What is there to be named. `rules` gives the type of each rule: yes_no, money, date and so on."""

    report: Report
    rules: Mapping[str, str]
    vocabulary: Vocabulary
    organisations: Mapping[str, Organisation] = field(default_factory=dict)
    services: Mapping[str, Service] = field(default_factory=dict)
    news: Mapping[str, News] = field(default_factory=dict)

    def rule(self, name: object, kind: str, place: Place) -> str:
        """A rule of the right type."""
        alike = [rule for rule, its_kind in self.rules.items() if its_kind == kind]
        if str(name) not in self.rules:
            self.one_of(name, alike, place, f"rule of type {kind}")
        elif self.rules[str(name)] != kind:
            self.report.add(
                place,
                f"'{name}' is a rule of type {self.rules[str(name)]}",
                f"a rule of type {kind}",
                nearest_name(str(name), alike),
            )
        return str(name)

    def fact(self, name: object, types: Iterable[FactType], place: Place) -> Declaration | None:
        """A fact of one of these types."""
        types = tuple(types)
        wanted = " or ".join(types)
        declaration = self.vocabulary.facts.get(str(name))
        if declaration is None:
            alike = [fact for fact, known in self.vocabulary.facts.items() if known.type in types]
            self.one_of(name, alike, place, f"fact of type {wanted}")
        elif declaration.type not in types:
            self.report.add(place, f"'{name}' is a fact of type {declaration.type}", f"a fact of type {wanted}")
        else:
            return declaration
        return None

    def organisation(self, name: object, place: Place) -> str:
        return self.one_of(name, self.organisations, place, "organisation")

    def service(self, name: object, place: Place) -> str:
        return self.one_of(name, self.services, place, "service")

    def one_of(self, name: object, names: Iterable[str], place: Place, what: str) -> str:
        """One of these names."""
        names = list(names)
        if name not in names:
            article = "an" if what[0] in "aeiou" else "a"
            self.report.add(
                place, f"there is no {what} '{name}'", f"the name of {article} {what}", nearest_name(str(name), names)
            )
        return str(name)

    def by_choice(self, entry: Lines, key: str, read: Callable[[object, Place], T]) -> ByChoice[T]:
        """One value for everyone, or `{by: fact, answer: value, …}`."""
        value = entry[key]
        if not isinstance(value, Lines) or "by" not in value:
            return ByChoice.always(read(value, entry.place(key)))
        place = value.place("by")
        declaration = self.fact(value["by"], (FactType.CHOICE, FactType.YES_NO), place)
        answers = [answer for answer in value if answer != "by"]
        if declaration:
            options = declaration.options or ("true", "false")
            for answer in answers:
                self.one_of(answer, options, value.place(answer), f"answer to '{declaration.name}'")
        return ByChoice({answer: read(value[answer], value.place(answer)) for answer in answers}, str(value["by"]))


def words(report: Report) -> Callable[[object, Place], str]:
    """How to read words where they may hang on a fact."""

    def read(value: object, place: Place) -> str:
        if isinstance(value, dict | list) or value is None:
            report.add(place, "there are no words here", "words")
        return " ".join(str(value).split())

    return read
