"""Factions, formations, entries, sponsors and strike assets become rows."""

from __future__ import annotations

import numpy as np

from hinge.scenario.scenario import Scenario
from hinge.world.arrays import NOBODY, Actors
from hinge.world.codes import TARGETS
from hinge.world.ground import bounds
from hinge.world.keys import entity_keys

CAUSE_OF_ASSET = {"air_strikes": 0, "indirect_fire": 1, "missiles": 2}


def build_actors(scenario: Scenario, area_row: dict[str, int]) -> Actors:
    """Return the actors of a checked scenario, rows in file order."""
    side_row = {side.id: row for row, side in enumerate(scenario.head.sides)}
    faction_row = {faction.id: row for row, faction in enumerate(scenario.factions)}
    faction_side = [side_row[faction.side] for faction in scenario.factions]
    formation_faction = [faction_row[unit.faction] for unit in scenario.formations]
    first_backer, backer = bounds(
        [
            [
                row
                for row, sponsor in enumerate(scenario.sponsors)
                if entry.area in sponsor.entries
                and any(
                    faction_side[faction_row[faction]] == side_row[entry.side]
                    for faction in sponsor.supports
                )
            ]
            for entry in scenario.entries
        ]
    )
    assets = scenario.strike_assets
    sponsor_row = {sponsor.id: row for row, sponsor in enumerate(scenario.sponsors)}
    clients = [[faction_row[name] for name in sponsor.supports] for sponsor in scenario.sponsors]
    first_client, client = bounds(clients)
    keys = entity_keys([faction.id for faction in scenario.factions])
    facility_area = [area_row[f.area] for f in scenario.facilities]
    return Actors(
        side_key=entity_keys([side.id for side in scenario.head.sides]),
        faction_key=keys,
        faction_side=np.array(faction_side, dtype=np.int64),
        factions=np.argsort(keys, kind="stable").astype(np.int64),
        formation_key=entity_keys([unit.id for unit in scenario.formations]),
        formation_faction=np.array(formation_faction, dtype=np.int64),
        formation_side=np.array([faction_side[row] for row in formation_faction], dtype=np.int64),
        formation_reserve=np.array([int(u.reserve) for u in scenario.formations], dtype=np.int64),
        reserves=np.array(
            [row for row, unit in enumerate(scenario.formations) if unit.reserve], dtype=np.int64
        ),
        entry_area=np.array([area_row[e.area] for e in scenario.entries], dtype=np.int64),
        entry_side=np.array([side_row[e.side] for e in scenario.entries], dtype=np.int64),
        entry_host=np.array(
            [sponsor_row[e.host] if e.host else NOBODY for e in scenario.entries], dtype=np.int64
        ),
        entry_dependence=np.array([e.dependence for e in scenario.entries], dtype=np.float64),
        first_backer=first_backer,
        backer=backer,
        sponsor_key=entity_keys([sponsor.id for sponsor in scenario.sponsors]),
        sponsor_side=np.array(
            [faction_side[own[0]] if own else NOBODY for own in clients], dtype=np.int64
        ),
        first_client=first_client,
        client=client,
        faction_listed=np.array([int(f.un_listed) for f in scenario.factions], dtype=np.int64),
        asset_key=entity_keys([asset.id for asset in assets]),
        asset_side=np.array([side_row[asset.side] for asset in assets], dtype=np.int64),
        asset_sponsor=np.array(
            [sponsor_row[asset.sponsor] if asset.sponsor else NOBODY for asset in assets],
            dtype=np.int64,
        ),
        asset_rung=np.array([asset.rung for asset in assets], dtype=np.int64),
        asset_target=np.array([TARGETS.index(asset.target) for asset in assets], dtype=np.int64),
        asset_cause=np.array([CAUSE_OF_ASSET[asset.cause] for asset in assets], dtype=np.int64),
        asset_share=np.array([asset.theatre_share for asset in assets], dtype=np.float64),
        asset_usual=np.array(
            [max(asset.tempo_best, 1.0) for asset in assets],  # a day of use: at least one
            dtype=np.float64,
        ),
        facility_key=entity_keys([facility.id for facility in scenario.facilities]),
        facility_home=np.array(facility_area, dtype=np.int64),
        facility_faction=np.array(
            [faction_row[f.faction] for f in scenario.facilities], dtype=np.int64
        ),
        facility_side=np.array(
            [faction_side[faction_row[f.faction]] for f in scenario.facilities], dtype=np.int64
        ),
        facility_on_map=np.array(
            [int(scenario.areas[a].terrain != "off_map") for a in facility_area], dtype=np.int64
        ),
    )
