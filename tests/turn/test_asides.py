"""What shook the top window, and who could have moved the chance before it: added to a run that is there."""

from dataclasses import replace

import numpy as np
import pytest

from hinge.analysis.streams import halves
from hinge.engine.purposes import SHOCKS
from hinge.scenario.load import load
from hinge.scenario.scenario import Scenario
from hinge.turn.asides import _some, top_window
from hinge.turn.campaign import Wanted, campaigns
from hinge.turn.record import ENDS
from hinge.turn.run import turn

SMALL = Wanted(outcomes=("D02",), paths=103, lines=4, every=20, seed=2, refine=False)


@pytest.fixture(scope="module")
def ring() -> Scenario:
    plain = load("ring")
    plans = tuple(plan.model_copy(update={"actor": "cobalt"}) for plan in plain.interventions)
    return replace(plain, interventions=plans)


def test_shocks_and_leverage_are_added_to_the_run_that_is_there(
    ring, tmp_path, monkeypatch
) -> None:
    monkeypatch.setattr("hinge.turn.asides.PATHS", 24)
    first = turn(ring, SMALL, out=tmp_path / "run")
    written = {path: path.stat().st_mtime_ns for path in (first.folder / ENDS).iterdir()}
    turn(ring, replace(SMALL, leverage=True), out=tmp_path / "run")
    more = turn(ring, replace(SMALL, shocks=True), out=tmp_path / "run")
    assert {path: path.stat().st_mtime_ns for path in written} == written
    assert more.digest == first.digest
    assert {name: more.result[name] for name in first.result} == first.result

    shocks = more.result["shocks"]
    assert [row["group"] for row in shocks["groups"]] == list(SHOCKS)
    assert sum(row["share"] for row in shocks["groups"]) == pytest.approx(shocks["total"])

    actor = more.result["leverage"]["actors"][0]
    effects = {row["option"]: row for row in actor["options"]}
    assert actor["actor"] == "cobalt"
    for name in ("baseline", "nothing_changes"):
        assert (effects[name]["effect"], effects[name]["se"]) == (0.0, 0.0)
    assert actor["low"] <= actor["high"]

    kept = turn(ring, SMALL, out=tmp_path / "run")  # asked without them, they stay
    assert kept.result == more.result


def test_who_chose_the_window_is_not_asked_what_shook_it(ring) -> None:
    found = campaigns(ring, SMALL, 1)
    asked = _some(found)
    assert asked.size == (halves(found.paths) == 1).sum()
    assert np.all(halves(asked) == 1)


def test_the_top_window_is_the_rules_or_else_the_step_that_settles_most() -> None:
    rows = [{"since": 0, "day": 4, "share": 0.1}, {"since": 4, "day": 8, "share": 0.3}]
    assert top_window({"ruling": {"window": None}, "shares": rows}) == (5, 8)
    named = {"first": 2, "last": 3}
    assert top_window({"ruling": {"window": named}, "shares": rows}) == (2, 3)
