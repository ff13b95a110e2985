"""Necessity and sufficiency where cases outside the model were observed too.

Paired arms set X from outside: p1 = P(Y | do X), p0 = P(Y | do not X). Cases in which
X came about by itself say how often X and Y went together: P(x, y), P(x, y'),
P(x', y), P(x', y'). Together they bound the probabilities of causation without
assuming that whatever brought X about had no other part in Y (Tian and Pearl 2000,
theorem on combined data; P(y) = P(x, y) + P(x', y)):

    PN   from max(0, (P(y) - p0) / P(x, y))     to min(1, (1 - p0 - P(x', y')) / P(x, y))
    PS   from max(0, (p1 - P(y)) / P(x', y'))   to min(1, (p1 - P(x, y)) / P(x', y'))
    PNS  from max(0, p1 - p0, P(y) - p0, p1 - P(y))
         to   min(p1, 1 - p0, P(x, y) + P(x', y'), p1 - p0 + P(x, y') + P(x', y))

PN is of the cases in which X and Y came about, PS of those with neither, PNS of all.
The bounds of PNS are never wider than those of the arms alone; those of PN and PS
are those of the arms where X was not confounded with Y.

Both kinds of data speak of one population only if P(x, y) <= p1 <= 1 - P(x, y') and
P(x', y) <= p0 <= 1 - P(x', y'). Where the intervals leave no room for that, the model
and the cases contradict each other, and there are no bounds.

Intervals: each term of a bound rises or falls with each of p1, p0, P(x, y), P(x', y) and
P(x', y'), so its ends are its values at the corners of the five intervals, each drawn
at a level that splits the error. A bound is the largest (smallest) of its terms, and
so are its ends those of the terms' ends: terms of PNS that pull P(x, y) in opposite
directions meet within the box only where another term is beyond them both. The box is
wide: the five are not independent, and some of its corners are impossible together.
Assumed: (1) the cases are like the campaigns in everything but where they were seen;
(2) they were counted without error. A scenario that gives cases must argue for both.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import product

from hinge.analysis.intervals import LOOK_LEVEL, Mean, wilson
from hinge.analysis.necessity import Bounds
from hinge.analysis.odds import Odds

CORNER_LEVEL = 1.0 - (1.0 - LOOK_LEVEL) / 5.0
"""Level of each of five intervals that together keep the level of one look (Bonferroni)."""

Shares = tuple[float, float, float, float, float]
"""p1, p0, P(x, y), P(x', y), P(x', y')."""

Limit = Callable[[Shares], float]

Terms = Callable[[Shares], tuple[float, ...]]


@dataclass(frozen=True)
class Cases:
    """Counted cases: with X and Y, with X alone, with Y alone, with neither."""

    both: int
    cause_alone: int
    outcome_alone: int
    neither: int

    @property
    def total(self) -> int:
        """All cases."""
        return self.both + self.cause_alone + self.outcome_alone + self.neither


@dataclass(frozen=True)
class Combined:
    """Bounds from arms and cases together; None where nothing is to be explained, or they contradict.

    ``contradiction``: the two kinds of data leave no room for each other.
    """

    cases: Cases
    necessity: Bounds | None
    sufficiency: Bounds | None
    both: Bounds | None
    contradiction: bool = False


def combined(with_: Odds, without: Odds, cases: Cases) -> Combined:
    """Return the bounds of two arms (share of Y with and without X) together with counted cases.

    No cases at all raise ValueError.
    """
    if cases.total < 1:
        raise ValueError("There are no cases to combine the arms with.")
    middle = shares(with_.share, without.share, cases)
    ends = _ends(with_, without, cases)
    if not _room(ends):
        return Combined(cases, None, None, None, contradiction=True)
    one, two, both, alone, neither = ends
    corners = list(product(one, two, both, alone, neither))
    return Combined(
        cases,
        _bounds(middle, corners, necessity_least, necessity_most) if cases.both else None,
        _bounds(middle, corners, sufficiency_least, sufficiency_most) if cases.neither else None,
        _both_bounds(middle, corners),
    )


def shares(p1: float, p0: float, cases: Cases) -> Shares:
    """Return the five shares of two arms and of cases."""
    n = cases.total
    return p1, p0, cases.both / n, cases.outcome_alone / n, cases.neither / n


def necessity_least(s: Shares) -> float:
    """Return the least that PN can be; 0 where X and Y never came about together."""
    _, p0, both, alone, _ = s
    return _cut((both + alone - p0) / both) if both > 0.0 else 0.0


def necessity_most(s: Shares) -> float:
    """Return the most that PN can be; 1 where X and Y never came about together."""
    _, p0, both, _, neither = s
    return _cut((1.0 - p0 - neither) / both) if both > 0.0 else 1.0


def sufficiency_least(s: Shares) -> float:
    """Return the least that PS can be; 0 where every case had X or Y."""
    p1, _, both, alone, neither = s
    return _cut((p1 - both - alone) / neither) if neither > 0.0 else 0.0


def sufficiency_most(s: Shares) -> float:
    """Return the most that PS can be; 1 where every case had X or Y."""
    p1, _, both, _, neither = s
    return _cut((p1 - both) / neither) if neither > 0.0 else 1.0


def both_least(s: Shares) -> float:
    """Return the least that PNS can be."""
    return _cut(max(_least_terms(s)))


def both_most(s: Shares) -> float:
    """Return the most that PNS can be."""
    return _cut(min(_most_terms(s)))


def _least_terms(s: Shares) -> tuple[float, ...]:
    """Return what PNS is at least, each by itself."""
    p1, p0, both, alone, _ = s
    outcome = both + alone
    return p1 - p0, outcome - p0, p1 - outcome


def _most_terms(s: Shares) -> tuple[float, ...]:
    """Return what PNS is at most, each by itself."""
    p1, p0, both, _, neither = s
    return p1, 1.0 - p0, both + neither, p1 - p0 + 1.0 - both - neither


def _both_bounds(middle: Shares, corners: list[Shares]) -> Bounds:
    """Return the bounds of PNS with the ends that their terms' ends give them."""
    least, most = both_least(middle), both_most(middle)
    lows, highs = _term_ends(_least_terms, corners)
    least_ends = _cut(max(lows)), _cut(max(highs))
    lows, highs = _term_ends(_most_terms, corners)
    most_ends = _cut(min(lows)), _cut(min(highs))
    return Bounds(Mean(least, *least_ends), Mean(most, *most_ends))


def _term_ends(terms: Terms, corners: list[Shares]) -> tuple[list[float], list[float]]:
    """Return the least and the most of each term over the corners."""
    by_term = list(zip(*(terms(corner) for corner in corners), strict=True))
    return [min(one) for one in by_term], [max(one) for one in by_term]


def _bounds(middle: Shares, corners: list[Shares], least: Limit, most: Limit) -> Bounds:
    """Return bounds with the ends that the corners give them."""
    found = []
    for limit in (least, most):
        values = [limit(corner) for corner in corners]
        value = limit(middle)
        found.append(Mean(value, min(value, *values), max(value, *values)))
    return Bounds(*found)


def _ends(with_: Odds, without: Odds, cases: Cases) -> list[tuple[float, float]]:
    """Return the interval of each of the five shares."""
    n = cases.total
    arms = [wilson(odds.share, odds.n_effective, CORNER_LEVEL) for odds in (with_, without)]
    counts = (cases.both, cases.outcome_alone, cases.neither)
    return [*arms, *(wilson(count / n, n, CORNER_LEVEL) for count in counts)]


def _room(ends: list[tuple[float, float]]) -> bool:
    """Whether some values within the intervals are possible together."""
    one, two, both, alone, neither = ends
    cause_alone = max(0.0, 1.0 - both[1] - alone[1] - neither[1])  # the least that it can be
    with_cause = both[0] <= one[1] and one[0] <= 1.0 - cause_alone
    return with_cause and alone[0] <= two[1] and two[0] <= 1.0 - neither[0]


def _cut(share: float) -> float:
    """Return a share cut to 0 and 1."""
    return min(1.0, max(0.0, share))
