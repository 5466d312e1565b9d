"""One step, opened: what it is, why, by when, how, who, what you need, what it costs and what can go wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from handrail.domain.content.about_choices import say_can_wait
from handrail.domain.content.document import (
    Amount,
    Because,
    Block,
    Check,
    Choices,
    Dates,
    Document,
    Heading,
    Notice,
    Option,
    Origin,
    Paragraph,
    Part,
    Row,
    StepName,
    StepNames,
    Table,
    Trouble,
    WayToDoIt,
    document,
    words,
)
from handrail.domain.content.markdown import blocks_of
from handrail.domain.content.pages import Page, Section
from handrail.domain.content.saying import (
    NOT_KNOWN,
    capital,
    is_without_date,
    say_amount,
    say_course,
    say_date,
    say_days,
    say_how_far,
    say_lasts,
    say_listed,
    say_outcome,
    say_regularly,
    say_weekday,
    say_who,
    sentence,
)
from handrail.domain.content.telling import Telling, citations, why_check
from handrail.domain.routes.applying import StepStatus
from handrail.domain.routes.journey import Risk, Way
from handrail.domain.routes.once import once
from handrail.domain.routes.route import CashLine, RouteAlternative, RouteDeadline, RouteStep
from handrail.domain.rules.determination import Determination, Reason

Tell = Callable[[RouteStep, Telling], Iterator[Block]]

_WAYS = {"online": "Online", "phone": "By phone", "post": "By post", "in_person": "In person", "ask": "Ask"}
_EFFORT = {1: "very little", 2: "a little", 3: "some", 4: "a lot", 5: "a great deal"}


def about_step(step: RouteStep, telling: Telling) -> Document:
    """Everything there is to say about one step of this person's route."""
    page = telling.page(step)
    parts = tuple(
        Part(identifier, heading, tuple(_checked_once(block for tell in tells for block in tell(step, telling))))
        for identifier, heading, tells in _PARTS
    )
    origin = Origin(page.place.file if page else "", telling.release)
    return document(step.id, telling.title(step), telling.summary(step), parts, origin)


def _checked_once(blocks: Iterable[Block]) -> Iterator[Block]:
    """Under one heading, one word on whom to check it with is enough. It comes last."""
    checks: dict[tuple[str, ...], Check] = {}
    for block in blocks:
        if isinstance(block, Check):
            checks.setdefault(block.with_whom, block)
        else:
            yield block
    yield from checks.values()


# -- words of the pack ---------------------------------------------------------------------------------------------


def _page_words(heading: str) -> Tell:
    """What its page says under a heading, for the person's nation; for each nation while that is not known."""

    def tell(step: RouteStep, telling: Telling) -> Iterator[Block]:
        page = telling.page(step)
        if page is None:
            return
        nations = telling.nations_left(step)
        own = [section for section in page.sections if section.heading == heading]
        everyone = [section for section in own if not section.only_in]
        local = [(section, name) for value, name in nations for section in own if section.only_in == value]
        replaced = len(nations) == 1 and local and heading != "Differs"
        for section in () if replaced else everyone:
            yield from _words(section, page, telling)
        for section, name in local:
            if len(nations) > 1:
                yield Heading(f"In {name}")
            yield from _words(section, page, telling)

    return tell


def _words(section: Section, page: Page, telling: Telling) -> Iterator[Block]:
    yield from blocks_of(section.text, telling.fill, Origin(page.place.file, telling.release))


# -- why -------------------------------------------------------------------------------------------------------------


def _because(step: RouteStep, telling: Telling) -> Iterator[Block]:
    yield from because(step.because, step.depends_on if step.status is StepStatus.MAY_APPLY else (), telling)


def because(reasons: Iterable[Reason], hangs_on: Iterable[str], telling: Telling) -> Iterator[Because]:
    """Reasons as people read them. A rule says its own words; a fact is the answer that was given."""
    reasons, hangs_on = tuple(reasons), tuple(hangs_on)
    says = once(sentence(reason.says) for reason in reasons if reason.kind in ("rule", "deadline") and reason.says)
    facts = once(reason.name for reason in reasons if reason.kind == "fact" and reason.name in telling.facts)
    still = tuple(zip(hangs_on, telling.depends(hangs_on), strict=False))
    if not (says or facts or still):  # only the law itself decides: a day that has not come, or a figure
        says = once(sentence(reason.says) for reason in reasons if reason.says)
    if says or facts or still:
        yield Because(says, tuple(telling.answer(fact) for fact in facts), still)


