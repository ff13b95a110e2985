"""Assumptions in plain words: what a parameter means, for a reader who knows no id."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from hinge.claims.names import Names, named
from hinge.scenario.parameters import Parameter


def assumption_names(
    ids: Iterable[str], table: Iterable[Parameter], names: Names
) -> dict[str, str]:
    """Return a noun phrase for each parameter id: what its table says of it, else its meaning."""
    meanings = {p.id: p.meaning for p in table if p.meaning.strip()}
    return {id_: _phrase(id_, meanings, names) for id_ in ids}


def _phrase(id_: str, meanings: Mapping[str, str], names: Names) -> str:
    """Return one parameter as a noun phrase; without meaning or table, its id in words."""
    match id_.split("."):
        case ["factions", faction, "strength"]:
            found = f"the strength of {named(names.factions, faction)}"
        case ["factions", faction, "quality"]:
            found = f"the fighting quality of {named(names.factions, faction)}"
        case ["strike_assets", asset, "tempo"]:
            found = f"how often {named(names.assets, asset)} can be used"
        case ["entries", area, side, "capacity"]:
            place, who = named(names.places, area), named(names.sides, side)
            found = f"how much {who} can bring in through {place}"
        case ["sponsors", sponsor, "cut_hazard"]:
            found = f"how readily {named(names.sponsors, sponsor)} stops its support"
        case ["sponsors", sponsor, "resume_hazard"]:
            found = f"how readily {named(names.sponsors, sponsor)} takes up its support again"
        case ["population", group]:
            found = f"the number of people in {named(names.places, group)}"
        case _ if id_ in names.harms:
            found = f"how many civilians a day of {names.harms[id_]} kills"
        case _ if id_ in meanings:
            found = _short(meanings[id_], names)
        case words:
            found = ": ".join(word.replace("_", " ") for word in words)
    return found


def _short(meaning: str, names: Names) -> str:
    """Return the first clause of a meaning, without stop, starting small unless with a name."""
    first = meaning.strip().split(";")[0].split(". ")[0].rstrip(".").strip()
    head = first.split(" ", maxsplit=1)[0].removesuffix("'s")
    return first if head in names.proper else first[:1].lower() + first[1:]
