"""Loading gives a whole, checked scenario, or all of its problems in file order."""

from __future__ import annotations

import random
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hinge.errors import InputError, VintageError
from hinge.scenario.load import load, shipped
from hinge.scenario.predicate_records import SiegeAtom
from scenario.rings import RING, change, copy_ring, problems_of


def test_shipped_scenarios_are_found_by_name_and_by_folder() -> None:
    assert "ring" in shipped()
    assert load("ring") == load(RING) == load(str(RING))


def test_an_unknown_name_is_refused_with_the_nearest_one() -> None:
    with pytest.raises(InputError, match=r"nearest: ring") as caught:
        load("rings")
    assert caught.value.problems[0].rule == "unknown_scenario"


@pytest.mark.parametrize("name", ["", "no\0name", "x" * 5000])
def test_a_name_that_no_folder_can_have_is_refused(name: str) -> None:
    with pytest.raises(InputError):
        load(name)


def test_an_unknown_vintage_is_refused_with_the_nearest_one() -> None:
    with pytest.raises(InputError, match=r"nearest: strict") as caught:
        load("ring", "stric")
    assert caught.value.problems[0].rule == "unknown_vintage"


def test_a_copy_elsewhere_has_the_same_digest_and_a_changed_one_another(tmp_path: Path) -> None:
    ring = copy_ring(tmp_path)
    assert load(ring).digest == load("ring").digest
    change(ring, "areas.csv", "40000", "40001")
    assert load(ring).digest != load("ring").digest


@pytest.mark.parametrize("file", ["observations.csv", "claims/letter.txt", "SOURCES.md"])
def test_the_digest_covers_every_file_that_is_read(file: str, tmp_path: Path) -> None:
    ring = copy_ring(tmp_path)
    with (ring / file).open("a", encoding="utf-8") as stream:
        stream.write("\n")
    assert load(ring).digest != load("ring").digest


def test_the_digest_does_not_know_what_happened_later(tmp_path: Path) -> None:
    ring = copy_ring(tmp_path)
    change(ring, "outcomes.csv", "cobalt", "amber")
    assert load(ring).outcomes != load("ring").outcomes
    assert load(ring).digest == load("ring").digest


def test_files_that_nothing_reads_do_not_count(tmp_path: Path) -> None:
    ring = copy_ring(tmp_path)
    (ring / "README.md").write_text("other words", encoding="utf-8")
    assert load(ring).digest == load("ring").digest


def test_records_know_the_line_on_which_they_stand() -> None:
    ring = load("ring")
    assert ring.areas[0].line == 2
    assert ring.claims[0].line == 12
    reading = ring.claims[0].readings[0]
    assert isinstance(reading.predicate, SiegeAtom)
    assert reading.predicate.when.line > reading.predicate.line > reading.line


def test_claim_files_know_their_own_names() -> None:
    files = [file.file for file in load("ring").claim_files]
    assert files == ["claims/dispatch.yaml", "claims/letter.yaml"]


def test_a_claim_file_cannot_choose_its_name(tmp_path: Path) -> None:
    ring = copy_ring(tmp_path)
    change(ring, "claims/letter.yaml", "schema: 1", "schema: 1\nfile: other.yaml")
    assert [problem.rule for problem in problems_of(ring)] == ["unknown_field"]


def test_all_problems_of_all_files_come_at_once_in_file_order(tmp_path: Path) -> None:
    ring = copy_ring(tmp_path)
    change(ring, "outcomes.csv", "2001-07-15", "soon")
    change(ring, "areas.csv", "dense_urban", "jungle")
    change(ring, "areas.csv", "40000", "many")
    change(ring, "claims/letter.yaml", "test: record", "test: proof")
    change(ring, "scenario.yaml", "start: 2001-05-01", "start: may")
    assert [(p.place.file, p.place.field) for p in problems_of(ring)] == [
        ("scenario.yaml", "start"),
        ("areas.csv", "population"),
        ("areas.csv", "terrain"),
        ("claims/letter.yaml", "test"),
        ("outcomes.csv", "date_end"),
    ]


def test_problems_across_tables_come_at_once_in_file_order(tmp_path: Path) -> None:
    ring = copy_ring(tmp_path)
    change(ring, "formations.csv", "amber_army,north_hill", "amber_army,hill")
    change(ring, "links.csv", "old_town,mill_quarter", "old_town,mill")
    change(ring, "claims/dispatch.yaml", "by: amber", "by: ambre")
    files = [problem.place.file for problem in problems_of(ring)]
    assert files == ["links.csv", "formations.csv", "claims/dispatch.yaml"]


