"""A turning result in sentences, which the terminal and the page share."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from hinge.claims.names import capital, date_range, full_date

FAILURES = {
    "not the largest swing": "it is the largest swing in fewer than 80 of 100 campaigns",
    "no excess": "it settles no more than an ordinary campaign does in those days",
    "no rivals": "no other window is left to compare it with",
    "too long": "it is longer than three days; a finer grid may tell on which of them",
    "too few paths": "there are too few paths to tell",
}

NAMES = {"pair": "pairs of branches", "assisted": "helped by a regression"}

MEANINGS = {
    "turning point": "These days settle more than an ordinary campaign does, and are the largest swing.",
    "one of several": "Days that settle more than in an ordinary campaign, but not the one that decides.",
    "late arithmetic": "Most is settled where time runs out, as in any contest that stays close.",
    "no hinge": "No days settle more of it than in an ordinary campaign.",
}


def date_of(text: str) -> dt.date:
    """Return a date from its ISO form."""
    return dt.date.fromisoformat(text)


def view_words(result: Mapping[str, Any]) -> str:
    """Return whose view it is, and how it was found, in a sentence or two."""
    start, until = (full_date(date_of(str(result[end]))) for end in ("start", "until"))
    sizes = (
        f"{result['paths']} campaigns, {result['lines']} continuations of each from every grid day"
    )
    if result["view"] == "commander":
        return (
            f"Commander's view from {start} to {until}: on each day only what was observed by then "
            f"weighs. {result['paths']} particles, {result['lines']} continuations of each."
        )
    if result["view"] == "historian":
        return (
            f"Historian's view from {start} to {until}: campaigns that agree with all observations, "
            f"later ones too; with hindsight, days before them look settled. {sizes}."
        )
    return f"Model's view from {start} to {until}: {sizes}, under stated assumptions."


def window_words(window: Mapping[str, Any]) -> str:
    """Return the dates of a window."""
    first, last = date_of(str(window["from"])), date_of(str(window["to"]))
    return full_date(first) if first == last else date_range(first, last)


def ruling_words(result: Mapping[str, Any]) -> str:
    """Return the rule's word, its window, and which conditions fail where."""
    ruling = result["ruling"]
    word = str(ruling["word"])
    named = word in ("turning point", "one of several")
    where = f" ({window_words(ruling['window'])})" if named else ""
    words = [f"{word.capitalize()}{where}. {MEANINGS[word]}"]
    for one in ruling["weighed"]:
        if one["failed"]:
            why = "; ".join(FAILURES[name] for name in one["failed"])
            version = f"with {one['version']}"
            days = f"{window_words(one['window'])}, where most seemed to be settled"
            words.append(f"{capital(version if named else days)}: {why}.")
    if named and result["not_asked"]:
        words.append(f"More paths could tell: {'; '.join(result['not_asked'])}.")
    if ruling["scripted"]:
        words.append("The script acts within these days; what turned was not the script.")
    return " ".join(words)


def claimed_words(result: Mapping[str, Any]) -> str:
    """Return what is said of the window that the claim names; nothing where it names none."""
    claimed = result["claimed"]
    if claimed is None:
        return ""
    window = f"The claim's own days, {window_words(claimed['window'])}: {claimed['word']}"
    if not claimed["weighed"]:
        return f"{window}."
    one = claimed["weighed"][0]
    share, beyond, often = one["share"], one["excess"], one["largest"]
    known = ", since the script acts on each of them" if "scripted" in one["failed"] else ""
    return (
        f"{window}{known}. They settle {100 * share['value']:.0f} of 100 parts ({100 * share['low']:.0f} to "
        f"{100 * share['high']:.0f}), an ordinary campaign {100 * one['null']:.0f}: "
        f"{100 * beyond['value']:+.0f} ({100 * beyond['low']:+.0f} to {100 * beyond['high']:+.0f}); they "
        f"hold the largest swing of their length on {100 * often['value']:.0f} of 100 paths."
    )


def checks_words(result: Mapping[str, Any]) -> str:
    """Return what other estimators, the analyst's shares and ordinary campaigns say."""
    words = []
    checks, alarms = result["crosschecks"], result["alarms"]
    if checks["estimators"]:
        apart = ", ".join(
            f"{NAMES[one['estimator']]} {one['worst']:.1f}" for one in checks["estimators"]
        )
        analyst = checks["analyst"]
        words += [
            f"Found in other ways, the shares differ by so many standard errors at most: {apart}.",
            (
                f"To an analyst who must learn the assumptions from {len(checks['features'])} recorded "
                f"series ({checks['recorded']} campaigns), the days show "
                f"{100 * (analyst['shown'] - analyst['at_start']):.0f} of 100 parts at least, the start "
                f"{100 * analyst['at_start']:.0f}."
            ),
        ]
    if alarms is not None:
        words.append(
            f"In ordinary campaigns of this chance, activity and size the rule names a day in "
            f"{100 * alarms['share']:.0f} of 100 ({100 * alarms['low']:.0f} to "
            f"{100 * alarms['high']:.0f}; {alarms['campaigns']} tried)."
        )
    return " ".join(words)


def seen_words(result: Mapping[str, Any]) -> str:
    """Return what the path of the record says, and how far it can be trusted."""
    words = ["effective: particles that carry the weight."]
    if not result["enough"]:
        words.append(
            f"On some days fewer than {result['needed']:.0f} do, too few for a verdict on those days."
        )
    if "swings" not in result:
        words.append("In hindsight no change is news, so nothing is said of turning points.")
        return " ".join(words)
    news = [row for row in (*result["swings"], *result["windows"]) if row["news"]]
    if news:
        top = max(news, key=lambda row: abs(row["swing"]))
        words.append(
            f"The largest change that is more than noise is that of {window_words(top)}: "
            f"{100 * top['swing']:+.0f} ({100 * top['low']:+.0f} to {100 * top['high']:+.0f})."
        )
    else:
        words.append("No change from one day of the grid to another is more than noise would give.")
    return " ".join(words)


def civilians_words(result: Mapping[str, Any]) -> str:
    """Return mean civilian harm on the paths."""
    harm = result["civilians"]
    until = full_date(date_of(str(harm["until"])))
    by = ", ".join(
        f"{result['authors'].get(author, author)} {value:,.0f}"
        for author, value in harm["killed_by"].items()
        if value >= 0.5
    )
    whose = f" (by author: {by})" if by else ""
    return (
        f"On these paths, up to {until}, on average {harm['killed']:,.0f} civilians are killed"
        f"{whose} and {harm['displaced']:,.0f} people are displaced."
    )
