"""One more kind of import-linter contract: some modules may import a short list, and nothing else."""

from __future__ import annotations

import sys
from typing import cast

import grimp
from importlinter import Contract, ContractCheck, fields, output

STANDARD_LIBRARY = "standard library"


class OnlyContract(Contract):
    """Modules that may import each other, what `may_import` lists, and nothing else.

    `may_import` holds package names, and the words "standard library"; `but_not` takes some of those back.
    A module in (brackets) may be still to come, as in import-linter's own layers.
    """

    type_name = "only"

    modules = fields.ListField(subfield=fields.StringField())
    may_import = fields.ListField(subfield=fields.StringField())
    but_not = fields.ListField(subfield=fields.StringField(), required=False)

    def check(self, graph: grimp.ImportGraph, verbose: bool) -> ContractCheck:
        """Look at every direct import of the modules and of all that is in them."""
        own = {name for module in listed(self.modules) for name in found_in(graph, module)}
        wrong = sorted(
            (importer, imported)
            for importer in own
            for imported in graph.find_modules_directly_imported_by(importer)
            if imported not in own and not self._is_allowed(imported)
        )
        return ContractCheck(kept=not wrong, metadata={"wrong": wrong})

    def render_broken_contract(self, check: ContractCheck) -> None:
        for importer, imported in check.metadata["wrong"]:
            output.print_error(f"- {importer} may not import {imported}", bold=False)
        output.new_line()

    def _is_allowed(self, imported: str) -> bool:
        if is_within(imported, listed(self.but_not)):
            return False
        top = imported.partition(".")[0]
        if STANDARD_LIBRARY in listed(self.may_import) and top in sys.stdlib_module_names:
            return True
        return is_within(imported, listed(self.may_import))


def listed(value: object) -> list[str]:
    """What the contract says, where import-linter's own types know only of the field; one left out is empty."""
    return cast("list[str]", value or [])


def found_in(graph: grimp.ImportGraph, module: str) -> set[str]:
    """A module and all that is in it; one in brackets may be missing."""
    name = module.strip("()")
    if name in graph.modules:
        return {name, *graph.find_descendants(name)}
    if name == module:
        raise ValueError(f"The contract names {module}, which does not exist.")
    return set()


def is_within(module: str, packages: list[str]) -> bool:
    """Whether a module is one of these packages or inside one."""
    return any(module == package or module.startswith(f"{package}.") for package in packages)
