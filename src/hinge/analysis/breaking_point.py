"""The breaking point: the smallest credible change of one assumption that moves a verdict a step.

The share that holds is drawn as a curve over the rank of one assumption, all
others as uncertain as they are: at each point a straight line is fitted to the
draws near by (local linear regression, Epanechnikov weights; Fan and Gijbels
1996), with the interval of that fit. From the median outwards, in steps of a
twentieth of a standard deviation of the prior, the first point at which the
whole interval lies in other steps than the verdict is the breaking point.

A standard deviation is one of the normal that has the same quantiles: z = 1 is
the 84th percentile of what is believed of the assumption, whatever its spread. No
further than the 5th and the 95th percentile is looked; "none there" is an answer.

Left out: two assumptions changed at once, and changes of what the model holds fixed.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist
from typing import Literal

import numpy as np
import numpy.typing as npt

from hinge.analysis.given_data import Inputs
from hinge.analysis.intervals import LOOK_LEVEL, normal_quantile
from hinge.analysis.steps import step_of

Array = npt.NDArray[np.float64]

STEP = 0.05
"""Distance of two points that are looked at, in standard deviations of the prior."""

FARTHEST = NormalDist().inv_cdf(0.95)
"""How far from the median a change is credible: to the 5th and the 95th percentile."""

WIDTH = 0.6
"""Half width of the draws near by, times m^(-1/5): 0.17 of the ranks at 512 draws."""


@dataclass(frozen=True)
class Breaking:
    """The change of one assumption that moves the verdict.

    ``direction``: falls or rises, from its median; ``value`` and ``median`` in its
    unit; ``quantile`` of what is believed of it; ``distance`` from the median in
    standard deviations, at least 0; ``share`` there with its interval, and its
    ``step``.
    """

    parameter: str
    direction: Literal["falls", "rises"]
    value: float
    median: float
    quantile: float
    distance: float
    share: float
    low: float
    high: float
    step: int


def points() -> Array:
    """Return the points that are looked at, in standard deviations, ascending, 0 among them."""
    most = math.floor(FARTHEST / STEP + 1e-9)
    return STEP * np.arange(-most, most + 1, dtype=np.float64)


def breaking_point(
    counted: npt.ArrayLike,
    inputs: Inputs,
    names: Sequence[str],
    share: float,
    *,
    weight: npt.ArrayLike | None = None,
    level: float = LOOK_LEVEL,
) -> Breaking | None:
    """Return the nearest breaking point among the named assumptions; None where there is none.

    ``counted`` (m,) share that holds in each draw, ``weight`` (m,) campaigns that a
    draw stands for; ``share`` of the verdict, whose step is to be left. Of two as
    near, that with the larger change of the share.
    """
    y = np.asarray(counted, dtype=np.float64)
    w = np.ones(y.size) if weight is None else np.asarray(weight, dtype=np.float64)
    z = points()
    at = np.array([NormalDist().cdf(float(one)) for one in z])
    found: list[Breaking] = []
    for name in names:
        column = inputs.column(name)
        u = (inputs.ranks[:, column] - 0.5) / y.size
        value, half = curve(u, y, w, at, level)
        place = first_beyond(z, value - half, value + half, step_of(share))
        if place is not None:
            x = inputs.values[:, column]
            found.append(_breaking(name, x, z, at, value, half, place))
    return min(found, key=lambda one: (one.distance, -abs(one.share - share)), default=None)


def curve(u: Array, y: Array, weight: Array, at: Array, level: float) -> tuple[Array, Array]:
    """Return the share (G,) at ranks ``at`` (G,), 0 to 1, and the half width of its interval.

    ``u``, ``y``, ``weight`` (m,). The variance about the line is that of the residuals near
    by, raised for the two numbers of a line; that of the fit follows from its weights.
    """
    width = WIDTH * u.size**-0.2

    def lines(where: Array) -> tuple[Array, Array]:
        off = u[None, :] - where[:, None]
        near = weight * np.maximum(0.0, 1.0 - (off / width) ** 2)
        first, second = (near * off).sum(axis=1), (near * off * off).sum(axis=1)
        raw = near * (second[:, None] - off * first[:, None])
        return near / near.sum(axis=1, keepdims=True), raw / raw.sum(axis=1, keepdims=True)

    own = np.linspace(0.0, 1.0, at.size)
    residual = y - np.interp(u, own, lines(own)[1] @ y)
    near, line = lines(at)
    number = 1.0 / (near * near).sum(axis=1)  # draws near by
    about = near @ residual**2 * number / np.maximum(number - 2.0, 1.0)
    half = normal_quantile(level) * np.sqrt(about * (line * line).sum(axis=1))
    return np.clip(line @ y, 0.0, 1.0), half


def first_beyond(z: Array, low: Array, high: Array, step: int) -> int | None:
    """Return the point nearest to 0 at which all from ``low`` to ``high`` lies in other steps."""
    beyond = [
        k for k in range(z.size) if step_of(float(low[k])) > step or step_of(float(high[k])) < step
    ]
    return min(beyond, key=lambda k: (abs(float(z[k])), float(z[k])), default=None)


def _breaking(
    name: str, x: Array, z: Array, at: Array, value: Array, half: Array, place: int
) -> Breaking:
    """Return the breaking point of one assumption with values ``x`` (m,)."""
    there, quantile = float(value[place]), float(at[place])
    return Breaking(
        parameter=name,
        direction="falls" if z[place] < 0.0 else "rises",
        value=float(np.quantile(x, quantile)),
        median=float(np.median(x)),
        quantile=quantile,
        distance=abs(float(z[place])),
        share=there,
        low=max(0.0, there - float(half[place])),
        high=min(1.0, there + float(half[place])),
        step=step_of(there),
    )
