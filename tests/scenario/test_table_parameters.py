"""The table of parameters joins shipped priors, the scenario's own, and what its tables say."""

from __future__ import annotations

from pathlib import Path

import pytest

from hinge.scenario.load import load
from hinge.scenario.mechanisms import mechanisms
from hinge.scenario.parameters import Fixed, LogNormal, Parameter, Uniform
from hinge.scenario.table_parameters import (
    derived,
    derived_ids,
    parameter_ids,
    parameter_table,
    percentiles,
)
from scenario.rings import change, copy_ring


@pytest.fixture(scope="module")
def table() -> dict[str, Parameter]:
    return {parameter.id: parameter for parameter in parameter_table(load("ring"))}


def test_the_table_is_sorted_and_holds_all_three_kinds(table: dict[str, Parameter]) -> None:
    assert list(table) == sorted(table)
    assert {parameter.id for parameter in mechanisms()} <= set(table)
    assert "population.pocket" in table
    assert "factions.amber_army.strength" in table


def test_a_scenario_overrides_a_shipped_prior_by_its_id(tmp_path: Path) -> None:
    ring = copy_ring(tmp_path)
    change(
        ring,
        "parameters.yaml",
        "parameters:\n",
        "parameters:\n  - {id: beliefs.lag, value: 9, unit: days, spread: {kind: fixed}, "
        "status: judgement, about: general, source: judgement}\n",
    )
    found = {parameter.id: parameter for parameter in parameter_table(load(ring))}
    assert found["beliefs.lag"].value == 9


def test_strength_is_lognormal_by_its_percentiles_with_dates_and_source(
    table: dict[str, Parameter],
) -> None:
    strength = table["factions.amber_army.strength"]
    assert strength.value == 3500
    assert strength.spread == LogNormal(kind="lognormal", p05=2500, p95=5000)
    assert strength.status == "measured"
    assert strength.source == "Yearbook of armies (invented)"
    assert str(strength.known_on) == "2001-05-10"
    assert table["factions.amber_militia.strength"].status == "judgement"


def test_quality_is_uniform(table: dict[str, Parameter]) -> None:
    assert table["factions.amber_army.quality"].spread == Uniform(kind="uniform", low=0.5, high=0.7)
    assert table["factions.amber_army.quality"].value == pytest.approx(0.6)


def test_tempo_is_lognormal_above_zero_uniform_from_zero_and_fixed_at_zero_without_the_asset(
    table: dict[str, Parameter],
) -> None:
    assert isinstance(table["strike_assets.amber_guns.tempo"].spread, LogNormal)
    assert table["strike_assets.amber_planes.tempo"].spread == Uniform(
        kind="uniform", low=0, high=6
    )
    rockets = table["strike_assets.cobalt_rockets.tempo"]
    assert (rockets.value, rockets.spread) == (0.0, Fixed(kind="fixed"))


def test_the_capacity_of_an_entry_is_lognormal(table: dict[str, Parameter]) -> None:
    capacity = table["entries.cobalt_source.cobalt.capacity"]
    assert capacity.spread == LogNormal(kind="lognormal", p05=60, p95=400)
    assert capacity.unit == "t/day"


def test_a_faction_with_strike_assets_only_has_neither_strength_nor_quality(tmp_path: Path) -> None:
    ring = copy_ring(tmp_path)
    change(ring, "factions.csv", "amber,600,1200,2400", "amber,0,0,0")
    change(ring, "formations.csv", "amber_watch,amber_militia,south_farms,local_defence,1,,\n", "")
    found = {parameter.id for parameter in parameter_table(load(ring))}
    assert "factions.amber_militia.strength" not in found
    assert "factions.amber_militia.quality" not in found


def test_equal_percentiles_have_no_spread() -> None:
    assert percentiles(4, 4, 4) == Fixed(kind="fixed")
    assert percentiles(0, 0, 0) == Fixed(kind="fixed")


def test_ids_are_known_without_building_the_table(table: dict[str, Parameter]) -> None:
    ring = load("ring")
    assert [parameter.id for parameter in derived(ring)] == list(derived_ids(ring))
    assert parameter_ids(ring) == tuple(table)
