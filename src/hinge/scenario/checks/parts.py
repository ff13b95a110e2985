"""What every rule yields and what rules about files read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple, Protocol, TypeVar

from hinge.errors import Place
from hinge.scenario.map_reader import AreaShape
from hinge.scenario.nearest import suggest

End = TypeVar("End", float, dt.date)


class Finding(NamedTuple):
    """One mistake found by a rule: where, what, why it matters, what to do."""

    place: Place
    what: str
    why: str
    do: str


class Named(Protocol):
    """A record with an id and the line that it stands on."""

    @property
    def id(self) -> str:
        """What it is called."""

    @property
    def line(self) -> int:
        """Where it stands."""


class Error(Protocol):
    """An error model: its kind, and the line that it stands on."""

    @property
    def kind(self) -> str:
        """Which error model it is."""

    @property
    def line(self) -> int:
        """Where it stands."""


@dataclass(frozen=True)
class FileParts:
    """What stands in files but not in records.

    ``shapes``: those of the map, None without one; ``texts``: the text of a
    claim file's source, by the name of the claim file.
    """

    shapes: tuple[AreaShape, ...] | None
    texts: dict[str, str]


def unknown(
    place: Place, what: str, name: str, known: Iterable[str], listed_in: str, remedy: str = ""
) -> Finding:
    """Return the finding of an id that no file lists, with the nearest known one.

    ``what`` says who names it (``The row of amber_north``), ``listed_in`` is the
    file that should list it; ``remedy`` replaces the advice to add it there.
    """
    return Finding(
        place,
        f"{what} names {name!r}, which {listed_in} does not list {suggest(name, known)}.",
        "The model would not know what is meant.",
        remedy or f"Fix the name, or add {name} to {listed_in}.",
    )


def twice(file: str, records: Iterable[Named], why: str) -> Iterator[Finding]:
    """Yield the finding of every record whose id one before it has."""
    seen: set[str] = set()
    for one in records:
        if one.id in seen:
            yield Finding(
                Place(file, one.line, "id"),
                f"The id {one.id} stands twice.",
                why,
                "Give one of them another id.",
            )
        seen.add(one.id)


def unfit_error(file: str, error: Error, who: str, read: str, wanted: Iterable[str]) -> Finding:
    """Return the finding of an error model that is none of those ``wanted`` for what is read."""
    return Finding(
        Place(file, error.line, "kind"),
        f"{who} has an error of kind {error.kind} {read}.",
        "It would not be clear how far a campaign is from the report.",
        f"Write an error of kind {' or '.join(wanted)}.",
    )


def reversed_range(file: str, line: int, name: str, low: End, high: End) -> Iterator[Finding]:
    """Yield the finding of an error model whose range ends before it begins."""
    if low > high:
        yield Finding(
            Place(file, line, "high"),
            f"The range of {name} goes from {_said(low)} to {_said(high)}.",
            "No value lies in it.",
            "Swap the two ends or correct one.",
        )


def _said(end: float | dt.date) -> str:
    """Return an end of a range as it is written."""
    return end.isoformat() if isinstance(end, dt.date) else f"{end:g}"
