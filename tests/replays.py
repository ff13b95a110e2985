"""Whole replications of shipped scenarios, day by day: for invariants, playthroughs and comparisons.

``Replay`` prepares an arm once; ``days`` runs one replication and stops after
every day, so that a test can look at the state itself. Plain Python, or
compiled where asked.
"""

import datetime as dt
import hashlib
import importlib
from collections.abc import Iterator
from dataclasses import replace
from types import ModuleType
from typing import Any

import pytest

from builders import WHY
from hinge.scenario.interventions import Intervention
from hinge.scenario.load import load
from hinge.scenario.scenario import Scenario
from hinge.scenario.table_parameters import parameter_table
from plain import plain


def refuse_stale_cache() -> None:
    """Fail where cached code is of other sources: Numba does not notice a changed callee."""
    from hinge.cli.compiling import _stamp

    stamp = _stamp()
    if stamp is not None and not stamp.is_file() and any(stamp.parent.glob("*.nbi")):
        pytest.fail("The compiled engine is of other sources: run `hinge compile` first.")


def pull(scenario: Scenario, *levers: Any) -> Scenario:
    """Return the scenario with levers pulled that no file names."""
    made = Intervention(id="pulled", title="x", says="x", levers=tuple(levers), admissibility=WHY)
    return replace(scenario, pulled=(made,))


class Replay:
    """One arm of a scenario, ready to run replications of any draw."""

    def __init__(
        self,
        scenario: Scenario | str,
        start: dt.date | None = None,
        *,
        draws: int = 8,
        seed: int = 1,
        compiled: bool = False,
    ) -> None:
        get = importlib.import_module if compiled else plain
        if compiled:
            refuse_stale_cache()
        self.scenario = load(scenario) if isinstance(scenario, str) else scenario
        self.start = start or self.scenario.head.assessment_date
        self.seed = seed
        self._get = get
        self._run = get("hinge.engine.day").run_days
        self._native = get("hinge.world.native").native
        self._key = get("hinge.draws.sampling").StreamKey
        self._zero = get("hinge.ensemble.day_zero")
        self._params = get("hinge.world.params")
        self._build = get("hinge.world.build")
        self.world = self._build.build_world(self.scenario, self.start)
        self._ready = self._native(self.world)
        table = parameter_table(self.scenario)
        self.ids = [parameter.id for parameter in table]
        priors = get("hinge.ensemble.priors")
        sides = priors.quality_sides(self.scenario)
        self.values = priors.draw_parameters(table, sides, seed, draws, self.scenario.pulled)
        opening = get("hinge.ensemble.start").opening
        self.begin = opening(self.scenario, self.world, self.start, self.ids)
        self._scratch = self._native(self._build.new_scratch(self.world))

    def module(self, name: str) -> ModuleType:
        """Return a module in the form in which this replay runs."""
        return self._get(name)

    def state(self, draw: int = 0) -> Any:
        """Return day 0 of a parameter draw."""
        return self._zero.initial_state(self.begin, self.values[draw], self.seed, draw)

    def run(
        self, last: int, draw: int = 0, replicate: int = 0, *, state: Any = None, first: int = 0
    ) -> Any:
        """Run ``first`` to ``last`` on ``state`` (day 0 of the draw if none) and return the records."""
        state = self.state(draw) if state is None else state
        out = self._build.new_records(self.scenario, self.world, last)
        names = self._params.param_ids(self.scenario)
        params = self._params.make_params(names, self.ids, self.values[draw])
        key = self._key(self.seed, 0, 64 * draw + replicate)
        self._run(
            self._ready,
            self._native(state),
            self._scratch,
            self._native(params),
            key,
            first,
            last,
            self._native(out),
        )
        return out

    def days(self, last: int, draw: int = 0, replicate: int = 0) -> Iterator[tuple[int, Any]]:
        """Yield (day, state) after each day; the state is the same object, changed in place."""
        state = self.state(draw)
        for day in range(last + 1):
            self.run(day, draw, replicate, state=state, first=day)
            yield day, state


def digest(records: Any) -> str:
    """Return the SHA-256 over all arrays of a record."""
    sha = hashlib.sha256()
    for array in records:
        sha.update(str(array.dtype).encode())
        sha.update(array.tobytes())
    return sha.hexdigest()
