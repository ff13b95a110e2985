"""Conditional: the share with Y among the campaigns with X, and beside it Y without X.

What is counted is what happens together, not what X brings about; whoever claims
that X leads to Y is tested by paired arms (``effect``).
"""

from __future__ import annotations

from hinge.analysis.course import Bools, Course
from hinge.analysis.given_data import outcome_of
from hinge.analysis.intervals import MIN_RUNS
from hinge.analysis.odds import Odds, odds
from hinge.analysis.spread import spread
from hinge.analysis.steps import judge
from hinge.claims.names import capital
from hinge.claims.plan import BASELINE
from hinge.claims.rests import breaking_words
from hinge.claims.sentences import clause
from hinge.claims.verdict import Conditional, ReadingVerdict
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
from hinge.errors import TooFewRuns
from hinge.scenario.claim_records import Claim, Reading
from hinge.scenario.predicate_records import Predicate


def assess_conditional(
    claim: Claim, reading: Reading, predicate: Predicate, given: Predicate, bench: Workbench
) -> ReadingVerdict:
    """Return the verdict of a conditional; n counts replications with X.

    There is a word only if X occurs in at least 50 replications. TooFewRuns if
    the whole arm is too small.
    """
    course = bench.course(BASELINE, claim.start)
    x, y = bench.holds(given, course), bench.holds(predicate, course)
    condition = odds(x, course.draw, course.ancestor, what="A share of campaigns")
    without = _without(y, ~x, course)
    asked = f"{capital(f'if {clause(given, bench.names)}')}: {clause(predicate, bench.names)}."
    beside = Conditional(condition, without)
    if condition.hits < MIN_RUNS:
        reason = (
            f"The condition occurs in {condition.hits:,} of {condition.n:,} campaigns; "
            f"a share needs at least {MIN_RUNS}."
        )
        return ReadingVerdict(
            id=reading.id,
            says=reading.says,
            test=claim.test,
            predicate=asked,
            word=NOT_HERE,
            sentence=whole([f"{NOT_HERE}: {reason[:1].lower()}{reason[1:-1]}", _beside(beside)]),
            reason=reason,
            replications=condition.n,
            draws=condition.draws,
            arms=(course.arm,),
            conditional=beside,
        )
    found = _among(y, x, course)
    copies = course.ancestor is not None
    hinges, rests, note = bench.rests(outcome_of(y[x], course.draw[x], copies=copies))
    verdict = judge(found.share, found.low, found.high, condition.n)
    names = [hinge.name for hinge in hinges]
    campaigns = f"campaigns {bench.basis(course, claim.start)}"
    return ReadingVerdict(
        id=reading.id,
        says=reading.says,
        test=claim.test,
        predicate=asked,
        word=word(verdict, names),
        sentence=whole(
            [
                f"the condition occurs in {found.n:,} of {condition.n:,} {campaigns}",
                f"with it, the claim holds in {share_words(found)}",
                _beside(beside),
                settled_words(verdict),
                hinge_words(found.share, names, note),
                breaking_words(rests),
            ]
        ),
        symbol=symbol(verdict),
        share=found.share,
        n=found.n,
        low=found.low,
        high=found.high,
        settled=verdict.settled,
        hinges=hinges,
        rests_on=rests,
        spread=spread(y[x], course.draw[x]) if course.ancestor is None else None,
        replications=condition.n,
        draws=found.draws,
        n_effective=found.n_effective,
        arms=(course.arm,),
        conditional=beside,
        notes=(note,) if note else (),
    )


def _among(y: Bools, x: Bools, course: Course) -> Odds:
    """Return how often Y (R,) holds among the replications with X (R,). TooFewRuns if they are too few."""
    ancestor = None if course.ancestor is None else course.ancestor[x]
    return odds(y[x], course.draw[x], ancestor)


def _without(y: Bools, others: Bools, course: Course) -> Odds | None:
    """Return how often Y holds among the replications without X; None where they are too few."""
    try:
        return _among(y, others, course)
    except TooFewRuns:
        return None


def _beside(beside: Conditional) -> str:
    """Return how often Y comes without X, in words."""
    rest: Odds | None = beside.without
    if rest is None:
        few = beside.condition.n - beside.condition.hits
        return f"{few:,} campaigns are without the condition, too few to compare"
    return f"without it, the same comes about in {share_words(rest)}"
