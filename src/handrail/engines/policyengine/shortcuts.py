"""PolicyEngine's calculation by a shorter way, for the variables about which nothing is special.

One household asks for some 4,000 values. Each time their `calculate` looks for reforms, abolitions, files of kept values, parts
of a period and changes made meanwhile, though next to nothing ever comes of it: the search takes longer than the law. What is
plain about a variable is noted here once for all requests; then a value is looked up, or worked out and kept, by the same steps
without the search. Wherever something is not plain, their own method is called.

No value outlives the request it was worked out for.
"""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from policyengine_core.data_storage.store_history import next_sequence_number
from policyengine_core.enums import Enum, EnumArray
from policyengine_core.errors import SpiralError
from policyengine_core.holders import Holder
from policyengine_core.periods import Period
from policyengine_core.populations import Population
from policyengine_core.simulations.simulation import _calculation_frames, _formula_simulation
from policyengine_core.variables import Variable
from policyengine_uk import CountryTaxBenefitSystem, Simulation
from policyengine_uk.data.capital_gains_projection import CGT_INPUTS
from policyengine_uk.data.isa_income import SAVINGS_INTEREST
from policyengine_uk.utils.supplied_inputs import SUPPLIED_INPUT_VARIABLES

_SPECIAL = {*CGT_INPUTS, *SUPPLIED_INPUT_VARIABLES, SAVINGS_INTEREST, "bsp_reported"}
"""What their UK class does something more for."""

_UNITS = ("year", "month")

_frames_now = _calculation_frames.get
_simulation_now = _formula_simulation.get


@dataclass(slots=True)
class Plain:
    """What is the same for a variable in every request."""

    variable: Variable
    name: str
    group: str
    unit: str
    is_enum: bool
    adds: tuple[str, ...]
    subtracts: tuple[str, ...]
    formulas: dict[Period, Any] = field(default_factory=dict)

    def formula(self, period: Period) -> Any:
        """The formula that holds in a period, or None."""
        try:
            return self.formulas[period]
        except KeyError:
            self.formulas[period] = found = self.variable.get_formula(period)
            return found


def plain_ones(system: CountryTaxBenefitSystem) -> dict[str, Plain]:
    """The variables of a system that their method has no special step for."""
    if "abolitions" in system.parameters.gov.children or system.capital_gains_projection is not None:
        return {}  # either may change any of them
    return {
        name: Plain(
            variable, name, variable.entity.key, variable.definition_period, variable.value_type == Enum,
            tuple(variable.adds or ()), tuple(variable.subtracts or ()),
        )
        for name, variable in system.variables.items()
        if name not in _SPECIAL and _is_plain(variable, system)
    }  # fmt: skip


def _is_plain(variable: Variable, system: CountryTaxBenefitSystem) -> bool:
    added = (variable.adds or (), variable.subtracts or ())
    return (
        variable.definition_period in _UNITS
        and not variable.is_neutralized
        and variable.requires_computation_after is None
        and variable.calculate_output is None
        and system.auto_carry_over_input_variables
        and not any(isinstance(names, str) for names in added)
        and all(name in system.variables for names in added for name in names)
    )


