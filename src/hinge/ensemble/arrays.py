"""What one block of results holds: four arrays, their names, dimensions, types and units."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from hinge.ensemble.design import Arm
from hinge.ensemble.lineage import Lineage
from hinge.scenario.parameters import Parameter
from hinge.world.codes import SIEGE_STATES

FIELDS = ("control", "contested", "siege", "value")
COORDINATES = ("replication", "draw", "day")  # stored as integers; other names are attributes
ANCESTOR = "ancestor"  # a coordinate more in conditioned arms: the particle that a path begins with
DTYPES = {"control": "int8", "contested": "int8", "siege": "int8", "value": "float32"}
DIMS = {
    "control": ("replication", "day", "area"),
    "contested": ("replication", "day", "area"),
    "siege": ("replication", "day", "watch"),
    "value": ("replication", "day", "series"),
}


def attributes(field: str, sides: tuple[str, ...]) -> dict[str, Any]:
    """Return what a stored field says of itself: meaning, unit, and the words behind its codes."""
    about: dict[str, dict[str, Any]] = {
        "control": {
            "long_name": "side that holds the area",
            "units": "1",
            "flag_values": list(range(-1, len(sides))),
            "flag_meanings": " ".join(("nobody", *sides)),
        },
        "contested": {
            "long_name": "opposed formations are both present",
            "units": "1",
            "flag_values": [0, 1],
            "flag_meanings": "no yes",
        },
        "siege": {
            "long_name": "state of the ways into the region for the side",
            "units": "1",
            "flag_values": list(range(len(SIEGE_STATES))),
            "flag_meanings": " ".join(SIEGE_STATES),
        },
        "value": {"long_name": "recorded series", "units": "by series: coordinate unit"},
    }
    return about[field]


@dataclass(frozen=True)
class Layout:
    """Names along the dimensions of the results; the same for every arm of a run.

    ``sides`` (S,), ``areas`` (A,), ``watches`` (W,) named region.side, ``series``
    with ``units``, one for each.
    """

    sides: tuple[str, ...]
    areas: tuple[str, ...]
    watches: tuple[str, ...]
    series: tuple[str, ...]
    units: tuple[str, ...]

    def shape(self, field: str, replications: int, days: int) -> tuple[int, int, int]:
        """Return the shape of a field for ``replications`` and days 0 to ``days``."""
        last = {
            "area": len(self.areas),
            "watch": len(self.watches),
            "series": len(self.series),
        }
        return replications, days + 1, last[DIMS[field][2]]


@dataclass(frozen=True)
class Block:
    """Results of consecutive replications of one arm; day 0 is the start.

    ``control`` (R, days + 1, A) int8: index of the side that holds the area, -1 nobody.
    ``contested`` (R, days + 1, A) int8: 1 while opposed formations are both present.
    ``siege`` (R, days + 1, W) int8: 0 open, 1 insecure, 2 closed by fire, 3 closed.
    ``value`` (R, days + 1, series) float32: the recorded series, in the units of the layout.
    """

    control: NDArray[np.int8]
    contested: NDArray[np.int8]
    siege: NDArray[np.int8]
    value: NDArray[np.float32]

    def field(self, name: str) -> NDArray[Any]:
        """Return the array of that name."""
        found: NDArray[Any] = getattr(self, name)
        return found

    def check(self, layout: Layout, replications: int, days: int) -> None:
        """Raise ValueError where a shape or type is not the one that the layout asks for."""
        for name in FIELDS:
            array = self.field(name)
            wanted = layout.shape(name, replications, days)
            if array.shape != wanted or array.dtype != np.dtype(DTYPES[name]):
                raise ValueError(
                    f"{name} is {array.dtype} {array.shape}, expected {DTYPES[name]} {wanted}"
                )


@dataclass(frozen=True)
class Stretch:
    """What R particles of the filter show on some days, and how they stand at the end of the last.

    ``siege`` (R, days, W) int8 and ``value`` (R, days, series asked for) float32 as
    in a block; ``states`` (R), or none where they were not to be kept.
    """

    siege: NDArray[np.int8]
    value: NDArray[np.float32]
    states: list[object]


class Simulator(Protocol):
    """Runs replications of an arm; called from several threads at once.

    The result may depend on the arm and on each replication's number or path, and
    on nothing else: not on the order of calls, nor on what is called together.
    """

    def __call__(
        self, arm: Arm, replications: NDArray[np.int64], lineage: Lineage | None = None, /
    ) -> Block:
        """Return the results of the replications of these numbers, in their order.

        ``lineage``: their paths, row by row, where the arm is conditioned; draw and
        noise then follow the path. Two paths with the same numbers up to a
        stage's end are the same campaign up to it.
        """
        ...

    def advance(
        self,
        arm: Arm,
        particles: NDArray[np.int64],
        before: Sequence[object],
        days: tuple[int, int],
        series: NDArray[np.int64],
        *,
        keep: bool,
    ) -> Stretch:
        """Run particles of an arm from the first to the last of ``days``, with the noise of their numbers.

        ``before`` (R): their states, none of which is changed, or None for day 0 of
        the number's own draw; ``series``: columns to read; ``keep``: return states.
        A path run so in stretches is the replication that ``__call__`` gives.
        """
        ...


@dataclass(frozen=True)
class Prepared:
    """What a run needs besides its design; ``values`` (draws, parameters) as without intervention.

    ``moves``: formations that do not stand where the tables place them, in words;
    ``given``: values were handed over and not drawn from the spreads.
    """

    layout: Layout
    parameters: tuple[Parameter, ...]
    values: NDArray[np.float64]
    simulator: Simulator
    moves: tuple[str, ...] = ()
    given: bool = False
