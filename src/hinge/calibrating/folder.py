"""The folder of a calibration: what it was asked, the draws of each stage, and pieces of what they showed.

A stage (a wave or a generation) is a folder with its draws (``draws.npy``) and one
file for every 64 of them with what they showed. Every file is written whole or not at
all, so that a calibration killed at any moment goes on with what is there and ends
with the same digest. No file holds a time or the name of a computer.
"""

from __future__ import annotations

import hashlib
import io
import json
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hinge.ensemble.digest import array_bytes
from hinge.ensemble.files import disk_errors_as_words, sweep, write_whole
from hinge.errors import StoreError

Floats = NDArray[np.float64]
MANIFEST = "manifest.json"
KIND = "hinge calibration"
DRAWS = "draws.npy"


class Folder:
    """A calibration's folder, begun or gone on with."""

    def __init__(self, path: Path, asked: dict[str, Any], about: dict[str, Any]) -> None:
        """Begin or go on; StoreError where the folder holds something else.

        ``asked``: what decides the result; ``about``: what is recorded beside it, once.
        """
        self.path, self.asked = path, asked
        found = manifest_of(path)
        if found is None:
            if path.is_dir() and any(path.iterdir()):
                raise StoreError(
                    f"{path} holds other files and no calibration. Choose another folder with --out."
                )
        elif found["asked"] != asked:
            names = sorted(name for name in asked if found["asked"].get(name) != asked[name])
            raise StoreError(
                f"{path} holds another calibration (it differs in: {', '.join(names)}). "
                "Choose another folder with --out, or repeat what was asked there."
            )
        with disk_errors_as_words(path):
            path.mkdir(parents=True, exist_ok=True)
            sweep(path)
        if found is None:
            self.record({"state": "running", **about})
        else:
            self.about = {name: found[name] for name in found if name not in _OWN}

    def record(self, about: dict[str, Any]) -> None:
        """Write the manifest: what was asked, and ``about``, which replaces what stood beside it."""
        self.about = about
        self.text(MANIFEST, as_text({"schema": 1, "kind": KIND, "asked": self.asked, **about}))

    def text(self, name: str, text: str) -> None:
        """Write a text file, whole or not at all."""
        with disk_errors_as_words(self.path):
            write_whole(self.path / name, text)

    def keep(self, name: str, array: Floats) -> None:
        """Write an array, whole or not at all."""
        buffer = io.BytesIO()
        np.save(buffer, array, allow_pickle=False)
        self.data(name, buffer.getvalue())

    def data(self, name: str, content: bytes) -> None:
        """Write a file, whole or not at all."""
        with disk_errors_as_words(self.path):
            (self.path / name).parent.mkdir(exist_ok=True)
            write_whole(self.path / name, content)

    def kept(self, name: str, shape: tuple[int, ...]) -> Floats | None:
        """Return an array that stands there, None where there is none; StoreError for a damaged one."""
        path = self.path / name
        if not path.is_file():
            return None
        try:
            found = np.load(path, allow_pickle=False)
        except (EOFError, OSError, ValueError) as error:
            raise _damaged(path, str(error)) from error
        if found.shape != shape or found.dtype != np.float64:
            raise _damaged(path, f"it holds {found.dtype} {found.shape}, not float64 {shape}")
        array: Floats = found
        return array


_OWN = ("schema", "kind", "asked")


def manifest_of(path: Path) -> dict[str, Any] | None:
    """Return the manifest of a calibration, None where there is none; StoreError for another folder's."""
    if not (path / MANIFEST).is_file():
        return None
    try:
        found = json.loads((path / MANIFEST).read_text(encoding="utf-8"))
    except (UnicodeDecodeError, ValueError) as error:
        raise _damaged(path / MANIFEST, str(error)) from error
    if not isinstance(found, dict) or found.get("kind") != KIND:
        raise StoreError(
            f"{path} is the folder of another kind of run. Choose another folder with --out."
        )
    return found


def digest_of(arrays: dict[str, Floats]) -> str:
    """Return the SHA-256 over named arrays: name, shape and values, in the order given."""
    sha = hashlib.sha256(b"hinge calibration 1\n")
    for name, array in arrays.items():
        sha.update(f"{name} {array.shape}\n".encode())
        sha.update(array_bytes(array))
    return sha.hexdigest()


def as_text(value: object) -> str:
    """Return JSON as it is written."""
    return json.dumps(value, indent=1, ensure_ascii=False) + "\n"


def _damaged(path: Path, why: str) -> StoreError:
    """Return the error for a file that cannot be read."""
    return StoreError(
        f"{path} cannot be read ({why}): it was cut short or changed by hand. Remove that file and "
        "calibrate again; the rest is kept."
    )