class QuickSimulation(Simulation):  # type: ignore[misc]
    """Their simulation, which looks a value up or works it out by the shorter way where there is one."""

    plain: Mapping[str, Plain]

    def calculate(
        self,
        variable_name: str | None = None,
        period: Any = None,
        map_to: str | None = None,
        decode_enums: bool = False,
    ) -> Any:
        """A value, for a formula of this simulation that is being worked out; whoever else asks is answered their way."""
        frames = _frames_now()
        plain = self.plain.get(variable_name)  # type: ignore[arg-type]
        if (
            plain is None
            or decode_enums
            or type(period) is not Period
            or not frames
            or frames[-1].simulation is not self
            or _simulation_now() is not self
            or not self._cgt_calculation_depth
            or self.trace
        ):
            return super().calculate(variable_name, period, map_to, decode_enums)
        found = self._fast_cache.get((variable_name, period))
        if found is None:
            if (
                period.unit != plain.unit
                or period.size != 1
                or period.start.day != 1
                or frames[-1].attempt_cache
                or not frames[-1].may_keep()
            ):
                return super().calculate(variable_name, period, map_to, decode_enums)
            found = self._noted(plain, period)
        if map_to is None or map_to == plain.group:
            return found
        return self.map_result(found, plain.group, map_to)

    def _noted(self, plain: Plain, period: Period) -> Any:
        """Worked out while it stands in the list of what is being worked out, which is how circles are found."""
        self.tracer.record_calculation_start(plain.name, period, self.branch_name)
        self._calculations_in_flight += 1
        try:
            found = self._worked_out(plain, period)
            self._get_requested_variables().add(plain.name)
            return found
        finally:
            self._calculations_in_flight -= 1
            self.tracer.record_calculation_end()

    def _worked_out(self, plain: Plain, period: Period) -> Any:
        """What is held, or what the formula, the sum or the default comes to, which is held from then on."""
        started = self._calculation_start()
        self._calculations_started += 1
        population = self.populations[plain.group]
        holder = population._holders.get(plain.name) or population.get_holder(plain.name)
        holds_some = bool(holder._memory_storage._arrays) or holder._disk_storage is not None
        found = holder.get_array(period, self.branch_name) if holds_some else None
        if found is not None:
            self._fast_cache[plain.name, period] = found
            return found
        formula = plain.formula(period)
        if formula is None and not plain.adds and not plain.subtracts and holds_some:
            return self._calculate(plain.name, period)  # it may be carried over from another period
        applies = self._applies(plain, period)
        if applies is not None and not applies.any():
            default = self._cast_formula_result(holder.default_array(), plain.variable)
            return self._held(holder, default, period, started)
        try:
            self._check_for_cycle(plain.name, period)
            found = self._of_formula(plain, formula, population, holder, period)
            if found is None:
                return self._calculate(plain.name, period)
            if applies is not None:
                found = _where(applies, found, plain)
            found = self._held(holder, self._cast_formula_result(found, plain.variable), period, started)
        except SpiralError:
            found = holder.default_array()
            holder._record_store(period, next_sequence_number())
        if self._may_keep(started):
            self._fast_cache[plain.name, period] = found
        return found

    def _applies(self, plain: Plain, period: Period) -> Any:
        """Whom the variable is defined for, or None where that is everyone."""
        if plain.variable.defined_for is None:
            return None
        return self.calculate(plain.variable.defined_for, period, map_to=plain.group) > 0

    def _of_formula(self, plain: Plain, formula: Any, population: Population, holder: Holder, period: Period) -> Any:
        if formula is not None:
            if formula.__code__.co_argcount == 2:
                return formula(population, period)
            return formula(population, period, self.tax_benefit_system.parameters)
        if not plain.adds and not plain.subtracts:
            self._get_store_history().record_derived(plain.name, next_sequence_number())
            return holder.default_array()
        total: Any = 0
        for name in plain.adds:
            total = total + self.calculate(name, period, map_to=plain.group)
        for name in plain.subtracts:
            total = total - self.calculate(name, period, map_to=plain.group)
        return total

    def _held(self, holder: Holder, found: Any, period: Period, started: tuple[int, int, int]) -> Any:
        """Keep a value where nothing stands in its place yet; anything else is decided their way."""
        storage, key = holder._memory_storage, f"{self.branch_name}:{period}"
        if (
            (storage._arrays and self.branch_name != "default")
            or key in storage._arrays
            or key in storage._inputs
            or started[0] != self._input_epoch
            or started[1] != self._inputs_set
            or holder._disk_storage is not None
            or holder._do_not_store
            or hasattr(holder, "_user_input_storage")
            or len(found) != holder.population.count
            or self.opt_out_cache
            or not _frames_now()[-1].may_keep()
        ):
            return self._cache_result(holder, found, period, started)
        number = next_sequence_number()
        storage._arrays[key] = found
        storage._sequence_numbers[key] = number
        self._get_store_history().record_store(holder.variable.name, period, number)
        return found


def _where(applies: Any, found: Any, plain: Plain) -> Any:
    chosen = np.where(applies, found, plain.variable.default_value)
    if not plain.is_enum:
        return chosen
    places = [item.index if isinstance(item, Enum) else item for item in chosen]
    return EnumArray(np.array(places), plain.variable.possible_values)


_theirs = Population.__call__


def _of_population(
    self: Population, variable_name: str, period: Any = None, options: Container[str] | None = None
) -> Any:
    """Their call, without its checks where they have been made once for all."""
    if not options:
        plain = getattr(self.simulation, "plain", _NONE).get(variable_name)
        if plain is not None and plain.group == self.entity.key and period is not None:
            return self.simulation.calculate(variable_name, period)
    return _theirs(self, variable_name, period, options)


_NONE: dict[str, Plain] = {}


def take() -> None:
    """From here on, in this process, formulas ask for values by the shorter way."""
    Population.__call__ = _of_population
