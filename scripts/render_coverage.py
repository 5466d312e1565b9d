"""Write what the United Kingdom's pack covers, step by step and programme by programme: docs/reference/coverage.md.

Run it after adding or changing a life event or a programme: python -m scripts.render_coverage
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from handrail.domain.facts.held import Fact, Facts
from handrail.domain.facts.possible import NO, YES, Among
from handrail.domain.routes.entitlement import Entitlement
from handrail.domain.routes.journey import Journey, Step
from handrail.domain.rules.parameters import Source
from handrail.packs.entitlements import claim_of
from handrail.packs.pack import Pack
from handrail.use_cases.checking_pack import weakest
from scripts.rendering import REFERENCE, every_source, plain, say_date, table, united_kingdom

PAGE = REFERENCE / "coverage.md"
NATIONS = {"england": "E", "wales": "W", "scotland": "S", "northern_ireland": "NI"}
_AMOUNT = {"rules": "worked out", "engine": "estimated", "council": "the council decides", "nobody": "not worked out"}


def page() -> str:
    """The whole page."""
    return "\n".join(_lines(united_kingdom()))


def _lines(pack: Pack) -> Iterator[str]:
    on = _last_checked(pack)
    yield "# What is covered"
    yield ""
    yield "Every step of every life event and every programme, in England (E), Wales (W), Scotland (S) and Northern Ireland (NI). A step is"
    yield "listed for a nation where it can apply to somebody there. `seen` is how the weakest of its sources was seen: the `text` itself,"
    yield "in a `secondary` place, or only in our own `notes`; what is not `text` is shown to people with “check this with …”. This page is"
    yield f"made by `python -m scripts.render_coverage` from the pack as it was last checked, on {say_date(on)}. Do not edit it."
    yield ""
    yield from _summary(pack, on)
    for journey in pack.events.journeys.values():
        yield f"## {journey.title}"
        yield ""
        rows = [_step_row(pack, journey, step, on) for step in journey.steps]
        yield from table(("step", "phase", *NATIONS.values(), "deadline", "seen", "review by"), rows)
    yield from _programmes(pack)


def _last_checked(pack: Pack) -> date:
    """The latest day on which anything in the pack was looked at."""
    return max(source.checked for source in every_source(pack) if source.checked)


def _summary(pack: Pack, on: date) -> Iterator[str]:
    rows = [
        (
            f"[{journey.title}](#{journey.title.lower().replace(' ', '-')})",
            str(len(journey.steps)),
            *(str(sum(_may_apply(pack, journey, step, nation, on) for step in journey.steps)) for nation in NATIONS),
            str(sum(journey.id in each.moments for each in pack.events.entitlements.values())),
        )
        for journey in pack.events.journeys.values()
    ]
    yield from table(("life event", "steps", *NATIONS.values(), "programmes"), rows)


def _may_apply(pack: Pack, journey: Journey, step: Step, nation: str, on: date) -> bool:
    """The step can be somebody's in this nation, as far as the nation alone decides it."""
    facts = Facts.of([Fact(journey.nation, Among(frozenset({nation})))])
    sheet = pack.rulebook.sheet(facts, on)
    held = {journey.nation: Among(frozenset({nation}))}
    is_here = step.service is None or step.service.by != journey.nation or step.service.covers(held) != NO
    is_for_someone = all(pack.rulebook.outcome(rule, sheet).value != NO for rule in step.only_if)
    return is_here and is_for_someone and all(pack.rulebook.outcome(rule, sheet).value != YES for rule in step.unless)


def _step_row(pack: Pack, journey: Journey, step: Step, on: date) -> tuple[str, ...]:
    page = pack.events.pages.get((journey.id, step.id, "en"))
    title = f"{plain(page.title)}<br>`{step.id}`" if page else f"`{step.id}`"
    phase = next(each.title for each in journey.phases if each.id == step.phase)
    nations = ("yes" if _may_apply(pack, journey, step, nation, on) else "–" for nation in NATIONS)
    rules = [pack.rulebook.rules[name].written for name in journey.bases[step.id].rules]
    sources = [*step.sources, *(source for rule in rules for source in rule.sources), *_of_services(journey, step)]
    reviews = [rule.review_by for rule in rules] + [page.review_by if page else None]
    deadline = "yes" if step.deadline else "none"
    return title, plain(phase), *nations, deadline, _weakest(sources), _soonest(reviews)


def _of_services(journey: Journey, step: Step) -> Iterator[Source]:
    for name in step.service.values.values() if step.service else ():
        yield from journey.services[name].sources


def _weakest(sources: Sequence[Source]) -> str:
    return weakest(sources) if sources else "none cited"


def _soonest(days: Iterable[date | None]) -> str:
    named = [day for day in days if day]
    return say_date(min(named)) if named else ""


def _programmes(pack: Pack) -> Iterator[str]:
    yield "## Programmes"
    yield ""
    yield "Tier a: condition and amount; b: condition and how to claim; c: where to turn."
    yield ""
    rows = [_programme_row(pack, each) for each in pack.events.entitlements.values()]
    yield from table(("programme", "tier", *NATIONS.values(), "amount", "at", "seen", "review by"), rows)


def _programme_row(pack: Pack, programme: Entitlement) -> tuple[str, ...]:
    rules = [rule.written for name, rule in pack.rulebook.rules.items() if name.startswith(f"{programme.id}.")]
    journeys = pack.events.journeys
    sources = [*programme.sources, *(source for rule in rules for source in rule.sources)]
    return (
        f"{plain(programme.title)}<br>`{claim_of(programme.id)}`",
        programme.tier,
        *("yes" if nation in programme.nations else "–" for nation in NATIONS),
        _AMOUNT[programme.amount_by],
        "<br>".join(journeys[event].title for event in programme.moments if event in journeys),
        _weakest(sources),
        _soonest([programme.review_by, *(rule.review_by for rule in rules)]),
    )


def main() -> None:
    """Write the page."""
    PAGE.write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
