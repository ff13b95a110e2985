"""How arrays reach the compiled kernel: by pointer, one small object for each group.

The groups of ``arrays.py`` are NamedTuples, which plain Python, tests and
debuggers read. Passed to compiled functions as they are, each call would carry
some two hundred arrays by value; an engine passed that way had not compiled
after eight minutes (see docs/decisions). So compiled code receives a StructRef
with the same fields: the same memory under the same names. With compilation off,
``native`` gives back what it was given.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from numba.experimental import structref

from hinge.draws.compiled import JIT, compiled
from hinge.world import arrays, choices, scratch, watched
from hinge.world.params import Params
from hinge.world.structs import (
    ActorsRef,
    ActorsType,
    CommandsRef,
    CommandsType,
    FlowsRef,
    FlowsType,
    ForcesRef,
    ForcesType,
    GroundRef,
    GroundType,
    MapRef,
    MapType,
    ParamsRef,
    ParamsType,
    PeopleRef,
    PeopleType,
    PlanRef,
    PlanType,
    PoliticsRef,
    PoliticsType,
    RecordsRef,
    RecordsType,
    ScratchRef,
    ScratchType,
    SitesRef,
    SitesType,
    StateRef,
    StateType,
    WatchRef,
    WatchType,
    WorldRef,
    WorldType,
)

T = TypeVar("T")

_GROUPS: tuple[tuple[type[Any], type[Any], type[Any]], ...] = (
    (arrays.Map, MapRef, MapType),
    (arrays.Actors, ActorsRef, ActorsType),
    (arrays.Plan, PlanRef, PlanType),
    (watched.Watch, WatchRef, WatchType),
    (arrays.World, WorldRef, WorldType),
    (arrays.Ground, GroundRef, GroundType),
    (arrays.Forces, ForcesRef, ForcesType),
    (arrays.People, PeopleRef, PeopleType),
    (arrays.Flows, FlowsRef, FlowsType),
    (choices.Politics, PoliticsRef, PoliticsType),
    (choices.Commands, CommandsRef, CommandsType),
    (choices.Sites, SitesRef, SitesType),
    (arrays.State, StateRef, StateType),
    (scratch.Scratch, ScratchRef, ScratchType),
    (Params, ParamsRef, ParamsType),
    (arrays.Records, RecordsRef, RecordsType),
)
for _plain, _ref, _type in _GROUPS:
    structref.define_boxing(_type, _ref)
    structref.define_attributes(_type)
    structref.define_constructor(_ref, _type, list(_plain._fields))


@compiled
def _new_map(t: Any) -> Any:
    return MapRef(*t)


@compiled
def _new_actors(t: Any) -> Any:
    return ActorsRef(*t)


@compiled
def _new_plan(t: Any) -> Any:
    return PlanRef(*t)


@compiled
def _new_watch(t: Any) -> Any:
    return WatchRef(*t)


@compiled
def _new_world(t: Any) -> Any:
    return WorldRef(*t)


@compiled
def _new_ground(t: Any) -> Any:
    return GroundRef(*t)


@compiled
def _new_forces(t: Any) -> Any:
    return ForcesRef(*t)


@compiled
def _new_people(t: Any) -> Any:
    return PeopleRef(*t)


@compiled
def _new_flows(t: Any) -> Any:
    return FlowsRef(*t)


@compiled
def _new_politics(t: Any) -> Any:
    return PoliticsRef(*t)


@compiled
def _new_commands(t: Any) -> Any:
    return CommandsRef(*t)


@compiled
def _new_sites(t: Any) -> Any:
    return SitesRef(*t)


@compiled
def _new_state(t: Any) -> Any:
    return StateRef(*t)


@compiled
def _new_scratch(t: Any) -> Any:
    return ScratchRef(*t)


@compiled
def _new_params(t: Any) -> Any:
    return ParamsRef(*t)


@compiled
def _new_records(t: Any) -> Any:
    return RecordsRef(*t)


_MAKE: dict[type[Any], Callable[[Any], Any]] = {
    arrays.Map: _new_map,
    arrays.Actors: _new_actors,
    arrays.Plan: _new_plan,
    watched.Watch: _new_watch,
    arrays.World: _new_world,
    arrays.Ground: _new_ground,
    arrays.Forces: _new_forces,
    arrays.People: _new_people,
    arrays.Flows: _new_flows,
    choices.Politics: _new_politics,
    choices.Commands: _new_commands,
    choices.Sites: _new_sites,
    arrays.State: _new_state,
    scratch.Scratch: _new_scratch,
    Params: _new_params,
    arrays.Records: _new_records,
}


def native(group: T) -> T:
    """Return ``group`` in the form that compiled functions take; it shares the group's arrays."""
    if not JIT:
        return group
    if type(group) not in _MAKE:
        return group
    fields = [native(field) for field in group]  # type: ignore[attr-defined]  # a NamedTuple
    made: T = _MAKE[type(group)](tuple(fields))
    return made
