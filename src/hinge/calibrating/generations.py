"""Population Monte Carlo on what history matching left: the doing (``analysis.population`` has the weights)."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from hinge.analysis.fit import agreement
from hinge.analysis.implausibility import plausible
from hinge.analysis.population import (
    WIDEST,
    Kernel,
    effective,
    kernel,
    log_density,
    log_prior,
    moved,
    tolerance,
    weights_of,
)
from hinge.calibrating.bench import Bench
from hinge.calibrating.sizes import Sizes
from hinge.calibrating.waves import Space, generator_of
from hinge.ensemble.resampling import systematic

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

HALF = 0.5
"""Share of particles that stays effective when the tolerance falls."""

HELD = 0.0
"""In the last generation the tolerance is 1, however few are effective."""

STAGE = 100  # generators of generations are keyed from here on, those of waves below
LAST = 900  # and those of the last generation and of what is drawn from it


@dataclass(frozen=True)
class Generation:
    """One generation: tolerance, particles, and how many of them are effective."""

    name: str
    tolerance: float
    particles: int
    replicates: int
    effective: float


@dataclass(frozen=True)
class Posterior:
    """The last generation: particles z (N, A) with weights (N,), and what they show (N, R, T).

    ``rows`` (n,): which of them stand, equally weighted and in random order, for the posterior.
    """

    z: Floats
    weights: Floats
    shown: Floats
    rows: Ints
    generations: tuple[Generation, ...]


def generations(bench: Bench, sizes: Sizes, space: Space) -> Posterior:
    """Run generations until the tolerance is 1, then a last and larger one, and resample it.

    Draws of the waves that are plausible are the first generation.
    """
    swarm = _weighed(bench, space.z, space.shown, np.zeros(space.z.shape[0]), WIDEST)
    story = [swarm.told("waves")]
    number = 0
    while number < sizes.generations and (number == 0 or swarm.tolerance > 1.0):
        number += 1
        size = (sizes.particles, sizes.replicates)
        swarm = _next(bench, space, swarm, f"generation-{number}", size, STAGE + number)
        story.append(swarm.told(f"generation-{number}"))
    bench.skip((sizes.generations - number) * sizes.particles * sizes.replicates)
    size = (sizes.last_particles, sizes.last_replicates)
    last = _next(bench, space, replace(swarm, tolerance=1.0), "last", size, LAST, HELD)
    story.append(last.told("last"))
    generator = generator_of(bench.seed, LAST + 1)
    rows = systematic(last.weights, sizes.rows, float(generator.random()))
    rows = generator.permutation(rows).astype(np.int64)
    return Posterior(last.z, last.weights, last.shown, rows, tuple(story))


@dataclass(frozen=True)
class _Swarm:
    """Particles z (N, A), what they show (N, R, T), their weights (N,) at a tolerance."""

    z: Floats
    shown: Floats
    weights: Floats
    tolerance: float

    def told(self, name: str) -> Generation:
        """Return what is recorded of a generation."""
        size, replicates = self.shown.shape[:2]
        return Generation(name, self.tolerance, size, replicates, effective(self.weights))


def _next(
    bench: Bench,
    space: Space,
    before: _Swarm,
    name: str,
    size: tuple[int, int],
    stage: int,
    share: float = HALF,
) -> _Swarm:
    """Return the next generation: proposals around the last, simulated and weighed."""
    around = kernel(before.z, before.weights, space.covariance)
    z, shown = bench.stage(
        name, *size, space.names, lambda: proposed(bench, space, around, size[0], stage)
    )
    base = log_prior(z, space.covariance) - log_density(around, z)
    return _weighed(bench, z, shown, base, before.tolerance, share)


def _weighed(
    bench: Bench,
    z: Floats,
    shown: Floats,
    base: Floats,
    widest: float,
    share: float = HALF,
) -> _Swarm:
    """Weigh particles at the smallest tolerance that leaves ``share`` of them effective.

    ``base`` (N,): log of prior over proposal; the tolerance is ``widest`` at most.
    """

    def logs(widen: float) -> Floats:
        found: Floats = base + agreement(bench.targets, shown, widen)
        return found

    widen = tolerance(logs, share, widest)
    return _Swarm(z, shown, weights_of(logs(widen)), widen)


def proposed(bench: Bench, space: Space, around: Kernel, number: int, stage: int) -> Floats:
    """Return proposals (number, A), none of which a wave left out."""
    generator = generator_of(bench.seed, stage)
    found = np.empty((0, space.covariance.shape[0]))
    while found.shape[0] < number:
        more = moved(around, number, generator)
        found = np.concatenate([found, more[plausible(bench.targets, space.emulators, more)]])
    return found[:number]
