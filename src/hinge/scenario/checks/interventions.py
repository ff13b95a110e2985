"""Rules about what-ifs: levers act on things that exist, and the what-if is a fair one."""

from __future__ import annotations

from collections.abc import Iterator

from hinge.errors import Place
from hinge.scenario.checks.parts import Finding, unknown
from hinge.scenario.interventions import (
    Admissibility,
    BoundRung,
    FixRelation,
    Intervention,
    Lever,
    ScaleAsset,
    ScaleParameter,
    SetParameter,
    Truce,
)
from hinge.scenario.scenario import Scenario
from hinge.scenario.table_parameters import parameter_ids

FILE = "interventions.yaml"


def _levers(scenario: Scenario) -> Iterator[tuple[Intervention, Lever]]:
    """Yield every lever with its intervention."""
    for intervention in scenario.interventions:
        for lever in intervention.levers:
            yield intervention, lever


def lever_on_unknown_parameter(scenario: Scenario) -> Iterator[Finding]:
    """A lever sets or scales a parameter of the table."""
    known = parameter_ids(scenario)
    for intervention, lever in _levers(scenario):
        if isinstance(lever, SetParameter | ScaleParameter) and lever.parameter not in known:
            place = Place(FILE, lever.line, "parameter")
            what = f"The lever of {intervention.id}"
            table = "the parameter table"
            yield unknown(place, what, lever.parameter, known, table, "Fix the name.")


def lever_on_unknown_target(scenario: Scenario) -> Iterator[Finding]:
    """A lever acts on an event, asset, faction, side, place, entry or sponsor that exists."""
    sides = ("scenario.yaml", [side.id for side in scenario.head.sides])
    areas = [area.id for area in scenario.areas]
    regions = [region.id for region in scenario.regions]
    listed: dict[str, tuple[str, list[str]]] = {
        "event": ("events.csv", [event.id for event in scenario.events]),
        "asset": ("strike_assets.csv", [asset.id for asset in scenario.strike_assets]),
        "faction": ("factions.csv", [faction.id for faction in scenario.factions]),
        "side": sides,
        "a": sides,
        "b": sides,
        "of": ("areas.csv or regions.yaml", [*areas, *regions]),
        "region": ("regions.yaml", regions),
        "entry": ("entries.csv", [entry.area for entry in scenario.entries]),
        "area": ("areas.csv", areas),
        "facility": ("facilities.csv", [facility.id for facility in scenario.facilities]),
        "sponsor": ("sponsors.csv", [sponsor.id for sponsor in scenario.sponsors]),
    }
    for intervention, lever in _levers(scenario):
        for field in type(lever).model_fields:
            if field in listed and getattr(lever, field) not in listed[field][1]:
                file, known = listed[field]
                place = Place(FILE, lever.line, field)
                name = str(getattr(lever, field))
                yield unknown(place, f"The lever of {intervention.id}", name, known, file)


def scale_asset_unclear(scenario: Scenario) -> Iterator[Finding]:
    """A lever on a strike asset gives a factor or a tempo, not both."""
    for intervention, lever in _levers(scenario):
        if isinstance(lever, ScaleAsset) and (lever.factor is None) == (lever.tempo is None):
            both = "both a factor and a tempo" if lever.factor is not None else "neither"
            yield Finding(
                Place(FILE, lever.line, "factor"),
                f"The lever of {intervention.id} on {lever.asset} gives {both}.",
                "It would not be clear how often the asset is used.",
                "Give factor for an asset in use, tempo for one that is not.",
            )


def lever_on_one_side_twice(scenario: Scenario) -> Iterator[Finding]:
    """A truce or a relation is between two different sides."""
    for intervention, lever in _levers(scenario):
        if isinstance(lever, FixRelation | Truce) and lever.a == lever.b:
            yield Finding(
                Place(FILE, lever.line, "b"),
                f"The lever of {intervention.id} names {lever.a} twice.",
                "A side is always its own ally.",
                "Name the other side.",
            )


def intervention_by_unknown_actor(scenario: Scenario) -> Iterator[Finding]:
    """The actor of an intervention is a side or a sponsor of the scenario."""
    known = [side.id for side in scenario.head.sides]
    known += [sponsor.id for sponsor in scenario.sponsors]
    for intervention in scenario.interventions:
        if intervention.actor and intervention.actor not in known:
            yield unknown(
                Place(FILE, intervention.line, "actor"),
                f"The actor of {intervention.id}",
                intervention.actor,
                known,
                "scenario.yaml or sponsors.csv",
                "Name who would have to choose it, or leave actor out.",
            )


def size_of_nothing(scenario: Scenario) -> Iterator[Finding]:
    """An intervention with a size has a lever that takes it."""
    for intervention in scenario.interventions:
        fields = {field for lever in intervention.levers for field in type(lever).model_fields}
        if intervention.sized and intervention.sized not in fields:
            yield Finding(
                Place(FILE, intervention.line, "sized"),
                f"The intervention {intervention.id} is sized by {intervention.sized}, which none of "
                "its levers has.",
                "Another size could be asked for and nothing would change.",
                "Name a field of its levers, or leave sized out.",
            )


def rung_bounds_reversed(scenario: Scenario) -> Iterator[Finding]:
    """A lever that bounds a sponsor's rung leaves at least one rung."""
    for intervention, lever in _levers(scenario):
        if isinstance(lever, BoundRung) and lever.most < lever.least:
            yield Finding(
                Place(FILE, lever.line, "most"),
                f"The lever of {intervention.id} bounds {lever.sponsor} from {lever.least} to "
                f"{lever.most}.",
                "No rung lies between them.",
                "Make most at least as large as least.",
            )


def admissibility_empty(scenario: Scenario) -> Iterator[Finding]:
    """Each of the six questions about a what-if has an answer."""
    for intervention in scenario.interventions:
        for field in Admissibility.model_fields:
            answer = getattr(intervention.admissibility, field)
            if isinstance(answer, str) and not answer.strip():
                yield Finding(
                    Place(FILE, intervention.admissibility.line, field),
                    f"The intervention {intervention.id} leaves {field} empty.",
                    "A what-if counts only if it says why it may be asked.",
                    f"Write a sentence into {field}.",
                )


RULES = (
    lever_on_unknown_parameter,
    lever_on_unknown_target,
    scale_asset_unclear,
    lever_on_one_side_twice,
    intervention_by_unknown_actor,
    size_of_nothing,
    rung_bounds_reversed,
    admissibility_empty,
)
