"""What the analysis needs of a finished run, and nothing else of it.

A run folder opened by the store satisfies this protocol; so does a small object
in a test that holds Datasets in memory.
"""

from __future__ import annotations

from typing import Protocol

import xarray as xr


class Results(Protocol):
    """Recorded arms of one run, with the parameter draws they share.

    An arm is a Dataset with the variables ``control`` (replication, day, area),
    ``siege`` (replication, day, watch) and ``value`` (replication, day, series), the
    names of areas, watches and series as coordinates, the parameter draw of each
    replication in the coordinate ``draw`` (replication,), and its first day as an
    ISO date in ``attrs["start"]``. ``parameters`` has dims (draw, parameter) with
    both as coordinates.
    """

    @property
    def manifest(self) -> object:
        """What produced the run."""
        ...

    @property
    def parameters(self) -> xr.DataArray:
        """Value of every parameter in every draw: (draw, parameter)."""
        ...

    def arm(self, arm_id: str, /) -> xr.Dataset:
        """Return the recorded results of one arm; unknown or incomplete raises StoreError."""
        ...
