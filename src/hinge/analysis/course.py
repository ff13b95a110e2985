"""One arm as it was recorded: dates become days, names become columns, read once.

Only the variables that are asked for are read. ``load`` reads many series in
one pass, because a stored chunk holds all series of a block of replications.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

import numpy as np
import numpy.typing as npt
import xarray as xr

from hinge.errors import StoreError

Bools = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.floating]
Ints = npt.NDArray[np.integer]


AT_ONCE = 256  # replications read at a time; a multiple of the store's chunks


class Course:
    """Recorded courses of one arm.

    Attributes: ``arm`` its id; ``start`` the date of day 0; ``days`` how many days
    are recorded, day 0 included; ``replication`` (R,) numbers; ``draw`` (R,) the
    parameter draw of each; ``ancestor`` (R,) the first particle of each, None unless
    the arm is conditioned on observations; ``areas``, ``watches``, ``series_names`` the columns.
    """

    def __init__(self, data: xr.Dataset, arm: str = "baseline") -> None:
        """Take names and dates from the Dataset; read no array yet."""
        for name in ("replication", "draw"):
            if name not in data.coords:
                raise StoreError(f"Arm {arm}: the recorded results have no coordinate {name}.")
        if "start" not in data.attrs:
            raise StoreError(
                f"Arm {arm}: the recorded results do not say on which date they start."
            )
        self.arm = arm
        self.start = dt.date.fromisoformat(str(data.attrs["start"])[:10])
        self.days = int(data.sizes["day"])
        self.replication: Ints = np.asarray(data["replication"].values, dtype=np.int64)
        self.draw: Ints = np.asarray(data["draw"].values, dtype=np.int64)
        self.ancestor: Ints | None = None
        if "ancestor" in data.coords:
            self.ancestor = np.asarray(data["ancestor"].values, dtype=np.int64)
        self.areas = _names(data, "area")
        self.watches = _names(data, "watch")
        self.series_names = _names(data, "series")
        self._data = data
        self._series: dict[str, Floats] = {}
        self._control: Ints | None = None
        self._contested: Ints | None = None
        self._siege: Ints | None = None

    @property
    def last(self) -> dt.date:
        """Date of the last recorded day."""
        return self.start + dt.timedelta(days=self.days - 1)

    def load(self, names: Iterable[str]) -> None:
        """Read the series of these names that are recorded and not yet read, in one pass."""
        column = {name: i for i, name in enumerate(self.series_names)}
        fresh = sorted({n for n in names if n in column and n not in self._series})
        if not fresh:
            return
        # Whole chunks, then columns: picking columns in the store decodes each chunk many times.
        columns = [column[name] for name in fresh]
        value = self._data["value"].transpose("replication", "day", "series")
        values = np.empty((len(fresh), self.replication.size, self.days), dtype=value.dtype)
        for first in range(0, self.replication.size, AT_ONCE):
            part = np.asarray(value.isel(replication=slice(first, first + AT_ONCE)).values)
            values[:, first : first + AT_ONCE] = np.moveaxis(part[:, :, columns], 2, 0)
        self._series.update(zip(fresh, values, strict=True))

    def series(self, name: str) -> Floats:
        """Return one recorded series, (R, days); an unknown name raises StoreError."""
        self.load([name])
        if name not in self._series:
            raise StoreError(f"Arm {self.arm}: no series named {name} is recorded.")
        return self._series[name]

    def control(self) -> Ints:
        """Return who holds each area, (R, days, A): index of a side, -1 nobody."""
        if self._control is None:
            picked = self._data["control"].transpose("replication", "day", "area")
            self._control = np.asarray(picked.values)
        return self._control

    def contested(self) -> Ints:
        """Return where opposed formations are both present, (R, days, A): 1 where they are."""
        if self._contested is None:
            picked = self._data["contested"].transpose("replication", "day", "area")
            self._contested = np.asarray(picked.values)
        return self._contested

    def sieges(self) -> Ints:
        """Return the siege state of every watch, (R, days, W), in the order of ``watches``."""
        states = [self.siege(watch) for watch in self.watches]
        none = np.zeros((self.replication.size, self.days, 0), dtype=np.int8)
        return np.stack(states, axis=-1) if states else none

    def siege(self, watch: str) -> Ints:
        """Return the siege state of one watch, (R, days): 0 open to 3 closed."""
        if watch not in self.watches:
            raise StoreError(f"Arm {self.arm}: no siege state is recorded for {watch}.")
        if self._siege is None:
            picked = self._data["siege"].transpose("watch", "replication", "day")
            self._siege = np.asarray(picked.values)
        return np.asarray(self._siege[self.watches.index(watch)])


def _names(data: xr.Dataset, dim: str) -> tuple[str, ...]:
    """Return the names along a dimension; none if the arm records nothing of the kind."""
    return tuple(str(name) for name in data[dim].values) if dim in data.coords else ()
