"""What a verdict rests on, beside its hinges: parts of the variance, a region, a breaking point, a fact."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from hinge.analysis.intervals import Mean


@dataclass(frozen=True)
class Explains:
    """The part of the variance between draws that one assumption explains by itself.

    ``luck_removed``: whether luck could be taken out of that variance.
    """

    parameter: str
    name: str
    part: Mean
    luck_removed: bool


@dataclass(frozen=True)
class Bounds:
    """One assumption in a region: from ``low`` to ``high`` in its unit, None for no bound.

    ``quasi_p`` corrected for all assumptions; ``stability``: share of resamples of
    the draws in which the assumption is named again.
    """

    parameter: str
    name: str
    unit: str
    low: float | None
    high: float | None
    quasi_p: float
    stability: float


@dataclass(frozen=True)
class FlipRegion:
    """Where the verdict flips: a box in few assumptions in which the ``claim`` holds (or fails) more often.

    ``density``: share of the campaigns inside that hold (or fail); ``coverage``: part
    of all that hold (or fail) which lie inside; ``mass``: part of all campaigns
    inside; ``share_inside`` and ``share_outside`` that hold; ``density_elsewhere``:
    density among draws that the search did not see; ``symbol`` of the step inside.
    """

    claim: Literal["holds", "fails"]
    bounds: tuple[Bounds, ...]
    density: float
    coverage: float
    mass: float
    share_inside: float
    share_outside: float
    density_elsewhere: float
    symbol: str


@dataclass(frozen=True)
class BreakingPoint:
    """The smallest credible change of one assumption that moves the verdict a step.

    It ``direction`` (falls or rises) from its ``median`` to ``value``, in ``unit``, the
    ``quantile`` of what is believed of it, ``distance`` standard deviations away;
    there the share is ``share`` (``low`` to ``high``), with ``symbol`` and ``word``.
    """

    parameter: str
    name: str
    unit: str
    direction: Literal["falls", "rises"]
    value: float
    median: float
    quantile: float
    distance: float
    share: float
    low: float
    high: float
    symbol: str
    word: str


@dataclass(frozen=True)
class BestFact:
    """The assumption whose knowledge would move the verdict most.

    ``movement``: expected change of the share; ``word_changes``: chance of another step;
    ``p`` corrected for the number of assumptions.
    """

    parameter: str
    name: str
    movement: Mean
    word_changes: float
    p: float


@dataclass(frozen=True)
class RestsOn:
    """What moves a verdict and where; None where there is no such thing.

    ``explained``: for each hinge, what it explains by itself.
    """

    explained: tuple[Explains, ...] = ()
    region: FlipRegion | None = None
    breaking_point: BreakingPoint | None = None
    fact: BestFact | None = None
