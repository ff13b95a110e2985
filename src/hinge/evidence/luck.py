"""The luck of a monitor in one campaign, keyed by who counted what, apart from the campaign's own.

A draw depends on the seed, the number of the replication, the monitor's id and the kind of
thing, and on nothing that happens in the campaign. So a report is the same whenever it
is asked for, two arms share it where an intervention does not touch what is reported, and
no campaign is changed by who watches it. The purposes lie beyond those of the engine.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import numpy.typing as npt

from hinge.draws.ids import entity_hash
from hinge.draws.sampling import StreamKey, normal

Floats = npt.NDArray[np.floating]
Ints = npt.NDArray[np.integer]

SHARE, LAG, DATE = 240, 241, 242  # purposes; a test holds the engine's below them


def normals(
    seed: int, replications: Ints, purpose: int, monitor: str, kind: str, place: str = ""
) -> Floats:
    """Return a standard normal draw for each replication, (R,), of a monitor and a kind of thing.

    ``place``: an area or watch, where each has a draw of its own.
    """
    entity = entity_hash(f"{monitor}/{kind}/{place}")
    return np.array(_drawn(seed, tuple(int(one) for one in replications), purpose, entity))


@lru_cache(maxsize=512)
def _drawn(
    seed: int, replications: tuple[int, ...], purpose: int, entity: int
) -> tuple[float, ...]:
    """Return the draws; kept, because many figures of one run ask for the same ones."""
    return tuple(
        normal(StreamKey(seed, 0, number), 0, purpose, 0, entity) for number in replications
    )
