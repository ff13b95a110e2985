"""Copies of the shipped scenario ring, whole or with files changed."""

from __future__ import annotations

import shutil
from importlib.resources import files
from pathlib import Path

from hinge.errors import InputError, Problem
from hinge.scenario.load import load

RING = Path(str(files("hinge").joinpath("scenarios"))) / "ring"


def copy_ring(folder: Path) -> Path:
    """Return a copy of ring inside a folder."""
    return Path(shutil.copytree(RING, folder / "ring"))


def change(ring: Path, file: str, old: str, new: str) -> None:
    """Replace a text that stands in a file of a copy, once."""
    text = (ring / file).read_text(encoding="utf-8")
    assert old in text, f"{file} does not hold {old!r}"
    (ring / file).write_text(text.replace(old, new, 1), encoding="utf-8")


def problems_of(ring: Path, vintage: str = "strict") -> tuple[Problem, ...]:
    """Return the problems that loading a folder finds; none if it loads."""
    try:
        load(ring, vintage)
    except InputError as error:
        return error.problems
    return ()
