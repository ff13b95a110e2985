"""Contagion of collapse: where neighbours gave way some days ago, others give way sooner.

n = share of the area itself and the neighbouring areas of the side in which a
    formation of the side broke 3 to 10 days ago

The hazard of breaking is multiplied by exp(cohesion.contagion * n)
(``cohesion.py``). Source: threshold models of collective behaviour (Granovetter
1978); surrender that spreads by example (Lehmann and Zhukov 2019). The lag is
theirs in kind, its bounds a judgement: news takes days and is old after a week
or so. Assumption 1: an area counts as the side's while it holds it, and while
its break there is fresh, so that ground lost by the break counts. Assumption 2:
of several breaks in one area the last counts. Assumption 3: news goes over
land, between neighbours alone.
"""

from __future__ import annotations

from hinge.draws.compiled import at, compiled
from hinge.engine.front_fire import over_land
from hinge.world.arrays import Map
from hinge.world.kinds import Ints

SOONEST = 3  # days; model of sieges, as the source above
LATEST = 10  # days


@compiled
def fresh(broke: int, day: int) -> bool:
    """Say whether a break on day ``broke`` is felt by neighbours today."""
    return SOONEST <= day - broke <= LATEST


@compiled
def mark_news(ways: Map, broke: Ints, mark: Ints, day: int) -> None:
    """Set bit s of ``mark`` (A,) at and around the areas where a formation of side s broke lately, broke (S, A).

    Elsewhere ``gave_way_near`` is nought, and need not be asked.
    """
    for a in range(mark.size):
        mark[a] = 0
    for s in range(broke.shape[0]):
        for a in range(mark.size):
            if fresh(broke[s, a], day):
                mark[a] |= 1 << s
                for arc in range(ways.first_arc[a], ways.first_arc[a + 1]):
                    mark[at(ways.arc_to[at(arc)])] |= 1 << s


@compiled
def gave_way_near(ways: Map, control: Ints, broke: Ints, s: int, a: int, day: int) -> float:
    """Return the share of areas of side ``s`` at and around ``a`` in which one of its own broke lately.

    control (A,); broke (S, A): day on which a formation of a side last broke there.
    """
    kind, on_map, arc_to, arc_link = ways.kind, ways.on_map, ways.arc_to, ways.arc_link
    areas, found = 1.0, 0.0
    if fresh(broke[at(s), at(a)], day):
        found += 1.0
    for arc in range(ways.first_arc[at(a)], ways.first_arc[at(a + 1)]):
        b = arc_to[at(arc)]
        if not over_land(kind, on_map, arc_link[at(arc)], a, b):
            continue
        lately = fresh(broke[at(s), at(b)], day)
        if lately or control[at(b)] == s:
            areas += 1.0
        if lately:
            found += 1.0
    return found / areas
