"""The mirror audit: what must be equal is, bit for bit; and what is not is seen.

The test of equal means errs on a fair engine in at most 1 of 100 seeds (stated level 1 %,
split over the series); seeds here are fixed.
"""

from dataclasses import replace

import numpy as np
import pytest

from hinge.audits import exchange
from hinge.audits.exchange import TABLES, rows_reversed
from hinge.audits.mirror import BALANCE_DRAWS, balances, mirror_audit
from hinge.audits.sameness import compare
from hinge.ensemble import simulate
from hinge.ensemble.arrays import Block, Layout
from hinge.scenario.load import load
from hinge.scenario.scenario import Scenario

DRAWS = 12


@pytest.fixture(scope="module")
def mirror() -> Scenario:
    return load("mirror")


def test_a_side_with_the_draws_of_the_other_gets_what_the_other_had(mirror: Scenario) -> None:
    """In many runs: what differs may do so in one of thirty."""
    found = mirror_audit(mirror, draws=8 * DRAWS, balance_draws=2, tables=())
    assert found.symmetric
    assert found.draws is not None
    assert found.draws.word == "exact"
    assert found.labels.word == "exact"


@pytest.mark.parametrize("name", ["ring", "five-factions"])
def test_the_order_of_sides_and_rows_changes_no_bit(name: str) -> None:
    found = mirror_audit(load(name), draws=DRAWS)
    assert not found.symmetric
    assert [row.what for row in found.tables] == list(TABLES)
    assert {row.word for row in (found.labels, *found.tables)} == {"exact"}


@pytest.mark.slow
def test_the_order_of_sides_and_rows_changes_no_bit_of_a_large_campaign() -> None:
    found = mirror_audit(load("aleppo-2016"), draws=DRAWS, tables=())
    assert found.labels.word == "exact"


def test_an_engine_that_sees_the_order_of_files_is_caught(
    mirror: Scenario, monkeypatch: pytest.MonkeyPatch
) -> None:
    for room in (simulate, exchange):
        monkeypatch.setattr(room, "in_key_order", lambda scenario, _image=None: scenario)
    found = mirror_audit(mirror, draws=DRAWS, balance_draws=2, tables=("sides", "factions"))
    assert not found.exact
    assert found.labels.word == "differs"
    assert [row.word for row in found.tables] == ["exact", "differs"]


def test_everything_turned_round_twice_is_as_it_was(mirror: Scenario) -> None:
    assert rows_reversed(mirror) != mirror
    assert rows_reversed(rows_reversed(mirror)) == mirror


@pytest.mark.slow
def test_equal_sides_fare_alike_on_average(mirror: Scenario) -> None:
    found = mirror_audit(mirror, draws=2, balance_draws=BALANCE_DRAWS, tables=())
    assert len(found.balance) > 20
    assert found.balanced, [row for row in found.balance if not row.equal]


LAYOUT = Layout(
    sides=("left", "right"),
    areas=("left_town", "right_town"),
    watches=("left_home.left", "right_home.right"),
    series=("strength.left", "strength.right", "displaced"),
    units=("persons", "persons", "persons"),
)
IMAGE = {
    "left": "right", "right": "left", "left_town": "right_town", "right_town": "left_town",
    "left_home": "right_home", "right_home": "left_home",
}  # fmt: skip


def block(values: np.ndarray[tuple[int, ...], np.dtype[np.float32]]) -> Block:
    """Return results on which the two towns and sieges are one another's image from day to day."""
    runs, days, _ = values.shape
    control = np.zeros((runs, days, 2), np.int8)
    control[:, :, 1] = 1
    siege = np.zeros((runs, days, 2), np.int8)
    return Block(control=control, contested=np.zeros_like(control), siege=siege, value=values)


def drawn(seed: int, shift: float = 0.0, runs: int = 400) -> Block:
    """Return results in which the left is stronger by ``shift`` standard deviations."""
    values = np.random.default_rng(seed).normal(size=(runs, 2, 3)).astype(np.float32)
    values[:, :, 0] += shift
    return block(values)


def test_the_mirror_image_of_a_block_is_exact_and_one_soldier_more_is_not() -> None:
    one = drawn(1)
    other = replace(one, value=one.value[:, :, [1, 0, 2]])
    assert compare("draws", "x", (LAYOUT, one), (LAYOUT, other), IMAGE).word == "exact"
    other.value[5, 1, 0] += 1.0
    found = compare("draws", "x", (LAYOUT, one), (LAYOUT, other), IMAGE)
    assert (found.word, found.beyond_rounding, found.first_day) == ("differs", 1, 1)
    assert found.series == "strength.right"


def test_the_last_digit_of_a_series_is_rounding_and_ground_in_other_hands_is_not() -> None:
    one = drawn(1)
    other = replace(one, value=one.value * np.float32(1.0 + 2.0e-7))
    assert compare("labels", "x", (LAYOUT, one), (LAYOUT, other), {}).word == "rounding"
    ground = one.control.copy()
    ground[3, 1, 0] = 1
    found = compare("labels", "x", (LAYOUT, one), (LAYOUT, replace(one, control=ground)), {})
    assert (found.word, found.differ, found.first_day) == ("differs", 1, 1)


def test_a_side_that_is_favoured_is_seen_and_a_series_of_nobody_is_not_asked() -> None:
    (only,) = balances(LAYOUT, drawn(1, shift=0.5), IMAGE)
    assert (only.series, only.image) == ("strength.left", "strength.right")
    assert not only.equal
    assert only.difference > 0.0


@pytest.mark.statistical
def test_a_fair_engine_is_called_unfair_in_one_of_a_hundred_seeds() -> None:
    # At level 1 % more than 12 of 500 come with a chance below 0.3 %.
    unfair = sum(not balances(LAYOUT, drawn(seed), IMAGE)[0].equal for seed in range(500))
    assert 0 < unfair <= 12
