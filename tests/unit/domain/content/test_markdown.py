"""The Markdown of a pack becomes blocks, with its slots filled."""

from __future__ import annotations

from handrail.domain.content.document import Listing, Origin, Paragraph, Span, plain
from handrail.domain.content.markdown import blocks_of, slots_in

HERE = Origin("buying_a_home/content/en/step.md", "uk-2026")


def filling(kind: str, name: str) -> Span:
    return Span({"": "14", "goal": "£1,500", "fact": "£280,000"}[kind], origin=Origin(rule=name))


def blocks(text: str) -> list[tuple[str, object]]:
    found: list[tuple[str, object]] = []
    for block in blocks_of(text, filling, HERE):
        if isinstance(block, Paragraph):
            found.append(("paragraph", plain(block.text)))
        if isinstance(block, Listing):
            found.append(("number" if block.is_ordered else "bullet", [plain(item) for item in block.items]))
    return found


def test_lines_that_run_on_are_one_paragraph():
    assert blocks("One.\nTwo.\n\nThree.") == [("paragraph", "One. Two."), ("paragraph", "Three.")]


def test_no_words_are_no_blocks():
    assert blocks("") == []


def test_a_slot_may_come_first():
    assert blocks("{{ tax.days }} days") == [("paragraph", "14 days")]


def test_a_list_may_follow_a_line_without_a_gap():
    assert blocks("Write down:\n- a\n- b") == [("paragraph", "Write down:"), ("bullet", ["a", "b"])]


def test_numbers_make_a_list_in_order():
    assert blocks("1. First\n2. Then\n   and more") == [("number", ["First", "Then and more"])]


def test_slots_are_filled_and_remember_where_from():
    [paragraph] = blocks_of("Pay {{ goal tax }} within {{ tax.days }} days.", filling, HERE)

    assert isinstance(paragraph, Paragraph)
    assert plain(paragraph.text) == "Pay £1,500 within 14 days."
    assert [span.origin.rule for span in paragraph.text if span.origin.rule] == ["tax", "tax.days"]
    assert paragraph.origin == HERE


def test_strong_words_and_links_are_kept():
    [paragraph] = blocks_of("**Stop.** See [the guide](https://example.org/a).", filling, HERE)

    assert isinstance(paragraph, Paragraph)
    assert [(span.text, span.is_strong, span.href) for span in paragraph.text] == [
        ("Stop.", True, ""),
        (" See ", False, ""),
        ("the guide", False, "https://example.org/a"),
        (".", False, ""),
    ]


def test_the_slots_of_a_text_can_be_listed():
    assert slots_in("{{ a.b }} {{ goal c }} {{fact d.e}}") == (("", "a.b"), ("goal", "c"), ("fact", "d.e"))
