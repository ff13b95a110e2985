"""A share without a split of its spread says why."""

import numpy as np

from claims.tables import draws_of, with_tables
from claims.toys import Toy, arm, control, parameters, reading, scenario
from hinge.claims.assess import assess_claims
from hinge.claims.spread_words import OF_FEW, OF_MEANS, OF_ONE, OF_TABLES
from hinge.claims.verdict import ReadingVerdict

STATE = {"readings": [reading(predicate=control(when={"on": "2001-05-20"}))]}


def state(held: np.ndarray, *, replicates: int) -> ReadingVerdict:
    data = arm(draws=100, replicates=replicates, held=held[:, None, None])
    (found,) = assess_claims(scenario([STATE]), Toy({"baseline": data}, parameters(100)))
    return found.readings[0]


def test_two_campaigns_a_draw_are_split_and_one_is_not() -> None:
    rng = np.random.default_rng(1)
    assert state(rng.integers(0, 2, 200), replicates=2).spread is not None
    once = state(rng.integers(0, 2, 100), replicates=1)
    assert once.spread is None
    assert OF_FEW in once.notes


def test_what_is_the_same_everywhere_has_nothing_to_split() -> None:
    found = state(np.zeros(200), replicates=2)
    assert found.share == 1.0
    assert OF_ONE in found.notes


def test_a_composition_has_no_chance_in_it() -> None:
    composition = {
        "of": ["guard"],
        "among": ["guard", "levy"],
        "on": "2001-05-11",
        "at_least": 0.4,
    }
    text = {"test": "composition", "readings": [reading(composition=composition)]}
    results = Toy({"baseline": arm()}, draws_of(factions__guard__strength=np.linspace(50, 90, 100)))
    (found,) = assess_claims(with_tables([text]), results)
    assert OF_TABLES in found.readings[0].notes


def test_a_regret_compares_means() -> None:
    goals = [
        {
            "id": "land",
            "says": "Areas held",
            "measure": {"series": "held.amber", "on": "2001-05-20"},
            "direction": "raise",
        },
        {
            "id": "lives",
            "says": "Civilians killed",
            "measure": {"series": "civilians_killed", "on": "2001-05-20"},
            "direction": "lower",
            "civilians": True,
        },
    ]
    regret = {"option": "x0", "against": ["baseline"], "goals": goals}
    text = {"test": "regret", "readings": [reading(regret=regret)]}
    arms = {
        name: arm(draws=60, values={"held.amber": land})
        for name, land in (("x0", 2), ("baseline", 1))
    }
    (found,) = assess_claims(scenario([text]), Toy(arms, parameters(60)))
    assert OF_MEANS in found.readings[0].notes
