"""The table of claims that are not simulated: what the tables show stands beside the record."""

from __future__ import annotations

from io import StringIO
from typing import Any

from rich.console import Console

from hinge.cli.summary import record_table


def verdict(name: str, word: str | None) -> dict[str, Any]:
    readings = [] if word is None else [{"capability": {"word": word}}]
    return {"id": name, "paraphrase": "It is so.", "record": "disputed", "readings": readings}


def printed(*verdicts: dict[str, Any]) -> str:
    console = Console(file=StringIO(), width=100)
    console.print(record_table(verdicts))
    assert isinstance(console.file, StringIO)
    return console.file.getvalue()


def test_a_capability_shows_the_word_of_the_tables_beside_that_of_the_record() -> None:
    head, first, second, *_ = printed(verdict("A01", "contradicts"), verdict("A02", None)).split(
        "\n"
    )
    assert head.split()[-2:] == ["tables", "record"]
    assert first.split()[-2:] == ["contradicts", "disputed"]
    assert second.split()[-2:] == ["so.", "disputed"]


def test_without_a_capability_there_is_no_column_for_it() -> None:
    assert printed(verdict("A02", None)).split("\n")[0].split()[-2:] == ["simulated", "record"]
