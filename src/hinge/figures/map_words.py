"""What a map says in words, and the rules behind its marks; ``web/map_words.js`` says the same.

A test in the browser holds the two together.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hinge.figures.palette import SIEGE_STATES

AGREED = 0.6  # a side holds it in at least 60 of 100 runs, else the area is hatched
OFTEN = 0.5  # share of runs from which opposed forces count as both there
LEAST = 0.005  # a smaller share is not named
SLACK = 1e-9  # shares are two-hundredths, so nothing lies this close to a threshold by chance
AND_WORSE = ("", "insecure or closed", "closed or closed by fire", "")
"""What a siege state is called together with those that are worse."""


Json = Mapping[str, Any]


@dataclass(frozen=True)
class Leading:
    """Which side holds an area in most runs (-1: nobody does), and in which share of them.

    ``holder``: the same side if that is more than half of the runs, else -1.
    """

    side: int
    share: float
    holder: int


def leading(shares: Sequence[float]) -> Leading:
    """Return the side with most runs; of equal ones the first.

    >>> leading([0.2, 0.8])
    Leading(side=1, share=0.8, holder=1)
    >>> leading([0.25, 0.25]).side
    -1
    """
    side = max(range(len(shares)), key=lambda s: (shares[s], -s))
    best = shares[side]
    empty = 1.0 - sum(shares) >= best - SLACK
    return Leading(-1 if empty else side, best, side if best > 0.5 and not empty else -1)


def hundredths(share: float) -> int:
    """Return a share as runs of 100, halves up."""
    return math.floor(100 * share + 0.5 + SLACK)


def holders(sides: Sequence[Json], shares: Sequence[float]) -> str:
    """Return who holds an area in how many of 100 runs, in words."""
    named = [(side["short"], part) for side, part in zip(sides, shares, strict=True)]
    named = sorted((one for one in named if one[1] >= LEAST), key=lambda one: -one[1])
    words = [f"{name} {hundredths(part)}" for name, part in named]
    rest = 1.0 - sum(part for _, part in named)
    if rest >= LEAST:
        words.append(f"nobody {hundredths(rest)}")
    return f"held by {', '.join(words)} of 100 runs"


def usual_state(shares: Sequence[float]) -> int:
    """Return the siege state that stands for all runs: at least half are in it or in a worse one.

    >>> usual_state([0.4, 0.2, 0.3, 0.1]), usual_state([0.4, 0.0, 0.1, 0.5])
    (1, 3)
    """
    worse = 0.0
    for state in range(len(SIEGE_STATES) - 1, 0, -1):
        worse += shares[state]
        if worse >= 0.5 - SLACK:
            return state
    return 0


def reached(shares: Sequence[float]) -> str:
    """Return how a watched place can be reached, with the runs of 100 in which that is so.

    >>> reached([0.2, 0.1, 0.1, 0.6]), reached([0.4, 0.5, 0.0, 0.1])
    ('closed in 60 of 100 runs', 'insecure or closed in 60 of 100 runs')
    """
    state = usual_state(shares)
    worse = sum(shares[state + 1 :])
    both = state > 0 and worse >= LEAST
    part = shares[state] + (worse if both else 0.0)
    return f"{AND_WORSE[state] if both else SIEGE_STATES[state]} in {hundredths(part)} of 100 runs"


def short_name(name: str) -> str:
    """Return a name without what stands in brackets, after a comma or after a slash.

    >>> short_name("Ramouseh (artillery college), south")
    'Ramouseh'
    """
    for mark in (" (", ",", " /", "/"):
        name = name.split(mark, maxsplit=1)[0]
    return name.strip()
