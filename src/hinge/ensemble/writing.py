"""The writing side of a run folder: prepare it once, then write blocks, each listed when it is whole.

Order: the manifest first (state ``preparing``), so that the folder is known as
ours; then the copy of the scenario, the empty store and the parameter draws;
then the manifest again (``running``). A preparation that was cut short is done
anew. A block is written, forced to the disk, and then entered in the ledger.
"""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hinge.ensemble.arrays import ANCESTOR, DIMS, DTYPES, FIELDS, Block, Layout, attributes
from hinge.ensemble.design import BLOCK, Arm, Design
from hinge.ensemble.digest import run_digest
from hinge.ensemble.files import PENDING, sweep, sync_file, sync_folder
from hinge.ensemble.ledger import FOLDER as LEDGER
from hinge.ensemble.ledger import STORE, Entry, chunk_path, finished, write_entry
from hinge.ensemble.lineage import Lineage
from hinge.ensemble.manifest import (
    FILE,
    Manifest,
    build_differences,
    differences,
    read_manifest,
    write_manifest,
)
from hinge.errors import StoreError

COPY_LIMIT = 64 * 2**20  # bytes of scenario files that a run folder takes along
ZSTD_LEVEL = 1


def claim_folder(folder: Path, manifest: Manifest) -> Manifest:
    """Make ``folder`` the run folder of this manifest, or find it to be so already.

    Returns the manifest in force: the one in the folder when a run of the same
    design was begun there. StoreError when the folder holds anything else.
    """
    if (folder / FILE).exists():
        old = read_manifest(folder)
        reasons = differences(old, manifest)
        if not reasons and old.state != "finished":
            reasons = build_differences(old, manifest)
        if reasons:
            raise StoreError(
                f"The folder {folder} holds a run of another design, and the two must not be "
                f"mixed. What differs: {'; '.join(reasons)}. Choose another folder with --out."
            )
        return old
    folder.mkdir(parents=True, exist_ok=True)
    strangers = [path.name for path in folder.iterdir() if not path.name.endswith(PENDING)]
    if strangers:
        raise StoreError(
            f"The folder {folder} is not empty and holds no run: there is {min(strangers)}. "
            "A run writes only into a folder of its own. Choose a new or empty one with --out."
        )
    write_manifest(folder, manifest)
    return manifest


def prepare_folder(
    folder: Path,
    manifest: Manifest,
    scenario_folder: Path,
    layout: Layout,
    values: NDArray[np.float64],
    lineage: Lineage | None = None,
) -> Manifest:
    """Lay out a claimed folder: scenario copy, empty store, parameter draws; return the manifest.

    ``values``: (draws, parameters) drawn for the baseline; ``lineage``: paths of
    the replications of conditioned arms, if there are any.
    """
    copy = folder / manifest.scenario.copy_in
    for path in (copy, folder / STORE, folder / LEDGER):
        if path.exists():  # left by a preparation that was cut short
            shutil.rmtree(path)
    copy_scenario(scenario_folder, copy)
    create_store(folder / STORE, manifest, layout, values, lineage)
    (folder / LEDGER).mkdir()
    sync_folder(folder)
    running = manifest.model_copy(update={"state": "running"})
    write_manifest(folder, running)
    return running


def copy_scenario(source: Path, target: Path) -> None:
    """Copy the scenario's files (no links, nothing hidden, no caches); StoreError when it is too big."""
    files = [
        path
        for path in sorted(source.rglob("*"))
        if path.is_file()
        and not path.is_symlink()
        and path.suffix not in (".py", ".pyc")
        and not any(part.startswith((".", "__")) for part in path.relative_to(source).parts)
    ]
    size = sum(path.stat().st_size for path in files)
    if size > COPY_LIMIT:
        raise StoreError(
            f"The scenario folder {source} holds {size / 2**20:.0f} MB; a run keeps a copy of it and "
            f"takes {COPY_LIMIT / 2**20:.0f} MB at most. Move files that are no part of it elsewhere."
        )
    target.mkdir(parents=True)
    for path in files:
        to = target / path.relative_to(source)
        to.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, to)


