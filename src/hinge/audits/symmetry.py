"""Whether a scenario is its own mirror image, and which thing is the image of which.

A mirror map exchanges the first two sides and takes every row of every table to
a row of the same table that says the same of the images. It is found by colour
refinement: two things have the same colour where rows tell them apart in no
way; where that leaves a choice, one is tried after the other. Words for readers
(names, notes, sources) are not compared, and places are compared by distance.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from hinge.errors import InputError, Place, Problem
from hinge.scenario.scenario import Scenario
from hinge.world.ground import kilometres

FOR_READERS = {
    "name", "short", "codes", "note", "text", "source", "line", "lat", "lon", "title", "means",
    "posture", "meaning", "true_on", "known_on", "kind_text",
}  # fmt: skip
SAME_ROLE = {"a": "end", "b": "end"}  # fields of a row that may change places
TABLES = (
    "areas", "links", "control", "factions", "coalitions", "formations", "facilities", "entries",
    "sponsors", "strike_assets", "events", "regions", "parameters",
)  # fmt: skip
NEAR = 1.0e-9  # kilometres by which mirrored distances may differ

Row = tuple[str, tuple[tuple[str, Any], ...]]  # table, then (role, word) pairs
Colours = dict[str, int]


def mirrored_name(name: str, image: Mapping[str, str]) -> str:
    """Return a dotted name (parameter, series, watch) with every part replaced by its image."""
    return ".".join(image.get(part, part) for part in name.split("."))


def mirror_map(scenario: Scenario) -> dict[str, str]:
    """Return the image of every id under a mirror map that exchanges the first two sides.

    Raises InputError where the scenario has no such map, or where distances do
    not follow it.
    """
    things = _things(scenario)
    rows = list(_rows(scenario))
    one, other = (side.id for side in scenario.head.sides[:2])
    ours = dict.fromkeys(things, 0) | {one: 1, other: 2}
    theirs = dict.fromkeys(things, 0) | {one: 2, other: 1}
    for image in _search(rows, ours, theirs):
        if _keeps_distances(scenario, image):
            return image
    raise InputError(
        [
            Problem(
                "not_symmetric",
                f"The scenario {scenario.head.id} is not its own mirror image: no exchange of "
                f"{one} and {other} takes every row to another row.",
                "Only where both sides are given the same must the model give them the same.",
                "Use the scenario mirror, or let the labels alone be exchanged.",
                Place(scenario.head.id),
            )
        ]
    )


def _things(scenario: Scenario) -> tuple[str, ...]:
    """Return every id that rows can name."""
    named = (
        scenario.head.sides, scenario.areas, scenario.factions, scenario.formations,
        scenario.facilities, scenario.sponsors, scenario.strike_assets, scenario.events,
        scenario.regions,
    )  # fmt: skip
    found = {row.id: None for table in named for row in table}
    found |= {row.coalition: None for row in scenario.coalitions}
    found |= {row.population_group: None for row in scenario.areas}
    return tuple(found)


def _rows(scenario: Scenario) -> Iterator[Row]:
    """Yield every row as pairs of a role and a word; several words of one field share its role."""
    tables = {name: getattr(scenario, name) for name in TABLES}
    tables["relations"] = scenario.head.relations
    for name, records in tables.items():
        for record in records:
            pairs: list[tuple[str, Any]] = []
            for field, value in record.model_dump().items():
                if field in FOR_READERS:
                    continue
                role = SAME_ROLE.get(field, field)
                words = value if isinstance(value, tuple) else (value,)
                for said in words:
                    word = _plain(said)
                    parts = word.split(".") if isinstance(word, str) else [str(word)]
                    pairs += [(f"{role}.{n}", part) for n, part in enumerate(parts)]
            yield name, tuple(pairs)


def _plain(said: Any) -> Any:
    """Return a value without the line of the file where it stands."""
    if isinstance(said, dict):
        return {key: value for key, value in said.items() if key != "line"}
    return said


def _search(rows: list[Row], ours: Colours, theirs: Colours) -> Iterator[dict[str, str]]:
    """Yield the maps that take things of one colour to things of the same colour, and rows to rows."""
    while True:
        shared: dict[Any, int] = {}
        new_ours, new_theirs = _refined(rows, ours, shared), _refined(rows, theirs, shared)
        if Counter(new_ours.values()) != Counter(new_theirs.values()):
            return
        if len(set(new_ours.values())) == len(set(ours.values())):
            break
        ours, theirs = new_ours, new_theirs
    classes: dict[int, list[str]] = {}
    for thing, colour in ours.items():
        classes.setdefault(colour, []).append(thing)
    open_classes = [found for found in classes.values() if len(found) > 1]
    if not open_classes:
        by_colour = {colour: thing for thing, colour in theirs.items()}
        image = {thing: by_colour[colour] for thing, colour in ours.items()}
        if _same_rows(rows, image):
            yield image
        return
    first = min(open_classes, key=len)[0]
    mark = max(*ours.values(), *theirs.values()) + 1
    for choice, colour in theirs.items():
        if colour == ours[first]:
            yield from _search(rows, ours | {first: mark}, theirs | {choice: mark})


def _refined(rows: list[Row], colours: Colours, shared: dict[Any, int]) -> Colours:
    """Return finer colours: the old one and what the rows that name a thing say of the others."""
    said: dict[str, list[Any]] = {thing: [] for thing in colours}
    for table, pairs in rows:
        seen = tuple(sorted((role, str(colours.get(word, word))) for role, word in pairs))
        for role, word in pairs:
            if word in said:
                said[word].append((table, role, seen))
    return {
        thing: shared.setdefault((colours[thing], tuple(sorted(told))), len(shared))
        for thing, told in said.items()
    }


def _same_rows(rows: list[Row], image: dict[str, str]) -> bool:
    """Say whether a map takes the rows of every table to its rows."""

    def counted(words: Mapping[str, str]) -> Counter[Any]:
        return Counter(
            (table, tuple(sorted((role, words.get(word, word)) for role, word in pairs)))
            for table, pairs in rows
        )

    return counted(image) == counted({})


def _keeps_distances(scenario: Scenario, image: dict[str, str]) -> bool:
    """Say whether areas lie as far apart as their images."""
    where = {area.id: (area.lat, area.lon) for area in scenario.areas}
    return all(
        abs(kilometres(where[a], where[b]) - kilometres(where[image[a]], where[image[b]])) <= NEAR
        for a in where
        for b in where
    )
