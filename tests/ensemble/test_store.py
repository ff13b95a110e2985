"""A run folder reads back as what was written, with names and units, and says what is wrong with it."""

import json
from pathlib import Path

import numpy as np
import pytest

from ensemble import fake_engine as fake
from hinge.ensemble.ledger import chunk_path
from hinge.ensemble.manifest import read_manifest
from hinge.ensemble.run import run
from hinge.ensemble.store import Run, open_run, read_block, verify
from hinge.errors import StoreError


@pytest.fixture
def finished(tmp_path: Path) -> Run:
    plan = fake.design()
    return run(
        fake.scenario(tmp_path / "valley"),
        plan,
        tmp_path / "out",
        workers=2,
        command=("hinge", "run", "valley"),
        prepared=fake.prepared(plan),
    )


def test_an_arm_opens_with_names_days_and_units(finished: Run) -> None:
    data = finished.arm("relief")
    assert data["control"].dims == ("replication", "day", "area")
    assert data["siege"].dims == ("replication", "day", "watch")
    assert data["value"].dims == ("replication", "day", "series")
    assert data["area"].values.tolist() == ["mill", "ford", "hill"]
    assert data["watch"].values.tolist() == ["valley.blue"]
    assert data["unit"].sel(series="civilians_killed").item() == "persons, cumulative"
    assert data["day"].values.tolist() == [0, 1, 2, 3, 4]
    assert data["replication"].values[:4].tolist() == [0, 1, 64, 65]
    assert data["draw"].values[:4].tolist() == [0, 0, 1, 1]
    assert data["control"].attrs["flag_meanings"] == "nobody blue ochre"
    assert data["control"].dtype == np.int8
    assert data["value"].dtype == np.float32
    assert data.attrs["start"] == "2000-01-01"


def test_what_is_read_is_what_the_engine_gave(finished: Run) -> None:
    arm = finished.arms["baseline"]
    told = fake.FakeEngine(7)(arm, arm.numbers())
    data = finished.arm("baseline")
    for name in ("control", "contested", "siege", "value"):
        np.testing.assert_array_equal(data[name].values, told.field(name))
    last = read_block(finished.folder, arm, 3)
    np.testing.assert_array_equal(last.value, told.value[192:])


def test_parameter_draws_are_kept_by_name(finished: Run) -> None:
    values = finished.parameters
    assert values.dims == ("draw", "parameter")
    assert values.sel(draw=3, parameter="combat.scale").item() == 7.0
    assert values["unit"].sel(parameter="combat.rate").item() == "per day"


def test_an_unknown_arm_is_told_with_those_that_exist(finished: Run) -> None:
    with pytest.raises(StoreError, match=r"no arm 'siege'; it has baseline, relief"):
        finished.arm("siege")


def test_the_manifest_says_what_was_run_and_not_on_whose_machine(
    finished: Run, tmp_path: Path
) -> None:
    text = (finished.folder / "manifest.json").read_text(encoding="utf-8")
    said = json.loads(text)
    assert said["schema"] == 1
    assert said["state"] == "finished"
    assert said["digest"] == finished.digest
    assert said["scenario"]["folder"] == "valley"
    assert said["command"] == ["hinge", "run", "valley"]
    assert [arm["id"] for arm in said["arms"]] == ["baseline", "relief"]
    assert said["parameters"][0]["spread"] == {
        "kind": "uniform",
        "low": 0.0,
        "high": 1.0,
        "line": 0,
    }
    assert set(said["host"]) == {"machine", "system", "processors"}
    assert {"python", "numpy", "numba", "zarr"} <= set(said["libraries"])
    assert str(tmp_path) not in text
    assert read_manifest(finished.folder) == finished.manifest


def test_the_scenario_is_copied_without_what_is_hidden(finished: Run) -> None:
    copied = sorted(
        path.relative_to(finished.scenario_folder).as_posix()
        for path in finished.scenario_folder.rglob("*")
        if path.is_file()
    )
    assert copied == ["claims/one.yaml", "scenario.yaml"]


def test_every_chunk_is_written_even_where_all_values_are_zero(finished: Run) -> None:
    assert not finished.arm("baseline")["control"].values[:64].any()
    assert chunk_path(finished.folder, "baseline", "control", 0).is_file()
    assert not list(finished.folder.rglob(".zmetadata"))


def test_a_changed_byte_is_found_by_verifying(finished: Run) -> None:
    path = chunk_path(finished.folder, "relief", "value", 1)
    packed = bytearray(path.read_bytes())
    packed[len(packed) // 2] ^= 1
    path.write_bytes(bytes(packed))
    with pytest.raises(StoreError, match="arm relief, replications 65 to 100"):
        verify(finished.folder)


def test_values_changed_with_the_right_tools_are_found_by_verifying(finished: Run) -> None:
    import zarr

    path = finished.folder / "results.zarr" / "baseline" / "control"
    stored = zarr.open_array(path, mode="r+", zarr_format=3)
    before = chunk_path(finished.folder, "baseline", "control", 1)
    stored[64:128] = stored[64:128][::-1]
    entry = finished.folder / "done" / "baseline-00001.json"
    said = json.loads(entry.read_text(encoding="utf-8"))
    said["sizes"]["control"] = before.stat().st_size
    entry.write_text(json.dumps(said), encoding="utf-8")
    with pytest.raises(StoreError, match="arm baseline, replications 65 to 128"):
        verify(finished.folder)


def test_a_lost_chunk_keeps_the_run_from_opening(finished: Run) -> None:
    chunk_path(finished.folder, "baseline", "siege", 3).unlink()
    with pytest.raises(StoreError, match="8 of 300 replications are missing"):
        open_run(finished.folder)


def test_an_unreadable_ledger_entry_counts_as_missing(finished: Run) -> None:
    (finished.folder / "done" / "relief-00000.json").write_text("{", encoding="utf-8")
    with pytest.raises(StoreError, match=r"64 of 300 replications are missing \(arms: relief\)"):
        open_run(finished.folder)


def test_a_store_without_its_description_is_told_apart(finished: Run) -> None:
    (finished.folder / "results.zarr" / "relief" / "siege" / "zarr.json").unlink()
    with pytest.raises(StoreError, match=r"damaged: relief/siege has no zarr\.json"):
        open_run(finished.folder)


def test_a_folder_without_a_record_is_no_run(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="is no run folder"):
        open_run(tmp_path)


def test_a_record_that_was_changed_by_hand_is_told(finished: Run) -> None:
    path = finished.folder / "manifest.json"
    path.write_text(path.read_text(encoding="utf-8").replace('"seed"', '"sead"'), encoding="utf-8")
    with pytest.raises(StoreError, match="cannot be read as the record of a run"):
        open_run(finished.folder)
