"""Rules about the ground: links, reachability, control, regions."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator

from hinge.errors import Place
from hinge.scenario.checks.parts import Finding
from hinge.scenario.records import Area
from hinge.scenario.scenario import Scenario

KM_PER_DEGREE = 111.195  # mean radius of the earth, 6,371 km
SHORTER_THAN_STRAIGHT = 0.5  # places are drawn schematically; half of the straight way is a slip
OFF_MAP = "off_map"


def link_to_itself(scenario: Scenario) -> Iterator[Finding]:
    """A link joins two different areas."""
    for link in scenario.links:
        if link.a == link.b:
            yield Finding(
                Place("links.csv", link.line, "b"),
                f"The link joins {link.a} to itself.",
                "Nothing can move or flow along it.",
                "Name the other end or remove the row.",
            )


def link_twice(scenario: Scenario) -> Iterator[Finding]:
    """Two areas are joined by at most one link."""
    first: dict[tuple[str, ...], int] = {}
    for link in scenario.links:
        pair = tuple(sorted((link.a, link.b)))
        if pair in first:
            yield Finding(
                Place("links.csv", link.line, "a"),
                f"The link between {pair[0]} and {pair[1]} stands on line {first[pair]} already.",
                "Its throughput would count twice.",
                "Keep the better kind of the two.",
            )
        first.setdefault(pair, link.line)


def link_shorter_than_straight(scenario: Scenario) -> Iterator[Finding]:
    """A link on the map is not far shorter than the straight line between its ends."""
    areas = {area.id: area for area in scenario.areas if area.terrain != OFF_MAP}
    for link in scenario.links:
        if link.a in areas and link.b in areas:
            straight = _kilometres(areas[link.a], areas[link.b])
            if link.km < SHORTER_THAN_STRAIGHT * straight:
                yield Finding(
                    Place("links.csv", link.line, "km"),
                    f"The link from {link.a} to {link.b} is {link.km:g} km long, the straight "
                    f"line {straight:.1f} km.",
                    "Marches along it would be faster than is possible.",
                    "Check the length, and the coordinates of both ends in areas.csv.",
                )


def _kilometres(a: Area, b: Area) -> float:
    """Return the distance between two areas by the flat formula of short ways."""
    north = a.lat - b.lat
    east = (a.lon - b.lon) * math.cos(math.radians((a.lat + b.lat) / 2))
    return KM_PER_DEGREE * math.hypot(north, east)


def area_out_of_reach(scenario: Scenario) -> Iterator[Finding]:
    """Every area can be reached from the first one over links of any kind."""
    if not scenario.areas:
        return
    near: dict[str, set[str]] = {area.id: set() for area in scenario.areas}
    for link in scenario.links:
        if link.a in near and link.b in near:
            near[link.a].add(link.b)
            near[link.b].add(link.a)
    reached = {scenario.areas[0].id}
    border = [scenario.areas[0].id]
    while border:
        fresh = near[border.pop()] - reached
        reached |= fresh
        border.extend(sorted(fresh))
    for area in scenario.areas:
        if area.id not in reached:
            yield Finding(
                Place("areas.csv", area.line, "id"),
                f"The area {area.id} cannot be reached from {scenario.areas[0].id} over any links.",
                "Nobody and nothing could ever get there, so it would be besieged for ever.",
                "Add a link to links.csv (sea and air links count) or remove the area.",
            )


def no_areas(scenario: Scenario) -> Iterator[Finding]:
    """There are areas to hold."""
    if not scenario.areas:
        yield Finding(
            Place("areas.csv"),
            "The table lists no area.",
            "There is nothing to hold and nowhere to stand.",
            "Add the areas.",
        )


def control_missing(scenario: Scenario) -> Iterator[Finding]:
    """Every area has a row of control on every snapshot date."""
    given = {(row.date, row.area) for row in scenario.control}
    for date in sorted(set(scenario.head.snapshots)):
        missing = [area.id for area in scenario.areas if (date, area.id) not in given]
        if missing:
            shown = ", ".join(missing[:5]) + (" and more" if len(missing) > 5 else "")
            yield Finding(
                Place("control.csv", 0, "area"),
                f"On the snapshot of {date} there is no row for {shown}.",
                "A run that starts there would not know who holds the area.",
                "Add a row for each; leave controller empty where nobody holds it.",
            )


def control_off_snapshot(scenario: Scenario) -> Iterator[Finding]:
    """Control is given for snapshot dates only."""
    dates: set[dt.date] = set(scenario.head.snapshots)
    for row in scenario.control:
        if row.date not in dates:
            yield Finding(
                Place("control.csv", row.line, "date"),
                f"The date {row.date} is no snapshot of scenario.yaml.",
                "The row would never be read.",
                "Add the date to snapshots (with rows for all areas) or remove the row.",
            )


def contested_by_holder(scenario: Scenario) -> Iterator[Finding]:
    """An area is contested by somebody other than its holder."""
    for row in scenario.control:
        if row.contested_by and row.contested_by == row.controller:
            yield Finding(
                Place("control.csv", row.line, "contested_by"),
                f"The area {row.area} is held and contested by {row.controller}.",
                "A side does not fight itself.",
                "Name the other side, or leave contested_by empty.",
            )


def contested_without_holder(scenario: Scenario) -> Iterator[Finding]:
    """An area that somebody contests has a holder, if only the last one."""
    for row in scenario.control:
        if row.contested_by and not row.controller:
            yield Finding(
                Place("control.csv", row.line, "controller"),
                f"The area {row.area} is contested but nobody holds it.",
                "A side that is alone in an area holds it.",
                "Name the last holder as controller, or the side present as controller alone.",
            )


def region_empty(scenario: Scenario) -> Iterator[Finding]:
    """A region has areas."""
    for region in scenario.regions:
        if not region.areas:
            yield Finding(
                Place("regions.yaml", region.line, "areas"),
                f"The region {region.id} has no areas.",
                "Nobody can hold it, and shares of it mean nothing.",
                "List its areas or remove it.",
            )


def region_repeats_area(scenario: Scenario) -> Iterator[Finding]:
    """A region names each area once."""
    for region in scenario.regions:
        if len(set(region.areas)) < len(region.areas):
            yield Finding(
                Place("regions.yaml", region.line, "areas"),
                f"The region {region.id} names an area twice.",
                "The area would count twice in shares of the region.",
                "Name it once.",
            )


RULES = (
    link_to_itself,
    link_twice,
    link_shorter_than_straight,
    area_out_of_reach,
    no_areas,
    control_missing,
    control_off_snapshot,
    contested_by_holder,
    contested_without_holder,
    region_empty,
    region_repeats_area,
)
