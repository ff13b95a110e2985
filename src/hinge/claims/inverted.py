"""The inversion of a necessity: not "it was forced" but "only if leaders expected at least so much".

What leaders expected is not on record, so that a prior on it decides whether a
choice was forced. Read the other way round, the claim names the danger a day, h*,
that they must have expected. It is given as a distribution over parameter draws
(the mean of a draw's campaigns that have one), beside what they are taken to have
believed and what the claim's evidence says was public by then.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import numpy as np
import numpy.typing as npt

from hinge.analysis.course import Ints
from hinge.analysis.forced import Choices
from hinge.analysis.odds import Odds, per_draw
from hinge.claims.names import capital, number
from hinge.claims.verdict_inverted import Bin, Distribution, Inverted, Kinds, Known
from hinge.scenario.claim_records import Claim, Evidence

Array = npt.NDArray[np.float64]

TAILS = (0.05, 0.25, 0.5, 0.75, 0.95)
RATES = (0.0, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2)
"""Upper ends of the bins of a danger a day; the first holds those that need none."""

MARGINS = (0.0, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2)
"""Upper ends of the bins of a margin, in the utility of the decision."""

STRICT = 0.9
"""Share of parameter draws in which a choice called forced meets all conditions (condition iv)."""


def inverted(made: Choices, draw: Ints, share: Odds, claim: Claim) -> Inverted:
    """Return the choices (R,) of a claim read the other way round; ``share``: of draws that are forced."""
    kinds = _kinds(made)
    threshold = _distribution(made.threshold, draw, RATES)
    needed = _distribution(np.where(made.threshold > 0.0, made.threshold, np.nan), draw, RATES)
    believed = _distribution(made.believed, draw, RATES)
    known = sorted(
        (
            *_known("for", claim.evidence_for, claim),
            *_known("against", claim.evidence_against, claim),
        ),
        key=lambda one: one.known_on,
    )
    pieces = (*claim.evidence_for, *claim.evidence_against)
    undated = sum(one.known_on is None for one in pieces)
    return Inverted(
        threshold=threshold,
        needed=needed,
        believed=believed,
        margin=_distribution(made.margin, draw, MARGINS),
        kinds=kinds,
        strict="forced" if share.low >= STRICT else "not forced" if share.high < STRICT else "open",
        known=tuple(known),
        undated=undated,
        later=len(pieces) - undated - len(known),
        says=_says(needed, believed, kinds),
    )


def _known(
    speaks: Literal["for", "against"], pieces: tuple[Evidence, ...], claim: Claim
) -> Iterator[Known]:
    """Yield the pieces of evidence that were public by the claim's date."""
    for one in pieces:
        if one.known_on is not None and one.known_on <= claim.assessed_on:
            yield Known(one.known_on, speaks, one.text, one.source)


def _distribution(values: Array, draw: Ints, ends: tuple[float, ...]) -> Distribution | None:
    """Return the distribution of the draws' means of values (R,) that are known; None where none is."""
    known = np.isfinite(values)
    if not known.any():
        return None
    means = per_draw(values[known], draw[known])[1]
    low, lower, middle, upper, high = (float(q) for q in np.quantile(means, TAILS))
    place = np.searchsorted(np.array(ends), means, side="left")
    counts = np.bincount(place, minlength=len(ends) + 1)
    tops = (*ends, None)
    return Distribution(
        (low, lower, middle, upper, high),
        int(means.size),
        tuple(Bin(top, int(count)) for top, count in zip(tops, counts, strict=True)),
    )


def _kinds(made: Choices) -> Kinds:
    """Return the campaigns by what their main effort would have needed."""
    some, star = made.committed, made.threshold
    known = np.isfinite(star)
    parts = (
        known & (star > 0.0) & made.best_with_belief,
        known & (star > 0.0) & ~made.best_with_belief,
        known & (star <= 0.0),
        some & ~known,
        ~some,
    )
    return Kinds(*(float(part.mean()) for part in parts))


def _says(needed: Distribution | None, believed: Distribution | None, kinds: Kinds) -> str:
    """Return the inverted claim as a sentence, then how many campaigns are of each kind."""
    if kinds.none == 1.0:
        return (
            "No campaign has a main effort in the window, so that nothing could have been forced."
        )
    asked = _hundred(kinds.reached + kinds.beyond)
    parts = []
    if needed is not None:
        parts += [
            (
                "it was forced only if leaders expected to lose the support at a rate of at least "
                f"{_rate(needed)} a day: so in the {asked} of 100 campaigns in which the attack needed "
                f"such a danger; what is believed was enough in {_hundred(kinds.reached)} and too little "
                f"in {_hundred(kinds.beyond)}"
            )
        ]
    parts.append(
        f"in {_hundred(kinds.anyway)} of 100 it was best with no danger at all (chosen, not forced), in "
        f"{_hundred(kinds.never)} no danger would have made it best, and in {_hundred(kinds.none)} there "
        "was none in the window"
    )
    if believed is not None:
        parts.append(f"leaders are taken to have believed in {_rate(believed)}")
    return f"{capital('; '.join(parts))}."


def _rate(found: Distribution) -> str:
    """Return a median with the range of 90 of 100 draws."""
    low, _, middle, _, high = (number(float(f"{x:.3g}")) for x in found.quantiles)
    return f"{middle} (90 of 100 draws: {low} to {high})"


def _hundred(share: float) -> str:
    """Return a share of 100 as a whole number; ``fewer than 1`` where it is not nothing."""
    rounded = round(100.0 * share)
    return "fewer than 1" if share > 0.0 and rounded == 0 else str(rounded)
