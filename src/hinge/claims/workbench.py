"""One run laid out for its claims: courses opened once, assumptions by name, harm counted once."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

import numpy as np
import numpy.typing as npt

from hinge.analysis.course import Bools, Course, Ints
from hinge.analysis.given_data import Inputs, Outcome
from hinge.analysis.intervals import Mean
from hinge.analysis.results import Results
from hinge.analysis.sensitivity import Sensitivity, hinges, ranked
from hinge.claims.assumptions import assumption_names
from hinge.claims.civilians import Harm, HarmDifference, harm, harm_difference, harm_series
from hinge.claims.names import Names
from hinge.claims.plan import Start, arm_id, can_test, interventions_of
from hinge.claims.predicates import Ground, holds
from hinge.claims.prior_arm import PRIOR_ARM, prior_series
from hinge.claims.rests import Assumptions, rests_on
from hinge.claims.verdict import HingeLine
from hinge.claims.verdict_hinges import RestsOn
from hinge.claims.windows import series_of
from hinge.claims.wording import basis
from hinge.errors import StoreError, TooFewRuns
from hinge.scenario.claim_records import Claim
from hinge.scenario.predicate_records import Predicate
from hinge.scenario.scenario import Scenario
from hinge.scenario.table_parameters import parameter_table

Array = npt.NDArray[np.float64]

MOST_LOOKED_AT = 12
"""At most so many assumptions that stand out are looked at for the breaking point."""


class Workbench:
    """A scenario, its names, and the recorded arms of one run.

    Series that the given claims read are loaded arm by arm in one pass, when an
    arm is first used.
    """

    def __init__(self, scenario: Scenario, results: Results, claims: Iterable[Claim]) -> None:
        """Take names and parameter draws; open no arm yet."""
        self.scenario = scenario
        self.names = Names.of(scenario)
        self.ground = Ground.of(scenario)
        self._results = results
        self._courses: dict[str, Course] = {}
        self._harm: dict[str, Harm] = {}
        self._differences: dict[tuple[str, str], HarmDifference] = {}
        chosen = tuple(claims)
        self._wanted = _wanted_series(chosen) | {PRIOR_ARM: prior_series(chosen)}
        table = results.parameters.transpose("draw", "parameter")
        self._ids = tuple(str(name) for name in table["parameter"].values)
        self._values: Array = np.asarray(table.values, dtype=np.float64)
        self._row = {int(draw): row for row, draw in enumerate(table["draw"].values)}
        known = parameter_table(scenario)
        self._about = Assumptions(
            assumption_names(self._ids, known, self.names), {p.id: p.unit for p in known}
        )
        self._inputs: dict[bytes, Inputs] = {}

    def course(self, intervention: str, start: Start) -> Course:
        """Return the arm of an intervention (``baseline`` or empty for none) from a start."""
        name = arm_id(intervention, start)
        if name not in self._courses:
            course = Course(self._results.arm(name), name)
            harmful = harm_series(course.series_names)
            course.load([*harmful, *self._wanted.get(name, ())])
            self._courses[name] = course
        return self._courses[name]

    def recorded(self, arm: str) -> Course:
        """Return an arm that a verdict has used, by its id."""
        return self._courses[arm]

    @cached_property
    def prior(self) -> Course | None:
        """The arm from the campaign's first day that nothing observed weighs; None where it was not run."""
        try:
            course = Course(self._results.arm(PRIOR_ARM), PRIOR_ARM)
        except StoreError:
            return None
        course.load(self._wanted[PRIOR_ARM])
        return course

    @property
    def draws(self) -> Ints:
        """The parameter draws of the run, (draws,), in order."""
        return np.array(list(self._row), dtype=np.int64)

    def drawn(self, parameter: str) -> Array:
        """Return the value of a parameter in every draw, (draws,); an unknown one raises StoreError."""
        if parameter not in self._ids:
            raise StoreError(f"The run records no parameter named {parameter}.")
        return self._values[:, self._ids.index(parameter)]

    def holds(self, predicate: Predicate, course: Course) -> Bools:
        """Return whether a predicate holds in each replication of an arm, (R,)."""
        return holds(predicate, course, self.ground)

    def basis(self, course: Course, start: Start) -> str:
        """Return from what an arm's campaigns were simulated, as words after ``campaigns``."""
        used = len(self.scenario.conditioning) if course.ancestor is not None else 0
        return basis(self.scenario.head, start, used)

    def harm(self, course: Course) -> Harm:
        """Return civilian harm in an arm."""
        if course.arm not in self._harm:
            self._harm[course.arm] = harm(course, self.names)
        return self._harm[course.arm]

    def harm_difference(self, with_: Course, without: Course) -> HarmDifference:
        """Return the paired difference of civilian harm between two arms."""
        key = (with_.arm, without.arm)
        if key not in self._differences:
            self._differences[key] = harm_difference(with_, without, self.names)
        return self._differences[key]

    def rests(self, outcome: Outcome) -> tuple[tuple[HingeLine, ...], RestsOn | None, str]:
        """Return the assumptions that stand out, what else the verdict rests on, and a note.

        With too few draws to tell there is only the note.
        """
        inputs = self._inputs_of(outcome.draw)
        try:
            found = ranked(outcome.score, inputs, shown=outcome.counted, most=MOST_LOOKED_AT)
        except TooFewRuns as few:
            return (), None, str(few)
        lines = tuple(self._line(one) for one in hinges(found))
        every = hinges(found, MOST_LOOKED_AT)
        return lines, rests_on(outcome, inputs, every, self._about), ""

    def _inputs_of(self, draw: Ints) -> Inputs:
        """Return the assumptions that vary over these parameter draws (m,); built once for them."""
        key = draw.tobytes()
        if key not in self._inputs:
            missing = [int(d) for d in draw if int(d) not in self._row]
            if missing:
                raise StoreError(f"The run records no parameters for draw {missing[0]}.")
            values = self._values[[self._row[int(d)] for d in draw]]
            self._inputs[key] = Inputs.of(values, self._ids)
        return self._inputs[key]

    def _line(self, one: Sensitivity) -> HingeLine:
        """Return a sensitivity as a line of a verdict; shares are cut to 0 and 1."""
        return HingeLine(
            parameter=one.parameter,
            name=self._about.names[one.parameter],
            holds_where=one.where,
            correlation=one.correlation,
            low=one.low,
            high=one.high,
            lowest=_cut(one.lowest),
            highest=_cut(one.highest),
            middle=_cut(one.middle),
        )


def _cut(share: Mean) -> Mean:
    """Return a share whose interval stays within 0 and 1."""
    return Mean(share.value, max(0.0, share.low), min(1.0, share.high))


def _wanted_series(claims: Iterable[Claim]) -> dict[str, set[str]]:
    """Return the series that claims read, by arm."""
    wanted: dict[str, set[str]] = {}
    for claim in claims:
        if can_test(claim):
            names = {name for reading in claim.readings for name in series_of(reading)}
            for intervention in interventions_of(claim):
                wanted.setdefault(arm_id(intervention, claim.start), set()).update(names)
    return wanted
