"""A question becomes arms; what cannot be asked is told before anything runs."""

import datetime as dt
from dataclasses import replace

import pytest

from hinge.comparing.question import Question, plan
from hinge.ensemble.design import ARMS_MAX
from hinge.errors import InputError
from hinge.scenario.load import load
from hinge.scenario.switches import switch_names

RING = load("ring")
ONE = Question(do=("relief_convoys",))
TWO = Question(do=("relief_convoys", "guns_fall_silent"))


def test_every_intervention_gets_an_arm_of_the_same_draws_and_days() -> None:
    design = plan(RING, replace(TWO, until=dt.date(2001, 6, 1))).design
    assert [arm.intervention for arm in design.arms] == ["", *TWO.do]
    assert {(arm.draws, arm.replicates, arm.days) for arm in design.arms} == {(256, 2, 17)}


def test_against_another_intervention_no_baseline_is_run() -> None:
    made = plan(RING, replace(ONE, against="guns_fall_silent"))
    assert list(made.arms) == ["guns_fall_silent", "relief_convoys"]
    assert made.named == ("relief_convoys", "guns_fall_silent")


def test_together_runs_every_subset_once_in_the_order_of_its_number() -> None:
    design = plan(RING, replace(TWO, together=True)).design
    assert [arm.intervention for arm in design.arms] == [
        "",
        "relief_convoys",
        "guns_fall_silent",
        "relief_convoys + guns_fall_silent",
    ]


def test_several_in_one_arm_are_each_named_with_their_reasons() -> None:
    made = plan(RING, Question(do=("relief_convoys + guns_fall_silent", "relief_convoys")))
    assert list(made.arms.values()) == ["baseline", "arm-1", "relief_convoys"]
    assert made.named == TWO.do


def test_an_adjusted_intervention_has_an_arm_whose_name_can_stand_in_a_path() -> None:
    made = plan(RING, Question(do=("relief_convoys:from=2001-06-01",)))
    assert list(made.arms.values()) == ["baseline", "arm-1"]


@pytest.mark.parametrize(
    "dates", ["from=2030-01-01", "from=2001-05-01,to=2001-05-14", "from=2001-06-02"]
)
def test_dates_that_leave_an_intervention_no_simulated_day_are_refused(dates: str) -> None:
    with pytest.raises(InputError, match="works on no day from 2001-05-15 to 2001-06-01"):
        plan(RING, Question(do=(f"relief_convoys:{dates}",), until=dt.date(2001, 6, 1)))


def test_from_the_campaigns_first_day_arms_say_so() -> None:
    made = plan(RING, replace(ONE, start="campaign"))
    assert list(made.arms.values()) == ["baseline@campaign", "relief_convoys@campaign"]
    assert {arm.start for arm in made.design.arms} == {RING.head.start}


def test_outcomes_asked_for_come_first_and_none_comes_twice() -> None:
    made = plan(RING, replace(ONE, outcomes=("displaced", "killed.amber@2001-06-01")))
    ids = [outcome.id for outcome in made.outcomes]
    assert ids[:2] == ["displaced", "killed.amber@2001-06-01"]
    assert len(ids) == len(set(ids))
    assert "civilians_killed" in ids


@pytest.mark.parametrize(
    ("question", "rule"),
    [
        (Question(do=()), "compare_nothing"),
        (Question(do=("relief_convoy",)), "unknown_intervention"),
        (Question(do=("relief_convoys", "relief_convoys")), "compare_twice"),
        (replace(ONE, against="relief_convoys"), "compare_twice"),
        (replace(ONE, against="nobody"), "unknown_intervention"),
        (replace(ONE, draws=49), "compare_draws"),
        (replace(ONE, until=dt.date(2001, 5, 15)), "compare_until"),
        (replace(ONE, until=dt.date(2002, 1, 1)), "compare_until"),
        (replace(ONE, outcomes=("nothing",)), "unknown_outcome"),
        (replace(ONE, together=True), "compare_together"),
        (replace(TWO, together=True, against="nothing_changes"), "compare_together"),
        (Question(do=switch_names()[:5], together=True), "compare_together"),
    ],
)
def test_a_question_that_makes_no_sense_is_refused_once(question: Question, rule: str) -> None:
    with pytest.raises(InputError) as caught:
        plan(RING, question)
    assert [problem.rule for problem in caught.value.problems] == [rule]


def test_more_interventions_than_a_run_has_arms_for_are_refused() -> None:
    many = tuple(f"relief_convoys:size={n + 1}" for n in range(ARMS_MAX + 1))
    sized = RING.interventions[0].model_copy(update={"sized": "tonnes"})
    with pytest.raises(InputError, match="at most 16 arms"):
        plan(replace(RING, interventions=(sized,)), Question(do=many))
