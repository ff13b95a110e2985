"""Sobol indices on request: the design of runs, honest folders, refusals, and the table at the end."""

import json
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

import hinge.variance
import stand_in
from hinge.assess import chosen_claims, design_for
from hinge.ensemble.arrays import Block, Prepared
from hinge.ensemble.design import Arm, Design, design_of
from hinge.ensemble.lineage import Lineage
from hinge.ensemble.priors import draw_parameters, quality_sides
from hinge.ensemble.rerun import rerun, restore
from hinge.ensemble.run import run
from hinge.ensemble.store import Run
from hinge.errors import InputError, StoreError
from hinge.scenario.load import load
from hinge.scenario.scenario import Scenario
from hinge.scenario.table_parameters import parameter_table
from hinge.variance import Plan, given_values, plan_variance, run_variance, saltelli
from posteriors import write_posterior
from scenario.rings import copy_ring


@pytest.fixture
def ring(monkeypatch: pytest.MonkeyPatch) -> Scenario:
    stand_in.use_stand_in(monkeypatch)
    return load("ring")


@pytest.fixture
def judged(ring: Scenario, tmp_path: Path) -> Run:
    return run(ring, design_for(ring, ring.claims, draws=64), tmp_path / "judged")


@pytest.fixture
def plan(ring: Scenario, judged: Run) -> Plan:
    return plan_variance(ring, judged, state(ring), rows=8, replicates=2)


def state(scenario: Scenario):
    """A claim that is a plain predicate from the assessment date."""
    return next(
        claim
        for claim in scenario.claims
        if claim.readings
        and claim.start == "assessment"
        and claim.readings[0].predicate is not None
        and claim.readings[0].given is None
    )


