"""Draw a route: where each line, dot and word goes. Stairs to climb with a rail to hold, and the deadlines on a time line.

There are two drawings of each, one for wide screens and one for narrow ones. Lengths are in the units of the drawing,
which are pixels where there is room.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from textwrap import shorten, wrap

from handrail.domain.content.about_a_route import DeadlineLine, Place
from handrail.domain.content.picture import Picture, Station, Stretch
from handrail.domain.content.saying import say_date

LETTER, BOLD_LETTER = 7.4, 8.8
"""About how wide a letter is, in the size that labels have."""


@dataclass(frozen=True, slots=True)
class Dot:
    """One step, or a post or a day."""

    x: float
    y: float
    place: str
    r: float
    step: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A straight line from one point to another, and what it stands for."""

    x1: float
    y1: float
    x2: float
    y2: float
    kind: str


@dataclass(frozen=True, slots=True)
class Label:
    """Words at a place, line under line."""

    x: float
    y: float
    lines: tuple[str, ...]
    kind: str = ""
    anchor: str = "start"


@dataclass(frozen=True, slots=True)
class Box:
    """A filled rectangle."""

    x: float
    y: float
    width: float
    height: float
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Drawing:
    """Everything on one drawing, which begins at `top`. `names` are those it has only numbers for, to be listed under it."""

    width: float
    height: float
    boxes: tuple[Box, ...] = ()
    lines: tuple[Line, ...] = ()
    dots: tuple[Dot, ...] = ()
    labels: tuple[Label, ...] = ()
    top: float = 0
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Drawings:
    """A route drawn for wide and for narrow screens. Without deadlines there is no time line."""

    says: str
    stairs: Drawing
    rail: Drawing
    timeline: Drawing | None
    calendar: Drawing | None
    timeline_says: str


def draw(picture: Picture) -> Drawings:
    """A route's picture, drawn."""
    shown, later = _soon(picture.deadlines, picture.on)
    return Drawings(
        says=picture.says,
        stairs=stairs(picture),
        rail=rail(picture),
        timeline=timeline(shown, later, picture.on) if shown else None,
        calendar=calendar(shown, later, picture.on) if shown else None,
        timeline_says="; ".join(f"{line.title}: {line.says}" for line in picture.deadlines),
    )


# -- stairs, for wide screens --------------------------------------------------------------------------------------

_WIDE, _FOOT, _LOWEST, _CLIMB, _RAIL_OVER, _HANG = 960, 400, 118, 168, 66, 26
_MOST_LINES = 4
_WORDS_OVER = 24
_AROUND = 18
"""What is left free beside the name of a stretch, on both sides together."""
_A_NUMBER = 36
_FLAT = Box(0, 0, 0, 0)


def stairs(picture: Picture) -> Drawing:
    """A flight of stairs, a tread for each stretch; above it the rail, with a dot for each step.

    Where there is no room for every name, as when the same has happened twice, the treads are numbered.
    """
    least = [_least_width(stretch) for stretch in picture.stretches]
    is_numbered = sum(least) > _WIDE
    treads = tuple(_treads(picture.stretches, [_A_NUMBER] * len(least) if is_numbered else least))
    both = list(zip(treads, picture.stretches, strict=True))
    dots = tuple(dot for each in both for dot in _dots_over(*each))
    main = [dot for dot in dots if dot.place != Place.MAYBE.value]
    lines = (*_posts(main), *_rail_through(main, treads), *_hangers(dots), *_pointer(picture.now, dots))
    labels = list(_numbers(treads)) if is_numbered else [label for each in both for label in _tread_labels(*each)]
    names = tuple(_name(stretch) for stretch in picture.stretches) if is_numbered else ()
    here = tuple(_here(picture.now, dots))
    top = min([dot.y - 16 for dot in dots] + [label.y - 16 for label in here], default=0)
    return Drawing(_WIDE, round(_FOOT - top), treads, lines, dots, (*labels, *here), round(top), names)


