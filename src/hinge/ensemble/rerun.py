"""Run a recorded run again, from its folder alone, and compare the digests."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from hinge.ensemble.arrays import Prepared
from hinge.ensemble.digest import values_digest
from hinge.ensemble.ledger import finished
from hinge.ensemble.manifest import build_differences, differences, new_manifest
from hinge.ensemble.run import Progress, run
from hinge.ensemble.simulate import prepare
from hinge.ensemble.store import Run, open_run
from hinge.errors import StoreError
from hinge.scenario.load import load
from hinge.scenario.patch import do
from hinge.scenario.scenario import Scenario


@dataclass(frozen=True)
class Comparison:
    """The recorded digest and the one found again.

    ``first_difference``: arm and block (of 64 replications, from 0) that
    differ first, None when equal; ``notes``: what else differs between then
    and now (engine, libraries, machine), whether or not it moved a result.
    """

    recorded: str
    again: str
    first_difference: tuple[str, int] | None
    notes: tuple[str, ...]

    @property
    def equal(self) -> bool:
        """Whether the results are the same, bit for bit."""
        return self.recorded == self.again

    @property
    def sentence(self) -> str:
        """The outcome in words."""
        if self.equal:
            return f"The results are the same, bit for bit: digest {self.recorded}."
        where = ""
        if self.first_difference is not None:
            arm, block = self.first_difference
            where = f" They differ first in arm {arm}, block {block} (of 64 replications)."
        why = f" Between then and now: {'; '.join(self.notes)}." if self.notes else ""
        return f"The results differ: digest {self.recorded} recorded, {self.again} now.{where}{why}"


Restore = Callable[[Run], tuple[Scenario, Prepared]]


def restore(recorded: Run) -> tuple[Scenario, Prepared]:
    """Return the scenario from the copy in the run folder, and the engine prepared for it.

    StoreError when the copy is not what was run.
    """
    record = recorded.manifest.scenario
    folder = recorded.scenario_folder.resolve()
    scenario = load(folder, vintage=record.vintage, calibrated=False)
    if scenario.digest != record.digest:
        raise StoreError(
            f"The scenario in {recorded.scenario_folder} is not what was run: its digest is "
            f"{scenario.digest[:12]}, the manifest says {record.digest[:12]}. Either the copy was "
            "changed, or this version of Hinge ships other general priors. Take the folder as it "
            f"was written and Hinge {recorded.manifest.hinge}."
        )
    if record.posterior:
        scenario = load(folder, vintage=record.vintage)
    scenario = do(scenario, *record.pulled)
    if not recorded.manifest.values:
        return scenario, prepare(scenario, recorded.manifest.design)
    values = recorded.parameters.to_numpy()
    if values_digest(values) != recorded.manifest.values:
        raise StoreError(
            f"The parameter values in {recorded.folder} are not those that were given to the run: "
            "they were changed. Make the run again."
        )
    return scenario, prepare(scenario, recorded.manifest.design, values)


def rerun(
    folder: Path | str,
    out: Path | str,
    *,
    workers: int | None = None,
    progress: Callable[[Progress], None] | None = None,
    restore: Restore = restore,
) -> Comparison:
    """Run the design of the run in ``folder`` again into ``out`` and compare the digests.

    Only the manifest, the copy of the scenario and parameter values that were given
    are used, never the results.
    StoreError when ``folder`` holds no finished run or ``out`` is the same folder.
    """
    recorded = open_run(folder)
    if Path(out).resolve() == recorded.folder.resolve():
        raise StoreError(
            f"The run in {folder} cannot be repeated into itself. Give another folder with --out."
        )
    scenario, prepared = restore(recorded)
    design = recorded.manifest.design
    again = run(scenario, design, out, workers=workers, progress=progress, prepared=prepared)
    values = values_digest(prepared.values) if prepared.given else ""
    now = new_manifest(scenario, design, prepared.parameters, (), values=values)
    notes = (*differences(recorded.manifest, now), *build_differences(recorded.manifest, now))
    return Comparison(
        recorded=recorded.digest,
        again=again.digest,
        first_difference=_first_difference(recorded, again),
        notes=notes,
    )


def _first_difference(one: Run, other: Run) -> tuple[str, int] | None:
    """Return the first block, in order of the design, whose digests differ."""
    theirs = finished(other.folder, other.manifest.design)
    for place, entry in finished(one.folder, one.manifest.design).items():
        if theirs[place].sha256 != entry.sha256:
            return place
    return None
