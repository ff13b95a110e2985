"""Rules between the records and what stands in other files: the map and the sources' own words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hinge.errors import Place
from hinge.scenario.checks.parts import FileParts, Finding
from hinge.scenario.map_reader import FILE as MAP_FILE
from hinge.scenario.nearest import suggest
from hinge.scenario.scenario import Scenario

OFF_MAP = "off_map"  # terrain of areas that need no polygon
_TYPOGRAPHIC = str.maketrans(
    {
        "\u2018": "'",
        "\u2019": "'",
        "\u201a": "'",
        "\u201b": "'",
        "\u201c": '"',
        "\u201d": '"',
        "\u201e": '"',
        "\u201f": '"',
        "\u00ab": '"',
        "\u00bb": '"',
        "\u2010": "-",
        "\u2011": "-",
        "\u2013": "-",
        "\u2014": "-",
        "\u00ad": None,
    }
)
_SPACE = re.compile(r"\s+")


def plain_quotation(text: str) -> str:
    """Return a text with one form of quotation mark and dash and single blanks; letters stay exact."""
    return _SPACE.sub(" ", text.translate(_TYPOGRAPHIC)).strip()


def quotation_not_in_source(scenario: Scenario, parts: FileParts) -> Iterator[Finding]:
    """Every quotation stands in the text of its source, where that is supplied."""
    for file in scenario.claim_files:
        if file.file not in parts.texts:
            continue
        text = plain_quotation(parts.texts[file.file])
        for claim in file.claims:
            if plain_quotation(claim.quote) not in text:
                yield Finding(
                    Place(file.file, claim.line, "quote"),
                    f"The quotation of {claim.id} does not stand in {file.source.text}.",
                    "A claim is tested as it was written, not as it is remembered.",
                    "Copy the words from the text, letter for letter; blanks and the form of "
                    "quotation marks do not count.",
                )


def quotation_empty(scenario: Scenario, parts: FileParts) -> Iterator[Finding]:
    """Every claim quotes some words."""
    del parts
    for file in scenario.claim_files:
        for claim in file.claims:
            if not plain_quotation(claim.quote):
                yield Finding(
                    Place(file.file, claim.line, "quote"),
                    f"The claim {claim.id} quotes nothing.",
                    "A claim is a sentence that somebody wrote.",
                    "Quote the sentence.",
                )


def map_area_missing(scenario: Scenario, parts: FileParts) -> Iterator[Finding]:
    """Every area that is not off the map has a polygon, where there is a map."""
    if parts.shapes is None:
        return
    drawn = {shape.id for shape in parts.shapes}
    for area in scenario.areas:
        if area.terrain != OFF_MAP and area.id not in drawn:
            yield Finding(
                Place(MAP_FILE, 0, area.id),
                f"The area {area.id} has no polygon.",
                "It would be a hole in every picture.",
                f"Add a feature with the property id {area.id}, or call its terrain off_map.",
            )


def map_area_unknown(scenario: Scenario, parts: FileParts) -> Iterator[Finding]:
    """Every polygon belongs to an area."""
    known = [area.id for area in scenario.areas]
    for shape in parts.shapes or ():
        if shape.id not in known:
            yield Finding(
                Place(MAP_FILE, 0, shape.id),
                f"The map draws {shape.id!r}, which areas.csv does not list "
                f"{suggest(shape.id, known)}.",
                "Nobody could ever be shown to hold it.",
                "Fix the id or remove the feature.",
            )


RULES = (
    quotation_not_in_source,
    quotation_empty,
    map_area_missing,
    map_area_unknown,
)
