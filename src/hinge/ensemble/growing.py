"""Growing a finished run in place: the same arms with more replications, and nothing simulated twice.

Numbers of replications do not depend on the size of an arm, and neither do
parameter draws. So the finished blocks of the smaller run are blocks of the
larger one, bit for bit, and only what describes the store is written anew: the
shapes, the coordinates, the table of parameter draws. Chunks of results are not
touched. A conditioned arm of another size has other lineages; its blocks are
struck from the ledger, and it is simulated anew.

Order: blocks of conditioned arms that grow leave the ledger; the manifest of the
larger design is written (state ``growing``); its description of the store is
made aside and moved into place, file by file; the manifest is written again
(``running``). Each step can be repeated, so a growth that was cut short is
done again from the manifest on.
"""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from hinge.ensemble.arrays import Layout
from hinge.ensemble.design import Arm
from hinge.ensemble.files import sync_file, sync_folder
from hinge.ensemble.ledger import FOLDER as LEDGER
from hinge.ensemble.ledger import STORE, entry_path
from hinge.ensemble.lineage import Lineage
from hinge.ensemble.manifest import (
    FILE,
    Manifest,
    build_differences,
    differences,
    read_manifest,
    write_manifest,
)
from hinge.ensemble.writing import create_store
from hinge.errors import StoreError

ASIDE = "grown.zarr"  # the larger store's description while it is made


def begin_growth(folder: Path, manifest: Manifest) -> None:
    """Let the finished run in ``folder`` become the unfinished one of a larger design.

    Does nothing where the folder holds no finished run, or one that differs in
    more than larger arms: whoever claims the folder then says what differs.
    StoreError where it was made with other libraries or on another processor.
    """
    if not (folder / FILE).exists():
        return
    old = read_manifest(folder)
    if old.state != "finished" or not grows(old, manifest):
        return
    mixed = build_differences(old, manifest)
    if mixed:
        raise StoreError(
            f"The run in {folder} cannot be made larger here: {'; '.join(mixed)}. The replications "
            "that are there may differ in the last bit. Choose another folder with --out."
        )
    after = {arm.id: arm for arm in manifest.arms}
    conditioned = [arm for arm in old.arms if arm.conditioned]
    lost = [arm for arm in conditioned if after[arm.id] != arm]
    for arm in lost:
        for block in range(arm.blocks):
            entry_path(folder, arm.id, block).unlink(missing_ok=True)
    sync_folder(folder / LEDGER)
    lineages = "" if lost else old.conditioning
    write_manifest(
        folder, manifest.model_copy(update={"state": "growing", "conditioning": lineages})
    )


def grows(old: Manifest, new: Manifest) -> bool:
    """Return whether ``new`` differs from ``old`` by larger arms alone, and does differ."""
    if [arm.id for arm in old.arms] != [arm.id for arm in new.arms]:
        return False
    pairs = list(zip(old.arms, new.arms, strict=True))
    larger = all(b.draws >= a.draws and replace(b, draws=a.draws) == a for a, b in pairs)
    alike = old.model_copy(update={"arms": new.arms})
    return larger and old.arms != new.arms and not differences(alike, new)


def grow_folder(
    folder: Path,
    manifest: Manifest,
    layout: Layout,
    values: NDArray[np.float64],
    lineage: Lineage | None,
) -> Manifest:
    """Describe the larger store in place of the smaller one and return the manifest in force.

    ``values`` (draws, parameters) and ``lineage`` as in ``prepare_folder``.
    """
    aside = folder / ASIDE
    if aside.exists():  # left by a growth that was cut short
        shutil.rmtree(aside)
    create_store(aside, manifest, layout, values, lineage)
    for path in sorted(aside.rglob("*")):
        if path.is_file():
            sync_file(path)
            target = folder / STORE / path.relative_to(aside)
            target.parent.mkdir(parents=True, exist_ok=True)
            path.replace(target)
    shutil.rmtree(aside)
    sync_folder(folder)
    running = manifest.model_copy(update={"state": "running"})
    write_manifest(folder, running)
    return running


def added(old: tuple[Arm, ...], new: tuple[Arm, ...]) -> int:
    """Return the replications that must be simulated to grow from some arms to larger ones.

    Those of a conditioned arm of another size count in full.
    """
    before = {arm.id: arm for arm in old}
    return sum(
        arm.size if arm.conditioned else arm.size - before[arm.id].size
        for arm in new
        if arm != before[arm.id]
    )
