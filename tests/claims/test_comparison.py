"""Two arms, outcome by outcome: counted by hand, nothing where nothing differs, causes shared out."""

import numpy as np
import pytest

from claims.toys import ASSESSED, HORIZON, SCENARIO, control, course, reading, scenario
from hinge.analysis.course import Course
from hinge.claims.asked_outcomes import asked
from hinge.claims.comparison import Values, compared, shared, spans
from hinge.claims.outcomes import standard
from hinge.errors import StoreError

DRAWS = 60
STANDARD = standard(SCENARIO, HORIZON)
DEATHS = STANDARD[0]
TOY = scenario([{"readings": [reading(predicate=control(when={"on": "2001-06-01"}))]}])


def arm(name: str, deaths: object) -> Course:
    made = course(
        draws=DRAWS, replicates=2, values={"civilians_killed": np.asarray(deaths)[..., None]}
    )
    made.arm = name
    return made


def test_a_hand_counted_line() -> None:
    # 40 draws rise by 3, 20 fall by 3; means 10 and 11.
    draw = np.repeat(np.arange(DRAWS), 2)
    without = arm("baseline", np.full(2 * DRAWS, 10.0))
    with_ = arm("x0", 10.0 + np.where(draw < 40, 3.0, -3.0))
    (line,) = compared([DEATHS], with_, without, Values(STANDARD))
    assert (line.without, line.with_) == (10.0, 11.0)
    assert line.difference.value == pytest.approx(1.0)
    assert line.difference.low < 1.0 < line.difference.high
    assert (line.rises.hits, line.falls.hits, line.pairs) == (40, 20, 120)
    assert not line.identical
    assert line.spread.between == 1.0


def test_identical_arms_differ_by_exactly_nothing_in_every_outcome() -> None:
    deaths = np.random.default_rng(4).integers(0, 90, 2 * DRAWS)
    lines = compared(STANDARD, arm("x0", deaths), arm("baseline", deaths), Values(STANDARD))
    assert len(lines) == len(STANDARD)
    for line in lines:
        assert line.identical
        assert (line.difference.value, line.difference.low, line.difference.high) == (0, 0, 0)
        assert (line.rises.hits, line.falls.hits, line.saving, line.spread) == (0, 0, None, None)


def test_too_few_campaigns_give_means_and_a_reason_in_place_of_a_difference() -> None:
    few = course(draws=10, values={"civilians_killed": 4.0})
    (line,) = compared([DEATHS], few, few, Values(STANDARD))
    assert (line.without, line.difference) == (4.0, None)
    assert "10 runs are too few" in line.note


def test_the_range_over_versions_names_those_at_its_ends() -> None:
    values, base = Values(STANDARD), arm("baseline", np.zeros(2 * DRAWS))
    lines = {
        f"x{n}": compared([DEATHS], arm(f"x{n}", np.full(2 * DRAWS, n)), base, values)
        for n in (2, 1, 3)
    }
    (found,) = spans(lines)
    assert (found.lowest, found.lowest_with) == (1.0, "x1")
    assert (found.highest, found.highest_with) == (3.0, "x3")
    assert spans({"x1": lines["x1"]}) == ()


def test_a_change_that_either_would_prevent_is_shared_equally_with_the_sign_of_the_change() -> None:
    # 8 die, and amber holds the town, unless both interventions are pulled.
    (taken,) = asked(TOY, ["A01"], ASSESSED, HORIZON)
    arms = [arm(f"w{w}", np.full(2 * DRAWS, deaths)) for w, deaths in enumerate((8, 8, 8, 0))]
    for last in arms[:3]:
        last.control()[:] = 0
    arms[3].control()[:] = 1
    deaths, town = shared([DEATHS, taken], arms, Values([*STANDARD, taken]))
    assert [value.value for value in deaths.values] == [-4.0, -4.0]
    assert deaths.whole.value == -8.0
    assert deaths.found is None  # a number has no sets
    assert [value.value for value in town.values] == [-0.5, -0.5]
    assert [cause.alone.shared_necessity.share for cause in town.found.causes] == [0.0, 0.0]
    assert [cause.some.share for cause in town.found.causes] == [1.0, 1.0]


def test_arms_of_other_replications_are_not_shared_out() -> None:
    arms = [arm("w0", np.zeros(2 * DRAWS)), *(course(draws=DRAWS) for _ in range(3))]
    with pytest.raises(StoreError, match="different replications"):
        shared([DEATHS], arms, Values(STANDARD))
