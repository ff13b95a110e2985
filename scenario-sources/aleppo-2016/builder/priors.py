"""``parameters.yaml``: population factors from the tables, harm and hazards from the judgements."""

from __future__ import annotations

from typing import Any

import yaml

from builder.read import ASSESSMENT, Raw, Row
from builder.space import STRICT_EAST, group_of, population_dates, strict_population

Entry = dict[str, Any]


def lognormal(low: float, high: float) -> Entry:
    """Return a spread given by its 5th and 95th percentile."""
    return {"kind": "lognormal", "p05": round(low, 5), "p95": round(high, 5)}


def factor_range(raw: Raw, group: str, rows: list[Row]) -> tuple[float, float]:
    """Return the 5th and 95th percentile of a group's population relative to its best estimate."""
    judged = raw.numbers["population"]
    best = sum(strict_population(raw, row) for row in rows)
    if group == "divided":
        return float(judged["divided_low"]), float(judged["divided_high"])
    if group == "west":
        return float(judged["west_low"]) / best, float(judged["west_high"]) / best
    if group == "fuah_kafraya":
        return float(judged["fuah_kafraya_low"]) / best, float(judged["fuah_kafraya_high"]) / best
    strict = [row for row in rows if row["pop_strict_low"]]
    if len(strict) == len(rows):
        low = sum(float(row["pop_strict_low"]) for row in rows)
        high = sum(float(row["pop_strict_high"]) for row in rows)
    else:
        low = sum(float(row["pop_low"]) for row in rows)
        high = sum(float(row["pop_high"]) for row in rows)
    return max(low / best, float(judged["smallest_factor"])), high / best


def population_source(raw: Raw, group: str) -> str:
    """Return what a group's range rests on."""
    judged = raw.numbers["population"]
    words = {
        "east": f"200,000 to 300,000 in all: {STRICT_EAST}; spread over districts is judgement",
        "west": f"judgement: {judged['west_reason']}",
        "divided": f"judgement: {judged['divided_reason']}",
        "fringe": f"judgement: {judged['fringe_reason']}",
        "fuah_kafraya": f"judgement: {judged['fuah_kafraya_reason']}",
        "sheikh_maqsoud": (
            "Armed opposition groups in Aleppo city, Amnesty International, 12 May 2016 "
            "(amnestyusa.org), about 30,000; the range is judgement"
        ),
    }
    default = (
        "judgement: 2004 census and gazetteer, wartime range by the compiler of the source tables"
    )
    return " ".join(words.get(group, default).split())


def populations(raw: Raw) -> list[Entry]:
    """Return one factor a population group."""
    groups: dict[str, list[Row]] = {}
    for row in raw.tables["areas"]:
        groups.setdefault(group_of(raw, row), []).append(row)
    made: list[Entry] = []
    for group, rows in sorted(groups.items()):
        low, high = factor_range(raw, group, rows)
        dates = [population_dates(raw, row) for row in rows]
        made.append(
            {
                "id": f"population.{group}",
                "value": 1.0,
                "unit": "factor on the best estimate",
                "spread": lognormal(low, high),
                "status": "judgement",
                "about": "campaign",
                "source": population_source(raw, group),
                "true_on": max(first for first, _ in dates),
                "known_on": max(second for _, second in dates),
                "meaning": f"Scales the residents of all areas of the group {group} together.",
            }
        )
    return made


def harms(raw: Raw) -> list[Entry]:
    """Return one harm parameter a strike asset."""
    block = raw.priors["harm"]
    return [
        {
            "id": f"harm.{asset}",
            "value": given["value"],
            "unit": "persons/day",
            "spread": lognormal(given["p05"], given["p95"]),
            "status": block["status"],
            "about": "campaign",
            "source": " ".join(given["source"].split()),
            "true_on": block["true_on"].isoformat(),
            "known_on": block["known_on"].isoformat(),
            "meaning": " ".join(block["meaning"].split()),
        }
        for asset, given in block["assets"].items()
    ]


def hazards(raw: Raw) -> list[Entry]:
    """Return a hazard to cut and one to resume for every sponsor, and to draw clients away where judged."""
    block = raw.priors["hazards"]
    made: list[Entry] = []
    for sponsor, given in block["sponsors"].items():
        for word in ("cut", "resume", "redirect"):
            if word not in given:
                continue
            prior = given[word]
            made.append(
                {
                    "id": f"sponsors.{sponsor}.{word}_hazard",
                    "value": prior["value"],
                    "unit": block["unit"],
                    "spread": lognormal(prior["p05"], prior["p95"]),
                    "status": "judgement",
                    "about": "campaign",
                    "source": " ".join(given["source"].split()),
                    "true_on": ASSESSMENT.isoformat(),
                    "known_on": given["known_on"].isoformat(),
                    "meaning": block[f"{word}_meaning"],
                }
            )
    return made


def parameters(raw: Raw) -> str:
    """Return the text of ``parameters.yaml``."""
    made = sorted(populations(raw) + harms(raw) + hazards(raw), key=lambda entry: str(entry["id"]))
    text: str = yaml.safe_dump(
        {"schema": 1, "parameters": made}, sort_keys=False, allow_unicode=True, width=96
    )
    return "# Made by scenario-sources/aleppo-2016/build.py; change the judgements there.\n" + text
