"""What each test found stands on the page in words, with its bounds, ranges and intervals."""

from __future__ import annotations

import datetime as dt
from typing import Any

import numpy as np
import pytest

from hinge.analysis.intervals import Mean
from hinge.analysis.necessity import needed
from hinge.analysis.necessity_observed import Cases, combined
from hinge.analysis.odds import odds_of_draws
from hinge.claims.as_json import plain
from hinge.claims.verdict import (
    Capability,
    Composition,
    Decision,
    Necessity,
    Need,
    Quantiles,
    ReadingVerdict,
    Turning,
    WithoutCause,
)
from hinge.claims.verdict_inverted import Inverted, Kinds, Known
from hinge.report.beside import beside
from hinge.report.claims_table import in_the_model
from hinge.report.content import group_of

HALF = odds_of_draws(np.arange(100) < 50)
ALL = odds_of_draws(np.ones(100, dtype=bool))
RANGE = Quantiles(0.01, 0.02, 0.05, 80)
INVERTED = Inverted(
    threshold=None,
    needed=None,
    believed=None,
    margin=None,
    kinds=Kinds(1.0, 0.0, 0.0, 0.0, 0.0),
    strict="not forced",
    known=(Known(dt.date(2001, 5, 3), "for", "It was announced.", "a paper"),),
    undated=0,
    later=0,
    says="It was forced only if leaders expected it.",
)


def lines(**found: object) -> list[str]:
    made: Any = plain(ReadingVerdict("first", "It is so.", "state", "", "", "", **found))  # type: ignore[arg-type]
    return beside(made)


def test_a_share_alone_has_nothing_beside_it() -> None:
    assert lines() == []


def test_a_composition_shows_its_range() -> None:
    assert lines(composition=Composition(0.1, 0.25, 0.5, "at most 30 %", HALF)) == [
        "The share itself: 25.0 % (90 of 100 draws: 10.0 to 50.0 %); asked is at most 30 %."
    ]


def test_a_capability_shows_each_need() -> None:
    needs = (Need("base_given", True, "its base is the mill"), Need("available", False, "nothing"))
    assert lines(capability=Capability("silent", needs)) == [
        "Base given: shown (its base is the mill).",
        "Available: not shown (nothing).",
    ]


def test_a_necessity_shows_bounds_conditions_and_what_was_believed() -> None:
    rank = np.arange(100)
    version = WithoutCause("ring_open", needed(rank < 60, rank < 40, rank))
    decision = Decision(HALF, ALL, HALF, ALL, HALF, RANGE, RANGE, None, INVERTED)
    found = lines(necessity=Necessity((version,), decision))
    text = "\n".join(found)
    assert found[0].startswith("Without the cause (“ring_open”): the outcome in 40 of 100 (95 %")
    assert "needed for it: between 33 and 100 of 100 (95 % interval of the bounds" in text
    assert "with shared chance 33 of 100" in text
    assert "(ii) Not best without that danger: 100 of 100 (95 % interval" in text
    assert "(h*): 0.02 (90 of 100 campaigns: 0.01 to 0.05; n" in text
    assert "h* over" not in text
    numbers = found[:-3]
    assert all("interval" in line or "90 of 100 campaigns" in line for line in numbers)
    assert found[-3:] == [
        "It was forced only if leaders expected it.",
        "(iv) All of it in 90 of 100 draws, as the word forced asks: not met.",
        "Public on 3 May 2001, for it: It was announced. (a paper)",
    ]


def test_counted_cases_stand_beside_the_arms_or_contradict_them() -> None:
    rank = np.arange(1000)
    arms = needed(rank < 600, rank < 400, rank)
    for cases, words in (
        (
            Cases(30, 10, 20, 40),
            "With 100 cases counted elsewhere, the chance that the cause was needed",
        ),
        (Cases(950, 10, 20, 20), "The 1000 cases counted elsewhere and the campaigns contradict"),
    ):
        version = WithoutCause("x", arms, combined(arms.with_, arms.without, cases))
        text = "\n".join(lines(necessity=Necessity((version,), None)))
        assert words in text


def test_a_necessity_without_recorded_decisions_shows_its_bounds_alone() -> None:
    rank = np.arange(100)
    version = WithoutCause("ring_open", needed(rank < 0, rank < 40, rank))
    found = lines(necessity=Necessity((version,), None))
    assert len(found) == 2  # the two shares; how far the cause would have been enough
    assert "enough for it: between 0 and 0 of 100" in found[1]


def test_a_turning_point_shows_its_excess_over_an_ordinary_window() -> None:
    mean = Mean(0.3, 0.2, 0.4)
    found = lines(turning=Turning(mean, mean, mean, "2016-08-06", 0.62, 0.41))
    assert found[2] == (
        "Excess over it: 0.3 (95 % interval 0.2 to 0.4), as a share of what is uncertain."
    )
    assert found[3] == "The day that settles most: 2016-08-06, in 62 of 100 refits."


@pytest.mark.parametrize(
    ("test", "word", "group"),
    [("capability", None, "record"), ("record", None, "record"), ("regret", "x", "untested")],
)
def test_what_tables_show_stands_with_the_record(test: str, word: str | None, group: str) -> None:
    row = {"test": test, "word": word, "share": None, "reason": "The tables show otherwise: so."}
    assert group_of(row) == group
    assert "The tables show otherwise: so." in str(in_the_model(row))
