"""Rounds are paired, medians count, and the file holds what the table shows."""

import json
from pathlib import Path

from rich.console import Console

from harness import Row, paired, ratio, save, show


def row(value: float, better: str = "high", stretch: float | None = 2.0) -> Row:
    return Row("speed", value, "x", better, 1.0, stretch, 3, "of a day")


def test_who_begins_a_round_alternates() -> None:
    began: list[str] = []
    paired(lambda: began.append("one") or 1.0, lambda: began.append("two") or 2.0, 3)
    assert began == ["one", "two", "two", "one", "one", "two"]


def test_the_median_of_the_rounds_counts_and_one_bad_round_does_not() -> None:
    assert ratio([(2.0, 1.0), (100.0, 1.0), (2.2, 1.0)]) == 2.2


def test_a_bar_is_missed_met_or_met_with_its_stretch() -> None:
    assert [row(v).met for v in (0.9, 1.0, 2.5)] == ["no", "yes", "stretch"]
    assert [row(v, "low", 0.5).met for v in (1.1, 1.0, 0.5)] == ["no", "yes", "stretch"]
    assert row(9.0, stretch=None).met == "yes"


def test_the_file_lists_every_row_with_the_fields_that_were_promised(tmp_path: Path) -> None:
    save([row(1.5), row(3.0, stretch=None)], tmp_path / "out.json")
    listed = json.loads((tmp_path / "out.json").read_text())
    fields = {"bar", "value", "unit", "better", "target", "stretch", "rounds"}
    assert [set(one) for one in listed] == [fields, fields]
    assert listed[1]["stretch"] is None


def test_the_table_names_target_stretch_and_whether_they_are_met() -> None:
    console = Console(width=120, record=True, quiet=False)
    with console.capture() as shown:
        show([row(12345.6)], console)
    text = shown.get()
    for part in ("speed", "12,346", ">= 1", ">= 2", "stretch", "of a day"):
        assert part in text
