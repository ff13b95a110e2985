"""Which claims need the arm that leaves the record out, and how far it runs."""

import datetime as dt
from dataclasses import replace

from claims.toys import HORIZON, control, reading, scenario, series
from hinge.assess import design_for
from hinge.claims.prior_arm import PRIOR_ARM, PRIOR_DRAWS, prior_series, prior_until
from hinge.scenario.load import load

LATE = reading(predicate=series("held.amber", above=1.0, when={"on": "2001-06-01"}))
EARLY = reading(predicate=control(when={"on": "2001-05-20"}))
EFFECT = reading(
    effect={
        "with": "x0",
        "without": "baseline",
        "outcome": control(when={"on": HORIZON}),
        "direction": "raises",
        "smallest_relevant": 0.1,
        "smallest_relevant_reason": "so",
    }
)


def claims(*readings: dict[str, object], **text: object) -> dict[str, object]:
    return {"readings": list(readings), **text}


def test_it_ends_on_the_last_day_that_a_share_of_one_arm_needs() -> None:
    asked = scenario(
        [claims(EARLY), claims(LATE, id="A02"), claims(EFFECT, id="A03", test="effect")]
    )
    assert prior_until(asked, asked.claims) == dt.date(2001, 6, 1)
    assert prior_series(asked.claims) == {"held.amber"}


def test_campaigns_from_the_first_day_that_nothing_weighs_are_that_arm_already() -> None:
    asked = scenario([claims(EARLY, start="campaign")])
    assert prior_until(asked, asked.claims) is None


def test_a_campaign_that_begins_on_the_assessment_date_has_no_record_to_leave_out() -> None:
    asked = scenario([claims(EARLY)])
    head = asked.head.model_copy(update={"start": asked.head.assessment_date})
    assert prior_until(replace(asked, head=head), asked.claims) is None


def test_effects_alone_need_no_such_arm() -> None:
    asked = scenario([claims(EFFECT, test="effect")])
    assert prior_until(asked, asked.claims) is None


def test_one_small_arm_serves_all_claims_of_a_scenario() -> None:
    ring = load("ring")
    design = design_for(ring, ring.claims, draws=512)
    (arm,) = [arm for arm in design.arms if arm.id == PRIOR_ARM]
    assert (arm.intervention, arm.draws, arm.replicates) == ("", PRIOR_DRAWS, 1)
    assert (arm.start, arm.conditioned) == (ring.head.start, False)
    assert design.arms[0].id == "baseline"
    assert design_for(ring, ring.claims, draws=64).arm(PRIOR_ARM).draws == 64
