"""Tables of battles in the columns of CDB90: what is read, what is refused, what is left out.

Read are numbers, dates, posture, terrain, army names and results. The judged
advantages of the table (surprise, morale, leadership, quality and the like)
were written knowing who won; they are never read. Duplicates of one battle
(column ``parent``) count once.

The days of a battle are counted from ``start`` to ``end``, both included. The
column ``duration_days`` is not used where dates are given: the shipped table
hardly ever has more than 2 in it, also for battles of eight days and more.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import math
from dataclasses import dataclass
from functools import cache

from hinge.audits.table_file import (
    Cells,
    DataTable,
    read_table,
    refusal,
    require_columns,
    shipped_bytes,
)

ARMS = ("cav", "tank", "arty", "fly")  # horse, tanks, guns, close-support sorties
SHIPPED = ("cdb90", "battles.csv")
COLUMNS = (
    "isqno", "name", "campgn", "start", "end", "actors_a", "actors_d", "str_a", "str_d",
    "cas_a", "cas_d", *(f"{arm}_{side}" for arm in ARMS for side in "ad"),
    "post1", "terra_relief", "terra_cover", "terra_special", "wina", "parent",
)  # fmt: skip
POSTURES = {"HD": "hasty", "PD": "prepared", "FD": "fortified", "DL": "delay", "WD": "withdrawal"}
RELIEF = {"G": "rugged", "R": "rolling", "F": "flat"}
COVER = {"W": "wooded", "M": "mixed", "B": "bare", "D": "desert"}
SPECIAL = {"U": "urban", "M": "marsh", "D": "dunes"}
UNKNOWN = "not given"
HALVES = 2


@dataclass(frozen=True)
class Battle:
    """One battle; unknown numbers are NaN, unknown words ``not given``, attackers stand first in pairs."""

    id: str  # that of the battle which this row describes or duplicates
    name: str
    campaign: str
    year: int
    days: int
    armies: tuple[tuple[str, ...], tuple[str, ...]]
    strength: tuple[float, float]
    losses: tuple[float, float]
    arms: tuple[tuple[float, float], ...]  # one pair for each of ARMS
    posture: str
    relief: str
    cover: str
    special: str
    won: bool  # by the attacker; a draw is no win


@dataclass(frozen=True)
class Battles:
    """What a file holds, sorted by id: the usable battles, and how many rows were left out and why."""

    file: str
    sha256: str
    battles: tuple[Battle, ...]
    rows: int
    duplicates: int
    unusable: int
    notes: tuple[str, ...]  # what was odd in single rows


def read_battles(data: bytes, file: str) -> Battles:
    """Return the battles of a table; InputError with every mistake, and if no row can be used."""
    table = read_table(data, file)
    require_columns(table, COLUMNS, "The audit reads the columns of the shipped table of battles.")
    cells = Cells(file)
    seen: dict[str, int] = {}
    for row, line in zip(table.rows, table.lines, strict=True):
        if not row["isqno"]:
            cells.wrong(line, "isqno", "The battle has no id.", "Give each row an id of its own.")
        elif row["isqno"] in seen:
            what = f"The id {row['isqno']} stands on line {seen[row['isqno']]} already."
            cells.wrong(line, "isqno", what, "Give each row an id of its own.")
        seen.setdefault(row["isqno"], line)
    read = [_battle(cells, row, line) for row, line in zip(table.rows, table.lines, strict=True)]
    cells.refuse()
    kept, duplicates = _once(table, read)
    if not kept:
        raise refusal(
            file,
            "No row of the table can be scored.",
            "A battle counts if str_a, str_d, wina, start and end are given.",
            "Fill in these columns, or check that the right file is given.",
        )
    unusable = len(read) - duplicates - len(kept)
    notes = tuple(cells.notes)
    return Battles(file, table.sha256, kept, len(read), duplicates, unusable, notes)


@cache
def shipped_battles() -> Battles:
    """Return the battles that come with Hinge."""
    return read_battles(shipped_bytes(*SHIPPED), SHIPPED[1])


def in_fit_half(battle: Battle) -> bool:
    """Say whether a battle belongs to the half that is fitted: by a hash of its id, so for good.

    >>> sum(in_fit_half(battle) for battle in shipped_battles().battles)
    224
    """
    return hashlib.sha256(battle.id.encode()).digest()[0] % HALVES == 0


def _once(table: DataTable, read: list[Battle | None]) -> tuple[tuple[Battle, ...], int]:
    """Return one usable battle for each id, that of the original row if there is one; and the rest."""
    kept: dict[str, Battle] = {}
    duplicates = 0
    order = sorted(range(len(read)), key=lambda n: _by_number(table.rows[n]["isqno"]))
    for n in sorted(order, key=lambda n: bool(table.rows[n]["parent"])):
        battle, parent = read[n], table.rows[n]["parent"]
        if parent and parent in kept:
            duplicates += 1
        elif battle is not None:
            kept[battle.id] = battle
    return tuple(sorted(kept.values(), key=lambda battle: _by_number(battle.id))), duplicates


def _by_number(text: str) -> tuple[int, str]:
    """Return a key that sorts ids that are numbers by size, and others behind them by letter."""
    return (int(text), "") if text.isdecimal() else (10**12, text)


def _battle(cells: Cells, row: dict[str, str], line: int) -> Battle | None:
    """Return the battle of a row, or None where a needed value is empty; mistakes go into ``cells``."""
    strength = (_count(cells, row, line, "str_a"), _count(cells, row, line, "str_d"))
    losses = (_count(cells, row, line, "cas_a"), _count(cells, row, line, "cas_d"))
    arms = tuple(
        (_count(cells, row, line, f"{arm}_a"), _count(cells, row, line, f"{arm}_d")) for arm in ARMS
    )
    won = cells.number(row, line, "wina")
    if not (math.isnan(won) or won in {-1.0, 0.0, 1.0}):
        cells.wrong(line, "wina", f"{row['wina']} is no result.", "Write 1, 0 or -1.")
    start, end = _date(cells, row, line, "start"), _date(cells, row, line, "end")
    words = (
        _word(cells, row, line, "post1", POSTURES),
        _word(cells, row, line, "terra_relief", RELIEF),
        _word(cells, row, line, "terra_cover", COVER),
        _word(cells, row, line, "terra_special", SPECIAL),
    )
    if start is None or end is None or math.isnan(won) or any(map(math.isnan, strength)):
        return None
    days = (end - start).days + 1
    if days < 1 or min(strength) < 1.0:
        what = "ends before it starts" if days < 1 else "has a side without persons"
        cells.note(line, f"the battle {what}; it is left out")
        return None
    return Battle(
        id=row["parent"] or row["isqno"],
        name=row["name"],
        campaign=row["campgn"] or row["parent"] or row["isqno"],
        year=start.year,
        days=days,
        armies=(_armies(row["actors_a"]), _armies(row["actors_d"])),
        strength=strength,
        losses=losses,
        arms=arms,
        posture=words[0],
        relief=words[1],
        cover=words[2],
        special=words[3],
        won=won > 0.0,
    )


def _count(cells: Cells, row: dict[str, str], line: int, column: str) -> float:
    """Return a number that is at least 0, or NaN."""
    value = cells.number(row, line, column)
    if value < 0.0:
        what = f"{row[column]} is below 0."
        cells.wrong(line, column, what, "Write a number of 0 or more, or nothing.")
        return math.nan
    return value


def _date(cells: Cells, row: dict[str, str], line: int, column: str) -> dt.date | None:
    """Return a date, or None where the cell is empty."""
    if not row[column]:
        return None
    try:
        return dt.date.fromisoformat(row[column])
    except ValueError:
        what = f"{row[column]!r} is not a date."
        cells.wrong(line, column, what, "Write it as 1863-07-01, or nothing.")
        return None


def _word(cells: Cells, row: dict[str, str], line: int, column: str, words: dict[str, str]) -> str:
    """Return the meaning of a code; ``not given`` where the cell is empty or 00."""
    code = row[column]
    if code in {"", "00", "0"}:
        return UNKNOWN
    if code not in words:
        cells.note(line, f"{code!r} is no code of {column}; it counts as not given")
    return words.get(code, UNKNOWN)


def _armies(text: str) -> tuple[str, ...]:
    """Return the armies of a side, without blanks around them.

    >>> _armies("Russia & Prussia")
    ('Russia', 'Prussia')
    """
    return tuple(part.strip() for part in text.split("&") if part.strip())
