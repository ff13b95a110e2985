"""Each switch of the model changes something, where its mechanism can act."""

from dataclasses import dataclass

import pytest

from hinge.draws.compiled import JIT
from hinge.scenario.interventions import Lever, SetParameter
from hinge.scenario.load import load
from hinge.scenario.patch import do
from hinge.scenario.switches import switch_names
from replays import Replay, digest, pull

DRAWS = 3


@dataclass(frozen=True)
class Where:
    """Days and levers with which a mechanism can act within a short run."""

    days: int = 30
    start: str = "assessment_date"
    levers: tuple[Lever, ...] = ()


def fix(parameter: str, value: float) -> SetParameter:
    """Set a parameter, so that what seldom happens happens within the days."""
    return SetParameter(lever="set_parameter", parameter=parameter, value=value)


WHERE = {
    "without_settlement": Where(60, "start", (fix("settlement.base", 0.5),)),
    "without_frailty": Where(60, "start", (fix("settlement.base", 0.5),)),
    "without_redirection": Where(levers=(fix("sponsors.turkey.redirect_hazard", 0.5),)),
    "without_hardship": Where(60, "start", (fix("cohesion.hardship", 3.0),)),
    "without_freed_forces": Where(60, "start", (fix("fronts.freed", 20.0),)),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", switch_names())
def test_a_switch_changes_something_for_one_of_a_few_draws(name: str) -> None:
    where = WHERE.get(name, Where())
    plain = load("aleppo-2016")
    scenario = pull(plain, *where.levers) if where.levers else plain
    start = getattr(scenario.head, where.start)
    given = Replay(scenario, start, draws=DRAWS, compiled=JIT)
    switched = Replay(do(scenario, name), start, draws=DRAWS, compiled=JIT)
    differs = [
        digest(given.run(where.days, draw)) != digest(switched.run(where.days, draw))
        for draw in range(DRAWS)
    ]
    assert any(differs)
