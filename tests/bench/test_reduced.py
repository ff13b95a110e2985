"""The reduced model is the size that it says, and a campaign in which things happen."""

import numpy as np
import pytest

from hinge.draws.compiled import JIT
from hinge.world.codes import STEPS
from kernel import Worker, ready_cases
from reduced import NEUTRAL, SIDES, reduced, reduced_scenario
from replays import refuse_stale_cache
from twins import objects
from twins.supply import survey


@pytest.fixture(scope="module", autouse=True)
def _fresh_cache() -> None:
    if JIT:
        refuse_stale_cache()


@pytest.mark.parametrize("areas", [50, 100, 200, 400])
def test_links_and_formations_keep_their_density_at_every_size(areas: int) -> None:
    scenario = reduced_scenario(areas)
    pairs = {frozenset((link.a, link.b)) for link in scenario.links}
    assert len(scenario.areas) == areas
    assert len(pairs) == len(scenario.links) == areas * 5 // 2
    assert len(scenario.formations) == areas * 6 // 5
    assert len(scenario.factions) == 6
    assert len(scenario.head.sides) == 3
    assert len(scenario.entries) == areas // 20 if areas > 50 else 3


def test_the_same_size_is_the_same_map() -> None:
    assert reduced_scenario(60) == reduced_scenario(60)


def test_only_the_steps_of_the_reduced_model_run() -> None:
    steps = dict(zip(STEPS, reduced(50, 2).world.plan.steps.tolist(), strict=True))
    assert {name for name, runs in steps.items() if runs} == {
        "probes", "movement", "supply", "combat", "cohesion", "record",
    }  # fmt: skip


def test_draws_differ_and_the_terms_left_out_are_fixed_where_they_do_nothing() -> None:
    model = reduced(50, 4)
    for name, value in NEUTRAL.items():
        assert set(model.values[:, model.ids.index(name)]) == {value}
    assert len(set(model.values[:, model.ids.index("combat.loss_rate")])) == 4


def test_ground_changes_hands_formations_break_and_some_are_cut_off() -> None:
    model = reduced(100, 3)
    worker, short = Worker(model, 60), 0
    for pair in ready_cases(model, 3):
        worker.go([pair])
        control, series = worker.records.control, worker.records.series
        assert (control[1:] != control[:-1]).any(axis=1).sum() > 10
        assert np.unique(control[-1]).tolist() == [0, 1, 2]
        war = objects.play(pair[0], 1, 60)
        assert all(side.broke > 0 for side in war.sides)
        reached = {(area, side.index) for side in war.sides for area, _, _ in side.ways}
        own = {(area, area.holder.index) for area in war.areas}
        short += len(own - reached)
        assert series.any()
    assert short > 0


def test_a_survey_of_what_was_surveyed_changes_nothing() -> None:
    war = objects.play(reduced(50, 2).case(1), 1, 10)
    survey(war)  # since supply, stocks were used and ground is contested
    before = objects.figures(war)
    survey(war)
    assert objects.figures(war) == before
    assert len(war.sides) == len(SIDES)
