"""A run is repeated from its folder alone, and a difference is told by where it begins."""

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from ensemble import fake_engine as fake
from hinge.ensemble.arrays import Block, Prepared
from hinge.ensemble.design import Arm
from hinge.ensemble.rerun import rerun
from hinge.ensemble.run import run
from hinge.ensemble.store import Run
from hinge.errors import StoreError
from hinge.scenario.scenario import Scenario


@pytest.fixture
def recorded(tmp_path: Path) -> Run:
    plan = fake.design()
    return run(
        fake.scenario(tmp_path / "valley"), plan, tmp_path / "first", prepared=fake.prepared(plan)
    )


def from_copy(recorded: Run) -> tuple[Scenario, Prepared]:
    design = recorded.manifest.design
    return fake.scenario(recorded.scenario_folder), fake.prepared(design)


def test_a_repeated_run_has_the_recorded_digest(recorded: Run, tmp_path: Path) -> None:
    found = rerun(recorded.folder, tmp_path / "second", workers=2, restore=from_copy)
    assert found.equal
    assert found.recorded == found.again == recorded.digest
    assert found.first_difference is None
    assert found.notes == ()
    assert found.sentence.startswith("The results are the same, bit for bit")


def test_a_difference_is_told_by_its_first_block(recorded: Run, tmp_path: Path) -> None:
    class Drifting(fake.FakeEngine):
        def __call__(self, arm: Arm, replications: NDArray[np.int64]) -> Block:
            late = arm.id == "baseline" and replications[-1] >= 70 * 64
            return fake.FakeEngine(self.seed, salt="drift" if late else "")(arm, replications)

    def drifted(run_before: Run) -> tuple[Scenario, Prepared]:
        design = run_before.manifest.design
        return from_copy(run_before)[0], fake.prepared(design, Drifting(design.seed))

    found = rerun(recorded.folder, tmp_path / "second", workers=1, restore=drifted)
    assert not found.equal
    assert found.first_difference == ("baseline", 2)
    assert "They differ first in arm baseline, block 2" in found.sentence


def test_a_run_is_never_repeated_into_itself(recorded: Run) -> None:
    with pytest.raises(StoreError, match="into itself"):
        rerun(recorded.folder, recorded.folder, restore=from_copy)