# -- when ------------------------------------------------------------------------------------------------------------


def _when(step: RouteStep, telling: Telling) -> Iterator[Block]:
    if step.status is StepStatus.DONE:
        yield Paragraph(words(f"You did this on {say_date(step.done_on)}." if step.done_on else "You have done this."))
        if step.deadline:
            yield from _done_late(step, step.deadline, telling)
        return
    if not step.is_to_do:
        return
    if step.deadline:
        yield from _deadline(step, step.deadline, telling)
    if step.cannot_be_met and not step.is_overdue:
        owners = say_who(telling.names(step.owners))
        turn_to = f" Talk to {owners} now." if owners else " Get help with it now."
        put_off = "You put this off. " if step.put_off_to else ""
        yield Notice(words(f"{put_off}Even if all goes fast, there may be too little time for this.{turn_to}"))
    if step.start.low:
        yield Dates("The soonest you can start", _soonest(step, telling), step.start.low, step.start.low)
    if step.start_by and (step.deadline is None or step.start_by > telling.route.on):
        yield Dates(
            "Start by",
            say_weekday(step.start_by),
            step.start_by,
            step.start_by,
            note="To leave time for what comes after.",
        )
    if step.lasts:
        yield Paragraph(words(f"How long it takes: {say_lasts(step.lasts)}."))


def _soonest(step: RouteStep, telling: Telling) -> str:
    assert step.start.low
    return "today" if step.start.low == telling.route.on else say_date(step.start.low)


def _deadline(step: RouteStep, deadline: RouteDeadline, telling: Telling) -> Iterator[Block]:
    """By when. Where the day is not fixed, the first day it can be is the safe one."""
    on, days = telling.route.on, deadline.days
    if deadline.is_overdue and days.high:
        yield Notice(
            words(
                f"This was due by {say_weekday(days.high)}, {say_how_far(days.high, on)}. {sentence(deadline.if_missed)}"
            )
        )
    elif deadline.may_be_overdue and days.high:
        yield Notice(words(f"This may be late already: it is due {say_days(days)}. {sentence(deadline.if_missed)}"))
    if deadline.is_overdue or deadline.may_be_overdue:
        yield from _recovery(step, deadline, telling)
    counted = "" if days.is_known else telling.when(deadline.by)
    says = say_weekday(days.high) if days.is_known and days.high else say_days(days)
    if is_without_date(days, on):
        says, counted = counted or NOT_KNOWN, ""
    yield Dates(
        "Do this by",
        capital(says),
        days.low,
        days.high,
        telling.depends(deadline.depends_on),
        _note(counted, "" if deadline.is_overdue or deadline.may_be_overdue else deadline.if_missed),
        is_urgent=deadline.is_overdue,
        origin=Origin(release=telling.release, rule=deadline.by),
    )
    found = telling.route.circumstances.determinations[deadline.by]
    yield from because(found.because, (), telling)
    yield from telling.check(found, telling.who_can_say(step))


def _done_late(step: RouteStep, deadline: RouteDeadline, telling: Telling) -> Iterator[Block]:
    """What it may cost that it was done too late, and what puts that right."""
    if not (deadline.done_late or deadline.may_be_done_late) or deadline.days.high is None:
        return
    due = (
        f"by {say_date(deadline.days.high)}"
        if deadline.done_late or deadline.days.is_known
        else say_days(deadline.days)
    )
    too_late = "You did it after that." if deadline.done_late else "You may have done it after that."
    ask = say_who(telling.names(telling.who_can_say(step)))
    turn_to = f" Not sure what that means for you? Ask {ask}." if ask else ""
    yield Notice(words(f"It was due {due}. {too_late} {sentence(deadline.if_missed)}{turn_to}"))
    yield from _recovery(step, deadline, telling)


