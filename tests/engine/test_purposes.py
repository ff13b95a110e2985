"""Purposes of draws fall into groups of shocks: together all of a day's chance, and none twice."""

import pytest

from hinge.engine import purposes
from hinge.engine.purposes import SHOCKS
from hinge.ensemble.members import mask

EVERY = {
    name: value for name, value in vars(purposes).items() if name.isupper() and name != "SHOCKS"
}


def test_every_purpose_stands_in_exactly_one_group() -> None:
    grouped = [purpose for group in SHOCKS.values() for purpose in group]
    assert sorted(grouped) == sorted(EVERY.values())
    assert len(SHOCKS) <= 5


def test_a_mask_has_the_bits_of_its_groups_and_fits_a_word() -> None:
    assert mask(frozenset()) == 0
    assert mask(frozenset({"strikes"})) == (1 << 5) | (1 << 6) | (1 << 7)
    every = mask(frozenset(SHOCKS))
    assert every == sum(1 << purpose for purpose in EVERY.values())
    assert every < 2**63


def test_a_group_that_is_none_is_an_error() -> None:
    with pytest.raises(ValueError, match="weather is none of combat"):
        mask(frozenset({"weather"}))
