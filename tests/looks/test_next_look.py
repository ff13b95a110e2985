"""Which arms grow for the next look, and what that takes; nothing is run here."""

from pathlib import Path

from hinge.assess import chosen_claims
from hinge.looks.course import Looks, Step
from hinge.looks.record import ClaimLooks, Look, Seen
from hinge.scenario.load import load


def after_first_look(name: str, folder: Path, *still_open: str) -> Step | None:
    """The second look at a scenario where these claims have not settled; nothing is run."""
    scenario = load(name)
    looks = Looks(scenario, scenario.claims, folder, 1, 10**6)
    sizes = {arm.id: arm.size for arm in looks.first.arms}
    seen = Seen(look=1, replications=512, n=512, low=0.3, high=0.4, share=0.35, word="-")
    claims = {
        claim.id: ClaimLooks(
            state="open" if claim.id in still_open else "settled",
            arms=1,
            history=(seen,),
            verdict={},
        )
        for claim in scenario.claims
    }
    look = Look(number=1, size=512, arms=sizes, simulated=1, spent=1, digest="")
    looks.record = looks.record.model_copy(update={"looks": (look,), "claims": claims})
    return looks.wanted()


def grown(step: Step | None) -> set[str]:
    assert step is not None
    assert {arm.size for arm in step.design.arms} <= {512, 1024}
    return {arm.id for arm in step.design.arms if arm.size == 1024}


def test_only_the_arms_of_open_claims_grow(tmp_path: Path) -> None:
    assert grown(after_first_look("ring", tmp_path, "D03")) == {"baseline", "relief_convoys"}
    step = after_first_look("aleppo-2016", tmp_path, "A17")
    assert grown(step) == {"baseline", "long_range_on_aleppo"}
    assert step is not None
    assert step.cost == 2 * 512


def test_conditioned_arms_grow_together_and_count_in_full(tmp_path: Path) -> None:
    step = after_first_look("aleppo-2016", tmp_path, "B04")
    assert step is not None
    conditioned = {arm.id for arm in step.design.conditioned}
    assert grown(step) == conditioned
    assert len(conditioned) == 6
    assert step.cost == 6 * 1024


def test_claims_of_tables_are_looked_at_again_without_a_single_run(tmp_path: Path) -> None:
    step = after_first_look("aleppo-2016", tmp_path, "A07")
    assert grown(step) == set()
    assert step is not None
    assert step.cost == 0


def test_nothing_open_means_no_further_look(tmp_path: Path) -> None:
    assert after_first_look("ring", tmp_path) is None


def test_the_folder_depends_on_the_claims_and_not_on_the_budget() -> None:
    ring = load("ring")
    claims = chosen_claims(ring, ["D01", "D02"])
    folders = [Looks(ring, claims, None, 1, budget).folder for budget in (1024, 50_000)]
    assert folders[0] == folders[1]
    assert Looks(ring, claims[:1], None, 1, 50_000).folder != folders[0]
