"""Gamma draws, keyed like all others, from normals and uniforms.

Source: Marsaglia and Tsang (2000), A simple method for generating gamma
variables, ACM TOMS 26(3). Each attempt has its own sub-indices, so a draw
depends on its key alone; below shape 1 the power trick of the same paper.
"""

from __future__ import annotations

import math

from hinge.draws.compiled import entry
from hinge.draws.elementary import log, power
from hinge.draws.sampling import StreamKey, normal, uniform

ATTEMPTS = 1000  # one in twenty attempts fails, so this many never do
LEAST = 1.0e-12  # a share is never exactly nothing


@entry
def gamma(key: StreamKey, tick: int, purpose: int, entity: int, shape: float) -> float:
    """Return a gamma draw of ``shape`` > 0 and scale 1; uses sub-indices 0 to 2 * ATTEMPTS + 1."""
    boost = 1.0
    if shape < 1.0:
        boost = power(uniform(key, tick, purpose, 2 * ATTEMPTS + 1, entity), 1.0 / shape)
        shape += 1.0
    d = shape - 1.0 / 3.0
    c = 1.0 / math.sqrt(9.0 * d)
    for attempt in range(ATTEMPTS):
        z = normal(key, tick, purpose, 2 * attempt, entity)
        v = (1.0 + c * z) * (1.0 + c * z) * (1.0 + c * z)
        if v > 0.0:
            u = uniform(key, tick, purpose, 2 * attempt + 1, entity)
            if log(u) < 0.5 * z * z + d - d * v + d * log(v):
                return max(LEAST, d * v * boost)
    return max(LEAST, d * boost)
