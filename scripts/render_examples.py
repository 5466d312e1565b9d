"""Write the worked examples of the United Kingdom's pack as pages that people can read: docs/reference/examples.

Run it after changing an example: python -m scripts.render_examples
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from handrail.domain.content.saying import sentence
from handrail.domain.facts.mistakes import InputError
from handrail.domain.facts.possible import YES, Items
from handrail.domain.facts.reading import read_value
from handrail.domain.facts.vocabulary import Declaration
from handrail.domain.facts.wording import say_fact, say_members, say_money
from handrail.domain.rules.types import Kind
from handrail.packs.entitlements import EXAMPLES
from handrail.packs.examples import Example, load_examples
from handrail.packs.pack import Pack
from handrail.use_cases.listing import step_title
from handrail.use_cases.trying_examples import plain as as_json
from scripts.rendering import REFERENCE, UNITED_KINGDOM, cited, plain, say_date, seen, united_kingdom

INDEX = REFERENCE / "examples.md"
FOLDER = REFERENCE / "examples"
ELSEWHERE = "not_settled"
"""The page for people whose nation is not known, or does not matter."""
PROGRAMMES = "entitlements"

STATUSES = {
    "applies": "to do",
    "may_apply": "perhaps to do",
    "does_not_apply": "not for them",
    "done": "done",
    "skipped": "left out",
}
ANSWERS = {
    "open": "not settled yet",
    "estimate": "an estimate",
    "not_known_yet": "nobody can know yet",
    "not_covered": "not covered",
}


@dataclass(frozen=True, slots=True)
class Page:
    """The people of one life event in one nation, or of one programme."""

    path: str
    about: str
    nation: str
    people: tuple[Example, ...]

    @property
    def title(self) -> str:
        return f"{self.about}: {self.nation}" if self.nation else self.about

    @property
    def how_many(self) -> str:
        return f"{len(self.people)} {'person' if len(self.people) == 1 else 'people'}"


def pages() -> dict[str, str]:
    """Every page by its path under docs/reference."""
    pack = united_kingdom()
    found = list(_pages(pack, load_examples(UNITED_KINGDOM)))
    rendered = {page.path: "\n".join(_page(pack, page)) for page in found}
    return {"examples.md": "\n".join(_index(found)), **rendered}


def _pages(pack: Pack, examples: Iterable[Example]) -> Iterator[Page]:
    """Life events first, each by nation, and then programmes by what they are called."""
    by_event: dict[tuple[str, str], list[Example]] = {}
    by_programme: dict[str, list[Example]] = {}
    for example in examples:
        folder, name, *_ = example.place.file.removesuffix(EXAMPLES).split("/")
        if folder == "life_events":
            by_event.setdefault((name, _nation_of(example, pack)), []).append(example)
        else:
            by_programme.setdefault(name, []).append(example)
    for event, journey in pack.events.journeys.items():
        for nation, called in _nations(pack).items():
            if people := by_event.get((event, nation)):
                yield Page(f"examples/{event}/{nation}.md", journey.title, called, tuple(people))
    for name, people in sorted(by_programme.items(), key=lambda each: _title(pack, each[0])):
        yield Page(f"examples/{PROGRAMMES}/{name}.md", _title(pack, name), "", tuple(people))


def _title(pack: Pack, programme: str) -> str:
    known = pack.events.entitlements.get(programme)
    return known.title if known else _spaced(programme).capitalize()


def _nations(pack: Pack) -> dict[str, str]:
    """The nations of the journeys, each with its name, and the page for everyone else."""
    facts = (pack.vocabulary.facts[journey.nation] for journey in pack.events.journeys.values() if journey.nation)
    named = {choice.value: choice.label for fact in facts for choice in fact.choices}
    return {**named, ELSEWHERE: "where the nation is not known, or does not matter"}


def _nation_of(example: Example, pack: Pack) -> str:
    """The nation of the person's journey, or the one nation they tell of."""
    journey = pack.events.journeys.get(example.event)
    told = {fact: value for fact, value in example.facts.items() if isinstance(value, str) and value in _nations(pack)}
    if journey and journey.nation in told:
        return str(told[journey.nation])
    nations = {str(value) for fact, value in told.items() if fact.endswith(".nation")}
    return nations.pop() if len(nations) == 1 else ELSEWHERE


