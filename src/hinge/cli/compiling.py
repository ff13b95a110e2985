"""Compile the engine once for a machine, say so while it lasts, and never trust a stale cache.

Numba caches each compiled function under the content of its own file alone; a
changed function that another file calls would go unnoticed. So a stamp beside
the cache names the digest of all engine sources: without it the cached code is
removed and compiled anew.
"""

from __future__ import annotations

import hashlib
import importlib
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from hinge.cli.console import say
from hinge.cli.progress import seconds, working

SMALLEST = "ring"  # the shipped scenario that compiles everything in the least time
USUAL_SECONDS = 30  # measured on two cores
STAMP = "hinge-engine-"
KERNEL = (
    "audits/duel.py",
    "draws/*.py",
    "engine/*.py",
    "world/arrays.py",
    "world/choices.py",
    "world/codes.py",
    "world/native.py",
    "world/params.py",
    "world/scalars.py",
    "world/scratch.py",
    "world/structs.py",
    "world/watched.py",
    "ensemble/priors.py",
    "ensemble/day_zero.py",
    "ensemble/day_zero_commands.py",
)


def ready_engine(*, aloud: bool = False) -> None:
    """Make sure that the engine is compiled; say what happens when that takes a while."""
    from hinge.draws.compiled import JIT

    if not JIT:
        say("The engine runs as plain Python (NUMBA_DISABLE_JIT is set): the same results, slowly.")
        return
    stamp = _stamp()
    if stamp is not None and stamp.is_file():
        if aloud:
            say("The engine is compiled already.")
        return
    _forget()
    began = time.monotonic()
    with working(f"Compiling the engine, once per machine: about {USUAL_SECONDS} s"):
        _side_by_side()
        _one_day()
    say(f"Compiled in {seconds(time.monotonic() - began)}.")
    stamp = _stamp()
    if stamp is not None and stamp.parent.is_dir():
        stamp.write_text("", encoding="utf-8")


def compiled_json() -> dict[str, Any]:
    """Return whether the engine is compiled, of which sources, and where it is kept."""
    from hinge.draws.compiled import JIT

    stamp = _stamp() if JIT else None
    kept = stamp is not None and stamp.is_file()
    return {
        "compiled": kept,
        "plain_python": not JIT,
        "kernel": kernel_digest(),
        "folder": str(stamp.parent) if stamp is not None and kept else None,
    }


def is_compiled() -> bool:
    """Say whether ``ready_engine`` would return at once."""
    from hinge.draws.compiled import JIT

    stamp = _stamp() if JIT else None
    return not JIT or (stamp is not None and stamp.is_file())


def _side_by_side() -> None:
    """Compile half of the phases in a second process, the other half here; ``_one_day`` joins them."""
    from hinge.cli.compile_part import main

    second = subprocess.Popen([sys.executable, "-m", "hinge.cli.compile_part", "1"])
    main(0)
    second.wait()


def _one_day() -> None:
    """Simulate one day of the smallest scenario, so that everything is compiled."""
    from hinge.assess import single_arm
    from hinge.ensemble.simulate import prepare
    from hinge.scenario.load import load

    scenario = load(SMALLEST)
    design = single_arm(scenario, draws=1, replicates=1, start="assessment", seed=1)
    arm = design.arms[0]
    prepare(scenario, design).simulator(arm, arm.numbers()[:1])


def _stamp() -> Path | None:
    """Return the file whose presence says that these very sources are compiled."""
    from hinge.engine.day import run_days

    folder = _cache_folder(run_days)
    if folder is None:
        return None
    version = f"{sys.version_info.major}{sys.version_info.minor}"
    return folder / f"{STAMP}{kernel_digest()[:16]}-py{version}"


def kernel_digest() -> str:
    """Return the SHA-256 over the sources that decide what is compiled."""
    root = Path(__file__).resolve().parent.parent
    sha = hashlib.sha256()
    for pattern in KERNEL:
        for path in sorted(root.glob(pattern)):
            sha.update(path.relative_to(root).as_posix().encode())
            sha.update(path.read_bytes())
    return sha.hexdigest()


def _forget() -> None:
    """Remove compiled code and stamps of other sources from every cache folder of the engine."""
    for folder in _cache_folders():
        for pattern in ("*.nbi", "*.nbc", f"{STAMP}*"):
            for path in folder.glob(pattern):
                path.unlink(missing_ok=True)


def _cache_folders() -> set[Path]:
    """Return the folders in which compiled functions of Hinge are kept.

    Every module of the kernel is imported for this: one that is not loaded yet has a cache too.
    """
    root = Path(__file__).resolve().parent.parent
    folders = {
        _cache_folder(value)
        for pattern in KERNEL
        for path in root.glob(pattern)
        for value in vars(importlib.import_module(_module(path.relative_to(root)))).values()
    }
    return {folder for folder in folders if folder is not None and folder.is_dir()}


def _module(path: Path) -> str:
    """Return the name of the module in a file of the package.

    >>> _module(Path("engine/day.py"))
    'hinge.engine.day'
    """
    return ".".join(("hinge", *path.with_suffix("").parts)).removesuffix(".__init__")


def _cache_folder(function: object) -> Path | None:
    """Return where Numba keeps a compiled function; None for anything else."""
    stats = getattr(function, "stats", None)
    path = getattr(stats, "cache_path", None)
    return Path(path) if isinstance(path, str) else None