def test_a_fact_of_later_days_is_an_error_of_its_own_kind(tmp_path: Path) -> None:
    ring = copy_ring(tmp_path)
    change(
        ring,
        "control.csv",
        "2001-05-15,gate,amber,cobalt,2001-05-15",
        "2001-05-15,gate,amber,cobalt,2001-05-16",
    )
    with pytest.raises(VintageError, match="2001-05-16"):
        load(ring)


def test_a_claim_of_later_days_may_be_listed_but_not_simulated(tmp_path: Path) -> None:
    ring = copy_ring(tmp_path)
    change(
        ring,
        "claims/letter.yaml",
        "family: people\n    assessed_on: 2001-05-15",
        "family: people\n    assessed_on: 2001-06-15",
    )
    change(
        ring,
        "claims/letter.yaml",
        "test: record\n    assessed_on: 2001-05-15",
        "test: forecast\n    assessed_on: 2001-06-15",
    )
    assert problems_of(ring) == ()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"the town is sealed off"', '"the town   is sealed\\n off"'),
        (
            '"the town is sealed off"',
            "Its defenders still hold their streets, but no cart has come through in three days.",
        ),
    ],
)
def test_a_quotation_may_differ_in_blanks_from_its_source(
    old: str, new: str, tmp_path: Path
) -> None:
    ring = copy_ring(tmp_path)
    change(ring, "claims/dispatch.yaml", old, new)
    assert problems_of(ring) == ()


def test_a_quotation_may_differ_in_the_form_of_quotation_marks_but_not_in_letters(
    tmp_path: Path,
) -> None:
    ring = copy_ring(tmp_path)
    change(
        ring,
        "claims/dispatch.txt",
        "the town is sealed off",
        "the \u201ctown\u201d is \u2018sealed\u2019 off",
    )
    change(ring, "claims/dispatch.yaml", '"the town is sealed off"', "the \"town\" is 'sealed' off")
    assert problems_of(ring) == ()
    change(ring, "claims/dispatch.yaml", "'sealed'", "'Sealed'")
    assert [problem.rule for problem in problems_of(ring)] == ["quotation_not_in_source"]


FILES = sorted(
    str(path.relative_to(RING))
    for path in RING.rglob("*")
    if path.is_file() and path.name != "README.md"
)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(seed=st.integers(0, 2**32), cut=st.booleans(), bits=st.binary(min_size=1, max_size=12))
def test_a_damaged_scenario_is_loaded_or_refused_and_never_crashes(
    seed: int, cut: bool, bits: bytes, tmp_path: Path
) -> None:
    chance = random.Random(seed)
    ring = tmp_path / "ring" if (tmp_path / "ring").exists() else copy_ring(tmp_path)
    file = Path(chance.choice(FILES))
    whole = (RING / file).read_bytes()
    at = chance.randrange(len(whole))
    upto = at + chance.randrange(40) if cut else at
    (ring / file).write_bytes(whole[:at] + bits + whole[upto:])
    with suppress(InputError):
        load(ring, chance.choice(["strict", "reconstruction"]))
    (ring / file).write_bytes(whole)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(seed=st.integers(0, 2**32))
def test_a_scenario_with_cells_swapped_is_loaded_or_refused_and_never_crashes(
    seed: int, tmp_path: Path
) -> None:
    """Values that are right somewhere else reach deeper than random bytes do."""
    chance = random.Random(seed)
    ring = tmp_path / "ring" if (tmp_path / "ring").exists() else copy_ring(tmp_path)
    file = chance.choice([name for name in FILES if name.endswith(".csv")])
    whole = (RING / file).read_text(encoding="utf-8")
    rows = [line.split(",") for line in whole.splitlines()]
    for _ in range(3):
        one, two = chance.choice(rows[1:]), chance.choice(rows[1:])
        at, to = chance.randrange(len(one)), chance.randrange(len(two))
        one[at], two[to] = two[to], one[at]
    (ring / file).write_text("\n".join(",".join(row) for row in rows), encoding="utf-8")
    with suppress(InputError):
        load(ring)
    (ring / file).write_text(whole, encoding="utf-8")
