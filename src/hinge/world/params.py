"""One parameter draw as the kernel reads it.

``scalars.py`` pairs each field with the id of its parameter; meaning, unit,
spread and source of each stand in ``scenario/mechanisms.yaml``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from hinge.errors import HingeError
from hinge.world.codes import LINK_KINDS, TERRAINS
from hinge.world.kinds import Floats
from hinge.world.scalars import SCALARS

if TYPE_CHECKING:  # the kernel reads this file, and starts without reading scenarios
    from hinge.scenario.scenario import Scenario


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
    belief_notice: float
    cut_bias: float
    signal_fade: float
    span: float
    line_keeping: float
    probe_intensity: float
    probe_patience: float
    window_days: float
    window_weight: float
    wait_cost: float
    expected_gain: float
    lost_support: float
    soldier_food: float
    food_target: float
    tenure_gain: float
    tenure_days: float
    culmination: float
    fatigue_rest: float
    front_fire: float
    support: float
    front_km: float
    contagion: float
    hope: float
    break_want: float
    facility_damage: float
    facility_repair: float
    stock_damage: float
    political_effect: float
    usual_strikes: float
    quickness: float
    echelon_km: float
    move_days: float
    exposure_weight: float
    site_days: float
    seen_far: float
    raise_hazard: float
    raise_size: float
    cut_feedback: float
    redirect_base: float
    redirect_pay: float
    redirect_home: float
    redirect_share: float
    redirect_end: float
    rung_up: float
    rung_down: float
    rung_talks: float
    rung_publicity: float
    rung_losing: float
    rung_step: float
    pause_days: float
    own_forces: float
    arrival_rate: float
    arrival_threat: float
    arrival_share: float
    arrival_lag: float
    replacement: float
    front_on: float
    front_off: float
    front_pull: float
    coalition_days: float
    coalition_ideology: float
    coalition_command: float
    coalition_threat: float
    coalition_support: float
    coalition_leaving: float
    coalition_rationality: float
    deal_base: float
    deal_guarantors: float
    deal_cost: float
    deal_deficit: float
    deal_ground: float
    deal_hope: float
    deal_veto: float
    deal_interrupted: float
    deal_daily: float
    deal_civilians: float
    deal_linked: float
    deal_frailty: float
    ambush: float
    urban_attack: float
    urban_pace: float
    urban_use: float
    front_freed: float
    road_loss: float
    break_hardship: float
    road_speed: Floats  # (len(LINK_KINDS),) km a day
    throughput: Floats  # (len(LINK_KINDS),) t a day
    terrain: Floats  # (len(TERRAINS),) strength multiplier of the defender
    tempo: Floats  # (X,) sorties, raids, salvos or rounds a day
    asset_harm: Floats  # (X,) civilians killed on a day of usual tempo
    capacity: Floats  # (E,) t a day
    cut_hazard: Floats  # (P,) per day
    resume_hazard: Floats  # (P,) per day
    redirect_hazard: Floats  # (P,) per day


class ParamIds(NamedTuple):
    """The ids behind the array fields, in the order of their rows; empty id: 0 for that row."""

    tempo: tuple[str, ...]
    asset_harm: tuple[str, ...]
    capacity: tuple[str, ...]
    cut_hazard: tuple[str, ...]
    resume_hazard: tuple[str, ...]
    redirect_hazard: tuple[str, ...]


def param_ids(scenario: Scenario) -> ParamIds:
    """Return the parameter ids of a scenario's entries, sponsors and strike assets.

    A sponsor for which the scenario gives no redirect_hazard has no other use for its clients.
    """
    given = {parameter.id for parameter in scenario.parameters}
    return ParamIds(
        tempo=tuple(f"strike_assets.{x.id}.tempo" for x in scenario.strike_assets),
        asset_harm=tuple(x.harm for x in scenario.strike_assets),
        capacity=tuple(f"entries.{e.area}.{e.side}.capacity" for e in scenario.entries),
        cut_hazard=tuple(f"sponsors.{p.id}.cut_hazard" for p in scenario.sponsors),
        resume_hazard=tuple(f"sponsors.{p.id}.resume_hazard" for p in scenario.sponsors),
        redirect_hazard=tuple(
            name if name in given else ""
            for name in (f"sponsors.{p.id}.redirect_hazard" for p in scenario.sponsors)
        ),
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
        redirect_hazard=row(names.redirect_hazard),
    )
