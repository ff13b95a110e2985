"""Series of losses day by day, in two layouts.

strengths and casualties   date, forces_X, casualties_X, forces_Y, casualties_Y
deaths alone               date, deaths_X, deaths_Y    (deaths_civilians, deaths_unknown are left out)

X and Y name the two sides. A series of deaths says nothing of strength, so each
side needs a range of persons. Rows without a value for both sides are left out.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache

import numpy as np
from numpy.typing import NDArray

from hinge.audits.table_file import (
    Cells,
    DataTable,
    read_table,
    refusal,
    require_columns,
    shipped_bytes,
)

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

CASUALTIES, DEATHS = "casualties", "deaths"
OTHERS = {"civilians", "unknown"}
FOLDER, SETTINGS = "daily_attrition", "settings.csv"  # of the shipped series
FEWEST = 5  # days


@dataclass(frozen=True)
class Setting:
    """What is assumed of the battle of a series."""

    terrain: str
    turns: tuple[tuple[dt.date, str], ...]  # from which day on which side attacks
    strength: Mapping[str, tuple[float, float]]  # persons, lowest and highest; for deaths alone
    words: str


@cache
def shipped_settings() -> dict[str, tuple[frozenset[str], Setting]]:
    """Return, by file of a shipped series, its sides and what is assumed of them."""
    rows = list(csv.DictReader(io.StringIO(shipped_bytes(FOLDER, SETTINGS).decode("utf-8"))))
    found: dict[str, tuple[frozenset[str], Setting]] = {}
    for file in dict.fromkeys(row["file"] for row in rows):
        own = [row for row in rows if row["file"] == file]
        turns = [
            (dt.date.fromisoformat(row["attacks_from"]), row["side"])
            for row in own
            if row["attacks_from"]
        ]
        strength = {
            row["side"]: (float(row["strength_low"]), float(row["strength_high"]))
            for row in own
            if row["strength_low"]
        }
        setting = Setting(own[0]["terrain"], tuple(sorted(turns)), strength, own[0]["words"])
        found[file] = frozenset(row["side"] for row in own), setting
    return found


@dataclass(frozen=True)
class Series:
    """One series: T days, two sides; ``forces`` (T, 2) or None, ``counts`` (T, 2) persons a day."""

    file: str
    sha256: str
    kind: str
    sides: tuple[str, str]
    days: tuple[dt.date, ...]
    forces: Floats | None
    counts: Floats
    left_out: int
    setting: Setting

    def attacking(self) -> Ints:
        """Return who attacks on each day, (T,) 0 or 1."""
        who = [
            [side for since, side in self.setting.turns if since <= day][-1] for day in self.days
        ]
        return np.array([self.sides.index(side) for side in who], dtype=np.int64)


def read_series(
    data: bytes,
    file: str,
    *,
    strength: Mapping[str, tuple[float, float]] | None = None,
    attacker: str = "",
) -> Series:
    """Return the series of a file; InputError with every mistake."""
    table = read_table(data, file)
    require_columns(table, ["date"], "Without dates the days have no order.")
    kind, sides = _layout(table)
    cells = Cells(file)
    names = [
        *(f"forces_{side}" for side in sides if kind == CASUALTIES),
        *(f"{kind}_{side}" for side in sides),
    ]
    days: list[dt.date] = []
    rows: list[list[float]] = []
    left_out = 0
    for row, line in zip(table.rows, table.lines, strict=True):
        day = _date(cells, row["date"], line)
        values = [_count(cells, row, line, name) for name in names]
        if day is None or any(map(math.isnan, values)):
            left_out += 1
            continue
        if days and day <= days[-1]:
            do = "Put one row for each day, in order."
            cells.wrong(line, "date", f"{day} does not come after {days[-1]}.", do)
        days.append(day)
        rows.append(values)
    cells.refuse()
    if len(days) < FEWEST:
        raise refusal(
            file,
            f"Only {len(days)} days of the series can be used.",
            f"Fewer than {FEWEST} say nothing of daily losses.",
            f"Fill in date, {', '.join(names)}.",
        )
    found = np.array(rows, dtype=np.float64)
    series = Series(
        file=file,
        sha256=table.sha256,
        kind=kind,
        sides=sides,
        days=tuple(days),
        forces=found[:, :2] if kind == CASUALTIES else None,
        counts=found[:, -2:],
        left_out=left_out,
        setting=_setting(file, sides, attacker),
    )
    return _with_strength(series, strength or {})


def _layout(table: DataTable) -> tuple[str, tuple[str, str]]:
    """Return the kind of counts and the two sides that the header names."""
    sides = [name.removeprefix("forces_") for name in table.columns if name.startswith("forces_")]
    if len(sides) == 2:
        needed = [f"casualties_{side}" for side in sides]
        require_columns(table, needed, "A strength without losses cannot be scored.")
        return CASUALTIES, (sides[0], sides[1])
    dead = [name.removeprefix("deaths_") for name in table.columns if name.startswith("deaths_")]
    fighting = [side for side in dead if side not in OTHERS]
    if not sides and len(fighting) == 2:
        return DEATHS, (fighting[0], fighting[1])
    raise refusal(
        table.file,
        "The header names no two sides.",
        "A series has forces_X, casualties_X, forces_Y, casualties_Y, or deaths_X and deaths_Y.",
        "Name the columns so, with the two sides for X and Y.",
        1,
    )


def _setting(file: str, sides: tuple[str, str], attacker: str) -> Setting:
    """Return what is assumed of the battle; ``attacker`` overrules who attacks."""
    if attacker and attacker not in sides:
        raise refusal(
            file,
            f"The series has no side {attacker}.",
            "Who attacks must be one of the two.",
            f"Give --attacker {sides[0]} or --attacker {sides[1]}.",
        )
    known = dict(shipped_settings().values()).get(frozenset(sides))
    if known is None:
        first = attacker or sides[0]
        return Setting("open", ((dt.date.min, first),), {}, f"open ground; {first} attacks")
    if attacker:
        turns = ((dt.date.min, attacker),)
        return replace(
            known, turns=turns, words=f"{known.words}; here {attacker} attacks throughout"
        )
    return known


def _with_strength(series: Series, given: Mapping[str, tuple[float, float]]) -> Series:
    """Return the series with the ranges of strength that it needs."""
    for side in given:
        if side not in series.sides:
            raise refusal(
                series.file,
                f"The series has no side {side}.",
                "A strength belongs to one of its sides.",
                f"The sides are {series.sides[0]} and {series.sides[1]}.",
            )
    ranges = {**series.setting.strength, **given}
    if series.kind == DEATHS:
        missing = [side for side in series.sides if side not in ranges]
        if missing:
            raise refusal(
                series.file,
                f"How strong {' and '.join(missing)} was is not known.",
                "Deaths become shares of strength only beside a strength.",
                f"Give --strength {missing[0]}=LOW:HIGH, in persons.",
            )
    if not given:
        return series
    said = " and ".join(f"{side} {low:,.0f} to {high:,.0f}" for side, (low, high) in ranges.items())
    return replace(
        series, setting=replace(series.setting, strength=ranges, words=f"{said} persons")
    )


def _date(cells: Cells, text: str, line: int) -> dt.date | None:
    """Return a date, or None where the cell is empty or wrong."""
    if not text:
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        cells.wrong(line, "date", f"{text!r} is not a date.", "Write it as 2016-06-01.")
        return None


def _count(cells: Cells, row: dict[str, str], line: int, column: str) -> float:
    """Return a number of persons; NaN where it is not given; forces must be above 0."""
    value = cells.number(row, line, column)
    if value < 0.0 or (value == 0.0 and column.startswith("forces_")):
        cells.wrong(line, column, f"{row[column]} persons cannot be.", "Write a larger number.")
        return math.nan
    return value
