"""A predicate asked of every day, whatever the days of its windows."""

from __future__ import annotations

import numpy as np
import pytest

from claims.toys import GROUND, HORIZON, control, course, predicate, series
from hinge.claims.by_day import each_day, has_days
from hinge.errors import NotTestable

ON = {"on": "2001-05-13"}  # day 2
END = {"on": str(HORIZON)}
RUN = np.arange(30, dtype=float)  # a series that counts the days
ABOVE = series("killed.amber", above=9.5, when=ON)


def asked(text: dict[str, object], **recorded: object) -> list[bool]:
    """Whether the predicate's condition holds on each of the thirty days, of the first run."""
    found = each_day(predicate(text), course(**recorded), GROUND)
    assert found.shape[1] == 30
    return found[0].tolist()


def test_the_days_of_its_window_do_not_matter() -> None:
    for when in (ON, END, {"by": "2001-05-20"}, {"from": "2001-05-12", "to": "2001-05-14"}):
        held = asked(series("killed.amber", above=9.5, when=when), values={"killed.amber": RUN})
        assert held == [day > 9.5 for day in range(30)]


def test_parts_are_asked_of_the_same_day() -> None:
    low = series("killed.amber", below=20.0, when=END)
    both = {"kind": "all", "parts": [ABOVE, low]}
    either = {"kind": "any", "parts": [ABOVE, low]}
    values = {"killed.amber": RUN}
    assert asked(both, values=values) == [9.5 < day < 20 for day in range(30)]
    assert asked(either, values=values) == [True] * 30
    assert asked({"kind": "not", "part": ABOVE}, values=values) == [day < 9.5 for day in range(30)]


def test_a_change_since_a_date_is_not_met_before_it() -> None:
    since = series("killed.amber", above=-1.0, since="2001-05-16", when=END)  # day 5
    assert asked(since, values={"killed.amber": RUN}) == [day >= 5 for day in range(30)]


def test_ground_is_asked_of_each_day() -> None:
    held = np.array([[[0, 0, 0, 1]] * 10 + [[1, 0, 0, 1]] * 20])
    assert asked(control(when=END), draws=1, held=held) == [day < 10 for day in range(30)]


def test_an_order_of_days_cannot_be_asked_of_one_day() -> None:
    before = {"kind": "before", "first": ABOVE, "then": control(when=END)}
    assert not has_days(predicate(before))
    assert not has_days(predicate({"kind": "not", "part": before}))
    assert has_days(predicate({"kind": "all", "parts": [ABOVE, control(when=END)]}))
    with pytest.raises(NotTestable):
        asked(before, values={"killed.amber": RUN})
