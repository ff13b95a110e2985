"""Reads the source tables and the judgements, and decides which sources a strict run may name."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

Row = dict[str, str]

ASSESSMENT = dt.date(2016, 8, 8)
SNAPSHOTS = ("2016-06-25", "2016-07-28", "2016-08-08")
FALLBACK = "judgement: compiler's placement; no source dated by the assessment date was found"
PLACEMENT = "Compiler's schematic placement or allocation (see README, caveats)"
COPY_MARK = "; copy held as the founding article"


@dataclass(frozen=True)
class Raw:
    """The source tables (by file name without ending) and the judgements."""

    tables: Mapping[str, list[Row]]
    judged: Mapping[str, list[Row]]
    numbers: Mapping[str, Any]
    priors: Mapping[str, Any]
    public: Mapping[str, Row]
    codes: Mapping[tuple[str, str], str]
    hostile: frozenset[frozenset[str]]


def read_rows(path: Path) -> list[Row]:
    """Return the rows of one CSV file as dictionaries of text."""
    with path.open(encoding="utf-8", newline="") as handle:
        return [dict(row) for row in csv.DictReader(handle)]


def read_all(home: Path, head: Path) -> Raw:
    """Read everything under the folder of this scenario's sources, and who is hostile from its head."""
    tables = {path.stem: read_rows(path) for path in sorted((home / "tables").glob("*.csv"))}
    judgements = home / "judgements"
    judged = {path.stem: read_rows(path) for path in sorted(judgements.glob("*.csv"))}
    numbers = yaml.safe_load((judgements / "judgements.yaml").read_text(encoding="utf-8"))
    priors = yaml.safe_load((judgements / "parameters.yaml").read_text(encoding="utf-8"))
    public = {row["title"]: row for row in judged["sources"]}
    codes = {(row["table"], row["code"]): row["means"] for row in judged["codes"]}
    relations = yaml.safe_load(head.read_text(encoding="utf-8"))["relations"]
    hostile = frozenset(
        frozenset({row["a"], row["b"]}) for row in relations if row["stance"] == "hostile"
    )
    return Raw(tables, judged, numbers, priors, public, codes, hostile)


def titles(raw: Raw, cell: str) -> list[str]:
    """Split a source cell into titles; some titles hold a semicolon themselves."""
    pieces = cell.split("; ")
    found: list[str] = []
    while pieces:
        for size in range(len(pieces), 0, -1):
            title = "; ".join(pieces[:size])
            if title in raw.public:
                found.append(title)
                pieces = pieces[size:]
                break
        else:
            raise ValueError(f"sources.csv does not list: {pieces[0]}")
    return found


def strict_titles(raw: Raw, cell: str) -> list[str]:
    """Return the titles of a source cell that were public by the assessment date."""
    return [
        title.removesuffix(COPY_MARK)
        for title in titles(raw, cell)
        if raw.public[title]["strict"] == "yes"
    ]


def strict_source(raw: Raw, cell: str, fallback: str = FALLBACK) -> str:
    """Return the source cell as a strict run may show it, or the words for judgement."""
    kept = strict_titles(raw, cell)
    if PLACEMENT in titles(raw, cell):
        kept.append("judgement: compiler's schematic placement or allocation")
    return "; ".join(kept) if kept else fallback


def note(raw: Raw, table: str, key: str, default: str) -> str:
    """Return a row's note, or the one that replaces it where it spoke of later things."""
    for row in raw.judged["notes"]:
        if row["table"] == table and row["id"] == key:
            return row["note"]
    return default


def is_late(known_on: str) -> bool:
    """Whether a date of knowledge lies after the assessment date (no date: no)."""
    return bool(known_on) and dt.date.fromisoformat(known_on) > ASSESSMENT


def number(value: float) -> str:
    """Write a number without a needless fraction."""
    rounded = round(float(value), 4)
    return str(int(rounded)) if rounded == int(rounded) else repr(rounded)


def side_and_rival(raw: Raw, code: str) -> tuple[str, str]:
    """Split a controller code such as ``GOV/OPP`` into the last holder and its rival."""
    first, _, second = code.partition("/")
    holder = raw.codes["controller", first]
    return holder, raw.codes["controller", second] if second else ""
