"""Taking values out of an author's mappings."""

from __future__ import annotations

from datetime import date

import pytest

from handrail.domain.facts.mistakes import Mistake, PackError, Place
from handrail.domain.rules.parameters import Source
from handrail.packs.entries import Report, check_keys, date_of, files_in, list_of, mappings_in, sources_of, text_of
from handrail.packs.yaml_lines import read_yaml
from tests.unit.packs.written_pack import said


def entry(text):
    return read_yaml(text, "a.yaml")


def test_a_report_raises_every_mistake_once():
    report = Report()
    report.add(Place("a.yaml", 1), "this")
    report.add(Place("a.yaml", 1), "this")
    report.include(PackError([Mistake(Place("b.yaml", 2), "that")]))

    with pytest.raises(PackError) as caught:
        report.stop_if_any()

    assert str(caught.value) == "a.yaml:1: this\nb.yaml:2: that"


def test_a_report_without_mistakes_stops_nothing():
    Report().stop_if_any()


def test_each_file_of_a_folder_and_of_the_folders_in_it_is_read_in_order(tmp_path):
    for name in ("facts/b.yaml", "facts/deep/a.yaml", "facts/notes.md", "other/c.yaml"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("one: 1\n")

    assert [path.relative_to(tmp_path).as_posix() for path, _ in files_in(tmp_path, "facts", Report())] == [
        "facts/b.yaml",
        "facts/deep/a.yaml",
    ]


def test_files_that_cannot_be_used_are_told_and_the_others_are_read(tmp_path):
    (tmp_path / "facts").mkdir()
    for name, content in {"broken": "a: [", "empty": "", "list": "[1]", "right": "a: 1"}.items():
        (tmp_path / "facts" / f"{name}.yaml").write_text(content)
    report = Report()

    found = [path.stem for path, _ in files_in(tmp_path, "facts", report)]

    assert found == ["right"]
    assert [mistake.place.file for mistake in report.mistakes] == ["facts/broken.yaml", "facts/list.yaml"]
    assert said(report)[1] == "facts/list.yaml:1: the file is a list or a word. Expected a mapping of names."


def test_what_is_not_a_mapping_is_told():
    report = Report()

    found = dict(mappings_in(entry("a: {x: 1}\nb: 5\nc:\nd: [1]\n"), report, "a mapping"))

    assert found == {"a": {"x": 1}}
    assert said(report) == [
        "a.yaml:2: 'b' is '5'. Expected a mapping.",
        "a.yaml:3: 'c' is empty. Expected a mapping.",
        "a.yaml:4: 'd' is a list. Expected a mapping.",
    ]


def test_a_key_that_does_not_exist_is_told_with_the_nearest():
    report = Report()

    check_keys(entry("type: x\nquestoin: y"), ("type", "question"), report)

    assert said(report) == [
        "a.yaml:2: there is no key 'questoin' here. Expected one of type, question. Did you mean 'question'?"
    ]


def test_words_are_words_numbers_too_and_space_counts_once():
    report = Report()
    content = entry("a: |\n  one\n  two\nb: 5\nc: 1.50\nd: true\ne: {x: 1}\n")

    assert [text_of(content, key, report) for key in "abc"] == ["one two", "5", "1.50"]
    assert text_of(content, "missing", report, "as it is") == "as it is"
    assert report.mistakes == []
    assert [text_of(content, key, report, "otherwise") for key in "de"] == ["otherwise", "otherwise"]
    assert said(report) == ["a.yaml:6: 'd' is 'True'. Expected words.", "a.yaml:7: 'e' is a mapping. Expected words."]


def test_a_date_is_a_date_or_absent():
    report = Report()
    content = entry("on: 2026-11-20\nlater: soon")

    assert date_of(content, "on", report) == date(2026, 11, 20)
    assert date_of(content, "never", report) is None
    assert date_of(content, "later", report) is None
    assert said(report) == ["a.yaml:2: 'later' is 'soon'. Expected a date as YYYY-MM-DD."]


def test_one_thing_alone_is_a_list_of_one():
    content = entry("one: a\nmany: [a, b]")

    assert [list_of(content, key, Report()) for key in ("one", "many", "none")] == [["a"], ["a", "b"], []]


def test_a_source_is_read_whole():
    report = Report()
    content = entry(
        "source: {title: Act, provision: section 1, url: 'https://x.test', seen: text, checked: 2026-11-22, note: n}\nsources: [{title: B, seen: notes}]"
    )

    assert sources_of(content, report) == (
        Source("Act", "section 1", "https://x.test", "text", date(2026, 11, 22), "n"),
        Source("B", seen="notes"),
    )
    assert report.mistakes == []


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("source: {seen: text}", "a.yaml:1: the source has no title. Expected title: the Act, order or page."),
        ("source: {title: A}", "a.yaml:1: `seen` is ''. Expected one of text, secondary, notes."),
        (
            "source: {title: A, seen: txt}",
            "a.yaml:1: `seen` is 'txt'. Expected one of text, secondary, notes. Did you mean 'text'?",
        ),
        (
            "source: Finance Act",
            "a.yaml:1: `source` is 'Finance Act'. Expected {title, provision, url, seen, checked}.",
        ),
        ("source: {title: A, seen: text, page: 5}", "there is no key 'page' here"),
    ],
)
def test_a_citation_without_a_title_or_a_word_on_how_it_was_seen_is_a_mistake(written, told):
    report = Report()

    sources_of(entry(written), report)

    assert told in said(report)[0]
