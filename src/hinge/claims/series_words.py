"""Recorded series in words: what one stands for, its unit, and whether it is a share."""

from __future__ import annotations

from dataclasses import dataclass

from hinge.claims.names import CAUSES, UNATTRIBUTED, Names, named

SO_FAR = " so far"
"""Marks the phrase of a running count."""


@dataclass(frozen=True)
class SeriesWords:
    """``phrase`` a singular noun phrase; ``unit`` of its value; ``share``: 0..1, shown in percent."""

    phrase: str
    unit: str
    share: bool = False

    def during(self, days: str) -> str:
        """Return the change over a range of days: of a running count, the count in these days."""
        if SO_FAR in self.phrase:
            return self.phrase.replace(SO_FAR, f" {days}", 1)
        return f"the change {days} of {self.phrase}"


_OF_SIDE = {
    "strength": ("the number of soldiers under arms for {side}", "persons"),
    "killed": ("the number of soldiers of {side} killed so far", "persons"),
    "lost": (
        "the number of soldiers lost so far by {side} (killed, wounded, captured or gone)",
        "persons",
    ),
    "need": ("the daily need of the soldiers and civilians of {side}", "tonnes"),
    "delivered": (
        "the supply that reaches the soldiers and civilians of {side} in a day",
        "tonnes",
    ),
    "held": ("the number of areas held by {side}", "areas"),
    "efforts": ("the number of main efforts begun so far by {side}", "main efforts"),
    "broke": ("the number of soldiers of {side} in formations that broke so far", "persons"),
    "arrived": ("the number of soldiers who have arrived so far for {side}", "persons"),
    "reserve": ("the share of its first reserve that {side} has neither committed nor lost", ""),
    "gained": ("the number of areas taken so far by {side}", "areas"),
    "committed": ("the share of the elite reserve of {side} that is in a main effort", ""),
    "all_in": (
        "the number of main efforts begun so far by {side} with all its reserves",
        "efforts",
    ),
    "window": ("the daily hazard of losing support that {side} believes in", ""),
    "threshold": ("the daily hazard from which acting now beats waiting for {side}", ""),
    "margin": ("the margin by which the last effort of {side} beat every alternative", ""),
    "commands": ("the number of commands of {side}", "commands"),
    "united": ("the share of the soldiers of {side} under its largest command", ""),
    "joined": ("the number of groups of {side} that have joined a command so far", "groups"),
    "split": ("the number of groups of {side} that have left a command so far", "groups"),
    "redirected": ("the number of soldiers of {side} drawn away so far by sponsors", "persons"),
    "pinned": ("the share of the reserves of {side} that other fronts pin", ""),
    "forward": ("the share of its preparation that {side} saves by stores near the front", ""),
    "deals": ("the number of sieges of {side} ended by deal so far", "deals"),
    "evacuated": ("the number of people of {side} moved under deals so far", "persons"),
    "civilians_killed_by": ("the number of civilians killed so far by {side}", "persons"),
}

_OF_REGION = {
    "residents": ("the number of people living in {place}", "persons"),
    "ration": ("the share of the civilians' daily need that is met in {place}", ""),
    "civilians_killed_in": ("the number of civilians killed so far in {place}", "persons"),
}

_OF_BOTH = {
    "held_share": ("the share of {place} held by {side}", ""),
    "flow": ("the supply that could reach {side} in {place} in a day", "tonnes"),
    "flow_share": ("the share of its need that could reach {side} in {place}", ""),
}

_ALONE = {
    "civilians_killed": ("the number of civilians killed so far", "persons"),
    "displaced": ("the number of people displaced", "persons"),
    "deprived": (
        "the sum of days spent so far by civilians on less than half a ration",
        "person-days",
    ),
}

_SHARES = {
    "reserve",
    "ration",
    "held_share",
    "flow_share",
    "support",
    "committed",
    "united",
    "pinned",
    "forward",
    "window",
    "threshold",
}


def series_words(name: str, names: Names) -> SeriesWords:
    """Return a recorded series in words; one of no known form keeps its name, in quotes."""
    head, *rest = name.split(".")
    share = head in _SHARES
    match (head, rest):
        case (_, []) if head in _ALONE:
            phrase, unit = _ALONE[head]
        case (_, [side]) if head in _OF_SIDE:
            phrase, unit = _OF_SIDE[head]
            if side == UNATTRIBUTED:
                phrase = "the number of civilians killed so far whose death is laid to nobody"
            phrase = phrase.format(side=named(names.sides, side))
        case (_, [region]) if head in _OF_REGION:
            phrase, unit = _OF_REGION[head]
            phrase = phrase.format(place=named(names.places, region))
        case (_, [region, side]) if head in _OF_BOTH:
            phrase, unit = _OF_BOTH[head]
            phrase = phrase.format(place=named(names.places, region), side=named(names.sides, side))
        case ("civilians_killed", [cause, side]):
            by = "" if side == UNATTRIBUTED else f" of {named(names.sides, side)}"
            unit = "persons"
            phrase = f"the number of civilians killed so far by {named(CAUSES, cause)}{by}"
        case ("civilians_killed_in", [region, "by", side]):
            unit = "persons"
            place, author = named(names.places, region), named(names.sides, side)
            phrase = f"the number of civilians killed so far in {place} by {author}"
        case _:
            phrase, unit = _from_outside(name, head, rest, names)
    return SeriesWords(phrase, unit, share)


def _from_outside(name: str, head: str, rest: list[str], names: Names) -> tuple[str, str]:
    """Return phrase and unit of what is said of a sponsor or a strike asset; else the name, in quotes."""
    match (head, rest):
        case ("support", [sponsor]):
            return f"the support given by {named(names.sponsors, sponsor)}", ""
        case ("rung", [sponsor]):
            return f"the rung on which {named(names.sponsors, sponsor)} stands (0 to 3)", ""
        case ("sorties", [asset]):
            return f"the number of uses so far of {named(names.assets, asset)}", "uses"
    return f"the series “{name}”", ""
