"""Figures as files: each format, the same bytes again, words in the picture, and refusals in words."""

import struct
import sys
import zlib
from itertools import pairwise

import pytest

from charted import made
from hinge.errors import InputError
from hinge.figures.export import FORMATS, as_file, chosen, formats, ready
from hinge.figures.figure import Figure, Table
from hinge.figures.markup import tag

MAP = Figure(
    "map",
    "Who holds <what>",
    "on the first day",
    Table(("area", "share"), (("Town, east", 0.25), ("Hill", None))),
    drawing=tag(
        "svg",
        tag("rect", width=100.0, height=50.0, fill="#bd863e"),
        tag("text", "Town", x=10, y=20, font_family="system-ui, sans-serif", font_size=12),
        viewBox="0 0 100 50",
    ),
)


def size(png: bytes) -> tuple[int, int]:
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", png[16:24])
    return width, height


def darkest_of_each_row(png: bytes) -> list[int]:
    """The darkest sum of red, green and blue in each row of a PNG with 8 bits and alpha."""
    width, height = size(png)
    data, at = b"", 8
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        if png[at + 4 : at + 8] == b"IDAT":
            data += png[at + 8 : at + 8 + length]
        at += 12 + length
    raw, step, found = zlib.decompress(data), 4 * width + 1, []
    before = bytes(4 * width)
    for row in range(height):
        kind, line = raw[row * step], bytearray(raw[row * step + 1 : (row + 1) * step])
        for i in range(len(line)):
            left = line[i - 4] if i >= 4 else 0
            up, corner = before[i], before[i - 4] if i >= 4 else 0
            line[i] = (
                line[i] + (0, left, up, (left + up) // 2, _paeth(left, up, corner))[kind]
            ) & 255
        before = bytes(line)
        found.append(min(sum(line[i : i + 3]) for i in range(0, len(line), 4)))
    return found


def _paeth(left: int, up: int, corner: int) -> int:
    guess = left + up - corner
    return min((left, up, corner), key=lambda one: abs(guess - one))


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("figure", [made("shares"), MAP], ids=["chart", "drawing"])
def test_the_same_figure_is_the_same_bytes_in_every_format(figure: Figure, kind: str) -> None:
    first = as_file(figure, kind)
    assert first == as_file(figure, kind)
    head = (figure.table.heads or figure.table.columns)[0].encode()
    marks = {"png": b"\x89PNG", "pdf": b"%PDF", "svg": b"<svg", "csv": head}
    assert first.startswith(marks[kind])


def test_a_picture_of_twice_the_scale_has_twice_the_pixels() -> None:
    small, large = (size(as_file(MAP, "png", scale)) for scale in (1.0, 2.0))
    assert small == (720, 422)  # 100 by 50, made 720 wide, under a head of 62
    assert large == (1440, 844)


def test_words_are_drawn_in_a_png() -> None:
    rows = darkest_of_each_row(as_file(MAP, "png", 1.0))
    assert min(rows[8:26]) < 250  # the title, in ink
    assert min(rows[62 + 72 : 62 + 146]) < 150  # the name of the town, black on ochre


def test_numbers_come_as_csv_with_their_heads_and_empty_cells() -> None:
    assert as_file(MAP, "csv").decode() == 'area,share\n"Town, east",0.25\nHill,\n'
    head = as_file(made("fan"), "csv").decode().splitlines()[0]
    assert head.startswith("day,date,5 of 100 runs below (persons)")


def test_a_drawing_stands_by_itself_with_its_title_as_plain_text() -> None:
    text = as_file(MAP, "svg").decode()
    assert 'xmlns="http://www.w3.org/2000/svg"' in text
    assert "Who holds &lt;what&gt;" in text


def test_figures_are_chosen_in_the_order_of_the_page() -> None:
    figures = [made("fan"), made("siege"), MAP]
    assert [one.id for one in chosen(figures, ["map", "fan"])] == ["fan", "map"]
    assert chosen(figures, []) == figures
    for one, other in pairwise(figures):
        assert one.id != other.id


def test_an_unknown_figure_is_told_with_the_nearest() -> None:
    with pytest.raises(InputError) as caught:
        chosen([made("fan"), made("siege")], ["seige"])
    problem = caught.value.problems[0]
    assert problem.rule == "export_figure"
    assert "siege" in problem.what
    assert "fan, siege" in problem.do


@pytest.mark.parametrize("text", ["gif", "", "png,bmp"])
def test_a_format_that_there_is_not_is_told_with_those_that_there_are(text: str) -> None:
    with pytest.raises(InputError) as caught:
        formats(text)
    assert "png, svg, pdf, csv" in str(caught.value)


def test_without_the_extra_pictures_are_refused_with_the_line_to_type_and_csv_works(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    with pytest.raises(InputError) as caught:
        ready(("csv", "pdf"))
    assert "pip install 'hinge[export]'" in str(caught.value)
    ready(("csv",))
    assert as_file(MAP, "csv").startswith(b"area")
