"""The table of claims that are not simulated: what the tables show stands beside the record."""

from __future__ import annotations

from io import StringIO
from typing import Any

from rich.console import Console

from hinge.cli.summary import record_table, simulated_in_vain


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


def test_claims_to_which_simulating_added_nothing_are_named_on_one_line() -> None:
    def shown(name: str, word: str | None) -> dict[str, Any]:
        three = {"by_simulating": {"word": word} if word else None}
        return {"id": name, "readings": [{"three": three}]}

    rows = [shown("A01", "something"), shown("A06", "nothing"), shown("A09", "nothing")]
    rows += [shown("A12", "open"), shown("A14", None), {"id": "A20", "readings": []}]
    assert simulated_in_vain(rows).endswith(": A06, A09")
    assert simulated_in_vain(rows[:1]) == ""
