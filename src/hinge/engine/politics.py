"""Politics: what those outside and above the fighting decide today, before anybody else moves.

In this order: yesterday's levers are forgotten and today's bounds set
(``levers.py``); trends are felt (``trends.py``); signs and calls fade; sponsors
hold, raise, cut, resume (``sponsors.py``); dated events have the last word on
their day (``events.py``); clients believe what they believe; support and
beliefs that an intervention fixes are imposed; clients are drawn away
(``redirection.py``); rungs move (``ladder.py``); other fronts flare and calm
(``fronts.py``); fresh soldiers come (``arrivals.py``); relations between sides
are taken over.

Equations, sources and assumptions stand above each part. Assumption 1: all of
this happens at dawn, on the ground as the evening left it.
"""

from __future__ import annotations

from hinge.draws.compiled import entry
from hinge.draws.sampling import StreamKey
from hinge.engine.arrivals import arrivals
from hinge.engine.events import events, fade
from hinge.engine.fronts import fronts
from hinge.engine.ladder import ladder
from hinge.engine.levers import bind, forget_levers, impose, lists, relations
from hinge.engine.reach import mark_cut_off
from hinge.engine.redirection import redirection
from hinge.engine.sponsors import believe, sponsors
from hinge.engine.trends import trends
from hinge.world.arrays import State, World
from hinge.world.params import Params
from hinge.world.scratch import Scratch


@entry
def politics(
    world: World, state: State, scratch: Scratch, params: Params, key: StreamKey, day: int
) -> None:
    """Bring relations, support, rungs, soldiers on the way and levers to what they are on ``day``."""
    forget_levers(state)
    bind(state, world.plan, day)
    trends(state)
    fade(state, params)
    sponsors(world, state, params, key, day)
    events(world, state, params, key, day)
    believe(state, params)
    impose(state, world.plan, day)
    lists(world, state, day)
    mark_cut_off(state, scratch)
    redirection(world, state, scratch, params, key, day)
    ladder(world, state, params, key, day)
    fronts(world, state, params, key, day)
    arrivals(world, state, scratch, params, key, day)
    relations(state, world.plan, day)
