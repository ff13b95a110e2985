"""The reading side of a run folder: its manifest, its arms as xarray Datasets, its parameter draws.

Layout: ``manifest.json``; ``results.zarr`` (Zarr format 3, one group for each
arm, chunks of 64 replications, no consolidated metadata); ``done/`` (the
ledger); ``scenario/`` (a copy of the scenario's files). Only blocks that the
ledger lists exist; a run with a block missing is not opened.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hinge.ensemble.arrays import ANCESTOR, COORDINATES, FIELDS, Block, Layout
from hinge.ensemble.design import BLOCK, Arm, Design
from hinge.ensemble.digest import block_digest, run_digest
from hinge.ensemble.ledger import STORE, Entry, finished, missing
from hinge.ensemble.lineage import effective_number
from hinge.ensemble.lineage_file import check_file
from hinge.ensemble.manifest import Manifest, read_manifest
from hinge.errors import StoreError

if TYPE_CHECKING:
    import xarray as xr


@dataclass(frozen=True)
class Run:
    """A finished run. ``folder`` is where it stands."""

    folder: Path
    manifest: Manifest

    @property
    def digest(self) -> str:
        """The digest of the results."""
        return self.manifest.digest

    @property
    def arms(self) -> dict[str, Arm]:
        """The arms by id, in order of the design."""
        return {arm.id: arm for arm in self.manifest.arms}

    @property
    def scenario_folder(self) -> Path:
        """The copy of the scenario's files."""
        return self.folder / self.manifest.scenario.copy_in

    def arm(self, arm_id: str) -> xr.Dataset:
        """Return the results of an arm, read from the disk only where they are used.

        Variables: ``control``, ``contested`` (replication, day, area) int8,
        ``siege`` (replication, day, watch) int8, ``value`` (replication, day,
        series) float32. Coordinates: ``replication`` (numbers), ``draw`` of
        each replication, ``day``, the names ``area``, ``watch``, ``series``,
        and ``unit`` of each series. A conditioned arm also has the coordinate
        ``ancestor`` of each replication, and the effective number of its campaigns
        and of their draws in ``attrs["n_effective"]`` and ``attrs["n_effective_draws"]``.
        StoreError for an arm that was not run.
        """
        import xarray as xr

        if arm_id not in self.arms:
            raise StoreError(
                f"The run in {self.folder} has no arm {arm_id!r}; it has {', '.join(self.arms)}."
            )
        # The codes are integers and the names attributes: nothing to decode.
        stored: xr.Dataset = xr.open_zarr(
            self.folder / STORE, group=arm_id, consolidated=False, chunks=None, decode_cf=False
        )
        layout = self.layout
        named = stored.set_coords(["draw"])
        if self.arms[arm_id].conditioned:
            named = stored.set_coords(["draw", ANCESTOR])
            for name, groups in (("n_effective", ANCESTOR), ("n_effective_draws", "draw")):
                named.attrs[name] = effective_number(named[groups].values)
        return named.assign_coords(
            area=list(layout.areas),
            watch=list(layout.watches),
            series=list(layout.series),
            unit=("series", list(layout.units)),
        )

    @property
    def layout(self) -> Layout:
        """The names along the dimensions of the results."""
        return read_layout(self.folder)

    @property
    def parameters(self) -> xr.DataArray:
        """Values drawn for the baseline (draw, parameter), with coordinate ``unit`` of each parameter."""
        import xarray as xr
        import zarr

        stored = zarr.open_array(self.folder / STORE / "parameters", mode="r", zarr_format=3)
        table = self.manifest.parameters
        return xr.DataArray(
            stored[:],
            dims=("draw", "parameter"),
            coords={
                "draw": range(stored.shape[0]),
                "parameter": [parameter.id for parameter in table],
                "unit": ("parameter", [parameter.unit for parameter in table]),
            },
            name="value",
        )


