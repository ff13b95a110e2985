"""Charts of the live page as Vega-Lite specifications without rows: the page puts those of its pictures in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

import numpy as np

from hinge.figures.fan import two_fans
from hinge.figures.theme import ROWS
from hinge.live.shown import FanSeries

HEIGHT = 150
"""Height of a plot: two stand beside map, harm and claims on one screen."""

CHANCE = "chance"
"""Name of the chart of a share of runs by day."""

OF_100 = 100.0


def specs(series: Sequence[FanSeries], start: dt.date, days: int) -> dict[str, Any]:
    """Return the chart of A and B for each series by its id, and that of a share of runs by day.

    Rows are those of ``figures.fan.two_fans``: ``arm`` A or B, ``day``, ``date`` and the five
    columns of a fan. ``days``: how many a picture has, the first included.
    """
    nothing = np.zeros((1, days))
    shown = [(one.id, one.title, one.unit, one.top) for one in series]
    shown.append((CHANCE, "Share of runs by day", "of 100 runs", OF_100))
    found = {}
    for key, title, unit, top in shown:
        figure = two_fans(key, title, unit, (nothing, nothing), start, top=top, height=HEIGHT)
        spec = figure.spec()
        spec["datasets"][ROWS] = []
        found[key] = spec
    return found
