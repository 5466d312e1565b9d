"""What is still being written fits on top of the pack, so that it can be tried and does not grow apart from it."""

from __future__ import annotations

from handrail.packs.examples import load_examples
from handrail.packs.pack import load_pack
from scripts.with_drafts import build

WRITTEN = {"losing_a_job", "someone_has_died", "having_a_baby"}


def test_the_drafts_load_on_top_of_the_pack(tmp_path):
    root = build(tmp_path / "pack")
    pack = load_pack(root)

    assert set(pack.events.journeys) >= WRITTEN
    assert pack.events.without_words("en") == ()
    assert {example.event for example in load_examples(root)} >= WRITTEN


def test_what_is_built_again_holds_nothing_of_before(tmp_path):
    folder = build(tmp_path / "pack")
    (folder / "facts" / "old.yaml").write_text("{}")

    assert not (build(folder) / "facts" / "old.yaml").exists()
