"""Rival readings of one event, scored on its by-products; ratios are reported and no winner.

Each reading has an arm of its own: campaigns from the first day in which the drivers
of the other readings are taken away, not weighed by anything observed. An arm in
which everything acts stands beside them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import numpy.typing as npt

from hinge.analysis import rivals as estimate
from hinge.analysis.course import Bools, Course
from hinge.analysis.odds import Odds, odds
from hinge.analysis.rivals import NEVER, SHOWN, Ratio
from hinge.claims import predicates
from hinge.claims.predicates import Ground, first_day, holds, measured
from hinge.scenario.conditioning import Days, Factor, Report
from hinge.scenario.rivals import (
    Amount,
    ByProduct,
    FirstReading,
    HoldsReading,
    NumberReading,
    RivalSet,
)
from hinge.scenario.scenario import Scenario

Array = npt.NDArray[np.float64]

ALL_DRIVERS = "all_drivers"
"""Id of the arm in which nothing is taken away."""


@dataclass(frozen=True)
class Shown:
    """How often an arm shows a by-product, within one standard error of its range.

    ``likelihood``: mean relative likelihood; ``same``: it is the same in every campaign
    of the arm, which by itself could not tell one campaign from another.
    """

    byproduct: str
    share: Odds
    likelihood: float
    same: bool


@dataclass(frozen=True)
class RivalScore:
    """One reading's arm: what was taken away, and the mean likelihood of all by-products together.

    ``effective``: parameter draws that carry it.
    """

    id: str
    claim: str
    says: str
    under: tuple[str, ...]
    shown: tuple[Shown, ...]
    likelihood: float
    effective: float


@dataclass(frozen=True)
class RivalRatio:
    """How many times likelier the by-products are under ``rival`` than under ``against``.

    ``without``: the same without the by-products that are the same in every campaign
    of some arm; None where there is none of these, or nothing is left.
    """

    rival: str
    against: str
    ratio: Ratio
    without: Ratio | None


@dataclass(frozen=True)
class RivalScores:
    """A set of rivals, compared. ``flagged``: by-products that some arm shows always or never alike."""

    id: str
    question: str
    byproducts: tuple[str, ...]
    rivals: tuple[RivalScore, ...]
    ratios: tuple[RivalRatio, ...]
    flagged: tuple[str, ...]


def rival_scores(scenario: Scenario, one: RivalSet, courses: Mapping[str, Course]) -> RivalScores:
    """Return a set of rivals compared; ``courses``: an arm by rival id, and by ``ALL_DRIVERS``."""
    ground = Ground.of(scenario)
    kernels = {
        name: np.stack([likelihood_of(seen, course, ground) for seen in one.byproducts], axis=1)
        for name, course in courses.items()
    }  # (R, B) each
    says = {rival.id: (rival.claim, rival.says, rival.under) for rival in one.rivals}
    says[ALL_DRIVERS] = ("", "Everything acts, and nothing is taken away.", ())
    scores = tuple(
        _score(name, says[name], one.byproducts, kernels[name], courses[name]) for name in says
    )
    alike = np.array([[shown.same for shown in score.shown] for score in scores])
    same: Bools = np.asarray(alike.any(axis=0))
    left = ~same if same.any() and not same.all() else None
    ratios = tuple(
        RivalRatio(
            a,
            b,
            _ratio(a, b, kernels, courses),
            None
            if left is None
            else _ratio(a, b, {n: k[:, left] for n, k in kernels.items()}, courses),
        )
        for a, b in combinations([*(rival.id for rival in one.rivals), ALL_DRIVERS], 2)
    )
    names = tuple(seen.id for seen in one.byproducts)
    flagged = tuple(name for name, so in zip(names, same, strict=True) if so)
    return RivalScores(one.id, " ".join(one.question.split()), names, scores, ratios, flagged)


def likelihood_of(seen: ByProduct, course: Course, ground: Ground) -> Array:
    """Return the relative likelihood of a by-product in each replication of an arm, (R,), from its floor to 1."""
    read, error = seen.reads, seen.error
    if isinstance(read, HoldsReading) and isinstance(error, Report):
        found = estimate.of_report(
            holds(read.predicate, course, ground), error.miss, error.discrepancy
        )
    elif isinstance(read, FirstReading) and isinstance(error, Days):
        first = first_day(read.predicate, course, ground)
        day = np.where(first == predicates.NEVER, NEVER, first.astype(np.float64))
        low, high = ((end - course.start).days for end in (error.low, error.high))
        found = estimate.of_days(day, low, high, error.sd, error.discrepancy, error.never)
    elif isinstance(read, NumberReading) and isinstance(error, Amount):
        number = measured(read.measure, course)
        found = estimate.of_amount(number, error.low, error.high, error.sd, error.discrepancy)
    elif isinstance(read, NumberReading) and isinstance(error, Factor):
        number = measured(read.measure, course)
        found = estimate.of_factor(number, error.low, error.high, error.log_sd, error.discrepancy)
    else:
        raise TypeError(f"The check refuses an error of {error.kind} for what reads a {read.kind}.")
    return np.maximum(found, seen.floor)


def _score(
    name: str,
    says: tuple[str, str, tuple[str, ...]],
    byproducts: tuple[ByProduct, ...],
    kernels: Array,
    course: Course,
) -> RivalScore:
    """Return what one arm shows, by-product by by-product and all together."""
    shown = tuple(
        Shown(
            seen.id,
            odds(kernels[:, column] >= SHOWN, course.draw, what="A share of campaigns"),
            float(kernels[:, column].mean()),
            bool(np.ptp(kernels[:, column]) == 0.0),
        )
        for column, seen in enumerate(byproducts)
    )
    weights = estimate.joint(kernels, course.draw)[1]
    claim, text, under = says
    return RivalScore(
        name,
        claim,
        " ".join(text.split()),
        under,
        shown,
        float(kernels.prod(axis=1).mean()),
        estimate.effective(weights),
    )


def _ratio(a: str, b: str, kernels: Mapping[str, Array], courses: Mapping[str, Course]) -> Ratio:
    """Return the ratio of two arms."""
    return estimate.ratio(
        estimate.joint(kernels[a], courses[a].draw), estimate.joint(kernels[b], courses[b].draw)
    )
