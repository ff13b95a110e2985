"""Three numbers: what the first day says alone, what simulating adds, and what the record adds."""

import json
from dataclasses import replace

import numpy as np
import pytest

from claims.toys import DAYS, START, Toy, arm, control, parameters, reading, scenario
from hinge.claims.assess import assess_claims
from hinge.claims.prior_arm import PRIOR_ARM
from hinge.claims.verdict_three import ThreeNumbers
from hinge.scenario.load import load
from hinge.scenario.posterior import Posterior

DRAWS = 100
LUCK = parameters(DRAWS)
TAKEN = {"readings": [reading(predicate=control(when={"on": "2001-05-20"}))]}


def held(first: int, later: int, *, draws: int = DRAWS, day: int = 1, **options: object) -> object:
    """Amber holds everything on day 0 in the first draws, and from ``day`` on in others."""
    days = int(options.get("days", DAYS))  # type: ignore[call-overload]
    rank = np.arange(draws)[:, None, None]
    who = np.ones((draws, days, 4))
    who[:, :day] = np.where(rank < first, 0, 1)
    who[:, day:] = np.where(rank < later, 0, 1)
    return arm(draws=draws, held=who, **options)  # type: ignore[arg-type]


def three(arms: dict[str, object], **text: object) -> ThreeNumbers:
    (found,) = assess_claims(scenario([{**TAKEN, **text}]), Toy(arms, LUCK))  # type: ignore[arg-type]
    numbers = found.readings[0].three
    assert numbers is not None
    return numbers


def shares(found: ThreeNumbers) -> list[float | None]:
    return [
        one.share and one.share.share
        for one in (found.formulas, found.simulated, found.conditioned)
    ]


def prior(later: int) -> object:
    return held(0, later, start=START, days=DAYS + 10)


def test_each_number_comes_from_its_own_campaigns() -> None:
    found = three({"baseline": held(10, 60), PRIOR_ARM: prior(30)})
    assert shares(found) == [0.1, 0.3, 0.6]
    assert (found.formulas.arm, found.simulated.arm, found.conditioned.arm) == (
        "baseline",
        PRIOR_ARM,
        "baseline",
    )
    assert found.by_simulating is not None
    assert found.by_simulating.difference.value == pytest.approx(0.5)
    assert found.by_simulating.word == found.by_record.word == "something"  # type: ignore[union-attr]
    assert found.says.startswith("Priors and formulas alone: 10 of 100 (95 % interval 5 to ")
    assert "simulated from 1 May, what was observed left out: 30 of 100" in found.says
    assert "simulating moved the share by +50" in found.says


def test_where_nothing_moves_simulating_added_nothing_and_the_verdict_says_so() -> None:
    many = {"draws": 800}
    recorded = {"baseline": held(80, 80, **many), PRIOR_ARM: prior(30)}  # type: ignore[arg-type]
    (found,) = assess_claims(scenario([TAKEN]), Toy(recorded, parameters(800)))  # type: ignore[arg-type]
    numbers = found.readings[0].three
    assert numbers is not None
    assert numbers.by_simulating is not None
    assert numbers.by_simulating.word == "nothing"
    assert numbers.by_simulating.difference.value == 0.0
    assert "simulating added nothing that shows" in numbers.says


def test_too_few_runs_leave_open_whether_anything_was_added() -> None:
    found = three({"baseline": held(50, 51), PRIOR_ARM: prior(50)})
    assert found.by_simulating is not None
    assert found.by_simulating.word == "open"
    assert "whether simulating added anything, these runs cannot tell" in found.says


def test_a_run_without_the_arm_says_so() -> None:
    found = three({"baseline": held(10, 60)})
    assert shares(found) == [0.1, None, 0.6]
    assert found.simulated.why == f"the run has no arm {PRIOR_ARM}"
    assert found.by_record is None


