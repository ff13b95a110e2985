"""Compile one half of the engine's phases; the second in a process of its own: ``... compile_part 1``.

Numba compiles on one core at a time within a process. Two processes that each
compile some of the phases fill the same cache side by side; what then remains
is to join them, which the calling process does after its own half.
"""

from __future__ import annotations

import sys
from typing import Any

import numpy as np


def main(part: int) -> None:
    """Compile part 0 or 1 by running its phases once on a day of the smallest scenario."""
    from hinge.cli.compiling import SMALLEST
    from hinge.draws.sampling import StreamKey
    from hinge.ensemble.day_zero import initial_state
    from hinge.ensemble.priors import draw_parameters, quality_sides
    from hinge.ensemble.start import opening
    from hinge.scenario.load import load
    from hinge.scenario.table_parameters import parameter_table
    from hinge.world.build import build_world, new_records, new_scratch
    from hinge.world.native import native
    from hinge.world.params import make_params, param_ids

    scenario = load(SMALLEST)
    start = scenario.head.assessment_date
    table = parameter_table(scenario)
    ids = [parameter.id for parameter in table]
    if part == 0:  # any numbers do; the other part compiles what draws them
        values = np.array([parameter.value for parameter in table])
    else:
        values = draw_parameters(table, quality_sides(scenario), 1, 1)[0]
    plain = build_world(scenario, start)
    state = native(initial_state(opening(scenario, plain, start, ids), values, 1, 0))
    params = native(make_params(param_ids(scenario), ids, values))
    out = native(new_records(scenario, plain, 1))
    _run(part, native(plain), state, native(new_scratch(plain)), params, StreamKey(1, 0, 0), out)


def _run(part: int, world: Any, state: Any, scratch: Any, params: Any, key: Any, out: Any) -> None:
    """Call what one part compiles, with the arguments that the day gives it.

    Both take about as long.
    """
    from hinge.engine.beliefs import beliefs, knowledge
    from hinge.engine.civilians import civilians, count_dead
    from hinge.engine.coalitions import coalitions
    from hinge.engine.cohesion import cohesion
    from hinge.engine.combat import combat
    from hinge.engine.day import ground_changed
    from hinge.engine.facilities import facilities
    from hinge.engine.movement import movement
    from hinge.engine.orders import answers, main_efforts, send_the_ready
    from hinge.engine.politics import politics
    from hinge.engine.probes import probes
    from hinge.engine.record import record
    from hinge.engine.settlement import settlement
    from hinge.engine.strikes import strikes
    from hinge.engine.supply import supply

    if part == 0:
        politics(world, state, scratch, params, key, 1)
        probes(world, state, scratch, params, key, 0, False, 1)
        movement(world, state, scratch, params)
        strikes(world, state, scratch, params, key, 1)
        civilians(world, state, scratch, params, key, 1)
        main_efforts(world, state, scratch, params, key, 0, 1)
        answers(world, state, scratch, params, key, 1)
        send_the_ready(world, state)
        record(world, state, scratch, out, 1)
    else:
        coalitions(world, state, scratch, params, key, 1)
        settlement(world, state, scratch, params, key, 1)
        facilities(world, state, scratch, params, key, 1)
        supply(world, state, scratch, params)
        beliefs(world, state, scratch, params, key, 1)
        ground_changed(state)
        knowledge(world, state, scratch, params)
        count_dead(state, scratch)
        combat(world, state, scratch, params, key, 1)
        cohesion(world, state, scratch, params, key, 1)


if __name__ == "__main__":
    main(int(sys.argv[1]))
