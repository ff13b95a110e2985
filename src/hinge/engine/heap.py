"""A binary heap of areas by cost, ties to the lower stable number: for nearest-first searches."""

from __future__ import annotations

from hinge.draws.compiled import at, compiled
from hinge.world.kinds import Floats, Ints


@compiled
def _before(heap: Ints, cost: Floats, keys: Ints, i: int, j: int) -> bool:
    """Say whether heap entry ``i`` comes before entry ``j``."""
    if cost[at(i)] != cost[at(j)]:
        return cost[at(i)] < cost[at(j)]
    return keys[at(heap[at(i)])] < keys[at(heap[at(j)])]


@compiled
def _swap(heap: Ints, cost: Floats, i: int, j: int) -> None:
    """Exchange two heap entries."""
    area, price = heap[at(i)], cost[at(i)]
    heap[at(i)], cost[at(i)] = heap[at(j)], cost[at(j)]
    heap[at(j)], cost[at(j)] = area, price


@compiled
def push(heap: Ints, cost: Floats, keys: Ints, size: int, a: int, price: float) -> int:
    """Add area ``a`` at ``price``; return the new size."""
    heap[at(size)], cost[at(size)] = a, price
    i = size
    while i > 0:
        up = (i - 1) // 2
        if not _before(heap, cost, keys, i, up):
            break
        _swap(heap, cost, i, up)
        i = up
    return size + 1


@compiled
def pop(heap: Ints, cost: Floats, keys: Ints, size: int) -> int:
    """Move the first entry behind the others, to row ``size - 1``; return the new size."""
    last = size - 1
    _swap(heap, cost, 0, last)
    i = 0
    while True:
        child = 2 * i + 1
        if child >= last:
            break
        if child + 1 < last and _before(heap, cost, keys, child + 1, child):
            child += 1
        if not _before(heap, cost, keys, child, i):
            break
        _swap(heap, cost, i, child)
        i = child
    return last
