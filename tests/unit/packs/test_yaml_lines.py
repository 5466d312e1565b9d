"""Reading YAML without losing anything."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
import yaml

from handrail.domain.facts.mistakes import PackError, Place
from handrail.packs import yaml_lines
from handrail.packs.installed import installed_root
from handrail.packs.yaml_lines import Lines, load_yaml, read_yaml, strings_in


def mistake_in(text):
    with pytest.raises(PackError) as caught:
        read_yaml(text, "facts/a.yaml")
    (mistake,) = caught.value.mistakes
    return mistake


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("hello", "hello"),
        ("'5'", "5"),
        ("5", 5),
        ("-40_000", -40_000),
        ("0.05", Decimal("0.05")),
        ("1_000.50", Decimal("1000.50")),
        ("true", True),
        ("no", False),
        ("on", True),
        ("2026-11-20", date(2026, 11, 20)),
        ("~", None),
        ("", None),
        ("[1, two, 3.0]", [1, "two", Decimal("3.0")]),
        ("a: {b: 1}", {"a": {"b": 1}}),
        ("&one x", "x"),
    ],
)
def test_each_value_keeps_its_type_and_decimals_stay_exact(text, value):
    assert read_yaml(text, "facts/a.yaml") == value


def test_words_that_yaml_reads_as_yes_or_no_are_still_keys():
    assert list(read_yaml("{true: a, False: b, yes: c, 5: d, 2026-11-20: e}", "a.yaml")) == [
        "true",
        "false",
        "yes",
        "5",
        "2026-11-20",
    ]


def test_every_key_knows_its_line():
    content = read_yaml("one: 1\ntwo:\n  three: 3\n", "facts/a.yaml")

    assert content.place("one") == Place("facts/a.yaml", 1)
    assert content["two"].place("three") == Place("facts/a.yaml", 3)
    assert content["two"].place() == Place("facts/a.yaml", 3)
    assert content.place("four") == Place("facts/a.yaml", 1)
    assert content.line("two") == 2


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("one: 1\none: 2", 2, "'one' is said twice"),
        ("one: {a: 1, a: 2}", 1, "'a' is said twice"),
        ("true: 1\nTrue: 2", 2, "'true' is said twice"),
        ("one: 2026-02-30", 1, "'2026-02-30' cannot be read as timestamp"),
        ("a: 1\nb: 2026-11-20 10:00:00", 2, "'2026-11-20 10:00:00' cannot be read as timestamp"),
        ("one: .inf", 1, "'.inf' cannot be read as float"),
        ("one: .nan", 1, "'.nan' cannot be read as float"),
        ("one: 0x1F", 1, "'0x1F' cannot be read as int"),
        ("one: 12:30", 1, "'12:30' cannot be read as int"),
    ],
)
def test_what_has_no_one_meaning_is_a_mistake_on_its_line(text, line, says):
    mistake = mistake_in(text)

    assert (mistake.place, mistake.says) == (Place("facts/a.yaml", line), says)


@pytest.mark.parametrize(
    ("text", "line"), [("one: [1\n", 2), ("a: 1\n b: 2", 2), ("--- 1\n--- 2\n", 2), ("a: *nobody", 1), ("a: \x00", 0)]
)
def test_what_is_not_yaml_is_a_mistake_on_its_line(text, line):
    mistake = mistake_in(text)

    assert mistake.place == Place("facts/a.yaml", line)
    assert mistake.says.startswith("this is not YAML")


def test_a_file_is_named_by_its_place_in_the_pack(tmp_path):
    (tmp_path / "facts").mkdir()
    (tmp_path / "facts" / "a.yaml").write_text("one: £1", encoding="utf-8")

    content = load_yaml(tmp_path / "facts" / "a.yaml", tmp_path)

    assert isinstance(content, Lines)
    assert content == {"one": "£1"}
    assert content.place("one") == Place("facts/a.yaml", 1)


def test_a_file_that_is_not_utf_8_is_a_mistake(tmp_path):
    (tmp_path / "a.yaml").write_bytes("one: £1".encode("latin-1"))

    with pytest.raises(PackError, match=r"a\.yaml: this is not text in UTF-8\. Expected a file saved as UTF-8\."):
        load_yaml(tmp_path / "a.yaml", tmp_path)


def test_every_string_is_found_wherever_it_is():
    assert list(strings_in({"a": "one", "b": [1, "two", {"c": "three"}]})) == ["one", "two", "three"]


def test_both_readers_of_yaml_read_the_whole_pack_alike(monkeypatch):
    """libyaml is not on every machine: what a pack says must not hang on it."""
    files = sorted(installed_root().rglob("*.yaml"))
    quick = [written(load_yaml(file, installed_root())) for file in files]
    monkeypatch.setattr(yaml_lines, "_QUICK", yaml.SafeLoader)

    assert [written(load_yaml(file, installed_root())) for file in files] == quick


def written(value):
    """With the line of every key."""
    if isinstance(value, Lines):
        return {key: (value.line(key), written(part)) for key, part in value.items()}
    return [written(part) for part in value] if isinstance(value, list) else value
