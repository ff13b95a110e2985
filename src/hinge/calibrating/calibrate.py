"""A calibration from its scenario to its posterior: waves, generations, and what is written.

Assumption 1: the errors of reports and model are those of calibration.yaml, judged
before any fit was looked at; the model's discrepancy is no smaller because the model
has been fitted (Kennedy and O'Hagan 2001, on why that must be stated beforehand).
Assumption 2: targets err independently of one another.
Assumption 3: parameters that are not active are proposed from their priors and weighed
with the rest (``waves``). So they are calibrated too, as parts of whole draws, though none
of them noticeably by itself.
The campaigns of a calibration are neither conditioned nor given an intervention; the
posterior serves both kinds of runs, and what they are conditioned on is no target.
"""

from __future__ import annotations

import importlib.metadata
import os
import platform
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

import hinge
from hinge.analysis.contraction import Contraction, contractions
from hinge.calibrating.bench import Bench, replayed
from hinge.calibrating.folder import Folder, digest_of
from hinge.calibrating.generations import Generation, Posterior, generations
from hinge.calibrating.predictive import Predictive, predictive
from hinge.calibrating.sizes import Sizes
from hinge.calibrating.targets import required
from hinge.calibrating.waves import Space, generator_of, waves
from hinge.ensemble.manifest import engine_digest
from hinge.errors import InputError, Place, Problem
from hinge.scenario.scenario import Scenario
from hinge.scenario.vintage import STRICT

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
LIBRARIES = ("numpy", "numba", "llvmlite", "pydantic")
CONTRACTION = 950  # key of the generator of the contraction's bootstrap
REPLAYED = 2  # campaigns that are recorded with the posterior, to be simulated again by a test


@dataclass(frozen=True)
class Calibration:
    """What a calibration found.

    ``values`` (N, P) and ``first`` (N, R, T): the draws of wave 1 and what they showed;
    ``draws`` (n,) and ``rows`` (n, A): the posterior, as numbers of its draws and the
    active parameters in their units;
    ``replayed``: what the first of them show in a campaign each; ``digest`` of it all.
    """

    scenario: Scenario
    seed: int
    sizes: Sizes
    bench: Bench
    space: Space
    first: Floats
    posterior: Posterior
    draws: Ints
    rows: Floats
    predictive: tuple[Predictive, ...]
    contraction: tuple[Contraction, ...]
    replayed: list[list[float]]
    digest: str

    @property
    def names(self) -> tuple[str, ...]:
        """Ids of the parameters that were moved, the columns of the posterior."""
        return self.space.names

    @property
    def generations(self) -> tuple[Generation, ...]:
        """The generations, in order."""
        return self.posterior.generations

    @property
    def distinct(self) -> int:
        """Different particles among the rows."""
        return int(np.unique(self.posterior.rows).size)


def asked_of(scenario: Scenario, seed: int, sizes: Sizes) -> dict[str, Any]:
    """Return what decides the result of a calibration."""
    return {
        "scenario": scenario.head.id,
        "scenario_facts": scenario.facts,
        "engine_digest": engine_digest(),
        "vintage": scenario.vintage,
        "pulled": [intervention.id for intervention in scenario.pulled],
        "seed": seed,
        "sizes": sizes.as_json(),
    }


def default_folder(scenario: Scenario, seed: int, sizes: Sizes) -> Path:
    """Return the folder under runs/ that a calibration goes to when none is named."""
    late = "" if scenario.vintage == STRICT else f"-{scenario.vintage}"
    size = f"{sizes.draws}-{sizes.particles}"
    name = f"calibrate-{scenario.head.id}{late}-{size}-seed{seed}-{scenario.facts[:8]}"
    return Path("runs") / name


def calibrate(
    scenario: Scenario,
    folder: Path,
    *,
    seed: int = 1,
    sizes: Sizes | None = None,
    workers: int | None = None,
    tell: Callable[[int, int], None] | None = None,
    command: Sequence[str] = (),
) -> Calibration:
    """Calibrate a scenario into a folder, or go on with it there, and return what was found.

    ``tell`` hears how many campaigns are done, of how many at most. The result
    depends neither on ``workers`` nor on interruptions. InputError where there is
    nothing to calibrate on, or where the reports leave nothing of the prior.
    """
    size = sizes or Sizes()
    required(scenario)
    _require_free(scenario)
    scenario = replace(scenario, posterior=None)  # it begins with the priors, whatever ships
    asked = asked_of(scenario, seed, size)
    place = Folder(folder, asked, {"state": "running", **_about(command)})
    bench = Bench(
        scenario,
        seed,
        size.capacity,
        place,
        workers=workers or os.cpu_count() or 1,
        campaigns=size.campaigns,
        tell=tell,
    )
    space, first = waves(bench, size)
    posterior = generations(bench, size, space)
    draws = posterior.numbers[posterior.rows]
    rows = bench.columns(space.names)[draws]
    generator = generator_of(seed, CONTRACTION)
    return Calibration(
        scenario=scenario,
        seed=seed,
        sizes=size,
        bench=bench,
        space=space,
        first=first,
        posterior=posterior,
        draws=draws,
        rows=rows,
        predictive=predictive(bench.targets, first, posterior.shown[posterior.rows]),
        contraction=contractions(space.names, posterior.z, posterior.weights, generator),
        replayed=replayed(scenario, seed, space.names, draws[:REPLAYED], rows[:REPLAYED]),
        digest=digest_of(
            {
                "first": first,
                "z": posterior.z,
                "shown": posterior.shown,
                "draws": draws.astype(np.float64),
                "rows": rows,
            }
        ),
    )


def record_of(found: Calibration) -> dict[str, Any]:
    """Return what a calibration found, as plain values: for the manifest, posterior.json and --json."""
    file = required(found.scenario)
    return {
        "targets": [one.id for one in file.targets],
        "active": [asdict(one) for one in found.space.active],
        "space_left": list(found.space.left),
        "generations": [asdict(one) for one in found.generations],
        "rows": int(found.rows.shape[0]),
        "distinct": found.distinct,
        "predictive": [one.as_json() for one in found.predictive],
        "contraction": [asdict(one) for one in found.contraction],
        "replayed": found.replayed,
        "digest": found.digest,
    }


def require_shippable(scenario: Scenario) -> None:
    """Refuse to ship the posterior of another vintage: what ships is what could be known. InputError."""
    if scenario.vintage != STRICT:
        raise InputError(
            [
                Problem(
                    "shipped_hindsight",
                    f"The vintage is {scenario.vintage}.",
                    "A posterior that ships sets the forecasts of everyone, and may rest only on what "
                    "was public by the assessment date.",
                    "Leave --ship out, or calibrate the vintage strict.",
                    Place("options", 0, "ship"),
                )
            ]
        )


def _require_free(scenario: Scenario) -> None:
    """Refuse a scenario with interventions pulled: what was reported happened without them."""
    if scenario.pulled:
        names = ", ".join(one.id for one in scenario.pulled)
        raise InputError(
            [
                Problem(
                    "calibrated_with_intervention",
                    f"The scenario has interventions pulled: {names}.",
                    "Reports are of the campaign as it was.",
                    "Calibrate the scenario as it stands.",
                    Place("scenario"),
                )
            ]
        )


def _about(command: Sequence[str]) -> dict[str, Any]:
    """Return what is recorded beside what was asked: versions and the command line."""
    versions = {name: importlib.metadata.version(name) for name in LIBRARIES}
    return {
        "hinge": hinge.__version__,
        "libraries": {"python": platform.python_version()} | versions,
        "command": list(command),
    }
