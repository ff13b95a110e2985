"""The smallest world in which the engine fights a battle: one field, two formations, a rear area each.

The defender holds the field; the attacker stands in it with its main effort
begun, as movement leaves a formation that entered. Both rear areas have supply
of their own, so that nobody is cut off or hungry, and are too far away to fire
across. Nobody lives there.

Numbers of a battle become those of one sector: the larger force counts
``SECTOR`` persons, the smaller in proportion. Assumption 1: a battle of armies
is many fights of the size that the engine's areas hold, alike to each other, so
that the sector's shares of loss and its outcome stand for the whole. The priors
speak of one thousand against one thousand, and laws whose exponents do not add
up to one must not be carried from thousands to hundreds of thousands (units
change). Battles smaller than a sector are fought in their own numbers.
Assumption 2: the quality of each side is unknown and drawn from the range that
scenarios give to factions without further evidence; the judged quality in
tables of battles is never read, since it was written knowing the result.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from hinge.ensemble.day_zero import initial_state
from hinge.ensemble.priors import draw_parameters, quality_sides
from hinge.ensemble.start import opening
from hinge.scenario.parameters import Fixed, Parameter
from hinge.scenario.records import (
    Area,
    Control,
    Entry,
    Faction,
    Formation,
    Head,
    Link,
    Relation,
    Side,
)
from hinge.scenario.scenario import Scenario
from hinge.scenario.table_parameters import parameter_table
from hinge.world.arrays import State, World
from hinge.world.build import build_world, new_scratch
from hinge.world.native import native
from hinge.world.params import Params, make_params, param_ids
from hinge.world.scratch import Scratch

Floats = NDArray[np.float64]

ATTACKER, DEFENDER = 0, 1  # rows of sides and formations
FIELD, ATTACKERS_REAR, DEFENDERS_REAR = 0, 1, 2  # rows of areas
SECTOR = (
    5000.0  # persons of the larger side; two areas' worth of formations in the reference scenario
)
QUALITY_LOW, QUALITY_HIGH = (
    0.3,
    0.7,
)  # the range of an ordinary army or militia in scenarios; judgement
WIDE = 100.0  # thousands; frontage of the field, which never binds
FAR = 20.0  # km to the rear areas, beyond every draw of combat.front_km
PLENTY = 10_000.0  # tonnes a day into each rear area
DAY = dt.date(2000, 1, 1)  # any date; nothing in this world is dated
SIDES = ("attacker", "defender")


@dataclass(frozen=True)
class Arena:
    """What all draws share: the world, the parameter table and its drawn values (draws, parameters)."""

    scenario: Scenario
    world: World
    ids: tuple[str, ...]
    values: Floats
    seed: int

    def ready(self, draw: int, settings: dict[str, float] | None = None) -> Fighters:
        """Return the state, working space and parameters of one draw, as compiled code takes them.

        ``settings``: fields of ``Params`` given another value, for tests and what-ifs.
        """
        begin = opening(self.scenario, self.world, DAY, self.ids)
        state = initial_state(begin, self.values[draw], self.seed, draw)
        params = make_params(param_ids(self.scenario), self.ids, self.values[draw])
        if settings:
            params = params._replace(**cast("dict[str, Any]", settings))
        return Fighters(
            native(self.world), native(state), native(new_scratch(self.world)), native(params)
        )

    def drawn(self, draw: int, name: str) -> float:
        """Return the drawn value of a parameter."""
        return float(self.values[draw, self.ids.index(name)])

    def quality(self, draw: int) -> Floats:
        """Return the drawn quality of both sides (2,)."""
        return np.array([self.drawn(draw, f"factions.{side}.quality") for side in SIDES])


@dataclass(frozen=True)
class Fighters:
    """The groups of one draw in the form that compiled functions take."""

    world: World
    state: State
    scratch: Scratch
    params: Params


def sector(attackers: Floats, defenders: Floats) -> tuple[Floats, Floats]:
    """Return both strengths (n,) scaled so that the larger is at most ``SECTOR``, in whole persons."""
    scale = np.minimum(1.0, SECTOR / np.maximum(attackers, defenders))
    return (
        np.maximum(1.0, np.floor(attackers * scale + 0.5)),
        np.maximum(1.0, np.floor(defenders * scale + 0.5)),
    )


def arena(draws: int, seed: int, extra: tuple[Parameter, ...] = ()) -> Arena:
    """Return the world with ``draws`` draws from the shipped priors and ``extra``, keyed by ``seed``."""
    scenario = _scenario(extra)
    table = parameter_table(scenario)
    values = draw_parameters(table, quality_sides(scenario), seed, draws)
    return Arena(
        scenario=scenario,
        world=build_world(scenario, DAY),
        ids=tuple(parameter.id for parameter in table),
        values=values,
        seed=seed,
    )


def _scenario(extra: tuple[Parameter, ...]) -> Scenario:
    """Return the campaign of one battle."""
    attacker, defender = SIDES
    names = ("field", "attackers_rear", "defenders_rear")
    holders = (defender, attacker, defender)
    return Scenario(
        head=Head(
            schema=1,
            id="one-battle",
            title="One battle",
            start=DAY,
            assessment_date=DAY,
            horizon=dt.date(2000, 12, 31),
            snapshots=(DAY,),
            sides=tuple(Side(id=side, name=side, short=side) for side in SIDES),
            relations=(Relation(a=attacker, b=defender, stance="hostile"),),
        ),
        areas=tuple(_area(name, number) for number, name in enumerate(names)),
        links=tuple(
            Link(a=names[FIELD], b=rear, kind="road", km=FAR)
            for rear in (names[ATTACKERS_REAR], names[DEFENDERS_REAR])
        ),
        control=(
            Control(date=DAY, area=names[FIELD], controller=defender, contested_by=attacker),
            *(
                Control(date=DAY, area=name, controller=holder)
                for name, holder in zip(names[1:], holders[1:], strict=True)
            ),
        ),
        factions=tuple(_faction(side) for side in SIDES),
        coalitions=(),
        formations=tuple(
            Formation(id=f"{side}s", faction=side, area=names[FIELD], kind="line", weight=1.0)
            for side in SIDES
        ),
        facilities=(),
        entries=tuple(
            Entry(
                area=name,
                side=holder,
                capacity_low=PLENTY,
                capacity_best=PLENTY,
                capacity_high=PLENTY,
                dependence=0.0,
            )
            for name, holder in zip(names[1:], holders[1:], strict=True)
        ),
        sponsors=(),
        strike_assets=(),
        events=(),
        regions=(),
        parameters=(
            Parameter(
                id="population.nobody",
                value=1.0,
                unit="factor",
                spread=Fixed(kind="fixed"),
                status="judgement",
                about="campaign",
                source="convention: nobody lives on the field",
                meaning="civilians on the field",
            ),
            *extra,
        ),
        interventions=(),
        claim_files=(),
        observations=(),
        outcomes=(),
        digest="",
        folder="",
    )


def _area(name: str, number: int) -> Area:
    """Return an empty, open area; the field's terrain is set battle by battle."""
    return Area(
        id=name,
        name=name,
        lat=0.0,
        lon=0.2 * number,
        terrain="open",
        frontage=WIDE,
        population=0,
        population_group="nobody",
    )


def _faction(side: str) -> Faction:
    """Return the one army of a side; its strength is set battle by battle."""
    return Faction(
        id=side,
        name=side,
        side=side,
        strength_low=SECTOR,
        strength_best=SECTOR,
        strength_high=SECTOR,
        quality_low=QUALITY_LOW,
        quality_high=QUALITY_HIGH,
        strength_basis="judgement",
    )
