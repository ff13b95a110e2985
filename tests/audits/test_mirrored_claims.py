"""What is said of one side is said of the other alike: claims and scores under exchanged labels."""

import numpy as np
import pytest

from hinge.audits.symmetry import mirror_map
from hinge.neutrality import mirror_claim, mirrored, reordered
from hinge.scenario.load import load, shipped

pytestmark = pytest.mark.filterwarnings("ignore::numba.core.errors.NumbaWarning")
CAMPAIGNS = ("aleppo-2016", "manbij-2016")


def test_a_claim_fares_as_its_mirror_image_did_and_scores_are_equal() -> None:
    found = mirrored(load("mirror"), draws=64)
    assert found.exchanged == "draws"
    assert [twin.id for twin in found.twins] == ["E01", "E02", "W01", "W02", "score"]
    assert found.same, [twin for twin in found.twins if twin.differs]
    assert all(0.0 < twin.share < 1.0 for twin in found.twins if twin.id != "E02")


def test_verdicts_and_scores_do_not_know_in_which_order_sides_and_rows_are_written() -> None:
    found = reordered(load("ring"), draws=64)
    assert found.exchanged == "labels"
    assert len(found.twins) == len(load("ring").claims) + 1
    assert found.same, [twin for twin in found.twins if twin.differs]


def test_a_claim_judged_on_its_own_side_in_the_exchanged_run_would_be_caught(monkeypatch) -> None:
    """Not mirrored, what is said of the east is compared with itself in a world turned round."""
    monkeypatch.setattr("hinge.neutrality.mirror_claim", lambda claim, _image: claim)
    assert not mirrored(load("mirror"), draws=64).same


def test_the_mirror_image_of_a_claim_asks_of_the_other_side() -> None:
    scenario = load("mirror")
    image = mirror_map(scenario)
    claims = {claim.id: claim for claim in scenario.claims}
    turned = mirror_claim(claims["E01"], image)
    assert turned.readings[0].predicate.by == "west"
    assert turned.readings[0].says == claims["E01"].readings[0].says
    assert mirror_claim(turned, image) == claims["E01"]


@pytest.mark.parametrize("name", shipped())
def test_claims_of_every_scenario_come_from_sources_close_to_two_opposed_sides(name: str) -> None:
    scenario = load(name)
    sides = {file.source.leans for file in scenario.claim_files if file.claims} - {None}
    allied = {frozenset((r.a, r.b)) for r in scenario.head.relations if r.stance == "allied"}
    pairs = [(a, b) for a in sides for b in sides if a < b and frozenset((a, b)) not in allied]
    assert pairs


@pytest.mark.parametrize("name", CAMPAIGNS)
def test_claims_of_all_sides_are_put_to_the_same_tests(name: str) -> None:
    """No side's claims are only looked up while another's are simulated."""
    scenario = load(name)
    for side in {file.source.leans for file in scenario.claim_files} - {None}:
        claims = [
            claim
            for file in scenario.claim_files
            if file.source.leans == side
            for claim in file.claims
        ]
        tests = {claim.test for claim in claims} | {
            test for claim in claims for reading in claim.readings for test in reading.tests
        }
        assert tests - {"record", "capability"}, side


def test_the_made_up_record_is_no_record_of_one_side() -> None:
    found = mirrored(load("mirror"), draws=4)
    score = found.twins[-1]
    assert score.id == "score"
    assert score.share is not None
    assert np.isfinite(score.share)