def _recovery(step: RouteStep, deadline: RouteDeadline, telling: Telling) -> Iterator[Block]:
    """The step that puts it right, and what that costs."""
    named = {(event, deadline.recover) for event in step.events}
    for each in telling.route.to_do:
        if each.id != step.id and named.intersection(each.parts):
            yield StepNames("What puts it right", (step_name(each, telling),))
            cost = "nothing that we know of" if each.cost.is_nothing else say_amount(each.cost)
            yield Paragraph(words(f"To put it right costs {cost}."))


def _note(counted: str, if_missed: str) -> str:
    """From what a day is counted, and what happens if it is missed."""
    return " ".join(sentence(each) for each in (counted, f"If you miss it: {if_missed}" if if_missed else "") if each)


def _order(step: RouteStep, telling: Telling) -> Iterator[Block]:
    """What comes before and what comes after."""
    if not step.is_to_do:
        return
    before = [telling.route.by_id[name] for name in step.after]
    if before:
        yield StepNames("What comes first", tuple(step_name(each, telling) for each in before))
    after = [each for each in telling.route.to_do if step.id in each.after]
    if after:
        yield StepNames("What waits for this", tuple(step_name(each, telling) for each in after))


def step_name(step: RouteStep, telling: Telling) -> StepName:
    """A step by its name."""
    return StepName(step.id, telling.title(step), step.status.value)


# -- how, who, what you need -----------------------------------------------------------------------------------------


def _ways(step: RouteStep, telling: Telling) -> Iterator[Block]:
    yield from (_way(way) for way in step.ways)


def _way(way: Way) -> WayToDoIt:
    checked = say_date(way.checked) if way.checked else ""
    return WayToDoIt(way.how, _WAYS.get(way.how, capital(way.how)), way.where, _href(way), checked)


def _href(way: Way) -> str:
    """Where a link leads: a page, or a phone number that is nothing but one."""
    if way.where.startswith(("https://", "http://")):
        return way.where
    digits = way.where.replace(" ", "")
    return f"tel:{digits}" if way.how == "phone" and digits.lstrip("+").isdecimal() else ""


def _who(step: RouteStep, telling: Telling) -> Iterator[Block]:
    if step.assigned_to:
        yield Paragraph(words(f"You gave this to {step.assigned_to}."))
    services = [telling.journeys[event].services for event in step.events]
    doing = [known[name].organisation for name in step.services for known in services if name in known]
    for organisation in once((*step.owners, *doing)):
        yield telling.contact(organisation)


def _documents(step: RouteStep, telling: Telling) -> Iterator[Block]:
    rows = tuple(
        Row(
            each.called or capital(each.id.replace("_", " ")),
            (capital(say_listed(each.comes_from, "or")), capital("; ".join(once(each.needed_for.values())))),
        )
        for each in step.documents
    )
    if rows:
        yield Table("Papers", ("What", "Where it comes from", "What for"), rows)


# -- money -----------------------------------------------------------------------------------------------------------


def _cost(step: RouteStep, telling: Telling) -> Iterator[Block]:
    lines = [line for line in telling.route.cash if line.step == step.id]
    for line in lines:
        yield from cash_blocks(line, step, telling)
    if not lines and step.is_to_do:
        yield Paragraph(words("We know of nothing to pay for this step."))


def _gain(step: RouteStep, telling: Telling) -> Iterator[Block]:
    for line in (*telling.route.gains, *telling.route.regular):
        if line.step == step.id:
            yield from cash_blocks(line, step, telling)


def cash_blocks(line: CashLine, step: RouteStep, telling: Telling) -> Iterator[Block]:
    """One amount, when it is due, and what it hangs on."""
    found = telling.determination(line.rule)
    needs = found.needs if found else ()
    yield Amount(
        label=line.says or (capital(found.because[0].says) if found and found.because else telling.title(step)),
        says=say_regularly(say_amount(line.amount), line.every),
        low=line.amount.low,
        high=line.amount.high,
        depends_on=telling.depends(needs),
        note=_due(line),
        origin=Origin(release=telling.release, rule=line.rule),
    )
    if found:
        yield from telling.check(found, telling.who_can_say(step))


