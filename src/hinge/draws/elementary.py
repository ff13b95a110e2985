"""exp, log, cos and the normal quantile from plain arithmetic, the same bits on every machine.

The system's mathematical library may differ between processors; additions,
multiplications, divisions, square roots and reading the exponent out of the bits of a
number do not. Errors against the library are below 4 units in the last place for exp and
log over the ranges that the engine uses (checked in tests).

Sources: exp by range reduction and its Taylor series, added in pairs (Estrin), log by the series of
2 artanh; normal quantile by Wichura (1988), algorithm AS 241 (PPND16).
"""

from __future__ import annotations

import math

from hinge.draws.compiled import entry, exponent, inlined, mantissa, two_to

LN2_HIGH = 6.93147180369123816490e-01
LN2_LOW = 1.90821492927058770002e-10
INV_LN2 = 1.44269504088896338700
SQRT_HALF = 0.70710678118654752440
EXP_MAX = 700.0
C3, C4, C5, C6 = 1.0 / 6.0, 1.0 / 24.0, 1.0 / 120.0, 1.0 / 720.0  # 1 / n! of the series of exp
C7, C8, C9, C10 = 1.0 / 5040.0, 1.0 / 40320.0, 1.0 / 362880.0, 1.0 / 3628800.0
C11, C12, C13 = 1.0 / 39916800.0, 1.0 / 479001600.0, 1.0 / 6227020800.0


@entry
def exp(x: float) -> float:
    """Return e to the x; arguments beyond +-700 are held there (no overflow, no denormals)."""
    return exp_inlined(x)


@inlined
def exp_inlined(x: float) -> float:
    """Return ``exp`` of ``x``: for loops over rows, which then do several at once, and where it is called most."""
    if x > EXP_MAX:
        x = EXP_MAX
    if x < -EXP_MAX:
        return 0.0
    k = math.floor(x * INV_LN2 + 0.5)
    r = (x - k * LN2_HIGH) - k * LN2_LOW  # |r| <= ln(2) / 2
    r2 = r * r
    r4 = r2 * r2
    low = (1.0 + r) + (0.5 + r * C3) * r2 + ((C4 + r * C5) + (C6 + r * C7) * r2) * r4
    high = (C8 + r * C9) + (C10 + r * C11) * r2 + (C12 + r * C13) * r4
    total = low + high * (r4 * r4)
    return float(total * two_to(int(k)))


@entry
def log(x: float) -> float:
    """Return the natural logarithm of ``x`` > 0; for 0 and below, the value at the smallest normal."""
    if x < 2.2250738585072014e-308:
        x = 2.2250738585072014e-308
    m, e = mantissa(x), exponent(x)
    if m < SQRT_HALF:
        m = m * 2.0
        e = e - 1
    s = (m - 1.0) / (m + 1.0)  # |s| <= 0.1716
    s2 = s * s
    total = 0.0
    for n in range(21, 0, -2):
        total = total * s2 + 1.0 / n
    return e * LN2_HIGH + (2.0 * s * total + e * LN2_LOW)


@entry
def power(base: float, exponent: float) -> float:
    """Return ``base`` (>= 0) to the ``exponent``; 0 to any positive power is 0, anything to 0 is 1."""
    if exponent == 0.0:
        return 1.0
    if base <= 0.0:
        return 0.0
    if exponent == 1.0:
        return base
    return exp_inlined(exponent * log(base))


@entry
def logistic(x: float) -> float:
    """Return 1 / (1 + exp(-x))."""
    return 1.0 / (1.0 + exp(-x))


@entry
def _ratio_central(r: float) -> float:
    """Return the rational part of AS 241 for |p - 1/2| <= 0.425."""
    top = 2509.0809287301226727
    top = top * r + 33430.575583588128105
    top = top * r + 67265.770927008700853
    top = top * r + 45921.953931549871457
    top = top * r + 13731.693765509461125
    top = top * r + 1971.5909503065514427
    top = top * r + 133.14166789178437745
    top = top * r + 3.387132872796366608
    low = 5226.495278852854561
    low = low * r + 28729.085735721942674
    low = low * r + 39307.89580009271061
    low = low * r + 21213.794301586595867
    low = low * r + 5394.1960214247511077
    low = low * r + 687.1870074920579083
    low = low * r + 42.313330701600911252
    low = low * r + 1.0
    return top / low


@entry
def _ratio_near(r: float) -> float:
    """Return the rational part of AS 241 for the near tail, r = sqrt(-log p) - 1.6 <= 3.4."""
    top = 7.7454501427834140764e-4
    top = top * r + 0.0227238449892691845833
    top = top * r + 0.24178072517745061177
    top = top * r + 1.27045825245236838258
    top = top * r + 3.64784832476320460504
    top = top * r + 5.7694972214606914055
    top = top * r + 4.6303378461565452959
    top = top * r + 1.42343711074968357734
    low = 1.05075007164441684324e-9
    low = low * r + 5.475938084995344946e-4
    low = low * r + 0.0151986665636164571966
    low = low * r + 0.14810397642748007459
    low = low * r + 0.68976733498510000455
    low = low * r + 1.6763848301838038494
    low = low * r + 2.05319162663775882187
    low = low * r + 1.0
    return top / low


@entry
def _ratio_far(r: float) -> float:
    """Return the rational part of AS 241 for the far tail, r = sqrt(-log p) - 5."""
    top = 2.01033439929228813265e-7
    top = top * r + 2.71155556874348757815e-5
    top = top * r + 0.0012426609473880784386
    top = top * r + 0.026532189526576123093
    top = top * r + 0.29656057182850489123
    top = top * r + 1.7848265399172913358
    top = top * r + 5.4637849111641143699
    top = top * r + 6.6579046435011037772
    low = 2.04426310338993978564e-15
    low = low * r + 1.4215117583164458887e-7
    low = low * r + 1.8463183175100546818e-5
    low = low * r + 7.868691311456132591e-4
    low = low * r + 0.0148753612908506148525
    low = low * r + 0.13692988092273580531
    low = low * r + 0.59983220655588793769
    low = low * r + 1.0
    return top / low


@entry
def normal_quantile(p: float) -> float:
    """Return the standard normal quantile of ``p`` in (0, 1), to about 16 digits (AS 241)."""
    q = p - 0.5
    if abs(q) <= 0.425:
        return q * _ratio_central(0.180625 - q * q)
    tail = p if q < 0.0 else 1.0 - p
    r = math.sqrt(-log(tail))
    value = _ratio_near(r - 1.6) if r <= 5.0 else _ratio_far(r - 5.0)
    return -value if q < 0.0 else value
