"""Sobol indices of noisy runs: Ishigami's, with luck taken out and nothing for an idle input."""

import numpy as np
import pytest
from SALib.analyze import sobol as library

from hinge.analysis.sobol import sobol

FIRST = (0.3139, 0.4424, 0.0, 0.0)
TOTAL = (0.5576, 0.4424, 0.2437, 0.0)


def ishigami(x: np.ndarray) -> np.ndarray:
    a, b, c = (2.0 * x[:, :3].T - 1.0) * np.pi
    return np.sin(a) + 7.0 * np.sin(b) ** 2 + 0.1 * c**4 * np.sin(a)


def design(rows: int, seed: int) -> list[np.ndarray]:
    """Tables A, B, AB_1 to AB_4, (rows, 4) each; the fourth column is idle."""
    rng = np.random.default_rng(seed)
    a, b = rng.random((2, rows, 4))
    mixed = []
    for i in range(4):
        table = a.copy()
        table[:, i] = b[:, i]
        mixed.append(table)
    return [a, b, *mixed]


def runs(rows: int, replicates: int, seed: int) -> list[np.ndarray]:
    """Coins (rows, replicates) for each table, with a chance linear in Ishigami's function."""
    rng = np.random.default_rng(seed + 1)
    return [
        (rng.random((rows, replicates)) < (0.1 + 0.8 * (ishigami(x) + 11) / 29)[:, None]) * 1.0
        for x in design(rows, seed)
    ]


def test_indices_are_those_of_ishigami_without_luck() -> None:
    a, b, *ab = (np.repeat(ishigami(x)[:, None], 2, axis=1) for x in design(8192, 1))
    found = sobol(a, b, ab)
    assert found is not None
    assert [one.value for one in found.first] == pytest.approx(FIRST, abs=0.05)
    assert [one.value for one in found.total] == pytest.approx(TOTAL, abs=0.05)
    assert found.total[3].value == 0.0
    assert found.luck == 0.0


def test_luck_is_taken_out_and_an_idle_input_has_no_total_index() -> None:
    a, b, *ab = runs(16384, 4, 2)
    found = sobol(a, b, ab)
    assert found is not None
    assert found.luck > 0.7  # a coin with a chance near one half
    for index, true in zip((*found.first, *found.total), (*FIRST, *TOTAL), strict=True):
        assert index.low - 0.02 <= true <= index.high + 0.02
    assert found.total[3].value == pytest.approx(0.0, abs=0.1)
    assert sum(one.low for one in found.first) <= 1.0


def test_indices_agree_with_a_second_opinion_where_there_is_no_luck() -> None:
    tables = design(1024, 3)
    y = [ishigami(x) for x in tables]
    a, b, *ab = (np.repeat(one[:, None], 2, axis=1) for one in y)
    found = sobol(a, b, ab)
    assert found is not None
    together = np.empty(6 * 1024)
    for place, one in enumerate([y[0], *y[2:], y[1]]):
        together[place::6] = one
    problem = {"num_vars": 4, "names": list("abcd"), "bounds": [[0, 1]] * 4}
    other = library.analyze(problem, together, calc_second_order=False, num_resamples=2)
    assert [one.value for one in found.first] == pytest.approx(list(other["S1"]), abs=0.03)
    assert [one.value for one in found.total] == pytest.approx(list(other["ST"]), abs=0.03)


def test_where_all_is_luck_there_are_no_indices() -> None:
    rng = np.random.default_rng(4)
    a, b, *ab = (rng.random((200, 2)) < 0.5 for _ in range(4))
    assert sobol(a, b, ab) is None


def test_one_replicate_is_refused() -> None:
    with pytest.raises(ValueError, match="at least twice"):
        sobol(np.zeros((9, 1)), np.zeros((9, 1)), np.zeros((2, 9, 1)))
