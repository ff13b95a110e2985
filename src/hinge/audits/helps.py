"""What should help its owner: levers of the monotonicity audit, pulled for one side at a time.

supply    a quarter more enters by each of the side's entries
men       its factions bring a quarter more persons
cover     its own ground of the first day is fortified
sponsors  its sponsors never cut (their chance of it is nought)
strikes   those hostile to it on the first day strike half as often
lifeline  it does not lose three quarters of what enters by its entries

The last one is told from its harm: most sides have more than they need, so that more
helps nobody, and it is a loss that shows what supply is worth. Each changes one thing for the whole run, and every draw stays as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from hinge.scenario.interventions import (
    Admissibility,
    Intervention,
    Lever,
    ScaleAsset,
    ScaleParameter,
    SetParameter,
)
from hinge.scenario.parameters import LogUniform, Normal, Uniform
from hinge.scenario.scenario import Scenario
from hinge.scenario.table_parameters import parameter_table

MORE = 1.25
FEWER = 0.5
SCARCE = 0.25
NONE = 0.0
FORTIFIED = "fortified"
WHY = "An audit of the model, not a question about history."


@dataclass(frozen=True)
class Help:
    """One lever: its id, what it does in words, and the scenario with it pulled for a side.

    ``give`` returns the scenario as it was where the side has nothing that the lever acts on.
    ``harm``: what ``give`` does is the harm that the help averts.
    """

    id: str
    says: str
    give: Callable[[Scenario, str], Scenario]
    harm: bool = False


def pulled(scenario: Scenario, name: str, levers: Sequence[Lever]) -> Scenario:
    """Return the scenario with these levers pulled under a name; as it was where there are none."""
    if not levers:
        return scenario
    why = Admissibility(
        clarity=WHY, cotenability=WHY, minimal_rewrite=WHY, theory=WHY, statistics=WHY,
        projectability=WHY,
    )  # fmt: skip
    plan = Intervention(id=name, title=name, says=name, levers=tuple(levers), admissibility=why)
    return replace(scenario, pulled=(*scenario.pulled, plan))


def _supply(scenario: Scenario, side: str) -> Scenario:
    """Let a quarter more in."""
    return pulled(scenario, "audit_supply", _scaled(_entries(scenario, side), MORE))


def _lifeline(scenario: Scenario, side: str) -> Scenario:
    """Let a quarter in, of what does."""
    return pulled(scenario, "audit_lifeline", _scaled(_entries(scenario, side), SCARCE))


def _entries(scenario: Scenario, side: str) -> list[str]:
    """Return the parameters of what enters for a side."""
    return [f"entries.{e.area}.{side}.capacity" for e in scenario.entries if e.side == side]


def _men(scenario: Scenario, side: str) -> Scenario:
    """Let the factions with soldiers have a quarter more of them."""
    names = [
        f"factions.{faction.id}.strength"
        for faction in scenario.factions
        if faction.side == side and faction.strength_high > 0
    ]
    return pulled(scenario, "audit_men", _scaled(names, MORE))


def _cover(scenario: Scenario, side: str) -> Scenario:
    """Fortify what the side holds on the first day."""
    start = scenario.head.assessment_date
    own = {row.area for row in scenario.control if row.date == start and row.controller == side}
    changed = [
        area.model_copy(update={"terrain": FORTIFIED})
        if area.id in own and area.terrain not in ("off_map", FORTIFIED)
        else area
        for area in scenario.areas
    ]
    return scenario if changed == list(scenario.areas) else replace(scenario, areas=tuple(changed))


def _sponsors(scenario: Scenario, side: str) -> Scenario:
    """Let the sponsors of the side's factions never cut."""
    own = {faction.id for faction in scenario.factions if faction.side == side}
    names = [f"sponsors.{s.id}.cut_hazard" for s in scenario.sponsors if set(s.supports) & own]
    return pulled(scenario, "audit_sponsors", _scaled(names, NONE))


def _strikes(scenario: Scenario, side: str) -> Scenario:
    """Let hostile assets be used half as often."""
    hostile = hostile_to(scenario, side)
    levers = [
        ScaleAsset(lever="scale_asset", asset=asset.id, factor=FEWER)
        for asset in scenario.strike_assets
        if asset.side in hostile
    ]
    return pulled(scenario, "audit_strikes", levers)


HELPS = (
    Help("supply", "a quarter more supply enters", _supply),
    Help("men", "a quarter more men", _men),
    Help("cover", "its own ground is fortified", _cover),
    Help("sponsors", "its sponsors never cut", _sponsors),
    Help("strikes", "half as many strikes against it", _strikes),
    Help("lifeline", "three quarters of its supply are not lost", _lifeline, harm=True),
)


def hostile_to(scenario: Scenario, side: str) -> set[str]:
    """Return the sides that are hostile to a side on the first day."""
    return {
        other
        for relation in scenario.head.relations
        if relation.stance == "hostile" and side in (relation.a, relation.b)
        for other in (relation.a, relation.b)
        if other != side
    }


def free_signs(scenario: Scenario) -> tuple[str, ...]:
    """Return the parameters whose spread allows both signs: effects of which nobody knows whom they help."""
    found = []
    for parameter in parameter_table(scenario):
        spread = parameter.spread
        if isinstance(spread, Uniform | LogUniform):
            both = spread.low < 0.0 < spread.high
        else:
            both = isinstance(spread, Normal) and abs(spread.mean) < 2.0 * spread.sd
        if both:
            found.append(parameter.id)
    return tuple(found)


def without_free_signs(scenario: Scenario) -> Scenario:
    """Return the scenario in which no effect of free sign does anything."""
    levers = [
        SetParameter(lever="set_parameter", parameter=name, value=0.0)
        for name in free_signs(scenario)
    ]
    return pulled(scenario, "audit_signed", levers)


def _scaled(names: Sequence[str], factor: float) -> list[Lever]:
    """Return levers that multiply parameters."""
    return [
        ScaleParameter(lever="scale_parameter", parameter=name, factor=factor) for name in names
    ]
