"""One parameter draw as the kernel reads it.

``SCALARS`` pairs each field with the id of its parameter; meaning, unit,
spread and source of each stand in ``scenario/mechanisms.yaml``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from hinge.errors import HingeError
from hinge.scenario.scenario import Scenario
from hinge.world.arrays import Floats
from hinge.world.codes import LINK_KINDS, TERRAINS


class Params(NamedTuple):
    """Uncertain quantities of one draw; units in ``mechanisms.yaml``."""

    belief_noise: float
    belief_lag: float
    decision_interval: float
    rationality: float
    odds_slope: float
    loss_weight: float
    look_ahead: float
    people_weight: float
    cut_weight: float
    relief_weight: float
    preparation: float
    answer_lag: float
    patience: float
    tolerance: float
    soldier_hold: float
    soldier_fight: float
    civilian_need: float
    stock_target: float
    stock_start: float
    civilian_stock: float
    ration_below: float
    leakage: float
    fire_strength: float
    fire_reach: float
    fire_floor: float
    fire_seen: float
    deficit_power: float
    loss_rate: float
    enemy_power: float
    own_power: float
    posture: float
    quiet: float
    dispersion: float
    frailty: float
    killed_share: float
    daily_cap: float
    break_base: float
    break_loss: float
    break_rate: float
    break_cut: float
    break_deficit: float
    recovery: float
    cohesion_loss: float
    rout_loss: float
    surrender: float
    strike_loss: float
    strike_traffic: float
    strike_fade: float
    harm_dispersion: float
    reference_population: float
    ground_harm: float
    starvation_base: float
    starvation_rise: float
    hunger_lag: float
    leave_base: float
    leave_violence: float
    leave_hunger: float
    cross_front: float
    road_speed: Floats  # (len(LINK_KINDS),) km a day
    throughput: Floats  # (len(LINK_KINDS),) t a day
    terrain: Floats  # (len(TERRAINS),) strength multiplier of the defender
    tempo: Floats  # (X,) sorties, raids, salvos or rounds a day
    asset_harm: Floats  # (X,) civilians killed on a day of usual tempo
    capacity: Floats  # (E,) t a day
    cut_hazard: Floats  # (P,) per day
    resume_hazard: Floats  # (P,) per day


SCALARS: dict[str, str] = {
    "belief_noise": "beliefs.noise",
    "belief_lag": "beliefs.lag",
    "decision_interval": "orders.interval",
    "rationality": "orders.rationality",
    "odds_slope": "orders.odds_slope",
    "loss_weight": "orders.loss_weight",
    "look_ahead": "orders.look_ahead",
    "people_weight": "orders.people_weight",
    "cut_weight": "orders.cut_weight",
    "relief_weight": "orders.relief_weight",
    "preparation": "orders.preparation",
    "answer_lag": "orders.answer_lag",
    "patience": "orders.patience",
    "tolerance": "orders.tolerance",
    "soldier_hold": "supply.soldier_hold",
    "soldier_fight": "supply.soldier_fight",
    "civilian_need": "supply.civilian_need",
    "stock_target": "supply.stock_target",
    "stock_start": "supply.stock_start",
    "civilian_stock": "supply.civilian_stock",
    "ration_below": "supply.ration_below",
    "leakage": "supply.leakage",
    "fire_strength": "supply.fire_strength",
    "fire_reach": "supply.fire_reach",
    "fire_floor": "supply.fire_floor",
    "fire_seen": "supply.fire_seen",
    "deficit_power": "supply.deficit_power",
    "loss_rate": "combat.loss_rate",
    "enemy_power": "combat.enemy_power",
    "own_power": "combat.own_power",
    "posture": "combat.posture",
    "quiet": "combat.quiet",
    "dispersion": "combat.dispersion",
    "frailty": "combat.frailty",
    "killed_share": "combat.killed_share",
    "daily_cap": "combat.daily_cap",
    "break_base": "cohesion.break_base",
    "break_loss": "cohesion.break_loss",
    "break_rate": "cohesion.break_rate",
    "break_cut": "cohesion.break_cut",
    "break_deficit": "cohesion.break_deficit",
    "recovery": "cohesion.recovery",
    "cohesion_loss": "cohesion.loss_effect",
    "rout_loss": "cohesion.rout_loss",
    "surrender": "cohesion.surrender",
    "strike_loss": "strikes.loss",
    "strike_traffic": "strikes.traffic",
    "strike_fade": "strikes.fade",
    "harm_dispersion": "civilians.harm_dispersion",
    "reference_population": "civilians.reference_population",
    "ground_harm": "civilians.ground_harm",
    "starvation_base": "civilians.starvation_base",
    "starvation_rise": "civilians.starvation_rise",
    "hunger_lag": "civilians.hunger_lag",
    "leave_base": "civilians.leave_base",
    "leave_violence": "civilians.leave_violence",
    "leave_hunger": "civilians.leave_hunger",
    "cross_front": "civilians.cross_front",
}


class ParamIds(NamedTuple):
    """The ids behind the array fields, in the order of their rows; empty id: 0 for that row."""

    tempo: tuple[str, ...]
    asset_harm: tuple[str, ...]
    capacity: tuple[str, ...]
    cut_hazard: tuple[str, ...]
    resume_hazard: tuple[str, ...]


def param_ids(scenario: Scenario) -> ParamIds:
    """Return the parameter ids of a scenario's entries, sponsors and strike assets."""
    return ParamIds(
        tempo=tuple(f"strike_assets.{x.id}.tempo" for x in scenario.strike_assets),
        asset_harm=tuple(x.harm for x in scenario.strike_assets),
        capacity=tuple(f"entries.{e.area}.{e.side}.capacity" for e in scenario.entries),
        cut_hazard=tuple(f"sponsors.{p.id}.cut_hazard" for p in scenario.sponsors),
        resume_hazard=tuple(f"sponsors.{p.id}.resume_hazard" for p in scenario.sponsors),
    )


def make_params(names: ParamIds, ids: Sequence[str], values: Floats) -> Params:
    """Return one draw for the kernel; ``values`` (len(ids),) stand in the order of ``ids``.

    Raises HingeError naming the parameter that a mechanism needs and no file gives.
    """
    table = dict(zip(ids, values.tolist(), strict=True))

    def value(name: str) -> float:
        if not name:
            return 0.0
        if name not in table:
            message = f"The parameter {name} is needed by the engine and given nowhere."
            raise HingeError(message)
        return float(table[name])

    def row(wanted: Sequence[str]) -> Floats:
        return np.array([value(name) for name in wanted], dtype=np.float64)

    return Params(
        **{field: value(name) for field, name in SCALARS.items()},
        road_speed=row([f"movement.speed.{kind}" for kind in LINK_KINDS]),
        throughput=row([f"supply.throughput.{kind}" for kind in LINK_KINDS]),
        terrain=row([f"combat.terrain.{terrain}" for terrain in TERRAINS]),
        tempo=row(names.tempo),
        asset_harm=row(names.asset_harm),
        capacity=row(names.capacity),
        cut_hazard=row(names.cut_hazard),
        resume_hazard=row(names.resume_hazard),
    )
