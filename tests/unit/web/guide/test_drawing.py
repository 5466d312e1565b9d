"""What is drawn of a route stays on the paper, and no words lie on other words."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from handrail.domain.content.about_a_route import DeadlineLine, Place
from handrail.domain.content.picture import Picture, Station, Stretch
from handrail.web.guide.drawing import BOLD_LETTER, LETTER, Drawing, Label, draw

ON = date(2026, 11, 22)
DRAWN = (Place.DONE, Place.NOW, Place.NEXT, Place.LATER, Place.MAYBE)


def a_picture(*stretches: list[Place], deadlines: tuple[DeadlineLine, ...] = ()) -> Picture:
    """Stretches of steps; the first that is to do now is where the person is."""
    built = tuple(
        Stretch(
            f"The {rank}th part of it",
            tuple(Station(f"{rank}_{place}", f"Step {rank} {place}", where) for place, where in enumerate(places)),
        )
        for rank, places in enumerate(stretches)
    )
    now = next((station for stretch in built for station in stretch.stations if station.place is Place.NOW), None)
    return Picture(built, deadlines, ON, now, None, "In words.")


def a_deadline(
    days: int, *, title: str = "Send the tax return and pay the tax", known: bool = True, overdue: bool = False
) -> DeadlineLine:
    day = ON + timedelta(days=days)
    said = f"{day.day} March {day.year}"
    return DeadlineLine("step", title, said, "", day, day, known, overdue, said, "", True)


def boxes_of(labels: tuple[Label, ...], kind: str) -> list[tuple[float, float, float, float]]:
    """Left, top, right and bottom of each label."""
    return [
        (
            label.x,
            label.y - 12,
            label.x + LETTER * max(map(len, label.lines)) * 0.9,
            label.y + 19 * (len(label.lines) - 1) + 2,
        )
        for label in labels
        if label.kind == kind
    ]


def overlap(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


STRETCHES = some.lists(some.lists(some.sampled_from(DRAWN), min_size=1, max_size=14), min_size=1, max_size=8)


def on_paper(drawing: Drawing) -> bool:
    return all(0 <= dot.x <= drawing.width and 0 <= dot.y - drawing.top <= drawing.height for dot in drawing.dots)


@given(STRETCHES)
def test_every_step_is_one_dot_on_both_drawings(stretches: list[list[Place]]):
    drawn = draw(a_picture(*stretches))
    steps = sum(map(len, stretches))

    assert len([dot for dot in drawn.stairs.dots if dot.step]) == steps
    assert len([dot for dot in drawn.rail.dots if dot.place in {place.value for place in DRAWN}]) >= steps
    assert on_paper(drawn.stairs)
    assert on_paper(drawn.rail)


@given(STRETCHES)
def test_where_the_person_is_stays_on_the_paper_and_off_the_rail(stretches: list[list[Place]]):
    stairs = draw(a_picture(*stretches)).stairs

    for label in (label for label in stairs.labels if label.kind == "now"):
        foot = label.y + 19 * (len(label.lines) - 1)
        width = LETTER * max(map(len, label.lines))
        left = label.x - width if label.anchor == "end" else label.x
        assert left >= -1
        assert left + width <= stairs.width + 1
        assert label.y >= stairs.top + 12
        assert all(dot.y - dot.r > foot for dot in stairs.dots if left <= dot.x <= left + width)


NAMES = (
    "Move in",
    "Find a home and agree a price",
    "Their home, money and belongings",
    "Get what your employer owes you",
    "Early on: care and help with costs",
    "Afterwards",
)


FIT = 4
"""So many names always have room on their treads, however long they are."""


def of_names(stretches: list[tuple[str, int]]) -> Picture:
    """Stretches with these names and so many steps."""
    built = tuple(
        Stretch(name, tuple(Station(f"{rank}_{each}", "A step", Place.LATER) for each in range(steps)), "March 2027")
        for rank, (name, steps) in enumerate(stretches)
    )
    return Picture(built, (), ON, None, None, "In words.")


@given(some.lists(some.tuples(some.sampled_from(NAMES), some.integers(1, 16)), min_size=1, max_size=14))
def test_the_name_of_a_stretch_stays_on_its_tread_with_no_word_cut(stretches: list[tuple[str, int]]):
    """Also where it has few steps, beside others that have many. Where there are too many names they are numbered, and listed."""
    stairs = draw(of_names(stretches)).stairs
    names = [label for label in stairs.labels if label.kind == "phase"]
    months = [label for label in stairs.labels if label.kind == "about"]

    if stairs.names:
        assert len(stretches) > FIT
        assert stairs.names == tuple(f"{name}, by Mar 2027" for name, _ in stretches)
        assert not months
    shown = (
        [str(number) for number in range(1, len(stretches) + 1)] if stairs.names else [name for name, _ in stretches]
    )
    assert [" ".join(label.lines) for label in names] == shown
    for tread, label in zip(stairs.boxes, months, strict=not stairs.names):
        assert label.x + LETTER * len(label.lines[0]) <= tread.x + tread.width
    for tread, label in zip(stairs.boxes, names, strict=True):
        assert label.x >= tread.x
        assert label.x + BOLD_LETTER * max(map(len, label.lines)) <= tread.x + tread.width
        assert label.y + 19 * (len(label.lines) - 1) < tread.y + tread.height
    assert stairs.boxes[-1].x + stairs.boxes[-1].width == pytest.approx(stairs.width, abs=1)


def test_the_rail_is_solid_as_far_as_all_is_done():
    stairs = draw(a_picture([Place.DONE, Place.DONE], [Place.NOW, Place.LATER])).stairs

    kinds = [line.kind for line in stairs.lines if line.kind in ("done", "ahead")]

    assert kinds == ["done", "done", "ahead", "ahead", "ahead"]


def test_what_may_apply_hangs_from_the_rail_by_a_dashed_line():
    stairs = draw(a_picture([Place.NOW, Place.MAYBE])).stairs
    [maybe] = [dot for dot in stairs.dots if dot.place == "maybe"]

    assert [line.kind for line in stairs.lines if line.x1 == maybe.x] == ["maybe"]


@given(some.lists(some.integers(-30, 540), min_size=1, max_size=9))
def test_no_words_on_the_time_line_lie_on_other_words_or_under_a_pole(days: list[int]):
    drawn = draw(a_picture([Place.NOW], deadlines=tuple(a_deadline(each) for each in sorted(days))))

    assert drawn.timeline is not None
    flags = boxes_of(drawn.timeline.labels, "flag")
    assert not any(overlap(one, other) for one, other in combinations(flags, 2))
    poles = [line for line in drawn.timeline.lines if line.kind in ("sure", "open", "late")]
    assert not any(left < pole.x1 < right and pole.y2 < bottom for left, _, right, bottom in flags for pole in poles)
    assert all(right <= drawn.timeline.width + 40 for _, _, right, _ in flags)


@given(some.lists(some.integers(-30, 3000), min_size=1, max_size=9))
def test_on_a_narrow_screen_the_days_come_in_order(days: list[int]):
    drawn = draw(a_picture([Place.NOW], deadlines=tuple(a_deadline(each) for each in sorted(days))))

    assert drawn.calendar is not None
    heights = [label.y for label in drawn.calendar.labels]
    assert heights == sorted(heights)
    assert not any(overlap(one, other) for one, other in combinations(boxes_of(drawn.calendar.labels, "flag"), 2))


@pytest.mark.parametrize(("deadlines", "more"), [((10, 20), False), ((10, 2000), True)])
def test_what_lies_far_off_is_counted(deadlines: tuple[int, ...], more: bool):
    drawn = draw(a_picture([Place.NOW], deadlines=tuple(map(a_deadline, deadlines))))

    assert drawn.timeline is not None
    assert any("more after that" in label.lines[0] for label in drawn.timeline.labels) is more


def test_without_deadlines_there_is_no_time_line():
    assert draw(a_picture([Place.NOW])).timeline is None
