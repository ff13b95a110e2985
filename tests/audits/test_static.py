"""Battles through the engine: symmetry, more men help, cover helps, and each battle stands alone."""

from dataclasses import replace

import numpy as np
import pytest

from hinge.audits.battle_file import Battle, shipped_battles
from hinge.audits.duel_world import SECTOR, sector
from hinge.audits.static import days_held, simulate, support_of, terrain_of
from hinge.draws.compiled import JIT
from plain import plain

NOTHING = float("nan")
EVEN = {"tenure_gain": 1.0, "culmination": 0.0}


def battle(attackers: float = 5000.0, defenders: float = 5000.0, **more: object) -> Battle:
    """A battle on open ground in no posture, with nothing known of arms."""
    given = Battle(
        id="1", name="Somewhere", campaign="Some", year=1900, days=1, armies=((), ()),
        strength=(attackers, defenders), losses=(NOTHING, NOTHING), arms=((NOTHING, NOTHING),) * 4,
        posture="not given", relief="flat", cover="bare", special="not given", won=True,
    )  # fmt: skip
    return replace(given, **more)


def test_equal_sides_on_open_ground_have_equal_chances() -> None:
    found = simulate([battle()], draws=600, settings=EVEN)
    assert found.chance[0] == pytest.approx(0.5, abs=0.05)
    assert np.median(found.share[:, 0, 0]) == pytest.approx(
        np.median(found.share[:, 0, 1]), rel=0.2
    )


def test_more_attackers_win_more_often() -> None:
    ratios = (0.25, 0.5, 1.0, 2.0, 4.0, 8.0)
    found = simulate([battle(20_000 * ratio, 20_000) for ratio in ratios], draws=200)
    assert (np.diff(found.chance) > 0.0).all()


def test_the_slope_of_success_on_the_log_ratio_is_that_of_battles() -> None:
    """Recorded battles have 0.5 to 1.5; nothing was fitted to make it so."""
    ratios = np.array([0.5, 1.0, 2.0, 3.0])
    chance = simulate([battle(20_000 * ratio, 20_000) for ratio in ratios], draws=400).chance
    slope = np.polyfit(np.log(ratios), np.log(chance / (1.0 - chance)), 1)[0]
    assert 0.5 < slope < 1.5


def test_three_to_one_is_far_from_certain() -> None:
    assert 0.6 < simulate([battle(15_000, 5_000)], draws=200).chance[0] < 0.85


def test_works_and_ground_help_the_defender() -> None:
    given = [
        battle(),
        battle(posture="hasty"),
        battle(posture="prepared"),
        battle(posture="fortified"),
    ]
    chance = simulate(given, draws=200).chance
    assert chance[0] >= chance[1] > chance[2] > chance[3]


def test_supporting_fire_helps_the_side_that_has_more_of_it() -> None:
    none = ((NOTHING, NOTHING),) * 2
    fire = [battle(arms=(*none, (a, 10.0), (NOTHING, NOTHING))) for a in (2.0, 10.0, 50.0)]
    chance = simulate(fire, draws=200).chance
    assert chance[0] < chance[1] < chance[2]
    assert support_of(fire[2]) == pytest.approx((50.0 / 60.0, 10.0 / 60.0))
    assert support_of(battle()) == (0.0, 0.0)


def test_a_battle_leaves_no_trace_in_the_next() -> None:
    some = list(shipped_battles().battles[:12])
    together, backwards = simulate(some, draws=20), simulate(some[::-1], draws=20)
    assert (together.share == backwards.share[:, ::-1]).all()
    assert (together.score == backwards.score[:, ::-1]).all()
    alone = simulate(some[7:8], draws=20)
    assert (together.days[:, 7] == alone.days[:, 0]).all()


def test_armies_are_scaled_to_a_sector_and_small_forces_are_not() -> None:
    attackers, defenders = sector(np.array([90_000.0, 800.0]), np.array([30_000.0, 1200.0]))
    assert attackers.tolist() == [SECTOR, 800.0]
    assert defenders.tolist() == [1667.0, 1200.0]


def test_words_of_the_table_become_those_of_the_engine() -> None:
    assert terrain_of(battle(posture="fortified", relief="rugged")) == "fortified"
    assert terrain_of(battle(special="urban")) == "dense_urban"
    assert terrain_of(battle(relief="rugged")) == "old_quarter"
    assert terrain_of(battle(cover="wooded")) == "town"
    assert terrain_of(battle(relief="rolling")) == "rural"
    assert terrain_of(battle()) == "open"
    assert days_held(battle(posture="prepared")) > 365 > days_held(battle(posture="hasty")) == 1
    assert days_held(battle(posture="delay")) == 0


@pytest.mark.skipif(not JIT, reason="compilation is off: there is one form only")
def test_compiled_and_plain_battles_are_the_same_bit_for_bit() -> None:
    some = shipped_battles().battles[:3]
    compiled = simulate(some, draws=2)
    slow = plain("hinge.audits.static").simulate(some, draws=2)
    assert (compiled.share == slow.share).all()
    assert (compiled.days == slow.days).all()
