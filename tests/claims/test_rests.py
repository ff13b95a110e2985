"""What a verdict rests on is told by name and in its unit, and nothing is told where nothing stands out."""

import numpy as np
import pytest

from hinge.analysis.given_data import Inputs, outcome_of
from hinge.analysis.intervals import Mean
from hinge.analysis.sensitivity import hinges, ranked
from hinge.claims.as_json import plain
from hinge.claims.rests import Assumptions, breaking_words, quantity, rests_on
from hinge.claims.verdict_hinges import BreakingPoint, RestsOn

DRAWS = 512
IDS = ("force.size", "force.skill", "own.idle")
ABOUT = Assumptions(
    {"force.size": "the size", "force.skill": "the skill", "own.idle": "the idle one"},
    {"force.size": "persons", "force.skill": "factor", "own.idle": "days"},
)


def found(chance: np.ndarray, x: np.ndarray) -> RestsOn:
    """What a verdict of two runs a draw rests on."""
    runs = np.random.default_rng(9).random((DRAWS, 2)) < chance[:, None]
    outcome = outcome_of(runs.ravel(), np.repeat(np.arange(DRAWS), 2))
    inputs = Inputs.of(x, IDS)
    stand_out = hinges(ranked(outcome.score, inputs), len(IDS))
    return rests_on(outcome, inputs, stand_out, ABOUT)


@pytest.fixture(scope="module")
def values() -> np.ndarray:
    """Sizes from 0 to 1,000, skills and idle values from 0 to 1."""
    return np.random.default_rng(1).random((DRAWS, 3)) * [1000.0, 1.0, 1.0]


def test_all_four_parts_are_found_where_two_assumptions_decide(values: np.ndarray) -> None:
    both = (values[:, 0] > 400) & (values[:, 1] > 0.5)
    rests = found(np.where(both, 0.9, 0.1), values)
    assert {one.parameter for one in rests.explained} == {"force.size", "force.skill"}
    assert all(0.0 < one.part.value < 0.6 for one in rests.explained)
    assert rests.region is not None
    assert rests.region.claim == "holds"
    assert {one.name for one in rests.region.bounds} == {"the size", "the skill"}
    size = next(one for one in rests.region.bounds if one.unit == "persons")
    assert size.low == pytest.approx(400, abs=80)
    assert rests.region.symbol in "◕●"
    assert rests.breaking_point is not None
    assert rests.fact is not None
    assert rests.fact.name in {"the size", "the skill"}
    assert rests.fact.movement.low > 0.05


def test_a_claim_that_mostly_holds_has_a_region_where_it_fails(values: np.ndarray) -> None:
    rests = found(np.where(values[:, 0] < 250, 0.1, 0.9), values)
    assert rests.region is not None
    assert rests.region.claim == "fails"
    assert rests.region.density == pytest.approx(1.0 - rests.region.share_inside)
    assert rests.region.bounds[0].high == pytest.approx(250, abs=60)
    assert rests.region.bounds[0].low is None


def test_nothing_is_told_where_nothing_stands_out(values: np.ndarray) -> None:
    assert found(np.full(DRAWS, 0.5), values) == RestsOn()


def test_a_region_in_the_step_of_the_verdict_is_no_flip(values: np.ndarray) -> None:
    rests = found(np.where(values[:, 0] > 500, 0.54, 0.39), values)
    assert rests.region is None


def test_the_breaking_point_is_a_clause_with_unit_and_distance(values: np.ndarray) -> None:
    rests = found(0.1 + 0.8 * values[:, 0] / 1000, values)
    words = breaking_words(rests)
    point = rests.breaking_point
    assert point is not None
    assert words.startswith("it moves to “")
    assert "if the size " in words
    assert f" persons ({point.distance:.3g} standard deviations from its median)" in words
    assert breaking_words(None) == breaking_words(RestsOn()) == ""


def test_a_breaking_point_at_the_median_is_said_to_be_there() -> None:
    point = BreakingPoint(
        "a.b", "it", "days", "rises", 4.0, 4.0, 0.5, 0.0, 0.7, 0.68, 0.75, "◕", "holds in most"
    )
    text = "it is “holds in most” already with it at its median, 4 days"
    assert breaking_words(RestsOn(breaking_point=point)) == text


def test_a_unit_is_said_where_it_says_something() -> None:
    assert quantity(1200.0, "persons") == "1,200 persons"
    assert quantity(0.25, "share of strength") == "0.25"
    assert quantity(0.25, "dimensionless") == "0.25"


def test_it_becomes_json_with_every_number(values: np.ndarray) -> None:
    rests = found(np.where(values[:, 0] > 400, 0.9, 0.1), values)
    made = plain(rests)
    assert isinstance(made, dict)
    assert set(made) == {"explained", "region", "breaking_point", "fact"}
    assert plain(RestsOn()) == {
        "explained": [], "region": None, "breaking_point": None, "fact": None,
    }  # fmt: skip
    assert isinstance(rests.fact and rests.fact.movement, Mean)
