"""What every rule yields and what rules about files read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from hinge.errors import Place
from hinge.scenario.map_reader import AreaShape
from hinge.scenario.nearest import suggest


class Finding(NamedTuple):
    """One mistake found by a rule: where, what, why it matters, what to do."""

    place: Place
    what: str
    why: str
    do: str


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
