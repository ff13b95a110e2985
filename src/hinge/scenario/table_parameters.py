"""The whole table of uncertain quantities of a scenario, sorted by id.

The shipped priors of the mechanisms, overridden by the scenario's own, and what
follows from its tables: a faction's strength and quality, a strike asset's
tempo, an entry's capacity.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from hinge.scenario.fields import Sourced
from hinge.scenario.mechanisms import mechanisms
from hinge.scenario.parameters import Fixed, LogNormal, Parameter, Spread, Uniform
from hinge.scenario.scenario import Scenario


def parameter_table(scenario: Scenario) -> tuple[Parameter, ...]:
    """Return every parameter of the scenario, sorted by id."""
    table = {parameter.id: parameter for parameter in mechanisms()}
    table |= {parameter.id: parameter for parameter in scenario.parameters}
    table |= {parameter.id: parameter for parameter in derived(scenario)}
    return tuple(table[name] for name in sorted(table))


def parameter_ids(scenario: Scenario) -> tuple[str, ...]:
    """Return the ids of the table, sorted; unlike the table, for a scenario with mistakes too."""
    given = [parameter.id for parameter in (*mechanisms(), *scenario.parameters)]
    return tuple(sorted({*given, *derived_ids(scenario)}))


def derived_ids(scenario: Scenario) -> Iterator[str]:
    """Yield the ids of the parameters that follow from the tables."""
    for faction in scenario.factions:
        if faction.strength_high > 0:
            yield f"factions.{faction.id}.strength"
            yield f"factions.{faction.id}.quality"
    yield from (f"strike_assets.{asset.id}.tempo" for asset in scenario.strike_assets)
    yield from (f"entries.{entry.area}.{entry.side}.capacity" for entry in scenario.entries)


def derived(scenario: Scenario) -> Iterator[Parameter]:
    """Yield the parameters that follow from the tables; ``value`` is the best estimate."""
    for faction in scenario.factions:
        if faction.strength_high <= 0:
            continue  # no soldiers: strike assets only
        yield _parameter(
            f"factions.{faction.id}.strength",
            faction.strength_best,
            "persons",
            percentiles(faction.strength_low, faction.strength_best, faction.strength_high),
            faction.strength_basis,
            faction,
            f"persons of {faction.name} in the theatre",
        )
        yield _parameter(
            f"factions.{faction.id}.quality",
            (faction.quality_low + faction.quality_high) / 2,
            "share",
            _even(faction.quality_low, faction.quality_high),
            "judgement",
            faction,
            f"fighting quality of {faction.name}, 0 to 1",
        )
    for asset in scenario.strike_assets:
        tempo = (asset.tempo_low, asset.tempo_best, asset.tempo_high)
        yield _parameter(
            f"strike_assets.{asset.id}.tempo",
            asset.tempo_best if asset.available else 0.0,
            asset.tempo_unit or "uses/day",
            percentiles(*tempo) if asset.available else Fixed(kind="fixed"),
            asset.tempo_basis,
            asset,
            f"tempo of {asset.name}, wherever it is used",
        )
    for entry in scenario.entries:
        yield _parameter(
            f"entries.{entry.area}.{entry.side}.capacity",
            entry.capacity_best,
            "t/day",
            percentiles(entry.capacity_low, entry.capacity_best, entry.capacity_high),
            entry.basis,
            entry,
            f"supply that can enter at {entry.area} for {entry.side}",
        )


def percentiles(low: float, best: float, high: float) -> Spread:
    """Return the spread of a 5th, 50th and 95th percentile.

    Lognormal; uniform from 0 where the lowest is 0, since no lognormal has a
    percentile of 0; fixed where all are equal.
    """
    if low == best == high:
        return Fixed(kind="fixed")
    if low > 0:
        return LogNormal(kind="lognormal", p05=low, p95=high)
    return Uniform(kind="uniform", low=low, high=high)


def _even(low: float, high: float) -> Spread:
    """Return equal density from low to high, or no spread where they are equal."""
    return Fixed(kind="fixed") if low == high else Uniform(kind="uniform", low=low, high=high)


def _parameter(
    name: str,
    value: float,
    unit: str,
    spread: Spread,
    basis: Literal["source", "judgement"],
    row: Sourced,
    meaning: str,
) -> Parameter:
    """Return a parameter with the dates, source and line of its row."""
    return Parameter(
        id=name,
        value=value,
        unit=unit,
        spread=spread,
        status="measured" if basis == "source" else "judgement",
        about="campaign",
        source=row.source or "judgement",
        true_on=row.true_on,
        known_on=row.known_on,
        meaning=meaning,
        line=row.line,
    )
