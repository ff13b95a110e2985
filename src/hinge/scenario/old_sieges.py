"""Sieges that are older than the campaign: facts of ``regions.yaml`` with their dates and source."""

from __future__ import annotations

from typing import Annotated

from pydantic import StringConstraints

from hinge.scenario.fields import Day, Id, Record


class Siege(Record):
    """Since when a side has been under siege in a region: one that began before the campaign."""

    side: Id
    since: Day
    known_on: Day
    source: Annotated[str, StringConstraints(min_length=1, max_length=4000)]

    @property
    def true_on(self) -> Day:
        """Return the day the fact held."""
        return self.since
