"""The engine is compiled once, again when its sources change, and never taken from a stale cache."""

import subprocess
import sys
from pathlib import Path

import pytest

from hinge.cli import compiling


@pytest.fixture
def compiled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Which sources were compiled, in order; the cache is a folder of its own."""
    done: list[str] = []
    monkeypatch.setattr(compiling, "_cache_folder", lambda _: tmp_path)
    monkeypatch.setattr(compiling, "_cache_folders", lambda: {tmp_path})
    monkeypatch.setattr(compiling, "kernel_digest", lambda: "a" * 64)
    monkeypatch.setattr(compiling, "_one_day", lambda: done.append(compiling.kernel_digest()[0]))
    return done


def test_the_first_use_compiles_and_says_so(compiled: list[str], capsys) -> None:
    compiling.ready_engine()
    assert compiled == ["a"]
    assert "Compiling the engine, once per machine: about" in capsys.readouterr().err


def test_the_second_use_is_silent_and_compiles_nothing(compiled: list[str], capsys) -> None:
    compiling.ready_engine()
    capsys.readouterr()
    compiling.ready_engine()
    assert compiled == ["a"]
    assert capsys.readouterr().err == ""


def test_changed_sources_are_compiled_anew_and_old_code_is_removed(
    compiled: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compiling.ready_engine()
    (tmp_path / "day.run_days-1.nbi").write_text("old code")
    monkeypatch.setattr(compiling, "kernel_digest", lambda: "b" * 64)
    compiling.ready_engine()
    assert compiled == ["a", "b"]
    assert [path.name[:14] for path in tmp_path.iterdir()] == ["hinge-engine-b"]


def test_the_digest_covers_the_rooms_that_are_compiled() -> None:
    root = Path(compiling.__file__).parents[1]
    covered = {path for pattern in compiling.KERNEL for path in root.glob(pattern)}
    decorated = {
        path for path in root.rglob("*.py") if "\n@compiled\n" in path.read_text(encoding="utf-8")
    }
    assert decorated <= covered


def test_the_cache_of_every_room_that_is_compiled_is_found() -> None:
    """In a fresh process: what a command has not imported yet is stale like everything else."""
    code = (
        "from hinge.cli import compiling\n"
        "found = set()\n"
        "compiling._cache_folder = lambda value: found.add(getattr(value, '__module__', None))\n"
        "compiling._cache_folders()\n"
        "print(*sorted(str(name) for name in found))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=120
    )
    root = Path(compiling.__file__).parents[1]
    decorated = {
        compiling._module(path.relative_to(root))
        for path in root.rglob("*.py")
        if {"@entry", "@joined"} & set(path.read_text(encoding="utf-8").splitlines())
    }
    assert "hinge.ensemble.day_zero" in decorated
    assert decorated <= set(done.stdout.split())
