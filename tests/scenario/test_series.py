"""The recorded series have one order and one unit each."""

from __future__ import annotations

import pytest

from hinge.errors import HingeError
from hinge.scenario.load import load
from hinge.scenario.series import series_names, series_unit

RING_SERIES = [
    "strength.amber",
    "killed.amber",
    "lost.amber",
    "need.amber",
    "delivered.amber",
    "held.amber",
    "efforts.amber",
    "broke.amber",
    "arrived.amber",
    "reserve.amber",
    "gained.amber",
    "committed.amber",
    "all_in.amber",
    "window.amber",
    "threshold.amber",
    "margin.amber",
    "commands.amber",
    "united.amber",
    "joined.amber",
    "split.amber",
    "redirected.amber",
    "pinned.amber",
    "forward.amber",
    "deals.amber",
    "evacuated.amber",
    "strength.cobalt",
    "killed.cobalt",
    "lost.cobalt",
    "need.cobalt",
    "delivered.cobalt",
    "held.cobalt",
    "efforts.cobalt",
    "broke.cobalt",
    "arrived.cobalt",
    "reserve.cobalt",
    "gained.cobalt",
    "committed.cobalt",
    "all_in.cobalt",
    "window.cobalt",
    "threshold.cobalt",
    "margin.cobalt",
    "commands.cobalt",
    "united.cobalt",
    "joined.cobalt",
    "split.cobalt",
    "redirected.cobalt",
    "pinned.cobalt",
    "forward.cobalt",
    "deals.cobalt",
    "evacuated.cobalt",
    "residents.pocket",
    "ration.pocket",
    "civilians_killed_in.pocket",
    "held_share.pocket.cobalt",
    "civilians_killed_in.pocket.by.amber",
    "civilians_killed_in.pocket.by.cobalt",
    "residents.corridor",
    "ration.corridor",
    "civilians_killed_in.corridor",
    "residents.rear",
    "ration.rear",
    "civilians_killed_in.rear",
    "civilians_killed_in.rear.by.amber",
    "civilians_killed_in.rear.by.cobalt",
    "flow.pocket.cobalt",
    "flow_share.pocket.cobalt",
    "civilians_killed.air_strikes.amber",
    "civilians_killed.air_strikes.cobalt",
    "civilians_killed.indirect_fire.amber",
    "civilians_killed.indirect_fire.cobalt",
    "civilians_killed.missiles.amber",
    "civilians_killed.missiles.cobalt",
    "civilians_killed.ground_fighting.amber",
    "civilians_killed.ground_fighting.cobalt",
    "civilians_killed.deprivation.unattributed",
    "civilians_killed",
    "civilians_killed_by.amber",
    "civilians_killed_by.cobalt",
    "civilians_killed_by.unattributed",
    "displaced",
    "deprived",
    "support.inland_league",
    "support.harbour_union",
    "rung.inland_league",
    "rung.harbour_union",
    "sorties.amber_guns",
    "sorties.amber_planes",
    "sorties.cobalt_guns",
    "sorties.cobalt_rockets",
]


def test_the_series_of_ring_stand_in_the_agreed_order() -> None:
    assert list(series_names(load("ring"))) == RING_SERIES


def test_every_series_is_named_once_and_has_a_unit() -> None:
    names = series_names(load("ring"))
    assert len(names) == len(set(names))
    assert all(series_unit(name) for name in names)
    assert series_unit("flow.pocket.cobalt") == "t/day"


def test_an_unknown_series_has_no_unit() -> None:
    with pytest.raises(HingeError, match="no recorded series"):
        series_unit("morale.amber")
