"""One picture: everything that a live page shows of one setting, from so many runs."""

from __future__ import annotations

import time
from typing import Any

from hinge.claims.names import Names
from hinge.claims.predicates import Ground
from hinge.figures.map_data import frames
from hinge.live.course import LiveCourse
from hinge.live.numbers import curve, fans, harm, paired
from hinge.live.shown import FanSeries, LiveClaim, fan_series, live_claims
from hinge.live.verdicts import verdicts
from hinge.scenario.scenario import Scenario

Json = dict[str, Any]


class Painter:
    """Makes pictures of one scenario; knows what is shown of it."""

    def __init__(self, scenario: Scenario) -> None:
        """Find what is shown, once."""
        self.names, self.ground = Names.of(scenario), Ground.of(scenario)
        self.series: tuple[FanSeries, ...] = fan_series(scenario)
        self.claims: tuple[LiveClaim, ...] = live_claims(scenario)
        self.sides = [side.id for side in scenario.head.sides]
        self.curves = {claim.id: claim for claim in self.claims if claim.has_curve}

    def outcome(self, asked: str) -> LiveClaim | None:
        """Return the reading whose curve is shown: the one asked for, else the first that has one."""
        if asked in self.curves:
            return self.curves[asked]
        return next(iter(self.curves.values()), None)

    def paint(self, course: LiveCourse, other: LiveCourse, outcome: str) -> Json:
        """Return the picture of one arm beside another, run by run."""
        began = time.perf_counter()
        chosen = self.outcome(outcome)
        found: Json = {
            "frames": frames(course.control(), course.contested(), course.sieges(), self.sides),
            "fans": fans(course, self.series),
            "chance": None if chosen is None else curve(chosen, course, self.ground),
            "verdicts": verdicts(self.claims, course, other, self.ground),
            "harm": harm(course, other, self.names),
            "paired": paired(course, other, self.series),
        }
        return found | {"ms": {"picture": _since(began)}}


def _since(began: float) -> float:
    """Return the milliseconds since a moment."""
    return round((time.perf_counter() - began) * 1e3, 1)
