"""Rivals are read safely, compared only on what was public in time, and never on what they decide."""

from __future__ import annotations

from pathlib import Path

import pytest

from hinge.errors import InputError, VintageError
from hinge.scenario.checks.decided import decides
from hinge.scenario.load import load
from scenario.rival_files import RIVALS, ring_with_rivals


def test_a_sound_file_is_read_with_its_sets_rivals_and_byproducts(tmp_path: Path) -> None:
    ring = load(ring_with_rivals(tmp_path))
    (one,) = ring.rival_sets
    assert [seen.id for seen in one.byproducts] == ["on_time", "losses", "open_road"]
    assert [(rival.id, rival.claim) for rival in one.rivals] == [
        ("outgunned", "D01"),
        ("worn_down", "L01"),
    ]
    assert load("ring").rival_sets == ()


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("    rivals:", "    rivals: &all", "anchor"),
        ("kind: first", "kind: last", "first"),
        ("floor: 0.02", "floor: 0", "floor"),
        ('source: "A diary (invented)"', 'source: ""', "source"),
        ("under: [nothing_changes]", "under: []", "under"),
        ("gate_lost", "gate lost", "id"),
    ],
)
def test_what_is_malformed_is_refused(tmp_path: Path, old: str, new: str, words: str) -> None:
    with pytest.raises(InputError) as refused:
        load(ring_with_rivals(tmp_path, RIVALS.replace(old, new, 1)))
    assert words in str(refused.value)


def test_a_byproduct_known_later_breaks_the_lock_and_is_listed_in_a_reconstruction(
    tmp_path: Path,
) -> None:
    late = RIVALS.replace("known_on: 2001-05-14", "known_on: 2002-05-14")
    ring = ring_with_rivals(tmp_path, late)
    with pytest.raises(VintageError):
        load(ring)
    rebuilt = load(ring, "reconstruction")
    assert [line for line in rebuilt.retrospective if "by-product" in line] == [
        "rivals.yaml line 26: by-product, known 2002-05-14, used"
    ]


def test_a_byproduct_that_reads_a_later_day_breaks_the_lock_in_both_vintages(
    tmp_path: Path,
) -> None:
    ring = ring_with_rivals(
        tmp_path, RIVALS.replace("when: {on: 2001-05-14}", "when: {on: 2001-06-14}")
    )
    for vintage in ("strict", "reconstruction"):
        with pytest.raises(VintageError, match="2001-06-14"):
            load(ring, vintage)


def test_a_lever_that_works_only_later_decides_nothing(tmp_path: Path) -> None:
    after = RIVALS.replace("under: [nothing_changes]", "under: [relief_convoys]")
    ring = load(ring_with_rivals(tmp_path, after))
    (lever,) = ring.interventions[0].levers
    road = ring.rival_sets[0].byproducts[2]
    assert decides(lever, road, ring) == "what flows into pocket"  # refused but for its date


def test_levers_decide_what_they_name_and_nothing_else() -> None:
    aleppo = load("aleppo-2016")
    plans = {plan.id: plan for plan in aleppo.interventions}
    seen = {one.id: one for one in aleppo.rival_sets[0].byproducts}

    def decided(plan: str) -> set[str]:
        return {
            name
            for name, one in seen.items()
            for lever in plans[plan].levers
            if decides(lever, one, aleppo)
        }

    assert decided("no_joint_front") == {"participants"}
    assert decided("no_relief_attack") == {"axis"}
    assert decided("reserves_withheld") == {"timing"}
    assert decided("no_border_fear") == decided("no_extra_supply") == set()
