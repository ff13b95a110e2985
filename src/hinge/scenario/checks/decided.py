"""What a lever decides by construction, so that no campaign under it can bear witness to it."""

from __future__ import annotations

from collections.abc import Iterator

from hinge.scenario.checks.atoms import atoms_of
from hinge.scenario.interventions import (
    BoundRung,
    CapFlow,
    FixSupport,
    ForbidObjective,
    ForbidOption,
    GuaranteeFlow,
    Lever,
    Redirect,
    ScaleAsset,
    SetBelief,
    WithholdReserves,
)
from hinge.scenario.predicate_records import CompareAtom, ControlAtom, SeriesAtom, SiegeAtom
from hinge.scenario.rivals import ByProduct, NumberReading
from hinge.scenario.scenario import Scenario

OPTION_SERIES = {
    "main_effort": ("committed", "efforts", "all_in", "threshold", "margin", "reserve"),
    "all_in": ("all_in",),
    "probe": (),
    "forward": ("forward",),
    "join": ("joined", "united", "commands"),
    "leave": ("split",),
    "deal": ("deals", "evacuated"),
    "joint_command": ("joined", "united", "commands"),
}
"""The series of a side that an option's being forbidden decides, option by option."""

RESERVES = ("committed", "reserve", "pinned", "all_in")


def decides(lever: Lever, seen: ByProduct, scenario: Scenario) -> str:
    """Return what a lever sets that a by-product reads, in words; nothing where it sets none of it."""
    series = set(_series(seen)) & _set_series(lever, scenario)
    if series:
        return f"the series {min(series)}"
    if isinstance(seen.reads, NumberReading):
        return ""
    for atom in atoms_of(seen.reads.predicate):
        if isinstance(atom, ControlAtom) and isinstance(lever, ForbidObjective):
            shared = _areas(atom.of, scenario) & _areas(lever.of, scenario)
            if atom.by == lever.side and shared:
                return f"whether {lever.side} attacks {lever.of}"
        if (
            isinstance(atom, SiegeAtom)
            and isinstance(lever, GuaranteeFlow | CapFlow)
            and (atom.of, atom.side) == (lever.region, lever.side)
        ):
            return f"what flows into {lever.region}"
    return ""


def _series(seen: ByProduct) -> Iterator[str]:
    """Yield the series that a by-product reads."""
    if isinstance(seen.reads, NumberReading):
        measure = seen.reads.measure
        yield from (name for name in (measure.series, measure.divide_by) if name)
        return
    for atom in atoms_of(seen.reads.predicate):
        if isinstance(atom, SeriesAtom):
            yield atom.series
        elif isinstance(atom, CompareAtom):
            yield from (atom.left, atom.right)


def _set_series(lever: Lever, scenario: Scenario) -> set[str]:
    """Return the names of the series that a lever decides."""
    sides = [side.id for side in scenario.head.sides]
    names: set[str] = set()
    match lever:
        case ForbidOption(side=side, option=option):
            names = {f"{word}.{side}" for word in OPTION_SERIES[option]}
        case WithholdReserves(side=side):
            names = {f"{word}.{side}" for word in RESERVES}
        case GuaranteeFlow(region=region, side=side) | CapFlow(region=region, side=side):
            names = {f"flow.{region}.{side}", f"flow_share.{region}.{side}", f"ration.{region}"}
        case ForbidObjective(side=side, of=place):
            names = {f"held_share.{place}.{side}"}
        case SetBelief():
            names = {f"window.{side}" for side in sides}
        case FixSupport(sponsor=sponsor):
            names = {f"support.{sponsor}"}
        case BoundRung(sponsor=sponsor):
            names = {f"rung.{sponsor}"}
        case ScaleAsset(asset=asset):
            names = {f"sorties.{asset}"}
        case Redirect():
            names = {f"redirected.{side}" for side in sides}
    return names


def _areas(place: str, scenario: Scenario) -> frozenset[str]:
    """Return the areas of a region, or the area itself."""
    regions = {region.id: frozenset(region.areas) for region in scenario.regions}
    return regions.get(place, frozenset({place}))
