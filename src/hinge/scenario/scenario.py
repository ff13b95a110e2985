"""A whole scenario: frozen records, read once, passed to the right and never changed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from hinge.scenario.calibration import CalibrationFile
from hinge.scenario.claim_records import Claim, ClaimFile
from hinge.scenario.conditioning import Conditioned
from hinge.scenario.disputes import Dispute, DisputeFile, Perspective
from hinge.scenario.interventions import Intervention
from hinge.scenario.monitors import Monitor, MonitorFile
from hinge.scenario.parameters import Parameter
from hinge.scenario.patterns import Pattern, PatternFile
from hinge.scenario.posterior import Posterior
from hinge.scenario.records import (
    Area,
    Control,
    Entry,
    Event,
    Facility,
    Faction,
    Formation,
    Head,
    Link,
    Membership,
    Observation,
    Region,
    Sponsor,
    StrikeAsset,
)
from hinge.scenario.rivals import RivalFile, RivalSet


@dataclass(frozen=True)
class Scenario:
    """Everything the files of one folder say, checked.

    ``digest`` is the SHA-256 over the files that were read, by name and
    content, ``outcomes.csv`` left out; ``vintage`` is ``strict`` or ``reconstruction``; ``pulled`` are the
    interventions already applied, in order (masks, never deletions).
    ``pattern_file``: what the prior predictive is held against, for ``hinge patterns`` alone.
    ``rival_file``: by-products on which rival readings are compared, for ``hinge rivals`` alone.
    ``dispute_file``: who would push assumptions which way, for readers alone.
    ``conditioning``: what runs from the campaign's first day are weighed by.
    ``posterior``: what parameter draws are calibrated with; ``uncalibrated``: why one
    that lies in the folder is not used. ``facts``: digest of what a posterior rests on.
    ``monitor_file``: who counted and how their reports stand to the truth; no run reads it.
    ``calibration``: what parameters are calibrated on, for ``hinge calibrate`` alone.
    ``outcomes`` serve scoring alone and are never passed on to ``world``.
    """

    head: Head
    areas: tuple[Area, ...]
    links: tuple[Link, ...]
    control: tuple[Control, ...]
    factions: tuple[Faction, ...]
    coalitions: tuple[Membership, ...]
    formations: tuple[Formation, ...]
    facilities: tuple[Facility, ...]
    entries: tuple[Entry, ...]
    sponsors: tuple[Sponsor, ...]
    strike_assets: tuple[StrikeAsset, ...]
    events: tuple[Event, ...]
    regions: tuple[Region, ...]
    parameters: tuple[Parameter, ...]
    interventions: tuple[Intervention, ...]
    claim_files: tuple[ClaimFile, ...]
    observations: tuple[Observation, ...]
    outcomes: tuple[Observation, ...]
    digest: str
    folder: str
    vintage: str = "strict"
    pulled: tuple[Intervention, ...] = ()
    retrospective: tuple[str, ...] = field(default=())
    conditioning: tuple[Conditioned, ...] = ()
    pattern_file: PatternFile | None = None
    rival_file: RivalFile | None = None
    dispute_file: DisputeFile | None = None
    posterior: Posterior | None = None
    uncalibrated: str = ""
    facts: str = ""
    monitor_file: MonitorFile | None = None
    calibration: CalibrationFile | None = None

    @property
    def patterns(self) -> tuple[Pattern, ...]:
        """The patterns of ``patterns.yaml``; none without it."""
        return self.pattern_file.patterns if self.pattern_file else ()

    @property
    def rival_sets(self) -> tuple[RivalSet, ...]:
        """The sets of rival readings of ``rivals.yaml``; none without it."""
        return self.rival_file.sets if self.rival_file else ()

    @property
    def disputes(self) -> tuple[Dispute, ...]:
        """What would be disputed, by ``disputes.yaml``; nothing without it."""
        return self.dispute_file.disputes if self.dispute_file else ()

    @property
    def perspectives(self) -> tuple[Perspective, ...]:
        """From where it would be disputed; none without ``disputes.yaml``."""
        return self.dispute_file.perspectives if self.dispute_file else ()

    @property
    def monitors(self) -> tuple[Monitor, ...]:
        """The monitors of ``monitors.yaml``, those included that were public later; none without it."""
        return self.monitor_file.monitors if self.monitor_file else ()

    @property
    def claims(self) -> tuple[Claim, ...]:
        """All claims of all sources, in file order."""
        return tuple(claim for file in self.claim_files for claim in file.claims)

    def days(self, first: dt.date, last: dt.date) -> int:
        """Days from ``first`` to ``last``."""
        return (last - first).days
