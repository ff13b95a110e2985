"""A run against what happened: by hand, in limits, and whatever the file looks like."""

import dataclasses
import json
from pathlib import Path
from typing import Any

import pytest

from hinge.errors import InputError, TooFewRuns
from hinge.scenario.load import load
from hinge.scoring import result
from hinge.scoring.companion import companion, is_calibrated
from hinge.scoring.facts import Span, control_facts
from hinge.scoring.table import parse
from scenario.rings import change, copy_ring
from scoring.staged import Taken, outcomes, staged

# Day 0 is 15 May 2001: the gate is amber's, the town and cobalt's rear are cobalt's.
GATE = {"gate": Taken(1, lambda draw: 10 if draw < 5 else 99)}  # 5 of 20 draws, 25 May


def scores_of(run: Any, path: Path) -> dict[str, Any]:
    return result.score(run, path).result


def test_brier_scores_of_model_and_no_change_by_hand(tmp_path: Path) -> None:
    run = staged(tmp_path / "run", GATE)
    path = outcomes(tmp_path, "gate,2001-06-10,cobalt", "old_town,2001-06-10,cobalt")
    found = scores_of(run, path)
    # Cobalt holds the gate in a quarter of the runs: 0.75^2; the town in all of them: 0.
    assert found["brier"]["model"] == pytest.approx(0.5625 / 2)
    assert found["brier"]["no_change"] == pytest.approx(0.5)
    assert found["brier"]["prior_only"] == found["brier"]["model"]
    assert 0.0 < found["brier"]["base_rate"] < 0.5
    fair = (0.5625 - 0.75 * 0.25 / 19) / 2
    assert found["fair_brier"]["model"] == pytest.approx(fair, abs=1e-6)
    assert found["differences"]["no_change"]["skill"] == pytest.approx(1 - 0.5625)


def test_a_run_that_is_always_right_scores_nothing_and_no_change_pays(tmp_path: Path) -> None:
    run = staged(tmp_path / "run", {"gate": Taken(1, lambda _: 10)})
    found = scores_of(run, outcomes(tmp_path, "gate,2001-06-10,cobalt"))
    assert found["brier"]["model"] == 0.0
    assert found["brier"]["no_change"] == 1.0
    assert found["murphy"]["model"]["score"] == 0.0


def test_the_tolerance_averages_over_days_and_ends_with_the_run(tmp_path: Path) -> None:
    run = staged(tmp_path / "run", {"gate": Taken(1, lambda _: 10)})
    header = "area,date,controller,tolerance_days"
    # Days 8 to 12: cobalt holds the gate on three of five. Days 1 to 14: on five of fourteen.
    for row, chance in (("gate,2001-05-25,cobalt,2", 0.6), ("gate,2001-05-19,cobalt,10", 5 / 14)):
        found = scores_of(run, outcomes(tmp_path, row, header=header))
        assert found["brier"]["model"] == pytest.approx((1 - chance) ** 2, abs=1e-6)
    found = scores_of(run, outcomes(tmp_path, "gate,2001-07-15,cobalt,30", header=header))
    assert found["brier"]["model"] == 0.0


def test_a_divided_area_is_half_and_half(tmp_path: Path) -> None:
    run = staged(tmp_path / "run", {})
    found = scores_of(run, outcomes(tmp_path, "gate,2001-06-10,COB/amber"))
    assert found["brier"]["model"] == pytest.approx(0.25)
    # The gate is contested on 15 May: as the halved variant has it, no change is right.
    assert found["variants"]["no_change_halved"] == 0.0


def test_a_fact_about_a_region_is_one_fact_over_all_its_areas(tmp_path: Path) -> None:
    run = staged(tmp_path / "run", {"old_town": Taken(0, lambda _: 20)})
    found = scores_of(run, outcomes(tmp_path, "pocket,2001-06-30,amber"))
    assert found["outcomes"]["control_facts"] == 1
    assert found["brier"]["model"] == pytest.approx(0.25)
    (taken,) = found["changes"]["areas"]
    assert (
        taken["within_run"] == 0.0
    )  # the mill quarter never falls, so the town as a whole does not


def test_order_of_rows_and_columns_changes_nothing(tmp_path: Path) -> None:
    run = staged(tmp_path / "run", GATE)
    rows = [("gate", "2001-06-10", "cobalt"), ("gate", "2001-07-01", "amber")]
    rows += [("old_town", "2001-06-10", "amber"), ("north_hill", "2001-06-10", "nobody")]
    first = scores_of(run, outcomes(tmp_path, *(",".join(row) for row in rows)))
    turned = [f"{who},seen,{place},{day}" for place, day, who in reversed(rows)]
    second = scores_of(run, outcomes(tmp_path, *turned, header="controller,who,AREA,date"))
    for key in ("brier", "fair_brier", "log", "murphy", "differences", "intervals", "by_date"):
        assert first[key] == second[key], key


