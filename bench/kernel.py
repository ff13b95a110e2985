"""Replications of the kernel for the benchmarks: the reduced model, and the full one of a scenario."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from hinge.assess import single_arm
from hinge.draws.sampling import StreamKey
from hinge.engine.day import run_days
from hinge.ensemble.arrays import Prepared
from hinge.ensemble.day_zero import initial_state
from hinge.ensemble.design import Design
from hinge.ensemble.priors import draw_parameters, quality_sides
from hinge.ensemble.simulate import prepare
from hinge.ensemble.start import opening
from hinge.scenario.load import load
from hinge.scenario.series import series_names
from hinge.scenario.table_parameters import parameter_table
from hinge.world.arrays import Records, State
from hinge.world.build import build_world, new_records, new_scratch
from hinge.world.kinds import Ints
from hinge.world.native import native
from hinge.world.params import Params, make_params, param_ids
from hinge.world.snapshot import block_of, stage
from reduced import DAYS, SEED, SIDES, Case, Reduced, reduced
from twins.objects import SERIES, History

REFERENCE = "aleppo-2016"


ReadyCase = tuple[Case, Ints, Params]  # a case, its day 0 as a block, its parameters, compiled form


class Worker:
    """Working space of one thread for the reduced model of one size."""

    def __init__(self, model: Reduced, days: int = DAYS) -> None:
        """Make scratch and records."""
        self._model, self._days = model, days
        self._world = native(model.world)
        self._scratch = native(new_scratch(model.world))
        self._records = new_records(model.scenario, model.world, days)
        self._rows = native(self._records)
        self._place = stage(model.case(0).start)

    def go(self, cases: Sequence[ReadyCase]) -> None:
        """Run cases, each from a copy of its day 0."""
        for case, begin, params in cases:
            key = StreamKey(SEED, 0, case.replication)
            self._place.put(begin)
            state = self._place.ready
            run_days(self._world, state, self._scratch, params, key, 0, self._days, self._rows)

    @property
    def records(self) -> Records:
        """The records of the last replication."""
        return self._records


def ready_cases(model: Reduced, number: int) -> list[ReadyCase]:
    """Return the first cases of a model, with parameters as compiled code takes them."""
    cases = [model.case(n) for n in range(number)]
    return [(case, block_of(case.start), native(case.params)) for case in cases]


def kernel_history(model: Reduced, case: Case, days: int = DAYS) -> History:
    """Return what the kernel leaves of a case, in the series that the twins record."""
    worker = Worker(model, days)
    worker.go([(case, block_of(case.start), native(case.params))])
    names = list(series_names(model.scenario))
    columns = [names.index(f"{name}.{side}") for side in SIDES for name in SERIES]
    records = worker.records
    return History(records.control, records.contested, records.series[:, columns])


class Ready(NamedTuple):
    """One replication, ready to run day by day; groups as compiled code takes them but for the start."""

    world: Any
    start: State
    scratch: Any
    params: Any
    key: StreamKey
    out: Any
    days: int
    formations: int
    steps: list[int]


def full_model() -> Ready:
    """Return the reference scenario from its assessment date with the parameters of draw 0."""
    scenario = load(REFERENCE)
    head = scenario.head
    table = parameter_table(scenario)
    ids = [parameter.id for parameter in table]
    values = draw_parameters(table, quality_sides(scenario), SEED, 1, scenario.pulled)[0]
    world = build_world(scenario, head.assessment_date)
    begin = opening(scenario, world, head.assessment_date, ids)
    days = (head.horizon - head.assessment_date).days
    return Ready(
        native(world),
        initial_state(begin, values, SEED, 0),
        native(new_scratch(world)),
        native(make_params(param_ids(scenario), ids, values)),
        StreamKey(SEED, 0, 0),
        native(new_records(scenario, world, days)),
        days,
        int(world.actors.formation_key.size),
        world.plan.steps.tolist(),
    )


def reduced_model() -> Ready:
    """Return the first replication of the reduced model."""
    model = reduced()
    case = model.case(0)
    return Ready(
        native(case.world),
        case.start,
        native(new_scratch(case.world)),
        native(case.params),
        StreamKey(SEED, 0, 0),
        native(new_records(model.scenario, case.world, DAYS)),
        DAYS,
        int(case.world.actors.formation_key.size),
        case.world.plan.steps.tolist(),
    )


def full_ensemble(draws: int) -> tuple[Design, Prepared]:
    """Return a design on the reference scenario, one replicate a draw, and what runs it."""
    scenario = load(REFERENCE)
    design = single_arm(scenario, draws=draws, replicates=1, start="assessment", seed=SEED)
    return design, prepare(scenario, design)
