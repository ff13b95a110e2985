"""The real engine walks along lineages: pieces make the whole, and twins share them."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from hinge.ensemble.arrays import FIELDS
from hinge.ensemble.design import PARTICLES, Arm, Design, design_of
from hinge.ensemble.lineage import Lineage
from hinge.ensemble.lineage_file import FILE
from hinge.ensemble.rerun import rerun
from hinge.ensemble.run import run
from hinge.ensemble.simulate import prepare
from hinge.scenario.interventions import ScaleAsset
from hinge.scenario.load import load
from hinge.scenario.patch import do
from hinge.scenario.scenario import Scenario
from scenario.rings import copy_ring

SEEN = """\
schema: 1
observations:
  - id: open_first
    observation: ob1
    statistic: {kind: siege_on, of: pocket, side: cobalt, is: [open, insecure], on: 2001-05-01}
    error: {kind: report, miss: 0.05, discrepancy: 0.1}
    floor: 0.02
    says: the town was not cut off on the first day
    source: Dispatch (invented)
  - id: held_out
    observation: ob2
    statistic: {kind: first_day, of: pocket, side: cobalt, is: [closed_by_fire, closed], from: 2001-05-02, by: 2001-05-08}
    error: {kind: days, low: 2001-05-04, high: 2001-05-06, sd: 1, discrepancy: 2, never: 0.1}
    floor: 0.02
    says: the town was cut off between 4 and 6 May
    source: Dispatch (invented)
  - id: deaths
    observation: ob2
    statistic: {kind: series_change, series: civilians_killed, from: 2001-05-08, to: 2001-05-12}
    error: {kind: factor, low: 10, high: 20, log_sd: 0.5, discrepancy: 0.5}
    floor: 0.02
    says: 10 to 20 civilians were killed
    source: Dispatch (invented)
"""
DAYS = dt.timedelta(days=14)


@pytest.fixture(scope="module")
def ring(tmp_path_factory: pytest.TempPathFactory) -> Scenario:
    folder = copy_ring(tmp_path_factory.mktemp("weighed"))
    (folder / "conditioning.yaml").write_text(SEEN, encoding="utf-8")
    scenario = load(folder)
    idle = scenario.interventions[0].model_copy(update={"id": "idle", "levers": ()})
    return replace(scenario, interventions=(*scenario.interventions, idle))


def arm(ring: Scenario, name: str = "") -> Arm:
    start = ring.head.start
    arm_id = f"{name or 'baseline'}@campaign"
    return Arm(arm_id, name, start, start + DAYS, draws=24, replicates=1, conditioned=True)


@pytest.fixture(scope="module")
def plan(ring: Scenario) -> Design:
    return design_of(ring, [arm(ring), arm(ring, "idle")], seed=5)


def test_a_path_of_one_number_is_the_unbroken_campaign(ring: Scenario, plan: Design) -> None:
    simulator = prepare(ring, plan).simulator
    numbers = np.array([0, 65, 130])
    paths = np.repeat(numbers[:, None], 4, axis=1)
    pieces = simulator(plan.arms[0], numbers, Lineage(paths, (0, 3, 9)))
    whole = simulator(plan.arms[0], numbers, Lineage(paths[:, :1], ()))
    for name in FIELDS:
        np.testing.assert_array_equal(pieces.field(name), whole.field(name))


def test_stretches_of_a_path_are_the_replication_that_is_stored(
    ring: Scenario, plan: Design
) -> None:
    ready = prepare(ring, plan)
    every = np.arange(len(ready.layout.series))
    first, then = np.array([64, 128]), np.array([64, 3])
    one = plan.arms[0]
    begun = ready.simulator.advance(one, first, [None, None], (0, 6), every, keep=True)
    for _ in range(2):  # what is kept may be gone on from again
        rest = ready.simulator.advance(one, then, begun.states, (7, one.days), every, keep=False)
        paths = Lineage(np.stack([first, then], axis=1), (6,))
        whole = ready.simulator(one, np.arange(2), paths)
        for name in ("siege", "value"):
            pieces = np.concatenate([getattr(begun, name), getattr(rest, name)], axis=1)
            np.testing.assert_array_equal(pieces, whole.field(name))


def test_draws_of_conditioned_arms_go_on_from_those_of_the_others(
    ring: Scenario, plan: Design
) -> None:
    plain = replace(plan, arms=(replace(plan.arms[0], conditioned=False),))
    few, many = prepare(ring, plain).values, prepare(ring, plan).values
    assert many.shape[0] == PARTICLES * few.shape[0]
    np.testing.assert_array_equal(many[: few.shape[0]], few)


def test_paths_are_one_campaign_up_to_where_they_part(ring: Scenario, plan: Design) -> None:
    simulator = prepare(ring, plan).simulator
    paths = np.array([[64, 64], [64, 3]])
    block = simulator(plan.arms[0], np.arange(2), Lineage(paths, (6,)))
    for name in FIELDS:
        field = block.field(name)
        np.testing.assert_array_equal(field[0, :7], field[1, :7])
    assert (block.value[0, 7:] != block.value[1, 7:]).any()


def test_an_idle_twin_is_the_conditioned_arm_and_the_folder_repeats_it(
    ring: Scenario, plan: Design, tmp_path: Path
) -> None:
    one = run(ring, plan, tmp_path / "one", workers=1)
    left, right = (one.arm(arm.id) for arm in plan.arms)
    for name in (*FIELDS, "draw", "ancestor"):
        np.testing.assert_array_equal(left[name].values, right[name].values)
    assert len(set(left["draw"].values.tolist())) < 24


def test_threads_leave_no_trace_and_a_rerun_finds_the_digest(
    ring: Scenario, tmp_path: Path
) -> None:
    plain = replace(ring, interventions=ring.interventions[:-1])
    design = design_of(plain, [arm(plain), arm(plain, plain.interventions[0].id)], seed=5)
    one = run(plain, design, tmp_path / "one", workers=1)
    two = run(plain, design, tmp_path / "two", workers=2, chunk=128)
    assert one.digest == two.digest
    again = rerun(one.folder, tmp_path / "again", workers=2)
    assert again.equal, again.sentence
    assert (one.folder / FILE).read_bytes() == (tmp_path / "again" / FILE).read_bytes()


def test_a_pulled_intervention_uses_the_lineages_of_the_campaign_without_it(
    ring: Scenario, tmp_path: Path
) -> None:
    silent = ScaleAsset(lever="scale_asset", asset="amber_guns", factor=0)
    what_if = ring.interventions[0].model_copy(update={"id": "silent", "levers": (silent,)})
    one = run(ring, design_of(ring, [arm(ring)], seed=5), tmp_path / "one")
    pulled = do(replace(ring, interventions=(*ring.interventions, what_if)), "silent")
    other = run(pulled, design_of(pulled, [arm(ring)], seed=5), tmp_path / "other")
    assert (one.folder / FILE).read_bytes() == (other.folder / FILE).read_bytes()
    assert one.digest != other.digest
