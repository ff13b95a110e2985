"""A mechanism's gain is what leaving it out costs the score, from the same draws, and is told with its doubt."""

from __future__ import annotations

import datetime as dt
import json
import re
from pathlib import Path

import numpy as np
import pytest

from hinge.errors import InputError
from hinge.hindsight import DRAWS, FILE, MECHANISMS, compared, design_for, gain, hindsight
from hinge.scenario.load import load
from hinge.scenario.patch import TOGETHER, do
from hinge.scenario.scenario import Scenario
from hinge.scenario.switches import EVERY, switch_names
from hinge.scoring.table import Row
from stand_in import use_stand_in

INDEX = Path(__file__).parents[2] / "docs" / "mechanisms" / "index.md"
SMALL = {"draws": 32, "replicates": 2, "workers": 1}


@pytest.fixture
def ring(monkeypatch: pytest.MonkeyPatch) -> Scenario:
    use_stand_in(monkeypatch)
    return load("ring")


def facts(scenario: Scenario, side: str, days: int = 20) -> list[Row]:
    """One fact for each area: a side holds it on a day."""
    date = scenario.head.assessment_date + dt.timedelta(days=days)
    return [
        Row(n, area.id, "control", area.id, date, date, side)
        for n, area in enumerate(scenario.areas)
    ]


def test_the_list_is_that_of_the_manual_with_its_switches() -> None:
    text = INDEX.read_text(encoding="utf-8")
    rows = re.findall(r"^\| (M\d+) \| (.+?) \|.*$", text, re.MULTILINE)
    assert [row[0] for row in rows] == [one.id for one in MECHANISMS]
    for one in MECHANISMS:
        row = next(line for line in text.splitlines() if line.startswith(f"| {one.id} |"))
        switches = row.split("|")[5]
        assert re.findall(r"`(without_\w+)`", switches) == list(one.switches)


def test_every_switch_of_the_list_can_be_pulled_and_none_twice() -> None:
    pulled = [name for one in MECHANISMS for name in one.switches]
    assert len(pulled) == len(set(pulled))
    assert set(pulled) <= set(switch_names())
    assert list(EVERY.switches) == pulled
    assert [plan.id for plan in do(load("ring"), TOGETHER.join(pulled)).pulled] == pulled


def test_arms_differ_in_what_is_switched_off_and_in_nothing_else() -> None:
    design = design_for(load("aleppo-2016"), draws=DRAWS, replicates=2, seed=3)
    shapes = {(a.start, a.until, a.draws, a.replicates, a.conditioned) for a in design.arms}
    assert len(shapes) == 1
    assert len(design.arms) == 1 + len(MECHANISMS) + 1
    assert len({arm.intervention for arm in design.arms}) == len(design.arms)


def test_the_gain_is_the_mean_gap_and_helps_only_beyond_groups_and_noise() -> None:
    groups = [str(n) for n in range(8)]
    gaps = np.array([0.1, 0.2, 0.1, 0.2, 0.1, 0.2, 0.1, 0.2])
    found = gain(gaps, groups, noise=0.01)
    assert found["value"] == pytest.approx(0.15)
    assert 0.1 <= found["low"] < found["value"] < found["high"] <= 0.2
    assert found["word"] == "helps"
    assert gain(-gaps, groups, noise=0.01)["word"] == "hurts"
    assert gain(gaps, groups, noise=0.1)["word"] == "too close to tell"
    assert gain(gaps, groups, noise=None)["word"] == "too close to tell"
    assert gain(gaps - 0.14, groups, noise=0.0)["word"] == "too close to tell"


def test_few_groups_give_no_interval_and_no_gap_is_told_as_alike() -> None:
    few = gain(np.full(8, 0.1), ["a", "b"] * 4, noise=0.0)
    assert (few["low"], few["high"], few["word"]) == (None, None, "too few groups")
    assert gain(np.zeros(8), [str(n) for n in range(8)], noise=0.0)["word"] == "alike"


def test_a_run_is_scored_by_arm_and_taken_up_again(ring: Scenario, tmp_path: Path) -> None:
    out = tmp_path / "run"
    run, found = hindsight(ring, out=out, **SMALL)
    again, same = hindsight(ring, out=out, **SMALL)
    assert run.digest == again.digest
    assert found == same
    assert found == json.loads((out / FILE).read_text(encoding="utf-8"))
    assert [row["id"] for row in found["mechanisms"]] == [*(m.id for m in MECHANISMS), "all"]


def test_another_record_moves_scores_and_no_run(ring: Scenario, tmp_path: Path) -> None:
    run, _ = hindsight(ring, out=tmp_path / "run", **SMALL)
    one, two = (compared(run, ring, facts(ring, side)) for side in ("amber", "cobalt"))
    whole = [found["measures"][0]["whole"] for found in (one, two)]
    assert one["measures"][0]["facts"] == len(ring.areas)
    assert whole[0] != whole[1]


def test_the_gain_is_score_without_less_score_with(ring: Scenario, tmp_path: Path) -> None:
    """By hand: shares of members that hold each area, squared against the record, halved, averaged."""
    run, _ = hindsight(ring, out=tmp_path / "run", **SMALL)
    found = compared(run, ring, facts(ring, "amber"))
    sides = [side.id for side in ring.head.sides]

    def brier(arm: str) -> float:
        control = np.asarray(run.arm(arm)["control"])[:, 20, :]
        chance = np.stack([(control == c).mean(axis=0) for c in [*range(len(sides)), -1]], axis=1)
        outcome = np.zeros_like(chance)
        outcome[:, sides.index("amber")] = 1.0
        return float((0.5 * ((chance - outcome) ** 2).sum(axis=1)).mean())

    assert found["measures"][0]["whole"] == pytest.approx(brier("baseline"), abs=1e-6)
    for row in found["mechanisms"]:
        gap = brier(f"without_{row['id'].lower()}") - brier("baseline")
        assert row["gain"]["control"]["value"] == pytest.approx(gap, abs=2e-6)


def test_outcomes_of_which_nothing_can_be_scored_are_refused(
    ring: Scenario, tmp_path: Path
) -> None:
    run, _ = hindsight(ring, out=tmp_path / "run", **SMALL)
    with pytest.raises(InputError, match="nothing to score"):
        compared(run, ring, [])


def test_a_count_below_nought_is_no_fact(ring: Scenario, tmp_path: Path) -> None:
    run, _ = hindsight(ring, out=tmp_path / "run", **SMALL)
    date = ring.head.assessment_date + dt.timedelta(days=5)
    killed = Row(9, "killed", "civilians_killed", "", date, date, "-5")
    found = compared(run, ring, [*facts(ring, "amber"), killed])
    assert [one["id"] for one in found["measures"]] == ["control"]
