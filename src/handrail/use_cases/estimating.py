"""What a person may pay or be owed, as an outside calculator has it: always an estimate, and never a “no”."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from handrail.domain.facts.held import Facts
from handrail.domain.facts.mistakes import nearest_name
from handrail.domain.facts.possible import Among, Possible
from handrail.domain.routes.once import once
from handrail.domain.rules.determination import Status
from handrail.domain.rules.outside import Coverage, Outside, OutsideOutput
from handrail.engines.protocol import Away, Engine, Result, Table, Why
from handrail.packs.pack import Pack
from handrail.use_cases.answers import write_error
from handrail.use_cases.estimate_tables import is_known, table_of, worlds_of
from handrail.use_cases.reading_people import Person, read_person

AWAY = "Estimates of taxes and benefits cannot be made just now. Everything else works. Try again in a minute."
AN_ESTIMATE = "This is an estimate. Only the office that pays it can tell you what you will get."
ASK_FIRST = "This differs from nation to nation, so we need to know first where you live."
NO_FIGURES = "We hold no figures for that tax year."
NOTHING = "It came to £0 with what we know. That is not a “no”: you can always claim, and be told why not."

PARTNER = "partner.exists"
PERIODS = {1: "year", 12: "month", 52: "week"}


class UnknownProgramme(Exception):
    """Someone asked for an estimate of something that the pack has none of."""

    def __init__(self, name: str, nearest: str | None) -> None:
        self.name, self.nearest = name, nearest
        hint = f" Did you mean '{nearest}'?" if nearest else ""
        super().__init__(f"There is no estimate of '{name}'.{hint}")


class NothingToEstimate(Exception):
    """The installed pack asks nothing of the calculator."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """One programme's amount, as often as it is paid. Both ends are None where nothing can be said."""

    status: Status
    low: int | None = None
    high: int | None = None
    needs: tuple[str, ...] = ()
    assumes: tuple[str, ...] = ()
    says: tuple[str, ...] = ()
    away: Why | None = None
    """What kept the calculator from answering."""


def estimate_programmes(
    *, pack: Pack, engine: Engine, programmes: Sequence[str], facts: object, on: date, row: int = 1
) -> dict[str, object]:
    """One row of `handrail estimate`."""
    check_programmes(pack, engine.name, programmes)
    outside = pack.outside[engine.name]
    person = read_person(pack.rulebook, facts, on)
    estimates = estimates_of(pack, engine, programmes, person) if person.sheet else {}
    return {
        "row": row,
        "on": on.isoformat(),
        "release": pack.release,
        "engine": {"name": outside.engine, "version": outside.version},
        "goals": {f"{name}.amount": _written(outside.outputs[name], each) for name, each in estimates.items()},
        "errors": [write_error(error) for error in person.errors],
        "warnings": list(person.warnings),
    }


def check_programmes(pack: Pack, engine: str, programmes: Sequence[str]) -> None:
    """Every name is one that the pack has an outside calculator asked about."""
    if engine not in pack.outside:
        raise NothingToEstimate(f"This pack has nothing estimated by {engine}.")
    known = pack.outside[engine].outputs
    for name in programmes:
        if name not in known:
            raise UnknownProgramme(name, nearest_name(name, known))


def estimates_of(pack: Pack, engine: Engine, programmes: Sequence[str], person: Person) -> dict[str, Estimate]:
    """An estimate of each programme, all of them in one call of the calculator."""
    outside = pack.outside[engine.name]
    year = _tax_year(person.on)
    found: dict[str, Estimate] = {}
    for name in programmes:
        refused = _refused(outside, outside.outputs[name], person, year, pack)
        if refused is not None:
            found[name] = refused
    asked = [name for name in programmes if name not in found]
    if asked:
        found |= _asked(pack, engine, outside, asked, person, year)
    return {name: found[name] for name in programmes}


def _refused(outside: Outside, output: OutsideOutput, person: Person, year: int, pack: Pack) -> Estimate | None:
    """What is said without asking: that it is not modelled where the person lives, or that we need to know where."""
    nations = _nations(outside, person.facts, pack)
    covered = [output.coverage[nation] for nation in nations]
    if all(each.how is Coverage.NOT for each in covered):
        return Estimate(Status.NOT_COVERED, says=tuple(dict.fromkeys(each.says for each in covered)))
    if len({each.how for each in covered}) > 1:
        return Estimate(Status.OPEN, needs=(outside.nation,), says=(ASK_FIRST,))
    if year not in outside.years:
        return Estimate(Status.NOT_KNOWN_YET if year > max(outside.years) else Status.NOT_COVERED, says=(NO_FIGURES,))
    return None


