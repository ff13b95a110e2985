"""A share falls on one of five steps, and a run settles only where it may be looked at."""

import pytest

from hinge.analysis.steps import EDGES, SYMBOLS, judge, step_of


@pytest.mark.parametrize(
    ("share", "step"),
    [
        (0.0, 0),
        (0.1049, 0),
        (0.105, 1),
        (0.3349, 1),
        (0.335, 2),
        (0.6649, 2),
        (0.665, 3),
        (0.8949, 3),
        (0.895, 4),
        (1.0, 4),
    ],
)
def test_an_edge_belongs_to_the_upper_step(share: float, step: int) -> None:
    assert step_of(share) == step


def test_the_steps_mirror_each_other() -> None:
    assert [1 - edge for edge in reversed(EDGES)] == pytest.approx(EDGES)
    assert len(SYMBOLS) == len(EDGES) + 1


def test_an_interval_within_the_widened_step_is_settled() -> None:
    assert judge(0.23, 0.08, 0.36, 1024).settled  # .075 to .365
    assert not judge(0.23, 0.07, 0.30, 1024).settled
    assert not judge(0.23, 0.15, 0.37, 1024).settled


def test_the_outer_steps_reach_to_the_ends() -> None:
    assert judge(0.0, 0.0, 0.02, 512).settled
    assert judge(1.0, 0.98, 1.0, 4096).settled


def test_a_run_settles_only_at_the_four_looks() -> None:
    assert [n for n in (256, 512, 700, 1024, 2048, 4096, 8192) if judge(0.5, 0.45, 0.55, n).settled]
    assert not judge(0.5, 0.45, 0.55, 700).settled
    assert not judge(0.5, 0.45, 0.55, 8192).settled


def test_an_interval_in_one_step_is_clear_even_where_it_may_not_be_called_settled() -> None:
    found = judge(0.5, 0.45, 0.55, 700)
    assert found.clear
    assert not found.settled


def test_an_unsettled_share_lies_between_the_steps_of_its_interval() -> None:
    found = judge(0.3, 0.2, 0.42, 1024)
    assert not found.clear
    assert (found.low_step, found.step, found.high_step) == (1, 1, 2)
