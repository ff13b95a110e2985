"""A filter finds what can be computed, in the same bits however it is run, and rules nothing out."""

import json
import math
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from ensemble import coin_engine as coin
from ensemble import fake_engine as fake
from hinge.ensemble.conditioning import filtered, stage_ends
from hinge.ensemble.design import PARTICLES, Arm
from hinge.ensemble.ledger import entry_path
from hinge.ensemble.lineage import Filtered, Lineage, effective_number
from hinge.ensemble.lineage_file import FILE, written
from hinge.ensemble.rerun import rerun
from hinge.ensemble.run import Progress, run
from hinge.ensemble.store import Run, open_run, verify
from hinge.errors import InputError, StoreError
from hinge.scenario.conditioning import Conditioned

DRAWS = 400
MISS = 0.1
SEEN = (1, 8, 15, 22)  # days on which the way was seen closed; each ends a stage
DAYS = 24


def found(*seen: Conditioned, workers: int = 1, seed: int = 7, draws: int = DRAWS) -> Filtered:
    engine = coin.CoinEngine(seed, coin.chances(PARTICLES * draws))
    arm = coin.arm(draws=draws, days=DAYS)
    return filtered(arm, seen, engine, fake.LAYOUT, seed, workers=workers)


def posterior(power: int) -> tuple[np.ndarray, np.ndarray]:
    """The chances of the draws, and the weight that reports of ``power`` closed days give each."""
    p = coin.chances(PARTICLES * DRAWS)
    weight = (p + (1.0 - p) * MISS) ** power
    return p, weight / weight.sum()


def test_the_posterior_of_a_coin_is_the_analytic_one() -> None:
    for seed in (7, 8, 9):
        result = found(*(coin.closed_on(day, MISS) for day in SEEN), seed=seed)
        p, weight = posterior(len(SEEN))
        mean = float(weight @ p)
        sd = math.sqrt(float(weight @ (p - mean) ** 2))
        here = p[result.lineage.draw]
        error = sd / math.sqrt(result.lineage.n_effective_draws)
        assert abs(here.mean() - mean) < 3.0 * error
        assert abs(p.mean() - mean) > 20.0 * error  # and the prior is far from it
        assert here.std() == pytest.approx(sd, rel=0.3)


def test_the_evidence_of_each_observation_is_its_mean_likelihood_under_what_went_before() -> None:
    result = found(*(coin.closed_on(day, MISS) for day in SEEN))
    for power, (stage, day) in enumerate(zip(result.stages, SEEN, strict=True)):
        p, weight = posterior(power)
        expected = math.log(float(weight @ (p + (1.0 - p) * MISS)))
        assert stage.evidence[f"closed_{day}"] == pytest.approx(expected, abs=0.08)


def test_stored_replications_show_the_observed_days_as_often_as_they_should() -> None:
    result = found(*(coin.closed_on(day, MISS) for day in SEEN))
    engine = coin.CoinEngine(7, coin.chances(PARTICLES * DRAWS))
    arm = coin.arm(draws=DRAWS, days=DAYS)
    block = engine(arm, arm.numbers(), result.lineage)
    closed = (block.siege[:, :, 0] == coin.CLOSED).mean(axis=0)
    p, weight = posterior(len(SEEN))
    seen = float(weight @ (p / (p + (1.0 - p) * MISS)))
    for day in range(arm.days + 1):
        # 1 was seen closed; 2 was not looked at, so it follows the draws alone
        assert closed[day] == pytest.approx(seen if day in SEEN else float(weight @ p), abs=0.12)


def test_the_same_lineages_come_out_whatever_the_number_of_threads() -> None:
    seen = [coin.closed_on(day, MISS) for day in SEEN]
    texts = {written(found(*seen, workers=workers)) for workers in (1, 2, 5)}
    assert len(texts) == 1
    assert written(found(*seen, seed=8)) not in texts


def test_what_is_always_so_leaves_every_campaign_and_every_draw() -> None:
    result = found(coin.always())
    assert result.lineage.n_effective == result.lineage.n_effective_draws == DRAWS
    assert (result.lineage.numbers == result.lineage.numbers[:, :1]).all()
    assert result.stages[0].evidence == {"closed_3": 0.0}
    assert result.stages[0].effective == result.stages[0].distinct == PARTICLES * DRAWS
    assert result.shown == {"closed_3": 1.0}


def test_no_campaign_is_ruled_out_even_where_all_disagree() -> None:
    never = coin.closed_on(2, miss=1e-6, floor=0.01)
    engine = coin.CoinEngine(7, np.zeros(64 * PARTICLES))  # the way is always open
    result = filtered(coin.arm(), (never,), engine, fake.LAYOUT, 7, workers=1)
    assert result.lineage.n_effective == 64
    assert result.stages[0].evidence["closed_2"] == pytest.approx(math.log(0.01))


