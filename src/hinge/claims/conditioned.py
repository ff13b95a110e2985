"""Campaigns conditioned on what was observed: on what, how many distinct ones are left, and when that is too few.

Conditioned arms are copies of fewer campaigns. Their effective number takes the
place of n; below 200 there is no verdict. Tests that count parameter draws are
held to the effective number of draws.
"""

from __future__ import annotations

from hinge.analysis.course import Course
from hinge.analysis.odds import distinct
from hinge.claims.names import full_date, joined
from hinge.claims.plan import form_of, interventions_of
from hinge.claims.workbench import Workbench
from hinge.scenario.claim_records import Claim, Reading

MIN_EFFECTIVE = 200
"""Effective number of campaigns, or draws, below which conditioned arms carry no verdict.

At 200 the interval of a share of one half is 17 points wide, half of the widest
step; with fewer, hardly any word but the outer two could stand."""

PRIOR_PREDICTIVE = (
    "These campaigns start on the first day and are not yet conditioned on what was observed up to "
    "the assessment date: a prior predictive share."
)


def effective_number(course: Course, *, draws: bool) -> float | None:
    """Return the effective number of campaigns (or of parameter draws) of an arm; None if not conditioned."""
    if course.ancestor is None:
        return None
    return distinct(course.draw if draws else course.ancestor)


def too_few(claim: Claim, reading: Reading, bench: Workbench) -> tuple[float, str] | None:
    """Return the effective number and the reason why a reading has no verdict; None where it may have one."""
    if claim.start != "campaign":
        return None
    of_draws = form_of(reading) not in {"state", "conditional"}
    number = effective_number(_course(claim, bench), draws=of_draws)
    if number is None or number >= MIN_EFFECTIVE:
        return None
    what = "parameter draws" if of_draws else "campaigns"
    return number, (
        f"Too few distinct {what} agree with what was observed: effective n {number:.0f}, and a verdict "
        f"needs at least {MIN_EFFECTIVE}."
    )


def conditioning_note(claim: Claim, bench: Workbench) -> str:
    """Return what campaigns of a claim from the first day were conditioned on, and how many are left."""
    course = _course(claim, bench)
    campaigns = effective_number(course, draws=False)
    draws = effective_number(course, draws=True)
    if campaigns is None or draws is None:
        return PRIOR_PREDICTIVE
    used = joined([one.says.strip().rstrip(".") for one in bench.scenario.conditioning])
    day = full_date(bench.scenario.head.assessment_date)
    return (
        f"These campaigns start on the first day and are weighed by what was observed up to {day}: "
        f"{used}. Of {course.draw.size:,} the effective number is {campaigns:.0f}, of their "
        f"parameter draws {draws:.0f}."
    )


def _course(claim: Claim, bench: Workbench) -> Course:
    """Return one of a claim's arms; all that start with it share their lineages."""
    return bench.course(interventions_of(claim)[0], claim.start)
