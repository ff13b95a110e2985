"""Daily losses of recorded battles beside the bands that the engine's combat predicts.

Each parameter draw fights the days of a series one after the other, at the
strengths that the series gives, with a main effort on every day and nobody
breaking: combat alone, on one link (``duel.daily_losses``). A band holds nine
of ten draws of a day. Nothing is fitted.

Deaths alone. The engine's losses hold killed and wounded; the drawn share
``combat.killed_share`` of them die. Of those, reports count one in u, drawn
between 1 and 3. Strengths are drawn from their ranges and kept: who falls is
replaced, and who attacks is fresh, as where formations take turns.

Assumption 1: one link stands for the whole front. Losses of a long front are
evener than those of one link, so bands are too wide for an army of hundreds of
thousands, and the daily spread of the model stands above the record. Assumption
2: the attack goes on every day; recorded lulls are no lulls here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hinge.audits.daily_bands import SideAudit, judge
from hinge.audits.daily_file import DEATHS, FOLDER, Series, read_series, shipped_settings
from hinge.audits.duel import daily_losses
from hinge.audits.duel_world import Arena, arena, sector
from hinge.audits.table_file import file_bytes, shipped_bytes
from hinge.draws.sampling import StreamKey
from hinge.engine.supply import survey
from hinge.scenario.parameters import Parameter, Uniform
from hinge.world.codes import TERRAINS

Floats = NDArray[np.float64]
Report = Callable[[int, int], None]

DRAWS = 400
UNDERCOUNT = "audit.undercount"


@dataclass(frozen=True)
class SeriesAudit:
    """One series with both sides."""

    series: Series
    sides: tuple[SideAudit, SideAudit]

    def to_json(self) -> dict[str, Any]:
        """Return everything as plain values."""
        return {
            "file": self.series.file,
            "sha256": self.series.sha256,
            "counts": self.series.kind,
            "first_day": str(self.series.days[0]),
            "last_day": str(self.series.days[-1]),
            "days": len(self.series.days),
            "rows_left_out": self.series.left_out,
            "assumed": self.series.setting.words,
            "sides": [side.to_json() for side in self.sides],
        }


@dataclass(frozen=True)
class DailyAudit:
    """All series that were looked at."""

    seed: int
    draws: int
    series: tuple[SeriesAudit, ...]

    def to_json(self) -> dict[str, Any]:
        """Return everything as plain values; see docs/audits.md for what each is."""
        return {
            "audit": "daily",
            "seed": self.seed,
            "draws": self.draws,
            "series": [series.to_json() for series in self.series],
        }


def given_series(
    data: Path | None = None,
    *,
    strength: Mapping[str, tuple[float, float]] | None = None,
    attacker: str = "",
) -> tuple[Series, ...]:
    """Return the series of a file, or the shipped ones; InputError if it is wrong."""
    if data is None:
        return tuple(read_series(shipped_bytes(FOLDER, name), name) for name in shipped_settings())
    return (read_series(file_bytes(data), str(data), strength=strength, attacker=attacker),)


def audit(
    series: tuple[Series, ...] | None = None,
    *,
    draws: int = DRAWS,
    seed: int = 1,
    report: Report | None = None,
) -> DailyAudit:
    """Hold series of daily losses, by default the two shipped ones, against the engine's bands."""
    chosen = given_series() if series is None else series
    done = tuple(
        _audit(one, draws, seed, report, number * draws, len(chosen) * draws)
        for number, one in enumerate(chosen)
    )
    return DailyAudit(seed, draws, done)


def _audit(
    series: Series, draws: int, seed: int, report: Report | None, before: int, total: int
) -> SeriesAudit:
    """Fight one series in every draw."""
    field = arena(draws, seed, _ranges(series))
    days = len(series.days)
    shares, persons = np.empty((draws, days, 2)), np.empty((draws, days, 2))
    lost, dead = np.empty((days, 2)), np.empty((days, 2))
    attacking, terrain = series.attacking(), TERRAINS.index(series.setting.terrain)
    for draw in range(draws):
        forces = _forces(series, field, draw)
        ready = field.ready(draw)
        survey(ready.world, ready.state, ready.scratch, ready.params)
        daily_losses(
            ready.world,
            ready.state,
            ready.scratch,
            ready.params,
            StreamKey(seed, 0, draw),
            _of_a_sector(forces),
            field.quality(draw),
            field.drawn(draw, "forces.cohesion_start"),
            attacking,
            terrain,
            lost,
            dead,
        )
        shares[draw] = dead / field.drawn(draw, UNDERCOUNT) if series.kind == DEATHS else lost
        persons[draw] = forces
        if report is not None:
            report(before + draw + 1, total)
    first, second = (
        judge(
            series.sides[side],
            series.counts[:, side],
            _strength(series, side),
            shares[:, :, side],
            persons[:, :, side],
        )
        for side in (0, 1)
    )
    return SeriesAudit(series, (first, second))


def _ranges(series: Series) -> tuple[Parameter, ...]:
    """Return what is drawn beside the engine's parameters."""
    wanted = {UNDERCOUNT: (1.0, 3.0)}
    if series.kind == DEATHS:
        wanted |= {f"audit.strength.{side}": series.setting.strength[side] for side in series.sides}
    return tuple(
        Parameter(
            id=name,
            value=(low + high) / 2.0,
            unit="factor" if name == UNDERCOUNT else "persons",
            spread=Uniform(kind="uniform", low=low, high=high),
            status="judgement",
            about="campaign",
            source="judgement: fighters' deaths are counted in part; strengths after press reports",
            meaning="deaths for each one reported" if name == UNDERCOUNT else "strength of a side",
        )
        for name, (low, high) in wanted.items()
    )


def _forces(series: Series, field: Arena, draw: int) -> Floats:
    """Return the strength of both sides on each day (T, 2)."""
    if series.forces is not None:
        return np.asarray(series.forces, dtype=np.float64)
    drawn = [float(field.drawn(draw, f"audit.strength.{side}")) for side in series.sides]
    return np.asarray(np.tile(np.floor(drawn), (len(series.days), 1)))


def _of_a_sector(forces: Floats) -> Floats:
    """Return strengths (T, 2) in the proportion in which the first day's fit a sector."""
    first = np.array(sector(forces[:1, 0], forces[:1, 1]))[:, 0]
    return np.asarray(np.maximum(1.0, np.floor(forces * (first / forces[0]) + 0.5)))


def _strength(series: Series, side: int) -> Floats:
    """Return a side's strength on each day (T,), the middle of its range where it is not recorded."""
    if series.forces is not None:
        return np.asarray(series.forces[:, side])
    return np.full(len(series.days), float(np.mean(series.setting.strength[series.sides[side]])))