def _treads(stretches: Sequence[Stretch], least: Sequence[float]) -> Iterator[Box]:
    """As wide as they have steps, and never too narrow for what stands on them."""
    weights = [max(len(stretch.stations), 4) for stretch in stretches]
    x, room, whole = 0.0, _WIDE - sum(least), sum(weights)
    for rank, (weight, narrow, stretch) in enumerate(zip(weights, least, stretches, strict=True)):
        width = narrow + room * weight / whole
        height = _LOWEST + _CLIMB * rank / max(len(stretches) - 1, 1)
        yield Box(
            round(x, 1), round(_FOOT - height, 1), round(width, 1), round(height, 1), "done" if stretch.is_done else ""
        )
        x += width


def _least_width(stretch: Stretch) -> float:
    """What its name needs: its longest word, and the lines there is height for; and the month at its foot."""
    about = [len(line) * LETTER for label in _about_label(_FLAT, stretch) for line in label.lines]
    return max(_fewest_letters(stretch.title) * BOLD_LETTER, *about, 0) + _AROUND


def _numbers(treads: Sequence[Box]) -> Iterator[Label]:
    for number, tread in enumerate(treads, 1):
        yield Label(tread.x + 10, tread.y + 26, (str(number),), tread.kind or "phase")


def _name(stretch: Stretch) -> str:
    """A stretch in the list of names: what it is called, and about when it should be done."""
    abouts = [line for label in _about_label(_FLAT, stretch) for line in label.lines]
    return ", ".join([stretch.title, *abouts])


def _fewest_letters(title: str) -> int:
    """How many letters a line of the name needs, so that no word is cut and the lowest tread is high enough for it."""
    longest = max(map(len, title.split()), default=0)
    return next(
        letters for letters in range(longest, len(title) + 1) if len(wrap(title, max(letters, 1))) <= _MOST_LINES
    )


def _dots_over(tread: Box, stretch: Stretch) -> Iterator[Dot]:
    """Evenly along the tread. What may apply hangs below the rail."""
    gap = tread.width / len(stretch.stations)
    for number, station in enumerate(stretch.stations):
        x = tread.x + gap * (number + 0.5)
        y = tread.y - _RAIL_OVER + (_HANG if station.place is Place.MAYBE else 0)
        yield Dot(round(x, 1), round(y, 1), station.place.value, _size(station), station.step)


def _size(station: Station) -> float:
    return {Place.NOW: 9.5, Place.NEXT: 8.5, Place.DONE: 8.5}.get(station.place, 6.5)


def _rail_through(main: Sequence[Dot], treads: Sequence[Box]) -> Iterator[Line]:
    """From the first step to the last, and a little further on both sides. It is solid where both ends are done."""
    if not main:
        return
    points = [(0.0, treads[0].y - _RAIL_OVER, ""), *((dot.x, dot.y, dot.place) for dot in main)]
    points.append((float(_WIDE), treads[-1].y - _RAIL_OVER, ""))
    for (x1, y1, was), (x2, y2, now) in pairwise(points):
        done = was in (Place.DONE.value, "") and now == Place.DONE.value
        yield Line(x1, y1, x2, y2, "done" if done else "ahead")


def _posts(main: Sequence[Dot]) -> Iterator[Line]:
    """What the rail stands on."""
    for dot in main:
        yield Line(dot.x, dot.y, dot.x, dot.y + _RAIL_OVER, "post")


def _hangers(dots: Sequence[Dot]) -> Iterator[Line]:
    for dot in dots:
        if dot.place == Place.MAYBE.value:
            yield Line(dot.x, dot.y - _HANG, dot.x, dot.y - dot.r, "maybe")


def _tread_labels(tread: Box, stretch: Stretch) -> Iterator[Label]:
    letters = max(int((tread.width - _AROUND) / BOLD_LETTER + 0.01), 1)
    kind = "done" if stretch.is_done else "phase"
    yield Label(tread.x + 10, tread.y + 26, tuple(wrap(stretch.title, letters)), kind)
    yield from _about_label(tread, stretch)


def _about_label(tread: Box, stretch: Stretch) -> Iterator[Label]:
    """At the foot of a tread, about when it should be done; or that it is."""
    about = "done" if stretch.is_done else stretch.about
    month, _, year = about.partition(" ")
    if about:
        yield Label(tread.x + 10, _FOOT - 14, (f"by {month[:3]} {year}" if year else about,), "about")


