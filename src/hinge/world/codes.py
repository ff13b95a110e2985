"""Small vocabularies as numbers, in the order in which the kernel knows them."""

from __future__ import annotations

HOSTILE, NEUTRAL, ALLIED = -1, 0, 1
STANCES = {"hostile": HOSTILE, "neutral": NEUTRAL, "allied": ALLIED}

OPEN, INSECURE, CLOSED_BY_FIRE, CLOSED = 0, 1, 2, 3
SIEGE_STATES = ("open", "insecure", "closed_by_fire", "closed")

TERRAINS = (
    "open",
    "rural",
    "town",
    "suburb",
    "dense_urban",
    "old_quarter",
    "fortified",
    "off_map",
)
LINK_KINDS = ("highway", "road", "track", "adjacent", "sea", "air")

FRONT, LINES, FACILITIES = 0, 1, 2
TARGETS = ("front", "lines", "facilities")

AIR_STRIKES, INDIRECT_FIRE, MISSILES, GROUND_FIGHTING, DEPRIVATION = 0, 1, 2, 3, 4
CAUSES = ("air_strikes", "indirect_fire", "missiles", "ground_fighting", "deprivation")

ARRIVE, TRUCE, SUPPORT, RELATION, TEMPO, SIGNAL, CALL = range(7)
EFFECTS = ("arrive", "truce", "support", "relation", "tempo", "signal", "call")

NO_EFFORT, MAIN, PROBE = 0, 1, 2  # what a formation takes part in

RESTRAINED, USUAL, INTENSIFIED, OWN_FORCES = 0, 1, 2, 3  # rungs of a sponsor's ladder
RUNGS = ("restrained", "usual", "intensified", "own_forces")

NO_DEAL, LEAVING_UNDER_DEAL, DEAL_DONE = 0, 1, 2

MAIN_EFFORT, ALL_IN, PROBING, FORWARD, JOIN, LEAVE, DEAL, JOINT_COMMAND = range(8)
OPTIONS = ("main_effort", "all_in", "probe", "forward", "join", "leave", "deal", "joint_command")

(
    SCALE_ASSET,
    EXTRA_TEMPO,
    SCALE_FACTION,
    FORBID,
    GUARANTEE,
    SCALE_ENTRY,
    FIX_SUPPORT,
    FIX_RELATION,
    CALM,
    SET_BELIEF,
    BAR_OPTION,
    WITHHOLD,
    CAP_FLOW,
    LEAST_RUNG,
    MOST_RUNG,
    MOVE_FACILITY,
    REDIRECT,
    SET_LISTED,
) = range(18)

(
    STEP_POLITICS,
    STEP_BELIEFS,
    STEP_COALITIONS,
    STEP_SETTLEMENT,
    STEP_FACILITIES,
    STEP_EFFORTS,
    STEP_PROBES,
    STEP_ANSWERS,
    STEP_LINE,
    STEP_MOVEMENT,
    STEP_SUPPLY,
    STEP_STRIKES,
    STEP_COMBAT,
    STEP_COHESION,
    STEP_CIVILIANS,
    STEP_RECORD,
) = range(16)
STEPS = (  # phases of the day, and the parts of orders, in the order in which they run
    "politics",
    "beliefs",
    "coalitions",
    "settlement",
    "facilities",
    "efforts",
    "probes",
    "answers",
    "line",
    "movement",
    "supply",
    "strikes",
    "combat",
    "cohesion",
    "civilians",
    "record",
)

SIDE_SERIES = (
    "strength",
    "killed",
    "lost",
    "need",
    "delivered",
    "held",
    "efforts",
    "broke",
    "arrived",
    "reserve",
    "gained",
    "committed",
    "all_in",
    "window",
    "threshold",
    "margin",
    "commands",
    "united",
    "joined",
    "split",
    "redirected",
    "pinned",
    "forward",
    "deals",
    "evacuated",
)
