"""A calibrated posterior as it ships with a scenario: equally weighted values of a few parameters.

``posterior.csv`` has one column for each parameter that the calibration moved and one
row for each particle; ``posterior.json`` says what it was made from. Draw ``i`` of
a run takes row ``i`` modulo the rows for these parameters; all others are drawn
from their priors by the number of the draw, as without a posterior.

Assumption 1: what the calibration said of the parameters that have no column is
left out; they were found to move no target beyond chance.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Posterior:
    """``names`` of the parameters; ``rows`` (particles, parameters), in the unit of each.

    ``digest``: SHA-256 of posterior.csv, or "" where there is none to use.
    """

    names: tuple[str, ...]
    rows: tuple[tuple[float, ...], ...]
    digest: str
