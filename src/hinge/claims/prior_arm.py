"""The arm that knows nothing of the record: from the campaign's first day, not weighed by what was observed.

One arm serves the second of the three numbers of every claim in a run. It has at
most 256 parameter draws with one replicate each and ends on the last date that a
claim needs, so that it adds little to what a run costs.

Its parameter draws are those of the run: of the priors, or calibrated where the run is.
A calibrated arm knows of the record through its parameters, and through nothing else.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from hinge.claims.plan import BASELINE, can_run, can_test, form_of
from hinge.claims.windows import dates_of, series_of
from hinge.scenario.claim_records import Claim, Reading
from hinge.scenario.scenario import Scenario

PRIOR_ARM = f"{BASELINE}@prior"
PRIOR_DRAWS = 256
"""Most parameter draws of the arm: a share of one half then has an interval of about 14 points."""

FORMS = ("state", "conditional", "necessity")
"""The tests that need no arm with an intervention for their share."""


def needs_prior(claim: Claim, scenario: Scenario) -> bool:
    """Whether a claim's campaigns know of the record, so that those that do not are another number."""
    if claim.start == "campaign":
        return bool(scenario.conditioning)
    return scenario.head.start < scenario.head.assessment_date


def prior_until(scenario: Scenario, claims: Iterable[Claim]) -> dt.date | None:
    """Return the last date that claims need of the arm; None where no claim needs it."""
    dates = [
        date
        for claim in claims
        if can_test(claim) and needs_prior(claim, scenario)
        for reading in _readings(claim)
        for date in dates_of(reading)
    ]
    return max(dates, default=None)


def prior_series(claims: Iterable[Claim]) -> set[str]:
    """Return the names of the series that claims read in the arm."""
    return {
        name
        for claim in claims
        if can_test(claim)
        for reading in _readings(claim)
        for name in series_of(reading)
    }


def _readings(claim: Claim) -> list[Reading]:
    """Return the readings of a claim whose share the arm can give."""
    return [one for one in claim.readings if can_run(one) and form_of(one) in FORMS]
