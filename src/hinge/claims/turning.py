"""Turning: whether a window settles more of an outcome than an ordinary campaign does by then.

The chance of the outcome is learned day by day from recorded series (the simple
estimator of ``analysis.turning``). Where the outcome is nearly certain from the
start there is no hinge, and the verdict says so.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from hinge.analysis import turning as estimate
from hinge.analysis.course import Course
from hinge.analysis.odds import Odds
from hinge.analysis.spread import spread
from hinge.analysis.steps import Judgement, judge
from hinge.claims.names import Names, capital, date_range, day_month, full_date
from hinge.claims.plan import BASELINE
from hinge.claims.predicates import unknown
from hinge.claims.sentences import clause
from hinge.claims.verdict import ReadingVerdict, Turning
from hinge.claims.windows import atoms, day_of, refusal, span_of
from hinge.claims.wording import (
    NOT_HERE,
    STEP_WORDS,
    counted,
    interval,
    settled_words,
    share_words,
    symbol,
    whole,
    word,
)
from hinge.claims.workbench import Workbench
from hinge.scenario.claim_records import Claim, Reading
from hinge.scenario.claim_tests import TurningTest
from hinge.scenario.predicate_records import Predicate

Array = npt.NDArray[np.float64]

SIEGE = "siege."
"""Opens the name of a feature that is a siege state and no series."""

NO_HINGE = "no hinge: the outcome is nearly settled by assumption"

SIMPLE = (
    "A simple estimator: the chance of the outcome is learned from the named series of the day, so "
    "that what they do not show is settled at no named time, and shares are low rather than high. "
    "`hinge turning` is the finer one, and takes longer: it continues the campaigns of many days."
)

REFITTED = (
    "The share counts refits to resampled parameter draws, and holds their uncertainty; its "
    "interval is that of the number of refits alone."
)


def assess_turning(
    claim: Claim, reading: Reading, test: TurningTest, bench: Workbench
) -> ReadingVerdict:
    """Return the verdict of a turning point; n counts refits.

    TooFewRuns if there are too few draws; a window after the outcome is decided,
    or a feature that is not recorded, raises InputError.
    """
    course = bench.course(BASELINE, claim.start)
    held = bench.holds(test.outcome, course)
    last = decided(test.outcome, course, test.line)
    window = _window(test, course, last)
    asked = f"{capital(turning_words(test, bench.names))}."
    refused = _refused(held, window, last, test, bench.names)
    if refused:
        return ReadingVerdict(
            id=reading.id,
            says=reading.says,
            test=claim.test,
            predicate=asked,
            word=NOT_HERE,
            sentence=whole([refused, bench.basis(course, claim.start)]),
            reason=f"{capital(refused)}.",
            replications=int(held.size),
            draws=int(np.unique(course.draw).size),
            arms=(course.arm,),
        )
    shown = features(test.features, course, last, test.line)
    found = estimate.turning(shown, held, course.draw, course.replication, window)
    hits = round(found.share * found.refits)
    odds = Odds(
        found.share, found.low, found.high, found.refits, hits, found.draws, float(found.refits)
    )
    verdict = judge(found.share, found.low, found.high, int(held.size))
    top = course.start + dt.timedelta(days=found.top)
    return ReadingVerdict(
        id=reading.id,
        says=reading.says,
        test=claim.test,
        predicate=asked,
        word=_word(verdict),
        sentence=whole(
            [
                (
                    f"in {share_words(odds, 'refits')}, the window {_dates(test)} settles more than "
                    "any other of its length, and more than a walk without drift"
                ),
                _sizes(found),
                _kind(found),
                (
                    f"the day that most often settles most is {day_month(top)}, in "
                    f"{counted(found.top_share, found.refits, 'refits')}"
                ),
                settled_words(verdict),
                bench.basis(course, claim.start),
            ]
        ),
        symbol=symbol(verdict),
        share=found.share,
        n=found.refits,
        low=found.low,
        high=found.high,
        settled=verdict.settled,
        spread=spread(held, course.draw),
        replications=int(held.size),
        draws=found.draws,
        n_effective=float(found.refits),
        arms=(course.arm,),
        turning=_beside(found, top, course.start + dt.timedelta(days=last)),
        notes=(SIMPLE, REFITTED),
    )


def turning_words(test: TurningTest, names: Names) -> str:
    """Return a turning point as a clause: what is settled, and when."""
    return (
        f"whether it comes about that {clause(test.outcome, names)} is settled {_dates(test)} more "
        "than in any other window of that length, and more than a walk without drift would settle "
        "by then"
    )


def _dates(test: TurningTest) -> str:
    """Return the window in words."""
    if test.from_ == test.to:
        return f"on {full_date(test.from_)}"
    return date_range(test.from_, test.to)


def decided(outcome: Predicate, course: Course, line: int = 0) -> int:
    """Return the day on which an outcome is known at the latest: the last that it names."""
    dates = [span_of(atom.when).last for atom in atoms(outcome)]
    return day_of(max(dates), course.start, course.days, line=line)


def _window(test: TurningTest, course: Course, last: int) -> tuple[int, int]:
    """Return the first and last day of the window; day 0 is where the campaigns start."""
    first = day_of(test.from_, course.start, course.days, line=test.line)
    end = day_of(test.to, course.start, course.days, line=test.line)
    if not 1 <= max(first, 1) <= end <= last:
        raise refusal(
            f"the window from {test.from_} to {test.to} has no day after the start on which the "
            "outcome is still open, or goes on after it is decided.",
            "Nothing can be settled then.",
            "Choose days after the start, up to the last date of the outcome.",
            line=test.line,
            field="from",
        )
    return max(first, 1), end


def features(names: Sequence[str], course: Course, last: int, line: int = 0) -> Array:
    """Return series and siege states (``siege.<region>.<side>``) on each day up to the last, (R, days, F)."""
    columns = []
    for name in names:
        watch = name.removeprefix(SIEGE)
        if name.startswith(SIEGE):
            if watch not in course.watches:
                raise unknown("watched way (region.side)", watch, course.watches, line)
            values: npt.NDArray[np.generic] = course.siege(watch)
        elif name in course.series_names:
            values = course.series(name)
        else:
            raise unknown("recorded series", name, course.series_names, line, "features")
        columns.append(values[:, : last + 1].astype(np.float64))
    return np.stack(columns, axis=2)


def _refused(
    held: npt.NDArray[np.bool_],
    window: tuple[int, int],
    last: int,
    test: TurningTest,
    names: Names,
) -> str:
    """Return why there is no share, as a clause; nothing where there is one."""
    if estimate.nearly_settled(held):
        often = counted(float(held.mean()), held.size, "campaigns")
        return f"{NO_HINGE}: {clause(test.outcome, names)} in {often}"
    if not estimate.has_rivals(window, last):
        return (
            f"{NOT_HERE}: the window takes up so much of the {last} days that none of the same "
            "length is left to compare it with"
        )
    return ""


def _word(verdict: Judgement) -> str:
    """Return the word for a share of refits; what hinges on an assumption is not looked for."""
    return STEP_WORDS[verdict.step] if verdict.clear else word(verdict, ())


def _sizes(found: estimate.Turning) -> str:
    """Return what the window settles, and what the walk does, in words."""
    own, null, excess = found.window, found.null, found.excess
    return (
        f"it settles {_parts(own.value)} of the doubt ({interval(own.low, own.high)}"
        f"), such a walk {100 * null.value:.0f}: an excess of {100 * excess.value:.0f} "
        f"({interval(excess.low, excess.high)})"
    )


def _kind(found: estimate.Turning) -> str:
    """Return what it is where most refits say that it is no turning point."""
    if found.largest > 0.5 >= found.beyond:
        return "late arithmetic: the most of all windows, and no more than a walk would settle then"
    if found.beyond > 0.5 >= found.largest:
        return "one of several: more than a walk would settle then, and not the most"
    return ""


def _beside(found: estimate.Turning, top: dt.date, decided: dt.date) -> Turning:
    """Return the numbers that stand beside the share."""
    largest = counted(found.largest, found.refits, "refits")
    beyond = counted(found.beyond, found.refits, "refits")
    return Turning(
        window_share=found.window,
        null_share=found.null,
        excess=found.excess,
        top_day=top.isoformat(),
        top_day_odds=found.top_share,
        parameter_share=found.at_start,
        notes=(
            (
                f"The outcome is decided on {full_date(decided)}; by then the parameters and the named "
                f"series show {_parts(found.shown)} of the doubt, and {_parts(found.at_start)} at the "
                "start."
            ),
            f"Largest of its length in {largest}, more than a walk in {beyond}.",
        ),
    )


def _parts(share: float) -> str:
    """Return a share of the doubt as ``12 of 100 parts``."""
    return f"{round(100 * share)} of 100 parts"
