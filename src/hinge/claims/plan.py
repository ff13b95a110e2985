"""Which arms a set of claims needs, found before anything is simulated.

Whatever would stop a verdict later (an unknown intervention, a date outside the
run, a reading that does not fit its test) is refused here, all mistakes at once.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from hinge.claims.windows import dates_of
from hinge.errors import InputError, Place, Problem
from hinge.scenario.claim_records import Claim, Reading, Test
from hinge.scenario.nearest import suggest
from hinge.scenario.records import Head
from hinge.scenario.scenario import Scenario

BASELINE = "baseline"
CAMPAIGN_SUFFIX = "@campaign"
MOST_ARMS = 16
"""Arms with an intervention that one run may have, beside the baselines."""

Start = Literal["assessment", "campaign"]
Form = Test | Literal["none"]

FORM_OF_TEST: dict[str, Form] = {
    "state": "state",
    "forecast": "state",
    "conditional": "conditional",
    "effect": "effect",
    "composition": "composition",
    "capability": "capability",
    "necessity": "necessity",
    "regret": "regret",
    "turning": "turning",
}
"""The tests that can be run, and the form that their readings have."""


@dataclass(frozen=True)
class ArmNeed:
    """An arm that claims need: intervention (empty: baseline), start, last date, who needs it."""

    intervention: str
    start: Start
    until: dt.date
    claims: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """Name of the arm in the store."""
        return arm_id(self.intervention, self.start)


def arm_id(intervention: str, start: Start) -> str:
    """Return the name of an arm: ``baseline``, ``<intervention>``, with ``@campaign`` appended."""
    name = "" if intervention == BASELINE else intervention
    return (name or BASELINE) + (CAMPAIGN_SUFFIX if start == "campaign" else "")


def form_of(reading: Reading) -> Form:
    """Return what kind of test a reading carries; none: it is not in the model."""
    return reading.tests[0] if reading.tests else "none"


def can_run(reading: Reading) -> bool:
    """Whether a reading carries a test, and one that can be run."""
    return form_of(reading) in FORM_OF_TEST.values()


def can_test(claim: Claim) -> bool:
    """Whether a claim is put to a test: encoded, with a reading for it, of a test that can be run.

    A claim of fact may have readings of other tests beside its record.
    """
    tested = any(can_run(reading) for reading in claim.readings)
    return claim.encoded and claim.test in {*FORM_OF_TEST, "record"} and tested


def arms_of(reading: Reading) -> tuple[str, ...]:
    """Return the arms that a reading compares; none for what is read from tables alone."""
    match form_of(reading), reading.effect, reading.necessity, reading.regret:
        case "state" | "conditional" | "turning", _, _, _:
            return (BASELINE,)
        case "effect", effect, _, _ if effect is not None:
            return (effect.with_, effect.without)
        case "necessity", _, necessity, _ if necessity is not None:
            return (BASELINE, *necessity.cause)
        case "regret", _, _, regret if regret is not None:
            return (regret.option, *regret.against)
    return ()


def interventions_of(claim: Claim) -> tuple[str, ...]:
    """Return the interventions whose arms a claim needs, the empty one for the baseline."""
    arms = {arm for reading in claim.readings if can_run(reading) for arm in arms_of(reading)}
    return tuple(sorted("" if arm == BASELINE else arm for arm in arms))


def plan(scenario: Scenario, claims: Sequence[Claim] | None = None) -> tuple[ArmNeed, ...]:
    """Return the arms that the claims (all of the scenario, if none given) need, baseline first.

    The baseline from the assessment date runs to the horizon; every other arm runs
    to the last date that a reading which needs it names. Mistakes in the claims, and
    more than 16 interventions, raise InputError.
    """
    chosen = [c for c in (scenario.claims if claims is None else claims) if can_test(c)]
    problems = [problem for claim in chosen for problem in _mistakes(claim, scenario)]
    if problems:
        raise InputError(problems)
    users: dict[tuple[str, Start], list[Claim]] = {("", "assessment"): []}
    for claim in chosen:
        for intervention in interventions_of(claim):
            users.setdefault((intervention, claim.start), []).append(claim)
    order = sorted(users, key=lambda key: (key[0] != "", key[1] != "assessment", key[0]))
    needs = tuple(
        ArmNeed(
            name,
            start,
            _last_day(scenario, name, start, users[name, start]),
            tuple(c.id for c in users[name, start]),
        )
        for name, start in order
    )
    _bounded(needs)
    return needs


def _last_day(scenario: Scenario, name: str, start: Start, users: Sequence[Claim]) -> dt.date:
    """Return the last day that an arm has to be simulated for the claims that use it."""
    head = scenario.head
    if not name and start == "assessment":
        return head.horizon
    readings = [
        reading
        for claim in users
        for reading in claim.readings
        if can_run(reading) and (name or BASELINE) in arms_of(reading)
    ]
    if not name and any(reading.turning for reading in readings):
        return head.horizon  # what turns is decided at the end
    dates = [day for reading in readings for day in dates_of(reading)]
    return max(dates, default=head.assessment_date)


def _bounded(needs: Sequence[ArmNeed]) -> None:
    """Raise InputError where more arms with an intervention are needed than a run may have."""
    extra = [need.id for need in needs if need.intervention]
    if len(extra) <= MOST_ARMS:
        return
    what = f"the claims need {len(extra)} arms with an intervention: {', '.join(extra)}."
    why = f"A run has at most {MOST_ARMS} of them, so that its cost stays bounded."
    do = "Assess fewer claims at once, or let claims share an intervention."
    raise InputError([Problem("claims-arms", what, why, do, Place("claims"))])


def _mistakes(claim: Claim, scenario: Scenario) -> list[Problem]:
    """Return what keeps a claim from being tested."""
    found: list[Problem] = []
    expected = FORM_OF_TEST.get(claim.test)
    if expected is not None and form_of(claim.readings[0]) not in {expected, "none"}:
        found.append(
            _problem(
                claim,
                f"its test is {claim.test}, and its first reading is of another form.",
                "The first reading's verdict stands in the table.",
                "Give it a predicate (state, forecast), also given (conditional), or the field that "
                "has the name of the test.",
            )
        )
    for reading in claim.readings:
        found += _mistakes_of_form(claim, reading, scenario)
        try:
            dates = dates_of(reading)
        except InputError as error:
            found += [_problem(claim, p.what, p.why, p.do) for p in error.problems]
        else:
            found += _outside(claim, dates, scenario.head)
    return found


def _mistakes_of_form(claim: Claim, reading: Reading, scenario: Scenario) -> list[Problem]:
    """Return more than one test in a reading, arms that do not exist, an outcome that is not one."""
    known = (BASELINE, *(intervention.id for intervention in scenario.interventions))
    found = []
    if len(reading.tests) > 1:
        what = f"its reading {reading.id} carries several tests: {', '.join(reading.tests)}."
        do = "Give each test a reading of its own."
        found.append(_problem(claim, what, "It would not say which verdict is the reading's.", do))
    for arm in arms_of(reading):
        if arm not in known:
            do = f"Use an id of interventions.yaml {suggest(arm, known)}."
            what = f"its {form_of(reading)} needs the intervention {arm}, which the scenario does not have."
            found.append(_problem(claim, what, "There is nothing to compare.", do))
    effect = reading.effect
    if effect is not None and (effect.measure is None) == (effect.outcome is None):
        what = "its effect has not exactly one of measure and outcome."
        do = "Give one of them; a second one belongs into a reading of its own."
        found.append(_problem(claim, what, "It would not say what is raised or lowered.", do))
    return found


def _outside(claim: Claim, dates: Sequence[dt.date], head: Head) -> list[Problem]:
    """Return dates before the claim's start or after the horizon."""
    first = head.start if claim.start == "campaign" else head.assessment_date
    return [
        _problem(
            claim,
            f"it names {date}, and its campaigns run from {first} to {head.horizon}.",
            "Nothing is recorded for that date.",
            "Choose a date inside, or start: campaign for what came before the assessment date.",
        )
        for date in dates
        if not first <= date <= head.horizon
    ]


def _problem(claim: Claim, what: str, why: str, do: str) -> Problem:
    """Return a problem of a claim."""
    return Problem("claims", f"claim {claim.id}: {what}", why, do, Place("claims", claim.line))
