"""The YAML reader takes plain values and refuses everything clever, with the line of each."""

from __future__ import annotations

import datetime as dt
import time
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hinge.errors import InputError
from hinge.scenario.yaml_reader import MAX_BYTES, read_yaml, with_lines


def value(text: str) -> Any:
    return read_yaml(text.encode(), "a.yaml").value


def rules(text: str) -> list[str]:
    with pytest.raises(InputError) as caught:
        read_yaml(text.encode(), "a.yaml")
    return [problem.rule for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("true", True),
        ("false", False),
        ("null", None),
        ("~", None),
        ("12", 12),
        ("-3", -3),
        ("0", 0),
        ("0.5", 0.5),
        (".5", 0.5),
        ("1e6", 1e6),
        ("2016-08-08", dt.date(2016, 8, 8)),
    ],
)
def test_plain_scalars_mean_what_yaml_1_2_says_and_a_day_is_a_date(
    text: str, meaning: object
) -> None:
    found = value(f"a: {text}")["a"]
    assert found == meaning
    assert type(found) is type(meaning)


@pytest.mark.parametrize(
    "text",
    [
        "yes",
        "no",
        "on",
        "off",
        "True",
        "012",
        "0x1f",
        "1_000",
        "12:30",
        ".nan",
        ".inf",
        "2016-02-30",
    ],
)
def test_what_looks_like_a_value_in_older_yaml_is_text(text: str) -> None:
    assert value(f"a: {text}") == {"a": text}


@pytest.mark.parametrize("quoted", ["'12'", '"12"', "|-\n  12", ">-\n  12"])
def test_what_is_quoted_or_a_block_is_text(quoted: str) -> None:
    assert value(f"a: {quoted}") == {"a": "12"}


def test_an_empty_value_is_none_and_an_empty_file_too() -> None:
    assert value("a:\nb: 1") == {"a": None, "b": 1}
    assert value("") is None


def test_every_value_knows_its_line() -> None:
    read = read_yaml(b"a: 1\nb:\n  - c: 2\n    d: 3\n  - e\n", "a.yaml")
    assert read.line_of(("a",)) == 1
    assert read.line_of(("b", 0, "d")) == 4
    assert read.line_of(("b", 1)) == 5
    assert read.line_of(("b", 0, "nothing")) == 3


def test_records_are_told_the_line_on_which_they_start() -> None:
    assert with_lines(read_yaml(b"a: 1\nb:\n  - c: 2\n", "a.yaml")) == {
        "a": 1,
        "b": [{"c": 2, "line": 3}],
        "line": 1,
    }


def test_a_file_cannot_choose_the_line_of_a_record() -> None:
    with pytest.raises(InputError, match="line is set by the reader"):
        with_lines(read_yaml(b"a:\n  line: 7\n", "a.yaml"))


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("a: !!str 1", "yaml_tag"),
        ("a: ! 1", "yaml_tag"),
        ("a: !!python/object/apply:os.system ['true']", "yaml_tag"),
        ("--- !foo\na: 1", "yaml_tag"),
        ("a: &x 1", "yaml_anchor"),
        ("<<: {a: 1}", "yaml_merge"),
        ("a: 1\na: 2", "yaml_duplicate_key"),
        ("a: 1\n'a': 2", "yaml_duplicate_key"),
        ("[a]: 1", "yaml_key"),
        ("a: 1\n---\nb: 2", "yaml_documents"),
        ("a: [1", "yaml_syntax"),
        ("[" * 50 + "]" * 50, "yaml_depth"),
    ],
)
def test_what_is_clever_is_refused(text: str, rule: str) -> None:
    assert rules(text) == [rule]


def test_an_alias_is_refused_beside_its_anchor() -> None:
    assert rules("a: &x 1\nb: *x") == ["yaml_anchor", "yaml_alias"]


def test_a_merge_key_in_quotes_is_an_ordinary_key() -> None:
    assert value("'<<': 1") == {"<<": 1}


def test_all_refusals_of_a_file_are_told_at_once_with_their_lines() -> None:
    with pytest.raises(InputError) as caught:
        read_yaml(b"a: !x 1\nb: &y 2\nb: 3\n", "a.yaml")
    assert [(p.rule, p.place.line) for p in caught.value.problems] == [
        ("yaml_tag", 1),
        ("yaml_anchor", 2),
        ("yaml_duplicate_key", 3),
    ]


def test_a_million_brackets_cost_neither_stack_nor_time() -> None:
    started = time.monotonic()
    assert rules("[" * 1_000_000) == ["yaml_depth"]
    assert time.monotonic() - started < 1.0


def test_a_file_of_more_than_two_megabytes_is_refused_unread() -> None:
    assert rules("a: " + "x" * MAX_BYTES) == ["file_too_large"]


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    with suppress(InputError):
        read_yaml(data, "a.yaml")


@given(st.text(alphabet="ab:-[]{}&*!|>'\"#%@,? \n\t1.", max_size=80))
def test_any_marks_of_yaml_are_read_or_refused(text: str) -> None:
    with suppress(InputError):
        read_yaml(text.encode(), "a.yaml")
