"""The page of a turning run says what it is not, and in hindsight that no change is news."""

from typing import Any

from hinge.turn.picture import page

DAY = {
    "chance": 0.5,
    "se": 0.05,
    "low": 0.4,
    "high": 0.6,
    "band_low": 0.35,
    "band_high": 0.65,
    "tenth": 0.1,
    "ninetieth": 0.9,
    "effective": 250.0,
}
HINDSIGHT: dict[str, Any] = {
    "title": "The ring",
    "says": "Amber holds the town on 15 July 2001.",
    "view": "historian",
    "start": "2001-05-01",
    "until": "2001-07-15",
    "paths": 256,
    "lines": 4,
    "chance": [
        {"day": 0, "date": "2001-05-01", **DAY},
        {"day": 75, "date": "2001-07-15", **DAY},
    ],
    "shares": [],
    "enough": True,
    "needed": 200.0,
    "civilians": {
        "until": "2001-07-15",
        "killed": 133.0,
        "killed_by": {"amber": 91.0},
        "displaced": 10_000.0,
    },
    "authors": {"amber": "Amber"},
    "digest": "0123",
}


def test_the_page_says_that_it_is_no_probability_of_history_and_counts_the_harm() -> None:
    text = page(HINDSIGHT)
    assert "no probability of history" in text
    assert "133 civilians are killed (by author: Amber 91)" in text


def test_in_hindsight_the_page_says_that_no_change_is_news() -> None:
    text = page(HINDSIGHT)
    assert "In hindsight no change is news" in text
    assert "What each day settles" not in text
