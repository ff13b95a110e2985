"""``hinge patterns``: what it refuses, what its tables show, and that a switch that bites is seen."""

from typing import Any

import pytest
from rich.console import Console

from hinge.cli import patterns as command
from hinge.errors import InputError
from hinge.pattern_runs import WHOLE, patterns
from hinge.scenario.load import load


def row(name: str, share: float, low: float, high: float, fit: str = "within") -> dict[str, Any]:
    """Return a pattern's share as the command prints it."""
    return {
        "id": name,
        "says": f"what {name} asks",
        "occurred": True,
        "share": share,
        "low": low,
        "high": high,
        "fit": fit,
    }


ROWS = {
    "patterns": {
        "whole": [row("north_cut", 0.5, 0.4, 0.6), row("deal", 0.2, 0.1, 0.3, "too seldom")],
        "without_tenure": [row("north_cut", 0.55, 0.45, 0.65), row("deal", 0.0, 0.0, 0.05)],
    }
}


def printed(table: Any) -> str:
    """Return a table as a terminal shows it, with the codes of its styles."""
    console = Console(width=120, force_terminal=True, color_system="standard", legacy_windows=False)
    with console.capture() as capture:
        console.print(table)
    return capture.get()


def test_a_scenario_without_patterns_is_refused_before_anything_is_compiled(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(command, "ready_engine", lambda: pytest.fail("it compiled first"))
    with pytest.raises(InputError) as refused:
        command.show_patterns("ring", knock_out=False, draws=16, seed=1, workers=1)
    assert "no patterns" in str(refused.value)


def test_the_table_shows_each_share_with_its_interval_and_its_fit() -> None:
    text = printed(command.pattern_table(ROWS))
    assert "40 to 60" in text
    assert "\x1b[1mtoo seldom" in text


def test_only_a_share_whose_interval_lies_apart_is_bold_in_the_knock_outs() -> None:
    tenure = printed(command.knock_out_table(ROWS)).splitlines()[-1]
    assert "tenure" in tenure
    assert "\x1b[1m0\x1b[0m" in tenure
    assert "\x1b[1m55" not in tenure


@pytest.mark.slow
def test_without_the_settlement_no_siege_ends_by_deal() -> None:
    found = dict(patterns(load("aleppo-2016"), switches=(WHOLE, "without_settlement"), draws=64))
    deals = {
        switch: next(one for one in rows if one.id == "end_by_deal").share.hits
        for switch, rows in found.items()
    }
    assert deals[WHOLE] > 0
    assert deals["without_settlement"] == 0
