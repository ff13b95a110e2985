"""History matching in waves: which parameters the targets speak of, and where they cannot be.

Wave 1 has the priors. Of all parameters that vary, those are active whose ranks go with
what campaigns show of a target more than with the best of shuffled campaigns
(``analysis.sensitivity``, at 5 % over all parameters and targets together), strongest
first, up to a number. Later waves draw the active ones from what earlier waves left of
their prior, and all others anew from their priors. After each wave an emulator is fitted to every draw so
far that is still plausible, and what it finds implausible is left out of the next.

Assumption 1: parameters that go with no target by themselves are proposed from their
priors alone. They are weighed with the rest, as whole draws, so that what the targets say
of them together is kept; no draw seeks them out.
Assumption 2: an active quality's tie to qualities of its side that are not active is lost.
Source: Andrianakis and others (2015), for stochastic models.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from hinge.analysis.emulator import Emulator, fitted
from hinge.analysis.given_data import Inputs
from hinge.analysis.implausibility import emulated, plausible
from hinge.analysis.population import Layer, from_prior
from hinge.analysis.sensitivity import FAMILY_ERROR, ranked
from hinge.calibrating.bench import Bench
from hinge.calibrating.sizes import Sizes
from hinge.errors import InputError, Place, Problem

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

CANDIDATES = 20_000
"""Points of the prior by which the space that is left is measured: a share is known to 0.4 points of 100."""

LEAST_LEFT = 0.001
"""Share of the prior below which no further wave is drawn: the reports contradict model or one another."""

HANDFULS = 5_000
"""Handfuls of draws, each as many as are needed, before one gives up: five times what LEAST_LEFT takes."""


@dataclass(frozen=True)
class Active:
    """A parameter that is moved; ``target`` that it goes with most, ``correlation`` of ranks, ``p`` over parameters."""

    parameter: str
    target: str
    correlation: float
    p: float


@dataclass(frozen=True)
class Space:
    """What the waves left: the active parameters, the prior's covariance, emulators, and share of the prior.

    ``z`` (N, A), ``shown`` (N, R, T): all draws of the waves that are plausible to the
    end; ``numbers`` (N,): which draws of the calibration they are; ``layers``: how those of each wave were drawn; ``left``: share of the prior
    plausible after each wave.
    """

    active: tuple[Active, ...]
    covariance: Floats
    emulators: tuple[Emulator, ...]
    left: tuple[float, ...]
    layers: tuple[Layer, ...]
    z: Floats
    shown: Floats
    numbers: Ints

    @property
    def names(self) -> tuple[str, ...]:
        """Ids of the active parameters."""
        return tuple(one.parameter for one in self.active)


def generator_of(seed: int, stage: int) -> np.random.Generator:
    """Return the generator of a stage's draws: keyed, so that a resumed calibration draws the same."""
    return np.random.Generator(np.random.Philox(np.random.SeedSequence([seed, stage])))


def chosen(bench: Bench, values: Floats, shown: Floats, most: int) -> tuple[Active, ...]:
    """Return the parameters that go with a target; values (N, P), shown (N, R, T)."""
    ids = [parameter.id for parameter in bench.table]
    varying = bench.varying
    inputs = Inputs.of(values[:, [ids.index(name) for name in varying]], varying)
    outcomes = emulated(bench.targets, shown).mean(axis=1)  # (N, T)
    best: dict[str, Active] = {}
    for number, target in enumerate(bench.targets):
        for one in ranked(outcomes[:, number], inputs):
            if one.p > FAMILY_ERROR / len(bench.targets):
                continue
            before = best.get(one.parameter)
            if before is None or abs(one.correlation) > abs(before.correlation):
                best[one.parameter] = Active(one.parameter, target.id, one.correlation, one.p)
    order = sorted(best.values(), key=lambda one: (-abs(one.correlation), one.parameter))
    if not order:
        raise InputError(
            [
                Problem(
                    "nothing_to_learn",
                    f"No parameter goes with any target beyond chance in {values.shape[0]} draws.",
                    "The reports cannot set what they do not depend on.",
                    "Ask for more draws with --draws, or think about other targets.",
                    Place("calibration.yaml"),
                )
            ]
        )
    return tuple(order[:most])