def test_campaigns_with_one_beginning_count_as_one() -> None:
    numbers = np.array([[0, 0], [0, 64], [65, 65], [128, 128]])
    lineage = Lineage(numbers, (3,))
    assert lineage.draw.tolist() == [0, 0, 1, 2]
    assert lineage.n_effective == pytest.approx(16 / 6)
    assert effective_number(np.arange(10)) == 10


def test_every_beginning_has_a_draw_of_its_own() -> None:
    lineage = found(*(coin.closed_on(day, MISS) for day in SEEN)).lineage
    assert np.unique(lineage.draw).size == np.unique(lineage.ancestor).size
    assert lineage.n_effective == lineage.n_effective_draws
    assert lineage.draw.max() >= DRAWS  # draws beyond as many as are stored


def test_copies_are_not_counted_as_distinct() -> None:
    result = found(*(coin.closed_on(day, 0.001) for day in SEEN))
    for stage in result.stages[1:]:
        assert stage.distinct < 0.75 * stage.effective
    last = result.stages[-1]
    assert last.ancestors >= result.lineage.n_effective
    assert result.lineage.n_effective == pytest.approx(last.distinct, rel=0.2)


def test_twice_the_draws_give_about_twice_the_distinct_campaigns() -> None:
    seen = [coin.closed_on(day, 0.01) for day in SEEN]
    few, many = (found(*seen, draws=draws).lineage.n_effective for draws in (200, 400))
    assert many / few == pytest.approx(2.0, rel=0.25)


def test_every_day_of_a_particle_is_run_once_though_it_is_resampled() -> None:
    engine = coin.CoinEngine(7, coin.chances(64 * PARTICLES))
    seen = tuple(coin.closed_on(day, 0.001) for day in (1, 2, 9))
    result = filtered(coin.arm(), seen, engine, fake.LAYOUT, 7, workers=2)
    assert [stage.resampled for stage in result.stages] == [True, True]
    assert engine.days == 64 * PARTICLES * 10


def test_days_less_than_a_week_apart_share_a_stage_that_ends_with_the_last_of_them() -> None:
    seen = tuple(coin.closed_on(day) for day in (10, 0, 8, 13, 22))
    assert stage_ends(coin.START, seen) == (0, 13, 22)
    assert stage_ends(coin.START, seen[:1]) == (10,)
    result = found(coin.closed_on(4), coin.closed_on(6))
    assert [list(stage.evidence) for stage in result.stages] == [["closed_4", "closed_6"]]


def test_a_path_is_cut_at_the_ends_of_its_stages() -> None:
    lineage = Lineage(np.array([[5, 6, 7]]), (0, 4))
    assert list(lineage.segments(0, 6)) == [(5, 0, 0), (6, 1, 4), (7, 5, 6)]
    assert list(lineage.segments(0, 3)) == [(5, 0, 0), (6, 1, 3)]
    assert list(lineage.segments(0, 0)) == [(5, 0, 0)]


# Runs with conditioned arms


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return tmp_path / "valley"


def done(source: Path, out: Path, **options: object) -> Run:
    plan = coin.design()
    place = coin.scenario(source, coin.closed_on(2), coin.closed_on(9))
    return run(place, plan, out, prepared=coin.prepared(plan), **options)


