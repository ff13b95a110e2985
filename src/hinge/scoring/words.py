"""The scores in sentences that say no more than they can."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

NAMES = {
    "model": "the model",
    "no_change": "no change",
    "prior_only": "the priors alone",
    "base_rate": "the base rate",
}
_WORDS = {
    "better": "better than {}: the whole interval lies below 0",
    "worse": "worse than {}: the whole interval lies above 0",
    "too close to tell": "not to be told apart from {}: the interval holds 0",
    "too few groups": "compared with {} on too few regions for an interval",
    "alike": "the same as {} on every fact",
}


def counted(number: int, word: str) -> str:
    """Return a number of things.

    >>> counted(1, "fact"), counted(1200, "fact")
    ('1 fact', '1,200 facts')
    """
    return f"{number:,} {word}{'' if number == 1 else 's'}"


def sentences(result: Mapping[str, Any]) -> list[str]:
    """Return what the scores say, in order of weight."""
    plain = not result["run"]["calibrated"]
    names = ("no_change", "base_rate") if plain else ("no_change", "prior_only", "base_rate")
    found = [_against(result, name) for name in names]
    if plain:
        found.append(
            "The run draws from the priors alone, so that the model and the priors alone are one run."
        )
    found += [_dates(result["changes"]), _coverage(result["coverage"])]
    found += [_reports(result["numbers"]["facts"]), single_campaign(result)]
    return [one for one in found if one]


def _against(result: Mapping[str, Any], name: str) -> str:
    """Return the comparison with one baseline."""
    found = result["differences"][name]
    span = found["by_region"]
    interval = (
        f" (95 %: {span['low']:+.3f} to {span['high']:+.3f}, {span['groups']} regions drawn whole)"
        if span["low"] is not None
        else ""
    )
    return (
        f"Brier {result['brier']['model']:.3f} of the model, {result['brier'][name]:.3f} of "
        f"{NAMES[name]}, difference {found['difference']:+.3f}{interval}: "
        f"{_WORDS[found['word']].format(NAMES[name])}."
    )


def _dates(changes: Mapping[str, Any]) -> str:
    """Return how the model dates changes of hands."""
    if not changes["changes"]:
        return "The record names no area that changed hands."
    said = (
        f"The record tells of {counted(changes['changes'], 'change')} of hands; in half of the runs or "
        f"more {changes['median_within_run']} of them come about by the last day"
    )
    off = changes["median_days_off"]
    return said + (
        f"; their middle day is {counted(round(off), 'day')} off in the middle."
        if off is not None
        else "."
    )


def _coverage(coverage: Mapping[str, Any]) -> str:
    """Return how often intervals hold the record."""
    parts = [
        f"{found['inside_90']} of {found['points']} {words} "
        f"({100 * found['share_90_low']:.0f} to {100 * found['share_90_high']:.0f} %)"
        for key, words in (
            ("civilian_deaths_a_month", "windows of civilian deaths"),
            ("control_changes_a_week", "periods of changing hands"),
        )
        if (found := coverage[key])["points"]
    ]
    return f"The middle 90 of 100 runs hold {' and '.join(parts)}." if parts else ""


def _reports(facts: Sequence[Mapping[str, Any]]) -> str:
    """Return how many numbers are held against reports; nothing where none is."""
    told = sum(one["monitor"] is not None for one in facts)
    if not told:
        return ""
    said = f"{told} of {counted(len(facts), 'number')}"
    return (
        f"{said} of the record: compared with what the monitor that gave the number would have "
        "reported of each run, since a count holds a part of the dead; the others with what is simulated."
    )


def single_campaign(result: Mapping[str, Any]) -> str:
    """Return how little one campaign can say."""
    effective = result["differences"]["no_change"]["effective_facts"]["region"]
    facts = result["outcomes"]["control_facts"]
    return (
        f"One campaign is one draw of history: what tells the model from no change here weighs like "
        f"{counted(round(effective), 'independent fact')} of {facts}, and says nothing of other "
        "campaigns."
    )
