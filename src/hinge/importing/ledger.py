"""What became of every row that was read: used, or left out and why; nothing goes without a word."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

EXAMPLES = 10  # lines named for each reason
LISTED = 1000  # unmapped names listed at most; how many there are is always said


@dataclass
class Left:
    """Rows left out for one reason: how many, with how many deaths, and the first of their lines."""

    rows: int = 0
    deaths: int = 0
    lines: list[int] = field(default_factory=list)

    def add(self, line: int, deaths: int) -> None:
        """Count a row."""
        self.rows += 1
        self.deaths += deaths
        if len(self.lines) < EXAMPLES:
            self.lines.append(line)

    def plain(self) -> dict[str, Any]:
        """Return it as plain values."""
        return {"rows": self.rows, "deaths": self.deaths, "lines": self.lines}


@dataclass
class Ledger:
    """Rows read and used, left out by reason, names without a place or side, and remarks."""

    read: int = 0
    used: int = 0
    deaths_used: int = 0
    formulas: int = 0
    left: dict[str, Left] = field(default_factory=dict)
    places: dict[str, Left] = field(default_factory=dict)
    actors: dict[str, Left] = field(default_factory=dict)
    remarks: dict[str, Left] = field(default_factory=dict)

    def use(self, deaths: int = 0) -> None:
        """Count a row that is used."""
        self.used += 1
        self.deaths_used += deaths

    def leave(self, reason: str, line: int, deaths: int = 0) -> None:
        """Count a row that is left out for a reason."""
        self.left.setdefault(reason, Left()).add(line, deaths)

    def no_place(self, name: str, line: int, deaths: int = 0) -> None:
        """Count a row left out because its place stands for no area of the scenario."""
        self.leave("place stands for no area of the scenario", line, deaths)
        self.places.setdefault(name, Left()).add(line, deaths)

    def no_actor(self, name: str, line: int, deaths: int = 0) -> None:
        """Count a name that stands for no side; its row may still be used otherwise."""
        self.actors.setdefault(name, Left()).add(line, deaths)

    def remark(self, what: str, line: int, deaths: int = 0) -> None:
        """Count a row of which something is worth saying though it is used."""
        self.remarks.setdefault(what, Left()).add(line, deaths)

    def plain(self) -> dict[str, Any]:
        """Return it as plain values, the largest groups first."""
        return {
            "read": self.read,
            "used": self.used,
            "deaths_used": self.deaths_used,
            "left_out": _plain(self.left),
            "remarks": _plain(self.remarks),
            "unmapped_places": _plain(self.places),
            "unmapped_places_count": len(self.places),
            "unmapped_actors": _plain(self.actors),
            "unmapped_actors_count": len(self.actors),
            "cells_like_formulas": self.formulas,
        }


def _plain(groups: dict[str, Left]) -> dict[str, Any]:
    """Return groups as plain values, by deaths and rows from the largest down."""
    order = sorted(groups.items(), key=lambda item: (-item[1].deaths, -item[1].rows, item[0]))
    return {name: left.plain() for name, left in order[:LISTED]}
