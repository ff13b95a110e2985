"""Pools under every law: the same draws and luck, other exponents, and targets held out."""

import numpy as np
import pytest

from hinge.analysis.fit import Target
from hinge.calibrating.laws import compare_laws, law_pool
from hinge.ensemble.arrays import Block
from hinge.ensemble.simulate import layout_of
from hinge.scenario.laws import LAWS
from hinge.scenario.load import load

RING = load("ring")
SERIES = layout_of(RING).series
COLUMNS = [n for n, name in enumerate(SERIES) if name.startswith("killed.")][:2]
UNTIL = RING.head.assessment_date
TARGETS = tuple(Target(f"killed-{n}", "count", 50.0, 0.5, 0.5, offset=1.0) for n in range(2))


def read(block: Block) -> np.ndarray:
    """What campaigns show: soldiers killed of two sides by the last day."""
    return block.value[:, -1, COLUMNS].astype(np.float64)


def test_pools_under_two_laws_share_all_draws_but_the_exponents() -> None:
    pools = [law_pool(RING, law, read, UNTIL, draws=4, replicates=2, seed=1) for law in LAWS]
    assert all(pool.shown.shape == (4, 2, 2) for pool in pools)
    assert all((pool.rate == pools[0].rate).all() for pool in pools)
    assert len({pool.shown.sum() for pool in pools}) == len(LAWS)


def test_a_pool_does_not_depend_on_how_many_work_on_it() -> None:
    one, two = (
        law_pool(RING, LAWS[0], read, UNTIL, draws=40, replicates=2, seed=1, workers=n)
        for n in (1, 2)
    )
    assert (one.shown == two.shown).all()


def test_all_laws_are_scored_on_what_is_held_out() -> None:
    told: list[tuple[int, int]] = []
    found = compare_laws(
        RING,
        TARGETS,
        np.array([False, True]),
        read,
        UNTIL,
        draws=60,
        seed=1,
        tell=lambda done, total: told.append((done, total)),
    )
    assert {one.law for one in found.laws} == {law.id for law in LAWS}
    assert (found.kept, found.held) == (("killed-0",), ("killed-1",))
    assert told == [(n, 4) for n in (1, 2, 3, 4)]
    assert found.laws[0].log_score >= found.laws[-1].log_score


def test_a_target_must_be_held_out_before_anything_runs() -> None:
    with pytest.raises(ValueError, match="held out"):
        compare_laws(RING, TARGETS, np.array([True, True]), read, UNTIL, draws=10)