def _here(now: Station | None, dots: Sequence[Dot]) -> Iterator[Label]:
    """Where the person is, in words over the rail. To the left of the dot where there is room: the rail climbs to the right."""
    dot = _dot_of(now, dots)
    if now is None or dot is None:
        return
    lines = ("Now", *wrap(now.title, 34))
    width = max(len(line) for line in lines) * BOLD_LETTER
    is_left = dot.x > width + 20
    x = dot.x + 8 if is_left else max(dot.x - 12, 4)
    under = [
        each.y for each in dots if (x - width if is_left else x) - 10 <= each.x <= (x if is_left else x + width) + 10
    ]
    y = min([dot.y, *under]) - _WORDS_OVER - 18 * (len(lines) - 1)
    yield Label(x, y, lines, "now", "end" if is_left else "start")


def _dot_of(now: Station | None, dots: Sequence[Dot]) -> Dot | None:
    return next((dot for dot in dots if now is not None and dot.step == now.step), None)


def _pointer(now: Station | None, dots: Sequence[Dot]) -> Iterator[Line]:
    """From the words to the dot."""
    dot = _dot_of(now, dots)
    for label in _here(now, dots):
        assert dot is not None
        yield Line(dot.x, label.y + 18 * (len(label.lines) - 1) + 6, dot.x, dot.y - dot.r - 3, "pointer")


# -- a rail, for narrow screens ------------------------------------------------------------------------------------

_NARROW, _RAIL_X, _WORDS_X, _DOT_GAP, _A_ROW, _BESIDE_A_DAY = 320, 16, 40, 25, 8, 7


def rail(picture: Picture) -> Drawing:
    """A rail from top to bottom, a post for each stretch, and its steps as dots beside it."""
    dots: list[Dot] = []
    labels: list[Label] = []
    posts: list[Dot] = []
    y = 22.0
    for stretch in picture.stretches:
        posts.append(Dot(_RAIL_X, y - 5, "done" if stretch.is_done else "post", 8))
        title = tuple(wrap(stretch.title, 32))
        labels.append(Label(_WORDS_X, y, title, "done" if stretch.is_done else "phase"))
        y += 19 * len(title) + 6
        about = list(_about_label(_FLAT, stretch))
        rows = list(_row_dots(stretch, y, _BESIDE_A_DAY if about else _A_ROW))
        dots += rows
        labels += [Label(_NARROW - 2, y + 5, each.lines, "about", "end") for each in about]
        y = rows[-1].y + 22
        if picture.now is not None and picture.now in stretch.stations:
            now = wrap(f"Now: {picture.now.title}", 34)
            labels.append(Label(_WORDS_X, y + 10, tuple(now), "now"))
            y += 19 * len(now) + 10
        y += 18
    lines = tuple(
        Line(_RAIL_X, one.y, _RAIL_X, other.y, "done" if one.place == "done" else "ahead")
        for one, other in pairwise(posts)
    )
    return Drawing(_NARROW, round(y - 8), (), lines, (*posts, *dots), tuple(labels))


def _row_dots(stretch: Stretch, y: float, a_row: int) -> Iterator[Dot]:
    for number, station in enumerate(stretch.stations):
        row, place = divmod(number, a_row)
        yield Dot(_WORDS_X + 9 + place * _DOT_GAP, round(y + row * 24, 1), station.place.value, min(_size(station), 9))


# -- deadlines -----------------------------------------------------------------------------------------------------

_FAR = timedelta(days=560)
_LANE = 42


def _soon(deadlines: Sequence[DeadlineLine], on: date) -> tuple[list[DeadlineLine], int]:
    """The deadlines that a time line has room for, and how many lie beyond it. One that is late is drawn at today."""
    dated = [line for line in deadlines if line.day]
    shown = [line for line in dated if line.day and line.day <= on + _FAR]
    return (shown, len(dated) - len(shown)) if shown else (dated, 0)


