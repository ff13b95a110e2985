"""How much a calibration taught of each parameter: the spread after it against the spread before.

On the scale on which a parameter's prior is standard normal, the prior has variance 1
and its middle 90 % a width of 3.29. The posterior's variance and width over those are
its ratios: 1 where nothing was learned, 0 where all was. A ratio above 1 can stand
for a parameter that is pushed to where its prior is wide, or for chance.

Intervals come from a bootstrap of the weighted particles (each with its weight), and
``learned`` is said of a parameter only where the variance ratio lies below 1 at a
level divided by the number of parameters, so that the chance of saying it of any
parameter about which nothing was learned stays at 5 %. A shift of the middle is
also something learned; it stands beside, in prior standard deviations.

Source: the form of the ratio after Betancourt (2018), posterior contraction.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]

WIDTH = 2.0 * 1.6448536269514722  # of the middle 90 % of the standard normal
RESAMPLES = 400
LEVEL = 0.05
SIDES = (0.025, 0.975)


@dataclass(frozen=True)
class Ratio:
    """A ratio of spreads, posterior to prior, with its 95 % bootstrap interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True)
class Contraction:
    """What was learned of one parameter; ``shift``: posterior mean in prior standard deviations."""

    parameter: str
    variance: Ratio
    width: Ratio
    shift: Ratio
    learned: bool


def contractions(
    names: tuple[str, ...], z: Array, weights: Array, generator: np.random.Generator
) -> tuple[Contraction, ...]:
    """Return what was learned of each parameter from particles z (N, A) with weights (N,)."""
    order = np.argsort(z, axis=0)
    counted = weights > 0.0  # the others cannot matter, however often they are taken
    whole = _spreads(z, weights, order)
    again = np.empty((RESAMPLES, 3, z.shape[1]))
    for number in range(RESAMPLES):
        taken = np.bincount(generator.integers(0, z.shape[0], z.shape[0]), minlength=z.shape[0])
        if not (taken[counted] > 0).any():
            taken = np.ones_like(taken)
        again[number] = _spreads(z, weights * taken, order)
    low, high = np.quantile(again, SIDES, axis=0)
    strict = np.quantile(again[:, 0], 1.0 - LEVEL / (2.0 * len(names)), axis=0)
    return tuple(
        Contraction(
            parameter=name,
            variance=Ratio(float(whole[0, a]), float(low[0, a]), float(high[0, a])),
            width=Ratio(float(whole[1, a]), float(low[1, a]), float(high[1, a])),
            shift=Ratio(float(whole[2, a]), float(low[2, a]), float(high[2, a])),
            learned=bool(strict[a] < 1.0),
        )
        for a, name in enumerate(names)
    )


def _spreads(z: Array, weights: Array, order: npt.NDArray[np.intp]) -> Array:
    """Return variance, width of the middle 90 % over that of the prior, and mean, (3, A).

    ``order`` (N, A): that of each column.
    """
    share = weights / weights.sum()
    mean = share @ z
    variance = share @ (z - mean) ** 2
    width = np.empty(z.shape[1])
    for a in range(z.shape[1]):
        row = order[:, a]
        middles = np.cumsum(share[row]) - 0.5 * share[row]
        low, high = np.interp((0.05, 0.95), middles, z[row, a])
        width[a] = (high - low) / WIDTH
    return np.stack([variance, width, mean])
