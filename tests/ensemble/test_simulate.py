"""The real engine keeps the promises of a simulator on the smallest shipped scenario."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from hinge.ensemble.arrays import FIELDS
from hinge.ensemble.design import Arm, Design, design_of
from hinge.ensemble.rerun import rerun
from hinge.ensemble.run import run
from hinge.ensemble.simulate import prepare
from hinge.scenario.load import load
from hinge.scenario.scenario import Scenario

DAYS = dt.timedelta(days=6)


@pytest.fixture(scope="module")
def ring() -> Scenario:
    return load("ring")


@pytest.fixture(scope="module")
def plan(ring: Scenario) -> Design:
    start = ring.head.assessment_date
    what_if = ring.interventions[0].id
    arms = [
        Arm("baseline", "", start, start + DAYS, draws=35),
        Arm(what_if, what_if, start, start + DAYS, draws=4),
    ]
    return design_of(ring, arms, seed=3)


def test_workers_and_chunks_give_one_digest_and_the_folder_repeats_it(
    ring: Scenario, plan: Design, tmp_path: Path
) -> None:
    one = run(ring, plan, tmp_path / "one", workers=1)
    two = run(ring, plan, tmp_path / "two", workers=2, chunk=128)
    assert one.digest == two.digest
    again = rerun(one.folder, tmp_path / "again", workers=2)
    assert again.equal, again.sentence
    assert again.notes == ()


def test_a_replication_does_not_depend_on_what_ran_before_it(ring: Scenario, plan: Design) -> None:
    arm = plan.arms[0]
    together = prepare(ring, plan).simulator(arm, arm.numbers()[:8])
    alone = prepare(ring, plan).simulator(arm, arm.numbers()[7:8])
    for name in FIELDS:
        np.testing.assert_array_equal(together.field(name)[7:], alone.field(name))


def test_replicates_share_their_draw_and_start_alike(ring: Scenario, plan: Design) -> None:
    arm = plan.arms[0]
    block = prepare(ring, plan).simulator(arm, arm.numbers()[:4])
    np.testing.assert_array_equal(block.value[0, 0], block.value[1, 0])
    assert (block.value[0, 0] != block.value[2, 0]).any()
    assert (block.value[0] != block.value[1]).any()


def test_an_arm_without_a_lever_is_the_baseline_bit_for_bit(ring: Scenario, plan: Design) -> None:
    idle = ring.interventions[0].model_copy(update={"id": "idle", "levers": ()})
    scenario = replace(ring, interventions=(*ring.interventions, idle))
    arms = [plan.arms[0], replace(plan.arms[0], id="idle", intervention="idle")]
    simulator = prepare(scenario, replace(plan, arms=tuple(arms))).simulator
    left, right = (simulator(arm, arm.numbers()[:8]) for arm in arms)
    for name in FIELDS:
        np.testing.assert_array_equal(left.field(name), right.field(name))


def test_given_values_take_the_place_of_the_draws(ring: Scenario, plan: Design) -> None:
    baseline = design_of(ring, plan.arms[:1], plan.seed)
    arm, numbers = baseline.arms[0], baseline.arms[0].numbers()[:2]
    drawn = prepare(ring, baseline)
    given = prepare(ring, baseline, drawn.values.copy())
    shuffled = prepare(ring, baseline, drawn.values[::-1].copy())
    assert (drawn.given, given.given) == (False, True)
    one, same, other = (made.simulator(arm, numbers) for made in (drawn, given, shuffled))
    for name in FIELDS:
        np.testing.assert_array_equal(one.field(name), same.field(name))
    assert (one.value != other.value).any()


def test_values_are_given_to_plain_arms_of_their_size_only(ring: Scenario, plan: Design) -> None:
    values = prepare(ring, plan).values
    with pytest.raises(ValueError, match="without intervention"):
        prepare(ring, plan, values)
    with pytest.raises(ValueError, match="parameters"):
        prepare(ring, design_of(ring, plan.arms[:1], 3), values[:2])
