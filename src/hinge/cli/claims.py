"""``hinge claims``: the claims of a scenario, or one with its words, readings, evidence and record."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from hinge.assess import chosen_claims
from hinge.claims.names import Names, full_date
from hinge.claims.readings import asked
from hinge.cli.console import out, print_json
from hinge.cli.tables import plain_table
from hinge.scenario.claim_records import Claim, ClaimSource, Evidence, Reading
from hinge.scenario.load import load
from hinge.scenario.scenario import Scenario

MOST = 100
"""Longest lines of a claim's text, in letters."""


def claims(name: str, one: str, *, as_json: bool) -> None:
    """Print the claims of a scenario, or the one of this id; InputError for an unknown id."""
    scenario = load(name, calibrated=False)
    if not one:
        if as_json:
            print_json(every_json(scenario))
        else:
            out().print(table(scenario))
        return
    claim = chosen_claims(scenario, [one])[0]
    if as_json:
        print_json(one_json(scenario, claim))
    else:
        console = out()
        console.print(in_full(scenario, claim), width=min(console.width, MOST))


def table(scenario: Scenario) -> Table:
    """Return the claims: id, source, test, paraphrase."""
    shown = plain_table("id", "test", "claim", "source")
    for file in scenario.claim_files:
        for claim in file.claims:
            cells = (claim.id, test_words(claim), claim.paraphrase, file.source.title)
            shown.add_row(*map(Text, cells))
    return shown


def test_words(claim: Claim) -> str:
    """Return the kind of test; that there is none yet where there is none."""
    return claim.test if claim.encoded else "not encoded yet"


def in_full(scenario: Scenario, claim: Claim) -> RenderableType:
    """Return one claim as it is printed: the words, how they are read, what speaks for and against."""
    source, names = source_of(scenario, claim), Names.of(scenario)
    parts: list[RenderableType] = [
        Text.assemble((claim.id, "bold"), "  ", (claim.paraphrase, "bold")),
        Text(""),
        _indented(Text(f"“{claim.quote}”", style="italic")),
        _indented(Text(_source_words(source), style="dim")),
        Text(""),
        Text(f"Test: {test_words(claim)}; assessed on {full_date(claim.assessed_on)}."),
    ]
    if claim.shares_sentence_with:
        others = ", ".join(claim.shares_sentence_with)
        parts.append(Text(f"Shares its sentence with {others}.", style="dim"))
    if claim.readings:
        parts += _headed("Readings")
        for number, reading in enumerate(claim.readings, 1):
            parts += _reading(number, reading, names)
    elif claim.reason:
        parts.append(Text(claim.reason))
    for title, pieces in (("for", claim.evidence_for), ("against", claim.evidence_against)):
        if pieces:
            parts += _headed(f"Evidence {title}")
            parts += [line for piece in pieces for line in _evidence(piece)]
    parts += _headed("The record")
    parts.append(Text(f"{claim.record.word.capitalize()}. {claim.record.text}"))
    parts += [_indented(Text(source, style="dim")) for source in claim.record.sources]
    if claim.leaves_out:
        parts += [*_headed("Left out"), Text(claim.leaves_out)]
    parts += [
        Text(""),
        Text(f"hinge assess {scenario.head.id} --claims {claim.id}  puts it to the test"),
    ]
    return Group(*parts)


def _headed(title: str) -> list[Text]:
    """Return an empty line and a heading."""
    return [Text(""), Text(title, style="bold")]


def _source_words(source: ClaimSource) -> str:
    """Return who wrote it, when, and from where they speak."""
    return f"{source.title}, {full_date(source.date)} ({source.stance})"


def _reading(number: int, reading: Reading, names: Names) -> Iterator[RenderableType]:
    """Yield the lines of one reading: what it says, and what is counted."""
    line = Table.grid(padding=(0, 1, 0, 0))
    line.add_row(Text(f"{number}.", style="dim"), Text(reading.says))
    counted = asked(reading, names)
    if counted:
        line.add_row("", Text.assemble(("counted: ", "dim"), counted))
    yield line


def _evidence(piece: Evidence) -> Iterator[RenderableType]:
    """Yield the lines of a piece of evidence."""
    yield _indented(Text(piece.text))
    known = f", public {full_date(piece.known_on)}" if piece.known_on else ""
    yield _indented(Text(f"{piece.source}{known}", style="dim"), by=4)


def _indented(text: Text, by: int = 2) -> Padding:
    """Return a text that stands back from the edge."""
    return Padding(text, (0, 0, 0, by))


def source_of(scenario: Scenario, claim: Claim) -> ClaimSource:
    """Return the source of a claim."""
    return next(file.source for file in scenario.claim_files if claim in file.claims)


def every_json(scenario: Scenario) -> dict[str, Any]:
    """Return all claims in short: ``claims``, each with id, test, paraphrase, source, encoded."""
    return {
        "scenario": scenario.head.id,
        "claims": [
            {
                "id": claim.id,
                "test": claim.test,
                "encoded": claim.encoded,
                "paraphrase": claim.paraphrase,
                "source": file.source.id,
                "source_title": file.source.title,
                "record": claim.record.word,
            }
            for file in scenario.claim_files
            for claim in file.claims
        ],
    }


def one_json(scenario: Scenario, claim: Claim) -> dict[str, Any]:
    """Return one claim as its file has it, with its source, and what each reading counts in words."""
    names = Names.of(scenario)
    found: dict[str, Any] = _bare(claim.model_dump(mode="json", by_alias=True, exclude_none=True))
    for written, reading in zip(found["readings"], claim.readings, strict=True):
        written["counted"] = asked(reading, names)
    source = source_of(scenario, claim).model_dump(mode="json", exclude={"text"})
    return {"scenario": scenario.head.id, **found, "source": _bare(source)}


def _bare(value: Any) -> Any:
    """Return plain values without the numbers of the lines in the file, all the way down."""
    if isinstance(value, dict):
        return {key: _bare(one) for key, one in value.items() if key != "line"}
    return [_bare(one) for one in value] if isinstance(value, list) else value
