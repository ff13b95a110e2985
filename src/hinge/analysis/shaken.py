"""What shook that day: which groups of a day's draws moved the chance of an outcome.

Days ``first`` to ``last`` are lived again from the state before them. For a subset
u of the groups of shocks, the groups in u fall as they fell on the path and all
others, and all later days, as on line j:

    Delta_j(u) = Y(u as on the path, the rest on line j) - Y(all on line j)

Its mean over lines is E[Y | state before, u] - E[Y | state before], so that the
pair estimate over lines gives, without bias for any coupling,

    C(u) = E[(E[Y | state before, u])^2] - E[(E[Y | state before])^2].

C of no group is 0 and C of all is E[D^2] of those days. A group's Shapley value is
the mean, over all orders in which groups can be told, of what C rises by when it
is told. The values add up to E[D^2]; what only happens together is shared evenly.

Cost: 2^g continuations of each path and line, from ``first`` to the last day, for
g groups; exact, for at most five groups. Estimates may be negative where a group
does next to nothing; they are shown as they are, with their errors.

Assumed: ``shocks`` of the process make up all of a day's chance; draws (paths, where
there is one draw) are independent.
Sources: Shapley (1953); Song, Nelson and Staum (2016) for effects of groups.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from math import factorial
from typing import TypeVar

import numpy as np

from hinge.analysis.clusters import clusters, error, left_out, sums
from hinge.analysis.hinge_shares import pairs
from hinge.analysis.process import OWN_LINE, Array, Ints, Noise, Process
from hinge.analysis.streams import FEWEST_LINES

States = TypeVar("States")

MOST_GROUPS = 5
"""Groups whose 32 subsets are run one by one."""


@dataclass(frozen=True)
class Shaken:
    """What the groups of shocks of days ``first`` to ``last`` did to an outcome.

    ``value``, ``error`` (g,): Shapley values of the ``groups`` in units of E[D^2], with
    standard errors; ``total`` their sum, E[D^2]; ``told`` (2^g,): C of each of the
    ``subsets``; ``part`` (g,): value / total, not a number where the total is not
    above two errors; ``days_run``: days of members that were run.
    """

    outcome: str
    first: int
    last: int
    groups: tuple[str, ...]
    value: Array
    error: Array
    total: float
    total_error: float
    subsets: tuple[tuple[str, ...], ...]
    told: Array
    told_error: Array
    paths: int
    lines: int
    days_run: int

    @property
    def part(self) -> Array:
        """Return each group's part of the total, (g,); not a number where there is none to divide."""
        if self.total <= 2.0 * self.total_error:
            return np.full_like(self.value, np.nan)
        return self.value / self.total


def shaken(
    process: Process[States],
    paths: Ints,
    first: int,
    last: int,
    lines: int,
    *,
    outcome: int = 0,
) -> Shaken:
    """Return what shook days ``first`` to ``last`` on paths (m,), by branches on so many lines.

    ValueError without groups of shocks, with more than five, with fewer than two
    lines, or for days outside the process. TooFewRuns as in ``clusters``.
    """
    groups = process.shocks
    if not groups:
        raise ValueError("The shocks of this process cannot be told apart.")
    if len(groups) > MOST_GROUPS:
        raise ValueError(f"At most {MOST_GROUPS} groups of shocks can be told apart exactly.")
    if lines < FEWEST_LINES:
        raise ValueError("What shook a day needs branches on two lines or more.")
    if not 1 <= first <= last <= process.days:
        raise ValueError("These days do not lie within the process.")
    subsets = [u for size in range(len(groups) + 1) for u in combinations(range(len(groups)), size)]
    before = process.start(paths)
    if first > 1:
        before = process.step(before, 1, first - 1, Noise(paths, np.full_like(paths, OWN_LINE)))
    ends = np.stack(
        [
            _ends(process, before, paths, first, last, lines, frozenset(groups[g] for g in u))
            for u in subsets
        ]
    )[..., outcome]  # (2^g, m, k)
    squares = pairs(ends - ends[0]).T  # (m, 2^g)
    values = squares @ _shapley(subsets, len(groups)).T  # (m, g)
    row = clusters(process.draws(paths), paths)
    means = left_out(*sums(np.column_stack([values, squares]), row, int(row.max()) + 1))
    errors, g = error(means), len(groups)
    return Shaken(
        outcome=process.outcomes[outcome],
        first=first,
        last=last,
        groups=groups,
        value=means[0, :g],
        error=errors[:g],
        total=float(means[0, -1]),
        total_error=float(errors[-1]),
        subsets=tuple(tuple(groups[i] for i in u) for u in subsets),
        told=means[0, g:],
        told_error=errors[g:],
        paths=paths.size,
        lines=lines,
        days_run=paths.size * (first - 1 + len(subsets) * lines * (process.days - first + 1)),
    )


def _ends(
    process: Process[States],
    before: States,
    paths: Ints,
    first: int,
    last: int,
    lines: int,
    own: frozenset[str],
) -> Array:
    """Return what paths end in (m, k, W) when these groups fall on those days as they fell."""
    m = paths.size
    members = np.repeat(np.arange(m), lines)
    path, line = paths[members], np.tile(np.arange(1, lines + 1), m)
    states = process.step(process.copy(before, members), first, last, Noise(path, line, own))
    if last < process.days:
        states = process.step(states, last + 1, process.days, Noise(path, line))
    ends = process.outcome(states)
    return ends.reshape(m, lines, ends.shape[1])


def _shapley(subsets: list[tuple[int, ...]], groups: int) -> Array:
    """Return the weights (g, 2^g) by which Shapley values follow from C of the subsets."""
    weight = np.zeros((groups, len(subsets)))
    for column, u in enumerate(subsets):
        for g in range(groups):
            if g in u:
                weight[g, column] = factorial(len(u) - 1) * factorial(groups - len(u))
            else:
                weight[g, column] = -factorial(len(u)) * factorial(groups - len(u) - 1)
    return weight / factorial(groups)
