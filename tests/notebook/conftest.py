"""A small run of the ring by the stand-in engine, made once for each test in an empty folder."""

from pathlib import Path

import pytest

import hinge
from hinge.assessed import Assessment
from hinge.notebook.ensemble import Ensemble
from stand_in import use_stand_in


@pytest.fixture
def campaign(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> "hinge.Campaign":
    monkeypatch.chdir(tmp_path)
    use_stand_in(monkeypatch)
    return hinge.load("ring")


@pytest.fixture
def ensemble(campaign) -> Ensemble:
    return campaign.run(draws=64, workers=1)


@pytest.fixture
def assessment(campaign) -> Assessment:
    return campaign.assess(draws=64, workers=1)
