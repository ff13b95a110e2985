"""Tiny campaigns for tests of the world and the engine: a few areas, a few formations, numbers by hand.

``campaign`` makes a scenario from short tables; ``Small`` holds what the kernel
works on, built from it as a run would build it, with parameters at their best
estimates. Everything is plain Python here (see ``plain``).
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from hinge.scenario.interventions import Admissibility, Intervention
from hinge.scenario.parameters import Fixed, Parameter
from hinge.scenario.records import (
    Area,
    Control,
    Entry,
    Event,
    Facility,
    Faction,
    Formation,
    Head,
    Link,
    Region,
    Relation,
    Side,
    Sponsor,
    StrikeAsset,
)
from hinge.scenario.scenario import Scenario
from hinge.scenario.series import series_names
from hinge.scenario.table_parameters import parameter_table
from plain import plain

arrays = plain("hinge.world.arrays")
build = plain("hinge.world.build")
params_of = plain("hinge.world.params")
sampling = plain("hinge.draws.sampling")
LINK_KINDS = plain("hinge.world.codes").LINK_KINDS

START = dt.date(2000, 1, 1)
HORIZON = dt.date(2000, 12, 31)
KEY = sampling.StreamKey(7, 0, 0)
NOWHERE = -1
WHY = Admissibility(
    clarity="x",
    cotenability="x",
    minimal_rewrite="x",
    theory="x",
    statistics="x",
    projectability="x",
)


@dataclass(frozen=True)
class Unit:
    """A formation with its persons; its faction is named after its side unless said otherwise."""

    id: str
    side: str
    area: str
    persons: float = 1000.0
    reserve: bool = False
    faction: str = ""
    quality: float = 1.0


def _faction(name: str, side: str) -> Faction:
    return Faction(
        id=name, name=name, side=side, strength_low=500, strength_best=1000, strength_high=2000,
        quality_low=1.0, quality_high=1.0, strength_basis="judgement", true_on=START,
    )  # fmt: skip


def _area(name: str, number: int, extra: Mapping[str, Any]) -> Area:
    given = {"terrain": "open", "frontage": 5.0, "population": 0, "lat": 0.0, "lon": 0.1 * number}
    return Area(id=name, name=name, population_group="all", **(given | dict(extra)))


def _priors(scenario_ids: Sequence[str], assets: Sequence[StrikeAsset]) -> list[Parameter]:
    """Parameters that a scenario must bring itself: nothing cuts or resumes, nobody is harmed."""
    values = {"population.all": 1.0} | {asset.harm: 1.0 for asset in assets if asset.harm}
    for name in scenario_ids:
        values |= {f"sponsors.{name}.cut_hazard": 0.0, f"sponsors.{name}.resume_hazard": 0.0}
    return [
        Parameter(
            id=name, value=value, unit="x", spread=Fixed(kind="fixed"), status="judgement",
            about="campaign",
        )
        for name, value in values.items()
    ]  # fmt: skip


def asset(
    name: str, side: str, target: str = "front", tempo: float = 10.0, **extra: Any
) -> StrikeAsset:
    """Return a strike asset that fires ``tempo`` times a day, from wherever it is."""
    given = {
        "cause": "indirect_fire", "tempo_low": tempo, "tempo_best": tempo, "tempo_high": tempo,
        "tempo_unit": "salvos/day", "tempo_basis": "judgement", "theatre_share": 1.0,
        "available": True, "harm": f"harm.{name}", "operator": side, "base": "x",
    }  # fmt: skip
    return StrikeAsset(id=name, name=name, side=side, target=target, **(given | extra))


def campaign(
    holds: Mapping[str, str],
    links: Sequence[tuple[Any, ...]],
    *,
    units: Sequence[Unit] = (),
    areas: Mapping[str, Mapping[str, Any]] | None = None,
    entries: Mapping[str, float] | None = None,
    regions: Mapping[str, tuple[str, str]] | None = None,
    hostile: Sequence[tuple[str, str]] = (("red", "blue"),),
    allied: Sequence[tuple[str, str]] = (),
    sides: Sequence[str] = ("red", "blue"),
    assets: Sequence[StrikeAsset] = (),
    sponsors: Mapping[str, str] | None = None,
    depots: Sequence[tuple[str, str]] = (),
    events: Sequence[Event] = (),
    levers: Sequence[Any] = (),
) -> Scenario:
    """Return a scenario: ``holds`` area -> side ("" = nobody), ``links`` (a, b, kind, km, overlooked_by...).

    ``entries``: area -> tonnes a day, of whoever holds it; ``regions``: name ->
    (areas by spaces, watching sides by spaces); ``sponsors``: name -> entry area.
    """
    factions = {side: side for side in sides} | {u.faction: u.side for u in units if u.faction}
    supplied, backers = entries or {}, sponsors or {}
    pulled = ()
    if levers:
        given = tuple(levers)
        pulled = (Intervention(id="pulled", title="x", says="x", levers=given, admissibility=WHY),)
    return Scenario(
        head=Head(
            schema=1, id="tiny", title="Tiny", start=START, assessment_date=START, horizon=HORIZON,
            snapshots=(START,), sides=tuple(Side(id=s, name=s, short=s[:12]) for s in sides),
            relations=tuple(Relation(a=a, b=b, stance="hostile") for a, b in hostile)
            + tuple(Relation(a=a, b=b, stance="allied") for a, b in allied),
        ),
        areas=tuple(_area(a, n, (areas or {}).get(a, {})) for n, a in enumerate(holds)),
        links=tuple(
            Link(a=a, b=b, kind=kind, km=km, overlooked_by=tuple(over)) for a, b, kind, km, *over in links
        ),
        control=tuple(Control(date=START, area=a, controller=side) for a, side in holds.items()),
        factions=tuple(_faction(name, side) for name, side in factions.items()),
        coalitions=(),
        formations=tuple(
            Formation(
                id=u.id, faction=u.faction or u.side, area=u.area, kind="line", weight=1.0,
                reserve=u.reserve,
            )
            for u in units
        ),
        facilities=tuple(
            Facility(id=f"depot_{n}", faction=who, area=a, kind="depot") for n, (who, a) in enumerate(depots)
        ),
        entries=tuple(
            Entry(
                area=a, side=holds[a], capacity_low=tonnes, capacity_best=tonnes,
                capacity_high=tonnes, dependence=1.0 if a in backers.values() else 0.0,
            )
            for a, tonnes in supplied.items()
        ),
        sponsors=tuple(
            Sponsor(id=name, name=name, supports=(holds[at],), entries=(at,)) for name, at in backers.items()
        ),
        strike_assets=tuple(assets),
        events=tuple(events),
        regions=tuple(
            Region(id=name, name=name, areas=tuple(a.split()), watch=tuple(w.split()), harm=True)
            for name, (a, w) in (regions or {}).items()
        ),
        parameters=tuple(_priors(list(backers), assets)),
        interventions=pulled, claim_files=(), observations=(), outcomes=(), digest="", folder="",
        pulled=pulled,
    )  # fmt: skip


@dataclass
class Small:
    """A world with its state, working space, parameters and row numbers by name."""

    scenario: Scenario
    world: Any
    state: Any
    scratch: Any
    params: Any
    area: dict[str, int]
    side: dict[str, int]
    unit: dict[str, int]
    link: dict[frozenset[str], int]
    series: dict[str, int]

    def set(self, **values: Any) -> "Small":
        """Give parameters other values; fields of ``Params`` by name."""
        self.params = self.params._replace(**values)
        return self

    def throughput(self, **kinds: float) -> "Small":
        """Give kinds of link another throughput, tonnes a day."""
        for kind, tonnes in kinds.items():
            self.params.throughput[LINK_KINDS.index(kind)] = tonnes
        return self

    def fight(self, *names: str) -> "Small":
        """Mark areas as contested, with fighting since day 0."""
        for name in names:
            self.state.ground.contested[self.area[name]] = 1
            self.state.ground.battle_since[self.area[name]] = 0
        return self

    def effort(self, unit: str, objective: str) -> "Small":
        """Let a unit be on its command's main effort against an area since day 0."""
        f, a = self.unit[unit], self.area[objective]
        k = int(self.world.actors.formation_faction[f])
        self.state.forces.effort[f] = 1
        self.state.forces.task[f] = k
        self.state.forces.goal[f] = a
        self.state.commands.objective[k] = a
        self.state.commands.since[k] = 0
        self.state.commands.staked[k] += self.state.forces.strength[f]
        return self

    def survey(self) -> "Small":
        """Look at supply as the day before the first would."""
        plain("hinge.engine.supply").survey(self.world, self.state, self.scratch, self.params)
        return self

    def run(self, last: int, first: int = 0, replication: int = 0, seed: int = 7) -> Any:
        """Run days and return their records."""
        out = build.new_records(self.scenario, self.world, last)
        key = sampling.StreamKey(seed, 0, replication)
        run = plain("hinge.engine.day").run_days
        run(self.world, self.state, self.scratch, self.params, key, first, last, out)
        return out


