"""Pictures: from the first runs and from all, equal for equal settings, paired with the other arm."""

from __future__ import annotations

import json
import threading

import numpy as np
import pytest

from hinge.analysis.intervals import wilson
from hinge.errors import InputError
from hinge.live.numbers import FAN, quantiles, shortened
from hinge.live.opening import Progress, open_live
from hinge.scenario.load import shipped

CONVOYS = ["relief_convoys:from=2001-06-20"]


def plain(picture: dict) -> dict:
    return {key: value for key, value in picture.items() if key != "ms"}


def test_the_first_runs_come_first_and_then_all(ring) -> None:
    pictures = list(ring.pictures(CONVOYS, first=8))
    assert [picture["runs"] for picture in pictures] == [8, ring.runs]
    assert {picture["of"] for picture in pictures} == {ring.runs}
    assert {picture["since"] for picture in pictures} == {35}


def test_a_setting_come_back_to_is_there_at_once_and_whole(ring) -> None:
    whole = list(ring.pictures(["guns_fall_silent"]))[-1]
    assert list(ring.pictures(["guns_fall_silent"])) == [whole]


def test_equal_settings_give_equal_bytes_in_another_process_or_order_of_work(ring) -> None:
    other = open_live("ring", runs=ring.runs, workers=1)
    for names in ([], CONVOYS, ["set:orders.loss_weight=0.3"]):
        here, there = (list(one.pictures(names, first=8))[-1] for one in (ring, other))
        assert json.dumps(plain(here)) == json.dumps(plain(there))
    other.close()


def test_without_a_change_a_is_b(ring) -> None:
    (picture,) = ring.pictures([])
    for verdict in picture["verdicts"]:
        assert verdict["share"] == verdict["was"]
    for one in picture["paired"].values():
        assert (one["median"], one["low"], one["high"], one["same"]) == (0, 0, 0, ring.runs)
    for row in picture["harm"]:
        assert {name: row[name] for name in ("low", "median", "high")} == row["was"]


def test_what_changes_nothing_shows_the_picture_of_the_baseline(ring) -> None:
    (base,) = ring.pictures([])
    same = list(ring.pictures(["nothing_changes"]))[-1]
    for part in ("frames", "fans", "chance", "verdicts", "harm", "paired"):
        assert same[part] == base[part]


def test_until_the_change_the_fans_are_those_of_the_baseline(ring) -> None:
    (base,) = ring.pictures([])
    changed = list(ring.pictures(CONVOYS))[-1]
    for series, rows in changed["fans"].items():
        assert rows[:36] == base["fans"][series][:36]
    assert any(rows != base["fans"][series] for series, rows in changed["fans"].items())


def test_fans_are_quantiles_of_the_runs(ring) -> None:
    picture = list(ring.pictures(CONVOYS))[-1]
    block = ring.machine.empty()
    from hinge.live.settings import change_of

    change = change_of(ring.scenario, ring.machine, CONVOYS, None)
    ring.machine.run(change, range(ring.runs), block, lambda: False)
    column = ring.machine.layout.series.index("displaced")
    for day in (0, 40, 61):
        row = picture["fans"]["displaced"][day]
        wanted = np.quantile(block.value[:, day, column], list(FAN.values()))
        assert [row[name] for name in FAN] == pytest.approx(wanted, rel=1e-5)
        assert row["day"] == day


def test_verdicts_count_runs_and_pair_them(ring) -> None:
    picture = list(ring.pictures(CONVOYS))[-1]
    verdict = next(row for row in picture["verdicts"] if row["id"] == "D02.whole_town")
    assert verdict["n"] == ring.runs
    off = verdict["difference"]
    assert off["value"] == pytest.approx((off["up"] - off["down"]) / ring.runs, abs=1e-6)
    assert verdict["share"] - verdict["was"] == pytest.approx(off["value"], abs=1e-5)
    low, high = wilson(verdict["share"], ring.runs, 0.95)
    assert (verdict["low"], verdict["high"]) == pytest.approx((low, high), rel=1e-5)


def test_the_curve_is_the_share_of_runs_in_which_the_condition_holds_that_day(ring) -> None:
    picture = list(ring.pictures(CONVOYS, outcome="D02.whole_town"))[-1]
    assert picture["chance"]["id"] == "D02.whole_town"
    kept = ring.machine.kept.block
    town = next(region for region in ring.scenario.regions if region.id == "pocket")
    areas = [ring.machine.layout.areas.index(area) for area in town.areas]
    amber = ring.machine.layout.sides.index("amber")
    share = (kept.control[:, 20][:, areas] == amber).all(axis=1).mean()  # before the change
    row = picture["chance"]["rows"][20]
    assert row["mean"] == pytest.approx(share, abs=1e-6)
    assert row["low"] <= row["mean"] <= row["high"]


