"""Which outcomes a campaign's turning points are asked of, and who judges them.

The first outcome is the one in question. Beside it stand the same outcome asked
earlier and with another share of ground, where that makes sense: a day that
turns only one of them hangs on how the outcome is defined.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
import xarray as xr

from hinge.analysis.course import Course
from hinge.claims.names import Names
from hinge.claims.predicates import Ground, holds
from hinge.claims.sentences import sentence
from hinge.claims.windows import atoms, span_of
from hinge.ensemble.arrays import DIMS, FIELDS, Block, Layout
from hinge.ensemble.members import ADDING, Asked
from hinge.errors import InputError, Place, Problem
from hinge.scenario.claim_records import Claim
from hinge.scenario.claim_tests import TurningTest
from hinge.scenario.nearest import suggest
from hinge.scenario.predicate_records import CompareAtom, ControlAtom, Predicate, SeriesAtom
from hinge.scenario.scenario import Scenario

Start = Literal["assessment", "campaign"]

EARLIER = 14
"""Days by which the second definition asks earlier: long enough to differ, short enough to be the same."""

OTHER_SHARE = (0.75, 0.51)
"""Shares of ground of the other definition: the first, or the second where the outcome has the first or more."""


@dataclass(frozen=True)
class Outcome:
    """What may come about: ``id``, ``says`` in words, and the predicate; ``of``: id of the one it is a variant of.

    A claim about its turning point names a ``window``, and ``features`` that show how it stands.
    """

    id: str
    says: str
    predicate: Predicate
    of: str = ""
    window: tuple[dt.date, dt.date] | None = None
    features: tuple[str, ...] = ()

    @property
    def last(self) -> dt.date:
        """The last date that it names; it is known then."""
        return max(span_of(atom.when).last for atom in atoms(self.predicate))

    @property
    def series(self) -> frozenset[str]:
        """The recorded series that it reads."""
        found: set[str] = set()
        for atom in atoms(self.predicate):
            if isinstance(atom, SeriesAtom):
                found.add(atom.series)
            elif isinstance(atom, CompareAtom):
                found |= {atom.left, atom.right}
        return frozenset(found)


def chosen(
    scenario: Scenario, claim: str = "", outcomes: Sequence[str] = (), start: Start = "assessment"
) -> tuple[Outcome, ...]:
    """Return the outcomes asked for, the one in question first, with its variants last.

    ``claim``: its turning points; ``outcomes``: ids of patterns or claims. With neither,
    the first claim with a turning point. InputError for an unknown id, for a
    scenario without a turning point, and where nothing could be judged.
    """
    names = Names.of(scenario)
    ids = [*([claim] if claim else []), *outcomes] or [_turning_claim(scenario)]
    found: dict[str, Outcome] = {}
    for name in ids:
        option = "--claim" if name == claim else "--outcome"
        for key, predicate, turning in _predicates(scenario, name, option):
            window = None if turning is None else (turning.from_, turning.to)
            features = () if turning is None else turning.features
            says = sentence(predicate, names)
            found.setdefault(key, Outcome(key, says, predicate, "", window, features))
    main = next(iter(found.values()))
    first = scenario.head.start if start == "campaign" else scenario.head.assessment_date
    for outcome in found.values():
        _check_dates(outcome, first, scenario.head.horizon)
    every = {outcome.predicate for outcome in found.values()}
    variants = [
        Outcome(f"{main.id}, {how}", sentence(predicate, names), predicate, main.id)
        for how, predicate in _variants(main, first, Ground.of(scenario))
        if predicate not in every
    ]
    return (*found.values(), *variants)


def asked_of(
    scenario: Scenario,
    outcomes: Sequence[Outcome],
    layout: Layout,
    start: dt.date,
    more: frozenset[str] = frozenset(),
) -> Asked:
    """Return what judges these outcomes on campaigns that start on ``start``; ``more``: series to record."""
    ground = Ground.of(scenario)
    read = more.union(*(outcome.series for outcome in outcomes))
    series = tuple(name for name in layout.series if name in read)

    def judge(block: Block) -> npt.NDArray[np.float64]:
        course = course_of(block, layout, series, start)
        held = [holds(outcome.predicate, course, ground) for outcome in outcomes]
        return np.stack(held, axis=1).astype(np.float64)

    since = 0 if ADDING.intersection(series) else min(_first(one, start) for one in outcomes)
    return Asked(tuple(outcome.id for outcome in outcomes), series, judge, since)


def course_of(block: Block, layout: Layout, series: Sequence[str], start: dt.date) -> Course:
    """Return a block of recorded campaigns as a ``Course``; ``series`` names its columns of values."""
    rows = np.arange(block.control.shape[0])
    return Course(
        xr.Dataset(
            {name: (DIMS[name], block.field(name)) for name in FIELDS},
            coords={
                "replication": rows,
                "draw": ("replication", rows),
                "area": list(layout.areas),
                "watch": list(layout.watches),
                "series": list(series),
            },
            attrs={"start": start.isoformat()},
        )
    )


def _first(outcome: Outcome, start: dt.date) -> int:
    """Return the first day that an outcome looks at, 0 where it looks at all."""
    found = []
    for atom in atoms(outcome.predicate):
        found.append(span_of(atom.when).first or start)
        if isinstance(atom, SeriesAtom) and atom.since is not None:
            found.append(atom.since)
    return max(0, (min(found) - start).days)


def _turning_claim(scenario: Scenario) -> str:
    """Return the id of the first claim with a turning point; InputError where there is none."""
    for claim in scenario.claims:
        if any(reading.turning is not None for reading in claim.readings):
            return claim.id
    raise _refusal(
        "no_turning_claim",
        f"The scenario {scenario.head.id} has no claim about a turning point.",
        "It does not say which outcome might have turned.",
        "Name one: --outcome with the id of a pattern or of a claim.",
    )


def _predicates(
    scenario: Scenario, name: str, option: str
) -> list[tuple[str, Predicate, TurningTest | None]]:
    """Return the outcomes behind the id of a claim or a pattern, with names of their own."""
    claims = {claim.id: claim for claim in scenario.claims}
    patterns = {pattern.id: pattern for pattern in scenario.patterns}
    if name in patterns:
        return [(name, patterns[name].predicate, None)]
    if name in claims:
        return _of_claim(claims[name], option)
    raise _refusal(
        "unknown_outcome",
        f"The scenario {scenario.head.id} has no claim or pattern {name!r} "
        f"{suggest(name, [*claims, *patterns])}.",
        "An outcome is what a claim or a pattern asks of a campaign.",
        f"`hinge claims {scenario.head.id}` and `hinge patterns {scenario.head.id}` list them.",
        option,
    )


def _of_claim(claim: Claim, option: str) -> list[tuple[str, Predicate, TurningTest | None]]:
    """Return the outcomes of a claim's turning points, or else what its first reading asks."""
    turning: list[tuple[str, Predicate, TurningTest | None]] = [
        (f"{claim.id}.{reading.id}", reading.turning.outcome, reading.turning)
        for reading in claim.readings
        if reading.turning is not None
    ]
    plain: list[tuple[str, Predicate, TurningTest | None]] = [
        (f"{claim.id}.{reading.id}", reading.predicate, None)
        for reading in claim.readings
        if reading.predicate is not None
    ]
    if turning or plain:
        return turning or plain[:1]
    raise _refusal(
        "claim_without_outcome",
        f"The claim {claim.id} asks no yes or no of a campaign.",
        "A turning point is of something that comes about or does not.",
        "Choose a claim with a predicate, or a pattern.",
        option,
    )


