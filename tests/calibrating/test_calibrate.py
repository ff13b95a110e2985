"""A calibration finds what was planted, and comes to the same end however often it is stopped."""

from __future__ import annotations

import csv
import hashlib
import importlib
import json
import warnings
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from calibrating.planted_ring import (
    AT_MIDDLE,
    CALIBRATION,
    DEADLY,
    SMALL,
    calibrated_ring,
    use_planted,
)
from hinge.calibrating.calibrate import Calibration, calibrate, require_shippable
from hinge.calibrating.sizes import Sizes
from hinge.calibrating.writing import ship, write
from hinge.ensemble.priors import draw_parameters, quality_sides
from hinge.errors import InputError, StoreError
from hinge.scenario.load import load
from hinge.scenario.patch import do
from scenario.rings import copy_ring


@pytest.fixture
def ring(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    use_planted(monkeypatch)
    return calibrated_ring(tmp_path)


def run(ring, folder: Path, **more: object) -> Calibration:
    return calibrate(ring, folder, sizes=Sizes(**SMALL), workers=2, **more)


def test_the_parameter_that_sets_the_deaths_is_moved_to_where_the_report_is(ring, tmp_path) -> None:
    found = run(ring, tmp_path / "out")
    assert found.names[0] == DEADLY
    place = [one.id for one in found.bench.table].index(DEADLY)
    middle = found.bench.table[place].value
    rows = found.rows[:, 0] / middle  # 80 were reported; 40 die at the middle
    priors = found.bench.values[:256, place] / middle
    assert np.median(rows) > np.median(priors)
    learned = next(one for one in found.contraction if one.parameter == DEADLY)
    assert learned.learned
    assert learned.variance.value < 0.7
    assert learned.shift.low > 0.0


def test_the_posterior_of_a_planted_parameter_is_the_one_worked_out_by_weighing_its_prior(
    ring, tmp_path
) -> None:
    found = run(ring, tmp_path / "out")
    place = [one.id for one in found.bench.table].index(DEADLY)
    grid = np.linspace(-6.0, 6.0, 4001)[:, None]
    size = found.bench.in_units(grid, (DEADLY,))[:, 0] / found.bench.table[place].value
    error = 0.2**2 + 0.2**2 + 0.2**2  # of report, model and luck
    logs = -0.5 * grid[:, 0] ** 2 - 0.5 * (np.log(80.0) - np.log(AT_MIDDLE * size)) ** 2 / error
    density = np.exp(logs - logs.max())
    mean = float(grid[:, 0] @ density / density.sum())
    sd = float(np.sqrt((grid[:, 0] - mean) ** 2 @ density / density.sum()))
    z = found.posterior.z[:, 0]
    effective = found.generations[-1].effective_at_one
    assert abs(found.posterior.weights @ z - mean) < 4.0 * sd / np.sqrt(effective)


def test_a_calibration_stopped_anywhere_goes_on_to_the_same_digest(ring, tmp_path) -> None:
    whole = run(ring, tmp_path / "whole")
    total = whole.posterior.shown[..., 0].size
    for stop in (1, total // 4, total // 2, total - 1):
        folder = tmp_path / f"stopped-{stop}"

        def tell(done: int, _: int, last: int = stop) -> None:
            if done >= last:
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            run(ring, folder, tell=tell)
        assert run(ring, folder).digest == whole.digest


def test_what_is_there_is_not_simulated_again(ring, tmp_path, monkeypatch) -> None:
    first = run(ring, tmp_path / "out")
    monkeypatch.setattr(type(first.bench), "_piece", None)
    assert run(ring, tmp_path / "out").digest == first.digest


def test_the_number_of_threads_leaves_no_trace_and_the_seed_does(ring, tmp_path) -> None:
    sizes = Sizes(**SMALL)
    one = calibrate(ring, tmp_path / "one", sizes=sizes, workers=1)
    two = calibrate(ring, tmp_path / "two", sizes=sizes, workers=3)
    other = calibrate(ring, tmp_path / "other", sizes=sizes, workers=1, seed=2)
    assert one.digest == two.digest != other.digest


def test_a_folder_of_another_calibration_or_of_anything_else_is_refused(ring, tmp_path) -> None:
    run(ring, tmp_path / "out")
    with pytest.raises(StoreError, match="differs in: seed"):
        run(ring, tmp_path / "out", seed=2)
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "notes.txt").write_text("mine")
    with pytest.raises(StoreError, match="holds other files"):
        run(ring, tmp_path / "other")


def test_a_damaged_piece_is_named_and_not_used(ring, tmp_path) -> None:
    run(ring, tmp_path / "out")
    piece = next((tmp_path / "out" / "wave-1").glob("shown-*.npy"))
    piece.write_bytes(piece.read_bytes()[:-8])
    with pytest.raises(StoreError, match=piece.name):
        run(ring, tmp_path / "out")


def test_the_posterior_is_written_as_it_ships(ring, tmp_path) -> None:
    found = run(ring, tmp_path / "out")
    write(found)
    data = (tmp_path / "out" / "posterior.csv").read_bytes()
    header, *rows = csv.reader(data.decode().splitlines())
    assert tuple(header) == ("draw", *found.names)
    assert np.array_equal(np.array(rows, float)[:, 1:], found.rows)
    assert [int(row[0]) for row in rows] == found.draws.tolist()
    record = json.loads((tmp_path / "out" / "posterior.json").read_text())
    assert record["posterior"] == hashlib.sha256(data).hexdigest()
    assert record["scenario"] == ring.facts
    assert record["targets"] == ["deaths", "gate_lost", "road_closed"]
    assert record["observations"] == ["ob2"]
    assert record["known_on"] == "2001-05-15"
    assert len(record["made"]["replayed"]) == 2
    assert "host" not in json.dumps(record)


def test_a_calibrated_run_draws_the_very_parameters_that_the_calibration_weighed(
    ring, tmp_path
) -> None:
    found = run(ring, tmp_path / "out")
    write(found)
    ship(tmp_path / "out", ring)
    shipped = load(ring.folder)
    size = 2 * len(found.draws)
    again = draw_parameters(
        found.bench.table, quality_sides(shipped), 99, size, (), shipped.posterior
    )
    assert np.array_equal(again, np.tile(found.bench.values[found.draws], (2, 1)))
    active = found.bench.on_normal_scale(again[: len(found.draws)], found.names)
    assert np.allclose(active, found.posterior.z[found.posterior.rows], atol=1e-6)


def test_draws_keep_their_numbers_where_a_wave_leaves_some_out(ring, tmp_path, monkeypatch) -> None:
    def half(targets, emulators, z) -> np.ndarray:
        return z[:, 0] > -0.5

    monkeypatch.setattr("hinge.calibrating.waves.plausible", half)
    found = run(ring, tmp_path / "out")
    z = found.bench.on_normal_scale(found.bench.values[found.posterior.numbers], found.names)
    assert len(found.posterior.numbers) < found.sizes.capacity
    assert np.allclose(z, found.posterior.z, atol=1e-6)


def test_two_calibrations_alike_write_the_same_posterior(ring, tmp_path) -> None:
    for name in ("one", "two"):
        write(run(ring, tmp_path / name))
    for file in ("posterior.csv", "posterior.json", "contraction.csv", "contraction.json"):
        assert (tmp_path / "one" / file).read_bytes() == (tmp_path / "two" / file).read_bytes()


def test_wave_one_is_kept_as_a_pool_of_draws_and_what_they_showed(ring, tmp_path) -> None:
    found = run(ring, tmp_path / "out")
    write(found)
    pool = np.load(tmp_path / "out" / "pool.npz")
    assert pool["theta"].shape == (256, len(found.names))
    assert pool["shown"].shape == (256, 4, 3)
    assert tuple(pool["names"]) == found.names
    assert pool["targets"].tolist() == ["deaths", "gate_lost", "road_closed"]


def test_a_posterior_ships_into_its_scenario_when_it_is_finished_and_of_its_facts(
    ring, tmp_path
) -> None:
    found = run(ring, tmp_path / "out")
    with pytest.raises(StoreError, match="no finished calibration"):
        ship(tmp_path / "out", ring)
    write(found)
    with pytest.raises(StoreError, match="another ring"):
        ship(tmp_path / "out", replace(ring, facts="0" * 64))
    assert [path.name for path in ship(tmp_path / "out", ring)] == [
        "posterior.csv",
        "posterior.json",
    ]
    assert (tmp_path / "ring" / "posterior.csv").read_bytes() == (
        tmp_path / "out" / "posterior.csv"
    ).read_bytes()


def test_another_vintage_is_recorded_and_never_ships(ring, tmp_path) -> None:
    late = load(ring.folder, "reconstruction")
    with pytest.raises(InputError, match="reconstruction"):
        require_shippable(late)
    write(run(late, tmp_path / "out"))
    record = json.loads((tmp_path / "out" / "posterior.json").read_text())
    assert record["vintage"] == "reconstruction"


def test_without_a_calibration_file_or_with_an_intervention_there_is_nothing_to_calibrate(
    ring, tmp_path
) -> None:
    with pytest.raises(InputError, match="no calibration"):
        run(load("ring"), tmp_path / "out")
    with pytest.raises(InputError, match="interventions pulled"):
        run(do(ring, "relief_convoys"), tmp_path / "out")


def test_targets_on_which_no_parameter_bears_are_refused(ring, tmp_path) -> None:
    only = CALIBRATION.replace("  - id: deaths", "  - id: road", 1)
    only = only[: only.index("  - id: road")] + only[only.index("  - id: road_closed") :]
    with pytest.raises(InputError, match="goes with any target"):
        run(calibrated_ring(tmp_path / "again", only), tmp_path / "out")


def test_reports_that_leave_nothing_of_the_prior_are_refused(ring, tmp_path) -> None:
    far = CALIBRATION.replace("value: 80", "value: 9000000")
    with pytest.raises(InputError, match="contradict one another"):
        run(calibrated_ring(tmp_path / "again", far), tmp_path / "out")


def test_sizes_that_say_nothing_are_refused() -> None:
    with pytest.raises(InputError, match="replicates is 1"):
        Sizes(replicates=1)
    with pytest.raises(InputError, match="draws is 3"):
        Sizes(draws=3)


def test_inference_data_has_its_five_groups(ring, tmp_path) -> None:
    arviz = _arviz()
    found = run(ring, tmp_path / "out")
    assert write(found)
    data = arviz.from_netcdf(tmp_path / "out" / "inference_data.nc")
    assert set(data.groups()) == {
        "posterior",
        "posterior_predictive",
        "prior",
        "prior_predictive",
        "observed_data",
    }
    assert np.array_equal(data.posterior[DEADLY].to_numpy()[0], found.rows[:, 0])
    assert data.observed_data["deaths"].to_numpy().tolist() == [80.0]
    assert data.prior_predictive["deaths"].shape == (1, 256)
    data.close()


def _arviz() -> ModuleType:

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its own, of changes to come
        return importlib.import_module("arviz")


def test_the_ring_as_shipped_has_no_calibration(tmp_path) -> None:
    assert load(copy_ring(tmp_path)).calibration is None
