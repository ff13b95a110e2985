"""Parameter sets planted on purpose, and where they lie in the posteriors that their reports lead to.

One stored pool serves throughout. A member is taken, one of its campaigns is made the
true one, and reports are drawn from the error about what that campaign showed
(``fit.planted``). Then the calibration is asked what it makes of these reports, and
knows nothing of the member: it is left out of its own posterior with all of its
campaigns. If prior, simulator and error are one and the same in both steps, the share of the
posterior below the planted value is uniform from 0 to 1, for any number that can be
computed from parameters and campaign (Cook, Gelman and Rubin 2006; Talts and others 2018).

Beside the parameters one more number is placed: how well the true campaign agrees with
the reports. Parameters alone cannot tell a posterior that has learnt nothing from a
right one, since both are right on average over the prior (Modrak and others 2023).

No planted set is dropped, however few members agree with its reports: dropping would
choose sets by their reports, and shares of what remains need not be uniform. The rank of a
parameter allows for few members (``ranks``); coverage of an interval does not, and shows it.

Letters: N members of the pool, R campaigns of each, T targets, A parameters, P planted sets.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from hinge.analysis.fit import Target, agreement, planted
from hinge.errors import InputError, Place, Problem, TooFewRuns

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Posterior = Callable[[Floats], tuple[Floats, Floats]]
"""What makes members (n, A) with weights (n,) of the reports (T,) of one planted set."""

VARIANCE = 2  # place of the variances in what ``_place`` returns
NONE = -1  # a planted set that is no member of the pool


@dataclass(frozen=True)
class Planted:
    """``truth`` (P, A); ``reports`` (P, T), in the unit of each; ``shown`` (P, T) by the true campaign.

    ``member`` (P,): the row of the pool that is left out, or NONE.
    """

    truth: Floats
    shown: Floats
    reports: Floats
    member: Ints


@dataclass(frozen=True)
class Positions:
    """Where the planted sets lie in their posteriors.

    ``below``, ``tied`` (P, K): share of the posterior below the planted value, and at it;
    the first A columns are the parameters, a further one (pool alone) is the agreement.
    ``variance`` (P, A): of the posterior; ``effective`` (P, K): effective members behind it.
    """

    below: Floats
    tied: Floats
    variance: Floats
    effective: Floats


def plant(
    theta: Floats, shown: Floats, targets: tuple[Target, ...], seed: int, member: Ints | None = None
) -> Planted:
    """Draw reports for the parameter sets ``theta`` (P, A) whose campaigns showed ``shown`` (P, T).

    Raises InputError where a count of nought has no offset: what would be reported of it
    has no distribution then.
    """
    generator = np.random.default_rng(seed)
    for number, target in enumerate(targets):
        if not np.all(np.isfinite(target.scaled(shown[:, number]))):
            raise InputError([_no_offset(target)])
    reports = [planted(one, shown[:, n], generator) for n, one in enumerate(targets)]
    out = np.full(theta.shape[0], NONE) if member is None else member
    return Planted(theta, shown, np.stack(reports, axis=1), out)


def plant_members(
    theta: Floats, shown: Floats, targets: tuple[Target, ...], sets: int, seed: int
) -> Planted:
    """Plant ``sets`` members of the pool, none twice, each with a campaign of its own drawn from its R.

    theta (N, A), shown (N, R, T). Raises TooFewRuns where the pool is no larger than that.
    """
    size, replicates, _ = shown.shape
    if size <= sets:
        raise TooFewRuns("A check on planted sets (members of the pool)", size, sets + 1)
    generator = np.random.default_rng([seed, 1])
    member = generator.permutation(size)[:sets].astype(np.int64)
    which = generator.integers(replicates, size=sets)
    return plant(theta[member], shown[member, which], targets, seed, member)


def place_in_pool(
    theta: Floats, shown: Floats, targets: tuple[Target, ...], sets: Planted
) -> Positions:
    """Weigh the pool by the reports of every planted set, and place the set in what comes of it.

    theta (N, A), shown (N, R, T). Columns: the parameters, then the agreement, which is
    placed among single campaigns.
    """
    size, replicates, count = shown.shape
    campaigns = shown.reshape(size * replicates, 1, count)
    rows = []
    for truth, true, reports, member in zip(
        sets.truth, sets.shown, sets.reports, sets.member.tolist(), strict=True
    ):
        told = told_of(targets, reports)
        logs = agreement(told, campaigns)
        if member != NONE:
            logs[member * replicates : (member + 1) * replicates] = -np.inf
        best = float(logs.max())
        each = np.exp(logs - best) if best > -np.inf else np.zeros(logs.size)
        own = agreement(told, true[None, None, :])
        ours = _place(theta, each.reshape(size, replicates).sum(axis=1), truth)
        rows.append((ours, _place(logs[:, None], each, own)))
    below, tied, _, effective = (
        np.array([np.concatenate([ours[n], agreed[n]]) for ours, agreed in rows]) for n in range(4)
    )
    return Positions(below, tied, np.array([ours[VARIANCE] for ours, _ in rows]), effective)


def place(posterior: Posterior, sets: Planted) -> Positions:
    """Ask any calibration for the posterior of every planted set, and place the set in it.

    The calibration is to start from the prior each time, and must not know the planted sets.
    """
    pairs = zip(sets.reports, sets.truth, strict=True)
    rows = [_place(*posterior(reports), truth) for reports, truth in pairs]
    return Positions(*(np.array(column) for column in zip(*rows, strict=True)))


def told_of(targets: tuple[Target, ...], reports: Floats) -> tuple[Target, ...]:
    """Return the targets with other reports (T,)."""
    pairs = zip(targets, reports.tolist(), strict=True)
    return tuple(replace(one, value=value) for one, value in pairs)


def effective_members(weights: Floats) -> float:
    """Return how many equally weighted members the weights (n,) are worth; 0 where all are 0.

    >>> effective_members(np.array([1.0, 1.0, 0.0]))
    2.0
    """
    square = float(weights @ weights)
    return float(weights.sum()) ** 2 / square if square > 0.0 else 0.0


def _place(theta: Floats, weights: Floats, truth: Floats) -> tuple[Floats, ...]:
    """Return share of weight below ``truth`` and at it, variance, and effective members, (A,) each.

    theta (n, A), weights (n,). Where nothing has weight nothing is known: the truth then
    counts as outside of what is said.
    """
    kept = weights > 0.0
    theta, weights = theta[kept], weights[kept]
    share = weights / weights.sum() if weights.size else weights
    off = theta - (share @ theta if weights.size else truth)
    below = np.where(theta < truth, share[:, None], 0.0).sum(axis=0)
    tied = np.where(theta == truth, share[:, None], 0.0).sum(axis=0)
    effective = np.full(truth.size, effective_members(weights))
    return below, tied, share @ (off * off), effective


def _no_offset(target: Target) -> Problem:
    """Return what is wrong with a count that campaigns show as 0 and that has no offset."""
    return Problem(
        "calibration_offset",
        f"{target.id}: a campaign shows 0, and the error of the count has no offset.",
        "An error by a factor says nothing of what is reported of nothing.",
        "Give the error an offset, such as 1.",
        Place("calibration.yaml", 0, target.id),
    )
