"""The monotonicity audit: helps act on their owner alone, harm is seen, and honest exceptions are told apart."""

from dataclasses import replace

import numpy as np
import pytest

from hinge.audits.helps import (
    HELPS,
    Help,
    free_signs,
    hostile_to,
    pulled,
    without_free_signs,
)
from hinge.audits.monotone import Difference, monotone_audit, outcomes
from hinge.ensemble.arrays import Block
from hinge.ensemble.simulate import layout_of
from hinge.scenario.interventions import ScaleParameter, SetParameter
from hinge.scenario.load import load
from hinge.scenario.scenario import Scenario

GIVE = {each.id: each.give for each in HELPS}


@pytest.fixture(scope="module")
def ring() -> Scenario:
    return load("ring")


def levers(scenario: Scenario) -> list[str]:
    """Return on what the levers of the last what-if act."""
    return [
        str(lever.model_dump().get("parameter") or lever.model_dump()["asset"])
        for lever in scenario.pulled[-1].levers
    ]


@pytest.mark.parametrize(
    ("name", "acts_on"),
    [
        ("supply", ["entries.amber_source.amber.capacity"]),
        ("men", ["factions.amber_army.strength", "factions.amber_militia.strength"]),
        ("lifeline", ["entries.amber_source.amber.capacity"]),
        ("sponsors", ["sponsors.inland_league.cut_hazard"]),
        ("strikes", ["cobalt_guns", "cobalt_rockets"]),
    ],
)
def test_a_help_acts_for_its_owner_alone(ring: Scenario, name: str, acts_on: list[str]) -> None:
    assert levers(GIVE[name](ring, "amber")) == acts_on


def test_cover_is_given_to_own_ground_on_the_map(ring: Scenario) -> None:
    covered = {area.id: area.terrain for area in GIVE["cover"](ring, "cobalt").areas}
    before = {area.id: area.terrain for area in ring.areas}
    changed = {name for name in covered if covered[name] != before[name]}
    assert changed == {"old_town", "mill_quarter", "cobalt_rear"}
    assert {covered[name] for name in changed} == {"fortified"}


def test_a_help_without_anything_to_act_on_leaves_the_scenario_as_it_is() -> None:
    quiet = load("planted-switch")
    assert GIVE["strikes"](quiet, "rust") is quiet


def test_effects_whose_spread_holds_both_signs_are_found_and_others_are_not(ring: Scenario) -> None:
    found = free_signs(ring)
    assert "strikes.political_effect" in found
    assert "combat.loss_rate" not in found
    assert set(levers(without_free_signs(ring))) == set(found)


def test_outcomes_in_a_case_by_hand(ring: Scenario) -> None:
    layout = layout_of(ring)
    value = np.zeros((1, 3, len(layout.series)), np.float32)

    def put(name: str, *days: float) -> None:
        value[0, :, layout.series.index(name)] = days

    put("strength.amber", 4000, 3500, 3000)
    put("strength.cobalt", 2000, 1500, 1000)
    put("arrived.amber", 0, 0, 1000)
    put("lost.amber", 0, 500, 2000)
    put("held.amber", 4, 4, 7)
    empty = np.zeros((1, 3, 0), np.int8)
    found = outcomes(ring, layout, Block(empty, empty, empty, value))
    assert hostile_to(ring, "amber") == {"cobalt"}
    assert found["amber", "held"] == pytest.approx([5 / 7])  # of seven areas on the map
    assert found["amber", "strength"] == pytest.approx([3000 / 4000])
    assert found["amber", "spared"] == pytest.approx([1 - 2000 / 5000])


def difference(low: float, high: float) -> Difference:
    return Difference("x", "amber", "men", "held", 64, 0.5, (low + high) / 2, low, high)


@pytest.mark.parametrize(
    ("low", "high", "word"),
    [
        (0.01, 0.02, "helps"),
        (-0.01, 0.02, "nothing shown"),
        (-0.02, -0.004, "nothing shown"),  # beyond chance, but too small to count
        (-0.02, -0.006, "violation"),
    ],
)
def test_only_a_whole_interval_below_the_smallest_size_is_a_violation(
    low: float, high: float, word: str
) -> None:
    assert difference(low, high).word == word


def test_a_violation_that_goes_with_the_free_signs_is_told_apart() -> None:
    hurt = difference(-0.04, -0.02)
    assert replace(hurt, signed=difference(-0.01, 0.01)).word == "free sign"
    assert replace(hurt, signed=difference(-0.03, -0.02)).word == "violation"


def scaled(factor: float) -> Help:
    """Return a help that multiplies the persons of the side's army."""

    def give(scenario: Scenario, side: str) -> Scenario:
        name = next(f.id for f in scenario.factions if f.side == side)
        lever = ScaleParameter(
            lever="scale_parameter", parameter=f"factions.{name}.strength", factor=factor
        )
        return pulled(scenario, "scaled", [lever])

    return Help("scaled", "more or fewer", give)


def test_a_help_that_changes_nothing_makes_no_difference_at_all() -> None:
    found = monotone_audit(load("mirror"), draws=8, days=20, helps=[scaled(1.0)])
    assert len(found.rows) == 6  # two sides, three outcomes
    assert {(row.mean, row.low, row.high) for row in found.rows} == {(0.0, 0.0, 0.0)}


def test_half_the_soldiers_are_reported_as_a_violation() -> None:
    found = monotone_audit(load("mirror"), draws=64, helps=[scaled(0.5)])
    hurt = {(row.side, row.outcome): row.word for row in found.violations}
    assert hurt["west", "strength"] == hurt["east", "strength"] == "violation"
    assert found.as_json()["violations"] == len(hurt)


def test_an_effect_of_free_sign_is_named_as_the_reason() -> None:
    """Let those cut off break at once, and see that without effects of free sign nothing is left of it."""

    def give(scenario: Scenario, side: str) -> Scenario:
        if side == "amber":
            return scenario
        lever = SetParameter(lever="set_parameter", parameter="cohesion.break_cut", value=8.0)
        return pulled(scenario, "curse", [lever])

    found = monotone_audit(load("ring"), draws=64, helps=[Help("curse", "break at once", give)])
    words = {row.outcome: row.word for row in found.violations}
    assert words["held"] == "free sign"


def test_averting_a_harm_is_a_help() -> None:
    half = replace(scaled(0.5), harm=True)
    found = monotone_audit(load("mirror"), draws=64, helps=[half])
    rows = {(row.side, row.outcome): row for row in found.rows}
    assert rows["west", "strength"].word == rows["east", "strength"].word == "helps"
    assert rows["west", "strength"].without < 0.5  # without: half the soldiers
    assert not found.violations


@pytest.mark.slow
def test_no_help_hurts_in_the_small_scenarios() -> None:
    """The table of the changelog, on its seed; an interval of 95 % wholly below -0.005 by chance is rare."""
    names = ("mirror", "ring", "corridor", "five-factions", "planted-switch")
    found = [row for name in names for row in monotone_audit(load(name)).violations]
    assert {row.word for row in found} <= {"free sign"}, found
