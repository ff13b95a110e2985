"""Readings of the further tests: arms, dates and series they need, and tests that stand side by side."""

from __future__ import annotations

import datetime as dt

import pytest

from claims.tables import draws_of, with_tables
from claims.toys import HORIZON, Toy, arm, claim, control, one_claim, reading, scenario, series
from hinge.claims.assess import assess_claims
from hinge.claims.plan import FORM_OF_TEST, arms_of, form_of, plan
from hinge.claims.windows import dates_of, series_of
from hinge.errors import InputError
from hinge.scenario.claim_records import Reading

OUTCOME = control(when={"on": "2001-05-30"})
TURNING = {
    "outcome": OUTCOME,
    "from": "2001-05-14",
    "to": "2001-05-16",
    "features": ["held.amber", "siege.town.cobalt"],
}
REGRET = {
    "option": "x0",
    "against": ["baseline", "x1"],
    "goals": [
        {
            "id": "lives",
            "says": "Few die.",
            "measure": {"series": "civilians_killed", "from": "2001-05-11", "to": "2001-05-25"},
            "direction": "lower",
            "civilians": True,
        },
        {
            "id": "ground",
            "says": "Ground is kept.",
            "measure": {"series": "held.amber", "on": "2001-06-01"},
            "direction": "raise",
        },
    ],
}
NECESSITY = {
    "cause": ["x1", "x0"],
    "outcome": series("displaced", above=1, when={"by": "2001-05-28"}),
    "side": "cobalt",
    "margin": 0.1,
    "from": "2001-05-12",
    "by": "2001-05-20",
}
COMPOSITION = {"of": ["guard"], "among": ["guard", "levy"], "on": "2001-05-01", "at_least": 0.1}
CAPABILITY = {"asset": "guns", "needs": ["available"], "says": "They fire."}


def made(**tests: object) -> Reading:
    return Reading.model_validate(reading(**tests))


@pytest.mark.parametrize(
    ("test", "text", "arms"),
    [
        ("necessity", NECESSITY, ("baseline", "x1", "x0")),
        ("regret", REGRET, ("x0", "baseline", "x1")),
        ("turning", TURNING, ("baseline",)),
        ("composition", COMPOSITION, ()),
        ("capability", CAPABILITY, ()),
        ("predicate", OUTCOME, ("baseline",)),
    ],
)
def test_each_kind_of_test_names_its_arms(
    test: str, text: dict[str, object], arms: tuple[str, ...]
) -> None:
    found = made(**{test: text})
    assert found.tests == ((test,) if test != "predicate" else ("state",))
    assert form_of(found) == found.tests[0]
    assert arms_of(found) == arms


def test_dates_are_those_on_which_arms_are_read_and_not_those_of_tables() -> None:
    days = {
        "necessity": ["05-12", "05-20", "05-28"],
        "regret": ["05-11", "05-25", "06-01"],
        "turning": ["05-14", "05-16", "05-30"],
        "composition": [],
        "capability": [],
    }
    tests = (NECESSITY, REGRET, TURNING, COMPOSITION, CAPABILITY)
    for (name, dates), text in zip(days.items(), tests, strict=True):
        expected = tuple(dt.date.fromisoformat(f"2001-{day}") for day in dates)
        assert dates_of(made(**{name: text})) == expected, name


def test_series_are_those_of_predicates_goals_features_and_decisions() -> None:
    decision = {"committed", "all_in", "window", "threshold", "margin"}
    assert series_of(made(necessity=NECESSITY)) == {"displaced"} | {f"{w}.cobalt" for w in decision}
    assert series_of(made(regret=REGRET)) == {"civilians_killed", "held.amber"}
    assert series_of(made(turning=TURNING)) == {"held.amber"}
    assert series_of(made(composition=COMPOSITION)) == frozenset()


def test_a_reversed_window_is_refused() -> None:
    with pytest.raises(InputError, match="ends on 2001-05-16, before it begins on 2001-05-20"):
        dates_of(made(turning={**TURNING, "from": "2001-05-20"}))


def test_a_turning_point_needs_its_baseline_to_the_horizon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(FORM_OF_TEST, "turning", "turning")
    text = {"test": "turning", "start": "campaign", "readings": [reading(turning=TURNING)]}
    needs = plan(scenario([text]))
    assert [(need.id, need.until) for need in needs] == [
        ("baseline", HORIZON),
        ("baseline@campaign", HORIZON),
    ]


def test_a_regret_needs_every_option_to_the_last_date_of_its_goals(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(FORM_OF_TEST, "regret", "regret")
    needs = plan(scenario([{"test": "regret", "readings": [reading(regret=REGRET)]}]))
    assert [need.id for need in needs] == ["baseline", "x0", "x1"]
    assert needs[1].until == dt.date(2001, 6, 1)


def test_unknown_arms_and_two_tests_in_one_reading_are_refused() -> None:
    text = {**NECESSITY, "cause": ["x9"]}
    with pytest.raises(InputError, match="its necessity needs the intervention x9"):
        plan(scenario([{"test": "necessity", "readings": [reading(necessity=text)]}]))
    both = reading(predicate=OUTCOME, capability=CAPABILITY)
    with pytest.raises(InputError, match="carries several tests: state, capability"):
        plan(scenario([{"readings": [both]}]))


def test_the_first_reading_is_of_the_claims_test() -> None:
    text = {"test": "capability", "readings": [reading(predicate=OUTCOME)]}
    with pytest.raises(InputError, match="another form"):
        plan(scenario([text]))


def test_a_claim_may_carry_other_tests_beside_its_own() -> None:
    town = control(by="amber", when={"on": "2001-05-20"})
    readings = [
        {**reading(predicate=town), "id": "fall"},
        {**reading(capability=CAPABILITY), "id": "reach"},
        {**reading(composition=COMPOSITION), "id": "who"},
    ]
    place = with_tables([claim(test="forecast", readings=readings)])
    deaths = {"civilians_killed_by.amber": 0.0}
    results = Toy({"baseline": arm(draws=100, values=deaths)}, draws_of())
    (found,) = assess_claims(place, results)
    assert [one.test for one in found.readings] == ["forecast", "capability", "composition"]
    assert found.share == found.readings[0].share == 1.0
    assert found.readings[1].capability is not None
    assert found.readings[2].share == 1.0


def test_a_further_reading_of_a_test_that_is_not_built_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delitem(FORM_OF_TEST, "capability")
    readings = [
        {**reading(composition=COMPOSITION), "id": "who"},
        {**reading(), "id": "other", "capability": CAPABILITY},
    ]
    place = with_tables([claim(test="composition", readings=readings)])
    (found,) = assess_claims(place, Toy({}, draws_of()))
    assert found.readings[1].word == "not encoded yet"
    assert found.readings[1].reason == "The test “capability” is not built yet."


def test_a_claim_record_holds_at_most_what_its_fields_say() -> None:
    text = {"test": "necessity", "readings": [reading(necessity=NECESSITY)]}
    assert one_claim(text).readings[0].tests == ("necessity",)
