"""Rival laws scored on reports that they were not fitted to, each with a pool of its own.

    log score   log p(held | kept) = log sum_ir L_held L_kept - log sum_ir L_kept
    CRPS        of each held-out report, in its standard errors; for a state (p - report)^2

over members i and their campaigns r: a campaign that agreed with the earlier reports
is the one that has to show the later ones. This asks how well a law, once fitted,
foretells; no law gains by fitting. The chance of a law given the reports is not
computed: with summaries that are not sufficient it is unreliable (Robert and others 2011).

The error is that of the pool alone, by drawing its members again, the same ones
under every law (their draws and luck pair). It does not cover the one campaign that
there is. A handful of reports from one campaign are a sample of one, for which the
error of a difference cannot be estimated; differences under four are then not to be
told from none (Sivula and others 2020). So a law is preferred only where it leads
every other by more than that, with the whole interval of the pool.

Letters: N members, R campaigns of each, T targets, H of them held out.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hinge.analysis.fit import Target, agreement
from hinge.analysis.law_results import Foretold, LawScores, Lead
from hinge.analysis.planted_sets import effective_members

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

RESAMPLES = 400
HALF_LOG_2PI = 0.5 * math.log(2.0 * math.pi)
LOW, HIGH = 0.025, 0.975


@dataclass(frozen=True)
class LawPool:
    """One law's pool: what its campaigns ``shown`` (N, R, T), and ``rate`` (N,), which it does not share."""

    law: str
    shown: Floats
    rate: Floats


@dataclass(frozen=True)
class _Terms:
    """What is summed over members.

    ``kept`` (N,): likelihood of the earlier reports; ``held`` (N, 1 + H): times that of all
    held-out reports, and of each. For the CRPS: ``weights`` (N, R), and of each held-out
    report ``values`` (N * R,) that would be reported, sorted, with their ``order``, and ``told``.
    """

    kept: Floats
    held: Floats
    weights: Floats
    values: tuple[Floats, ...]
    order: tuple[NDArray[np.int64], ...]
    told: tuple[float, ...]


@dataclass(frozen=True)
class _Scored:
    """Log score, log score of each held-out report (H,), and CRPS (H,)."""

    log_score: float
    each: Floats
    crps: Floats


def law_scores(
    pools: Sequence[LawPool], targets: tuple[Target, ...], held: Bools, *, seed: int = 1
) -> LawScores:
    """Weigh every law's pool by the targets that are kept, and score the others.

    held (T,): True for targets to be foretold. Pools of one size pair member by member.
    Raises ValueError unless some targets are kept and some held out, and pools are of one size.
    """
    if not 0 < int(held.sum()) < held.size or len({pool.shown.shape for pool in pools}) != 1:
        raise ValueError("Pools of one size are needed, and targets of which some are held out.")
    later = tuple(one for one, out in zip(targets, held, strict=True) if out)
    earlier = tuple(one for one, out in zip(targets, held, strict=True) if not out)
    terms = {
        pool.law: _terms(pool.shown[:, :, ~held], earlier, pool.shown[:, :, held], later, seed)
        for pool in pools
    }
    size = pools[0].shown.shape[0]
    found = {law: _scored(one, np.ones(size), later) for law, one in terms.items()}
    laws = [
        Foretold(
            law=pool.law,
            log_score=found[pool.law].log_score,
            each=found[pool.law].each,
            crps=found[pool.law].crps,
            effective=effective_members(terms[pool.law].kept),
            rate=_median(pool.rate, terms[pool.law].kept),
        )
        for pool in pools
    ]
    laws.sort(key=lambda one: -one.log_score)
    drawn = _drawn_again(terms, size, later, seed)
    best = laws[0]
    leads = tuple(_lead(best, other, drawn[best.law], drawn[other.law]) for other in laws[1:])
    return LawScores(
        tuple(one.id for one in later), tuple(one.id for one in earlier), tuple(laws), leads
    )