def test_campaigns_from_the_first_day_without_conditioning_are_the_second_number() -> None:
    course = held(20, 70, start=START, days=DAYS + 10)
    found = three({"baseline": held(0, 0), "baseline@campaign": course}, start="campaign")
    assert shares(found) == [0.2, 0.7, None]
    assert "no observation" in found.conditioned.why
    assert found.by_simulating is not None
    assert found.by_simulating.difference.value == pytest.approx(0.5)


def test_conditioned_campaigns_are_the_third_and_their_first_day_is_that_of_the_arm_unweighed() -> (
    None
):
    weighed = held(90, 90, draws=400, start=START, days=DAYS + 10)
    weighed = weighed.assign_coords(ancestor=("replication", np.arange(400)))  # type: ignore[attr-defined]
    asked = scenario([{**TAKEN, "start": "campaign"}])
    observed = load("aleppo-2016").conditioning
    recorded = {
        "baseline": held(0, 0),
        "baseline@campaign": weighed,
        PRIOR_ARM: held(20, 70, start=START, days=DAYS + 10),
    }
    (found,) = assess_claims(replace(asked, conditioning=observed), Toy(recorded, parameters(400)))  # type: ignore[arg-type]
    numbers = found.readings[0].three
    assert numbers is not None
    assert shares(numbers) == [0.2, 0.7, 0.225]
    assert any("copies of fewer" in note for note in found.readings[0].notes)


def test_a_condition_that_is_never_so_on_the_first_day_leaves_no_first_number() -> None:
    asked = {
        "test": "conditional",
        "readings": [
            reading(
                given=control(when={"on": "2001-05-20"}),
                predicate=control(when={"on": "2001-06-01"}),
            )
        ],
    }
    found = three({"baseline": held(10, 60), PRIOR_ARM: prior(60)}, **asked)
    assert shares(found) == [None, 1.0, 1.0]
    assert found.formulas.why == "the condition is so in 10 of 100 campaigns"


def test_what_compares_two_courses_has_no_answer_without_simulating() -> None:
    effect = {
        "with": "x0",
        "without": "baseline",
        "outcome": control(when={"on": "2001-05-20"}),
        "direction": "raises",
        "smallest_relevant": 0.1,
        "smallest_relevant_reason": "so",
    }
    arms = {"baseline": held(10, 20), "x0": held(10, 90), PRIOR_ARM: prior(30)}
    found = three(arms, test="effect", readings=[reading(effect=effect)])
    assert found.formulas.share is found.simulated.share is None
    assert "without simulating there are none" in found.formulas.why
    assert found.simulated.why == (
        "left out, as it would need 1 more arm from the campaign's first day"
    )
    assert found.conditioned.share is not None
    assert found.conditioned.share.share == 0.7


def test_they_stand_in_the_json() -> None:
    recorded = {"baseline": held(10, 60), PRIOR_ARM: prior(30)}
    (found,) = assess_claims(scenario([TAKEN]), Toy(recorded, LUCK))  # type: ignore[arg-type]
    data = found.to_json()
    assert json.loads(json.dumps(data, allow_nan=False)) == data
    numbers = data["readings"][0]["three"]  # type: ignore[index]
    assert numbers["formulas"]["share"]["share"] == 0.1
    assert numbers["by_simulating"]["word"] == "something"


def test_a_calibrated_run_says_that_its_parameters_know_of_reports() -> None:
    calibrated = replace(
        scenario([TAKEN]), posterior=Posterior(("a.b",), (0,) * 64, ((1.0,),) * 64, 1, "d" * 64)
    )
    results = Toy({"baseline": held(10, 60), PRIOR_ARM: prior(30)}, LUCK)  # type: ignore[dict-item]
    (found,) = assess_claims(calibrated, results)
    numbers = found.readings[0].three
    assert numbers is not None
    assert shares(numbers) == [0.1, 0.3, 0.6]
    assert numbers.says.startswith("Calibrated parameters and formulas alone: 10 of 100")
    chosen = "simulated from 1 May, no campaign chosen by what was observed: 30 of 100"
    assert chosen in numbers.says