def _check_dates(outcome: Outcome, first: dt.date, horizon: dt.date) -> None:
    """Raise InputError where an outcome is not decided after the first day and by the horizon."""
    begins = [span_of(atom.when).first for atom in atoms(outcome.predicate)]
    early = [date for date in begins if date is not None and date < first]
    if early or not first < outcome.last <= horizon:
        raise _refusal(
            "outcome_outside_run",
            f"The outcome {outcome.id} is asked of {min([*early, outcome.last])}, and campaigns run "
            f"from {first} to {horizon}.",
            "What is not simulated cannot be judged.",
            "Choose another outcome, or --view commander for one from the campaign's first day.",
        )


def _variants(main: Outcome, first: dt.date, ground: Ground) -> list[tuple[str, Predicate]]:
    """Return other definitions of an outcome: asked earlier, and with another share of ground."""
    found: list[tuple[str, Predicate]] = []
    dates = [
        date
        for atom in atoms(main.predicate)
        for date in (span_of(atom.when).first, span_of(atom.when).last)
        if date is not None
    ]
    if min(dates) - dt.timedelta(days=EARLIER) > first:
        found.append((f"{EARLIER} days earlier", _shifted(main.predicate)))
    asked = main.predicate
    if isinstance(asked, ControlAtom) and len(ground.areas(asked.of, asked.line)) > 1:
        share = OTHER_SHARE[0] if asked.share < OTHER_SHARE[0] else OTHER_SHARE[1]
        other = asked.model_copy(update={"share": share})
        found.append((f"share {share:g}", other))
    return found


def _shifted(predicate: Any) -> Any:
    """Return a predicate with all its dates ``EARLIER`` days before."""
    if isinstance(predicate, tuple):
        return tuple(_shifted(part) for part in predicate)
    if isinstance(predicate, dt.date):
        return predicate - dt.timedelta(days=EARLIER)
    fields = getattr(type(predicate), "model_fields", None)
    if fields is None:
        return predicate
    return predicate.model_copy(
        update={name: _shifted(getattr(predicate, name)) for name in fields}
    )


def _refusal(rule: str, what: str, why: str, do: str, option: str = "--outcome") -> InputError:
    """Return the error for an outcome that cannot be asked of; ``option``: where it was named."""
    return InputError([Problem(rule, what, why, do, Place(option))])
