"""Turning runs: what is asked, what is kept, and that a run goes on to the same digest."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from hinge.analysis.process import Branches
from hinge.errors import InputError, StoreError
from hinge.scenario.load import load
from hinge.scenario.scenario import Scenario
from hinge.turn.asked import chosen
from hinge.turn.campaign import Wanted, campaigns, check_wanted
from hinge.turn.record import ENDS, MANIFEST, RESULT
from hinge.turn.result import result_of, top_days
from hinge.turn.run import Turned, show, turn
from hinge.turn.shown import Shown

SMALL = Wanted(outcomes=("D02",), paths=103, lines=4, every=8, seed=2)


class Stopped(Exception):
    """Raised by a test to stop a run."""


@pytest.fixture(scope="module")
def ring() -> Scenario:
    return load("ring")


@pytest.fixture(scope="module")
def whole(ring: Scenario, tmp_path_factory: pytest.TempPathFactory) -> Turned:
    return turn(ring, SMALL, out=tmp_path_factory.mktemp("turn") / "one", workers=1)


def test_a_run_that_stopped_goes_on_to_the_same_digest(ring, whole, tmp_path) -> None:
    def stop(done: int, total: int, doing: str) -> None:
        if done > 0.7 * total:
            raise Stopped

    folder = tmp_path / "stopped"
    with pytest.raises(Stopped):
        turn(ring, SMALL, out=folder, workers=2, tell=stop)
    kept = sorted(path.name for path in (folder / ENDS).iterdir())
    assert kept
    assert kept != sorted(path.name for path in (whole.folder / ENDS).iterdir())
    with pytest.raises(StoreError, match="not finished"):
        show(folder)
    before = {name: (folder / ENDS / name).stat().st_mtime_ns for name in kept}
    again = turn(ring, SMALL, out=folder, workers=2)
    assert {name: (folder / ENDS / name).stat().st_mtime_ns for name in kept} == before
    assert again.digest == whole.digest
    assert again.result == whole.result


def test_a_finished_run_is_read_and_not_run(ring, whole) -> None:
    def never(done: int, total: int, doing: str) -> None:
        raise Stopped

    assert turn(ring, SMALL, out=whole.folder, tell=never).result == whole.result
    assert show(whole.folder).result == whole.result


def test_another_seed_is_another_digest_and_refused_in_that_folder(ring, whole, tmp_path) -> None:
    other = replace(SMALL, seed=3)
    with pytest.raises(StoreError, match="differs in: seed"):
        turn(ring, other, out=whole.folder)
    assert turn(ring, other, out=tmp_path / "other").digest != whole.digest


def test_a_folder_of_something_else_is_refused(ring, tmp_path) -> None:
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(StoreError, match="no turning run"):
        turn(ring, SMALL, out=tmp_path)
    (tmp_path / MANIFEST).write_text('{"arms": []}', encoding="utf-8")
    with pytest.raises(StoreError, match="another kind of run"):
        show(tmp_path)
    with pytest.raises(StoreError, match="holds no turning run"):
        show(tmp_path / "nowhere")


def test_a_damaged_day_is_named_and_nothing_is_made_up(ring, whole, tmp_path) -> None:
    folder = tmp_path / "cut"
    (folder / ENDS).mkdir(parents=True)
    (folder / MANIFEST).write_bytes((whole.folder / MANIFEST).read_bytes())
    (folder / ENDS / "day-0024.npy").write_bytes(b"\x93NUMPY")
    with pytest.raises(StoreError, match=r"day-0024\.npy cannot be read"):
        turn(ring, SMALL, out=folder)


def test_the_result_says_what_every_reader_needs(whole) -> None:
    result = json.loads((whole.folder / RESULT).read_text(encoding="utf-8"))
    assert result == whole.result
    rows = result["shares"]
    assert [row["since"] for row in rows[1:]] == [row["day"] for row in rows[:-1]]
    assert {"day", "date", "share", "se", "band_low", "band_high", "null", "excess"} <= set(rows[0])
    parts = result["parameter_share"]["share"] + sum(row["share"] for row in rows)
    assert result["sum"]["share"] == pytest.approx(parts)
    assert result["civilians"]["killed"] > 0.0
    assert result["outcomes"][0]["id"] == "D02.whole_town"
    assert {one["of"] for one in result["outcomes"][1:]} == {"D02.whole_town"}
    assert result["member_days"] > 103 * 4 * 60
    assert 'data-figure="settled"' in (whole.folder / "turning.html").read_text(encoding="utf-8")


def test_outcomes_of_paths_are_those_of_a_run(ring, whole) -> None:
    found = campaigns(ring, SMALL, 1)
    block = found.simulator(found.arm, found.arm.numbers())
    held = found.process.asked.judge(replace(block, value=block.value[:, :, :0]))
    assert np.mean(held[:, 0]) == pytest.approx(whole.result["chance"][-1]["chance"])


def test_what_always_or_never_comes_about_has_no_hinge(ring) -> None:
    found = campaigns(ring, SMALL, 1)
    paths, grid = found.paths, np.array([0, 20, 40])
    for value in (0.0, 1.0):
        ends = np.full((paths.size, 3, 4, len(found.outcomes)), value)
        branches = Branches(
            found.process.outcomes, found.arm.days, grid, paths, paths, ends[:, 0, 0], ends
        )
        seen = Shown(np.ones(found.arm.days), 0.0, {}, 0.0)
        result = result_of(found, branches, seen)
        assert result["no_hinge"] is True
        assert result["ruling"]["word"] == "no hinge"
        assert {row["share"] for row in result["shares"]} == {0.0}
        assert top_days(branches, seen.activity) == []
        json.dumps(result, allow_nan=False)


def test_an_outcome_asked_otherwise_stands_beside_the_one_in_question(ring) -> None:
    names = [outcome.id for outcome in chosen(ring, outcomes=("D02",))]
    assert names == [
        "D02.whole_town",
        "D02.whole_town, 14 days earlier",
        "D02.whole_town, share 0.51",
    ]


@pytest.mark.parametrize(
    ("wanted", "words"),
    [
        (replace(SMALL, outcomes=("D99",)), "no claim or pattern 'D99'"),
        (replace(SMALL, outcomes=()), "no claim about a turning point"),
        (replace(SMALL, every=0), "step of 0 days"),
        (replace(SMALL, paths=60), "each needs 50"),
        (replace(SMALL, lines=3), "3 lines cannot be split"),
        (replace(SMALL, view="commander"), "no conditioning.yaml"),
        (replace(SMALL, view="historian", leverage=True), "historian's view"),
        (replace(SMALL, view="commander", paths=1), "1 particles"),
        (replace(SMALL, paths=0), "0 paths leave"),
        (replace(SMALL, outcomes=("D01",)), "campaigns run from 2001-05-15"),
    ],
)
def test_what_cannot_be_asked_is_refused_in_words(ring, tmp_path, wanted, words) -> None:
    with pytest.raises(InputError) as refused:
        turn(ring, wanted, out=tmp_path / "none")
    assert words in " ".join(problem.what + problem.why for problem in refused.value.problems)
    assert not (tmp_path / "none").exists()


def test_several_wrong_options_are_told_at_once(ring) -> None:
    with pytest.raises(InputError) as refused:
        check_wanted(ring, replace(SMALL, every=-1, paths=10, lines=1))
    assert len(refused.value.problems) == 3


@pytest.mark.slow
@pytest.mark.statistical
@pytest.mark.parametrize("seed", range(1, 6))
def test_the_planted_day_is_found(tmp_path: Path, seed: int) -> None:
    """A day planted in campaigns is named within a day in 5 of 5 seeds.

    The rule names a planted switch in 95 of 100 (``tests/analysis``); were it so
    here, all five would be found in three of four tries. The seeds are fixed.
    """
    found = turn(load("planted-switch"), Wanted(seed=seed), out=tmp_path / "run").result
    assert found["ruling"]["word"] == "turning point"
    assert found["ruling"]["window"]["from"] == "2005-02-01"
    assert found["ruling"]["window"]["to"] <= "2005-02-02"
    assert found["parameter_share"]["share"] < 3 * found["parameter_share"]["se"] + 0.02
