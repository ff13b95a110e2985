"""The path of the record in both views: chances by day, and nothing that hindsight must not say."""

import numpy as np
import pytest

from hinge.scenario.load import load
from hinge.turn.campaign import Wanted
from hinge.turn.run import Turned, turn

FEW = {"paths": 12, "lines": 4, "every": 30}


@pytest.fixture(scope="module", params=["commander", "historian"])
def seen(request, tmp_path_factory: pytest.TempPathFactory) -> Turned:
    folder = tmp_path_factory.mktemp("seen") / request.param
    return turn(load("aleppo-2016"), Wanted(view=request.param, **FEW), out=folder)


def test_both_views_give_a_chance_by_day_and_no_shares(seen: Turned) -> None:
    rows = seen.result["chance"]
    assert [row["day"] for row in rows] == [0, 30, 44]  # the last is the assessment date
    assert rows[0]["date"] == "2016-06-25"
    for row in rows:
        assert row["band_low"] <= row["low"] <= row["chance"] <= row["high"] <= row["band_high"]
        assert row["within"] ** 2 + row["between"] ** 2 == pytest.approx(row["se"] ** 2)
        assert 0.0 < row["effective"] <= 12.0 + 1e-9
    assert seen.result["shares"] == []
    assert seen.result["enough"] is False
    assert seen.result["civilians"]["killed"] > 0.0


def test_only_the_commanders_view_speaks_of_changes(seen: Turned) -> None:
    commander = seen.result["view"] == "commander"
    assert ("swings" in seen.result) is commander
    if commander:
        assert [row["observed"] for row in seen.result["chance"]] == [1, 1, 5]
        assert not any(row["news"] for row in seen.result["swings"])  # twelve are too few


def test_a_view_is_digested_and_goes_on_from_its_folder(seen: Turned) -> None:
    (seen.folder / "turning.json").unlink()
    view = Wanted(view=seen.result["view"], **FEW)
    again = turn(load("aleppo-2016"), view, out=seen.folder)
    assert again.result == seen.result
    assert np.load(seen.folder / "ends" / "day-0030.npy").shape == (
        12,
        4,
        len(again.result["outcomes"]),
    )
