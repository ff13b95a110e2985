"""The folder of a turning run: what fixes it, what branches ended in by grid day, and the result.

``manifest.json`` says what was asked, ``ends/day-NNNN.npy`` holds the ends of one
grid day (m, k, W), written whole or not at all, ``turning.json`` the result. A run
that was killed goes on from the days that are there, to the same digest.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import json
import os
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

import hinge
from hinge.ensemble.digest import array_bytes
from hinge.ensemble.files import PENDING, disk_errors_as_words, sweep, sync_folder, write_whole
from hinge.ensemble.manifest import engine_digest
from hinge.errors import StoreError

Array = npt.NDArray[np.float64]

MANIFEST, RESULT, ENDS, PICTURE = "manifest.json", "turning.json", "ends", "turning.html"
KIND = "turning"
OWN_FILES = (
    "ensemble/branches.py",
    "ensemble/members.py",
    "ensemble/commander.py",
    "analysis/branching.py",
    "claims/predicates.py",
    "claims/windows.py",
    "turn/asked.py",
)
"""What decides the ends besides the engine: how branches are run, and who judges what they end in."""


def turning_digest() -> str:
    """Return the SHA-256 over the sources that decide the ends: the engine's and ``OWN_FILES``."""
    root = Path(hinge.__file__).resolve().parent
    sha = hashlib.sha256(engine_digest().encode())
    for name in OWN_FILES:
        sha.update((root / name).read_bytes().replace(b"\r\n", b"\n"))
    return sha.hexdigest()


@dataclass(frozen=True)
class Asking:
    """All that fixes what branches end in, and on which days they leave.

    ``outcomes``: id and predicate of each, as JSON; ``particles`` of the
    commander's view, 0 for the others; ``posterior``: digest of the one that draws are
    calibrated with, empty without.
    """

    scenario: str
    title: str
    scenario_digest: str
    vintage: str
    pulled: tuple[str, ...]
    view: str
    start: dt.date
    until: dt.date
    outcomes: tuple[tuple[str, str], ...]
    seed: int
    paths: int
    lines: int
    every: int
    refine: bool
    particles: int = 0
    posterior: str = ""
    engine: str = field(default_factory=turning_digest)

    def as_json(self) -> dict[str, Any]:
        """Return the fields as plain values."""
        found: dict[str, Any] = json.loads(json.dumps(asdict(self), default=str))
        return found

    @property
    def short(self) -> str:
        """Eight letters that differ where anything differs."""
        text = json.dumps(self.as_json(), sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()[:8]


@dataclass(frozen=True)
class Folder:
    """The folder of one turning run."""

    path: Path
    asking: Asking

    @classmethod
    def open(cls, path: Path, asking: Asking, command: Sequence[str]) -> Folder:
        """Begin or go on in a folder; StoreError where it holds another run, or none of ours."""
        found = manifest_of(path)
        if found is None:
            if path.is_dir() and any(path.iterdir()):
                raise StoreError(
                    f"{path} holds other files and no turning run. Choose another folder with --out."
                )
        elif found["asking"] != asking.as_json():
            names = sorted(
                name
                for name, value in asking.as_json().items()
                if found["asking"].get(name) != value
            )
            raise StoreError(
                f"{path} holds another turning run (it differs in: {', '.join(names)}). "
                "Choose another folder with --out, or repeat what was asked there."
            )
        with disk_errors_as_words(path):
            (path / ENDS).mkdir(parents=True, exist_ok=True)
            sweep(path)
            if found is None:
                now = dt.datetime.now(dt.UTC).replace(microsecond=0)
                text = {
                    "schema": 1,
                    "kind": KIND,
                    "hinge": hinge.__version__,
                    "asking": asking.as_json(),
                    "command": list(command),
                    "started": now.isoformat(),
                }
                write_whole(path / MANIFEST, _text(text))
        return cls(path, asking)

    def known(self, shape: tuple[int, ...]) -> dict[int, Array]:
        """Return the ends by day that are there, each of this shape; StoreError for a damaged file."""
        found = {}
        for path in sorted((self.path / ENDS).glob("day-*.npy")):
            try:
                ends = np.load(path, allow_pickle=False)
            except (EOFError, OSError, ValueError) as error:
                raise _damaged(path, str(error)) from error
            if ends.shape != shape:
                raise _damaged(path, f"it holds {ends.shape}, not {shape}")
            found[int(path.stem.removeprefix("day-"))] = ends.astype(np.float64)
        return found

    def keep(self, day: int, ends: Array) -> None:
        """Write the ends of a day, whole or not at all."""
        buffer = io.BytesIO()
        np.save(buffer, ends.astype(np.int8), allow_pickle=False)
        path = self.path / ENDS / f"day-{day:04d}.npy"
        pending = path.with_name(f"{path.name}.{os.getpid()}{PENDING}")
        with disk_errors_as_words(self.path):
            with pending.open("wb") as handle:
                handle.write(buffer.getvalue())
                handle.flush()
                os.fsync(handle.fileno())
            pending.replace(path)
            sync_folder(path.parent)

    def write(self, name: str, text: str) -> None:
        """Write a small file of the folder, whole or not at all."""
        with disk_errors_as_words(self.path):
            write_whole(self.path / name, text)


def finished(path: Path, asking: Asking | None = None) -> dict[str, Any] | None:
    """Return the result in a folder, None where there is none or it is of something else.

    StoreError where the file is damaged.
    """
    found = manifest_of(path)
    if found is None or not (path / RESULT).is_file():
        return None
    if asking is not None and found["asking"] != asking.as_json():
        return None
    try:
        result: dict[str, Any] = json.loads((path / RESULT).read_text(encoding="utf-8"))
    except ValueError as error:
        raise _damaged(path / RESULT, str(error)) from error
    return result


def manifest_of(path: Path) -> dict[str, Any] | None:
    """Return the manifest of a turning run, None where there is none; StoreError for another folder's."""
    if not (path / MANIFEST).is_file():
        return None
    try:
        found = json.loads((path / MANIFEST).read_text(encoding="utf-8"))
    except ValueError as error:
        raise _damaged(path / MANIFEST, str(error)) from error
    if not isinstance(found, dict) or found.get("kind") != KIND:
        raise StoreError(
            f"{path} is the folder of another kind of run. Choose another folder with --out."
        )
    return found


def digest_of(days: Sequence[int], ends: Array, own: Array) -> str:
    """Return the SHA-256 over what branches (m, D, k, W) and paths (m, W) ended in, day by day."""
    sha = hashlib.sha256(b"hinge turning 1\n")
    sha.update(array_bytes(own.astype(np.int8)))
    for d, day in enumerate(days):
        sha.update(f"{day}\n".encode())
        sha.update(array_bytes(np.ascontiguousarray(ends[:, d].astype(np.int8))))
    return sha.hexdigest()


def _text(value: object) -> str:
    """Return JSON as it is written."""
    return json.dumps(value, indent=1, ensure_ascii=False) + "\n"


def _damaged(path: Path, why: str) -> StoreError:
    """Return the error for a file that cannot be read."""
    return StoreError(
        f"{path} cannot be read ({why}): it was cut short or changed by hand. Remove that file and "
        "ask again; the other days are kept."
    )
