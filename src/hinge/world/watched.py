"""What a run records, and where each series stands; letters as in ``arrays.py``."""

from __future__ import annotations

from typing import NamedTuple

from hinge.world.kinds import Ints


class Watch(NamedTuple):
    """What is recorded, and in which row of ``Records.series``."""

    first_area: Ints  # (G + 1,) row bounds of region_area
    region_area: Ints  # (.,)
    watch_region: Ints  # (W,)
    watch_side: Ints  # (W,)
    side_rows: Ints  # (S, len(SIDE_SERIES))
    region_rows: Ints  # (G, 3) residents, ration, civilians killed
    held_rows: Ints  # (W,) held share of the watched pair
    watch_rows: Ints  # (W, 2) flow, flow share
    harm_rows: Ints  # (G, S) civilians killed there by author, NEVER where not recorded
    cause_rows: Ints  # (C, S + 1) civilians killed by cause and author, NEVER where none
    author_rows: Ints  # (S + 1,) civilians killed by author; last: unattributed
    sponsor_rows: Ints  # (P,)
    rung_rows: Ints  # (P,)
    asset_rows: Ints  # (X,)
    total_rows: Ints  # (3,) civilians killed, displaced, deprived
