"""Nothing is scripted: without any dated event the reference campaign still goes on and is fought over."""

import json
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from hinge.draws.compiled import JIT
from hinge.scenario.load import load
from hinge.scenario.series import series_names
from replays import Replay

DAYS = 30
DRAWS = 4


@pytest.fixture(scope="module")
def records() -> list[dict[str, Any]]:
    """Thirty days from the first day of the campaign, with every dated event dropped."""
    full = load("aleppo-2016")
    bare = replace(full, events=())
    replay = Replay(bare, bare.head.start, draws=DRAWS, compiled=JIT)
    assert replay.world.plan.event_day.size == 0
    names = series_names(bare)
    outs = [replay.run(DAYS, draw) for draw in range(DRAWS)]
    return [dict(zip(names, out.series.T, strict=True)) for out in outs]


@pytest.mark.slow
def test_both_sides_attack_though_nothing_is_dated(records: list[dict[str, Any]]) -> None:
    for side in ("government", "opposition"):
        begun = [int(run[f"efforts.{side}"][-1]) for run in records]
        assert sum(begun) > 0, json.dumps({side: begun})


@pytest.mark.slow
def test_every_campaign_is_fought_to_the_last_day(records: list[dict[str, Any]]) -> None:
    for run in records:
        assert all(np.isfinite(series).all() for series in run.values())
        for side in ("government", "opposition"):
            killed = np.diff(run[f"killed.{side}"])
            assert (killed >= 0.0).all()
            assert killed[-5:].sum() > 0.0


@pytest.mark.slow
def test_campaigns_differ_from_draw_to_draw(records: list[dict[str, Any]]) -> None:
    gained = {
        (float(r["gained.government"][-1]), float(r["gained.opposition"][-1])) for r in records
    }
    assert len(gained) > 1
