"""The kernel and its twins leave the same histories of the reduced model, bit for bit."""

import math
from pathlib import Path

import numpy as np
import pytest

from hinge.draws import elementary, sampling
from hinge.draws.compiled import JIT
from kernel import kernel_history
from reduced import SEED, Case, reduced
from replays import refuse_stale_cache
from twins import draws, objects


@pytest.fixture(scope="module", autouse=True)
def _fresh_cache() -> None:
    if JIT:
        refuse_stale_cache()


@pytest.mark.parametrize("replication", [0, 1, 2])
def test_plain_objects_and_the_kernel_leave_the_same_history(replication: int) -> None:
    model, days = reduced(50, 4), 40
    case = model.case(replication)
    kernel, plain = kernel_history(model, case, days), objects.run(case, SEED, days)
    assert (kernel.control[0] != kernel.control[-1]).any()
    for one, other in zip(kernel, plain, strict=True):
        np.testing.assert_array_equal(one, other)


def test_another_loss_rate_gives_another_history_in_both() -> None:
    model, days = reduced(50, 4), 40
    case = model.case(0)
    other = Case(case.world, case.start, case.params._replace(loss_rate=0.001), 0)
    kernel, plain = kernel_history(model, other, days), objects.run(other, SEED, days)
    for one, two in zip(kernel, plain, strict=True):
        np.testing.assert_array_equal(one, two)
    assert (kernel.series != kernel_history(model, case, days).series).any()


def test_the_draws_of_the_twins_are_those_of_the_engine() -> None:
    key = sampling.StreamKey(SEED, 0, 3)
    for n in range(200):
        u = draws.uniform((SEED, 3), n, 9, n % 2, 4000000000 + n)
        assert u == sampling.uniform(key, n, 9, n % 2, 4000000000 + n)
        assert draws.normal_quantile(u) == elementary.normal_quantile(u)
        x = math.ldexp(u - 0.5, n % 12)
        assert draws.exp(x) == elementary.exp(x)
        assert draws.log(abs(x)) == elementary.log(abs(x))
        assert draws.count(abs(x), 3.0, u, u) == sampling.count(abs(x), 3.0, u, u)


@pytest.mark.slow
def test_kernel_c_mesa_and_plain_objects_leave_the_same_twelve_histories(tmp_path: Path) -> None:
    from rows.twins import COMPARED, compare
    from twins import native

    assert COMPARED >= 12
    compare(native.build(tmp_path))


@pytest.mark.slow
def test_a_comparison_would_find_a_difference(tmp_path: Path, monkeypatch) -> None:
    from rows.twins import compare
    from twins import native

    names = [name if name != "loss_rate" else "quiet" for name in native.PARAMS]
    monkeypatch.setattr(native, "PARAMS", names)
    with pytest.raises(AssertionError, match="in C is not that of the kernel"):
        compare(native.build(tmp_path), 1)