def test_all_conditioned_arms_share_lineages_and_say_how_many_campaigns_they_hold(
    tmp_path: Path, source: Path
) -> None:
    finished = done(source, tmp_path / "a")
    one, twin = finished.arm("baseline@campaign"), finished.arm("relief@campaign")
    assert one["replication"].values.tolist() == list(range(64))
    np.testing.assert_array_equal(one["draw"], twin["draw"])
    np.testing.assert_array_equal(one["draw"], one["ancestor"] // 64)
    assert one.attrs["n_effective"] == effective_number(one["ancestor"].values) <= 64
    assert one.attrs["n_effective_draws"] == effective_number(one["draw"].values) <= 64
    drawn = finished.parameters.sel(draw=one["draw"].values)  # of every stored replication
    assert drawn.sizes["draw"] == 64
    assert finished.parameters.sizes["draw"] == 64 * PARTICLES
    about = json.loads((finished.folder / FILE).read_text(encoding="utf-8"))
    assert about["n_effective"] == pytest.approx(one.attrs["n_effective"])
    assert [list(stage["log_evidence"]) for stage in about["stages"]] == [
        ["closed_2"],
        ["closed_9"],
    ]


def test_a_twin_that_changes_nothing_is_the_same_campaign_bit_for_bit(
    tmp_path: Path, source: Path
) -> None:
    finished = done(source, tmp_path / "a")
    one, twin = finished.arm("baseline@campaign"), finished.arm("relief@campaign")
    np.testing.assert_array_equal(one["siege"].values, twin["siege"].values)


def test_workers_leave_no_trace_and_a_run_is_repeated_from_its_folder(
    tmp_path: Path, source: Path
) -> None:
    one = done(source, tmp_path / "one", workers=1)
    two = done(source, tmp_path / "two", workers=3)
    assert one.digest == two.digest == verify(tmp_path / "two")
    texts = {(folder / FILE).read_bytes() for folder in (one.folder, two.folder)}
    assert len(texts) == 1
    plan = one.manifest.design

    def restore(recorded: Run) -> tuple[object, object]:
        place = coin.scenario(recorded.scenario_folder, coin.closed_on(2), coin.closed_on(9))
        return place, coin.prepared(plan)

    again = rerun(one.folder, tmp_path / "again", restore=restore)  # type: ignore[arg-type]
    assert again.equal, again.sentence


def test_the_filter_is_not_run_again_where_its_result_is_kept(tmp_path: Path, source: Path) -> None:
    out = tmp_path / "a"
    first = done(source, out)
    entry_path(out, "relief@campaign", 0).unlink()
    plan = coin.design()
    ready = coin.prepared(plan)
    place = coin.scenario(source, coin.closed_on(2), coin.closed_on(9))
    again = run(place, plan, out, prepared=ready)
    assert ready.simulator.calls == [("relief@campaign", 64)]  # type: ignore[attr-defined]
    assert again.digest == first.digest


def test_lost_lineages_are_made_again_and_changed_ones_refused(
    tmp_path: Path, source: Path
) -> None:
    out = tmp_path / "a"
    first = done(source, out)
    before = (out / FILE).read_bytes()
    (out / FILE).unlink()
    with pytest.raises(StoreError, match="it is made anew"):
        open_run(out)
    assert done(source, out).digest == first.digest
    assert (out / FILE).read_bytes() == before
    (out / FILE).write_bytes(before.replace(b'"stored": 64', b'"stored": 65'))
    with pytest.raises(StoreError, match="not those that this run was begun with"):
        open_run(out)


def test_progress_counts_particles_first_and_then_the_runs(tmp_path: Path, source: Path) -> None:
    told: list[Progress] = []
    done(source, tmp_path / "a", workers=1, progress=told.append)
    assert told[0].doing == "Conditioning on 2 observations"
    assert (told[0].done, told[0].total) == (0, 64 * PARTICLES * 10)
    assert told[-1] == Progress("relief@campaign", 128, 128, 128 * 10, 0.0)


def test_an_interrupt_in_the_filter_or_after_it_ends_in_the_same_digest(
    tmp_path: Path, source: Path
) -> None:
    whole = done(source, tmp_path / "whole").digest
    for name, stop_in_filter in (("early", True), ("late", False)):

        def stop(progress: Progress, early: bool = stop_in_filter) -> None:
            if progress.done >= 64 and bool(progress.doing) == early:
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            done(source, tmp_path / name, workers=1, progress=stop)
        assert (tmp_path / name / FILE).exists() == (not stop_in_filter)
        assert done(source, tmp_path / name).digest == whole


@pytest.mark.skipif(os.name != "posix", reason="needs a signal that cannot be caught")
def test_a_conditioned_run_killed_at_any_moment_ends_in_the_undisturbed_digest(
    tmp_path: Path, source: Path
) -> None:
    undisturbed = done(source, tmp_path / "whole").digest
    script = Path(__file__).with_name("killed_run.py")
    places = [str(Path(__file__).parents[1]), str(Path(__file__).parents[2] / "src")]
    env = os.environ | {"PYTHONPATH": os.pathsep.join([*places, os.environ.get("PYTHONPATH", "")])}
    for trial, moment in enumerate((0.02, 0.15, 0.3)):
        out = tmp_path / f"killed-{trial}"
        with subprocess.Popen(
            [sys.executable, str(script), str(source), str(out), "conditioned"],
            stdout=subprocess.PIPE,
            env=env,
        ) as child:
            assert child.stdout is not None
            assert child.stdout.readline() == b"ready\n"
            try:
                child.wait(timeout=moment)
            except subprocess.TimeoutExpired:
                child.kill()
        assert done(source, out).digest == undisturbed == verify(out)


def test_conditioned_arms_need_observations_and_one_size(tmp_path: Path, source: Path) -> None:
    plan = coin.design()
    with pytest.raises(InputError, match=r"has no conditioning\.yaml"):
        run(coin.scenario(source), plan, tmp_path / "a", prepared=coin.prepared(plan))
    assert not (tmp_path / "a").exists()
    with pytest.raises(InputError, match="one table of lineages"):
        coin.design(coin.arm(), coin.arm("relief", draws=32))


def test_conditioned_and_other_arms_go_together(tmp_path: Path, source: Path) -> None:
    plain = Arm("baseline", "", fake.START, fake.START + coin.DAY, 10, 2)
    plan = coin.design(plain, coin.arm())
    finished = run(
        coin.scenario(source, coin.closed_on(2)), plan, tmp_path / "a", prepared=coin.prepared(plan)
    )
    assert "ancestor" not in finished.arm("baseline").coords
    assert "n_effective" not in finished.arm("baseline").attrs
    assert finished.arm("baseline")["draw"].values[:3].tolist() == [0, 0, 1]


def test_another_conditioning_is_another_design() -> None:
    plan = coin.design()
    assert plan != coin.design(*(replace(arm, conditioned=False) for arm in plan.arms))
