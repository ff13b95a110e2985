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
RAISE = 19
REDIRECTION = 20
FOLLOWING = 21
RUNG = 22
PAUSE_LENGTH = 23
BATCH = 24
BATCH_SIZE = 25
REPLACING = 26
OTHER_FRONT = 27
COALITION = 28
AGREEMENT = 29
EVACUATION = 30
SITE = 31
PROBE_CHOICE = 33
NOTICE = 34
OWN_FORCES_DRAW = 35
LINE = 36

SHOCKS = {
    "combat": (FRAILTY, COMBAT_LOSS, COMBAT_FATE, COMBAT_HARM, BREAK, ROUT),
    "sponsors": (
        SPONSOR,
        RAISE,
        REDIRECTION,
        FOLLOWING,
        RUNG,
        PAUSE_LENGTH,
        OTHER_FRONT,
        OWN_FORCES_DRAW,
        ARRIVAL,
        BATCH,
        BATCH_SIZE,
    ),
    "strikes": (STRIKE_COUNT, STRIKE_LOSS, STRIKE_HARM),
    "decisions": (
        BELIEF,
        DECISION,
        COALITION,
        AGREEMENT,
        SITE,
        PROBE_CHOICE,
        NOTICE,
        LINE,
    ),
    "people": (STARVATION, LEAVING, GOING, EVACUATION, REPLACING),
}
"""What shakes a campaign on a day, in groups; every purpose stands in exactly one.

combat: how fights go and who breaks; sponsors: what those outside send, withdraw
or raise, and arrivals; strikes: how many, and what they hit; decisions: what
commands believe and choose, with whom they side, what they agree to; people:
hunger, flight, who leaves and who comes back to the ranks.
"""
