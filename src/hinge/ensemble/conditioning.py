"""Conditioning: a particle filter chooses the campaigns that agree with what was observed.

The arm without intervention is run with four particles for each replication that
will be stored. At the end of each day on which an observation is complete, the
particles are weighed by its likelihood; where the effective number falls under
half, they are resampled, and on the last such day down to the size of the arm,
with equal weights (bootstrap filter: Gordon, Salmond and Smith 1993). What
remains is a table of lineages. All arms of a run use it unchanged, so a twin
differs from the arm without intervention by the intervention alone.

Assumption 1: an intervention's twin carries the same evidence about parameters
and luck as the arm that was observed (abduction, then action).
Assumption 2: what the engine draws for longer than a day (beliefs by week, the
size of an event that lasts) is drawn anew for a copied particle at a stage's end.
Left out: smoothing beyond the last observation, and moves that would renew the
parameters of copies; few distinct draws show in the effective number.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import replace
from pathlib import Path

import numpy as np

from hinge.draws.elementary import log
from hinge.draws.sampling import StreamKey, uniform
from hinge.ensemble.arrays import Layout, Prepared, Simulator
from hinge.ensemble.design import BLOCK, PARTICLES, Arm, Design
from hinge.ensemble.files import write_whole
from hinge.ensemble.likelihood import Floats, likelihood, statistic
from hinge.ensemble.lineage import Filtered, Lineage, Stage
from hinge.ensemble.lineage_file import FILE, changed, read_lineage, written
from hinge.ensemble.manifest import Manifest, write_manifest
from hinge.ensemble.resampling import effective_size, placed, systematic
from hinge.ensemble.simulate import CONDITIONED_LINE
from hinge.errors import InputError, Place, Problem
from hinge.scenario.conditioning import Conditioned
from hinge.scenario.scenario import Scenario

RESAMPLE = 210  # purpose; the engine's stand below 200, those of day 0 at 200 and 202
HALF = 0.5  # share of the particles under which the effective number calls for resampling
FILTER_ARM = "conditioning"  # name of the arm that is run for the filter and not stored

Tell = Callable[[int, int], None]


class _Particles:
    """Runs particles of the arm without intervention and reads the statistics, on a pool of threads."""

    def __init__(
        self,
        simulator: Simulator,
        arm: Arm,
        layout: Layout,
        seen: tuple[Conditioned, ...],
        workers: int,
        tell: Tell | None,
    ) -> None:
        """Keep what every run of particles needs."""
        self._simulator, self._arm, self._layout = simulator, arm, layout
        self._seen, self._workers, self._tell = seen, workers, tell
        self._done = self._asked = 0

    def run(self, lineage: Lineage) -> Floats:
        """Return the statistics of each path (R, observations), whatever the number of threads."""
        number = lineage.numbers.shape[0]
        order = np.argsort(lineage.ancestor, kind="stable")  # paths of one draw together
        found = np.empty((number, len(self._seen)))
        self._asked += number
        self._say(0)
        pool = ThreadPoolExecutor(max_workers=self._workers, thread_name_prefix="hinge")
        try:
            parts = [order[first : first + BLOCK] for first in range(0, number, BLOCK)]
            waiting = {pool.submit(self._part, lineage.rows(part)): part for part in parts}
            for ready in as_completed(waiting):
                part = waiting[ready]
                found[part] = ready.result()
                self._say(part.size)
        finally:
            pool.shutdown(wait=True, cancel_futures=True)
        return found

    def _part(self, lineage: Lineage) -> Floats:
        """Return the statistics of a few paths."""
        block = self._simulator(self._arm, lineage.ancestor, lineage)
        columns = [statistic(one, block, self._layout, self._arm.start) for one in self._seen]
        return np.stack(columns, axis=1)

    def _say(self, more: int) -> None:
        """Count what is done, and tell."""
        self._done += more
        if self._tell is not None:
            self._tell(self._done, self._asked)


def filtered(
    arm: Arm,
    seen: tuple[Conditioned, ...],
    simulator: Simulator,
    layout: Layout,
    seed: int,
    *,
    workers: int | None = None,
    tell: Tell | None = None,
) -> Filtered:
    """Condition the arm without intervention and return the lineages that every arm uses.

    ``arm``: any conditioned arm of the run (all have one size and start);
    ``simulator``: of the scenario without intervention; ``tell`` is called with
    particles run and asked for so far. The result depends on neither workers
    nor the order in which parts end.
    """
    dates = sorted({one.scored_on for one in seen})
    ends = tuple((date - arm.start).days for date in dates)
    each = PARTICLES * arm.replicates
    pre_pass = Arm(FILTER_ARM, "", arm.start, dates[-1], arm.draws, each)
    own = np.repeat(pre_pass.numbers()[:, None], len(dates) + 1, axis=1)  # (N, stages + 1)
    size = own.shape[0]
    particles = _Particles(simulator, pre_pass, layout, seen, workers or os.cpu_count() or 1, tell)
    paths, weights = own.copy(), np.ones(size)
    values = particles.run(Lineage(paths, ends))
    stages: list[Stage] = []
    for number, date in enumerate(dates):
        scored = [(k, one) for k, one in enumerate(seen) if one.scored_on == date]
        evidence: dict[str, float] = {}
        for k, one in scored:
            before = float(np.cumsum(weights)[-1])
            weights = weights * likelihood(one, values[:, k], arm.start)
            evidence[one.id] = log(float(np.cumsum(weights)[-1]) / before)
        effective = effective_size(weights)
        last = date == dates[-1]
        resampled = last or effective < HALF * size
        if resampled:
            u = uniform(StreamKey(seed, CONDITIONED_LINE, 0), 0, RESAMPLE, number, 0)
            taken = systematic(weights, arm.size if last else size, u)
            places, parents = placed(taken, size)
            copied = places != parents
            paths = paths[parents]
            paths[copied, number + 1 :] = own[places[copied], number + 1 :]
            if not last:
                values[copied] = particles.run(Lineage(paths[copied], ends))
                weights = np.ones(size)
        stages.append(Stage(date, evidence, effective, resampled, np.unique(paths[:, 0]).size))
    stored = paths[np.lexsort(paths.T[::-1])]  # replications of one draw together
    return Filtered(Lineage(np.ascontiguousarray(stored), ends), size, tuple(stages))


def lineage_of(
    folder: Path,
    manifest: Manifest,
    scenario: Scenario,
    design: Design,
    prepared: Prepared,
    *,
    prepare: Callable[[Scenario, Design], Prepared],
    workers: int,
    tell: Tell | None,
) -> tuple[Lineage | None, Manifest]:
    """Return the lineages of a design's conditioned arms, from the folder or from the filter.

    The manifest comes back with their digest; None where no arm is conditioned.
    The filter runs the scenario without interventions, whatever is pulled:
    ``prepare`` makes that engine. StoreError where lost lineages come out otherwise.
    """
    if not design.conditioned:
        return None, manifest
    if manifest.conditioning and (folder / FILE).is_file():
        return read_lineage(folder, manifest), manifest
    simulator = prepared.simulator
    if scenario.pulled:
        simulator = prepare(replace(scenario, pulled=()), replace(design, pulled=())).simulator
    found = filtered(
        design.conditioned[0],
        scenario.conditioning,
        simulator,
        prepared.layout,
        design.seed,
        workers=workers,
        tell=tell,
    )
    text = written(found)
    digest = hashlib.sha256(text.encode()).hexdigest()
    if manifest.conditioning not in {"", digest}:
        raise changed(folder)
    write_whole(folder / FILE, text)
    recorded = manifest.model_copy(update={"conditioning": digest})
    write_manifest(folder, recorded)
    return found.lineage, recorded


def require_observations(scenario: Scenario, design: Design) -> None:
    """Raise InputError where arms are to be conditioned and the scenario names no observation for it."""
    if not design.conditioned or scenario.conditioning:
        return
    raise InputError(
        [
            Problem(
                "run",
                f"The scenario {scenario.head.id} has no conditioning.yaml.",
                "There is nothing that campaigns could be conditioned on.",
                "Add the file, or run without --conditioned.",
                Place("options", 0, "conditioned"),
            )
        ]
    )