def small(
    holds: Mapping[str, str],
    links: Sequence[tuple[Any, ...]],
    *,
    units: Sequence[Unit] = (),
    **more: Any,
) -> Small:
    """Return a tiny world ready to run; arguments as for ``campaign``."""
    scenario = campaign(holds, links, units=units, **more)
    world = build.build_world(scenario, START)
    table = parameter_table(scenario)
    ids = [parameter.id for parameter in table]
    values = np.array([parameter.value for parameter in table])
    area = {row.id: n for n, row in enumerate(scenario.areas)}
    side = {row.id: n for n, row in enumerate(scenario.head.sides)}
    made = Small(
        scenario=scenario,
        world=world,
        state=_state(scenario, world, units, area),
        scratch=build.new_scratch(world),
        params=params_of.make_params(params_of.param_ids(scenario), ids, values),
        area=area,
        side=side,
        unit={u.id: n for n, u in enumerate(units)},
        link={frozenset((link.a, link.b)): n for n, link in enumerate(scenario.links)},
        series={name: n for n, name in enumerate(series_names(scenario))},
    )
    for name, row in area.items():
        there = {u.side for u in units if u.area == name and u.persons > 0}
        made.state.ground.contested[row] = int(len(there) > 1)
    return made


def _state(scenario: Scenario, world: Any, units: Sequence[Unit], area: Mapping[str, int]) -> Any:
    """Return day 0 with the given persons, full cohesion, no stocks and no belief about the enemy."""
    number, areas, sides = len(units), len(area), len(scenario.head.sides)
    opening = plain("hinge.ensemble.start").opening(scenario, world, START, [])
    strength = np.array([u.persons for u in units], dtype=np.float64)
    whole = {name: np.full(number, NOWHERE) for name in ("goal", "road", "task")}
    zeros = {
        name: np.zeros(number)
        for name in arrays.Forces._fields
        if name not in {"area", "effort", "strength", "full", "quality", "cohesion", *whole}
    }
    forces = arrays.Forces(
        area=np.array([area[u.area] for u in units], dtype=np.int64),
        effort=np.zeros(number, dtype=np.int64),
        strength=strength,
        full=strength.copy(),
        quality=np.array([u.quality for u in units], dtype=np.float64),
        cohesion=np.ones(number),
        **whole,
        **zeros,
    )
    state = plain("hinge.ensemble.day_zero").initial_state(opening, np.zeros(0), 1, 0)
    people = np.array([row.population for row in scenario.areas], dtype=np.float64)
    state.people.residents[:] = people
    state.commands.seen[:] = np.zeros((sides, areas))
    return state._replace(forces=forces)
