"""Philox4x32-10: random words as a pure function of a key and a counter.

Source: Salmon, Moraes, Dror, Shaw (2011), Parallel random numbers: as easy as
1, 2, 3, SC '11. The published known answers are a test. Nothing is stored
between calls, so a draw depends on what it is for and never on when it is made.
"""

from __future__ import annotations

import numpy as np

from hinge.draws.compiled import inlined

MULTIPLIER_0 = np.uint64(0xD2511F53)
MULTIPLIER_1 = np.uint64(0xCD9E8D57)
WEYL_0 = np.uint64(0x9E3779B9)
WEYL_1 = np.uint64(0xBB67AE85)
MASK = np.uint64(0xFFFFFFFF)
HALF = np.uint64(32)


@inlined
def philox(
    c0: np.uint64, c1: np.uint64, c2: np.uint64, c3: np.uint64, k0: np.uint64, k1: np.uint64
) -> tuple[np.uint64, np.uint64, np.uint64, np.uint64]:
    """Return four random 32-bit words (held in uint64) for a counter of four and a key of two.

    Products of two 32-bit words fit 64 bits, so no operation here overflows.
    """
    for _ in range(10):
        p0 = MULTIPLIER_0 * c0
        p1 = MULTIPLIER_1 * c2
        c0 = (p1 >> HALF) ^ c1 ^ k0
        c1 = p1 & MASK
        c2 = (p0 >> HALF) ^ c3 ^ k1
        c3 = p0 & MASK
        k0 = (k0 + WEYL_0) & MASK
        k1 = (k1 + WEYL_1) & MASK
    return c0, c1, c2, c3
