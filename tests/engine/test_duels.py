"""Many single battles under the shipped priors, against what is known of battles in general.

All seeds are fixed. Where a bound is a sampling limit it is five standard
errors, so that another seed would break it about once in two million.
"""

import math
from itertools import pairwise

import numpy as np
import pytest

from builders import Unit, small
from duels import TERRAINS, Battle, draws, field, fight, slope
from plain import plain

pytestmark = [pytest.mark.slow, pytest.mark.statistical]
ERRORS = 5.0
RATIOS = (0.5, 0.7, 1.0, 1.4, 2.0, 2.8, 4.0)
BATTLES = 100


def many(red: float, blue: float, number: int, terrain: str = "open") -> list[Battle]:
    return [fight(field(red, blue, n, terrain), n) for n in range(number)]


@pytest.fixture(scope="module")
def by_ratio() -> dict[float, list[Battle]]:
    return {ratio: many(1000.0 * ratio, 1000.0, BATTLES) for ratio in RATIOS}


def chance(battles: list[Battle]) -> float:
    return sum(battle.won == 1 for battle in battles) / len(battles)


def test_equals_on_nobodys_ground_win_as_often_as_each_other() -> None:
    # Both attack, so that neither tires more; nobody holds the ground, so that neither has cover.
    wins = []
    for n in range(300):
        tiny = field(1000.0, 1000.0, n % 200, holder="")
        for unit in ("b0", "b1", "b2"):
            tiny.effort(unit, "m")
        battle = fight(tiny, n)
        if battle.won >= 0:
            wins.append(battle.won)
    assert len(wins) > 200
    assert abs(np.mean(wins) - 0.5) < ERRORS * 0.5 / math.sqrt(len(wins))


def test_the_chance_to_take_ground_rises_with_the_ratio_and_three_to_one_is_no_threshold(
    by_ratio: dict[float, list[Battle]],
) -> None:
    chances = [chance(by_ratio[ratio]) for ratio in RATIOS]
    assert np.corrcoef(np.log(RATIOS), chances)[0, 1] > 0.9
    assert chances[0] > 0.02  # half as many sometimes succeed,
    assert chances[-1] < 0.98  # four times as many sometimes fail,
    steps = np.diff(chances)
    assert max(steps) < 0.5 * (chances[-1] - chances[0])  # and no step holds most of the rise


def test_success_follows_the_logarithm_of_the_ratio_rather_more_steeply_than_in_the_field(
    by_ratio: dict[float, list[Battle]],
) -> None:
    x = np.repeat(np.log(RATIOS), BATTLES)
    y = np.array([battle.won == 1 for ratio in RATIOS for battle in by_ratio[ratio]], dtype=float)
    # The field: 0.5 to 1.5. Here 1.49 over many battles; the bounds are four standard errors from it.
    assert 1.0 < slope(x, y)[1] < 2.0


def beaten(by_ratio: dict[float, list[Battle]], what: str) -> np.ndarray:
    """A share of who lost a battle; ``what``: ``lost`` or ``gone``."""
    decided = [battle for battles in by_ratio.values() for battle in battles if battle.won >= 0]
    loser = {0: "red", 1: "blue"}
    return np.array([getattr(battle, f"{loser[battle.won]}_{what}") for battle in decided])


def victors(by_ratio: dict[float, list[Battle]]) -> np.ndarray:
    decided = [battle for battles in by_ratio.values() for battle in battles if battle.won >= 0]
    return np.array(
        [battle.red_lost if battle.won == 1 else battle.blue_lost for battle in decided]
    )


def test_in_nine_of_ten_defeats_the_beaten_lost_under_forty_per_cent(
    by_ratio: dict[float, list[Battle]],
) -> None:
    assert np.percentile(beaten(by_ratio, "gone"), 90) < 0.4
    assert np.percentile(victors(by_ratio), 90) < 0.2


def test_no_single_loss_tells_when_a_side_breaks(by_ratio: dict[float, list[Battle]]) -> None:
    low, middle, high = np.percentile(beaten(by_ratio, "gone"), [10, 50, 90])
    assert 0.1 < middle < 0.25
    assert high > 2.0 * low


