"""Compiled code reads and writes the very arrays of a group, and refuses what it does not know."""

from typing import Any, NamedTuple

import numpy as np
import pytest
from numba import config

from hinge.draws.compiled import at, compiled, entry
from hinge.errors import HingeError
from hinge.world.native import native

pytestmark = pytest.mark.skipif(bool(config.DISABLE_JIT), reason="nothing is compiled")


class Inner(NamedTuple):
    rows: Any
    table: Any


class Outer(NamedTuple):
    inner: Any
    scale: float
    number: int


@entry
def _visit(outer: Any, row: int) -> float:
    rows, table = outer.inner.rows, outer.inner.table
    line = table[at(row)]
    total = 0.0
    for column in range(line.size):
        total += line[column] * outer.scale
        table[at(row), column] += 1.0
    rows[at(row)] += outer.number
    return total + table.shape[0] + table.size


def _group() -> Outer:
    return Outer(Inner(np.zeros(3, np.int64), np.arange(6.0).reshape(3, 2)), 10.0, 7)


def test_compiled_code_reads_and_writes_the_arrays_of_the_group() -> None:
    group = _group()
    assert _visit(native(group), 1) == (2.0 + 3.0) * 10.0 + 3 + 6
    assert group.inner.rows.tolist() == [0, 7, 0]
    assert group.inner.table.tolist() == [[0.0, 1.0], [3.0, 4.0], [4.0, 5.0]]


def test_a_handle_keeps_the_memory_alive_and_shows_the_fields() -> None:
    handle = native(_group())
    assert handle.scale == 10.0
    assert native(handle) is handle
    assert _visit(handle, 0) == (0.0 + 1.0) * 10.0 + 3 + 6


def test_groups_of_the_same_fields_share_one_compiled_form() -> None:
    _visit(native(_group()), 0)
    _visit(native(_group()), 2)
    assert len(_visit.signatures) == 1


@pytest.mark.parametrize(
    "array",
    [np.zeros(3, np.int8), np.zeros((3, 2)).T[:, ::2], np.zeros(3, np.float32)],
    ids=["small", "scattered", "single"],
)
def test_an_array_that_the_kernel_does_not_know_is_refused(array: Any) -> None:
    with pytest.raises(HingeError, match="contiguous"):
        native(Inner(array, np.zeros((1, 1))))


@compiled
def _double(x: float) -> float:
    return 2.0 * x


@entry
def _quadruple(x: float) -> float:
    return _double(_double(x))


def test_an_inner_function_is_for_compiled_callers_and_says_so() -> None:
    assert _quadruple(1.5) == 6.0
    with pytest.raises(TypeError, match="entry"):
        _double(1.5)
