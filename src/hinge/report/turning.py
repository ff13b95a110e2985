"""The chance of the outcome by day, which days settle most, and what the turning claims come to."""

from __future__ import annotations

from hinge.claims.chance import ChanceByDay, chance_by_day
from hinge.claims.names import day_month, joined
from hinge.figures.chance import chance, settled, window_name
from hinge.figures.figure import Figure
from hinge.figures.markup import Markup, join, tag
from hinge.report.content import Content, Verdict
from hinge.report.placing import Place

CURVE = "chance of it, of 100, as the course up to the day shows it: mean, and between which chances 8 in 10 campaigns lie"
NOTE = (
    "Learned from the campaigns themselves: on each day, how likely the outcome is to whoever sees the "
    "course up to then. What the recorded series do not show is settled at no named time, so that the band "
    "is narrower than the chances were. The mean stays level, as the chance over all campaigns must: what "
    "days do is to part campaigns that end in it from those that do not. The command hinge turning looks closer."
)


def turning_section(content: Content, place: Place) -> Markup:
    """Return the chance curve and the claims of turning points in words; nothing where neither is there."""
    found = chance_by_day(content.scenario, content.verdicts, content.course)
    said = _said(content)
    if found is None:
        return said
    pictures = tag("div", *(place(one) for one in figures(found)), class_="stacked")
    return join(tag("p", _days(found)), pictures, said, tag("p", NOTE, class_="note"))


def figures(found: ChanceByDay) -> tuple[Figure, Figure]:
    """Return the chance curve with the days that settle most, and what each day settles."""
    window = []
    if found.window:
        first, last = found.window
        words = f"{found.claim}: {window_name(first, last)}"
        window = [(max(found.day(first), 1), found.day(last), words)]
    days = [
        (day, window_name(found.date(day), found.date(day))) for day in sorted(found.stands_out)
    ]
    return (
        chance(
            "chance", found.says, found.chance_rows(), turning=window, events=days, subtitle=CURVE
        ),
        settled("settled", "What the days settle, by week", found.settled_rows(), turning=window),
    )


def _days(found: ChanceByDay) -> str:
    """Return in words whether a day stands out, which settle most, and what is settled before them."""
    chances = found.found
    told = [
        f"{day_month(found.date(day))} ({100 * chances.settled[day - 1]:.0f} of 100, the largest in "
        f"{100 * found.largest_in(day):.0f} of 100 resamples)"
        for day in found.most
    ]
    if not told:
        most = "No day settles anything that shows."
    elif found.stands_out:
        most = f"One day stands out. Parts of the doubt that the largest settle: {joined(told)}."
    else:
        most = (
            "No single day turns it: resampled campaigns do not agree on which settles most, or it settles no more "
            f"than an ordinary one would. Parts of the doubt that the largest settle: {joined(told)}."
        )
    start, whole = 100 * chances.at_start, 100 * float(chances.settled.sum())
    return (
        f"{most} The assumptions settle {start:.0f} parts before the first day, all days together "
        f"{whole:.0f}."
    )


def _said(content: Content) -> Markup:
    """Return for each reading that calls a window a turning point what came of it, in words."""
    items = []
    for verdict in content.verdicts:
        for reading in verdict["readings"]:
            if not reading["turning"] and reading["test"] != "turning":
                continue
            head = _word(reading["share"], reading["word"])
            link = tag("a", verdict["id"], href=f"#claim-{verdict['id']}")
            says = f". {reading['says']} {_sizes(reading)}"
            items.append(tag("li", link, " ", tag("strong", head), says))
    return tag("ul", *items, class_="plain") if items else Markup()


def _sizes(reading: Verdict) -> str:
    """Return what a window settles beside an ordinary campaign; the reason where it was not found."""
    found = reading["turning"]
    if not found:
        return str(reading["reason"])
    own, null = found["window_share"], found["null_share"]
    return (
        f"It settles {100 * own['value']:.0f} of 100 parts of the doubt (95 % interval "
        f"{100 * own['low']:.0f} to {100 * own['high']:.0f}), an ordinary campaign {100 * null['value']:.0f}."
    )


def _word(share: float | None, word: str) -> str:
    """Return in a few words whether there is a turning point.

    >>> _word(0.0, "fails in nearly all"), _word(None, "cannot be tested here")
    ('no turning point (fails in nearly all)', 'cannot be tested here')
    """
    if share is None:
        return word
    if share < 1 / 3:
        return f"no turning point ({word})"
    return f"a turning point in {100 * share:.0f} of 100 refits ({word})"
