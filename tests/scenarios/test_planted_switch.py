"""The scenario planted-switch: its two assumptions and its one day decide, and the tests of claims find them."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from arms import Played, played
from hinge.assess import chosen_claims, design_for, judge, simulate
from hinge.ensemble.priors import draw_parameters, quality_sides
from hinge.scenario.load import load
from hinge.scenario.table_parameters import parameter_table

DRAWS = 256
ARMY = "factions.{}_army.strength"
TURN = "2005-02-01"
SMALL, LARGE = 1700.0, 2600.0  # persons; well below and well above what an army needs


@pytest.fixture(scope="module")
def riddle() -> Played:
    return played("planted-switch", draws=DRAWS)


@pytest.fixture(scope="module")
def armies(riddle: Played) -> dict[str, Any]:
    table = parameter_table(riddle.scenario)
    values = draw_parameters(table, quality_sides(riddle.scenario), 1, DRAWS)
    ids = [parameter.id for parameter in table]
    return {name: values[:, ids.index(ARMY.format(name))] for name in ("north", "south")}


def fallen(arm: Played, name: str) -> Any:
    return arm.holds("rust", "river_ford" if name == "ford" else f"{name}_fort")[:, -1]


@pytest.mark.parametrize("name", ["north", "south"])
def test_a_fort_falls_to_a_large_army_and_to_no_small_one(
    riddle: Played, armies: dict[str, Any], name: str
) -> None:
    assert not fallen(riddle, name)[armies[name] < SMALL].any()
    assert fallen(riddle, name)[armies[name] > LARGE].all()


def test_both_forts_fall_only_if_both_armies_are_large(
    riddle: Played, armies: dict[str, Any]
) -> None:
    both = fallen(riddle, "north") & fallen(riddle, "south")
    small = (armies["north"] < SMALL) | (armies["south"] < SMALL)
    large = (armies["north"] > LARGE) & (armies["south"] > LARGE)
    assert 0.25 < both.mean() < 0.5
    assert not both[small].any()
    assert both[large].all()


def test_nothing_is_known_of_the_ford_before_the_day_and_all_is_after_it(riddle: Played) -> None:
    day = riddle.day(TURN)
    assert riddle.holds("teal", "river_ford")[:, :day].all()
    assert (riddle.series("arrived.rust")[:, day - 1] == 0).all()
    came, fell = riddle.series("arrived.rust")[:, day], fallen(riddle, "ford")
    np.testing.assert_array_equal(came, riddle.series("arrived.rust")[:, -1])
    assert not fell[came < 4800].any()
    assert fell[came > 6800].mean() > 0.95
    assert 0.4 < fell.mean() < 0.7


def test_no_assumption_says_who_gets_the_ford(riddle: Played, armies: dict[str, Any]) -> None:
    fell = fallen(riddle, "ford").astype(float)
    for army in armies.values():
        assert abs(np.corrcoef(army, fell)[0, 1]) < 3.0 / np.sqrt(DRAWS)


@pytest.mark.slow
def test_the_tests_of_claims_find_both_assumptions_and_the_day(tmp_path: Path) -> None:
    scenario = load("planted-switch")
    claims = chosen_claims(scenario)
    design = design_for(scenario, claims, seed=1, draws=512)
    found = judge(scenario, simulate(scenario, design, tmp_path / "run"), claims)
    verdicts = {verdict["id"]: verdict for verdict in found.verdicts}
    hinges = {
        name: {hinge["parameter"] for hinge in verdict["hinges"]}
        for name, verdict in verdicts.items()
    }
    assert hinges["R01"] == {ARMY.format("north"), ARMY.format("south")}
    assert hinges["T01"] == set()
    assert verdicts["R02"]["share"] > 0.9
    assert verdicts["T02"]["share"] < 0.1
    for name in ("R02", "T02"):
        assert verdicts[name]["readings"][0]["turning"]["top_day"] == TURN
