"""What a draw is for: one number each, part of its key, never used twice on a day for one entity."""

from __future__ import annotations

SPONSOR = 1
ARRIVAL = 2
BELIEF = 3
DECISION = 4
STRIKE_COUNT = 5
STRIKE_LOSS = 6
STRIKE_HARM = 7
FRAILTY = 8
COMBAT_LOSS = 9
COMBAT_FATE = 10
COMBAT_HARM = 11
BREAK = 12
ROUT = 13
STARVATION = 16
LEAVING = 17
GOING = 18
