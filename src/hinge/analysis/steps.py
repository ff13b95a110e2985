"""Five steps of a share, and when a run has settled on one.

The words that go with the steps stand in ``claims``; here are numbers only.
"""

from __future__ import annotations

from dataclasses import dataclass

from hinge.analysis.intervals import LOOKS

EDGES = (0.105, 0.335, 0.665, 0.895)
"""Where one step ends and the next begins; an edge belongs to the upper step."""

SLACK = 0.03
"""How far an interval may reach over the edges of its step and still be settled."""

SYMBOLS = ("○", "◔", "◑", "◕", "●")


@dataclass(frozen=True)
class Judgement:
    """Where a share stands: its step 0..4, those of its interval's ends, whether it is settled.

    ``settled``: the interval lies within the step widened by 3 points, and the
    run has one of the sizes at which it may be looked at.
    """

    step: int
    low_step: int
    high_step: int
    settled: bool

    @property
    def clear(self) -> bool:
        """Whether one step's word may stand: settled, or the whole interval in one step."""
        return self.settled or self.low_step == self.high_step


def step_of(share: float) -> int:
    """Return the step of a share: 0 for [0, .105) ... 4 for [.895, 1]."""
    return sum(share >= edge for edge in EDGES)


def judge(share: float, low: float, high: float, replications: int) -> Judgement:
    """Judge a share with its interval, found in an arm of so many replications."""
    step = step_of(share)
    floor = (0.0, *EDGES)[step] - SLACK
    ceiling = (*EDGES, 1.0)[step] + SLACK
    settled = replications in LOOKS and low >= floor and high <= ceiling
    return Judgement(step, step_of(low), step_of(high), settled)
