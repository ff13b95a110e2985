"""The law of losses as a law: what it keeps constant, what a finer day changes, and who wins an ambush.

The engine's own expected losses are integrated with small steps by a reference
integrator that lives here, so that the equations of the field can be held
against them: state laws (Lanchester 1916; two exponents after Bracken 1995) and
the ambush of Deitchman (1962).
"""

import math
from collections.abc import Callable

import pytest

from builders import KEY, Unit, small
from hinge.scenario.mechanisms import mechanisms
from plain import plain

combat = plain("hinge.engine.combat")
muster = plain("hinge.engine.muster").muster
TERRAINS = plain("hinge.world.codes").TERRAINS
COVER = 1.5  # hides all
Pair = tuple[float, float]
Rates = Callable[[float, float], Pair]


def rates(p: float, q: float, *, terrain: str = "open", ambush: float = 0.0) -> Rates:
    """The engine's daily losses of red, who attacks, and of blue, who holds the ground; in thousands."""
    tiny = small(
        {"m": "blue", "home": "red"},
        [("m", "home", "road", 5.0)],
        units=[Unit("r", "red", "m"), Unit("u", "blue", "m")],
        areas={"m": {"terrain": terrain, "frontage": 100.0}},
    )
    tiny.set(
        loss_rate=0.05, enemy_power=p, own_power=q, tenure_gain=1.0, frailty=0.0,
        front_fire=0.0, ambush=ambush, urban_attack=1.0,
    )  # fmt: skip
    tiny.params.terrain[TERRAINS.index("fortified")] = COVER
    tiny.fight("m").effort("r", "m")
    tiny.scratch.place[:] = tiny.state.forces.area

    def losses(red: float, blue: float) -> Pair:
        tiny.state.forces.strength[:] = 1000.0 * max(red, 0.0), 1000.0 * max(blue, 0.0)
        muster(tiny.world.actors, tiny.state.forces, tiny.state.politics, tiny.params, tiny.scratch)
        combat._line_up(tiny.world, tiny.state, tiny.scratch, 1)
        combat.fire_across(tiny.world, tiny.state, tiny.scratch, tiny.params)
        combat.expected_losses(tiny.world, tiny.state, tiny.scratch, tiny.params, KEY, 1)
        return float(tiny.scratch.loss[0]) / 1000.0, float(tiny.scratch.loss[1]) / 1000.0

    return losses


def step(losses: Rates, red: float, blue: float, dt: float) -> Pair:
    """One step of the classical fourth-order rule of Runge and Kutta."""
    a, b = losses(red, blue)
    c, d = losses(red - dt * a / 2, blue - dt * b / 2)
    e, f = losses(red - dt * c / 2, blue - dt * d / 2)
    g, h = losses(red - dt * e, blue - dt * f)
    return red - dt * (a + 2 * c + 2 * e + g) / 6, blue - dt * (b + 2 * d + 2 * f + h) / 6


def kept(p: float, q: float, a: float, b: float, red: float, blue: float) -> float:
    """What the law keeps: b R^n - a B^n with n = p - q + 1, or logarithms where n is 0."""
    n = p - q + 1.0
    if n == 0.0:
        return b * math.log(red) - a * math.log(blue)
    return b * red**n - a * blue**n


@pytest.mark.parametrize(
    ("p", "q"), [(1.0, 0.0), (1.0, 1.0), (0.0, 1.0), (0.6, 0.6), (1.2, 0.3), (0.0, 0.0)]
)
@pytest.mark.parametrize("terrain", ["open", "fortified"])
def test_every_law_keeps_its_constant_of_motion(p: float, q: float, terrain: str) -> None:
    losses, red, blue = rates(p, q, terrain=terrain), 2.0, 1.5
    a, b = losses(1.0, 1.0)  # red's loss rate, and that of blue, who has the cover
    before = kept(p, q, a, b, red, blue)
    for _ in range(100):
        red, blue = step(losses, red, blue, 0.1)
    assert min(red, blue) > 0.5
    scale = abs(before) + 1.0e-3
    assert abs(kept(p, q, a, b, red, blue) - before) < 1.0e-6 * scale


@pytest.mark.parametrize(("p", "q"), [(1.0, 0.0), (1.0, 1.0), (0.0, 1.0), (0.6, 0.6)])
def test_half_the_step_changes_the_losses_of_a_fortnight_by_under_one_per_cent(
    p: float, q: float
) -> None:
    # At the best estimate of the loss rate, thousand against thousand; days are the engine's steps.
    best = {parameter.id: parameter.value for parameter in mechanisms()}
    law, pace = rates(p, q), best["combat.loss_rate"] / 0.05

    def lost(steps: int) -> float:
        red, blue = 1.0, 1.0
        for _ in range(14 * steps):
            a, b = law(red, blue)
            red, blue = red - a * pace / steps, blue - b * pace / steps
        return 2.0 - red - blue

    assert lost(1) == pytest.approx(lost(2), rel=0.01)


def winner(losses: Rates, red: float, blue: float) -> str:
    """Who has soldiers left when the other has next to none."""
    for _ in range(2000):
        red, blue = step(losses, red, blue, 0.5)
        if red <= 1.0e-3 or blue <= 1.0e-3:
            break
    return "red" if red > blue else "blue"


def test_parity_of_an_ambush_by_hand() -> None:
    # dx = -b x y, dy = -a x: x0 = b y0^2 / 2a. With a = .05, b = .001 and 100 in the open: 100 hidden.
    assert pytest.approx(100.0) == 0.001 * 100.0**2 / (2 * 0.05)


def test_in_full_cover_the_law_is_the_ambush_of_deitchman() -> None:
    losses = rates(0.3, 0.9, terrain="fortified", ambush=1.0)
    a, b = 0.05, 0.05 / COVER
    for red, blue in [(0.9, 0.5), (0.3, 0.7), (1.0, 1.0)]:
        open_ground, hidden = losses(red, blue)
        assert open_ground == pytest.approx(a * blue)
        assert hidden == pytest.approx(b * blue * red)


@pytest.mark.parametrize(("more", "wins"), [(1.05, "blue"), (0.95, "red")])
def test_five_per_cent_about_parity_decide_an_ambush(more: float, wins: str) -> None:
    losses = rates(1.0, 0.0, terrain="fortified", ambush=1.0)
    red = 0.9
    parity = (0.05 / COVER) * red**2 / (2 * 0.05)
    assert winner(losses, red, more * parity) == wins


def test_an_ambush_keeps_its_constant_of_motion() -> None:
    losses, red, blue = rates(0.6, 0.6, terrain="fortified", ambush=1.0), 1.0, 0.5
    a, b = 0.05, 0.05 / COVER
    before = b * red**2 / 2 - a * blue
    for _ in range(100):
        red, blue = step(losses, red, blue, 0.1)
    assert b * red**2 / 2 - a * blue == pytest.approx(before, rel=1.0e-6)


def test_the_named_laws_all_lie_within_the_priors() -> None:
    spread = {parameter.id: parameter.spread for parameter in mechanisms()}
    for name in ("combat.enemy_power", "combat.own_power"):
        assert spread[name].low <= 0.0
        assert spread[name].high >= 1.0