def create_store(
    path: Path,
    manifest: Manifest,
    layout: Layout,
    values: NDArray[np.float64],
    lineage: Lineage | None,
) -> None:
    """Create the Zarr store with its empty arrays, its integer coordinates and its names."""
    import zarr
    from zarr.codecs import ZstdCodec

    root = zarr.open_group(path, mode="w", zarr_format=3)
    root.attrs.update(
        {
            "sides": list(layout.sides),
            "areas": list(layout.areas),
            "watches": list(layout.watches),
            "series": list(layout.series),
            "series_units": list(layout.units),
        }
    )
    packed = ZstdCodec(level=ZSTD_LEVEL, checksum=True)
    whole: dict[str, Any] = {"compressors": packed, "config": {"write_empty_chunks": True}}
    parameters = root.create_array(
        "parameters",
        shape=values.shape,
        chunks=values.shape,
        dtype="float64",
        dimension_names=("draw", "parameter"),
        **whole,
    )
    parameters[:] = values
    for arm in manifest.arms:
        about = {
            "intervention": arm.intervention,
            "start": str(arm.start),
            "until": str(arm.until),
        }
        group = root.create_group(arm.id, attributes=about)
        for name in FIELDS:
            shape = layout.shape(name, arm.size, arm.days)
            group.create_array(
                name,
                shape=shape,
                chunks=(BLOCK, *(max(1, n) for n in shape[1:])),
                dtype=DTYPES[name],
                fill_value=0,
                dimension_names=DIMS[name],
                attributes=attributes(name, layout.sides),
                **whole,
            )
        numbers = arm.numbers()
        _add_coordinate(group, "replication", "replication", numbers, "1", whole)
        draw = numbers // manifest.replicates_max
        if arm.conditioned and lineage is not None:
            draw = lineage.draw
            _add_coordinate(group, ANCESTOR, "replication", lineage.ancestor, "1", whole)
        _add_coordinate(group, "draw", "replication", draw, "1", whole)
        days = np.arange(arm.days + 1, dtype=np.int64)
        _add_coordinate(group, "day", "day", days, f"days since {arm.start}", whole)


def _add_coordinate(
    group: Any, name: str, dim: str, values: NDArray[np.int64], unit: str, whole: dict[str, Any]
) -> None:
    """Store an integer coordinate of a group."""
    array = group.create_array(
        name,
        shape=values.shape,
        chunks=values.shape,
        dtype="int64",
        dimension_names=(dim,),
        attributes={"units": unit},
        **whole,
    )
    array[:] = values


class BlockWriter:
    """Writes blocks of one run folder and lists them; used by one thread."""

    def __init__(self, folder: Path, design: Design, layout: Layout) -> None:
        """Open the store for writing; removes what a killed run was still writing."""
        import zarr

        sweep(folder)
        self._folder, self._layout = folder, layout
        # Opening an existing array drops its ``config`` argument (zarr 3.1), not the general one.
        with zarr.config.set({"array.write_empty_chunks": True}):
            self._arrays: dict[tuple[str, str], Any] = {
                (arm.id, name): zarr.open_array(
                    folder / STORE / arm.id / name, mode="r+", zarr_format=3
                )
                for arm in design.arms
                for name in FIELDS
            }

    def write(self, arm: Arm, number: int, block: Block, digest: str) -> None:
        """Write a block, force it to the disk, and enter it in the ledger."""
        first, end = arm.span(number)
        block.check(self._layout, end - first, arm.days)
        sizes = {}
        for name in FIELDS:
            if not block.field(name).size:
                continue
            self._arrays[arm.id, name][first:end] = block.field(name)
            path = chunk_path(self._folder, arm.id, name, number)
            sizes[name] = sync_file(path)
            sync_folder(path.parent)
        write_entry(self._folder, Entry(arm.id, number, end - first, digest, sizes))


def finish(folder: Path, manifest: Manifest) -> Manifest:
    """Write the digest of a complete run into its manifest and return it.

    StoreError when the folder was finished before with another digest.
    """
    entries = finished(folder, manifest.design)
    digest = run_digest((arm, block, entry.sha256) for (arm, block), entry in entries.items())
    if manifest.state == "finished":
        if manifest.digest != digest:
            raise StoreError(
                f"Blocks of {folder} were lost and computed anew, and they are not what they were: "
                f"digest {digest[:12]} now, {manifest.digest[:12]} before. The results must not be "
                "mixed; run again into a new folder."
            )
        return manifest
    done = manifest.model_copy(
        update={
            "state": "finished",
            "digest": digest,
            "finished": dt.datetime.now(dt.UTC).replace(microsecond=0),
        }
    )
    write_manifest(folder, done)
    return done
