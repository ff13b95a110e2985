"""A regret says how often an option is the best, for whose goals, and at what cost in lives."""

from collections.abc import Mapping

import numpy as np
import pytest

from claims.toys import ASSESSED, HORIZON, Toy, arm, one_claim, parameters, scenario
from hinge.analysis.regret import WEIGHTINGS, weightings
from hinge.claims.regret import assess_regret
from hinge.claims.verdict import ReadingVerdict, Regret
from hinge.claims.workbench import Workbench
from hinge.errors import InputError, StoreError, TooFewRuns
from hinge.scenario.claim_records import Reading
from hinge.scenario.claim_tests import RegretTest

DRAWS = 256
LUCK = parameters(DRAWS)
LIVES = {
    "id": "lives",
    "says": "Civilians killed",
    "measure": {"series": "civilians_killed", "on": HORIZON},
    "direction": "lower",
    "civilians": True,
}
LAND = {
    "id": "land",
    "says": "Areas held by the amber side",
    "measure": {"series": "held.amber", "on": HORIZON},
    "direction": "raise",
}
CLAIM = one_claim({"test": "regret"})
READING = Reading.model_validate({"id": "first", "says": "It is the best."})
Outcome = tuple[object, object]


def regret(**text: object) -> RegretTest:
    return RegretTest.model_validate(
        {"option": "x0", "against": ["x1", "baseline"], "goals": [LAND, LIVES], **text}
    )


def bench(draws: int = DRAWS, **arms: Outcome) -> Workbench:
    """Each arm: areas held and civilians killed at the end, for 256 draws of two (or one number)."""
    recorded = {
        name: arm(
            draws=draws,
            replicates=2,
            values={"held.amber": _column(held), "civilians_killed": _column(killed)},
        )
        for name, (held, killed) in arms.items()
    }
    return Workbench(scenario(), Toy(recorded, parameters(draws)), [])


def _column(values: object) -> np.ndarray:
    return np.asarray(values, dtype=float).reshape(-1, 1)


def verdict(test: RegretTest, arms: Mapping[str, Outcome]) -> tuple[ReadingVerdict, Regret]:
    found = assess_regret(CLAIM, READING, test, bench(**arms))
    assert found.regret is not None
    return found, found.regret


def test_an_option_best_in_all_ways_holds_in_nearly_all() -> None:
    found, beside = verdict(regret(), {"x0": (3, 10), "x1": (2, 20), "baseline": (1, 12)})
    assert (found.share, found.high) == (1.0, 1.0)
    assert found.low is not None
    assert 0.95 < found.low < 1.0
    assert (found.word, found.symbol, found.settled) == ("holds in nearly all runs", "●", True)
    assert (found.n, found.draws, found.replications) == (DRAWS * WEIGHTINGS, DRAWS, 512)
    assert found.arms == ("x0", "x1", "baseline")
    assert beside.options == ("x0", "x1", "baseline")
    assert [odds.share for odds in beside.best] == [1.0, 0.0, 0.0]
    assert beside.pareto == ("x0",)
    assert beside.regret_90[0] == 0.0 < beside.regret_90[1]
    assert beside.goals == ("Areas held by the amber side", "Civilians killed")


def test_the_sentence_names_every_option_civilians_and_the_ceiling() -> None:
    found, _ = verdict(regret(), {"x0": (3, 10), "x1": (2, 20), "baseline": (1, 12)})
    assert found.predicate == (
        "“Plan 0” is the best of “Plan 0”, “Plan 1” and the baseline, by the goals: Areas held by "
        "the amber side (raise); Civilians killed (lower)."
    )
    assert found.sentence == (
        "“Plan 0” is the best of 3 options in all 51,200 weighings of goals, beliefs and parameter "
        "draws (95 % interval 98 to 100); “Plan 1” in none and the baseline in none; where civilians "
        "weigh at least an equal part, it is the best in all; without those that cost more than 1.5 "
        "times the fewest civilian deaths (“Plan 1”), it is the best in all (95 % interval 98 to "
        "100); it is the same in every draw of the assumptions; simulated from the evidence to 11 "
        "May."
    )


