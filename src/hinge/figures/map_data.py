"""What moves on a map as plain data: who holds what, day by day, in how many runs or in one.

Arrays go to the browser as ``{"shape": [..., days], "data": base64}``, each value a
byte. Along the days only differences are kept (modulo 256), and a run of zeros is a
zero and its length (1 to 255); ``figures/web/decode.js`` reads them. Shares are in
two-hundredths, so half a run in a hundred is the smallest step that a map shows.
"""

from __future__ import annotations

import base64
import datetime as dt
from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from hinge.figures.map_geo import geo
from hinge.figures.palette import SIEGE_STATES
from hinge.figures.recorded import Course
from hinge.scenario.scenario import Scenario
from hinge.scenario.vintage import STRICT

__all__ = ["chosen_runs", "coded", "events", "frames", "geo", "one_run", "share_units"]

UNITS = 200
"""Units of a share: 200 is all runs."""

LONGEST = 255
"""Zeros that one pair of bytes can stand for."""

Json = dict[str, Any]
Ints = npt.NDArray[np.integer]
Bytes = npt.NDArray[np.uint8]


def frames(control: Ints, contested: Ints | None, siege: Ints, sides: Sequence[str]) -> Json:
    """Return in which share of runs each area is held by whom, and each way in is in which state.

    ``control`` (R, D, A): index of a side, -1 nobody; ``contested`` (R, D, A): 1 while opposed
    formations are both there, or None; ``siege`` (R, D, W): state 0 to 3; ``sides``: their ids.
    The object: ``days``, ``runs``, and as coded arrays ``share`` (S, A, D), ``contested`` (A, D)
    or None, ``siege`` (W, 4, D), all in two-hundredths of the runs.
    """
    return {
        "days": int(control.shape[1]),
        "runs": int(control.shape[0]),
        "share": coded(np.moveaxis(share_units(control, len(sides)), 0, -1)),
        "contested": None if contested is None else coded(share_units(contested, 2)[:, 1].T),
        "siege": coded(np.moveaxis(share_units(siege, len(SIEGE_STATES)), 0, -1).swapaxes(0, 1)),
    }


def one_run(control: Ints, contested: Ints | None, siege: Ints, label: str) -> Json:
    """Return one course as an object: ``label``, and coded arrays.

    ``control`` (D, A), ``contested`` (D, A) or None, ``siege`` (D, W): as of one replication.
    The object's: ``control`` (A, D), 1 more than the side's index and 0 for nobody;
    ``contested`` (A, D), 0 and 1, or None; ``siege`` (W, D), states 0 to 3.
    """
    return {
        "label": label,
        "control": coded((control.T + 1).astype(np.uint8)),
        "contested": None if contested is None else coded(contested.T.astype(np.uint8)),
        "siege": coded(siege.T.astype(np.uint8)),
    }


def share_units(values: Ints, kinds: int) -> Bytes:
    """Return in how many two-hundredths of the runs each value 0 to ``kinds`` - 1 stands.

    ``values`` (R, D, N); the result is (D, ``kinds``, N), halves rounded up.
    """
    runs = values.shape[0]
    least = np.min_scalar_type(runs)  # adds up several times as fast as whole words
    counts = np.stack(
        [(values == kind).view(np.uint8).sum(axis=0, dtype=least) for kind in range(kinds)], axis=1
    ).astype(np.int64)
    units: Bytes = ((2 * UNITS * counts + runs) // (2 * runs)).astype(np.uint8)
    return units


def coded(values: Bytes) -> Json:
    """Return an array whose last axis is days, as this module codes arrays.

    >>> coded(np.array([[5, 5, 5, 6]], dtype=np.uint8))
    {'shape': [1, 4], 'data': 'BQACAQ=='}
    """
    steps = np.diff(values, axis=-1, prepend=np.uint8(0)).ravel()
    turns = np.flatnonzero(steps)
    zeros = np.diff(turns, prepend=-1, append=steps.size) - 1  # before each turn, and at the end
    pairs = -(-zeros // LONGEST)
    begin = np.cumsum(2 * pairs + 1) - 2 * pairs - 1  # of each run of zeros in what comes out
    out = np.zeros(int(2 * pairs.sum()) + turns.size, dtype=np.uint8)
    out[(begin + 2 * pairs)[:-1]] = steps[turns]
    run = np.repeat(np.arange(pairs.size), pairs)
    place = np.arange(run.size) - np.repeat(np.cumsum(pairs) - pairs, pairs)
    out[begin[run] + 2 * place + 1] = np.minimum(zeros[run] - LONGEST * place, LONGEST)
    return {"shape": list(values.shape), "data": base64.b64encode(out.tobytes()).decode("ascii")}


def chosen_runs(course: Course, count: int) -> list[int]:
    """Return rows of ``count`` replications (all, if there are fewer), spread over how they end.

    In order of how much ground one side holds on the last day: the side for which that
    differs most from run to run. Of equal ones the smaller replication number comes first.
    """
    last = course.control()[:, -1, :]
    sides = range(int(last.max(initial=0)) + 1)
    held = np.stack([(last == side).sum(axis=1) for side in sides])
    ground = held[int(np.argmax(held.var(axis=1)))]
    order = np.lexsort((course.replication, ground))
    picks = np.linspace(0, order.size - 1, min(count, order.size)).round().astype(int)
    return [int(order[pick]) for pick in picks]


def events(scenario: Scenario, start: dt.date, days: int) -> list[Json]:
    """Return the dated events of a scenario on the days of a course, in order of date.

    Each: ``day`` (0 is ``start``), ``date``, ``text``, ``kind`` (of the table; ``assessment`` marks
    the assessment date itself), ``scheduled`` (announced, not yet seen), ``areas`` (ids). In a strict
    scenario only what was public by the assessment date.
    """
    assessed = scenario.head.assessment_date
    shown = [
        _event(event.date, start, event.text, event.kind, event.areas, scheduled=event.scheduled)
        for event in scenario.events
        if (event.scheduled or event.date <= assessed)
        and (scenario.vintage != STRICT or (event.known_on or event.date) <= assessed)
    ]
    note = "Assessment date: what became known later sets nothing here."
    shown.append(_event(assessed, start, note, "assessment", (), scheduled=False))
    shown = [event for event in shown if 0 <= event["day"] < days]
    return sorted(shown, key=lambda event: (event["day"], event["kind"] == "assessment"))


def _event(
    date: dt.date, start: dt.date, text: str, kind: str, areas: tuple[str, ...], *, scheduled: bool
) -> Json:
    """Return one event."""
    return {
        "day": (date - start).days,
        "date": date.isoformat(),
        "text": text,
        "kind": kind,
        "scheduled": scheduled,
        "areas": list(areas),
    }
