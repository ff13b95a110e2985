"""Rules about ids: each stands once and is free to use."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from hinge.errors import Place
from hinge.scenario.checks.parts import Finding
from hinge.scenario.scenario import Scenario
from hinge.scenario.series import UNATTRIBUTED

BASELINE = "baseline"  # the name of the arm without interventions


class Row(Protocol):
    """A record with an id and the line on which it stands."""

    @property
    def id(self) -> str:
        """Return the id."""
        ...

    @property
    def line(self) -> int:
        """Return the line."""
        ...


def id_twice(scenario: Scenario) -> Iterator[Finding]:
    """Every id stands once in its table."""
    tables: tuple[tuple[str, Sequence[Row]], ...] = (
        ("scenario.yaml", scenario.head.sides),
        ("areas.csv", scenario.areas),
        ("factions.csv", scenario.factions),
        ("formations.csv", scenario.formations),
        ("facilities.csv", scenario.facilities),
        ("sponsors.csv", scenario.sponsors),
        ("strike_assets.csv", scenario.strike_assets),
        ("events.csv", scenario.events),
        ("regions.yaml", scenario.regions),
        ("parameters.yaml", scenario.parameters),
        ("interventions.yaml", scenario.interventions),
        ("observations.csv", scenario.observations),
        ("outcomes.csv", scenario.outcomes),
        ("patterns.yaml", scenario.patterns),
    )
    for file, rows in tables:
        first: dict[str, int] = {}
        for row in rows:
            if row.id in first:
                yield Finding(
                    Place(file, row.line, "id"),
                    f"The id {row.id} stands here and on line {first[row.id]}.",
                    "Whoever names it could mean either.",
                    "Rename one of the two or remove it.",
                )
            first.setdefault(row.id, row.line)


def claim_id_twice(scenario: Scenario) -> Iterator[Finding]:
    """Every claim id stands once in all claim files together."""
    first: dict[str, str] = {}
    for file in scenario.claim_files:
        for claim in file.claims:
            place = Place(file.file, claim.line, "id")
            if claim.id in first:
                yield Finding(
                    place,
                    f"The claim id {claim.id} is taken by {first[claim.id]}.",
                    "Verdicts are listed by claim id, so one would cover the other.",
                    "Give one of the claims another number.",
                )
            first.setdefault(claim.id, str(place))


def source_id_twice(scenario: Scenario) -> Iterator[Finding]:
    """Every source id stands once in all claim files together."""
    first: dict[str, str] = {}
    for file in scenario.claim_files:
        if file.source.id in first:
            yield Finding(
                Place(file.file, file.source.line, "id"),
                f"The source id {file.source.id} is taken by {first[file.source.id]}.",
                "Claims of two sources would be counted as one's.",
                "Give one of the sources another id, or put its claims into one file.",
            )
        first.setdefault(file.source.id, file.file)


def reading_id_twice(scenario: Scenario) -> Iterator[Finding]:
    """Every reading id stands once in its claim."""
    for file in scenario.claim_files:
        for claim in file.claims:
            seen: set[str] = set()
            for reading in claim.readings:
                if reading.id in seen:
                    yield Finding(
                        Place(file.file, reading.line, "id"),
                        f"Claim {claim.id} has two readings called {reading.id}.",
                        "Their results could not be told apart.",
                        "Rename one of them.",
                    )
                seen.add(reading.id)


def row_twice(scenario: Scenario) -> Iterator[Finding]:
    """Tables without ids hold no row twice: control, coalitions, entries, relations."""
    keyed: list[tuple[str, str, int, tuple[str, ...]]] = [
        *(("control.csv", "area", c.line, (str(c.date), c.area)) for c in scenario.control),
        *(
            ("coalitions.csv", "faction", m.line, (m.faction, str(m.date)))
            for m in scenario.coalitions
        ),
        *(("entries.csv", "area", e.line, (e.area, e.side)) for e in scenario.entries),
        *(
            ("scenario.yaml", "relations", r.line, tuple(sorted((r.a, r.b))))
            for r in scenario.head.relations
        ),
    ]
    first: dict[tuple[str, tuple[str, ...]], int] = {}
    for file, field, line, key in keyed:
        if (file, key) in first:
            yield Finding(
                Place(file, line, field),
                f"A row for {' and '.join(key)} stands on line {first[file, key]} already.",
                "Only one of the two could count.",
                "Remove one of them.",
            )
        first.setdefault((file, key), line)


def reserved_id(scenario: Scenario) -> Iterator[Finding]:
    """No side is called unattributed and no intervention baseline."""
    for file, rows, word in (
        ("scenario.yaml", scenario.head.sides, UNATTRIBUTED),
        ("interventions.yaml", scenario.interventions, BASELINE),
    ):
        for row in rows:
            if row.id == word:
                yield Finding(
                    Place(file, row.line, "id"),
                    f"The id {word} has a meaning of its own in Hinge.",
                    "Results under that name would be mixed up with Hinge's.",
                    "Choose another id.",
                )


def region_like_area(scenario: Scenario) -> Iterator[Finding]:
    """A region has the id of an area only if it is that area alone."""
    areas = {area.id for area in scenario.areas}
    for region in scenario.regions:
        if region.id in areas and region.areas != (region.id,):
            yield Finding(
                Place("regions.yaml", region.line, "id"),
                f"The region {region.id} has the id of an area, but is not that area alone.",
                "A claim about it could mean either.",
                "Rename the region, or let it hold just that area.",
            )


RULES = (
    id_twice,
    claim_id_twice,
    source_id_twice,
    reading_id_twice,
    row_twice,
    reserved_id,
    region_like_area,
)
