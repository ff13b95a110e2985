"""How far two runs that must be each other's mirror image differ, entity by entity."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hinge.audits.symmetry import mirrored_name
from hinge.ensemble.arrays import Block, Layout

ROUNDING = 1.0e-6
"""Relative difference of a series that the order of a sum can make (series are stored in 32 bits)."""
SMALL = 1.0  # below this size of a series, differences are taken as they are


@dataclass(frozen=True)
class Sameness:
    """What a comparison found, over ``replications`` of ``days`` days.

    ``differ``: replications in which control, contested ground or a siege state
    differs on some day; ``beyond_rounding``: those in which a series does, by
    more than rounding; ``largest``: the largest relative difference of a series,
    in ``series``; ``first_day``: the first day with any difference beyond rounding, -1 none.
    """

    what: str
    scenario: str
    replications: int
    days: int
    differ: int
    beyond_rounding: int
    largest: float
    series: str
    first_day: int

    @property
    def exact(self) -> bool:
        """Not one bit differs."""
        return self.differ == 0 and self.largest == 0.0

    @property
    def word(self) -> str:
        """``exact``, ``rounding`` (nothing but the last digits of series), or ``differs``."""
        if self.exact:
            return "exact"
        return "rounding" if self.differ == 0 and self.beyond_rounding == 0 else "differs"

    def as_json(self) -> dict[str, Any]:
        """Return the figures as plain values."""
        return {
            "what": self.what,
            "scenario": self.scenario,
            "replications": self.replications,
            "days": self.days,
            "differ": self.differ,
            "beyond_rounding": self.beyond_rounding,
            "largest_relative_difference": self.largest,
            "series": self.series,
            "first_day": self.first_day,
            "result": self.word,
        }


def compare(
    what: str,
    scenario: str,
    first: tuple[Layout, Block],
    second: tuple[Layout, Block],
    image: Mapping[str, str],
) -> Sameness:
    """Return how far the second run differs from the image of the first.

    ``image``: id to id; what it does not name is its own image.
    """
    (layout, one), (other_layout, other) = first, second
    side = [other_layout.sides.index(image.get(name, name)) for name in layout.sides]
    area = [other_layout.areas.index(image.get(name, name)) for name in layout.areas]
    watch = [other_layout.watches.index(mirrored_name(n, image)) for n in layout.watches]
    row = [other_layout.series.index(mirrored_name(name, image)) for name in layout.series]
    holders = np.array([*side, -1])  # the last one is nobody, index -1
    unlike = _any_differs(holders[one.control], other.control[:, :, area])
    unlike |= _any_differs(one.contested, other.contested[:, :, area])
    unlike |= _any_differs(one.siege, other.siege[:, :, watch])
    gap = _relative(one.value, other.value[:, :, row])
    beyond: NDArray[np.bool_] = np.any(gap > ROUNDING, axis=2)
    worst = gap.max(axis=(0, 1)) if gap.size else np.zeros(len(layout.series))
    days = np.flatnonzero((unlike | beyond).any(axis=0))
    return Sameness(
        what=what,
        scenario=scenario,
        replications=one.control.shape[0],
        days=one.control.shape[1] - 1,
        differ=int(unlike.any(axis=1).sum()),
        beyond_rounding=int(beyond.any(axis=1).sum()),
        largest=float(worst.max()),
        series=layout.series[int(worst.argmax())] if worst.max() > 0 else "",
        first_day=int(days[0]) if days.size else -1,
    )


def _any_differs(one: NDArray[Any], other: NDArray[Any]) -> NDArray[np.bool_]:
    """Return for each replication and day (R, T) whether anything along the last dimension differs."""
    found: NDArray[np.bool_] = np.any(one != other, axis=2)
    return found


def _relative(one: NDArray[np.float32], other: NDArray[np.float32]) -> NDArray[np.float64]:
    """Return the relative differences of two arrays of series."""
    a, b = one.astype(np.float64), other.astype(np.float64)
    return np.abs(a - b) / np.maximum(SMALL, np.maximum(np.abs(a), np.abs(b)))
