"""Read `news/*.yaml`, what several organisations have to be told, and `tells:`, by what each of them hears it.

    tells:
      - {news: death, reaches: [dwp, hmrc]}
      - {news: new_address, apart: It is a claim of its own.}

Without `reaches` it tells whoever the step or the service is in the hands of.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from handrail.domain.routes.journey import News, Tells
from handrail.packs.entries import Report, check_keys, files_in, list_of, mappings_in, text_of
from handrail.packs.names import Names
from handrail.packs.yaml_lines import Lines


def load_news(root: Path, report: Report) -> dict[str, News]:
    """Everything under `news/`, by id."""
    found: dict[str, News] = {}
    for _, content in files_in(root, "news", report):
        for name, entry in mappings_in(content, report, "news: {title}"):
            check_keys(entry, ("title",), report)
            title = text_of(entry, "title", report)
            if not title or name in found:
                report.add(content.place(name), f"the news '{name}' is there twice or has no title", "title: words")
            found[name] = News(name, title)
    return found


def tells_of(entry: Lines, names: Names) -> tuple[Tells, ...]:
    """What doing a step, or using a service, tells whom."""
    return tuple(_tells(entry, names))


def _tells(entry: Lines, names: Names) -> Iterator[Tells]:
    place = entry.place("tells")
    for item in list_of(entry, "tells", names.report):
        if not isinstance(item, Lines):
            names.report.add(place, f"`tells` holds '{item}'", "{news, reaches, apart}")
            continue
        check_keys(item, ("news", "reaches", "apart"), names.report)
        reaches = tuple(
            names.organisation(each, item.place("reaches")) for each in list_of(item, "reaches", names.report)
        )
        news = names.one_of(item.get("news"), names.news, item.place("news"), "news")
        yield Tells(news, reaches, text_of(item, "apart", names.report))
