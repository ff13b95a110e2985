"""``SOURCES.md``: every title, what it serves, the licences, and what is judgement."""

from __future__ import annotations

from builder.read import COPY_MARK, PLACEMENT, Raw, titles

HEAD = """# Sources of aleppo-2016

Made by `scenario-sources/aleppo-2016/build.py`; change the tables there.

Facts were compiled by hand from public pages; single facts are not protected, and no sentences were
taken over. Quotations of claims stand in `claims/`, each with its source. A title is named as the page
was found, with the site that carried it; partisan outlets are marked so.

## What is judgement

Every row and parameter marked `judgement` rests on the compiler or on the builder's tables, not on a
published figure. That holds above all for: frontage, self-supply, capacities of entries, the place and
the weight of formations, facilities, strengths of the groups without a public count (one wide prior for
all), quality, the split of the west's population over districts, harm by author, sponsors' hazards,
positions of districts (within about 1 km) and most distances. Numbers and reasons:
`scenario-sources/aleppo-2016/judgements/`.

The range for the west (0.8 to 1.5 million) is used by order of the source tables in a strict run,
although the dated publications found for it are of 19 August 2016. It counts as judgement.

Controllers of the three snapshots were public within days; where the source of a row was compiled
later, the row says judgement, and the later source stands in the second list below.

Since when Fuah and Kafraya have been under siege stands in `regions.yaml`, which is written by hand:
Idlib now under control by Syrian opposition, World Bulletin, 28 March 2015 (worldbulletin.net), and
Syrian cease-fire: Another try at pragmatism in three besieged towns, Christian Science Monitor,
25 September 2015 (csmonitor.com).

## Licences of data in this scenario

| what | from | licence |
| --- | --- | --- |
| outlines in `map.geojson` inside the city, governorate outlines | UN OCHA / UN Cartographic Section, common operational datasets for Syria, 19 February 2018, simplified and dissolved | CC BY 3.0 IGO |
| coast and borders in `basemap.geojson` | Natural Earth 4.1.0, 1:10m country boundaries, clipped | public domain |
| positions and census figures of towns | GeoNames, geonames.org | CC BY 4.0 |
| facts read from Wikipedia text | Wikipedia contributors | facts only; the text is CC BY-SA 4.0 |
| everything else in these tables | compiled for this project | as the project |

UCDP GED (Syria, 2016) was looked at as a check of the order of magnitude of civilian deaths; no row of
it is here, and no prior was fitted to it.
"""


def listing(raw: Raw, wanted: str) -> list[str]:
    """Return lines for the titles that a strict run may name (``yes``) or may not (``no``)."""
    used: dict[str, set[str]] = {}
    for table, rows in raw.tables.items():
        for row in rows:
            for title in titles(raw, row["source"]):
                used.setdefault(title, set()).add(table)
    lines: list[str] = []
    for title, row in sorted(raw.public.items()):
        if title == PLACEMENT or row["strict"] != wanted:
            continue
        where = ", ".join(sorted(used.get(title, {"population"})))
        day = row["public_on"] or "no date"
        lines.append(f"- {title.removesuffix(COPY_MARK)} ({day}; {where})")
    return lines


def sources(raw: Raw) -> str:
    """Return the text of ``SOURCES.md``."""
    parts = [HEAD, "## Public by 8 August 2016\n"]
    parts.append("Title (day it was public; source tables that use it).\n")
    parts.extend(listing(raw, "yes"))
    parts.append("\n## Dated later, or without a date\n")
    parts.append(
        "For scoring, for claims' records and for a run labelled reconstruction; never for a strict prior.\n"
    )
    parts.extend(listing(raw, "no"))
    return "\n".join(parts) + "\n"
