"""The rows of a world stand in the order of stable numbers, never in the order of the files.

Some steps of the engine go through things one after the other: options among
which one is drawn, ways out of a place, factions of a command that propose in
turn, sums. What comes first then gets its turn first, or the last digit of a
sum. With rows in the order of stable numbers that is settled by the numbers, as
ties are, and a scenario whose tables are written in another order gives the
same campaigns. Names in the results stay in the order of the files.

Formations stand by the area in which the tables place them first, so that those
of one place are neighbours.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from hinge.draws.ids import entity_hash
from hinge.scenario.scenario import Scenario

OWN: Mapping[str, str] = {}  # every id counts as itself
BY_ID = ("areas", "factions", "facilities", "sponsors", "strike_assets", "events", "regions")


def in_key_order(scenario: Scenario, image: Mapping[str, str] = OWN) -> Scenario:
    """Return the scenario with its rows, and the sets inside them, in the order of stable numbers.

    ``image``: ids that count as another one (the mirror audit exchanges them). Sides
    keep their order: they are few, and nothing depends on it.
    """

    def number(name: str) -> int:
        return entity_hash(image.get(name, name))

    def pair(one: str, other: str) -> int:
        return entity_hash("\x1f".join(sorted(image.get(name, name) for name in (one, other))))

    def inside(rows: Any, *fields: str) -> Any:
        return tuple(
            row.model_copy(update={f: tuple(sorted(getattr(row, f), key=number)) for f in fields})
            for row in rows
        )

    ordered: dict[str, Any] = {
        name: tuple(sorted(getattr(scenario, name), key=lambda row: number(row.id)))
        for name in BY_ID
    }
    ordered["links"] = inside(
        sorted(scenario.links, key=lambda link: pair(link.a, link.b)), "overlooked_by"
    )
    ordered["formations"] = tuple(
        sorted(scenario.formations, key=lambda unit: (number(unit.area), number(unit.id)))
    )
    ordered["entries"] = tuple(
        sorted(scenario.entries, key=lambda entry: (number(entry.area), number(entry.side)))
    )
    ordered["regions"] = inside(ordered["regions"], "areas", "watch")
    ordered["sponsors"] = inside(ordered["sponsors"], "supports", "entries")
    ordered["coalitions"] = tuple(
        sorted(scenario.coalitions, key=lambda row: (row.date, number(row.faction)))
    )
    return replace(scenario, **ordered)
