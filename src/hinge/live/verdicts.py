"""Shares of live runs in which readings hold, with words, and what changed against the other arm.

Few runs and no looks: intervals are plain 95 % ones, and a word stands only where the whole
interval lies in one step. What a verdict hinges on is found by ``why_claim``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from hinge.analysis.course import Bools
from hinge.analysis.intervals import OVERALL_LEVEL, mean_interval, wilson
from hinge.analysis.steps import Judgement, step_of
from hinge.claims.predicates import Ground, holds
from hinge.claims.wording import NOT_HERE, STEP_WORDS, symbol
from hinge.live.course import Known, LiveCourse
from hinge.live.numbers import short
from hinge.live.shown import LiveClaim

Json = dict[str, Any]

FEWEST = 16
"""Runs with its condition that a conditional needs for a share; below, its interval is all there is."""


def verdicts(
    claims: Sequence[LiveClaim], course: LiveCourse, other: LiveCourse, ground: Ground
) -> list[Json]:
    """Return a row for each reading, in the order of the claims."""
    return [verdict(one, course, other, ground) for one in claims]


def verdict(claim: LiveClaim, course: LiveCourse, other: LiveCourse, ground: Ground) -> Json:
    """Return one reading: share with interval, word and symbol, share of the other arm, paired difference.

    Of a conditional the share is among the runs with its condition, and there is no paired
    difference: another change may meet the condition in other runs.
    """
    now, given = asked(claim, course, ground)
    was, before = asked(claim, other, ground)
    n = int(given.sum())
    row: Json = {
        "id": claim.id,
        "claim": claim.claim.id,
        "reading": claim.reading.id,
        "first": claim.reading is claim.claim.readings[0],
        "says": claim.reading.says,
        "n": n,
        "runs": int(course.replication.size),
    }
    if n < FEWEST:
        return row | {
            "share": None,
            "low": None,
            "high": None,
            "word": NOT_HERE,
            "symbol": "",
            "why": f"The condition occurs in {n} of {course.replication.size} runs.",
            "was": _share(was, before),
            "difference": None,
        }
    share = int(now.sum()) / n
    low, high = wilson(share, n, OVERALL_LEVEL)
    judged = Judgement(step_of(share), step_of(low), step_of(high), settled=False)
    return row | {
        "share": short(share),
        "low": short(low),
        "high": short(high),
        "word": words(judged),
        "symbol": symbol(judged),
        "was": _share(was, before),
        "difference": _difference(claim, now, was),
    }


def asked(claim: LiveClaim, course: LiveCourse, ground: Ground) -> tuple[Bools, Bools]:
    """Return in which runs a reading holds where it is asked, and in which it is asked, (R,) each."""
    known = course.known.get(claim.id)
    if known is not None:
        return known[0][: course.replication.size], known[1][: course.replication.size]
    held = holds(claim.predicate, course, ground)
    if claim.given is None:
        return held, np.ones_like(held)
    given = holds(claim.given, course, ground)
    return held & given, given


def judged_before(claims: Sequence[LiveClaim], course: LiveCourse, ground: Ground) -> Known:
    """Return what ``asked`` gives for every reading in a course that many others are compared with."""
    return {claim.id: asked(claim, course, ground) for claim in claims}


def words(judged: Judgement) -> str:
    """Return the word of a share, without naming what it hinges on."""
    if judged.clear:
        return STEP_WORDS[judged.step]
    return f"between {STEP_WORDS[judged.low_step]} and {STEP_WORDS[judged.high_step]}"


def _share(held: Bools, given: Bools) -> float | None:
    """Return the share of the other arm; None where too few runs are asked."""
    n = int(given.sum())
    return short(int(held.sum()) / n) if n >= FEWEST else None


def _difference(claim: LiveClaim, now: Bools, was: Bools) -> Json | None:
    """Return the mean paired difference with its interval; None for a conditional."""
    if claim.given is not None:
        return None
    off = now.astype(np.float64) - was.astype(np.float64)
    found = mean_interval(off, OVERALL_LEVEL)
    return {
        "value": short(found.value),
        "low": short(max(-1.0, found.low)),
        "high": short(min(1.0, found.high)),
        "up": int(np.sum(off > 0)),
        "down": int(np.sum(off < 0)),
    }