def test_who_does_not_wait_any_more_gets_nothing_more(ring) -> None:
    seen = list(ring.pictures(["guns_fall_silent:from=2001-05-20"], cancelled=lambda: True))
    assert seen == []


def test_of_a_request_that_is_overtaken_only_runs_in_work_end(ring, monkeypatch) -> None:
    begun: list[int] = []
    plain_days = ring.machine._days

    def counted(*arguments: object) -> None:
        begun.append(1)
        plain_days(*arguments)

    monkeypatch.setattr(ring.machine, "_days", counted)
    stop, before = threading.Event(), 0
    pictures = ring.pictures(["set:orders.loss_weight=0.21"], cancelled=stop.is_set, first=4)
    for picture in pictures:
        assert picture["runs"] == 4
        stop.set()
        before = len(begun)
    assert before >= 4
    assert len(begun) - before <= 2  # one for each thread


def test_several_callers_at_once_get_what_each_asked_for(ring) -> None:
    settings = [[f"relief_convoys:from=2001-06-0{day}"] for day in (1, 3, 5, 7)]
    alone = [json.dumps(plain(list(ring.pictures(names))[-1])) for names in settings]
    other = open_live("ring", runs=ring.runs, workers=2)
    found: dict[int, str] = {}

    def ask(place: int) -> None:
        found[place] = json.dumps(plain(list(other.pictures(settings[place]))[-1]))

    threads = [threading.Thread(target=ask, args=(place,)) for place in range(len(settings))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [found[place] for place in range(len(settings))] == alone
    other.close()


def test_a_branch_is_compared_with_the_same_campaign_unchanged(ring) -> None:
    branch = {"run": 3, "day": 20}
    plain_ = list(ring.pictures([], branch=branch))[-1]
    changed = list(ring.pictures(["relief_convoys"], branch=branch))[-1]
    assert changed["branch"] == branch
    assert changed["since"] == 20
    for now, was in zip(changed["verdicts"], plain_["verdicts"], strict=True):
        assert now["was"] == was["share"]
    for series, rows in changed["fans"].items():
        assert rows[:21] == plain_["fans"][series][:21]
        assert rows[5]["low90"] == rows[5]["high90"]  # one campaign up to its branching


@pytest.mark.parametrize(
    ("branch", "field"),
    [({"run": 99, "day": 3}, "run"), ({"run": 1, "day": 61}, "day"), ({"run": 1}, "day")],
)
def test_a_branch_that_cannot_be_is_refused(ring, branch: dict, field: str) -> None:
    with pytest.raises(InputError) as refused:
        list(ring.pictures([], branch=branch))
    assert refused.value.problems[0].place.field == field


def test_progress_counts_the_runs_of_the_baseline() -> None:
    told: list[Progress] = []
    open_live("ring", runs=5, workers=1, progress=told.append).close()
    assert [one.done for one in told] == [1, 2, 3, 4, 5]
    assert {one.total for one in told} == {5}


@pytest.mark.slow
@pytest.mark.parametrize("name", shipped())
def test_every_shipped_scenario_opens_and_answers(name: str) -> None:
    opened = open_live(name, runs=16)
    json.dumps(opened.describe(), allow_nan=False)
    for names in ([], ["without_hope"]):
        picture = list(opened.pictures(names, first=16))[-1]
        json.dumps(picture, allow_nan=False)
        assert set(picture["fans"]) == {one["id"] for one in opened.describe()["series"]}
    json.dumps(opened.campaign([], 3), allow_nan=False)
    opened.close()


def test_quantiles_are_those_of_numpy() -> None:
    values = np.random.default_rng(3).normal(size=(33, 4)).astype(np.float32)
    shares = list(FAN.values())
    assert quantiles(values, shares) == pytest.approx(np.quantile(values, shares, axis=0), rel=1e-6)


def test_rounding_many_at_a_time_keeps_six_digits() -> None:
    values = np.array([0.0, 1.0, -0.000123456789, 123456.789, 987654321.0, 0.1 + 0.2])
    wanted = [float(f"{value:.6g}") for value in values]
    assert shortened(values).tolist() == pytest.approx(wanted, rel=1e-12)
