"""The path of the record: weighted particles, two views that do not mix, swings that mean something."""

import numpy as np
import pytest

from hinge.analysis.intervals import wilson
from hinge.analysis.recorded_path import (
    Curve,
    Particles,
    View,
    curse,
    curve,
    swings,
    window_swings,
)
from hinge.errors import InputError

COMMANDER, HISTORIAN = View.COMMANDER, View.HISTORIAN


def course(chances: np.ndarray, view: View = COMMANDER, error: float = 0.02) -> Curve:
    n = len(chances)
    flat = np.full(n, error)
    return Curve(
        view, np.arange(n), np.asarray(chances, dtype=float), flat, flat, 0.0 * flat,
        np.full(n, 400.0), chances - 2 * flat, chances + 2 * flat,
    )  # fmt: skip


def test_hand_computed_particles() -> None:
    # Three particles with four branches each: shares 1, 1/2, 0; weights 1/2, 1/4, 1/4.
    ends = np.array([[1, 1, 1, 1], [1, 1, 0, 0], [0, 0, 0, 0]], dtype=float)
    found = curve([Particles(0, COMMANDER, ends, np.array([2.0, 1.0, 1.0]))])
    assert found.chance[0] == pytest.approx(5 / 8)
    effective = 1 / (1 / 4 + 1 / 16 + 1 / 16)
    assert found.effective[0] == pytest.approx(effective)
    within = (1 / 16) * (1 / 4) / 3
    spread = (1 / 4) * (3 / 8) ** 2 + (1 / 16) * (1 / 8) ** 2 + (1 / 16) * (5 / 8) ** 2
    whole = spread * effective / (effective - 1)
    assert found.within[0] ** 2 == pytest.approx(within)
    assert found.error[0] ** 2 == pytest.approx(whole)
    assert found.between[0] ** 2 == pytest.approx(whole - within)
    assert not found.enough


def test_equal_weights_are_weights() -> None:
    ends = (np.random.default_rng(1).random((300, 4)) < 0.4).astype(float)
    one = curve([Particles(0, COMMANDER, ends)])
    other = curve([Particles(0, COMMANDER, ends, np.full(300, 7.0))])
    assert one.chance[0] == pytest.approx(other.chance[0])
    assert one.effective[0] == pytest.approx(300.0)
    assert one.enough
    assert one.low[0] < one.chance[0] < one.high[0]


def test_copies_of_a_particle_count_once() -> None:
    ends = (np.random.default_rng(2).random((50, 4)) < 0.4).astype(float)
    once = curve([Particles(0, COMMANDER, ends)])
    copies = Particles(0, COMMANDER, np.repeat(ends, 3, axis=0), None, np.repeat(np.arange(50), 3))
    thrice = curve([copies])
    assert thrice.effective[0] == pytest.approx(50.0)
    assert (thrice.chance[0], thrice.error[0]) == pytest.approx((once.chance[0], once.error[0]))


def test_a_sure_day_keeps_a_width() -> None:
    found = curve([Particles(0, COMMANDER, np.ones((100, 4)))])
    assert (found.chance[0], found.error[0], found.high[0]) == (1.0, 0.0, 1.0)
    assert found.low[0] == pytest.approx(wilson(1.0, 100.0, 0.95)[0])


def test_views_do_not_mix() -> None:
    ends = np.tile([1.0, 0.0], (300, 1))
    with pytest.raises(InputError, match="commander's and of the historian's") as raised:
        curve([Particles(0, COMMANDER, ends), Particles(1, HISTORIAN, ends)])
    assert raised.value.problems[0].rule == "one-view"


def test_hindsight_has_a_chance_and_no_news() -> None:
    ends = np.tile([1.0, 0.0], (300, 1))
    found = curve([Particles(day, HISTORIAN, ends) for day in range(9)])
    assert found.view is HISTORIAN
    assert found.chance == pytest.approx(np.full(9, 0.5))
    for asked in (swings, window_swings):
        with pytest.raises(InputError, match="holds what came later already") as raised:
            asked(found)
        assert raised.value.problems[0].rule == "no-news-in-hindsight"


