"""Necessity: was X needed for Y, as bounds; and was the choice forced, as a share of draws.

Two questions that a sentence such as "X forced them to Y" runs together. The first
is of the campaign: had X been absent, would Y have come? It is answered by bounds
of the probabilities of necessity and of sufficiency for each way to take X away,
and by one value inside them that holds if chance is shared; they are printed
beside the verdict and never turned into it. The second is of the command: the
share counts parameter draws in which its choice met all conditions of
``analysis.forced``. The claim then says "forced" where that share is 0.9 or more.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from hinge.analysis.counterfactual import match
from hinge.analysis.course import Bools, Course, Ints
from hinge.analysis.forced import Choices, choices, most_of_each
from hinge.analysis.given_data import outcome_of
from hinge.analysis.intervals import MIN_RUNS
from hinge.analysis.necessity import needed
from hinge.analysis.necessity_observed import Cases, combined
from hinge.analysis.odds import Odds, odds_of_draws
from hinge.analysis.spread import spread
from hinge.analysis.steps import judge
from hinge.claims.inverted import inverted
from hinge.claims.names import small
from hinge.claims.necessity_words import (
    asked_words,
    bounds_words,
)
from hinge.claims.plan import BASELINE
from hinge.claims.rests import breaking_words
from hinge.claims.verdict import Decision, Necessity, Quantiles, ReadingVerdict, WithoutCause
from hinge.claims.verdict_inverted import Inverted
from hinge.claims.windows import day_of, series_of_decision
from hinge.claims.wording import (
    NOT_HERE,
    hinge_words,
    settled_words,
    share_words,
    symbol,
    whole,
    word,
)
from hinge.claims.workbench import Workbench
from hinge.errors import StoreError, TooFewRuns
from hinge.scenario.claim_records import Claim, Reading
from hinge.scenario.claim_tests import NecessityTest

TAILS = (0.05, 0.5, 0.95)

BOX = (
    "Bounds of necessity and sufficiency are drawn from two shares alone; their intervals are "
    "those of both shares together (Wilson), which is wide, since the pairing is not used."
)
SHARED = (
    "With shared chance: the same draws and luck with and without the cause. It is one value "
    "inside the bounds and a convention of the model."
)
COUNTED = (
    "A draw counts where more than half of its campaigns meet a condition; one without a main "
    "effort in the window meets none."
)
STRICT = "Forced in the strict sense asks for 90 of 100 draws."


def assess_necessity(
    claim: Claim, reading: Reading, test: NecessityTest, bench: Workbench
) -> ReadingVerdict:
    """Return the verdict of a necessity; n counts parameter draws.

    Without recorded decisions there are bounds and no share. TooFewRuns if too few.
    """
    course = bench.course(BASELINE, claim.start)
    versions = tuple(_version(cause, test, claim, bench) for cause in test.cause)
    arms = (course.arm, *(bench.course(cause, claim.start).arm for cause in test.cause))
    bounds = bounds_words(versions, bench.names)
    made = choices_in(test, course)
    if made is None:
        lost = [n for n in series_of_decision(test.side) if n not in course.series_names]
        reason = f"The run does not record what was weighed ({', '.join(lost)})."
        return ReadingVerdict(
            id=reading.id,
            says=reading.says,
            test=claim.test,
            predicate=asked_words(test, bench.names),
            word=NOT_HERE,
            sentence=whole([f"{NOT_HERE}: {reason[:1].lower()}{reason[1:-1]}", bounds]),
            reason=reason,
            replications=int(course.replication.size),
            arms=arms,
            necessity=Necessity(versions, None),
            notes=(BOX, SHARED),
        )
    draw, met = most_of_each(made.forced, course.draw)
    if draw.size < MIN_RUNS:
        raise TooFewRuns("A necessity (counted in parameter draws)", int(draw.size), MIN_RUNS)
    found = odds_of_draws(met)
    copies = course.ancestor is not None
    hinges, rests, note = bench.rests(
        outcome_of(made.forced, course.draw, met, alike=True, copies=copies)
    )
    verdict = judge(found.share, found.low, found.high, int(course.replication.size))
    names = [hinge.name for hinge in hinges]
    beside = inverted(made, course.draw, found, claim)
    decision = _decision(made, _all_in(test, course), course.draw, beside)
    return ReadingVerdict(
        id=reading.id,
        says=reading.says,
        test=claim.test,
        predicate=asked_words(test, bench.names),
        word=word(verdict, names),
        sentence=whole(
            [
                f"the choice met all conditions in {share_words(found, 'parameter draws')}",
                small(beside.says).removesuffix("."),
                bounds,
                settled_words(verdict),
                hinge_words(found.share, names, note),
                breaking_words(rests),
                bench.basis(course, claim.start),
            ]
        ),
        symbol=symbol(verdict),
        share=found.share,
        n=found.n,
        low=found.low,
        high=found.high,
        settled=verdict.settled,
        hinges=hinges,
        spread=spread(made.forced, course.draw) if course.ancestor is None else None,
        rests_on=rests,
        replications=int(course.replication.size),
        draws=found.draws,
        n_effective=found.n_effective,
        arms=arms,
        necessity=Necessity(versions, decision),
        notes=tuple(text for text in (BOX, SHARED, COUNTED, STRICT, note) if text),
    )


def forced(claim: Claim, test: NecessityTest, bench: Workbench) -> Bools:
    """Return in which campaigns of the baseline the choice met all conditions, (R,).

    StoreError where the run does not record what was weighed.
    """
    course = bench.course(BASELINE, claim.start)
    made = choices_in(test, course)
    if made is None:
        raise StoreError(f"Arm {course.arm} does not record what {test.side} weighed.")
    return made.forced


def _version(cause: str, test: NecessityTest, claim: Claim, bench: Workbench) -> WithoutCause:
    """Return how far Y needed X, for one way to take X away, in matched campaigns."""
    with_, without = bench.course(BASELINE, claim.start), bench.course(cause, claim.start)
    pairs = match(
        with_, without, bench.holds(test.outcome, with_), bench.holds(test.outcome, without)
    )
    found = needed(pairs.with_ > 0.0, pairs.without > 0.0, pairs.draw)
    seen = test.observed
    if seen is None:
        return WithoutCause(cause, found)
    cases = Cases(
        both=seen.outcome_with_cause,
        cause_alone=seen.with_cause - seen.outcome_with_cause,
        outcome_alone=seen.outcome_without_cause,
        neither=seen.without_cause - seen.outcome_without_cause,
    )
    return WithoutCause(cause, found, combined(found.with_, found.without, cases))


def choices_in(test: NecessityTest, course: Course, *, dawn: bool = False) -> Choices | None:
    """Return the choice of the side in the window, in each replication; None where it is not recorded.

    ``dawn``: that of the first simulated day instead, taken on the state of day 0.
    """
    if any(name not in course.series_names for name in series_of_decision(test.side)):
        return None
    if dawn:
        return _choices(test, course, slice(1, 2))
    first = day_of(test.from_, course.start, course.days, line=test.line)
    return _choices(
        test, course, slice(first, day_of(test.by, course.start, course.days, line=test.line) + 1)
    )


def _choices(test: NecessityTest, course: Course, days: slice) -> Choices:
    """Return the choice of the side in those days, in each replication."""
    committed, _, believed, threshold, margin = (
        course.series(name)[:, days] for name in series_of_decision(test.side)
    )
    return choices(committed, believed, threshold, margin, test.margin)


def _all_in(test: NecessityTest, course: Course) -> Bools:
    """Return where an effort with all reserves begins in the window, (R,), by its running count."""
    first = day_of(test.from_, course.start, course.days, line=test.line)
    last = day_of(test.by, course.start, course.days, line=test.line)
    count = course.series(series_of_decision(test.side)[1])
    return np.asarray(count[:, last] > count[:, max(first - 1, 0)])


def _decision(made: Choices, all_in: Bools, draw: Ints, beside: Inverted) -> Decision:
    """Return the conditions one by one as shares of draws, and what was believed."""

    def share(holds: Bools) -> Odds:
        return odds_of_draws(most_of_each(holds, draw)[1])

    return Decision(
        committed=share(made.committed),
        all_in=share(all_in),
        best_with_belief=share(made.best_with_belief),
        not_best_without=share(made.not_best_without),
        by_margin=share(made.by_margin),
        threshold=_quantiles(made.threshold),
        believed=_quantiles(made.believed),
        ratio=_quantiles(made.ratio),
        inverted=beside,
    )


def _quantiles(values: npt.NDArray[np.float64]) -> Quantiles | None:
    """Return the range of the values that are known; None where there is none."""
    known = values[np.isfinite(values)]
    if known.size == 0:
        return None
    low, middle, high = (float(q) for q in np.quantile(known, TAILS))
    return Quantiles(low, middle, high, int(known.size))