def waves(bench: Bench, sizes: Sizes) -> tuple[Space, Floats]:
    """Run all waves; return what they left, and what wave 1 showed (N, R, T)."""
    _, first = bench.stage("wave-1", sizes.draws, sizes.replicates)
    values = bench.values[: sizes.draws]
    active = chosen(bench, values, first, sizes.active)
    names = tuple(one.parameter for one in active)
    prior = bench.prior_covariance(names)
    z, shown = bench.on_normal_scale(values, names), first
    numbers = np.arange(sizes.draws, dtype=np.int64)
    points = from_prior(CANDIDATES, prior, generator_of(bench.seed, 0))
    emulators: list[Emulator] = []
    left: list[float] = []
    for wave in range(1, sizes.waves + 1):
        if wave > 1:
            found = bench.stage(
                f"wave-{wave}",
                sizes.draws,
                sizes.replicates,
                names,
                partial(_left_of_prior, bench, sizes.draws, prior, emulators, wave),
            )
            z, shown = np.concatenate([z, found[0]]), np.concatenate([shown, found[1]])
            numbers = np.concatenate([numbers, bench.latest(sizes.draws)])
        emulators.append(fitted(z, emulated(bench.targets, shown)))
        left.append(float(plausible(bench.targets, tuple(emulators), points).mean()))
        if left[-1] < LEAST_LEFT:
            raise contradiction(left[-1], wave)
        kept = plausible(bench.targets, (emulators[-1],), z)
        z, shown, numbers = z[kept], shown[kept], numbers[kept]
    drawn = tuple(Layer(sizes.draws, None, mass) for mass in (1.0, *left[:-1]))
    return Space(active, prior, tuple(emulators), tuple(left), drawn, z, shown, numbers), first


def _left_of_prior(
    bench: Bench, number: int, prior: Floats, emulators: list[Emulator], stage: int
) -> Floats:
    """Return points (number, A) of the prior that no emulator finds implausible."""
    generator = generator_of(bench.seed, stage)
    return gathered(
        number,
        lambda: from_prior(number, prior, generator),
        lambda points: plausible(bench.targets, tuple(emulators), points),
    )


def gathered(number: int, drawn: Callable[[], Floats], keeps: Callable[[Floats], Bools]) -> Floats:
    """Return the first points (number, A) that are kept, of as many handfuls as it takes.

    ``drawn`` gives a handful (n, A), ``keeps`` says which of them stay (n,). InputError
    where ``HANDFULS`` of them do not hold enough.
    """
    kept: list[Floats] = []
    many = 0
    for _ in range(HANDFULS):
        more = drawn()
        kept.append(more[keeps(more)])
        many += kept[-1].shape[0]
        if many >= number:
            return np.concatenate(kept)[:number]
    raise InputError(
        [
            Problem(
                "too_little_is_plausible",
                f"Of {HANDFULS * number:,} draws only {many:,} are plausible, and {number:,} are needed.",
                "What is left of the prior is too small to draw from it in this way.",
                "Ask for fewer waves or draws, or widen the errors of the targets with reasons.",
                Place("calibration.yaml"),
            )
        ]
    )


def contradiction(left: float, wave: int) -> InputError:
    """Return the error of reports that leave nothing of the prior."""
    return InputError(
        [
            Problem(
                "nothing_plausible",
                f"After wave {wave} only {100 * left:.2f} % of the prior is plausible.",
                "Reports, priors and model contradict one another; a posterior would hide that.",
                "Look at the prior predictive, and widen the errors of the reports that lie far off, "
                "with reasons.",
                Place("calibration.yaml"),
            )
        ]
    )
