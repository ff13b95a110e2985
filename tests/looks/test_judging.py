"""A look says of every claim whether it has settled, may settle later, or has no share to settle."""

from collections.abc import Mapping
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
import xarray as xr

from claims.toys import Toy, arm, control, parameters, reading, scenario
from hinge.assess import chosen_claims
from hinge.claims.assess import assess_claims
from hinge.looks import judging
from hinge.looks.judging import arms_needed, look_at, state_of
from hinge.looks.record import State
from hinge.scenario.load import load
from posteriors import high_losses, write_posterior
from scenario.rings import copy_ring

TAKEN = control(when={"on": "2001-05-20"})
STARVED = {
    "kind": "siege",
    "of": "town",
    "side": "cobalt",
    "is": ["closed"],
    "when": {"on": "2001-05-20"},
}
ALL = np.ones(512, bool)


def results(held: np.ndarray, closed: np.ndarray | None = None) -> Toy:
    """512 replications, two of each draw: amber holds where ``held``, the road is shut where ``closed``."""
    shut = np.zeros(512, bool) if closed is None else closed
    recorded = arm(
        draws=256,
        replicates=2,
        held=np.where(held, 0, 1)[:, None, None],
        siege=np.where(shut, 3, 0)[:, None, None],
    )
    return Toy({"baseline": recorded}, parameters(256))


def state(claim: Mapping[str, object], runs: Toy, size: int = 512) -> State:
    (found,) = assess_claims(scenario([claim]), runs)
    return state_of(found, size)


def held_in(count: int) -> np.ndarray:
    """Replications (512,) of which ``count`` hold, spread over the draws."""
    return np.random.default_rng(2).permutation(512) < count


@pytest.mark.parametrize(("count", "expected"), [(512, "settled"), (256, "settled"), (171, "open")])
def test_a_share_is_settled_or_open_as_its_verdict_says(count: int, expected: State) -> None:
    assert state({"readings": [reading(predicate=TAKEN)]}, results(held_in(count))) == expected


def test_a_rare_condition_is_waited_for_only_where_the_last_look_could_bring_enough() -> None:
    claim = {
        "test": "conditional",
        "readings": [reading(predicate=TAKEN, given=STARVED)],
    }
    assert state(claim, results(ALL, held_in(20))) == "open"  # 8 times as many: 160
    assert state(claim, results(ALL, held_in(0))) == "open"  # up to 2.4 of 100 may have it
    assert state(claim, results(ALL, held_in(0)), 2048) == "no share"
    assert state(claim, results(ALL, held_in(20)), 4096) == "no share"
    assert state(claim, results(ALL, held_in(256))) == "settled"


def conditioned(families: int) -> Toy:
    """512 copies of so many campaigns from the first day."""
    recorded = arm(draws=512, held=0)
    ancestor = np.arange(512) % families * 64
    recorded = recorded.assign_coords(
        ancestor=("replication", ancestor), draw=("replication", ancestor // 64)
    )
    return Toy({"baseline@campaign": recorded}, parameters(512))


@pytest.mark.parametrize(
    ("families", "expected"), [(256, "settled"), (128, "open"), (16, "no share")]
)
def test_too_few_distinct_campaigns_are_waited_for_where_more_runs_could_bring_them(
    families: int, expected: State
) -> None:
    """128 of 512 may become 1,024 of 4,096; 16 may become 128, where a verdict needs 200."""
    claim = {"start": "campaign", "readings": [reading(predicate=TAKEN)]}
    assert state(claim, conditioned(families)) == expected


def test_what_is_not_tested_has_no_share() -> None:
    claim = {"encoded": False, "reason": "Not encoded yet: later.", "readings": []}
    assert state(claim, Toy({}, parameters(50))) == "no share"


def test_a_composition_is_judged_on_as_many_draws_as_the_look_has_replications() -> None:
    aleppo = load("aleppo-2016")
    claims = chosen_claims(aleppo, ["A07"])
    run = SimpleNamespace(
        manifest=SimpleNamespace(seed=1), parameters=judging._drawn(aleppo, 1, 256)
    )
    found: dict[str, object] = {}
    for number, draws in ((1, 512), (2, 1024)):
        found = look_at(aleppo, run, claims, number, found)  # type: ignore[arg-type,assignment]
        assert found["A07"].last.n == draws  # type: ignore[attr-defined]
    assert [seen.look for seen in found["A07"].history] == [1, 2]  # type: ignore[attr-defined]


def test_draws_of_the_tables_are_those_of_a_run() -> None:
    from hinge.assess import single_arm
    from hinge.ensemble.simulate import prepare

    aleppo = load("aleppo-2016")
    design = single_arm(aleppo, draws=8, replicates=1, start="assessment", seed=3)
    drawn: xr.DataArray = judging._drawn(aleppo, 3, 8)
    assert np.array_equal(drawn.values, prepare(aleppo, design).values)


def test_a_claim_needs_the_arms_of_all_its_readings_and_one_of_tables_needs_none() -> None:
    aleppo = load("aleppo-2016")
    needs = {claim.id: arms_needed(claim) for claim in aleppo.claims}
    assert needs["A06"] == ("baseline",)
    assert needs["B03"] == ("baseline@campaign", "no_extra_supply@campaign")
    assert needs["A10"] == ()  # a composition first; its other reading needs runs
    assert needs["A19"] == ()


def test_tables_at_a_look_are_calibrated_as_the_run_is(tmp_path: Path) -> None:
    folder = copy_ring(tmp_path)
    write_posterior(folder, high_losses())
    found = judging._drawn(load(folder), 1, 100)
    for name, column in high_losses().items():
        assert found.sel(parameter=name).to_numpy().tolist() == [*column, *column[:36]]
