"""Strike assets stay abstract: a class of target and a tempo, no place on the ground and no weapon."""

from typing import get_args

from hinge.scenario.records import StrikeAsset, Target

PLACES = ("lat", "lon", "coord", "position", "area", "aim", "grid", "x", "y")
WEAPONS = ("range", "calibre", "warhead", "yield", "weight", "accuracy", "cep", "speed")


def test_no_field_of_a_strike_asset_can_hold_a_place_to_hit_or_a_weapons_data() -> None:
    words = [word for field in StrikeAsset.model_fields for word in field.split("_")]
    assert "tempo" in words
    assert not set(words) & set(PLACES + WEAPONS)


def test_what_an_asset_looks_for_is_one_of_three_classes() -> None:
    assert set(get_args(Target)) == {"front", "lines", "facilities"}
    assert StrikeAsset.model_fields["target"].annotation == Target


def test_civilians_are_no_class_of_target() -> None:
    assert not [word for word in get_args(Target) if "civil" in word or "people" in word]
