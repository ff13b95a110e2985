"""What stands beside a share, in lines of text: bounds, ranges, conditions, each with its interval."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator

from hinge.claims.names import full_date, number
from hinge.report.content import Verdict

Lines = Iterator[str]


def beside(reading: Verdict, arm: Callable[[str], str] = str) -> list[str]:
    """Return the lines on what a reading's test found beside its share; none for a test without.

    ``arm`` puts the id of an intervention into words.
    """
    lines = [
        line for test, lines in _LINES.items() if reading.get(test) for line in lines(reading[test])
    ]
    return [*lines, *_necessity(reading["necessity"], arm)] if reading.get("necessity") else lines


def _conditional(found: Verdict) -> Lines:
    """Yield how often the condition occurs, and the claim without it."""
    yield f"The condition occurs in {_odds(found['condition'])}."
    if found["without"] is not None:
        yield f"Without it the same comes about in {_odds(found['without'])}."


def _effect(effect: Verdict) -> Lines:
    """Yield the mean paired difference of an effect, and that of civilian deaths."""
    mean = f"{_mean(effect['mean'])} {effect['unit']}".rstrip()
    yield f"Mean difference between the arms: {mean}."
    yield f"As much the other way: {_odds(effect['opposite'])} of the draws."
    harm = effect["civilians"]
    killed = _mean(harm["killed"]["mean"])
    by = "; ".join(f"by {one['name']} {_mean(one['mean'])}" for one in harm["by_author"])
    yield f"Civilians killed, difference between the arms: {killed}; {by}."
    yield f"People displaced, difference between the arms: {_mean(harm['displaced']['mean'])}."


def _composition(found: Verdict) -> Lines:
    """Yield the range of the share itself, beside its bound."""
    low, middle, high = (f"{100 * found[key]:.1f}" for key in ("low", "median", "high"))
    yield (
        f"The share itself: {middle} % (90 of 100 draws: {low} to {high} %); "
        f"asked is {found['bound']}."
    )


def _capability(found: Verdict) -> Lines:
    """Yield each thing that the claim takes for granted, and whether the tables show it."""
    for need in found["needs"]:
        word = "shown" if need["shown"] else "not shown"
        yield f"{need['need'].replace('_', ' ').capitalize()}: {word} ({need['says']})."


def _necessity(found: Verdict, arm: Callable[[str], str]) -> Lines:
    """Yield the bounds for each way to take the cause away, then the test of the choice."""
    for version in found["versions"]:
        yield from _version(arm(version["cause"]), version["needed"])
        if version["combined"] is not None:
            yield from _combined(version["combined"])
    if found["decision"] is not None:
        yield from _decision(found["decision"])


def _version(cause: str, needed: Verdict) -> Lines:
    """Yield what one way to take the cause away shows."""
    yield (
        f"Without the cause (“{cause}”): the outcome in {_odds(needed['without'])}; "
        f"with it in {_odds(needed['with'])}."
    )
    for key, what in (("necessity", "needed for it"), ("sufficiency", "enough for it")):
        bounds, shared = needed[key], needed[f"shared_{key}"]
        if bounds is not None:
            least, most = (100 * bounds[end]["value"] for end in ("least", "most"))
            low, high = 100 * bounds["least"]["low"], 100 * bounds["most"]["high"]
            text = (
                f"Chance that the cause was {what}: between {least:.0f} and {most:.0f} of 100 "
                f"(95 % interval of the bounds {low:.0f} to {high:.0f})"
            )
            yield f"{text}; with shared chance {_odds(shared)}." if shared else f"{text}."


def _combined(found: Verdict) -> Lines:
    """Yield the bounds from arms and counted cases together."""
    cases = found["cases"]
    total = sum(cases.values())
    if found["contradiction"]:
        yield f"The {total} cases counted elsewhere and the campaigns contradict each other: no bounds of both."
        return
    for key, what in (("necessity", "needed for it"), ("sufficiency", "enough for it")):
        if found[key] is not None:
            least, most = (100 * found[key][end]["value"] for end in ("least", "most"))
            low, high = 100 * found[key]["least"]["low"], 100 * found[key]["most"]["high"]
            yield (
                f"With {total} cases counted elsewhere, the chance that the cause was {what} lies between "
                f"{least:.0f} and {most:.0f} of 100 (95 % interval of the bounds {low:.0f} to {high:.0f})."
            )


def _inverted(found: Verdict) -> Lines:
    """Yield a claim of necessity the other way round: what must have been expected, and what was public."""
    yield found["says"]
    strict = {
        "forced": "met",
        "not forced": "not met",
        "open": "left open by these runs",
    }[found["strict"]]
    yield f"(iv) All of it in 90 of 100 draws, as the word forced asks: {strict}."
    for piece in found["known"]:
        when = full_date(dt.date.fromisoformat(piece["known_on"]))
        yield f"Public on {when}, {piece['speaks']} it: {piece['text']} ({piece['source']})"
    if not found["known"]:
        yield "No dated evidence of what leaders could know stands in the claim file."


def _decision(decision: Verdict) -> Lines:
    """Yield the conditions of a forced choice one by one, and what was believed."""
    for key, what in (
        ("committed", "A main effort with elite reserves falls in the window"),
        ("all_in", "One with all reserves begins in the window"),
        ("best_with_belief", "(i) Best with the danger believed in"),
        ("not_best_without", "(ii) Not best without that danger"),
        ("by_margin", "(iii) Better than every real alternative by the margin"),
    ):
        yield f"{what}: {_odds(decision[key])} of the draws."
    for key, what in (
        ("threshold", "Danger a day from which the attack is best (h*)"),
        ("believed", "Danger a day believed in"),
        ("ratio", "h* over the danger believed in"),
    ):
        if decision[key] is not None:
            yield f"{what}: {_range(decision[key])}."
    yield from _inverted(decision["inverted"])


def _turning(found: Verdict) -> Lines:
    """Yield what the window settles, what it would settle anyway, and the day that settles most."""
    for key, what in (
        ("window_share", "Settled in the window"),
        ("null_share", "Settled there in an ordinary campaign"),
        ("excess", "Excess over it"),
    ):
        yield f"{what}: {_interval(found[key])}, as a share of what is uncertain."
    yield (
        f"The day that settles most: {found['top_day']}, "
        f"in {100 * found['top_day_odds']:.0f} of 100 refits."
    )
    yield f"Settled before the first day, by the assumptions: {number(found['parameter_share'])}."
    yield from found["notes"]


_LINES: dict[str, Callable[[Verdict], Lines]] = {
    "conditional": _conditional,
    "effect": _effect,
    "composition": _composition,
    "capability": _capability,
    "turning": _turning,
}


def _mean(mean: Verdict) -> str:
    """Return a difference with its sign and interval."""
    return f"{'+' if mean['value'] > 0 else ''}{_interval(mean)}"


def _interval(mean: Verdict) -> str:
    """Return a number with its interval."""
    value, low, high = (number(mean[key]) for key in ("value", "low", "high"))
    return f"{value} (95 % interval {low} to {high})"


def _odds(odds: Verdict) -> str:
    """Return a share with its interval, of 100."""
    share, low, high = (100 * odds[key] for key in ("share", "low", "high"))
    return f"{share:.0f} of 100 (95 % interval {low:.0f} to {high:.0f})"


def _range(found: Verdict) -> str:
    """Return a median with the range of 90 of 100 campaigns."""
    low, middle, high = (number(found[key]) for key in ("low", "median", "high"))
    return f"{middle} (90 of 100 campaigns: {low} to {high}; n\u00a0=\u00a0{found['n']:,})"
