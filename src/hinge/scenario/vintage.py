"""What was known when: strict and reconstruction.

Every fact has two dates, when it was so (``true_on``) and when it was public
(``known_on``). A strict run uses what was public by the assessment date. A run
labelled reconstruction may also use what became public later about that time:
the ``late_*`` columns. ``resolve`` makes that choice once, at load, so that no
later room sees a column it must not use.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

from hinge.scenario.records import Area, Faction, Observation, StrikeAsset
from hinge.scenario.scenario import Scenario

STRICT = "strict"
RECONSTRUCTION = "reconstruction"
VINTAGES = (STRICT, RECONSTRUCTION)


def resolve(scenario: Scenario) -> Scenario:
    """Return the scenario with its ``late_*`` columns used or set aside, and emptied.

    ``retrospective`` then lists every fact that became public after the
    assessment date and whether it is used. Observations public later are left
    out of a strict scenario; ``outcomes`` are never touched.
    """
    late = scenario.vintage == RECONSTRUCTION
    assessed = scenario.head.assessment_date
    kept = tuple(o for o in scenario.observations if late or not _later(o, assessed))
    return replace(
        scenario,
        areas=tuple(_area(area, late) for area in scenario.areas),
        factions=tuple(_faction(faction, late) for faction in scenario.factions),
        strike_assets=tuple(_asset(asset, late) for asset in scenario.strike_assets),
        observations=kept,
        retrospective=tuple(_retrospective(scenario, late)),
    )


def _later(observation: Observation, assessed: dt.date) -> bool:
    """Return whether an observation became public after the assessment date."""
    return observation.known_on is not None and observation.known_on > assessed


def _area(area: Area, late: bool) -> Area:
    """Return an area with one population."""
    cleared: dict[str, object] = {"late_population": None, "late_known_on": None}
    if late and area.late_population is not None:
        cleared |= {"population": area.late_population, "known_on": area.late_known_on}
    return area.model_copy(update=cleared)


def _faction(faction: Faction, late: bool) -> Faction:
    """Return a faction with one range of strength."""
    cleared: dict[str, object] = dict.fromkeys(
        ["late_low", "late_best", "late_high", "late_known_on"]
    )
    if late and faction.late_best is not None:
        cleared |= {
            "strength_low": faction.late_low,
            "strength_best": faction.late_best,
            "strength_high": faction.late_high,
            "known_on": faction.late_known_on,
        }
    return faction.model_copy(update=cleared)


def _asset(asset: StrikeAsset, late: bool) -> StrikeAsset:
    """Return a strike asset with one range of tempo; one known of only later becomes available."""
    cleared: dict[str, object] = dict.fromkeys(
        ["late_low", "late_best", "late_high", "late_known_on"]
    )
    if late and asset.late_best is not None:
        cleared |= {
            "tempo_low": asset.late_low,
            "tempo_best": asset.late_best,
            "tempo_high": asset.late_high,
            "known_on": asset.late_known_on,
            "available": True,
        }
    return asset.model_copy(update=cleared)


def _retrospective(scenario: Scenario, late: bool) -> Iterator[str]:
    """Yield a line for each fact that became public after the assessment date, in file order."""
    word = "used" if late else "set aside"
    assessed = scenario.head.assessment_date
    for file, rows, what in (
        ("areas.csv", scenario.areas, "population"),
        ("factions.csv", scenario.factions, "strength"),
        ("strike_assets.csv", scenario.strike_assets, "tempo"),
    ):
        for row in rows:
            if row.late_known_on is not None:
                yield f"{file} line {row.line}: {what}, known {row.late_known_on}, {word}"
    for file, facts, what in (
        ("areas.csv", scenario.areas, "row"),
        ("links.csv", scenario.links, "row"),
        ("control.csv", scenario.control, "row"),
        ("factions.csv", scenario.factions, "row"),
        ("coalitions.csv", scenario.coalitions, "row"),
        ("formations.csv", scenario.formations, "row"),
        ("facilities.csv", scenario.facilities, "row"),
        ("entries.csv", scenario.entries, "row"),
        ("sponsors.csv", scenario.sponsors, "row"),
        ("strike_assets.csv", scenario.strike_assets, "row"),
        ("events.csv", [e for e in scenario.events if e.effect != "none"], "effect"),
        ("parameters.yaml", [p for p in scenario.parameters if p.about == "campaign"], "value"),
        ("regions.yaml", [s for r in scenario.regions for s in r.besieged_since], "siege"),
        ("observations.csv", scenario.observations, "observation"),
        (
            "calibration.yaml",
            scenario.calibration.targets if scenario.calibration else (),
            "target",
        ),
        (
            "rivals.yaml",
            [seen for one in scenario.rival_sets for seen in one.byproducts],
            "by-product",
        ),
        ("monitors.yaml", scenario.monitors, "monitor"),
    ):
        for fact in facts:
            if fact.known_on is not None and fact.known_on > assessed:
                yield f"{file} line {fact.line}: {what}, known {fact.known_on}, {word}"
