"""Rules about names: every area, faction and side that a table names exists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from hinge.errors import Place
from hinge.scenario.checks.parts import Finding, unknown
from hinge.scenario.fields import Record
from hinge.scenario.scenario import Scenario

Named = tuple[Place, str, str]  # where a name stands, who names it, the name


def _names(file: str, rows: Iterable[Record], *fields: str) -> Iterator[Named]:
    """Yield every name in some fields (texts or lists) of a table's rows; empty ones are left out."""
    for row in rows:
        who = f"The row of {row.id}" if hasattr(row, "id") else "The row"
        for field in fields:
            value: str | Sequence[str] = getattr(row, field) or ""
            for name in (value,) if isinstance(value, str) else value:
                if name:
                    yield Place(file, row.line, field), who, name


def _unlisted(named: Iterable[Named], known: Sequence[str], file: str) -> Iterator[Finding]:
    """Yield a finding for each name that is not known."""
    listed = set(known)
    for place, who, name in named:
        if name not in listed:
            yield unknown(place, who, name, known, file)


def unknown_area(scenario: Scenario) -> Iterator[Finding]:
    """Every area that a table names is one of areas.csv."""
    known = [area.id for area in scenario.areas]
    for named in (
        _names("links.csv", scenario.links, "a", "b", "overlooked_by"),
        _names("control.csv", scenario.control, "area"),
        _names("formations.csv", scenario.formations, "area"),
        _names("facilities.csv", scenario.facilities, "area"),
        _names("entries.csv", scenario.entries, "area"),
        _names("sponsors.csv", scenario.sponsors, "entries"),
        _names("strike_assets.csv", scenario.strike_assets, "base"),
        _names("events.csv", scenario.events, "areas"),
        _names("regions.yaml", scenario.regions, "areas"),
    ):
        yield from _unlisted(named, known, "areas.csv")


def unknown_faction(scenario: Scenario) -> Iterator[Finding]:
    """Every faction that a table names is one of factions.csv."""
    known = [faction.id for faction in scenario.factions]
    for named in (
        _names("coalitions.csv", scenario.coalitions, "faction"),
        _names("formations.csv", scenario.formations, "faction"),
        _names("facilities.csv", scenario.facilities, "faction"),
        _names("sponsors.csv", scenario.sponsors, "supports"),
    ):
        yield from _unlisted(named, known, "factions.csv")


def unknown_operator(scenario: Scenario) -> Iterator[Finding]:
    """Whoever operates a strike asset is a faction, or a sponsor acting itself."""
    factions = [faction.id for faction in scenario.factions]
    known = factions + [sponsor.id for sponsor in scenario.sponsors]
    named = _names("strike_assets.csv", scenario.strike_assets, "operator")
    yield from _unlisted(named, known, "factions.csv or sponsors.csv")


def unknown_sponsor(scenario: Scenario) -> Iterator[Finding]:
    """Whoever hosts an entry or decides on a strike asset is a sponsor of sponsors.csv."""
    known = [sponsor.id for sponsor in scenario.sponsors]
    for named in (
        _names("entries.csv", scenario.entries, "host"),
        _names("strike_assets.csv", scenario.strike_assets, "sponsor"),
    ):
        yield from _unlisted(named, known, "sponsors.csv")


def unknown_side(scenario: Scenario) -> Iterator[Finding]:
    """Every side that a table names is one of scenario.yaml."""
    known = [side.id for side in scenario.head.sides]
    for named in (
        _names("scenario.yaml", scenario.head.relations, "a", "b"),
        _names("control.csv", scenario.control, "controller", "contested_by"),
        _names("factions.csv", scenario.factions, "side"),
        _names("entries.csv", scenario.entries, "side"),
        _names("strike_assets.csv", scenario.strike_assets, "side"),
    ):
        yield from _unlisted(named, known, "scenario.yaml")


def watch_of_unknown_side(scenario: Scenario) -> Iterator[Finding]:
    """A region watches sides of scenario.yaml."""
    known = [side.id for side in scenario.head.sides]
    for region in scenario.regions:
        for name in region.watch:
            if name not in known:
                place = Place("regions.yaml", region.line, "watch")
                yield unknown(place, f"The watch of {region.id}", name, known, "scenario.yaml")


def watch_twice(scenario: Scenario) -> Iterator[Finding]:
    """A region watches a side once."""
    for region in scenario.regions:
        if len(set(region.watch)) < len(region.watch):
            yield Finding(
                Place("regions.yaml", region.line, "watch"),
                f"The region {region.id} watches a side twice.",
                "The same results would be recorded twice under one name.",
                "Name the side once.",
            )


RULES = (
    unknown_area,
    unknown_faction,
    unknown_operator,
    unknown_sponsor,
    unknown_side,
    watch_of_unknown_side,
    watch_twice,
)
