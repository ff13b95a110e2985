"""A course or a distribution on one line of a terminal: one small bar for each value.

Bars stand on nought, so that twice the height is twice the value; lines that
shall be compared get the same ``high``. See ``letters`` for outputs that have no
such letters.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence

from hinge.cli.letters import BARS

WIDTH = 24  # letters of a line where nobody asks for another width
STRIP = 21  # letters from 0 to 100, a letter for five
EIGHTHS = " ▏▎▍▌▋▊▉"
TRACK, SPAN, POINT = "┈", "━", "●"


def sparkline(
    values: Sequence[float | None], *, high: float | None = None, width: int | None = None
) -> str:
    """Return bars for values from 0 to ``high`` (by default the largest), a letter each.

    ``width``: at most so many letters; longer series are cut into as many equal parts, each
    shown by its mean. Nothing, and what is not a number, is a gap; values below 0 are shown as 0.

    >>> sparkline([0, 1, 2, 4]), sparkline([1, None, 1], high=2), sparkline([0, 0])
    ('▁▂▄█', '▄ ▄', '▁▁')
    """
    if width is not None and width < 1:
        raise ValueError("a line needs room for one letter")
    shown = [_number(value) for value in values]
    if width is not None and len(shown) > width:
        shown = _parts(shown, width)
    top = max([value for value in shown if value is not None], default=0.0)
    return "".join(_bar(value, top if high is None else high) for value in shown)


def strip(low: float, share: float, high: float, *, width: int = STRIP) -> str:
    """Return a line from 0 to 100 with an interval and a point in it, all as shares from 0 to 1.

    >>> strip(0.4, 0.5, 0.7, width=11)
    '┈┈┈┈━●━━┈┈┈'
    """
    letters = [TRACK] * width
    for place in range(_place(low, width), _place(high, width) + 1):
        letters[place] = SPAN
    letters[_place(share, width)] = POINT
    return "".join(letters)


def bar(part: float, width: int) -> str:
    """Return a bar for a part of ``width`` letters, in eighths of a letter; nothing for nothing.

    >>> bar(0.5, 4), bar(0.3, 4), bar(0.0, 4)
    ('██', '█▏', '')
    """
    eighths = round(8 * width * min(max(part, 0.0), 1.0))
    return ("█" * (eighths // 8) + EIGHTHS[eighths % 8]).strip()


def by_week(values: Sequence[float]) -> list[float]:
    """Return what a count that only grows gained in each whole week from its first day.

    Days after the last whole week are left out, for a part of a week would look like a fall.

    >>> by_week([0, 1, 2, 3, 4, 5, 6, 7, 7, 7, 7, 7, 7, 7, 21, 30])
    [7.0, 14.0]
    """
    edges = [float(value) for value in values[::7]]
    return [after - before for before, after in itertools.pairwise(edges)]


def _number(value: float | None) -> float | None:
    """Return a number that can be drawn, None for what cannot."""
    return None if value is None or not math.isfinite(value) else float(value)


def _parts(values: list[float | None], width: int) -> list[float | None]:
    """Return the means of ``width`` parts of nearly equal length; None where a part has no number."""
    edges = [part * len(values) // width for part in range(width + 1)]
    found: list[float | None] = []
    for first, last in itertools.pairwise(edges):
        known = [value for value in values[first:last] if value is not None]
        found.append(sum(known) / len(known) if known else None)
    return found


def _bar(value: float | None, high: float) -> str:
    """Return the letter of a value, as many eighths high as it has of ``high``; the lowest for 0."""
    if value is None:
        return " "
    part = min(max(value / high, 0.0), 1.0) if high > 0 else 0.0
    return BARS[max(round(part * len(BARS)), 1) - 1]


def _place(share: float, width: int) -> int:
    """Return the letter in which a share lies."""
    return round(min(max(share, 0.0), 1.0) * (width - 1))