def brown(x: int, y: int) -> float:
    """The chance that x equals beat y in a duel of pure chance under the square law (Brown 1963)."""
    table = np.zeros((x + 1, y + 1))
    table[1:, 0] = 1.0
    for i in range(1, x + 1):
        for j in range(1, y + 1):
            a = i / (i + j)
            table[i, j] = a * table[i, j - 1] + (1.0 - a) * table[i - 1, j]
    return float(table[x, y])


def test_numbers_decide_less_here_than_in_a_duel_of_pure_chance() -> None:
    # 110 against 100 equals win 88 of 100 such duels; battles of the same ratio are far less certain.
    duel = brown(110, 100)
    assert duel == pytest.approx(0.88, abs=0.02)
    assert brown(30, 30) == pytest.approx(0.5)
    decided = []
    for n in range(200):
        tiny = field(1100.0, 1000.0, n, holder="")
        for unit in ("b0", "b1", "b2"):
            tiny.effort(unit, "m")
        battle = fight(tiny, n)
        decided += [battle.won] if battle.won >= 0 else []
    assert np.mean(decided) < duel - ERRORS * 0.5 / math.sqrt(len(decided))


def rate(battles: list[Battle]) -> float:
    """How often the ground falls, per day of battle."""
    return sum(battle.won == 1 for battle in battles) / sum(battle.days for battle in battles)


def test_a_town_falls_at_a_third_to_two_thirds_of_the_pace_of_open_ground() -> None:
    # The field says a third to a half; the bound allows for two hundred battles' sampling.
    open_ground = rate(many(2000.0, 1000.0, 200))
    for terrain in ("town", "dense_urban", "old_quarter"):
        assert 0.33 < rate(many(2000.0, 1000.0, 200, terrain)) / open_ground < 0.67


@pytest.mark.parametrize(("red", "blue", "quality"), [(2000.0, 1000.0, 0.5), (6000.0, 3000.0, 0.8)])
def test_more_cover_never_makes_ground_fall_more_readily_even_where_it_is_all_ambush(
    red: float, blue: float, quality: float
) -> None:
    falls = []
    for multiplier in (1.0, 1.25, 1.5, 1.9):
        battles = []
        for n in range(100):
            tiny = field(red, blue, n, "fortified", quality=quality).set(ambush=1.0)
            tiny.params.terrain[TERRAINS.index("fortified")] = multiplier
            battles.append(fight(tiny, n))
        falls.append(chance(battles))
    # The same luck on each ground: what is left is the noise of a few battles.
    assert all(later <= earlier + 0.05 for earlier, later in pairwise(falls))
    assert falls[-1] < falls[0] - 0.1


def cut_off(n: int, *, isolated: bool) -> Battle:
    """A battle in a city whose garrison has three days of fighting in store."""
    tiny = field(1500.0, 1000.0, n, "dense_urban")
    forces = tiny.state.forces
    forces.stock[:] = 60.0
    forces.ammunition[:] = 3.0 * forces.strength * tiny.params.soldier_fight / 1000.0
    if isolated:
        tiny.state.ground.control[tiny.area["back"]] = tiny.side["red"]
        tiny.state.flows.stale[:] = 1
    return fight(tiny.survey(), n, feed=True)


def test_isolating_a_city_shortens_the_fight_for_it() -> None:
    fed = [cut_off(n, isolated=False) for n in range(120)]
    alone = [cut_off(n, isolated=True) for n in range(120)]
    assert rate(alone) > 1.3 * rate(fed)
    assert chance(alone) > chance(fed)


def test_extremes_of_towns_lie_within_the_prior_predictive() -> None:
    # From a struggle of three weeks in which a side loses a third to one that costs next to nobody.
    battles = many(2000.0, 1000.0, 200, "dense_urban")
    assert max(battle.days for battle in battles) >= 19
    assert max(battle.blue_gone for battle in battles) > 0.3
    assert min(battle.red_lost for battle in battles if battle.won == 1) < 0.02


def test_the_draws_used_here_are_those_of_the_priors() -> None:
    table = draws()
    assert abs(np.mean(table["combat.own_power"]) - 0.6) < 0.1
    assert len({round(float(v), 6) for v in table["combat.loss_rate"]}) > 300
    tiny = small({"a": "red"}, [], units=[Unit("r", "red", "a")])
    assert set(plain("hinge.world.scalars").SCALARS) <= set(tiny.params._fields)
