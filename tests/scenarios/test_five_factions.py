"""The scenario five-factions: commands form and split in play, and every pair of sides can come to stand otherwise."""

from itertools import combinations

import numpy as np
import pytest

from arms import Played, played
from hinge.scenario.interventions import FixRelation
from hinge.scenario.load import load
from plain import plain

DRAWS = 128
STANCES = plain("hinge.world.codes").STANCES


@pytest.fixture(scope="module")
def usual() -> Played:
    return played("five-factions", draws=DRAWS)


def test_coalitions_form_and_split_in_play(usual: Played) -> None:
    commands = usual.series("commands.league")
    assert (commands[:, 0] == 2).all()
    assert 0.15 < (commands == 1).any(axis=1).mean() < 0.85  # all three as one
    assert 0.1 < (commands == 3).any(axis=1).mean() < 0.85  # even the guilds apart
    assert (usual.series("joined.league")[:, -1] > 0).any()
    assert (usual.series("split.league")[:, -1] > 0).any()
    both = (commands == 1).any(axis=1) & (commands[:, -1] > 1)
    assert both.any(), "no front that formed came apart again"


def test_without_a_threat_the_league_is_less_united(usual: Played) -> None:
    peace = played("five-factions", "peace_of_the_bridge", draws=DRAWS)
    day = usual.day("2004-06-30")
    gap = peace.series("united.league")[:, day] - usual.series("united.league")[:, day]
    assert gap.mean() < -3.0 * gap.std(ddof=1) / np.sqrt(DRAWS)


def test_without_the_ban_the_league_is_more_united(usual: Played) -> None:
    lifted = played("five-factions", "nobody_is_banned", draws=DRAWS)
    day = usual.day("2004-06-30")
    gap = lifted.series("united.league")[:, day] - usual.series("united.league")[:, day]
    assert gap.mean() > 3.0 * gap.std(ddof=1) / np.sqrt(DRAWS)


def test_there_is_a_what_if_for_every_pair_of_sides() -> None:
    scenario = load("five-factions")
    asked = {
        frozenset((lever.a, lever.b))
        for plan in scenario.interventions
        for lever in plan.levers
        if isinstance(lever, FixRelation)
    }
    sides = [side.id for side in scenario.head.sides]
    assert asked == {frozenset(pair) for pair in combinations(sides, 2)}
    assert len(scenario.factions) == 5


def test_peace_ends_the_attacks_of_the_two_on_each_other(usual: Played) -> None:
    peace = played("five-factions", "peace_of_the_bridge", draws=DRAWS)
    day = peace.day("2004-04-15")
    for side in ("league", "crown"):
        begun = peace.series(f"efforts.{side}")
        assert (begun[:, -1] == begun[:, day]).all()
    assert (usual.series("efforts.league")[:, -1] > usual.series("efforts.league")[:, day]).any()


def test_who_becomes_hostile_is_attacked_and_who_stays_neutral_is_not(usual: Played) -> None:
    assert usual.holds("ferry", "island").all()
    turned = played("five-factions", "ferry_joins_crown", draws=DRAWS)
    lost = ~turned.holds("ferry", "island")[:, -1]
    assert 0.1 < lost.mean() < 0.9
    taken = turned.holds("league", "island").any(axis=1)
    assert taken[lost].all()  # the foe took it; the ally may have won it back since
    freed = turned.holds("crown", "island").argmax(axis=1)
    seized = turned.holds("league", "island").argmax(axis=1)
    assert (seized[freed > 0] < freed[freed > 0]).all()
