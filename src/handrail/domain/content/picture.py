"""What a picture of a route shows: the stretches of the journey with their steps, where the person is, and the deadlines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from handrail.domain.content.about_a_route import DeadlineLine, PhaseLines, Place, RouteTold
from handrail.domain.content.saying import say_date, say_listed

_DRAWN = (Place.DONE, Place.NOW, Place.NEXT, Place.LATER, Place.MAYBE)


@dataclass(frozen=True, slots=True)
class Station:
    """One step on the line."""

    step: str
    title: str
    place: Place


@dataclass(frozen=True, slots=True)
class Stretch:
    """One phase of the journey: its steps that are done, to do, or may be, and about when all up to its end should be done."""

    title: str
    stations: tuple[Station, ...]
    about: str = ""

    @property
    def is_done(self) -> bool:
        """All that is surely needed is done."""
        sure = [station for station in self.stations if station.place is not Place.MAYBE]
        return bool(sure) and all(station.place is Place.DONE for station in sure)


@dataclass(frozen=True, slots=True)
class Picture:
    """A route to be drawn. The text equivalent says the same in words."""

    stretches: tuple[Stretch, ...]
    deadlines: tuple[DeadlineLine, ...]
    on: date
    now: Station | None
    next: Station | None
    says: str


def picture_of(told: RouteTold, on: date) -> Picture:
    """What to draw of a route."""
    phases = told.phases_at(*_DRAWN)
    stretches = tuple(
        Stretch(phase.title, tuple(Station(line.id, line.title, line.place) for line in phase.lines), about)
        for phase, about in zip(phases, _abouts(phases), strict=True)
    )
    stations = [station for stretch in stretches for station in stretch.stations]
    now = next((station for station in stations if told.next_step and station.step == told.next_step.id), None)
    following = next((station for station in stations if station.place is Place.NEXT), None)
    dated = tuple(line for line in told.deadlines if line.day)
    return Picture(stretches, dated, on, now, following, _says(stations, now, following, dated))


def _abouts(phases: Sequence[PhaseLines]) -> Iterator[str]:
    """About when all that is sure should be done, up to the end of each stretch: March 2027. A month never comes before that of a
    stretch below it. Nothing when nobody can say."""
    latest = date.min
    for phase in phases:
        days = [line.expected for line in phase.lines if line.place in (Place.NOW, Place.NEXT, Place.LATER)]
        latest = max([latest, *(day for day in days if day)])
        yield say_date(latest).partition(" ")[2] if days and None not in days else ""


def _says(
    stations: list[Station], now: Station | None, following: Station | None, deadlines: tuple[DeadlineLine, ...]
) -> str:
    """The picture in a few sentences."""
    counts = [(sum(station.place is place for station in stations), name) for place, name in _COUNTED]
    later = sum(station.place in (Place.NEXT, Place.LATER) for station in stations)
    counted = [f"{count} {name}" for count, name in counts if count] + ([f"{later} to come"] if later else [])
    maybe = sum(station.place is Place.MAYBE for station in stations)
    says = (
        [f"Your steps: {say_listed([*counted, *([f'{maybe} that may apply'] if maybe else [])])}."] if stations else []
    )
    if now:
        says.append(f"Now: {now.title}.")
    if following:
        says.append(f"Next: {following.title}.")
    if deadlines and deadlines[0].day:
        first = deadlines[0]
        says.append(f"First deadline: {first.title}, {say_date(first.day)}.")  # type: ignore[arg-type]
    return " ".join(says)


_COUNTED = ((Place.DONE, "done"), (Place.NOW, "to do now"))
