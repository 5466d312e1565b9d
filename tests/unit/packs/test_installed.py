"""Finding the pack of this installation."""

from __future__ import annotations

import pytest

from handrail.packs import installed
from handrail.packs.installed import NoPack, installed_pack, installed_root
from tests.unit.packs.written_pack import write_pack


@pytest.fixture(autouse=True)
def _forget_the_installed_pack():
    installed_pack.cache_clear()
    yield
    installed_pack.cache_clear()


def test_the_united_kingdom_comes_first(monkeypatch):
    monkeypatch.delenv("HANDRAIL_PACK", raising=False)

    assert installed_root().name == installed.DEFAULT == "handrail_uk"


def test_an_empty_name_is_as_good_as_none(monkeypatch):
    monkeypatch.setenv("HANDRAIL_PACK", "")

    assert installed_root().name == "handrail_uk"


def test_a_folder_may_be_named(monkeypatch, tmp_path):
    monkeypatch.setenv("HANDRAIL_PACK", str(write_pack(tmp_path)))

    assert installed_root() == tmp_path
    assert installed_pack().identifier == "ruritania"
    assert installed_pack() is installed_pack()


def test_a_python_package_may_be_named(monkeypatch):
    monkeypatch.setenv("HANDRAIL_PACK", "handrail_uk")

    assert (installed_root() / "pack.yaml").exists()


@pytest.mark.parametrize("name", ["no_such_package", "/no/such/folder", "json.decoder", "this"])
def test_what_is_neither_is_told(monkeypatch, name):
    monkeypatch.setenv("HANDRAIL_PACK", name)

    with pytest.raises(NoPack, match=f"HANDRAIL_PACK is '{name}'. Expected the folder of a pack"):
        installed_root()
