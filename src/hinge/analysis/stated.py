"""Regret under stated weights of the goals: a table anyone can check by hand.

The weightings of ``analysis.regret`` are many and none likelier than another; here
are few, each with a name. Expected utilities, scales and ties are those of that
file. Every goal keeps some weight, so that harm to civilians is never absent.

    equal            every goal alike
    civilians twice  goals that are harm to civilians weigh twice as much as the others
    a goal foremost  it has four fifths, and the others share the rest alike

For each weighting every draw is met with beliefs from none to full knowledge, at
even steps. The share best counts (draw, belief) pairs; regret is what an option
falls short of the best, in standard deviations: its median, the 90th percentile and
the most (Savage's criterion, minimax regret, looks at the last).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from hinge.analysis.regret import expected_utilities, first_places, signed_goals

Array = npt.NDArray[np.float64]

LEVELS = 11
"""Beliefs at which every draw is met: 0, 0.1, ... 1."""

FOREMOST = 0.8
"""Weight of the goal that is foremost."""

QUANTILES = (0.5, 0.9, 1.0)


@dataclass(frozen=True)
class Stated:
    """One named weighting of G goals, and how O options do under it.

    ``name``: equal, civilians, or the place of the goal that is foremost;
    ``weights`` (G,); ``best`` (O,) shares, ties shared; ``median``, ``ninety``,
    ``most`` (O,) quantiles of regret.
    """

    name: str | int
    weights: tuple[float, ...]
    best: tuple[float, ...]
    median: tuple[float, ...]
    ninety: tuple[float, ...]
    most: tuple[float, ...]


def stated_weights(civilians: npt.ArrayLike) -> tuple[tuple[str | int, Array], ...]:
    """Return the named weightings of the goals, (G,) each adding up to 1; ``civilians`` (G,) marks harm."""
    concern = np.asarray(civilians, dtype=bool)
    goals = concern.size
    if goals < 2 or not concern.any():
        raise ValueError("There are two goals or more, and one of them is harm to civilians.")
    twice = np.where(concern, 2.0, 1.0)
    found: list[tuple[str | int, Array]] = [
        ("equal", np.full(goals, 1.0 / goals)),
        ("civilians", twice / twice.sum()),
    ]
    for goal in range(goals):
        weight = np.full(goals, (1.0 - FOREMOST) / (goals - 1))
        weight[goal] = FOREMOST
        found.append((goal, weight))
    return tuple(found)


def stated(
    values: npt.ArrayLike, signs: npt.ArrayLike, civilians: npt.ArrayLike, *, levels: int = LEVELS
) -> tuple[Stated, ...]:
    """Return how options do under each named weighting.

    ``values`` (m, O, G), ``signs`` (G,) and ``civilians`` (G,) as in ``regrets``.
    """
    signed = signed_goals(values, signs)
    options, m, _ = signed.shape
    belief = np.tile(np.linspace(0.0, 1.0, levels), (m, 1))
    found = []
    for name, weight in stated_weights(civilians):
        expected = expected_utilities(
            signed, np.repeat(weight[:, None], levels, axis=1), belief, np.ones(m)
        )
        best = first_places(expected).mean(axis=(1, 2))
        regret = (expected.max(axis=0) - expected).reshape(options, -1)
        median, ninety, most = np.quantile(regret, QUANTILES, axis=1)
        shown = (weight, best, median, ninety, most)
        found.append(Stated(name, *(tuple(float(x) for x in row) for row in shown)))
    return tuple(found)
