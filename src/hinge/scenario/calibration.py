"""What a calibration is held to: targets, how a campaign shows them, how sure report and model are.

``calibration.yaml`` lists dated observations that were public by the assessment date.
They set parameters, and parameters alone. What campaigns are conditioned on
(``conditioning.yaml``) may not be among them, so that no report counts twice. Targets
whose last day is ``held_out_from`` or later are left out when attrition laws are
compared, and serve to score them; the calibration that is shipped uses all.
"""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import Field

from hinge.scenario.conditioning import SeriesChange, SiegeOn, days_read
from hinge.scenario.fields import Day, Id, Record, Text

MOST_TARGETS = 24


class ControlDiffers(Record):
    """The number of areas whose controller is not that of the snapshot of ``on`` (control.csv).

    ``of``: only the areas of this region; ``among``: only these areas; all without them.
    """

    kind: Literal["control_differs"]
    on: Day
    of: Id | None = None
    among: tuple[Id, ...] = ()


Shown = Annotated[SeriesChange | SiegeOn | ControlDiffers, Field(discriminator="kind")]


class FactorError(Record):
    """For counts: log(report + offset) is normal about log(shown + offset), less the monitor's undercount.

    ``log_sd``: standard error of the report; ``discrepancy``: of the model; both of the logarithm.
    """

    kind: Literal["factor"]
    value: Annotated[float, Field(ge=0)]
    log_sd: Annotated[float, Field(gt=0)]
    discrepancy: Annotated[float, Field(ge=0)]
    offset: Annotated[float, Field(ge=0)] = 0.0


class AmountError(Record):
    """For amounts that may be negative or nought: the report is normal about what is shown."""

    kind: Literal["amount"]
    value: float
    sd: Annotated[float, Field(gt=0)]
    discrepancy: Annotated[float, Field(ge=0)]


class StateError(Record):
    """For a state that was (``value`` 1) or was not (0): chances that report and model err."""

    kind: Literal["state"]
    value: Literal[0, 1]
    miss: Annotated[float, Field(gt=0, lt=0.5)]
    discrepancy: Annotated[float, Field(ge=0, lt=0.5)]


TargetError = Annotated[FactorError | AmountError | StateError, Field(discriminator="kind")]


class CalibrationTarget(Record):
    """One observation, what a campaign shows of it, and how sure report and model are.

    ``observation``: the row of observations.csv, or empty where ``source`` says how it was
    counted from the snapshots of control.csv. ``monitor``: who counted (monitors.yaml),
    whose undercount then enters; empty: none. ``known_on``: latest date of what it rests on.
    """

    id: Id
    observation: Id | None = None
    monitor: Id | None = None
    statistic: Shown
    error: TargetError
    says: Text
    known_on: Day
    source: Text

    @property
    def days(self) -> tuple[dt.date, ...]:
        """The days that its statistic reads, first and last."""
        if isinstance(self.statistic, ControlDiffers):
            return (self.statistic.on,)
        return days_read(self.statistic)


class CalibrationFile(Record):
    """calibration.yaml: the targets, and from which day on they are held out when laws are compared."""

    schema_version: Literal[1] = Field(alias="schema")
    held_out_from: Day
    targets: Annotated[tuple[CalibrationTarget, ...], Field(min_length=1, max_length=MOST_TARGETS)]
