"""Rules about sieges that are older than the campaign."""

from __future__ import annotations

from collections.abc import Iterator

from hinge.errors import Place
from hinge.scenario.checks.parts import Finding, unknown
from hinge.scenario.scenario import Scenario

FILE = "regions.yaml"


def siege_of_unwatched_side(scenario: Scenario) -> Iterator[Finding]:
    """A siege older than the campaign is of a side that its region watches."""
    for region in scenario.regions:
        for siege in region.besieged_since:
            if siege.side not in region.watch:
                yield unknown(
                    Place(FILE, siege.line, "side"),
                    f"The siege of {region.id}",
                    siege.side,
                    region.watch,
                    f"the watch of {region.id}",
                )


def siege_not_older(scenario: Scenario) -> Iterator[Finding]:
    """A siege that is dated began before the campaign; later ones are found."""
    start = scenario.head.start
    for region in scenario.regions:
        for siege in region.besieged_since:
            if siege.since >= start:
                yield Finding(
                    Place(FILE, siege.line, "since"),
                    f"The siege of {region.id} began on {siege.since}; the campaign starts on {start}.",
                    "From its first day on the model itself finds who is under siege.",
                    "Correct the day, or leave the siege out.",
                )


def siege_twice(scenario: Scenario) -> Iterator[Finding]:
    """A region dates the siege of a side once."""
    for region in scenario.regions:
        sides = [siege.side for siege in region.besieged_since]
        for number, siege in enumerate(region.besieged_since):
            if siege.side in sides[:number]:
                yield Finding(
                    Place(FILE, siege.line, "side"),
                    f"The siege of {siege.side} in {region.id} is dated twice.",
                    "Nobody can tell how long it has stood.",
                    "Keep the day since which it has never been open.",
                )


RULES = (siege_of_unwatched_side, siege_not_older, siege_twice)
