"""One small figure of each kind of chart, for tests of what all of them promise."""

import datetime as dt
from collections.abc import Callable
from functools import cache

import numpy as np

from hinge.figures.chance import chance, settled
from hinge.figures.civilians import harm_by_author, quantile_dots
from hinge.figures.drivers import Driver, drivers
from hinge.figures.fan import fan, two_fans
from hinge.figures.figure import Figure
from hinge.figures.harm import Harm
from hinge.figures.options import Weighting, weighings
from hinge.figures.shares import Share, shares
from hinge.figures.siege import siege

START = dt.date(2016, 6, 25)
SIDES = {"amber": "Amber side", "teal": "Teal side"}
RISING = np.outer(np.arange(1.0, 101.0), np.arange(90.0))  # (R, days)
STATES = np.tile(np.repeat(np.arange(4), 25)[:, None], (1, 90))  # 25 runs in each state, always
DRIVERS = (
    Driver("how wide the road is", "40 t a day", "210 t a day", 0.4, 0.5),
    Driver("how often guns can fire", "20 rounds", "110 rounds", 0.9, 0.2, "A04"),
)
HARM = (
    Harm("", "", 30.0, 60.0, 90.0),
    Harm("", "amber", 20.0, 40.0, 70.0),
    Harm("", "teal", 5.0, 20.0, 30.0),
    Harm("", "unattributed", 0.0, 0.0, 0.0),
    Harm("indirect_fire", "amber", 2.0, 10.0, 20.0),
    Harm("air_strikes", "amber", 18.0, 30.0, 50.0),
    Harm("ground_fighting", "teal", 5.0, 20.0, 30.0),
)
CURVE = [
    {
        "day": day,
        "date": f"2016-07-{day + 1:02d}",
        "chance": 0.5 + 0.01 * day,
        "band_low": 0.4,
        "band_high": 0.8,
        "tenth": 0.1,
        "ninetieth": 0.9,
    }
    for day in (0, 4, 8)
]
SETTLED = [
    {
        "since": since,
        "day": day,
        "date": f"2016-07-{day + 1:02d}",
        "share": share,
        "band_low": share - 0.1,
        "band_high": share + 0.1,
        "null": 0.02,
    }
    for since, day, share in ((0, 4, 0.4), (4, 5, 0.1), (5, 8, -0.05))
]
WEIGHED = (
    Weighting("All goals alike", (0.7, 0.3), (0.5, 2.0)),
    Weighting("Foremost: the civilians killed on every side", (0.2, 0.8), (1.5, 1.0)),
)
TURNED = [(4, 5, "turning point, 5 Jul")]
SHARES = (
    Share("A01 The ring closes.", 0.84, 0.8, 0.87, "holds in most"),
    Share("A02 The ring opens.", 0.05, 0.02, 0.09, "fails in nearly all"),
)


MAKERS: dict[str, Callable[[], Figure]] = {
    "fan": lambda: fan(
        "fan", "Killed", "persons", RISING, START, colour="#bd863e",
        record=[(10, 400.0), (40, 2000.0)], events=[(20, "a truce")],
    ),
    "two-fans": lambda: two_fans(
        "two-fans", "Killed", "persons", (RISING, 0.8 * RISING), START, names=("as it was", "with trucks")
    ),
    "siege": lambda: siege("siege", "The town: ways in", STATES, START),
    "drivers": lambda: drivers("drivers", "What it hinges on", DRIVERS, overall=0.6),
    "harm": lambda: harm_by_author("harm", "By whom, and how", HARM, SIDES),
    "dots": lambda: quantile_dots("dots", "Killed by the last day", "persons", RISING[:, -1]),
    "chance": lambda: chance("chance", "The chance of it", CURVE, turning=TURNED),
    "settled": lambda: settled("settled", "What each day settles", SETTLED, turning=TURNED),
    "weighings": lambda: weighings("weighings", "Which option is best", ("Hold", "Offer terms"), WEIGHED),
    "shares": lambda: shares("shares", "How often each claim holds", SHARES),
}  # fmt: skip
"""One figure of each kind, by its id."""


@cache
def made(kind: str) -> Figure:
    """A figure of a kind, made once."""
    return MAKERS[kind]()
