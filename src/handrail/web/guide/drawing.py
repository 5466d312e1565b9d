"""Draw a route: where each line, dot and word goes. Stairs to climb with a rail to hold, and the deadlines on a time line.

There are two drawings of each, one for wide screens and one for narrow ones. Lengths are in the units of the drawing,
which are pixels where there is room.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from textwrap import wrap

from handrail.domain.content.about_a_route import DeadlineLine, Place
from handrail.domain.content.picture import Picture, Station, Stretch
from handrail.domain.content.saying import say_date

LETTER = 7.4
"""About how wide a letter is, in the size that labels have."""


@dataclass(frozen=True, slots=True)
class Dot:
    """One step."""

    x: float
    y: float
    place: str
    r: float


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
    """Everything on one drawing."""

    width: float
    height: float
    boxes: tuple[Box, ...] = ()
    lines: tuple[Line, ...] = ()
    dots: tuple[Dot, ...] = ()
    labels: tuple[Label, ...] = ()


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

_WIDE, _FOOT, _RISE, _RAIL_OVER, _HANG = 960, 330, 27, 62, 24
_TOP = 74


def stairs(picture: Picture) -> Drawing:
    """A flight of stairs, a tread for each stretch; above it the rail, with a dot for each step."""
    treads = tuple(_treads(picture.stretches))
    dots = tuple(
        dot for tread, stretch in zip(treads, picture.stretches, strict=True) for dot in _dots_over(tread, stretch)
    )
    main = [dot for dot in dots if dot.place != Place.MAYBE.value]
    lines = (*_rail_through(main, treads), *_hangers(dots))
    labels = [_tread_label(tread, stretch) for tread, stretch in zip(treads, picture.stretches, strict=True)]
    return Drawing(_WIDE, _FOOT, treads, lines, dots, (*labels, *_here(picture.now, dots, _WIDE)))


def _treads(stretches: Sequence[Stretch]) -> Iterator[Box]:
    """As wide as they have steps, and never too narrow for their name."""
    weights = [max(len(stretch.stations), 4) for stretch in stretches]
    x, whole = 0.0, sum(weights)
    for rank, (weight, stretch) in enumerate(zip(weights, stretches, strict=True)):
        width = _WIDE * weight / whole
        height = 96 + rank * _RISE * 6 / max(len(stretches) - 1, 1)
        yield Box(
            round(x, 1), round(_FOOT - height, 1), round(width, 1), round(height, 1), "done" if stretch.is_done else ""
        )
        x += width


def _dots_over(tread: Box, stretch: Stretch) -> Iterator[Dot]:
    """Evenly along the tread. What may apply hangs below the rail."""
    gap = tread.width / len(stretch.stations)
    for number, station in enumerate(stretch.stations):
        x = tread.x + gap * (number + 0.5)
        hangs = station.place is Place.MAYBE
        yield Dot(
            round(x, 1), round(tread.y - _RAIL_OVER + (_HANG if hangs else 0), 1), station.place.value, _size(station)
        )


def _size(station: Station) -> float:
    return {Place.NOW: 11, Place.NEXT: 8.5, Place.DONE: 8.5}.get(station.place, 6.5)


def _rail_through(main: Sequence[Dot], treads: Sequence[Box]) -> Iterator[Line]:
    """From the first step to the last, and a little further on both sides. It is solid where both ends are done."""
    if not main:
        return
    points = [(0.0, treads[0].y - _RAIL_OVER, ""), *((dot.x, dot.y, dot.place) for dot in main)]
    points.append((float(_WIDE), treads[-1].y - _RAIL_OVER, ""))
    for (x1, y1, was), (x2, y2, now) in pairwise(points):
        done = was in (Place.DONE.value, "") and now == Place.DONE.value
        yield Line(x1, y1, x2, y2, "done" if done else "ahead")


def _hangers(dots: Sequence[Dot]) -> Iterator[Line]:
    for dot in dots:
        if dot.place == Place.MAYBE.value:
            yield Line(dot.x, dot.y - _HANG, dot.x, dot.y - dot.r, "maybe")


def _tread_label(tread: Box, stretch: Stretch) -> Label:
    letters = max(int((tread.width - 16) / LETTER), 8)
    return Label(
        tread.x + 10, tread.y + 24, tuple(wrap(stretch.title, letters)), "done" if stretch.is_done else "phase"
    )


def _here(now: Station | None, dots: Sequence[Dot], width: float) -> Iterator[Label]:
    """Where the person is, in words over the dot."""
    dot = next((dot for dot in dots if dot.place == Place.NOW.value), None)
    if now is None or dot is None:
        return
    anchor = "start" if dot.x < width * 0.6 else "end"
    x = max(dot.x - 12, 4) if anchor == "start" else min(dot.x + 12, width - 4)
    lines = ("Now", *wrap(now.title, 36))
    yield Label(x, dot.y - 22 - 18 * (len(lines) - 1), lines, "now", anchor)


# -- a rail, for narrow screens ------------------------------------------------------------------------------------

_NARROW, _RAIL_X, _WORDS_X, _DOT_GAP, _A_ROW = 320, 16, 40, 21, 13


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
        y += 19 * len(title) + 4
        rows = list(_row_dots(stretch, y))
        dots += rows
        y = rows[-1].y + 18
        if picture.now is not None and picture.now in stretch.stations:
            now = wrap(f"Now: {picture.now.title}", 34)
            labels.append(Label(_WORDS_X, y + 6, tuple(now), "now"))
            y += 19 * len(now) + 4
        y += 20
    lines = tuple(
        Line(_RAIL_X, one.y, _RAIL_X, other.y, "done" if one.place == "done" else "ahead")
        for one, other in pairwise(posts)
    )
    return Drawing(_NARROW, round(y - 8), (), lines, (*posts, *dots), tuple(labels))


def _row_dots(stretch: Stretch, y: float) -> Iterator[Dot]:
    for number, station in enumerate(stretch.stations):
        row, place = divmod(number, _A_ROW)
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
    scale = (_WIDE - 230) / days
    flags = [(20 + max((line.day - on).days, 0) * scale, line) for line in deadlines if line.day]
    lanes = _lanes(flags)
    axis = 30 + _LANE * (max(lanes) + 1)
    labels, lines, dots = [], [Line(20, axis, _WIDE - 10, axis, "axis")], [Dot(20, axis, "today", 7)]
    for (x, deadline), lane in zip(flags, lanes, strict=True):
        y = axis - 26 - lane * _LANE
        kind = "late" if deadline.is_overdue else "sure" if deadline.is_known else "open"
        lines.append(Line(round(x, 1), axis, round(x, 1), y - 12, kind))
        dots.append(Dot(round(x, 1), axis, kind, 6))
        labels.append(Label(round(x + 6, 1), y, (_short(deadline), *wrap(deadline.title, 40)[:1]), "flag"))
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
    """The lowest lane in which each flag has room for its words."""
    ends: list[float] = []
    lanes = []
    for x, deadline in flags:
        width = LETTER * max(len(_short(deadline)), min(len(deadline.title), 40)) + 16
        lane = next((lane for lane, end in enumerate(ends) if end <= x), len(ends))
        ends[lane : lane + 1] = [x + width]
        lanes.append(lane)
    return lanes


def _short(deadline: DeadlineLine) -> str:
    assert deadline.day
    said = say_date(deadline.day)
    if deadline.is_overdue:
        return f"Late: {said}"
    if deadline.is_known:
        return said
    return f"by {said}, or earlier" if deadline.last_day == deadline.day else f"{said}, or later"


def _months(on: date, last: date, scale: float, axis: float) -> Iterator[tuple[Line, Label]]:
    """A tick on the first of each month; fewer when they would crowd."""
    every = next((step for step in (1, 2, 3, 6, 12) if step * 30 * scale >= 84), 12)
    month = on.year * 12 + on.month
    while True:
        first = date(month // 12, month % 12 + 1, 1)
        if first > last + timedelta(days=31):
            return
        x = 20 + (first - on).days * scale
        if (first.month - 1) % every == 0 and 96 < x < _WIDE - 130:
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
        labels.append(Label(_WORDS_X, y, (_short(deadline), *title), "flag"))
        y += 19 * (len(title) - 1)
        before = max(deadline.day, before)
    if later:
        y += 46
        labels.append(Label(_WORDS_X, y, (f"{later} more after that",), "tick"))
    line = Line(_RAIL_X, 17, _RAIL_X, dots[-1].y, "axis")
    return Drawing(_NARROW, round(y + 30), (), (line,), tuple(dots), tuple(labels))