def test_land_against_lives_hinges_on_how_the_goals_are_weighed() -> None:
    arms: dict[str, Outcome] = {"x0": (3, 110), "x1": (2, 100), "baseline": (2, 100)}
    found, beside = verdict(regret(), arms)
    assert found.share == pytest.approx((weightings(2)[0] > 0.5).mean())
    assert found.word == "hinges on how the goals are weighed"
    assert beside.best[1].share == beside.best[2].share  # identical options share
    assert set(beside.pareto) == {"x0", "x1", "baseline"}
    assert "where civilians weigh at least an equal part, it is the best in none" in found.sentence
    assert "no option costs more than 1.5 times the fewest civilian deaths" in found.sentence
    assert any("the best in all where civilians weigh 0 % to" in note for note in beside.notes)


def test_an_option_over_the_ceiling_is_left_out_of_the_second_table() -> None:
    arms: dict[str, Outcome] = {"x0": (30, 160), "x1": (2, 100), "baseline": (1, 100)}
    found, beside = verdict(regret(), arms)
    assert found.share is not None
    assert found.share > 0.3
    assert beside.under_ceiling == ("x1", "baseline")
    assert [odds.share for odds in beside.best_under_ceiling] == [1.0, 0.0]
    assert "it is itself among those that cost more than 1.5 times" in found.sentence
    assert "“Plan 0” 160, “Plan 1” 100 and the baseline 100" in " ".join(beside.notes)


def test_a_parameter_that_decides_which_is_best_is_named() -> None:
    lossy = np.repeat(LUCK.sel(parameter="combat.loss_rate").values, 2)
    gain = np.where(lossy < 0.5, 1.0, -1.0)
    arms: dict[str, Outcome] = {
        "x0": (2 + gain, 100 - gain),
        "x1": (2, 100),
        "baseline": (2, 100),
    }
    found, _ = verdict(regret(), arms)
    assert [hinge.parameter for hinge in found.hinges] == ["combat.loss_rate"]
    assert found.hinges[0].holds_where == "low"


def test_only_shared_draws_are_compared() -> None:
    arms = {
        "x0": arm(draws=64, values={"held.amber": 3.0}),
        "baseline": arm(draws=80, values={"held.amber": 1.0}),
    }
    paired = Workbench(scenario(), Toy(arms, parameters(80)), [])
    found = assess_regret(CLAIM, READING, regret(against=["baseline"]), paired)
    assert (found.draws, found.replications) == (64, 64)


def test_arms_of_different_designs_are_refused() -> None:
    other = arm(draws=64)
    other = other.assign_coords(draw=("replication", np.arange(64) + 1))
    paired = Workbench(scenario(), Toy({"x0": other, "baseline": arm(draws=64)}, LUCK), [])
    with pytest.raises(StoreError, match="different parameter draws"):
        assess_regret(CLAIM, READING, regret(against=["baseline"]), paired)


def test_campaigns_without_a_number_are_left_out_everywhere() -> None:
    ratio = {
        **LAND,
        "measure": {
            "series": "held.amber",
            "divide_by": "displaced",
            "from": ASSESSED,
            "to": HORIZON,
        },
    }
    moved = np.ones((64, 30))
    moved[3:, -1] = 2.0  # in the first three campaigns nobody more is displaced
    arms = {
        "x0": arm(draws=64, values={"displaced": moved, "held.amber": np.arange(30.0)}),
        "baseline": arm(draws=64, values={"displaced": np.arange(30.0)}),
    }
    paired = Workbench(scenario(), Toy(arms, LUCK), [])
    found = assess_regret(
        CLAIM, READING, regret(against=["baseline"], goals=[ratio, LIVES]), paired
    )
    assert found.draws == 61
    assert found.regret is not None
    assert "3 campaigns lack a number for some goal and are left out." in found.regret.notes


def test_goals_without_civilians_are_refused() -> None:
    with pytest.raises(InputError, match="no goal of the regret test is harm to civilians"):
        verdict(
            regret(goals=[LAND, {**LIVES, "civilians": False}]),
            {"x0": (1, 1), "x1": (1, 1), "baseline": (1, 1)},
        )


def test_an_option_against_itself_is_refused() -> None:
    with pytest.raises(InputError, match="named twice"):
        verdict(regret(against=["x0"]), {"x0": (1, 1)})


def test_too_few_draws_are_refused() -> None:
    few = bench(draws=20, x0=(1, 1), x1=(1, 2), baseline=(1, 3))
    with pytest.raises(TooFewRuns, match="20 runs are too few"):
        assess_regret(CLAIM, READING, regret(), few)
