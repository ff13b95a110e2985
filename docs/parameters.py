"""Write mechanisms/parameters.md from the shipped priors, so that page and model cannot drift apart.

python docs/parameters.py
"""
# ruff: noqa: INP001 (a script of the manual, not part of a package)

from __future__ import annotations

from collections import Counter
from pathlib import Path

from hinge.scenario.mechanisms import mechanisms
from hinge.scenario.parameters import (
    LogNormal,
    LogUniform,
    Normal,
    Parameter,
    Spread,
    Uniform,
)

PAGE = Path(__file__).parent / "mechanisms" / "parameters.md"
TITLES = {
    "sponsors": "Sponsors",
    "ladder": "Ladder",
    "fronts": "Other fronts",
    "arrivals": "Arrivals",
    "beliefs": "Beliefs",
    "coalitions": "Coalitions",
    "settlement": "Settlement",
    "facilities": "Facilities",
    "orders": "Orders",
    "movement": "Movement",
    "supply": "Supply",
    "strikes": "Strikes",
    "combat": "Combat",
    "cohesion": "Cohesion",
    "civilians": "Civilians",
    "forces": "Forces on day 0",
}
HEAD = """# Parameters of the mechanisms

These are the priors that come with Hinge, in `src/hinge/scenario/mechanisms.yaml`. They are the same
for every campaign; a scenario may replace any of them by the same id in its own `parameters.yaml`.
This page is written by `python docs/parameters.py` and checked by a test: do not edit it by hand.

*Value* is the best estimate. Runs use the *spread*: from it one value is drawn for each parameter draw.
(Of a lognormal spread the value is the median; of a fixed one it is all there is.) *Status* is measured,
calibrated or judgement. Of the {total} parameters here: {counts}.
"""


def number(value: float) -> str:
    """Return a number as people write it: 0.012, 3,000, 5e-07."""
    if value and abs(value) < 1e-4:
        return f"{value:g}"
    return f"{value:,.6f}".rstrip("0").rstrip(".")


def spread_words(spread: Spread) -> str:
    """Return how a value is drawn, in a few words."""
    match spread:
        case Uniform():
            return f"uniform, {number(spread.low)} to {number(spread.high)}"
        case LogUniform():
            return f"log-uniform, {number(spread.low)} to {number(spread.high)}"
        case Normal():
            return f"normal, mean {number(spread.mean)}, sd {number(spread.sd)}"
        case LogNormal():
            return f"lognormal, 5 to 95 %: {number(spread.p05)} to {number(spread.p95)}"
        case _:
            return "fixed"


def row(parameter: Parameter) -> str:
    """Return one line of a table."""
    cells = (
        f"`{parameter.id}`",
        parameter.meaning,
        number(parameter.value),
        parameter.unit,
        spread_words(parameter.spread),
        parameter.status,
        parameter.source,
    )
    return "| " + " | ".join(cell.replace("|", "/") for cell in cells) + " |"


def group_of(parameter: Parameter) -> str:
    """Return the mechanism a parameter belongs to: the first word of its id."""
    return parameter.id.split(".")[0]


def page() -> str:
    """Return the whole page, by mechanism in the order of the day."""
    table = mechanisms()
    status = Counter(parameter.status for parameter in table)
    untitled = {group_of(parameter) for parameter in table} - set(TITLES)
    if untitled:
        message = f"TITLES lacks {sorted(untitled)}"
        raise KeyError(message)
    counts = ", ".join(f"{word} {status[word]}" for word in ("measured", "calibrated", "judgement"))
    parts = [HEAD.format(total=len(table), counts=counts)]
    for group, title in TITLES.items():
        rows = [parameter for parameter in table if group_of(parameter) == group]
        parts.append(
            f"\n## {title}\n\n"
            "| parameter | meaning | value | unit | spread | status | source |\n"
            "| --- | --- | --- | --- | --- | --- | --- |\n"
            + "".join(f"{row(parameter)}\n" for parameter in rows)
        )
    return "".join(parts)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