def timeline(deadlines: Sequence[DeadlineLine], later: int, on: date) -> Drawing:
    """Today on the left, a flag for each deadline, and a tick for each month."""
    last = max(line.day for line in deadlines if line.day)
    days = max((last - on).days, 30)
    scale = (_WIDE - 370) / days
    flags = [(20 + max((line.day - on).days, 0) * scale, line) for line in deadlines if line.day]
    lanes = _lanes(flags)
    axis = 30 + _LANE * (max(lanes) + 1)
    labels, lines, dots = [], [Line(20, axis, _WIDE - 10, axis, "axis")], [Dot(20, axis, "today", 7)]
    for (x, deadline), lane in zip(flags, lanes, strict=True):
        y = axis - 26 - lane * _LANE
        kind = "late" if deadline.is_overdue else "sure" if deadline.is_known else "open"
        lines.append(Line(round(x, 1), axis, round(x, 1), y - 12, kind))
        dots.append(Dot(round(x, 1), axis, kind, 6))
        labels.append(Label(round(x + 6, 1), y, _flag(deadline), "flag"))
    ticks = tuple(_months(on, last, scale, axis))
    labels.append(Label(20, axis + 24, ("Today",), "tick", "start"))
    more = (Label(_WIDE - 10, axis + 24, (f"{later} more after that",), "tick", "end"),) if later else ()
    return Drawing(
        _WIDE,
        axis + 34,
        (),
        (*lines, *(line for line, _ in ticks)),
        tuple(dots),
        (*labels, *(label for _, label in ticks), *more),
    )


def _lanes(flags: Sequence[tuple[float, DeadlineLine]]) -> list[int]:
    """How high each flag flies. An earlier one flies over the later ones that its words would meet, so that no pole
    crosses any words."""
    lanes: list[int] = []
    for place in reversed(range(len(flags))):
        x, deadline = flags[place]
        end = x + LETTER * max(len(line) for line in _flag(deadline)) + 16
        met = [lane for (later, _), lane in zip(flags[place + 1 :], lanes, strict=True) if later < end]
        lanes.insert(0, max(met, default=-1) + 1)
    return lanes


def _flag(deadline: DeadlineLine) -> tuple[str, ...]:
    """When, and what."""
    return (
        f"Late: {deadline.brief}" if deadline.is_overdue else deadline.brief,
        shorten(deadline.title, 46, placeholder="…"),
    )


def _months(on: date, last: date, scale: float, axis: float) -> Iterator[tuple[Line, Label]]:
    """A tick on the first of each month; fewer when they would crowd."""
    every = next((step for step in (1, 2, 3, 6, 12) if step * 30 * scale >= 84), 12)
    month = on.year * 12 + on.month
    while True:
        first = date(month // 12, month % 12 + 1, 1)
        if first > last + timedelta(days=31):
            return
        x = 20 + (first - on).days * scale
        if (first.month - 1) % every == 0 and 96 < x < _WIDE - 210:
            yield (
                Line(round(x, 1), axis, round(x, 1), axis + 7, "tick"),
                Label(round(x, 1), axis + 24, (_month(first),), "tick", "middle"),
            )
        month += 1


def _month(day: date) -> str:
    """Mar 2027."""
    _, month, year = say_date(day).split()
    return f"{month[:3]} {year}"


def calendar(deadlines: Sequence[DeadlineLine], later: int, on: date) -> Drawing:
    """The same from top to bottom: further apart where there is more time between."""
    labels = [Label(_WORDS_X, 22, (f"Today, {say_date(on)}",), "tick")]
    dots = [Dot(_RAIL_X, 17, "today", 7)]
    y, before = 22.0, on
    for deadline in deadlines:
        assert deadline.day
        title = wrap(deadline.title, 33)
        y += 46 + min(max((deadline.day - before).days, 0) / 4, 40)
        kind = "late" if deadline.is_overdue else "sure" if deadline.is_known else "open"
        dots.append(Dot(_RAIL_X, y - 5, kind, 7))
        labels.append(Label(_WORDS_X, y, (_flag(deadline)[0], *title), "flag"))
        y += 19 * (len(title) - 1)
        before = max(deadline.day, before)
    if later:
        y += 46
        labels.append(Label(_WORDS_X, y, (f"{later} more after that",), "tick"))
    line = Line(_RAIL_X, 17, _RAIL_X, dots[-1].y, "axis")
    return Drawing(_NARROW, round(y + 30), (), (line,), tuple(dots), tuple(labels))