def _index(found: Sequence[Page]) -> Iterator[str]:
    yield "# Worked examples"
    yield ""
    yield "Every person here is invented. What must come out for each was worked out by hand from the sources named, not by running"
    yield "Handrail, and `make test` holds Handrail to all of it. If you know better, the example is the place to say so: each names"
    yield "the file it is written in."
    yield ""
    yield "These pages are made by `python -m scripts.render_examples` from `examples*.yaml` in the pack. Do not edit them."
    yield ""
    yield "## Life events"
    yield ""
    for about, of_event in groupby((page for page in found if page.nation), key=lambda page: page.about):
        yield f"- {about}: {'; '.join(f'[{page.nation}]({page.path}) ({page.how_many})' for page in of_event)}"
    yield ""
    yield "## Programmes"
    yield ""
    yield from (f"- [{page.about}]({page.path}) ({page.how_many})" for page in found if not page.nation)
    yield ""


def _page(pack: Pack, page: Page) -> Iterator[str]:
    yield f"# Worked examples: {page.title}"
    yield ""
    yield "Invented people, and what must come out for them. Made from the pack: see [all examples](../../examples.md)."
    for example in page.people:
        yield ""
        yield from _example(pack, example)
    yield ""


def _example(pack: Pack, example: Example) -> Iterator[str]:
    yield f"## {plain(example.person)}"
    yield ""
    yield f"On {say_date(example.on)}. `{example.identifier}`, written in `{example.place.file}`."
    yield ""
    yield f"**What is known:** {'; '.join(_told(pack, example)) or 'nothing yet'}."
    done = list(_marked(pack, example))
    if done:
        yield ""
        yield f"**What has been done:** {'; '.join(done)}."
    yield ""
    yield "**What must come out:**"
    yield ""
    yield from (f"- {line}" for line in _expected(pack, example))
    yield ""
    if example.because:
        yield f"**Why:** {plain(sentence(example.because))}"
        yield ""
    if example.sources:
        yield f"**Where it was read:** {'; '.join(f'{cited(each)} ({seen(each)})' for each in example.sources)}."


# -- what is known -------------------------------------------------------------------------------------------------


def _told(pack: Pack, example: Example) -> Iterator[str]:
    for name, value in as_json(example.facts).items():
        declaration = pack.vocabulary.facts.get(name)
        yield plain(_fact(declaration, value) if declaration else f"{name} is {value}")


def _fact(declaration: Declaration, value: Any) -> str:
    """One fact in words, in any of the forms of the outside contract."""
    if value == "declined":
        return f"they would rather not say about {declaration.label or declaration.name}"
    if isinstance(value, Mapping) and "assume" in value:
        return f"supposing that {_fact(declaration, value['assume'])}"
    possible = read_value(declaration, value)
    if isinstance(possible, InputError):
        return f"{declaration.name} is given as {value}"
    if isinstance(possible, Items):
        return _members(declaration, possible)
    return say_fact(declaration, possible)


def _members(declaration: Declaration, items: Items) -> str:
    """Each member of a collection in words."""
    word = declaration.item or "item"
    if not items.items:
        return f"{declaration.label or declaration.name}: {say_members(declaration, 0, items.complete)}"
    told = [
        f"{word} {number}: "
        + (
            ", ".join(say_fact(declaration.fields[name], value) for name, value in item.items() if value.is_known)
            or "nothing known"
        )
        for number, item in enumerate(items.items, 1)
    ]
    return "; ".join(told if items.complete == YES else [*told, f"perhaps one {word} more"])


def _marked(pack: Pack, example: Example) -> Iterator[str]:
    for step, mark in (example.marks.get("steps") or {}).items():
        title = plain(step_title(pack, example.event, step))
        if "done_on" in mark:
            day = mark["done_on"]
            yield f"{title}, on {say_date(day)}" if isinstance(day, date) else f"{title}, on a day they do not remember"
        elif mark.get("skipped"):
            yield f"{title}: left out"
        elif "assigned_to" in mark:
            yield f"{title}: given to {plain(str(mark['assigned_to']))}"
    for decision, alternative in (example.marks.get("chosen") or {}).items():
        yield f"chosen for {_spaced(decision)}: {_spaced(alternative)}"


def _spaced(name: str) -> str:
    return name.replace("_", " ")