def test_swings_by_hand() -> None:
    found = swings(course(np.array([0.5, 0.5, 0.2, 0.25])))
    assert found.swing == pytest.approx([0.0, -0.3, 0.05])
    assert found.error == pytest.approx(np.full(3, 0.02 * np.sqrt(2.0)))
    assert found.squared == pytest.approx([-0.0008, 0.0892, 0.0017])
    assert (found.first.tolist(), found.last.tolist()) == ([1, 2, 3], [1, 2, 3])
    assert found.news.tolist() == [False, True, False]
    assert found.low[1] < -0.3 < found.high[1] < -found.curse < 0.0


def test_few_particles_carry_no_news() -> None:
    sharp = course(np.array([0.5, 0.5, 0.2]))
    few = Curve(
        sharp.view, sharp.days, sharp.chance, sharp.error, sharp.within, sharp.between,
        np.full(3, 199.0), sharp.low, sharp.high,
    )  # fmt: skip
    assert swings(sharp).news.tolist() == [False, True]
    assert swings(few).news.tolist() == [False, False]


def test_scripted_days_are_no_turning_points() -> None:
    path = course(np.concatenate([np.full(8, 0.5), np.full(8, 0.1)]))
    assert swings(path).news.tolist() == [day == 8 for day in range(1, 16)]
    marked = swings(path, scripted=[8])
    assert not marked.news.any()
    assert marked.scripted.tolist() == [day == 8 for day in range(1, 16)]
    # In a window with other days the event itself is still no news, but those days may be.
    assert window_swings(path, scripted=[8]).news.any()


def test_disputed_dates_are_looked_at_in_windows_of_seven_to_ten_days() -> None:
    path = course(np.concatenate([np.full(8, 0.5), np.full(8, 0.1)]))
    found = window_swings(path)
    assert (found.last - found.first + 1).tolist() == [7] * 9
    assert found.swing == pytest.approx([0.0, *[-0.4] * 7, 0.0])
    coarse = Curve(
        path.view, path.days * 4, path.chance, path.error, path.within, path.between,
        path.effective, path.low, path.high,
    )  # fmt: skip
    assert set((window_swings(coarse).last - window_swings(coarse).first + 1).tolist()) == {8}
    with pytest.raises(ValueError, match="7 to 10 days apart"):
        window_swings(course(np.full(5, 0.5)))


@pytest.mark.parametrize(("branches", "level"), [(400, 0.118), (2000, 0.053), (10_000, 0.024)])
def test_the_winner_s_curse_of_sixty_days(branches: int, level: float) -> None:
    error = np.full(61, np.sqrt(0.25 / branches))
    assert curse(error, np.arange(60), np.arange(1, 61)) == pytest.approx(level, abs=1e-3)


def test_days_must_ascend_and_weights_be_weights() -> None:
    ends = np.tile([1.0, 0.0], (3, 1))
    with pytest.raises(ValueError, match="ascend"):
        curve([Particles(1, COMMANDER, ends), Particles(1, COMMANDER, ends)])
    with pytest.raises(ValueError, match="not negative"):
        curve([Particles(1, COMMANDER, ends, np.array([1.0, -1.0, 1.0]))])
    with pytest.raises(ValueError, match="two particles"):
        curve([Particles(1, COMMANDER, ends, np.array([1.0, 0.0, 0.0]))])
    with pytest.raises(ValueError, match="two branches"):
        curve([Particles(1, COMMANDER, ends[:, :1])])


def test_particles_of_one_draw_are_no_better_than_one_where_they_are_alike() -> None:
    ends = np.repeat(np.random.default_rng(5).integers(0, 2, (60, 1)).astype(float), 4, axis=1)
    alone = curve([Particles(0, COMMANDER, ends)])
    together = curve(
        [Particles(0, COMMANDER, np.repeat(ends, 3, axis=0), draw=np.repeat(np.arange(60), 3))]
    )
    assert together.effective[0] == pytest.approx(60.0)
    assert together.error[0] == pytest.approx(alone.error[0])
