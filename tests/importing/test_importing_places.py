"""Names, boxes and outlines: which place of the data is which area of the scenario."""

from pathlib import Path

import pytest

from hinge.errors import InputError
from hinge.importing.periods import DAY, MONTH, WEEK, WHOLE, Periods, Window
from hinge.importing.places import Places, inside, read_actors, read_places
from hinge.scenario.map_reader import AreaShape
from importing_asked import FIRST, LAST, shipped

SQUARE = ((0.0, 0.0), (2.0, 0.0), (2.0, 2.0), (0.0, 2.0), (0.0, 0.0))
HOLE = ((0.5, 0.5), (1.5, 0.5), (1.5, 1.5), (0.5, 1.5), (0.5, 0.5))
BESIDE = ((2.0, 0.0), (4.0, 0.0), (4.0, 2.0), (2.0, 2.0), (2.0, 0.0))


def places(folder: Path, text: str) -> Places:
    """The places of ring with a map of this text."""
    path = folder / "map.csv"
    path.write_text(text, encoding="utf-8")
    return read_places(shipped("ring"), path, "where", ("where", "province"), outlines=False)


def test_a_point_lies_in_a_square_but_not_in_its_hole() -> None:
    assert inside((0.2, 0.2), (SQUARE, HOLE))
    assert not inside((1.0, 1.0), (SQUARE, HOLE))
    assert not inside((3.0, 1.0), (SQUARE, HOLE))


@pytest.mark.parametrize("y", [0.0, 0.7, 1.9])
def test_a_point_on_a_shared_edge_lies_in_exactly_one_area(y: float) -> None:
    assert inside((2.0, y), (SQUARE,)) + inside((2.0, y), (BESIDE,)) == 1


def test_the_first_area_whose_outline_holds_the_point_is_taken() -> None:
    found = Places((), {}, "where", (AreaShape("a", ((SQUARE,),)), AreaShape("b", ((BESIDE,),))))
    assert [found.of_point(p) for p in ((1.0, 1.0), (3.0, 1.0), (9.0, 9.0))] == ["a", "b", None]


def test_the_first_fitting_line_decides_before_the_scenarios_own_names(tmp_path: Path) -> None:
    found = places(
        tmp_path,
        "column,name,west,south,east,north,area\n"
        ",Pocket,,,,,map\nprovince,North,,,,,pocket\n,,10,20,11,21,\n",
    )
    row = {"where": "POCKET", "province": "North"}
    assert found.of_name(row.__getitem__, None) == "map"
    assert found.of_name((row | {"where": "?"}).__getitem__, None) == "pocket"
    nowhere = {"where": "?", "province": "?"}
    assert found.of_name(nowhere.__getitem__, (10.5, 20.5)) == ""
    assert found.of_name(nowhere.__getitem__, (12.0, 20.5)) is None


def test_without_a_map_the_scenarios_ids_and_names_stand_for_themselves() -> None:
    found = read_places(shipped("ring"), None, "where", ("where",), outlines=False)
    area = shipped("ring").areas[0]
    for name in (area.id, area.name, area.name.upper()):
        assert found.of_name({"where": name}.__getitem__, None) == area.id


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("name,area\nX,../../etc\n", "no area or region '../../etc'"),
        ("name,area\nX,pockte\n", "nearest: pocket"),
        ("column,name,area\nvillage,X,map\n", "no column 'village'"),
        ("west,south,area\n1,2,map\n", "neither a name nor a whole box"),
        ("place,area\nX,map\n", "'place' is not known"),
    ],
)
def test_a_map_that_names_nothing_is_refused(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(InputError, match=says):
        places(tmp_path, text)


def test_sides_are_known_by_id_name_and_code_and_an_empty_side_is_on_purpose(
    tmp_path: Path,
) -> None:
    path = tmp_path / "actors.csv"
    path.write_text("name,side\nThe Reds,amber\nBystanders,\n", encoding="utf-8")
    found = read_actors(shipped("ring"), path)
    names = ("amber", "COB", "the reds", "Bystanders", "Nobody")
    assert [found.side(name) for name in names] == ["amber", "cobalt", "amber", "", None]
    path.write_text("name,side\nThe Reds,red\n", encoding="utf-8")
    with pytest.raises(InputError, match="no side 'red'"):
        read_actors(shipped("ring"), path)


@pytest.mark.parametrize("by", [DAY, WEEK, MONTH, WHOLE])
def test_periods_cover_the_window_once_and_break_after_the_cut(by: str) -> None:
    cut = shipped("aleppo-2016").head.assessment_date
    periods = Periods.of(Window(FIRST, LAST, cut), by)
    spans = [periods.span(number) for number in range(len(periods.starts))]
    assert sum((last - first).days + 1 for first, last in spans) == (LAST - FIRST).days + 1
    assert cut in {last for _, last in spans}
    assert [periods.number(first) for first, _ in spans] == list(range(len(spans)))


def test_a_window_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(InputError, match="empty or too long"):
        Window(LAST, FIRST)
