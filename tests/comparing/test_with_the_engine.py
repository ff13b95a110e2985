"""With the engine itself: what changes nothing differs by nothing, to the bit; what matters moves others."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from hinge.analysis.course import Course
from hinge.comparing.question import Question, plan
from hinge.comparing.result import Comparison, judge
from hinge.ensemble.run import run
from hinge.scenario.interventions import Intervention
from hinge.scenario.load import load
from hinge.scenario.scenario import Scenario


def what_if(scenario: Scenario, name: str, *levers: dict[str, object]) -> Intervention:
    """An intervention of these levers, with the reasons of another."""
    like = scenario.interventions[0].model_dump(by_alias=True)
    return Intervention.model_validate({**like, "id": name, "sized": "", "levers": levers})


def compared(
    scenario: Scenario, extra: Sequence[Intervention], folder: Path, days: int
) -> Comparison:
    """Extra interventions against the baseline, 50 draws and one replicate, over a few weeks."""
    place = replace(scenario, interventions=(*scenario.interventions, *extra))
    until = scenario.head.assessment_date + dt.timedelta(days=days)
    asked = Question(do=tuple(one.id for one in extra), until=until, draws=50, replicates=1)
    made = plan(place, asked)
    return judge(place, made, run(place, made.design, folder / "run", workers=1))


def require_nothing(found: Comparison) -> None:
    """Every array of every arm is that of the baseline, and every line is exactly nothing."""
    base = found.run.arm("baseline")
    for one in found.stored["comparisons"]:
        arm = found.run.arm(one["arm"])
        for name in ("control", "contested", "siege", "value"):
            assert np.array_equal(arm[name].values, base[name].values), (one["arm"], name)
        for line in one["outcomes"]:
            assert line["identical"], line["id"]
            assert line["difference"] == {"value": 0.0, "low": 0.0, "high": 0.0}
            assert (line["rises"]["hits"], line["falls"]["hits"], line["saving"]) == (0, 0, None)


def test_what_changes_nothing_differs_by_nothing_on_the_ring(tmp_path: Path) -> None:
    ring = load("ring")
    nulls = [
        what_if(ring, "times_one", {"lever": "scale_parameter", "parameter": "combat.loss_rate", "factor": 1}),
        what_if(ring, "after_the_end", {"lever": "truce", "a": "amber", "b": "cobalt", "from": "2001-07-14"}),
        what_if(ring, "own_factor", {"lever": "scale_asset", "asset": "cobalt_guns", "factor": 1}),
    ]  # fmt: skip
    require_nothing(compared(ring, nulls, tmp_path, 40))


def test_what_changes_nothing_differs_by_nothing_on_aleppo(tmp_path: Path) -> None:
    aleppo = load("aleppo-2016")
    nulls = [
        what_if(aleppo, "times_one", {"lever": "scale_parameter", "parameter": "combat.loss_rate", "factor": 1}),
        # Factions without soldiers: nothing reads the factor on their strength.
        what_if(aleppo, "unused", {"lever": "scale_faction", "faction": "rus_navy", "factor": 0.1}),
    ]  # fmt: skip
    require_nothing(compared(aleppo, nulls, tmp_path, 30))


def test_the_other_side_chooses_anew_and_only_from_the_day_on_which_it_matters(
    tmp_path: Path,
) -> None:
    ring = load("ring")
    day = 10
    date = (ring.head.assessment_date + dt.timedelta(days=day)).isoformat()
    levers = [
        {"lever": "forbid_option", "side": "amber", "option": option, "from": date}
        for option in ("main_effort", "probe")
    ]
    found = compared(ring, [what_if(ring, "amber_holds", *levers)], tmp_path, 45)
    held, base = (Course(found.run.arm(arm), arm) for arm in ("amber_holds", "baseline"))
    differs = {
        name: (held.series(name) != base.series(name)).any(axis=0)
        for name in ("efforts.amber", "efforts.cobalt", "committed.cobalt", "threshold.cobalt")
    }
    assert not any(days[:day].any() for days in differs.values())
    assert differs["efforts.amber"].any()  # whose options were taken away
    assert differs["efforts.cobalt"].any()  # who answers
    assert differs["committed.cobalt"].any()


def test_arms_that_pull_both_are_not_those_that_pull_one(tmp_path: Path) -> None:
    ring = load("ring")
    asked = Question(
        do=("relief_convoys", "guns_fall_silent"), draws=50, replicates=1, together=True
    )
    made = plan(ring, asked)
    found = judge(ring, made, run(ring, made.design, tmp_path / "run", workers=1))
    deaths = {
        arm: Course(found.run.arm(arm), arm).series("civilians_killed")[:, -1].mean()
        for arm in found.run.arms
    }
    assert len(set(deaths.values())) == 4
    parts = {one["id"]: one for one in found.stored["together"]["outcomes"]}["civilians_killed"]
    whole = deaths["arm-3"] - deaths["baseline"]
    assert parts["whole"]["value"] == pytest.approx(whole, abs=1e-3)
    total = sum(part["value"] for part in parts["shapley"].values())
    assert total == pytest.approx(whole, abs=1e-3)
