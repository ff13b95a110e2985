"""A picture shows itself without a network, and goes into the files that can be written here."""

import csv
import re
import sys
from pathlib import Path

import pytest

from hinge.errors import InputError
from hinge.figures.export import INSTALL
from hinge.figures.fan import fan
from hinge.figures.figure import Figure, Table
from hinge.figures.markup import tag
from hinge.notebook.picture import MOST_ROWS, Picture
from stand_in import dt, np

NAMES = {"http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"}


def chart(days: int = 90) -> Picture:
    values = np.arange(days, dtype=np.float64) * np.ones((60, 1))
    return Picture.of(fan("courses", "A <b> course", "persons", values, dt.date(2001, 5, 15)))


def drawing() -> Picture:
    table = Table(("area", "held"), (("<town>", 100.0), ("hill", None)))
    svg = tag("svg", tag("circle", r=3.0), viewBox="0 0 10 10")
    return Picture.of(Figure("ground", "Ground", "of 100 runs", table, drawing=svg))


@pytest.fixture
def without_convert(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "vl_convert", None)


def addresses(html: str) -> set[str]:
    return set(re.findall(r"(?:https?:)?//[^\s\"'<)]+", html))


def test_a_chart_offers_its_specification_and_html_that_fetches_nothing() -> None:
    bundle = chart()._repr_mimebundle_()
    assert set(bundle) == {"application/vnd.vegalite.v6+json", "text/html", "text/plain"}
    assert len(bundle["application/vnd.vegalite.v6+json"]["datasets"]["rows"]) == 90
    assert "<svg" in bundle["text/html"]
    assert "<script" not in bundle["text/html"]
    assert addresses(bundle["text/html"]) <= NAMES


def test_without_vl_convert_the_numbers_stand_in_place_of_the_picture(without_convert) -> None:
    html = chart()._repr_html_()
    assert "<svg" not in html
    assert "<table" in html
    assert "`export`" in html
    assert addresses(html) == set()
    assert html.count("<tr>") == MOST_ROWS + 1
    assert "2001-05-15" in html
    assert "2001-08-12" in html


def test_words_of_a_scenario_are_escaped(without_convert) -> None:
    assert "A &lt;b&gt; course" in chart()._repr_html_()
    assert "&lt;town&gt;" in drawing()._repr_html_()
    assert "<b>" not in chart().page()


def test_a_map_needs_nothing_to_be_drawn(without_convert, tmp_path: Path) -> None:
    found = drawing()
    assert "<circle" in found._repr_html_()
    assert "application/vnd.vegalite.v6+json" not in found._repr_mimebundle_()
    written = found.save(tmp_path / "map.svg").read_text(encoding="utf-8")
    assert 'xmlns="http://www.w3.org/2000/svg"' in written
    assert "<circle" in written


def test_numbers_and_pages_are_written_without_any_extra(without_convert, tmp_path: Path) -> None:
    found = chart()
    path = found.save(tmp_path / "courses.csv")
    assert path.read_text(encoding="utf-8") == found.csv()
    assert len(list(csv.reader(found.csv().splitlines()))) == 91
    page = found.save(tmp_path / "courses.html").read_text(encoding="utf-8")
    assert page.count("<tr>") == 91
    assert addresses(page) == set()


@pytest.mark.parametrize("kind", ["svg", "png", "pdf"])
def test_a_drawn_file_without_the_extra_is_refused_with_the_way_out(
    without_convert, tmp_path: Path, kind: str
) -> None:
    with pytest.raises(InputError) as refused:
        chart().save(tmp_path / f"courses.{kind}")
    assert INSTALL in str(refused.value)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("kind", "start"), [("svg", b"<svg"), ("png", b"\x89PNG"), ("pdf", b"%PDF")]
)
def test_a_drawn_file_begins_as_its_kind_does(tmp_path: Path, kind: str, start: bytes) -> None:
    assert chart().save(tmp_path / f"courses.{kind}").read_bytes().startswith(start)


def test_another_ending_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"\.gif"):
        chart().save(tmp_path / "courses.gif")


def test_in_words_a_picture_has_title_unit_and_ends() -> None:
    lines = str(chart()).splitlines()
    assert lines[:2] == ["A <b> course", "persons"]
    assert lines[-1].startswith("89, 2001-08-12")
