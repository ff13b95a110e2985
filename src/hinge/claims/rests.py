"""What a verdict rests on, from the draws at hand: computed in one place for every kind of test.

Regions, breaking points and facts are looked for only where an assumption stands
out as a hinge. Where none matters, one is named at most 5 times in 100, and so
nothing is said of the others either.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hinge.analysis.breaking_point import breaking_point
from hinge.analysis.discovery import region
from hinge.analysis.given_data import Inputs, Outcome, explained
from hinge.analysis.information import best_fact
from hinge.analysis.intervals import Mean
from hinge.analysis.sensitivity import MOST_HINGES, Sensitivity
from hinge.analysis.steps import SYMBOLS, step_of
from hinge.claims.names import number
from hinge.claims.verdict_hinges import (
    BestFact,
    Bounds,
    BreakingPoint,
    Explains,
    FlipRegion,
    RestsOn,
)
from hinge.claims.wording import STEP_WORDS

BARE = ("dimensionless", "share", "factor", "multiplier", "probability", "correlation")
"""Units that say nothing after a number: those that contain one of these words."""


@dataclass(frozen=True)
class Assumptions:
    """``names`` and ``units`` of assumptions in words, by parameter id."""

    names: Mapping[str, str]
    units: Mapping[str, str]


def rests_on(
    outcome: Outcome, inputs: Inputs, stand_out: Sequence[Sensitivity], about: Assumptions
) -> RestsOn:
    """Return what a verdict rests on; ``stand_out``: its hinges, strongest first, all of them."""
    names = [one.parameter for one in stand_out]
    if not names:
        return RestsOn()
    return RestsOn(
        explained=tuple(
            Explains(
                parameter=one.parameter,
                name=about.names[one.parameter],
                part=Mean(one.value, one.low, one.high),
                luck_removed=one.luck_removed,
            )
            for one in explained(outcome, inputs, names[:MOST_HINGES])
        ),
        region=_region(outcome, inputs, about),
        breaking_point=_breaking(outcome, inputs, names, about),
        fact=_fact(outcome, inputs, about),
    )


def breaking_words(found: RestsOn | None) -> str:
    """Return the breaking point as a clause; nothing where there is none."""
    point = None if found is None else found.breaking_point
    if point is None:
        return ""
    size = quantity(point.value, point.unit)
    if point.distance == 0.0:
        return f"it is “{point.word}” already with {point.name} at its median, {size}"
    way = "falls below" if point.direction == "falls" else "rises above"
    return (
        f"it moves to “{point.word}” if {point.name} {way} {size} "
        f"({number(round(point.distance, 2))} standard deviations from its median)"
    )


def quantity(value: float, unit: str) -> str:
    """Return a value of an assumption with its unit, where the unit says something."""
    bare = any(word in unit for word in BARE)
    return number(value) if bare else f"{number(value)} {unit}"


def _region(outcome: Outcome, inputs: Inputs, about: Assumptions) -> FlipRegion | None:
    """Return the box in which the claim turns to another step than all draws have."""
    share = outcome.share
    found = region(outcome.counted, inputs, holds=share < 0.5, weight=outcome.weight)
    if found is None:
        return None
    elsewhere = found.density_elsewhere if found.holds else 1.0 - found.density_elsewhere
    if step_of(found.share_inside) == step_of(share) or step_of(elsewhere) == step_of(share):
        return None
    return FlipRegion(
        claim="holds" if found.holds else "fails",
        bounds=tuple(
            Bounds(
                parameter=one.parameter,
                name=about.names[one.parameter],
                unit=about.units[one.parameter],
                low=one.low,
                high=one.high,
                quasi_p=one.quasi_p,
                stability=one.stability,
            )
            for one in found.restrictions
        ),
        density=found.density,
        coverage=found.coverage,
        mass=found.mass,
        share_inside=found.share_inside,
        share_outside=found.share_outside,
        density_elsewhere=found.density_elsewhere,
        symbol=SYMBOLS[step_of(found.share_inside)],
    )


def _breaking(
    outcome: Outcome, inputs: Inputs, names: Sequence[str], about: Assumptions
) -> BreakingPoint | None:
    """Return the nearest breaking point among the assumptions that stand out."""
    found = breaking_point(outcome.counted, inputs, names, outcome.share, weight=outcome.weight)
    if found is None:
        return None
    return BreakingPoint(
        parameter=found.parameter,
        name=about.names[found.parameter],
        unit=about.units[found.parameter],
        direction=found.direction,
        value=found.value,
        median=found.median,
        quantile=found.quantile,
        distance=found.distance,
        share=found.share,
        low=found.low,
        high=found.high,
        symbol=SYMBOLS[found.step],
        word=STEP_WORDS[found.step],
    )


def _fact(outcome: Outcome, inputs: Inputs, about: Assumptions) -> BestFact | None:
    """Return the most valuable fact."""
    found = best_fact(outcome.counted, inputs, weight=outcome.weight)
    if found is None:
        return None
    return BestFact(
        parameter=found.parameter,
        name=about.names[found.parameter],
        movement=found.movement,
        word_changes=found.word_changes,
        p=found.p,
    )
