"""A toy with tables: three factions, their formations, two strike assets, and draws of what is sampled."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
import xarray as xr

from claims.toys import ASSESSED, START, scenario
from hinge.scenario.records import Control, Faction, Formation, StrikeAsset
from hinge.scenario.scenario import Scenario


def faction(name: str, side: str, strength: float = 100.0) -> Faction:
    """Return a faction; strength 0 is one without soldiers."""
    return Faction(
        id=name,
        name=f"the {name}",
        side=side,
        strength_low=strength,
        strength_best=strength,
        strength_high=strength,
        quality_low=0.2,
        quality_high=0.8,
        strength_basis="judgement",
    )


def unit(
    name: str, who: str, area: str, weight: float = 1.0, *, reserve: bool = False
) -> Formation:
    """Return a formation."""
    kind = "elite" if reserve else "line"
    return Formation(id=name, faction=who, area=area, kind=kind, weight=weight, reserve=reserve)


def asset(
    name: str, base: str, tempo: float, *, available: bool = True, share: float = 0.5
) -> StrikeAsset:
    """Return a strike asset of amber."""
    return StrikeAsset(
        id=name,
        name=f"{name} of amber",
        operator="guard",
        side="amber",
        base=base,
        target="front",
        cause="air_strikes",
        tempo_low=0,
        tempo_best=tempo / 2,
        tempo_high=tempo,
        tempo_unit="sorties a day, everywhere",
        tempo_basis="judgement",
        theatre_share=share,
        available=available,
    )


UNITS = (
    unit("guard_north", "guard", "north", 3.0),
    unit("guard_mill", "guard", "mill", 1.0),
    unit("guard_shock", "guard", "mill", reserve=True),
    unit("levy_south", "levy", "south"),
    unit("rival_north", "rival", "north"),
)
ASSETS = (
    asset("planes", "far", 10.0),
    asset("guns", "mill", 0.0),
    asset("ships", "far", 0.0),
    asset("rockets", "far", 0.0, available=False),
)


def with_tables(
    claims: Sequence[Mapping[str, object]] = (),
    units: Sequence[Formation] = UNITS,
    holder: Mapping[str, str] | None = None,
) -> Scenario:
    """Return the toy with tables; amber holds the north, south and mill, cobalt the east."""
    plain = scenario(claims)
    held = {"north": "amber", "south": "amber", "east": "cobalt", "mill": "amber", **(holder or {})}
    far = plain.areas[0].model_copy(
        update={"id": "far", "name": "the far coast", "terrain": "off_map", "population": 5000.0}
    )
    return replace(
        plain,
        areas=(*plain.areas, far),
        factions=(
            faction("guard", "amber"),
            faction("levy", "amber"),
            faction("rival", "cobalt"),
            faction("fliers", "amber", 0.0),
        ),
        formations=tuple(units),
        strike_assets=ASSETS,
        control=tuple(
            Control(date=date, area=area, controller=side, contested_by="")
            for date in (START, ASSESSED)
            for area, side in held.items()
        ),
    )


def draws_of(**values: object) -> xr.DataArray:
    """Return 100 parameter draws; what is not given is at a fixed value. Ids have __ for dots."""
    fixed: dict[str, object] = {
        "factions__guard__strength": 100.0,
        "factions__guard__quality": 0.5,
        "factions__levy__strength": 100.0,
        "factions__levy__quality": 0.5,
        "factions__rival__strength": 100.0,
        "factions__rival__quality": 0.5,
        "forces__reserve_share": 0.2,
        "population__town": 1.0,
    }
    table = fixed | values
    columns = [
        np.broadcast_to(np.asarray(value, dtype=np.float64), 100) for value in table.values()
    ]
    names = [name.replace("__", ".") for name in table]
    return xr.DataArray(
        np.stack(columns, axis=1),
        dims=("draw", "parameter"),
        coords={"draw": np.arange(100), "parameter": names},
    )
