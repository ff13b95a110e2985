"""Rules about actors: strengths, formations, sponsors, entries, strike assets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from hinge.errors import Place
from hinge.scenario.checks.parts import Finding
from hinge.scenario.records import Faction
from hinge.scenario.scenario import Scenario

LARGEST_FACTION = 1_000_000  # persons; more than any army group of 1900 to today
WIDEST_STRENGTH = 100  # a 95th percentile of so many times the 5th says nothing
MOST_SIDES = 100  # control is stored in one byte

Range = tuple[float | None, float | None, float | None]


def too_few_sides(scenario: Scenario) -> Iterator[Finding]:
    """There are at least two sides, and not more than the store can hold."""
    count = len(scenario.head.sides)
    if not 2 <= count <= MOST_SIDES:
        yield Finding(
            Place("scenario.yaml", scenario.head.line, "sides"),
            f"The scenario has {count} sides.",
            f"A campaign has at least 2, and results are stored for at most {MOST_SIDES}.",
            "List the sides.",
        )


def relation_with_itself(scenario: Scenario) -> Iterator[Finding]:
    """A relation is between two sides."""
    for relation in scenario.head.relations:
        if relation.a == relation.b:
            yield Finding(
                Place("scenario.yaml", relation.line, "relations"),
                f"The relation is between {relation.a} and itself.",
                "A side is always its own ally.",
                "Name the other side or remove the relation.",
            )


def range_out_of_order(scenario: Scenario) -> Iterator[Finding]:
    """Low is at most best, and best at most high, wherever a range stands."""
    for file, line, field, (low, best, high) in _ranges(scenario):
        given = [value for value in (low, best, high) if value is not None]
        if given != sorted(given):
            shown = ", ".join(f"{value:g}" for value in given)
            yield Finding(
                Place(file, line, field),
                f"The range {shown} does not rise from low to high.",
                "Draws from it would come out upside down.",
                "Put the lowest value first; check for a missing digit.",
            )


def _ranges(scenario: Scenario) -> Iterator[tuple[str, int, str, Range]]:
    """Yield every range: file, line, field, and its values."""
    for f in scenario.factions:
        strength = (f.strength_low, f.strength_best, f.strength_high)
        yield "factions.csv", f.line, "strength_low", strength
        yield "factions.csv", f.line, "late_low", (f.late_low, f.late_best, f.late_high)
        yield "factions.csv", f.line, "quality_low", (f.quality_low, None, f.quality_high)
    for e in scenario.entries:
        capacity = (e.capacity_low, e.capacity_best, e.capacity_high)
        yield "entries.csv", e.line, "capacity_low", capacity
    for x in scenario.strike_assets:
        tempo = (x.tempo_low, x.tempo_best, x.tempo_high)
        yield "strike_assets.csv", x.line, "tempo_low", tempo
        yield "strike_assets.csv", x.line, "late_low", (x.late_low, x.late_best, x.late_high)
    for event in scenario.events:
        yield "events.csv", event.line, "low", (event.low, event.value, event.high)


def strength_too_large(scenario: Scenario) -> Iterator[Finding]:
    """A faction is not larger than any army of one campaign."""
    for faction in scenario.factions:
        if _largest(faction) > LARGEST_FACTION:
            yield Finding(
                Place("factions.csv", faction.line, "strength_high"),
                f"The faction {faction.id} has up to {_largest(faction):,.0f} persons.",
                f"No army of one campaign had more than {LARGEST_FACTION:,}.",
                "Count persons in the theatre; check for a digit too many.",
            )


def strength_too_wide(scenario: Scenario) -> Iterator[Finding]:
    """The range of a faction's strength says something."""
    for faction in scenario.factions:
        low, high = faction.strength_low, faction.strength_high
        if 0 < low * WIDEST_STRENGTH < high:
            yield Finding(
                Place("factions.csv", faction.line, "strength_high"),
                f"The strength of {faction.id} runs from {low:,.0f} to {high:,.0f}.",
                f"A range of more than {WIDEST_STRENGTH} to 1 says nothing about a faction.",
                "Narrow it by what its area can feed, or check for a digit too many.",
            )


def strength_from_zero(scenario: Scenario) -> Iterator[Finding]:
    """A faction with strength has some at the 5th percentile too."""
    for faction in scenario.factions:
        if faction.strength_low == 0 < faction.strength_high:
            yield Finding(
                Place("factions.csv", faction.line, "strength_low"),
                f"The strength of {faction.id} starts at 0 and reaches {faction.strength_high:g}.",
                "Strength is drawn from a lognormal spread, which never reaches 0.",
                "Give a small low value, or all zeros for a faction with strike assets only.",
            )


