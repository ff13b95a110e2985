"""From what is asked to a finished folder: branch, keep what is found, and say what it means.

A run that stops goes on from the days that are there; a finished one is read.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hinge.analysis.branching import gather, refine
from hinge.assess import RUNS
from hinge.claims.names import UNATTRIBUTED, Names
from hinge.ensemble.design import posterior_digest
from hinge.errors import StoreError
from hinge.scenario.scenario import Scenario
from hinge.turn.asides import leverage_json, shocks_json
from hinge.turn.campaign import Campaigns, Tell, Wanted, campaigns, conditioned
from hinge.turn.card import turned_html
from hinge.turn.crosschecks import crosschecks
from hinge.turn.picture import page
from hinge.turn.record import PICTURE, RESULT, Asking, Folder, digest_of, finished, manifest_of
from hinge.turn.result import result_of, top_days
from hinge.turn.seen import commander, historian
from hinge.turn.shown import member_days, shown

SCHEMA = 1
ASIDES = ("shocks", "leverage")  # what may be asked of a run that is there already


@dataclass(frozen=True)
class Turned:
    """A finished turning run: its folder, and the result as it stands in ``turning.json``."""

    folder: Path
    result: dict[str, Any]

    @property
    def digest(self) -> str:
        """The digest over what all branches ended in."""
        return str(self.result["digest"])

    def as_json(self) -> dict[str, Any]:
        """Return the result as one object."""
        return self.result

    def _repr_html_(self) -> str:
        """Return the rule's word, both charts and harm to civilians, for a notebook."""
        return turned_html(self.result)


def turn(
    scenario: Scenario,
    wanted: Wanted,
    *,
    out: Path | None = None,
    workers: int | None = None,
    tell: Tell | None = None,
    command: Sequence[str] = (),
) -> Turned:
    """Return the turning points of a campaign; from its folder where they stand there already.

    InputError for what cannot be asked, StoreError for a folder of another run,
    TooFewRuns where there are too few paths for a share.
    """
    found = campaigns(scenario, wanted, workers)
    asking = _asking(found)
    path = out or Path(RUNS) / f"turning-{scenario.head.id}-{wanted.seed}-{asking.short}"
    before = finished(path, asking)
    if before is not None and _has(before, wanted):
        return Turned(path, before)
    folder = Folder.open(path, asking, command)
    if wanted.view == "commander":
        result = commander(found, folder, tell)
    elif wanted.view == "historian":
        result = historian(conditioned(found, workers, tell), folder, workers, tell)
    else:
        result = _modelled(found, folder, workers, tell)
    kept = {name: before[name] for name in ASIDES if before is not None and name in before}
    whole = {**_head(found), **result, **{k: v for k, v in kept.items() if k not in result}}
    folder.write(RESULT, json.dumps(whole, indent=1, ensure_ascii=False, allow_nan=False) + "\n")
    folder.write(PICTURE, page(whole))
    return Turned(path, whole)


def show(path: Path) -> Turned:
    """Return the finished turning run in a folder; StoreError where there is none."""
    if manifest_of(path) is None:
        raise StoreError(f"{path} holds no turning run. Give a folder that `hinge turning` wrote.")
    found = finished(path)
    if found is None:
        raise StoreError(
            f"The turning run in {path} is not finished. Ask for the same again: it goes on there."
        )
    return Turned(path, found)


def _modelled(
    found: Campaigns, folder: Folder, workers: int | None, tell: Tell | None
) -> dict[str, Any]:
    """Return the result of the model's view."""
    wanted, process = found.wanted, found.process
    shape = (found.arm.size, wanted.branches, len(found.outcomes))
    known = folder.known(shape)
    seen = shown(found, workers)
    branches = gather(
        process,
        found.paths,
        found.grid,
        wanted.branches,
        known=known,
        keep=folder.keep,
        tell=_telling(tell, "Branching from every grid day"),
    )
    if wanted.refine and wanted.every > 1:
        days = [day for day in top_days(branches, seen.activity) if day not in branches.days]
        if days:
            branches = refine(
                process,
                branches,
                days,
                known=known,
                keep=folder.keep,
                tell=_telling(tell, "Looking closer, day by day"),
            )
    result = result_of(found, branches, seen)
    result["crosschecks"] = crosschecks(found, branches, workers)
    result["civilians"] = seen.as_json(found)
    result["member_days"] = member_days(branches)
    if wanted.shocks:
        result["shocks"] = shocks_json(found, result, tell)
    if wanted.leverage:
        result["leverage"] = leverage_json(found, result, tell)
    result["digest"] = digest_of(branches.days.tolist(), branches.ends, branches.own)
    return result


def _asking(found: Campaigns) -> Asking:
    """Return all that fixes the ends."""
    scenario, wanted, arm = found.scenario, found.wanted, found.arm
    return Asking(
        scenario=scenario.head.id,
        title=scenario.head.title,
        scenario_digest=scenario.digest,
        vintage=scenario.vintage,
        pulled=tuple(plan.id for plan in scenario.pulled),
        view=wanted.view,
        start=arm.start,
        until=arm.until,
        outcomes=tuple(
            (outcome.id, outcome.predicate.model_dump_json(by_alias=True))
            for outcome in found.outcomes
        ),
        seed=wanted.seed,
        paths=wanted.size,
        lines=wanted.branches,
        every=wanted.every,
        refine=wanted.refine,
        particles=arm.size if wanted.view == "commander" else 0,
        posterior=posterior_digest(scenario),
    )


def _head(found: Campaigns) -> dict[str, Any]:
    """Return what a result says first: of which campaign, what was asked, and how."""
    scenario, wanted, arm = found.scenario, found.wanted, found.arm
    main, names = found.outcomes[0], Names.of(scenario)
    return {
        "schema": SCHEMA,
        "kind": "turning",
        "scenario": scenario.head.id,
        "title": scenario.head.title,
        "scenario_digest": scenario.digest,
        "vintage": scenario.vintage,
        "posterior": posterior_digest(scenario),
        "pulled": [plan.id for plan in scenario.pulled],
        "view": wanted.view,
        "start": arm.start.isoformat(),
        "until": arm.until.isoformat(),
        "outcome": main.id,
        "says": main.says,
        "authors": {
            author: names.author(author)
            for author in (*(side.id for side in scenario.head.sides), UNATTRIBUTED)
        },
        "seed": wanted.seed,
        "paths": wanted.size,
        "lines": wanted.branches,
        "every": wanted.every,
        "refined": wanted.refine and wanted.every > 1 and wanted.view == "model",
    }


def _has(result: dict[str, Any], wanted: Wanted) -> bool:
    """Return whether a result holds all that is asked for beyond the shares."""
    return (not wanted.shocks or "shocks" in result) and (
        not wanted.leverage or "leverage" in result
    )


def _telling(tell: Tell | None, doing: str) -> Any:
    """Return what branching calls as it goes."""
    return None if tell is None else lambda done, total: tell(done, total, doing)
