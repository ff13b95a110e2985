"""Necessity: bounds of what was needed, and a share of draws in which the choice was forced."""

from __future__ import annotations

import json
from collections.abc import Mapping

import numpy as np
import pytest
import xarray as xr

from claims.toys import Toy, arm, control, parameters, reading, scenario
from hinge.claims.assess import assess_claims
from hinge.claims.plan import plan
from hinge.claims.verdict import Decision, Necessity, Verdict
from hinge.claims.windows import series_of_decision
from hinge.errors import StoreError

DRAWS = 100
LUCK = parameters(DRAWS)
OUTCOME = control(when={"on": "2001-05-20"})
DAY = 6  # 17 May, inside the window


def claim(**text: object) -> dict[str, object]:
    """A claim: the first plan's absence of the cause; amber's choice from 15 to 18 May."""
    test = {
        "cause": ["x0"],
        "outcome": OUTCOME,
        "side": "amber",
        "margin": 0.1,
        "from": "2001-05-15",
        "by": "2001-05-18",
        **text,
    }
    return {"test": "necessity", "readings": [reading(necessity=test)]}


def campaign(holds: np.ndarray, decision: Mapping[str, object] | None = None) -> xr.Dataset:
    """100 draws of one; amber holds the town where ``holds`` says so; what amber weighed on DAY.

    Without a decision the run is one that does not record what was weighed.
    """
    data = arm(
        draws=DRAWS,
        held=np.where(holds, 0, 1)[:, None, None],
        values={"civilians_killed": 5.0},
    )
    data = data.drop_sel(series=list(series_of_decision("amber")))
    if decision is None:
        return data
    weighed = {"committed": 1.0, "all_in": 0.0, "window": 0.05, "threshold": 0.02, "margin": 0.3}
    value = np.full((DRAWS, 30, len(weighed)), -1.0, np.float32)
    value[:, :, :2] = 0.0
    for column, (name, given) in enumerate((weighed | dict(decision)).items()):
        value[:, DAY:, column] = np.broadcast_to(np.asarray(given, np.float32), DRAWS)[:, None]
        if name == "committed":
            value[:, DAY + 1 :, column] = 0.0
    names = [*data["series"].values, *(f"{name}.amber" for name in weighed)]
    all_values = np.concatenate([data["value"].values, value], axis=2)
    rest = data.drop_vars(["value", "series"])
    return rest.assign_coords(series=names).assign(
        value=(("replication", "day", "series"), all_values)
    )


def below(many: int) -> np.ndarray:
    return np.arange(DRAWS) < many


def verdict(
    text: dict[str, object] | None = None,
    decision: Mapping[str, object] | None = None,
    **arms: object,
) -> Verdict:
    recorded = {
        "baseline": campaign(below(60), {} if decision is None else decision),
        "x0": campaign(below(40)),
        **arms,
    }
    (found,) = assess_claims(scenario([text or claim()]), Toy(recorded, LUCK))  # type: ignore[arg-type]
    return found


def beside(found: Verdict) -> Necessity:
    numbers = found.readings[0].necessity
    assert numbers is not None
    return numbers


def decided(found: Verdict) -> Decision:
    decision = beside(found).decision
    assert decision is not None
    return decision


def test_a_choice_forced_in_every_draw_holds_in_nearly_all() -> None:
    found = verdict()
    assert (found.share, found.n, found.symbol) == (1.0, DRAWS, "●")
    decision = decided(found)
    assert decision.committed.share == decision.by_margin.share == 1.0
    assert decision.all_in.share == 0.0
    assert decision.threshold is not None
    assert decision.threshold.median == pytest.approx(0.02, rel=1e-6)
    assert decision.ratio is not None
    assert decision.ratio.median == pytest.approx(0.4, rel=1e-6)
    assert found.readings[0].arms == ("baseline", "x0")


def test_the_share_counts_draws_in_which_all_conditions_hold_together() -> None:
    found = verdict(
        decision={
            "window": np.where(below(80), 0.05, 0.01),  # (i) in 80
            "threshold": np.where(below(20), 0.0, 0.02),  # (ii) in 80: rows 20 to 99
            "margin": np.where(below(70), 0.3, 0.05),  # (iii) in 70
        }
    )
    decision = decided(found)
    shares = (decision.best_with_belief, decision.not_best_without, decision.by_margin)
    assert [one.share for one in shares] == [0.8, 0.8, 0.7]
    assert found.share == 0.5  # rows 20 to 69
    assert found.low is not None
    assert found.low < 0.5


def test_draws_without_a_main_effort_are_counted_and_not_forced() -> None:
    found = verdict(decision={"committed": np.where(below(30), 0.5, 0.0)})
    assert found.share == 0.3
    assert decided(found).committed.share == 0.3
    threshold = decided(found).threshold
    assert threshold is not None
    assert threshold.n == 30


def test_an_effort_with_all_reserves_counts_if_it_begins_in_the_window() -> None:
    assert decided(verdict(decision={"all_in": 1.0})).all_in.share == 1.0
    later = claim(**{"from": "2001-05-18", "by": "2001-05-19"})
    assert decided(verdict(later, {"all_in": 1.0})).all_in.share == 0.0


