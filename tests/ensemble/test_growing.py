"""A finished run grows in place: nothing is simulated twice, and it ends as if run at that size."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from ensemble import coin_engine as coin
from ensemble import fake_engine as fake
from hinge.ensemble import files, growing
from hinge.ensemble.design import Arm, Design
from hinge.ensemble.growing import added
from hinge.ensemble.ledger import finished
from hinge.ensemble.manifest import read_manifest, write_manifest
from hinge.ensemble.run import Progress, run
from hinge.ensemble.store import Run, open_run, verify
from hinge.errors import StoreError

SMALL = fake.design(fake.arm(draws=64), fake.arm("relief", draws=64))
ONE_GROWS = fake.design(fake.arm(draws=128), fake.arm("relief", draws=64))
CHANCES = coin.chances(1024)  # a draw has the same one however many there are
BOTH_GROW = fake.design(fake.arm(draws=128), fake.arm("relief", draws=192))


class Killed(BaseException):
    """Stands for the end of the process: nothing may catch it."""


def done(
    tmp_path: Path, plan: Design, out: str, engine: fake.FakeEngine | None = None, **options: object
) -> Run:
    ready = fake.prepared(plan, engine)
    place = fake.scenario(tmp_path / "valley")
    return run(place, plan, tmp_path / out, prepared=ready, workers=1, **options)


def conditioned(size: int, plain: int = 64) -> Design:
    arms = (fake.arm(draws=plain), coin.arm(draws=size), coin.arm("relief", draws=size))
    return coin.design(*arms)


def conditioned_run(tmp_path: Path, plan: Design, out: str, **options: object) -> Run:
    place = coin.scenario(tmp_path / "valley", coin.closed_on(2), coin.closed_on(9))
    engine = coin.CoinEngine(plan.seed, CHANCES[: plan.draws])
    ready = replace(coin.prepared(plan), simulator=engine)
    return run(place, plan, tmp_path / out, prepared=ready, workers=1, **options)


def same(one: Run, other: Run) -> None:
    assert one.digest == other.digest == verify(one.folder)
    assert one.parameters.equals(other.parameters)
    for arm_id in one.arms:
        assert one.arm(arm_id).identical(other.arm(arm_id))


def test_a_grown_run_is_that_of_its_size_bit_for_bit(tmp_path: Path) -> None:
    done(tmp_path, SMALL, "grown")
    done(tmp_path, ONE_GROWS, "grown", grow=True)
    grown = done(tmp_path, BOTH_GROW, "grown", grow=True)
    same(grown, done(tmp_path, BOTH_GROW, "direct"))
    assert grown.manifest.design == BOTH_GROW


def test_only_what_is_new_is_simulated(tmp_path: Path) -> None:
    done(tmp_path, SMALL, "grown")
    engine = fake.FakeEngine(SMALL.seed)
    done(tmp_path, ONE_GROWS, "grown", engine, grow=True)
    assert engine.calls == [("baseline", 64 * 64), ("baseline", 96 * 64)]
    assert added(SMALL.arms, ONE_GROWS.arms) == 128


def test_a_last_block_that_was_not_full_is_simulated_again(tmp_path: Path) -> None:
    done(tmp_path, fake.design(fake.arm(draws=50)), "grown")  # 100: a block of 64 and one of 36
    larger = fake.design(fake.arm(draws=64))
    engine = fake.FakeEngine(larger.seed)
    grown = done(tmp_path, larger, "grown", engine, grow=True)
    assert engine.calls == [("baseline", 32 * 64)]
    same(grown, done(tmp_path, larger, "direct"))


def test_progress_of_a_growth_begins_with_what_is_there(tmp_path: Path) -> None:
    done(tmp_path, SMALL, "grown")
    told: list[Progress] = []
    done(tmp_path, ONE_GROWS, "grown", grow=True, progress=told.append)
    assert [(step.done, step.total) for step in told] == [(256, 384), (320, 384), (384, 384)]


@pytest.mark.parametrize(
    "other",
    [
        fake.design(fake.arm(draws=32), fake.arm("relief", draws=64)),
        fake.design(fake.arm(draws=128), fake.arm("relief", draws=64), seed=8),
        fake.design(fake.arm(draws=128)),
        fake.design(fake.arm(draws=128, days=5), fake.arm("relief", draws=64)),
    ],
    ids=["smaller", "seed", "arm_gone", "longer"],
)
def test_only_larger_arms_are_a_growth(tmp_path: Path, other: Design) -> None:
    before = done(tmp_path, SMALL, "grown")
    with pytest.raises(StoreError, match="holds a run of another design"):
        done(tmp_path, other, "grown", grow=True)
    assert verify(before.folder) == before.digest


def test_without_the_word_a_larger_design_is_refused(tmp_path: Path) -> None:
    done(tmp_path, SMALL, "grown")
    with pytest.raises(StoreError, match="holds a run of another design"):
        done(tmp_path, ONE_GROWS, "grown")


def test_replications_of_other_libraries_are_not_mixed(tmp_path: Path) -> None:
    old = done(tmp_path, SMALL, "grown").manifest
    libraries = old.libraries | {"numpy": "0.1"}
    write_manifest(tmp_path / "grown", old.model_copy(update={"libraries": libraries}))
    with pytest.raises(StoreError, match=r"numpy: 0\.1 there"):
        done(tmp_path, ONE_GROWS, "grown", grow=True)


def test_a_growth_into_a_new_folder_is_a_run(tmp_path: Path) -> None:
    same(done(tmp_path, SMALL, "new", grow=True), done(tmp_path, SMALL, "direct"))


def test_conditioned_arms_that_grow_are_simulated_anew(tmp_path: Path) -> None:
    conditioned_run(tmp_path, conditioned(64), "grown")
    larger = conditioned(128, plain=128)
    assert added(conditioned(64).arms, larger.arms) == 128 + 2 * 128
    grown = conditioned_run(tmp_path, larger, "grown", grow=True)
    direct = conditioned_run(tmp_path, larger, "direct")
    same(grown, direct)
    lineages = [(place.folder / "conditioning.json").read_bytes() for place in (grown, direct)]
    assert lineages[0] == lineages[1]


def test_conditioned_arms_that_stay_keep_their_lineages(tmp_path: Path) -> None:
    first = conditioned_run(tmp_path, conditioned(64), "grown")
    larger = conditioned(64, plain=128)
    grown = conditioned_run(tmp_path, larger, "grown", grow=True)
    assert grown.manifest.conditioning == first.manifest.conditioning
    same(grown, conditioned_run(tmp_path, larger, "direct"))


@pytest.mark.parametrize("late", [False, True], ids=["before", "after"])
@pytest.mark.parametrize(
    ("step", "count"),
    [("write_manifest", 1), ("create_store", 1), ("sync_file", 20), ("write_manifest", 2)],
)
@pytest.mark.parametrize("plan", ["plain", "conditioned"])
def test_a_growth_cut_short_at_any_step_is_done_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, count: int, late: bool, plan: str
) -> None:
    """The process ends before, or after, the n-th call of something that a growth writes with."""
    small, large, go = {
        "plain": (SMALL, ONE_GROWS, done),
        "conditioned": (conditioned(64), conditioned(128, plain=128), conditioned_run),
    }[plan]
    go(tmp_path, small, "grown")
    real: Callable[..., object] = getattr(growing, step)
    calls = 0

    def cut(*given: object) -> object:
        nonlocal calls
        calls += 1
        answer = None if calls == count and not late else real(*given)
        if calls == count:
            raise Killed
        return answer

    with monkeypatch.context() as patch:
        patch.setattr(growing, step, cut)
        with pytest.raises(Killed):
            go(tmp_path, large, "grown", grow=True)
    begun = (step, count, late) != ("write_manifest", 1, False)
    assert (read_manifest(tmp_path / "grown").design == large) == begun
    if begun or plan == "conditioned":
        with pytest.raises(StoreError, match="is not finished"):
            open_run(tmp_path / "grown")
    same(go(tmp_path, large, "grown", grow=True), go(tmp_path, large, "direct"))
    assert not (tmp_path / "grown" / growing.ASIDE).exists()
    assert not list((tmp_path / "grown").rglob(f"*{files.PENDING}"))


def test_blocks_that_were_kept_are_those_of_the_smaller_run(tmp_path: Path) -> None:
    small = done(tmp_path, SMALL, "small")
    done(tmp_path, SMALL, "grown")
    grown = done(tmp_path, BOTH_GROW, "grown", grow=True)
    before = finished(small.folder, SMALL)
    after = finished(grown.folder, BOTH_GROW)
    assert all(after[place] == entry for place, entry in before.items())
    first = grown.arm("relief").isel(replication=slice(0, 128))
    assert np.array_equal(first["value"].values, small.arm("relief")["value"].values)


def test_arms_of_one_design_add_nothing() -> None:
    arms: tuple[Arm, ...] = SMALL.arms
    assert added(arms, arms) == 0
