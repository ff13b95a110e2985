"""Several causes of one outcome: what each counts for where the others would have been enough.

Y is what came of a replication with all n causes present, Y(W) what comes of it
when the causes of a set W are taken away; both with the same draw and the same
luck. 2^n paired arms give Y(W) for every W.

    PN of j alone     P(not Y({j}) | Y): low for every cause where another is enough
    Shapley of j      sum over W without j of |W|! (n - |W| - 1)! / n! [Y(W) - Y(W + j)]
    contingency of j  a set W of the others such that Y stays when any part of W is
                      taken away, and goes when W and j are

Shapley values add up to Y() - Y(all) in every replication, so their means add up to
the whole difference between the first arm and the last (Shapley 1953).

A cause that has a contingency is an actual cause in the sense of Halpern and Pearl
(2005), with each cause either there or taken away. The least sets whose removal
makes Y go are the causes in the sense of Halpern (2015), and a cause has a
contingency exactly where it is part of such a set: if W + j is least, no part of W
does; and if parts of W do nothing and W + j does, then a least set within W + j
holds j.

Assumed: (1) the arms hold the same replications; (2) taking causes away together
is taking each away. What links a cause to Y is run anew, never held as it was, so
of Halpern's witnesses only the other causes are looked at. "The same luck" is a
convention of the model (``necessity``).
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from hinge.analysis.course import Bools, Ints
from hinge.analysis.intervals import MIN_RUNS, Mean, mean_interval, weighted_interval
from hinge.analysis.necessity import Needed, needed
from hinge.analysis.odds import Odds, distinct, odds, per_draw
from hinge.errors import TooFewRuns

Array = npt.NDArray[np.float64]

MOST_CAUSES = 4
"""Causes that are taken apart at once: 16 arms."""


@dataclass(frozen=True)
class Contingency:
    """A set of causes, by number, and the share of replications with Y in which it is one or a least one."""

    others: tuple[int, ...]
    share: Odds


@dataclass(frozen=True)
class CauseFound:
    """One cause: ``alone`` the bounds and the shared-chance value of its own necessity.

    ``instead``: share of replications without Y in which it comes about when the cause
    is taken away. Where that is about as large as the necessity, both show luck that
    fell otherwise in campaigns gone their own way, and not the cause.
    ``some``: share of replications with Y that have a contingency for it, and
    ``contingencies`` each by itself; None and empty where Y is too rare.
    """

    alone: Needed
    instead: Odds | None
    some: Odds | None
    contingencies: tuple[Contingency, ...]


@dataclass(frozen=True)
class Together:
    """Several causes of one yes-or-no outcome; ``least``: share in which a set is a least one, if any has it."""

    causes: tuple[CauseFound, ...]
    least: tuple[Contingency, ...]


def shares_of_causes(
    ends: Array, draw: Ints, *, conditioned: bool = False
) -> tuple[tuple[Mean, ...], Mean]:
    """Return the Shapley value of each cause and the whole difference, with intervals over draws.

    ``ends`` (2^n, R): the outcome, a number or 0 and 1, where the causes in the bits of
    the row are taken away. ``conditioned``: draws weigh by their number of campaigns.
    Fewer than 50 draws, or effective ones, raise TooFewRuns.
    """
    n = causes_of(ends)
    effective = distinct(draw) if conditioned else float(np.unique(draw).size)
    if effective < MIN_RUNS:
        what = "Shapley values (counted in parameter draws)"
        raise TooFewRuns(what, math.floor(effective), MIN_RUNS)
    values = []
    for j in range(n):
        value = np.zeros(ends.shape[1])
        for w in _without(n, j):
            size = w.bit_count()
            weight = math.factorial(size) * math.factorial(n - size - 1) / math.factorial(n)
            value += weight * (ends[w] - ends[w | 1 << j])
        values.append(_mean(value, draw, conditioned))
    return tuple(values), _mean(ends[0] - ends[-1], draw, conditioned)


def taken_together(ends: Bools, draw: Ints, ancestor: Ints | None = None) -> Together:
    """Return necessity and contingencies of each cause from Y (2^n, R), rows as above.

    ``ancestor`` (R,): first particle of each campaign of conditioned arms.
    """
    n = causes_of(ends)
    stays = unmoved(ends)
    happened = ends[0]
    causes = []
    for j in range(n):
        flips = {w: stays[w] & ~ends[w | 1 << j] for w in _without(n, j)}
        some = np.logical_or.reduce(list(flips.values()))
        causes.append(
            CauseFound(
                needed(happened, ends[1 << j], draw, ancestor),
                _share(ends[1 << j], ~happened, draw, ancestor),
                _share(some, happened, draw, ancestor),
                tuple(_listed(flips, happened, draw, ancestor)),
            )
        )
    least = {w: least_set(ends, stays, w) for w in range(1, 1 << n)}
    found = [one for one in _listed(least, happened, draw, ancestor) if one.share.hits]
    return Together(tuple(causes), tuple(found))


def causes_of(ends: npt.NDArray[np.generic]) -> int:
    """Return the number of causes behind so many arms; ValueError if it is no power of two."""
    n = int(ends.shape[0]).bit_length() - 1
    if ends.shape[0] != 1 << n or not 2 <= n <= MOST_CAUSES:
        raise ValueError(f"{ends.shape[0]} arms are not all subsets of 2 to {MOST_CAUSES} causes.")
    return n


def unmoved(ends: Bools) -> Bools:
    """Return for each set W whether Y stays when any part of it, and W itself, is taken away, (2^n, R)."""
    stays = ends.copy()
    for w in range(1, ends.shape[0]):
        for j in range(w.bit_length()):
            if w >> j & 1:
                stays[w] &= stays[w ^ 1 << j]
    return stays


def least_set(ends: Bools, stays: Bools, w: int) -> Bools:
    """Return where Y goes when W is taken away, and stays when any smaller part is, (R,)."""
    smaller = [stays[w ^ 1 << j] for j in range(w.bit_length()) if w >> j & 1]
    return np.asarray(np.logical_and.reduce(smaller) & ~ends[w])


def _mean(values: Array, draw: Ints, conditioned: bool) -> Mean:
    """Return the mean of values (R,) over draws, with its interval."""
    means = per_draw(values, draw)[1]
    if not conditioned:
        return mean_interval(means)
    sizes = np.unique(draw, return_counts=True)[1].astype(np.float64)
    return weighted_interval(means, sizes)


def _without(n: int, j: int) -> Iterator[int]:
    """Yield the sets of n causes that leave cause j out, by number."""
    return (w for w in range(1 << n) if not w >> j & 1)


def _listed(
    sets: dict[int, Bools], happened: Bools, draw: Ints, ancestor: Ints | None
) -> Iterator[Contingency]:
    """Yield the share of each set among replications with Y; nothing where Y is too rare."""
    for w, holds in sets.items():
        share = _share(holds, happened, draw, ancestor)
        if share is not None:
            yield Contingency(tuple(j for j in range(w.bit_length()) if w >> j & 1), share)


def _share(holds: Bools, among: Bools, draw: Ints, ancestor: Ints | None) -> Odds | None:
    """Return the share that holds among those replications; None where they are too few."""
    if int(among.sum()) < MIN_RUNS:
        return None
    family = None if ancestor is None else ancestor[among]
    try:
        return odds(holds[among], draw[among], family)
    except TooFewRuns:
        return None
