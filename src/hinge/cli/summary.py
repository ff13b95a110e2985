"""What `hinge assess` prints at the end: verdicts, civilians, where to look next."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from hinge.assessed import Assessment
from hinge.claims.names import CAUSES, UNATTRIBUTED, day_month, full_date
from hinge.cli.calibrated import both_table, both_words
from hinge.cli.console import out
from hinge.figures.harm import Harm, civilians_killed, displaced
from hinge.report.content import Verdict, group_of, in_order, parts_ways
from hinge.report.hinging import breaks_at

NARROW, WIDE = 80, 120
SHORT = 84  # letters of a paraphrase
FIRST = 2  # assumptions named in the table; the page names all
LEGEND = (
    "● nearly all (≥ 90)  ◕ most (67–89)  ◑ hinges (34–66)  "
    "◔ fails in most (11–33)  ○ fails in nearly all (≤ 10)"
)


def show(assessment: Assessment) -> None:
    """Print the whole summary on stdout."""
    console = out()
    width = max(NARROW, min(console.width, WIDE))
    head = assessment.scenario.head
    knowledge = (
        f"Assessed with what was known on {full_date(head.assessment_date)} "
        f"({assessment.scenario.vintage}). Shares of simulated campaigns under stated assumptions, "
        "not probabilities of history."
    )
    console.print(Text(head.title, style="bold"))
    console.print(Text(knowledge, style="dim"), width=width)
    weighed = conditioning(assessment)
    if weighed:
        console.print(Text(weighed, style="dim"), width=width)
    if "calibration" in assessment.more:
        console.print(Text(assessment.more["calibration"]["says"], style="dim"), width=width)
    if assessment.looks is not None:
        console.print(Text(assessment.looks["says"], style="dim"), width=width)
    verdicts = in_order(assessment.verdicts)
    tested = [verdict for verdict in verdicts if group_of(verdict) == "tested"]
    recorded = [verdict for verdict in verdicts if group_of(verdict) == "record"]
    if tested:
        console.print()
        console.print(verdict_table(tested), width=width)
        console.print(Text(LEGEND, style="dim"), width=width)
        if any(parts_ways(verdict) for verdict in tested):
            words = "! the model says one thing and the record another"
            console.print(Text(words, style="dim"), width=width)
        idle = simulated_in_vain(tested, assessment.run.manifest.scenario.posterior)
        if idle:
            console.print(Text(idle, style="dim"), width=width)
    if "without_calibration" in assessment.more:
        console.print()
        console.print(both_table(assessment.more), width=width)
        console.print(Text(both_words(assessment.more), style="dim"), width=width)
    if recorded:
        console.print()
        console.print(record_table(recorded), width=width)
    console.print()
    _print_untested(console, assessment, width)
    console.print(civilians(assessment), width=width)
    console.print()
    console.print(next_steps(assessment), soft_wrap=True)


def conditioning(assessment: Assessment) -> str:
    """Return what campaigns from the first day were weighed by, and how many are left; may be empty."""
    arms = [arm for arm in assessment.run.arms.values() if arm.conditioned]
    if not arms:
        return ""
    course = assessment.run.arm(arms[0].id)
    number = len(assessment.scenario.conditioning)
    return (
        f"Campaigns from {full_date(arms[0].start)} are conditioned on {number} "
        f"observation{'s' if number != 1 else ''}: of {arms[0].size:,} the effective number is "
        f"{course.attrs['n_effective']:.0f}, of their parameter draws "
        f"{course.attrs['n_effective_draws']:.0f}."
    )


def simulated_in_vain(verdicts: Sequence[Verdict], posterior: str = "") -> str:
    """Return for which claims formulas alone give the same share; may be empty.

    ``posterior``: digest of the one that the run is calibrated with; empty for priors.
    """
    ids = []
    for verdict in verdicts:
        three = verdict["readings"][0]["three"] if verdict["readings"] else None
        if three and three["by_simulating"] and three["by_simulating"]["word"] == "nothing":
            ids.append(str(verdict["id"]))
    if not ids:
        return ""
    known = "calibrated parameters" if posterior else "priors"
    what = f"Simulating added nothing that shows to what {known} and formulas alone say"
    return f"{what}: {', '.join(ids)}"


def verdict_table(verdicts: Sequence[Verdict]) -> Table:
    """Return the table of claims that were put to simulated campaigns or sampled tables."""
    table = _table()
    table.add_column("", no_wrap=True)
    table.add_column("put to the model", ratio=10)
    table.add_column("", no_wrap=True)
    table.add_column("verdict", min_width=11, ratio=4)
    table.add_column("of 100 (95 %)", justify="right", no_wrap=True)
    table.add_column("hinges on", ratio=8)
    table.add_column("record", no_wrap=True)
    for verdict in verdicts:
        record = Text(verdict["record"])
        if parts_ways(verdict):
            record = Text(f"{verdict['record']} !", style="bold")
        names = "; ".join(_named(hinge, verdict) for hinge in verdict["hinges"][:FIRST])
        table.add_row(
            Text(verdict["id"], style="bold"),
            Text(short(verdict["paraphrase"])),
            Text(verdict["symbol"]),
            Text(verdict_words(verdict)),
            Text(percentages(verdict)),
            Text(names or "no single assumption", style="" if names else "dim"),
            record,
        )
    return table


def _named(hinge: Verdict, verdict: Verdict) -> str:
    """Return an assumption, with the value that moves the verdict a step if it is the one that does."""
    found = verdict["readings"][0].get("rests_on") if verdict["readings"] else None
    point = found["breaking_point"] if found else None
    if not point or point["parameter"] != hinge["parameter"]:
        return str(hinge["name"])
    return f"{hinge['name']} ({breaks_at(found)})"


def record_table(verdicts: Sequence[Verdict]) -> Table:
    """Return the table of claims of fact, for which sources are counted and nothing is simulated.

    A column for what the tables show stands in it where a claim is of a capability.
    """
    shown = [in_tables(verdict) for verdict in verdicts]
    table = _table()
    table.add_column("", no_wrap=True)
    table.add_column("by the record or the tables alone, nothing simulated", ratio=1)
    if any(shown):
        table.add_column("tables", no_wrap=True)
    table.add_column("record", no_wrap=True)
    for verdict, word in zip(verdicts, shown, strict=True):
        middle = [Text(word)] if any(shown) else []
        claim = Text(short(verdict["paraphrase"]))
        table.add_row(Text(verdict["id"], style="bold"), claim, *middle, Text(verdict["record"]))
    return table


def in_tables(verdict: Verdict) -> str:
    """Return what the tables show of a claim of a capability; nothing for another claim."""
    found = [reading["capability"] for reading in verdict["readings"][:1]]
    return str(found[0]["word"]) if found and found[0] else ""


def verdict_words(verdict: Verdict) -> str:
    """Return the verdict in a few words; what it hinges on has a column of its own."""
    word = str(verdict["word"])
    if word.startswith("between "):
        return "in between"
    return "hinges" if word.startswith("hinges on") else word.removesuffix(" runs")


def percentages(verdict: Verdict) -> str:
    """Return a share with its interval, of 100."""
    share, low, high = (round(100 * verdict[key]) for key in ("share", "low", "high"))
    return f"{share} ({low}–{high})"


def _table() -> Table:
    """Return an empty table in the house style."""
    return Table(box=None, expand=True, pad_edge=False, header_style="dim", padding=(0, 2, 0, 0))


def short(text: str) -> str:
    """Return a text cut at a word, with an ellipsis when something was cut.

    >>> short("word " * 40)[-6:]
    'word …'
    """
    if len(text) <= SHORT:
        return text
    return text[:SHORT].rsplit(" ", 1)[0].rstrip(",;:") + " …"


def _print_untested(console: Console, assessment: Assessment, width: int) -> None:
    """Print which claims have no verdict, by the word that says why."""
    groups: dict[str, list[str]] = {}
    for verdict in assessment.verdicts:
        if group_of(verdict) == "untested":
            groups.setdefault(str(verdict["word"]), []).append(verdict["id"])
    for word, ids in groups.items():
        line = Text.assemble((f"{word.capitalize()}: ", "dim"), ", ".join(ids))
        console.print(line, width=width)
    if groups:
        console.print()


def civilians(assessment: Assessment) -> Table:
    """Return civilian harm in the runs without intervention: deaths by author and cause, displaced."""
    course = assessment.course
    names = {side.id: side.name for side in assessment.scenario.head.sides}
    rows = civilians_killed(course, list(names))
    names[UNATTRIBUTED] = "nobody in particular"
    table = _table()
    table.add_column(f"civilians, {day_month(course.start)} to {full_date(course.last)}", ratio=8)
    table.add_column("median", justify="right", no_wrap=True)
    table.add_column("90 of 100 runs", justify="right", no_wrap=True)
    table.add_column("of these (medians)", ratio=9)
    table.add_row(Text("killed, all sides", style="bold"), *_range(rows[0]), "")
    for row in rows[1:]:
        if not row.cause:
            who = Text(f"killed by {names[row.author]}")
            table.add_row(who, *_range(row), Text(_by_cause(rows, row.author)))
    table.add_row(Text("displaced on the last day"), *_range(displaced(course)), "")
    return table


def _by_cause(rows: Sequence[Harm], author: str) -> str:
    """Return the medians of an author's causes, in words."""
    return ", ".join(
        f"{CAUSES[row.cause]} {row.median:,.0f}"
        for row in rows
        if row.cause and row.author == author
    )


def _range(row: Harm) -> tuple[str, str]:
    """Return a median, and the range of 90 of 100 runs."""
    return f"{row.median:,.0f}", f"{row.low:,.0f}–{row.high:,.0f}"


def next_steps(assessment: Assessment) -> Text:
    """Return where to look next."""
    folder = assessment.run.folder
    return Text.assemble(
        ("Where to look next\n", "bold"),
        f"  {assessment.page}  the page: evidence, maps, civilian harm, what is left out\n",
        f"  {folder / 'verdicts.json'}  every number behind the table\n",
        f"  hinge rerun {folder}  runs it again and compares the digest {assessment.run.digest[:16]}",
    )
