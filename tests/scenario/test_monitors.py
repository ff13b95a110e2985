"""Monitors: one rule for every side, errors that calibration and scores can use, and the vintage."""

from __future__ import annotations

import math
from collections import defaultdict
from pathlib import Path

import pytest

from hinge.errors import HingeError
from hinge.scenario.load import load
from hinge.scenario.monitors import (
    FLOOR,
    Count,
    Monitor,
    Span,
    error_of,
    known_by,
    standing,
    who_says,
)
from hinge.scenario.records import Relation
from scenario.monitor_files import ring_with_monitors

HISTORIC = ("aleppo-2016", "manbij-2016")
RELATIONS = (
    Relation(a="x", b="y", stance="hostile"),
    Relation(a="z", b="x", stance="allied"),
    Relation(a="x", b="w", stance="neutral"),
)


def leaning(side: str | None = "x", **shares: Span) -> Monitor:
    count = Count(kind="civilians_killed", status="judgement", source="invented", **shares)
    stance = "leaning" if side else "independent"
    return Monitor(
        id="m",
        name="M",
        names=["MM"],
        stance=stance,
        side=side,
        known_on="2001-01-01",
        counts=[count],
        source="invented",
    )


def test_an_ally_counts_as_ones_own_side_and_a_neutral_or_no_side_as_another() -> None:
    found = {side: standing(leaning(), side, RELATIONS) for side in ("x", "y", "z", "w", "v", "")}
    assert found == {
        "x": "own",
        "y": "hostile",
        "z": "own",
        "w": "other",
        "v": "other",
        "": "other",
    }
    assert standing(leaning(None), "y", RELATIONS) == "other"


def test_shift_and_error_are_those_of_a_lognormal_given_by_its_ends() -> None:
    """Ends 1/4 and 1: median 1/2, sd log(4) / (2 x 1.64485) = 0.42141."""
    one = leaning(share=Span(low=0.25, high=1.0), hostile=Span(low=0.95, high=1.0))
    shift, sd = error_of(one, "civilians_killed")
    assert shift == pytest.approx(-0.6931472)
    assert sd == pytest.approx(0.42141, abs=1e-5)
    shift, sd = error_of(one, "civilians_killed", "y", RELATIONS)
    assert shift == pytest.approx(math.log(0.974679), abs=1e-5)
    assert sd == FLOOR == pytest.approx(0.2231436)
    assert error_of(one, "civilians_killed", "x", RELATIONS) == error_of(one, "civilians_killed")


def test_what_is_not_counted_has_no_error() -> None:
    with pytest.raises(HingeError):
        error_of(leaning(share=Span(low=0.5, high=1)), "displaced")


def test_a_cell_names_its_monitors_by_any_of_their_names_in_file_order() -> None:
    monitors = load("aleppo-2016").monitors
    assert who_says(monitors, "SOHR; Aleppo Project") == ("sohr", "aleppo_project")
    assert who_says(monitors, "press; ocha") == ("ocha",)
    assert who_says(monitors, "all sources") == ()


def test_a_monitor_known_later_stays_in_the_file_and_is_listed_as_set_aside(tmp_path: Path) -> None:
    ring = load(ring_with_monitors(tmp_path))
    assert [one.id for one in ring.monitors] == ["hospital", "observers", "census"]
    day = ring.head.assessment_date
    assert [one.id for one in known_by(ring.monitors, day)] == ["hospital", "observers"]
    (late,) = [line for line in ring.retrospective if line.startswith("monitors.yaml")]
    assert late.endswith("monitor, known 2003-02-01, set aside")


def test_no_number_of_a_shipped_monitor_depends_on_which_side_it_belongs_to() -> None:
    """Same stance, same kind: same shares, in both campaigns and for every side."""
    found = defaultdict(set)
    sides = defaultdict(set)
    for name in HISTORIC:
        for one in load(name).monitors:
            for count in one.counts:
                found[one.stance, count.kind].add((count.share, count.own, count.hostile))
            sides[one.stance].add((name, one.side))
    shares = {key: {tuple(map(repr_of, each)) for each in one} for key, one in found.items()}
    assert {key: len(one) for key, one in shares.items()} == dict.fromkeys(shares, 1)
    assert {side for _, side in sides["party"]} >= {
        "government",
        "opposition",
        "sdf",
        "islamic_state",
    }


def repr_of(span: Span | None) -> tuple[float, float] | None:
    return (span.low, span.high) if span else None


@pytest.mark.parametrize("name", HISTORIC)
def test_no_strict_run_sees_counts_that_were_public_later(name: str) -> None:
    scenario = load(name)
    early = known_by(scenario.monitors, scenario.head.assessment_date)
    assert "ucdp" in {one.id for one in scenario.monitors} - {one.id for one in early}


def test_the_manual_names_every_shipped_monitor_and_every_share() -> None:
    text = (Path(__file__).parents[2] / "docs" / "evidence.md").read_text(encoding="utf-8")
    for name in HISTORIC:
        for one in load(name).monitors:
            assert f"| {one.name} |" in text
            for count in one.counts:
                for span in filter(None, (count.share, count.own, count.hostile)):
                    assert f"{span.low:g} to {span.high:g}" in text