# -- what must come out --------------------------------------------------------------------------------------------


def _expected(pack: Pack, example: Example) -> Iterator[str]:
    for goal, value in (example.expect.get("goals") or {}).items():
        yield f"{_question(pack, goal)} **{plain(_answer(pack, goal, value))}**"
    by_status: dict[str, list[str]] = {}
    for step, status in (example.expect.get("steps") or {}).items():
        by_status.setdefault(STATUSES.get(status, status), []).append(plain(step_title(pack, example.event, step)))
    yield from (f"Steps {status}: {'; '.join(titles)}" for status, titles in by_status.items())
    for step, days in (example.expect.get("dates") or {}).items():
        yield f"{plain(step_title(pack, example.event, step))}: by **{_days(days)}**"
    for rule, line in (example.expect.get("cash") or {}).items():
        yield f"{_spaced(rule).capitalize()}: **{_amounts(line.get('amount', 0))}**" + _due(line)
    for name, amount in (example.expect.get("money") or {}).items():
        yield f"On the whole route, still to {name}: **{_amounts(amount)}**"
    if "finish" in example.expect:
        yield f"All of it finished: **{_days(example.expect['finish'])}**"
    if "next" in example.expect:
        yield f"The next question: **{plain(str(example.expect['next']))}**"


def _due(line: Mapping[str, Any]) -> str:
    return f", needed by {_days(line['due'])}" if line.get("due") else ""


def _question(pack: Pack, goal: str) -> str:
    """What is asked, in words; a rule that nobody asks outside the pack has only its name."""
    rule = pack.rulebook.rules.get(goal)
    return plain(rule.written.question) if rule and rule.written.question else f"{_spaced(goal).capitalize()}:"


def _answer(pack: Pack, goal: str, value: Any) -> str:
    """A value, a range, or how far it is known and what it still needs."""
    if isinstance(value, Mapping) and ("status" in value or "possible" in value or "needs" in value):
        parts = [ANSWERS.get(str(value.get("status")), "")]
        if "low" in value or "high" in value:
            parts.append(_between(pack, goal, value.get("low"), value.get("high")))
        if "value" in value:
            parts.append(_one(pack, goal, value["value"]))
        if value.get("possible"):
            parts.append(" or ".join(_one(pack, goal, each) for each in value["possible"]))
        if value.get("needs"):
            parts.append("it still needs " + ", ".join(_label(pack, fact) for fact in value["needs"]))
        return ": ".join(part for part in (parts[0], "; ".join(filter(None, parts[1:]))) if part)
    if isinstance(value, Mapping):
        return _between(pack, goal, value.get("low"), value.get("high"))
    return _one(pack, goal, value)


def _label(pack: Pack, fact: str) -> str:
    declaration = pack.vocabulary.facts.get(fact)
    return declaration.label or fact if declaration else fact


def _between(pack: Pack, goal: str, low: Any, high: Any) -> str:
    if low == high:
        return _one(pack, goal, low)
    if low is None or high is None:
        return f"{_one(pack, goal, high)} or less" if low is None else f"{_one(pack, goal, low)} or more"
    return f"between {_one(pack, goal, low)} and {_one(pack, goal, high)}"


def _one(pack: Pack, goal: str, value: Any) -> str:
    """One value in words: pounds where the rule is about money."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return say_date(value)
    rule = pack.rulebook.rules.get(goal)
    if rule and rule.expression.type.kind is Kind.MONEY:
        return say_money(round(value * 100))
    return str(value)


def _days(days: Any) -> str:
    if isinstance(days, Mapping):
        low, high = days.get("low"), days.get("high")
        return _days(low) if low == high else f"{_days(low)} to {_days(high)}"
    return say_date(days) if isinstance(days, date) else "not known"


def _amounts(amount: Any) -> str:
    if isinstance(amount, Mapping):
        return f"{say_money(round(amount['low'] * 100))} to {say_money(round(amount['high'] * 100))}"
    return say_money(round(amount * 100))


def main() -> None:
    """Write every page, and take away those that have no examples any more."""
    written = pages()
    for old in FOLDER.rglob("*.md"):
        if old.relative_to(REFERENCE).as_posix() not in written:
            old.unlink()
    for path, text in written.items():
        (REFERENCE / path).parent.mkdir(parents=True, exist_ok=True)
        (REFERENCE / path).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
