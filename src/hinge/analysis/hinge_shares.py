"""Hinge shares: how much of the doubt about an outcome each day removes.

p[t] is the chance of W given all that has come about by the end of day t,
D[t] = p[t] - p[t - 1], and v the variance of W, P (1 - P) where W is 0 or 1. The
hinge share of day t is H[t] = E[D[t]^2] / v; what the parameters (and whatever
else is fixed by the end of day 0) settle is H[0] = Var(p[0]) / v. Since a chance
moves on average nowhere, H[0] + sum of H[t] = 1. With A[t] = E[p[t]^2],
E[D[t]^2] = A[t] - A[t - 1], the fall of the best attainable Brier score.

p[t] is never known, only k branches that leave the path after day t. Estimators:

coupled  with Delta[j] = Y[t, j] - Y[t - 1, j] on lines j = 1 to k, which share
         all later draws: G = ((sum Delta)^2 - sum Delta^2) / (k (k - 1)).
         Unbiased however strongly the two are coupled; little noise where they are.
pair     A[t] by products of different branches of a path. Unbiased, noisy; its
         shares add up to 1 by construction.
plug-in  A[t] by the square of the mean of k branches, biased by E[p (1 - p)] / k.
swings   the squared change of that mean, biased wherever branches differ.

The last two are there to be compared with, never to be reported. Values are
taken from their mean first, which changes no expectation of a share, removes
noise, and makes those of W and of its opposite the same.

Sources: Ely, Frankel and Kamenica (2015) for suspense and surprise; Sun, Apley
and Staum (2011) for the variance of a conditional expectation.
Assumed: paths of different draws are independent, so are lines of one path.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from hinge.analysis.clusters import clusters, error, left_out, squared_mean, sums
from hinge.analysis.process import Array, Branches, Ints

NO_DOUBT = 1e-24
"""Variance, over the mean square, below which an outcome is the same on every path: rounding alone."""


@dataclass(frozen=True)
class Shares:
    """Hinge shares on a grid, with standard errors (``..._se``).

    ``days`` (D + 1,): the grid, from 0 to T; ``share`` (D,): of the days after
    ``days[d]`` up to ``days[d + 1]``; ``parameter``: settled by the end of day 0;
    ``total``: the sum of all, 1 but for error; ``chance``: mean of the outcome;
    ``doubt``: its variance; ``clusters`` on which errors rest: draws, or paths of
    a single draw. Where the outcome never varies ``no_hinge`` is true, and shares
    and errors are 0.
    """

    outcome: str
    estimator: str
    chance: float
    chance_se: float
    doubt: float
    parameter: float
    parameter_se: float
    total: float
    total_se: float
    paths: int
    lines: int
    clusters: int
    no_hinge: bool
    days: Ints = field(repr=False, compare=False)
    share: Array = field(repr=False, compare=False)
    se: Array = field(repr=False, compare=False)

    @property
    def settled(self) -> Array:
        """Which part of the doubt is settled by the end of each day of the grid, (D + 1,)."""
        return self.parameter + np.concatenate([[0.0], np.cumsum(self.share)])

    def as_json(self) -> dict[str, object]:
        """Return all that is known; a row of ``shares`` has the days after ``since`` up to ``day``."""
        rows = [
            {"day": int(day), "since": int(since), "share": float(share), "se": float(se)}
            for since, day, share, se in zip(
                self.days[:-1], self.days[1:], self.share, self.se, strict=True
            )
        ]
        names = (
            "outcome", "estimator", "chance", "chance_se", "doubt", "no_hinge",
            "paths", "lines", "clusters",
        )  # fmt: skip
        return {
            "shares": rows,
            "parameter_share": self.parameter,
            "parameter_se": self.parameter_se,
            "sum": self.total,
            "sum_se": self.total_se,
            **{name: getattr(self, name) for name in names},
        }


def coupled(branches: Branches, outcome: int = 0) -> Shares:
    """Return hinge shares by coupled increments, the estimator to use.

    TooFewRuns below ``clusters.MIN_CLUSTERS`` draws (or paths of a single draw).
    """
    return _shares(branches, outcome, "coupled", rises_coupled)


def pair(branches: Branches, outcome: int = 0) -> Shares:
    """Return hinge shares by pairs of branches of one day, a check on ``coupled``."""
    return _shares(branches, outcome, "pair", _rises_pair)


def plugin(branches: Branches, outcome: int = 0) -> Shares:
    """Return what squares of shares of branches would give: biased, only to be compared with."""
    return _shares(branches, outcome, "plug-in", _rises_plugin)


def swings(branches: Branches, outcome: int = 0) -> Shares:
    """Return what squared changes of shares of branches would give: biased, only to be compared with."""
    return _shares(branches, outcome, "swings", _rises_swings)


def pairs(values: Array) -> Array:
    """Return the mean product of two different ones of values (..., k), (...)."""
    k = values.shape[-1]
    total = values.sum(axis=-1)
    return np.asarray((total * total - (values * values).sum(axis=-1)) / (k * (k - 1.0)))


def rises_coupled(table: Array) -> Array:
    """Return an unbiased estimate of each squared increment, (m, D), from ends (m, D + 1, k)."""
    return pairs(np.diff(table, axis=1))


def _rises_pair(table: Array) -> Array:
    """Return increments of the mean products of two branches, (m, D); day 0 and T use all they have."""
    known = pairs(table)
    known[:, 0] = pairs(_from_start(table))
    known[:, -1] = (_from_start(table) ** 2).mean(axis=1)
    return np.diff(known, axis=1)


def _rises_plugin(table: Array) -> Array:
    """Return increments of the squared means of branches, (m, D)."""
    return np.diff(table.mean(axis=2) ** 2, axis=1)


def _rises_swings(table: Array) -> Array:
    """Return squared increments of the means of branches, (m, D)."""
    return np.asarray(np.diff(table.mean(axis=2), axis=1) ** 2)


def _from_start(table: Array) -> Array:
    """Return all courses that go on from day 0, (m, k + 1): the branches and the path itself."""
    return np.concatenate([table[:, 0], table[:, -1, :1]], axis=1)


def _shares(
    branches: Branches, outcome: int, estimator: str, rises: Callable[[Array], Array]
) -> Shares:
    """Return the shares of one estimator, whose ``rises`` take ends (m, D + 1, k)."""
    found = moments(branches.table(outcome), clusters(branches.draw, branches.path), rises)
    return assembled(
        branches,
        outcome,
        estimator,
        found.level,
        rise=found.rise,
        start=found.start,
        mean=found.mean,
        doubt=found.doubt,
    )


@dataclass(frozen=True)
class Moments:
    """What shares are made of, of all clusters and with each left out, (1 + c, ...).

    ``level`` the mean that was taken off all ends; ``rise`` (1 + c, D) of E[p^2] on each
    step; ``start`` the variance of p at day 0; ``mean`` of the outcome over ``level``;
    ``doubt`` its variance.
    """

    level: float
    rise: Array
    start: Array
    mean: Array
    doubt: Array


def moments(table: Array, row: Ints, rises: Callable[[Array], Array]) -> Moments:
    """Return the moments of ends (m, D + 1, k) of paths in clusters ``row`` (m,), 0 to c - 1."""
    level = float(_from_start(table).mean())
    off = table - level
    courses = _from_start(off)
    values = np.column_stack(
        [rises(off), pairs(courses), courses.mean(axis=1), (courses**2).mean(axis=1)]
    )
    total, count = sums(values, row, int(row.max()) + 1)
    means = left_out(total, count)
    squared = squared_mean(total[:, -2], count[:, -2])
    return Moments(
        level=level,
        rise=means[:, :-3],
        start=means[:, -3] - squared,
        mean=means[:, -2],
        doubt=means[:, -1] - squared,
    )


def assembled(
    branches: Branches,
    outcome: int,
    estimator: str,
    level: float,
    *,
    rise: Array,
    start: Array,
    mean: Array,
    doubt: Array,
) -> Shares:
    """Return shares from the fields of ``Moments``, however they were found.

    A cluster without which no doubt is left counts as one without which shares are 0.
    """
    scale = NO_DOUBT * (level**2 + doubt[0] + np.finfo(np.float64).tiny)
    some = doubt > scale
    over = np.where(some, doubt, 1.0)
    share = np.where(some[:, None], rise / over[:, None], 0.0)
    parameter = np.where(some, start / over, 0.0)
    total = parameter + share.sum(axis=1)
    sure = not bool(some[0])
    return Shares(
        outcome=branches.outcomes[outcome],
        estimator=estimator,
        chance=level + float(mean[0]),
        chance_se=float(error(mean)),
        doubt=0.0 if sure else float(doubt[0]),
        parameter=float(parameter[0]),
        parameter_se=float(error(parameter)),
        total=float(total[0]),
        total_se=float(error(total)),
        paths=branches.path.size,
        lines=int(branches.ends.shape[2]),
        clusters=int(doubt.size) - 1,
        no_hinge=sure,
        days=np.append(branches.days, branches.last),
        share=share[0],
        se=error(share),
    )
