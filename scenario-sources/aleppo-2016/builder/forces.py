"""Factions, coalitions, formations and facilities: the order of battle from weak tables."""

from __future__ import annotations

from typing import Any

from builder.read import (
    ASSESSMENT,
    FALLBACK,
    Raw,
    Row,
    is_late,
    note,
    number,
    strict_source,
)
from builder.space import frontage_of, holders, terrain_of

BLOCS = {
    "government": "government",
    "opposition": "opposition",
    "opposition_jihadi": "opposition",
    "opposition_turkish_backed": "opposition",
    "turkey": "turkey",
    "kurdish_led": "kurdish_led",
    "islamic_state": "islamic_state",
}
PRESENCE_SOURCE = "judgement: the source tables' list of presence for 31 July"


def side_of(raw: Raw) -> dict[str, str]:
    """Return the side of every faction."""
    return {row["id"]: BLOCS[row["bloc"]] for row in raw.tables["factions"]}


def strict_strength(raw: Raw, row: Row) -> tuple[list[str], str, str, str]:
    """Return low, best, high; basis; day of knowledge; what the numbers rest on."""
    if row["strength_strict_best"] != "none":
        columns = ("strength_strict_low", "strength_strict_best", "strength_strict_high")
        words = note(raw, "strict_basis", row["id"], row["strict_basis"])
        return [row[c] for c in columns], "source", row["strict_known_on"], words
    room: dict[str, Any] = raw.numbers["room_prior"]
    belt: dict[str, Any] = raw.numbers["belt_prior"]
    prior, kind = raw.numbers["class_prior"], "wide class prior"
    if row["id"] == room["faction"]:
        prior, kind = room, "bounded by the one count public for the room"
    elif row["id"] == belt["faction"]:
        prior, kind = belt, "sum of the two judged parts of the belt in manbij-2016 (15 June)"
    numbers = [number(prior[key]) for key in ("low", "best", "high")]
    return numbers, "judgement", ASSESSMENT.isoformat(), f"{row['strict_basis']}: {kind}"


def factions(raw: Raw) -> list[Row]:
    """Return ``factions.csv``: strict strengths, the main columns as late ones."""
    scale = float(raw.numbers["quality_scale"]["value"])
    late_default = raw.numbers["late_default"]["value"].isoformat()
    made: list[Row] = []
    for row in raw.tables["factions"]:
        strength, basis, known_on, words = strict_strength(raw, row)
        own = [row[f"strength_{k}_2016_07_31"] for k in ("low", "best", "high")]
        late = own != strength
        known_late = row["known_on"] if is_late(row["known_on"]) else late_default
        text = note(raw, "factions", row["id"], row["description"])
        made.append(
            {
                "id": row["id"],
                "name": row["name"],
                "side": BLOCS[row["bloc"]],
                "un_listed": row["un_listed"],
                "strength_low": strength[0],
                "strength_best": strength[1],
                "strength_high": strength[2],
                "quality_low": number(float(row["quality_low"]) / scale),
                "quality_high": number(float(row["quality_high"]) / scale),
                "strength_basis": basis,
                "late_low": own[0] if late else "",
                "late_best": own[1] if late else "",
                "late_high": own[2] if late else "",
                "late_known_on": known_late if late else "",
                "note": f"{text} Strength: {words.rstrip('.')}.",
                "true_on": raw.numbers["presence_true_on"].isoformat(),
                "known_on": known_on,
                "source": strict_source(raw, row["source"], FALLBACK),
            }
        )
    return made


def coalitions(raw: Raw) -> list[Row]:
    """Return ``coalitions.csv``."""
    return [
        {
            "faction": row["faction"],
            "coalition": row["coalition"],
            "date": row["date"],
            "true_on": row["date"],
            "known_on": row["known_on"],
            "source": row["source"],
        }
        for row in raw.judged["coalitions"]
    ]


def touches_hostile(raw: Raw, side: str, area: str) -> bool:
    """Whether an area or a neighbour was held or contested by an opponent on the control date."""
    held = holders(raw, raw.numbers["weights"]["control_date"].isoformat())
    near = {area}
    for link in raw.tables["links"]:
        if area == link["a"]:
            near.add(link["b"])
        elif area == link["b"]:
            near.add(link["a"])
    sides = {name for place in near for name in held[place] if name}
    return any(frozenset({side, other}) in raw.hostile for other in sides)


def weight_of(raw: Raw, side: str, faction: str, area: Row) -> float:
    """Return the mean share of the faction's strength, relative to its other formations."""
    judged = raw.numbers["weights"]
    special = judged["by_formation"].get(f"{faction}__{area['id']}")
    if special:
        return float(special["value"])
    if terrain_of(raw, area) == "off_map":
        return float(judged["off_map"])
    factor = judged["touching_hostile"] if touches_hostile(raw, side, area["id"]) else 1.0
    return frontage_of(raw, area) * float(factor)


def formations(raw: Raw) -> list[Row]:
    """Return ``formations.csv``: presence of 31 July, later gains, one reserve a faction."""
    sides = side_of(raw)
    ground = {row["id"] for row in factions(raw) if float(row["strength_high"]) > 0}
    area_rows = {row["id"]: row for row in raw.tables["areas"]}
    kinds = {(row["faction"], row["area"]): row["kind"] for row in raw.judged["kinds"]}
    made: list[Row] = []

    def add(faction: str, area: str, kind: str, text: str, reserve: bool) -> None:
        """Append one formation."""
        weight = 1.0 if reserve else weight_of(raw, sides[faction], faction, area_rows[area])
        made.append(
            {
                "id": f"{faction}__reserve" if reserve else f"{faction}__{area}",
                "faction": faction,
                "area": area,
                "kind": kind,
                "weight": number(weight),
                "reserve": "yes" if reserve else "no",
                "note": text,
                "true_on": raw.numbers["presence_true_on"].isoformat(),
                "known_on": ASSESSMENT.isoformat(),
                "source": PRESENCE_SOURCE if not text else f"judgement: {text}",
            }
        )

    for area in raw.tables["areas"]:
        for faction in filter(None, area["main_factions_31jul"].split(";")):
            if faction in ground:
                kind = kinds.get((faction, area["id"]), "line")
                add(faction, area["id"], kind, "", reserve=False)
    for row in raw.judged["extra_formations"]:
        add(row["faction"], row["area"], row["kind"], row["reason"], reserve=False)
    for row in raw.judged["reserves"]:
        add(row["faction"], row["area"], "elite", row["reason"], reserve=True)
    return made


def facilities(raw: Raw) -> list[Row]:
    """Return ``facilities.csv``: judgement, at the level of whole areas."""
    return [
        {
            "id": row["id"],
            "faction": row["faction"],
            "area": row["area"],
            "kind": row["kind"],
            "note": row["reason"],
            "true_on": raw.numbers["presence_true_on"].isoformat(),
            "known_on": ASSESSMENT.isoformat(),
            "source": f"judgement: {row['reason']}",
        }
        for row in raw.judged["facilities"]
    ]
