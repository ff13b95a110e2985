"""Claims about conditioned campaigns say on what, count distinct campaigns, and keep silent below 200."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pytest
import xarray as xr

from claims.toys import START, Toy, arm, control, parameters, reading, scenario
from hinge.analysis.intervals import wilson
from hinge.claims.assess import assess_claims
from hinge.claims.verdict import Verdict
from hinge.scenario.conditioning import Conditioned

DRAWS = 512
LUCK = parameters(DRAWS)
TAKEN = reading(predicate=control(when={"on": "2001-05-08"}))
SEEN = Conditioned.model_validate(
    {
        "id": "cut_off",
        "observation": "o1",
        "statistic": {
            "kind": "siege_on",
            "of": "town",
            "side": "cobalt",
            "is": ["closed"],
            "on": "2001-05-07",
        },
        "error": {"kind": "report", "miss": 0.1, "discrepancy": 0.1},
        "floor": 0.01,
        "says": "the town was cut off on 7 May",
        "source": "-",
    }
)
DEATHS = dict.fromkeys(
    ("civilians_killed", "civilians_killed_by.amber", "civilians_killed.missiles.amber"), 3.0
)


def conditioned(families: int, held: np.ndarray | None = None) -> xr.Dataset:
    """512 campaigns that begin with so many particles, each of its own draw."""
    draw = np.arange(DRAWS) * families // DRAWS
    where = held if held is not None else draw % 4 != 0
    data = arm(
        draws=DRAWS,
        start=START,
        days=20,
        held=np.where(where, 0, 1)[:, None, None],
        values={**DEATHS, "displaced": np.where(where, 5.0, 1.0)[:, None]},
    )
    return data.assign_coords(
        replication=np.arange(DRAWS),
        draw=("replication", draw),
        ancestor=("replication", draw * 64),
    )


def verdict(text: Mapping[str, object], **arms: xr.Dataset) -> Verdict:
    place = replace(scenario([{"start": "campaign", **text}]), conditioning=(SEEN,))
    named = {f"{name}@campaign": data for name, data in arms.items()}
    return assess_claims(place, Toy(named, LUCK))[0]


def effect() -> dict[str, object]:
    return {
        "test": "effect",
        "readings": [
            reading(
                effect={
                    "with": "x0",
                    "without": "baseline",
                    "measure": {"series": "displaced", "on": "2001-05-08"},
                    "direction": "raises",
                    "smallest_relevant": 1,
                    "smallest_relevant_reason": "-",
                }
            )
        ],
    }


def test_the_interval_rests_on_distinct_campaigns() -> None:
    found = verdict({"readings": [TAKEN]}, baseline=conditioned(256))
    first = found.readings[0]
    assert found.share == pytest.approx(0.75)
    assert first.n_effective == pytest.approx(256, rel=0.02)
    assert (found.low, found.high) == pytest.approx(wilson(0.75, 256), abs=0.005)
    assert first.spread is None
    assert "simulated from 1 May and conditioned on one observation up to 11 May" in found.sentence


def test_the_note_names_what_was_observed_and_how_many_campaigns_are_left() -> None:
    found = verdict({"readings": [TAKEN]}, baseline=conditioned(256))
    note = next(note for note in found.notes if "weighed by what was observed" in note)
    assert "the town was cut off on 7 May" in note
    assert "Of 512 the effective number is 256, of their parameter draws 256." in note
    assert not any("not yet conditioned" in note for note in found.notes)


def test_below_200_distinct_campaigns_there_is_no_verdict() -> None:
    found = verdict({"readings": [TAKEN]}, baseline=conditioned(128))
    assert found.share is None
    assert found.word == "cannot be tested here"
    assert found.reason.startswith(
        "Too few distinct campaigns agree with what was observed: effective n 128"
    )
    assert found.readings[0].n_effective == pytest.approx(128)
    assert any("effective number is 128" in note for note in found.notes)


def test_an_effect_counts_distinct_draws() -> None:
    found = verdict(effect(), baseline=conditioned(256), x0=conditioned(256, np.ones(DRAWS, bool)))
    assert found.share == pytest.approx(0.25)
    assert found.readings[0].n_effective == pytest.approx(256)
    few = verdict(effect(), baseline=conditioned(199), x0=conditioned(199))
    assert few.share is None
    assert "Too few distinct parameter draws" in few.reason


def test_a_conditional_is_held_to_the_distinct_campaigns_with_its_condition() -> None:
    held = control(when={"on": "2001-05-08"})
    text = {"test": "conditional", "readings": [reading(predicate=held, given=held)]}
    many = verdict(text, baseline=conditioned(256))
    assert many.readings[0].n_effective == pytest.approx(192)
    rare = np.arange(DRAWS) % 8 == 0  # 64 campaigns of 64 families
    assert verdict(text, baseline=conditioned(512, rare)).share == 1.0
    one_family = np.arange(DRAWS) < 60
    found = verdict(text, baseline=conditioned(256, one_family))
    assert found.share is None
    assert "distinct campaigns" in found.reason


def test_without_a_conditioning_the_old_note_stands() -> None:
    data = conditioned(512).drop_vars("ancestor")
    found = verdict({"readings": [TAKEN]}, baseline=data)
    assert any("prior predictive" in note for note in found.notes)
    assert found.share is not None
