"""Two runs that must be each other's mirror image: draws exchanged, or labels and rows exchanged.

Every random draw is keyed by (purpose, day, stable number of the entity). In the
exchanged run each entity draws with the number of its image, and parameters
have the values drawn for their images. So in a scenario that is its own mirror
image each side meets exactly the luck that the other had.

Where a scenario is not symmetric, nothing but labels can be exchanged: the same
things in another order. A result must not know in which row a thing stands, nor
which side is written first.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hinge.audits.symmetry import mirrored_name
from hinge.draws.ids import entity_hash
from hinge.ensemble.design import Arm, Design
from hinge.ensemble.rows import in_key_order
from hinge.ensemble.simulate import ArmWorld, EngineSimulator, layout_of
from hinge.ensemble.start import opening
from hinge.scenario.scenario import Scenario
from hinge.scenario.table_parameters import parameter_table
from hinge.world.arrays import World
from hinge.world.native import native

TABLES = (
    "sides", "areas", "links", "control", "factions", "coalitions", "formations", "facilities", "entries",
    "sponsors", "strike_assets", "events", "regions",
)  # fmt: skip
INSIDE = {
    "links": ("overlooked_by",), "regions": ("areas", "watch"), "sponsors": ("supports", "entries"),
}  # fmt: skip


def simulator(scenario: Scenario, design: Design) -> EngineSimulator:
    """Return what runs a scenario as it stands."""
    return EngineSimulator(scenario, design, parameter_table(scenario), layout_of(scenario))


class Exchanged(EngineSimulator):
    """Runs a scenario in which every entity draws with the stable number of its image."""

    def __init__(self, scenario: Scenario, design: Design, image: Mapping[str, str]) -> None:
        """Keep the image of every id; the scenario is as it stands."""
        super().__init__(scenario, design, parameter_table(scenario), layout_of(scenario))
        self._image = image

    def _built(self, arm: Arm, scenario: Scenario) -> ArmWorld:
        """Return what an arm's replications share, with draws and the order of rows exchanged."""
        plain = super()._built(arm, in_key_order(scenario, self._image))
        world = exchanged_keys(plain.scenario, plain.world, self._image)
        column = {name: number for number, name in enumerate(self._ids)}
        order = [column[mirrored_name(name, self._image)] for name in self._ids]
        return replace(
            plain,
            world=world,
            native=native(world),
            begin=opening(plain.scenario, world, arm.start, self._ids),
            values=np.ascontiguousarray(plain.values[:, order]),
        )


def exchanged_keys(scenario: Scenario, world: World, image: Mapping[str, str]) -> World:
    """Return the world with the stable number of every entity replaced by that of its image."""
    number = {entity_hash(name): entity_hash(other) for name, other in image.items()}
    for link in scenario.links:
        pair, other = (link.a, link.b), (image[link.a], image[link.b])
        number[_pair_hash(pair)] = _pair_hash(other)

    def group(arrays: Any) -> Any:
        changed = {
            name: _replaced(getattr(arrays, name), number)
            for name in arrays._fields
            if name.endswith("_key")
        }
        return arrays._replace(**changed)

    actors = group(world.actors)
    factions = np.argsort(actors.faction_key, kind="stable").astype(np.int64)  # listed by number
    return world._replace(
        map=group(world.map), actors=actors._replace(factions=factions), plan=group(world.plan)
    )


def _pair_hash(pair: tuple[str, str]) -> int:
    """Return the stable number of an unordered pair of ids."""
    return entity_hash("\x1f".join(sorted(pair)))


def _replaced(keys: NDArray[np.int64], number: Mapping[int, int]) -> NDArray[np.int64]:
    """Return the stable numbers (n,) of the images."""
    return np.array([number[key] for key in keys.tolist()], dtype=np.int64)


def rows_reversed(scenario: Scenario, tables: Sequence[str] = TABLES) -> Scenario:
    """Return the scenario with the rows of these tables in the opposite order, and nothing else changed.

    Lists inside a row that name a set (areas of a region, whom a sponsor supports) are
    turned round with their table.
    """
    changed: dict[str, Any] = {}
    for name in tables:
        if name == "sides":
            turned = tuple(reversed(scenario.head.sides))
            changed["head"] = scenario.head.model_copy(update={"sides": turned})
            continue
        rows = tuple(reversed(getattr(scenario, name)))
        for field in INSIDE.get(name, ()):
            rows = tuple(
                row.model_copy(update={field: tuple(reversed(getattr(row, field)))}) for row in rows
            )
        changed[name] = rows
    return replace(scenario, **changed)