def _due(line: CashLine) -> str:
    if line.is_paid:
        return "Paid."
    said = say_days(line.due) if line.course.ends.high is None else say_course(line.due, line.course.ends)
    choice = " It hangs on your choice." if line.decision else ""
    return ("" if line.due.low is None and line.due.high is None else f"When: {said}.") + choice


def _choice(step: RouteStep, telling: Telling) -> Iterator[Block]:
    if step.decision:
        options = tuple(_option(each) for each in step.decision.shown)
        is_open = step.decision.chosen is None and step.is_to_do
        yield Choices(step.decision.id, options, say_can_wait(step.decision.by, telling.route.on) if is_open else "")


def _option(each: RouteAlternative) -> Option:
    effort = each.alternative.effort
    return Option(
        id=each.id,
        title=each.alternative.title,
        says=each.alternative.says,
        cost="Nothing to pay"
        if each.cost and each.cost.is_nothing
        else capital(say_amount(each.cost))
        if each.cost
        else "",
        time=capital(say_lasts(each.lasts)),
        effort=capital(_EFFORT.get(effort, "")) if effort else "",
        risk=each.alternative.risk,
        undo=each.alternative.undo,
        is_chosen=each.is_chosen,
    )


# -- what it comes to --------------------------------------------------------------------------------------------------


def _answers(step: RouteStep, telling: Telling) -> Iterator[Block]:
    """What the step works out: each question with its answer, or as much of it as is known, and what it still hangs on."""
    found = [known for goal in step.basis.answers if (known := telling.determination(goal))]
    if not found:
        return
    yield Table("What it comes to", ("What", "Answer"), tuple(_answered(each, telling) for each in found))
    yield from because((reason for each in found for reason in each.because), once(_needs(found)), telling)
    for each in found:
        yield from telling.check(each, telling.who_can_say(step))


def _answered(found: Determination, telling: Telling) -> Row:
    written = telling.rules[found.goal].written
    return Row(capital(written.question or written.says), (capital(say_outcome(found)),))


def _needs(answers: Iterable[Determination]) -> Iterator[str]:
    for found in answers:
        yield from found.needs


# -- what can go wrong, and where it was read ------------------------------------------------------------------------


def _troubles(step: RouteStep, telling: Telling) -> Iterator[Block]:
    yield from (_trouble(risk, telling) for risk in step.risks)


def _trouble(risk: Risk, telling: Telling) -> Trouble:
    facts = telling.route.circumstances.facts
    helps = risk.helps_free.among(facts) if risk.helps_free else ()
    return Trouble(
        says=risk.says,
        remedy=risk.remedy,
        time_limit="; or ".join(risk.time_limit.among(facts)) if risk.time_limit else "",
        cost="; or ".join(risk.cost.among(facts)) if risk.cost else "",
        helps=tuple(telling.contact(each) for each in helps),
        sources=citations(risk.sources),
    )


def _sources(step: RouteStep, telling: Telling) -> Iterator[Block]:
    conditions = [telling.determination(rule) for rule in (*step.basis.status, *step.basis.dates, *step.basis.answers)]
    sources = (*step.sources, *(source for found in conditions if found for source in found.sources))
    yield from citations(sources)
    if any(source.seen != "text" for source in sources):
        yield Check(telling.names(telling.who_can_say(step)), why_check(sources), Origin(release=telling.release))


_PARTS: tuple[tuple[str, str, tuple[Tell, ...]], ...] = (
    ("what", "What it is", (_page_words("What"), _page_words("Differs"))),
    ("when", "By when", (_when,)),
    ("why", "Why", (_page_words("Why"), _because)),
    ("how", "How to do it", (_page_words("How"), _ways)),
    ("choice", "Your choice", (_choice,)),
    ("who", "Who does it", (_who,)),
    ("need", "What you need", (_page_words("Need"), _documents)),
    ("cost", "What it costs", (_cost,)),
    ("gain", "What you get", (_gain,)),
    ("answers", "What it comes to", (_answers,)),
    ("wrong", "What can go wrong", (_troubles,)),
    ("order", "Before and after", (_order,)),
    ("sources", "Where this comes from", (_sources,)),
)
