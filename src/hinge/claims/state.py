"""State and forecast: the share of simulated campaigns in which the predicate holds."""

from __future__ import annotations

from hinge.analysis.given_data import outcome_of
from hinge.analysis.odds import odds
from hinge.analysis.spread import spread
from hinge.analysis.steps import judge
from hinge.claims.plan import BASELINE
from hinge.claims.rests import breaking_words
from hinge.claims.sentences import sentence
from hinge.claims.verdict import ReadingVerdict
from hinge.claims.wording import (
    hinge_words,
    settled_words,
    share_words,
    symbol,
    whole,
    word,
)
from hinge.claims.workbench import Workbench
from hinge.scenario.claim_records import Claim, Reading
from hinge.scenario.predicate_records import Predicate


def assess_state(
    claim: Claim, reading: Reading, predicate: Predicate, bench: Workbench
) -> ReadingVerdict:
    """Return the verdict of a state or forecast; n counts replications. TooFewRuns if too few."""
    course = bench.course(BASELINE, claim.start)
    held = bench.holds(predicate, course)
    found = odds(held, course.draw, course.ancestor, what="A share of campaigns")
    copies = course.ancestor is not None
    hinges, rests, note = bench.rests(outcome_of(held, course.draw, copies=copies))
    verdict = judge(found.share, found.low, found.high, found.n)
    names = [hinge.name for hinge in hinges]
    campaigns = f"campaigns {bench.basis(course, claim.start)}"
    return ReadingVerdict(
        id=reading.id,
        says=reading.says,
        test=claim.test,
        predicate=sentence(predicate, bench.names),
        word=word(verdict, names),
        sentence=whole(
            [
                f"holds in {share_words(found, campaigns)}",
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
        spread=spread(held, course.draw) if course.ancestor is None else None,
        replications=found.n,
        draws=found.draws,
        n_effective=found.n_effective,
        arms=(course.arm,),
        notes=(note,) if note else (),
    )
