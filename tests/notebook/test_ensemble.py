"""A run is what it was, and answers and draws by itself."""

import dataclasses

import numpy as np
import pytest

from hinge.analysis.odds import Odds
from hinge.ensemble.store import Run, open_run
from hinge.errors import InputError

TAKEN = {"kind": "control", "of": "old_town", "by": "amber", "when": {"on": "2001-07-15"}}


def test_it_is_a_run_with_everything_that_a_run_has(ensemble) -> None:
    plain = open_run(ensemble.folder)
    assert isinstance(ensemble, Run)
    assert ensemble.digest == plain.digest
    assert ensemble.arm("baseline").equals(plain.arm("baseline"))
    assert ensemble.parameters.equals(plain.parameters)


def test_its_odds_are_those_of_the_campaign_on_the_run(campaign, ensemble) -> None:
    answer = ensemble.odds(TAKEN)
    assert isinstance(answer, Odds)
    assert answer == campaign.odds(TAKEN, open_run(ensemble.folder))
    area, day = ensemble.course.areas.index("old_town"), ensemble.course.days - 1
    held = ensemble.course.control()[:, day, area] == 0
    assert answer.share == np.mean(held)
    assert answer.hits == held.sum()


def test_an_answer_says_what_was_asked_and_how_sure_it_is(ensemble) -> None:
    answer = ensemble.odds(TAKEN)
    low, high = (f"{100 * end:.0f}" for end in (answer.low, answer.high))
    assert str(answer).startswith(
        f"In {100 * answer.share:.0f} of 100 runs (95 % interval {low} to {high};"
    )
    assert str(answer).endswith("Amber holds the Old town on 15 July 2001.")
    assert "not probabilities of history" in answer._repr_html_()


def test_a_question_that_cannot_be_read_is_refused(ensemble) -> None:
    with pytest.raises(InputError, match="predicate"):
        ensemble.odds({"kind": "control", "of": "town"})


def test_a_run_shows_harm_to_civilians(ensemble) -> None:
    shown = ensemble._repr_html_()
    assert "Civilians" in shown
    assert f"{ensemble.course.draw.size:,} runs" in shown
    assert ensemble.digest[:16] in shown


def test_a_run_cannot_be_changed(ensemble) -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        ensemble.folder = ensemble.folder / "other"
