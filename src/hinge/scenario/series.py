"""The names and units of the recorded series, in the one order that every room uses."""

from __future__ import annotations

from collections.abc import Iterator

from hinge.errors import HingeError
from hinge.scenario.scenario import Scenario

CAUSES = ("air_strikes", "indirect_fire", "missiles", "ground_fighting", "deprivation")
DEPRIVATION = "deprivation"  # the one cause that has no author
UNATTRIBUTED = "unattributed"

SIDE_SERIES = {
    "strength": "persons",
    "killed": "persons, cumulative",
    "lost": "persons, cumulative",
    "need": "t/day",
    "delivered": "t/day",
    "held": "areas",
    "efforts": "main efforts, cumulative",
    "broke": "persons, cumulative",
    "arrived": "persons, cumulative",
    "reserve": "share",
    "gained": "areas, cumulative",
    "committed": "share of the elite reserve in a main effort",
    "all_in": "main efforts with all reserves in reach, cumulative",
    "window": "per day, believed hazard of losing support (leading command)",
    "threshold": "per day, hazard from which the best effort beats waiting; -1 none",
    "margin": "utility by which the last effort beat every alternative; -1 none",
    "commands": "number",
    "united": "share of strength in the largest command",
    "joined": "factions, cumulative",
    "split": "factions, cumulative",
    "redirected": "persons, cumulative",
    "pinned": "share of reserves",
    "forward": "share of preparation saved by facilities near the front",
    "deals": "ends by deal, cumulative",
    "evacuated": "persons, cumulative",
}
REGION_SERIES = {
    "residents": "persons",
    "ration": "share of need",
    "civilians_killed_in": "persons, cumulative",
}
WATCH_SERIES = {"flow": "t/day", "flow_share": "share of need"}
OTHER_SERIES = {
    "held_share": "share of areas",
    "civilians_killed": "persons, cumulative",
    "civilians_killed_by": "persons, cumulative",
    "displaced": "persons",
    "deprived": "person-days, cumulative",
    "support": "level, 1 as at the start",
    "rung": "0 restrained, 1 usual, 2 intensified, 3 own forces",
    "sorties": "uses, cumulative",
}
_UNITS = SIDE_SERIES | REGION_SERIES | WATCH_SERIES | OTHER_SERIES


def series_names(scenario: Scenario) -> tuple[str, ...]:
    """Return the names of the recorded series: by side, region, watch, cause, in all, sponsor, asset."""
    return tuple(_names(scenario))


def series_unit(name: str) -> str:
    """Return the unit of a series, from the word before the first dot; HingeError if there is none."""
    word = name.split(".", 1)[0]
    if word not in _UNITS:
        message = f"There is no recorded series {name}."
        raise HingeError(message)
    return _UNITS[word]


def _names(scenario: Scenario) -> Iterator[str]:
    """Yield the names in order."""
    sides = [side.id for side in scenario.head.sides]
    yield from (f"{word}.{side}" for side in sides for word in SIDE_SERIES)
    for region in scenario.regions:
        yield from (f"{word}.{region.id}" for word in REGION_SERIES)
        yield from (f"held_share.{region.id}.{side}" for side in region.watch)
        if region.harm:
            yield from (f"civilians_killed_in.{region.id}.by.{side}" for side in sides)
    for region in scenario.regions:
        for side in region.watch:
            yield from (f"{word}.{region.id}.{side}" for word in WATCH_SERIES)
    for cause in CAUSES:
        authors = [UNATTRIBUTED] if cause == DEPRIVATION else sides
        yield from (f"civilians_killed.{cause}.{author}" for author in authors)
    yield "civilians_killed"
    yield from (f"civilians_killed_by.{author}" for author in [*sides, UNATTRIBUTED])
    yield "displaced"
    yield "deprived"
    yield from (f"support.{sponsor.id}" for sponsor in scenario.sponsors)
    yield from (f"rung.{sponsor.id}" for sponsor in scenario.sponsors)
    yield from (f"sorties.{asset.id}" for asset in scenario.strike_assets)
