"""The posteriors that ship belong to the engine, to the facts and to the files they ship with."""

import pytest

from hinge.calibrating.bench import replays
from hinge.scenario.load import load

CALIBRATED = ("aleppo-2016", "manbij-2016")


@pytest.mark.parametrize("name", CALIBRATED)
def test_two_calibrated_campaigns_come_out_as_recorded_with_the_posterior(name: str) -> None:
    assert replays(load(name))


@pytest.mark.parametrize("name", CALIBRATED)
def test_a_posterior_ships_for_every_campaign_and_rests_on_what_was_public(name: str) -> None:
    scenario = load(name)
    assert scenario.posterior is not None
    assert scenario.posterior.record is not None
    assert scenario.posterior.record.known_on <= scenario.head.assessment_date
    assert scenario.calibration is not None
    assert scenario.posterior.record.targets == tuple(
        target.id for target in scenario.calibration.targets
    )
