"""Deaths of the record against reports of the simulated dead: by hand, in limits, and where nobody counted."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from hinge.ensemble.store import Run
from hinge.scenario.load import load
from hinge.scenario.scenario import Scenario
from hinge.scenario.series import series_names
from hinge.scoring import result
from hinge.scoring.ensemble import Ensemble
from hinge.scoring.observables import Counterpart, counterpart
from hinge.scoring.reports import sayer, values
from hinge.scoring.table import Row, parse
from scenario.monitor_files import MONITORS, ring_with_monitors
from scoring.staged import outcomes, staged

HEADER = "id,observable,area,date_start,date_end,value,who_says"
CONTROL = "c,control,gate,2001-06-01,,amber,"
COUNT = """\
      - kind: {kind}
        share: {{low: {share}, high: {share}}}
        by_side: {by_side}
        status: judgement
        source: Dispatch (invented)
"""
HEAD = """\
  - id: {id}
    name: {id} of the town
    names: [{id}]
    stance: {stance}
    known_on: 2001-05-02
    source: Dispatch (invented)
    counts:
"""


def monitor(name: str, share: float, *kinds: str, side: str = "", by_side: bool = True) -> str:
    """A monitor whose reports hold exactly this share of each kind; of a side, its party."""
    stance = f"party\n    side: {side}" if side else "independent"
    counts = [COUNT.format(kind=kind, share=share, by_side=str(by_side).lower()) for kind in kinds]
    return HEAD.format(id=name, stance=stance) + "".join(counts)


def made(folder: Path, *monitors: str) -> tuple[Scenario, Run]:
    """Ring with these monitors, and a run of it by the stand-in."""
    text = "schema: 1\nmonitors:\n" + "".join(monitors) if monitors else MONITORS
    ring = ring_with_monitors(folder, text)
    return load(ring), staged(folder / "run", {}, ring=ring)


def facts(run: Run, folder: Path, *rows: str) -> dict[str, dict[str, Any]]:
    """The scores of numbers, by id of the row."""
    found = result.score(run, outcomes(folder, CONTROL, *rows, header=HEADER)).result
    return {one["id"]: one for one in found["numbers"]["facts"]}


def line_of(row: Row, ensemble: Ensemble) -> Counterpart:
    found = counterpart(row, ensemble.course.series_names, ensemble.course.watches)
    assert isinstance(found, Counterpart)
    return found


def row_of(text: str) -> Row:
    return parse(f"{HEADER}\n{text}\n".encode(), "seen.csv").rows[0]


def test_a_monitor_that_finds_all_the_dead_reports_the_truth(tmp_path: Path) -> None:
    kinds = ("civilians_killed", "soldiers_killed", "displaced")
    _, run = made(tmp_path, monitor("hospital", 1.0, *kinds))
    for what in ("civilians_killed,", "civilians_killed,pocket", "soldiers_killed,amber"):
        days = "2001-06-01,2001-06-30,170"
        found = facts(run, tmp_path, f"a,{what},{days},hospital", f"b,{what},{days},nobody")
        told, true = found["a"], found["b"]
        assert (told["compared"], told["monitor"]) == ("report of hospital", "hospital")
        assert (true["compared"], true["monitor"]) == ("truth", None)
        for key in ("median", "interval_50", "interval_90", "pit", "crps", "log_crps", "truth"):
            assert told[key] == true[key], (what, key)
        assert true["truth"] == {"median": true["median"], "interval_90": true["interval_90"]}


def test_a_monitor_that_finds_half_reports_half_and_the_truth_stands_beside(tmp_path: Path) -> None:
    _, run = made(tmp_path, monitor("hospital", 0.5, "civilians_killed", "displaced"))
    for what in ("civilians_killed,", "civilians_killed,pocket", "displaced_inside,"):
        days = "2001-06-01,2001-06-30,170"
        found = facts(run, tmp_path, f"a,{what},{days},hospital", f"b,{what},{days},nobody")
        told, true = found["a"], found["b"]
        assert told["truth"] == true["truth"]
        assert told["median"] == pytest.approx(true["median"] / 2, rel=1e-5)
        assert told["interval_90"] == pytest.approx([end / 2 for end in true["interval_90"]])


def test_without_monitors_every_number_is_held_against_the_truth(tmp_path: Path) -> None:
    run = staged(tmp_path / "run", {})
    found = facts(run, tmp_path, "a,civilians_killed,,2001-06-01,2001-06-30,170,hospital")
    assert found["a"]["compared"] == "truth"


def test_a_report_has_a_share_for_each_author_by_how_the_monitor_stands_to_it(
    tmp_path: Path,
) -> None:
    # The hospital leans to cobalt: a fifth of what its own side did, nine tenths of amber's.
    own, hostile = "own: {low: 0.2, high: 0.5}", "hostile: {low: 0.5, high: 1.0}"
    text = MONITORS.replace(own, "own: {low: 0.2, high: 0.2}")
    text = text.replace(hostile, "hostile: {low: 0.9, high: 0.9}")
    ring = ring_with_monitors(tmp_path, text)
    scenario, run = load(ring), staged(tmp_path / "run", {}, ring=ring)
    ensemble = Ensemble(run, scenario)
    row = row_of("a,civilians_killed,pocket,2001-06-01,2001-06-30,9,hospital")
    line = line_of(row, ensemble)
    by = {
        side: ensemble.course.series(f"civilians_killed_in.pocket.by.{side}")
        for side in ("amber", "cobalt")
    }
    first, last = 16, 46  # 31 May and 30 June, of days from 15 May
    grown = {side: (days[:, last] - days[:, first]).astype(float) for side, days in by.items()}
    told = values(row, line, ensemble, scenario, sayer(row, line, scenario))
    assert told == pytest.approx(0.9 * grown["amber"] + 0.2 * grown["cobalt"])
    true = values(row, line, ensemble, scenario)
    assert np.array_equal(true, grown["amber"] + grown["cobalt"])
    everything = ensemble.course.series("civilians_killed_in.pocket")
    with_want = values(row, line, ensemble, scenario, deprivation=True)
    assert np.array_equal(with_want, (everything[:, last] - everything[:, first]).astype(float))


def test_of_a_region_without_authors_a_part_of_all_its_dead_is_reported(tmp_path: Path) -> None:
    _, run = made(tmp_path, monitor("hospital", 0.5, "civilians_killed"))
    found = facts(run, tmp_path, "a,civilians_killed,corridor,2001-06-01,2001-06-30,9,hospital")
    assert found["a"]["truth"] == found["a"]["truth_with_deprivation"]
    assert found["a"]["median"] == pytest.approx(found["a"]["truth"]["median"] / 2)


@pytest.mark.parametrize(
    ("observable", "says", "whose"),
    [
        ("civilians_killed,", "press; hospital; clinic", "hospital"),
        ("civilians_killed,", "clinic; hospital", "clinic"),
        ("soldiers_killed,amber", "hospital; clinic", None),  # the clinic does not say whose
        ("displaced_inside,", "hospital; clinic", None),
        ("civilians_killed,", "ministry", "ministry"),
        ("civilians_killed,", "envoy; ministry", None),
        ("civilians_killed,", "ministry; clinic", "clinic"),
        ("civilians_killed,", "", None),
    ],
)
def test_the_first_name_that_counts_the_like_gave_the_number_and_a_party_only_its_own(
    tmp_path: Path, observable: str, says: str, whose: str | None
) -> None:
    scenario, run = made(
        tmp_path,
        monitor("ministry", 0.5, "civilians_killed", side="amber"),
        monitor("clinic", 0.5, "civilians_killed", "soldiers_killed", by_side=False),
        monitor("hospital", 0.5, "civilians_killed"),
    )
    row = row_of(f"a,{observable},2001-06-01,2001-06-30,9,{says}")
    found = sayer(row, line_of(row, Ensemble(run, scenario)), scenario)
    assert (found.id if found else None) == whose


def test_a_monitor_has_one_share_in_each_campaign_whatever_the_days(tmp_path: Path) -> None:
    text = MONITORS.replace("own: {low: 0.2, high: 0.5}", "own: {low: 0.4, high: 0.9}")
    text = text.replace("hostile: {low: 0.5, high: 1.0}", "hostile: {low: 0.4, high: 0.9}")
    ring = ring_with_monitors(tmp_path, text)
    scenario, run = load(ring), staged(tmp_path / "run", {}, ring=ring)
    ensemble = Ensemble(run, scenario)
    found = []
    for days in ("2001-06-01,2001-06-10", "2001-06-11,2001-07-10"):
        row = row_of(f"a,civilians_killed,,{days},9,hospital")
        line = line_of(row, ensemble)
        told = values(row, line, ensemble, scenario, sayer(row, line, scenario))
        found.append(told / values(row, line, ensemble, scenario))
    assert found[0] == pytest.approx(found[1])
    assert np.unique(found[0].round(9)).size == ensemble.size


def test_the_order_of_rows_changes_no_number(tmp_path: Path) -> None:
    _, run = made(tmp_path)
    rows = [
        "a,civilians_killed,,2001-06-01,2001-06-30,170,hospital",
        "b,civilians_killed,pocket,2001-06-05,2001-06-30,17,The census of 2003",
        "d,soldiers_killed,amber,2001-06-01,2001-06-30,70,Observers",
        "e,displaced_inside,,2001-06-01,2001-06-30,70,Observers",
    ]
    first = facts(run, tmp_path, *rows)
    assert [one["monitor"] for one in first.values()] == [
        "hospital",
        "census",
        "observers",
        "observers",
    ]
    assert facts(run, tmp_path, *reversed(rows)) == first


def test_every_key_of_a_number_stands_in_the_page_on_scores(tmp_path: Path) -> None:
    _, run = made(tmp_path)
    found = facts(run, tmp_path, "a,civilians_killed,,2001-06-01,2001-06-30,170,hospital")["a"]
    page = (Path(__file__).parents[2] / "docs" / "scores.md").read_text(encoding="utf-8")
    assert [key for key in found if f"`{key}`" not in page] == []


def test_deaths_in_the_city_of_aleppo_are_those_of_its_halves_and_the_quarters_between() -> None:
    scenario = load("aleppo-2016", calibrated=False)
    row = row_of("a,civilians_killed,hub,2016-09-01,2016-09-30,9,SOHR")
    line = counterpart(row, series_names(scenario), ())
    assert isinstance(line, Counterpart)
    assert line.names(row) == tuple(
        f"civilians_killed_in.{part}" for part in ("east", "west", "divided", "kurdish_quarters")
    )
    found = sayer(row, line, scenario)
    assert found is not None
    assert found.id == "sohr"
