"""An assumption held at a value in every run: ``set:PARAMETER_ID=VALUE``, pulled like an intervention.

Only parameters that vary can be held, and only at values that their spread gives room
to: the ends of an even spread, three standard deviations of a normal one (of the
logarithm, for a lognormal). A value beyond is another prior, which belongs into
the scenario's files with its source. Draws of all other parameters stay as they are.
"""

from __future__ import annotations

import math

from hinge.errors import InputError, Place, Problem
from hinge.scenario.interventions import Admissibility, Intervention, SetParameter
from hinge.scenario.nearest import suggest
from hinge.scenario.parameters import LogNormal, LogUniform, Normal, Parameter, Uniform
from hinge.scenario.scenario import Scenario
from hinge.scenario.table_parameters import parameter_table

PREFIX = "set:"
FAR_OUT = 3.0  # standard deviations to which a spread without ends is called plausible
P95 = 1.6448536269514722  # 95th percentile of the standard normal


def is_assumption(name: str) -> bool:
    """Say whether a name asks for an assumption held at a value."""
    return name.startswith(PREFIX)


def setting(parameter: str, value: float) -> str:
    """Return the name under which a parameter is held at a value."""
    return f"{PREFIX}{parameter}={value:.6g}"


def bounds(parameter: Parameter) -> tuple[float, float] | None:
    """Return the lowest and highest plausible value of a parameter; None where it does not vary."""
    spread = parameter.spread
    if isinstance(spread, Uniform | LogUniform):
        return spread.low, spread.high
    if isinstance(spread, Normal):
        return spread.mean - FAR_OUT * spread.sd, spread.mean + FAR_OUT * spread.sd
    if isinstance(spread, LogNormal):
        reach = FAR_OUT / P95
        low = parameter.value * (spread.p05 / parameter.value) ** reach
        return low, parameter.value * (spread.p95 / parameter.value) ** reach
    return None


def assumed(scenario: Scenario, name: str) -> Intervention:
    """Return the intervention behind ``set:PARAMETER_ID=VALUE``; its id is the whole name.

    InputError for a parameter that the scenario does not have or that does not vary, for
    what is no number, and for a value beyond the plausible ones.
    """
    id_, found, text = name.removeprefix(PREFIX).strip().partition("=")
    table = {parameter.id: parameter for parameter in parameter_table(scenario)}
    id_ = id_.strip()
    if not found:
        raise _refused(name, "there is no value.", "Write set:PARAMETER_ID=VALUE.")
    if id_ not in table:
        raise _refused(
            name, f"there is no parameter {id_!r} {suggest(id_, table)}.", "Fix the name."
        )
    parameter = table[id_]
    value = _number(name, text.strip())
    room = bounds(parameter)
    if room is None:
        raise _refused(
            name,
            f"{id_} does not vary: it is {parameter.value:g} {parameter.unit} in every run.",
            "Hold an assumption that varies, or write another value into the scenario's files.",
        )
    low, high = room
    if not low <= value <= high:
        raise _refused(
            name,
            f"{value:g} lies outside the plausible values of {id_}, {low:.4g} to {high:.4g} "
            f"({parameter.unit}).",
            "Choose a value between them, or give the parameter another spread and its source.",
        )
    return _intervention(name, parameter, value)


def _intervention(name: str, parameter: Parameter, value: float) -> Intervention:
    """Return the lever with the reasons why the question is a fair one."""
    meaning = (parameter.meaning or parameter.id).strip().rstrip(".")
    plan = Intervention(
        id="assumed",
        title=f"Held at {value:g}: {meaning}",
        says=f"In every run {parameter.id} is {value:g} ({parameter.unit}): {meaning}.",
        levers=(SetParameter(lever="set_parameter", parameter=parameter.id, value=value),),
        admissibility=Admissibility(
            clarity="One uncertain quantity is known; nothing else is changed.",
            cotenability="The value is one that its spread gives room to, beside all other draws.",
            minimal_rewrite="Draws of all other quantities stay, also of those that go with it.",
            theory="What moves shows what rests on this assumption.",
            statistics="The comparison is paired: the same draws of the rest and the same chance.",
            projectability="A value in between should have an effect in between, mostly.",
        ),
    )
    return plan.model_copy(update={"id": name})


def _number(name: str, text: str) -> float:
    """Return the value; InputError for what is none."""
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise _refused(name, f"{text!r} is no number.", "Write it as 0.5.")
    return value


def _refused(name: str, what: str, do: str) -> InputError:
    """Return the error for an assumption that cannot be held so."""
    why = "The runs would not be the ones that were asked for."
    return InputError([Problem("assumption", f"{name}: {what}", why, do, Place("--do"))])
