"""Parameters on the scale on which their priors are standard normal, and back.

    z = N^-1(F(x)),  x = F^-1(N(z))

F is the distribution of the stated spread, N that of the standard normal. A
calibration moves on this scale, where every prior looks the same.

Assumption 1: qualities of one side are put there by their own (marginal) spreads;
that they are drawn together stands in the covariance of z (``covariance``), at
the middle of what the correlation may be.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from hinge.draws.elementary import log, normal_quantile
from hinge.ensemble.priors import CORRELATION, Z95, normal_share, quantiles
from hinge.scenario.parameters import Fixed, LogNormal, LogUniform, Normal, Parameter, Uniform

Floats = NDArray[np.float64]

EDGE = 1e-12  # shares nearer to 0 or 1 are taken as this near: some 7 standard deviations


def to_normal(parameter: Parameter, values: Floats) -> Floats:
    """Return values (D,) in the unit of a parameter on the normal scale; 0 for one without spread."""
    spread = parameter.spread
    if isinstance(spread, Fixed):
        return np.zeros(values.size)
    if isinstance(spread, Normal):
        scaled: Floats = (values - spread.mean) / spread.sd
        return scaled
    if isinstance(spread, LogNormal):
        middle = log(float(parameter.value))
        below = (middle - log(spread.p05)) / Z95
        above = (log(spread.p95) - middle) / Z95
        off = [log(value) - middle for value in values.tolist()]
        return np.array([one / (below if one < 0.0 else above) for one in off])
    return np.array([_from_share(spread, value) for value in values.tolist()])


def _from_share(spread: Uniform | LogUniform, value: float) -> float:
    """Return the normal quantile of the share of an even spread below a value."""
    low, high = float(spread.low), float(spread.high)
    if isinstance(spread, LogUniform):
        share = (log(value) - log(low)) / (log(high) - log(low))
    else:
        share = (value - low) / (high - low)
    return float(normal_quantile(min(max(share, EDGE), 1.0 - EDGE)))


def from_normal(parameter: Parameter, z: Floats) -> Floats:
    """Return points (D,) of the normal scale in the unit of a parameter."""
    found = np.array([normal_share(one) for one in z.tolist()])
    quantiles(parameter, np.clip(found, EDGE, 1.0 - EDGE, out=found))
    return found


def varies(parameter: Parameter) -> bool:
    """Return whether a parameter has a spread of some width."""
    spread = parameter.spread
    if isinstance(spread, Uniform | LogUniform):
        return spread.low < spread.high
    return not isinstance(spread, Fixed)


def covariance(
    table: Sequence[Parameter], sides: Mapping[str, str], names: Sequence[str]
) -> Floats:
    """Return the covariance (A, A) of the named parameters on the normal scale under the prior.

    1 on the diagonal; between qualities of one side the mean of the correlation that
    is drawn for them (``quality_sides``), which gives the prior's covariance exactly.
    """
    found = np.eye(len(names))
    drawn = next((one for one in table if one.id == CORRELATION), None)
    if drawn is None:
        return found
    points = (np.arange(1000) + 0.5) / 1000.0
    middles = from_normal(drawn, np.array([normal_quantile(u) for u in points.tolist()]))
    together = math.fsum(np.clip(middles, 0.0, 1.0).tolist()) / 1000.0
    for i, one in enumerate(names):
        for j, other in enumerate(names):
            if i != j and one in sides and sides[one] == sides.get(other):
                found[i, j] = together
    return found
