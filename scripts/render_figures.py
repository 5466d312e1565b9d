"""Write every figure and source of the United Kingdom's pack as one page of tables: docs/reference/figures.md.

Run it after changing a figure or a source: python -m scripts.render_figures
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby
from math import isinf

from handrail.domain.content.saying import capital
from handrail.domain.facts.wording import say_money
from handrail.domain.rules.explaining import say_version
from handrail.domain.rules.parameters import Parameter, Row, Source, Version
from handrail.domain.rules.types import Kind
from handrail.packs.pack import Pack
from scripts.rendering import HOW_SEEN, REFERENCE, cited, every_source, plain, say_date, seen, table, united_kingdom

PAGE = REFERENCE / "figures.md"


def page() -> str:
    """The whole page."""
    return "\n".join(_lines(united_kingdom()))


def _lines(pack: Pack) -> Iterator[str]:
    yield "# Figures and sources"
    yield ""
    yield "Every figure that the pack holds, and everything it cites: where it was read, how, when, and when to look again. This page is"
    yield "made by `python -m scripts.render_figures`. Do not edit it: [change the figure](../how-to/change-a-figure.md)."
    yield ""
    yield from _counted(pack)
    yield from _due(pack)
    yield "## Figures"
    yield ""
    yield "A figure without a last day is standing law. One with a last day changes every year: beyond it Handrail says that nobody can"
    yield "know yet."
    yield ""
    for organisation, parameters in groupby(pack.rulebook.parameters.values(), key=_organisation):
        yield f"### {capital(organisation.replace('_', ' '))}"
        yield ""
        yield from table(("figure", "value", "from", "to", "source", "seen", "review by"), _figures(parameters))
    yield from _rules(pack)
    yield from _who(pack)
    yield from _steps(pack)


def _organisation(parameter: Parameter) -> str:
    """parameters/<organisation>/<file>.yaml"""
    return parameter.place.file.split("/")[1]


def _counted(pack: Pack) -> Iterator[str]:
    counts = Counter(source.seen for source in every_source(pack))
    yield from table(
        ("seen", "means", "citations"), [(each, words, str(counts[each])) for each, words in HOW_SEEN.items()]
    )
    yield "Only what was seen as `text` is shown to people without “check this with …”."
    yield ""


def _due(pack: Pack) -> Iterator[str]:
    """What is to be looked at again, the soonest first."""
    figures, rules, words = _review_days(pack)
    yield "## What is to be reviewed, and by when"
    yield ""
    yield from table(
        ("by", "figures", "rules", "words of steps"),
        [
            (say_date(day), *(_listed(named.get(day, ())) for named in (figures, rules, words)))
            for day in sorted({*figures, *rules, *words})
        ],
    )


def _review_days(pack: Pack) -> tuple[dict[date, list[str]], ...]:
    """Figures, rules and words by the day on which they are to be reviewed."""
    versions = ((each.name, version) for each in pack.rulebook.parameters.values() for version in each.versions)
    return (
        _by_day((name, version.review_by) for name, version in versions),
        _by_day((rule.name, rule.written.review_by) for rule in pack.rulebook.rules.values()),
        _by_day((step, page.review_by) for (_, step, _), page in pack.events.pages.items()),
    )


def _by_day(dated: Iterable[tuple[str, date | None]]) -> dict[date, list[str]]:
    days: dict[date, list[str]] = {}
    for name, day in dated:
        if day:
            days.setdefault(day, []).append(name)
    return days


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in dict.fromkeys(names))


def _figures(parameters: Iterable[Parameter]) -> Iterator[tuple[str, ...]]:
    for parameter in parameters:
        for place, version in enumerate(parameter.versions):
            source = version.source
            yield (
                "" if place else f"`{parameter.name}`<br>{plain(parameter.says)}",
                plain(_value(parameter, version)),
                _day(version.start),
                _last_day(parameter, place),
                _source(source),
                seen(source) if source else "",
                say_date(version.review_by) if version.review_by else "",
            )


def _value(parameter: Parameter, version: Version) -> str:
    if parameter.kind is not Kind.TABLE:
        return say_version(parameter, version)
    return "; ".join(f"above {_amount(parameter, row.above)}: {_entry(parameter, row)}" for row in version.rows)


def _amount(parameter: Parameter, above: int) -> str:
    return say_money(above) if parameter.unit == "pounds" else str(above)


def _entry(parameter: Parameter, row: Row) -> str:
    if parameter.rows is Kind.MONEY:
        return say_money(int(row.value))
    return f"{float(row.value * 100):.4f}".rstrip("0").rstrip(".") + "%"


def _day(day: float) -> str:
    return say_date(date.fromordinal(int(day)))


def _last_day(parameter: Parameter, place: int) -> str:
    end = parameter.versions[place].end
    return "" if isinf(end) else _day(end)


def _source(source: Source | None) -> str:
    if source is None:
        return ""
    return f"{cited(source)}. {plain(source.note)}" if source.note else cited(source)


def _rules(pack: Pack) -> Iterator[str]:
    yield "## Rules"
    yield ""
    rows = [
        (
            f"`{rule.name}`<br>{plain(rule.written.says)}",
            "<br>".join(_source(source) for source in rule.written.sources),
            "<br>".join(dict.fromkeys(seen(source) for source in rule.written.sources)),
            say_date(rule.written.review_by) if rule.written.review_by else "",
        )
        for rule in pack.rulebook.rules.values()
        if rule.written.sources
    ]
    yield from table(("rule", "source", "seen", "review by"), rows)


def _who(pack: Pack) -> Iterator[str]:
    yield "## Organisations, and how services are reached"
    yield ""
    organisations = [
        (plain(each.name), plain(each.what_for), "<br>".join(map(_source, each.sources)), _how_seen(each.sources))
        for each in pack.events.organisations.values()
        if each.sources
    ]
    yield from table(("organisation", "what for", "source", "seen"), organisations)
    services = [
        (
            plain(each.title),
            "<br>".join(f"{way.how.replace('_', ' ')}: {plain(way.where)}" for way in each.ways),
            "<br>".join(f"{way.seen}, {say_date(way.checked)}" if way.checked else way.seen for way in each.ways),
            "<br>".join(map(_source, each.sources)),
            _how_seen(each.sources),
        )
        for each in pack.events.services.values()
    ]
    yield from table(("service", "how", "how seen", "source", "source seen"), services)


def _how_seen(sources: Iterable[Source]) -> str:
    return "<br>".join(dict.fromkeys(seen(source) for source in sources))


def _steps(pack: Pack) -> Iterator[str]:
    yield "## What can go wrong, step by step"
    yield ""
    rows = [
        (f"`{step.id}`", plain(risk.says), "<br>".join(map(_source, risk.sources)), _how_seen(risk.sources))
        for journey in pack.events.journeys.values()
        for step in journey.steps
        for risk in step.risks
        if risk.sources
    ]
    yield from table(("step", "what", "source of the remedy", "seen"), rows)


def main() -> None:
    """Write the page."""
    PAGE.write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
