"""A campaign in which nothing moves: the first day of each draw, held to the end."""

import numpy as np

from claims.toys import DAYS, GROUND, control, course, predicate, series
from hinge.analysis.still import Still
from hinge.claims.predicates import holds


def test_the_first_day_of_each_draw_stands_on_every_day() -> None:
    moving = np.arange(6 * DAYS, dtype=float).reshape(6, DAYS)
    still = Still(course(draws=3, replicates=2, values={"held.amber": moving}))
    assert still.draw.tolist() == [0, 1, 2]
    assert still.replication.tolist() == [0, 64, 128]
    expected = np.repeat(moving[::2, :1], DAYS, axis=1)
    assert still.series("held.amber").tolist() == expected.tolist()


def test_who_holds_and_who_is_cut_off_do_not_change() -> None:
    held = np.zeros((4, DAYS, 4))
    held[:, 1:] = 1
    state = np.zeros((4, DAYS, 1))
    state[2:, 0], state[:2, 1:] = 3, 3
    still = Still(course(draws=2, replicates=2, held=held, siege=state))
    assert (still.control() == 0).all()
    assert still.siege("town.cobalt").tolist() == [[0] * DAYS, [3] * DAYS]


def test_nothing_changes_so_that_no_change_is_ever_above_zero() -> None:
    moving = np.tile(np.arange(DAYS, dtype=float), (2, 1))
    still = Still(course(draws=2, values={"killed.amber": moving}))
    when = {"on": "2001-05-20"}
    more = series("killed.amber", above=0.0, since="2001-05-11", when=when)
    assert not holds(predicate(more), still, GROUND).any()
    assert holds(predicate(control(when=when)), still, GROUND).all()
