"""Whether what has a hazard per day happens today, from one draw."""

from __future__ import annotations

from hinge.draws.compiled import compiled
from hinge.draws.elementary import exp

ROUNDING = 1.0e-12  # more than what 1 - exp(-h) can be above h through rounding


@compiled
def happens(u: float, hazard: float) -> bool:
    """Say whether ``u``, uniform in (0, 1), is below 1 - exp(-hazard); most days that needs no exponential."""
    return u < hazard + ROUNDING and u < 1.0 - exp(-hazard)
