"""The commander's view: what was observed later changes nothing on the days before."""

import datetime as dt
from typing import Any

import numpy as np
import pytest

from hinge.ensemble.branches import CampaignProcess
from hinge.ensemble.commander import Seen, in_time, look, series_read
from hinge.ensemble.design import Arm, design_of
from hinge.ensemble.members import Asked
from hinge.ensemble.simulate import EngineSimulator, prepare
from hinge.scenario.load import load
from hinge.scenario.scenario import Scenario

DAYS = 50
GRID = np.array([0, 20, 38, 45])


@pytest.fixture(scope="module")
def aleppo() -> Scenario:
    return load("aleppo-2016")


@pytest.fixture(scope="module")
def process(aleppo: Scenario) -> CampaignProcess:
    start = aleppo.head.start
    arm = Arm("turning", "", start, start + dt.timedelta(days=DAYS), 24, 1)
    prepared = prepare(aleppo, design_of(aleppo, [arm], 5))
    assert isinstance(prepared.simulator, EngineSimulator)
    layout = prepared.layout
    watch = layout.watches.index("east.opposition")
    asked = Asked(
        ("shut",),
        tuple(sorted(series_read(aleppo.conditioning))),
        lambda block: (block.siege[:, -1, watch] >= 2).astype(np.float64)[:, None],
    )
    return CampaignProcess(prepared.simulator, arm, layout, asked, seed=5)


def looked(
    process: CampaignProcess, aleppo: Scenario, upto: int, chosen: int = 6, **more: Any
) -> Seen:
    seen = in_time(aleppo.conditioning, process.arm.start)
    some = [one for one in seen if (one.scored_on - process.arm.start).days <= upto]
    return look(process, some, GRID, chosen=chosen, lines=2, seed=3, **more)


def test_later_observations_change_nothing_before_them(process, aleppo) -> None:
    every, early = looked(process, aleppo, DAYS), looked(process, aleppo, 38)
    assert 0 < early.observed[-1] < every.observed[-1]
    np.testing.assert_array_equal(every.ends[:3], early.ends[:3])
    np.testing.assert_array_equal(every.source[:3], early.source[:3])
    assert (every.ends[3] != early.ends[3]).any() or (every.source[3] != early.source[3]).any()


def test_observations_weigh_as_soon_as_they_are_complete(process, aleppo) -> None:
    found = looked(process, aleppo, DAYS)
    assert found.observed.tolist() == [1, 1, 4, 5]
    every = looked(process, aleppo, DAYS, chosen=24)
    many = [np.unique(draw).size for draw in every.draw]
    assert many[0] == 24  # as the start is: all weigh alike
    assert all(one < 24 for one in many[2:])


def test_copies_of_a_particle_have_the_same_branches(process, aleppo) -> None:
    found = looked(process, aleppo, DAYS, chosen=24)
    same = [
        (d, i, j)
        for d in range(GRID.size)
        for i in range(24)
        for j in range(i)
        if found.source[d, i] == found.source[d, j]
    ]
    assert same
    for d, i, j in same:
        np.testing.assert_array_equal(found.ends[d, i], found.ends[d, j])


def test_days_that_are_known_are_not_run_again(process, aleppo) -> None:
    kept: dict[int, np.ndarray] = {}
    whole = looked(process, aleppo, DAYS, keep=lambda day, ends: kept.setdefault(day, ends.copy()))
    assert sorted(kept) == GRID.tolist()
    told: list[tuple[int, int]] = []
    again = looked(process, aleppo, DAYS, known=kept, tell=lambda *days: told.append(days))
    particles_alone = 24 * int(GRID[-1])
    assert told[-1] == (particles_alone, particles_alone)
    np.testing.assert_array_equal(again.ends, whole.ends)
