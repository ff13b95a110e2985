"""What became public after the assessment date sets nothing, unless the run says so."""

from __future__ import annotations

from pathlib import Path

from hinge.scenario.load import load
from hinge.scenario.table_parameters import parameter_table
from scenario.rings import change, copy_ring, problems_of


def test_a_strict_run_sets_late_values_aside_and_lists_them() -> None:
    ring = load("ring")
    assert ring.vintage == "strict"
    assert ring.areas[0].population == 40_000
    assert ring.factions[3].strength_best == 900
    assert not ring.strike_assets[3].available
    assert [row.id for row in ring.observations] == ["ob1", "ob2"]
    assert ring.retrospective == (
        "areas.csv line 2: population, known 2003-02-01, set aside",
        "factions.csv line 5: strength, known 2003-02-01, set aside",
        "strike_assets.csv line 5: tempo, known 2003-02-01, set aside",
        "observations.csv line 4: observation, known 2003-02-01, set aside",
    )


def test_a_reconstruction_uses_late_values_and_lists_them() -> None:
    ring = load("ring", "reconstruction")
    assert ring.areas[0].population == 34_000
    assert ring.factions[3].strength_best == 800
    assert ring.strike_assets[3].available
    assert [row.id for row in ring.observations] == ["ob1", "ob2", "ob3"]
    assert all(line.endswith("used") for line in ring.retrospective)
    table = {parameter.id: parameter for parameter in parameter_table(ring)}
    assert table["strike_assets.cobalt_rockets.tempo"].value == 0.1
    assert table["factions.cobalt_volunteers.strength"].value == 800


def test_no_late_column_is_left_for_later_rooms_to_see() -> None:
    for vintage in ("strict", "reconstruction"):
        ring = load("ring", vintage)
        assert all(area.late_population is None for area in ring.areas)
        assert all(faction.late_best is None for faction in ring.factions)
        assert all(asset.late_best is None for asset in ring.strike_assets)


def test_a_fact_known_later_is_refused_when_strict_and_listed_when_reconstructed(
    tmp_path: Path,
) -> None:
    ring = copy_ring(tmp_path)
    change(ring, "sponsors.csv", "wavering,2001-05-01,2001-05-10", "wavering,2001-05-01,2002-05-10")
    assert [problem.rule for problem in problems_of(ring)] == ["fact_known_later"]
    assert "sponsors.csv line 3: row, known 2002-05-10, used" in (
        load(ring, "reconstruction").retrospective
    )


def test_a_fact_of_later_days_is_refused_in_both_vintages(tmp_path: Path) -> None:
    ring = copy_ring(tmp_path)
    change(ring, "sponsors.csv", "wavering,2001-05-01", "wavering,2001-05-20")
    for vintage in ("strict", "reconstruction"):
        assert "fact_later" in {problem.rule for problem in problems_of(ring, vintage)}


def test_general_knowledge_has_no_date_limit(tmp_path: Path) -> None:
    ring = copy_ring(tmp_path)
    change(
        ring,
        "parameters.yaml",
        "parameters:\n",
        "parameters:\n  - {id: beliefs.lag, value: 3, unit: days, spread: {kind: fixed}, status: judgement, "
        "about: general, source: judgement, known_on: 2020-01-01}\n",
    )
    assert problems_of(ring) == ()


def test_context_that_was_public_later_is_no_prior(tmp_path: Path) -> None:
    ring = copy_ring(tmp_path)
    change(ring, "events.csv", "high,2001-05-12", "high,2001-06-12")
    assert problems_of(ring) == ()
    assert len(load(ring).retrospective) == 4


def test_outcomes_are_held_and_never_set_aside() -> None:
    assert load("ring").outcomes == load("ring", "reconstruction").outcomes
    assert len(load("ring").outcomes) == 2