def test_which_side_stands_first_in_the_scenario_changes_no_score(tmp_path: Path) -> None:
    ring = copy_ring(tmp_path)
    amber, cobalt = (
        '  - {id: amber, name: "Amber", short: "AMB"}\n',
        '  - {id: cobalt, name: "Cobalt", short: "COB"}\n',
    )
    change(ring, "scenario.yaml", amber + cobalt, cobalt + amber)
    path = outcomes(
        tmp_path,
        "gate,2001-06-10,cobalt",
        "gate,2001-06-20,amber/cobalt",
        "north_hill,2001-06-10,cobalt",
    )
    first = scores_of(staged(tmp_path / "first", GATE), path)
    mirrored = {"gate": Taken(0, GATE["gate"].on)}
    second = scores_of(staged(tmp_path / "second", mirrored, ring=ring), path)
    for key in ("brier", "fair_brier", "log", "murphy", "differences", "changes", "reliability"):
        assert first[key] == second[key], key


def test_what_cannot_be_scored_is_listed_with_its_reason(tmp_path: Path) -> None:
    run = staged(tmp_path / "run", {})
    path = outcomes(
        tmp_path,
        "gate,2001-05-15,amber",
        "gate,2001-08-01,amber",
        "gaet,2001-06-01,amber",
        "gate,2001-06-01,ambre",
        "gate,2001-06-01,amber",
        "The Gate,2001-06-01,AMB",
        "gate,2001-06-01,cobalt",
    )
    found = scores_of(run, path)
    reasons = {row["line"]: f"{row['reason']}: {row['detail']}" for row in found["skipped"]}
    assert "first simulated day" in reasons[2]
    assert "last simulated day" in reasons[3]
    assert "nearest: gate" in reasons[4]
    assert "nearest: amber" in reasons[5]
    assert reasons[7] == "the same area and day again: as on line 6"
    assert reasons[8] == "the same area and day again: as on line 6, amber there"
    assert found["outcomes"]["control_facts"] == 1
    assert found["outcomes"]["skipped"] + 1 == found["outcomes"]["rows"] == 7


def test_a_file_without_a_fact_to_score_is_refused(tmp_path: Path) -> None:
    run = staged(tmp_path / "run", {})
    with pytest.raises(InputError, match="None of its 1 rows"):
        scores_of(run, outcomes(tmp_path, "nowhere,2001-06-01,amber"))
    with pytest.raises(InputError, match="cannot be read"):
        result.score(run, tmp_path / "missing.csv")


def test_a_run_from_another_day_than_the_assessment_date_is_refused(tmp_path: Path) -> None:
    from hinge.assess import single_arm
    from hinge.ensemble.run import run as run_design
    from stand_in import stand_in

    scenario = load("ring")
    early = single_arm(scenario, draws=4, replicates=1, start="campaign", seed=1)
    late = run_design(
        scenario, early, tmp_path / "run", workers=1, prepared=stand_in(scenario, early)
    )
    with pytest.raises(InputError, match="no arm that starts on the assessment date"):
        scores_of(late, outcomes(tmp_path, "gate,2001-06-01,amber"))


def test_days_of_changes_by_hand(tmp_path: Path) -> None:
    run = staged(tmp_path / "run", {"gate": Taken(1, lambda draw: 10 + 10 * (draw % 2))})
    # Held by amber on day 12 and by cobalt on day 15: half of the runs on day 10, half on day 20.
    path = outcomes(tmp_path, "gate,2001-05-27,amber", "gate,2001-05-30,cobalt")
    (taken,) = scores_of(run, path)["changes"]["areas"]
    assert (taken["record_after"], taken["record_by"]) == ("2001-05-27", "2001-05-30")
    assert taken["within_run"] == 1.0
    # A quarter on days 10 to 12 and on days 15 to 19, less the variance of the mean of 20.
    assert taken["crps"]["model"] == pytest.approx(8 * (0.25 - 0.25 / 19), abs=1e-3)
    assert taken["crps"]["no_change"] == 61 - 15 + 1


def test_scores_stand_in_the_folder_of_the_run_as_they_are_returned(tmp_path: Path) -> None:
    run = staged(tmp_path / "run", GATE)
    found = result.score(run, outcomes(tmp_path, "gate,2001-06-10,cobalt"))
    assert json.loads(found.file.read_text()) == json.loads(json.dumps(found.as_json()))


