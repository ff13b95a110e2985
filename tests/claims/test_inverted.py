"""A necessity the other way round: the danger that must have been expected, and what was public by then."""

import numpy as np
import pytest

from claims.toys import one_claim
from hinge.analysis.forced import Choices, choices
from hinge.analysis.odds import odds_of_draws
from hinge.claims.inverted import inverted
from hinge.claims.verdict_inverted import Inverted

EVIDENCE = {
    "evidence_for": [
        {"text": "It was announced.", "source": "a paper", "known_on": "2001-05-03"},
        {"text": "It came about.", "source": "a book", "known_on": "2001-06-01"},
        {"text": "Everyone knew.", "source": "hearsay"},
    ],
    "evidence_against": [{"text": "Trucks came.", "source": "a letter", "known_on": "2001-05-01"}],
}
CLAIM = one_claim({"test": "necessity", **EVIDENCE})


def weighed(
    committed: object = 1.0, believed: object = 0.05, star: object = 0.02, margin: object = 0.3
) -> Choices:
    """100 campaigns of 50 draws."""
    rows = [
        np.broadcast_to(np.asarray(one, np.float32), 100)[:, None]
        for one in (committed, believed, star, margin)
    ]
    return choices(*rows, 0.1)


def read(made: Choices, hits: int = 0) -> Inverted:
    share = odds_of_draws(np.arange(400) < hits)
    return inverted(made, np.repeat(np.arange(50), 2), share, CLAIM)


def test_it_names_the_danger_that_must_have_been_expected() -> None:
    found = read(weighed())
    assert found.says == (
        "It was forced only if leaders expected to lose the support at a rate of at least 0.02 (90 of "
        "100 draws: 0.02 to 0.02) a day: so in the 100 of 100 campaigns in which the attack needed such "
        "a danger; what is believed was enough in 100 and too little in 0; in 0 of 100 it was best with "
        "no danger at all (chosen, not forced), in 0 no danger would have made it best, and in 0 there "
        "was none in the window; leaders are taken to have believed in 0.05 (90 of 100 draws: 0.05 to "
        "0.05)."
    )
    assert found.kinds.reached == 1.0


def test_the_distribution_is_over_draws_and_in_bins() -> None:
    star = np.repeat(np.linspace(0.001, 0.099, 50), 2)
    found = read(weighed(star=star)).threshold
    assert found is not None
    assert found.n == 50
    assert found.quantiles[2] == pytest.approx(0.05, rel=1e-3)
    assert sum(one.draws for one in found.bins) == 50
    assert [one.up_to for one in found.bins] == [
        0.0,
        0.002,
        0.005,
        0.01,
        0.02,
        0.05,
        0.1,
        0.2,
        None,
    ]
    assert [one.draws for one in found.bins] == [0, 1, 2, 2, 5, 15, 25, 0, 0]


def test_campaigns_that_need_no_danger_are_apart_from_those_that_do() -> None:
    found = read(weighed(star=np.where(np.arange(100) < 80, 0.0, 0.04)))
    assert found.threshold is not None
    assert found.needed is not None
    assert (found.threshold.n, found.needed.n) == (50, 10)
    assert found.threshold.quantiles[2] == 0.0
    assert found.needed.quantiles[2] == pytest.approx(0.04)
    assert "at least 0.04" in found.says
    assert "in the 20 of 100 campaigns" in found.says
    assert "in 80 of 100 it was best with no danger at all" in found.says


def test_replicates_of_a_draw_are_averaged_before_they_count() -> None:
    found = read(weighed(star=np.tile([0.0, 0.1], 50))).threshold
    assert found is not None
    assert found.quantiles == pytest.approx((0.05,) * 5)


def test_every_campaign_is_of_one_kind() -> None:
    kind = np.arange(100) // 20
    found = read(
        weighed(
            committed=np.where(kind == 0, 0.0, 1.0),
            star=np.choose(kind, [0.5, -1.0, 0.0, 0.01, 0.9]),
        )
    ).kinds
    assert (found.none, found.never, found.anyway, found.reached, found.beyond) == (0.2,) * 5


def test_a_margin_without_a_number_is_left_out() -> None:
    found = read(weighed(margin=np.where(np.arange(100) < 50, -1.0, 0.25)))
    assert found.margin is not None
    assert found.margin.n == 25
    assert found.margin.quantiles[2] == 0.25


@pytest.mark.parametrize(("hits", "word"), [(400, "forced"), (200, "not forced"), (362, "open")])
def test_forced_in_the_strict_sense_asks_for_ninety_of_a_hundred_draws(
    hits: int, word: str
) -> None:
    assert read(weighed(), hits).strict == word


def test_only_dated_evidence_that_was_public_by_the_claim_is_listed_in_order() -> None:
    found = read(weighed())
    assert [(str(one.known_on), one.speaks) for one in found.known] == [
        ("2001-05-01", "against"),
        ("2001-05-03", "for"),
    ]
    assert (found.undated, found.later) == (1, 1)


def test_without_an_effort_or_a_danger_that_is_enough_it_says_so() -> None:
    assert "nothing could have been forced" in read(weighed(committed=0.0)).says
    never = read(weighed(star=-1.0))
    assert never.needed is None
    assert never.says.startswith("In 0 of 100 it was best with no danger at all")
    assert "in 100 no danger would have made it best" in never.says
