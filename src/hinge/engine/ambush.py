"""Ambush and built-up ground: how covering ground changes the law of losses, not only its size.

w  = ambush * min(1, (terrain - 1) / 0.5)                          share of the law that is an ambush's
p' = p + w * (1 - p)                                               for everybody
q' = q + w * (1 - q)     for who holds the ground: at w = 1 area fire,   E * S
q' = q * (1 - w)         for who does not:         at w = 1 aimed fire,  E
p' = p, q' = q           for a strength E, S of a thousand or more
m  = urban_attack        for who fights on built-up ground that it does not hold, else 1

Deitchman (1962): who lies hidden is hit by fire into the area, so its loss grows
with its own number as with the enemy's; who walks in the open is aimed at, so
its loss grows with the enemy's number alone. In between, the exponents of
``combat.py`` lie in between. ``terrain``: what ground adds to defence.

Assumption 1: ground that is as good as rough wooded ground (1.5) hides its
holder altogether. Assumption 2: all laws meet at one thousand against one
thousand, and concealment is for the few: from a thousand on a strength counts
as it does elsewhere, so that covering ground never serves a large attacker.
Assumption 3: the ground hides its holder's side alone, whoever else fights there;
nobody's ground hides nobody. Assumption 4: attackers in built-up ground lose 0.8 to 1.3
times what they would elsewhere (battles in towns of 1943 to 1945: not more).
With ambush = 0 and urban_attack = 1 this does nothing.
"""

from __future__ import annotations

from hinge.draws.compiled import compiled
from hinge.world.codes import TERRAINS

FEW = 1.0  # thousands: the strength at which all laws meet
FULL_COVER = 0.5  # terrain less 1 that hides all: rough wooded ground as quoted from Dupuy
FIRST_BUILT_UP, LAST_BUILT_UP = TERRAINS.index("town"), TERRAINS.index("old_quarter")
FORTIFIED = TERRAINS.index("fortified")


@compiled
def hiding(ambush: float, terrain: float) -> float:
    """Return w, the share of the law that is an ambush's, on ground that adds ``terrain`` to defence."""
    return ambush * min(1.0, max(0.0, terrain - 1.0) / FULL_COVER)


@compiled
def toward(power: float, end: float, w: float, strength: float) -> float:
    """Return an exponent moved by the share ``w`` to ``end``, for a strength of up to a thousand.

    ``strength``: thousands; the same bits at w = 0, and continuous, since 1 to any power is 1.
    """
    return power + w * (end - power) if strength < FEW else power


@compiled
def built_up(terrain: int) -> bool:
    """Say whether ground of a kind is a town, suburb, dense city or old quarter."""
    return FIRST_BUILT_UP <= terrain <= LAST_BUILT_UP


@compiled
def slow_going(terrain: int) -> bool:
    """Say whether a fight over ground of a kind takes longer than elsewhere: built-up or fortified."""
    return built_up(terrain) or terrain == FORTIFIED
