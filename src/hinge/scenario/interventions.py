"""Interventions: typed operations on levers, with dates and the six admissibility fields."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from hinge.scenario.fields import Day, Id, Record, Share, Text
from hinge.scenario.records import Stance


class SetParameter(Record):
    """Set a parameter to a value in every draw, for the whole run."""

    lever: Literal["set_parameter"]
    parameter: str
    value: float


class ScaleParameter(Record):
    """Multiply a parameter by a factor in every draw, for the whole run."""

    lever: Literal["scale_parameter"]
    parameter: str
    factor: Annotated[float, Field(ge=0)]


class Dated(Record):
    """A lever that works from one date to another (both included; open ends: the whole run)."""

    from_: Day | None = Field(default=None, alias="from")
    to: Day | None = None


class DropEvent(Record):
    """Take a dated event's effect away."""

    lever: Literal["drop_event"]
    event: Id


class ShiftEvent(Record):
    """Move a dated event by days."""

    lever: Literal["shift_event"]
    event: Id
    days: Annotated[int, Field(ge=-365, le=365)]


class ScaleAsset(Dated):
    """Multiply a strike asset's tempo; factor 0 disables it; ``tempo`` instead gives one to an unused asset."""

    lever: Literal["scale_asset"]
    asset: Id
    factor: Annotated[float, Field(ge=0, le=100)] | None = None
    tempo: Annotated[float, Field(ge=0, le=1000)] | None = None


class ScaleFaction(Dated):
    """Scale the fighting strength that a faction brings to bear; 0 holds it out of the campaign."""

    lever: Literal["scale_faction"]
    faction: Id
    factor: Annotated[float, Field(ge=0, le=10)]


class ForbidObjective(Dated):
    """Forbid every attack of a side's commands on an area or region."""

    lever: Literal["forbid_objective"]
    side: Id
    of: Id


class GuaranteeFlow(Dated):
    """Guarantee tonnes a day to the civilians of a region, where the side holds it, whatever the roads."""

    lever: Literal["guarantee_flow"]
    region: Id
    side: Id
    tonnes: Annotated[float, Field(ge=0, le=100_000)]


class ScaleEntry(Dated):
    """Multiply what an entry lets through; 0 closes it."""

    lever: Literal["scale_entry"]
    entry: Id
    factor: Annotated[float, Field(ge=0, le=10)]


class FixSupport(Dated):
    """Hold a sponsor's support at a level."""

    lever: Literal["fix_support"]
    sponsor: Id
    level: Share


class FixRelation(Dated):
    """Fix how two sides stand to each other."""

    lever: Literal["fix_relation"]
    a: Id
    b: Id
    stance: Stance


class Truce(Dated):
    """No attacks, strikes or fire between two sides in the given dates; ``share``: of each day."""

    lever: Literal["truce"]
    a: Id
    b: Id
    share: Share = 1.0


Option = Literal[
    "main_effort", "all_in", "probe", "forward", "join", "leave", "deal", "joint_command"
]


class SetBelief(Dated):
    """Set the hazard per day with which a sponsor's clients expect it to cut its support; support itself stays."""

    lever: Literal["set_belief"]
    sponsor: Id
    hazard: Annotated[float, Field(ge=0, le=1)]


class ForbidOption(Dated):
    """Forbid an option to every command of a side."""

    lever: Literal["forbid_option"]
    side: Id
    option: Option


class WithholdReserves(Dated):
    """Keep a share of a side's reserves out of every effort."""

    lever: Literal["withhold_reserves"]
    side: Id
    share: Share


class CapFlow(Dated):
    """Let at most so many tonnes a day be asked for in a region by the side that holds it."""

    lever: Literal["cap_flow"]
    region: Id
    side: Id
    tonnes: Annotated[float, Field(ge=0, le=100_000)]


class BoundRung(Dated):
    """Hold a sponsor's rung within bounds: 0 restrained, 1 usual, 2 intensified, 3 own forces."""

    lever: Literal["bound_rung"]
    sponsor: Id
    least: Annotated[int, Field(ge=0, le=3)] = 0
    most: Annotated[int, Field(ge=0, le=3)] = 3


class MoveFacility(Dated):
    """Place a facility in an area, and keep it there."""

    lever: Literal["move_facility"]
    facility: Id
    area: Id


class Redirect(Dated):
    """Let a sponsor draw its clients away; whether they follow stays their choice."""

    lever: Literal["redirect"]
    sponsor: Id


class SetListed(Dated):
    """Let others treat a faction as on a list of banned organisations (1) or not (0), or in between."""

    lever: Literal["set_listed"]
    faction: Id
    listed: Share


Lever = Annotated[
    SetParameter
    | ScaleParameter
    | DropEvent
    | ShiftEvent
    | ScaleAsset
    | ScaleFaction
    | ForbidObjective
    | GuaranteeFlow
    | ScaleEntry
    | FixSupport
    | FixRelation
    | Truce
    | SetBelief
    | ForbidOption
    | WithholdReserves
    | CapFlow
    | BoundRung
    | MoveFacility
    | Redirect
    | SetListed,
    Field(discriminator="lever"),
]


class Admissibility(Record):
    """Why the what-if may be asked (Tetlock and Belkin 1996); every field is required."""

    clarity: Text
    cotenability: Text
    minimal_rewrite: Text
    theory: Text
    statistics: Text
    projectability: Text


class Intervention(Record):
    """A named what-if: levers that are pulled, and why the question is a fair one.

    ``actor``: the side or sponsor that would have to choose it; empty: nobody alone.
    ``sized``: the field of its levers that ``size`` sets (``adjust.py``); empty: it has no size.
    """

    id: Id
    title: Text
    actor: Id | Literal[""] = ""
    says: Text
    levers: tuple[Lever, ...]
    sized: Literal["", "factor", "tempo", "level", "tonnes", "share", "hazard", "value", "most"] = (
        ""
    )
    admissibility: Admissibility
