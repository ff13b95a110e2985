"""What of a scenario a live page shows: the series of its fans, the claims it can test, the curve.

Tested live are readings that are asked of one arm from the assessment date on. All others
say why not, and what to run.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from hinge.claims.by_day import has_days
from hinge.claims.names import Names, capital, clauses, named
from hinge.claims.plan import form_of
from hinge.claims.sentences import clause, sentence
from hinge.claims.windows import series_of
from hinge.scenario.claim_records import Claim, Reading
from hinge.scenario.predicate_records import Predicate
from hinge.scenario.scenario import Scenario
from hinge.scenario.series import series_names

HELD_MOST = 4
"""At most so many fans of ground held; with deaths, displacement and strengths that makes eight."""

STRENGTHS = 2
"""Sides whose strength has a fan: the first two, between which most campaigns run."""

LOGGED = (
    "strength", "killed", "efforts", "broke", "arrived", "deals", "evacuated", "joined", "split",
    "redirected", "support", "rung", "civilians_killed_by",
)  # fmt: skip
"""First words of series that the log of a campaign reads."""

NEEDS_ASSESS = {
    "effect": "It compares two arms: run hinge assess.",
    "necessity": "It compares arms with and without a cause: run hinge assess.",
    "regret": "It compares a choice with all others: run hinge assess.",
    "turning": "It needs campaigns that branch on many days: run hinge assess.",
    "composition": "It is read from the tables alone and no change of a lever moves it.",
    "capability": "It is read from the tables alone and no change of a lever moves it.",
    "record": "It is about what happened, which no simulated campaign can say.",
    "none": "Nothing in the model tests it.",
}


@dataclass(frozen=True)
class FanSeries:
    """A series that has a fan: its id, title and unit; ``side`` whose colour it has, if any."""

    id: str
    title: str
    unit: str
    side: str = ""
    top: float | None = None


@dataclass(frozen=True)
class LiveClaim:
    """A reading that is tested live: ``id`` is claim.reading; ``says`` in words, ``asked`` exactly."""

    id: str
    claim: Claim
    reading: Reading
    predicate: Predicate
    given: Predicate | None
    asked: str

    @property
    def has_curve(self) -> bool:
        """Whether its condition can be asked of every day."""
        return self.given is None and has_days(self.predicate)


def fan_series(scenario: Scenario) -> tuple[FanSeries, ...]:
    """Return the series that have a fan; deaths and displacement of civilians come first."""
    names = {side.id: side.short or side.name for side in scenario.head.sides}
    found = [
        FanSeries("civilians_killed", "Civilians killed", "persons, since the first day"),
        FanSeries("displaced", "People displaced", "persons"),
    ]
    found += [
        FanSeries(f"strength.{side}", f"Soldiers: {names[side]}", "persons under arms", side)
        for side in list(names)[:STRENGTHS]
    ]
    pairs = [(region, side) for region in scenario.regions for side in region.watch]
    for region, side in pairs[:HELD_MOST]:
        title = f"{region.name}: held by {names[side]}"
        series = f"held_share.{region.id}.{side}"
        found.append(FanSeries(series, title, "share of its areas, 0 to 1", side, 1.0))
    return tuple(found)


def live_claims(scenario: Scenario) -> tuple[LiveClaim, ...]:
    """Return the readings that can be tested while a reader waits."""
    names = Names.of(scenario)
    return tuple(
        LiveClaim(
            f"{claim.id}.{reading.id}",
            claim,
            reading,
            reading.predicate,
            reading.given,
            _asked(reading, reading.predicate, names),
        )
        for claim in scenario.claims
        for reading in claim.readings
        if not why_not(claim, reading) and reading.predicate is not None
    )


def why_not(claim: Claim, reading: Reading | None) -> str:
    """Return why a reading is not tested live, in words; empty where it is."""
    if not claim.encoded:
        return claim.reason or "It is not encoded yet."
    if reading is None:
        return NEEDS_ASSESS.get(claim.test, NEEDS_ASSESS["none"])
    form = form_of(reading)
    if form not in {"state", "conditional"}:
        return NEEDS_ASSESS.get(form, NEEDS_ASSESS["none"])
    if claim.start == "campaign":
        return (
            "It looks at the campaign from its first day, and the live page starts on the "
            "assessment date: run hinge assess."
        )
    return ""


def elsewhere(scenario: Scenario) -> Iterator[tuple[Claim, Reading | None, str]]:
    """Yield claims and readings that are not tested live, with the reason."""
    for claim in scenario.claims:
        for reading in claim.readings or (None,):
            reason = why_not(claim, reading)
            if reason:
                yield claim, reading, reason


def wanted_series(scenario: Scenario) -> tuple[str, ...]:
    """Return the series that live pictures, claims and logs read."""
    wanted = {fan.id for fan in fan_series(scenario)}
    for one in live_claims(scenario):
        wanted |= series_of(one.reading)
    shown = ("civilians_killed", *LOGGED)
    return tuple(
        name for name in series_names(scenario) if name in wanted or name.split(".", 1)[0] in shown
    )


def side_name(names: Names, side: str) -> str:
    """Return a side's name with a capital."""
    return capital(named(names.sides, side))


def _asked(reading: Reading, predicate: Predicate, names: Names) -> str:
    """Return what is asked of a campaign, as a sentence."""
    if reading.given is None:
        return sentence(predicate, names)
    return capital(clauses([f"if {clause(reading.given, names)}: {clause(predicate, names)}."]))
