"""Many households in one go over one tax-benefit system that is built once.

PolicyEngine builds its whole tree of parameters anew, twice, for each `Simulation`: seconds of work before the first formula.
Here one is built as they build it, its system is kept, and every table that is asked about is laid over that system by the
steps of their own constructor, with arrays where a situation would stand. That reaches into what they did not mean for others,
so the answers are held against their unpatched class: tests/contract/engines/test_same_as_stock.py.

Only the worker imports this module. It is not safe to use from two threads.
"""

from __future__ import annotations

import gc
from collections.abc import Mapping, Sequence
from importlib.metadata import version

import numpy as np
from policyengine_core.tracers import SimpleTracer
from policyengine_uk import CountryTaxBenefitSystem, Simulation
from policyengine_uk.scenarios import uc_reform

from handrail.engines.policyengine import shortcuts
from handrail.engines.protocol import Answered, CannotEvaluate, Group, Result, Table

PERSON, OTHER_GROUPS = "person", ("benunit", "household")
FIRST_YEAR, LAST_YEAR = 2025, 2026
"""The years whose answers are held against published figures."""

_MOVED = (
    ("capital_gains", "capital_gains_before_response"),
    ("employment_income", "employment_income_before_lsr"),
    ("employee_pension_contributions", "employee_pension_contributions_reported"),
    ("bus_fare_spending", "bus_fare_spending_reported"),
)


class Evaluator:
    """One shared system. Building it takes seconds and hundreds of megabytes; asking it a fraction of a second."""

    def __init__(self) -> None:
        someone = {"people": {"someone": {}}, "benunits": {"unit": {"members": ["someone"]}}}
        stock = Simulation(situation={**someone, "households": {"home": {"members": ["someone"]}}})
        self._system = stock.tax_benefit_system
        # Each simulation empties the caches of its system, since its parameters may have been reformed. Ours never are.
        self._system.reset_parameter_caches = lambda: None
        self._plain = shortcuts.plain_ones(self._system)
        shortcuts.take()
        self.version = version("policyengine-uk")

    def warm_up(self) -> None:
        """Read the parameters of each year once, and spare the collector what will never be collected."""
        alone = {"benunit": np.zeros(1, dtype=np.int64), "household": np.zeros(1, dtype=np.int64)}
        for year in range(FIRST_YEAR, LAST_YEAR + 1):
            groups = {PERSON: Group(1, {}, alone), "benunit": Group(1), "household": Group(1)}
            self.evaluate(Table(year, groups), ("household_net_income",))
        gc.collect()
        gc.freeze()

    def evaluate(self, table: Table, outputs: Sequence[str]) -> Answered:
        """Each output for every row of the group it is about."""
        self._check(table, outputs)
        try:
            simulation = _Simulation(self._system, table, self._plain)
            results = {name: self._result(simulation, name, table.year) for name in outputs}
        finally:
            self._system.simulation = None  # or the system would hold what was told until somebody else asks
        return Answered(results, self.version)

    def _result(self, simulation: Simulation, name: str, year: int) -> Result:
        values = np.asarray(simulation.calculate(name, year, decode_enums=True))
        return Result(self._system.variables[name].entity.key, values)

    def _check(self, table: Table, outputs: Sequence[str]) -> None:
        if not FIRST_YEAR <= table.year <= LAST_YEAR:
            raise CannotEvaluate(f"the year {table.year} is not held against published figures")
        if set(table.groups) != {PERSON, *OTHER_GROUPS}:
            raise CannotEvaluate("a table has people, benefit units and households")
        self._check_members(table)
        for group, rows in table.groups.items():
            for name in rows.columns:
                self._check_column(name, group)
        for name in outputs:
            if name not in self._system.variables:
                raise CannotEvaluate(f"there is no output {name}")

    def _check_members(self, table: Table) -> None:
        """Every person is in one of each group, and no group is empty."""
        people = table.groups[PERSON]
        for group in OTHER_GROUPS:
            places = people.belongs_to.get(group)
            if places is None or not np.array_equal(np.unique(places), np.arange(table.groups[group].size)):
                raise CannotEvaluate(f"each {group} needs its people")

    def _check_column(self, name: str, group: str) -> None:
        variable = self._system.variables.get(name)
        if variable is None or variable.entity.key != group:
            raise CannotEvaluate(f"there is no input {name} of a {group}")


class _Simulation(shortcuts.QuickSimulation):
    """Their simulation over a system that stays: the steps of their constructor that are not about reforms or data sets."""

    def __init__(self, system: CountryTaxBenefitSystem, table: Table, plain: Mapping[str, shortcuts.Plain]) -> None:
        self.plain = plain
        self._fast_cache: dict[object, object] = {}
        self._hold_no_gains_yet()
        self.tax_benefit_system = system
        self._start_core()
        self._settle(table)
        for group in table.groups.values():
            for name, values in group.columns.items():
                self.set_input(name, table.year, values)
        self._capture_cgt_supplied_inputs()
        # It works out an element of Universal Credit for seven years ahead. One year is asked about.
        uc_reform.REBALANCING_YEARS = range(max(table.year, uc_reform.FIRST_REBALANCING_YEAR), table.year + 1)
        uc_reform.add_universal_credit_reform(self)
        self.tax_benefit_system.simulation = self
        for donor, target in _MOVED:
            self.move_values(donor, target)
        self.input_variables = self._known()
        self.baseline = None  # only a reform is compared with one
        self.calculated_periods: list[str] = []
        self._capture_cgt_supplied_inputs()
        self._cgt_warning_enabled = True
        self._defer_uc_health_warning = False

    def _known(self) -> list[str]:
        """As their `get_known_variables`, which makes a place for each of 1,300 variables to see that it is empty."""
        holders = (holder for population in self.populations.values() for holder in population._holders.values())
        return [holder.variable.name for holder in holders if holder.get_known_periods()]

    def _hold_no_gains_yet(self) -> None:
        self._defer_uc_health_warning = True
        self._cgt_input_provenance: dict[str, object] = {}
        self._cgt_defaulted_periods: set[object] = set()
        self._cgt_calculation_depth = 0
        self._external_input_change_pending = False
        self._cgt_operation_inputs: set[object] = set()
        self._cgt_warned_unused = False
        self._cgt_warning_enabled = False
        self._building_dated_reforms = None
        self._construction_reform_state = None

    def _start_core(self) -> None:
        self.branch_name = "default"
        self.invalidated_caches: set[object] = set()
        self.debug = False
        self.trace = False
        self.tracer = SimpleTracer()
        self.opt_out_cache = False
        self.max_spiral_loops = 10
        self.memory_config = None
        self._data_storage_dir = None
        self.disable_economic_assumptions = False
        self.branches: dict[str, object] = {}

    def _settle(self, table: Table) -> None:
        people = table.groups[PERSON]
        self.build_from_ids(
            person_id=np.arange(people.size),
            person_benunit_id=people.belongs_to["benunit"],
            person_household_id=people.belongs_to["household"],
            benunit_id=np.arange(table.groups["benunit"].size),
            household_id=np.arange(table.groups["household"].size),
        )
        # What was built from data takes birthdays and take-up from a draw. These are households that we describe.
        self.built_from_dataset = False
