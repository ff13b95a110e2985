"""Entries, sponsors and strike assets: what comes in from outside."""

from __future__ import annotations

from builder.read import ASSESSMENT, FALLBACK, Raw, Row, is_late, number, strict_source


def entries(raw: Raw) -> list[Row]:
    """Return ``entries.csv``: judgement, in tonnes a day."""
    return [
        {
            "area": row["area"],
            "side": row["side"],
            "capacity_low": row["capacity_low"],
            "capacity_best": row["capacity_best"],
            "capacity_high": row["capacity_high"],
            "dependence": row["dependence"],
            "host": row["host"],
            "basis": "judgement",
            "note": row["reason"],
            "true_on": "2016-07-31",
            "known_on": ASSESSMENT.isoformat(),
            "source": f"judgement: {row['reason']}",
        }
        for row in raw.judged["entries"]
    ]


def sponsors(raw: Raw) -> list[Row]:
    """Return ``sponsors.csv``; launch areas and forward bases are no entries of supply and drop out."""
    known = {row["area"] for row in raw.judged["entries"]}
    made: list[Row] = []
    for row in raw.tables["sponsors"]:
        if is_late(row["known_on"]) or row["posture_strict"] != "same":
            raise ValueError(f"sponsor {row['id']}: the posture is known late")
        kept = [area for area in row["entry_points"].split(";") if area in known]
        made.append(
            {
                "id": row["id"],
                "name": row["name"],
                "supports": row["supports"],
                "entries": ";".join(kept),
                "means": row["means"],
                "posture": row["posture_2016_08_08"],
                "true_on": row["true_on"],
                "known_on": row["known_on"],
                "source": strict_source(raw, row["source"]),
            }
        )
    return made


def strict_tempo(raw: Raw, row: Row) -> tuple[list[str], str, bool, str, str]:
    """Return low, best, high; basis; whether it is there; day of knowledge; words."""
    wide = raw.numbers["tempo_wide"]
    if row["id"] == wide["asset"]:
        numbers = [number(wide[key]) for key in ("low", "best", "high")]
        reason = " ".join(str(wide["reason"]).split())
        return numbers, "judgement", True, ASSESSMENT.isoformat(), reason
    if row["tempo_strict_best"] == "none":
        words = "Nothing public by the date; not part of a strict run."
        return ["0", "0", "0"], "judgement", False, ASSESSMENT.isoformat(), words
    numbers = [row[f"tempo_strict_{key}"] for key in ("low", "best", "high")]
    basis = "source" if row["basis"] == "reported" else "judgement"
    there = float(numbers[2]) > 0
    return numbers, basis, there, row["strict_known_on"], row["strict_basis"]


def strike_assets(raw: Raw) -> list[Row]:
    """Return ``strike_assets.csv``: strict tempos, the main columns as late ones."""
    late_default = raw.numbers["late_default"]["value"].isoformat()
    made: list[Row] = []
    for row in raw.tables["strike_assets"]:
        kind = raw.numbers["assets"][row["id"]]
        share = raw.numbers["theatre_share"][row["id"]]
        tempo, basis, there, known_on, words = strict_tempo(raw, row)
        own = [row[f"tempo_{key}"] for key in ("low", "best", "high")]
        late = own != tempo
        known_late = row["known_on"] if is_late(row["known_on"]) else late_default
        made.append(
            {
                "id": row["id"],
                "name": kind["name"],
                "operator": kind.get("operator", row["operator"]),
                "side": kind["side"],
                "base": row["base_area"],
                "target": kind["target"],
                "cause": kind["cause"],
                "tempo_low": tempo[0],
                "tempo_best": tempo[1],
                "tempo_high": tempo[2],
                "tempo_unit": row["tempo_unit"],
                "tempo_basis": basis,
                "theatre_share": number(share["value"]),
                "available": "yes" if there else "no",
                "harm": f"harm.{row['id']}",
                "sponsor": kind.get("sponsor", ""),
                "rung": number(kind.get("rung", 1)),
                "late_low": own[0] if late else "",
                "late_best": own[1] if late else "",
                "late_high": own[2] if late else "",
                "late_known_on": known_late if late else "",
                "note": f"{words.rstrip('.')}. Share of this map: {share['reason']}.",
                "true_on": "2016-07-31",
                "known_on": known_on,
                "source": strict_source(raw, row["source"], FALLBACK),
            }
        )
    return made
