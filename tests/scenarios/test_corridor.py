"""The scenario corridor: its road is the minimum cut, a cut starves, reopening restores, nobody gains by it."""

import numpy as np
import pytest

from arms import Played, played
from hinge.ensemble.priors import draw_parameters, quality_sides
from hinge.scenario.table_parameters import parameter_table
from hinge.world.codes import SIEGE_STATES

CLOSED, OPEN = SIEGE_STATES.index("closed"), SIEGE_STATES.index("open")
EVE, CUT, HUNGRY, LAST = "2003-05-31", "2003-06-01", "2003-06-25", "2003-07-10"
BACK, END = "2003-07-11", "2003-09-15"
HOLDS = ("held.blue", "ration.pocket", "held_share.pocket.blue")


@pytest.fixture(scope="module")
def fed() -> Played:
    return played("corridor")


@pytest.fixture(scope="module")
def cut() -> Played:
    return played("corridor", "road_closed")


@pytest.fixture(scope="module")
def reopened() -> Played:
    return played("corridor", "road_closed_and_reopened")


def test_what_can_flow_into_the_pocket_is_what_the_track_carries(fed: Played) -> None:
    table = parameter_table(fed.scenario)
    values = draw_parameters(table, quality_sides(fed.scenario), 1, 64)
    ids = [parameter.id for parameter in table]
    track, flow = (
        values[:, ids.index("supply.throughput.track")],
        fed.series("flow.pocket.blue")[:, 5],
    )
    road = values[:, ids.index("supply.throughput.road")]
    narrow = track < np.minimum(road, values[:, ids.index("entries.blue_source.blue.capacity")])
    assert narrow.mean() > 0.8
    np.testing.assert_allclose(flow[narrow], track[narrow], rtol=1e-6)
    assert (flow <= track * (1.0 + 1e-6)).all()


def test_the_siege_is_found_on_the_day_the_road_is_closed_and_gone_on_the_day_it_opens(
    cut: Played, reopened: Played
) -> None:
    for arm in (cut, reopened):
        assert (arm.siege("pocket.blue")[:, arm.day(EVE)] == OPEN).all()
        assert (arm.siege("pocket.blue")[:, arm.day(CUT)] == CLOSED).all()
        assert (arm.siege("pocket.blue")[:, arm.day(LAST)] == CLOSED).all()
    kept = reopened.holds("blue", "lake_town")[:, reopened.day(BACK)]
    assert kept.mean() > 0.8
    assert (reopened.siege("pocket.blue")[kept, reopened.day(BACK)] == OPEN).all()


def test_a_cut_starves_and_reopening_restores(fed: Played, cut: Played, reopened: Played) -> None:
    ration = {name: arm.series("ration.pocket") for name, arm in
              (("fed", fed), ("cut", cut), ("reopened", reopened))}  # fmt: skip
    assert (ration["fed"] == 1.0).all()
    assert (ration["cut"][:, cut.day(HUNGRY)] < 0.5).mean() > 0.9
    np.testing.assert_array_equal(
        ration["cut"][:, : cut.day(BACK)], ration["reopened"][:, : cut.day(BACK)]
    )
    assert (ration["reopened"][:, reopened.day(BACK)] > 0.95).mean() > 0.95
    assert ration["cut"][:, cut.day(BACK)].mean() < 0.4


def test_nothing_changes_before_the_day_of_the_closure(fed: Played, cut: Played) -> None:
    until = fed.day(CUT)
    np.testing.assert_array_equal(fed.block.value[:, :until], cut.block.value[:, :until])
    np.testing.assert_array_equal(fed.block.control[:, :until], cut.block.control[:, :until])


def test_nobody_gains_from_a_cut_of_their_own_line(
    fed: Played, cut: Played, reopened: Played
) -> None:
    for arm in (cut, reopened):
        assert (arm.series("held.blue") <= fed.series("held.blue")).all()
        gain = (arm.series("ration.pocket") - fed.series("ration.pocket")).mean(axis=0)
        assert gain.max() <= 1e-6


def test_nor_where_the_armistice_is_not_signed() -> None:
    """By means over 64 paired draws; the bound is three standard errors above nothing."""
    war = played("corridor", "no_armistice")
    both = played("corridor", "no_armistice", "road_closed")
    for name in HOLDS:
        gap = (both.series(name) - war.series(name)).mean(axis=1)
        assert gap.mean() <= 3.0 * gap.std(ddof=1) / 8.0
    held = both.series("held.blue")[:, -1] - war.series("held.blue")[:, -1]
    assert held.mean() < -0.3
