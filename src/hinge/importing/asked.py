"""What is asked of a reader, and what it gives back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from hinge.errors import Place
from hinge.importing.ledger import Ledger
from hinge.importing.local_file import Fingerprint, refused
from hinge.importing.periods import MONTH, Window
from hinge.importing.terms import Terms, TermsAsked
from hinge.scenario.records import Observation
from hinge.scenario.scenario import Scenario


@dataclass(frozen=True)
class Asked:
    """What to read, and how it becomes rows of a scenario.

    ``released``: the day the table became public (``known_on`` of its rows,
    unless a row has a day of its own). ``area_column``: column of place names,
    empty for the layout's own. ``outlines``: place events by the map.
    ``widen``: let a range hold a best value outside it. ``battle``: of a table
    of several.
    """

    file: Path
    scenario: Scenario
    window: Window
    terms: TermsAsked
    by: str = MONTH
    released: dt.date | None = None
    place_map: Path | None = None
    actor_map: Path | None = None
    area_column: str = ""
    outlines: bool = False
    widen: bool = False
    battle: str = ""
    prefix: str = "im"


@dataclass(frozen=True)
class Imported:
    """Rows for a scenario and everything that must be said about them."""

    reader: str
    layout: str
    fingerprint: Fingerprint
    terms: Terms
    ledger: Ledger
    rows: tuple[Observation, ...]
    rules: tuple[str, ...]
    caveats: tuple[str, ...]
    totals: dict[str, dict[str, float]] = field(default_factory=dict)


def released(asked: Asked) -> dt.date:
    """Return the day the table became public; raise InputError if none is given."""
    if asked.released is None:
        raise refused(
            "no_release_date",
            Place("--released"),
            "The day on which these figures became public is not given.",
            "A strict run may use only what was public by the assessment date.",
            "Give the release date of the data set with --released.",
        )
    return asked.released


def numbered(asked: Asked, rows: Iterable[Observation]) -> tuple[Observation, ...]:
    """Return the rows with ids of their own: the prefix and a number.

    Raises InputError where a row was public before it was over, or its id is
    taken in the scenario.
    """
    found = tuple(
        row.model_copy(update={"id": f"{asked.prefix}{number:04d}"})
        for number, row in enumerate(rows, start=1)
    )
    taken = {row.id for row in (*asked.scenario.observations, *asked.scenario.outcomes)}
    for row in found:
        end = row.date_end or row.date_start
        if row.known_on is not None and row.known_on < end:
            raise refused(
                "known_too_early",
                Place("--released"),
                f"A figure for the time to {end} cannot have been public on {row.known_on}.",
                "A strict run would be told what nobody knew.",
                "Give the day on which the whole table was out, or end the window earlier.",
            )
        if row.id in taken:
            raise refused(
                "id_taken",
                Place("--prefix"),
                f"The scenario has a row {row.id} already.",
                "Two rows of one id cannot be told apart.",
                "Choose another --prefix.",
            )
    return found


def as_text(value: float) -> str:
    """Return a number as it is written into a table: whole where it is whole, else four decimals."""
    return str(int(value)) if value == int(value) else f"{value:.4f}".rstrip("0")


def formulas(rows: Iterable[Observation]) -> int:
    """Return how many cells of text begin as a formula would; they are kept as they are."""
    texts = (
        text
        for row in rows
        for text in (row.observable, row.area, row.value, row.unit, row.who_says, row.note)
    )
    return sum(text[:1] in {"=", "+", "@", "-"} for text in texts)


def finished(imported: Imported, asked: Asked) -> Imported:
    """Return the import with its rows numbered and its cells like formulas counted."""
    rows = numbered(asked, imported.rows)
    imported.ledger.formulas = formulas(rows)
    return replace(imported, rows=rows)


def plain_window(asked: Asked) -> dict[str, Any]:
    """Return the window as plain values."""
    cut = asked.window.cut
    return {
        "from": asked.window.first.isoformat(),
        "to": asked.window.last.isoformat(),
        "cut_after": cut.isoformat() if cut else None,
    }
