"""The ledger: one small file for each finished block; a block that is not listed does not exist.

``done/<arm>-<block>.json`` is written after the arrays of the block are on the
disk. It holds the digest of the decoded arrays and the size of each stored
chunk, so that a cut or missing chunk is seen without decoding it.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from hinge.ensemble.arrays import FIELDS
from hinge.ensemble.design import Arm, Design
from hinge.ensemble.files import write_whole

FOLDER = "done"
STORE = "results.zarr"


@dataclass(frozen=True)
class Entry:
    """A finished block: which, its digest, and the bytes that each field's chunk takes on disk.

    A field without columns (a scenario that watches no region) has no chunk and no size.
    """

    arm: str
    block: int
    replications: int
    sha256: str
    sizes: dict[str, int]


def entry_path(folder: Path, arm: str, block: int) -> Path:
    """Return where the entry of a block stands."""
    return folder / FOLDER / f"{arm}-{block:05d}.json"


def chunk_path(folder: Path, arm: str, field: str, block: int) -> Path:
    """Return the file of the chunk that holds a field of a block (Zarr's default chunk names)."""
    return folder / STORE / arm / field / "c" / str(block) / "0" / "0"


def write_entry(folder: Path, entry: Entry) -> None:
    """List a block as finished; the last step of writing it."""
    text = json.dumps(asdict(entry), indent=1, sort_keys=True) + "\n"
    write_whole(entry_path(folder, entry.arm, entry.block), text)


def read_entry(folder: Path, arm: Arm, block: int) -> Entry | None:
    """Return the entry of a block, or None when it is missing, unreadable or of another shape."""
    path = entry_path(folder, arm.id, block)
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
        entry = Entry(
            arm=str(raw["arm"]),
            block=int(raw["block"]),
            replications=int(raw["replications"]),
            sha256=str(raw["sha256"]),
            sizes={str(name): int(size) for name, size in raw["sizes"].items()},
        )
    except (FileNotFoundError, ValueError, KeyError, TypeError, AttributeError):
        return None
    first, end = arm.span(block)
    right = (entry.arm, entry.block, entry.replications) == (arm.id, block, end - first)
    known = FIELDS[0] in entry.sizes and entry.sizes.keys() <= set(FIELDS)
    return entry if right and known and len(entry.sha256) == 64 else None


def is_whole(folder: Path, entry: Entry) -> bool:
    """Return whether every chunk of a listed block has the size that the ledger recorded."""
    for field, size in entry.sizes.items():
        path = chunk_path(folder, entry.arm, field, entry.block)
        if not path.is_file() or path.stat().st_size != size:
            return False
    return True


def finished(folder: Path, design: Design) -> dict[tuple[str, int], Entry]:
    """Return the listed blocks of a design whose chunks are whole, by (arm, block), in order."""
    found: dict[tuple[str, int], Entry] = {}
    for arm in design.arms:
        for block in range(arm.blocks):
            entry = read_entry(folder, arm, block)
            if entry is not None and is_whole(folder, entry):
                found[arm.id, block] = entry
    return found


def missing(folder: Path, design: Design) -> list[tuple[str, int]]:
    """Return the blocks of a design that are not finished, in order."""
    done = finished(folder, design)
    return [
        (arm.id, block)
        for arm in design.arms
        for block in range(arm.blocks)
        if (arm.id, block) not in done
    ]
