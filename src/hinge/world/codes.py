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

ARRIVE, TRUCE, SUPPORT, RELATION, TEMPO = 0, 1, 2, 3, 4
EFFECTS = ("arrive", "truce", "support", "relation", "tempo")

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
) = range(9)

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
)
