"""When a day may be called *the* turning point.

A window of at most three steps of the grid is the turning point if
1. it is the largest swing of the chance of W on a path with probability 0.8 or
   more (``largest``: noise is taken away before swings are ranked), and
2. it settles more than an ordinary campaign does in the same days (``profile``):
   the interval of its excess lies above 0,
and if both hold in every version that is handed in: subsets of the paths (each
law of attrition), other definitions of the outcome, finer or coarser grids.

Who chooses does not judge. The paths are split in two halves by the numbers of
their draws. On one half, for each length, the window with the most excess is
chosen; all that is said of it comes from the other half. Each length is judged
at its own part of the error, so that three tries are no better than one, and the
shortest window that passes is named. Other versions are asked about that same
window, on paths of the judging half.

A window of more than three days is not called so, whatever the grid, nor is one
that a version has too few paths to tell of.

Words, where no window passes: "one of several" if a window settles more than the
walk but is not the largest swing, is too long, or does not stand in all versions; "late
arithmetic" if the most is settled where an ordinary campaign too settles more
than an even part, and no more than it does; else "no hinge".

Error rates (tests, 200 seeds of a toy each): a planted switch is found within one
day in 95 of 100 or more; in ordinary campaigns, of even and of bunched activity,
a day is named in 5 of 100 or fewer. ``false_alarms`` finds the rate for a
campaign's own chance, clock, paths and lines.

Assumed: what ``streams``, ``profile`` and ``largest`` assume.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from hinge.analysis.intervals import OVERALL_LEVEL, wilson
from hinge.analysis.null_campaigns import ordinary
from hinge.analysis.profile import clock
from hinge.analysis.streams import News, grid, halves, news, stands_for
from hinge.analysis.turning import SETTLED_BELOW
from hinge.analysis.weighing import Look, Version, Weighed, unknown
from hinge.errors import TooFewRuns

Word = Literal["turning point", "one of several", "late arithmetic", "no hinge"]

LONGEST = 3
"""Steps of the longest window that is looked at, and days of the longest that may be called the turning point."""


@dataclass(frozen=True)
class Ruling:
    """The word, the window it is about (None: there is none), and what each version says of it.

    ``scripted``: days within the window on which the script acts; whatever turned
    there, it was not the script, of which everybody knew.
    """

    word: Word
    window: tuple[int, int] | None
    weighed: tuple[Weighed, ...]
    scripted: tuple[int, ...] = ()


@dataclass(frozen=True)
class Alarms:
    """In which share of ordinary campaigns a day is named, with Wilson's interval, of so many."""

    share: float
    low: float
    high: float
    campaigns: int


