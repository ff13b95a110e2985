"""How far two shares lie apart, from the interval of each.

Newcombe's hybrid score interval (1998, method 10): with shares p, q and intervals
[pl, ph], [ql, qh], the difference q - p lies

    from  q - p - sqrt((q - ql)**2 + (ph - p)**2)
    to    q - p + sqrt((qh - q)**2 + (p - pl)**2)

Assumed: the two shares err independently. Those of arms that share parameter
draws do not, so the interval is rather too wide than too narrow.
"""

from __future__ import annotations

import math
from typing import Literal

from hinge.analysis.intervals import Mean
from hinge.analysis.odds import Odds

ALIKE = 0.165
"""Half the width of the middle step: a difference that is surely smaller moves no verdict far."""

Apart = Literal["nothing", "something", "open"]


def difference(before: Odds, after: Odds) -> Mean:
    """Return by how much the share ``after`` exceeds the share ``before``, with its interval."""
    value = after.share - before.share
    low = math.hypot(after.share - after.low, before.high - before.share)
    high = math.hypot(after.high - after.share, before.share - before.low)
    return Mean(value, max(-1.0, value - low), min(1.0, value + high))


def apart(found: Mean) -> Apart:
    """Return what lies between two shares.

    ``something``: the interval of the difference leaves out zero; ``nothing``: it
    holds zero and reaches no further than ``ALIKE`` either way; ``open``: the runs
    are too few to say.
    """
    if found.low > 0.0 or found.high < 0.0:
        return "something"
    return "nothing" if max(-found.low, found.high) <= ALIKE else "open"
