# ruff: noqa: INP001 (a script beside its tables, not a package)
"""Build the tables of manbij-2016 that follow from others: ground, control, what was counted.

Lengths of links follow from the positions of areas; control from the columns of ``tables/areas.csv``;
deaths by period are summed from ``ucdp/events.csv``. Everything else in the scenario is written by
hand in its own folder. Run from anywhere: ``python scenario-sources/manbij-2016/build.py [FOLDER]``.
The same inputs give the same bytes.
"""

from __future__ import annotations

import csv
import math
import sys
from pathlib import Path

HOME = Path(__file__).resolve().parent
TARGET = HOME.parents[1] / "src" / "hinge" / "scenarios" / "manbij-2016"
Row = dict[str, str]

START, ASSESSED, ENDED = "2016-05-31", "2016-07-15", "2016-08-12"
EARTH_KM = 6371.0
PLACED = "judgement: placed by hand on published maps and event coordinates"
OCHA = "Flash Update Eastern Aleppo, Menbij, UN OCHA, 16 June 2016 (reliefweb.int)"
PEOPLE = {
    "ocha": ("2016-06-16", "2016-06-16", f"{OCHA}; split over quarters: judgement"),
    "judged": ("2016-05-31", "2016-05-31", f"{PLACED}; population: judgement"),
}
FIRST_DAY = (
    "U.S.-backed forces open major front in Syria war, Reuters, 1 June 2016 (news.yahoo.com)"
)
LAST_DAY = (
    "Syrian Arab Coalition moves toward center of Manbij, US Central Command, 15 July 2016 "
    "(centcom.mil); judgement: quarters and villages by the reports named in SOURCES.md"
)
UCDP = "UCDP GED, Syria 2016-2019, as released in January 2020 (CC BY 4.0), summed by build.py"
UCDP_KNOWN = "2020-01-10"  # the day of the release that was used
WIDENING = 0.25  # least error of a count either way, as a share of it
NEAR_ENOUGH = 2  # date precision: the exact day, or within less than a week


def read(name: str) -> list[Row]:
    """Return the rows of a table of this folder."""
    with (HOME / name).open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def areas() -> list[Row]:
    """Return the rows of areas.csv."""
    made: list[Row] = []
    for row in read("tables/areas.csv"):
        true_on, known_on, source = PEOPLE[row["people"]]
        kept = ("id", "name", "lat", "lon", "terrain", "frontage", "population")
        made.append(
            {key: row[key] for key in kept}
            | {key: row[key] for key in ("population_group", "self_supply", "note")}
            | {"true_on": true_on, "known_on": known_on, "source": source}
        )
    return made


def distance(one: Row, other: Row) -> float:
    """Return the great circle between two areas in km."""
    lat, lon = math.radians(float(one["lat"])), math.radians(float(one["lon"]))
    lat2, lon2 = math.radians(float(other["lat"])), math.radians(float(other["lon"]))
    half = (
        math.sin((lat2 - lat) / 2) ** 2
        + math.cos(lat) * math.cos(lat2) * math.sin((lon2 - lon) / 2) ** 2
    )
    return 2 * EARTH_KM * math.asin(math.sqrt(half))


def links() -> list[Row]:
    """Return the rows of links.csv: length is the great circle times the factor of the table."""
    places = {row["id"]: row for row in read("tables/areas.csv")}
    return [
        {
            "a": row["a"],
            "b": row["b"],
            "kind": row["kind"],
            "km": f"{distance(places[row['a']], places[row['b']]) * float(row['factor']):.1f}",
            "overlooked_by": row["overlooked_by"],
            "note": row["note"],
            "true_on": START,
            "known_on": START,
            "source": PLACED,
        }
        for row in read("tables/links.csv")
    ]


def control() -> list[Row]:
    """Return the rows of control.csv, one for every area and snapshot."""
    made: list[Row] = []
    for row in read("tables/areas.csv"):
        made.append(
            {"date": START, "area": row["id"], "controller": row["on_31_may"], "contested_by": ""}
            | {"true_on": START, "known_on": "2016-06-01", "source": FIRST_DAY}
        )
        made.append(
            {"date": ASSESSED, "area": row["id"], "controller": row["on_15_july"]}
            | {"contested_by": row["contested_15_july"]}
            | {"true_on": ASSESSED, "known_on": ASSESSED, "source": LAST_DAY}
        )
    return sorted(made, key=lambda row: row["date"])


def dead(row: Row, who: str) -> int:
    """Return the dead of one party in one event."""
    if who == "civilians":
        return int(row["deaths_civilians"])
    return sum(int(row[f"deaths_{letter}"]) for letter in "ab" if row[f"side_{letter}"] == who)


def counted(row_id: str, who: str, name: str, area: str, first: str, last: str) -> Row:
    """Return a row with the dead of one party in a period, and a range.

    Events dated less well than within a week are left out. The range is at least a quarter
    either way; for civilians it reaches up as far as the high counts of single events do.
    """
    events = [
        row
        for row in read("ucdp/events.csv")
        if first <= row["date_start"] <= last and int(row["date_prec"]) <= NEAR_ENOUGH
    ]
    best = sum(dead(row, who) for row in events)
    more = sum(int(row["high"]) - int(row["best"]) for row in events if dead(row, who))
    high = max(best * (1 + WIDENING), best + (more if who == "civilians" else 0))
    return {
        "id": row_id,
        "observable": name,
        "area": area,
        "date_start": first,
        "date_end": last,
        "value": str(best),
        "low": f"{best * (1 - WIDENING):.0f}",
        "high": f"{high:.0f}",
        "unit": "persons",
        "who_says": "UCDP",
        "true_on": last,
        "known_on": UCDP_KNOWN,
        "source": UCDP,
        "note": "Fighters are undercounted" if who != "civilians" else "All authors together",
    }


def observations() -> list[Row]:
    """Return what was seen by the assessment date, with UCDP's later counts of that time."""
    return [
        *read("tables/observations.csv"),
        counted("o17", "civilians", "civilians_killed", "map", START, "2016-06-30"),
        counted("o18", "civilians", "civilians_killed", "map", "2016-07-01", ASSESSED),
        counted("o19", "IS", "soldiers_killed", "islamic_state", START, ASSESSED),
        counted("o20", "SDF", "soldiers_killed", "sdf", START, ASSESSED),
    ]


def outcomes() -> list[Row]:
    """Return what came after the assessment date."""
    after = "2016-07-16"
    return [
        *read("tables/outcomes.csv"),
        counted("r08", "civilians", "civilians_killed", "map", after, ENDED),
        counted("r09", "IS", "soldiers_killed", "islamic_state", after, ENDED),
        counted("r10", "SDF", "soldiers_killed", "sdf", after, ENDED),
    ]


TABLES = {
    "areas.csv": areas,
    "links.csv": links,
    "control.csv": control,
    "observations.csv": observations,
    "outcomes.csv": outcomes,
}


def build(target: Path) -> list[Path]:
    """Write the tables into a folder and return the files."""
    target.mkdir(parents=True, exist_ok=True)
    written: list[Path] = []
    for name, make in TABLES.items():
        rows = make()
        path = target / name
        with path.open("w", encoding="utf-8", newline="") as handle:
            writer = csv.DictWriter(handle, fieldnames=list(rows[0]), lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
        written.append(path)
    return written


if __name__ == "__main__":
    for file in build(Path(sys.argv[1]) if len(sys.argv) > 1 else TARGET):
        sys.stdout.write(f"{file.name}\n")
