"""What the runs of one arm say: chances of who holds an area, first days, and numbers.

Members of one parameter draw are a family: they share all that is uncertain but
chance, so that fair scores compare families (``analysis.scores``).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from hinge.analysis.course import Course
from hinge.ensemble.store import Run
from hinge.errors import InputError, Place, Problem, TooFewRuns
from hinge.scenario.scenario import Scenario
from hinge.scoring.facts import ControlFact, Span

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]


class Ensemble:
    """The members (R,) of an arm: ``course``, ``family`` (R,) their draws, ``categories`` C."""

    def __init__(self, run: Run, scenario: Scenario, arm: str = "") -> None:
        """Take an arm: the baseline that starts on the assessment date (InputError without), or the one named."""
        self.run = run
        self.arm = arm or scored_arm(run, scenario)
        self.course = Course(run.arm(self.arm), self.arm)
        self.family: Ints = np.asarray(self.course.draw, dtype=np.int64)
        self.categories = len(run.layout.sides) + 1
        self.span = Span(self.course.start, self.course.days - 1)

    @property
    def size(self) -> int:
        """Return the number of members R."""
        return int(self.family.size)

    @property
    def families(self) -> int:
        """Return the number of parameter draws among them."""
        return int(np.unique(self.family).size)

    def require_families(self) -> None:
        """Raise TooFewRuns for one draw alone: nothing tells luck from what is uncertain then."""
        if self.families < 2:
            raise TooFewRuns("Scores (parameter draws)", self.families, 2)

    @cached_property
    def holder(self) -> NDArray[np.int8]:
        """Category that holds each area, (R, days + 1, A): a side, or the last for nobody."""
        control = np.asarray(self.course.control(), dtype=np.int8)
        return np.where(control < 0, np.int8(self.categories - 1), control)

    def control(self, facts: Sequence[ControlFact]) -> Floats:
        """Return how the members of each family hold the areas of facts, (families, n, C).

        Shares of the members, of the days that a fact spans, and of its areas.
        """
        _, member = np.unique(self.family, return_inverse=True)
        sizes = np.bincount(member).astype(np.float64)
        found = np.empty((sizes.size, len(facts), self.categories))
        for number, fact in enumerate(facts):
            held = self.holder[:, fact.first : fact.last + 1][:, :, fact.areas]
            for c in range(self.categories):
                share = (held == c).mean(axis=(1, 2))
                found[:, number, c] = np.bincount(member, weights=share) / sizes
        return found

    def first_day(self, holds: Bools) -> Ints:
        """Return the first day from 1 on which ``holds`` (R, days + 1); one past the last for never."""
        after = holds[:, 1:]
        return np.where(after.any(axis=1), after.argmax(axis=1) + 1, self.span.days + 1)


def scored_arm(run: Run, scenario: Scenario) -> str:
    """Return the arm without an intervention that starts on the assessment date, unconditioned."""
    date = scenario.head.assessment_date
    for arm in run.arms.values():
        if not arm.intervention and not arm.conditioned and arm.start == date and arm.days > 0:
            return arm.id
    raise InputError(
        [
            Problem(
                "no_forecast",
                f"The run has no arm that starts on the assessment date, {date}, without an "
                f"intervention; it has {', '.join(run.arms)}.",
                "Only campaigns from that day on are forecasts of what came after it.",
                f"Score a run of `hinge run {scenario.head.id}` or `hinge assess {scenario.head.id}`.",
                Place(str(run.folder)),
            )
        ]
    )
