"""Whether what has a hazard per day happens today, from one draw."""

from __future__ import annotations

from hinge.draws.compiled import compiled
from hinge.draws.elementary import exp

MARGIN = 1.000001  # more than rounding can make of a bound
ROUNDING = 1.0e-12  # more than what 1 - exp(-h) can be above h through rounding


@compiled
def ruled_out(u: float, most: float) -> bool:
    """Say whether ``u`` is too high for ``happens`` with whatever hazard up to ``most``."""
    return u > MARGIN * most + ROUNDING


@compiled
def happens(u: float, hazard: float) -> bool:
    """Say whether ``u``, uniform in (0, 1), is below 1 - exp(-hazard); most days that needs no exponential."""
    return u < hazard + ROUNDING and u < 1.0 - exp(-hazard)
