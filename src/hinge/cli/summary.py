"""What `hinge assess` prints at the end: verdicts, civilians, where to look next."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from hinge.analysis.course import Course
from hinge.assessed import Assessment
from hinge.claims.names import full_date
from hinge.cli.calibrated import both_table, both_words
from hinge.cli.console import out
from hinge.cli.course_lines import civilians, ways_and_ground
from hinge.cli.verdict_lines import LEGEND, PARTED, verdict_lines
from hinge.report.content import Verdict, group_of, in_order, parts_ways
from hinge.scenario.scenario import Scenario

NARROW, WIDE = 80, 120
SHORT = 84  # letters of a paraphrase


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
        console.print(verdict_lines(tested, width), width=width)
        console.print(Text(LEGEND, style="dim"), width=width)
        if any(parts_ways(verdict) for verdict in tested):
            console.print(Text(PARTED, style="dim"), width=width)
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
    print_course(console, assessment.course, assessment.scenario, width)
    console.print()
    console.print(next_steps(assessment), soft_wrap=True)


def print_course(console: Console, course: Course, scenario: Scenario, width: int) -> None:
    """Print the course of an arm: ways in and ground held, and what happens to civilians."""
    ground = ways_and_ground(course, scenario)
    if ground is not None:
        console.print(ground, width=width)
        console.print()
    console.print(civilians(course, scenario), width=width)


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


def next_steps(assessment: Assessment) -> Text:
    """Return where to look next."""
    folder = assessment.run.folder
    return Text.assemble(
        ("Where to look next\n", "bold"),
        f"  {assessment.page}  the page: evidence, maps, civilian harm, what is left out\n",
        f"  {folder / 'verdicts.json'}  every number behind the table\n",
        f"  hinge rerun {folder}  runs it again and compares the digest {assessment.run.digest[:16]}",
    )
