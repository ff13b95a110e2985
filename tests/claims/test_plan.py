"""The plan names the arms that claims need, and refuses what could not be tested."""

import datetime as dt

import pytest

from claims.toys import ASSESSED, HORIZON, control, reading, scenario, series
from hinge.claims.plan import arm_id, plan
from hinge.errors import InputError

STATE = reading(predicate=control(when={"on": "2001-05-13"}))


def effect(with_: str, without: str = "baseline", **text: object) -> dict[str, object]:
    return reading(
        effect={
            "with": with_,
            "without": without,
            "measure": {"series": "civilians_killed", "on": "2001-05-20"},
            "direction": "raises",
            "smallest_relevant": 1,
            "smallest_relevant_reason": "-",
            **text,
        }
    )


def needs(*claims: dict[str, object], interventions: int = 2) -> list[tuple[str, dt.date]]:
    found = plan(scenario(claims, interventions))
    return [(need.id, need.until) for need in found]


def test_without_claims_there_is_still_a_baseline_to_the_horizon() -> None:
    assert needs() == [("baseline", HORIZON)]


def test_a_state_needs_the_baseline_alone() -> None:
    assert needs({"readings": [STATE]}) == [("baseline", HORIZON)]


def test_an_effect_needs_both_its_arms_and_arms_are_shared() -> None:
    first = {"id": "A01", "test": "effect", "readings": [effect("x1"), effect("x0", "x1")]}
    second = {"id": "A02", "test": "effect", "readings": [effect("baseline", "x1")]}
    found = plan(scenario([first, second]))
    assert [need.id for need in found] == ["baseline", "x0", "x1"]
    assert [need.claims for need in found] == [("A01", "A02"), ("A01",), ("A01", "A02")]


def test_a_campaign_arm_runs_to_the_last_date_that_any_such_claim_names() -> None:
    early = reading(predicate=control(when={"by": "2001-05-05"}))
    late = reading(
        predicate=series("displaced", above=1, since="2001-05-02", when={"on": "2001-05-09"})
    )
    found = needs(
        {"id": "A01", "start": "campaign", "readings": [early]},
        {"id": "A02", "start": "campaign", "readings": [early, late]},
        {"id": "A03", "start": "campaign", "test": "effect", "readings": [effect("x0")]},
    )
    last = dt.date(2001, 5, 20)
    assert found == [("baseline", HORIZON), ("baseline@campaign", last), ("x0@campaign", last)]


def test_an_arm_runs_no_longer_than_the_readings_that_compare_it_need() -> None:
    late = reading(predicate=control(when={"on": "2001-06-05"}))
    found = needs({"id": "A01", "test": "effect", "readings": [effect("x0"), late]})
    assert found == [("baseline", HORIZON), ("x0", dt.date(2001, 5, 20))]


def test_what_is_not_simulated_needs_nothing() -> None:
    assert needs(
        {"id": "A01", "test": "record"},
        {"id": "A02", "test": "effect", "encoded": False, "readings": [effect("nowhere")]},
        {"id": "A03", "readings": [reading()]},
    ) == [("baseline", HORIZON)]


def test_arms_have_the_names_of_the_store() -> None:
    assert arm_id("", "assessment") == arm_id("baseline", "assessment") == "baseline"
    assert arm_id("", "campaign") == "baseline@campaign"
    assert arm_id("x0", "campaign") == "x0@campaign"


def test_sixteen_interventions_fit_and_seventeen_do_not() -> None:
    def claims(many: int) -> list[dict[str, object]]:
        return [
            {"id": f"A{i:02d}", "test": "effect", "readings": [effect(f"x{i}")]}
            for i in range(many)
        ]

    assert len(needs(*claims(16), interventions=17)) == 17
    with pytest.raises(InputError, match="need 17 arms with an intervention: x0, x1"):
        needs(*claims(17), interventions=17)


def test_all_mistakes_are_told_at_once_with_the_claim() -> None:
    with pytest.raises(InputError) as caught:
        needs(
            {"id": "A01", "test": "effect", "readings": [effect("x9")]},
            {"id": "A02", "readings": [reading(predicate=control(when={"on": "2001-05-10"}))]},
            {"id": "A03", "readings": [reading(predicate=control(when={"on": "2001-06-10"}))]},
            {"id": "A04", "test": "conditional", "readings": [STATE]},
            {"id": "A05", "readings": [reading(predicate=control(when={}))]},
            {"id": "A06", "test": "effect", "readings": [effect("x0", measure=None)]},
        )
    problems = caught.value.problems
    assert [p.what[:10] for p in problems] == [f"claim A0{i}:" for i in range(1, 7)]
    assert "x9" in problems[0].what
    assert "nearest: x" in problems[0].do
    assert str(ASSESSED) in problems[1].what
    assert str(HORIZON) in problems[2].what
    assert "another form" in problems[3].what
    assert "exactly one of" in problems[4].what
    assert "measure and outcome" in problems[5].what