def _terms(
    before: Floats, earlier: tuple[Target, ...], after: Floats, later: tuple[Target, ...], seed: int
) -> _Terms:
    """Return what is summed, from what campaigns showed (N, R, .) of the earlier and the later targets."""
    size, replicates = before.shape[:2]
    kept = _likelihood(earlier, before, relative=True)  # scores take ratios of it alone
    parts = [kept * _likelihood(later, after)]
    parts += [kept * _likelihood((one,), after[:, :, n : n + 1]) for n, one in enumerate(later)]
    generator = np.random.default_rng([seed, 4])
    luck = generator.standard_normal((len(later), size * replicates))
    values = [_reported(one, after[:, :, n].ravel(), luck[n]) for n, one in enumerate(later)]
    order = tuple(np.argsort(one, kind="stable") for one in values)
    return _Terms(
        kept.mean(axis=1),
        np.stack(parts, axis=2).mean(axis=1),
        kept,
        tuple(one[rows] for one, rows in zip(values, order, strict=True)),
        order,
        tuple(one.value if one.kind == "state" else one.reported / one.sd for one in later),
    )


def _likelihood(targets: tuple[Target, ...], shown: Floats, *, relative: bool = False) -> Floats:
    """Return the density of the reports given each campaign, (N, R): normal on the scale of errors.

    ``relative``: over the largest, so that many far reports do not all come to 0.
    """
    size, replicates, count = shown.shape
    logs = agreement(targets, shown.reshape(size * replicates, 1, count))
    normal = sum(math.log(one.sd) + HALF_LOG_2PI for one in targets if one.kind != "state")
    normal = float(logs.max()) if relative else normal
    density: Floats = np.exp(logs - normal).reshape(size, replicates)
    return density


def _reported(target: Target, shown: Floats, luck: Floats) -> Floats:
    """Return what would be reported of campaigns (n,), in standard errors; for a state the chance of a 1."""
    if target.kind == "state":
        chances: Floats = np.where(shown == 1.0, 1.0 - target.sd, target.sd)
        return chances
    return target.scaled(shown) / target.sd + luck


def _scored(terms: _Terms, times: Floats, later: tuple[Target, ...]) -> _Scored:
    """Return the scores when member i counts ``times[i]`` times."""
    with np.errstate(divide="ignore"):
        logs: Floats = np.log(times @ terms.held) - np.log(times @ terms.kept)
    weights = (terms.weights * times[:, None]).ravel()
    weights = weights / weights.sum()
    rows = zip(later, terms.values, terms.order, terms.told, strict=True)
    crps = [
        _crps(values, weights[order], told, state=one.kind == "state")
        for one, values, order, told in rows
    ]
    return _Scored(float(logs[0]), logs[1:], np.array(crps))


def _crps(values: Floats, share: Floats, told: float, *, state: bool) -> float:
    """Return the fair CRPS of sorted values (n,) with shares (n,); of a state the squared error.

    >>> _crps(np.array([1.0, 3.0]), np.array([0.5, 0.5]), 2.0, state=False)
    0.0
    """
    if state:
        return (float(share @ values) - told) ** 2
    apart = float((share * values) @ (2.0 * share.cumsum() - share - 1.0))
    most = 1.0 - float(share @ share)
    return float(share @ np.abs(values - told)) - (apart / most if most > 0.0 else 0.0)


def _drawn_again(
    terms: dict[str, _Terms], size: int, later: tuple[Target, ...], seed: int
) -> dict[str, list[_Scored]]:
    """Return every law's scores for pools drawn again, the same members under every law."""
    generator = np.random.default_rng([seed, 3])
    drawn: dict[str, list[_Scored]] = {law: [] for law in terms}
    for _ in range(RESAMPLES):
        times = np.bincount(generator.integers(size, size=size), minlength=size).astype(np.float64)
        for law, one in terms.items():
            drawn[law].append(_scored(one, times, later))
    return drawn


def _lead(best: Foretold, other: Foretold, ours: list[_Scored], theirs: list[_Scored]) -> Lead:
    """Return by how much one law leads another."""
    pairs = list(zip(ours, theirs, strict=True))
    logs = np.array([a.log_score - b.log_score for a, b in pairs])
    crps = np.array([float((a.crps - b.crps).mean()) for a, b in pairs])
    return Lead(
        best.law,
        other.law,
        _span(best.log_score - other.log_score, logs),
        _span(float((best.crps - other.crps).mean()), crps),
    )


def _span(value: float, drawn: Floats) -> tuple[float, float, float]:
    """Return a value with the interval that holds 95 of 100 of those drawn again."""
    low, high = np.quantile(drawn, [LOW, HIGH]).tolist()
    return value, low, high


def _median(values: Floats, weights: Floats) -> float:
    """Return the weighted median of values (n,)."""
    order = np.argsort(values, kind="stable")
    reached = weights[order].cumsum()
    return float(values[order][np.searchsorted(reached, 0.5 * reached[-1])])
