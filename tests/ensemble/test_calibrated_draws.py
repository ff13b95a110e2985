"""Calibrated draws are draws of the calibration, whole, in the order of the posterior's rows."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from hinge.assess import default_folder
from hinge.ensemble.design import Arm, Design, design_of
from hinge.ensemble.manifest import FILE, differences, read_manifest
from hinge.ensemble.priors import CORRELATION, draw_parameters, quality_sides
from hinge.ensemble.rerun import rerun
from hinge.ensemble.run import run
from hinge.ensemble.simulate import prepare
from hinge.errors import StoreError
from hinge.scenario.interventions import Intervention
from hinge.scenario.load import load, without_posterior
from hinge.scenario.scenario import Scenario
from hinge.scenario.table_parameters import parameter_table
from posteriors import high_losses, write_posterior
from scenario.rings import copy_ring

ROWS = 64


@pytest.fixture
def ring(tmp_path: Path) -> Scenario:
    folder = copy_ring(tmp_path)
    write_posterior(folder, high_losses(ROWS))
    return load(folder)


def drawn(scenario: Scenario, draws: int) -> dict[str, np.ndarray]:
    table = parameter_table(scenario)
    values = draw_parameters(
        table, quality_sides(scenario), 5, draws, scenario.pulled, scenario.posterior
    )
    return dict(zip([parameter.id for parameter in table], values.T, strict=True))


def design(scenario: Scenario, draws: int = 6) -> Design:
    start = scenario.head.assessment_date
    until = start.replace(day=start.day + 5)
    plan = scenario.interventions[0].id
    arms = [Arm("baseline", "", start, until, draws), Arm(plan, plan, start, until, 2)]
    return design_of(scenario, arms, seed=5)


def pulled(scenario: Scenario, *levers: dict[str, object]) -> Scenario:
    plan = scenario.interventions[0].model_dump(by_alias=True) | {"levers": list(levers)}
    return replace(scenario, pulled=(Intervention.model_validate(plan),))


def test_draw_i_is_row_i_whole_and_rows_begin_again_at_the_end(ring: Scenario) -> None:
    found = drawn(ring, 150)
    for name, column in high_losses(ROWS).items():
        np.testing.assert_array_equal(found[name], [column[i % ROWS] for i in range(150)])


def test_parameters_without_a_column_are_those_of_the_draw_in_the_calibration(
    ring: Scenario,
) -> None:
    assert ring.posterior is not None
    table = parameter_table(ring)
    kept = draw_parameters(table, quality_sides(ring), ring.posterior.seed, 3 + 7 * ROWS)
    numbers = [3 + 7 * (i % ROWS) for i in range(150)]
    calibrated = drawn(ring, 150)
    for place, one in enumerate(table):
        if one.id not in high_losses():
            np.testing.assert_array_equal(calibrated[one.id], kept[numbers, place])


def test_the_seed_of_the_run_moves_no_calibrated_draw(ring: Scenario) -> None:
    table, sides = parameter_table(ring), quality_sides(ring)
    one, two = (draw_parameters(table, sides, seed, 70, (), ring.posterior) for seed in (5, 6))
    np.testing.assert_array_equal(one, two)


def test_draws_beyond_the_rows_repeat_whole_draws(ring: Scenario) -> None:
    for column in drawn(ring, 2 * ROWS).values():
        np.testing.assert_array_equal(column[:ROWS], column[ROWS:])


def test_a_smaller_run_has_the_first_draws_of_a_larger_one(ring: Scenario) -> None:
    small, large = drawn(ring, 20), drawn(ring, 100)
    for name, column in small.items():
        np.testing.assert_array_equal(column, large[name][:20])


def test_a_lever_moves_the_calibrated_value_after_it_is_drawn(ring: Scenario) -> None:
    scale = {"lever": "scale_parameter", "parameter": "combat.loss_rate", "factor": 2.0}
    fix = {"lever": "set_parameter", "parameter": "combat.own_power", "value": 0.25}
    found, plain = drawn(pulled(ring, scale, fix), 70), drawn(ring, 70)
    np.testing.assert_array_equal(found["combat.loss_rate"], 2.0 * plain["combat.loss_rate"])
    assert (found["combat.own_power"] == 0.25).all()


def test_qualities_go_with_the_correlation_that_their_draw_had_in_the_calibration(
    tmp_path: Path,
) -> None:
    folder = copy_ring(tmp_path)
    write_posterior(folder, {CORRELATION: [0.8] * ROWS}, draws=range(ROWS))
    table, sides = parameter_table(load(folder)), quality_sides(load(folder))
    found = draw_parameters(table, sides, 5, ROWS, (), load(folder).posterior)
    expected = draw_parameters(table, sides, 1, ROWS)
    expected[:, [one.id for one in table].index(CORRELATION)] = 0.8
    np.testing.assert_array_equal(found, expected)


def test_designs_manifests_and_folders_tell_calibrated_runs_from_others(
    ring: Scenario, tmp_path: Path
) -> None:
    aside = without_posterior(ring)
    assert ring.posterior is not None
    assert (design(ring).posterior, design(aside).posterior) == (ring.posterior.digest, "")
    assert default_folder(ring, design(ring)) != default_folder(aside, design(aside))
    one = run(ring, design(ring), tmp_path / "one")
    two = run(aside, design(aside), tmp_path / "two")
    assert one.manifest.scenario.posterior == ring.posterior.digest
    assert [line.split(":")[0] for line in differences(one.manifest, two.manifest)] == [
        "posterior",
        "parameters",
    ]
    status = {parameter.id: parameter.status for parameter in one.manifest.parameters}
    assert {name for name in high_losses() if status[name] == "calibrated"} == set(high_losses())
    with pytest.raises(StoreError, match="posterior"):
        run(aside, design(aside), one.folder)


def test_a_design_of_another_posterior_is_refused(ring: Scenario) -> None:
    with pytest.raises(ValueError, match="another posterior"):
        prepare(ring, design(without_posterior(ring)))


def test_without_calibration_a_run_is_that_of_the_folder_without_the_files(
    ring: Scenario, tmp_path: Path
) -> None:
    aside, bare = without_posterior(ring), load("ring")
    one = run(aside, design(aside), tmp_path / "one")
    two = run(bare, design(bare), tmp_path / "two")
    assert one.digest == two.digest
    assert one.manifest.scenario.digest != two.manifest.scenario.digest


def test_calibrated_or_not_a_run_is_repeated_as_it_was(ring: Scenario, tmp_path: Path) -> None:
    digests = set()
    for name, scenario in (("with", ring), ("without", without_posterior(ring))):
        first = run(scenario, design(scenario), tmp_path / name)
        again = rerun(first.folder, tmp_path / f"{name}-again")
        assert again.equal, again.sentence
        assert again.notes == ()
        digests.add(first.digest)
    assert len(digests) == 2


def test_every_arm_and_the_stored_table_have_the_calibrated_values(
    ring: Scenario, tmp_path: Path
) -> None:
    found = run(ring, design(ring, 70), tmp_path / "run").parameters
    for name, column in high_losses(ROWS).items():
        stored = found.sel(parameter=name).to_numpy()
        np.testing.assert_array_equal(stored, [column[i % ROWS] for i in range(70)])


def test_a_manifest_from_before_calibration_opens_as_uncalibrated(tmp_path: Path) -> None:
    bare = load("ring")
    finished = run(bare, design(bare), tmp_path / "old")
    path = finished.folder / FILE
    text = json.loads(path.read_text(encoding="utf-8"))
    del text["scenario"]["posterior"]
    path.write_text(json.dumps(text), encoding="utf-8")
    assert read_manifest(finished.folder).design == design(bare)
