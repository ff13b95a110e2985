"""Three numbers, not one: what priors and formulas say alone, what simulating adds, and what observing adds.

(a) Priors and formulas alone: the campaign of each parameter draw stays as it is
    on its first day (``analysis.still``), and the reading is asked of that. A
    choice is taken as the formulas give it at the first dawn, which sees the state
    of day 0. What compares two courses of the campaign, or two days of it, has no
    answer without simulating.
(b) Simulated: campaigns from the campaign's first day that nothing observed weighs.
    What would need further arms with an intervention is left out.
(c) Conditioned on what was observed up to the assessment date: the verdict as it stands.

Where the scenario is calibrated, all three start from calibrated parameters: what was
reported has then taught parameters, and (b) leaves out only what would choose among
campaigns. The words say so. What the priors say without any report is the run without
calibration (``--uncalibrated``).

(a) starts with (c) where a claim's campaigns start from the assessment date, and
with (b) where they start on the campaign's first day. What simulating added is the
step between the two that start together; what observing added, that from (b) to (c).
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from hinge.analysis.apart import apart, difference
from hinge.analysis.course import Course
from hinge.analysis.forced import most_of_each
from hinge.analysis.intervals import MIN_RUNS
from hinge.analysis.odds import Odds, odds, odds_of_draws
from hinge.analysis.still import Still
from hinge.claims.names import capital, day_month
from hinge.claims.necessity import choices_in
from hinge.claims.plan import BASELINE, arms_of, form_of
from hinge.claims.prior_arm import PRIOR_ARM, needs_prior
from hinge.claims.verdict import ReadingVerdict
from hinge.claims.verdict_three import Added, Number, ThreeNumbers
from hinge.claims.wording import interval
from hinge.claims.workbench import Workbench
from hinge.errors import TooFewRuns
from hinge.scenario.claim_records import Claim, Reading
from hinge.scenario.claim_tests import NecessityTest
from hinge.scenario.predicate_records import Predicate

Asked = Callable[[Course], Number]

UNSIMULATED = {
    "effect": "two courses of the campaign are compared, and without simulating there are none",
    "regret": "an option shows in what follows from it, and without simulating nothing follows",
    "turning": "nothing is settled on any day while no day is simulated",
}
"""Why a test has no answer from priors and formulas alone."""

NOT_SIMULATED = "nothing is simulated for it: the share is that of the tables"
NO_RECORD = "the scenario names no observation that campaigns could be weighed by"
NO_TIME = "the campaign begins on the assessment date, so that nothing observed could be left out"
NOT_RUN = f"the run has no arm {PRIOR_ARM}"
ONE_REPLICATE = "the arm that it needs is run with one replicate a draw, too few for refits"


def three_numbers(
    claim: Claim, reading: Reading, found: ReadingVerdict, bench: Workbench
) -> ThreeNumbers | None:
    """Return the three numbers of a reading whose verdict is ``found``; None where it counts nothing."""
    form = form_of(reading)
    if form == "composition":
        if found.share is None:
            return None
        none = Number(None, NOT_SIMULATED)
        return _beside(claim, Number(_odds_of(found)), none, none, bench)
    if not arms_of(reading):
        return None
    asked = _asked(reading, bench)
    verdict = Number(_odds_of(found), found.reason, found.arms[0] if found.arms else "")
    if asked is None:
        arms = sum(arm != BASELINE for arm in arms_of(reading))
        more = "arm" if arms == 1 else "arms"
        left_out = (
            ONE_REPLICATE
            if form == "turning"
            else f"left out, as it would need {arms} more {more} from the campaign's first day"
        )
        formulas, simulated = Number(None, UNSIMULATED[form]), Number(None, left_out)
    else:
        formulas = _formulas(claim, reading, asked, bench)
        simulated = _simulated(claim, asked, bench)
    if _weighed(claim, bench):
        return _beside(claim, formulas, simulated, verdict, bench)
    return _beside(claim, formulas, verdict, Number(None, NO_RECORD), bench)


def _weighed(claim: Claim, bench: Workbench) -> bool:
    """Whether the verdict of a claim knows of the record: from the snapshot, or weighed by it."""
    return claim.start == "assessment" or bool(bench.scenario.conditioning)


def _asked(reading: Reading, bench: Workbench) -> Asked | None:
    """Return what gives the share of a reading in an arm; None where one arm does not give it."""
    test, predicate, given = reading.necessity, reading.predicate, reading.given
    if test is not None:
        return lambda course: _forced(test, course)
    if predicate is not None and form_of(reading) in {"state", "conditional"}:
        return lambda course: _held(predicate, given, course, bench)
    return None


def _held(
    predicate: Predicate, given: Predicate | None, course: Course, bench: Workbench
) -> Number:
    """Return how often a predicate holds in an arm, among the campaigns with ``given`` if there is one."""
    held = bench.holds(predicate, course)
    among = np.ones(held.size, bool) if given is None else bench.holds(given, course)
    if given is not None and int(among.sum()) < MIN_RUNS:
        few = f"the condition is so in {int(among.sum())} of {held.size:,} campaigns"
        return Number(None, few, course.arm)
    ancestor = None if course.ancestor is None else course.ancestor[among]
    try:
        return Number(odds(held[among], course.draw[among], ancestor), arm=course.arm)
    except TooFewRuns as few_runs:
        return Number(None, str(few_runs), course.arm)


def _forced(test: NecessityTest, course: Course, *, dawn: bool = False) -> Number:
    """Return in how many draws of an arm the choice met all conditions, in its window or at the first dawn."""
    made = choices_in(test, course, dawn=dawn)
    if made is None:
        return Number(None, "the run does not record what was weighed", course.arm)
    _, met = most_of_each(made.forced, course.draw)
    if met.size < MIN_RUNS:
        return Number(None, str(TooFewRuns("A necessity", int(met.size), MIN_RUNS)), course.arm)
    return Number(odds_of_draws(met), arm=course.arm)


def _formulas(claim: Claim, reading: Reading, asked: Asked, bench: Workbench) -> Number:
    """Return what the first day says alone."""
    course = _first_day(claim, bench)
    if course is None:
        return Number(None, NOT_RUN)
    if reading.necessity is not None:
        if course.days < 2:
            return Number(None, "the run ends on its first day", course.arm)
        return _forced(reading.necessity, course, dawn=True)
    return asked(Still(course))


def _first_day(claim: Claim, bench: Workbench) -> Course | None:
    """Return the arm whose first day a claim's campaigns have before anything is weighed or simulated."""
    if claim.start == "campaign" and bench.scenario.conditioning:
        return bench.prior
    return bench.course(BASELINE, claim.start)


