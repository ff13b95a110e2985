"""Verdicts in the terminal: the claim on a line, mark, word, count and interval drawn under it."""

from io import StringIO
from typing import Any

import pytest
from rich.console import Console

from hinge.claims.wording import short_word
from hinge.cli.verdict_lines import verdict_lines


def verdict(**other: Any) -> dict[str, Any]:
    made = {
        "id": "A01",
        "paraphrase": "The town falls.",
        "symbol": "◕",
        "word": "holds in most",
        "share": 0.75,
        "low": 0.7,
        "high": 0.8,
        "record": "silent",
        "hinges": [],
        "readings": [],
    }
    return made | other


def printed(*verdicts: dict[str, Any], width: int = 110) -> list[str]:
    console = Console(file=StringIO(), width=width)
    console.print(verdict_lines(verdicts, width), width=width)
    assert isinstance(console.file, StringIO)
    return [line.rstrip() for line in console.file.getvalue().splitlines()]


def test_a_claim_has_a_line_with_the_record_and_one_with_the_verdict() -> None:
    _, claim, below = printed(verdict())
    assert claim.split() == ["A01", "The", "town", "falls.", "record", "silent"]
    assert below.split(maxsplit=1)[0] == "◕"
    assert "holds in most" in below
    assert "75 (70–80)" in below
    assert below.endswith("no single assumption")


def test_the_interval_is_drawn_under_its_scale() -> None:
    head, _, below = printed(verdict())
    start = head.index("0        50       100")
    drawn = below[start : start + 21]
    assert drawn.index("●") == 15
    assert drawn.count("━") + 1 == len("━●━")


@pytest.mark.parametrize("width", [80, 100, 120])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    hinge = {"name": "how often the heavy guns of either side can be used " * 3, "parameter": "p"}
    wide = verdict(paraphrase="A sentence that somebody wrote. " * 8, hinges=[hinge])
    assert max(len(line) for line in printed(wide, width=width)) <= width


def test_where_model_and_record_part_ways_a_mark_says_so() -> None:
    assert printed(verdict(record="contradicts"))[1].endswith("record contradicts !")
    assert printed(verdict(share=0.05, low=0.02, high=0.08, record="agrees"))[1].endswith(
        "agrees !"
    )
    assert not printed(verdict(record="agrees"))[1].endswith("!")


@pytest.mark.parametrize(
    ("word", "short"),
    [
        ("holds in nearly all runs", "holds in nearly all"),
        ("hinges on the road", "hinges"),
        ("between fails in most and holds in about half", "in between"),
        ("fails in most", "fails in most"),
    ],
)
def test_words_are_shortened_to_what_stands_in_no_other_column(word: str, short: str) -> None:
    assert short_word(word) == short
