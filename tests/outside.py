"""A tiny war with powers outside, for tests of politics: nothing happens until a test says so.

Red holds a port, a town and a pocket behind blue's hill, where no supply comes;
blue holds the hill and its rear. ``friend`` helps red through the port, ``foe``
blue through the rear; each decides on the guns of its side.
"""

import datetime as dt
from collections.abc import Sequence
from typing import Any

import numpy as np

from builders import START, Unit, asset, sampling, small
from hinge.scenario.interventions import Dated
from hinge.scenario.records import Event
from plain import plain

politics = plain("hinge.engine.politics").politics
reach = plain("hinge.engine.reach")
AREAS = {"port": "red", "town": "red", "pocket": "red", "hill": "blue", "rear": "blue"}
ROADS = [
    ("port", "town", "road", 5.0),
    ("town", "hill", "road", 5.0),
    ("hill", "pocket", "road", 5.0),
    ("hill", "rear", "road", 5.0),
]
UNITS = [
    Unit("line", "red", "town", 1000.0),
    Unit("reserve", "red", "port", 600.0, reserve=True),
    Unit("pocket", "red", "pocket", 800.0, faction="besieged"),
    Unit("hill", "blue", "hill", 2000.0),
]
FRIEND, FOE = 0, 1
RED, BLUE = 0, 1
LINE, RESERVE, POCKET, HILL = range(4)
NO_HAZARD = -50.0
STILL = {
    "raise_hazard": 0.0,
    "rung_up": NO_HAZARD,
    "rung_down": NO_HAZARD,
    "arrival_rate": 0.0,
    "replacement": 0.0,
    "front_on": 0.0,
}


def day(number: int) -> dt.date:
    """The date of a day of the run."""
    return START + dt.timedelta(days=number)


def dates(first: int, last: int) -> dict[str, dt.date]:
    """From one day of the run to another, as a lever has them."""
    return {"from": day(first), "to": day(last)}


def event(on: int, effect: str, *target: str, **more: Any) -> Event:
    """A dated event with an effect on somebody."""
    given = {"kind": "x", "text": "x", "effect": effect, "target": target, "known_on": START}
    return Event(id=effect, date=day(on), **(given | more))


def war(
    *levers: Dated,
    events: Sequence[Event] = (),
    units: Sequence[Unit] = tuple(UNITS),
    guns_from: int = 1,
    **params: float,
) -> Any:
    """The war on day 0, surveyed, with every hazard at nought but those given."""
    tiny = small(
        AREAS,
        ROADS,
        units=units,
        entries={"port": 80.0, "rear": 80.0},
        sponsors={"friend": "port", "foe": "rear"},
        assets=[
            asset("guns", "red", sponsor="friend", rung=guns_from),
            asset("mortars", "blue", sponsor="foe"),
            asset("own_guns", "red"),
        ],
        depots=[("red", "port")],
        regions={"town": ("town", "red")},
        levers=levers,
        events=events,
    )
    return tiny.set(**(STILL | params)).survey()


def turn(tiny: Any, number: int, replication: int = 0) -> Any:
    """The politics of one day, and nothing else of it."""
    key = sampling.StreamKey(7, 0, replication)
    politics(tiny.world, tiny.state, tiny.scratch, tiny.params, key, number)
    return tiny


def turns(tiny: Any, last: int, *, first: int = 1, replication: int = 0) -> Any:
    """The politics of the days ``first`` to ``last``."""
    for number in range(first, last + 1):
        turn(tiny, number, replication)
    return tiny


def hold(tiny: Any, number: int, field: str, row: int = 0) -> Any:
    """One number of politics after the given day's turn."""
    return getattr(turn(tiny, number).state.politics, field)[row]


def persons_balance(tiny: Any) -> bool:
    """Whether everybody who ever was there is somewhere, as whole persons."""
    forces = tiny.state.forces
    began = np.array([unit.persons for unit in UNITS])
    gone = forces.killed + forces.wounded + forces.captured + forces.left + forces.redirected
    there = forces.strength + gone
    whole = np.floor(forces.strength) == forces.strength
    return bool(
        (there == began + forces.arrived).all()
        and (forces.full == began + forces.arrived).all()
        and whole.all()
    )
