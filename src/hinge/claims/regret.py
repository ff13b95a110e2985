"""Regret: how often an option is the best of those named, over weights of goals, beliefs and draws.

Harm to civilians is always one of the goals, and a second table leaves out the
options that cost too many civilian lives. No option is called rational: the
verdict says in how many weighings it comes first, and for whose goals.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce

import numpy as np
import numpy.typing as npt

from hinge.analysis.course import Course, Ints
from hinge.analysis.given_data import outcome_of
from hinge.analysis.intervals import Mean
from hinge.analysis.odds import Odds, per_draw
from hinge.analysis.regret import WEIGHTINGS, Regrets, regrets, under_ceiling
from hinge.analysis.stated import stated
from hinge.analysis.steps import judge
from hinge.claims.civilians import KILLED
from hinge.claims.names import Names, capital, full_date, joined, number, percent
from hinge.claims.predicates import measured
from hinge.claims.rests import breaking_words
from hinge.claims.sentences import arm_words
from hinge.claims.verdict import ReadingVerdict, Regret
from hinge.claims.windows import refusal
from hinge.claims.wording import (
    hinge_words,
    interval,
    settled_words,
    share_words,
    symbol,
    whole,
    word,
)
from hinge.claims.workbench import Workbench
from hinge.errors import StoreError
from hinge.scenario.claim_records import Claim, Reading
from hinge.scenario.claim_tests import RegretTest

Array = npt.NDArray[np.float64]

WEIGHINGS = "weighings"
"""What the share counts: one for each weighting of the goals, belief and parameter draw."""

BY_GOALS = "how the goals are weighed"
MOSTLY = 0.5
"""Where weightings make up more than this share of the variance, the verdict hinges on them."""


@dataclass(frozen=True)
class _Table:
    """Goals by draw and option, (m, O, G), what was left out, and mean civilian deaths (O,)."""

    draw: Ints
    values: Array
    deaths: Array
    until: str
    replications: int
    left_out: int


def assess_regret(
    claim: Claim, reading: Reading, test: RegretTest, bench: Workbench
) -> ReadingVerdict:
    """Return the verdict of a regret; n counts weighings. TooFewRuns if there are too few draws.

    Goals without harm to civilians, and an option named twice, raise InputError.
    """
    _sound(test)
    options = (test.option, *test.against)
    courses = [bench.course(option, claim.start) for option in options]
    table = _table(test, courses)
    signs = [1 if goal.direction == "raise" else -1 for goal in test.goals]
    concern = [goal.civilians for goal in test.goals]
    found = regrets(table.values, signs, concern)
    keep = under_ceiling(table.deaths, test.harm_ceiling)
    among = found if keep.all() else regrets(table.values[:, keep], signs, concern)
    own = _odds(found.best[0], found)
    hinges, rests, note = bench.rests(outcome_of(found.per_draw[:, 0], table.draw))
    verdict = judge(own.share, own.low, own.high, table.replications)
    names = [BY_GOALS] * (found.by_weights > MOSTLY) + [hinge.name for hinge in hinges]
    kept = tuple(option for option, stays in zip(options, keep, strict=True) if stays)
    beside = Regret(
        options=options,
        best=tuple(_odds(best, found) for best in found.best),
        regret_median=found.median,
        regret_90=found.ninety,
        regret_most=found.most,
        stated=stated(table.values, signs, concern),
        pareto=tuple(o for o, free in zip(options, found.pareto, strict=True) if free),
        under_ceiling=kept,
        best_under_ceiling=tuple(_odds(best, found) for best in among.best),
        goals=tuple(goal.says for goal in test.goals),
        notes=_notes(test, found, table, bench.names),
    )
    return ReadingVerdict(
        id=reading.id,
        says=reading.says,
        test=claim.test,
        predicate=f"{capital(regret_words(test, bench.names))}.",
        word=word(verdict, names),
        sentence=whole(
            [
                (
                    f"{arm_words(test.option, bench.names)} is the best of {len(options)} options in "
                    f"{share_words(own, f'{WEIGHINGS} of goals, beliefs and parameter draws')}"
                ),
                _others(beside, bench.names),
                (
                    "where civilians weigh at least an equal part, it is the best in "
                    f"{_often(found.civilians[0])}"
                ),
                _ceiling_words(beside, test, bench.names),
                settled_words(verdict),
                hinge_words(own.share, names, note),
                breaking_words(rests),
                bench.basis(courses[0], claim.start),
            ]
        ),
        symbol=symbol(verdict),
        share=own.share,
        n=own.n,
        low=own.low,
        high=own.high,
        settled=verdict.settled,
        hinges=hinges,
        rests_on=rests,
        replications=table.replications,
        draws=own.draws,
        n_effective=own.n_effective,
        arms=tuple(course.arm for course in courses),
        regret=beside,
        notes=(note,) if note else (),
    )


def regret_words(test: RegretTest, names: Names) -> str:
    """Return a regret as a clause: ``“X” is the best of “X”, “Y” and the baseline, by ...``."""
    arms = joined([arm_words(option, names) for option in (test.option, *test.against)])
    goals = "; ".join(f"{goal.says.rstrip('.')} ({goal.direction})" for goal in test.goals)
    return f"{arm_words(test.option, names)} is the best of {arms}, by the goals: {goals}"


def _sound(test: RegretTest) -> None:
    """Raise InputError where civilians are missing among the goals, or an option is named twice."""
    if not any(goal.civilians for goal in test.goals):
        raise refusal(
            "no goal of the regret test is harm to civilians.",
            "Options are never compared without it.",
            "Add a goal with civilians: true, such as the number of civilians killed, to be lowered.",
            line=test.line,
            field="goals",
        )
    if len({test.option, *test.against}) <= len(test.against):
        raise refusal(
            "an option of the regret test is named twice.",
            "It would share the first place with itself.",
            "Name every option once, the claimed one under option and not under against.",
            line=test.line,
            field="against",
        )


def _table(test: RegretTest, courses: list[Course]) -> _Table:
    """Return every goal in every draw that all options share, the same luck in each of them.

    A replication in which some goal has no number under some option is left out.
    """
    shared = reduce(np.intersect1d, [course.replication for course in courses])
    rows = [_rows(course, shared) for course in courses]
    draw = courses[0].draw[rows[0]]
    for course, row in zip(courses, rows, strict=True):
        if np.any(course.draw[row] != draw):
            raise StoreError(
                f"Arms {courses[0].arm} and {course.arm} give one replication different "
                "parameter draws."
            )
    goals = np.array(
        [
            [measured(goal.measure, course)[row] for goal in test.goals]
            for course, row in zip(courses, rows, strict=True)
        ]
    )  # (O, G, R)
    good = np.isfinite(goals).all(axis=(0, 1))
    until = min(course.last for course in courses)
    killed = [
        course.series(KILLED)[row, (until - course.start).days].astype(np.float64)[good]
        for course, row in zip(courses, rows, strict=True)
    ]
    means = [[per_draw(values[good], draw[good])[1] for values in option] for option in goals]
    return _Table(
        draw=np.unique(draw[good]),
        values=np.array(means).transpose(2, 0, 1),
        deaths=np.array(
            [per_draw(dead, draw[good])[1].mean() if dead.size else 0.0 for dead in killed]
        ),
        until=full_date(until),
        replications=int(shared.size),
        left_out=int(shared.size - good.sum()),
    )


def _rows(course: Course, wanted: Ints) -> Ints:
    """Return the rows of an arm in which these replications stand, in their order."""
    order = np.argsort(course.replication, kind="stable")
    return np.asarray(order[np.searchsorted(course.replication[order], wanted)])


def _odds(best: Mean, found: Regrets) -> Odds:
    """Return a share of weighings; its interval counts draws, so that these are its runs."""
    hits = round(best.value * found.triples)
    draws = found.draws
    return Odds(best.value, best.low, best.high, found.triples, hits, draws, float(draws))


def _others(beside: Regret, names: Names) -> str:
    """Return how often each other option is the best, in words."""
    parts = [
        f"{arm_words(option, names)} in {_often(odds.share)}"
        for option, odds in zip(beside.options[1:], beside.best[1:], strict=True)
    ]
    return joined(parts)


def _ceiling_words(beside: Regret, test: RegretTest, names: Names) -> str:
    """Return what leaving out the options above the ceiling of harm changes, in words."""
    times = f"{number(test.harm_ceiling)} times the fewest civilian deaths"
    over = [option for option in beside.options if option not in beside.under_ceiling]
    if not over:
        return f"no option costs more than {times}"
    left = joined([arm_words(option, names) for option in over])
    if test.option in over:
        return f"it is itself among those that cost more than {times} ({left})"
    odds = beside.best_under_ceiling[beside.under_ceiling.index(test.option)]
    return (
        f"without those that cost more than {times} ({left}), it is the best in "
        f"{_often(odds.share)} ({interval(odds.low, odds.high)})"
    )


def _notes(test: RegretTest, found: Regrets, table: _Table, names: Names) -> tuple[str, ...]:
    """Return what the shares rest on, and the share best by the weight of civilians."""
    bands = [
        f"{_often(band.best[0])} where civilians weigh {percent(round(band.low, 2))} to "
        f"{percent(round(band.high, 2))}"
        for band in found.bands
    ]
    deaths = [
        f"{arm_words(option, names)} {number(round(float(dead)))}"
        for option, dead in zip((test.option, *test.against), table.deaths, strict=True)
    ]
    notes = [
        (
            f"{WEIGHTINGS} weightings of the goals, none likelier than another and each with some weight "
            f"on civilians, for each of {found.draws:,} parameter draws; beliefs from none to full "
            "knowledge of what is so, uniformly. The interval resamples draws only."
        ),
        (
            "Goals are measured in units of their standard deviation over draws and options together; "
            f"regret of {arm_words(test.option, names)}: {number(found.median[0])} at the median, at "
            f"most {number(found.ninety[0])} in nine of ten weighings."
        ),
        f"{capital(arm_words(test.option, names))} is the best in {joined(bands)}.",
        f"Mean civilian deaths up to {table.until}: {joined(deaths)}.",
    ]
    idle = [test.goals[j].says.rstrip(".") for j in found.idle]
    if idle:
        notes.append(f"The same under every option and in every draw: {joined(idle)}.")
    if table.left_out:
        notes.append(f"{table.left_out} campaigns lack a number for some goal and are left out.")
    return tuple(notes)


def _often(share: float) -> str:
    """Return ``none``, ``all``, or a share as ``38 of 100``."""
    return {0.0: "none", 1.0: "all"}.get(share, f"{round(100 * share)} of 100")
