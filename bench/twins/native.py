"""Build the C twin in a folder of its own and call it."""

from __future__ import annotations

import ctypes
import shutil
import subprocess
from pathlib import Path
from typing import Any

import numpy as np

from twins.objects import SERIES, History

SOURCE = Path(__file__).with_name("twin.c")
FLAGS = ("-O3", "-march=native", "-ffp-contract=off", "-std=c11", "-shared", "-fPIC")
PARAMS = (
    "decision_interval", "rationality", "odds_slope", "loss_weight", "look_ahead", "people_weight",
    "cut_weight", "tolerance", "probe_patience", "probe_intensity",
    "soldier_food", "soldier_hold", "soldier_fight", "food_target", "stock_target", "ration_below",
    "fire_strength", "fire_reach", "fire_floor", "fire_seen",
    "deficit_power", "loss_rate", "enemy_power", "own_power", "quiet", "dispersion", "frailty",
    "killed_share", "daily_cap", "tenure_gain", "tenure_days", "culmination", "fatigue_rest",
    "break_base", "break_loss", "break_rate", "break_cut", "break_deficit", "break_want",
    "contagion", "recovery", "cohesion_loss", "rout_loss", "surrender",
)  # fmt: skip


class MissingCompiler(RuntimeError):
    """There is no gcc on the path, or it does not build the twin."""


def build(folder: Path) -> Any:
    """Compile the C twin into ``folder`` and return its library.

    Raises MissingCompiler where gcc is not there or fails.
    """
    gcc = shutil.which("gcc")
    if gcc is None:
        raise MissingCompiler("The C twin needs gcc, and there is none on the PATH.")
    path = folder / "twin.so"
    made = subprocess.run(
        [gcc, *FLAGS, str(SOURCE), "-o", str(path), "-lm"],
        capture_output=True,
        text=True,
        check=False,
    )
    if made.returncode:
        raise MissingCompiler(f"gcc could not build the C twin:\n{made.stderr}")
    library = ctypes.CDLL(str(path))
    library.run.restype = ctypes.c_int
    return library


class Native:
    """One replication laid out as C reads it; ``go`` runs it, ``history`` is what the last run left."""

    def __init__(self, library: Any, case: Any, seed: int, days: int) -> None:
        """Lay out a case; ``library`` as ``build`` returns it."""
        self._run, self._days = library.run, days
        self._kept = [np.ascontiguousarray(array) for array in _arrays(case)]
        sizes = (*_sizes(case), seed, case.replication)
        addresses = (array.ctypes.data for array in self._kept)
        self._setup = (ctypes.c_int64 * (len(sizes) + len(self._kept)))(*sizes, *addresses)
        numbers = [getattr(case.params, name) for name in PARAMS]
        self._numbers = (ctypes.c_double * len(PARAMS))(*numbers)
        self._held = np.zeros((days + 1, sizes[0]), dtype=np.int8)
        self._contested = np.zeros_like(self._held)
        self._series = np.zeros((days + 1, sizes[2] * len(SERIES)))
        out = (self._held, self._contested, self._series)
        self._out = [ctypes.c_void_p(array.ctypes.data) for array in out]

    def go(self) -> None:
        """Run the replication; MemoryError where C finds no memory."""
        if self._run(self._setup, self._numbers, self._days, *self._out):
            raise MemoryError("The C twin had no memory for this size.")

    def history(self) -> History:
        """Return the history of the last run."""
        return History(
            self._held.astype(np.int64), self._contested.astype(np.int64), self._series.copy()
        )


def _sizes(case: Any) -> tuple[int, ...]:
    """Return areas, links, sides, factions, formations and entries."""
    ways, actors = case.world.map, case.world.actors
    rows = (
        ways.area_key, ways.km, actors.side_key, actors.faction_key, actors.formation_key,
        actors.entry_area,
    )  # fmt: skip
    return tuple(int(array.size) for array in rows)


def _arrays(case: Any) -> tuple[Any, ...]:
    """Return the arrays of a case in the order of ``Setup`` in ``twin.c``."""
    ways, actors, start, params = case.world.map, case.world.actors, case.start, case.params
    forces = start.forces
    return (
        ways.area_key, ways.terrain, start.ground.control, start.ground.contested,
        ways.frontage, start.people.residents,
        ways.first_arc, ways.arc_to, ways.arc_link,
        ways.end_a, ways.end_b, ways.kind, ways.link_key, ways.first_over, ways.over_area,
        ways.km, ways.over_km,
        actors.side_key, start.politics.relation, actors.faction_key, actors.faction_side,
        actors.formation_key, actors.formation_faction, forces.area,
        forces.strength, forces.quality, forces.cohesion, forces.stock, forces.ammunition,
        actors.entry_area, actors.entry_side,
        params.capacity, params.road_speed, params.throughput, params.terrain,
    )  # fmt: skip
