"""Conditioning: a particle filter chooses the campaigns that agree with what was observed.

The arm without intervention is run with three particles for each replication
that will be stored, each with a parameter draw of its own. It is run in stages.
A stage ends on a day on which an observation is complete; where the next is
complete within a week, the stage goes on to that. At its end the particles are
weighed by the likelihood of what was observed; where the effective number falls
under half they are resampled, and after the last stage down to the size of the
arm, with equal weights (bootstrap filter: Gordon, Salmond and Smith 1993). What
remains is a table of lineages. All arms of a run use it unchanged, so a twin
differs from the arm without intervention by the intervention alone.

Assumption 1: an intervention's twin carries the same evidence about parameters
and luck as the arm that was observed (abduction, then action).
Assumption 2: what the engine draws for longer than a day (beliefs by week, the
size of an event that lasts) is drawn anew for a copied particle at a stage's end.
Left out: smoothing beyond the last observation, and moves that would renew the
parameters of copies; copies of one beginning count as one in the effective number.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np

from hinge.draws.elementary import log
from hinge.draws.sampling import StreamKey, uniform
from hinge.ensemble.arrays import Layout, Prepared, Simulator
from hinge.ensemble.design import PARTICLES, REPLICATES_MAX, Arm, Design
from hinge.ensemble.files import write_whole
from hinge.ensemble.likelihood import Floats, likelihood
from hinge.ensemble.lineage import Filtered, Ints, Lineage, Stage
from hinge.ensemble.lineage_file import FILE, changed, read_lineage, written
from hinge.ensemble.manifest import Manifest, write_manifest
from hinge.ensemble.particles import Particles, Tell
from hinge.ensemble.resampling import effective_size, placed, systematic
from hinge.ensemble.simulate import CONDITIONED_LINE
from hinge.errors import InputError, Place, Problem
from hinge.scenario.conditioning import Conditioned
from hinge.scenario.scenario import Scenario

RESAMPLE = 210  # purpose; the engine's stand below 200, those of day 0 at 200 and 202
HALF = 0.5  # share of the particles under which the effective number calls for resampling
WEEK = 7  # days that copies need to part; beliefs, too, last that long
ONE_ERROR = 0.6065  # relative likelihood one standard error beyond the range, exp(-1/2)
FILTER_ARM = "conditioning"  # name of the arm that is run for the filter and not stored


def stage_ends(start: dt.date, seen: tuple[Conditioned, ...]) -> tuple[int, ...]:
    """Return the last day of each stage: days on which observations are complete.

    Such a day ends a stage where the next is a week off or more, and the last one does.
    """
    days = sorted({(one.scored_on - start).days for one in seen})
    later = [*days[1:], days[-1] + WEEK]
    return tuple(day for day, after in zip(days, later, strict=True) if after - day >= WEEK)


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
    days of particles run and asked for so far. The result depends on neither
    workers nor the order in which parts end.
    """
    ends = stage_ends(arm.start, seen)
    until = arm.start + dt.timedelta(days=ends[-1])
    pre_pass = Arm(FILTER_ARM, "", arm.start, until, PARTICLES * arm.size, 1)
    size = pre_pass.size
    own = np.arange(size, dtype=np.int64) * REPLICATES_MAX  # the number that belongs to each place
    particles = Particles(simulator, pre_pass, layout, seen, workers or os.cpu_count() or 1, tell)
    paths = np.repeat(own[:, None], len(ends) + 1, axis=1)  # (N, stages + 1)
    weights = np.ones(size)
    found: dict[str, Floats] = {}  # likelihood of each observation so far (N,)
    stages: list[Stage] = []
    for number, end in enumerate(ends):
        particles.run(paths[:, number], end)
        evidence: dict[str, float] = {}
        for one in seen:
            if one.id in found or (one.scored_on - arm.start).days > end:
                continue
            found[one.id] = likelihood(one, particles.read(one), arm.start)
            before = _sum(weights)
            weights = weights * found[one.id]
            evidence[one.id] = log(_sum(weights) / before)
        effective, distinct = effective_size(weights), _distinct(weights, paths)
        last = end == ends[-1]
        resampled = last or effective < HALF * size
        if resampled:
            u = uniform(StreamKey(seed, CONDITIONED_LINE, 0), 0, RESAMPLE, number, 0)
            kin = np.argsort(
                paths[:, 0], kind="stable"
            )  # so that beginnings, too, are taken by share
            taken = kin[systematic(weights[kin], arm.size if last else size, u)]
            places, parents = placed(taken, size)
            copied = places != parents
            paths = paths[parents]
            paths[copied, number + 1 :] = own[places[copied], None]
            weights = np.ones(parents.size)
            found = {name: values[parents] for name, values in found.items()}
            if not last:
                particles.take(parents)
        left = np.unique(paths[:, 0]).size
        date = arm.start + dt.timedelta(days=end)
        stages.append(Stage(date, evidence, effective, distinct, resampled, left))
    shown = {name: float((values >= ONE_ERROR).mean()) for name, values in found.items()}
    stored = paths[np.lexsort(paths.T[::-1])]  # replications of one draw together
    return Filtered(Lineage(np.ascontiguousarray(stored), ends), size, tuple(stages), shown)


def _sum(weights: Floats) -> float:
    """Return the sum of weights (N,), taken in order: the same on every machine."""
    return float(np.cumsum(weights)[-1])


def _distinct(weights: Floats, paths: Ints) -> float:
    """Return the effective size of weights (N,) when those of one first particle are added up."""
    _, family = np.unique(paths[:, 0], return_inverse=True)
    shares: Floats = np.bincount(family, weights=weights).astype(np.float64)
    return effective_size(shares)


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