class ByValue(stand_in.StandIn):
    """All areas are held by the first side where the first input is high, else by the second."""

    def __init__(self, scenario: Scenario, seed: int, high: NDArray[np.bool_]) -> None:
        super().__init__(scenario, seed)
        self.high = high

    def __call__(
        self, arm: Arm, replications: NDArray[np.int64], lineage: Lineage | None = None, /
    ) -> Block:
        block = super().__call__(arm, replications, lineage)
        block.control[:] = np.where(self.high[replications // 64], 0, 1)[:, None, None]
        return block


def prepared(scenario: Scenario, plan: Plan):
    """A stand-in for ``prepare`` whose outcome hangs on the first input alone."""
    column = [parameter.id for parameter in parameter_table(scenario)].index(plan.inputs[0])

    def prepare(scenario: Scenario, design: Design, given: NDArray[np.float64]) -> Prepared:
        high = given[:, column] > np.median(given[:, column])
        engine = ByValue(scenario, design.seed, high)
        table = parameter_table(scenario)
        return Prepared(stand_in.layout_of(scenario), table, given, engine, given=True)

    return prepare


def test_the_tables_differ_in_one_column_each_and_runs_of_a_row_in_all_other_assumptions(
    ring: Scenario, plan: Plan
) -> None:
    k = len(plan.inputs)
    values = given_values(ring, plan).reshape(k + 2, 8, 2, -1)
    ids = [parameter.id for parameter in parameter_table(ring)]
    columns = [ids.index(name) for name in plan.inputs]
    inputs = values[..., columns]
    assert np.all(inputs[:, :, 0] == inputs[:, :, 1])
    for i in range(k):
        others = np.delete(np.arange(k), i)
        assert np.all(inputs[2 + i][..., i] == inputs[1][..., i])
        assert np.all(inputs[2 + i][..., others] == inputs[0][..., others])
    rest = np.setdiff1d(np.flatnonzero(np.ptp(values.reshape(-1, len(ids)), axis=0) > 0), columns)
    assert np.all(values[:, :, 0, rest] != values[:, :, 1, rest])


def test_the_budget_is_rows_times_tables_times_runs(plan: Plan) -> None:
    assert plan.runs == 8 * (len(plan.inputs) + 2) * 2
    assert len(plan.inputs) <= hinge.variance.MOST_INPUTS
    assert len(set(plan.inputs)) == len(plan.inputs)


def test_what_decides_alone_has_both_indices_near_one(
    ring: Scenario, judged: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = plan_variance(ring, judged, state(ring), rows=64)
    monkeypatch.setattr(hinge.variance, "prepare", prepared(ring, plan))
    monkeypatch.setattr(hinge.variance, "_each", _held_by_the_first)
    found = run_variance(ring, plan, tmp_path / "variance").found
    assert found is not None
    assert found.first[0].value == pytest.approx(1.0, abs=0.2)
    assert found.total[0].value == pytest.approx(1.0, abs=0.2)
    assert [one.value for one in found.total[1:]] == pytest.approx([0.0] * len(plan.inputs[1:]))
    assert found.luck == 0.0


def _held_by_the_first(_claim: object, bench) -> NDArray[np.bool_]:
    course = bench.course("baseline", "assessment")
    return np.asarray(bench._results.arm(course.arm)["control"].to_numpy()[:, -1, 0] == 0)


def test_a_run_on_given_values_says_so_and_is_not_taken_for_another(
    ring: Scenario, plan: Plan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hinge.variance, "prepare", prepared(ring, plan))
    found = run_variance(ring, plan, tmp_path / "variance")
    again = run_variance(ring, plan, tmp_path / "variance")
    assert found == again
    with pytest.raises(StoreError, match="given parameter values"):
        run(ring, plan.design, tmp_path / "variance")


def test_a_run_on_given_values_is_repeated_with_them(
    ring: Scenario, plan: Plan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_values = prepared(ring, plan)
    monkeypatch.setattr(hinge.variance, "prepare", with_values)
    monkeypatch.setattr("hinge.ensemble.rerun.prepare", with_values)
    run_variance(ring, plan, tmp_path / "variance")
    comparison = rerun(tmp_path / "variance", tmp_path / "again")
    assert comparison.equal
    assert comparison.notes == ()


def test_values_changed_by_hand_are_not_run_again(
    ring: Scenario, plan: Plan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hinge.variance, "prepare", prepared(ring, plan))
    run_variance(ring, plan, tmp_path / "variance")
    recorded = hinge.ensemble.store.open_run(tmp_path / "variance")
    changed = recorded.parameters + 1.0
    monkeypatch.setattr(Run, "parameters", property(lambda _: changed))
    with pytest.raises(StoreError, match="not those that were given"):
        restore(recorded)


def test_the_design_is_that_of_a_second_opinion_in_its_order() -> None:
    tables = saltelli(3, 16, 1)
    assert tables.shape == (5, 16, 3)
    assert np.all((tables > 0.0) & (tables < 1.0))
    assert np.all(tables[2][:, 0] == tables[1][:, 0])
    assert np.all(tables[2][:, 1:] == tables[0][:, 1:])


def test_without_salib_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "SALib.sample", None)
    with pytest.raises(InputError, match=r"-e '\.\[analysis\]"):
        saltelli(3, 16, 1)


def test_claims_that_compare_arms_have_no_indices(ring: Scenario, judged: Run) -> None:
    effect = next(claim for claim in ring.claims if claim.test == "effect")
    with pytest.raises(InputError, match="states, forecasts and necessities"):
        plan_variance(ring, judged, effect)


def test_no_claim_named_is_refused(hinge_command) -> None:
    result = hinge_command("assess", "ring", "--draws", "64", "--variance")
    assert result.exit_code == 2
    assert "No claim is named" in result.stderr


def test_a_claim_of_another_kind_is_refused_before_anything_runs(hinge_command) -> None:
    effect = next(claim.id for claim in load("ring").claims if claim.test == "effect")
    result = hinge_command("assess", "ring", "--claims", effect, "--variance", "--out", "here")
    assert result.exit_code == 2
    assert not Path("here").exists()


def test_the_command_says_its_cost_and_prints_the_table(
    hinge_command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hinge.cli.variance.ROWS", 8)
    monkeypatch.setattr("hinge.cli.variance.ready_engine", lambda: None)
    monkeypatch.setattr(
        hinge.variance,
        "prepare",
        lambda scenario, design, given: Prepared(
            stand_in.layout_of(scenario),
            parameter_table(scenario),
            given,
            stand_in.StandIn(scenario, design.seed),
            given=True,
        ),
    )
    claim = state(load("ring")).id
    result = hinge_command(
        "assess", "ring", "--draws", "64", "--claims", claim, "--variance", "--json"
    )
    assert result.exit_code == 0, result.stderr
    assert "further campaigns" in result.stderr
    one = json.loads(result.stdout)["variance"][0]
    assert one["claim"] == claim
    assert chosen_claims(load("ring"), [claim])[0].readings[0].id == one["reading"]


def test_a_calibrated_input_is_drawn_from_its_own_column_and_no_other_row(
    ring: Scenario, plan: Plan, tmp_path: Path
) -> None:
    values_of = {parameter.id: parameter.value for parameter in parameter_table(ring)}
    name = next(one for one in plan.inputs if values_of[one] > 0.0)
    other = "combat.own_power" if name != "combat.own_power" else "combat.enemy_power"
    prior = next(p for p in parameter_table(ring) if p.id == name)
    low, high = sorted((prior.value, 1.01 * prior.value))
    columns = {
        name: np.linspace(low, high, 64).tolist(),
        other: np.linspace(0.5, 0.6, 64).tolist(),
    }
    folder = copy_ring(tmp_path)
    write_posterior(folder, columns)
    calibrated = load(folder)
    fitting = replace(plan, design=design_of(calibrated, plan.design.arms, plan.design.seed))
    values = given_values(calibrated, fitting)
    ids = [parameter.id for parameter in parameter_table(ring)]
    found = values[:, ids.index(name)]
    assert low <= found.min() < found.max() <= high
    assert not set(found.tolist()) <= set(columns[name])
    plain = given_values(ring, plan)
    whole = draw_parameters(
        parameter_table(ring), quality_sides(ring), 7, len(values), (), calibrated.posterior
    )
    for i, one in enumerate(ids):
        if one in plan.inputs and one not in columns:
            np.testing.assert_array_equal(values[:, i], plain[:, i])
        if one not in plan.inputs:  # whole rows of the posterior, in turn
            np.testing.assert_array_equal(values[:, i], whole[:, i])
