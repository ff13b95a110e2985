"""Effect: X against its absence in paired campaigns, with civilian harm beside it.

The share counts parameter draws whose mean paired difference has the claimed
sign and exceeds the declared smallest relevant size.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from hinge.analysis.counterfactual import Contrast, contrast, match
from hinge.analysis.course import Course
from hinge.analysis.given_data import outcome_of
from hinge.analysis.intervals import Mean
from hinge.analysis.steps import judge
from hinge.claims.civilians import HarmDifference
from hinge.claims.names import Names, capital
from hinge.claims.predicates import measured
from hinge.claims.rests import breaking_words
from hinge.claims.sentences import effect_words, scale
from hinge.claims.series_words import series_words
from hinge.claims.verdict import Effect, ReadingVerdict
from hinge.claims.wording import (
    hinge_words,
    settled_words,
    share_words,
    signed,
    symbol,
    whole,
    word,
)
from hinge.claims.workbench import Workbench
from hinge.scenario.claim_records import Claim, EffectTest, Reading
from hinge.scenario.predicate_records import Measure


def assess_effect(
    claim: Claim, reading: Reading, effect: EffectTest, bench: Workbench
) -> ReadingVerdict:
    """Return the verdict of an effect; n counts parameter draws. TooFewRuns if too few."""
    with_ = bench.course(effect.with_, claim.start)
    without = bench.course(effect.without, claim.start)
    pairs = match(with_, without, _values(effect, with_, bench), _values(effect, without, bench))
    sign = 1 if effect.direction == "raises" else -1
    found = contrast(pairs, sign=sign, smallest=effect.smallest_relevant)
    share, matched = found.share, found.pairs + found.left_out
    hinges, rests, note = bench.rests(
        outcome_of(
            sign * pairs.values,
            pairs.draw,
            found.meets,
            alike=not pairs.conditioned,
            copies=pairs.conditioned,
        )
    )
    verdict = judge(share.share, share.low, share.high, matched)
    names = [hinge.name for hinge in hinges]
    harm = bench.harm_difference(with_, without)
    asked = effect_words(effect, bench.names)
    return ReadingVerdict(
        id=reading.id,
        says=reading.says,
        test=claim.test,
        predicate=f"{capital(asked)}.",
        word=word(verdict, names),
        sentence=whole(
            [
                f"in {share_words(share, 'parameter draws')}, {asked}",
                ""
                if found.identical
                else f"the opposite in {share_words(found.opposite, 'draws')}",
                _mean_words(found, effect.measure, bench.names),
                _harm_words(harm),
                settled_words(verdict),
                hinge_words(share.share, names, note),
                breaking_words(rests),
                bench.basis(with_, claim.start),
            ]
        ),
        symbol=symbol(verdict),
        share=share.share,
        n=share.n,
        low=share.low,
        high=share.high,
        settled=verdict.settled,
        hinges=hinges,
        rests_on=rests,
        spread=found.spread,
        replications=matched,
        draws=share.draws,
        n_effective=share.n_effective,
        arms=(with_.arm, without.arm),
        effect=_numbers(found, effect, harm, bench.names),
        notes=_notes(found, effect, note),
    )


def _values(effect: EffectTest, course: Course, bench: Workbench) -> npt.NDArray[np.float64]:
    """Return the effect's measure, or 1 where its outcome holds, in each replication, (R,)."""
    if effect.measure is not None:
        return measured(effect.measure, course)
    if effect.outcome is None:
        raise ValueError("An effect has a measure or an outcome; the plan refuses others.")
    return bench.holds(effect.outcome, course).astype(np.float64)


def _numbers(found: Contrast, effect: EffectTest, harm: HarmDifference, names: Names) -> Effect:
    """Return the numbers that stand beside the share."""
    return Effect(
        with_=effect.with_,
        without=effect.without,
        unit=_unit(effect.measure, names),
        mean=found.mean,
        opposite=found.opposite,
        identical=found.identical,
        left_out=found.left_out,
        saving=found.saving,
        civilians=harm,
    )


def _unit(measure: Measure | None, names: Names) -> str:
    """Return the unit of the mean difference."""
    if measure is None:
        return "share of campaigns"
    if measure.divide_by is not None:
        return "ratio"
    words = series_words(measure.series, names)
    return "share" if words.share else words.unit


def _mean_words(found: Contrast, measure: Measure | None, names: Names) -> str:
    """Return the mean difference in words; that of identical arms is nothing at all."""
    if found.identical:
        return "the two do not differ in a single campaign"
    factor, unit = scale(measure, names)
    mean = found.mean
    value, low, high = (signed(factor * x) for x in (mean.value, mean.low, mean.high))
    named = f"{value} {unit}".strip()
    return f"the mean difference is {named} (95 % interval {low} to {high})"


def _harm_words(harm: HarmDifference) -> str:
    """Return the difference in civilians killed, in words."""
    mean: Mean = harm.killed.mean
    if mean.value == mean.low == mean.high == 0.0:
        return "civilian deaths do not differ"
    return (
        f"civilian deaths differ by {signed(round(mean.value))} on average "
        f"(95 % interval {signed(round(mean.low))} to {signed(round(mean.high))})"
    )


def _notes(found: Contrast, effect: EffectTest, note: str) -> tuple[str, ...]:
    """Return what a reader must know of the numbers."""
    notes = [f"Smallest relevant size: {effect.smallest_relevant_reason}", note]
    if found.left_out:
        notes.append(f"{found.left_out} paired campaigns have no such number and are left out.")
    return tuple(text for text in notes if text)
