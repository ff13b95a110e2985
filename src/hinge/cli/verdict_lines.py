"""Claims as ``hinge assess`` prints them: the claim on a line, its verdict drawn under it.

Two lines a claim where a table of seven columns would need four: the claim and
what the record says of it; below, mark and word, the count with its interval, the
interval drawn from 0 to 100, and what it hinges on.
"""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from hinge.claims.wording import short_word
from hinge.cli.sparkline import POINT, SPAN, TRACK, strip
from hinge.report.content import Verdict, parts_ways
from hinge.report.hinging import breaks_at

ROOMY = 100  # columns from which on a letter of the strip stands for five of 100, else for ten
FIRST = 2  # assumptions named in the table; the page names all
ID, MARK, WORD, COUNT, RECORD = 4, 3, 19, 12, 13
GAP = 2
LEGEND = (
    "● nearly all (≥ 90)  ◕ most (67–89)  ◑ hinges (34–66)  "
    "◔ fails in most (11–33)  ○ fails in nearly all (≤ 10)"
)
PARTED = "! the model says one thing and the record another"


def verdict_lines(verdicts: Sequence[Verdict], width: int) -> RenderableType:
    """Return the claims that were put to simulated campaigns or sampled tables, under one head."""
    letters = 21 if width >= ROOMY else 11
    parts: list[RenderableType] = [_head(letters)]
    for verdict in verdicts:
        parts += [_claim(verdict), _verdict(verdict, letters)]
    return Group(*parts)


def _head(letters: int) -> Table:
    """Return what stands above the columns of the second lines."""
    grid = _columns(letters)
    scale = "0" + "50".center(letters - 4) + "100"
    cells = ("", "", "in the model", "of 100", scale, "hinges on")
    grid.add_row(*(Text(cell, style="dim") for cell in cells))
    return grid


def _claim(verdict: Verdict) -> Table:
    """Return the first line: id, the claim, and the word of the record."""
    grid = Table.grid(expand=True, padding=(0, GAP, 0, 0))
    grid.add_column(width=ID)
    grid.add_column(ratio=1)
    grid.add_column(width=RECORD + len("record "), no_wrap=True, justify="right")
    parted = parts_ways(verdict)
    record = Text.assemble(
        ("record ", "dim"),
        (f"{verdict['record']}{' !' if parted else ''}", "bold" if parted else ""),
    )
    grid.add_row(Text(verdict["id"], style="bold"), Text(verdict["paraphrase"]), record)
    return grid


def _verdict(verdict: Verdict, letters: int) -> Table:
    """Return the second line: mark, word, count, the interval drawn, what it hinges on."""
    names = "; ".join(_named(hinge, verdict) for hinge in verdict["hinges"][:FIRST])
    grid = _columns(letters)
    grid.add_row(
        "",
        Text(verdict["symbol"]),
        Text(short_word(str(verdict["word"])), style="bold"),
        Text(percentages(verdict)),
        drawn(verdict, letters),
        Text(names or "no single assumption", style="" if names else "dim"),
    )
    return grid


def _columns(letters: int) -> Table:
    """Return a grid with the columns of the second lines."""
    grid = Table.grid(expand=True, padding=(0, GAP, 0, 0))
    for width in (ID, MARK, WORD):
        grid.add_column(width=width, no_wrap=True)
    grid.add_column(width=COUNT, no_wrap=True, justify="right")
    grid.add_column(width=letters, no_wrap=True)
    grid.add_column(ratio=1)
    return grid


def drawn(verdict: Verdict, letters: int) -> Text:
    """Return the interval of a share as a line from 0 to 100, the track in grey."""
    low, share, high = (float(verdict[key]) for key in ("low", "share", "high"))
    text = Text(strip(low, share, high, width=letters))
    text.highlight_words([TRACK], style="dim")
    text.highlight_words([SPAN, POINT], style="bold")
    return text


def percentages(verdict: Verdict) -> str:
    """Return a share with its interval, of 100."""
    share, low, high = (round(100 * verdict[key]) for key in ("share", "low", "high"))
    return f"{share} ({low}–{high})"


def _named(hinge: Verdict, verdict: Verdict) -> str:
    """Return an assumption, with the value that moves the verdict a step if it is the one that does."""
    found = verdict["readings"][0].get("rests_on") if verdict["readings"] else None
    point = found["breaking_point"] if found else None
    if not point or point["parameter"] != hinge["parameter"]:
        return str(hinge["name"])
    return f"{hinge['name']} ({breaks_at(found)})"
