"""Single battles for statistical tests: red attacks what blue holds, day after day, until one has gone.

Parameters come from the shipped priors, one draw for each battle, so that what
is said of many battles is said of the prior predictive. Nothing but combat and
cohesion (and supply where asked) runs, and everything is plain Python.
"""

import zlib
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from builders import Unit, sampling, small
from hinge.scenario.mechanisms import mechanisms
from plain import plain

cohesion = plain("hinge.engine.cohesion").cohesion
combat = plain("hinge.engine.combat").combat
muster = plain("hinge.engine.muster").muster
priors = plain("hinge.ensemble.priors")
supply = plain("hinge.engine.supply").supply
SCALARS = plain("hinge.world.scalars").SCALARS
TERRAINS = plain("hinge.world.codes").TERRAINS
DRAWS, SEED, EACH, QUALITY = 400, 3, 3, 0.5


@dataclass(frozen=True)
class Battle:
    """How one battle went; ``won``: 1 red took the ground, 0 blue kept it, -1 neither within the days."""

    days: int
    won: int
    red_lost: float  # shares of their soldiers: killed and wounded
    blue_lost: float
    red_gone: float  # the same with prisoners and stragglers
    blue_gone: float


@cache
def draws() -> dict[str, Any]:
    """Draws of every shipped prior, independent of each other: arrays (DRAWS,) by id."""
    found = {}
    for parameter in mechanisms():
        own = zlib.crc32(parameter.id.encode())  # luck of its own: a further prior moves no other
        u = np.random.default_rng([SEED, own]).random(DRAWS)
        priors.quantiles(parameter, u)
        found[parameter.id] = u
    return found


def field(
    red: float,
    blue: float,
    draw: int | None,
    terrain: str = "open",
    holder: str = "blue",
    quality: float = QUALITY,
) -> Any:
    """Red's main effort against blue's ground, both with ways back and supply; ``draw`` None: best estimates."""
    units = [Unit(f"r{n}", "red", "m", red / EACH, quality=quality) for n in range(EACH)]
    units += [Unit(f"b{n}", "blue", "m", blue / EACH, quality=quality) for n in range(EACH)]
    tiny = small(
        {"home": "red", "m": holder, "back": "blue"},
        [("home", "m", "road", 5.0), ("m", "back", "road", 5.0)],
        units=units,
        areas={"m": {"terrain": terrain, "frontage": 20.0}},
        entries={"home": 1.0e4, "back": 1.0e4},
    )
    if draw is not None:
        table = draws()
        tiny.set(**{name: float(table[key][draw]) for name, key in SCALARS.items()})
        for n, kind in enumerate(TERRAINS):
            tiny.params.terrain[n] = table[f"combat.terrain.{kind}"][draw]
    tiny.fight("m")
    for n in range(EACH):
        tiny.effort(f"r{n}", "m")
    return tiny.survey()


def fight(tiny: Any, battle: int, days: int = 60, *, feed: bool = False) -> Battle:
    """Fight until one side has left the ground; ``battle`` is the replication of the key."""
    forces, m = tiny.state.forces, tiny.area["m"]
    is_red = tiny.world.actors.formation_side == tiny.side["red"]
    key, full, won, day = sampling.StreamKey(11, 0, battle), forces.full.copy(), -1, 0
    while won < 0 and day < days:
        day += 1
        if feed:
            supply(tiny.world, tiny.state, tiny.scratch, tiny.params)
        else:
            muster(tiny.world.actors, forces, tiny.state.politics, tiny.params, tiny.scratch)
        tiny.scratch.place[:] = forces.area
        combat(tiny.world, tiny.state, tiny.scratch, tiny.params, key, day)
        cohesion(tiny.world, tiny.state, tiny.scratch, tiny.params, key, day)
        here = (forces.area == m) & (forces.strength > 0)
        if not (here & is_red).any():
            won = 0
        elif not (here & ~is_red).any():
            won = 1
    hit = forces.killed + forces.wounded
    gone = hit + forces.captured + forces.left

    def share(what: Any, of: Any) -> float:
        return float(what[of].sum() / full[of].sum())

    return Battle(
        day, won, share(hit, is_red), share(hit, ~is_red), share(gone, is_red), share(gone, ~is_red)
    )


def slope(x: Any, y: Any) -> tuple[float, float]:
    """Intercept and slope of a logistic regression of ``y`` (0 or 1) on ``x``, by Newton's method."""
    design, beta = np.column_stack([np.ones(len(x)), x]), np.zeros(2)
    for _ in range(30):
        p = 1.0 / (1.0 + np.exp(-design @ beta))
        weights = design * (p * (1.0 - p))[:, None]
        beta = beta + np.linalg.solve(weights.T @ design, design.T @ (y - p))
    return float(beta[0]), float(beta[1])