def test_by_default_the_outcomes_of_the_runs_own_scenario_are_read(tmp_path: Path) -> None:
    ring = copy_ring(tmp_path)
    change(
        ring,
        "outcomes.csv",
        "oc2,holder,pocket,2001-07-15,,cobalt",
        "oc2,holder,gate,2001-07-15,,amber",
    )
    found = result.score(staged(tmp_path / "run", {}, ring=ring)).result
    assert found["brier"]["model"] == 0.0
    assert len(found["numbers"]["states"]) == 1


def test_numbers_are_scored_by_window_and_unknown_ones_are_listed(tmp_path: Path) -> None:
    run = staged(tmp_path / "run", {})
    path = outcomes(
        tmp_path,
        "control,gate,2001-06-01,,amber",
        "civilians_killed,,2001-06-01,2001-06-30,170",
        "civilians_killed,pocket,2001-06-01,2001-06-30,1e9",
        "civilians_killed,,2001-06-01,2001-06-30,many",
        "civilians_killed,gate,2001-06-01,2001-06-30,3",
        "weather,,2001-06-01,,rain",
        header="observable,area,date_start,date_end,value",
    )
    found = scores_of(run, path)
    whole, pocket = found["numbers"]["facts"]
    assert whole["interval_90"][0] < whole["median"] < whole["interval_90"][1]
    assert (pocket["pit"], pocket["inside_90"]) == (1.0, False)
    assert pocket["crps"]["model"] == pytest.approx(1e9, rel=1e-5)
    reasons = [row["reason"] for row in found["skipped"]]
    assert sorted(reasons) == [
        "'many' is not a number",
        "the model has no counterpart",
        "the run records no such thing there",
    ]
    assert found["coverage"]["civilian_deaths_a_month"]["points"] == 2


def test_the_priors_alone_are_run_into_the_folder_of_a_calibrated_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = staged(tmp_path / "run", {})
    assert not is_calibrated(run)
    assert companion(run, load("ring"), "baseline") is None
    seen: list[Any] = []

    def simulate(scenario: Any, design: Any, folder: Path, **_: Any) -> str:
        seen.append((scenario.posterior, design.arms, design.seed, folder))
        return "run"

    @dataclasses.dataclass(frozen=True)
    class Calibrated:
        posterior: str | None = "rows"
        digest: str = "0" * 64
        vintage: str = "strict"
        pulled: tuple[str, ...] = ()

    monkeypatch.setattr("hinge.scoring.companion.is_calibrated", lambda _: True)
    monkeypatch.setattr("hinge.scoring.companion.simulate", simulate)
    assert companion(run, Calibrated(), "baseline") == "run"  # type: ignore[arg-type]
    ((posterior, arms, seed, folder),) = seen
    assert posterior is None
    assert arms == (run.arms["baseline"],)
    assert (seed, folder) == (1, run.folder / "scoring" / "prior_only")


def test_areas_and_sides_may_be_written_by_id_name_or_code() -> None:
    scenario = load("aleppo-2016")
    areas = tuple(area.id for area in scenario.areas)
    text = (
        "area,date,controller\n"
        "ramouseh,2016-09-04,GOV\nHANANO,2016-09-05,opposition\nshaar,2016-09-05,TBO\n"
        "sukkari,2016-09-05,Government side\nsalihin_fardous,2016-09-05,GOV/OPP\n"
        "al_bab,2016-09-05,IS\nsheikh_maqsoud,2016-09-05,ypg\n"
    )
    facts, skipped = control_facts(
        parse(text.encode(), "seen.csv").rows,
        scenario,
        areas,
        Span(scenario.head.assessment_date, 136),
    )
    assert not skipped
    assert [fact.holder for fact in facts] == [0, 1, 1, 0, -1, 3, 2]


def test_a_run_of_one_draw_is_refused_in_words(tmp_path: Path) -> None:
    run = staged(tmp_path / "run", GATE, draws=1)
    with pytest.raises(TooFewRuns, match="parameter draws"):
        scores_of(run, outcomes(tmp_path, "gate,2001-06-10,cobalt"))


def test_days_on_which_every_area_was_divided_are_no_period_of_changing_hands(
    tmp_path: Path,
) -> None:
    run = staged(tmp_path / "run", GATE)
    divided = outcomes(tmp_path, "gate,2001-06-10,amber/cobalt")
    assert scores_of(run, divided)["coverage"]["control_changes_a_week"]["points"] == 0
    told = outcomes(tmp_path, "gate,2001-06-10,cobalt", "gate,2001-06-20,amber/cobalt")
    assert scores_of(run, told)["coverage"]["control_changes_a_week"]["points"] == 1
