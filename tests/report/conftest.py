"""One finished assessment of the ring, made by the stand-in engine, shared by all tests of the page."""

from pathlib import Path

import pytest

from hinge.assess import chosen_claims, design_for, judge
from hinge.assessed import Assessment
from hinge.ensemble.run import run
from hinge.scenario.load import load
from stand_in import stand_in


@pytest.fixture(scope="session")
def assessment(tmp_path_factory: pytest.TempPathFactory) -> Assessment:
    scenario = load("ring")
    claims = chosen_claims(scenario)
    design = design_for(scenario, claims, draws=64)
    folder: Path = tmp_path_factory.mktemp("runs") / "ring"
    finished = run(scenario, design, folder, prepared=stand_in(scenario, design))
    return judge(scenario, finished, claims)
