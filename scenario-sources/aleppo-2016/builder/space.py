"""Areas, links and control: the source tables' places in the model's words."""

from __future__ import annotations

import datetime as dt
from statistics import fmean

from builder.read import (
    ASSESSMENT,
    SNAPSHOTS,
    Raw,
    Row,
    is_late,
    note,
    number,
    side_and_rival,
    strict_source,
)

STRICT_EAST = (
    "Tens of thousands trapped in Aleppo, CNN citing SOHR, 12 July 2016 (warincontext.org); "
    "Syrian regime troops besiege rebel-held parts of Aleppo, The New Arab, 17 July 2016 (newarab.com)"
)


def terrain_of(raw: Raw, row: Row) -> str:
    """Return the model's terrain; places behind the map are off the map whatever they look like."""
    if row["region"] in raw.numbers["off_map_regions"]["value"]:
        return "off_map"
    return raw.codes["terrain", row["terrain"]]


def frontage_of(raw: Raw, row: Row) -> float:
    """Return the frontage in thousands of effective strength."""
    judged = raw.numbers["frontage"]
    by_area: dict[str, float] = judged["by_area"]
    if row["id"] in by_area:
        return float(by_area[row["id"]])
    return float(judged["by_terrain"][terrain_of(raw, row)])


def group_of(raw: Raw, row: Row) -> str:
    """Return the population group whose factor scales this area."""
    judged = raw.numbers["population"]
    if row["id"] in judged["divided"]:
        return "divided"
    if row["id"] in judged["fringe"]:
        return "fringe"
    if row["id"] in ("sheikh_maqsoud", "fuah_kafraya"):
        return row["id"]
    if row["pop_basis"].startswith(judged["west_basis"]):
        return "west"
    if row["pop_basis"].startswith(judged["east_basis"]):
        return "east"
    return str(raw.numbers["group_by_region"][row["region"]])


def strict_population(raw: Raw, row: Row) -> float:
    """Return the best estimate of residents that a strict run may use."""
    judged = raw.numbers["population"]
    group = group_of(raw, row)
    if row["pop_strict_low"]:
        return (float(row["pop_strict_low"]) + float(row["pop_strict_high"])) / 2
    if group == "west":
        whole = sum(
            float(other["pop_best"])
            for other in raw.tables["areas"]
            if group_of(raw, other) == "west"
        )
        share = float(row["pop_best"]) / whole
        return round(share * float(judged["west_best"]) / 100) * 100.0
    if group == "divided":
        quarters = [
            strict_population(raw, other)
            for other in raw.tables["areas"]
            if other["pop_strict_low"]
            and other["region"] == "east"
            and other["terrain"] == "dense_urban"
        ]
        return round(fmean(quarters) / 100) * 100.0
    if group == "fuah_kafraya":
        return float(judged["fuah_kafraya_best"])
    if is_late(row["pop_known_on"]):
        raise ValueError(f"area {row['id']}: the population is known late and has no strict value")
    return float(row["pop_best"])


def population_dates(raw: Raw, row: Row) -> tuple[str, str]:
    """Return when the strict population held and when it was known."""
    group = group_of(raw, row)
    if group == "east":
        return "2016-07-12", "2016-07-17"
    if group == "sheikh_maqsoud":
        return "2016-05-12", "2016-05-12"
    if row["pop_known_on"] and not is_late(row["pop_known_on"]):
        return row["pop_true_on"], row["pop_known_on"]
    return "2016-07-31", ASSESSMENT.isoformat()


def area_source(raw: Raw, row: Row) -> str:
    """Return the strict sources of place and population."""
    group = group_of(raw, row)
    place = strict_source(raw, row["source"])
    if group == "east":
        return f"{place}; population: {STRICT_EAST}"
    if group in ("west", "divided", "fuah_kafraya", "fringe"):
        return f"{place}; population: judgement"
    if row["pop_known_on"] and group != "sheikh_maqsoud":
        return f"{place}; population: 2004 census, wartime range is judgement"
    return place


def areas(raw: Raw) -> list[Row]:
    """Return ``areas.csv``."""
    supply = raw.numbers["self_supply"]
    made: list[Row] = []
    for row in raw.tables["areas"]:
        best = strict_population(raw, row)
        true_on, known_on = population_dates(raw, row)
        late = is_late(row["pop_known_on"])
        own = supply["by_area"].get(row["id"])
        self_supply = own["value"] if own else supply["by_region"][row["region"]]
        made.append(
            {
                "id": row["id"],
                "name": row["name"],
                "lat": row["lat"],
                "lon": row["lon"],
                "terrain": terrain_of(raw, row),
                "frontage": number(frontage_of(raw, row)),
                "population": number(best),
                "population_group": group_of(raw, row),
                "self_supply": number(self_supply),
                "late_population": row["pop_best"] if late else "",
                "late_known_on": row["pop_known_on"] if late else "",
                "note": note(raw, "areas", row["id"], row["note"]),
                "true_on": true_on,
                "known_on": known_on,
                "source": area_source(raw, row),
            }
        )
    return made


def links(raw: Raw) -> list[Row]:
    """Return ``links.csv``; roads and neighbourhood do not change over the campaign.

    A link in ``link_kinds.csv`` gets the kind judged there.
    """
    judged = {f"{row['a']}-{row['b']}": row["kind"] for row in raw.judged["link_kinds"]}
    made: list[Row] = []
    for row in raw.tables["links"]:
        key = f"{row['a']}-{row['b']}"
        made.append(
            {
                "a": row["a"],
                "b": row["b"],
                "kind": judged.get(key, raw.codes["link", row["kind"]]),
                "km": number(float(row["km"])),
                "overlooked_by": row["overlooked_by"],
                "note": note(raw, "links", key, row["note"]),
                "true_on": SNAPSHOTS[0],
                "known_on": SNAPSHOTS[0],
                "source": strict_source(raw, row["source"]),
            }
        )
    return made


def control(raw: Raw) -> list[Row]:
    """Return ``control.csv``: every area on every snapshot."""
    delay = dt.timedelta(days=int(raw.numbers["controllers_public_after_days"]["value"]))
    made: list[Row] = []
    for day in SNAPSHOTS:
        known = min(dt.date.fromisoformat(day) + delay, ASSESSMENT).isoformat()
        column = "ctrl_" + day.replace("-", "_")
        for row in raw.tables["areas"]:
            holder, rival = side_and_rival(raw, row[column])
            made.append(
                {
                    "date": day,
                    "area": row["id"],
                    "controller": holder,
                    "contested_by": rival,
                    "true_on": day,
                    "known_on": known,
                    "source": strict_source(raw, row["source"])
                    + "; controllers were public within days (README of the source tables)",
                }
            )
    return made


def holders(raw: Raw, day: str) -> dict[str, tuple[str, str]]:
    """Return holder and rival of every area on a snapshot date."""
    column = "ctrl_" + day.replace("-", "_")
    return {row["id"]: side_and_rival(raw, row[column]) for row in raw.tables["areas"]}