def _simulated(claim: Claim, asked: Asked, bench: Workbench) -> Number:
    """Return what campaigns from the first day say that nothing observed weighs."""
    if not needs_prior(claim, bench.scenario):
        return Number(None, NO_TIME)
    course = bench.prior
    return Number(None, NOT_RUN) if course is None else asked(course)


def _odds_of(found: ReadingVerdict) -> Odds | None:
    """Return the share of a verdict with its interval; None where it has none."""
    if found.share is None or found.low is None or found.high is None:
        return None
    n, draws = found.n or 0, found.draws or 0
    hits = round(found.share * n)
    return Odds(found.share, found.low, found.high, n, hits, draws, found.n_effective or 0.0)


def _beside(
    claim: Claim, formulas: Number, simulated: Number, conditioned: Number, bench: Workbench
) -> ThreeNumbers:
    """Return the three numbers with what each step added, in words."""
    from_snapshot = claim.start == "assessment"
    by_simulating = _added(formulas, conditioned if from_snapshot else simulated)
    by_record = _added(simulated, conditioned)
    start = day_month(bench.scenario.head.start)
    calibrated = bench.scenario.posterior is not None
    known = "calibrated parameters" if calibrated else "priors"
    left_out = (
        "no campaign chosen by what was observed" if calibrated else "what was observed left out"
    )
    parts = [
        f"{known} and formulas alone: {_words(formulas)}",
        f"simulated from {start}, {left_out}: {_words(simulated)}",
        f"with what was observed by the assessment date: {_words(conditioned)}",
        _step("simulating", by_simulating),
        _step("what was observed", by_record),
    ]
    says = f"{capital('; '.join(part for part in parts if part))}."
    return ThreeNumbers(formulas, simulated, conditioned, by_simulating, by_record, says)


def _added(before: Number, after: Number) -> Added | None:
    """Return what lies between two numbers; None where one is missing."""
    if before.share is None or after.share is None:
        return None
    found = difference(before.share, after.share)
    return Added(found, apart(found))


def _words(number: Number) -> str:
    """Return one of the three, of 100, or why there is none."""
    share = number.share
    if share is None:
        return f"no number ({number.why.rstrip('.')})"
    return f"{100 * share.share:.0f} of 100 ({interval(share.low, share.high)})"


def _step(what: str, added: Added | None) -> str:
    """Return what a step added, in words; nothing where it is not known."""
    if added is None:
        return ""
    found = added.difference
    points = f"95 % interval {100 * found.low:+.0f} to {100 * found.high:+.0f} points"
    if added.word == "something":
        return f"{what} moved the share by {100 * found.value:+.0f} ({points})"
    if added.word == "nothing":
        return f"{what} added nothing that shows ({points})"
    return f"whether {what} added anything, these runs cannot tell ({points})"
