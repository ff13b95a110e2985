"""Write the tables of hindsight.md from the results of `hinge hindsight`.

python docs/hindsight.py RUN [RUN ...]     folders that `hinge hindsight` has written, in order
"""
# ruff: noqa: INP001 (a script of the manual, not part of a package)

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

PAGE = Path(__file__).parent / "hindsight.md"
BEGIN, END = "<!-- tables: python docs/hindsight.py RUN RUN -->\n", "<!-- end of tables -->\n"


def cell(found: dict[str, Any]) -> str:
    """Return a gain with its interval, in bold where it helps or hurts, and its noise."""
    value = f"{found['value']:+.4f}"
    if found["word"] in {"helps", "hurts"}:
        value = f"**{value}**"
    between = "" if found["low"] is None else f" ({found['low']:+.4f} to {found['high']:+.4f})"
    noise = "" if found["noise"] is None else f" ± {found['noise']:.4f}"
    return f"{value}{between}{noise}"


def _count(number: int, one: str) -> str:
    """Return a number with its noun."""
    return f"{number} {one if number == 1 else one + 's'}"


def table(found: dict[str, Any]) -> str:
    """Return the table of one campaign, under a line that says what was run."""
    measures = found["measures"]
    drawn = "the calibrated posterior" if found["calibrated"] else "the priors alone"
    said = "; ".join(
        f"{one['says']}: {one['whole']:.4f} with all ({_count(one['facts'], 'fact')} in "
        f"{_count(one['groups'], 'group')})"
        for one in measures
    )
    made = (
        f"{found['draws']} draws of {found['replicates']} runs, from {drawn}, seed {found['seed']}"
    )
    lines = [
        f"**{found['title']}.** {made}. {said}.",
        "",
        f"| Without | {' | '.join(one['says'] for one in measures)} |",
        f"| --- |{' --- |' * len(measures)}",
    ]
    lines += [
        f"| {row['says'] if row['id'] == 'all' else row['id'] + ' ' + row['says']} | "
        + " | ".join(cell(row["gain"][one["id"]]) for one in measures)
        + " |"
        for row in found["mechanisms"]
    ]
    return "\n".join(lines) + "\n"


def main(folders: list[str]) -> None:
    """Replace what stands between the two marks of the page."""
    text = PAGE.read_text(encoding="utf-8")
    before, rest = text.split(BEGIN)
    after = rest.split(END)[1]
    found = [
        json.loads((Path(folder) / "hindsight.json").read_text(encoding="utf-8"))
        for folder in folders
    ]
    tables = "\n".join(table(one) for one in found)
    PAGE.write_text(f"{before}{BEGIN}\n{tables}\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
