"""What coupled increments save: continuations needed for the hinge share of one day.

Fixture: a Gaussian walk of 60 days won by who ends above zero; the share of day
30, 1.2 % of the doubt, found with a root mean square error, bias included, of
5 % of itself. Counted are the continuations from days 29 and 30, of 16 lines a
path. The coupled estimator has no bias: its variance over paths says how many it
needs. Plug-in squares know each chance from k branches of its own; their bias
falls with k and their variance with the number of paths, and the best k of all is
taken. Their moments come from binomial draws at the exact chances.
"""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from harness import Row, Sizes
from hinge.analysis.branching import gather
from hinge.analysis.examples import Walk
from hinge.analysis.hinge_shares import rises_coupled
from hinge.analysis.process import Array, Ints, Noise

DAY = 30
LINES = 16
PATHS = 4000
DRAWN = 100_000  # pairs of binomials for each k
ERROR = 0.05  # of the share


@dataclass(frozen=True)
class Naive:
    """A plug-in: ``squares`` of shares (n,) of branches from two days.

    ``sign``: that with which noise of the first day's share enters, the second's is +1.
    """

    name: str
    squares: Callable[[Array, Array], Array]
    sign: float


NAIVE = (
    Naive("squared swings of plug-in chances", lambda before, after: (after - before) ** 2, 1.0),
    Naive("differences of plug-in squares", lambda before, after: after**2 - before**2, -1.0),
)
TARGET = 50.0


def turning_rows(sizes: Sizes) -> Iterator[Row]:
    """Count continuations in rounds of one seed each; the median ratio counts."""
    counted = [needed(seed) for seed in range(1, sizes.rounds + 1)]
    for n, naive in enumerate(NAIVE):
        ratio = statistics.median(others[n] / own for own, others in counted)
        own = statistics.median(own for own, _ in counted)
        yield Row(
            f"coupled increments against {naive.name}", ratio, "x", "high", TARGET, None,
            sizes.rounds, f"{own:,.0f} continuations for {ERROR:.0%} error of day {DAY}'s share",
        )  # fmt: skip


def needed(seed: int) -> tuple[float, list[float]]:
    """Return continuations that coupled increments need, and each plug-in, with the paths of a seed."""
    process = Walk(seed)
    paths = np.arange(PATHS, dtype=np.int64)
    allowed = (ERROR * 0.25 * float(np.diff(process.settled()[[DAY - 1, DAY]])[0])) ** 2
    branches = gather(process, paths, [DAY - 1, DAY], LINES, piece=PATHS).table(0)[:, 1:3]
    own = 2.0 * LINES * float(rises_coupled(branches).var(ddof=1)) / allowed
    before, after = _chances(process, paths)
    generator = np.random.Generator(np.random.Philox(key=seed))
    return own, [_plugin(naive, before, after, allowed, generator) for naive in NAIVE]


def _chances(process: Walk, paths: Ints) -> tuple[Array, Array]:
    """Return the exact chances of paths (n,) after the day before and after the day."""
    noise = Noise(paths, np.zeros_like(paths))
    early = process.step(process.start(paths), 1, DAY - 1, noise)
    late = process.step(early, DAY, DAY, noise)
    return process.chance_at(early, DAY - 1), process.chance_at(late, DAY)


def _plugin(
    naive: Naive, before: Array, after: Array, allowed: float, generator: np.random.Generator
) -> float:
    """Return the fewest continuations with which a plug-in's mean squared error is ``allowed``."""
    picked = generator.integers(0, before.size, DRAWN)
    noise = [float((chance * (1.0 - chance)).mean()) for chance in (before, after)]
    least = np.inf
    for k in np.unique(np.round(np.logspace(1.0, 4.5, 43)).astype(np.int64)).tolist():
        first, second = (generator.binomial(k, chance[picked]) / k for chance in (before, after))
        bias = (naive.sign * noise[0] + noise[1]) / k
        spare = allowed - bias**2
        if spare > 0.0:
            variance = float(naive.squares(first, second).var(ddof=1))
            least = min(least, 2.0 * k * variance / spare)
    return least
