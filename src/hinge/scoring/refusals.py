"""What is wrong with a file of outcomes as a whole, or with the form of a row."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hinge.errors import Place, Problem
from hinge.scenario.csv_reader import MAX_ROWS
from hinge.scenario.nearest import suggest


def no_layout(columns: Sequence[str], layouts: Sequence[tuple[str, ...]], place: Place) -> Problem:
    """Return the problem of a header that has the columns of neither layout."""
    if len(columns) == 1 and re.search("[;\t]", columns[0]):
        return Problem(
            "header",
            "The columns are not separated by commas.",
            "All of it would be read as one column.",
            "Save the file as comma-separated values.",
            place,
        )
    wanted = min(layouts, key=lambda one: len(set(one) - set(columns)))
    missing = [name for name in wanted if name not in columns]
    near = suggest(missing[0], columns) if any(columns) else ""
    return Problem(
        "missing_column",
        f"The column {missing[0]} is missing {near}".strip() + ".",
        "An outcome is read by the names of its columns.",
        "Facts about control need "
        + "; all outcomes ".join(", ".join(layout) for layout in layouts)
        + ".",
        place,
    )


def width(name: str, line: int, cells: int, columns: int) -> Problem:
    """Return the problem of a row with too many cells or too few."""
    return Problem(
        "row_width",
        f"The row has {cells} cells, the header has {columns}.",
        "Its values would stand under the wrong columns.",
        "Add or remove commas; put text that contains a comma in quotes.",
        Place(name, line),
    )


def too_many(name: str) -> Problem:
    """Return the problem of a file with far too many rows."""
    return Problem(
        "too_many_rows",
        f"The table has more than {MAX_ROWS:,} rows.",
        "Outcomes of a campaign are far fewer, so this is another kind of table.",
        "Shorten the table, or check that the right file lies here.",
        Place(name),
    )


def unreadable(path: str, error: OSError) -> Problem:
    """Return the problem of a file that is not there or may not be read."""
    return Problem(
        "outcomes_file",
        f"{path!r} cannot be read: {error.strerror}.",
        "Without outcomes there is nothing to score against.",
        "Name a file of outcomes with --outcomes; docs/scores.md shows its columns.",
        Place("--outcomes"),
    )
