"""Quantal response: one of several options is drawn, the better the likelier.

P(option) ~ exp(lambda * U)

McKelvey and Palfrey (1995). At lambda 0 all are as likely; at a large one the
best is taken. Assumption 1: errors of all options are alike and independent.
"""

from __future__ import annotations

from hinge.draws.compiled import compiled
from hinge.draws.elementary import exp
from hinge.draws.sampling import StreamKey, uniform
from hinge.world.scratch import Scratch


@compiled
def quantal(
    scratch: Scratch,
    options: int,
    wait: float,
    rationality: float,
    key: StreamKey,
    purpose: int,
    entity: int,
    day: int,
) -> int:
    """Return the option drawn by quantal response, or -1 for waiting; its utility in ``scratch.chosen``."""
    score, odds, best = scratch.score, scratch.odds, wait
    for n in range(options):
        best = max(best, score[n])
    total = exp(rationality * (wait - best))
    for n in range(options):
        odds[n] = exp(rationality * (score[n] - best))
        total += odds[n]
    left = uniform(key, day, purpose, 0, entity) * total
    for n in range(options):
        left -= odds[n]
        if left < 0.0:
            scratch.chosen[0] = score[n]
            return n
    return -1
