"""The live page's charts come without rows, and with everything else."""

import datetime as dt

from hinge.live.shown import FanSeries
from hinge.live.specs import CHANCE, specs

KILLED = FanSeries("civilians_killed", "Civilians killed", "persons")


def test_every_series_and_the_share_by_day_have_a_chart_whose_rows_the_page_puts_in() -> None:
    found = specs([KILLED], dt.date(2001, 5, 15), 62)
    assert list(found) == ["civilians_killed", CHANCE]
    for spec in found.values():
        assert spec["datasets"]["rows"] == []
        assert spec["usermeta"]["last"] == 61
        assert any(param["name"] == "day" for param in spec["params"])


def test_the_day_cursor_keeps_its_own_row() -> None:
    spec = specs([KILLED], dt.date(2001, 5, 15), 62)["civilians_killed"]
    others = [rows for name, rows in spec["datasets"].items() if name != "rows"]
    assert any(others)
