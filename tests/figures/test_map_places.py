"""Where words and roads stand in an outline, and how edges become lines."""

from hinge.figures.geometry import inside
from hinge.figures.map_names import Words, folded
from hinge.figures.map_places import chained, deepest, pulled, room_at
from hinge.figures.map_words import leading, reached, usual_state

SQUARE = ((0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0), (0.0, 0.0))
HOOK = ((0.0, 0.0), (10.0, 0.0), (10.0, 2.0), (2.0, 2.0), (2.0, 10.0), (0.0, 10.0), (0.0, 0.0))


def test_the_deepest_point_of_a_square_is_near_its_middle() -> None:
    x, y = deepest(SQUARE)
    assert abs(x - 5) < 0.5
    assert abs(y - 5) < 0.5


def test_a_place_beside_its_outline_is_pulled_just_inside() -> None:
    x, y = pulled((9.0, 9.0), HOOK)
    assert inside((x, y), HOOK)
    assert max(x, y) > 2.0


def test_room_counts_to_both_sides_alike_or_as_wide_as_it_is() -> None:
    assert room_at(SQUARE, (2.0, 5.0), even=True) == 4.0
    assert room_at(SQUARE, (2.0, 5.0), even=False) == 10.0


def test_edges_of_a_ring_join_into_one_closed_line() -> None:
    edges = [((0.0, 0.0), (1.0, 0.0)), ((1.0, 1.0), (1.0, 0.0)), ((0.0, 0.0), (1.0, 1.0))]
    (line,) = chained(edges)
    assert len(line) == 4
    assert line[0] == line[-1]


def test_lines_end_at_forks_and_no_edge_is_lost() -> None:
    fork = (0.0, 0.0)
    edges = [(fork, (1.0, 0.0)), (fork, (0.0, 1.0)), (fork, (-1.0, 0.0)), ((1.0, 0.0), (2.0, 0.0))]
    lines = chained(edges)
    assert sum(len(line) - 1 for line in lines) == 4
    assert len(lines) == 3


def test_nobody_leads_where_no_side_has_more_than_nobody() -> None:
    assert leading([0.5, 0.0]).side == -1
    assert leading([0.51, 0.0]).side == 0
    assert leading([0.5, 0.5]).holder == -1


def test_the_usual_state_is_reached_or_worse_in_half_of_the_runs() -> None:
    assert usual_state([0.5, 0.5, 0.0, 0.0]) == 1
    assert usual_state([0.51, 0.0, 0.0, 0.49]) == 0
    assert reached([0.51, 0.0, 0.0, 0.49]) == "open in 51 of 100 runs"
    assert reached([0.0, 1.0, 0.0, 0.0]) == "insecure in 100 of 100 runs"
    assert reached([0.2, 0.1, 0.5, 0.2]) == "closed or closed by fire in 70 of 100 runs"


def test_words_that_would_touch_others_or_leave_the_window_find_no_room() -> None:
    words = Words(0.0, 0.0, 100.0, 100.0, 1.0)
    assert words.free((10.0, 10.0, 40.0, 20.0))
    words.taken.append((30.0, 5.0, 60.0, 15.0))
    assert not words.free((10.0, 10.0, 40.0, 20.0))
    assert not words.free((90.0, 50.0, 110.0, 60.0))


def test_a_long_name_in_a_box_ends_after_three_lines() -> None:
    assert folded("Kobani and the country east of the Euphrates", 12) == [
        "Kobani and",
        "the country",
        "east of the…",
    ]
