"""Names of a scenario as they read inside an English sentence, and dates likewise."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from hinge.scenario.scenario import Scenario

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

CAUSES = {
    "air_strikes": "air strikes",
    "indirect_fire": "indirect fire",
    "missiles": "missiles",
    "ground_fighting": "ground fighting",
    "deprivation": "deprivation",
}

UNATTRIBUTED = "unattributed"


@dataclass(frozen=True)
class Names:
    """Names by id: sides, places (areas and regions), factions, sponsors, assets, interventions.

    ``harms``: the name of the strike asset by the id of its parameter of harm.
    """

    sides: Mapping[str, str]
    places: Mapping[str, str]
    factions: Mapping[str, str]
    sponsors: Mapping[str, str]
    assets: Mapping[str, str]
    interventions: Mapping[str, str]
    harms: Mapping[str, str]

    @classmethod
    def of(cls, scenario: Scenario) -> Names:
        """Take the names from a scenario."""
        places = {area.id: the(area.name) for area in scenario.areas}
        places |= {region.id: the(region.name) for region in scenario.regions}
        return cls(
            sides={side.id: the(side.name) for side in scenario.head.sides},
            places=places,
            factions={faction.id: the(faction.name) for faction in scenario.factions},
            sponsors={sponsor.id: the(sponsor.name) for sponsor in scenario.sponsors},
            assets={asset.id: the(asset.name) for asset in scenario.strike_assets},
            harms={asset.harm: the(asset.name) for asset in scenario.strike_assets if asset.harm},
            interventions={plan.id: plan.title.strip() for plan in scenario.interventions},
        )

    @property
    def proper(self) -> frozenset[str]:
        """Words with a capital in any name, which keep it wherever they stand."""
        tables = (self.sides, self.places, self.factions, self.sponsors, self.assets)
        texts = [text for table in tables for text in table.values()]
        return frozenset(word for text in texts for word in text.split() if not word.islower())

    def author(self, side: str) -> str:
        """Return who is charged with harm: a side, or nobody in particular."""
        return "no one in particular" if side == UNATTRIBUTED else named(self.sides, side)


def the(name: str) -> str:
    """Return a name with its article: one that ends in a common noun gets it, others stay.

    What stands in brackets is left out.

    >>> the("Northern corridor"), the("Western Town"), the("The east (old)"), the("Amber's guns")
    ('the Northern corridor', 'Western Town', 'the east', "Amber's guns")
    """
    name = name.split(" (", maxsplit=1)[0].strip()
    if name.lower().startswith("the "):
        return "the " + name[4:]
    common = name.rsplit(" ", maxsplit=1)[-1].islower() and "'s " not in name
    return f"the {name}" if common else name


def named(names: Mapping[str, str], id_: str) -> str:
    """Return the name of an id; the id in words where the scenario gives no name."""
    return names.get(id_) or id_.replace("_", " ")


def day_month(date: dt.date) -> str:
    """Return ``8 August``."""
    return f"{date.day} {MONTHS[date.month - 1]}"


def full_date(date: dt.date) -> str:
    """Return ``8 August 2016``."""
    return f"{day_month(date)} {date.year}"


def date_range(first: dt.date, last: dt.date) -> str:
    """Return ``from 9 August to 15 September 2016``."""
    start = day_month(first) if first.year == last.year else full_date(first)
    return f"from {start} to {full_date(last)}"


def number(value: float) -> str:
    """Return a number as prose has it: thousands set apart, no needless digits."""
    if value == round(value):
        return f"{round(value):,}"
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.3g}"


def quantity(value: float, unit: str) -> str:
    """Return a number with its unit: ``1 area``, ``20 areas``; units are given in the plural."""
    if abs(value) == 1.0 and unit.endswith("s"):
        unit = unit.removesuffix("s")
    return f"{number(value)} {unit}".strip()


def percent(share: float) -> str:
    """Return ``95 %``."""
    return f"{number(round(100.0 * share, 6))} %"


def joined(parts: list[str], word: str = "and") -> str:
    """Return ``a``, ``a and b``, ``a, b and c``."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {word} {parts[-1]}"


def clauses(parts: list[str], word: str = "and") -> str:
    """Return whole clauses joined with a comma before the word: ``a, and b``."""
    return f", {word} ".join(parts)


def small(text: str) -> str:
    """Return the text with its first letter small."""
    return text[:1].lower() + text[1:]


def capital(text: str) -> str:
    """Return the text with its first letter as a capital."""
    return text[:1].upper() + text[1:]
