"""The contract that lets some modules import a short list and nothing else."""

from __future__ import annotations

import grimp
import pytest

from scripts.import_contracts import OnlyContract, found_in, is_within


def wrong_imports(*imports: tuple[str, str]) -> list[tuple[str, str]]:
    """What a contract for `pack.calculators` finds wrong with these imports."""
    graph = grimp.ImportGraph()
    graph.add_module("pack.calculators")
    for importer, imported in imports:
        graph.add_import(importer=importer, imported=imported)
    contract = OnlyContract(
        name="pure",
        session_options={},
        contract_options={
            "modules": ["pack.calculators"],
            "may_import": ["standard library", "engine.domain"],
            "but_not": ["socket"],
        },
    )
    return list(contract.check(graph, verbose=False).metadata["wrong"])


def test_what_is_listed_may_be_imported():
    assert (
        wrong_imports(
            ("pack.calculators.tax", "decimal"),
            ("pack.calculators.tax", "engine.domain.rules"),
            ("pack.calculators.tax", "pack.calculators.bands"),
            ("engine.web", "django"),
        )
        == []
    )


@pytest.mark.parametrize("imported", ["django", "socket", "engine.records", "engine.domains", "pack.rules"])
def test_anything_else_may_not(imported: str):
    assert wrong_imports(("pack.calculators.tax", imported)) == [("pack.calculators.tax", imported)]


def test_a_module_that_does_not_exist_is_an_error_unless_it_is_in_brackets():
    graph = grimp.ImportGraph()

    assert found_in(graph, "(still.to.come)") == set()
    with pytest.raises(ValueError, match="misspelt"):
        found_in(graph, "misspelt")


def test_a_package_is_not_its_namesake():
    assert is_within("engine.domain.rules", ["engine.domain"])
    assert not is_within("engine.domains", ["engine.domain"])
