"""What every chart promises: valid, the same bytes twice, house colours, words on the picture."""

import ast
import json
import re
from functools import cache
from pathlib import Path
from xml.etree import ElementTree as ET

import altair as alt
import pytest
import vl_convert

import charted
import hinge
from charted import MAKERS, made
from hinge.figures import palette
from hinge.figures.civilians import UNCLAIMED
from hinge.figures.shares import SHADES
from hinge.figures.theme import CONFIG, DAY, ROWS

KINDS = sorted(MAKERS)
WORDS = {
    "fan": ["90 of 100 runs", "50 of 100 runs", "median", "the record", "a truce", "Jul", "2016"],
    "two-fans": ["as it was", "with trucks"],
    "siege": ["open 25", "insecure 25", "closed by fire 25", "closed 25"],
    "drivers": ["A04 · how often guns can fire", "○ at 40 t a day, 40 of 100;", "● at 210 t a day, 50"],
    "harm": ["Amber side: air strikes", "30 (18 to 50)", "Teal side: ground fighting alone"],
    "dots": ["half of the runs below"],
    "chance": ["mean, 95 % band", "8 in 10 campaigns", "turning point, 5 Jul"],
    "settled": ["an ordinary campaign", "bar: settled a day", "line: 95 % band"],
    "weighings": ["All goals alike", "Foremost: the civilians killed", "Offer terms", "70", "80"],
    "shares": ["A01 The ring closes.", "holds in most, 84 (80 to 87)", "fails in most"],
}  # fmt: skip
HOUSE = {
    *palette.SIDE_COLOURS, *palette.SIEGE_COLOURS, *SHADES, palette.NOBODY, palette.INK,
    palette.PAPER, palette.GREY, palette.HAIRLINE, UNCLAIMED,
}  # fmt: skip


@cache
def drawn(kind: str) -> str:
    """A chart as SVG, with the day cursor on day 5 where it has one."""
    spec = made(kind).spec()
    for one in spec.get("params", []):
        one["value"] = 5
    return str(vl_convert.vegalite_to_svg(json.dumps(spec)))


def words_of(svg: str) -> list[str]:
    root = ET.fromstring(svg)  # noqa: S314  # our own picture
    return ["".join(one.itertext()) for one in root.iter() if one.tag.endswith("}text")]


@pytest.mark.parametrize("kind", KINDS)
def test_a_chart_is_valid_and_the_same_bytes_every_time(kind: str) -> None:
    first, again = (json.dumps(MAKERS[kind]().spec()) for _ in range(2))
    assert first == again
    assert made(kind).chart.to_dict()  # raises where it is not valid
    assert not re.search(r"data-[0-9a-f]{16,}|param_\d|view_\d", first)  # names made up by Altair


@pytest.mark.parametrize("kind", KINDS)
def test_a_chart_carries_its_theme_and_changes_nothing_for_others(kind: str) -> None:
    before = alt.theme.active
    assert made(kind).spec()["config"] == CONFIG
    assert alt.theme.active == before


@pytest.mark.parametrize("kind", KINDS)
def test_rows_are_the_table(kind: str) -> None:
    figure = made(kind)
    assert figure.spec()["datasets"][ROWS] == figure.table.records()
    assert ROWS in figure.datasets
    assert len(figure.table.heads) == len(figure.table.columns)


@pytest.mark.parametrize("kind", KINDS)
def test_a_chart_draws_its_words_beside_its_marks(kind: str) -> None:
    found = words_of(drawn(kind))
    figure = made(kind)
    for words in [*WORDS[kind], figure.title]:
        assert any(words in one for one in found), (words, found)
    assert "NaN" not in drawn(kind)
    assert "undefined" not in drawn(kind)


@pytest.mark.parametrize("kind", KINDS)
def test_colours_are_those_of_the_house(kind: str) -> None:
    used = set(re.findall(r"#[0-9a-fA-F]{6}\b", drawn(kind)))
    assert used <= HOUSE, used - HOUSE


@pytest.mark.parametrize("kind", ["fan", "two-fans", "siege", "chance", "settled"])
def test_a_chart_over_time_has_a_day_cursor_that_starts_hidden(kind: str) -> None:
    spec = made(kind).spec()
    assert spec["params"] == [{"name": DAY, "value": -1}]
    assert spec["usermeta"]["time"] is True
    assert spec["usermeta"]["last"] == max(row["day"] for row in spec["datasets"][ROWS])


def test_every_kind_of_chart_is_among_them() -> None:
    builders = set()
    for path in (Path(hinge.__file__).parent / "figures").glob("*.py"):
        builders |= {
            one.name
            for one in ast.parse(path.read_text(encoding="utf-8")).body
            if isinstance(one, ast.FunctionDef)
            and isinstance(one.returns, ast.Name)
            and one.returns.id == "Figure"
        }
    used = set(re.findall(r"lambda: (\w+)\(", Path(charted.__file__).read_text(encoding="utf-8")))
    assert builders - {"figure", "map_figure"} == used  # the map is a drawing


def test_a_theme_that_a_user_enabled_does_not_reach_a_figure() -> None:
    plain = json.dumps(made("shares").spec())
    with alt.theme.enable("dark"):
        assert json.dumps(made("shares").spec()) == plain
