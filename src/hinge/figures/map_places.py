"""Where words and roads stand in an outline, and edges joined into lines."""

from __future__ import annotations

import itertools
import math
from collections import defaultdict
from collections.abc import Iterable

from hinge.figures.geometry import Point, Ring, inside

LYING = 2.2  # how much room to the sides counts for more than room above and below, for a name
GRID = 24  # points along each side of the grid over an outline
WAY = 40  # steps from a place to the deepest point
FURTHER = 4  # of these steps inside the border


def room_at(ring: Ring, at: Point, *, even: bool) -> float:
    """Return how wide a ring is on the level of a point inside it; ``even``: to both sides alike."""
    crossings = [
        a[0] + (at[1] - a[1]) * (b[0] - a[0]) / (b[1] - a[1])
        for a, b in itertools.pairwise(ring)
        if (a[1] > at[1]) != (b[1] > at[1])
    ]
    left = max((x for x in crossings if x <= at[0]), default=at[0])
    right = min((x for x in crossings if x >= at[0]), default=at[0])
    return 2.0 * min(at[0] - left, right - at[0]) if even else right - left


def deepest(ring: Ring) -> Point:
    """Return a point well inside a ring: of a grid over it, the one furthest from its border.

    Heights count ``LYING`` times, because words are wider than high.
    """
    xs, ys = [p[0] for p in ring], [p[1] for p in ring]
    grid = [
        (
            min(xs) + (i + 0.5) * (max(xs) - min(xs)) / GRID,
            min(ys) + (j + 0.5) * (max(ys) - min(ys)) / GRID,
        )
        for i in range(GRID)
        for j in range(GRID)
    ]
    within = [point for point in grid if inside(point, ring)] or [ring[0]]
    lying = [_lying(point) for point in ring]
    middle = ((min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2)

    def depth(point: Point) -> tuple[float, float]:
        """Return how far from the border a point is; of equal ones, the one nearest the middle."""
        at = _lying(point)
        least = min(_distance(at, a, b) for a, b in itertools.pairwise(lying))
        return round(least, 6), -math.dist(point, middle)

    return max(within, key=depth)


def pulled(point: Point, ring: Ring) -> Point:
    """Return the first point inside a ring on the way to its deepest, and a little further in."""
    goal = deepest(ring)
    steps = [step / WAY for step in range(WAY + 1)]
    way = [
        (point[0] + t * (goal[0] - point[0]), point[1] + t * (goal[1] - point[1])) for t in steps
    ]
    first = next((i for i, at in enumerate(way) if inside(at, ring)), len(way) - 1)
    return way[min(first + FURTHER, len(way) - 1)]


def _lying(point: Point) -> Point:
    """Return a point with heights drawn out."""
    return point[0], LYING * point[1]


def _distance(point: Point, a: Point, b: Point) -> float:
    """Return the distance of a point from a stretch."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    along = ((point[0] - a[0]) * dx + (point[1] - a[1]) * dy) / ((dx * dx + dy * dy) or 1.0)
    along = min(max(along, 0.0), 1.0)
    return math.hypot(point[0] - a[0] - along * dx, point[1] - a[1] - along * dy)


def chained(edges: Iterable[tuple[Point, Point]]) -> list[list[Point]]:
    """Return edges joined into lines, each as long as it gets without a fork.

    >>> chained([((0, 0), (1, 0)), ((2, 0), (1, 0))])
    [[(0, 0), (1, 0), (2, 0)]]
    """
    left = dict.fromkeys(edges)
    ends: dict[Point, list[tuple[Point, Point]]] = defaultdict(list)
    for edge in left:
        for end in edge:
            ends[end].append(edge)
    lines = []
    # Lines that end somewhere first, from their ends; what is left then are closed rings.
    for edge in sorted(left, key=lambda e: min(len(ends[e[0]]), len(ends[e[1]])) != 1):
        if edge not in left:
            continue
        del left[edge]
        start = edge if len(ends[edge[0]]) == 1 else (edge[1], edge[0])
        line = list(start)
        while len(ends[line[-1]]) == 2:
            following = next((e for e in ends[line[-1]] if e in left), None)
            if following is None:
                break
            del left[following]
            line.append(following[1] if following[0] == line[-1] else following[0])
        lines.append(line)
    return lines
