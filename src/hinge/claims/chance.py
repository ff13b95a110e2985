"""The chance of an outcome by day, for the page: of a turning claim, or else of a forecast.

The outcome and the series that show it come from the claim file. A forecast names
no series: those of the watched regions and of the sides' strength stand in.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from hinge.analysis.chance_paths import BAND, ChancePaths, chance_paths
from hinge.analysis.course import Course
from hinge.analysis.turning import nearly_settled
from hinge.claims.names import Names, capital
from hinge.claims.plan import BASELINE, arm_id
from hinge.claims.predicates import Ground, holds
from hinge.claims.sentences import clause
from hinge.claims.turning import SIEGE, decided, features
from hinge.claims.windows import series_of
from hinge.errors import TooFewRuns
from hinge.scenario.claim_records import Claim, Reading
from hinge.scenario.predicate_records import Predicate
from hinge.scenario.scenario import Scenario

Array = npt.NDArray[np.float64]

MOST = 3
"""Days named as those that settle most."""

WEEK = 7
"""Days that are shown as one bar: single days settle little, and with much error."""

TENTHS = (0.1, 0.9)
"""Between these quantiles lie eight in ten campaigns."""

STANDING = ("held_share.", "flow_share.", "strength.", "reserve.")
"""Openings of the series that stand in where a claim names none."""


@dataclass(frozen=True)
class ChanceByDay:
    """The chance of an outcome on days 0 to T of an arm.

    ``claim``, ``reading``: ids; ``says`` the outcome in words; ``window``: first and last
    day that the claim calls a turning point, None for a forecast; ``found``: the chances;
    ``tenth``, ``ninetieth`` (T + 1,) between which eight in ten campaigns lie; ``most``: the
    days that settle most.
    """

    claim: str
    reading: str
    says: str
    window: tuple[dt.date, dt.date] | None
    start: dt.date
    found: ChancePaths
    tenth: Array
    ninetieth: Array
    most: tuple[int, ...]

    def largest_in(self, day: int) -> float:
        """Return the share of resampled draws in which no day settles more than this one."""
        return float(np.mean(self.found.resampled.argmax(axis=1) == day - 1))

    @property
    def stands_out(self) -> tuple[int, ...]:
        """The day that settles most, where most resamples agree on it and it beats a walk's by its band."""
        found = self.found
        return tuple(
            day
            for day in self.most[:1]
            if self.largest_in(day) > 0.5 and found.settled_band[0, day - 1] > found.null[day - 1]
        )

    def date(self, day: int) -> dt.date:
        """Return the date of a day."""
        return self.start + dt.timedelta(days=day)

    def day(self, date: dt.date) -> int:
        """Return the day of a date."""
        return (date - self.start).days

    def chance_rows(self) -> list[dict[str, Any]]:
        """Return the chance by day, with the band of the mean and where eight in ten campaigns lie."""
        found = self.found
        return [
            {
                "day": day,
                "date": self.date(day).isoformat(),
                "chance": float(found.mean[day]),
                "band_low": float(found.mean_band[0, day]),
                "band_high": float(found.mean_band[1, day]),
                "tenth": float(self.tenth[day]),
                "ninetieth": float(self.ninetieth[day]),
            }
            for day in range(found.mean.size)
        ]

    def settled_rows(self) -> list[dict[str, Any]]:
        """Return what each week settles, counted back from the last day, beside what a walk does."""
        found, last = self.found, self.found.settled.size
        ends = list(range(last, 0, -WEEK))[::-1]
        rows = []
        for since, day in zip([0, *ends[:-1]], ends, strict=True):
            days = slice(since, day)
            low, high = np.quantile(found.resampled[:, days].sum(axis=1), BAND)
            rows.append(
                {
                    "since": since,
                    "day": day,
                    "date": self.date(day).isoformat(),
                    "share": float(found.settled[days].sum()),
                    "band_low": float(low),
                    "band_high": float(high),
                    "null": float(found.null[days].sum()),
                }
            )
        return rows


def chance_by_day(
    scenario: Scenario, verdicts: Iterable[Mapping[str, Any]], course: Course
) -> ChanceByDay | None:
    """Return the chance of the first fitting outcome among the verdicts; None where none fits.

    Turning points come before forecasts. An outcome fits where the claim starts
    with this arm and it is neither nearly certain nor nearly impossible there.
    """
    wanted = {verdict["id"] for verdict in verdicts}
    claims = [
        claim
        for file in scenario.claim_files
        for claim in file.claims
        if claim.id in wanted and claim.encoded and arm_id(BASELINE, claim.start) == course.arm
    ]
    for claim, reading, outcome, series in _candidates(claims, course):
        held = holds(outcome, course, Ground.of(scenario))
        last = decided(outcome, course)
        if nearly_settled(held) or last < 1:
            continue
        try:
            found = chance_paths(features(series, course, last), held, course.draw)
        except TooFewRuns:
            return None
        low, high = np.quantile(found.paths, TENTHS, axis=0)
        return ChanceByDay(
            claim=claim.id,
            reading=reading.id,
            says=capital(clause(outcome, Names.of(scenario))),
            window=(reading.turning.from_, reading.turning.to) if reading.turning else None,
            start=course.start,
            found=found,
            tenth=low,
            ninetieth=high,
            most=tuple(found.most(MOST)),
        )
    return None


def _candidates(
    claims: list[Claim], course: Course
) -> Iterator[tuple[Claim, Reading, Predicate, tuple[str, ...]]]:
    """Yield outcomes with the series that show them: of turning points first, then of forecasts."""
    for claim in claims:
        for reading in claim.readings:
            if reading.turning:
                yield claim, reading, reading.turning.outcome, reading.turning.features
    for claim in claims:
        for reading in claim.readings:
            if claim.test == "forecast" and reading.predicate and not reading.given:
                yield claim, reading, reading.predicate, _standing(reading, course)


def _standing(reading: Reading, course: Course) -> tuple[str, ...]:
    """Return the series and sieges that show who has the upper hand, and those that the reading names."""
    read = series_of(reading)
    series = [name for name in course.series_names if name.startswith(STANDING) or name in read]
    return (*series, *(f"{SIEGE}{watch}" for watch in course.watches))