def faction_without_formation(scenario: Scenario) -> Iterator[Finding]:
    """A faction with strength stands somewhere."""
    placed = {unit.faction for unit in scenario.formations}
    for faction in scenario.factions:
        if _largest(faction) > 0 and faction.id not in placed:
            yield Finding(
                Place("factions.csv", faction.line, "id"),
                f"The faction {faction.id} has strength but no formation.",
                "Its people would stand nowhere and never be counted.",
                "Add a row to formations.csv, or set its strength to 0.",
            )


def formation_without_strength(scenario: Scenario) -> Iterator[Finding]:
    """A formation's faction has strength."""
    empty = {faction.id for faction in scenario.factions if _largest(faction) == 0}
    for unit in scenario.formations:
        if unit.faction in empty:
            yield Finding(
                Place("formations.csv", unit.line, "faction"),
                f"The formation {unit.id} belongs to {unit.faction}, whose strength is 0.",
                "It would have nobody in it.",
                "Give the faction a strength in factions.csv or remove the formation.",
            )


def _largest(faction: Faction) -> float:
    """Return the largest strength that either vintage gives."""
    return max(faction.strength_high, faction.late_high or 0.0)


def two_reserves(scenario: Scenario) -> Iterator[Finding]:
    """A faction has one elite reserve at most."""
    count = Counter(unit.faction for unit in scenario.formations if unit.reserve)
    for unit in scenario.formations:
        if unit.reserve and count[unit.faction] > 1:
            yield Finding(
                Place("formations.csv", unit.line, "reserve"),
                f"The faction {unit.faction} has {count[unit.faction]} reserves.",
                "The share forces.reserve_share is that of one formation.",
                "Mark one formation as the reserve.",
            )


def sponsor_without_entry(scenario: Scenario) -> Iterator[Finding]:
    """A sponsor's support comes in somewhere."""
    for sponsor in scenario.sponsors:
        if not sponsor.entries:
            yield Finding(
                Place("sponsors.csv", sponsor.line, "entries"),
                f"The sponsor {sponsor.id} has no entry.",
                "Its support reaches nobody, and its withdrawal would change nothing.",
                "Name the areas through which its support comes.",
            )


def sponsor_without_faction(scenario: Scenario) -> Iterator[Finding]:
    """A sponsor supports somebody."""
    for sponsor in scenario.sponsors:
        if not sponsor.supports:
            yield Finding(
                Place("sponsors.csv", sponsor.line, "supports"),
                f"The sponsor {sponsor.id} supports nobody.",
                "Its support has no side, so no entry can depend on it.",
                "Name the factions it supports.",
            )


def asset_without_harm(scenario: Scenario) -> Iterator[Finding]:
    """Every strike asset says what it does to civilians."""
    for asset in scenario.strike_assets:
        if not asset.harm:
            yield Finding(
                Place("strike_assets.csv", asset.line, "harm"),
                f"The asset {asset.id} has no parameter of harm.",
                "Force without harm to civilians would make every verdict on it too kind.",
                "Name a parameter such as harm.<asset> and define it in parameters.yaml.",
            )


def harm_shared(scenario: Scenario) -> Iterator[Finding]:
    """No two strike assets share a parameter of harm."""
    first: dict[str, str] = {}
    for asset in scenario.strike_assets:
        if asset.harm and first.setdefault(asset.harm, asset.id) != asset.id:
            yield Finding(
                Place("strike_assets.csv", asset.line, "harm"),
                f"The assets {first[asset.harm]} and {asset.id} share {asset.harm}.",
                "Harm is recorded by author, and one number cannot be fitted to two.",
                "Give each asset a parameter of its own.",
            )


def source_missing(scenario: Scenario) -> Iterator[Finding]:
    """A value that rests on a source names it, with the day it held and the day it was public."""
    for file, rows in (
        ("factions.csv", [f for f in scenario.factions if f.strength_basis == "source"]),
        ("entries.csv", [e for e in scenario.entries if e.basis == "source"]),
        ("strike_assets.csv", [x for x in scenario.strike_assets if x.tempo_basis == "source"]),
    ):
        for row in rows:
            for field in ("source", "true_on", "known_on"):
                if not getattr(row, field):
                    yield Finding(
                        Place(file, row.line, field),
                        f"The row rests on a source, but {field} is empty.",
                        "Nobody could look it up or tell whether it was known in time.",
                        f"Fill in {field}, or call the basis judgement.",
                    )


RULES = (
    too_few_sides,
    relation_with_itself,
    range_out_of_order,
    strength_too_large,
    strength_too_wide,
    strength_from_zero,
    faction_without_formation,
    formation_without_strength,
    two_reserves,
    sponsor_without_entry,
    sponsor_without_faction,
    asset_without_harm,
    harm_shared,
    source_missing,
)