def _nations(outside: Outside, facts: Facts, pack: Pack) -> list[str]:
    possible = facts.possible(outside.nation, pack.vocabulary)
    assert isinstance(possible, Among)
    return sorted(str(nation) for nation in possible.values)


def _asked(
    pack: Pack, engine: Engine, outside: Outside, names: Sequence[str], person: Person, year: int
) -> dict[str, Estimate]:
    worlds = worlds_of(_possible(pack, outside, person), pack.vocabulary, outside, person.on)
    table = table_of(worlds, outside, pack.vocabulary, year)
    variables = list(dict.fromkeys(outside.outputs[name].variable for name in names))
    answer = engine.evaluate(table, variables)
    if isinstance(answer, Away):
        why = answer.why
        return {
            name: Estimate(Status.OPEN, needs=needs_of(pack, outside, name, person), says=(AWAY,), away=why)
            for name in names
        }
    return {
        name: _estimate(pack, outside, name, person, answer.results[outside.outputs[name].variable], table)
        for name in names
    }


def _possible(pack: Pack, outside: Outside, person: Person) -> dict[str, Possible]:
    names = dict.fromkeys(fact for each in outside.inputs.values() for fact in each.facts)
    return {name: person.facts.possible(name, pack.vocabulary) for name in (PARTNER, *names)}


def _estimate(pack: Pack, outside: Outside, name: str, person: Person, result: Result, table: Table) -> Estimate:
    output = outside.outputs[name]
    amounts = _for_each_world(result, table) / output.times_a_year
    low, high = round(float(amounts.min()) * 100), round(float(amounts.max()) * 100)
    coverage = dict.fromkeys(output.coverage[nation].says for nation in _nations(outside, person.facts, pack))
    says = (AN_ESTIMATE, *((NOTHING,) if low == high == 0 else ()), *(each for each in coverage if each))
    assumes = (
        *(fact for fact in facts_behind(outside, name) if fact in person.facts.assumed),
        *outside.held_for(name),
        *derived_for(outside, name),
    )
    return Estimate(Status.ESTIMATE, low, high, needs_of(pack, outside, name, person), assumes, says)


def _for_each_world(result: Result, table: Table) -> npt.NDArray[np.float64]:
    """What all members of a household come to together, where an output is about each of them."""
    if result.group != "person":
        return result.values.astype(float)
    household = table.groups["person"].belongs_to["household"]
    of_all = np.bincount(household, weights=result.values.astype(float), minlength=table.groups["household"].size)
    return of_all.astype(float)


def facts_behind(outside: Outside, name: str) -> tuple[str, ...]:
    """Every fact that an estimate rests on. Whether there is a partner decides who is in the household at all."""
    return once((PARTNER, *outside.facts_read_by(name)))


def derived_for(outside: Outside, name: str) -> tuple[str, ...]:
    """How we worked out what the calculator reads and nobody is asked, in words."""
    read = outside.outputs[name].reads
    return tuple(each.reads_as for each in outside.inputs.values() if each.is_derived and each.name in read)


def needs_of(pack: Pack, outside: Outside, name: str, person: Person) -> tuple[str, ...]:
    """What it asks for and nobody has said, where it makes sense to ask."""
    assert person.sheet is not None
    declined = person.facts.declined
    return tuple(
        fact
        for fact in facts_behind(outside, name)
        if not is_known(person.facts.possible(fact, pack.vocabulary))
        and fact not in declined
        and pack.rulebook.is_asked(fact, person.sheet)
    )


def _tax_year(on: date) -> int:
    """The year in which the tax year of a day begins, on 6 April."""
    return on.year if (on.month, on.day) >= (4, 6) else on.year - 1


def _written(output: OutsideOutput, estimate: Estimate) -> dict[str, object]:
    """In the shape of every other answer."""
    return {
        "type": "money",
        "status": estimate.status.value,
        "value": None,
        "low": None if estimate.low is None else estimate.low / 100,
        "high": None if estimate.high is None else estimate.high / 100,
        "possible": None,
        "needs": list(estimate.needs),
        "assumes": list(estimate.assumes),
        "because": [],
        "scope": " ".join(estimate.says),
        "sources": [],
        "check": True,
        "certificate": None,
        "period": PERIODS[output.times_a_year],
    }
