"""Covering ground bends the law of losses, and towns cost: by hand, in the limits, and only where they should."""

from typing import Any

import pytest

from builders import KEY, Unit, small
from plain import plain

ambush = plain("hinge.engine.ambush")
combat = plain("hinge.engine.combat")
needs = plain("hinge.engine.needs")
muster = plain("hinge.engine.muster").muster
supply = plain("hinge.engine.supply")
TERRAINS = plain("hinge.world.codes").TERRAINS
LAW = {
    "loss_rate": 0.01,
    "enemy_power": 0.6,
    "own_power": 0.6,
    "tenure_gain": 1.0,
    "frailty": 0.0,
    "front_fire": 0.0,
    "urban_attack": 1.0,
    "ambush": 0.0,
}


def field(red: float, blue: float, *, terrain: str = "rural", holder: str = "blue") -> Any:
    """Red attacks blue in one area."""
    tiny = small(
        {"m": holder, "home": "red"},
        [("m", "home", "road", 5.0)],
        units=[Unit("r", "red", "m", red), Unit("u", "blue", "m", blue)],
        areas={"m": {"terrain": terrain, "frontage": 50.0}},
    )
    return tiny.set(**LAW).fight("m").effort("r", "m")


def cover(tiny: Any, terrain: str, multiplier: float) -> Any:
    tiny.params.terrain[TERRAINS.index(terrain)] = multiplier
    return tiny


def losses(tiny: Any) -> tuple[float, float]:
    muster(tiny.world.actors, tiny.state.forces, tiny.state.politics, tiny.params, tiny.scratch)
    tiny.scratch.place[:] = tiny.state.forces.area
    combat._line_up(tiny.world, tiny.state, tiny.scratch, 1)
    combat.fire_across(tiny.world, tiny.state, tiny.scratch, tiny.params)
    combat.expected_losses(tiny.world, tiny.state, tiny.scratch, tiny.params, KEY, 1)
    return float(tiny.scratch.loss[0]), float(tiny.scratch.loss[1])


def test_ground_hides_by_what_it_adds_to_defence() -> None:
    assert ambush.hiding(1.0, 1.0) == 0.0
    assert ambush.hiding(1.0, 1.25) == 0.5
    assert ambush.hiding(0.4, 1.5) == pytest.approx(0.4)
    assert ambush.hiding(1.0, 2.5) == 1.0
    assert ambush.hiding(1.0, 0.9) == 0.0


def test_half_an_ambush_by_hand() -> None:
    # Ground of 1.25 at ambush 1: w = 1/2. p of both .8; q of the holder .8, of the attacker .3.
    tiny = cover(field(800.0, 500.0), "rural", 1.25).set(ambush=1.0)
    attacker, holder = losses(tiny)
    assert attacker == pytest.approx(10.0 * 0.5**0.8 * 0.8**0.3)
    assert holder == pytest.approx(10.0 / 1.25 * 0.8**0.8 * 0.5**0.8)


def test_strengths_of_a_thousand_and_more_count_as_elsewhere() -> None:
    bare = losses(cover(field(3000.0, 2000.0), "rural", 1.5))
    assert losses(cover(field(3000.0, 2000.0), "rural", 1.5).set(ambush=1.0)) == bare
    # Three thousand attack five hundred: only the hidden count by the law of an ambush.
    attacker, holder = losses(cover(field(3000.0, 500.0), "rural", 1.5).set(ambush=1.0))
    assert attacker == pytest.approx(10.0 * 0.5 * 3.0**0.6)
    assert holder == pytest.approx(10.0 / 1.5 * 3.0**0.6 * 0.5)


@pytest.mark.parametrize("sizes", [(3000.0, 500.0), (731.0, 1234.0)])
def test_at_nought_the_bits_are_those_of_the_law_alone(sizes: tuple[float, float]) -> None:
    power = plain("hinge.draws.elementary").power
    tiny = cover(field(*sizes), "rural", 1.5)
    red, blue = sizes[0] / 1000.0, sizes[1] / 1000.0
    law, cap = power(blue, 0.6) * power(red, 0.6), 1.0 / 1.5
    assert losses(tiny) == (
        1000.0 * 0.01 * 1.0 * law * sizes[0] / sizes[0],
        1000.0 * 0.01 * cap * 1.0 * law * sizes[1] / sizes[1],
    )


