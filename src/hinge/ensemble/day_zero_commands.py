"""Supply, politics and commands on day 0: every sponsor supports, nobody has an effort, beliefs carry errors."""

from __future__ import annotations

import numpy as np

from hinge.draws.compiled import entry
from hinge.draws.elementary import exp
from hinge.draws.sampling import StreamKey, normal
from hinge.ensemble.start import Opening
from hinge.world.arrays import (
    NEVER,
    NOWHERE,
    UNDEFINED,
    UNLIMITED,
    Flows,
    Forces,
    World,
)
from hinge.world.choices import Commands, Politics
from hinge.world.codes import (
    HOSTILE,
    NO_DEAL,
    OPTIONS,
    OWN_FORCES,
    RESTRAINED,
    USUAL,
)
from hinge.world.kinds import Floats, Ints

SEEN = 202  # purpose; the engine's stand below 200, SHARE is 200, parameter draws stand at 255
SUB_INDEX = 0xFFFFFF  # sub-indices of a draw have 24 bits


def value_of(begin: Opening, values: Floats, name: str) -> float:
    """Return the drawn value of a parameter; 0 for one that no table gives (a faction without soldiers)."""
    return float(values[begin.column[name]]) if name in begin.column else 0.0


@entry
def _believed(key: StreamKey, true: Floats, noise: float, side: int, areas: Ints) -> Floats:
    """Return what a side believes of true strengths (A,): each with a lognormal error of mean 1."""
    seen = np.zeros(true.size)
    for a in range(true.size):
        if true[a] > 0.0:
            z = normal(key, 0, SEEN, side & SUB_INDEX, areas[a])
            seen[a] = true[a] * exp(noise * z - 0.5 * noise * noise)
    return seen


def empty_flows(world: World) -> Flows:
    """Return supply before its first survey."""
    sides, areas = world.actors.side_key.size, world.map.area_key.size
    links, watched = world.map.km.size, world.watch.watch_side.size
    return Flows(
        fire=np.zeros((sides, links)),
        fire_used=np.zeros((sides, links)),
        pressure=np.zeros((sides, areas)),
        stale=np.ones(sides, dtype=np.int64),
        order=np.zeros((sides, areas), dtype=np.int64),
        reached=np.zeros(sides, dtype=np.int64),
        parent=np.full((sides, areas), NOWHERE),
        up=np.full((sides, areas), NOWHERE),
        capacity=np.zeros(world.actors.entry_area.size),
        load=np.zeros((sides, areas)),
        need=np.zeros(sides),
        delivered=np.zeros(sides),
        into=np.zeros(watched),
        share=np.zeros(watched),
        siege=np.zeros(watched, dtype=np.int64),
        books=np.zeros(4),
    )


def politics_on_day_zero(begin: Opening) -> Politics:
    """Return relations, commands and sponsors on day 0; every sponsor supports."""
    actors, sides, areas = begin.world.actors, begin.standing.shape[0], begin.control.size
    sponsors = actors.sponsor_key.size
    return Politics(
        standing=begin.standing.copy(),
        relation=begin.standing.copy(),
        calm=np.zeros((sides, sides)),
        command=begin.command.copy(),
        listed=actors.faction_listed.astype(np.float64),
        coming=np.zeros(actors.faction_key.size),
        coming_in=np.zeros(actors.faction_key.size),
        support=np.ones(sponsors),
        believed=np.zeros(sponsors),
        signal=np.zeros(sponsors),
        redirecting=np.zeros(sponsors, dtype=np.int64),
        followed=np.zeros(actors.client.size, dtype=np.int64),
        rung=np.full(sponsors, USUAL),
        own_sent=np.zeros(sponsors, dtype=np.int64),
        pause=np.zeros(sponsors),
        call=np.zeros(sponsors),
        front=np.zeros(sides, dtype=np.int64),
        pinned=np.zeros(sides),
        trend=np.zeros(sides),
        held=np.array([np.sum(begin.control == s) for s in range(sides)], dtype=np.float64),
        outcry=np.zeros(sides),
        dead_by=np.zeros(sides),
        strikes_given=np.zeros(sides),
        strikes_felt=np.zeros(sides),
        deal=np.full(begin.world.watch.watch_side.size, NO_DEAL),
        stood=begin.stood.copy(),
        joined=np.zeros(sides),
        split=np.zeros(sides),
        deals=np.zeros(sides),
        evacuated=np.zeros(sides),
        asset_factor=np.ones(actors.asset_key.size),
        asset_extra=np.zeros(actors.asset_key.size),
        faction_factor=np.ones(actors.faction_key.size),
        entry_factor=np.ones(actors.entry_area.size),
        guaranteed=np.zeros((areas, sides)),
        forbidden=np.zeros((sides, areas), dtype=np.int64),
        barred=np.zeros((sides, len(OPTIONS)), dtype=np.int64),
        withheld=np.zeros(sides),
        capped=np.full((areas, sides), UNLIMITED),
        rung_least=np.full(sponsors, RESTRAINED),
        rung_most=np.full(sponsors, OWN_FORCES),
    )


def commands_on_day_zero(
    begin: Opening, forces: Forces, values: Floats, key: StreamKey
) -> Commands:
    """Return commands without an effort, and what each side believes on day 0."""
    world, sides = begin.world, begin.standing.shape[0]
    areas, factions = begin.control.size, world.actors.faction_key.size
    present = np.zeros((sides, areas))
    effective = forces.strength * forces.quality * forces.cohesion / 1000.0
    np.add.at(present, (world.actors.formation_side, forces.area), effective)
    seen = np.zeros((sides, areas))
    noise = value_of(begin, values, "beliefs.noise")
    for s in range(sides):
        true = present[begin.standing[s] == HOSTILE].sum(axis=0)
        side = int(world.actors.side_key[s])
        seen[s] = _believed(key, true, noise, side, world.map.area_key)
    return Commands(
        objective=np.full(factions, NOWHERE),
        wait=np.zeros(factions),
        since=np.full(factions, NEVER),
        staked=np.zeros(factions),
        share=np.zeros(factions),
        decided=np.full(factions, NEVER),
        probe=np.full(factions, NOWHERE),
        probe_since=np.full(factions, NEVER),
        relieves=np.zeros(factions, dtype=np.int64),
        window=np.zeros(factions),
        threshold=np.full(factions, UNDEFINED),
        margin=np.full(factions, UNDEFINED),
        quickness=np.zeros(factions),
        all_in=np.zeros(sides),
        relief_won=np.zeros(sides),
        relief_lost=np.zeros(sides),
        begun=np.zeros(sides),
        broke=np.zeros(sides),
        gained=np.zeros(sides),
        sorties=np.zeros(world.actors.asset_key.size),
        seen=seen,
    )
