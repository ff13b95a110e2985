"""A turning point settles more than an ordinary campaign does in the same days, or is none."""

import datetime as dt

import numpy as np
import pytest

from claims.toys import ASSESSED, HORIZON, Toy, arm, control, one_claim, parameters, scenario
from hinge.claims.turning import assess_turning
from hinge.claims.verdict import ReadingVerdict
from hinge.claims.workbench import Workbench
from hinge.errors import InputError, TooFewRuns
from hinge.scenario.claim_records import Reading
from hinge.scenario.claim_tests import TurningTest

DRAWS = 256
DAY = 9  # on which the coin falls: 20 May
CLAIM = one_claim({"test": "turning"})
READING = Reading.model_validate({"id": "first", "says": "It turns then."})
AT_END = control(when={"on": HORIZON})


def turning(**text: object) -> TurningTest:
    return TurningTest.model_validate(
        {
            "outcome": AT_END,
            "from": "2001-05-19",
            "to": "2001-05-21",
            "features": ["held.amber", "siege.town.cobalt"],
            **text,
        }
    )


def bench(won: np.ndarray, *, draws: int = DRAWS, by_siege: bool = False) -> Workbench:
    """Amber holds the town at the end where ``won`` (512,); from the day of the coin on it shows."""
    shown = (np.arange(30) >= DAY) & won[:, None]
    data = arm(
        draws=draws,
        replicates=2,
        held=np.where(shown, 0, 1)[:, :, None],
        siege=np.where(shown if by_siege else np.zeros_like(shown), 3, 0)[:, :, None],
        values={} if by_siege else {"held.amber": np.where(shown, 3.0, 0.0)},
    )
    return Workbench(scenario(), Toy({"baseline": data}, parameters(draws)), [])


def coin(draws: int = DRAWS) -> np.ndarray:
    return np.random.default_rng(5).random(2 * draws) < 0.5


def verdict(test: TurningTest, setting: Workbench) -> ReadingVerdict:
    return assess_turning(CLAIM, READING, test, setting)


def test_the_window_of_a_coin_is_named_with_its_day() -> None:
    found = verdict(turning(), bench(coin()))
    assert (found.share, found.n, found.word, found.symbol) == (
        1.0,
        200,
        "holds in nearly all runs",
        "●",
    )
    assert found.settled
    assert found.turning is not None
    assert found.turning.window_share.value > 0.85
    assert found.turning.excess.low > 0.5
    assert (found.turning.top_day, found.turning.top_day_odds) == ("2001-05-20", 1.0)
    assert found.turning.parameter_share < 0.15
    assert (found.replications, found.draws, found.arms) == (512, DRAWS, ("baseline",))
    assert found.sentence.startswith(
        "In all 200 refits (95 % interval 97 to 100), the window from 19 May to 21 May 2001 "
        "settles more than any other of its length, and more than a walk without drift; it settles "
    )
    assert "the day that most often settles most is 20 May, in all 200 refits" in found.sentence
    assert found.sentence.endswith("simulated from the evidence to 11 May.")
    assert found.predicate == (
        "Whether it comes about that the amber side holds the town on 9 June 2001 is settled from 19 "
        "May to 21 May 2001 more than in any other window of that length, and more than a walk "
        "without drift would settle by then."
    )


def test_the_verdict_says_which_estimator_it_rests_on() -> None:
    notes = verdict(turning(), bench(coin())).notes
    assert "simple estimator" in notes[0]
    assert "`hinge turning` is the finer one" in notes[0]


def test_siege_states_are_features_too() -> None:
    found = verdict(turning(features=["siege.town.cobalt"]), bench(coin(), by_siege=True))
    assert found.share == 1.0


def test_another_window_is_not_named() -> None:
    found = verdict(turning(**{"from": "2001-05-25", "to": "2001-05-27"}), bench(coin()))
    assert (found.share, found.word) == (0.0, "fails in nearly all")


def test_a_window_from_the_first_day_leaves_out_the_start_itself() -> None:
    at_start = turning(**{"from": ASSESSED, "to": "2001-05-13"})
    found = verdict(at_start, bench(coin()))
    assert found.share == 0.0


@pytest.mark.parametrize(("happens", "often"), [(False, "none"), (True, "all")])
def test_an_outcome_settled_beforehand_has_no_hinge_and_no_share(happens: bool, often: str) -> None:
    found = verdict(turning(), bench(np.full(2 * DRAWS, happens)))
    assert (found.share, found.turning, found.symbol) == (None, None, "")
    assert found.reason == (
        "No hinge: the outcome is nearly settled by assumption: the amber side holds the town on "
        f"9 June 2001 in {often}{'' if happens else ' of'} 512 campaigns."
    )
    assert found.word == "cannot be tested here"


def test_a_window_without_another_of_its_length_gives_a_reason() -> None:
    found = verdict(turning(**{"from": "2001-05-13", "to": "2001-06-05"}), bench(coin()))
    assert found.share is None
    assert "none of the same length is left" in found.reason


def test_a_window_after_the_outcome_is_decided_is_refused() -> None:
    early = control(when={"by": dt.date(2001, 5, 20)})
    with pytest.raises(InputError, match="goes on after it is decided"):
        verdict(turning(outcome=early), bench(coin()))


@pytest.mark.parametrize("feature", ["held.nobody", "siege.town.amber"])
def test_a_feature_that_is_not_recorded_is_refused(feature: str) -> None:
    with pytest.raises(InputError, match="The predicate would be about nothing"):
        verdict(turning(features=[feature]), bench(coin()))


def test_too_few_draws_are_refused() -> None:
    with pytest.raises(TooFewRuns, match="20 runs are too few"):
        verdict(turning(), bench(coin(20), draws=20))
