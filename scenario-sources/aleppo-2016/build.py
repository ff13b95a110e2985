# ruff: noqa: INP001 (a script beside its tables, not a package)
"""Build the tables of the scenario aleppo-2016 from the source tables and the judgements.

Run from anywhere: ``python scenario-sources/aleppo-2016/build.py [FOLDER]``. Without
a folder the committed scenario is written; the same inputs give the same bytes.
"""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Callable
from pathlib import Path

from builder import forces, happenings, means, priors, sourcelist, space
from builder.read import Raw, Row, read_all

HOME = Path(__file__).resolve().parent
TARGET = HOME.parents[1] / "src" / "hinge" / "scenarios" / "aleppo-2016"

TABLES: dict[str, Callable[[Raw], list[Row]]] = {
    "areas.csv": space.areas,
    "links.csv": space.links,
    "control.csv": space.control,
    "factions.csv": forces.factions,
    "coalitions.csv": forces.coalitions,
    "formations.csv": forces.formations,
    "facilities.csv": forces.facilities,
    "entries.csv": means.entries,
    "sponsors.csv": means.sponsors,
    "strike_assets.csv": means.strike_assets,
    "events.csv": happenings.events,
    "observations.csv": happenings.observations,
    "outcomes.csv": happenings.outcomes,
}


def as_csv(rows: list[Row]) -> str:
    """Return rows as CSV text; the header is the fields of the first row."""
    text = io.StringIO()
    writer = csv.DictWriter(text, fieldnames=list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def build(target: Path) -> list[Path]:
    """Write every table into a folder and return the files."""
    raw = read_all(HOME, TARGET / "scenario.yaml")
    target.mkdir(parents=True, exist_ok=True)
    texts = {name: as_csv(make(raw)) for name, make in TABLES.items()}
    texts["parameters.yaml"] = priors.parameters(raw)
    texts["SOURCES.md"] = sourcelist.sources(raw)
    written: list[Path] = []
    for name, text in texts.items():
        path = target / name
        path.write_text(text, encoding="utf-8", newline="\n")
        written.append(path)
    return written


if __name__ == "__main__":
    for file in build(Path(sys.argv[1]) if len(sys.argv) > 1 else TARGET):
        sys.stdout.write(f"{file.name}\n")
