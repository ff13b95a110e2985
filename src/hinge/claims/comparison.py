"""Arms compared outcome by outcome: value without and with, paired difference, how often it rises or falls.

Replications of one number share their parameter draw and their luck, so the
difference of a pair shows the intervention. Draws in which it rises or falls are
counted by the mean of their replicates; how much of the variance of the
difference is chance within a draw stands apart, as ``spread``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from hinge.analysis.contingency import Together, shares_of_causes, taken_together
from hinge.analysis.counterfactual import contrast, match
from hinge.analysis.course import Course, Ints
from hinge.analysis.intervals import Mean
from hinge.analysis.odds import Odds
from hinge.analysis.spread import Spread
from hinge.claims.outcomes import Group, Outcome
from hinge.errors import StoreError, TooFewRuns

Array = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Line:
    """One outcome in two arms.

    ``without``, ``with_``: means over the paired campaigns, None where there are none;
    ``difference`` with its interval; ``rises``, ``falls``: share of parameter draws;
    ``saving``: how many times as many runs unpaired arms need for the same standard
    error; ``left_out``: pairs without a number in one of the arms; ``note`` says why
    there is no difference where there is none.
    """

    id: str
    says: str
    group: Group
    unit: str
    yes_no: bool
    without: float | None
    with_: float | None
    difference: Mean | None
    rises: Odds | None
    falls: Odds | None
    identical: bool
    saving: float | None
    spread: Spread | None
    pairs: int
    left_out: int
    note: str = ""


@dataclass(frozen=True)
class Shared:
    """The change of one outcome shared out among several interventions.

    ``values``: Shapley values, with their signs such that they add up to ``whole``, the
    mean with all pulled less that with none; ``found``: for yes or no, what each takes away
    as a cause of the outcome. ``note`` says why there is nothing where there is nothing.
    """

    id: str
    says: str
    group: Group
    unit: str
    yes_no: bool
    values: tuple[Mean, ...]
    whole: Mean | None
    found: Together | None
    note: str = ""


@dataclass(frozen=True)
class Span:
    """The range of an outcome's differences over several interventions, and which give its ends."""

    id: str
    lowest: float
    highest: float
    lowest_with: str
    highest_with: str


def compared(
    outcomes: Sequence[Outcome], with_: Course, without: Course, values: Values
) -> tuple[Line, ...]:
    """Return a line for each outcome; TooFewRuns becomes a line that says so."""
    return tuple(_line(outcome, with_, without, values) for outcome in outcomes)


class Values:
    """What outcomes give in arms, each worked out once."""

    def __init__(self, outcomes: Sequence[Outcome]) -> None:
        """Keep which series are read."""
        self._series = sorted({name for outcome in outcomes for name in outcome.series})
        self._kept: dict[tuple[str, str], Array] = {}

    def __call__(self, outcome: Outcome, course: Course) -> Array:
        """Return the outcome in each replication of an arm, (R,)."""
        key = (outcome.id, course.arm)
        if key not in self._kept:
            course.load(self._series)
            self._kept[key] = outcome.read(course)
        return self._kept[key]


def _line(outcome: Outcome, with_: Course, without: Course, values: Values) -> Line:
    """Return one outcome in two arms."""
    pairs = match(with_, without, values(outcome, with_), values(outcome, without))
    there = pairs.values.size > 0
    try:
        found, note = contrast(pairs, sign=1, smallest=0.0, what="A difference"), ""
    except TooFewRuns as few:
        found, note = None, str(few)
    return Line(
        id=outcome.id,
        says=outcome.says,
        group=outcome.group,
        unit=outcome.unit,
        yes_no=outcome.yes_no,
        without=float(pairs.without.mean()) if there else None,
        with_=float(pairs.with_.mean()) if there else None,
        difference=found.mean if found else None,
        rises=found.share if found else None,
        falls=found.opposite if found else None,
        identical=not np.any(pairs.values),
        saving=found.saving if found else None,
        spread=found.spread if found else None,
        pairs=int(pairs.values.size),
        left_out=pairs.left_out,
        note=note,
    )


def spans(lines: Mapping[str, Sequence[Line]]) -> tuple[Span, ...]:
    """Return the range of each outcome's difference over interventions (two or more), by their names."""
    table: dict[str, dict[str, float]] = {}
    for name, found in lines.items():
        for line in found:
            if line.difference is not None:
                table.setdefault(line.id, {})[name] = line.difference.value
    return tuple(
        Span(id_, values[low], values[high], low, high)
        for id_, values in table.items()
        if len(values) > 1
        for low, high in [
            (min(values, key=values.__getitem__), max(values, key=values.__getitem__))
        ]
    )


def shared(
    outcomes: Sequence[Outcome], arms: Sequence[Course], values: Values
) -> tuple[Shared, ...]:
    """Return each outcome shared out; ``arms`` (2^n): the interventions in the bits of the row are pulled."""
    first = arms[0]
    for arm in arms:
        if not np.array_equal(arm.replication, first.replication):
            raise StoreError(f"Arms {first.arm} and {arm.arm} hold different replications.")
    return tuple(_shared(one, [values(one, arm) for arm in arms], first) for one in outcomes)


def _shared(outcome: Outcome, rows: Sequence[Array], course: Course) -> Shared:
    """Return one outcome shared out; replications without a number in any arm are left out."""
    ends = np.stack(rows)
    good = np.isfinite(ends).all(axis=0)
    draw: Ints = course.draw[good]
    ancestor = None if course.ancestor is None else course.ancestor[good]
    try:
        # What an intervention does is the contrary of what its cause, taken away, counts for.
        parts, whole = shares_of_causes(-ends[:, good], draw, conditioned=ancestor is not None)
        found = taken_together(ends[:, good] > 0, draw, ancestor) if outcome.yes_no else None
    except TooFewRuns as few:
        return Shared(
            outcome.id, outcome.says, outcome.group, outcome.unit, outcome.yes_no, (), None, None,
            str(few),
        )  # fmt: skip
    return Shared(
        outcome.id, outcome.says, outcome.group, outcome.unit, outcome.yes_no, parts, whole, found
    )
