"""Population Monte Carlo on what history matching left: the doing (``analysis.population`` has the weights)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hinge.analysis.fit import agreement
from hinge.analysis.implausibility import plausible
from hinge.analysis.population import (
    WIDEST,
    Kernel,
    Layer,
    effective,
    kernel,
    log_ratio,
    moved,
    tolerance,
    weights_of,
)
from hinge.calibrating.bench import Bench
from hinge.calibrating.sizes import Sizes
from hinge.calibrating.waves import CANDIDATES, Space, contradiction, gathered, generator_of
from hinge.ensemble.resampling import systematic
from hinge.errors import InputError, Place, Problem

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

HALF = 0.5
"""Draws that stay effective when the tolerance falls, of the number of one generation."""

CENTRES = 1024
"""Centres of a generation's density: more make it no smoother in twenty dimensions."""

STAGE = 100  # generators of generations are keyed from here on, those of waves below
ROWS_STAGE = 900  # and that of the rows of the posterior


@dataclass(frozen=True)
class Generation:
    """After a layer: all ``draws`` so far, the tolerance, and how many draws are effective at it and at 1."""

    name: str
    draws: int
    tolerance: float
    effective: float
    effective_at_one: float


@dataclass(frozen=True)
class Posterior:
    """All draws of all layers z (N, A) with weights (N,), and what they show (N, R, T).

    ``numbers`` (N,): which draws of the calibration they are; ``rows`` (n,): which of them
    stand, equally weighted and in random order, for the posterior.
    """

    z: Floats
    weights: Floats
    shown: Floats
    numbers: Ints
    rows: Ints
    generations: tuple[Generation, ...]


@dataclass(frozen=True)
class _Swarm:
    """All draws so far, z (N, A) and shown (N, R, T), with the layers they came in, numbers and weights (N,)."""

    layers: tuple[Layer, ...]
    z: Floats
    shown: Floats
    numbers: Ints
    weights: Floats
    told: Generation


def generations(bench: Bench, sizes: Sizes, space: Space) -> Posterior:
    """Run generations until enough draws are effective at tolerance 1, then a last one, and resample.

    InputError where no draw is plausible, or none could have led to the reports.
    """
    if space.z.shape[0] == 0:
        raise contradiction(space.left[-1], len(space.left))
    swarm = _weighed(
        bench, sizes, space, "waves", space.layers, space.z, space.shown, space.numbers, WIDEST
    )
    story = [swarm.told]
    for number in range(1, sizes.generations + 1):
        ready = swarm.told.tolerance == 1.0 or number == sizes.generations
        swarm = _next(bench, sizes, space, swarm, number)
        story.append(swarm.told)
        if ready:
            spared = sizes.generations - number
            bench.skip(spared * sizes.particles * sizes.replicates)
            break
    logs = log_ratio(swarm.layers, swarm.z, space.covariance) + agreement(
        bench.targets, swarm.shown
    )
    if not np.isfinite(logs).any():
        raise InputError([_nothing_agrees()])
    weights = weights_of(logs)
    generator = generator_of(bench.seed, ROWS_STAGE)
    rows = systematic(weights, sizes.rows, float(generator.random()))
    rows = generator.permutation(rows).astype(np.int64)
    return Posterior(swarm.z, weights, swarm.shown, swarm.numbers, rows, tuple(story))


def _next(bench: Bench, sizes: Sizes, space: Space, before: _Swarm, number: int) -> _Swarm:
    """Return all draws with one generation more."""
    generator = generator_of(bench.seed, STAGE + number)
    size = effective(before.weights)
    taken = systematic(before.weights, CENTRES, float(generator.random()))
    around = kernel(before.z[taken], size)
    probe = moved(around, CANDIDATES, generator)
    mass = float(plausible(bench.targets, space.emulators, probe).mean())
    name = f"generation-{number}"
    z, shown = bench.stage(
        name,
        sizes.particles,
        sizes.replicates,
        space.names,
        lambda: proposed(bench, space, around, sizes.particles, generator),
    )
    return _weighed(
        bench,
        sizes,
        space,
        name,
        (*before.layers, Layer(sizes.particles, around, mass)),
        np.concatenate([before.z, z]),
        np.concatenate([before.shown, shown]),
        np.concatenate([before.numbers, bench.latest(sizes.particles)]),
        before.told.tolerance,
    )


def _weighed(
    bench: Bench,
    sizes: Sizes,
    space: Space,
    name: str,
    layers: tuple[Layer, ...],
    z: Floats,
    shown: Floats,
    numbers: Ints,
    widest: float,
) -> _Swarm:
    """Weigh all draws at the smallest tolerance that leaves half a generation of them effective."""
    base = log_ratio(layers, z, space.covariance)

    def logs(widen: float) -> Floats:
        found: Floats = base + agreement(bench.targets, shown, widen)
        return found

    widen = tolerance(logs, HALF * sizes.particles, widest)
    weights = weights_of(logs(widen))
    told = Generation(name, z.shape[0], widen, effective(weights), effective(weights_of(logs(1.0))))
    return _Swarm(layers, z, shown, numbers, weights, told)


def proposed(
    bench: Bench, space: Space, around: Kernel, number: int, generator: np.random.Generator
) -> Floats:
    """Return points (number, A) drawn around centres, none of which a wave left out; InputError if too few are."""
    return gathered(
        number,
        lambda: moved(around, number, generator),
        lambda points: plausible(bench.targets, space.emulators, points),
    )


def _nothing_agrees() -> Problem:
    """Return what is wrong with reports that no simulated campaign could have led to."""
    return Problem(
        "nothing_agrees",
        "Under the stated errors no simulated campaign could have led to all reports.",
        "All draws would weigh alike, and the priors would look like a posterior.",
        "Give counts that campaigns show as 0 an offset, such as 1, or widen the errors with reasons.",
        Place("calibration.yaml"),
    )
