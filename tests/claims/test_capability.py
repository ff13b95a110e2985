"""Capability: what the tables show of an asset, need by need, without a share."""

from __future__ import annotations

import pytest

from claims.tables import draws_of, with_tables
from claims.toys import Toy, reading
from hinge.claims.assess import assess_claims
from hinge.claims.verdict import Verdict
from hinge.errors import InputError

ALL = ("available", "base_given", "reaches_map")


def verdict(asset: str, needs: tuple[str, ...] = ALL, **text: object) -> Verdict:
    test = {"asset": asset, "needs": list(needs), "says": "It can strike the town."}
    claim = {"test": "capability", "readings": [reading(capability=test)], **text}
    (found,) = assess_claims(with_tables([claim]), Toy({}, draws_of()))
    return found


def shown(found: Verdict) -> tuple[str, list[bool]]:
    beside = found.readings[0].capability
    assert beside is not None
    return beside.word, [need.shown for need in beside.needs]


@pytest.mark.parametrize(
    ("asset", "word", "needs"),
    [
        ("planes", "agrees", [True, True, True]),  # based far away, half of their use falls here
        ("guns", "agrees", [True, True, True]),  # no tempo, but based on the map
        ("ships", "contradicts", [True, True, False]),  # far away, and none of their use is here
        ("rockets", "silent", [False, True, False]),  # nothing public by the date
    ],
)
def test_the_word_follows_from_the_needs(asset: str, word: str, needs: list[bool]) -> None:
    assert shown(verdict(asset)) == (word, needs)


def test_only_what_the_claim_needs_is_asked() -> None:
    assert shown(verdict("ships", ("base_given",))) == ("agrees", [True])


def test_there_is_no_share_no_step_and_the_record_stands_beside_it() -> None:
    record = {"word": "disputed", "text": "Two say so.", "sources": ["A"]}
    found = verdict("ships", record=record)
    assert (found.word, found.share, found.symbol, found.n) == (None, None, "", None)
    assert found.record == "disputed"
    assert found.sentence == (
        "The tables show otherwise; it is in use, its base is the far coast and none of its use "
        "falls on this map; nothing is simulated; the record is disputed."
    )


def test_a_tempo_is_told_with_its_unit_and_the_share_of_this_map() -> None:
    assert "up to 5 sorties a day of its use fall on this map" in verdict("planes").sentence


def test_it_says_what_tables_do_not_show() -> None:
    assert any("nothing of ranges, equipment" in note for note in verdict("planes").notes)


def test_an_unknown_asset_is_refused() -> None:
    with pytest.raises(InputError, match="no strike asset is named plane"):
        verdict("plane")
