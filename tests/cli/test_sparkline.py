"""Small bars and strips, counted by hand."""

import math

import pytest

from hinge.cli.letters import BARS, PLAIN_BARS
from hinge.cli.sparkline import bar, by_week, sparkline, strip


def test_a_bar_has_as_many_eighths_as_its_value_has_of_the_largest() -> None:
    assert sparkline(range(1, 9)) == BARS
    assert sparkline([0, 1, 2, 4]) == "▁▂▄█"


def test_lines_with_one_scale_can_be_compared() -> None:
    assert sparkline([1, 2], high=4) == "▂▄"
    assert sparkline([2, 8], high=4) == "▄█"


def test_a_constant_series_is_full_and_one_of_noughts_is_low() -> None:
    assert sparkline([7, 7, 7]) == "███"
    assert sparkline([0, 0, 0]) == "▁▁▁"
    assert sparkline([0.5, 0.5], high=1.0) == "▄▄"


def test_what_is_no_number_is_a_gap() -> None:
    assert sparkline([1, None, math.nan, math.inf, 1]) == "█   █"
    assert sparkline([None, None]) == "  "
    assert sparkline([]) == ""


def test_values_below_nought_are_shown_as_nought() -> None:
    assert sparkline([-3, 1]) == "▁█"
    assert sparkline([-3, -1]) == "▁▁"


def test_a_long_series_is_cut_into_equal_parts_shown_by_their_means() -> None:
    assert sparkline([0, 2, 4, 4], width=2) == "▂█"
    assert sparkline([4, None, None, None], width=2) == "█ "
    assert len(sparkline([1.0] * 137, width=24)) == 24
    assert sparkline([1, 2], width=24) == "▄█"


def test_a_line_without_room_is_refused() -> None:
    with pytest.raises(ValueError, match="room"):
        sparkline([1.0], width=0)


def test_a_strip_holds_its_interval_and_its_point() -> None:
    assert strip(0.0, 0.5, 1.0, width=11) == "━━━━━●━━━━━"
    assert strip(0.0, 0.0, 0.0, width=11) == "●┈┈┈┈┈┈┈┈┈┈"
    assert strip(0.9, 1.0, 1.2, width=11) == "┈┈┈┈┈┈┈┈┈━●"


def test_weeks_are_whole_ones() -> None:
    assert by_week(range(15)) == [7.0, 7.0]
    assert by_week([3.0] * 7) == []


def test_plain_bars_are_as_many_and_all_different() -> None:
    assert len(PLAIN_BARS) == len(BARS) == len(set(PLAIN_BARS))


def test_a_bar_is_as_long_as_its_part() -> None:
    assert bar(1.0, 24) == bar(2.0, 24) == "█" * 24
    assert bar(0.0, 24) == bar(-1.0, 24) == ""
    assert len(bar(1.0 / 3.0, 24)) == 8
    assert bar(1.0 / 16.0, 2) == "▏"
