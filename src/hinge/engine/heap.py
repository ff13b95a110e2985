"""A binary heap of areas by cost, ties to the lower stable number: for nearest-first searches."""

from __future__ import annotations

from hinge.draws.compiled import at, compiled
from hinge.world.kinds import Floats, Ints


@compiled
def push(heap: Ints, cost: Floats, keys: Ints, size: int, a: int, price: float) -> int:
    """Add area ``a`` at ``price``; return the new size."""
    i, area_key = size, keys[at(a)]
    while i > 0:
        up = (i - 1) >> 1
        above, area = cost[at(up)], heap[at(up)]
        if above < price or (above == price and keys[at(area)] <= area_key):
            break
        heap[at(i)], cost[at(i)] = area, above
        i = up
    heap[at(i)], cost[at(i)] = a, price
    return size + 1


@compiled
def pop(heap: Ints, cost: Floats, keys: Ints, size: int) -> int:
    """Move the first entry behind the others, to row ``size - 1``; return the new size."""
    last = size - 1
    first, a, price = heap[0], heap[at(last)], cost[at(last)]
    i, area_key = 0, keys[at(a)]
    while True:
        child = 2 * i + 1
        if child >= last:
            break
        below, area = cost[at(child)], heap[at(child)]
        if child + 1 < last:
            other = cost[at(child + 1)]
            if other < below or (other == below and keys[at(heap[at(child + 1)])] < keys[at(area)]):
                child += 1
                below, area = other, heap[at(child)]
        if price < below or (price == below and area_key <= keys[at(area)]):
            break
        heap[at(i)], cost[at(i)] = area, below
        i = child
    heap[at(i)], cost[at(i)] = a, price
    heap[at(last)] = first
    return last