def open_run(folder: Path | str) -> Run:
    """Open a finished run; StoreError says what is missing and how to go on."""
    path = Path(folder)
    manifest = read_manifest(path)
    design = manifest.design
    if manifest.state == "preparing":
        raise StoreError(_unfinished(path, design, design.size))
    gaps = missing(path, design)
    if gaps or manifest.state != "finished":
        lost = sum(_replications(design, arm, block) for arm, block in gaps)
        raise StoreError(_unfinished(path, design, lost, gaps))
    require_store(path, manifest)
    check_file(path, manifest)
    return Run(path, manifest)


def require_store(folder: Path, manifest: Manifest) -> None:
    """Raise StoreError where a file that describes the store is missing."""
    parts = ["", "parameters"]
    for arm in manifest.arms:
        names = (*FIELDS, *COORDINATES, *((ANCESTOR,) if arm.conditioned else ()))
        parts += [arm.id, *(f"{arm.id}/{name}" for name in names)]
    for part in parts:
        if not (folder / STORE / part / "zarr.json").is_file():
            raise StoreError(
                f"The store {folder / STORE} is damaged: {part or 'its root'} has no zarr.json. "
                "It cannot be mended; run again into a new folder."
            )


def verify(folder: Path | str) -> str:
    """Decode every block of a finished run and return the digest of what is there.

    StoreError names the first block whose arrays are not those that were
    listed, or says that the digest is not the manifest's.
    """
    run = open_run(folder)
    design = run.manifest.design
    entries = finished(run.folder, design)
    for (arm_id, block), entry in entries.items():
        found = block_digest(read_block(run.folder, design.arm(arm_id), block))
        if found != entry.sha256:
            raise _damaged(run.folder, entry)
    digest = run_digest((arm, block, entry.sha256) for (arm, block), entry in entries.items())
    if digest != run.manifest.digest:
        raise StoreError(
            f"The ledger of {run.folder} does not add up to the digest in its manifest. "
            "One of them was changed; run again into a new folder."
        )
    return digest


def read_block(folder: Path, arm: Arm, block: int) -> Block:
    """Return the decoded arrays of a block; StoreError when a chunk cannot be decoded."""
    import zarr

    group = zarr.open_group(folder / STORE / arm.id, mode="r", zarr_format=3)
    first, end = arm.span(block)
    try:
        arrays: dict[str, Any] = {name: group[name][first:end] for name in FIELDS}  # type: ignore[index]
    except (ValueError, RuntimeError) as error:
        raise _damaged(folder, Entry(arm.id, block, end - first, "", {})) from error
    return Block(**arrays)


def read_layout(folder: Path) -> Layout:
    """Return the names that the store's root group holds as attributes."""
    import zarr

    names: dict[str, Any] = zarr.open_group(folder / STORE, mode="r", zarr_format=3).attrs.asdict()
    return Layout(
        sides=tuple(names["sides"]),
        areas=tuple(names["areas"]),
        watches=tuple(names["watches"]),
        series=tuple(names["series"]),
        units=tuple(names["series_units"]),
    )


def _replications(design: Design, arm_id: str, block: int) -> int:
    """Return how many replications a block of a design has."""
    first, end = design.arm(arm_id).span(block)
    return end - first


def _damaged(folder: Path, entry: Entry) -> StoreError:
    """Return the error for a block whose stored arrays are not what the ledger lists."""
    first = entry.block * BLOCK
    return StoreError(
        f"The results of arm {entry.arm}, replications {first + 1} to {first + entry.replications} "
        f"in {folder} are not those that were listed as finished: the file was changed or damaged. "
        f"Remove done/{entry.arm}-{entry.block:05d}.json and run again into the same folder: "
        "only that block is computed anew."
    )


def _unfinished(
    folder: Path, design: Design, lost: int, gaps: list[tuple[str, int]] | None = None
) -> str:
    """Return the message for a run that was not finished."""
    arms = list(dict.fromkeys(arm for arm, _ in gaps)) if gaps else [arm.id for arm in design.arms]
    what = (
        f"{lost} of {design.size} replications are missing (arms: {', '.join(arms)})"
        if lost
        else "all replications are there, and its digest is not yet written"
    )
    return (
        f"The run in {folder} is not finished: {what}. Start the same command again with the same "
        "folder as --out: what is finished is kept, and only the rest is computed."
    )