def test_on_open_ground_any_ambush_leaves_the_law_as_it_is() -> None:
    plain_law = losses(cover(field(3000.0, 500.0, terrain="open"), "open", 1.0))
    tiny = cover(field(3000.0, 500.0, terrain="open"), "open", 1.0)
    assert losses(tiny.set(ambush=1.0, urban_attack=1.3, urban_use=2.0)) == plain_law


def test_nobodys_ground_hides_nobody() -> None:
    bare = cover(field(3000.0, 500.0, holder=""), "rural", 1.5)
    bent = cover(field(3000.0, 500.0, holder=""), "rural", 1.5).set(ambush=1.0)
    assert losses(bent) == losses(bare)


def test_all_laws_meet_at_a_thousand_against_a_thousand() -> None:
    for w in (0.0, 0.3, 1.0):
        tiny = cover(field(1000.0, 1000.0), "rural", 1.5).set(ambush=w)
        assert losses(tiny) == pytest.approx((10.0, 10.0 / 1.5))


def test_the_fewer_lie_hidden_the_more_concealment_spares_them() -> None:
    def spared(blue: float) -> float:
        bare = losses(cover(field(1000.0, blue), "rural", 1.5))[1]
        return losses(cover(field(1000.0, blue), "rural", 1.5).set(ambush=1.0))[1] / bare

    shares = [spared(blue) for blue in (100.0, 300.0, 600.0, 1000.0)]
    assert shares == sorted(shares)
    assert shares[0] < 0.5
    assert shares[-1] == pytest.approx(1.0)


def test_attackers_in_a_town_lose_the_urban_factor_and_holders_do_not() -> None:
    bare = losses(field(2000.0, 1000.0, terrain="dense_urban"))
    town = losses(field(2000.0, 1000.0, terrain="dense_urban").set(urban_attack=1.2))
    assert town[0] == pytest.approx(1.2 * bare[0])
    assert town[1] == bare[1]


@pytest.mark.parametrize("terrain", ["open", "rural", "fortified"])
def test_the_urban_factor_is_for_built_up_ground_alone(terrain: str) -> None:
    bare = losses(field(2000.0, 1000.0, terrain=terrain))
    assert losses(field(2000.0, 1000.0, terrain=terrain).set(urban_attack=1.3)) == bare


@pytest.mark.parametrize(
    ("terrain", "towns"),
    [("open", 0), ("rural", 0), ("town", 1), ("suburb", 1), ("dense_urban", 1), ("old_quarter", 1),
     ("fortified", 0), ("off_map", 0)],
)  # fmt: skip
def test_what_counts_as_built_up(terrain: str, towns: int) -> None:
    assert ambush.built_up(TERRAINS.index(terrain)) == bool(towns)


def used(terrain: str, *, fights: bool = True, urban_use: float = 1.5) -> float:
    """Tonnes of ammunition that red, with plenty in store, uses in a day where blue is, too."""
    tiny = field(1000.0, 1000.0, terrain=terrain, holder="red").set(
        soldier_food=1.0, soldier_fight=10.0, soldier_hold=3.0, urban_use=urban_use, leakage=0.0
    )
    tiny.state.ground.contested[tiny.area["m"]] = int(fights)
    tiny.state.forces.effort[:] = 0
    tiny.state.forces.ammunition[0] = 1000.0
    supply.supply(tiny.world, tiny.state, tiny.scratch, tiny.params)
    return 1000.0 - float(tiny.state.forces.ammunition[0])


def test_a_fight_in_a_town_uses_more_ammunition_by_hand() -> None:
    # A thousand soldiers: 10 kg a day less 1 of food in the open, 15 less 1 in a town, 3 less 1 in quiet.
    assert used("open") == pytest.approx(9.0)
    assert used("town") == pytest.approx(14.0)
    assert used("town", fights=False) == pytest.approx(2.0)
    assert used("town", urban_use=1.0) == used("open")


def test_what_is_asked_for_in_a_town_is_what_a_fight_there_uses() -> None:
    use = needs.Rates(food=1.0, hold=2.0, fight=9.0, town=14.0, food_days=30.0, days=10.0)
    assert needs.ammunition_need(use, 1000.0, needs.fighting(1, TERRAINS.index("suburb"))) == 14.0
    assert needs.ammunition_need(use, 1000.0, needs.fighting(1, TERRAINS.index("open"))) == 9.0
    assert needs.ammunition_need(use, 1000.0, needs.fighting(0, TERRAINS.index("suburb"))) == 2.0
    assert needs.ammunition_wish(use, 1000.0, needs.IN_TOWN, 0, 0.0) == 28.0
