"""Leverage lies between what is picked and judged apart and what is taken at face value."""

from dataclasses import dataclass

import numpy as np
import pytest

from hinge.analysis.examples.draws import Draws
from hinge.analysis.leverage import _checked, _face, leverage, news_and_leverage
from hinge.analysis.process import Array, Ints, Noise

PATHS = np.arange(800)


@dataclass(frozen=True)
class Gate:
    """On the last day of five a draw decides; an option in force by then shifts the chance.

    On even paths W has the chance of the option, on odd ones a half whatever is
    chosen. ``apart``: each option has draws of its own.
    """

    option: str = "wait"
    since: int = 0
    apart: bool = False
    days: int = 5
    outcomes: tuple[str, ...] = ("W",)
    shocks: tuple[str, ...] = ()

    @property
    def actors(self) -> dict[str, tuple[str, ...]]:
        return {"one": ("wait", "push"), "other": ("wait", "wait a", "wait b", "wait c")}

    def under(self, option: str, day: int) -> "Gate":
        return Gate(option, day, self.apart)

    def draws(self, paths: Ints) -> Ints:
        return np.zeros_like(paths)

    def start(self, paths: Ints) -> Array:
        return np.column_stack([paths % 2, np.zeros(paths.size)]).astype(float)

    def copy(self, states: Array, members: Ints) -> Array:
        return states[members]

    def step(self, states: Array, first: int, last: int, noise: Noise) -> Array:
        if first <= self.days <= last:
            chance = 0.7 if self.option == "push" and self.since <= self.days else 0.2
            purpose = self.actors["other"].index(self.option) if self.apart else 0
            fell = Draws(1).uniform(noise, self.days, purpose)
            states[:, 1] = fell < np.where(states[:, 0] == 0.0, chance, 0.5)
        return states

    def outcome(self, states: Array) -> Array:
        return states[:, 1:]


def test_hand_computed_leverage() -> None:
    # Half a chance on even paths and none on odd ones: a quarter on average.
    found = leverage(Gate(), "one", 3, PATHS, 16)
    assert found.low - 2.0 * found.low_error < 0.25 < found.high + 2.0 * found.high_error
    assert found.low == pytest.approx(0.25, abs=0.02)
    assert found.high == pytest.approx(0.25, abs=0.02)
    assert found.effect[0] == 0.0
    assert found.effect[1] == pytest.approx(0.25, abs=0.02)
    assert found.options == ("wait", "push")


def test_the_best_of_noisy_equals_has_leverage_at_face_value_only() -> None:
    # Four options, one chance, draws of their own: nothing can be moved.
    found = leverage(Gate(apart=True), "other", 4, PATHS, 8)
    assert found.high > 0.2
    assert abs(found.low) < 3.0 * found.low_error
    assert abs(found.effect).max() < 3.0 * found.effect_error.max()


def test_picks_of_one_half_are_judged_on_the_other_by_hand() -> None:
    # Options 0 and 1 on lines 1 to 4; halves are lines (1, 3) and (2, 4).
    ends = np.array([[[1.0, 0.0, 1.0, 0.0], [0.0, 1.0, 0.0, 0.0]]])
    assert _face(ends).tolist() == [0.25]  # 1/2 against 1/4
    # Lines (1, 3) pick 0 as best and 1 as worst: on (2, 4) that is 0 - 1/2. The other way: 0 - 1.
    assert _checked(ends).tolist() == [-0.75]


def test_where_all_options_end_alike_there_is_no_leverage() -> None:
    found = leverage(Gate(), "other", 2, PATHS, 4)
    assert (found.low, found.high) == (0.0, 0.0)


def test_news_without_leverage_is_luck_and_leverage_without_news_a_missed_chance() -> None:
    rows = news_and_leverage([4, 8, 12, 16], [0.1, 0.1, -0.1, 0.0], [0.2, 0.0, 0.2, 0.04])
    assert [row.kind for row in rows] == ["news and leverage", "luck", "missed chance", "quiet"]
    assert [row.day for row in rows] == [4, 8, 12, 16]


def test_unknown_actors_days_outside_and_few_lines_are_refused() -> None:
    with pytest.raises(ValueError, match="nobody is not one of one, other"):
        leverage(Gate(), "nobody", 1, PATHS, 4)
    with pytest.raises(ValueError, match="days 0 to 4"):
        leverage(Gate(), "one", 5, PATHS, 4)
    with pytest.raises(ValueError, match="4 lines"):
        leverage(Gate(), "one", 1, PATHS, 3)