def test_what_happens_outside_the_window_is_another_choice() -> None:
    found = verdict(claim(**{"from": "2001-05-18", "by": "2001-05-25"}))
    assert (found.share, decided(found).committed.share) == (0.0, 0.0)


def test_bounds_of_each_version_stand_beside_it_with_the_value_of_shared_chance() -> None:
    found = verdict(claim(cause=["x0", "x1"]), x1=campaign(~below(60)))
    first, second = beside(found).versions
    assert (first.cause, second.cause) == ("x0", "x1")
    for version in (first, second):
        assert version.needed.necessity is not None
        assert version.needed.necessity.least.value == pytest.approx(1 / 3)
        assert version.needed.necessity.most.value == pytest.approx(1.0)
        assert version.needed.sufficiency is not None
        assert version.needed.sufficiency.least.value == pytest.approx(1 / 3)
    assert first.needed.shared_necessity is not None
    assert second.needed.shared_necessity is not None
    assert first.needed.shared_necessity.share == pytest.approx(1 / 3)
    assert second.needed.shared_necessity.share == 1.0
    assert [harm.arm for harm in found.civilians] == ["baseline", "x0", "x1"]
    assert "lies between 33 and 100 of 100" in found.sentence
    assert "with shared chance at 33 (95 % interval" in found.sentence
    assert "“Plan 0”" in found.sentence
    assert "“Plan 1”" in found.sentence


def test_it_says_from_what_expectation_on_the_attack_was_best() -> None:
    assert (
        "it was forced only if leaders expected to lose the support at a rate of at least 0.02 (90 of "
        "100 draws: 0.02 to 0.02) a day"
    ) in verdict().sentence
    none = verdict(decision={"threshold": -1.0})
    assert "in 100 no danger would have made it best" in none.sentence
    assert decided(none).ratio is None
    assert none.share == 0.0


def test_a_run_that_does_not_record_decisions_has_bounds_and_no_share() -> None:
    found = verdict(baseline=campaign(below(60)))
    assert (found.word, found.share) == ("cannot be tested here", None)
    assert found.reason.startswith("The run does not record what was weighed (committed.amber, ")
    assert beside(found).decision is None
    assert beside(found).versions[0].needed.necessity is not None
    assert "lies between 33 and 100 of 100" in found.sentence


SIEGES = {
    "with_cause": 40,
    "outcome_with_cause": 30,
    "without_cause": 60,
    "outcome_without_cause": 20,
    "says": "Sieges of this war",
    "source": "a register",
}


def test_counted_cases_narrow_the_bounds_beside_those_of_the_arms() -> None:
    (version,) = beside(verdict(claim(observed=SIEGES))).versions
    assert version.combined is not None
    assert version.combined.necessity is not None
    # (0.5 - 0.4) / 0.3 to (0.6 - 0.4) / 0.3, by hand
    assert version.combined.necessity.least.value == pytest.approx(1 / 3)
    assert version.combined.necessity.most.value == pytest.approx(2 / 3)
    assert not version.combined.contradiction
    assert beside(verdict()).versions[0].combined is None


def test_cases_that_no_population_could_have_with_these_arms_are_said_to_contradict() -> None:
    cases = {**SIEGES, "with_cause": 960, "outcome_with_cause": 950, "without_cause": 40}
    (version,) = beside(verdict(claim(observed=cases))).versions
    assert version.combined is not None
    assert version.combined.contradiction


def test_an_outcome_that_never_comes_has_no_bounds_but_the_choice_is_still_judged() -> None:
    found = verdict(baseline=campaign(below(0), {}))
    assert beside(found).versions[0].needed.necessity is None
    assert "nothing is there to have been caused" in found.sentence
    assert found.share == 1.0


def test_few_draws_have_no_share() -> None:
    small = {
        name: data.isel(replication=slice(0, 49))
        for name, data in (("baseline", campaign(below(60), {})), ("x0", campaign(below(40))))
    }
    found = verdict(None, None, **small)
    assert (found.word, found.share) == ("cannot be tested here", None)
    assert "are too few" in found.reason


def test_the_smaller_arm_is_paired_and_the_choice_uses_the_whole_baseline() -> None:
    found = verdict(x0=campaign(below(40)).isel(replication=slice(0, 80)))
    assert found.n == DRAWS
    needed = beside(found).versions[0].needed
    assert (needed.with_.n, needed.with_.share) == (80, 0.75)


def test_it_needs_the_baseline_and_every_cause_to_its_last_date() -> None:
    needs = plan(scenario([claim(cause=["x0", "x1"])]))
    assert [need.id for need in needs] == ["baseline", "x0", "x1"]
    assert str(needs[1].until) == "2001-05-20"
    with pytest.raises(StoreError, match="no arm x1"):
        verdict(claim(cause=["x0", "x1"]))


def test_it_becomes_json_with_bounds_conditions_and_ranges() -> None:
    data = verdict().to_json()
    assert json.loads(json.dumps(data, allow_nan=False)) == data
    text = json.dumps(data["readings"])
    for key in ("least", "shared_necessity", "best_with_belief", "threshold", '"cause": "x0"'):
        assert key in text
