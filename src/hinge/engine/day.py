"""The day: ten phases, in this order, every day.

 1 politics    dated events, sponsors, levers of interventions
 2 beliefs     what each side thinks stands opposite
 3 orders      commands choose, review and answer, on the state at dawn
 4 movement    along links, all at once
 5 supply      from entries to those in need; siege states are found here
 6 strikes     sorties, raids, salvos and rounds, and whom they harm
 7 combat      losses where opposed formations are present
 8 cohesion    wear, breaking, retreat, and control that changes hands
 9 civilians   hunger, deaths from want, flight
10 record      a row of the records

One mechanism, one file: each phase is the function of its name in the file of
its name, with equation, source and assumptions above it. Where ground changed
hands, supply is surveyed once more before the record, without moving a tonne,
so that siege states are recorded for the ground as the day leaves it.

Which phases, and which parts of orders, a day runs stands in ``Plan.steps``:
all of them in every run of a scenario. A smaller model is a row of flags for
this same kernel (``world/plan.py``, ``chosen_steps``).
"""

from __future__ import annotations

from hinge.draws.compiled import entry, joined
from hinge.draws.sampling import StreamKey
from hinge.engine.beliefs import beliefs, knowledge
from hinge.engine.civilians import civilians, count_dead
from hinge.engine.cohesion import cohesion
from hinge.engine.combat import combat
from hinge.engine.movement import movement
from hinge.engine.orders import orders
from hinge.engine.politics import politics
from hinge.engine.record import record
from hinge.engine.strikes import strikes
from hinge.engine.supply import supply, survey
from hinge.world.arrays import Records, State, World
from hinge.world.codes import (
    STEP_BELIEFS,
    STEP_CIVILIANS,
    STEP_COHESION,
    STEP_COMBAT,
    STEP_MOVEMENT,
    STEP_POLITICS,
    STEP_RECORD,
    STEP_STRIKES,
    STEP_SUPPLY,
)
from hinge.world.params import Params
from hinge.world.scratch import Scratch


@joined
def run_days(
    world: World,
    state: State,
    scratch: Scratch,
    params: Params,
    key: StreamKey,
    first: int,
    last: int,
    out: Records,
) -> None:
    """Run the days ``first`` to ``last`` on ``state`` in place, writing a row of ``out`` for each.

    Day 0 has no phases: it is surveyed and recorded as given. A state taken at
    the end of any day t runs on with ``first`` = t + 1.
    """
    steps = world.plan.steps
    for day in range(first, last + 1):
        if day > 0:
            if steps[STEP_CIVILIANS] == 1:
                count_dead(state, scratch)
            if steps[STEP_POLITICS] == 1:
                politics(world, state, scratch, params, key, day)
            if steps[STEP_BELIEFS] == 1:
                beliefs(world, state, scratch, params, key, day)
            else:
                knowledge(world, state, scratch, params)
            orders(world, state, scratch, params, key, day)
            if steps[STEP_MOVEMENT] == 1:
                movement(world, state, scratch, params)
            if steps[STEP_SUPPLY] == 1:
                supply(world, state, scratch, params)
            if steps[STEP_STRIKES] == 1:
                strikes(world, state, scratch, params, key, day)
            if steps[STEP_COMBAT] == 1:
                combat(world, state, scratch, params, key, day)
            if steps[STEP_COHESION] == 1:
                cohesion(world, state, scratch, params, key, day)
            if steps[STEP_CIVILIANS] == 1:
                civilians(world, state, scratch, params, key, day)
        if steps[STEP_SUPPLY] == 1 and (day == 0 or ground_changed(state)):
            survey(world, state, scratch, params)
        if steps[STEP_RECORD] == 1:
            record(world, state, scratch, out, day)


@entry
def ground_changed(state: State) -> bool:
    """Say whether supply has something new to look at since its phase."""
    for s in range(state.flows.stale.size):
        if state.flows.stale[s] == 1:
            return True
    return False
