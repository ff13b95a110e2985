"""The words of verdicts: one of five steps, or between two, and sentences built from parts.

Neutral on purpose: a share of simulated campaigns under stated assumptions is
never called more than that.
"""

from __future__ import annotations

from collections.abc import Sequence

from hinge.analysis.odds import Odds
from hinge.analysis.steps import SYMBOLS, Judgement
from hinge.claims.names import MONTHS, capital, day_month, joined, number
from hinge.scenario.records import Head

NOT_HERE = "cannot be tested here"
NOT_ENCODED = "not encoded yet"

STEP_WORDS = (
    "fails in nearly all",
    "fails in most",
    "holds in about half",
    "holds in most",
    "holds in nearly all runs",
)
MIDDLE = 2

RECORD_WORDS = {
    "agrees": "the record agrees",
    "contradicts": "the record contradicts it",
    "silent": "the record is silent",
    "disputed": "the record is disputed",
}

NO_SINGLE = "no single assumption stands out"


def word(judgement: Judgement, hinges: Sequence[str]) -> str:
    """Return the word for a share: a step's, ``hinges on ...``, or ``between X and Y``."""
    if not judgement.clear:
        return f"between {STEP_WORDS[judgement.low_step]} and {STEP_WORDS[judgement.high_step]}"
    if judgement.step == MIDDLE:
        return f"hinges on {joined(list(hinges))}" if hinges else "hinges on no single assumption"
    return STEP_WORDS[judgement.step]


def short_word(word: str) -> str:
    """Return the word of a verdict in a few letters; what it hinges on, or lies between, is left out.

    >>> short_word("hinges on supply"), short_word("holds in most runs")
    ('hinges', 'holds in most')
    """
    if word.startswith("between "):
        return "in between"
    return "hinges" if word.startswith("hinges on") else word.removesuffix(" runs")


def symbol(judgement: Judgement) -> str:
    """Return the circle of a step; two circles where the verdict lies between two."""
    if judgement.clear:
        return SYMBOLS[judgement.step]
    return f"{SYMBOLS[judgement.low_step]}–{SYMBOLS[judgement.high_step]}"


def counted(share: float, n: int, things: str) -> str:
    """Return ``23 of 100 campaigns``, ``none of 1,024 campaigns``, ``all 1,024 campaigns``."""
    if share == 0.0:
        return f"none of {n:,} {things}"
    if share == 1.0:
        return f"all {n:,} {things}"
    hundred = round(100.0 * share)
    if hundred == 0:
        return f"fewer than 1 of 100 {things}"
    if hundred == 100:
        return f"more than 99 of 100 {things}"
    return f"{hundred} of 100 {things}"


def interval(low: float, high: float) -> str:
    """Return ``95 % interval 20 to 26``, of 100; with a decimal where whole numbers agree."""
    digits = 0 if round(100 * low) != round(100 * high) else 1
    return f"95 % interval {100 * low:.{digits}f} to {100 * high:.{digits}f}"


def share_words(odds: Odds, things: str = "campaigns") -> str:
    """Return a share with its interval, short: ``23 of 100 (95 % interval 20 to 26)``."""
    return f"{counted(odds.share, odds.n, things)} ({interval(odds.low, odds.high)})"


def signed(value: float) -> str:
    """Return a number with its sign; zero has none."""
    text = number(value)
    return f"+{text}" if value > 0 and text != "0" else text


def basis(head: Head, start: str, observations: int = 0) -> str:
    """Return from what the campaigns were simulated, as words after ``campaigns``.

    ``observations``: how many they are conditioned on.
    """
    if start == "campaign" and observations:
        things = "observation" if observations == 1 else f"{observations} observations"
        return (
            f"simulated from {day_month(head.start)} and conditioned on "
            f"{'one ' if observations == 1 else ''}{things} up to {day_month(head.assessment_date)}"
        )
    if start == "campaign":
        months = MONTHS[head.start.month - 1], MONTHS[head.assessment_date.month - 1]
        seen = months[0] if months[0] == months[1] else f"{months[0]} to {months[1]}"
        return (
            f"simulated from {day_month(head.start)}, not yet conditioned on the observations "
            f"of {seen} (prior predictive)"
        )
    return f"simulated from the evidence to {day_month(head.assessment_date)}"


def hinge_words(share: float, hinges: Sequence[str], note: str) -> str:
    """Return what a share hinges on, as a clause."""
    if share in {0.0, 1.0}:
        return "it is the same in every draw of the assumptions"
    if hinges:
        return f"hinges {joined([f'on {name}' for name in hinges])}"
    return "there are too few draws to name what it hinges on" if note else NO_SINGLE


def settled_words(judgement: Judgement) -> str:
    """Return the clause for a share that the runs do not settle; nothing where they do."""
    return "" if judgement.clear else f"the runs leave it {word(judgement, ())}"


def whole(parts: Sequence[str]) -> str:
    """Return clauses as one sentence."""
    return capital("; ".join(part for part in parts if part)) + "."


def refused(word_: str, reason: str) -> str:
    """Return the sentence of what has no share: the word, and the reason after it."""
    small = reason[:1].lower() + reason[1:] if reason else ""
    return whole([f"{word_}: {small.rstrip('.')}" if small else word_])
