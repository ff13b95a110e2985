"""Scenario discovery: the region of assumptions in which a claim mostly holds, or mostly fails.

The patient rule induction method (PRIM; Friedman and Fisher 1999; for scenarios
Bryant and Lempert 2010). The box begins with all draws. Step by step the slice is
peeled off, at the low or the high end of one assumption, without which the rest
has the greatest density; then edges are pasted back while that helps. A slice is
a twentieth of the draws. **Coverage** is the part of all that holds which lies in
the box, **density** the share that holds inside it, **mass** the part of the draws.

Of the boxes on the way one is chosen: that with the most hits beyond what so many
draws picked blindly would hold, mass * (density - share). A larger box takes in
draws that hold less often than all do, a smaller one gives away some that hold
more often. It restricts at most ``MOST_RESTRICTED`` assumptions.

Every restriction must earn its place: its quasi-p-value is the chance of a density as high
if the draws that it leaves in were picked blindly among those in the box
without it (sampling without replacement, normal tail), and must stay below 1 in
1,000 after correction for both ends of all assumptions. The weakest that does not,
or that is one too many, is dropped, its assumption is barred, and the search
begins anew; with none left there is no box. The p-values are called quasi since edges were chosen on the same draws. So
the search is repeated on bootstrap resamples: how often each assumption is
named again, and the density among the draws that a resample left out
(``density_elsewhere``), which is free of that choice.

Left out: regions that are no boxes, assumptions none of which matters by itself,
and all but the ``SCREENED`` assumptions with which the outcome goes most.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from hinge.analysis.given_data import Inputs
from hinge.analysis.peeling import BINS, Boxes, best_boxes, inside, pasted

Array = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

SCREENED = 12
"""Assumptions among which a box is looked for; more would let luck compete with what matters."""

MOST_RESTRICTED = 3
"""At most so many assumptions are restricted, so that a reader can hold them in mind."""

QUASI_ERROR = 0.001
"""Largest corrected quasi-p-value of a restriction that stays."""

RESAMPLES = 50
"""Bootstrap resamples of the search; a stability has a standard error of 7 points at most."""

RESAMPLE_KEY = 0x5052494D
"""Key of the generator of resamples, so that the same runs give the same box."""


@dataclass(frozen=True)
class Restriction:
    """One assumption's part in a box: from ``low`` to ``high`` in its unit, None for no bound.

    ``quasi_p`` corrected for all assumptions; ``stability``: share of resamples that name it.
    """

    parameter: str
    low: float | None
    high: float | None
    quasi_p: float
    stability: float


@dataclass(frozen=True)
class Region:
    """A box in which the claim holds (``holds``), or fails, more often than elsewhere.

    ``density``: share of campaigns inside that hold (or fail); ``coverage``: part of
    all that hold (or fail) which lie inside; ``mass``: part of all campaigns inside;
    ``share_inside``, ``share_outside``: share that holds in and out of it;
    ``density_elsewhere``: density found among draws left out of the search.
    """

    holds: bool
    restrictions: tuple[Restriction, ...]
    density: float
    coverage: float
    mass: float
    share_inside: float
    share_outside: float
    density_elsewhere: float


def region(
    counted: npt.ArrayLike,
    inputs: Inputs,
    *,
    holds: bool,
    weight: npt.ArrayLike | None = None,
    resamples: int = RESAMPLES,
    key: int = RESAMPLE_KEY,
) -> Region | None:
    """Return the box where a claim holds (or fails) mostly; None where no restriction stands.

    ``counted`` (m,) share that holds in each draw; ``weight`` (m,) campaigns that
    each draw stands for, all alike if not given.
    """
    y = np.asarray(counted, dtype=np.float64)
    hits = y if holds else 1.0 - y
    w = np.ones(y.size) if weight is None else np.asarray(weight, dtype=np.float64)
    if np.ptp(y) == 0.0 or not inputs.ids:
        return None
    screened = _screened(y, inputs)
    kept, box, p = _search(hits, w, inputs, screened)
    if not kept:
        return None
    rows = inside(_bins(inputs, kept), box)[0]
    names, elsewhere = _again(hits, w, inputs, screened, kept, resamples, key)
    mass = float(w[rows].sum() / w.sum())
    density = float(w[rows] @ hits[rows] / w[rows].sum())
    outside = float(w[~rows] @ y[~rows] / w[~rows].sum())
    return Region(
        holds=holds,
        restrictions=tuple(
            _restriction(inputs, c, box, j, float(p[j]), names[j]) for j, c in enumerate(kept)
        ),
        density=density,
        coverage=float(w[rows] @ hits[rows] / (w @ hits)),
        mass=mass,
        share_inside=density if holds else 1.0 - density,
        share_outside=outside,
        density_elsewhere=elsewhere,
    )


def quasi_p(hits: Array, weight: Array, within: Bools, wider: Bools) -> float:
    """Return the chance of a density as high as ``within`` (m,), picked blindly in ``wider`` (m,).

    Both are boxes, one in the other; 1 where the restriction leaves nothing out.
    """
    n, whole = float(within.sum()), float(wider.sum())
    if n >= whole or n < 1.0:
        return 1.0
    mean = float(weight[wider] @ hits[wider] / weight[wider].sum())
    off = weight * (hits - mean)
    scale = weight[wider].mean()
    variance = float(off[wider] @ off[wider]) / (whole - 1.0) / scale**2
    if variance == 0.0:
        return 1.0
    excess = float(weight[within] @ hits[within] / weight[within].sum()) - mean
    z = excess / math.sqrt(variance * (1.0 / n - 1.0 / whole))
    return 0.5 * math.erfc(z / math.sqrt(2.0))


def _screened(y: Array, inputs: Inputs) -> list[int]:
    """Return the columns with which the outcome goes most, by rank or by shape, strongest first."""
    off = y - y.mean()
    along = (off @ inputs.line) ** 2
    bent = ((off @ inputs.waves[1:]) ** 2).sum(axis=0)
    order = np.argsort(-np.maximum(along, bent), kind="stable")
    return [int(c) for c in order[:SCREENED]]


def _bins(inputs: Inputs, columns: Sequence[int]) -> Ints:
    """Return in which twentieth of the draws each draw stands, 0 to 19, (m, c)."""
    u = (inputs.ranks[:, list(columns)] - 0.5) / inputs.ranks.shape[0]
    return np.asarray(np.minimum((u * BINS).astype(np.int64), BINS - 1))


def _search(
    hits: Array, weight: Array, inputs: Inputs, screened: list[int]
) -> tuple[list[int], Boxes, Array]:
    """Return the columns that a box restricts, the box in them, and their corrected quasi-p-values."""
    allowed = list(screened)
    corrected = 2.0 * len(inputs.ids)
    while allowed:
        bins = _bins(inputs, allowed)
        found = pasted(bins, hits, weight, best_boxes(bins, hits, weight[None, :]))
        used = np.flatnonzero(found.restricted[0])
        if used.size == 0:
            break
        whole = inside(bins, found)[0]
        p = np.array(
            [
                min(
                    1.0,
                    corrected
                    * quasi_p(hits, weight, whole, inside(bins, found.without(int(j)))[0]),
                )
                for j in used
            ]
        )
        if p.max() <= QUASI_ERROR and used.size <= MOST_RESTRICTED:
            return [allowed[j] for j in used], found.only(used), p
        del allowed[int(used[int(p.argmax())])]
    nothing = np.empty((1, 0), dtype=np.int64)
    return [], Boxes(nothing, nothing), np.empty(0)


def _again(
    hits: Array,
    weight: Array,
    inputs: Inputs,
    screened: list[int],
    kept: list[int],
    resamples: int,
    key: int,
) -> tuple[list[float], float]:
    """Return how often each kept column is named in resamples, and the density in draws left out.

    Names are looked for among all screened columns; the density is that of boxes
    in the kept columns.
    """
    generator = np.random.Generator(np.random.Philox(key=key))
    m = hits.size
    times = generator.multinomial(m, np.full(m, 1.0 / m), size=resamples).astype(np.float64)
    drawn = times * weight
    named = best_boxes(_bins(inputs, screened), hits, drawn).restricted.mean(axis=0)
    bins = _bins(inputs, kept)
    left_out = inside(bins, best_boxes(bins, hits, drawn)) * (times == 0.0) * weight
    total = float(left_out.sum())
    elsewhere = float((left_out @ hits).sum()) / total if total > 0.0 else math.nan
    return [float(named[screened.index(c)]) for c in kept], elsewhere


def _restriction(
    inputs: Inputs, column: int, box: Boxes, j: int, p: float, stability: float
) -> Restriction:
    """Return one assumption's bounds in its unit, midway between the draws on either side."""
    x, bins = inputs.values[:, column], _bins(inputs, [column])[:, 0]
    return Restriction(
        parameter=inputs.ids[column],
        low=_edge(x, bins < box.low[0, j]),
        high=_edge(x, bins <= box.high[0, j]),
        quasi_p=p,
        stability=stability,
    )


def _edge(x: Array, below: Bools) -> float | None:
    """Return the value midway between draws (m,) below an edge and those above; None where a side is empty."""
    if not below.any() or below.all():
        return None
    return float(x[below].max() + x[~below].min()) / 2.0
