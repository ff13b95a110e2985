"""An ensemble gives the same bits however it is run, and goes on where it stopped."""

import errno
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from ensemble import fake_engine as fake
from hinge.ensemble import files
from hinge.ensemble.ledger import chunk_path, entry_path
from hinge.ensemble.run import Progress, run
from hinge.ensemble.store import Run, open_run, verify
from hinge.errors import InputError, StoreError

KILL_TRIALS = 6
KILL_SEED = 20


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return tmp_path / "valley"


def done(source: Path, out: Path, **options: object) -> Run:
    plan = fake.design()
    return run(fake.scenario(source), plan, out, prepared=fake.prepared(plan), **options)


def test_workers_and_chunks_leave_no_trace_in_the_digest(tmp_path: Path, source: Path) -> None:
    digests = {
        done(source, tmp_path / f"{workers}-{chunk}", workers=workers, chunk=chunk).digest
        for workers, chunk in [(1, 64), (2, 64), (1, 128), (2, 192)]
    }
    assert len(digests) == 1
    assert all(verify(tmp_path / name) in digests for name in ("1-64", "2-192"))


def test_another_seed_gives_another_digest(tmp_path: Path, source: Path) -> None:
    plan = fake.design(seed=8)
    other = run(fake.scenario(source), plan, tmp_path / "b", prepared=fake.prepared(plan))
    assert other.digest != done(source, tmp_path / "a").digest


def test_a_finished_run_is_not_run_again(tmp_path: Path, source: Path) -> None:
    first = done(source, tmp_path / "a")
    plan, engine = fake.design(), fake.FakeEngine(7)
    again = run(fake.scenario(source), plan, tmp_path / "a", prepared=fake.prepared(plan, engine))
    assert engine.calls == []
    assert again.digest == first.digest


def test_only_lost_and_cut_blocks_are_computed_anew(tmp_path: Path, source: Path) -> None:
    out = tmp_path / "a"
    first = done(source, out)
    entry_path(out, "relief", 0).unlink()
    cut = chunk_path(out, "baseline", "value", 2)
    cut.write_bytes(cut.read_bytes()[:-5])
    with pytest.raises(StoreError, match=r"128 of 300 replications are missing .*baseline, relief"):
        open_run(out)
    plan, engine = fake.design(), fake.FakeEngine(7)
    again = run(fake.scenario(source), plan, out, prepared=fake.prepared(plan, engine))
    assert sorted(engine.calls) == [("baseline", 64 * 64), ("relief", 0)]
    assert again.digest == first.digest == verify(out)


def test_a_block_that_comes_out_otherwise_is_not_taken(tmp_path: Path, source: Path) -> None:
    out = tmp_path / "a"
    done(source, out)
    entry_path(out, "baseline", 1).unlink()
    plan, engine = fake.design(), fake.FakeEngine(7, salt="other")
    with pytest.raises(StoreError, match="not what they were"):
        run(fake.scenario(source), plan, out, prepared=fake.prepared(plan, engine))


@pytest.mark.skipif(os.name != "posix", reason="needs a signal that cannot be caught")
def test_a_run_killed_at_any_moment_ends_in_the_undisturbed_digest(
    tmp_path: Path, source: Path
) -> None:
    undisturbed = done(source, tmp_path / "whole").digest
    moments = np.random.default_rng(KILL_SEED).uniform(0.0, 0.35, KILL_TRIALS)
    script = Path(__file__).with_name("killed_run.py")
    places = [str(Path(__file__).parents[1]), str(Path(__file__).parents[2] / "src")]
    env = os.environ | {"PYTHONPATH": os.pathsep.join([*places, os.environ.get("PYTHONPATH", "")])}
    for trial, moment in enumerate(moments):
        out = tmp_path / f"killed-{trial}"
        with subprocess.Popen(
            [sys.executable, str(script), str(source), str(out)], stdout=subprocess.PIPE, env=env
        ) as child:
            assert child.stdout is not None
            assert child.stdout.readline() == b"ready\n"
            try:
                child.wait(timeout=float(moment))
            except subprocess.TimeoutExpired:
                child.kill()
        resumed = done(source, out)
        assert resumed.digest == undisturbed == verify(out)
        assert not list(out.rglob("*.partial"))
        assert not list(out.rglob(f"*{files.PENDING}"))


def test_an_interrupt_keeps_what_was_finished(tmp_path: Path, source: Path) -> None:
    def stop(progress: Progress) -> None:
        if progress.done >= 64 * 2:
            raise KeyboardInterrupt

    out = tmp_path / "a"
    with pytest.raises(KeyboardInterrupt):
        done(source, out, workers=2, progress=stop)
    with pytest.raises(StoreError, match="Start the same command again with the same folder"):
        open_run(out)
    plan, engine = fake.design(), fake.FakeEngine(7)
    run(fake.scenario(source), plan, out, prepared=fake.prepared(plan, engine))
    assert 0 < len(engine.calls) < 6


def test_progress_counts_up_to_the_whole(tmp_path: Path, source: Path) -> None:
    told: list[Progress] = []
    done(source, tmp_path / "a", workers=1, progress=told.append)
    assert [step.done for step in told] == [0, 64, 128, 192, 200, 264, 300]
    assert told[-1] == Progress("relief", 300, 300, 300 * 4, 0.0)
    assert told[1].seconds_left is None
    assert told[2].seconds_left is not None


def test_a_folder_of_another_design_is_refused_with_what_differs(
    tmp_path: Path, source: Path
) -> None:
    out = tmp_path / "a"
    done(source, out)
    plan = fake.design(fake.arm(draws=32), seed=8)
    with pytest.raises(StoreError) as caught:
        run(fake.scenario(source), plan, out, prepared=fake.prepared(plan))
    assert "seed: 7 there, 8 now" in str(caught.value)
    assert "arm baseline: 100 draws x 2" in str(caught.value)
    assert "32 draws x 2" in str(caught.value)
    assert "arm relief: 50 draws x 2, 2000-01-01 to 2000-01-05 there, none now" in str(caught.value)


def test_a_folder_with_other_things_is_left_alone(tmp_path: Path, source: Path) -> None:
    out = tmp_path / "letters"
    out.mkdir()
    (out / "letter.txt").write_text("dear", encoding="utf-8")
    with pytest.raises(StoreError, match=r"not empty and holds no run: there is letter\.txt"):
        done(source, out)
    assert [path.name for path in out.iterdir()] == ["letter.txt"]


@pytest.mark.parametrize(
    ("number", "words"), [(errno.ENOSPC, "the disk is full"), (errno.EACCES, "not permitted")]
)
def test_a_disk_that_refuses_is_told_in_plain_words_and_can_be_gone_on_from(
    tmp_path: Path, source: Path, monkeypatch: pytest.MonkeyPatch, number: int, words: str
) -> None:
    out = tmp_path / "a"

    def refuse(_path: Path) -> int:
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as patch:
        patch.setattr("hinge.ensemble.writing.sync_file", refuse)
        with pytest.raises(StoreError, match=words) as caught:
            done(source, out)
    assert "Errno" not in str(caught.value)
    assert list((out / "done").iterdir()) == []
    assert done(source, out).digest == done(source, tmp_path / "b").digest


@pytest.mark.parametrize("options", [{"workers": 0}, {"chunk": 100}, {"chunk": 0}])
def test_sizes_that_make_no_sense_are_refused(
    tmp_path: Path, source: Path, options: dict[str, int]
) -> None:
    with pytest.raises(InputError, match="options, field"):
        done(source, tmp_path / "a", **options)
    assert not (tmp_path / "a").exists()
