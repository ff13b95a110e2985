"""Encirclement is found: the siege states of the reference campaign on its three snapshots."""

import datetime as dt
from collections import Counter

import pytest

from hinge.scenario.load import load
from replays import Replay

DRAWS = 32
STATES = ("open", "insecure", "closed_by_fire", "closed")
SCENARIO = "aleppo-2016"
RECORDED = {  # day: state of the east for the opposition
    dt.date(2016, 6, 25): "open",
    dt.date(2016, 7, 28): "closed",
    dt.date(2016, 8, 8): "insecure",
}


def states(day: dt.date) -> dict[str, Counter[str]]:
    """Siege states on day 0, counted over draws, by watched pair."""
    scenario = load(SCENARIO)
    replay = Replay(scenario, day, draws=DRAWS)
    pairs = [f"{region.id}.{side}" for region in scenario.regions for side in region.watch]
    found: dict[str, Counter[str]] = {pair: Counter() for pair in pairs}
    for draw in range(DRAWS):
        siege = replay.run(0, draw).siege[0]
        for pair, state in zip(pairs, siege.tolist(), strict=True):
            found[pair][STATES[state]] += 1
    return found


@pytest.fixture(scope="module")
def snapshots() -> dict[dt.date, dict[str, Counter[str]]]:
    return {day: states(day) for day in RECORDED}


@pytest.mark.parametrize("day", RECORDED, ids=str)
def test_the_east_is_found_as_recorded(day: dt.date, snapshots) -> None:
    counted = snapshots[day]["east.opposition"]
    assert counted.most_common(1)[0][0] == RECORDED[day], counted


@pytest.mark.parametrize("day", RECORDED, ids=str)
def test_the_west_is_never_found_closed(day: dt.date, snapshots) -> None:
    counted = snapshots[day]["west.government"]
    assert counted["closed"] == 0, counted


def test_a_run_starts_on_a_snapshot_alone() -> None:
    from hinge.errors import HingeError

    with pytest.raises(HingeError, match="no full snapshot"):
        Replay(SCENARIO, dt.date(2016, 7, 1))
