"""What a verdict rests on, in lines of text: parts of the variance, where it flips, what would move it."""

from __future__ import annotations

from collections.abc import Iterator

from hinge.claims.names import joined, number
from hinge.claims.rests import quantity
from hinge.report.content import Verdict


def hinging(found: Verdict) -> Iterator[str]:
    """Yield a line for each thing that was found; none where no assumption stands out."""
    if found["explained"]:
        parts = [
            f"{one['name']} {100 * one['part']['value']:.0f} % "
            f"({100 * one['part']['low']:.0f} to {100 * one['part']['high']:.0f})"
            for one in found["explained"]
        ]
        luck = "luck taken out" if found["explained"][0]["luck_removed"] else "luck included"
        yield f"Of the variance between draws ({luck}), explained by itself: {joined(parts)}."
    if found["region"]:
        yield _region(found["region"])
    if found["breaking_point"]:
        yield _breaking(found["breaking_point"])
    elif found["explained"]:
        yield "No credible change of one assumption is shown to move it a step."
    if found["fact"]:
        yield _fact(found["fact"])


def breaks_at(found: Verdict | None) -> str:
    """Return the breaking point in a few words; nothing where there is none."""
    point = found["breaking_point"] if found else None
    if not point:
        return ""
    side = "below" if point["direction"] == "falls" else "above"
    return f"{point['symbol']} {side} {quantity(point['value'], point['unit'])}"


def _region(region: Verdict) -> str:
    """Return where the claim flips, with coverage, density and how surely each bound stands."""
    where = joined([_bounds(one) for one in region["bounds"]])
    again = joined([f"{100 * one['stability']:.0f}" for one in region["bounds"]])
    does = region["claim"]
    return (
        f"Where it flips: it {does} in {100 * region['density']:.0f} of 100 campaigns (in draws not "
        f"searched {100 * region['density_elsewhere']:.0f}) where {where}. In the region lie "
        f"{100 * region['mass']:.0f} of 100 campaigns, and {100 * region['coverage']:.0f} of 100 of "
        f"those in which it {does}. Named again in {again} of 100 resamples."
    )


def _bounds(one: Verdict) -> str:
    """Return an assumption with its bounds."""
    low, high, unit = one["low"], one["high"], one["unit"]
    if low is not None and high is not None:
        return f"{one['name']} is from {number(low)} to {quantity(high, unit)}"
    if low is not None:
        return f"{one['name']} is above {quantity(low, unit)}"
    return f"{one['name']} is below {quantity(high, unit)}"


def _breaking(point: Verdict) -> str:
    """Return the breaking point with its share and quantile."""
    return (
        f"Breaking point: {point['symbol']} where {point['name']} {point['direction']} from "
        f"{quantity(point['median'], point['unit'])} to {quantity(point['value'], point['unit'])} "
        f"(quantile {100 * point['quantile']:.0f} of 100 of what is believed of it, "
        f"{number(round(point['distance'], 2))} standard deviations from the median): there it holds "
        f"in {100 * point['share']:.0f} of 100 (95 % interval {100 * point['low']:.0f} to "
        f"{100 * point['high']:.0f})."
    )


def _fact(fact: Verdict) -> str:
    """Return the most valuable fact with its worth."""
    moved = fact["movement"]
    return (
        f"Most worth knowing: {fact['name']}. It would move the share by "
        f"{100 * moved['value']:.0f} points on average (95 % interval {100 * moved['low']:.0f} to "
        f"{100 * moved['high']:.0f}), to another word in {100 * fact['word_changes']:.0f} of 100."
    )
