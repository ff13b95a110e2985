"""The posterior for ArviZ: InferenceData with its five usual groups, where the extra is installed."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from hinge.ensemble.files import PENDING

if TYPE_CHECKING:
    from hinge.calibrating.calibrate import Calibration

FILE = "inference_data.nc"


def written(found: Calibration, folder: Path) -> bool:
    """Write the posterior as InferenceData into a folder; return False where ArviZ is not installed."""
    data = inference_data(found)
    if data is None:
        return False
    pending = folder / f"{FILE}{PENDING}"
    data.to_netcdf(str(pending))
    pending.replace(folder / FILE)
    return True


def inference_data(found: Calibration) -> Any | None:
    """Return an ``arviz.InferenceData``; None where ArviZ is not installed.

    ``posterior`` and ``prior``: the parameters that were moved, in their units (chain,
    draw); ``posterior_predictive`` and ``prior_predictive``: what a campaign of each
    draw shows of each target; ``observed_data``: the reports.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # its own, of changes to come
            import arviz
    except ImportError:
        return None
    ids = [parameter.id for parameter in found.bench.table]
    size = found.first.shape[0]
    values = found.bench.values[:size, [ids.index(name) for name in found.names]]
    targets = [target.id for target in found.bench.targets]
    after = found.posterior.shown[found.posterior.rows]
    luck = np.arange(after.shape[0]) % after.shape[1]  # a campaign whatever it showed
    return arviz.from_dict(
        posterior=_groups(found.names, found.rows),
        posterior_predictive=_groups(targets, after[np.arange(after.shape[0]), luck]),
        prior=_groups(found.names, values),
        prior_predictive=_groups(targets, found.first[:, 0]),
        observed_data={target.id: np.array([target.value]) for target in found.bench.targets},
    )


def _groups(names: list[str] | tuple[str, ...], values: Any) -> dict[str, Any]:
    """Return the columns of values (draws, names) by name, as one chain."""
    return {name: values[None, :, column] for column, name in enumerate(names)}
