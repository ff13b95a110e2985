"""What is recorded, and in which row: names of series become numbers."""

from __future__ import annotations

import numpy as np

from hinge.scenario.scenario import Scenario
from hinge.scenario.series import series_names
from hinge.world.arrays import NEVER
from hinge.world.codes import CAUSES, SIDE_SERIES
from hinge.world.ground import bounds
from hinge.world.watched import Watch

UNATTRIBUTED = "unattributed"


def build_watch(scenario: Scenario, area_row: dict[str, int]) -> Watch:
    """Return the rows of every recorded series of a checked scenario."""
    row = {name: number for number, name in enumerate(series_names(scenario))}
    sides = [side.id for side in scenario.head.sides]
    regions = scenario.regions
    pairs = [(g, side) for g, region in enumerate(regions) for side in region.watch]
    first_area, region_area = bounds([[area_row[a] for a in region.areas] for region in regions])
    authors = [*sides, UNATTRIBUTED]

    def table(
        names: list[list[str]], width: int
    ) -> np.ndarray[tuple[int, ...], np.dtype[np.int64]]:
        found = [[row.get(name, NEVER) for name in line] for line in names]
        return np.array(found, dtype=np.int64).reshape(len(names), width)

    def line(names: list[str]) -> np.ndarray[tuple[int, ...], np.dtype[np.int64]]:
        return np.array([row.get(name, NEVER) for name in names], dtype=np.int64)

    return Watch(
        first_area=first_area,
        region_area=region_area,
        watch_region=np.array([g for g, _ in pairs], dtype=np.int64),
        watch_side=np.array([sides.index(side) for _, side in pairs], dtype=np.int64),
        side_rows=table([[f"{what}.{s}" for what in SIDE_SERIES] for s in sides], len(SIDE_SERIES)),
        region_rows=table(
            [
                [f"residents.{g.id}", f"ration.{g.id}", f"civilians_killed_in.{g.id}"]
                for g in regions
            ],
            3,
        ),
        held_rows=line([f"held_share.{regions[g].id}.{side}" for g, side in pairs]),
        watch_rows=table(
            [[f"flow.{regions[g].id}.{s}", f"flow_share.{regions[g].id}.{s}"] for g, s in pairs], 2
        ),
        harm_rows=table(
            [[f"civilians_killed_in.{g.id}.by.{s}" for s in sides] for g in regions], len(sides)
        ),
        cause_rows=table(
            [[f"civilians_killed.{cause}.{a}" for a in authors] for cause in CAUSES], len(authors)
        ),
        author_rows=line([f"civilians_killed_by.{author}" for author in authors]),
        sponsor_rows=line([f"support.{sponsor.id}" for sponsor in scenario.sponsors]),
        rung_rows=line([f"rung.{sponsor.id}" for sponsor in scenario.sponsors]),
        asset_rows=line([f"sorties.{asset.id}" for asset in scenario.strike_assets]),
        total_rows=line(["civilians_killed", "displaced", "deprived"]),
    )
