"""Keyed draws and elementary functions in plain Python: the formulas of ``src/hinge/draws``, written out again.

Integers and floats of Python are several times faster here than scalars of NumPy.
"""

from __future__ import annotations

import math

MASK = 0xFFFFFFFF
LN2_HIGH = 6.93147180369123816490e-01
LN2_LOW = 1.90821492927058770002e-10
INV_LN2 = 1.44269504088896338700
SQRT_HALF = 0.70710678118654752440
C3, C4, C5, C6 = 1.0 / 6.0, 1.0 / 24.0, 1.0 / 120.0, 1.0 / 720.0
C7, C8, C9, C10 = 1.0 / 5040.0, 1.0 / 40320.0, 1.0 / 362880.0, 1.0 / 3628800.0
C11, C12, C13 = 1.0 / 39916800.0, 1.0 / 479001600.0, 1.0 / 6227020800.0
ODD = tuple(1.0 / n for n in range(21, 0, -2))
RARE = 0.01  # mean below which a count is 0 or 1

# Normal quantile, Wichura (1988), AS 241: top and bottom of three rational functions.
CENTRAL = (
    (2509.0809287301226727, 33430.575583588128105, 67265.770927008700853, 45921.953931549871457,
     13731.693765509461125, 1971.5909503065514427, 133.14166789178437745, 3.387132872796366608),
    (5226.495278852854561, 28729.085735721942674, 39307.89580009271061, 21213.794301586595867,
     5394.1960214247511077, 687.1870074920579083, 42.313330701600911252, 1.0),
)  # fmt: skip
NEAR = (
    (7.7454501427834140764e-4, 0.0227238449892691845833, 0.24178072517745061177,
     1.27045825245236838258, 3.64784832476320460504, 5.7694972214606914055,
     4.6303378461565452959, 1.42343711074968357734),
    (1.05075007164441684324e-9, 5.475938084995344946e-4, 0.0151986665636164571966,
     0.14810397642748007459, 0.68976733498510000455, 1.6763848301838038494,
     2.05319162663775882187, 1.0),
)  # fmt: skip
FAR = (
    (2.01033439929228813265e-7, 2.71155556874348757815e-5, 0.0012426609473880784386,
     0.026532189526576123093, 0.29656057182850489123, 1.7848265399172913358,
     5.4637849111641143699, 6.6579046435011037772),
    (2.04426310338993978564e-15, 1.4215117583164458887e-7, 1.8463183175100546818e-5,
     7.868691311456132591e-4, 0.0148753612908506148525, 0.13692988092273580531,
     0.59983220655588793769, 1.0),
)  # fmt: skip

Key = tuple[int, int]  # seed, replication


def uniform(key: Key, tick: int, purpose: int, sub: int, entity: int) -> float:
    """Return a uniform draw in (0, 1): Philox4x32-10 on (replication, tick, purpose and sub, entity)."""
    c0, c1, c2, c3 = key[1], tick, (purpose << 24) | sub, entity
    k0, k1 = key[0], 0
    for _ in range(10):
        p0 = 0xD2511F53 * c0
        p1 = 0xCD9E8D57 * c2
        c0 = (p1 >> 32) ^ c1 ^ k0
        c1 = p1 & MASK
        c2 = (p0 >> 32) ^ c3 ^ k1
        c3 = p0 & MASK
        k0 = (k0 + 0x9E3779B9) & MASK
        k1 = (k1 + 0xBB67AE85) & MASK
    return ((c0 >> 6) * 67108864.0 + (c1 >> 6)) * 2.0**-52 + 2.0**-53


def exp(x: float) -> float:
    """Return e to the x, by range reduction and a Taylor series added in pairs."""
    x = min(x, 700.0)
    if x < -700.0:
        return 0.0
    k = math.floor(x * INV_LN2 + 0.5)
    r = (x - k * LN2_HIGH) - k * LN2_LOW
    r2 = r * r
    r4 = r2 * r2
    low = (1.0 + r) + (0.5 + r * C3) * r2 + ((C4 + r * C5) + (C6 + r * C7) * r2) * r4
    high = (C8 + r * C9) + (C10 + r * C11) * r2 + (C12 + r * C13) * r4
    total = low + high * (r4 * r4)
    return math.ldexp(total, k) if k else total


def log(x: float) -> float:
    """Return the natural logarithm of ``x`` > 0, by the series of 2 artanh."""
    mantissa, exponent = math.frexp(x)
    if mantissa < SQRT_HALF:
        mantissa *= 2.0
        exponent -= 1
    s = (mantissa - 1.0) / (mantissa + 1.0)
    s2 = s * s
    total = 0.0
    for c in ODD:
        total = total * s2 + c
    return exponent * LN2_HIGH + (2.0 * s * total + exponent * LN2_LOW)


def power(base: float, exponent: float) -> float:
    """Return ``base`` (>= 0) to the ``exponent``."""
    if exponent == 0.0:
        return 1.0
    if base <= 0.0:
        return 0.0
    return base if exponent == 1.0 else exp(exponent * log(base))


def _rational(parts: tuple[tuple[float, ...], tuple[float, ...]], r: float) -> float:
    """Return the quotient of two polynomials."""
    top = low = 0.0
    for a, b in zip(*parts, strict=True):
        top = top * r + a
        low = low * r + b
    return top / low


def normal_quantile(p: float) -> float:
    """Return the standard normal quantile of ``p`` in (0, 1)."""
    q = p - 0.5
    if abs(q) <= 0.425:
        return q * _rational(CENTRAL, 0.180625 - q * q)
    r = math.sqrt(-log(p if q < 0.0 else 1.0 - p))
    value = _rational(NEAR, r - 1.6) if r <= 5.0 else _rational(FAR, r - 5.0)
    return -value if q < 0.0 else value


def whole(value: float, u: float) -> float:
    """Round to a whole number, up with the probability of the fraction."""
    low = float(math.floor(value))
    return low + 1.0 if u < value - low else low


def count(mean: float, dispersion: float, u_size: float, u_round: float) -> float:
    """Return an overdispersed whole number with that mean."""
    if mean < RARE:
        return whole(mean, u_round)
    s2 = log(1.0 + 1.0 / mean + 1.0 / dispersion)
    return whole(mean * exp(math.sqrt(s2) * normal_quantile(u_size) - 0.5 * s2), u_round)
