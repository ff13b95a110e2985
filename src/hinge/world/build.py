"""A checked scenario and a start date become one ``World``; working space and records to go with it."""

from __future__ import annotations

import datetime as dt

import numpy as np

from hinge.scenario.scenario import Scenario
from hinge.scenario.series import series_names
from hinge.world.actors import build_actors
from hinge.world.arrays import Records, World
from hinge.world.ground import build_map
from hinge.world.plan import build_plan
from hinge.world.scratch import ROUNDS, Scratch
from hinge.world.watch import build_watch


def build_world(scenario: Scenario, start: dt.date) -> World:
    """Return the fixed arrays of one arm: the scenario with its pulled interventions, from ``start``."""
    area_row = {area.id: row for row, area in enumerate(scenario.areas)}
    return World(
        map=build_map(scenario, area_row),
        actors=build_actors(scenario, area_row),
        plan=build_plan(scenario, start, area_row),
        watch=build_watch(scenario, area_row),
    )


def new_scratch(world: World) -> Scratch:
    """Return working space for one thread."""
    areas, links = world.map.area_key.size, world.map.km.size
    formations, sides = world.actors.formation_key.size, world.actors.side_key.size
    entries, trees = world.actors.entry_area.size, ROUNDS * sides

    def floats(*shape: int) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
        return np.zeros(shape, dtype=np.float64)

    def ints(*shape: int) -> np.ndarray[tuple[int, ...], np.dtype[np.int64]]:
        return np.zeros(shape, dtype=np.int64)

    return Scratch(
        effective=floats(formations),
        backing=floats(sides),
        place=ints(formations),
        present=floats(sides, areas + links),
        persons=floats(sides, areas + links),
        attack=ints(sides, areas + links),
        felt=floats(formations),
        across=floats(sides, areas),
        loss=floats(formations),
        hazard=floats(formations),
        target=ints(areas),
        value=floats(areas),
        near=floats(areas),
        far=floats(areas),
        mark=ints(areas),
        queue=ints(areas),
        queued=ints(areas),
        soldiers=floats(sides, areas),
        order=ints(areas),
        parent=ints(areas),
        up=ints(areas),
        entry_room=floats(world.actors.entry_area.size),
        asked=floats(sides, areas),
        wish=floats(areas),
        through=floats(areas),
        given=floats(areas),
        room=floats(links),
        flow=floats(links),
        weight=floats(areas),
        reach=floats(areas),
        guard=ints(areas),
        score=floats(4 * areas),
        odds=floats(4 * areas),
        others=ints(areas),
        home=ints(areas),
        least=floats(areas),
        watched=ints(areas),
        beside=floats(areas),
        option_area=ints(4 * areas),
        option_share=floats(4 * areas),
        against=floats(areas),
        relief=floats(areas),
        best=floats(4),
        chosen=floats(1),
        dead_before=floats(areas),
        cut=ints(sides, areas),
        forward=ints(links),
        backward=ints(links),
        might=floats(world.actors.faction_key.size),
        pull=floats(world.actors.faction_key.size),
        first_unit=ints(areas + 1),
        unit=ints(formations),
        hit=ints(formations),
        hit_key=ints(formations),
        food_wish=floats(formations),
        shells_wish=floats(formations),
        source=ints(formations),
        chance=floats(max(formations, areas, links)),
        luck=floats(max(formations, areas, links)),
        there=ints(areas + links),
        foes=ints(sides),
        clash=floats(sides, areas + links),
        aimed=floats(sides),
        living=ints(formations),
        effect=floats(sides),
        sums=floats(sides, 10),
        weighed=ints(2),
        kept_control=ints(areas),
        kept_relation=ints(sides, sides),
        sight=ints(areas),
        fronts=ints(sides),
        front=ints(sides, areas),
        first_contact=ints(sides, areas + 1),
        contact=ints(sides, 2 * links),
        kept_front=ints(sides),
        front_km=floats(sides, areas),
        kept_week=ints(4),
        kept_noise=floats(1),
        firing=ints(areas),
        kept_ways=ints(trees, links + entries),
        tree_reached=ints(trees),
        tree_order=ints(trees, areas),
        tree_parent=ints(trees, areas),
        tree_up=ints(trees, areas),
        kept_power=floats(1),
        kept_deficit=floats(formations),
        able=floats(formations),
        kept_reach=floats(1),
        over_weight=floats(world.map.over_km.size),
        error=floats(sides, areas),
    )


def new_records(scenario: Scenario, world: World, days: int) -> Records:
    """Return empty records for day 0 to ``days``."""
    areas = world.map.area_key.size
    return Records(
        control=np.zeros((days + 1, areas), dtype=np.int64),
        contested=np.zeros((days + 1, areas), dtype=np.int64),
        siege=np.zeros((days + 1, world.watch.watch_side.size), dtype=np.int64),
        series=np.zeros((days + 1, len(series_names(scenario))), dtype=np.float64),
    )