def turning_rule(
    versions: Sequence[Version], *, scripted: Sequence[int] = (), level: float = OVERALL_LEVEL
) -> Ruling:
    """Return which window, if any, is the turning point; the first version chooses.

    A step all of whose days are in ``scripted`` cannot be chosen. TooFewRuns where
    a half of the first version has fewer draws than shares need.
    """
    base = versions[0]
    if _settled(news(base.branches, base.outcome)):
        return Ruling("no hinge", None, ())
    choosing, judging = (Look(_half(base, half)) for half in (0, 1))
    longest = min(LONGEST, choosing.steps // 2)
    tries = [(n, choosing.most_excess(n, scripted)) for n in range(1, longest + 1)]
    tries = [(n, start) for n, start in tries if start >= 0]
    if not tries:
        return Ruling("no hinge", None, ())
    part = 1.0 - (1.0 - level) / len(tries)
    weighed = [judging.weigh(start, start + n, part) for n, start in tries]
    passing = [one for one in weighed if not one.failed]
    if passing:
        short = [one for one in passing if one.window[1] - one.window[0] < LONGEST]
        if not short:
            long = replace(passing[0], failed=("too long",))
            return Ruling("one of several", long.window, (long,), _within(scripted, long))
        return _in_all(short[0], [_half(one, 1) for one in versions[1:]], scripted, level)
    beyond = [one for one in weighed if one.excess.low > 0.0]
    if beyond:
        return Ruling(
            "one of several", beyond[0].window, (beyond[0],), _within(scripted, beyond[0])
        )
    start = choosing.most_share(scripted)
    top = judging.weigh(start, start + 1, part)
    return Ruling(_lesser(top, judging), top.window, (top,), _within(scripted, top))


def claimed(
    versions: Sequence[Version],
    window: tuple[int, int],
    *,
    scripted: Sequence[int] = (),
    level: float = OVERALL_LEVEL,
) -> Ruling:
    """Return whether a window that somebody named, first and last day, is the turning point.

    It is weighed as the steps of the grid that cover it; nothing is chosen, so all
    paths judge. A window all of whose days are in ``scripted`` is none, whatever it
    weighs: what everybody knew is no news.
    """
    if not 1 <= window[0] <= window[1] <= versions[0].branches.last:
        raise ValueError("The window does not lie within the days of the campaign.")
    base = versions[0]
    if _settled(news(base.branches, base.outcome)):
        return Ruling("no hinge", window, ())
    look = Look(base)
    found = look.weigh(*look.cover(window), level)
    if set(range(window[0], window[1] + 1)) <= set(scripted):
        found = replace(found, failed=(*found.failed, "scripted"))
        return Ruling("no hinge", found.window, (found,), _within(scripted, found))
    if not found.failed:
        return _in_all(found, versions[1:], scripted, level)
    return Ruling(_lesser(found, look), found.window, (found,), _within(scripted, found))


def around(day: int, width: int, last: int) -> tuple[int, int]:
    """Return the window of ``width`` days round a disputed date, within days 1 to ``last``."""
    first = max(1, min(day - width // 2, last - width + 1))
    return first, min(last, first + width - 1)


def false_alarms(version: Version, campaigns: int, *, level: float = OVERALL_LEVEL) -> Alarms:
    """Return how often the rule names a day in ordinary campaigns that match this one.

    They have its chance, parameter share, clock, paths, draws, lines and grid. Only
    one version of each is looked at: further versions can only take a name back.
    """
    branches = version.branches
    found = news(branches, version.outcome)
    if found.doubt == 0.0:
        raise ValueError("The outcome always or never happens.")
    days = grid(branches)
    time = clock(version.activity, days)
    named = 0
    for number in range(campaigns):
        walk = ordinary(
            found.chance,
            found.at_start,
            time,
            days,
            path=branches.path,
            draw=stands_for(branches.draw, branches.path),
            lines=branches.ends.shape[2],
            number=number,
        )
        ruling = turning_rule([Version("walk", walk, 0, version.activity)], level=level)
        named += ruling.word == "turning point"
    share = named / campaigns
    return Alarms(share, *wilson(share, campaigns, level), campaigns)


def _half(version: Version, half: int) -> Version:
    """Return a version of the paths in one half of the draws."""
    branches = version.branches
    number = stands_for(branches.draw, branches.path)
    rows = np.flatnonzero(halves(number) == half)
    return Version(version.name, branches.of(rows), version.outcome, version.activity)


def _settled(found: News) -> bool:
    """Return whether W is nearly sure at the start, or all of it settled by the parameters."""
    sure = not SETTLED_BELOW <= found.chance <= 1.0 - SETTLED_BELOW
    return sure or float(found.steps.sum()) < SETTLED_BELOW


def _in_all(
    found: Weighed, others: Sequence[Version], scripted: Sequence[int], level: float
) -> Ruling:
    """Return the ruling on a window that passes in the first version."""
    weighed = [found]
    for other in others:
        try:
            look = Look(other)
        except TooFewRuns:
            weighed.append(unknown(found, other))
            continue
        weighed.append(look.weigh(*look.cover(found.window), level))
    word: Word = "one of several" if any(one.failed for one in weighed) else "turning point"
    return Ruling(word, found.window, tuple(weighed), _within(scripted, found))


def _lesser(found: Weighed, look: Look) -> Word:
    """Return the word of a window that is not named: with excess, arithmetic, or neither."""
    if found.excess.low > 0.0:
        return "one of several"
    start, end = look.cover(found.window)
    even = float(look.excess.null.sum()) * float(look.days[end] - look.days[start]) / look.days[-1]
    return "late arithmetic" if found.share.low > 0.0 and found.null > even else "no hinge"


def _within(scripted: Sequence[int], found: Weighed) -> tuple[int, ...]:
    """Return the scripted days within a window."""
    return tuple(day for day in sorted(scripted) if found.window[0] <= day <= found.window[1])
